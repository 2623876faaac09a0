/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole lesson on paper: vigie show. */
#ifndef FORMATS_BOOKLET_H
#define FORMATS_BOOKLET_H

#include "course/lesson.h"
#include "formats/paper.h"
#include "view/block.h"

/* Describes the lesson as blocks (top-level headings have ROLE_TITLE), with the key if answers. */
void booklet_describe(const struct booklet_source *paper, bool answers);
/* Appends the sources, which end both kinds of booklet; nothing if n is 0. */
void booklet_sources(struct view *view, const struct source *list, size_t n);
#endif
