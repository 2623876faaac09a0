/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Good to know: what is kept, how to hide, what hiding cannot do; practising it; erasing all. */
#include "screens/about.h"

#include "base/i18n.h"
#include "screens/screen.h"
#include "view/focus.h"

enum leaf { LEAF_LIST, LEAF_PRACTICE, LEAF_WHERE };
enum choice { CHOICE_SPEECH, CHOICE_PRACTICE, CHOICE_WHERE, CHOICE_PRIVATE, CHOICES };

struct state {
	enum leaf leaf;
	int focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE }, N_("open"),
						   BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', 'a' }, N_("back"), 0 }, { 0 } };

/*
 * Who needs speech finds it first; plain lines are spoken anyhow, and a kiosk has its own. Where
 * nothing is kept there is nothing to erase, and nothing more to forget.
 */
static int first_choice(const struct model *model)
{
	return model->linear || model->kiosk ? CHOICE_PRACTICE : CHOICE_SPEECH;
}

static int n_choices(const struct model *model)
{
	return (model->store_path ? CHOICES : CHOICE_WHERE) - first_choice(model);
}

/* Enter out of habit must not change how everything looks. */
static int usual_focus(const struct model *model)
{
	return CHOICE_PRACTICE - first_choice(model);
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)arg;
	(void)fx;
	s->focus = usual_focus(model);
}

static bool is_spoken(const struct model *model)
{
	return model->settings.v[SET_SPEECH] == SETTING_YES;
}

static void take(struct state *s, const struct model *model, struct effects *fx)
{
	struct effect *e;

	switch (first_choice(model) + s->focus) {
	case CHOICE_SPEECH:
		e = effect_add(fx, EFFECT_SETTING);
		e->key = "speech";
		e->text = is_spoken(model) ? "no" : "yes";
		return;
	case CHOICE_PRACTICE:
		s->leaf = LEAF_PRACTICE;
		break;
	case CHOICE_WHERE:
		s->leaf = LEAF_WHERE;
		break;
	default:
		s->focus = usual_focus(model);
		effect_add(fx, EFFECT_PRIVATE);
		effect_notice(fx, _("From now on nothing is kept. What was kept before stays."));
	}
	effect_add(fx, EFFECT_SCROLL_TOP);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked;

	if (s->leaf != LEAF_LIST && (in->command == CMD_GO || in->command == CMD_BACK)) {
		s->leaf = LEAF_LIST;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	}
	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (s->leaf != LEAF_LIST)
		return false;
	if (focus_update(&s->focus, n_choices(model), in, &picked)) {
		if (picked)
			take(s, model, fx);
		return true;
	}
	if (in->command == CMD_GO)
		take(s, model, fx);
	return in->command == CMD_GO;
}

static bool names_f9_first(const struct model *model)
{
	return model->reader || model->linear;
}

/* Comes first: what is shown from here on is kept. */
void about_recording(const struct model *model, struct view *view)
{
	if (model->recorder)
		/* TRANSLATORS: %s is the name of a program, such as script or asciinema */
		view_message(view, MARK_NOTE,
			view_printf(view,
				_("This terminal is being recorded (%s). Hiding clears the screen, but the "
				  "recording keeps what was shown."),
				model->recorder));
	if (model->gnu_screen)
		view_message(view, MARK_NOTE,
			_("GNU screen is running. Hiding clears the screen, but GNU screen may keep what "
			  "was shown."));
}

/*
 * Practising works exactly like the real thing: a practice that could be undone would teach that
 * leaving can be undone.
 */
static void describe_practice(const struct model *model, struct view *view)
{
	bool calculator = model->settings.v[SET_DECOY] == DECOY_CALCULATOR && !model->kiosk;

	view->title = "Vigie";
	view->where = _("practice");
	view_add(view, BLOCK_HEADING, _("Practise once, while nothing depends on it"));
	view_text(view,
		view_printf(view, "%s %s",
			names_f9_first(model) ? _("Press F9 or Ctrl-X now.")
					      : _("Press Ctrl-X or F9 now."),
			calculator
				? _("The screen becomes empty, then a calculator appears. It calculates, so that it "
				    "looks used; q closes it.")
				: _("The screen becomes empty, then a calendar appears. The arrow keys turn its "
				    "months, so that it looks used; q closes it.")))
		->tight = true;
	view_text(view,
		calculator
			? _("Nothing leads back from the calculator. To go on, start Vigie again as you did before.")
			: _("Nothing leads back from the calendar. To go on, start Vigie again as you did before."));
	view_text(view,
		_("It empties this window and the text that was scrolled out of it. It cannot empty what a "
		  "camera or a person has seen, what GNU screen or a recording keeps, or what the owner of this machine notes."));
	if (!model->kiosk)
		view_text(view,
			_("Your shell may note the command that starts Vigie. A space before it often prevents "
			  "that; you can also remove it from the history. man vigie says how."));
	view_hint(view, CMD_BACK, _("not now"));
	view_hint(view, CMD_KEYS, _("keys"));
}

/* ---- what is kept */

static void describe_where(const struct model *model, struct view *view)
{
	view->title = "Vigie";
	view->where = _("good to know");
	view_add(view, BLOCK_HEADING, _("Where is it kept, and how can I erase it?"));
	if (!model->store_path) {
		view_text(view, _("Nothing is kept."))->tight = true;
	} else {
		view_text(view,
			_("Your place, your answers and how long they took, on this machine only, so that "
			  "you can go on later. Nothing is sent anywhere. To remove them, delete this file:"))
			->tight = true;
		view_dim(view, model->store_path)->tight = true;
	}
	view_text(view, _("Your shell may note the command in its history: see man vigie."));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static const char *kept(const struct model *model)
{
	if (model->store_path)
		return _("your place and your answers, on this machine only.");
	return model->counted
		? _("nothing of you. Only how often each answer was chosen on a day is counted, "
		    "from everybody together.")
		: _("nothing. Your answers are forgotten when you leave.");
}

static void add_line(const char *label, const char *text, struct view *view)
{
	struct block *b = view_message(view, MARK_NONE, text);

	b->label = label;
	b->tight = true;
}

static void describe_list(const struct state *s, const struct model *model, struct view *view)
{
	const char *const choices[CHOICES] = { _("For speech"), _("Practise hiding the screen"),
		_("Where is it kept, and how can I erase it?"), _("Keep nothing this time") };
	int first = first_choice(model);

	view->title = "Vigie";
	view->where = _("good to know");
	about_recording(model, view);
	view_add(view, BLOCK_HEADING, _("Good to know"));
	/* TRANSLATORS: what is kept, how to hide, what hiding cannot do */
	add_line(_("Kept:"), kept(model), view);
	add_line(_("Hide:"),
		names_f9_first(model) ? _("F9 or Ctrl-X clears the screen and leaves, everywhere.")
				      : _("Ctrl-X or F9 clears the screen and leaves, everywhere."),
		view);
	add_line(_("Limit:"), _("it fools neither a camera nor somebody behind you."), view);
	for (int i = 0; i < n_choices(model); i++) {
		struct block *b = view_choice(
			view, i, view_printf(view, "%d", i + 1), choices[first + i], i == s->focus);

		if (first + i == CHOICE_SPEECH)
			b->note = is_spoken(model) ? _("yes") : _("no");
	}
	view_hint(view, CMD_GO, _("open"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	if (s->leaf == LEAF_PRACTICE)
		describe_practice(model, view);
	else if (s->leaf == LEAF_WHERE)
		describe_where(model, view);
	else
		describe_list(s, model, view);
}

const struct screen screen_about = {
	.name = "about",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
