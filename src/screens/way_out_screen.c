/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ways out of a conversation, which waits below for a reply: a list of four, stop, keep the
 * proof, tell someone, report. The last three are a few lines to read and change nothing. To stop
 * is a step of the play; it can be taken back.
 */
#include "screens/way_out.h"

#include "base/i18n.h"
#include "learner/play.h"
#include "screens/screen.h"
#include "view/focus.h"

enum way { WAY_STOP, WAY_PROOF, WAY_TELL, WAY_REPORT, WAYS };

enum { LINES_MAX = 4 };

struct state {
	int lesson;
	int focus; /* in the list */
	int read;  /* the way that is read; WAY_STOP: the list itself */
};

static const struct {
	const char *name;
	const char *lines[LINES_MAX];
} ways[WAYS] = {
	[WAY_STOP] = { N_("Stop here"), { NULL } },
	[WAY_PROOF] = { N_("Keep the proof"),
		{ N_("Take screenshots that show the name, the address of the profile, the messages and the date."),
			N_("Delete nothing, even if you block the person afterwards."),
			N_("Never copy or forward intimate pictures of a minor, not even as proof. Note the address, and give it to the police or a hotline."),
			N_("Keep it where nobody else looks, or with somebody you trust.") } },
	[WAY_TELL] = { N_("Tell someone"),
		{ N_("Choose somebody you trust: family, a friend, somebody at school or at work, a helpline."),
			N_("Are you under 18? Tell an adult. If that person does not listen, tell another one."),
			N_("You can begin like this: “Some messages worry me. Will you look at them with me?”"),
			N_("You do not need to be sure, and nobody may be angry with you for asking.") } },
	[WAY_REPORT] = { N_("Report it"),
		{ N_("In the app: the menu beside the message or the profile has “Report”. Report first, then block."),
			N_("Besides the app there are the police and helplines. You do not need to be sure to ask."),
			N_("If somebody is in danger now, call the emergency number first.") } },
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER }, N_("open; after reading, back to the list"), BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0', K_LEFT }, N_("back; nothing has changed"), 0 }, { 0 }
};

static void read_way(struct state *s, enum way way, struct effects *fx)
{
	s->read = (int)way;
	effect_add(fx, EFFECT_SCROLL_TOP);
}

/* The step belongs to the message that waits for a reply. */
static void stop(const struct state *s, const struct model *model, struct effects *fx)
{
	const struct lesson_progress *p = model_progress(model, s->lesson);
	const struct scenario *scenario = model_scenario(model, s->lesson);
	struct effect *e;
	struct play play;

	effect_add(fx, EFFECT_POP);
	if (!scenario || !p || !p->open)
		return;
	play_replay(&play, &fx->arena, scenario, p->open);
	if (play.message < 0)
		return;
	e = effect_add(fx, EFFECT_ANSWER);
	e->lesson = s->lesson;
	e->answer.question = play_next_step(&fx->arena, p->open);
	e->answer.response = play_step_stop(&fx->arena, &scenario->messages[play.message]);
	effect_replace(fx, &screen_debrief, s->lesson, 0);
}

static void take(struct state *s, const struct model *model, struct effects *fx)
{
	if (s->focus == WAY_STOP)
		stop(s, model, fx);
	else
		read_way(s, (enum way)s->focus, fx);
}

/* Of what is read, only the report has something to open. */
static bool update_read(struct state *s, const struct input *in, struct effects *fx)
{
	int focus = 0;
	bool picked = false;

	if (in->command == CMD_BACK || (s->read != WAY_REPORT && in->command == CMD_GO)) {
		read_way(s, WAY_STOP, fx);
		return true;
	}
	if (s->read != WAY_REPORT)
		return false;
	if (focus_update(&focus, 1, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	effect_push(fx, &screen_help, -1, 0);
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked;

	if (s->read != WAY_STOP)
		return update_read(s, in, fx);
	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (focus_update(&s->focus, WAYS, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	take(s, model, fx);
	return true;
}

static void describe_way(int way, struct view *view)
{
	view_add(view, BLOCK_HEADING, _(ways[way].name));
	for (int i = 0; i < LINES_MAX && ways[way].lines[i]; i++)
		view_add(view, BLOCK_ITEM, _(ways[way].lines[i]))->tight = i == 0;
}

void way_out_describe(struct view *view)
{
	for (int i = WAY_PROOF; i < WAYS; i++)
		describe_way(i, view);
}

static void describe_read(const struct state *s, struct view *view)
{
	describe_way(s->read, view);
	if (s->read == WAY_REPORT)
		view_choice(view, 0, "1", _("Talk to somebody: help numbers"), true);
	view_hint(view, CMD_GO, s->read == WAY_REPORT ? _("open") : _("back"));
	view_hint(view, CMD_BACK, s->read == WAY_REPORT ? _("back") : NULL);
}

static void describe_list(const struct state *s, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("You may stop at any moment"));
	view_text(view,
		_("Nobody needs a reason to leave a conversation. Here are four ways out of this one."))
		->tight = true;
	for (int i = 0; i < WAYS; i++)
		view_choice(
			view, i, view_printf(view, "%d", i + 1), _(ways[i].name), i == s->focus);
	view_hint(view, CMD_GO, s->focus == WAY_STOP ? _("stop") : _("open"));
	view_hint(view, CMD_BACK, _("back to the conversation"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	view->title = model->course.lessons[s->lesson].title;
	view->where = _("ways out");
	if (s->read == WAY_STOP)
		describe_list(s, view);
	else
		describe_read(s, view);
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_way_out = {
	.name = "way_out",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = screen_enter_lesson,
	.update = update,
	.describe = describe,
};
