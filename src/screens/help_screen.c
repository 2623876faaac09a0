/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where to get help: the numbers of one country, emergency first. The country is the region of the
 * locale or the learner's choice, never guessed from a language. Nothing records that this screen
 * was opened.
 */
#include "screens/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/qr.h"
#include "base/strbuf.h"
#include "screens/help_page.h"
#include "view/digits.h"
#include "view/focus.h"
#include "view/layout.h"

/* The id of the choice below a large number. */
enum { CODE_CHOICE = 1 };

struct state {
	bool choosing;
	int focus;
	int country; /* -1 if unknown yet */
	int at;      /* from 1: number pointed to in the list, which Enter shows large; 0: none */
	int large;   /* from 1: number shown large; 0: all are listed */
	enum code {
		CODE_NONE,
		CODE_LIGHT,
		CODE_DARK,
		CODE_COUNT
	} code;       /* QR code below it, for a phone's camera */
	bool pointed; /* at the choice that shows the code */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER, K_SPACE }, N_("down, then back; in the list: show this country"),
		BIND_SCROLL_FIRST },
	{ CMD_WAY_OUT, { '0' }, N_("another country"), 0 }, { CMD_UP, { K_UP, 'k' }, N_("up"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_NEXT, { 'n', K_RIGHT }, N_("a number large, then the next one"), 0 },
	{ CMD_PREVIOUS, { 'p', K_LEFT }, N_("the large number before"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back"), 0 }, { 0 }
};

/*
 * ---- the list of countries: that of the person first, then as the directory has them
 */

static int own_country(const struct model *model)
{
	const struct help *help = model_help(model);
	int chosen = *model->country ? help_find(help, model->country) : -1;

	return chosen >= 0 ? chosen : help_country_of_locale(help, model->locale);
}

/* Returns the country that stands first in the list, or -1: a region keeps its place at the end. */
static int first_country(const struct model *model)
{
	int own = own_country(model);

	return own >= 0 && model_help(model)->countries[own].larger ? -1 : own;
}

/* Returns the place in the list of a country, where own stands first, or -1. */
static int place_of(int own, int country)
{
	if (country == own)
		return 0;
	return country + (country < own);
}

static int country_at(int own, int place)
{
	if (own < 0)
		return place;
	return place ? place - (place <= own) : own;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;
	const struct help *help = model_help(model);

	(void)fx;
	if (arg->index > 0 && arg->index <= (int)help->n) {
		/* found by its name: shown, but not the person's choice */
		s->country = arg->index - 1;
		s->focus = place_of(first_country(model), s->country);
		return;
	}
	s->country = own_country(model);
	s->choosing = s->country < 0;
	s->focus = s->country < 0 ? 0 : place_of(first_country(model), s->country);
}

/* ---- one number, large */

/* Handles input for large numbers; false for any other. */
static bool update_large(
	struct state *s, const struct model *model, const struct help *help, const struct input *in)
{
	bool offers_code = s->large && qr_available() && !model->linear;
	int to;

	if (offers_code && (in->command == CMD_PICK || in->id == CODE_CHOICE)) {
		s->pointed = true;
		if (in->id == CODE_CHOICE)
			s->code = (s->code + 1) % CODE_COUNT;
		return in->command != CMD_PICK || focus_number(in) == 1;
	}
	if (offers_code && s->pointed && in->command == CMD_GO) {
		s->code = (s->code + 1) % CODE_COUNT;
		return true;
	}
	if (s->code && in->command == CMD_BACK) {
		s->code = CODE_NONE;
		return true;
	}
	if (s->large && (in->command == CMD_BACK || in->command == CMD_GO))
		to = 0;
	else if (!s->large && in->command == CMD_NEXT && s->at)
		to = s->at;
	else if (in->command == CMD_NEXT || (s->large && in->command == CMD_DOWN))
		to = s->large + 1;
	else if (s->large && (in->command == CMD_PREVIOUS || in->command == CMD_UP))
		to = s->large > 1 || in->command == CMD_UP ? s->large - (s->large > 1) : 0;
	else if (s->large && in->command == CMD_PICK)
		to = focus_number(in);
	else
		return s->large > 0 && in->command != CMD_WAY_OUT;
	if (!to || help_at(help, s->country, (size_t)to - 1, NULL)) {
		s->pointed &= to == s->large;
		s->large = to;
		s->at = 0;
	}
	return true;
}

/* Digits and arrows point to a number in the list; Enter then shows it large. */
static bool update_pointing(struct state *s, const struct help *help, const struct input *in)
{
	int to;

	if (s->large)
		return false;
	if (in->command == CMD_PICK)
		to = focus_number(in);
	else if (in->command == CMD_DOWN)
		to = s->at + 1;
	else if (in->command == CMD_UP)
		to = s->at - 1;
	else
		return false;
	if (to < 1 || !help_at(help, s->country, (size_t)to - 1, NULL))
		return in->command != CMD_PICK && s->at;
	s->at = to;
	return true;
}

static void describe_pointing(int at, struct view *view)
{
	for (size_t i = 0; at && i < view->n; i++)
		if (view->blocks[i].kind == BLOCK_ENTRY && !--at)
			view->blocks[i].focus = true;
}

/* What the choice below a large number does next. */
static const char *code_text(enum code code)
{
	return code == CODE_NONE     ? _("Its code, for the camera of a telephone")
		: code == CODE_LIGHT ? _("Turn the code over, if the camera does not read it")
				     : _("Without the code");
}

static void describe_code(const struct help_entry *e, enum code code, struct view *view)
{
	struct strbuf link = STRBUF_INIT, rows = STRBUF_INIT;

	if (!strchr(e->number, ':'))
		strbuf_addstr(&link, "tel:");
	for (const char *c = e->number; *c; c++)
		if (strchr(e->number, ':') || strchr("0123456789+*#", *c))
			strbuf_addch(&link, *c);
	if (qr_draw(link.buf, code == CODE_DARK, &rows)) {
		struct block *b = view_add(view, BLOCK_PICTURE, view_printf(view, "%s", rows.buf));

		b->note = _("This window is too small for the code.");
		view_dim(view, _("The telephone may remember the call."));
	}
	strbuf_release(&link);
	strbuf_release(&rows);
}

static void describe_large(const struct state *s, const struct help_entry *e, struct view *view)
{
	struct strbuf rows = STRBUF_INIT;

	if (!e)
		return;
	view_add(view, BLOCK_HEADING, e->name);
	if (digits_draw(e->number, LAYOUT_COLUMN, &rows))
		view_add(view, BLOCK_PICTURE, view_printf(view, "%s", rows.buf))->note = e->number;
	else
		view_text(view, e->number);
	if (qr_available() && !view->linear)
		view_choice(view, CODE_CHOICE, "1", code_text(s->code), s->pointed);
	if (s->code && !view->linear)
		describe_code(e, s->code, view);
	else if (help_page_note(e, view))
		view_dim(view, help_page_note(e, view));
	if (!s->code)
		view_dim(view, help_page_read_in(e, view));
	strbuf_release(&rows);
}

static bool update_choosing(
	struct state *s, const struct model *model, const struct input *in, struct effects *fx)
{
	const struct help *help = model_help(model);
	bool picked;

	if (in->command == CMD_BACK || in->command == CMD_WAY_OUT || in->command == CMD_PREVIOUS) {
		s->choosing = s->country < 0;
		if (s->choosing)
			effect_add(fx, EFFECT_POP);
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	}
	if (focus_update(&s->focus, (int)help->n, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO && in->command != CMD_NEXT)
		return false;
	if (help->n) {
		s->country = country_at(first_country(model), s->focus);
		s->choosing = false;
		effect_add(fx, EFFECT_COUNTRY)->text = help->countries[s->country].code;
	}
	effect_add(fx, EFFECT_SCROLL_TOP);
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool pointed, takes;

	if (s->choosing)
		return update_choosing(s, model, in, fx);
	pointed = update_pointing(s, model_help(model), in);
	/* a number takes where a line end comes with it */
	takes = in->command == CMD_GO || (pointed && in->command == CMD_PICK && model->linear);
	if (s->at && takes && help_at(model_help(model), s->country, (size_t)s->at - 1, NULL)) {
		s->large = s->at;
		s->at = 0;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	}
	if (pointed)
		return true;
	if (update_large(s, model, model_help(model), in)) {
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	}
	switch (in->command) {
	case CMD_GO:
	case CMD_BACK:
	case CMD_PREVIOUS:
		effect_add(fx, EFFECT_POP);
		return true;
	case CMD_WAY_OUT:
		s->choosing = true;
		s->focus = place_of(first_country(model), s->country);
		s->large = s->at = 0;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	default:
		return false;
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct help *help = model_help(model);
	int own = first_country(model);

	view->title = _("Where help is");
	if (!help->n) {
		view_message(view, MARK_NOTE,
			_("The list of numbers cannot be read. In danger, call the emergency "
			  "number of your country (in Europe: 112)."));
	} else if (s->choosing || s->country >= (int)help->n) {
		view_text(view, _("Where are you? In danger, call the emergency number first."));
		for (int i = 0; i < (int)help->n; i++)
			view_choice(view, i,
				view_printf(view, "%*d", (help->n > 9) + (help->n > 99) + 1, i + 1),
				help->countries[country_at(own, i)].name, i == s->focus);
		if (model->beside) {
			view->first_pane = PANE_RIGHT;
			help_page_describe(
				help, country_at(own, s->focus), view_pane(view, PANE_RIGHT, ""));
		}
		view_hint(view, CMD_GO, _("show its numbers"));
		/* TRANSLATORS: Enter shows the numbers of that country: a word as short as can be
		 */
		view->hints[view->n_hints - 1].brief = C_("narrow", "numbers");
		view_hint(view, CMD_FIND, _("find"));
	} else if (s->large) {
		describe_large(s, help_at(help, s->country, (size_t)s->large - 1, NULL), view);
		view_hint(view, CMD_NEXT, _("next"));
		if (qr_available() && !view->linear && !s->pointed)
			screen_hint_digits(view, 1, _("code"));
		else if (qr_available() && !view->linear)
			view_hint(view, CMD_GO, _("code"));
	} else {
		help_page_describe(help, s->country, view);
		describe_pointing(s->at, view);
		if (s->at)
			view_hint(view, CMD_GO, _("large"));
		view_hint(view, CMD_WAY_OUT, _("another country"));
		if (!s->at)
			view_hint(view, CMD_NEXT, _("large"));
	}
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static const char *scope(const void *state, const struct model *model)
{
	const struct state *s = state;
	const struct help *help = model_help(model);

	/* the same as in describe */
	return help->n && (s->choosing || s->country >= (int)help->n) ? N_("Country:") : NULL;
}

const struct screen screen_help = {
	.name = "help",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.scope = scope,
};
