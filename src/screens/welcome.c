/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first screen of a first visit, and "about" later: what this is, what is kept, how to leave. */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"

struct state {
	bool about;             /* opened from the list */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER, K_SPACE }, N_("start"), BIND_SCROLL_FIRST },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back; on the first screen: leave"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ 0 }
};

static void enter(void *state, const struct model *model, const struct screen_arg *arg,
	struct effects *fx)
{
	struct state *s = state;

	(void)model;
	(void)fx;
	s->about = arg->index > 0;
}

static bool update(void *state, const struct model *model, const struct input *in,
	struct effects *fx)
{
	const struct state *s = state;
	struct effect *e;

	(void)model;
	switch (in->command) {
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

/* The other languages, each in its own name, so that who cannot read this sees where to go. */
static const char *other_languages(const struct model *model, struct view *view)
{
	struct strbuf names = STRBUF_INIT;
	const char *out;

	for (size_t i = 0; i < model->n_languages; i++)
		if (strcmp(model->languages[i].code.code, model->lang))
			strbuf_addf(&names, "%s%s", names.len ? " · " : "", model->languages[i].name);
	out = names.len ? view_printf(view, "%s", names.buf) : _("language");
	strbuf_release(&names);
	return out;
}

static void describe_kept(const struct model *model, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("What is kept"));
	if (model->store_path) {
		view_text(view, _("Your place and your answers are kept on this machine only, so that you can go on "
			"later. Nothing is sent anywhere. To remove them, delete this file:"))->tight = true;
		view_dim(view, model->store_path)->tight = true;
	} else {
		view_text(view, _("Nothing is kept: your answers are forgotten when you leave."))->tight = true;
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	int minutes = model_minutes(model);

	view->title = "Vigie";
	view->where = s->about ? _("about this course") : _("welcome");
	view_add(view, BLOCK_HEADING,
		model->course.title ? model->course.title : _("A course, lesson by lesson"));
	if (model->course.summary)
		view_text(view, model->course.summary)->tight = true;
	view_text(view, view_printf(view,
		Q_("%zu lesson with questions, about %d minutes in all. Stop whenever you like: your place is kept.",
			"%zu lessons with questions, about %d minutes in all. Stop whenever you like: your place is kept.",
			model->course.n),
		model->course.n, minutes));
	view_text(view, _("The lessons speak of violence and exploitation, without pictures and without "
		"details. You may skip any page or question, and you never need to say why."));
	describe_kept(model, view);
	view_add(view, BLOCK_HEADING, _("If you must hide this screen"));
	view_text(view, _("Ctrl-X or F9 clears the screen and leaves at once, from anywhere. It cannot hide you from a "
		"camera, from someone who watches, or from the owner of this machine."))->tight = true;
	view_hint(view, CMD_GO, s->about ? _("back") : _("start"));
	view_hint(view, CMD_LANGUAGE, other_languages(model, view));
	view_hint(view, CMD_HELP, _("find help"));
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
