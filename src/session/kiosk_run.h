/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the kiosk. */
#ifndef SESSION_KIOSK_RUN_H
#define SESSION_KIOSK_RUN_H

#include "app/kiosk.h"
#include "session/session.h"
#include "store/counters.h"

enum { COUNTS_MAX = 512 };

struct kiosk_run {
	struct kiosk_config config;
	struct kiosk kiosk;
	struct session *s;              /* its app is overwritten between visits */
	struct counters *counters;      /* NULL: nothing is counted */
	struct count counts[COUNTS_MAX]; /* of this visit, or of some while the disk is full */
	size_t n_counts;
	struct language languages[LANGUAGES_MAX];
	size_t n_languages;
	struct canvas canvas;
	struct view view;
	struct layout layout;
	bool visiting, ascii;
	const char *brought, *help_brought; /* folders of lessons that come by stick, and of their numbers */
	int holds;                      /* of the sandbox */
};

/* kiosk_usb.c: each gives a sentence for the staff. */
const char *kiosk_update_lessons(struct kiosk_run *run);
const char *kiosk_export_counters(struct kiosk_run *run);
/* Before a visit: lessons that were brought by stick come in the place of all others. */
void kiosk_choose_lessons(struct kiosk_run *run);

#define KIOSK_CONFIG "/etc/vigie/kiosk.ini"
/* Reads kiosk.ini and looks whether this machine has what it names; also for vigie check. False: it has errors. */
bool kiosk_read_config(struct kiosk_config *config, const char *path, const struct paths *paths, struct diags *diags);

#endif
