/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words from the staff of a kiosk to its machine: switch off, set the clock and so on. The kiosk
 * has no right to do any of it. It leaves one line in a file, "ID WORD VALUE", and a unit of the
 * system (share/kiosk/vigie-machine) that knows a fixed list of words does it and leaves its answer
 * in another, "ID ok" or "ID refused REASON".
 */
#ifndef SESSION_KIOSK_MACHINE_H
#define SESSION_KIOSK_MACHINE_H

#include "session/kiosk_run.h"

struct sandbox;

/* Call before the terminal is taken: says so if the machine that kiosk.ini names is not there. */
void kiosk_machine_find(struct kiosk_run *run);
/* Adds what must be readable and writable to the sandbox. */
void kiosk_machine_allow(struct kiosk_run *run, struct sandbox *box);
/* Call after kiosk_init: reads what the machine offers. At the first start, it is set up. */
void kiosk_machine_begin(struct kiosk_run *run);
/* Before the kiosk handles an event: tells it the time. */
void kiosk_machine_tell_time(struct kiosk_run *run);
void kiosk_machine_ask(struct kiosk_run *run);
/* Tells the machine the hash of the code that the staff have chosen. */
void kiosk_machine_ask_code(struct kiosk_run *run);
/* Looks for the answer, if one is due. Never waits. */
enum kiosk_action kiosk_machine_take(struct kiosk_run *run);

#endif
