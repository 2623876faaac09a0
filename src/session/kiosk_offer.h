/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kiosk offers on its first screen: the paths for it, help, and the other languages. */
#ifndef SESSION_KIOSK_OFFER_H
#define SESSION_KIOSK_OFFER_H

#include "session/kiosk_run.h"

/* Reads the paths in the language shown. Call whenever that, or the lessons, have changed. */
void kiosk_offer(struct kiosk_run *r);
void kiosk_offer_release(struct kiosk_run *r);
/*
 * Returns the number that an event at the first screen takes at once, from 1; 0 if none. Call
 * before the visit begins.
 */
int kiosk_offer_taken(const struct kiosk_run *r, const struct event *event);
/* Takes what the event asked for in the visit that it has begun: a number, or another language. */
void kiosk_offer_take(struct kiosk_run *r, int number, const struct event *event);

#endif
