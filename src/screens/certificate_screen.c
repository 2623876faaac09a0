/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Confirmation that the course is completed: on the screen, and as files if the learner wants. The
 * name is whatever is typed here, and it is never stored.
 */
#include "screens/certificate.h"
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "view/field.h"

struct state {
	int lesson;
	struct field name;
	bool saved;   /* as it is typed now */
	bool leaving; /* the last key was Esc, and a name is typed */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER }, N_("save the certificate as two files"), BIND_SCROLL_FIRST },
	{ CMD_BACK, { K_ESC }, N_("back"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 }
};

/* A name is asked for only where there is a certificate to write. */
static bool typing(const void *state, const struct model *model)
{
	const struct state *s = state;

	return !model->private && model_passed(model, s->lesson);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct effect *e;
	bool leaving = s->leaving;

	s->leaving = false;
	if (typing(s, model) && field_update(&s->name, in)) {
		s->saved = false;
		return true;
	}
	switch (in->command) {
	case CMD_GO:
		if (!typing(s, model))
			return false;
		e = effect_add(fx, EFFECT_CERTIFICATE);
		e->lesson = s->lesson;
		e->text = arena_strdup(&fx->arena, s->name.text);
		s->saved = true;
		return true;
	case CMD_BACK:
		if (s->name.len && !s->saved && !leaving) {
			s->leaving = true;
			effect_notice(
				fx, _("Nothing is saved yet. Esc again: back, without the name."));
			return true;
		}
		effect_add(fx, EFFECT_POP);
		return true;
	default:
		return false;
	}
}

static void ask_name(const struct state *s, struct view *view)
{
	struct block *b;

	view_text(
		view, _("Your name, if you want it on the certificate. It is kept nowhere else."));
	b = view_add(view, BLOCK_FIELD, s->name.text);
	b->caret = s->name.caret;
	b->focus = true;
	b->id = 0;
	b->tight = true;
	view_hint(view, CMD_GO, _("save"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	view->title = _("Certificate");
	for (const char *line = certificate_text(model, s->lesson, s->name.text, &view->arena);
		*line;) {
		size_t n = strcspn(line, "\n");

		view_text(view, arena_memdupz(&view->arena, line, n))->role = ROLE_STRONG;
		line += n + (line[n] == '\n');
	}
	if (model->private)
		view_text(view,
			_("This session is private: nothing is written, not even a certificate."));
	else if (typing(s, model))
		ask_name(s, view);
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_certificate = {
	.name = "certificate",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = screen_enter_lesson,
	.update = update,
	.describe = describe,
	.typing = typing,
};
