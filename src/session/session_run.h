/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_RUN_H
#define SESSION_SESSION_RUN_H

#include "session/session_options.h"

/* Runs a sitting from the PIN to the calendar left on the screen; returns an exit status. */
int session_run(const struct session_options *options);

#endif
