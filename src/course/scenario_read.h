/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the sections of a file to a scenario (for scenario.c and the catalogue). */
#ifndef COURSE_SCENARIO_READ_H
#define COURSE_SCENARIO_READ_H

#include "course/scenario.h"

/* Reads the section [scenario], which the reader has begun, to its end. */
void scenario_read_head(struct reader *r, struct scenario *s);
/* Reads the whole file r->ini into s, whose arena is r->arena, and walks through its graph if all
 * references hold. */
void scenario_read(struct reader *r, struct scenario *s);
/* Plays every way through: dead ends, loops, what is never reached (scenario_check.c). */
void scenario_walk(struct reader *r, const struct scenario *s);

#endif
