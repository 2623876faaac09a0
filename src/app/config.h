/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie.ini: a user's settings as a file, for those who prefer to edit one.
 *
 *   [settings]
 *   theme = contrast
 *
 * The keys and values are those of view/settings.h. An unknown key or value gets a diagnostic and
 * leaves its setting unchanged; no error here stops the course from starting.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include <stddef.h>

#include "view/settings.h"

struct diags;

/* Reads the settings in path; a missing file is not an error. */
void config_read(const char *path, struct settings *settings, struct diags *diags);
/* Parses settings from memory, for tests; path is only the name in diagnostics. */
void config_parse(const char *path, const char *data, size_t len, struct settings *settings,
	struct diags *diags);

#endif
