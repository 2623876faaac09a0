/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Confirmation that the course is completed: on the screen, and as files if the learner wants. The
 * name is whatever is typed here, and it is never stored. Before anything is written the screen
 * says where, and asks.
 */
#include "screens/certificate.h"
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "view/field.h"
#include "view/focus.h"

enum { WAY_SAVE, WAY_NAME, WAYS };

struct state {
	int lesson;
	struct field name;
	bool asking;  /* shows where the files will be, and asks */
	int number;   /* while asking: of the files, which are new */
	int focus;    /* while asking */
	bool saved;   /* as it is typed now */
	bool leaving; /* the last key was Esc, and a name is typed */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER }, N_("save the certificate, after showing where"), BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP }, NULL, BIND_QUIET }, { CMD_DOWN, { K_DOWN }, NULL, BIND_QUIET },
	{ CMD_PICK, { '1' }, NULL, BIND_DIGITS | BIND_QUIET },
	{ CMD_BACK, { K_ESC, K_CTRL('g') }, N_("back"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 }
};

/* True if there is a certificate to write, and a place for it. */
static bool can_save(const struct state *s, const struct model *model)
{
	return !model->private && model->documents && model_passed(model, s->lesson);
}

/* A name is asked for only where it can be written. */
static bool typing(const void *state, const struct model *model)
{
	const struct state *s = state;

	return can_save(s, model) && !s->asking;
}

static void ask(struct state *s, const struct model *model, struct effects *fx)
{
	s->asking = true;
	s->focus = WAY_SAVE;
	s->number = certificate_free_number(model, s->lesson, &fx->arena);
	effect_add(fx, EFFECT_SCROLL_TOP);
}

static void save(struct state *s, const struct model *model, struct effects *fx)
{
	struct effect *e = effect_add(fx, EFFECT_CERTIFICATE);

	e->lesson = s->lesson;
	e->text = arena_strdup(&fx->arena, s->name.text);
	e->key = certificate_path(model, s->lesson, s->number, &fx->arena);
	s->saved = true;
	s->asking = false;
}

static bool update_asking(
	struct state *s, const struct model *model, const struct input *in, struct effects *fx)
{
	bool picked;

	if (in->command == CMD_BACK) {
		s->asking = false;
		return true;
	}
	if (focus_update(&s->focus, WAYS, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	if (s->focus == WAY_SAVE)
		save(s, model, fx);
	else
		s->asking = false;
	return true;
}

static bool leave(struct state *s, bool again, struct effects *fx)
{
	if (s->name.len && !s->saved && !again) {
		s->leaving = true;
		effect_notice(fx, _("Nothing is saved yet. Esc again: back, without the name."));
	} else {
		effect_add(fx, EFFECT_POP);
	}
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool leaving = s->leaving;

	s->leaving = false;
	if (s->asking)
		return update_asking(s, model, in, fx);
	if (typing(s, model) && field_update(&s->name, in)) {
		s->saved = false;
		return true;
	}
	if (in->command == CMD_BACK)
		return leave(s, leaving, fx);
	if (in->command != CMD_GO || !typing(s, model))
		return false;
	ask(s, model, fx);
	return true;
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

static void ask_where(const struct state *s, const struct model *model, struct view *view)
{
	const char *path = certificate_path(model, s->lesson, s->number, &view->arena);

	view_text(view, _("Save it as these two files?"))->role = ROLE_STRONG;
	view_add(view, BLOCK_ITEM, view_printf(view, "%s.html", path))->tight = true;
	view_add(view, BLOCK_ITEM, view_printf(view, "%s.txt", path));
	if (s->number > 1)
		view_dim(view, _("An earlier one is there already, and stays as it is."));
	view_choice(view, WAY_SAVE, "1", _("Save"), s->focus == WAY_SAVE);
	view_choice(view, WAY_NAME, "2", _("Back to the name"), s->focus == WAY_NAME);
	view_hint(view, CMD_GO, s->focus == WAY_SAVE ? _("save") : _("back"));
}

static void show_text(const struct state *s, const struct model *model, struct view *view)
{
	for (const char *line = certificate_text(model, s->lesson, s->name.text, &view->arena);
		*line;) {
		size_t n = strcspn(line, "\n");

		view_text(view, arena_memdupz(&view->arena, line, n))->role = ROLE_STRONG;
		line += n + (line[n] == '\n');
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	view->title = _("Certificate");
	if (s->asking)
		ask_where(s, model, view);
	else
		show_text(s, model, view);
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
