/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facilitator's guide on paper: vigie show --guide. */
#ifndef FORMATS_BOOKLET_GUIDE_H
#define FORMATS_BOOKLET_GUIDE_H

#include "course/guide.h"
#include "view/block.h"

/* Adds the texts of the guide, each below its heading. */
void booklet_guide(const struct guide *guide, struct view *view);

#endif
