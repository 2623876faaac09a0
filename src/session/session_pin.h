/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_PIN_H
#define SESSION_SESSION_PIN_H

#include "session/session.h"

/* Asks for the PIN, if the learner has one. False: the course is not to start (it was said why). */
bool session_unlock(struct session *session);
/* Keeps its hash; "" for none. False: as a save that failed. */
bool session_save_pin(struct session *session, const char *pin);

#endif
