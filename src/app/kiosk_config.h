/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kiosk.ini: how a machine that anyone may use looks after itself. Keys and values are explained in
 * share/kiosk/README.md. A kiosk does not start with a file that has mistakes.
 */
#ifndef APP_KIOSK_CONFIG_H
#define APP_KIOSK_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/i18n.h"
#include "base/mem.h"

struct diags;

enum { KIOSK_LANGUAGES_MAX = 16, KIOSK_WARNING_LEAST = 20 };

struct kiosk_config {
	struct arena arena; /* of the texts */
	int idle, idle_text,
		warning; /* seconds without a key; on pages of text; the warning's countdown */
	int attract;     /* seconds a language, while nobody is there */
	struct lang languages[KIOSK_LANGUAGES_MAX]; /* none: all there are */
	size_t n_languages;
	const char *country; /* for help; or NULL */
	const char *lessons; /* folder, or NULL for the usual ones */
	const char *data;    /* folder of the counters */
	const char *
		usb; /* where a stick is mounted, below a folder made for it; or NULL: no updates */
	const char *code; /* hash of the staff's code, or NULL: staff cannot leave */
	int minimum;      /* fewer answers than this are not reported */
	struct {
		int from, to;
	} hours[7]; /* minutes of the day, Monday first; all 0: always open */
	bool has_hours;
};

/* What only the shell knows of the machine. */
struct kiosk_host {
	void *ctx;                         /* of speaks */
	bool (*is_hash)(const char *code); /* can this program check a code with it? */
	bool (*speaks)(void *ctx, const char *language);
	bool (*has_lessons)(const char *folder);
	bool (*is_folder)(const char *path);
};

void kiosk_config_init(struct kiosk_config *config);
void kiosk_config_release(struct kiosk_config *config);
/* True if it may be used: no errors. */
bool kiosk_config_read(struct kiosk_config *config, const char *path, const struct kiosk_host *host,
	struct diags *diags);
bool kiosk_config_parse(struct kiosk_config *config, const char *path, const char *data, size_t len,
	const struct kiosk_host *host, struct diags *diags);
/* Open at that time? A clock that cannot be right (before 2020) closes nothing. offset: of the time
 * zone, in seconds. */
bool kiosk_is_open(const struct kiosk_config *config, int64_t now, long offset);

#endif
