/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in the sentences of the workshop (for workshop.c and workshop_story.c). */
#ifndef COURSE_WORKSHOP_STORY_H
#define COURSE_WORKSHOP_STORY_H

#include <stddef.h>

struct workshop_part;

/* The form of {name.form}, as it stands in the sentence; of length 0 for {name}. */
struct workshop_mark {
	const char *form;
	size_t len;
};

const char *workshop_mark(const char *text, size_t *len, struct workshop_mark *mark);
/* Returns the name of the person in that form; NULL if there is none. */
const char *workshop_form(const struct workshop_part *person, const struct workshop_mark *mark);

#endif
