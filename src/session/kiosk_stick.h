/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_KIOSK_STICK_H
#define SESSION_KIOSK_STICK_H

#include "session/kiosk_run.h"

/* Opens the counters for exporting, unless they are open or cannot be opened now. */
void kiosk_open_counters(struct kiosk_run *run);
/* Each returns a sentence for the staff. */
const char *kiosk_update_lessons(struct kiosk_run *run);
const char *kiosk_export_counters(struct kiosk_run *run);
/* Call before a visit: lessons from a USB stick replace all others. */
void kiosk_choose_lessons(struct kiosk_run *run);

#endif
