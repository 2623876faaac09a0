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

struct arena;
struct diags;
struct ini;
struct strbuf;

/* Copies data into arena and splits it. Returns NULL after an error. */
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

#endif
