/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workshop on paper: stories by a seed, and the verdicts. */
#ifndef FORMATS_BOOKLET_WORKSHOP_H
#define FORMATS_BOOKLET_WORKSHOP_H

#include <stdint.h>

#include "course/workshop.h"
#include "formats/booklet.h"

enum { BOOKLET_STORIES = 8 };

/* The stories, with what to tick below each. */
void booklet_workshop(struct booklet *booklet, const struct workshop *w, uint64_t seed);
/* The verdicts of the same seed, clause by clause. */
void booklet_workshop_key(struct booklet *booklet, const struct workshop *w, uint64_t seed);

#endif
