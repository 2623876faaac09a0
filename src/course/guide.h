/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facilitator's guide of a lesson, a scenario or the workshop: the keys guide.aim to
 * guide.close in the first section of its file. No lesson keeps these texts; guide_load() reads the
 * section again for those who ask for them.
 */
#ifndef COURSE_GUIDE_H
#define COURSE_GUIDE_H

#include <stdbool.h>

struct arena;
struct diags;
struct reader;

/* In the order in which they are needed, and printed. */
enum guide_part { GUIDE_AIM, GUIDE_TIME, GUIDE_ASK, GUIDE_ARISE, GUIDE_CLOSE, GUIDE_PARTS };

struct guide {
	const char *title;              /* of the lesson; NULL for the workshop */
	const char *language;           /* of the texts */
	const char *texts[GUIDE_PARTS]; /* NULL where there is none */
};

/* Checks the keys of the section that the reader has begun, and keeps nothing. */
void guide_check(struct reader *r);
/* guide_check() for lessons, which have the keys since format 2. */
void guide_check_format(struct reader *r, int format);
/*
 * Reads the guide of a lesson by its main file, overlaid with LANG.ini beside it if there is one
 * (lang may be NULL). The strings are in arena. Returns false if the file cannot be read; a guide
 * without texts is none of these errors.
 */
bool guide_load(struct guide *guide, struct arena *arena, const char *file, const char *lang,
	struct diags *diags);
bool guide_is_empty(const struct guide *guide);

#endif
