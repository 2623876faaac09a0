/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/compare.h"

#include <string.h>

bool compare_first(const struct answer *answer, const char *now, struct compare_item *item)
{
	const struct attempt *first = answer->n_attempts ? &answer->attempts[0] : NULL;

	*item = (struct compare_item){ .now = now };
	if (first) {
		item->score = first->score;
		item->max = first->max;
		item->version = first->version.id;
	} else if (answer->response && *answer->response && answer->tries <= 1) {
		item->score = answer->score;
		item->max = answer->max;
		item->version = answer->version.id;
	}
	return item->max > 0;
}

static bool has_changed(const struct compare_item *item)
{
	return item->version && item->now && strcmp(item->version, item->now) != 0;
}

void compare_add(struct comparison *comparison, const struct compare_item *before,
	const struct compare_item *after)
{
	comparison->asked++;
	if (!before || !after)
		return;
	if (has_changed(before) || has_changed(after)) {
		comparison->changed++;
		return;
	}
	comparison->compared++;
	comparison->before += before->score;
	comparison->before_max += before->max;
	comparison->after += after->score;
	comparison->after_max += after->max;
}

static const struct answer *find(const struct run *run, const char *question)
{
	for (size_t i = 0; i < run->n; i++)
		if (!strcmp(run->answers[i].question, question))
			return &run->answers[i];
	return NULL;
}

void compare_runs(const struct run *before, const struct run *after, compare_version_fn *version,
	const void *ctx, struct comparison *comparison)
{
	*comparison = (struct comparison){ 0 };
	for (size_t i = 0; i < after->n; i++) {
		const struct answer *is = &after->answers[i];
		const struct answer *was = find(before, is->question);
		struct compare_item was_item, is_item;
		bool has_was =
			was && compare_first(was, version(ctx, before, was->question), &was_item);
		bool has_is = compare_first(is, version(ctx, after, is->question), &is_item);

		compare_add(comparison, has_was ? &was_item : NULL, has_is ? &is_item : NULL);
	}
}
