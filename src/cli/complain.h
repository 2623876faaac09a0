/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_COMPLAIN_H
#define CLI_COMPLAIN_H

/* "vigie: sentence" on standard error, sanitized; returns status. */
int complain(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
