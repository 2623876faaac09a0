/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEST_SKIP_H
#define TEST_SKIP_H

#include <stdio.h>

/* Ends the test as skipped; tests/run lists the skipped tests and the reasons at the end. */
#define skip_because(reason)                                     \
	do {                                                     \
		printf("# skipped: %s: %s\n", __func__, reason); \
		fflush(stdout);                                  \
		skip();                                          \
	} while (0)

#endif
