/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output of commands. A failed or partial write is reported and changes the exit status. */
#ifndef OS_OUTPUT_H
#define OS_OUTPUT_H

#include <stdio.h>

struct strbuf;

/*
 * Opens /dev/null on any of descriptors 0 to 2 that is closed, so that no file opened later gets
 * its number and is overwritten by output. Reads then return end of file, and writes fail. Call
 * first in main.
 */
void output_fill_descriptors(void);
/* Prints text that may contain untrusted paths or names, sanitized; keeps line ends. */
void output_print(FILE *file, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/*
 * Writes out to path, or to standard output if path is NULL or "-". Returns an exit status, after a
 * complaint on failure.
 */
int output_write(const char *path, const struct strbuf *out);
/* output_write() for records of people: a new file is readable by its owner only. */
int output_write_private(const char *path, const struct strbuf *out);
/* Flushes standard output. Returns status, or EXIT_UNUSABLE after a complaint on failure. */
int output_finish(int status);
/*
 * Complains that standard output could not be written, with the reason unless error (an errno
 * value) is 0. Returns EXIT_UNUSABLE.
 */
int output_failed(int error);

#endif
