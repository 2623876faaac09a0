/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the kiosk. */
#ifndef CLI_KIOSK_H
#define CLI_KIOSK_H

#include "app/kiosk.h"
#include "cli/session.h"
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
	int holds;                      /* of the sandbox */
};

/* kiosk_usb.c: each gives a sentence for the staff, or NULL. */
const char *kiosk_update_lessons(struct kiosk_run *run);
const char *kiosk_export_counters(struct kiosk_run *run);
/* Lessons that were brought by stick come before those of the file and those of the program. */
void kiosk_find_lessons(const struct kiosk_run *run, struct options *options);

/* For vigie check: true if the file has no errors. */
int kiosk_check_config(const char *path, struct diags *diags);

#endif
