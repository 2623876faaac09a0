/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/score.h"

#include <stdint.h>

bool score_passes(int score, int max, int mark)
{
	if (max <= 0)
		return mark <= 0;
	return (int64_t)score * 100 >= (int64_t)mark * max;
}

int score_percent(int score, int max, int mark)
{
	int64_t rounded;

	if (max <= 0 || score <= 0)
		return 0;
	if (score >= max)
		return 100;
	rounded = ((int64_t)score * 200 + max) / ((int64_t)max * 2);
	if (rounded < 1)
		rounded = 1;
	if (rounded > 99)
		rounded = 99;
	/* 1 could reach a mark of 1 that the score itself does not */
	if (mark > 0 && rounded >= mark && !score_passes(score, max, mark))
		return mark - 1;
	return (int)rounded;
}

double score_share(int score, int max)
{
	return max > 0 && score > 0 ? (double)(score < max ? score : max) / max : 0;
}

int score_after_costs(int score, int costs)
{
	return costs >= 100 ? 0 : (int)((int64_t)score * (100 - costs) / 100);
}

/* No rule asks for a share of 0 percent, so that means that none was kept. */
const struct rule *result_rule(const struct result *result, const struct rule *now)
{
	return !result->earlier && result->rule.answered > 0 ? &result->rule : now;
}

int result_needed(const struct result *result, const struct rule *rule)
{
	return (int)(((int64_t)result->asked * result_rule(result, rule)->answered + 99) / 100);
}

int result_missing(const struct result *result, const struct rule *rule)
{
	int needed = result_needed(result, rule);

	return needed > result->answered ? needed - result->answered : 0;
}

bool result_is_enough(const struct result *result, const struct rule *rule)
{
	return result->asked > 0 && !result_missing(result, rule);
}

bool result_passes(const struct result *result, const struct rule *rule)
{
	const struct rule *own = result_rule(result, rule);

	/* a regrade never takes a pass away, also one by the earlier rule */
	if (own == &result->rule || result->passed)
		return result->passed;
	if (own->mark <= 0 || !score_passes(result->score, result->max, own->mark))
		return false;
	return result->earlier || result_is_enough(result, own);
}

int result_percent(const struct result *result, const struct rule *rule)
{
	int then = score_percent(result->score, result->max, result_rule(result, rule)->mark);
	int now = score_percent(result->score, result->max, rule->mark);

	return then < now ? then : now;
}

bool result_is_better(const struct result *a, const struct result *b)
{
	return (int64_t)a->score * (b->max > 0 ? b->max : 1) >
		(int64_t)b->score * (a->max > 0 ? a->max : 1);
}
