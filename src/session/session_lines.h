/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_LINES_H
#define SESSION_SESSION_LINES_H

#include "session/session.h"

/* Runs the course in plain lines; returns an exit status. */
int session_run_lines(struct session *session, bool ascii);
/* Clears a terminal that shows lines, including its scrollback. */
void session_erase_lines(void);

#endif
