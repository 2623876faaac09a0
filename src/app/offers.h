/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the staff of a kiosk may choose from when they set it up: its languages, and what the
 * machine offers in a file of its own (share/kiosk/vigie-machine writes it), a line each, with
 * tabs:
 *
 *   keyboard  fr-latin9     Français (AZERTY)
 *   zone      Europe/Paris  FR
 *   now       keyboard      fr-latin9
 *   update    yes
 */
#ifndef APP_OFFERS_H
#define APP_OFFERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum offer_kind { OFFER_LANGUAGE, OFFER_KEYBOARD, OFFER_COUNTRY, OFFER_ZONE, OFFER_KINDS };

struct offer {
	const char *value; /* what the machine is told */
	const char *label; /* what is shown */
	const char *where; /* of a zone: its countries, "FR,MC"; else "" */
};

struct offer_list {
	struct offer *v;
	size_t n, cap;
	const char *now; /* the present value, or "" */
};

struct offers {
	struct arena arena; /* owns the texts */
	struct offer_list of[OFFER_KINDS];
	bool update; /* the machine can be updated from a stick */
};

void offers_init(struct offers *offers);
void offers_release(struct offers *offers);
/* Copies the texts. */
void offers_add(struct offers *offers, enum offer_kind kind, const char *value, const char *label,
	const char *where);
void offers_set_now(struct offers *offers, enum offer_kind kind, const char *value);
/* Drops all of a kind. */
void offers_drop(struct offers *offers, enum offer_kind kind);
/* Takes the machine's file. What it does not know it leaves out. */
void offers_read(struct offers *offers, const char *text, size_t len);

/*
 * Finds the offers that contain what was typed in their value or label, and, unless country is "",
 * belong to that country (if none does: all). Writes at most max of them; returns their number.
 */
size_t offers_match(const struct offer_list *list, const char *typed, const char *country,
	const struct offer **found, size_t max);

#endif
