/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/score.h"

#include <stdint.h>

int score_percent(int score, int max)
{
	int64_t rounded;

	if (max <= 0 || score <= 0)
		return 0;
	if (score >= max)
		return 100;
	rounded = ((int64_t)score * 200 + max) / ((int64_t)max * 2);
	return rounded > 99 ? 99 : (int)rounded;
}

bool score_passes(int score, int max, int pass_percent)
{
	if (max <= 0)
		return pass_percent <= 0;
	return (int64_t)score * 100 >= (int64_t)pass_percent * max;
}

int score_percent_shown(int score, int max, int pass_percent)
{
	int rounded = score_percent(score, max);

	if (rounded >= pass_percent && !score_passes(score, max, pass_percent))
		return pass_percent - 1;
	return rounded;
}
