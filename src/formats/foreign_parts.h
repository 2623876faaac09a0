/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the writers of single types share, one for each enum foreign_type. A writer stops at the
 * first error, so that a question that stays out has one reason: every function below that returns
 * bool is false after an error, for the writer to return.
 */
#ifndef FORMATS_FOREIGN_PARTS_H
#define FORMATS_FOREIGN_PARTS_H

#include "course/unwritten.h"
#include "formats/foreign.h"

/* A question while it is written. */
struct foreign_writing {
	struct sections *s;
	const char *category; /* that of the section before; NULL if none */
	const struct foreign_question *q;
	size_t unwritten; /* texts that the author still has to write */
	size_t pool_at;   /* where its pool would be named in the output */
};

/* Starts the section with its prompt. */
bool foreign_begin(struct foreign_writing *w, const char *type);
/* Writes a text as key = "…"; names the pictures in it. Stars only where the key takes emphasis. */
bool foreign_put(struct foreign_writing *w, const char *key, const struct markup_text *text);
bool foreign_put_plain(struct foreign_writing *w, const char *key, const struct markup_text *text);
/*
 * Writes the feedback of an answer as feedback.ID, or as key if that is not NULL. Where there is
 * none it puts what the author should write, marked as unwritten.
 */
bool foreign_feedback(struct foreign_writing *w, const char *id, const char *key,
	const struct markup_text *feedback, enum unwritten wanted);
/* Moves diagnostics to the answer at index i. */
void foreign_at(struct foreign_writing *w, size_t i);
/* Converts a text for comparing or showing it; it lives as long as the sections. */
const char *foreign_plain(struct foreign_writing *w, const struct markup_text *text);
/* Reports why the question stays out; returns false. */
bool foreign_fault(struct foreign_writing *w, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Returns "option.a" for "option." and 0. */
const char *foreign_key(struct foreign_writing *w, const char *stem, size_t i);

/* Remembers where in the output the pool of a question of this category is to be named. */
void foreign_remember(struct foreign_writer *w, size_t at, const char *category);
/*
 * Makes a pool of each of several categories; the questions of one that the others are below are
 * in none. Releases what was remembered.
 */
void foreign_write_pools(struct foreign_writer *w);

bool foreign_write_choice(struct foreign_writing *w);
bool foreign_write_short(struct foreign_writing *w);
bool foreign_write_number(struct foreign_writing *w);
bool foreign_write_match(struct foreign_writing *w);
bool foreign_write_classify(struct foreign_writing *w);
bool foreign_write_order(struct foreign_writing *w);
bool foreign_write_gaps(struct foreign_writing *w);

#endif
