/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the parts of a facilitator's guide, for paper and for the notes. */
#ifndef SCREENS_GUIDE_WORDS_H
#define SCREENS_GUIDE_WORDS_H

#include "course/guide.h"

/* Returns "Aim", "Time" …, translated. */
const char *guide_words_heading(enum guide_part part);

#endif
