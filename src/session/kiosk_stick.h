/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_KIOSK_STICK_H
#define SESSION_KIOSK_STICK_H

#include "session/kiosk_run.h"

/* Each gives a sentence for the staff. */
const char *kiosk_update_lessons(struct kiosk_run *run);
const char *kiosk_export_counters(struct kiosk_run *run);
/* Before a visit: lessons that were brought by stick come in the place of all others. */
void kiosk_choose_lessons(struct kiosk_run *run);

#endif
