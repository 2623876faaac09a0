/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cover of a scenario: what it is about, who the learner is in it, and ways to continue. */
#include "screens/screen.h"

#include "base/i18n.h"
#include "view/focus.h"

enum way { WAY_GO_ON, WAY_LOOK_BACK, WAY_BEGIN };

struct ways {
	enum way v[3];
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
	{ CMD_BACK, { K_ESC, 'q', '0', K_LEFT }, N_("back to the lessons"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

/* Lists the most likely way first. */
static struct ways find_ways(const struct model *model, int index)
{
	const struct lesson_progress *p = model_progress(model, index);
	struct ways w = { .n = 0 };

	if (p && p->open)
		w.v[w.n++] = WAY_GO_ON;
	if (p && p->last)
		w.v[w.n++] = WAY_LOOK_BACK;
	w.v[w.n++] = WAY_BEGIN;
	return w;
}

static const char *way_text(enum way way, const struct model *model, int index)
{
	const struct lesson_progress *p = model_progress(model, index);

	switch (way) {
	case WAY_GO_ON:
		return _("Go on where you were");
	case WAY_LOOK_BACK:
		return _("Look back at the last time");
	case WAY_BEGIN:
		return p && (p->open || p->last) ? _("Begin again from the first message")
						 : _("Begin the conversation");
	}
	return "";
}

static void go(struct state *s, enum way way, struct effects *fx)
{
	switch (way) {
	case WAY_GO_ON:
		effect_push(fx, &screen_chat, s->lesson, 0);
		break;
	case WAY_LOOK_BACK:
		effect_push(fx, &screen_debrief, s->lesson, 1);
		break;
	case WAY_BEGIN:
		effect_play(fx, s->lesson, false);
		break;
	}
	s->focus = 0;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct ways w;
	bool picked;

	if (in->command == CMD_BACK || !model_scenario(model, s->lesson)) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	w = find_ways(model, s->lesson);
	if (focus_update(&s->focus, w.n, in, &picked) && !picked)
		return true;
	if (picked || in->command == CMD_GO) {
		go(s, w.v[s->focus], fx);
		return true;
	}
	return false;
}

static void describe_broken(const struct state *s, const struct model *model, struct view *view)
{
	const struct diag *d = model_lesson_error(model, s->lesson);

	view_message(view, MARK_NOTE,
		_("This conversation cannot be opened: there is a mistake in its file. "
		  "The lessons work. If you can, tell the person who looks after the course:"));
	if (d)
		view_dim(view, view_printf(view, "%s:%d: %s", d->file, d->line, d->message));
}

static void describe_way(const struct state *s, const struct model *model,
	const struct scenario *scenario, struct view *view)
{
	struct ways w = find_ways(model, s->lesson);

	view_text(view, scenario->summary);
	if (scenario->content_note)
		view_message(view, MARK_INFO, scenario->content_note);
	view_text(view,
		scenario->role == PLAYED_SELF
			? _("You are yourself, and choose what to answer. m marks a message in which something seems off; "
			    "z takes a reply back, to try another way.")
			: _("You are a friend, and choose what to answer. m marks a message in which something seems off; "
			    "z takes a reply back, to try another way."));
	for (int i = 0; i < w.n; i++)
		view_choice(view, i, view_printf(view, "%d", i + 1),
			way_text(w.v[i], model, s->lesson), i == s->focus);
	view_dim(view,
		view_printf(view,
			_("About %d minutes. The people are invented, and some conversations here are "
			  "honest. You can leave at any message; your place is kept."),
			scenario->minutes));
	view_hint(view, CMD_GO, _("go on"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct scenario *scenario = model_scenario(model, s->lesson);

	view->title = model->course.lessons[s->lesson].title;
	view->where = _("scenario");
	if (scenario)
		describe_way(s, model, scenario, view);
	else
		describe_broken(s, model, view);
	view_hint(view, CMD_BACK, _("lessons"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_scenario = {
	.name = "scenario",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = screen_enter_lesson,
	.update = update,
	.describe = describe,
};
