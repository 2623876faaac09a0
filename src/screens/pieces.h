/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of a page as blocks, for the screen and for the booklet. */
#ifndef SCREENS_PIECES_H
#define SCREENS_PIECES_H

#include "course/lesson.h"
#include "view/block.h"

void piece_describe(const struct piece *piece, struct view *view);
/* Returns the date as precisely as it is known: "2018", "May 2018". */
const char *piece_date(const struct date *d, struct view *view);
/* Adds a source to a list, and the list of what a page rests on. */
void piece_describe_source(const struct source *source, bool first, struct view *view);
void piece_describe_sources(const struct page *page, struct view *view);

#endif
