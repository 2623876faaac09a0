/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills the finder from the course. */
#ifndef SCREENS_FIND_INDEX_H
#define SCREENS_FIND_INDEX_H

#include "screens/finder.h"
#include "screens/model.h"

/*
 * Lessons read at a time. A course that has more is read in steps, one with each key, since hiding
 * must wait for nothing.
 */
enum { FIND_STEP = 40 };

/*
 * Returns the list of the course, reading on at most FIND_STEP lessons. It lives as long as the
 * lessons are not read again.
 */
const struct finder *find_index(const struct model *model);
/* Lists the commands of the screen below the finder, and the global ones, in place of others. */
const struct finder *find_keys(const struct model *model);
/* True if the question was answered before, and no open exam asks it. */
bool find_may_show_question(const struct model *model, int lesson, int question);

#endif
