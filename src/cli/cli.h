/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line. To add a subcommand: write src/cli/NAME.c with `int cmd_NAME(…)` and add a line to the
 * table in main.c. Exit status: 0 done, 1 the answer is no (check found errors), 2 usage, 3 a file,
 * the terminal or the store cannot be used; 128 + n after signal n.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "os/complain.h"
#include "cli/options.h"
#include "screens/model.h"

enum { EXIT_NO = 1, EXIT_USAGE = 2, EXIT_UNUSABLE = 3 };
enum { LANGUAGES_MAX = 32 };

int cmd_learn(const struct options *options);
int cmd_check(const struct options *options);
int cmd_kiosk(const struct options *options);
int cmd_doctor(const struct options *options);
int cmd_new(const struct options *options);
int cmd_show(const struct options *options);
int cmd_report(const struct options *options);
int cmd_learners(const struct options *options);
int cmd_pack(const struct options *options);
int cmd_install(const struct options *options);
int cmd_export(const struct options *options);
int cmd_import(const struct options *options);
int cmd_translate(const struct options *options);
int cmd_preview(const struct options *options);

/* paths.c: where things lie. Strings live for the whole run. */
struct paths {
	const char *locale;             /* folder of LANG/LC_MESSAGES/vigie.mo */
	const char *lessons[DIRS_MAX];
	size_t n_lessons;
	const char *help;               /* folder of help.ini, or NULL */
	const char *store;              /* NULL: no home folder */
	const char *config;             /* vigie.ini, there or not; NULL: no home folder */
};
void paths_find(struct paths *paths, const struct options *options);

/* install.c: completes an installation of lessons in that folder which was cut off after its point of no return. */
void install_finish(const char *lessons);

/* language.c: which languages there are, and their catalogues. */
size_t languages_find(struct language *languages, size_t max, const char *locale_dir);
/* Makes the program speak the language; true if there is a catalogue (or it is English). */
bool language_use(const char *locale_dir, const char *code);
/* The first wanted language that there is. saved may be NULL. */
const char *language_choose(const struct language *languages, size_t n, const char *asked,
	const char *saved);
/* Do both at once for commands without a store: speak the language of options or environment. */
const char *language_start(const struct paths *paths, const struct options *options);

#endif
