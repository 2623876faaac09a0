/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Playing a conversation. Messages come one at a time; when one needs a reply, the replies are
 * listed below it, and none is chosen until a key moves or picks: Enter, which reads on, must not
 * answer as well. The focus can be moved up to any message to mark it. Each step is saved before
 * anything that follows from it is shown. Below the replies of every choice, in an honest
 * conversation as in any other so that it tells nothing, stands the way out.
 */
#include "screens/talk.h"

#include "base/i18n.h"
#include "course/technique.h"
#include "screens/beside.h"
#include "view/focus.h"

struct state {
	int lesson;
	size_t shown; /* lines shown so far */
	bool moved;   /* the focus was moved by hand; otherwise it is at the default spot */
	int focus;    /* if moved: number of the spot */
	int marking;  /* message being marked, -1 if none */
	int sign;     /* choice in the list of techniques, -1 if none */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER }, N_("read on; answer; on a message: mark it"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up: to the reply or message above"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_MARK, { 'm' }, N_("mark the message: something is off about it"), 0 },
	{ CMD_STEP_BACK, { 'z', K_BACKSPACE }, N_("take the last reply back and try another way"),
		0 },
	{ CMD_FIRST, { K_HOME }, N_("to the first message"), 0 },
	{ CMD_LAST, { K_END }, N_("to where one goes on"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_WAY_OUT, { '0' }, N_("ways out: stop, keep the proof, tell someone, report"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("leave the conversation; your place is kept"), 0 }, { 0 }
};

/* Returns the open run, which is never NULL while this screen is shown. */
static const struct run *open_run(const struct state *s, const struct model *model)
{
	return model_progress(model, s->lesson)->open;
}

/* Returns false if the scenario can no longer be read. */
static bool replay(
	const struct state *s, const struct model *model, struct arena *arena, struct play *play)
{
	const struct scenario *scenario = model_scenario(model, s->lesson);

	if (!scenario)
		return false;
	play_replay(play, arena, scenario, open_run(s, model));
	return true;
}

/* ---- spots for the focus: messages with a sender, then the replies and the way out */

static size_t shown(const struct state *s, const struct play *play)
{
	return s->shown < play->n ? s->shown : play->n;
}

static bool all_shown(const struct state *s, const struct play *play)
{
	return s->shown >= play->n;
}

static bool is_spot(const struct play *play, size_t line)
{
	return !play->lines[line].reply && play->scenario->messages[play->lines[line].index].from;
}

static int count_messages(const struct state *s, const struct play *play)
{
	int n = 0;

	for (size_t i = 0; i < shown(s, play); i++)
		n += is_spot(play, i);
	return n;
}

static int count_replies(const struct state *s, const struct play *play)
{
	return all_shown(s, play) ? (int)play->n_options : 0;
}

/* Returns how many spots there are below the messages. */
static int count_choices(const struct state *s, const struct play *play)
{
	int replies = count_replies(s, play);

	return replies ? replies + 1 : 0;
}

/*
 * Returns the default spot: the newest message; -1 if the newest line has no sender, or replies
 * are to be chosen from.
 */
static int usual_focus(const struct state *s, const struct play *play)
{
	int messages = count_messages(s, play);

	if (count_replies(s, play))
		return -1;
	return is_spot(play, shown(s, play) - 1) ? messages - 1 : -1;
}

static int present_focus(const struct state *s, const struct play *play)
{
	return s->moved ? s->focus : usual_focus(s, play);
}

/* Returns the message at that spot; -1 if it is below them. */
static int message_at(const struct state *s, const struct play *play, int spot)
{
	for (size_t i = 0; i < shown(s, play); i++)
		if (is_spot(play, i) && spot-- == 0)
			return play->lines[i].index;
	return -1;
}

/* ---- steps */

static void take_step(
	const struct state *s, const struct model *model, const char *step, struct effects *fx)
{
	struct effect *e = effect_add(fx, EFFECT_ANSWER);

	e->lesson = s->lesson;
	e->answer.question = play_next_step(&fx->arena, open_run(s, model));
	e->answer.response = step;
}

static void give(struct state *s, const struct model *model, const struct play *play, size_t option,
	struct effects *fx)
{
	take_step(s, model,
		arena_strdup(&fx->arena, play->scenario->replies[play->options[option]].id), fx);
	/* the reply itself, and the first line after it */
	s->shown = play->n + 2;
	s->moved = false;
}

static void step_back(
	struct state *s, const struct model *model, const struct play *play, struct effects *fx)
{
	if (!play->replies && play->stopped < 0) {
		effect_notice(fx, _("This is the beginning: there is no reply to take back."));
		return;
	}
	take_step(s, model, "back", fx);
	s->shown = SIZE_MAX;
	s->moved = false;
}

static void read_on(struct state *s, const struct play *play, struct effects *fx)
{
	s->moved = false;
	if (!all_shown(s, play))
		s->shown++;
	else
		effect_replace(fx, &screen_debrief, s->lesson, 0);
}

/* ---- marking */

/* Returns the first choice for a message; one that is marked also offers to remove the mark. */
static int first_sign(const struct state *s, const struct play *play)
{
	return play->marks[s->marking] == PLAY_MARK_NONE ? 1 : 0;
}

static int count_signs(const struct state *s, const struct play *play)
{
	return TECHNIQUES + 2 - first_sign(s, play);
}

static const char *sign_text(int sign)
{
	switch (sign) {
	case 0:
		return _("Take the mark off");
	case 1:
		return _("Something is off, but I cannot say what");
	default:
		return _(techniques[sign - 2].name);
	}
}

static void begin_marking(struct state *s, const struct play *play, struct effects *fx)
{
	int message = message_at(s, play, present_focus(s, play));

	if (message < 0)
		message = message_at(s, play, count_messages(s, play) - 1);
	if (message < 0) {
		effect_notice(fx, _("There is no message to mark yet."));
		return;
	}
	s->marking = message;
	s->sign = -1;
	effect_add(fx, EFFECT_SCROLL_TOP);
}

static void mark(
	struct state *s, const struct model *model, const struct play *play, struct effects *fx)
{
	const struct message *m = &play->scenario->messages[s->marking];
	int sign = s->sign + first_sign(s, play);

	take_step(s, model,
		sign ? play_step_mark(&fx->arena, m, sign == 1 ? PLAY_MARK_UNNAMED : sign - 2)
		     : play_step_unmark(&fx->arena, m),
		fx);
	effect_notice(fx, sign ? _("The message is marked.") : _("The mark is off."));
	s->marking = -1;
	s->moved = false;
}

static bool update_marking(struct state *s, const struct model *model, const struct play *play,
	const struct input *in, struct effects *fx)
{
	bool picked;

	if (in->command == CMD_BACK || in->command == CMD_MARK || in->command == CMD_WAY_OUT) {
		s->marking = -1;
		return true;
	}
	if (focus_update(&s->sign, count_signs(s, play), in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	if (s->sign < 0)
		effect_notice(fx, _("Choose what seems off."));
	else
		mark(s, model, play, fx);
	return true;
}

/* ---- the conversation */

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	s->lesson = arg->lesson;
	s->marking = -1;
	s->shown = open_run(s, model)->n ? SIZE_MAX : 1;
	effect_add(fx, EFFECT_FOLLOW);
}

static void move_focus(struct state *s, const struct play *play, enum command command)
{
	int messages = count_messages(s, play), n = messages + count_choices(s, play);
	int focus = present_focus(s, play);

	/* below all of them, or between the messages and the replies */
	if (focus < 0)
		focus = command == CMD_DOWN ? messages - 1 : n == messages ? n : messages;
	if (command == CMD_UP && focus > 0)
		focus--;
	else if (command == CMD_DOWN && focus + 1 < n)
		focus++;
	else if (command == CMD_FIRST)
		focus = 0;
	s->focus = focus;
	/* where it stands by itself, Enter reads on, however one came there */
	s->moved = command != CMD_LAST && focus < n && focus != usual_focus(s, play);
}

static void open_way_out(const struct state *s, const struct play *play, struct effects *fx)
{
	if (count_replies(s, play))
		effect_push(fx, &screen_way_out, s->lesson, 0);
	else
		effect_notice(fx,
			_("0 is there where a reply is to be chosen. Esc leaves now; your place is kept."));
}

/* Handles Enter, or a click on the focused spot. */
static void choose(
	struct state *s, const struct model *model, const struct play *play, struct effects *fx)
{
	int reply = present_focus(s, play) - count_messages(s, play);

	if (!s->moved && count_replies(s, play))
		effect_notice(fx, _("Choose a reply."));
	else if (reply >= 0 && reply == count_replies(s, play))
		open_way_out(s, play, fx);
	else if (reply >= 0)
		give(s, model, play, (size_t)reply, fx);
	else if (s->moved)
		begin_marking(s, play, fx);
	else
		read_on(s, play, fx);
}

static bool pick(struct state *s, const struct model *model, const struct play *play,
	const struct input *in, struct effects *fx)
{
	int messages = count_messages(s, play), choices = count_choices(s, play);
	int spot = in->command == CMD_PICK ? messages + focus_number(in) - 1 : in->id;
	bool named = in->command == CMD_PICK;

	/* a command typed in plain lines has no number, and the way out is no number but 0 */
	if (spot < 0 || spot >= messages + choices ||
		(named && (spot < messages || spot >= messages + count_replies(s, play))))
		return false;
	s->focus = spot;
	s->moved = true;
	if (spot >= messages && in->command != CMD_PICK)
		choose(s, model, play, fx);
	return true;
}

static bool update_talk(struct state *s, const struct model *model, const struct play *play,
	const struct input *in, struct effects *fx)
{
	switch (in->command) {
	case CMD_GO:
		choose(s, model, play, fx);
		return true;
	case CMD_UP:
	case CMD_DOWN:
	case CMD_FIRST:
	case CMD_LAST:
		move_focus(s, play, in->command);
		return true;
	case CMD_MARK:
		begin_marking(s, play, fx);
		return true;
	case CMD_STEP_BACK:
		step_back(s, model, play, fx);
		return true;
	case CMD_WAY_OUT:
		open_way_out(s, play, fx);
		return true;
	case CMD_PICK:
	case CMD_NONE:
		return pick(s, model, play, in, fx);
	default:
		return false;
	}
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct play play;

	if (!replay(s, model, &fx->arena, &play) || (in->command == CMD_BACK && s->marking < 0)) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	return s->marking >= 0 ? update_marking(s, model, &play, in, fx)
			       : update_talk(s, model, &play, in, fx);
}

/* ---- describing */

static void describe_lines(const struct state *s, const struct play *play, struct view *view)
{
	int spot = 0, present = present_focus(s, play);
	size_t n = shown(s, play);

	for (size_t i = 0; i < play->scenario->n_persons; i++) {
		const struct person *p = &play->scenario->persons[i];

		/* TRANSLATORS: the name of a person in a chat, and what the profile says */
		view_dim(view, view_printf(view, _("%s: %s"), p->name, p->about))->tight = i > 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct spot here = { .id = -1, .in_sight = !s->moved && i + 1 == n };

		if (is_spot(play, i)) {
			here.id = spot;
			here.focus = spot++ == present;
		}
		talk_line(play, i, &here, true, view);
	}
	if (present < 0 && !count_replies(s, play))
		view->blocks[view->n - 1].show = true;
}

static void describe_replies(const struct state *s, const struct play *play, struct view *view)
{
	int messages = count_messages(s, play), replies = count_replies(s, play);
	int present = present_focus(s, play);

	for (int i = 0; i < replies; i++) {
		struct block *b = view_choice(view, messages + i, view_printf(view, "%d", i + 1),
			talk_reply(&play->scenario->replies[play->options[i]], view),
			messages + i == present);

		b->show = !s->moved;
	}
	if (replies) {
		struct block *b = view_choice(view, messages + replies, "0", _("Ways out"),
			messages + replies == present);

		b->show = !s->moved;
	}
	if (s->moved && present < messages)
		view_hint(view, CMD_GO, _("mark it"));
	else if (s->moved && replies && present == messages + replies)
		view_hint(view, CMD_GO, _("open"));
	else if (replies && !s->moved)
		screen_hint_digits(view, replies, _("answer"));
	else if (replies)
		view_hint(view, CMD_GO, _("answer"));
	else
		view_hint(view, CMD_GO, all_shown(s, play) ? _("the end") : _("read on"));
}

/* Returns how many messages are marked; how many signs there are stays unsaid until the end. */
static int count_marked(const struct state *s, const struct play *play)
{
	int n = 0;

	for (size_t i = 0; i < shown(s, play); i++)
		n += !play->lines[i].reply && play->marks[play->lines[i].index] != PLAY_MARK_NONE;
	return n;
}

static const char *where(const struct state *s, const struct play *play, struct view *view)
{
	int n = count_marked(s, play);

	/* heard, the title would be told again at each mark */
	if (!n || view->spoken)
		return _("conversation");
	/* TRANSLATORS: messages that the person has marked so far */
	return view_printf(view, Q_("%d marked", "%d marked", (unsigned long)n), n);
}

/* Describes the message alone, with everything that could be suspicious about it. */
static void describe_marking(const struct state *s, const struct play *play, struct view *view)
{
	const struct message *m = &play->scenario->messages[s->marking];
	int first = first_sign(s, play);

	view_add(view, BLOCK_HEADING, _("What seems off about this message?"));
	for (size_t i = 0; i < m->n_texts; i++)
		view_add(view, BLOCK_QUOTE, m->texts[i])->tight = true;
	for (int i = 0; i < count_signs(s, play); i++) {
		struct block *b = view_choice(view, i, view_printf(view, "%*d", 2, i + 1),
			sign_text(i + first), i == s->sign);

		if (i + first > 1 && i == s->sign)
			b->note = _(techniques[i + first - 2].meaning);
	}
	if (s->sign >= 0)
		view_hint(view, CMD_GO, _("choose"));
	else
		screen_hint_digits(view, count_signs(s, play), _("choose"));
	view_hint(view, CMD_BACK, _("back to the conversation"));
	view_hint(view, CMD_FIND, _("find"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct play play;

	view->title = model->course.lessons[s->lesson].title;
	view->where = _("conversation");
	if (!replay(s, model, &view->arena, &play)) {
		view_message(view, MARK_NOTE,
			_("This conversation cannot be shown any more. Press Esc to go back."));
	} else if (s->marking >= 0) {
		describe_marking(s, &play, view);
	} else {
		describe_lines(s, &play, view);
		describe_replies(s, &play, view);
		view->where = where(s, &play, view);
		beside_marks(model, &play, shown(s, &play), view);
		view_hint(view, CMD_MARK, _("mark"));
		view_hint(view, CMD_STEP_BACK, _("step back"));
		/* shown while its line is out of sight; in plain lines nothing is */
		if (count_replies(s, &play) && !view->linear) {
			view_hint(view, CMD_WAY_OUT, _("ways out"));
			view->hints[view->n_hints - 1].last_line = true;
		}
	}
	view_hint(view, CMD_HELP, _("find help"));
	if (s->marking < 0)
		view_hint(view, CMD_BACK, _("leave"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static const char *scope(const void *state, const struct model *model)
{
	const struct state *s = state;

	(void)model;
	/* TRANSLATORS: of a list of what can be off about a message */
	return s->marking >= 0 ? N_("Sign:") : NULL;
}

const struct screen screen_chat = {
	.name = "chat",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.scope = scope,
};
