/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OS_COMPLAIN_H
#define OS_COMPLAIN_H

#include <stdio.h>

/* "vigie: sentence" on standard error, sanitized; returns status. */
int complain(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Lines that may name what others wrote (paths, names), sanitized; line ends stay. */
void say(FILE *file, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
