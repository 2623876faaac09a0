/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learner's progress, as bars with their numbers in words. No ranks, no streaks. */
#include "screens/screen.h"
#include "screens/standing.h"

#include <limits.h>

#include "base/i18n.h"

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE, K_PAGE_DOWN },
						   N_("down, then back"), BIND_SCROLL_FIRST },
	{ CMD_REVIEW, { 'r' }, N_("review: the questions that are due today"), 0 },
	{ CMD_BACK, { K_ESC, 'q', K_LEFT }, N_("back"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	(void)state;
	switch (in->command) {
	case CMD_GO:
	case CMD_BACK:
		effect_add(fx, EFFECT_POP);
		return true;
	case CMD_REVIEW:
		effect_review(fx, model);
		return true;
	default:
		return false;
	}
}

static void meter(struct view *view, const char *label, int value, int max, const char *note)
{
	struct block *b = view_add(view, BLOCK_METER, NULL);

	b->label = label;
	b->value = value;
	b->max = max;
	b->note = note;
}

/* The results of the questions of a topic when last asked, and how many are due today. */
struct tally {
	int right, answered, due;
};

/*
 * Returns the topic of a question "lesson/id", or -1. Lessons without a pass mark only show
 * learners where they stand, so they do not count.
 */
static int topic_of(const struct model *model, const char *ref)
{
	const struct question *q = model_question(model, LESSON_NONE, ref);
	int lesson = q && q->topic ? course_find(&model->course, q->lesson_id) : -1;

	return lesson >= 0 && model_pass(model, lesson) > 0 ? course_topic(&model->course, q->topic)
							    : -1;
}

static void count_outcomes(const struct model *model, struct tally *tallies)
{
	const struct progress *p = &model->progress;

	for (size_t i = 0; i < p->n_outcomes; i++) {
		int topic = topic_of(model, p->outcomes[i].ref);

		if (topic < 0)
			continue;
		tallies[topic].answered++;
		tallies[topic].right += p->outcomes[i].right;
	}
	for (size_t i = 0; i < p->review.n; i++) {
		int topic = model_is_due(model, &p->review.items[i])
			? topic_of(model, p->review.items[i].ref)
			: -1;

		if (topic >= 0)
			tallies[topic].due++;
	}
}

static void describe_topic(const struct tally *t, const char *title, struct view *view)
{
	const char *note;

	if (!t->answered) {
		/* TRANSLATORS: a topic without any answered question */
		view_dim(view, view_printf(view, _("%s · nothing asked yet"), title))->tight = true;
		return;
	}
	note = t->due
		/* TRANSLATORS: questions of a topic: right the last time, answered so far, due
		   for review today */
		? view_printf(view, _("%d of %d right, %d to review today"), t->right, t->answered,
			  t->due)
		: view_printf(view, _("%d of %d right"), t->right, t->answered);
	view_text(view, title)->tight = true;
	meter(view, NULL, t->right, t->answered, note);
	view->blocks[view->n - 1].tight = true;
}

static void describe_topics(const struct model *model, struct view *view)
{
	size_t n = model->course.n_topics;
	struct tally *tallies;

	if (!n)
		return;
	tallies = arena_alloc(&view->arena, n * sizeof(*tallies));
	count_outcomes(model, tallies);
	view_add(view, BLOCK_HEADING, _("By topic: your latest answers"));
	for (size_t i = 0; i < n; i++)
		describe_topic(&tallies[i], model->course.topics[i].title, view);
	view_add(view, BLOCK_HEADING, _("By lesson"));
}

/* Describes the seconds spent on something; nothing below a minute. */
static void describe_time(int spent, struct view *view)
{
	if (spent >= 60)
		view_dim(view,
			view_printf(view,
				Q_("%d minute spent", "%d minutes spent",
					(unsigned long)(spent / 60)),
				spent / 60))
			->tight = true;
}

static bool is_begun(const struct lesson_progress *p)
{
	return p && (p->seen || p->read || p->open || p->last);
}

/* A result with too few answers is no best one, and has no percentage. */
static const char *results_text(
	const struct lesson_progress *p, const struct rule *rule, struct view *view)
{
	const struct result *shown = progress_shown(p, rule);
	const char *best = standing_score(shown, rule, view);
	const char *last = standing_score(&p->newest, rule, view);
	const char *both;

	if (!result_is_enough(shown, rule) && !result_passes(shown, rule))
		return last;
	/* TRANSLATORS: two percentages; the second may be "5 of 31 answered" */
	both = view_printf(view, _("best %s, last %s"), best, last);
	if (progress_passed_earlier(p, rule))
		return view_printf(view, "%s · %s", both, _("passed by the earlier rule"));
	if (progress_passed(p, rule))
		return view_printf(view, "%s · %s", both, _("passed"));
	return both;
}

static void describe_results(const struct model *model, int i, struct view *view)
{
	const struct lesson_progress *p = model_progress(model, i);
	struct rule rule = model_rule(model, i);
	const struct result *shown = progress_shown(p, &rule);

	meter(view, _("questions"), shown->score, shown->max, results_text(p, &rule, view));
	view->blocks[view->n - 1].tight = true;
}

/* Describes a lesson. One that was not begun takes one line: a bar would only repeat that. */
static void describe_lesson(const struct model *model, int i, struct view *view)
{
	const struct lesson_head *head = &model->course.lessons[i];
	const struct lesson_progress *p = model_progress(model, i);
	bool below_heading = !i && model->course.n_topics;
	int seen = !p ? 0 : p->read ? head->pages : p->seen < head->pages ? p->seen : head->pages;

	if (!is_begun(p)) {
		/* TRANSLATORS: the title of a lesson */
		view_dim(view, view_printf(view, _("%s · not begun"), head->title))->tight =
			below_heading || (i && !is_begun(model_progress(model, i - 1)));
		return;
	}
	view_text(view, head->title)->role = ROLE_STRONG;
	view->blocks[view->n - 1].tight = below_heading;
	if (head->scenario)
		view_dim(view,
			!p->last               ? _("under way")
				: p->n_endings ? _("played to its end")
					       : _("stopped on the way"))
			->tight = true;
	if (head->pages) {
		/* TRANSLATORS: pages and questions: labels of two bars; if you can, make them
		   equally long */
		meter(view, _("pages    "), seen, head->pages,
			view_printf(view, _("%d of %d"), seen, head->pages));
		view->blocks[view->n - 1].tight = true;
	}
	if ((head->questions || head->exam) && p->finished)
		describe_results(model, i, view);
	describe_time(p->spent, view);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	size_t due = model_due(model), resting = model_resting(model);
	int spent = 0;

	(void)state;
	view->title = _("Your progress");
	if (due)
		view_text(view,
			view_printf(view,
				Q_("%zu question is due for review today.",
					"%zu questions are due for review today.", due),
				due));
	else
		view_text(view, _("Nothing is due for review today."));
	if (resting)
		view_dim(view,
			view_printf(view,
				Q_("%zu question that was hard is sure now.",
					"%zu questions that were hard are sure now.", resting),
				resting))
			->tight = true;
	for (size_t i = 0; i < model->progress.n; i++)
		spent += model->progress.lessons[i].spent < INT_MAX - spent
			? model->progress.lessons[i].spent
			: 0;
	describe_time(spent, view);
	describe_topics(model, view);
	for (int i = 0; i < (int)model->course.n; i++)
		describe_lesson(model, i, view);
	view_hint(view, CMD_GO, _("back"));
	view_hint(view, CMD_BACK, NULL);
	if (due)
		view_hint(view, CMD_REVIEW, _("review"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_progress = {
	.name = "progress",
	.bindings = bindings,
	.update = update,
	.describe = describe,
};
