/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strict validation of the bytes of an INI file before iniparser sees them (for ini.c only).
 *
 * Valid files are in the safe subset that all versions of iniparser read alike: one `key = value`
 * or `key = "text"` per line, no backslash, no straight quote inside quotes, no ';' or '#' in a
 * bare value, names in [a-z0-9._-], no duplicates.
 */
#ifndef INI_INI_SCAN_H
#define INI_INI_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diags;
struct ini;
struct strbuf;

/*
 * Copies data into arena and splits it. Returns NULL after an error, unless the report is wanted
 * (diags->thorough) and most of the file can be read: then the best reading of it, marked faulty.
 */
struct ini *ini_scan(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags);

/* ---- bytes (ini_bytes.c) */

/* Returns the length of the byte-order mark at the start of data: 0 or 3. */
size_t ini_bom(const char *data, size_t len);
/* True if data is UTF-16 or UTF-32. */
bool ini_is_wide(const char *data, size_t len);
/*
 * Returns the rule that the bytes of a line break, or NULL: NUL, lone CR, length, controls, UTF-8,
 * forbidden characters. If a rule is broken, *at is the offset, *show is whether the line is safe
 * to display, and message is the sentence.
 */
const char *ini_line_fault(
	const char *line, size_t len, size_t *at, bool *show, struct strbuf *message);

/* ---- names (ini_name.c) */

enum { INI_NAME_MAX = 63 }; /* bytes */

/* True if s is the name of a key, a kind or an id. */
bool ini_is_name(const char *s, size_t len);
/* True for a key that lessons number, or that has a number: text, tip1. */
bool ini_takes_number(const char *key);
/*
 * Writes the name that s most likely stands for, without what no name holds, into out, which has
 * room for INI_NAME_MAX + 1 bytes; between replaces blanks. Returns its length, 0 if nothing is
 * left. With between 0, blanks are left out, and "option a" is option.a.
 */
size_t ini_guess_name(char *out, const char *s, size_t len, char between);
/*
 * Looks for characters around and in the names of a line, of valid UTF-8, that look like blanks, =
 * or letters and are none, or that nobody sees. Appends the line as it was meant to plain. Returns
 * the rule or NULL, like ini_line_fault().
 */
const char *ini_look_alike_fault(
	const char *line, size_t len, size_t *at, struct strbuf *plain, struct strbuf *message);

/* ---- values (ini_value.c) */

/* A range of a line. */
struct ini_stretch {
	size_t from, to;
};

/* Returns the range without the blanks around it. */
struct ini_stretch ini_trim(const char *line, size_t from, size_t to);
/*
 * Reads a value: v, trimmed, becomes the text without its quotes, *quoted whether it is meant for
 * people. Returns the rule that it breaks or NULL, like ini_line_fault(); v is then the best
 * reading.
 */
const char *ini_value_fault(
	const char *line, struct ini_stretch *v, bool *quoted, size_t *at, struct strbuf *message);

#endif
