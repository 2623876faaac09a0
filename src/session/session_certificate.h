/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_CERTIFICATE_H
#define SESSION_SESSION_CERTIFICATE_H

#include "session/session.h"

/*
 * Writes the certificate of a lesson to the current directory or the home directory, and reports
 * where it is.
 */
void session_save_certificate(struct session *session, int lesson, const char *name);

#endif
