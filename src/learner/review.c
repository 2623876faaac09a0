/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/review.h"

#include <limits.h>
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

static void reset(struct review_item *item, int day)
{
	item->stage = item->streak = 0;
	item->due = day + review_interval(0);
}

static void move_on(struct review_item *item, int day)
{
	if (item->streak < INT_MAX)
		item->streak++;
	item->stage++;
	if (item->stage != REVIEW_DONE)
		item->due = day + review_interval(item->stage);
}

static bool bring_back(struct review_item *item, int day)
{
	int interval = review_interval(item->stage);

	item->moved = item->stage != REVIEW_DONE && day >= REVIEW_FIRST_DAY &&
		item->due > day + interval + REVIEW_TRAVEL;
	if (item->moved)
		item->due = day + interval;
	return item->moved;
}

bool review_bring_back(struct review *review, int day)
{
	bool any = false;

	for (size_t i = 0; i < review->n; i++)
		any |= bring_back(&review->items[i], day);
	return any;
}

const struct review_item *review_record(
	struct review *review, const char *ref, bool right, enum confidence confidence, int day)
{
	struct review_item *item = find(review, ref);
	bool known = right && confidence != CONFIDENCE_GUESS;

	if (!known) {
		if (!item)
			item = add(review, ref);
		reset(item, day);
		return item;
	}
	if (!item || !review_is_due(item, day))
		return NULL;
	move_on(item, day);
	return item;
}

void review_put(struct review *review, const struct review_item *kept)
{
	struct review_item *item = find(review, kept->ref);

	if (!item)
		item = add(review, kept->ref);
	item->stage = kept->stage < 0 ? 0 : kept->stage;
	item->streak = kept->streak;
	item->due = kept->due;
}

bool review_is_due(const struct review_item *item, int day)
{
	return item->stage != REVIEW_DONE && item->due <= day;
}

/* A clock that was put back keeps nothing waiting. */
bool review_is_apart(int64_t last, int64_t now)
{
	return last <= 0 || now < last || now - last >= REVIEW_APART;
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
