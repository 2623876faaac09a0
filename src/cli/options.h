/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked for on the command line. To add an option: a line in long_options, in set_option and in options_help. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "os/paths.h"
#include "session/session_options.h"

struct options {
	const char *lang;               /* NULL: from the environment */
	const char *dirs[PATHS_LESSONS_MAX];     /* --lessons */
	size_t n_dirs;
	const char *store, *learner;
	const char *theme;              /* one of view/settings.h, or NULL */
	bool ascii, linear, graph, help, version;
	const char *config;             /* --config, of a kiosk */
	bool set_code, counters;        /* of a kiosk */
	bool private;                   /* nothing is written */
	enum term_color color;
	const char *format, *explain;   /* check: gcc or json; the rule to explain */
	const char *output;             /* -o */
	bool languages;                 /* check */
	bool html, text, json, gift, aiken, csv, xapi;  /* what to write or read */
	bool bom;                       /* CSV begins with a byte-order mark, for Excel */
	bool yes;                       /* learners: erase without asking */
	bool answers;
	const char *today;      /* check as on that day; NULL: the clock's */
	char **rest;                    /* what is no option: the command and its arguments */
	int n_rest;
};

extern const char options_help[];

/* False: an option was wrong, which options_complain says once the language is known. */
bool options_parse(struct options *options, int argc, char **argv);
void options_complain(int argc, char **argv);

void options_find_paths(const struct options *options, struct paths *paths);
/* Points into options. */
struct session_options options_of_session(const struct options *options);

#endif
