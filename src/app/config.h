/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie.ini: a person's settings as a file, for those who would rather write than choose.
 *
 *   [settings]
 *   theme = contrast
 *
 * The keys and values are those of view/settings.h. What cannot be understood is left as it was,
 * with a diagnostic; nothing in this file keeps the course from starting.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include <stddef.h>

#include "view/settings.h"

struct diags;

/* A file that is not there is no problem. */
void config_read(const char *path, struct settings *settings, struct diags *diags);
/* The same from memory, for tests; path only names it. */
void config_parse(const char *path, const char *data, size_t len, struct settings *settings,
	struct diags *diags);

#endif
