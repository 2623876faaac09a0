/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A subcommand is one const table. To add one: src/cli/cmd_NAME.c with its table, and a line in
 * subcommands.def. Help, man page and completions are generated from the tables.
 */
#ifndef CLI_SUBCOMMAND_H
#define CLI_SUBCOMMAND_H

#include "cli/options.h"

struct subcommand_context {
	const struct options *options; /* args: without the name of the subcommand */
	struct paths paths;
	const char *lang;  /* language of the program */
	bool unknown_lang; /* --lang is not one of its languages; only with lesson_language */
};

enum { ARGS_ANY = -1 };

struct subcommand {
	const char *name;
	const char *usage;   /* N_() after the name: "LESSON LANG"; NULL: no arguments */
	const char *summary; /* N_(), one line */
	const char *details; /* N_(), more lines of its help; or NULL */
	const char *needs;   /* N_(), printed if the number of arguments is wrong; NULL if it takes
				none */
	int min_args, max_args;        /* ARGS_ANY: no limit */
	const enum option_id *options; /* ends with OPTION_END */
	bool on_its_own; /* finds paths and language itself; the context has only the options */
	bool lesson_language; /* --lang may be a language that only a lesson has */
	int (*run)(const struct subcommand_context *context);
};

extern const struct subcommand *const subcommands[];
extern const size_t n_subcommands;

#define SUBCOMMAND(name) extern const struct subcommand subcommand_##name;
#include "cli/subcommands.def"
#undef SUBCOMMAND

/* Returns the subcommand of that name, or NULL. */
const struct subcommand *subcommand_find(const char *name);
/* Returns the name most likely meant, or NULL. */
const char *subcommand_nearest(const char *word);

struct arena;

/*
 * Returns the main file, in arena, of the lesson that the first argument names. Returns NULL after
 * a complaint, with *status set, if there is none, or if neither the program nor the lesson has the
 * language of --lang.
 */
const char *subcommand_lesson(
	const struct subcommand_context *context, struct arena *arena, int *status);

#endif
