/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong, on standard error, and the exit status that goes with it. */
#ifndef OS_COMPLAIN_H
#define OS_COMPLAIN_H

struct diags;

/* 0 is done; EXIT_CHECK_FAILED: the answer is no (check found errors); EXIT_UNUSABLE: a file, the
 * terminal or the store. */
enum { EXIT_CHECK_FAILED = 1, EXIT_USAGE = 2, EXIT_UNUSABLE = 3 };

/* "vigie: sentence", sanitized; returns status. */
int complain(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* All diagnostics, sorted. EXIT_CHECK_FAILED if one of them is an error, else 0. */
int complain_diags(struct diags *diags);

#endif
