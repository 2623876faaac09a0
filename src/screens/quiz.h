/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of questions (quiz_screen.c): its state, and what of it is shown. */
#ifndef SCREENS_QUIZ_H
#define SCREENS_QUIZ_H

#include "screens/asked.h"
#include "screens/screen.h"

enum quiz_phase { QUIZ_OPEN, QUIZ_SURE, QUIZ_ANSWERED };

struct quiz {
	int lesson;
	size_t number; /* question of the run */
	int page;      /* asks only the questions of this page, which leads here; -1: all of them */
	enum quiz_phase phase;
	bool all_reasons;
	bool single;            /* that page alone is read: on from it leads back */
	bool skipped;           /* going through the skipped questions */
	bool again;             /* it was missed right after its page, and is asked once more */
	int hints, tries;       /* tries that were not fully right */
	bool fresh;             /* it was just asked, and no key has touched it yet */
	bool new_hint, new_try; /* the latest hint or try is new since the last key */
	int sure;               /* focus while asking how sure, -1 if none */
	bool kept;   /* the answer was left unfinished earlier; no key has touched it since */
	bool warned; /* the last key was Enter, and the answer has empty parts */
	struct asked asked;
};

/* Returns the open run, which is never NULL while this screen is shown. */
const struct run *quiz_run(const struct quiz *s, const struct model *model);
/* Returns the question, or NULL if it no longer exists. */
const struct question *quiz_question(const struct quiz *s, const struct model *model);
/* Returns the score less the cost of hints and further tries. */
int quiz_after_costs(const struct question *q, int score, int hints, int tries);
/* True if there is something of an answer. */
bool quiz_is_begun(const struct quiz *s, const struct question *q);
void quiz_describe(const void *state, const struct model *model, struct view *view);

#endif
