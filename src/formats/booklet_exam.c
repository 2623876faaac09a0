/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_exam.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/booklet_question.h"
#include "guard/sha256.h"
#include "learner/draw.h"
#include "learner/score.h"
#include "questions/type.h"

/* ---- drawing */

/* As the program does for the questions of a run (screens/asked.h). */
enum { SEED_STEP = 1000003 };

/* Without a seed: another order for each question, the same in every copy. */
static uint64_t seed_of_id(const char *id)
{
	uint64_t seed = 0;

	for (; *id; id++)
		seed = seed * 31 + (unsigned char)*id;
	return seed;
}

static void lay_out(struct booklet_exam *e, size_t at, struct arena *arena)
{
	struct booklet_item *item = &e->items[at];

	if (e->seed) {
		question_print(item->q, e->seed + at * SEED_STEP, arena, &item->printed);
	} else {
		struct question plain = *item->q;

		plain.shuffle = false;
		question_print(&plain, seed_of_id(plain.id), arena, &item->printed);
	}
}

static const struct question *find_question(const struct lesson *lesson, const char *name,
	const struct lesson *(*find)(void *ctx, const char *id), void *ctx, struct arena *arena)
{
	const char *slash = strchr(name, '/');

	if (!slash)
		return lesson_question(lesson, name);
	lesson = find(ctx, arena_memdupz(arena, name, (size_t)(slash - name)));
	return lesson ? lesson_question(lesson, slash + 1) : NULL;
}

static void note_versions(struct booklet_exam *e)
{
	struct strbuf all = STRBUF_INIT;
	uint8_t sum[SHA256_BYTES];

	for (size_t i = 0; i < e->n; i++)
		strbuf_addstr(&all, e->items[i].q->version);
	sha256(all.buf, all.len, sum);
	snprintf(e->mark, sizeof(e->mark), "%02x%02x-%02x%02x", sum[0], sum[1], sum[2], sum[3]);
	strbuf_release(&all);
}

void booklet_exam_draw(struct booklet_exam *e, const struct lesson *lesson, uint64_t seed,
	const struct lesson *(*find)(void *ctx, const char *id), void *ctx,
	const struct date *today, struct arena *arena)
{
	const struct draw_lot lot = { seed, NULL, find, ctx, arena };
	size_t most = seed ? draw_most(lesson) : lesson->n_questions, n = 0;
	const char **names = arena_alloc(arena, (most + 1) * sizeof(*names));

	*e = (struct booklet_exam){ .lesson = lesson, .seed = seed };
	e->items = arena_alloc(arena, (most + 1) * sizeof(*e->items));
	if (seed)
		n = draw_questions(lesson, &lot, names);
	else
		for (; n < lesson->n_questions; n++)
			names[n] = lesson->questions[n].id;
	for (size_t i = 0; i < n; i++) {
		const struct question *q = find_question(lesson, names[i], find, ctx, arena);
		struct booklet_item *item = &e->items[e->n];

		if (!q)
			continue;
		item->q = q;
		item->scored = !question_is_stale(q, today);
		e->points += item->scored ? q->points : 0;
		lay_out(e, e->n++, arena);
	}
	note_versions(e);
}

/* ---- the parts */

/* "Final exam: answer sheet", and what tells this copy from others. */
static void begin(
	struct booklet *b, const struct booklet_exam *e, enum booklet_kind kind, const char *what)
{
	struct view *v = &b->view;

	/* TRANSLATORS: the title of a lesson, then what of it this is */
	booklet_begin(b, kind,
		what ? view_printf(v, _("%s: %s"), e->lesson->title, what) : e->lesson->title);
	if (e->seed)
		/* TRANSLATORS: what tells one printed exam from another: the number it was drawn
		   with, and the version of its questions */
		b->parts[b->n - 1].mark =
			view_printf(v, _("Seed %lu · version %s"), (unsigned long)e->seed, e->mark);
}

static void add_mark(struct booklet *b)
{
	const char *mark = b->parts[b->n - 1].mark;

	if (mark)
		view_dim(&b->view, mark);
}

void booklet_exam_questions(struct booklet *b, const struct booklet_exam *e)
{
	struct view *v = &b->view;

	begin(b, e, BOOKLET_QUESTIONS, e->seed ? NULL : _("questions"));
	add_mark(b);
	if (e->seed)
		view_text(v,
			view_printf(v, Q_("%zu question.", "%zu questions.", (unsigned long)e->n),
				e->n));
	view_text(v,
		_("A circle takes one answer, a box may be ticked along with others. You may leave out any question, and never need to say why."))
		->tight = e->seed > 0;
	for (size_t i = 0; i < e->n; i++)
		booklet_question(e->items[i].q, &e->items[i].printed, i + 1, v);
}

void booklet_exam_sheet(struct booklet *b, const struct booklet_exam *e)
{
	struct view *v = &b->view;
	struct block *sign;

	begin(b, e, BOOKLET_SHEET, _("answer sheet"));
	add_mark(b);
	sign = view_add(v, BLOCK_FIELD, "");
	sign->label = _("A sign of your own, not your name");
	sign->value = 1; /* as wide as the page */
	view_text(v,
		_("Fill the circle of one letter, or tick the boxes of several. 4.2 is the second line of question 4."));
	for (size_t i = 0; i < e->n; i++)
		booklet_sheet(&e->items[i].printed, i + 1, v);
}

/* ---- the key */

static bool has_kind(const struct booklet_exam *e, enum printed_kind kind)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->items[i].printed.kind == kind)
			return true;
	return false;
}

static void rule(
	const struct booklet_exam *e, enum printed_kind kind, const char *text, struct view *v)
{
	if (has_kind(e, kind))
		view_add(v, BLOCK_ITEM, text)->tight = true;
}

/* What the types of questions give for an answer that is right in part. */
static void add_rules(const struct booklet_exam *e, struct view *v)
{
	view_text(v, _("How to count:"));
	rule(e, PRINTED_ONE, _("One answer: all of the points, or none."), v);
	rule(e, PRINTED_SEVERAL,
		_("Several answers: the points in equal shares, one for each right box; each wrong box takes one share away, never below nothing."),
		v);
	rule(e, PRINTED_MATCH, _("Lines: an equal share for each line."), v);
	rule(e, PRINTED_GAPS, _("Gaps: an equal share for each gap."), v);
	rule(e, PRINTED_ORDER,
		_("An order: of all pairs of letters, those the right way round less those the wrong way round, never below nothing."),
		v);
	rule(e, PRINTED_WRITTEN,
		_("Written: any of the answers named here, with capitals or without."), v);
}

static void add_total(const struct booklet_exam *e, struct view *v)
{
	int needed = 0;

	while (needed < e->points && !score_passes(needed, e->points, e->lesson->pass))
		needed++;
	view_text(v,
		view_printf(v,
			Q_("%d point in all; passed with %d.", "%d points in all; passed with %d.",
				(unsigned long)e->points),
			e->points, needed));
}

/* All answers together, for whoever knows the questions by now. */
static void add_answers(const struct booklet_exam *e, struct view *v)
{
	struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < e->n; i++)
		strbuf_addf(&all, "%s%zu:\u00a0%s", i ? " · " : "", i + 1,
			booklet_answer(&e->items[i].printed, v));
	view_text(v, view_printf(v, "%s", all.buf))->role = ROLE_STRONG;
	strbuf_release(&all);
}

void booklet_exam_key(struct booklet *b, const struct booklet_exam *e)
{
	struct view *v = &b->view;

	/* TRANSLATORS: the answers of a printed exam, for the trainer */
	begin(b, e, BOOKLET_KEY, _("key"));
	add_mark(b);
	if (e->seed)
		view_text(v, _("This key fits only papers with this seed and this version."));
	add_total(e, v);
	add_answers(e, v);
	add_rules(e, v);
	for (size_t i = 0; i < e->n; i++) {
		booklet_key(e->items[i].q, &e->items[i].printed, i + 1, v);
		if (!e->items[i].scored)
			view_text(v,
				_("This question is not scored: a fact that it rests on is due for a check."));
	}
}
