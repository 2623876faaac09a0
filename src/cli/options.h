/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parsed command line. To add an option: a line in options.def, a field here, its id in the
 * commands.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/language_code.h"
#include "os/paths.h"
#include "session/session_options.h"

/* OPTION_END ends a list of ids. */
enum option_id {
#define OPTION(id, ...) OPTION_##id,
#include "cli/options.def"
#undef OPTION
	OPTION_END
};

struct option_def {
	const char *name;               /* without the dashes */
	char letter;                    /* short form, or 0 */
	const char *argument, *summary; /* N_(); argument NULL: a switch */
	bool bare;                      /* its argument is optional */
};
extern const struct option_def option_defs[];

enum { OPTIONS_PROBLEMS_MAX = 8, OPTIONS_GROUPS_MAX = 64 };
enum { OPTIONS_PAPERS_MAX = 26, OPTIONS_SEED_MAX = 999999999 };

enum problem_kind { PROBLEM_UNKNOWN, PROBLEM_NO_VALUE, PROBLEM_BAD_VALUE, PROBLEM_TOO_MANY };

/* Kept until the language to report it in is known. */
struct options_problem {
	enum problem_kind kind;
	enum option_id option; /* set unless the option is unknown */
	const char *word;      /* as typed, or the value */
	char letter;           /* an unknown short option, or 0 */
};

struct options {
	const char *lang; /* canonical; NULL: from the environment */
	struct lang code; /* what lang points to */
	const char *lesson_dirs[PATHS_LESSONS_MAX];
	size_t n_lesson_dirs;
	const char *store, *learner;
	const char *groups[OPTIONS_GROUPS_MAX]; /* report: patterns of names */
	size_t n_groups;
	const char *since, *until; /* report: days, such as 2026-11-24 */
	const char *theme;         /* one of view/settings.h, or NULL */
	bool ascii, linear, speech, graph, help, version;
	const char *config;      /* kiosk: path of kiosk.ini */
	bool set_code, counters; /* kiosk */
	bool private;            /* nothing is written */
	enum term_color color;
	const char *warns[OPTIONS_GROUPS_MAX]; /* check: rules to show or to leave out */
	size_t n_warns;
	const char *level;            /* check: error, warning or note; NULL: note */
	const char *format, *explain; /* a name for options_format(); check: the rule to explain */
	const char *into;             /* import: a lesson, or NULL */
	const char *fix;              /* check: "yes", or NULL: ask first */
	bool dry_run;
	const char *output;
	bool languages;                                /* check */
	bool html, text, json, gift, aiken, csv, xapi; /* what to write or read */
	bool bom;            /* start CSV with a byte-order mark, for Excel */
	bool yes;            /* erase or regrade without confirmation */
	const char *regrade; /* report: id of a lesson, or NULL */
	const char *base;    /* of xAPI statements, or NULL */
	bool new_base;
	bool answers, guide; /* show */
	bool key, sheet, cards, kit;
	const char *exam, *seed, *paper,
		*country;  /* show; seed: present too; exam: how many papers */
	bool notes;        /* present */
	const char *today; /* the day to check for; NULL: today by the clock */
	const char *as;    /* help: output format, for other programs */
	char **args;       /* the non-option words: the command and its arguments */
	int n_args;
	bool given[OPTION_END];
	struct options_problem problems[OPTIONS_PROBLEMS_MAX];
	size_t n_problems;
};

/* Parses the command line. Never fails: errors are recorded in problems. */
void options_parse(struct options *options, int argc, char **argv);
/* True if all options given are in takes. --help and --version are always allowed. */
bool options_are_taken(const struct options *options, const enum option_id *takes);
/*
 * Reports the problems; returns EXIT_USAGE, or 0 if there are none. takes ends with OPTION_END;
 * NULL allows every option.
 */
int options_complain(
	const struct options *options, const char *command, const enum option_id *takes);

/*
 * Returns the index of --format in names, which end with NULL; -1 if it is not given, or after a
 * complaint, with *status EXIT_USAGE, if it is none of them.
 */
int options_format(const struct options *options, const char *const *names, int *status);

/* Reports that no language matches, and lists those there are; returns EXIT_USAGE. */
int options_complain_lang(const char *lang, const char *locale_dir);

void options_find_paths(const struct options *options, struct paths *paths);
/* Returns the number of --seed, or without it one that is short enough to be copied by hand. */
int options_seed(const struct options *options);
/* Returns the options of a sitting, which point into options. */
struct session_options options_of_session(const struct options *options);

#endif
