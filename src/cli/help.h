/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, man page and completions, all made from the tables of subcommands and options. Each gives an exit status. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/subcommand.h"

int help_all(void);
int help_of(const struct subcommand *command);
int help_version(void);
/* form: man, bash, zsh or fish */
int help_as(const char *form);

#endif
