/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/review.h"

#include <stdlib.h>
#include <string.h>

static const int intervals[] = { 1, 3, 7, 120 };

void review_release(struct review *review)
{
	arena_release(&review->arena);
	free(review->items);
	memset(review, 0, sizeof(*review));
}

int review_interval(int stage)
{
	return intervals[stage < 0 ? 0 : stage > REVIEW_BOOSTER ? REVIEW_BOOSTER : stage];
}

int review_day(int64_t seconds)
{
	return (int)(seconds / 86400 - (seconds % 86400 < 0));
}

static struct review_item *find(struct review *review, const char *ref)
{
	for (size_t i = 0; i < review->n; i++)
		if (!strcmp(review->items[i].ref, ref))
			return &review->items[i];
	return NULL;
}

static struct review_item *add(struct review *review, const char *ref)
{
	struct review_item *item;

	ALLOC_GROW(review->items, review->n + 1, review->cap);
	item = &review->items[review->n++];
	*item = (struct review_item){ .ref = arena_strdup(&review->arena, ref) };
	return item;
}

static void begin_anew(struct review_item *item, int day)
{
	item->stage = item->streak = 0;
	item->due = day + review_interval(0);
}

static void move_on(struct review_item *item, int day)
{
	item->streak++;
	if (item->stage == REVIEW_BOOSTER) {
		item->stage = REVIEW_DONE;
		return;
	}
	item->stage = item->streak >= 2 ? REVIEW_BOOSTER : item->stage + 1;
	item->due = day + review_interval(item->stage);
}

const struct review_item *review_record(
	struct review *review, const char *ref, bool right, enum confidence confidence, int day)
{
	struct review_item *item = find(review, ref);
	bool known = right && confidence != CONFIDENCE_GUESS;

	if (!known) {
		if (!item)
			item = add(review, ref);
		begin_anew(item, day);
		return item;
	}
	if (!item || item->stage == REVIEW_DONE || day < item->due)
		return NULL;
	move_on(item, day);
	return item;
}

void review_put(struct review *review, const struct review_item *kept)
{
	struct review_item *item = find(review, kept->ref);

	if (!item)
		item = add(review, kept->ref);
	item->stage = kept->stage;
	item->streak = kept->streak;
	item->due = kept->due;
}

bool review_is_due(const struct review_item *item, int day)
{
	return item->stage != REVIEW_DONE && item->due <= day;
}

static int longest_due_first(const void *a, const void *b)
{
	const struct review_item *x = *(const struct review_item *const *)a;
	const struct review_item *y = *(const struct review_item *const *)b;

	return x->due != y->due ? (x->due > y->due) - (x->due < y->due) : strcmp(x->ref, y->ref);
}

size_t review_due(const struct review *review, int day, const char **refs, size_t most)
{
	const struct review_item **due = xcalloc(review->n, sizeof(struct review_item *));
	size_t n = 0;

	for (size_t i = 0; i < review->n; i++)
		if (review_is_due(&review->items[i], day))
			due[n++] = &review->items[i];
	qsort(due, n, sizeof(struct review_item *), longest_due_first);
	if (n > most)
		n = most;
	for (size_t i = 0; i < n; i++)
		refs[i] = due[i]->ref;
	free(due);
	return n;
}
