/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sitting does for vigie present: its first screen, and the way to the other terminal. */
#ifndef SESSION_SESSION_PRESENT_H
#define SESSION_SESSION_PRESENT_H

#include "session/session.h"

void session_present_begin(struct session *session, const struct session_options *options);
/* Tells the notes a line of EFFECT_NOTES. */
void session_present_tell(struct session *session, const char *line);
/* Takes what the other terminal says; for the notes, with the lesson that it presents. */
void session_present_take(struct session *session);
/* Closes the way at once, so that what is hidden here is not shown there. */
void session_present_end(struct session *session);

#endif
