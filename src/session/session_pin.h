/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_PIN_H
#define SESSION_SESSION_PIN_H

#include "session/session.h"

/*
 * Asks for the PIN if the learner has one. Returns false, having said why, if the course must not
 * start.
 */
bool session_unlock(struct session *session);

#endif
