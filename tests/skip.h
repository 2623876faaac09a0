/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEST_SKIP_H
#define TEST_SKIP_H

#include <stdio.h>

/* Skips the test; tests/run lists it with the reason at the end. */
#define skip_because(reason)                                     \
	do {                                                     \
		printf("# skipped: %s: %s\n", __func__, reason); \
		fflush(stdout);                                  \
		skip();                                          \
	} while (0)

#endif
