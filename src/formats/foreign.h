/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question read from another program, between the reader of its format (GIFT, Aiken, Moodle XML)
 * and the lesson file. The reader fills in what it found, in its own terms; foreign_write() decides
 * what that is in Vigie, converts the texts and writes a section, so that all formats share one
 * path.
 *
 * A question comes in whole or stays out: what stays out is one error with line, column and reason,
 * and nothing of it is written. What changes on the way is a warning (a weight, a picture, a
 * feedback without a place).
 *
 * All texts belong to the reader and need to live only as long as the call.
 */
#ifndef FORMATS_FOREIGN_H
#define FORMATS_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/lesson_write.h"
#include "formats/markup.h"
#include "questions/decimal.h"

enum { FOREIGN_WHOLE = 100 * DECIMAL_ONE }; /* weight of a right answer: 100 % */

enum foreign_type {
	FOREIGN_CHOICE,    /* answers: the options */
	FOREIGN_TRUEFALSE, /* answers: [0] true, [1] false; weight is WHOLE for the right one */
	FOREIGN_SHORT,     /* answers: texts to type */
	FOREIGN_NUMBER,    /* answers: numbers with a tolerance */
	FOREIGN_MATCH,     /* answers: pairs; those with an empty text are extra right sides */
	FOREIGN_CLASSIFY,  /* answers: tiles as pairs; equal partners are one box */
	FOREIGN_ORDER,     /* answers: the items in their right order */
	FOREIGN_GAPS       /* answers: what fills the gaps, see gap and sentence */
};

struct foreign_answer {
	struct markup_text text;     /* option, text to type, left side */
	struct markup_text partner;  /* right side */
	struct markup_text feedback; /* .text is NULL if none */
	int64_t weight;              /* part of the points in percent, in millionths */
	bool others;                 /* typed: stands for all other answers ("*") */
	int64_t number, tolerance;   /* in millionths */
	char gap;                    /* GAPS: the letter of its gap, 'a' to 'f' */
	bool chosen;                 /* GAPS: the gap is filled by choosing, not by typing */
	int line, column;            /* column 0: unknown */
};

struct foreign_question {
	enum foreign_type type;
	const char *title;    /* plain; NULL if none */
	const char *id;       /* id number of the other program; NULL if none */
	const char *category; /* its path, such as "top/Signs", NULL if none */
	const char *tags;     /* parted by commas; NULL if none */
	struct markup_text prompt, explain;
	struct markup_text sentence; /* GAPS: the text with its gaps, as [a] */
	const struct markup_text *hints;
	size_t n_hints;
	const char *unit; /* number; NULL if none */
	int points;       /* 0 if not known */
	bool several;     /* choice: more than one may be ticked */
	bool fixed;       /* the answers keep their order */
	const struct foreign_answer *answers;
	size_t n;
	int line, column;
};

/* A question that was written, and where in the output its pool is to be named. */
struct foreign_place {
	size_t at;
	const char *category;
};

/*
 * The sections written so far, and how many questions came in and stayed out. Zero, but for the
 * sections' file, out and diags; foreign_finish() at the end.
 */
struct foreign_writer {
	struct sections sections;
	size_t taken, left_out;
	size_t unwritten;     /* texts that the author still has to write */
	int unwritten_line;   /* of the first question with one */
	const char *category; /* of the last section that named one */
	struct foreign_place *places;
	size_t n_places, places_cap;
};

/* Writes a section, or reports why the question stays out; returns whether it was written. */
bool foreign_write(struct foreign_writer *w, const struct foreign_question *q);
/* Reports a question that its reader cannot take, with the reason; returns false. */
bool foreign_leave_out(struct foreign_writer *w, int line, int column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Reports something that is lost, of the question at line and column. */
void foreign_warn(struct foreign_writer *w, int line, int column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/*
 * Makes pools of the categories if there are several, reports the texts that are still to be
 * written, and releases what the writer holds.
 */
void foreign_finish(struct foreign_writer *w);

#endif
