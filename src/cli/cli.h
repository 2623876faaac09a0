/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line. To add a subcommand: write src/cli/cmd_NAME.c with `int cmd_NAME(…)` and add a line to the
 * table in main.c. Exit status: os/complain.h; 128 + n after signal n.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/i18n.h"
#include "cli/options.h"
#include "os/complain.h"
#include "os/language.h"
#include "os/paths.h"

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

#endif
