/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Error messages on standard error and the exit statuses that go with them. */
#ifndef OS_COMPLAIN_H
#define OS_COMPLAIN_H

struct diags;

/*
 * 0 is success. EXIT_CHECK_FAILED: the answer is no (check found errors); EXIT_UNUSABLE: a file,
 * the terminal or the store cannot be used.
 */
enum { EXIT_CHECK_FAILED = 1, EXIT_USAGE = 2, EXIT_UNUSABLE = 3 };

/* Prints "vigie: sentence", sanitized, and returns status. */
int complain(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Prints all diagnostics, sorted. Returns EXIT_CHECK_FAILED if any is an error, else 0. */
int complain_diags(struct diags *diags);

#endif
