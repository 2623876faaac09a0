/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the stories of the workshop and tells them. */
#include "course/workshop_story.h"

#include <string.h>

#include "base/rand.h"
#include "base/strbuf.h"
#include "course/workshop.h"

enum answer { EITHER = -1, NO, YES };

/*
 * The shapes of a story, and how many of twenty have each. Half of them are honest, so that
 * learners practise telling cases apart rather than suspecting everything; in those nobody lies,
 * presses or smuggles either, since a lie without exploitation is no honest story. No more than a
 * third and a bit are trafficking.
 */
static const struct shape {
	enum answer child, means, purpose, border;
	uint32_t of_twenty;
} shapes[] = {
	{ EITHER, NO, NO, NO, 10 }, { NO, YES, YES, EITHER, 3 }, { YES, YES, YES, EITHER, 2 },
	{ YES, NO, YES, EITHER, 2 },
	{ NO, NO, YES, NO, 1 },     /* an adult who knows all and decides freely */
	{ EITHER, YES, NO, NO, 1 }, /* a lie, but no exploitation */
	{ NO, NO, NO, YES, 1 },     /* a border, and no more */
};

enum { SHAPES = sizeof(shapes) / sizeof(shapes[0]), TWENTY = 20 };

static bool agrees(enum answer wish, bool is)
{
	return wish == EITHER || is == (wish == YES);
}

static bool is_for_age(const struct workshop_part *p, enum answer child)
{
	return p->only == WORKSHOP_ANYBODY || child == (p->only == WORKSHOP_CHILD ? YES : NO);
}

/* True if the part may be told without a purpose (a means) or without a means (a purpose). */
static bool stands_alone(const struct workshop_part *p, enum answer child)
{
	return p->need == WORKSHOP_ALONE || (p->need == WORKSHOP_ADULT_WITH_OTHER && child == YES);
}

static bool fits_person(const struct workshop_part *p, const struct shape *s)
{
	/* who uses a person's debts or want of work to exploit them has used a means */
	bool used = s->purpose == YES && s->means == NO && s->child == NO;

	return agrees(s->child, p->child) && !(used && p->in_need);
}

static bool fits(const struct workshop_part *p, enum workshop_list list, const struct shape *s)
{
	switch (list) {
	case WORKSHOP_PERSONS:
		return fits_person(p, s);
	case WORKSHOP_ACTS:
		return agrees(s->border, p->border);
	case WORKSHOP_MEANS:
		return agrees(s->means, p->kind >= 0) && is_for_age(p, s->child) &&
			(s->purpose == YES || stands_alone(p, s->child));
	default:
		return agrees(s->purpose, p->kind >= 0) && is_for_age(p, s->child) &&
			(s->means == YES || stands_alone(p, s->child));
	}
}

static bool has(const struct workshop *w, enum workshop_list list, const struct shape *s)
{
	for (size_t i = 0; i < w->lists[list].n; i++)
		if (fits(&w->lists[list].v[i], list, s))
			return true;
	return false;
}

/* An act over a border is for a fee, and a file need not have one: see workshop_draw(). */
static bool needs_border(const struct shape *s)
{
	return s->border == YES;
}

/* A shape that is told of anybody must have its parts for adults and for children. */
static bool is_told(const struct workshop *w, enum workshop_list list, const struct shape *s)
{
	struct shape adult = *s, child = *s;

	adult.child = NO;
	child.child = YES;
	return (s->child == YES || has(w, list, &adult)) &&
		(s->child == NO || has(w, list, &child));
}

bool workshop_is_complete(const struct workshop *w, enum workshop_list list)
{
	for (const struct shape *s = shapes; s < shapes + SHAPES; s++)
		if (!needs_border(s) && !is_told(w, list, s))
			return false;
	return true;
}

/* Picks a matching part at random; -1 if there is none. */
static int pick(const struct workshop *w, enum workshop_list list, const struct shape *s,
	uint64_t *rng_state)
{
	int found = -1;
	uint32_t n = 0;

	for (size_t i = 0; i < w->lists[list].n; i++)
		if (fits(&w->lists[list].v[i], list, s) && !rand_below(rng_state, ++n))
			found = (int)i;
	return found;
}

static const struct shape *pick_shape(const struct workshop *w, uint64_t *rng_state)
{
	uint32_t at = rand_below(rng_state, TWENTY);
	const struct shape *s = shapes;

	for (; at >= s->of_twenty; s++)
		at -= s->of_twenty;
	/* without an act over a border, that story is an honest one */
	return has(w, WORKSHOP_ACTS, s) ? s : shapes;
}

bool workshop_draw(const struct workshop *w, uint64_t *rng_state, struct story *story)
{
	struct shape s = *pick_shape(w, rng_state);

	for (int i = 0; i < WORKSHOP_LISTS; i++) {
		story->parts[i] = pick(w, (enum workshop_list)i, &s, rng_state);
		if (story->parts[i] < 0)
			return false;
		/* from here on the age is known */
		if (i == WORKSHOP_PERSONS)
			s.child = w->lists[i].v[story->parts[i]].child ? YES : NO;
	}
	return true;
}

bool workshop_has_story(const struct workshop *w, const struct story *story)
{
	for (int i = 0; i < WORKSHOP_LISTS; i++)
		if (story->parts[i] < 0 || (size_t)story->parts[i] >= w->lists[i].n)
			return false;
	return true;
}

const struct workshop_part *workshop_part(
	const struct workshop *w, const struct story *story, enum workshop_list list)
{
	return &w->lists[list].v[story->parts[list]];
}

const char *workshop_form(const struct workshop_part *person, const struct workshop_mark *mark)
{
	if (!mark->len)
		return person->name;
	for (size_t i = 0; i < person->n_forms; i++)
		if (strlen(person->forms[i].key) == mark->len &&
			!memcmp(person->forms[i].key, mark->form, mark->len))
			return person->forms[i].text;
	return NULL;
}

void workshop_append_sentence(const struct workshop *w, const struct story *story,
	enum workshop_list list, struct strbuf *out)
{
	const struct workshop_part *person = workshop_part(w, story, WORKSHOP_PERSONS);
	const struct workshop_part *part = workshop_part(w, story, list);
	const char *text = part->texts[person->gender], *at;
	struct workshop_mark mark;
	size_t len;

	if (!text)
		text = part->texts[WORKSHOP_NO_GENDER];
	/* a file with other brackets, or without a form, was rejected */
	for (; (at = workshop_mark(text, &len, &mark)) && len; text = at + len) {
		strbuf_add(out, text, (size_t)(at - text));
		strbuf_addstr(out, workshop_form(person, &mark));
	}
	strbuf_addstr(out, text);
}
