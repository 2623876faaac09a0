/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A public machine: what it does before, during and after a visit. No I/O: keys and times come as
 * events (event.monotonic in seconds), and the action is returned for the shell to carry out.
 *
 *   ATTRACT  -any key->  VISIT  -idle->  WARNING  -any key->  VISIT
 *                          |                |countdown
 *                     hide |                v
 *                          v         the visit is wiped -> ATTRACT
 *                       HIDDEN  -any time->  (wiped at once; q or idle) ATTRACT
 *   ATTRACT  -Ctrl-T->  CODE  -right->  STAFF  <->  SETUP (of the machine)
 *
 * A stuck key does not count as activity: the same key, click or wheel step repeated within
 * KIOSK_REPEAT_SECONDS neither keeps a visit open, nor stops a countdown, nor starts a visit; the
 * idle time counts from the first one. Nor does a paste count, which is impossible on a console and
 * is what a very fast repeat looks like.
 */
#ifndef APP_KIOSK_H
#define APP_KIOSK_H

#include <stdbool.h>
#include <stdint.h>

#include "app/kiosk_config.h"
#include "app/kiosk_setup.h"
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
	KIOSK_STAFF,
	KIOSK_SETUP /* at the first start, or by the staff */
};

/* What the shell must do after an event. */
enum kiosk_action {
	KIOSK_NOTHING,
	KIOSK_BEGIN,         /* start a visit in the language shown */
	KIOSK_PASS,          /* pass the event to the course */
	KIOSK_WIPE,          /* the visit has ended: wipe it */
	KIOSK_TURN_LANGUAGE, /* show the next language */
	KIOSK_CHECK_CODE,    /* check kiosk->code, then call kiosk_code_checked */
	KIOSK_UPDATE,
	KIOSK_EXPORT, /* then kiosk_set_message */
	KIOSK_ASK,    /* tell the machine kiosk->ask, then call kiosk_answered */
	KIOSK_HASH,   /* the same with the word "code" and the hash of kiosk->setup.code.text */
	KIOSK_LEAVE,
	KIOSK_AGAIN /* end, to be started again with what has changed */
};

enum {
	KIOSK_TRIES = 3,
	KIOSK_LOCKOUT_SECONDS = 60,
	KIOSK_LOCKOUT_MOST = 300,    /* or a visitor could keep the staff out for hours */
	KIOSK_ANSWER_SECONDS = 60,   /* how long the machine may take to do what it is told */
	KIOSK_UPDATE_SECONDS = 3600, /* and to update itself */
	KIOSK_WAYS_MAX = 9,          /* one per digit */
	KIOSK_HIDDEN_FOR = 120,
	KIOSK_REPEAT_SECONDS = 2
};

/* How much of the first screen stands on it: all; no heading; help first, in a window too small. */
enum kiosk_room { KIOSK_ROOM, KIOSK_LITTLE_ROOM, KIOSK_NO_ROOM };

struct kiosk {
	const struct kiosk_config *config;
	enum kiosk_phase phase;
	int64_t monotonic, since, touched; /* now; start of the phase; time of the last activity */
	struct event last;                 /* the last input, without its text, and its time */
	int64_t last_at;
	size_t language, n_languages; /* which of the shell's languages is shown */
	/* what the first screen offers, by number, and the other languages; owned by the shell */
	const char *ways[KIOSK_WAYS_MAX], *other_languages;
	size_t n_ways;
	enum kiosk_room room; /* set by the shell for kiosk_describe */
	struct field code;
	int wrong;
	int64_t wait_until; /* no code is accepted before this time */
	struct calendar calendar;
	const struct offers
		*offers; /* of the machine, filled by the shell; NULL: it takes no words */
	struct kiosk_setup setup;
	const char *ask; /* what it was told and has not answered yet, or NULL */
	int64_t asked_at;
	const char *said;     /* a sentence on the staff's screen, owned by the shell, or NULL */
	unsigned long visits; /* since the start */
};

void kiosk_init(struct kiosk *kiosk, const struct kiosk_config *config, size_t n_languages,
	int64_t monotonic);
/*
 * Handles an event. reading: a page of text is shown, which takes longer. open: within the opening
 * hours.
 */
enum kiosk_action kiosk_handle(
	struct kiosk *kiosk, const struct event *event, bool reading, bool open);
/*
 * Call when the user has ended the visit (hidden: by the quick exit) and it has been wiped. The
 * date is today's, for the calendar.
 */
void kiosk_visit_ended(struct kiosk *kiosk, bool hidden, int year, int month, int day);
void kiosk_code_checked(struct kiosk *kiosk, bool right);
/*
 * Call after kiosk_init with the number of wrong codes before a restart: the tries go on where they
 * were, and a wait begins anew.
 */
void kiosk_resume_wrong(struct kiosk *kiosk, int wrong);
void kiosk_set_message(struct kiosk *kiosk, const char *sentence);
/* Call after kiosk_init: the staff may tell the machine something. first: set it up before all. */
void kiosk_set_offers(struct kiosk *kiosk, const struct offers *offers, bool first);
/*
 * The machine has done what it was told (refused NULL), or not: refused is the reason in its own
 * word (share/kiosk/vigie-machine lists them).
 */
enum kiosk_action kiosk_answered(struct kiosk *kiosk, const char *refused);
/*
 * Describes all phases but VISIT. counted: answers durable in the counters; waiting: answers not
 * written yet.
 */
void kiosk_describe(
	const struct kiosk *kiosk, unsigned long counted, unsigned long waiting, struct view *view);

#endif
