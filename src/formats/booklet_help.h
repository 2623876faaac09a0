/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last page: the help numbers of a country. */
#ifndef FORMATS_BOOKLET_HELP_H
#define FORMATS_BOOKLET_HELP_H

#include "course/help.h"
#include "formats/booklet.h"

/* Adds the part; country is an index in help, or -1: lines to write the numbers on. */
void booklet_help(struct booklet *booklet, const struct help *help, int country);

#endif
