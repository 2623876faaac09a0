/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk_setup.h"

#include <stdio.h>
#include <string.h>

#include "app/staff_code.h"
#include "base/date.h"
#include "base/i18n.h"
#include "text/text.h"

enum { MATCHES_MAX = 1000, SHOWN = 8 };

static const struct step {
	const char *title, *text;
	enum offer_kind offers; /* OFFER_KINDS: something is typed */
	const char *word;
} steps[SETUP_STEPS] = {
	[SETUP_LANGUAGE] = { N_("Language"),
		N_("The first language of the title screen; the others take turns with it."),
		OFFER_LANGUAGE, "languages" },
	[SETUP_KEYBOARD] = { N_("Keyboard"), N_("Choose the one whose letters are on the keys."),
		OFFER_KEYBOARD, "keyboard" },
	[SETUP_TRY] = { N_("Keyboard"),
		N_("Type a few letters and signs. If they are what the keys show, press Enter. Otherwise press Esc and choose another keyboard."),
		OFFER_KINDS, NULL },
	[SETUP_COUNTRY] = { N_("Country"), N_("Whose numbers for help are shown first."),
		OFFER_COUNTRY, "country" },
	[SETUP_ZONE] = { N_("Time zone"), N_("The place whose time this machine keeps."),
		OFFER_ZONE, "zone" },
	[SETUP_CLOCK] = { N_("Clock"),
		N_("The date and the time here, now. Correct them, or press Enter if they are right."),
		OFFER_KINDS, "clock" },
	[SETUP_CODE] = { N_("Code of the staff"),
		N_("At least 4 characters. Ctrl-T on the title screen asks for it. Write it down where no visitor finds it: nobody can tell it to you later."),
		OFFER_KINDS, "code" },
	[SETUP_CODE_AGAIN] = { N_("Code of the staff"), N_("Type the code once more, then Enter."),
		OFFER_KINDS, "code" },
};

static bool is_list(enum setup_step step)
{
	return steps[step].offers != OFFER_KINDS;
}

static size_t matches(const struct kiosk_setup *s, const struct offer *found[MATCHES_MAX])
{
	return offers_match(&s->offers->of[steps[s->step].offers], s->typed.text,
		s->step == SETUP_ZONE ? s->country : "", found, MATCHES_MAX);
}

/* ---- from step to step */

/* Moves to what the machine has now, so that Enter keeps it. */
static void find_present(struct kiosk_setup *s)
{
	const struct offer *found[MATCHES_MAX];
	const char *now = s->offers->of[steps[s->step].offers].now;
	size_t n = matches(s, found);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(found[i]->value, now))
			s->at = i;
}

static void enter(struct kiosk_setup *s, enum setup_step step)
{
	s->step = step;
	s->at = 0;
	s->fault = NULL;
	s->typed = (struct field){ 0 };
	if (is_list(step))
		find_present(s);
	else if (step == SETUP_CLOCK)
		field_set(&s->typed, s->clock);
}

/* A list without offers is no question. */
static bool is_asked(const struct kiosk_setup *s, enum setup_step step)
{
	if (step >= SETUP_CODE)
		return s->first;
	if (step == SETUP_TRY)
		return s->offers->of[OFFER_KEYBOARD].n > 0;
	return !is_list(step) || s->offers->of[steps[step].offers].n > 0;
}

static enum setup_action go_on(struct kiosk_setup *s)
{
	int step = (int)s->step + 1;

	while (step < SETUP_STEPS && !is_asked(s, (enum setup_step)step))
		step++;
	if (step == SETUP_STEPS)
		return SETUP_OVER;
	enter(s, (enum setup_step)step);
	return SETUP_NOTHING;
}

static enum setup_action go_back(struct kiosk_setup *s)
{
	int step = (int)s->step - 1;

	/* a keyboard is tried once, right after it was chosen */
	while (step >= 0 && (step == SETUP_TRY || !is_asked(s, (enum setup_step)step)))
		step--;
	if (step >= 0)
		enter(s, (enum setup_step)step);
	else if (!s->first)
		return SETUP_OVER;
	return SETUP_NOTHING;
}

void kiosk_setup_begin(struct kiosk_setup *s, const struct offers *offers, bool first)
{
	kiosk_setup_end(s);
	s->offers = offers;
	s->first = first;
	enter(s, SETUP_LANGUAGE);
	if (!is_asked(s, SETUP_LANGUAGE))
		(void)go_on(s);
}

void kiosk_setup_end(struct kiosk_setup *s)
{
	char clock[SETUP_CLOCK_BYTES];

	memcpy(clock, s->clock, sizeof(clock));
	explicit_bzero(s, sizeof(*s));
	memcpy(s->clock, clock, sizeof(clock));
}

/* ---- answers */

static bool two_digits(const char *s, int least, int most)
{
	int n = (s[0] - '0') * 10 + s[1] - '0';

	return s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && n >= least && n <= most;
}

bool kiosk_setup_is_clock(const char *text)
{
	char day[11];
	struct date date;

	if (strlen(text) != 16 || text[10] != ' ' || text[13] != ':')
		return false;
	memcpy(day, text, 10);
	day[10] = '\0';
	return date_parse(day, &date) && date.day && date.year >= 2020 && date.year <= 2099 &&
		two_digits(text + 11, 0, 23) && two_digits(text + 14, 0, 59);
}

static enum setup_action ask(struct kiosk_setup *s, const char *value)
{
	snprintf(s->ask, sizeof(s->ask), "%s %s", steps[s->step].word, value);
	return SETUP_ASK;
}

/* All languages, beginning with the chosen one. */
static enum setup_action ask_languages(struct kiosk_setup *s, const struct offer *chosen)
{
	const struct offer_list *list = &s->offers->of[OFFER_LANGUAGE];
	char all[SETUP_ASK_BYTES / 2];
	int len = snprintf(all, sizeof(all), "%s", chosen->value);

	for (size_t i = 0; i < list->n && len < (int)sizeof(all); i++)
		if (strcmp(list->v[i].value, chosen->value))
			len += snprintf(
				all + len, sizeof(all) - (size_t)len, ",%s", list->v[i].value);
	return ask(s, all);
}

static enum setup_action choose(struct kiosk_setup *s)
{
	const struct offer *found[MATCHES_MAX];
	const struct offer *chosen;
	size_t n = matches(s, found);

	if (!n)
		return SETUP_NOTHING;
	chosen = found[s->at < n ? s->at : n - 1];
	if (s->step == SETUP_COUNTRY)
		snprintf(s->country, sizeof(s->country), "%s", chosen->value);
	return s->step == SETUP_LANGUAGE ? ask_languages(s, chosen) : ask(s, chosen->value);
}

static enum setup_action take_clock(struct kiosk_setup *s)
{
	text_ascii_digits(s->typed.text);
	s->typed.len = s->typed.caret = strlen(s->typed.text);
	if (!kiosk_setup_is_clock(s->typed.text)) {
		s->fault = _(
			"Write the year, the month, the day and the time like this: 2026-11-29 18:30");
		return SETUP_NOTHING;
	}
	/* it goes on while this is read: what was not touched is not set back */
	return strcmp(s->typed.text, s->clock) ? ask(s, s->typed.text) : go_on(s);
}

static enum setup_action take_code(struct kiosk_setup *s)
{
	enum staff_code judged;

	text_ascii_digits(s->typed.text);
	s->typed.len = s->typed.caret = strlen(s->typed.text);
	if (s->step == SETUP_CODE_AGAIN) {
		if (!strcmp(s->typed.text, s->code.text))
			return SETUP_HASH;
		enter(s, SETUP_CODE);
		s->fault = _("That was a different code. Choose one, and type it twice.");
		return SETUP_NOTHING;
	}
	judged = staff_code_judge(s->typed.text);
	if (judged != STAFF_CODE_GOOD) {
		enter(s, SETUP_CODE);
		s->fault = staff_code_fault(judged);
		return SETUP_NOTHING;
	}
	s->code = s->typed;
	return go_on(s);
}

static enum setup_action take(struct kiosk_setup *s)
{
	if (is_list(s->step))
		return choose(s);
	switch (s->step) {
	case SETUP_CLOCK:
		return take_clock(s);
	case SETUP_CODE:
	case SETUP_CODE_AGAIN:
		return take_code(s);
	default:
		return go_on(s);
	}
}

static void move(struct kiosk_setup *s, int by)
{
	const struct offer *found[MATCHES_MAX];
	int n = (int)matches(s, found), at = (int)s->at + by;

	s->at = (size_t)(at < 0 || !n ? 0 : at >= n ? n - 1 : at);
}

static bool moves(struct kiosk_setup *s, uint32_t key)
{
	static const struct {
		uint32_t key;
		int by;
	} keys[] = { { K_UP, -1 }, { K_DOWN, 1 }, { K_PAGE_UP, -SHOWN }, { K_PAGE_DOWN, SHOWN } };

	for (size_t i = 0; is_list(s->step) && i < ARRAY_SIZE(keys); i++)
		if (keys[i].key == key) {
			move(s, keys[i].by);
			return true;
		}
	return false;
}

enum setup_action kiosk_setup_handle(struct kiosk_setup *s, const struct event *e)
{
	const struct input in = { .key = e->key, .id = -1 };

	if (e->kind != EVENT_KEY)
		return SETUP_NOTHING;
	if (e->key == K_ENTER)
		return take(s);
	if (e->key == K_ESC)
		return go_back(s);
	s->fault = NULL;
	if (!moves(s, e->key) && field_update(&s->typed, &in))
		s->at = 0;
	return SETUP_NOTHING;
}

enum setup_action kiosk_setup_answered(struct kiosk_setup *s, const char *fault)
{
	explicit_bzero(s->ask, sizeof(s->ask));
	if (fault) {
		s->fault = fault;
		return SETUP_NOTHING;
	}
	s->changed = true;
	return go_on(s);
}

/* ---- describing */

static void describe_list(const struct kiosk_setup *s, struct view *view)
{
	const struct offer *found[MATCHES_MAX];
	size_t n = matches(s, found), first = s->at < SHOWN / 2 ? 0 : s->at - SHOWN / 2;

	if (n > SHOWN && first > n - SHOWN)
		first = n - SHOWN;
	if (n <= SHOWN)
		first = 0;
	for (size_t i = first; i < n && i < first + SHOWN; i++) {
		struct block *b = view_choice(view, -1, "", found[i]->label, i == s->at);

		b->tight = i > first;
		b->show = i == s->at && !s->fault;
	}
	if (!n)
		view_message(view, MARK_NOTE, _("Nothing in the list matches. Delete a letter."));
	if (n > SHOWN)
		view_dim(view, _("There are more: type a few letters of the name."));
	view_dim(view,
		s->first && s->step == SETUP_LANGUAGE
			? _("Use the arrow keys, then Enter.")
			: _("Use the arrow keys, then Enter. Esc goes back."))
		->tight = n > SHOWN;
}

static void describe_typed(const struct kiosk_setup *s, struct view *view)
{
	struct block *b;

	if (s->step >= SETUP_CODE) {
		/* not even its length is shown */
		view_text(view, s->typed.len ? "…" : "");
		return;
	}
	b = view_add(view, BLOCK_FIELD, view_printf(view, "%s", s->typed.text));
	b->label = "";
	b->caret = s->typed.caret;
	b->focus = !is_list(s->step);
	b->id = -1;
}

void kiosk_setup_describe(const struct kiosk_setup *s, struct view *view)
{
	const struct step *step = &steps[s->step];

	view->title = s->first ? _("Setting up this machine") : _("For the staff");
	view_add(view, BLOCK_HEADING, _(step->title));
	view_text(view, _(step->text));
	if (!is_list(s->step) || s->typed.len)
		describe_typed(s, view);
	if (s->fault)
		view_message(view, MARK_NOTE, s->fault)->show = true;
	if (is_list(s->step))
		describe_list(s, view);
	else if (s->step != SETUP_TRY)
		view_dim(view, _("Enter goes on. Esc goes back."));
}
