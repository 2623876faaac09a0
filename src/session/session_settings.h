/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_SETTINGS_H
#define SESSION_SESSION_SETTINGS_H

#include "session/session.h"

struct store;

/*
 * Reads vigie.ini, the choices made on the screen earlier (store may be NULL), and the command
 * line: each overrides the one before.
 */
void session_read_settings(
	struct session *session, struct store *store, const struct session_options *options);
/* True if options, environment and settings ask for plain lines. */
bool session_wants_lines(const struct session *session, const struct session_options *options);

#endif
