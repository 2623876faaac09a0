/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/stats.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void stats_init(struct stats *stats)
{
	memset(stats, 0, sizeof(*stats));
}

void stats_release(struct stats *stats)
{
	free(stats->items);
	free(stats->slots);
	arena_release(&stats->arena);
	stats_init(stats);
}

static size_t hash(const char *lesson, const char *question)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *lesson; lesson++)
		h = (h ^ (unsigned char)*lesson) * UINT64_C(0x100000001b3);
	h = (h ^ '/') * UINT64_C(0x100000001b3);
	for (; *question; question++)
		h = (h ^ (unsigned char)*question) * UINT64_C(0x100000001b3);
	return (size_t)(h ^ h >> 32);
}

static size_t *find_slot(struct stats *s, const char *lesson, const char *question)
{
	size_t i = hash(lesson, question) & (s->n_slots - 1);

	for (; s->slots[i]; i = (i + 1) & (s->n_slots - 1)) {
		const struct stats_item *item = s->items[s->slots[i] - 1];

		if (!strcmp(item->question, question) && !strcmp(item->lesson, lesson))
			break;
	}
	return &s->slots[i];
}

static void grow(struct stats *s)
{
	if (s->n * 2 < s->n_slots)
		return;
	free(s->slots);
	s->n_slots = s->n_slots ? s->n_slots * 2 : 64;
	s->slots = xcalloc(s->n_slots, sizeof(*s->slots));
	for (size_t i = 0; i < s->n; i++)
		*find_slot(s, s->items[i]->lesson, s->items[i]->question) = i + 1;
}

static struct stats_item *get_item(struct stats *s, const char *lesson, const char *question)
{
	size_t *slot;
	struct stats_item *item;

	grow(s);
	slot = find_slot(s, lesson, question);
	if (*slot)
		return s->items[*slot - 1];
	item = arena_alloc(&s->arena, sizeof(*item));
	item->lesson = arena_strdup(&s->arena, lesson);
	item->question = arena_strdup(&s->arena, question);
	ALLOC_GROW(s->items, s->n + 1, s->cap);
	s->items[s->n++] = item;
	*slot = s->n;
	return item;
}

static struct stats_response *get_response(struct stats *s, struct stats_item *item, const char *text)
{
	struct stats_response *r;

	for (size_t i = 0; i < item->n_responses; i++)
		if (!strcmp(item->responses[i].text, text))
			return &item->responses[i];
	if (item->n_responses == STATS_RESPONSES)
		return NULL;
	r = &item->responses[item->n_responses++];
	r->text = arena_strdup(&s->arena, text);
	return r;
}

void stats_answer(struct stats *s, const char *lesson, const char *question, const char *response, int score,
	int max, int hints)
{
	struct stats_item *item;
	struct stats_response *r;
	double share;

	if (max <= 0 || !response || s->n_run == STATS_RUN_MAX)
		return;
	item = get_item(s, lesson, question);
	r = get_response(s, item, response);
	share = (double)score / max;
	item->n++;
	item->hints += hints > 0;
	item->x += share;
	if (r) {
		r->n++;
		r->right = score == max;
	} else {
		item->others++;
	}
	s->run[s->n_run].item = item;
	s->run[s->n_run].response = r;
	s->run[s->n_run++].share = share;
}

void stats_end_run(struct stats *s)
{
	double total = 0;

	for (size_t i = 0; i < s->n_run; i++)
		total += s->run[i].share;
	for (size_t i = 0; i < s->n_run && s->n_run > 1; i++) {
		struct stats_item *item = s->run[i].item;
		double x = s->run[i].share, y = (total - x) / (double)(s->n_run - 1);

		item->pairs++;
		item->xx += x * x;
		item->y += y;
		item->yy += y * y;
		item->xy += x * y;
		if (s->run[i].response)
			s->run[i].response->rest += y;
	}
	s->n_run = 0;
}

/* Newton's way; v > 0. The core needs no libm for one root. */
static double root(double v)
{
	double r = v > 1 ? v : 1;

	for (int i = 0; i < 200 && r * r - v > 1e-12 * v; i++)
		r = (r + v / r) / 2;
	return r;
}

double stats_facility(const struct stats_item *item)
{
	return item->n ? item->x / (double)item->n : 0;
}

bool stats_discrimination(const struct stats_item *item, double *r)
{
	double n = (double)item->pairs, vx, vy;

	/* a sitting of one question has no rest, and no part in the sums but x */
	if (item->pairs < STATS_LEAST || item->pairs != item->n)
		return false;
	vx = item->xx - item->x * item->x / n;
	vy = item->yy - item->y * item->y / n;
	if (vx < 1e-9 || vy < 1e-9)
		return false;
	*r = (item->xy - item->x * item->y / n) / root(vx * vy);
	return true;
}

static bool has_wrong_key(const struct stats_item *item)
{
	const struct stats_response *right = NULL;

	for (size_t i = 0; i < item->n_responses; i++)
		if (item->responses[i].right && (!right || item->responses[i].n > right->n))
			right = &item->responses[i];
	for (size_t i = 0; i < item->n_responses; i++) {
		const struct stats_response *r = &item->responses[i];
		double others = right && right->n ? right->rest / (double)right->n : 0;

		if (!r->right && r->n * 4 >= item->n && r->n > (right ? right->n : 0) && r->rest / (double)r->n > others)
			return true;
	}
	return false;
}

unsigned stats_clinic(const struct stats_item *item)
{
	double p = stats_facility(item), r;
	unsigned found = 0;

	if (item->n < STATS_LEAST)
		return 0;
	if (p > 0.95)
		found |= STATS_TOO_EASY;
	if (p < 0.20)
		found |= STATS_TOO_HARD;
	if (stats_discrimination(item, &r))
		found |= r < 0 ? STATS_REVERSED : r < 0.10 ? STATS_WEAK : 0;
	return has_wrong_key(item) ? found | STATS_WRONG_KEY : found;
}
