/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where to get help: the numbers of one country, emergency first. The country is the region of the
 * locale or the learner's choice, never guessed from a language. Nothing records that this screen
 * was opened.
 */
#include "screens/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "base/qr.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/digits.h"
#include "view/focus.h"
#include "view/layout.h"

/* The id of the choice below a large number. */
enum { CODE_CHOICE = 1 };

struct state {
	bool choosing;
	int focus;
	int country; /* -1 if unknown yet */
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
	{ CMD_PICK, { '1' }, N_("point to that country; show that number large"), BIND_DIGITS },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back"), 0 }, { 0 }
};

/*
 * ---- the list of countries: by name in the current language, then regions larger than a country
 */

struct place {
	const char *key; /* folded name, for sorting */
	bool larger;
	int country;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->larger != y->larger || x->larger)
		return x->larger != y->larger ? x->larger - y->larger : x->country - y->country;
	return strcmp(x->key, y->key);
}

static struct place *in_order(const struct help *help, struct arena *arena)
{
	struct place *places = arena_alloc(arena, help->n * sizeof(*places));

	for (size_t i = 0; i < help->n; i++) {
		const struct help_country *c = &help->countries[i];
		struct strbuf key = STRBUF_INIT;

		text_fold(&key, c->name, strlen(c->name), TEXT_NO_ACCENTS);
		places[i].key = arena_strdup(arena, key.buf);
		places[i].larger = !strcmp(c->code, "EU") || !strcmp(c->code, "INT");
		places[i].country = (int)i;
		strbuf_release(&key);
	}
	qsort(places, help->n, sizeof(*places), compare_places);
	return places;
}

static int place_of(const struct help *help, int country)
{
	struct arena arena = ARENA_INIT;
	const struct place *places = in_order(help, &arena);
	int at = 0;

	while (places[at].country != country)
		at++;
	arena_release(&arena);
	return at;
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
		s->focus = place_of(help, s->country);
		return;
	}
	s->country = *model->country ? help_find(help, model->country)
				     : help_country_of_locale(help, model->locale);
	s->choosing = s->country < 0;
	s->focus = s->country < 0 ? 0 : place_of(help, s->country);
}

/* ---- one number, large */

/*
 * Returns the entry at that position of the list: first those of the country, then of the European
 * Union, then those for everywhere. NULL after the last, or if a reload has made the list shorter.
 */
static const struct help_entry *find_entry(const struct help *help, int country, int at)
{
	int eu = help_find(help, "EU"), everywhere = help_find(help, "INT");
	int lists[3] = { country, -1, everywhere != country ? everywhere : -1 };

	if (country >= (int)help->n || at < 0)
		return NULL;
	if (help_is_member(help, eu, help->countries[country].code))
		lists[1] = eu;
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		int n = lists[i] < 0 ? 0 : (int)help->countries[lists[i]].n;

		if (at < n)
			return &help->countries[lists[i]].entries[at];
		at -= n;
	}
	return NULL;
}

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
	else if (in->command == CMD_NEXT || (s->large && in->command == CMD_DOWN))
		to = s->large + 1;
	else if (s->large && (in->command == CMD_PREVIOUS || in->command == CMD_UP))
		to = s->large > 1 || in->command == CMD_UP ? s->large - (s->large > 1) : 0;
	else if (in->command == CMD_PICK)
		to = focus_number(in);
	else
		return s->large > 0 && in->command != CMD_WAY_OUT;
	if (!to || find_entry(help, s->country, to - 1)) {
		s->pointed &= to == s->large;
		s->large = to;
	}
	return true;
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

static const char *entry_note(const struct help_entry *e, struct view *view);

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
	else if (entry_note(e, view))
		view_dim(view, entry_note(e, view));
	strbuf_release(&rows);
}

static bool update_choosing(
	struct state *s, const struct help *help, const struct input *in, struct effects *fx)
{
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
		s->country = in_order(help, &fx->arena)[s->focus].country;
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

	if (s->choosing)
		return update_choosing(s, model_help(model), in, fx);
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
		s->large = 0;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	default:
		return false;
	}
}

static const char *entry_note(const struct help_entry *e, struct view *view)
{
	if (e->about && e->hours)
		return view_printf(view, "%s · %s", e->about, e->hours);
	return e->about ? e->about : e->hours;
}

static void describe_country(const struct help_country *c, struct view *view)
{
	view_add(view, BLOCK_HEADING, c->name);
	for (size_t i = 0; i < c->n; i++) {
		struct block *b = view_add(view, BLOCK_ENTRY, c->entries[i].name);

		b->label = c->entries[i].number;
		b->note = entry_note(&c->entries[i], view);
		b->tight = i == 0;
	}
}

static const char *checked_on(const struct help_country *c, struct view *view)
{
	const struct date *oldest = &c->entries[0].verified_on;

	for (size_t i = 1; i < c->n; i++)
		if (date_compare(&c->entries[i].verified_on, oldest) < 0)
			oldest = &c->entries[i].verified_on;
	/* TRANSLATORS: a date such as 24 November 2026 */
	return view_printf(view,
		_("Checked on %s. If a number does not answer, call the emergency number. "
		  "A call or a screen can be watched: if you can, use a telephone that nobody else looks at."),
		date_words(&view->arena, oldest));
}

static void describe_numbers(const struct help *help, int country, struct view *view)
{
	const struct help_country *c = &help->countries[country];
	int eu = help_find(help, "EU"), everywhere = help_find(help, "INT");

	describe_country(c, view);
	if (eu >= 0 && help_is_member(help, eu, c->code))
		describe_country(&help->countries[eu], view);
	if (everywhere >= 0 && everywhere != country)
		describe_country(&help->countries[everywhere], view);
	view_dim(view, checked_on(c, view));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct help *help = model_help(model);
	const struct place *places;

	view->title = _("Where help is");
	if (!help->n) {
		view_message(view, MARK_NOTE,
			_("The list of numbers cannot be read. In danger, call the emergency "
			  "number of your country (in Europe: 112)."));
	} else if (s->choosing || s->country >= (int)help->n) {
		view_text(view, _("Where are you? In danger, call the emergency number first."));
		places = in_order(help, &view->arena);
		for (int i = 0; i < (int)help->n; i++)
			view_choice(view, i,
				view_printf(view, "%*d", (help->n > 9) + (help->n > 99) + 1, i + 1),
				help->countries[places[i].country].name, i == s->focus);
		if (model->beside) {
			view->first_pane = PANE_RIGHT;
			describe_numbers(
				help, places[s->focus].country, view_pane(view, PANE_RIGHT, ""));
		}
		view_hint(view, CMD_GO, _("show its numbers"));
		/* TRANSLATORS: Enter shows the numbers of that country: a word as short as can be
		 */
		view->hints[view->n_hints - 1].brief = C_("narrow", "numbers");
		view_hint(view, CMD_FIND, _("find"));
	} else if (s->large) {
		describe_large(s, find_entry(help, s->country, s->large - 1), view);
		view_hint(view, CMD_NEXT, _("next"));
		if (qr_available() && !view->linear && !s->pointed)
			screen_hint_digits(view, 1, _("code"));
		else if (qr_available() && !view->linear)
			view_hint(view, CMD_GO, _("code"));
	} else {
		describe_numbers(help, s->country, view);
		view_hint(view, CMD_WAY_OUT, _("another country"));
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
