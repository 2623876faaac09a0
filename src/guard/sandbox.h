/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * After the start a kiosk gives up what it does not need: with Landlock all files but the ones
 * named, with seccomp all system calls but those on the list (no new program, no process, no
 * network, no tracing, nothing typed into the terminal). Where the kernel or the build lacks one,
 * the other still holds, and sandbox_describe says so.
 */
#ifndef GUARD_SANDBOX_H
#define GUARD_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

enum { SANDBOX_PATHS = 24, SANDBOX_FILES = 1, SANDBOX_CALLS = 2 };

struct sandbox {
	const char *read[SANDBOX_PATHS]; /* folders and files; NULLs are passed over */
	size_t n_read;
	const char *write[4]; /* folders */
	size_t n_write;
};

/* What holds from now on: SANDBOX_FILES, SANDBOX_CALLS, both or 0. For ever, and for this process
 * alone. */
int sandbox_enter(const struct sandbox *sandbox);
/* What sandbox_enter could do here, without doing it. */
int sandbox_possible(void);
/* Appends one sentence about what is possible or holds. */
void sandbox_describe(int holds, struct strbuf *out);

#endif
