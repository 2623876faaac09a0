/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting up a kiosk's machine from its own keyboard: at the first start, when it has no code yet,
 * and later by the staff. One question after the other; each answer is a word for the machine
 * (share/kiosk/vigie-machine), which alone may change anything. No I/O.
 */
#ifndef APP_KIOSK_SETUP_H
#define APP_KIOSK_SETUP_H

#include <stdbool.h>
#include <stddef.h>

#include "app/offers.h"
#include "view/block.h"
#include "view/event.h"
#include "view/field.h"

enum setup_step {
	SETUP_LANGUAGE,
	SETUP_KEYBOARD,
	SETUP_TRY, /* whether its keys type what they show */
	SETUP_COUNTRY,
	SETUP_ZONE,
	SETUP_CLOCK,
	SETUP_CODE, /* only at the first start */
	SETUP_CODE_AGAIN,
	SETUP_STEPS
};

enum setup_action {
	SETUP_NOTHING,
	SETUP_ASK,  /* tell the machine setup->ask, then call kiosk_setup_answered */
	SETUP_HASH, /* the same with the word "code" and the hash of setup->code.text */
	SETUP_OVER
};

enum { SETUP_ASK_BYTES = 256, SETUP_CLOCK_BYTES = 20 };

struct kiosk_setup {
	const struct offers *offers; /* owned by the shell, which fills them */
	enum setup_step step;
	bool first;         /* the first start: there is no way out before the end */
	bool changed;       /* the machine has taken something: the kiosk begins again to use it */
	struct field typed; /* a filter, a time or a code */
	size_t at;          /* which of the offers that match */
	struct field code;  /* as typed the first time */
	char country[4];
	char clock[SETUP_CLOCK_BYTES]; /* "2026-11-29 18:30" here and now, set by the shell */
	char ask[SETUP_ASK_BYTES];     /* as a word and its value */
	const char *fault;             /* what is wrong with the answer, or NULL */
};

void kiosk_setup_begin(struct kiosk_setup *setup, const struct offers *offers, bool first);
enum setup_action kiosk_setup_handle(struct kiosk_setup *setup, const struct event *event);
/* The machine has done it (fault NULL), or why not, as a sentence. */
enum setup_action kiosk_setup_answered(struct kiosk_setup *setup, const char *fault);
void kiosk_setup_describe(const struct kiosk_setup *setup, struct view *view);
/* Overwrites what was typed. */
void kiosk_setup_end(struct kiosk_setup *setup);

/* True for a time such as "2026-11-29 18:30", from 2020 to 2099. */
bool kiosk_setup_is_clock(const char *text);

#endif
