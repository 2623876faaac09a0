/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/stats.h"

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

/* ---- items, found by hash (FNV-1a) */

static uint64_t add_to_hash(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
	return (h ^ '/') * UINT64_C(0x100000001b3);
}

static size_t *find_slot(struct stats *s, const char *lesson, const char *question)
{
	uint64_t h = add_to_hash(add_to_hash(UINT64_C(0xcbf29ce484222325), lesson), question);
	size_t i = (size_t)(h ^ h >> 32) & (s->n_slots - 1);

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
		if (s->items[i]->first == s->items[i])
			*find_slot(s, s->items[i]->lesson, s->items[i]->question) = i + 1;
}

static struct stats_item *add_item(
	struct stats *s, const char *lesson, const char *question, const char *version)
{
	struct stats_item *item = arena_alloc(&s->arena, sizeof(*item));

	item->lesson = arena_strdup(&s->arena, lesson);
	item->question = arena_strdup(&s->arena, question);
	item->version = arena_strdup(&s->arena, version);
	item->first = item;
	item->index = s->n;
	ALLOC_GROW(s->items, s->n + 1, s->cap);
	s->items[s->n++] = item;
	return item;
}

struct stats_item *stats_item(struct stats *s, const char *lesson, const char *question,
	const char *version, bool *is_new)
{
	struct stats_item *item = NULL, *last = NULL;
	size_t *slot;

	if (!version)
		version = "";
	grow(s);
	slot = find_slot(s, lesson, question);
	if (*slot)
		item = s->items[*slot - 1];
	for (; item && strcmp(item->version, version) != 0; item = item->next)
		last = item;
	if (is_new)
		*is_new = !item;
	if (item)
		return item;
	item = add_item(s, lesson, question, version);
	if (!last) {
		*slot = s->n;
		return item;
	}
	item->first = last->first;
	last->next = item;
	return item;
}

/* Returns NULL if there are too many different responses. */
static struct stats_response *get_response(
	struct stats *s, struct stats_item *item, const char *text, size_t len)
{
	struct stats_response *r;

	for (size_t i = 0; i < item->n_responses; i++)
		if (!strncmp(item->responses[i].text, text, len) && !item->responses[i].text[len])
			return &item->responses[i];
	if (item->n_responses == STATS_RESPONSES)
		return NULL;
	r = &item->responses[item->n_responses++];
	r->text = arena_memdupz(&s->arena, text, len);
	return r;
}

void stats_add_option(struct stats *s, struct stats_item *item, const char *text, bool right)
{
	struct stats_response *r = get_response(s, item, text, strlen(text));

	if (!r)
		return;
	r->offered = true;
	r->right = right;
}

/* ---- answers */

void stats_begin_person(struct stats *s)
{
	stats_end_sitting(s);
	s->people++;
}

/* Splits a response into its distinct picks and returns their number. */
static size_t take_picks(struct stats *s, struct stats_item *item, const struct stats_answer *a,
	struct stats_response **picks)
{
	size_t n = 0;

	for (const char *text = a->response; *text;) {
		const char *end = item->separator ? strchr(text, item->separator) : NULL;
		size_t len = end ? (size_t)(end - text) : strlen(text);
		struct stats_response *r = get_response(s, item, text, len);
		bool seen = false;

		for (size_t i = 0; i < n; i++)
			seen = seen || picks[i] == r;
		if (!r)
			item->others++;
		else if (!seen && n < STATS_PICKS)
			picks[n++] = r;
		text += len + (end != NULL);
	}
	return n;
}

static void note_time(struct stats_item *item, int64_t seconds)
{
	if (seconds < 0)
		return;
	item->timed++;
	item->seconds[seconds < STATS_SECONDS_MAX ? seconds : STATS_SECONDS_MAX]++;
}

/* Counts each person once, and only as long as the question was not answered. */
static void note_skip(struct stats *s, struct stats_item *item)
{
	struct stats_item *first = item->first;

	if (first->person == s->people || first->skipper == s->people)
		return;
	first->skipper = s->people;
	item->skipped++;
}

static void count_picks(
	struct stats *s, struct stats_item *item, const struct stats_answer *a, size_t at)
{
	size_t n = take_picks(s, item, a, s->sitting[at].picks);

	s->sitting[at].n_picks = n;
	for (size_t i = 0; i < n; i++) {
		s->sitting[at].picks[i]->n++;
		if (!item->separator && a->score == a->max)
			s->sitting[at].picks[i]->right = true;
	}
}

void stats_answer(struct stats *s, struct stats_item *item, const struct stats_answer *a)
{
	bool first = item->first->person != s->people;
	size_t at = s->n_sitting;

	if (a->response && !*a->response) {
		note_skip(s, item);
		return;
	}
	if (a->max <= 0 || at == STATS_SITTING_MAX)
		return;
	s->n_sitting++;
	s->sitting[at].item = first ? item : NULL;
	s->sitting[at].n_picks = 0;
	s->sitting[at].score = a->response ? a->score : 0;
	s->sitting[at].max = a->max;
	if (!first)
		return;
	item->first->person = s->people;
	s->answers++;
	item->n++;
	item->hinted += a->hints > 0;
	item->retried += a->retried;
	item->unknown += !a->response;
	item->share += (double)s->sitting[at].score / a->max;
	note_time(item, a->seconds);
	if (a->response)
		count_picks(s, item, a, at);
}

static void add_pair(struct stats_item *item, double x, double y)
{
	item->paired++;
	item->x += x;
	item->xx += x * x;
	item->y += y;
	item->yy += y * y;
	item->xy += x * y;
}

void stats_end_sitting(struct stats *s)
{
	int64_t score = 0, max = 0;

	for (size_t i = 0; i < s->n_sitting; i++) {
		score += s->sitting[i].score;
		max += s->sitting[i].max;
	}
	for (size_t i = 0; i < s->n_sitting && s->n_sitting > 1; i++) {
		double x = (double)s->sitting[i].score / s->sitting[i].max;
		double y =
			(double)(score - s->sitting[i].score) / (double)(max - s->sitting[i].max);

		if (!s->sitting[i].item)
			continue;
		add_pair(s->sitting[i].item, x, y);
		for (size_t k = 0; k < s->sitting[i].n_picks; k++) {
			s->sitting[i].picks[k]->rested++;
			s->sitting[i].picks[k]->rest += y;
		}
	}
	s->n_sitting = 0;
}

static void merge_responses(struct stats *s, struct stats_item *into, const struct stats_item *from)
{
	for (size_t i = 0; i < from->n_responses; i++) {
		const struct stats_response *one = &from->responses[i];
		struct stats_response *r = get_response(s, into, one->text, strlen(one->text));

		if (!r) {
			into->others += one->n;
			continue;
		}
		r->n += one->n;
		r->rested += one->rested;
		r->rest += one->rest;
		r->right |= one->right;
		r->offered |= one->offered;
	}
}

void stats_merge(struct stats *s, struct stats_item *into, struct stats_item *from)
{
	struct stats_item empty = { .lesson = from->lesson,
		.question = from->question,
		.version = from->version,
		.separator = from->separator,
		.two_way = from->two_way,
		.index = from->index,
		.first = from->first,
		.next = from->next,
		.person = from->person,
		.skipper = from->skipper };

	into->n += from->n;
	into->unknown += from->unknown;
	into->skipped += from->skipped;
	into->hinted += from->hinted;
	into->retried += from->retried;
	into->share += from->share;
	into->paired += from->paired;
	into->x += from->x;
	into->xx += from->xx;
	into->y += from->y;
	into->yy += from->yy;
	into->xy += from->xy;
	into->others += from->others;
	into->timed += from->timed;
	for (size_t i = 0; i <= STATS_SECONDS_MAX; i++)
		into->seconds[i] += from->seconds[i];
	merge_responses(s, into, from);
	*from = empty;
}

/* ---- results */

/* Returns the square root of v > 0 by Newton's method, so that the core needs no libm. */
static double root(double v)
{
	double r = v > 1 ? v : 1;

	for (int i = 0; i < 200 && r * r - v > 1e-12 * v; i++)
		r = (r + v / r) / 2;
	return r;
}

bool stats_facility(const struct stats_item *item, double *share)
{
	if (item->n)
		*share = item->share / (double)item->n;
	return item->n > 0;
}

bool stats_discrimination(const struct stats_item *item, double *r)
{
	double n = (double)item->paired, vx, vy;

	if (item->paired < STATS_MIN_ANSWERS)
		return false;
	vx = item->xx - item->x * item->x / n;
	vy = item->yy - item->y * item->y / n;
	if (vx < 1e-9 || vy < 1e-9)
		return false;
	*r = (item->xy - item->x * item->y / n) / root(vx * vy);
	return true;
}

double stats_margin(const struct stats_item *item, double r)
{
	return item->paired > 1 ? 1.96 * (1 - r * r) / root((double)item->paired - 1) : 1;
}

bool stats_rest(const struct stats_response *r, double *share)
{
	if (r->rested)
		*share = r->rest / (double)r->rested;
	return r->rested > 0;
}

int stats_seconds(const struct stats_item *item)
{
	size_t sum = 0;

	for (int i = 0; item->timed && i <= STATS_SECONDS_MAX; i++) {
		sum += item->seconds[i];
		if (2 * sum >= item->timed)
			return i;
	}
	return -1;
}

bool stats_is_dead_option(const struct stats_item *item, const struct stats_response *r)
{
	return item->n >= STATS_MIN_ANSWERS && !item->two_way && r->offered && !r->right &&
		(r->n + item->unknown) * 20 < item->n;
}

static const struct stats_response *best_right(const struct stats_item *item)
{
	const struct stats_response *best = NULL;

	for (size_t i = 0; i < item->n_responses; i++)
		if (item->responses[i].right && (!best || item->responses[i].n > best->n))
			best = &item->responses[i];
	return best;
}

static bool is_wrong_key(const struct stats_item *item)
{
	const struct stats_response *right = best_right(item);
	double known, others;

	/* too few to know what those who were right know of the rest; it is too hard then */
	if (item->two_way || !right || right->rested < STATS_MIN_PICKED ||
		!stats_rest(right, &known))
		return false;
	for (size_t i = 0; i < item->n_responses; i++) {
		const struct stats_response *r = &item->responses[i];

		if (!r->right && r->n * 4 >= item->n && r->n > right->n && stats_rest(r, &others) &&
			others >= known + 0.05)
			return true;
	}
	return false;
}

unsigned stats_flags(const struct stats_item *item)
{
	double p, r;
	unsigned found = 0;

	if (item->n < STATS_MIN_ANSWERS || !stats_facility(item, &p))
		return 0;
	if (p > 0.95)
		found |= STATS_TOO_EASY;
	if (p < 0.20)
		found |= STATS_TOO_HARD;
	if (stats_discrimination(item, &r))
		found |= r < -0.10 ? STATS_REVERSED : r < 0.10 ? STATS_WEAK : 0;
	if (is_wrong_key(item))
		found |= STATS_WRONG_KEY;
	for (size_t i = 0; i < item->n_responses; i++)
		if (stats_is_dead_option(item, &item->responses[i]))
			found |= STATS_DEAD;
	return found;
}
