/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/sorting.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "questions/interaction.h"
#include "questions/printed.h"
#include "view/focus.h"

static void set_order(int *order, size_t n, bool mix, uint64_t *seed)
{
	if (mix) {
		rand_shuffle(seed, order, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		order[i] = (int)i;
}

void sorting_begin(struct sorting_work *w, const struct sorting *s, uint64_t seed, bool mix_parts,
	bool mix_choices)
{
	memset(w, 0, sizeof(*w));
	set_order(w->parts, s->n, mix_parts, &seed);
	set_order(w->choices, s->n_choices, mix_choices, &seed);
	for (size_t i = 0; i < PARTS_MAX; i++)
		w->chosen[i] = -1;
}

/* Parses "a=x,b=y" into chosen. */
static void read_response(const struct sorting *s, const char *response, int chosen[PARTS_MAX])
{
	for (size_t i = 0; i < PARTS_MAX; i++)
		chosen[i] = -1;
	while (*response) {
		size_t len = strcspn(response, ","), id = strcspn(response, "=,");

		if (id < len) {
			int part = parts_find(s->parts, s->n, response, id);
			int choice = parts_find(
				s->choices, s->n_choices, response + id + 1, len - id - 1);

			if (part >= 0 && choice >= 0 && chosen[part] < 0)
				chosen[part] = choice;
		}
		response += len + (response[len] == ',');
	}
}

void sorting_restore(void *work, const struct question *q, const char *response)
{
	struct sorting_work *w = work;

	read_response(q->data, response, w->chosen);
}

int sorting_number(const struct sorting_work *w, const struct sorting *s, int part)
{
	for (size_t i = 0; w->chosen[part] >= 0 && i < s->n_choices; i++)
		if (w->choices[i] == w->chosen[part])
			return (int)i;
	return -1;
}

/* Sets the choice of the part in focus, and remembers what it was. */
static void set(struct sorting_work *w, int choice)
{
	int part = w->parts[w->focus];

	if (w->n_steps == SORTING_STEPS)
		memmove(w->steps, w->steps + 1, (size_t)--w->n_steps * sizeof(*w->steps));
	w->steps[w->n_steps++] = (struct sorting_step){ w->focus, w->chosen[part] };
	w->chosen[part] = choice;
}

static bool take_back(struct sorting_work *w)
{
	const struct sorting_step *last;

	if (!w->n_steps)
		return false;
	last = &w->steps[--w->n_steps];
	w->focus = last->focus;
	w->chosen[w->parts[w->focus]] = last->before;
	return true;
}

/* Cycles by one step through: none, first … last, none. */
static void step(struct sorting_work *w, const struct sorting *s, int by)
{
	int part = w->parts[w->focus], places = (int)s->n_choices + 1;
	int at = (sorting_number(w, s, part) + 1 + by + places) % places;

	set(w, at ? w->choices[at - 1] : -1);
}

static bool choose(struct sorting_work *w, const struct sorting *s, int number)
{
	if (number < 0 || number >= (int)s->n_choices)
		return false;
	set(w, w->choices[number]);
	w->focus += w->focus + 1 < (int)s->n;
	return true;
}

size_t sorting_count_choices(const struct question *q)
{
	const struct sorting *s = q->data;

	return s->n_choices;
}

int sorting_cell(const struct sorting *s, int position)
{
	return (int)(s->n + s->n_choices) + position * (int)s->n_choices;
}

/* A click on a cell of a grid names its part and its choice. */
static bool put(struct sorting_work *w, const struct sorting *s, int cell)
{
	int position = cell / (int)s->n_choices;

	if (position >= (int)s->n)
		return false;
	w->focus = position;
	return choose(w, s, cell % (int)s->n_choices);
}

static bool click(struct sorting_work *w, const struct sorting *s, int id)
{
	if (id >= sorting_cell(s, 0))
		return put(w, s, id - sorting_cell(s, 0));
	if (id >= (int)s->n)
		return choose(w, s, id - (int)s->n);
	if (id == w->focus)
		step(w, s, 1);
	w->focus = id;
	return true;
}

/* On a part without a choice, Enter means that one is done. */
static bool go_to_next_open(struct sorting_work *w, const struct sorting *s)
{
	if (w->chosen[w->parts[w->focus]] < 0)
		return false;
	for (int i = w->focus + 1; i < (int)s->n; i++)
		if (w->chosen[w->parts[i]] < 0) {
			w->focus = i;
			return true;
		}
	return false;
}

bool sorting_update(void *work, const struct question *q, const struct input *in)
{
	struct sorting_work *w = work;
	const struct sorting *s = q->data;
	bool picked;

	switch (in->command) {
	case CMD_LEFT:
	case CMD_RIGHT:
		step(w, s, in->command == CMD_RIGHT ? 1 : -1);
		return true;
	case CMD_PICK:
		return choose(w, s, (int)in->key - '1');
	case CMD_STEP_BACK:
		return take_back(w);
	case CMD_GO:
		return go_to_next_open(w, s);
	case CMD_NONE:
		return in->id >= 0 && click(w, s, in->id);
	default:
		return focus_update(&w->focus, (int)s->n, in, &picked);
	}
}

void sorting_response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct sorting_work *w = work;
	const struct sorting *s = q->data;
	const char *comma = "";

	for (size_t i = 0; i < s->n; i++)
		if (w->chosen[i] >= 0) {
			strbuf_addf(
				out, "%s%s=%s", comma, s->parts[i].id, s->choices[w->chosen[i]].id);
			comma = ",";
		}
}

int sorting_count_empty(const void *work, const struct question *q)
{
	const struct sorting_work *w = work;
	const struct sorting *s = q->data;
	int n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += w->chosen[i] < 0;
	return n;
}

static bool is_right(const struct sorting *s, size_t part, int choice)
{
	return choice >= 0 && (s->right[part] & 1u << choice);
}

struct grade sorting_grade(const struct question *q, const char *response)
{
	const struct sorting *s = q->data;
	int chosen[PARTS_MAX];
	size_t right = 0;

	read_response(s, response, chosen);
	for (size_t i = 0; i < s->n; i++)
		right += is_right(s, i, chosen[i]);
	return parts_grade(q, right, s->n);
}

void sorting_interact(const struct question *q, struct interaction *out)
{
	const struct sorting *s = q->data;
	struct interaction_slot slots[PARTS_MAX] = { 0 };

	out->kind = INTERACTION_MATCHING;
	out->separator = ',';
	for (size_t i = 0; i < s->n_choices; i++)
		interaction_add_choice(out, s->choices[i].id, s->choices[i].text);
	for (size_t i = 0; i < s->n; i++) {
		interaction_add_part(out, s->parts[i].id, s->parts[i].text);
		for (size_t k = 0; k < s->n_choices; k++)
			if (is_right(s, i, (int)k))
				interaction_slot_add(&slots[i],
					arena_printf(out->arena, "%s[.]%s", s->parts[i].id,
						s->choices[k].id));
	}
	interaction_combine(out, slots, s->n);
}

enum mark sorting_mark(const struct sorting_work *w, const struct sorting *s, int part)
{
	if (w->chosen[part] < 0)
		return MARK_MISSED;
	return is_right(s, (size_t)part, w->chosen[part]) ? MARK_RIGHT : MARK_WRONG;
}

const char *sorting_tally(const void *work, const struct question *q, struct view *view)
{
	const struct sorting_work *w = work;
	const struct sorting *s = q->data;
	int right = 0;

	for (size_t i = 0; i < s->n; i++)
		right += is_right(s, i, w->chosen[i]);
	return view_printf(view, _("%d of %d."), right, (int)s->n);
}

/* Returns all right choices of a part: "Act, Means". */
static const char *right_names(const struct sorting *s, int part, struct view *view)
{
	const char *names = NULL;

	for (size_t i = 0; i < s->n_choices; i++)
		if (is_right(s, (size_t)part, (int)i))
			names = names ? view_printf(view, "%s, %s", names, s->choices[i].text)
				      : s->choices[i].text;
	return names ? names : "";
}

void sorting_describe_answered(
	const struct sorting_work *w, const struct sorting *s, struct view *view)
{
	for (size_t i = 0; i < s->n; i++) {
		int part = w->parts[i], choice = w->chosen[part];
		struct block *b = view_choice(view, -1, NULL, s->parts[part].text, false);

		b->mark = sorting_mark(w, s, part);
		b->own = choice >= 0;
		b->pair = choice < 0 ? "" : s->choices[choice].text;
		if (b->mark != MARK_RIGHT)
			b->right = right_names(s, part, view);
		b->note = parts_note(view, b->mark, choice < 0 ? "" : s->choices[choice].text,
			right_names(s, part, view));
	}
}

void sorting_reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct sorting_work *w = work;
	const struct sorting *s = q->data;

	for (size_t i = 0; i < s->n; i++)
		parts_reason(
			view, &s->parts[w->parts[i]], sorting_mark(w, s, w->parts[i]), showing);
}

void sorting_print(const struct sorting_work *w, const struct sorting *s, struct printed *out)
{
	struct printed_choice *choices = printed_choices(out, s->n_choices);

	out->kind = PRINTED_MATCH;
	for (size_t i = 0; i < s->n_choices; i++) {
		const struct part *choice = &s->choices[w->choices[i]];

		choices[i] = (struct printed_choice){ choice->id, choice->text, choice->feedback };
	}
	for (size_t k = 0; k < s->n; k++) {
		const struct part *part = &s->parts[w->parts[k]];
		struct printed_row *row = printed_add(out, part->id, part->text);

		row->reason = part->feedback;
		row->choices = choices;
		row->n_choices = s->n_choices;
		for (size_t i = 0; i < s->n_choices; i++)
			row->right |= (s->right[w->parts[k]] >> w->choices[i] & 1u) << i;
	}
}
