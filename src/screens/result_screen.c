/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last run of a lesson: score, what to do now, and every question to look at again. */
#include "screens/asked.h"

#include "base/i18n.h"
#include "learner/compare.h"
#include "screens/standing.h"
#include "view/focus.h"

enum action { ACTION_CERTIFICATE, ACTION_MISSED, ACTION_HOME, ACTION_AGAIN };

struct actions {
	enum action v[4];
	int n;
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

/*
 * Lists the most likely action first. Reviewed questions come back by themselves, so there is no
 * action for them.
 */
static struct actions find_actions(
	const struct state *s, const struct model *model, const struct run *run)
{
	struct actions a = { .n = 0 };
	bool certificate = has_certificate(s, model), again = run->kind != RUN_REVIEW;
	bool too_few = is_short(s, model, run);

	if (standing_is_closed(model, s->lesson))
		again = false;
	if (certificate && has_passed(s, model, run))
		a.v[a.n++] = ACTION_CERTIFICATE;
	if (again && too_few)
		a.v[a.n++] = ACTION_AGAIN;
	if (run_missed(run) && run->kind != RUN_REVIEW)
		a.v[a.n++] = ACTION_MISSED;
	a.v[a.n++] = ACTION_HOME;
	if (certificate && !has_passed(s, model, run))
		a.v[a.n++] = ACTION_CERTIFICATE;
	if (again && !too_few)
		a.v[a.n++] = ACTION_AGAIN;
	return a;
}

static void act(
	const struct state *s, const struct model *model, enum action action, struct effects *fx)
{
	switch (action) {
	case ACTION_CERTIFICATE:
		effect_push(fx, &screen_certificate, s->lesson, 0);
		break;
	case ACTION_MISSED:
		effect_quiz(fx, model, s->lesson, true, true);
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
			act(s, model, a.v[s->focus], fx);
		else
			effect_push(fx, &screen_review, s->lesson, s->focus - a.n);
		return true;
	}
	if (run->kind == RUN_REVIEW || in->command != CMD_AGAIN)
		return false;
	act(s, model, ACTION_AGAIN, fx);
	return true;
}

static const char *action_text(enum action action, const struct run *run, struct view *view)
{
	size_t missed = run_missed(run);

	switch (action) {
	case ACTION_CERTIFICATE:
		return _("Get a certificate");
	case ACTION_MISSED:
		return view_printf(view,
			Q_("Try the missed question again", "Try the %zu missed questions again",
				missed),
			missed);
	case ACTION_AGAIN:
		return _("Answer all questions again");
	case ACTION_HOME:
		return _("Back to the lessons");
	}
	return "";
}

/* What a run means that is no sitting of the whole quiz. */
static void describe_part(const struct run *run, struct view *view)
{
	if (run->kind == RUN_REVIEW)
		view_message(view, MARK_INFO,
			run_missed(run)
				? _("These had come back for review. What is not sure yet comes back again.")
				: _("These had come back for review, and all are right."));
	else
		view_message(view, MARK_INFO,
			run_missed(run)
				? _("These were the missed questions only. Some are worth another look.")
				: _("These were the missed questions only, and now all are right."));
}

static void describe_verdict(const struct run *run, const struct rule *rule, struct view *view)
{
	const struct result *result = &run->result;
	int pass = result_rule(result, rule)->mark;

	if (result_passes(result, rule) && !result_is_enough(result, rule))
		view_message(view, MARK_RIGHT,
			view_printf(view,
				_("Passed by the earlier rule: skipped questions did not count then. The pass mark is %d%%."),
				pass));
	else if (result_missing(result, rule))
		view_message(view, MARK_INFO,
			pass ? view_printf(view, "%s %s", _("Not passed yet."),
				       standing_short(result, rule, false, view))
			     : standing_short(result, rule, false, view));
	else if (!pass)
		view_message(view, MARK_INFO,
			_("There is no pass mark here: it shows where you stand."));
	else if (result_passes(result, rule) && run->kind == RUN_EXAM)
		view_message(view, MARK_RIGHT,
			view_printf(view,
				_("Passed: you have completed the course. The pass mark is %d%%."),
				pass));
	else if (result_passes(result, rule))
		view_message(view, MARK_RIGHT,
			view_printf(view, _("Passed. The pass mark is %d%%."), pass));
	else
		view_message(view, MARK_INFO,
			view_printf(view,
				_("Not passed yet: the pass mark is %d%%. Try again as often as you like; every answer below says why."),
				pass));
}

static void describe_score(
	const struct state *s, const struct model *model, const struct run *run, struct view *view)
{
	struct rule rule = model_rule(model, s->lesson);
	const struct result *result = &run->result;
	const char *points = asked_points_text(result->score, view);
	const char *of = asked_points_text(result->max, view);
	struct block *b = view_add(view, BLOCK_METER, NULL);

	b->label = _("Points");
	b->value = result->score;
	b->max = result->max;
	b->note = is_short(s, model, run)
		/* TRANSLATORS: points, maximum of points */
		? view_printf(view, _("%s of %s"), points, of)
		/* TRANSLATORS: points, maximum of points, percentage */
		: view_printf(
			  view, _("%s of %s · %d%%"), points, of, result_percent(result, &rule));
	if (!run_counts(run->kind)) {
		if (result->answered < result->asked)
			view_dim(view,
				view_printf(view, _("%d of %d answered"), result->answered,
					result->asked))
				->tight = true;
		describe_part(run, view);
	} else {
		describe_verdict(run, &rule, view);
	}
}

/* The version of a question as it is now, for compare_runs. */
static const char *version_now(const void *ctx, const struct run *run, const char *question)
{
	const struct model *model = ctx;
	const struct question *q =
		model_question(model, course_find(&model->course, run->lesson), question);

	return q ? q->version : NULL;
}

static void compare_meter(const char *label, int score, int max, struct view *view)
{
	struct block *b = view_add(view, BLOCK_METER, NULL);

	b->label = label;
	b->value = score;
	b->max = max;
	b->note = view_printf(view, _("%d%%"), score_percent(score, max, 0));
}

static void describe_pairs(const struct comparison *c, struct view *view)
{
	if (c->compared) {
		compare_meter(_("before"), c->before, c->before_max, view);
		/* TRANSLATORS: after the course; if you can, as many letters as "before" */
		compare_meter(_("now   "), c->after, c->after_max, view);
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
	view_add(view, BLOCK_HEADING, _("Before the course and now"));
	if (!before->first) {
		view_dim(view, _("Too few of the first questions were answered to compare them."));
		return;
	}
	compare_runs(before->first, run, version_now, model, &comparison);
	describe_pairs(&comparison, view);
}

static void describe_questions(const struct state *s, const struct model *model,
	const struct run *run, int first, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("Your answers"));
	for (size_t i = 0; i < run->n; i++) {
		const struct answer *a = &run->answers[i];
		const struct question *q = model_question(model, s->lesson, a->question);
		int id = first + (int)i;
		enum mark mark = answer_mark(q, a);
		/* in plain lines symbols are words */
		const char *label = view->linear
			? view_printf(view, "%d", id + 1)
			: view_printf(view, "%s %d", mark_sign(mark), id + 1);
		struct block *b = view_choice(view, id, label,
			q ? q->prompt : _("(this question is no longer there)"), id == s->focus);

		if (view->linear)
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
	for (int i = 0; i < a.n; i++)
		view_choice(view, i, view_printf(view, "%d", i + 1), action_text(a.v[i], run, view),
			i == s->focus);
	describe_questions(s, model, run, a.n, view);
	view_hint(view, CMD_GO, s->focus < a.n ? _("go on") : _("see why"));
	view_hint(view, CMD_BACK, _("lessons"));
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
