/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last run of a lesson: score, what to do now, and every question to look at again. */
#include "screens/asked.h"

#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "learner/compare.h"
#include "screens/missed.h"
#include "screens/next.h"
#include "screens/standing.h"
#include "text/text.h"
#include "view/focus.h"

enum action {
	ACTION_CERTIFICATE,
	ACTION_READ,
	ACTION_MISSED,
	ACTION_NEXT,
	ACTION_AGAIN,
	ACTION_HOME
};

enum { ACTIONS = 6 };

struct actions {
	enum action v[ACTIONS];
	int n;
	struct missed missed; /* pages */
	struct next next;
};

struct state {
	int lesson, focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT },
						   N_("go on with what is marked"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_AGAIN, { 't' }, N_("the whole quiz again"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0', K_LEFT }, N_("back to the lessons"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

static bool has_passed(const struct state *s, const struct model *model, const struct run *run)
{
	struct rule rule = model_rule(model, s->lesson);

	return result_passes(&run->result, &rule);
}

/* True if a run that counts has too few answers to show anything. */
static bool is_short(const struct state *s, const struct model *model, const struct run *run)
{
	struct rule rule = model_rule(model, s->lesson);

	return run_counts(run->kind) && !has_passed(s, model, run) &&
		result_missing(&run->result, &rule) > 0;
}

/* A certificate is for whoever has passed the exam once, whatever came of later tries. */
static bool has_certificate(const struct state *s, const struct model *model)
{
	return s->lesson >= 0 && model->course.lessons[s->lesson].exam && !model->kiosk &&
		model_passed(model, s->lesson);
}

/* True if the lesson is still to be passed, now that this run of it is over. */
static bool is_left(const struct state *s, const struct model *model, const struct run *run)
{
	if (run_counts(run->kind))
		return !has_passed(s, model, run) && model_pass(model, s->lesson);
	return run->kind == RUN_MISSED && model_pass(model, s->lesson) &&
		!model_passed(model, s->lesson);
}

static void add(struct actions *a, enum action action)
{
	a->v[a->n++] = action;
}

static void find_next(const struct state *s, const struct model *model, struct actions *a)
{
	if (s->lesson >= 0)
		a->next = next_after(model, s->lesson);
	else if (model_due(model))
		a->next = (struct next){ .kind = NEXT_REVIEW };
	else
		a->next = next_find(model);
	if (a->next.kind != NEXT_NOTHING &&
		(a->next.kind != NEXT_CERTIFICATE || !has_certificate(s, model)))
		add(a, ACTION_NEXT);
}

/*
 * Lists the most likely action first. Reviewed questions come back by themselves, so there is no
 * action for them.
 */
static struct actions find_actions(
	const struct state *s, const struct model *model, const struct run *run)
{
	struct actions a = { .n = 0 };
	bool certificate = has_certificate(s, model), left = is_left(s, model, run);
	bool again = run->kind != RUN_REVIEW && !standing_is_closed(model, s->lesson);
	bool first = again && (is_short(s, model, run) || (left && !run_missed(run)));

	missed_find(model, s->lesson, &a.missed);
	if (certificate && has_passed(s, model, run))
		add(&a, ACTION_CERTIFICATE);
	if (first)
		add(&a, ACTION_AGAIN);
	if (!left && run->kind != RUN_REVIEW)
		find_next(s, model, &a);
	if (a.missed.n)
		add(&a, ACTION_READ);
	if (run_missed(run) && run->kind != RUN_REVIEW)
		add(&a, ACTION_MISSED);
	if (left || run->kind == RUN_REVIEW)
		find_next(s, model, &a);
	if (certificate && !has_passed(s, model, run))
		add(&a, ACTION_CERTIFICATE);
	if (again && !first)
		add(&a, ACTION_AGAIN);
	if (!left)
		add(&a, ACTION_HOME);
	return a;
}

/* Leads through the pages; back from them, the questions are the likely thing. */
static void read_again(struct state *s, const struct actions *a, struct effects *fx)
{
	effect_push(fx, &screen_page, s->lesson, 0);
	fx->v[fx->n - 1].arg.missed = true;
	for (int i = 0; i < a->n; i++)
		if (a->v[i] == ACTION_MISSED)
			s->focus = i;
}

static void act(struct state *s, const struct model *model, const struct actions *a,
	enum action action, struct effects *fx)
{
	switch (action) {
	case ACTION_CERTIFICATE:
		effect_push(fx, &screen_certificate, s->lesson, 0);
		break;
	case ACTION_READ:
		read_again(s, a, fx);
		break;
	case ACTION_MISSED:
		effect_quiz(fx, model, s->lesson, true, true);
		break;
	case ACTION_NEXT:
		effect_add(fx, EFFECT_HOME);
		next_open(&a->next, model, fx);
		break;
	case ACTION_AGAIN:
		effect_quiz(fx, model, s->lesson, false, true);
		break;
	case ACTION_HOME:
		effect_add(fx, EFFECT_HOME);
		break;
	}
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	const struct run *run = model_last_run(model, s->lesson);
	struct actions a;
	bool picked;

	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_HOME);
		return true;
	}
	a = find_actions(s, model, run);
	if (focus_update(&s->focus, a.n + (int)run->n, in, &picked) && !picked)
		return true;
	if (picked || in->command == CMD_GO) {
		if (s->focus < a.n)
			act(s, model, &a, a.v[s->focus], fx);
		else
			effect_push(fx, &screen_review, s->lesson, s->focus - a.n);
		return true;
	}
	if (in->command == CMD_AGAIN && run->kind != RUN_REVIEW) {
		act(s, model, &a, ACTION_AGAIN, fx);
		return true;
	}
	return false;
}

static const char *again_text(size_t missed, struct view *view)
{
	return view_printf(view,
		Q_("Take the missed question again", "Take the %zu missed questions again", missed),
		missed);
}

static const char *action_text(enum action action, const struct actions *a,
	const struct model *model, const struct run *run, struct view *view)
{
	switch (action) {
	case ACTION_CERTIFICATE:
		return _("Save your certificate");
	case ACTION_READ:
		return missed_words(&a->missed, view);
	case ACTION_MISSED:
		return again_text(run_missed(run), view);
	case ACTION_NEXT:
		return next_text(&a->next, model, view);
	case ACTION_AGAIN:
		return run->n > 1 ? _("Answer all questions again")
				  : _("Answer the question again");
	case ACTION_HOME:
		return _("Back to the lessons");
	}
	return "";
}

/* About how long it takes; 0: that is not said. A question takes about half a minute. */
static int action_minutes(enum action action, const struct actions *a, const struct model *model,
	const struct run *run)
{
	switch (action) {
	case ACTION_READ:
		return missed_minutes(&a->missed, model);
	case ACTION_MISSED:
		return (int)(run_missed(run) + 1) / 2;
	case ACTION_NEXT:
		return a->next.kind == NEXT_GO_ON ? 0 : next_minutes(&a->next, model);
	default:
		return 0;
	}
}

/* Numbers count through what to do now and the answers below; in columns they are right-aligned. */
static const char *number(int i, size_t all, struct view *view)
{
	return view_printf(view, "%*d", all > 9 && !view->linear ? 2 : 1, i + 1);
}

static void describe_actions(const struct state *s, const struct model *model,
	const struct run *run, const struct actions *a, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("What now?"));
	for (int i = 0; i < a->n; i++) {
		int minutes = action_minutes(a->v[i], a, model, run);
		struct block *b = view_choice(view, i, number(i, (size_t)a->n + run->n, view),
			action_text(a->v[i], a, model, run, view), i == s->focus);

		b->tight = i == 0;
		if (minutes)
			b->note = view_printf(view, _("%d min"), minutes);
	}
}

/* What a run means that is no sitting of the whole quiz. */
static void describe_part(const struct run *run, struct view *view)
{
	if (run->kind == RUN_REVIEW)
		view_text(view,
			run_missed(run)
				? _("These had come back for review. What is not sure yet comes back again.")
				: _("These had come back for review, and all are right."));
	else
		view_text(view,
			run_missed(run)
				? _("These were the missed questions only. Some are worth another look.")
				: _("These were the missed questions only, and now all are right."));
}

/*
 * The number by which "point" is counted. Between 1 and 2 it is 0, and so a plural in languages
 * where 1.5 is one, and a singular where it is the other.
 */
static unsigned long count_points(int score)
{
	return score > POINT && score < 2 * POINT ? 0 : (unsigned long)(score / POINT);
}

/* What fails is never shown as if it reached the mark. */
static const char *not_yet(const struct result *result, int mark, struct view *view)
{
	int tenth = POINT / 10;
	int needed = (int)(((long)mark * result->max + 99) / 100 + tenth - 1) / tenth * tenth;
	int score = result->score / tenth * tenth;

	/* TRANSLATORS: points, maximum of points, points needed to pass */
	return view_printf(view,
		Q_("Not yet: %s point of %s, %s are needed.",
			"Not yet: %s points of %s, %s are needed.", count_points(result->score)),
		asked_points_text(score, view), asked_points_text(result->max, view),
		asked_points_text(needed, view));
}

static const char *verdict(const struct run *run, const struct rule *rule, struct view *view)
{
	const struct result *result = &run->result;
	const char *points = asked_points_text(result->score, view);
	const char *of = asked_points_text(result->max, view);
	unsigned long n = count_points(result->score);
	int mark = run_counts(run->kind) ? result_rule(result, rule)->mark : 0;

	if (mark && result_passes(result, rule))
		/* TRANSLATORS: points, maximum of points */
		return view_printf(view,
			Q_("Passed: %s point of %s.", "Passed: %s points of %s.", n), points, of);
	if (run_counts(run->kind) && result_missing(result, rule))
		return standing_short(result, rule, false, view);
	if (mark)
		return not_yet(result, mark, view);
	/* TRANSLATORS: points, maximum of points */
	return view_printf(
		view, Q_("Done: %s point of %s.", "Done: %s points of %s.", n), points, of);
}

/* "18 answers, 2 questions skipped" */
static const char *counts(const struct result *result, struct view *view)
{
	int skipped = result->asked - result->answered;
	const char *answers = view_printf(view,
		Q_("%d answer", "%d answers", (unsigned long)result->answered), result->answered);

	if (!skipped)
		return answers;
	return view_printf(view, "%s%s%s", answers, _(", "),
		view_printf(view,
			Q_("%d question skipped", "%d questions skipped", (unsigned long)skipped),
			skipped));
}

static void describe_bar(const struct run *run, const struct rule *rule, struct view *view)
{
	const struct result *result = &run->result;
	int percent = result_percent(result, rule);
	struct block *b = view_add(view, BLOCK_METER, NULL);

	b->tight = true;
	b->value = result->score;
	b->max = result->max;
	b->tick = run_counts(run->kind) ? result_rule(result, rule)->mark : 0;
	if (!b->tick)
		b->role = ROLE_BAR;
	b->note = b->tick
		/* TRANSLATORS: percentage of the points, and that which it takes to pass */
		? view_printf(view, _("%d%%, pass mark %d"), percent, b->tick)
		: view_printf(view, _("%d%%"), percent);
}

static void describe_score(
	const struct state *s, const struct model *model, const struct run *run, struct view *view)
{
	struct rule rule = model_rule(model, s->lesson);
	const struct result *result = &run->result;
	bool passed = run_counts(run->kind) && result_passes(result, &rule);
	struct block *b;

	view_text(view, verdict(run, &rule, view))->role = ROLE_STRONG;
	if (!is_short(s, model, run)) {
		describe_bar(run, &rule, view);
		b = view_text(view, counts(result, view));
		b->tight = true;
		b->role = ROLE_DIM;
	}
	if (!run_counts(run->kind))
		describe_part(run, view);
	else if (passed && !result_is_enough(result, &rule))
		view_text(view, _("By the earlier rule: skipped questions did not count then."));
	else if (passed && run->kind == RUN_EXAM)
		view_text(view, _("You have completed the course."));
	else if (!is_short(s, model, run) && !result_rule(result, &rule)->mark)
		view_text(view, _("There is no pass mark here: it shows where you stand."));
}

/* The version of a question as it is now, for compare_runs. */
static const char *version_now(const void *ctx, const struct run *run, const char *question)
{
	const struct model *model = ctx;
	const struct question *q =
		model_question(model, course_find(&model->course, run->lesson), question);

	return q ? q->version : NULL;
}

/* Returns "before, 3 November", in as many cells as the longer of the two has. */
static const char *when(const char *word, const char *other, struct view *view)
{
	int missing = text_width(other, strlen(other)) - text_width(word, strlen(word));

	return view_printf(view, "%s%*s", word, missing > 0 && !view->linear ? missing : 0, "");
}

static const char *dated(
	const struct model *model, bool before, const struct result *result, struct view *view)
{
	struct date date = date_of_day(model_day(model, result->at));
	const char *day = date_words(&view->arena, &date);

	/* TRANSLATORS: the same questions, answered before the course and after it: a date */
	return before ? view_printf(view, _("before, %s"), day)
		      : view_printf(view, _("after, %s"), day);
}

static void compare_bar(const char *label, int score, int max, enum role role, struct view *view)
{
	struct block *b = view_add(view, BLOCK_METER, NULL);

	b->label = label;
	b->value = score;
	b->max = max;
	b->role = role;
	b->tight = true;
	b->note = view_printf(view, _("%d%%"), score_percent(score, max, 0));
}

static void describe_pairs(
	const struct comparison *c, const char *before, const char *after, struct view *view)
{
	if (c->compared) {
		compare_bar(when(before, after, view), c->before, c->before_max, ROLE_PAST, view);
		compare_bar(when(after, before, view), c->after, c->after_max, ROLE_BAR, view);
	}
	view_dim(view,
		view_printf(view,
			Q_("%d of %d question compared.", "%d of %d questions compared.",
				(unsigned long)c->asked),
			c->compared, c->asked))
		->tight = c->compared > 0;
	if (c->changed)
		view_dim(view,
			view_printf(view,
				Q_("%d question has changed since and is left out.",
					"%d questions have changed since and are left out.",
					(unsigned long)c->changed),
				c->changed))
			->tight = true;
}

/* Describes the first answers before the course and those of this run, to the same questions. */
static void describe_comparison(
	const struct state *s, const struct model *model, const struct run *run, struct view *view)
{
	const struct lesson *lesson = model_lesson(model, s->lesson);
	const struct lesson_progress *before =
		lesson && lesson->compare ? progress_find(&model->progress, lesson->compare) : NULL;
	struct comparison comparison;

	if (!before || !before->finished || !run_counts(run->kind) || is_short(s, model, run))
		return;
	view_add(view, BLOCK_HEADING, _("The same questions, before and after"));
	if (!before->first) {
		view_dim(view, _("Too few of the first questions were answered to compare them."));
		return;
	}
	compare_runs(before->first, run, version_now, model, &comparison);
	describe_pairs(&comparison, dated(model, true, &before->first->result, view),
		dated(model, false, &run->result, view), view);
}

static void describe_questions(const struct state *s, const struct model *model,
	const struct run *run, int first, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("Your answers"));
	for (size_t i = 0; i < run->n; i++) {
		const struct answer *a = &run->answers[i];
		const struct question *q = model_question(model, s->lesson, a->question);
		const char *prompt = q ? q->prompt : _("(this question is no longer there)");
		enum mark mark = answer_mark(q, a);
		int id = first + (int)i;
		struct block *b = view_choice(view, id, number(id, (size_t)first + run->n, view),
			view->spoken ? prompt : view_printf(view, "%s %s", mark_sign(mark), prompt),
			id == s->focus);

		/* what is heard has words for signs */
		if (view->spoken)
			b->mark = mark;
		b->tight = i == 0;
		if (answer_skipped(a))
			b->note = _("skipped");
		else if (a->response && !a->max)
			b->note = _("not scored");
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct run *run = model_last_run(model, s->lesson);
	struct actions a = find_actions(s, model, run);

	view->title = model_title(model, s->lesson);
	view->where = _("result");
	describe_score(s, model, run, view);
	describe_comparison(s, model, run, view);
	describe_actions(s, model, run, &a, view);
	describe_questions(s, model, run, a.n, view);
	view_hint(view, CMD_GO, s->focus < a.n ? _("open") : _("see why"));
	view_hint(view, CMD_BACK, _("home"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_result = {
	.name = "result",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = screen_enter_lesson,
	.update = update,
	.describe = describe,
};
