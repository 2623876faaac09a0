/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UNANSWERED_H
#define UNANSWERED_H

#include "learner/progress.h"

/* First question of a run without an answer; n if all are answered. */
static inline size_t first_unanswered(const struct run *run)
{
	size_t i = 0;

	while (i < run->n && run->answers[i].response)
		i++;
	return i;
}

#endif
