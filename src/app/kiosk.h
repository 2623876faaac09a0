/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A machine that anyone may use: what it does between visits and around one. Pure: keys and times
 * come as events (event.steady counts seconds and never jumps), and what is to be done comes back
 * as a word for the shell.
 *
 *   ATTRACT  -any key->  VISIT  -idle->  WARNING  -any key->  VISIT
 *                          |                |countdown
 *                     hide |                v
 *                          v         the visit is wiped -> ATTRACT
 *                       HIDDEN  -any time->  (wiped at once; q or idle) ATTRACT
 *   ATTRACT  -Ctrl-T->  CODE  -right->  STAFF
 *
 * A key that is stuck is nobody: the same key, click or turn of the wheel again with less than
 * KIOSK_REPEAT_SECONDS seconds between keeps no visit open, stays in no countdown and begins no
 * visit; the idle time counts from the first of them. Nor does a paste, which on a console nobody
 * can make, and which is what a key that repeats very fast looks like.
 */
#ifndef APP_KIOSK_H
#define APP_KIOSK_H

#include <stdbool.h>
#include <stdint.h>

#include "app/kiosk_config.h"
#include "view/block.h"
#include "view/calendar.h"
#include "view/event.h"
#include "view/field.h"

enum kiosk_phase {
	KIOSK_ATTRACT,
	KIOSK_CLOSED,
	KIOSK_VISIT,
	KIOSK_WARNING,
	KIOSK_HIDDEN,
	KIOSK_CODE,
	KIOSK_STAFF
};

/* What the shell is to do after an event. */
enum kiosk_action {
	KIOSK_NOTHING,
	KIOSK_BEGIN,         /* a visit, in the language that is shown */
	KIOSK_PASS,          /* the event is for the course */
	KIOSK_WIPE,          /* the visit has ended: forget it */
	KIOSK_TURN_LANGUAGE, /* the next one is shown */
	KIOSK_CHECK_CODE,    /* kiosk->code; then kiosk_code_checked */
	KIOSK_UPDATE,
	KIOSK_EXPORT, /* then kiosk_set_message */
	KIOSK_LEAVE
};

enum {
	KIOSK_TRIES = 3,
	KIOSK_LOCKOUT_SECONDS = 60,
	KIOSK_HIDDEN_FOR = 120,
	KIOSK_REPEAT_SECONDS = 2
};

struct kiosk {
	const struct kiosk_config *config;
	enum kiosk_phase phase;
	int64_t monotonic, since,
		touched;   /* now; when the phase began; when somebody last did something */
	struct event last; /* the last input, without its text, and when */
	int64_t last_at;
	size_t language, n_languages; /* which of the shell's languages is shown */
	struct field code;
	int wrong;
	int64_t wait_until; /* no code is taken before */
	struct calendar calendar;
	const char *said;     /* a sentence on the staff's screen; the shell's, or NULL */
	unsigned long visits; /* since the start */
};

void kiosk_init(struct kiosk *kiosk, const struct kiosk_config *config, size_t n_languages,
	int64_t monotonic);
/* reading: a page of text is shown, which takes longer. open: of the hours. */
enum kiosk_action kiosk_handle(
	struct kiosk *kiosk, const struct event *event, bool reading, bool open);
/* The person left by herself; hidden: quickly. The visit is wiped by now. today for the calendar.
 */
void kiosk_visit_ended(struct kiosk *kiosk, bool hidden, int year, int month, int day);
void kiosk_code_checked(struct kiosk *kiosk, bool right);
void kiosk_set_message(struct kiosk *kiosk, const char *sentence);
/* All phases but VISIT. counted: answers that are durable in the counters; waiting: those that
 * could not be written yet. */
void kiosk_describe(
	const struct kiosk *kiosk, unsigned long counted, unsigned long waiting, struct view *view);

#endif
