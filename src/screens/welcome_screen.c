/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first screen of a first visit: what this is, and where to begin. What is kept and how to hide
 * are one key away (about_screen.c).
 */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "screens/about.h"
#include "screens/paths.h"
#include "view/focus.h"

struct state {
	int focus; /* among the paths, and in a kiosk the help numbers after them */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE }, N_("start"),
						   BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_ABOUT, { 'a' }, N_("good to know: what is kept, how to hide"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("leave"), 0 }, { 0 } };

/* Returns what can be chosen: without paths nothing, and Enter starts. */
static int n_choices(const struct model *model)
{
	int n = paths_n(model);

	return n && model->kiosk ? n + 1 : n;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)arg;
	(void)fx;
	s->focus = paths_focus(model);
}

static void start(const struct state *s, const struct model *model, struct effects *fx)
{
	struct effect *e;

	if (n_choices(model) && s->focus == paths_n(model)) {
		effect_push(fx, &screen_help, -1, 0);
		return;
	}
	e = effect_add(fx, EFFECT_SETTING);
	e->key = "welcomed";
	e->text = "1";
	if (n_choices(model))
		paths_take(model, s->focus, fx);
	effect_replace(fx, &screen_home, -1, 0);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked;

	/* paths may be fewer in another language folder */
	if (s->focus >= n_choices(model))
		s->focus = 0;
	if (focus_update(&s->focus, n_choices(model), in, &picked)) {
		if (picked)
			start(s, model, fx);
		return true;
	}
	switch (in->command) {
	case CMD_GO:
		start(s, model, fx);
		return true;
	case CMD_ABOUT:
		effect_push(fx, &screen_about, -1, 0);
		return true;
	case CMD_BACK:
		effect_add(fx, EFFECT_QUIT);
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

/* In plain lines only: the full screen has no row left for it at 80 by 24. */
static void describe_doors(struct view *view)
{
	if (view->linear)
		view_text(view,
			_("Speech: these plain lines. Braille: the full screen, vigie without --linear."));
}

/* A course without paths says how long it is instead. */
static void describe_length(const struct model *model, struct view *view)
{
	if (!model->course.n)
		return;
	/* TRANSLATORS: %s is "about 4 hours" */
	view_text(view,
		view_printf(view,
			Q_("%zu part, %s in all. Stop whenever you like.",
				"%zu parts, %s in all. Stop whenever you like.", model->course.n),
			model->course.n, how_long(model_minutes(model), view)));
}

static void describe_course(const struct model *model, struct view *view)
{
	view_add(view, BLOCK_HEADING,
		model->course.title ? model->course.title : _("A course, lesson by lesson"));
	if (model->course.summary && !n_choices(model))
		view_text(view, model->course.summary)->tight = true;
	view_text(view,
		_("A calm course, at your own pace. It speaks of violence, without pictures; "
		  "you can skip anything. Nothing is sent."))
		->tight = true;
	if (model->kiosk)
		view_text(view, _("Nothing of your visit is kept on this machine."))->tight = true;
	else if (!model->store_path)
		view_text(view, _("Nothing is kept."))->tight = true;
	if (!n_choices(model))
		describe_length(model, view);
}

static void describe_choices(const struct state *s, const struct model *model, struct view *view)
{
	int n = paths_n(model);

	if (!n_choices(model))
		return;
	view_add(view, BLOCK_HEADING, _("Where shall we begin?"));
	paths_describe(model, s->focus, view);
	if (model->kiosk)
		view_choice(view, n, view_printf(view, "%d", n + 1),
			_("I need help: numbers to call"), s->focus == n);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	view->title = "Vigie";
	view->where = _("welcome");
	about_recording(model, view);
	describe_course(model, view);
	describe_choices(state, model, view);
	describe_doors(view);
	view_hint(view, CMD_GO, _("start"));
	view_hint(view, CMD_LANGUAGE, other_languages(model, view));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_ABOUT, _("good to know"));
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
