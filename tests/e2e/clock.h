/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offsets in seconds, added to the clocks of the program under test. The test writes them; clock.c
 * reads them. forbidden: the process of this id makes a system call that no kiosk may make.
 */
#ifndef TESTS_E2E_CLOCK_H
#define TESTS_E2E_CLOCK_H

#include <stdint.h>

struct handed_clock {
	volatile int64_t monotonic, wall, forbidden;
};

#endif
