/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rand.h"

uint64_t rand_next(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint32_t rand_below(uint64_t *state, uint32_t n)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % n;
	uint64_t x;

	do
		x = rand_next(state);
	while (x >= limit);
	return (uint32_t)(x % n);
}

void rand_shuffle(uint64_t *state, int *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		order[i] = (int)i;
	for (size_t i = n; i > 1; i--) {
		size_t j = rand_below(state, (uint32_t)i);
		int t = order[i - 1];

		order[i - 1] = order[j];
		order[j] = t;
	}
}
