/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Help, man page and completions, all generated from the tables of subcommands and options. Each
 * function returns an exit status.
 */
#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "cli/subcommand.h"

int usage_print_all(void);
int usage_print(const struct subcommand *command);
int usage_print_version(void);
/* form: man, bash, zsh or fish */
int usage_print_as(const char *form);

#endif
