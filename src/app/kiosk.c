/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/keyboard.h"

void kiosk_init(
	struct kiosk *k, const struct kiosk_config *config, size_t n_languages, int64_t monotonic)
{
	memset(k, 0, sizeof(*k));
	k->config = config;
	k->n_languages = n_languages;
	k->monotonic = k->since = k->touched = k->last_at = monotonic;
}

static void go(struct kiosk *k, enum kiosk_phase phase)
{
	if (k->phase == KIOSK_CODE)
		explicit_bzero(&k->code, sizeof(k->code));
	k->phase = phase;
	k->since = k->touched = k->monotonic;
	k->said = NULL;
}

static bool is_input(const struct event *e)
{
	return e->kind == EVENT_KEY || e->kind == EVENT_PASTE || e->kind == EVENT_CLICK ||
		e->kind == EVENT_WHEEL || e->kind == EVENT_CHOOSE || e->kind == EVENT_COMMAND;
}

static bool is_same(const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->key == b->key && a->x == b->x && a->y == b->y &&
		a->delta == b->delta;
}

static bool shows_somebody(struct kiosk *k, const struct event *e)
{
	bool soon = k->monotonic - k->last_at < KIOSK_REPEAT_SECONDS,
	     again = soon && is_same(&k->last, e);

	if (!is_input(e))
		return false;
	k->last_at = k->monotonic;
	if (e->kind == EVENT_PASTE)
		return false;
	k->last = (struct event){
		.kind = e->kind, .key = e->key, .x = e->x, .y = e->y, .delta = e->delta
	};
	return !again;
}

static bool is_key(const struct event *e, uint32_t key)
{
	return e->kind == EVENT_KEY && keyboard_latin(e->key) == key;
}

/* ---- phases */

static enum kiosk_action attract(struct kiosk *k, const struct event *e, bool somebody, bool open)
{
	if (!open) {
		if (k->phase != KIOSK_CLOSED)
			go(k, KIOSK_CLOSED);
		if (is_key(e, K_CTRL('t')))
			go(k, KIOSK_CODE);
		return KIOSK_NOTHING;
	}
	if (k->phase == KIOSK_CLOSED)
		go(k, KIOSK_ATTRACT);
	if (is_key(e, K_CTRL('t'))) {
		go(k, KIOSK_CODE);
		return KIOSK_NOTHING;
	}
	if (somebody) {
		go(k, KIOSK_VISIT);
		k->visits++;
		return KIOSK_BEGIN;
	}
	if (k->n_languages > 1 && k->monotonic - k->since >= k->config->attract) {
		k->since = k->monotonic;
		k->language = (k->language + 1) % k->n_languages;
		return KIOSK_TURN_LANGUAGE;
	}
	return KIOSK_NOTHING;
}

static enum kiosk_action visit(struct kiosk *k, const struct event *e, bool somebody, bool reading)
{
	int idle = reading && k->config->idle_text > k->config->idle ? k->config->idle_text
								     : k->config->idle;

	if (somebody)
		k->touched = k->monotonic;
	else if (k->monotonic - k->touched >= idle)
		go(k, KIOSK_WARNING);
	return e->kind == EVENT_TICK ? KIOSK_NOTHING : KIOSK_PASS;
}

static int remaining(const struct kiosk *k)
{
	int64_t left = k->config->warning - (k->monotonic - k->since);

	return left < 0 ? 0 : (int)left;
}

static enum kiosk_action warning(struct kiosk *k, const struct event *e, bool somebody)
{
	if (somebody) {
		go(k, KIOSK_VISIT);
		/*
		 * a key that hides still hides during the warning; any other only keeps the visit
		 * open
		 */
		return is_key(e, K_CTRL('x')) || is_key(e, K_F9) ? KIOSK_PASS : KIOSK_NOTHING;
	}
	if (remaining(k) > 0)
		return e->kind == EVENT_RESIZE ? KIOSK_PASS : KIOSK_NOTHING;
	go(k, KIOSK_ATTRACT);
	return KIOSK_WIPE;
}

static enum kiosk_action hidden(struct kiosk *k, const struct event *e, bool somebody)
{
	if (somebody)
		k->touched = k->monotonic;
	if (is_key(e, K_RIGHT) || is_key(e, K_LEFT))
		calendar_move(&k->calendar, e->key == K_RIGHT ? 1 : -1);
	else if (is_key(e, K_UP) || is_key(e, K_DOWN))
		calendar_move(&k->calendar, e->key == K_DOWN ? 12 : -12);
	else if (is_key(e, 'q') || k->monotonic - k->touched >= KIOSK_HIDDEN_FOR)
		go(k, KIOSK_ATTRACT);
	return KIOSK_NOTHING;
}

/* Reads the code of the staff, or of someone guessing: shows nothing of it, and times out. */
static enum kiosk_action take_code(struct kiosk *k, const struct event *e, bool somebody)
{
	int digit = text_decimal_value(e->key);
	struct input in = { .key = digit >= 0 ? (uint32_t)('0' + digit) : e->key, .id = -1 };

	if (somebody)
		k->touched = k->monotonic;
	if (is_key(e, K_ESC) || k->monotonic - k->touched >= 30) {
		go(k, KIOSK_ATTRACT);
		return KIOSK_NOTHING;
	}
	if (k->monotonic < k->wait_until || e->kind != EVENT_KEY)
		return KIOSK_NOTHING;
	if (e->key == K_ENTER)
		return k->code.len ? KIOSK_CHECK_CODE : KIOSK_NOTHING;
	field_update(&k->code, &in);
	return KIOSK_NOTHING;
}

/* After every third wrong code: twice as long each time, up to a limit. */
static int lockout(int wrong)
{
	int seconds = KIOSK_LOCKOUT_SECONDS;

	if (!wrong || wrong % KIOSK_TRIES)
		return 0;
	for (int n = wrong / KIOSK_TRIES; n > 1 && seconds < KIOSK_LOCKOUT_MOST; n--)
		seconds *= 2;
	return seconds < KIOSK_LOCKOUT_MOST ? seconds : KIOSK_LOCKOUT_MOST;
}

void kiosk_code_checked(struct kiosk *k, bool right)
{
	explicit_bzero(&k->code, sizeof(k->code));
	if (right) {
		k->wrong = 0;
		go(k, KIOSK_STAFF);
	} else {
		kiosk_resume_wrong(k, k->wrong + 1);
	}
}

void kiosk_resume_wrong(struct kiosk *k, int wrong)
{
	k->wrong = wrong;
	k->wait_until = lockout(wrong) ? k->monotonic + lockout(wrong) : 0;
}

/* A machine that is nothing but a kiosk has nothing to show after it: one switches it off. */
static bool can_end(const struct kiosk *k)
{
	return !k->offers || !k->offers->update;
}

/* ---- words for the machine */

static enum kiosk_action ask(struct kiosk *k, const char *word)
{
	k->ask = word;
	k->asked_at = k->monotonic;
	k->said = NULL;
	return KIOSK_ASK;
}

/* Why the machine has not done something, by its word for it. */
static const char *refusal(const char *reason)
{
	static const struct {
		const char *reason, *sentence;
	} sentences[] = {
		{ "busy", N_("The machine is busy, or has this already. Nothing was changed.") },
		{ "stick",
			N_("There is no stick, or not the file that belongs on it. Nothing was changed.") },
		{ "signature",
			N_("The file on the stick is not signed by anyone this machine trusts. Nothing was changed.") },
		{ "older",
			N_("The file on the stick is older than what is here. Nothing was changed.") },
		{ "space", N_("There is no room for it. Nothing was changed.") },
		{ "silent",
			N_("The machine does not answer. Switch it off and on, and try again.") },
		{ "clock", N_("The clock could not be set.") },
	};

	for (size_t i = 0; i < ARRAY_SIZE(sentences); i++)
		if (!strcmp(reason, sentences[i].reason))
			return _(sentences[i].sentence);
	return _("The machine could not do this. Nothing was changed.");
}

static const char *done(const char *word)
{
	if (!strcmp(word, "update"))
		return _(
			"The new version is on the machine. It is used from the next start on: press 7.");
	return !strcmp(word, "shutdown") ? _("The machine switches itself off.")
					 : _("The machine starts again.");
}

static enum kiosk_action set_up(struct kiosk *k, enum setup_action what)
{
	switch (what) {
	case SETUP_ASK:
		return ask(k, k->setup.ask);
	case SETUP_HASH:
		(void)ask(k, "code");
		return KIOSK_HASH;
	case SETUP_OVER:
		if (k->setup.changed)
			return KIOSK_AGAIN;
		kiosk_setup_end(&k->setup);
		go(k, KIOSK_STAFF);
		break;
	case SETUP_NOTHING:
		break;
	}
	return KIOSK_NOTHING;
}

enum kiosk_action kiosk_answered(struct kiosk *k, const char *refused)
{
	const char *word = k->ask;

	k->ask = NULL;
	k->touched = k->monotonic;
	if (!word)
		return KIOSK_NOTHING;
	if (k->phase == KIOSK_SETUP)
		return set_up(
			k, kiosk_setup_answered(&k->setup, refused ? refusal(refused) : NULL));
	k->said = refused ? refusal(refused) : done(word);
	return KIOSK_NOTHING;
}

/* Keys wait until the machine has answered; a machine that never does must not hold them. */
static enum kiosk_action await(struct kiosk *k)
{
	int patience = !strcmp(k->ask, "update") ? KIOSK_UPDATE_SECONDS : KIOSK_ANSWER_SECONDS;

	return k->monotonic - k->asked_at < patience ? KIOSK_NOTHING : kiosk_answered(k, "silent");
}

void kiosk_set_offers(struct kiosk *k, const struct offers *offers, bool first)
{
	k->offers = offers;
	if (!first)
		return;
	go(k, KIOSK_SETUP);
	kiosk_setup_begin(&k->setup, offers, true);
}

static enum kiosk_action setup(struct kiosk *k, const struct event *e, bool somebody)
{
	if (k->ask)
		return await(k);
	if (somebody)
		k->touched = k->monotonic;
	/* at the first start there is nothing else to go to */
	if (!k->setup.first && k->monotonic - k->touched >= k->config->idle) {
		if (k->setup.changed)
			return KIOSK_AGAIN;
		kiosk_setup_end(&k->setup);
		go(k, KIOSK_ATTRACT);
		return KIOSK_NOTHING;
	}
	return set_up(k, kiosk_setup_handle(&k->setup, e));
}

static enum kiosk_action tell_machine(struct kiosk *k, const struct event *e)
{
	if (is_key(e, '3')) {
		go(k, KIOSK_SETUP);
		kiosk_setup_begin(&k->setup, k->offers, false);
	}
	if (is_key(e, '4') && k->offers->update)
		return ask(k, "update");
	if (is_key(e, '7'))
		return ask(k, "restart");
	return is_key(e, '8') ? ask(k, "shutdown") : KIOSK_NOTHING;
}

static enum kiosk_action staff(struct kiosk *k, const struct event *e, bool somebody)
{
	enum kiosk_action told;

	if (k->ask)
		return await(k);
	if (somebody)
		k->touched = k->monotonic;
	if (is_key(e, K_ESC) || is_key(e, 'q') || k->monotonic - k->touched >= k->config->idle) {
		go(k, KIOSK_ATTRACT);
		return KIOSK_NOTHING;
	}
	told = k->offers ? tell_machine(k, e) : KIOSK_NOTHING;
	if (told != KIOSK_NOTHING)
		return told;
	if (is_key(e, '1') && k->config->usb)
		return KIOSK_UPDATE;
	if (is_key(e, '2') && k->config->usb)
		return KIOSK_EXPORT;
	return is_key(e, '9') && can_end(k) ? KIOSK_LEAVE : KIOSK_NOTHING;
}

enum kiosk_action kiosk_handle(struct kiosk *k, const struct event *e, bool reading, bool open)
{
	bool somebody;

	if (e->monotonic > k->monotonic)
		k->monotonic = e->monotonic;
	somebody = shows_somebody(k, e);
	switch (k->phase) {
	case KIOSK_VISIT:
		return visit(k, e, somebody, reading);
	case KIOSK_WARNING:
		return warning(k, e, somebody);
	case KIOSK_HIDDEN:
		return hidden(k, e, somebody);
	case KIOSK_CODE:
		return take_code(k, e, somebody);
	case KIOSK_STAFF:
		return staff(k, e, somebody);
	case KIOSK_SETUP:
		return setup(k, e, somebody);
	default:
		return attract(k, e, somebody, open);
	}
}

void kiosk_visit_ended(struct kiosk *k, bool hide, int year, int month, int day)
{
	go(k, hide ? KIOSK_HIDDEN : KIOSK_ATTRACT);
	calendar_init(&k->calendar, year, month, day);
}

void kiosk_set_message(struct kiosk *k, const char *sentence)
{
	k->said = sentence;
}

/* ---- describing */

static void describe_calendar(const struct kiosk *k, struct view *view)
{
	view->title = "";
	for (int i = 0; i < CALENDAR_ROWS; i++) {
		struct strbuf line = STRBUF_INIT;

		calendar_line(&k->calendar, i, "", "", &line);
		view_text(view, view_printf(view, "%s", line.buf))->tight = true;
		strbuf_release(&line);
	}
	/* all of it fits in 12 rows: a calendar that has a second screen would be none */
	view_dim(view, _("<- -> month   q quit"))->tight = true;
}

static void describe_code(const struct kiosk *k, struct view *view)
{
	view->title = _("For the staff");
	if (k->monotonic < k->wait_until) {
		view_text(view,
			view_printf(view,
				Q_("Too many wrong codes. Wait %d second.",
					"Too many wrong codes. Wait %d seconds.",
					(unsigned long)(k->wait_until - k->monotonic)),
				(int)(k->wait_until - k->monotonic)));
		return;
	}
	view_text(view,
		k->wrong ? _("That was not the code. Type it again, then Enter. Esc goes back.")
			 : _("Type the code, then Enter. Esc goes back."));
	/* not even its length is shown */
	view_text(view, k->code.len ? "…" : "");
}

static void describe_figures(
	const struct kiosk *k, unsigned long counted, unsigned long waiting, struct view *view)
{
	view_text(view,
		view_printf(view,
			Q_("%lu visit since the start.", "%lu visits since the start.", k->visits),
			k->visits));
	view_text(view,
		view_printf(view,
			Q_("%lu answer counted in all.", "%lu answers counted in all.", counted),
			counted))
		->tight = true;
	if (waiting)
		view_text(view,
			view_printf(view,
				Q_("%lu answer is not written yet: the disk takes nothing.",
					"%lu answers are not written yet: the disk takes nothing.",
					waiting),
				waiting))
			->tight = true;
}

static void describe_staff(
	const struct kiosk *k, unsigned long counted, unsigned long waiting, struct view *view)
{
	bool first = true;
	const struct {
		bool there;
		const char *text;
	} lines[] = {
		{ k->config->usb != NULL, _("1  Take new lessons from the stick") },
		{ k->config->usb != NULL, _("2  Write the counters to the stick") },
		{ k->offers != NULL, _("3  Language, keyboard, country, clock") },
		{ k->offers && k->offers->update, _("4  Update this machine from the stick") },
		{ k->offers != NULL, _("7  Start the machine again") },
		{ k->offers != NULL, _("8  Switch the machine off") },
		{ can_end(k), _("9  End the kiosk") },
		{ true, _("q  Back") },
	};

	view->title = _("For the staff");
	/*
	 * the result replaces the numbers: a small screen has room for one of them, and nothing
	 * scrolls here
	 */
	if (k->said)
		view_message(view, MARK_NOTE, k->said);
	else
		describe_figures(k, counted, waiting, view);
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
		if (lines[i].there) {
			view_text(view, lines[i].text)->tight = !first;
			first = false;
		}
}

/* While the machine does what it was told. */
static void describe_waiting(const struct kiosk *k, struct view *view)
{
	view->title = k->setup.first ? _("Setting up this machine") : _("For the staff");
	view_text(view,
		!strcmp(k->ask, "update")
			? _("The new version is being written. Leave the machine on, and the stick in; this takes some minutes.")
			: _("One moment…"));
}

enum { LANGUAGES_MOST = 18 }; /* cells of their names in the row of the title */

/* The other languages stand by their own names, on top as everywhere if there is room. */
static void describe_languages(const struct kiosk *k, struct view *view)
{
	const char *names = k->other_languages;

	if (!names)
		return;
	if (text_width(names, strlen(names)) <= LANGUAGES_MOST)
		view->where = view_printf(view, "g %s", names);
	else
		view_choice(view, -1, "g", names, false);
}

/* A digit takes its way at once. The last way leads to help: it stands first if not all can. */
static void describe_ways(const struct kiosk *k, struct view *view)
{
	size_t n = k->n_ways, first = k->room == KIOSK_NO_ROOM && n ? n - 1 : 0;

	for (size_t i = 0; i < n; i++) {
		size_t way = (first + i) % n;

		view_choice(view, (int)way, view_printf(view, "%zu", way + 1), k->ways[way], false);
	}
}

static void describe_first(const struct kiosk *k, struct view *view)
{
	const char *kept = _(
		"No names. Everything is forgotten when you leave, except how often each answer is chosen.");

	if (k->room == KIOSK_ROOM || !k->n_ways) {
		view_add(view, BLOCK_HEADING,
			_("How people are deceived into exploitation, and how to see it coming"));
		view_text(view, _("Press any key to begin."));
		if (k->n_ways)
			describe_languages(k, view);
		describe_ways(k, view);
		view_dim(view, kept);
		return;
	}
	view_text(view, kept);
	describe_ways(k, view);
	view->blocks[1].tight = true;
	describe_languages(k, view);
}

void kiosk_describe(
	const struct kiosk *k, unsigned long counted, unsigned long waiting, struct view *view)
{
	view->title = "Vigie";
	if (k->ask) {
		describe_waiting(k, view);
		return;
	}
	switch (k->phase) {
	case KIOSK_ATTRACT:
		describe_first(k, view);
		break;
	case KIOSK_CLOSED:
		view_text(view, _("Closed now."));
		break;
	case KIOSK_WARNING:
		view_add(view, BLOCK_HEADING, _("Are you still there?"));
		view_text(view,
			view_printf(view,
				Q_("In %d second everything you did here is forgotten. Press any key to stay.",
					"In %d seconds everything you did here is forgotten. Press any key to stay.",
					(unsigned long)remaining(k)),
				remaining(k)));
		break;
	case KIOSK_HIDDEN:
		describe_calendar(k, view);
		break;
	case KIOSK_CODE:
		describe_code(k, view);
		break;
	case KIOSK_STAFF:
		describe_staff(k, counted, waiting, view);
		break;
	case KIOSK_SETUP:
		kiosk_setup_describe(&k->setup, view);
		break;
	case KIOSK_VISIT:
		break;
	}
}
