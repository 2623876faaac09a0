/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report --regrade LESSON: shows what a corrected key changes, and does it when confirmed. */
#ifndef CLI_REGRADE_H
#define CLI_REGRADE_H

#include "cli/subcommand.h"

/* width: cells in a line. Returns an exit status. */
int regrade_run(const struct subcommand_context *context, int width);

#endif
