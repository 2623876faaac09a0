/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strict look at the bytes of an INI file, before iniparser sees them (for ini.c alone).
 *
 * What passes is in the safe subset that every version of iniparser reads alike: one `key = value` or
 * `key = "text"` a line, no backslash, no straight quote inside quotes, no ';' or '#' in a bare value,
 * names in [a-z0-9._-], nothing twice.
 */
#ifndef COURSE_INI_SCAN_H
#define COURSE_INI_SCAN_H

#include <stddef.h>

struct arena;
struct diags;
struct ini;

/* Bytes of the byte-order mark that data begins with: 0 or 3. */
size_t ini_bom(const char *data, size_t len);

/* Copies data into arena and cuts it up. NULL after an error. */
struct ini *ini_scan(struct arena *arena, const char *path, const char *data, size_t len,
	struct diags *diags);

#endif
