/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A PIN for the learner's progress, if several people share a file: typed twice, or left empty to
 * remove it.
 */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "text/text.h"
#include "view/field.h"

enum { PIN_MIN = 4 };

struct state {
	struct field typed;
	char first[FIELD_BYTES + 1]; /* as typed the first time */
	bool again;                  /* typing it for the second time */
	bool leaving;                /* the last key was Esc, and something is typed */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER }, N_("take this PIN; with nothing typed: no PIN"), BIND_SCROLL_FIRST },
	{ CMD_BACK, { K_ESC, K_CTRL('g') }, N_("back"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 }
};

static void begin(struct state *s)
{
	explicit_bzero(s, sizeof(*s));
}

/* Sets the PIN; "" removes it. */
static void take(const char *pin, const char *notice, struct effects *fx)
{
	effect_add(fx, EFFECT_PIN)->text = arena_strdup(&fx->arena, pin);
	effect_add(fx, EFFECT_POP);
	effect_notice(fx, notice);
}

static size_t count_letters(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t at = 0; at < len; at += text_next(text + at, len - at, NULL))
		n++;
	return n;
}

static void enter_once(struct state *s, const struct model *model, struct effects *fx)
{
	if (!s->typed.len && model->has_pin) {
		take("", _("The PIN was removed."), fx);
	} else if (!s->typed.len) {
		effect_add(fx, EFFECT_POP);
	} else if (count_letters(s->typed.text, s->typed.len) < PIN_MIN) {
		effect_notice(fx, _("That is too short: four letters or digits at least."));
	} else {
		memcpy(s->first, s->typed.text, sizeof(s->first));
		explicit_bzero(&s->typed, sizeof(s->typed));
		s->again = true;
	}
}

static void enter_again(struct state *s, struct effects *fx)
{
	if (!strcmp(s->first, s->typed.text))
		take(s->first, _("Vigie asks for this PIN from the next start."), fx);
	else
		effect_notice(
			fx, _("The two were not the same. Nothing is changed; type the new PIN."));
	begin(s);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool leaving = s->leaving;

	s->leaving = false;
	if (field_update(&s->typed, in))
		return true;
	switch (in->command) {
	case CMD_GO:
		if (s->again)
			enter_again(s, fx);
		else
			enter_once(s, model, fx);
		return true;
	case CMD_BACK:
		if ((s->again || s->typed.len) && !leaving) {
			s->leaving = true;
			effect_notice(fx,
				_("Nothing is changed yet. Esc again: back, without a new PIN."));
			return true;
		}
		begin(s);
		effect_add(fx, EFFECT_POP);
		return true;
	default:
		return false;
	}
}

static bool typing(const void *state, const struct model *model)
{
	(void)state;
	(void)model;
	return true;
}

/* Returns a star per character. */
static const char *stars(const char *text, size_t len, struct view *view)
{
	char out[FIELD_BYTES + 1];
	size_t n = count_letters(text, len);

	memset(out, '*', n);
	out[n] = '\0';
	return view_printf(view, "%s", out);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct block *b;

	view->title = "PIN";
	view->secret = true;
	if (s->again)
		view_text(view, _("The same once more, then Enter."));
	else if (model->has_pin)
		view_text(view, _("Type a new PIN and press Enter, or just Enter to have no PIN."));
	else
		view_text(view, _("Type a PIN of four letters or digits or more, then Enter."));
	b = view_add(view, BLOCK_FIELD, stars(s->typed.text, s->typed.len, view));
	b->caret = strlen(stars(s->typed.text, s->typed.caret, view));
	b->focus = true;
	b->id = 0;
	view_text(view,
		_("Vigie asks for this PIN when someone starts the course under your name. "
		  "It keeps other users of Vigie out of your progress. It does not hide "
		  "the file from people who can read files on this machine."));
	view_text(view,
		_("A forgotten PIN cannot be recovered. The owner of the file can only erase your records."));
	view_hint(view, CMD_GO, s->again ? _("set") : _("go on"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_pin = {
	.name = "pin",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.update = update,
	.describe = describe,
	.typing = typing,
};
