/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sandbox that a kiosk enters after startup. Landlock blocks all files except those given; seccomp
 * forbids all system calls except those on a list (no exec, no fork, no network, no tracing, no
 * injecting input into the terminal). If the kernel or the build lacks one of the two, the other
 * still holds; sandbox_describe says which.
 */
#ifndef GUARD_SANDBOX_H
#define GUARD_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

enum { SANDBOX_PATHS = 24, SANDBOX_FILES = 1, SANDBOX_CALLS = 2 };

struct sandbox {
	const char *read[SANDBOX_PATHS]; /* directories and files; NULLs are skipped */
	size_t n_read;
	const char *write[4]; /* directories */
	size_t n_write;
};

/*
 * Enters the sandbox, for good and for this process only. Returns what is now enforced:
 * SANDBOX_FILES, SANDBOX_CALLS, both, or 0.
 */
int sandbox_enter(const struct sandbox *sandbox);
/* Returns what sandbox_enter could enforce here, without entering. */
int sandbox_possible(void);
/* Appends one sentence that describes a result of the functions above. */
void sandbox_describe(int holds, struct strbuf *out);

#endif
