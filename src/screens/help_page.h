/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person reads about one country of the help directory, the emergency number first. */
#ifndef SCREENS_HELP_PAGE_H
#define SCREENS_HELP_PAGE_H

#include "course/help.h"
#include "view/block.h"

void help_page_describe(const struct help *help, int country, struct view *view);
/* Returns who a number is for, its languages, cost, hours and what is known of a call; or NULL. */
const char *help_page_note(const struct help_entry *e, struct view *view);
/* Where and when one number was read. */
const char *help_page_read_in(const struct help_entry *e, struct view *view);

#endif
