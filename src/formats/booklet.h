/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole lesson on paper: vigie show. */
#ifndef FORMATS_BOOKLET_H
#define FORMATS_BOOKLET_H

#include "course/lesson.h"
#include "formats/paper.h"
#include "view/block.h"

/* The lesson as blocks (headings of the first level have ROLE_TITLE), with or without the key. */
void booklet_describe(const struct booklet_source *paper, bool answers);
/* Both end with it; nothing if there are none. */
void booklet_sources(struct view *view, const struct source *list, size_t n);
#endif
