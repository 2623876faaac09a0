/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The code of a kiosk's staff. The number of wrong ones is kept in the data folder, so that a crash
 * or a power cut gives no further tries.
 */
#ifndef SESSION_KIOSK_CODE_H
#define SESSION_KIOSK_CODE_H

#include "session/kiosk_run.h"

/* Checks the code that was typed, after counting the try, and tells the kiosk. */
void kiosk_code_check(struct kiosk_run *run);
/* Call after kiosk_init: goes on with the wrong codes from before. */
void kiosk_code_resume(struct kiosk_run *run);

#endif
