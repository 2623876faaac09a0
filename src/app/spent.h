/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The time really spent: that between two inputs counts for the lesson on the screen, and while a
 * question waits there, for its answer too. Of a longer pause only SPENT_IDLE seconds count, for
 * the learner may have gone away. A clock that was set back counts nothing.
 *
 * The screens of a lesson are its cover, pages and glossary, questions, reasons and result, and the
 * messages of a scenario. In a review, the time goes to the lesson of each question.
 */
#ifndef APP_SPENT_H
#define APP_SPENT_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct effect;
struct event;

enum { SPENT_IDLE = 120 };

struct spent {
	int64_t since; /* the latest input */
	int unsaved;   /* lesson with time that the shell has not got; LESSON_NONE: none */
	bool asking;   /* on a screen with questions: one waits for its answer */
	int question;  /* seconds on it, its further tries included */
	char run[33];  /* which it belongs to */
	int review;    /* lesson of the question answered last in a review, or LESSON_NONE */
};

void spent_init(struct spent *spent, int64_t now);
/* Call with each event before it is handled. */
void spent_count(struct app *app, const struct event *event);
/* Counts what no further event will, at the end. */
void spent_count_last(struct app *app);
/*
 * spent_before gives an answer its time, just before the effect is carried out. spent_after sees
 * which question is asked from now on.
 */
void spent_before(const struct app *app, struct effect *effect);
void spent_after(struct app *app, const struct effect *effect);
/* Adds EFFECT_SPENT to the outbox if there is time to be saved. always: even if the lesson stays.
 */
void spent_save(struct app *app, bool always);

#endif
