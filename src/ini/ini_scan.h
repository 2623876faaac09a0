/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strict look at the bytes of an INI file, before iniparser sees them (for ini.c alone).
 *
 * What passes is in the safe subset that every version of iniparser reads alike: one `key = value`
 * or `key = "text"` a line, no backslash, no straight quote inside quotes, no ';' or '#' in a bare
 * value, names in [a-z0-9._-], nothing twice.
 */
#ifndef INI_INI_SCAN_H
#define INI_INI_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;
struct ini;
struct strbuf;

/* Copies data into arena and cuts it up. NULL after an error. */
struct ini *ini_scan(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags);

/* ---- bytes (ini_bytes.c) */

/* Bytes of the byte-order mark that data begins with: 0 or 3. */
size_t ini_bom(const char *data, size_t len);
/* Is data UTF-16 or UTF-32? */
bool ini_is_wide(const char *data, size_t len);
/*
 * The rule that the bytes of a line break, or NULL: NUL, lone CR, length, controls, UTF-8,
 * forbidden characters. Then *at is where, *show whether the line is fit to be shown, and message
 * says it.
 */
const char *ini_line_fault(
	const char *line, size_t len, size_t *at, bool *show, struct strbuf *message);

#endif
