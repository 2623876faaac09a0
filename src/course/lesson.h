/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A lesson as it is taught, in one language. All in the arena of the lesson; freed whole.
 * Indexes of pages and questions are the same in every language; ids are stable for ever.
 */
#ifndef COURSE_LESSON_H
#define COURSE_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "course/reader.h"

struct question_type;

enum { POINT = 1000 }; /* scores are kept in thousandths of a point */

struct source {
	const char *id, *text, *url; /* url NULL if none */
	struct date date;
};

enum fact_kind { FACT_PLAIN, FACT_DETECTED, FACT_ESTIMATED, FACT_LAW, FACT_EVENT };

struct fact {
	const char *id, *text, *value; /* value NULL if none */
	enum fact_kind kind;
	struct date as_of, review_by;
	const struct source *source;
	int line;
};

struct term {
	const char *id, *term, *meaning;
};

enum piece_kind {
	PIECE_TEXT,
	PIECE_HEADING,
	PIECE_ITEM,
	PIECE_QUOTE,
	PIECE_FACT,
	PIECE_TERM,
	PIECE_PICTURE
};

struct piece {
	enum piece_kind kind;
	const char *text; /* text; for PICTURE the lines, joined by '\n' */
	const char *note; /* QUOTE: who said it; PICTURE: the same in words; or NULL */
	const struct fact *fact;
	const struct term *term;
};

struct page {
	const char *id, *title;
	const char *note; /* quiet word before a hard page, or NULL */
	bool story;       /* paragraphs one at a time */
	struct piece *pieces;
	size_t n;
	const struct source **sources;
	size_t n_sources;
	const char **claims;
	size_t n_claims;
	int line;
};

struct option {
	const char *id;   /* "a", "true" */
	const char *text; /* NULL: the program's own word (true, false) */
	const char *feedback;
	bool correct, pinned;
};

enum { OPTIONS_MAX = 8 };

struct question {
	const char *id;
	const struct question_type *type;
	void *data; /* the type's own */
	const char *prompt;
	const char *explain; /* or NULL */
	int points;
	int page; /* index of the page to read again, -1 if none */
	bool shuffle;
	struct option *options; /* choice types; n_options 0 otherwise */
	size_t n_options;
	const char **hints;
	size_t n_hints;
	int hint_cost;             /* percent of the points, each hint */
	int tries, try_cost;       /* how many tries; percent of the points, each after the first */
	bool confidence;           /* asks how sure the person is */
	const struct fact **facts; /* it rests on these */
	size_t n_facts;
	const char **claims;
	size_t n_claims;
	const char *pool;      /* or NULL */
	const char *topic;     /* its own, or that of the lesson; or NULL */
	const char *lesson_id; /* where it comes from */
	int line;
};

struct pool {
	const char *id;
	int draw;
};

/* Questions drawn from another lesson, for an exam. */
struct draw {
	const char *id, *lesson;
	int count;
};

struct lesson {
	struct arena arena;
	const char *dir; /* its folder */
	const char *file;
	const char *id, *title, *summary;
	const char *language;         /* language shown: the asked one, or the file's own */
	const char *content_note;     /* or NULL */
	const char *author, *licence; /* or NULL */
	int order, minutes, pass;
	int level; /* school year that can read it, 0 = not said */
	struct date reviewed;
	const char *topic;   /* of course.ini, or NULL */
	const char *compare; /* id of the lesson that asked the same before, or NULL */
	const char **requires, **tags;
	size_t n_requires, n_tags;
	struct source *sources;
	struct fact *facts;
	struct term *terms;
	struct page *pages;
	struct question *questions;
	struct pool *pools;
	struct draw *draws;
	size_t n_sources, n_facts, n_terms, n_pages, n_questions, n_pools, n_draws;
};

/*
 * Reads the type's part of a question section: looks the type up (rule unknown-type), fills
 * q->type, q->data, q->options. False after an error. Handed in, since question types stand above
 * this layer.
 */
typedef bool question_parse_fn(struct reader *r, struct question *q);

/*
 * Loads dir/lesson.ini with dir/LANG.ini laid over it (no overlay if lang is NULL, the lesson's own
 * language, or the file is absent). NULL if there was an error in lesson.ini; warnings alone still
 * give a lesson, and a translation with errors leaves it in its own language.
 */
struct lesson *lesson_load(
	const char *dir, const char *lang, question_parse_fn *parse_question, struct diags *diags);
/*
 * From parsed INI, for check, tests and fuzzing. Takes over arena, in which ini and over (or NULL)
 * live; over is laid upon ini, and lang is the language of over.
 */
struct lesson *lesson_from_ini(struct arena arena, const char *dir, struct ini *ini,
	const struct ini *over, const char *lang, question_parse_fn *parse_question,
	struct diags *diags);
/* NULL is fine. */
void lesson_free(struct lesson *lesson);

const struct fact *lesson_fact(const struct lesson *lesson, const char *id);
int lesson_page_index(const struct lesson *lesson, const char *id); /* -1 if none */
const struct question *lesson_question(const struct lesson *lesson, const char *id);
/* Does the question rest on a fact that is due for a check on that day? */
bool question_is_stale(const struct question *q, const struct date *today);

#endif
