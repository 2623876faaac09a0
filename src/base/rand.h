/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Repeatable random numbers: SplitMix64 (Steele, Lea, Flood 2014), so that a seed gives the same
 * quiz on every machine.
 */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include <stddef.h>
#include <stdint.h>

uint64_t rand_next(uint64_t *state);
/* Returns a number in 0 .. n-1 without bias; n >= 1. */
uint32_t rand_below(uint64_t *state, uint32_t n);
/* Fills order with a random permutation of 0..n-1 (Fisher-Yates). */
void rand_shuffle(uint64_t *state, int *order, size_t n);

#endif
