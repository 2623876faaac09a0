/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds a scenario from the sections of a file (for scenario.c and catalog.c). */
#ifndef COURSE_SCENARIO_READ_H
#define COURSE_SCENARIO_READ_H

#include "course/scenario.h"

/* Reads the rest of the section [scenario], which the reader has begun. */
void scenario_read_head(struct reader *r, struct scenario *s);
/*
 * Reads the whole file r->ini into s, whose arena is r->arena. If all references resolve, also
 * walks the graph.
 */
void scenario_read(struct reader *r, struct scenario *s);
/*
 * Explores all paths and reports dead ends, loops and parts that are never reached
 * (scenario_check.c).
 */
void scenario_walk(struct reader *r, const struct scenario *s);

#endif
