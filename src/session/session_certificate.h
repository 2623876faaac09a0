/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_CERTIFICATE_H
#define SESSION_SESSION_CERTIFICATE_H

#include "session/session.h"

/*
 * Writes the certificate of a lesson as path.html and path.txt, which must not exist yet, and
 * reports where it is, or what can be done.
 */
void session_save_certificate(
	struct session *session, int lesson, const char *name, const char *path);

#endif
