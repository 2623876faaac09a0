/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of a program under test: seconds that are added to the real one. The test writes them,
 * clock.c reads them. */
#ifndef TESTS_E2E_CLOCK_H
#define TESTS_E2E_CLOCK_H

#include <stdint.h>

struct handed_clock {
	volatile int64_t monotonic, wall;
};

#endif
