/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole lesson on paper: vigie show. */
#ifndef FORMATS_BOOKLET_H
#define FORMATS_BOOKLET_H

#include "ini/ini.h"
#include "course/lesson.h"
#include "view/block.h"

struct strbuf;

/* paper.c: a question to be answered with a pencil, and its key. ini is the file that the lesson came from. */
struct paper {
	const struct lesson *lesson;
	const struct ini *ini;
	struct view *view;
};
/* One text of a family of keys: "left.a" is text and letter a. */
enum { PAPER_PARTS = 16 };
struct paper_text {
	const char *id, *text;
};
/* The value of a key, in prose with its facts filled in; NULL if there is none. */
const char *paper_value(const struct paper *paper, const struct question *q, const char *key);
/* Texts stem + id, without a further dot, in the order of the file; how many. */
size_t paper_family(const struct paper *paper, const struct question *q, const char *stem, struct paper_text *texts);
void paper_question(const struct paper *paper, const struct question *q, size_t number);
void paper_answer(const struct paper *paper, const struct question *q, size_t number);

/* booklet.c: the lesson as blocks (headings of the first level have ROLE_TITLE), with or without the key. */
void booklet_describe(const struct paper *paper, bool answers);
/* Both end with it; nothing if there are none. */
void booklet_sources(struct view *view, const struct source *list, size_t n);
/* booklet_scenario.c: a scenario whole, or one place of it: its messages, then its endings. answers: with signs and debriefs. */
struct scenario;
void booklet_scenario(const struct scenario *scenario, bool answers, struct view *view);
size_t booklet_places(const struct scenario *scenario);
const char *booklet_place_id(const struct scenario *scenario, size_t at);
void booklet_place(const struct scenario *scenario, size_t at, bool answers, struct view *view);
/* booklet_write.c */
void booklet_text(const struct view *view, struct strbuf *out);
void booklet_html(const struct view *view, const char *lang, struct strbuf *out);

#endif
