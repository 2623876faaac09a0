/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/asked.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/decimal.h"
#include "questions/interaction.h"
#include "text/text.h"

/* The answers to "How sure?", in order; the first is CONFIDENCE_GUESS. */
static const char *const sure_words[ASKED_SURE] = { N_("a guess"), N_("fairly"), N_("very") };

void asked_begin(struct asked *asked, const struct question *q, const struct run *run,
	size_t number, const char *response)
{
	if (q->type->work_size > MODEL_WORK_MAX)
		BUG("question type %s needs %zu bytes", q->type->name, q->type->work_size);
	memset(&asked->work, 0, sizeof(asked->work));
	q->type->begin(asked->work.bytes, q, run->seed + number * 1000003u);
	if (response)
		q->type->restore(asked->work.bytes, q, response);
}

void asked_note_tries(struct asked *asked, const struct question *q, const struct answer *item)
{
	for (size_t i = 0; i < item->n_attempts; i++)
		if (q->type->note_tried)
			q->type->note_tried(asked->work.bytes, q, item->attempts[i].response);
		else if (i + 1 == item->n_attempts)
			q->type->restore(asked->work.bytes, q, item->attempts[i].response);
}

bool asked_was_tried(const struct answer *item, const char *response)
{
	for (size_t i = 0; i < item->n_attempts; i++)
		if (text_equal_folded(item->attempts[i].response, response, 0))
			return true;
	return false;
}

void asked_describe_tries(const struct question *q, const struct answer *item, struct view *view)
{
	struct interaction interaction;

	if (q->type->note_tried || !item->n_attempts)
		return;
	question_interaction(q, &view->arena, &interaction);
	for (size_t i = 0; i < item->n_attempts; i++) {
		const char *response = item->attempts[i].response;
		struct strbuf words = STRBUF_INIT;
		int64_t number;

		if (interaction.kind == INTERACTION_NUMERIC && decimal_parse(response, &number))
			strbuf_addstr(&words, decimal_show(view, number));
		else
			interaction_response_text(&interaction, response, &words);
		/* TRANSLATORS: an earlier answer to the question that is asked again */
		view_dim(view, view_printf(view, _("Already tried: %s"), words.buf));
		strbuf_release(&words);
	}
}

const char *asked_points_text(int thousandths, struct view *view)
{
	int tenths = (thousandths + POINT / 20) / (POINT / 10);

	if (tenths % 10 == 0)
		return view_printf(view, "%d", tenths / 10);
	/* TRANSLATORS: a number of points with one decimal */
	return view_printf(view, _("%d.%d"), tenths / 10, tenths % 10);
}

/* Hints and further tries cost points, but a right answer is marked right. */
enum mark answer_mark(const struct question *q, const struct answer *answer)
{
	struct grade g;

	if (!answer->response || !*answer->response || !answer->max)
		return MARK_INFO;
	g = q ? q->type->grade(q, answer->response) : (struct grade){ answer->score, answer->max };
	return g.score == g.max ? MARK_RIGHT : g.score ? MARK_PARTLY : MARK_WRONG;
}

static void describe_verdict(const struct asked *asked, const struct question *q,
	const struct answer *answer, struct view *view)
{
	struct block *b;
	enum mark mark = answer_mark(q, answer);

	if (!answer->max || answer_skipped(answer)) {
		view_message(view, MARK_INFO,
			*answer->response
				? _("This question is not scored: a fact that it rests on is due for a check.")
				: _("You skipped this question."))
			->show = true;
		return;
	}
	b = view_message(view, mark,
		mark == MARK_PARTLY && q->type->tally ? q->type->tally(asked->work.bytes, q, view)
						      : "");
	b->label = mark == MARK_RIGHT ? _("Right.")
		: mark == MARK_WRONG  ? _("Not quite.")
				      : _("Partly right.");
	b->show = true;
}

void asked_describe(const struct asked *asked, const struct question *q,
	const struct answer *answer, enum showing showing, struct view *view)
{
	size_t verdict;

	view_text(view, q->prompt)->role = ROLE_STRONG;
	q->type->describe(asked->work.bytes, q, showing, view);
	if (showing == SHOW_OPEN)
		return;
	describe_verdict(asked, q, answer, view);
	verdict = view->n;
	q->type->reasons(asked->work.bytes, q, showing, view);
	for (size_t i = verdict; i < view->n; i++)
		view->blocks[i].tight |= i == verdict || view->blocks[i].kind == BLOCK_TERM;
	if (q->explain)
		view_text(view, q->explain)->show = true;
	if (answer->max)
		/* TRANSLATORS: points reached, out of the maximum */
		view_dim(view,
			view_printf(view, _("Points: %s of %d"),
				asked_points_text(answer->score, view), answer->max / POINT))
			->show = true;
}

void asked_describe_how(const struct question *q, bool chosen, struct view *view)
{
	if (view->numbers != NUMBERS_ANSWER)
		view_dim(view, question_how(q, view->linear));
	else if (chosen)
		return;
	else if (q->n_options == 2)
		view_dim(view,
			view->linear ? _("Type 1 or 2.")
				     : _("Choose 1 or 2, or ↑ ↓; then press Enter."));
	else if (view->linear)
		view_dim(view, view_printf(view, _("Type a number from 1 to %zu."), q->n_options));
	else
		view_dim(view,
			view_printf(view, _("Choose 1 to %zu, or ↑ ↓; then press Enter."),
				q->n_options));
}

const char *asked_choose_first(const struct question *q, bool linear)
{
	if (question_is_typed(q))
		return question_how(q, linear);
	return strcmp(q->type->name, "order") ? _("Choose first, or s to skip.")
					      : _("Move a line first, or s to skip.");
}

const char *asked_tried_already(const struct question *q)
{
	if (question_is_typed(q))
		return _("You have tried this already; it costs nothing. Change it, or skip it.");
	return _(
		"You have tried this already; it costs nothing. Choose something else, or s to skip.");
}

/* One is asked before the first try. */
bool asked_was_sure(const struct answer *answer)
{
	enum confidence confidence =
		answer->n_attempts ? answer->attempts[0].confidence : answer->confidence;

	return confidence == CONFIDENCE_SURE;
}

const char *asked_one_more_try(int percent, struct view *view)
{
	switch (percent) {
	case 100:
		return _("One more try: it is worth all of the points.");
	case 50:
		return _("One more try: it is worth half of the points.");
	case 0:
		return _("One more try: it is worth no points any more.");
	default:
		return view_printf(
			view, _("One more try: it is worth %d%% of the points."), percent);
	}
}

/* What has a number now can be chosen now; a sign says which it is, where it is seen. */
static const char *unjudged_label(const struct block *b, const struct view *view)
{
	if (view->spoken)
		return NULL;
	return b->role == ROLE_OWN ? "■" : " ";
}

void asked_describe_unjudged(
	const struct asked *asked, const struct question *q, int sure, struct view *view)
{
	asked_describe(asked, q, NULL, SHOW_OPEN, view);
	for (size_t i = 0; i < view->n; i++) {
		struct block *b = &view->blocks[i];

		b->id = b->cell = -1;
		if (b->focus && b->kind == BLOCK_CHOICE && view->numbers == NUMBERS_ANSWER) {
			b->note = _("your answer");
			b->own = true;
			b->role = ROLE_OWN;
		}
		if (block_number(b))
			b->label = unjudged_label(b, view);
		b->focus = false;
	}
	asked_describe_sure(sure, view);
}

void asked_describe_sure(int sure, struct view *view)
{
	const char *texts = NULL;
	struct block *b;

	/* in plain lines the answers are a list like any other */
	if (view->linear) {
		view->numbers = NUMBERS_ANSWER;
		view_text(view, _("How sure?"));
		for (int i = 0; i < (int)ARRAY_SIZE(sure_words); i++)
			view_choice(view, i, view_printf(view, "%d", i + 1), _(sure_words[i]),
				i == sure);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(sure_words); i++)
		texts = texts ? view_printf(view, "%s\n%s", texts, _(sure_words[i]))
			      : _(sure_words[i]);
	b = view_add(view, BLOCK_SCALE, texts);
	b->label = _("How sure?");
	b->id = 0;
	b->value = sure;
	b->focus = sure >= 0;
	b->show = true;
}
