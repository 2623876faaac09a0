/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_CERTIFICATE_H
#define SESSION_SESSION_CERTIFICATE_H

#include "session/session.h"

/* Writes the certificate of a lesson where the person stands or at home, and says where it is. */
void session_save_certificate(struct session *session, int lesson, const char *name);

#endif
