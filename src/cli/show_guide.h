/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie show --guide: the guide of a lesson, or of all lessons of the course. */
#ifndef CLI_SHOW_GUIDE_H
#define CLI_SHOW_GUIDE_H

struct subcommand_context;

/* Return an exit status, after a complaint on failure. file is the main file of a lesson. */
int show_guide(const struct subcommand_context *context, const char *file);
int show_guide_all(const struct subcommand_context *context);

#endif
