/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first screen of a first visit, and "about" later: what this is, what is stored, how to leave.
 */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"

struct state {
	bool about;      /* opened from the list */
	bool practising; /* showing how to try leaving quickly */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE }, N_("start"),
						   BIND_SCROLL_FIRST },
	{ CMD_PRACTISE, { 'p' }, N_("practise hiding this screen"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back; on the first screen: leave"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 }, { 0 } };

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)model;
	(void)fx;
	s->about = arg->index > 0;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct effect *e;

	(void)model;
	if (s->practising && (in->command == CMD_GO || in->command == CMD_BACK)) {
		s->practising = false;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	}
	switch (in->command) {
	case CMD_PRACTISE:
		s->practising = true;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	case CMD_GO:
		if (s->about) {
			effect_add(fx, EFFECT_POP);
			return true;
		}
		e = effect_add(fx, EFFECT_SETTING);
		e->key = "welcomed";
		e->text = "1";
		effect_replace(fx, &screen_home, -1, 0);
		return true;
	case CMD_BACK:
		effect_add(fx, s->about ? EFFECT_POP : EFFECT_QUIT);
		return true;
	default:
		return false;
	}
}

/*
 * Lists the other languages by their own names, so that someone who cannot read this one still
 * finds theirs.
 */
static const char *other_languages(const struct model *model, struct view *view)
{
	struct strbuf names = STRBUF_INIT;
	const char *out;

	for (size_t i = 0; i < model->n_languages; i++)
		if (strcmp(model->languages[i].code.code, model->lang))
			strbuf_addf(
				&names, "%s%s", names.len ? " · " : "", model->languages[i].name);
	out = names.len ? view_printf(view, "%s", names.buf) : _("language");
	strbuf_release(&names);
	return out;
}

/* One line: the advice is on the practice page, or this page would not fit 80 by 24. */
static void describe_history(const struct model *model, struct view *view)
{
	if (!model->kiosk)
		view_text(view, _("Your shell may note the command in its history: see man vigie."))
			->tight = true;
}

static void describe_kept(const struct model *model, struct view *view)
{
	struct block *b;

	if (!model->store_path) {
		b = view_message(view, MARK_NONE,
			model->counted
				? _("Nothing of you: your answers are forgotten when you leave. Only how often each answer was chosen on a day is "
				    "counted, from everybody together.")
				: _("Nothing: your answers are forgotten when you leave."));
		b->label = _("What is kept.");
		describe_history(model, view);
		return;
	}
	b = view_message(view, MARK_NONE,
		_("Your place, your answers and how long they took, on this machine only, so that "
		  "you can go on later. Nothing is sent anywhere. To remove them, delete this file:"));
	b->label = _("What is kept.");
	view_dim(view, model->store_path)->tight = true;
	describe_history(model, view);
}

/* "about 4 hours" is kinder than "255 minutes". */
static const char *how_long(int minutes, struct view *view)
{
	int hours = (minutes + 30) / 60;

	if (minutes < 90)
		return view_printf(view,
			Q_("about %d minute", "about %d minutes", (unsigned long)minutes), minutes);
	return view_printf(
		view, Q_("about %d hour", "about %d hours", (unsigned long)hours), hours);
}

static void describe_course(const struct model *model, struct view *view)
{
	view_add(view, BLOCK_HEADING,
		model->course.title ? model->course.title : _("A course, lesson by lesson"));
	if (model->course.summary)
		view_text(view, model->course.summary)->tight = true;
	if (!model->course.n)
		return;
	/* TRANSLATORS: %s is "about 4 hours" */
	view_text(view,
		view_printf(view,
			model->store_path
				? Q_("%zu part, %s in all. Stop whenever you like: your place is kept.",
					  "%zu parts, %s in all. Stop whenever you like: your place is kept.",
					  model->course.n)
				: Q_("%zu part, %s in all. Stop whenever you like.",
					  "%zu parts, %s in all. Stop whenever you like.",
					  model->course.n),
			model->course.n, how_long(model_minutes(model), view)));
	view_text(view,
		_("The course speaks of violence and exploitation, without pictures and without "
		  "details. You may skip any page or question, and never need to say why."));
}

static bool names_f9_first(const struct model *model)
{
	return model->reader || model->linear;
}

/* Comes first: what is shown from here on is kept. */
static void describe_recording(const struct model *model, struct view *view)
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

/* In plain lines only: the full screen has no row left for it at 80 by 24. */
static void describe_doors(struct view *view)
{
	if (view->linear)
		view_text(view,
			_("Speech: these plain lines. Braille: the full screen, vigie without --linear."));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct block *b;

	if (s->practising) {
		describe_practice(model, view);
		return;
	}
	view->title = "Vigie";
	view->where = s->about ? _("about this course") : _("welcome");
	describe_recording(model, view);
	describe_course(model, view);
	describe_kept(model, view);
	b = view_message(view, MARK_NONE,
		names_f9_first(model)
			? _("F9 or Ctrl-X clears the screen and leaves at once, from anywhere. It cannot "
			    "hide you from a camera, from someone who watches, or from the owner of this machine.")
			: _("Ctrl-X or F9 clears the screen and leaves at once, from anywhere. It cannot "
			    "hide you from a camera, from someone who watches, or from the owner of this machine."));
	b->label = _("If you must hide this screen.");
	describe_doors(view);
	view_hint(view, CMD_GO, s->about ? _("back") : _("start"));
	view_hint(view, CMD_LANGUAGE, other_languages(model, view));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_PRACTISE, _("practise"));
	if (!s->about)
		view_hint(view, CMD_BACK, _("leave"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_welcome = {
	.name = "welcome",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
