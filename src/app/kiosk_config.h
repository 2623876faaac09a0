/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kiosk.ini: settings of a public machine. share/kiosk/README.md explains the keys and values. A
 * kiosk does not start if the file has errors.
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
	struct arena arena; /* owns the texts */
	int idle, idle_text,
		warning; /* seconds without a key; on pages of text; countdown of the warning */
	int attract;     /* seconds per language while idle */
	struct lang languages[KIOSK_LANGUAGES_MAX]; /* if none are given, all available ones */
	size_t n_languages;
	const char *country; /* for help; or NULL */
	const char *lessons; /* folder, or NULL for the default ones */
	const char *data;    /* folder of the counters */
	const char *usb;     /* mount point of a stick, in its own folder; NULL: no updates */
	const char
		*machine; /* where words for the machine are left (app/offers.h); NULL: nowhere */
	const char *code; /* hash of the staff's code; NULL: staff cannot leave */
	int minimum;      /* smaller counts are not reported */
	struct {
		int from, to;
	} hours[7]; /* minutes of the day, Monday first; all 0: always open */
	bool has_hours;
};

/* Callbacks that query the machine. */
struct kiosk_host {
	void *ctx;                         /* passed to speaks */
	bool (*is_hash)(const char *code); /* true if code is a hash it can check */
	bool (*speaks)(void *ctx, const char *language);
	bool (*has_lessons)(const char *folder);
	bool (*is_folder)(const char *path);
	/* the path without links, in arena; NULL if nothing is there */
	const char *(*resolve)(struct arena *arena, const char *path);
};

void kiosk_config_init(struct kiosk_config *config);
void kiosk_config_release(struct kiosk_config *config);
/* Returns true if the configuration has no errors. */
bool kiosk_config_read(struct kiosk_config *config, const char *path, const struct kiosk_host *host,
	struct diags *diags);
bool kiosk_config_parse(struct kiosk_config *config, const char *path, const char *data, size_t len,
	const struct kiosk_host *host, struct diags *diags);
/*
 * True within the opening hours. An implausible clock (before 2020) closes nothing. offset: of the
 * time zone, in seconds.
 */
bool kiosk_is_open(const struct kiosk_config *config, int64_t now, long offset);

#endif
