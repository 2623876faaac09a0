/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last run of a lesson: score, what to do now, and every question to look at again. */
#include "screens/asked.h"

#include "base/i18n.h"
#include "learner/score.h"
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
	{ CMD_PICK, { '1' }, N_("look at answer 1 to 9"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_RETRY, { 'm' }, N_("the missed questions again"), 0 },
	{ CMD_SAVE, { 'c' }, N_("a certificate, after the exam"), 0 },
	{ CMD_AGAIN, { 't' }, N_("the whole quiz again"), 0 },
	{ CMD_BACK, { K_ESC, 'q', K_LEFT }, N_("back to the lessons"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

static bool has_passed(const struct state *s, const struct model *model, const struct run *run)
{
	struct rule rule = model_rule(model, s->lesson);

	return result_passes(&run->result, &rule);
}

/*
 * Lists the most likely action first. Reviewed questions come back by themselves, so there is no
 * action for them.
 */
static struct actions find_actions(
	const struct state *s, const struct model *model, const struct run *run)
{
	struct actions a = { .n = 0 };

	if (run->kind == RUN_EXAM && has_passed(s, model, run) && !model->kiosk)
		a.v[a.n++] = ACTION_CERTIFICATE;
	if (run_missed(run) && run->kind != RUN_REVIEW)
		a.v[a.n++] = ACTION_MISSED;
	a.v[a.n++] = ACTION_HOME;
	if (run->kind != RUN_REVIEW)
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
	if (in->command == CMD_PICK && in->key - '1' < run->n) {
		s->focus = a.n + (int)(in->key - '1');
		effect_push(fx, &screen_review, s->lesson, s->focus - a.n);
		return true;
	}
	if (focus_update(&s->focus, a.n + (int)run->n, in, &picked) && !picked)
		return true;
	if (picked || in->command == CMD_GO) {
		if (s->focus < a.n)
			act(s, model, a.v[s->focus], fx);
		else
			effect_push(fx, &screen_review, s->lesson, s->focus - a.n);
		return true;
	}
	if (in->command == CMD_SAVE && a.v[0] == ACTION_CERTIFICATE) {
		act(s, model, ACTION_CERTIFICATE, fx);
		return true;
	}
	if (run->kind == RUN_REVIEW)
		return false;
	switch (in->command) {
	case CMD_RETRY:
		if (!run_missed(run))
			effect_notice(fx, _("No question was missed."));
		else
			act(s, model, ACTION_MISSED, fx);
		return true;
	case CMD_AGAIN:
		act(s, model, ACTION_AGAIN, fx);
		return true;
	default:
		return false;
	}
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

/* The actions have letters as keys, the answers numbers. */
static const char *action_key(enum action action)
{
	return action == ACTION_CERTIFICATE ? "c"
		: action == ACTION_MISSED   ? "m"
		: action == ACTION_AGAIN    ? "t"
					    : "q";
}

static void describe_score(const struct run *run, const struct rule *rule, struct view *view)
{
	struct block *b = view_add(view, BLOCK_METER, NULL);
	bool good = result_passes(&run->result, rule);
	int pass = rule->mark;

	b->label = _("Points");
	b->value = run->result.score;
	b->max = run->result.max;
	/* TRANSLATORS: points, maximum of points, percentage */
	b->note = view_printf(view, _("%s of %s · %d%%"),
		asked_points_text(run->result.score, view),
		asked_points_text(run->result.max, view), result_percent(&run->result, rule));
	if (run->kind == RUN_REVIEW)
		view_message(view, MARK_INFO,
			run_missed(run)
				? _("These had come back for review. What is not sure yet comes back again.")
				: _("These had come back for review, and all are right."));
	else if (run->kind == RUN_MISSED)
		view_message(view, MARK_INFO,
			run_missed(run)
				? _("These were the missed questions only. Some are worth another look.")
				: _("These were the missed questions only, and now all are right."));
	else if (!pass)
		view_message(view, MARK_INFO,
			_("There is no pass mark here: it shows where you stand."));
	else if (good && run->kind == RUN_EXAM)
		view_message(view, MARK_RIGHT,
			view_printf(view,
				_("Passed: you have completed the course. The pass mark is %d%%."),
				pass));
	else if (good)
		view_message(view, MARK_RIGHT,
			view_printf(view, _("Passed. The pass mark is %d%%."), pass));
	else
		view_message(view, MARK_INFO,
			view_printf(view,
				_("Not passed yet: the pass mark is %d%%. Try again as often as you like; every answer below says why."),
				pass));
}

/*
 * Describes both scores as bars, for a lesson that asks the same questions as one before the
 * course.
 */
static void describe_comparison(const struct state *s, const struct model *model, struct view *view)
{
	const struct lesson *lesson = model_lesson(model, s->lesson);
	const struct lesson_progress *before =
		lesson && lesson->compare ? progress_find(&model->progress, lesson->compare) : NULL;
	const struct lesson_progress *after = model_progress(model, s->lesson);
	struct rule rule = model_rule(model, s->lesson);
	int was, is;
	struct block *b;

	if (!before || !before->finished)
		return;
	was = result_percent(&before->newest, &rule);
	is = result_percent(&after->newest, &rule);
	view_add(view, BLOCK_HEADING, _("Before the course and now"));
	b = view_add(view, BLOCK_METER, NULL);
	b->label = _("before");
	b->value = was;
	b->max = 100;
	b->note = view_printf(view, _("%d%%"), was);
	b = view_add(view, BLOCK_METER, NULL);
	/* TRANSLATORS: after the course; if you can, as many letters as "before" */
	b->label = _("now   ");
	b->value = is;
	b->max = 100;
	b->note = view_printf(view, _("%d%%"), is);
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
			? view_printf(view, "%zu", i + 1)
			: view_printf(view, "%s %zu", mark_sign(mark), i + 1);
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
	struct rule rule = model_rule(model, s->lesson);

	view->title = model_title(model, s->lesson);
	view->where = _("result");
	describe_score(run, &rule, view);
	describe_comparison(s, model, view);
	for (int i = 0; i < a.n; i++)
		view_choice(
			view, i, action_key(a.v[i]), action_text(a.v[i], run, view), i == s->focus);
	describe_questions(s, model, run, a.n, view);
	view_hint(view, CMD_GO, s->focus < a.n ? _("go on") : _("see why"));
	if (run_missed(run) && run->kind != RUN_REVIEW)
		view_hint(view, CMD_RETRY, _("missed ones again"));
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
