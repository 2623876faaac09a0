/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_LINES_H
#define SESSION_SESSION_LINES_H

#include "session/session.h"

/* The course in plain lines; exit status. */
int session_run_lines(struct session *session, bool ascii);
/* Empties a terminal that shows lines, with what was scrolled out of it. */
void session_erase_lines(void);

#endif
