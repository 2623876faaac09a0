/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A lesson in front of a group: what the projector shows. Each step is also told to the
 * facilitator's notes (EFFECT_NOTES), if anybody reads them.
 */
#include "screens/screen.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "screens/present_show.h"

enum { TIMER_MOST = 3, MINUTE = 60, TIMER_CELLS = 6 };

struct state {
	int lesson;
	struct present present;
	bool sources;
	int timer;         /* minutes it was set to; 0: there is none */
	int64_t timer_end; /* as model.now */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE, K_PAGE_DOWN },
						   N_("go on, a step at a time"),
						   BIND_SCROLL_FIRST },
	{ CMD_NEXT, { K_RIGHT, 'n' }, N_("all of a list, or all answers; then past them"), 0 },
	{ CMD_PREVIOUS, { K_LEFT, 'p' }, N_("the thought before"), 0 },
	{ CMD_STEP_BACK, { 'z', K_BACKSPACE }, N_("a step back; mends a number of hands"), 0 },
	{ CMD_PICK, { '1' }, N_("how many hands; which reply"), BIND_DIGITS },
	{ CMD_WAY_OUT, { '0' }, N_("nought, in a number of hands"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_SKIP, { 's' }, N_("skip: the count, the question, or the page"), 0 },
	{ CMD_AGAIN, { 't' }, N_("count the hands again"), 0 },
	{ CMD_TIMER, { 'x' }, N_("a timer: 1, 2 or 3 minutes, none"), 0 },
	{ CMD_CONTENTS, { 'c' }, N_("contents: go to a page or a question"), 0 },
	{ CMD_SOURCES, { 'o' }, N_("sources of what is shown"), 0 },
	{ CMD_QUIT, { 'q' }, N_("leave"), 0 }, { CMD_BACK, { K_ESC }, NULL, BIND_QUIET }, { 0 } };

/* ---- the timer */

static int timer_left(const struct state *s, const struct model *model)
{
	int64_t left = s->timer_end - model->now;
	int whole = s->timer * MINUTE;

	return left < 0 ? 0 : left > whole ? whole : (int)left;
}

static void set_timer(struct state *s, const struct model *model)
{
	s->timer = s->timer < TIMER_MOST ? s->timer + 1 : 0;
	s->timer_end = model->now + (int64_t)s->timer * MINUTE;
}

/* Returns "━━━━────", or words where it is heard. */
static const char *timer_label(const struct state *s, const struct model *model, struct view *view)
{
	int left = timer_left(s, model), on;
	struct strbuf bar = STRBUF_INIT;
	const char *label;

	if (!s->timer)
		/* TRANSLATORS: a key that sets a timer for a group: a word as short as can be */
		return _("timer");
	if (!left)
		return _("time is up");
	if (view->spoken)
		return view_printf(view,
			Q_("timer: %d minute", "timer: %d minutes", (unsigned long)s->timer),
			s->timer);
	on = (left * TIMER_CELLS + s->timer * MINUTE - 1) / (s->timer * MINUTE);
	for (int i = 0; i < TIMER_CELLS; i++)
		strbuf_addstr(&bar, i < on ? "━" : "─");
	label = view_printf(view, "%s", bar.buf);
	strbuf_release(&bar);
	return label;
}

static bool moves(const void *state, const struct model *model)
{
	return timer_left(state, model) > 0;
}

/* ---- keys */

static const char *lesson_id(const struct state *s, const struct model *model)
{
	return s->lesson < 0 ? "" : model->course.lessons[s->lesson].id;
}

static void tell_notes(const struct state *s, const struct model *model,
	const struct present_list *list, struct effects *fx)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, "%s ", lesson_id(s, model));
	present_write(&s->present, list, &line);
	effect_add(fx, EFFECT_NOTES)->text = arena_strdup(&fx->arena, line.buf);
	strbuf_release(&line);
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct present_list list;
	struct state *s = state;

	s->lesson = arg->lesson;
	s->present.seed = model->present_seed;
	present_list(&list, &fx->arena, model, s->lesson, &s->present);
	tell_notes(s, model, &list, fx);
}

/* Handles what changes the thought or its steps. */
static bool step(struct present *p, const struct present_list *list, const struct input *in)
{
	switch (in->command) {
	case CMD_GO:
		return present_next(p, list);
	case CMD_NEXT:
		return present_whole(p, list);
	case CMD_PREVIOUS:
		return present_back(p, list);
	case CMD_STEP_BACK:
		return present_step_back(p, list);
	case CMD_PICK:
		/* a line of digits, where lines are typed, comes as one number */
		return present_digit(p, list, in->key ? (int)in->key - '0' : in->number);
	case CMD_WAY_OUT:
		return present_digit(p, list, 0);
	case CMD_SKIP:
		return present_skip(p, list);
	case CMD_AGAIN:
		return present_again(p, list);
	case CMD_NONE:
		if (in->id >= PRESENT_JUMP)
			return present_jump(p, list, in->id - PRESENT_JUMP);
		return in->id >= 0 && present_digit(p, list, in->id + 1);
	default:
		return false;
	}
}

static bool close_or_stay(struct state *s, struct effects *fx)
{
	if (!s->sources) {
		effect_notice(fx, _("Press q to leave. Nothing is kept."));
		return true;
	}
	s->sources = false;
	effect_add(fx, EFFECT_SCROLL_BACK);
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct present_list list;
	int before = s->present.thought;
	enum present_step before_step = s->present.step;

	switch (in->command) {
	case CMD_QUIT:
		if (s->sources)
			return close_or_stay(s, fx);
		effect_add(fx, EFFECT_QUIT);
		return true;
	case CMD_BACK:
		return close_or_stay(s, fx);
	case CMD_TIMER:
		set_timer(s, model);
		return true;
	case CMD_CONTENTS:
		effect_push(fx, &screen_thoughts, s->lesson, s->present.thought);
		return true;
	case CMD_SOURCES:
		effect_add(fx, s->sources ? EFFECT_SCROLL_BACK : EFFECT_SCROLL_MARK);
		s->sources = !s->sources;
		return true;
	default:
		break;
	}
	present_list(&list, &fx->arena, model, s->lesson, &s->present);
	present_fit(&s->present, &list);
	if (!list.n || !step(&s->present, &list, in))
		return false;
	s->sources = false;
	if (s->present.thought != before || s->present.step == STEP_WHY ||
		(s->present.step == STEP_BARS && before_step != STEP_BARS) ||
		(s->present.step == STEP_ASK && before_step != STEP_ASK))
		effect_add(fx, EFFECT_SCROLL_TOP);
	effect_add(fx, EFFECT_FOLLOW);
	/* another reply makes other thoughts */
	present_list(&list, &fx->arena, model, s->lesson, &s->present);
	tell_notes(s, model, &list, fx);
	return true;
}

/* ---- showing it */

static const char *go_label(const struct present *p, const struct thought *t)
{
	if (t->kind != THOUGHT_QUESTION && t->kind != THOUGHT_CHOICE)
		return _("go on");
	switch (p->step) {
	case STEP_ASK:
		return t->n_options ? _("answers") : _("what is right");
	case STEP_OPTIONS:
		return p->at + 1 < t->n_options ? _("next answer") : _("count hands");
	case STEP_COUNT:
		return _("count the next");
	case STEP_BARS:
		return t->kind == THOUGHT_CHOICE ? _("take this reply") : _("what is right");
	case STEP_RIGHT:
		return _("why");
	default:
		return _("go on");
	}
}

static void describe_hints(const struct state *s, const struct model *model,
	const struct present_list *list, struct view *view)
{
	const struct thought *t = present_now(&s->present, list);
	bool last = s->present.thought + 1 >= (int)list->n && t->kind == THOUGHT_HELP;

	/* the group waits for a timer: it comes first, so that a narrow footer keeps it */
	if (s->timer)
		view_hint(view, CMD_TIMER, timer_label(s, model, view));
	if (!last)
		view_hint(view, CMD_GO, go_label(&s->present, t));
	if (!s->timer)
		view_hint(view, CMD_TIMER, timer_label(s, model, view));
	if (s->present.thought)
		view_hint(view, CMD_PREVIOUS, _("before"));
	view_hint(view, CMD_HELP, _("find help"));
	if (s->present.step == STEP_COUNT)
		view_hint(view, CMD_SKIP, _("skip"));
	view_hint(view, CMD_CONTENTS, _("contents"));
	if (s->sources)
		view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_QUIT, _("leave"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	struct state now = *(const struct state *)state;
	struct present_list list;
	const struct thought *t;

	view->large = true;
	present_list(&list, &view->arena, model, now.lesson, &now.present);
	present_fit(&now.present, &list);
	if (!list.n) {
		view_message(view, MARK_NOTE, _("This lesson cannot be shown any more."));
		view_hint(view, CMD_QUIT, _("leave"));
		view_hint(view, CMD_KEYS, _("keys"));
		return;
	}
	t = present_now(&now.present, &list);
	view->title = t->kind == THOUGHT_TITLE ? "Vigie" : present_heading(&list, t);
	view->where = present_where(&now.present, &list, view);
	if (now.sources)
		present_describe_sources(&list, t, view);
	else
		present_describe(&now.present, &list, model, view);
	describe_hints(&now, model, &list, view);
}

const struct screen screen_present = {
	.name = "present",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.moves = moves,
};
