/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands for authors and trainers share. */
#ifndef CLI_AUTHORS_H
#define CLI_AUTHORS_H

#include "base/strbuf.h"
#include "cli/cli.h"
#include "course/lesson.h"

/* authors.c */
struct date today(void);
/* Writes out to options->output (or standard output); exit status, after a complaint if it went wrong. */
int write_output(const struct options *options, const struct strbuf *out);
/* Writes a file whole or not at all: beside it, then renamed over it. */
bool write_file(const char *path, const char *data, size_t len);
/* Appends a whole file of at most max bytes; false (err says why) if it cannot be read or is larger. */
bool read_file(const char *path, size_t max, struct strbuf *out, struct strbuf *err);
/* The main file of a lesson folder or the file itself ("x/lesson.ini"), in arena; NULL if there is none. */
const char *main_file(struct arena *arena, const char *path);

/* Does main_file name a scenario? */
bool is_scenario_file(const char *file);

/* show.c */
/* The lesson of a file in a language (NULL: its own), and the INI that it came from, which lives as long. NULL after errors. */
struct lesson *lesson_of_file(const char *file, const char *lang, const struct ini **ini, struct diags *diags);
/* A file, a folder, or the id of a lesson in the folders of lessons; in arena, NULL if there is none. */
const char *find_lesson_file(const struct paths *paths, struct arena *arena, const char *name);
/* All diagnostics to standard error; exit status. */
int print_diags(struct diags *diags);

/* pack.c: does check find no error in the folder? Those that it finds go to standard error. */
bool check_clean(const char *dir);

/* report.c: the store for all learners; NULL after a complaint. */
struct store;
struct store *open_store(const struct paths *paths, int *status);

/* rules.c: vigie check --explain; languages.c: --languages */
int show_rule(const char *name);
int show_languages(const struct paths *paths, const struct options *options);

#endif
