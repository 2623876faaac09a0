/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/present.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

const struct thought *present_now(const struct present *p, const struct present_list *list)
{
	return &list->v[(size_t)p->thought < list->n ? (size_t)p->thought : list->n - 1];
}

size_t present_number(const struct present_list *list, size_t thought)
{
	size_t n = 0;

	for (size_t i = 0; i <= thought && i < list->n; i++)
		n += !list->v[i].grows;
	return n;
}

static void set_step(struct present *p, enum present_step step, int at)
{
	p->step = step;
	p->at = at;
	p->typed = false;
}

/* ---- hands */

int present_hands(const struct present *p, const struct thought *t, int option)
{
	return t->vote < 0 ? 0 : p->hands[t->vote][option];
}

int present_total(const struct present *p, const struct thought *t)
{
	int total = 0;

	for (int i = 0; i < t->n_options; i++)
		total += present_hands(p, t, i);
	return total;
}

/* The first of those with most hands. */
static int winner(const struct present *p, const struct thought *t)
{
	int best = 0;

	for (int i = 1; i < t->n_options; i++)
		if (present_hands(p, t, i) > present_hands(p, t, best))
			best = i;
	return best;
}

/* ---- reasons */

int present_reasons(const struct thought *t)
{
	int n = 0;

	for (int i = 0; t->question && i < t->n_options; i++)
		n += t->question->options[i].feedback != NULL;
	return n + (t->question && t->question->explain);
}

int present_reason(const struct thought *t, int at)
{
	for (int right = 1; right >= 0; right--)
		for (int i = 0; i < t->n_options; i++)
			if (t->question->options[i].correct == (right == 1) &&
				t->question->options[i].feedback && at-- == 0)
				return i;
	return -1;
}

/* ---- thoughts */

static bool go_to(struct present *p, const struct present_list *list, int thought)
{
	const struct thought *t;

	if (thought < 0 || thought >= (int)list->n)
		return false;
	p->thought = thought;
	t = &list->v[thought];
	/* one that was voted on is come back to with its bars */
	if (t->n_options && present_total(p, t))
		set_step(p, STEP_BARS, t->kind == THOUGHT_CHOICE ? winner(p, t) : 0);
	else
		set_step(p, STEP_ASK, 0);
	return true;
}

/* Messages before the choice would only be seen again. */
static bool past(struct present *p, const struct present_list *list)
{
	return go_to(p, list, p->thought + 1);
}

/* Returns which choice of the conversation the thought is, from 0. */
static int choice_number(const struct present *p, const struct present_list *list)
{
	int n = 0;

	for (int i = 0; i < p->thought && i < (int)list->n; i++)
		n += list->v[i].kind == THOUGHT_CHOICE;
	return n;
}

/* Gives the reply, and forgets what came after an earlier one here. */
static bool take_reply(struct present *p, const struct present_list *list, const struct thought *t)
{
	int number = choice_number(p, list);

	if (number >= PRESENT_REPLIES)
		return false;
	if (number >= p->n_replies || p->replies[number] != p->at)
		for (int i = t->vote + 1; t->vote >= 0 && i < PRESENT_VOTES; i++)
			memset(p->hands[i], 0, sizeof(p->hands[i]));
	if (number >= p->n_replies || p->replies[number] != p->at)
		p->n_replies = number + 1;
	p->replies[number] = p->at;
	p->thought++;
	set_step(p, STEP_ASK, 0);
	return true;
}

/* ---- steps */

/* Where nobody raised a hand there is nothing to draw; a reply must be chosen all the same. */
static void after_count(struct present *p, const struct thought *t)
{
	if (t->kind == THOUGHT_CHOICE)
		set_step(p, STEP_BARS, winner(p, t));
	else
		set_step(p, present_total(p, t) ? STEP_BARS : STEP_RIGHT, 0);
}

static bool next_reason(struct present *p, const struct present_list *list, int at)
{
	if (at >= present_reasons(present_now(p, list)))
		return past(p, list);
	set_step(p, STEP_WHY, at);
	return true;
}

bool present_next(struct present *p, const struct present_list *list)
{
	const struct thought *t = present_now(p, list);

	if (t->kind != THOUGHT_QUESTION && t->kind != THOUGHT_CHOICE)
		return past(p, list);
	switch (p->step) {
	case STEP_ASK:
		set_step(p, t->n_options ? STEP_OPTIONS : STEP_RIGHT, 0);
		return true;
	case STEP_OPTIONS:
		if (p->at + 1 < t->n_options)
			set_step(p, STEP_OPTIONS, p->at + 1);
		else if (t->vote >= 0)
			set_step(p, STEP_COUNT, 0);
		else
			after_count(p, t);
		return true;
	case STEP_COUNT:
		if (p->at + 1 < t->n_options)
			set_step(p, STEP_COUNT, p->at + 1);
		else
			after_count(p, t);
		return true;
	case STEP_BARS:
		if (t->kind == THOUGHT_CHOICE)
			return take_reply(p, list, t);
		set_step(p, STEP_RIGHT, 0);
		return true;
	case STEP_RIGHT:
		return next_reason(p, list, 0);
	default:
		return next_reason(p, list, p->at + 1);
	}
}

bool present_whole(struct present *p, const struct present_list *list)
{
	const struct thought *t = present_now(p, list);
	int last = t->n_options - 1, grown = p->thought;

	while (grown + 1 < (int)list->n && list->v[grown + 1].grows)
		grown++;
	if (grown > p->thought)
		return go_to(p, list, grown);
	if (t->n_options && (p->step == STEP_ASK || (p->step == STEP_OPTIONS && p->at < last))) {
		set_step(p, STEP_OPTIONS, last);
		return true;
	}
	/* how the conversation goes on is for the group to say */
	if (t->kind == THOUGHT_CHOICE && p->step < STEP_BARS) {
		after_count(p, t);
		return true;
	}
	return t->kind == THOUGHT_CHOICE ? present_next(p, list) : past(p, list);
}

bool present_back(struct present *p, const struct present_list *list)
{
	return go_to(p, list, p->thought - 1);
}

bool present_step_back(struct present *p, const struct present_list *list)
{
	const struct thought *t = present_now(p, list);
	int last = t->n_options - 1;

	switch (p->step) {
	case STEP_COUNT:
		if (p->typed) {
			p->hands[t->vote][p->at] /= 10;
			p->typed = p->hands[t->vote][p->at] != 0;
		} else if (p->at) {
			set_step(p, STEP_COUNT, p->at - 1);
			p->typed = present_hands(p, t, p->at) != 0;
		} else {
			set_step(p, STEP_OPTIONS, last);
		}
		return true;
	case STEP_OPTIONS:
		if (p->at)
			set_step(p, STEP_OPTIONS, p->at - 1);
		else
			set_step(p, STEP_ASK, 0);
		return true;
	case STEP_BARS:
		set_step(p, t->vote < 0 ? STEP_OPTIONS : STEP_COUNT, last);
		p->typed = present_hands(p, t, last) != 0;
		return true;
	case STEP_RIGHT:
		if (present_total(p, t))
			set_step(p, STEP_BARS, 0);
		else
			set_step(
				p, t->n_options ? STEP_OPTIONS : STEP_ASK, t->n_options ? last : 0);
		return true;
	case STEP_WHY:
		set_step(p, p->at ? STEP_WHY : STEP_RIGHT, p->at ? p->at - 1 : 0);
		return true;
	default:
		return present_back(p, list);
	}
}

bool present_skip(struct present *p, const struct present_list *list)
{
	const struct thought *t = present_now(p, list);
	int to = p->thought + 1;

	if (p->step == STEP_COUNT) {
		after_count(p, t);
		return true;
	}
	/* a reply has to be chosen */
	if (t->kind == THOUGHT_CHOICE || t->kind == THOUGHT_LINES)
		return false;
	if (t->kind == THOUGHT_NOTE || t->kind == THOUGHT_PIECES)
		while (to + 1 < (int)list->n && list->v[to].page == t->page &&
			list->v[to].kind == THOUGHT_PIECES)
			to++;
	return go_to(p, list, to);
}

bool present_digit(struct present *p, const struct present_list *list, int digit)
{
	const struct thought *t = present_now(p, list);
	int hands;

	if (t->kind == THOUGHT_CHOICE && p->step == STEP_BARS) {
		if (digit < 1 || digit > t->n_options)
			return false;
		p->at = digit - 1;
		return true;
	}
	if (p->step != STEP_COUNT || digit < 0)
		return false;
	hands = (p->typed ? p->hands[t->vote][p->at] * 10 : 0) + digit;
	if (hands > PRESENT_HANDS_MAX)
		return false;
	p->hands[t->vote][p->at] = (short)hands;
	p->typed = true;
	return true;
}

bool present_again(struct present *p, const struct present_list *list)
{
	const struct thought *t = present_now(p, list);

	if (t->vote < 0)
		return false;
	memset(p->hands[t->vote], 0, sizeof(p->hands[t->vote]));
	set_step(p, STEP_COUNT, 0);
	return true;
}

bool present_jump(struct present *p, const struct present_list *list, int thought)
{
	return go_to(p, list, thought);
}

/* ---- to another process */

/* "SEED:THOUGHT STEP AT TYPED N REPLY … VOTE:OPTION:HANDS …" */
void present_write(const struct present *p, const struct present_list *list, struct strbuf *out)
{
	int vote = list->n ? present_now(p, list)->vote : -1;

	strbuf_addf(out, "%d:%d %d %d %d %d", p->seed, p->thought, (int)p->step, p->at, p->typed,
		p->n_replies);
	for (int i = 0; i < p->n_replies; i++)
		strbuf_addf(out, " %d", p->replies[i]);
	for (int i = 0; vote >= 0 && i < OPTIONS_MAX; i++)
		if (p->hands[vote][i])
			strbuf_addf(out, " %d:%d:%d", vote, i, p->hands[vote][i]);
}

/* Reads a number from 0 to max, and what comes after it. */
static bool read_number(const char **s, int max, int *out)
{
	long n = 0;
	const char *at = *s;

	if (*at < '0' || *at > '9')
		return false;
	for (; *at >= '0' && *at <= '9'; at++) {
		n = n * 10 + (*at - '0');
		if (n > max)
			return false;
	}
	*out = (int)n;
	*s = at;
	return true;
}

static bool read_after(const char **s, char sign, int max, int *out)
{
	if (**s != sign)
		return false;
	++*s;
	return read_number(s, max, out);
}

static bool read_replies(const char **s, struct present *p)
{
	for (int i = 0; i < p->n_replies; i++)
		if (!read_after(s, ' ', SCENARIO_REPLIES - 1, &p->replies[i]))
			return false;
	return true;
}

static bool read_hands(const char **s, struct present *p)
{
	while (**s) {
		int vote, option, hands;

		if (!read_after(s, ' ', PRESENT_VOTES - 1, &vote) ||
			!read_after(s, ':', OPTIONS_MAX - 1, &option) ||
			!read_after(s, ':', PRESENT_HANDS_MAX, &hands))
			return false;
		p->hands[vote][option] = (short)hands;
	}
	return true;
}

bool present_read(struct present *p, const char *line)
{
	enum { THOUGHTS = 100000, AT = 100 };
	struct present read = { 0 };
	int step, typed;

	if (!read_number(&line, PRESENT_SEED_MAX, &read.seed) ||
		!read_after(&line, ':', THOUGHTS, &read.thought) ||
		!read_after(&line, ' ', PRESENT_STEPS - 1, &step) ||
		!read_after(&line, ' ', AT, &read.at) || !read_after(&line, ' ', 1, &typed) ||
		!read_after(&line, ' ', PRESENT_REPLIES, &read.n_replies) ||
		!read_replies(&line, &read) || !read_hands(&line, &read))
		return false;
	read.step = (enum present_step)step;
	read.typed = typed;
	*p = read;
	return true;
}

static bool step_fits(const struct present *p, const struct thought *t)
{
	switch (p->step) {
	case STEP_ASK:
		return true;
	case STEP_COUNT:
		return t->vote >= 0 && p->at < t->n_options;
	case STEP_OPTIONS:
	case STEP_BARS:
		return p->at < t->n_options;
	case STEP_RIGHT:
		return t->question != NULL;
	default:
		return p->at < present_reasons(t);
	}
}

void present_fit(struct present *p, const struct present_list *list)
{
	if (!list->n)
		return;
	if (p->thought >= (int)list->n)
		p->thought = (int)list->n - 1;
	if (!step_fits(p, present_now(p, list)))
		set_step(p, STEP_ASK, 0);
}
