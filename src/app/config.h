/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie.ini: a user's settings as a file, for those who prefer to edit one.
 *
 *   [settings]
 *   theme = contrast
 *
 * The keys and values are those of view/settings.h, and xapi_base, which only vigie report --xapi
 * reads. An unknown key or value gets a diagnostic and
 * leaves its setting unchanged; no error here stops the course from starting.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "view/settings.h"

struct diags;
struct strbuf;

/* Reads the settings in path; a missing file is not an error. */
void config_read(const char *path, struct settings *settings, struct diags *diags);
/* Appends the value of xapi_base, as it is there; returns false if there is none. */
bool config_read_base(const char *path, struct strbuf *base);
/* Parses settings from memory, for tests; path is only the name in diagnostics. */
void config_parse(const char *path, const char *data, size_t len, struct settings *settings,
	struct diags *diags);

#endif
