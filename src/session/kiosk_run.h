/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits on a machine that anyone may use. */
#ifndef SESSION_KIOSK_RUN_H
#define SESSION_KIOSK_RUN_H

#include "app/kiosk.h"
#include "session/session.h"
#include "store/counters.h"

enum { COUNTS_MAX = 512 };

struct kiosk_run {
	struct kiosk_config *config;
	struct kiosk kiosk;
	struct session *s;               /* its app is overwritten between visits */
	struct counters *counters;       /* NULL: nothing is counted */
	struct count counts[COUNTS_MAX]; /* of this visit, or of some while the disk is full */
	size_t n_counts;
	struct language languages[LANGUAGES_MAX];
	size_t n_languages;
	struct canvas canvas;
	struct view view;
	struct layout layout;
	bool visiting, ascii;
	const char *usb_lessons,
		*usb_help; /* folders of lessons that come by stick, and of their numbers */
	int holds;         /* of the sandbox */
};

/* Until the staff or a signal ends it; exit status. Only color, ascii and the lessons of the
 * options count. */
int kiosk_run(struct kiosk_config *config, const struct session_options *options);

#endif
