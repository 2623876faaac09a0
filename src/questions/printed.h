/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question as it is printed, and all that its key says. Choices have letters, A for the first, in
 * the order in which a seed lays them out. Every answer is a row: the letters it may have, or what
 * may be written. A row is one line of an answer sheet.
 *
 * The texts are the question's own or in the arena.
 */
#ifndef QUESTIONS_PRINTED_H
#define QUESTIONS_PRINTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct question;
struct strbuf;

enum printed_kind {
	PRINTED_ONE,     /* one row: exactly one of its choices */
	PRINTED_SEVERAL, /* one row: all of its right choices */
	PRINTED_MATCH,   /* a row for each left side or tile; they share the choices */
	PRINTED_ORDER,   /* a row for each place; they share the choices */
	PRINTED_GAPS,    /* a row for each gap of the sentence, chosen or written */
	PRINTED_WRITTEN  /* one row, written */
};

enum { PRINTED_ROWS = 8, PRINTED_NOTES = 32 };

struct printed_choice {
	const char *id, *text;
	const char *reason; /* or NULL */
};

struct printed_row {
	const char *id;                       /* in a response; NULL if there is only one row */
	const char *text;                     /* left side, tile; NULL if it has none */
	const char *reason;                   /* or NULL */
	const struct printed_choice *choices; /* NULL: it is written */
	size_t n_choices;
	unsigned right;        /* bits of choices; any of them is right, for SEVERAL all are */
	const char **accepted; /* what may be written, the first is the best known */
	size_t n_accepted;
};

/* A remark of the key: what it speaks about (or NULL), and what is said of it. */
struct printed_note {
	const char *label, *text;
};

struct printed {
	struct arena *arena;
	enum printed_kind kind;
	const char *sentence; /* GAPS: with a line for each gap, and its number */
	const char *unit;     /* WRITTEN: after the line; or NULL */
	struct printed_row rows[PRINTED_ROWS];
	size_t n;
	struct printed_note notes[PRINTED_NOTES];
	size_t n_notes;
};

/* Lays the question out by a seed, as the program does on its screen. */
void question_print(
	const struct question *q, uint64_t seed, struct arena *arena, struct printed *out);
/* Appends the response (questions/type.h) that the key calls right: the first, if several are. */
void printed_response(const struct printed *p, struct strbuf *out);

/* ---- for the types */
struct printed_choice *printed_choices(struct printed *p, size_t n);
/* Adds a row and returns it; it may be changed until the next one is added. */
struct printed_row *printed_add(struct printed *p, const char *id, const char *text);
/* Adds a remark, unless text is NULL. */
void printed_note(struct printed *p, const char *label, const char *text);

#endif
