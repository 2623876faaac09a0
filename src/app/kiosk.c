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

static enum kiosk_action staff(struct kiosk *k, const struct event *e, bool somebody)
{
	if (somebody)
		k->touched = k->monotonic;
	if (is_key(e, K_ESC) || is_key(e, 'q') || k->monotonic - k->touched >= k->config->idle) {
		go(k, KIOSK_ATTRACT);
		return KIOSK_NOTHING;
	}
	if (is_key(e, '1') && k->config->usb)
		return KIOSK_UPDATE;
	if (is_key(e, '2') && k->config->usb)
		return KIOSK_EXPORT;
	return is_key(e, '9') ? KIOSK_LEAVE : KIOSK_NOTHING;
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
	view_dim(view, _("<- -> month   q quit"));
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
	view->title = _("For the staff");
	/*
	 * the result replaces the numbers: a small screen has room for one of them, and nothing
	 * scrolls here
	 */
	if (k->said)
		view_message(view, MARK_NOTE, k->said);
	else
		describe_figures(k, counted, waiting, view);
	if (k->config->usb) {
		view_text(view, _("1  Take new lessons from the stick"));
		view_text(view, _("2  Write the counters to the stick"))->tight = true;
	}
	view_text(view, _("9  End the kiosk"))->tight = k->config->usb != NULL;
	view_text(view, _("q  Back"))->tight = true;
}

void kiosk_describe(
	const struct kiosk *k, unsigned long counted, unsigned long waiting, struct view *view)
{
	view->title = "Vigie";
	switch (k->phase) {
	case KIOSK_ATTRACT:
		view_add(view, BLOCK_HEADING,
			_("How people are deceived into exploitation, and how to see it coming"));
		view_text(view, _("Press any key to begin."));
		view_dim(view,
			_("No names. All is forgotten when you leave, but for how often each answer is chosen."));
		break;
	case KIOSK_CLOSED:
		view_text(view, _("Closed now."));
		break;
	case KIOSK_WARNING:
		view_add(view, BLOCK_HEADING, _("Are you still there?"));
		view_text(view,
			view_printf(view,
				Q_("In %d second all that you did here is forgotten. Any key stays.",
					"In %d seconds all that you did here is forgotten. Any key stays.",
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
	case KIOSK_VISIT:
		break;
	}
}
