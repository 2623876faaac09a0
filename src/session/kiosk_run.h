/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits on a public machine. */
#ifndef SESSION_KIOSK_RUN_H
#define SESSION_KIOSK_RUN_H

#include "app/kiosk.h"
#include "course/catalog.h"
#include "session/session.h"
#include "store/counters.h"

struct kiosk_run {
	struct kiosk_config *config;
	struct kiosk kiosk;
	struct session *s;     /* its app is overwritten between visits */
	struct writer *writer; /* adds to the counters */
	const char *counters_path;
	struct counters *counters; /* to export them; NULL: they could not be opened yet */
	unsigned long counted;     /* answers in it, as far as is known */
	struct count *counts;      /* of this visit */
	size_t n_counts, cap_counts;
	unsigned long unsaved; /* counts handed to the writer and not durable yet */
	struct language languages[LANGUAGES_MAX];
	size_t n_languages;
	struct canvas canvas;
	struct view view;
	struct layout layout;
	struct course offered; /* its paths, in the language shown (kiosk_offer.h) */
	int taken;             /* number of what the last event takes of it, from 1; 0: nothing */
	int scroll;            /* rows, on the staff's screen */
	bool visiting, ascii;
	const char *usb_lessons,
		*usb_help; /* folders of lessons from a USB stick, and of their help numbers */
	const char *wrong_codes; /* file (kiosk_code.h) */
	struct offers offers;    /* of the machine (kiosk_machine.h) */
	unsigned asked;          /* number of the last word to it */
	int holds;               /* result of sandbox_enter */
};

/*
 * Runs until the staff or a signal ends it; returns an exit status. Uses only color, ascii and the
 * lessons of the options.
 */
int kiosk_run(struct kiosk_config *config, const struct session_options *options);

#endif
