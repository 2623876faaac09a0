/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A lesson as it is taught, in one language. Everything is in the lesson's arena and freed with it.
 * Pages and questions have the same indexes in every language; ids never change.
 */
#ifndef COURSE_LESSON_H
#define COURSE_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "course/reader.h"

struct figure;
struct lesson_index;
struct question_type;

enum { POINT = 1000 }; /* scores are kept in thousandths of a point */

/* The newest formats that this version reads; older ones keep their meaning. */
enum { LESSON_FORMAT = 2, SCENARIO_FORMAT = 1 };

struct source {
	const char *id, *text, *url; /* url is NULL if there is none */
	struct date date;
};

enum fact_kind {
	FACT_PLAIN,
	FACT_DETECTED,
	FACT_ESTIMATED,
	FACT_LAW,
	FACT_EVENT,
	FACT_MISSPELT /* reported, and the file is of no use */
};

/*
 * What a fact speaks about. One about THEN, what was counted or happened in the year of as_of,
 * stays right; one about NOW may have become wrong by review_by. Without the key `about`, figures
 * and events are about then, laws and facts without a kind about now.
 */
enum fact_about { FACT_THEN, FACT_NOW };

struct fact {
	const char *id, *text, *value; /* value is NULL if there is none */
	enum fact_kind kind;
	enum fact_about about;
	struct date as_of, review_by;
	const struct source *source;
	long long number; /* what is drawn, in thousandths, if has_number */
	bool has_number;
	const char *unit; /* of number: "percent", "people"; or NULL */
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
	PIECE_PICTURE,
	PIECE_TIP,
	PIECE_WARNING,
	PIECE_FIGURE
};

struct piece {
	enum piece_kind kind;
	const char *text; /* text; for PICTURE the lines, joined by '\n' */
	const char *note; /* QUOTE: speaker; PICTURE: text alternative; or NULL */
	const struct fact *fact;
	const struct term *term;
	const struct figure *figure; /* a drawing; the labels of a timeline are ISO dates */
};

struct page {
	const char *id, *title;
	const char *note; /* gentle warning before a hard page, or NULL */
	bool story;       /* paragraphs are shown one at a time */
	struct piece *pieces;
	size_t n;
	/* those that the page names, then those of the facts it tells, draws or writes */
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

enum { OPTIONS_MAX = 8, QUESTION_VERSION_SIZE = 17 };

struct question {
	const char *id;
	/* 16 hex digits, the same in every language; see course/question_version.h */
	char version[QUESTION_VERSION_SIZE];
	const struct question_type *type;
	void *data; /* private data of the question type */
	const char *prompt;
	const char *explain; /* or NULL */
	int points;
	int page; /* index of the page to read again, -1 if none */
	bool shuffle;
	struct option *options; /* choice types only; else n_options is 0 */
	size_t n_options;
	const char **hints;
	size_t n_hints;
	int hint_cost;             /* percent of the points lost per hint */
	int tries, try_cost;       /* tries allowed; percent lost per try after the first */
	bool confidence;           /* asks how sure the learner is */
	const struct fact **facts; /* facts the answer depends on */
	size_t n_facts;
	const char **claims;
	size_t n_claims;
	const char *pool;      /* or NULL */
	const char *topic;     /* the question's own, or the lesson's; or NULL */
	const char *lesson_id; /* lesson of origin */
	int line;
};

/* A section [chart]; pages name it. */
struct chart {
	const char *id;
	const struct figure *figure;
	const struct fact **facts; /* what it draws, in the order of the bars */
	size_t n_facts;
	bool shown; /* a page names it */
};

/* How many questions one run can draw from a pool or a lesson. */
enum { DRAW_MAX = 200 };

struct pool {
	const char *id;
	int draw;
};

/* Draws questions from another lesson, for an exam. */
struct draw {
	const char *id, *lesson;
	int count;
};

/* When the questions of a lesson are asked: between its pages, after all of them, or both. */
enum ask { ASK_END, ASK_DURING, ASK_BOTH };

/* The most questions that are asked right after one page. */
enum { ASKED_AFTER_MAX = 2 };

struct lesson {
	struct arena arena;
	const char *dir;
	const char *file;
	int format; /* 1 to LESSON_FORMAT */
	const char *id, *title, *summary;
	const char *language;         /* language shown: the requested one, or the file's own */
	const char *content_note;     /* or NULL */
	const char *author, *licence; /* or NULL */
	enum ask ask;                 /* an exam and a lesson of format 1 ask at the end */
	int order, minutes, pass;
	int answered; /* percent of the questions needed to pass; 0 if not given */
	int level;    /* school year whose pupils can read it, 0 if not given */
	struct date reviewed;
	const char *topic;   /* id in course.ini, or NULL */
	const char *compare; /* id of the lesson that asked the same questions before, or NULL */
	const char **requires, **tags;
	size_t n_requires, n_tags;
	struct source *sources;
	struct fact *facts;
	struct term *terms;
	struct chart *charts;
	struct page *pages;
	struct question *questions;
	struct pool *pools;
	struct draw *draws;
	size_t n_sources, n_facts, n_terms, n_charts, n_pages, n_questions, n_pools, n_draws;
};

/*
 * Parses the type-specific part of a question section: looks up the type (rule unknown-type) and
 * fills q->type, q->data and q->options. Returns false after an error. It is passed in because
 * question types are in a layer above this one.
 */
typedef bool question_parse_fn(struct reader *r, struct question *q);

/*
 * Loads dir/lesson.ini overlaid with dir/LANG.ini (no overlay if lang is NULL or the lesson's own
 * language, or if the file is missing). Returns NULL on errors, also in the texts of the
 * translation; warnings do not count. A translation that is not a well-formed file is reported and
 * leaves the lesson in its own language.
 */
struct lesson *lesson_load(
	const char *dir, const char *lang, question_parse_fn *parse_question, struct diags *diags);
/* lesson_load() with an index (index.h), which makes it faster; it may be NULL. */
struct lesson *lesson_load_with(const char *dir, const char *lang,
	question_parse_fn *parse_question, struct lesson_index *index, struct diags *diags);
/*
 * Builds a lesson from parsed INI, for check, tests and fuzzing. Takes ownership of arena, which
 * holds ini and over (or NULL). Overlays over on ini; lang is the language of over.
 */
struct lesson *lesson_from_ini(struct arena arena, const char *dir, struct ini *ini,
	const struct ini *over, const char *lang, question_parse_fn *parse_question,
	struct diags *diags);
/*
 * For a report: gives misspelt keys and kinds of section the names that they most likely mean, in
 * arena, and notes what was typed (struct ini_entry.typed).
 */
void lesson_mend_names(struct arena *arena, struct ini *ini, question_parse_fn *parse_question);
/* NULL is allowed. */
void lesson_free(struct lesson *lesson);

const struct fact *lesson_fact(const struct lesson *lesson, const char *id);
int lesson_page_index(const struct lesson *lesson, const char *id); /* -1 if none */
const struct question *lesson_question(const struct lesson *lesson, const char *id);
/*
 * Lists the questions that are asked right after the page, in the order of the file, and returns
 * their number, at most ASKED_AFTER_MAX. Those of a pool wait for the end, where they are drawn.
 */
size_t lesson_asked_after(
	const struct lesson *lesson, int page, const struct question *out[ASKED_AFTER_MAX]);
/* True if the fact is about now and was not checked in time, so that it may be wrong today. */
bool fact_is_due(const struct fact *fact, const struct date *today);
/* True if the question depends on a fact that is due. It is then asked, but not scored. */
bool question_is_stale(const struct question *q, const struct date *today);

#endif
