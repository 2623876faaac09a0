/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course as a learner sees it: the list in which home shows lessons and the workshop, each with
 * its number, and the path that was chosen, with what of it is done. The choice and the steps that
 * no lesson's progress tells (a single page, the workshop) are settings of the person, "path" and
 * "steps": they are in no report, export or event.
 */
#ifndef SCREENS_PLAN_H
#define SCREENS_PLAN_H

#include <stdbool.h>
#include <stddef.h>

struct model;
struct view;

/* In place of a lesson's index. */
enum { PLAN_WORKSHOP = -3 };

struct plan {
	int *rows;  /* index of a lesson, or PLAN_WORKSHOP; in the order of the parts, if any */
	int *parts; /* of each row: index of its part in the course; -1 if it is in none */
	size_t n;
	int *numbers; /* of a lesson, by its index: 1 for the first row; 0: not in the list */
	int path;     /* in the course, -1 if none is chosen */
	char *chosen; /* its id as stored, or NULL; the course may lack it */
	char *steps;  /* refs of the steps done, each with a comma after it; or NULL */
};

/* Step of a path. lesson: -1 if the course lacks it. */
struct plan_step {
	const char *ref;  /* as in course.ini */
	int lesson;       /* or PLAN_WORKSHOP */
	const char *page; /* id, or NULL for the whole lesson */
};

/* Call after the course was read, and after the path has changed. */
void plan_build(struct model *model);
void plan_release(struct plan *plan);
/* Take the settings "path" and "steps" as stored; false if key is another one. */
bool plan_set(struct model *model, const char *key, const char *value);

/* True if the course says what leads through it: home then begins with the next thing. */
bool plan_leads(const struct model *model);
/* Returns the part of a row of the list, as an index; -1 if it is in none. */
int plan_part(const struct model *model, size_t row);
/* Returns the row of a lesson or of PLAN_WORKSHOP; -1 if the list does not show it. */
int plan_row(const struct model *model, int lesson);

/* The steps of the chosen path; without one, or for one with everything, the rows of the list. */
size_t plan_n_steps(const struct model *model);
struct plan_step plan_step(const struct model *model, size_t number);
bool plan_step_is_done(const struct model *model, const struct plan_step *step);
/* How many steps are done, of those that the course has. */
void plan_count(const struct model *model, size_t *done, size_t *all);
/* True if no path is chosen, or one that has the whole list. */
bool plan_is_whole(const struct model *model);

/*
 * Notes that a step is done which no progress tells. Returns the new value of the setting "steps",
 * or NULL if nothing has changed or no path asks for it.
 */
const char *plan_note(struct model *model, const char *ref);
/* The same for a page. */
const char *plan_note_page(struct model *model, int lesson, const char *page);

#endif
