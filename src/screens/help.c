/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where help is: the numbers of one country, emergency first. The country is the region of the
 * locale or the person's choice, never guessed from a language. Nobody notes who looked.
 */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "view/focus.h"

struct state {
	bool choosing;
	int focus;
	int country;            /* -1: not known yet */
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER, K_SPACE }, N_("down, then back; in the list: show this country"),
		BIND_SCROLL_FIRST },
	{ CMD_RIGHT, { 'c', K_RIGHT, K_TAB }, N_("another country"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("country number 1 to 9"), BIND_DIGITS },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', K_LEFT }, N_("back"), 0 },
	{ 0 }
};

/* Where the numbers of the European Union work too. */
static const char eu_members[] =
	"AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK ";

static bool in_eu(const char *code)
{
	char pattern[5];

	if (strlen(code) != 2)
		return false;
	memcpy(pattern, code, 2);
	memcpy(pattern + 2, " ", 2);
	return strstr(eu_members, pattern) != NULL;
}

static void enter(void *state, const struct model *model, const struct screen_arg *arg,
	struct effects *fx)
{
	struct state *s = state;
	const struct help *help = model_help(model);

	(void)arg;
	(void)fx;
	s->country = *model->country ? help_find(help, model->country)
				     : help_country_of_locale(help, model->locale ? model->locale : "");
	s->choosing = s->country < 0;
	s->focus = s->country < 0 ? 0 : s->country;
}

static bool update_choosing(struct state *s, const struct help *help, const struct input *in,
	struct effects *fx)
{
	bool picked;

	if (in->command == CMD_BACK) {
		s->choosing = s->country < 0;
		if (s->choosing)
			effect_add(fx, EFFECT_POP);
		effect_add(fx, EFFECT_TOP);
		return true;
	}
	if (focus_update(&s->focus, (int)help->n, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	if (help->n) {
		s->country = s->focus;
		s->choosing = false;
		effect_add(fx, EFFECT_COUNTRY)->text = help->countries[s->country].code;
	}
	effect_add(fx, EFFECT_TOP);
	return true;
}

static bool update(void *state, const struct model *model, const struct input *in,
	struct effects *fx)
{
	struct state *s = state;

	if (s->choosing)
		return update_choosing(s, model_help(model), in, fx);
	switch (in->command) {
	case CMD_GO:
	case CMD_BACK:
		effect_add(fx, EFFECT_POP);
		return true;
	case CMD_RIGHT:
		s->choosing = true;
		effect_add(fx, EFFECT_TOP);
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
	/* TRANSLATORS: a date such as 2026-11-24 */
	return view_printf(view, _("Checked on %d-%02d-%02d. If a number does not answer, call the emergency number. "
		"A call or a screen can be watched: if you can, use a telephone that nobody else looks at."),
		oldest->year, oldest->month, oldest->day);
}

static void describe_numbers(const struct help *help, int country, struct view *view)
{
	const struct help_country *c = &help->countries[country];
	int eu = help_find(help, "EU"), everywhere = help_find(help, "INT");

	describe_country(c, view);
	if (eu >= 0 && in_eu(c->code))
		describe_country(&help->countries[eu], view);
	if (everywhere >= 0 && everywhere != country)
		describe_country(&help->countries[everywhere], view);
	if (c->n)
		view_dim(view, checked_on(c, view));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct help *help = model_help(model);

	view->title = _("Where help is");
	if (!help->n) {
		view_message(view, MARK_NOTE, _("The list of numbers cannot be read. In danger, call the emergency "
			"number of your country (in Europe: 112)."));
	} else if (s->choosing || s->country < 0 || s->country >= (int)help->n) {
		view_text(view, _("Where are you? In danger, call the emergency number first."));
		for (int i = 0; i < (int)help->n; i++)
			view_choice(view, i, view_printf(view, "%d", i + 1), help->countries[i].name,
				i == s->focus);
		view_hint(view, CMD_GO, _("show its numbers"));
	} else {
		describe_numbers(help, s->country, view);
		view_hint(view, CMD_RIGHT, _("another country"));
	}
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_LEAVE_QUICKLY, _("hide"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_help = {
	.name = "help",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
