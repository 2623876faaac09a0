/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command prints. Output that could not be written to the end is a sentence and a failure.
 */
#ifndef OS_OUTPUT_H
#define OS_OUTPUT_H

#include <stdio.h>

struct strbuf;

/* Lines that may name what others wrote (paths, names), sanitized; line ends stay. */
void output_print(FILE *file, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Writes out whole to path, or to standard output (NULL or "-"). Exit status, after a complaint if
 * it went wrong. */
int output_write(const char *path, const struct strbuf *out);
/* What was printed on standard output is written, or complained about; status, or EXIT_UNUSABLE. */
int output_finish(int status);

#endif
