/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CHECK_RULES_H
#define CLI_CHECK_RULES_H

/* Runs vigie check --explain; returns an exit status. */
int check_show_rule(const char *name);

#endif
