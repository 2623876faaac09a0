/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Items to put in order. The file lists them in the right order; they are displayed in another.
 *
 * Credit: the share of all pairs of items in the right order. A random order gets half of them
 * right, so that half does not count: (2 x right - all) / all, never below zero. This is Kendall's
 * tau, cut off at 0.
 */
#include "questions/parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "questions/interaction.h"
#include "questions/printed.h"
#include "view/focus.h"

enum { ITEMS_MIN = 3 };

struct data {
	struct part items[PARTS_MAX]; /* in the right order */
	size_t n;
	const char *feedback; /* may be NULL */
};

struct work {
	int order[PARTS_MAX]; /* display position -> item */
	int focus;            /* -1: none, until a key moves or picks */
	bool held;            /* the focused item moves along */
	bool moved;           /* an item was moved: the order is an answer now */
};

static bool parse(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct data *d = arena_alloc(r->arena, sizeof(*d));

	q->data = d;
	d->n = parts_read(r, "item.", 'h', d->items, PARTS_MAX);
	parts_check_count(r, "item.", d->n, ITEMS_MIN);
	parts_check_equal(r, d->items, d->n);
	d->feedback = reader_prose(r, "feedback.order", false);
	if (!d->feedback && !q->explain)
		reader_error(r, NULL, "missing-feedback",
			_("the question does not say why this is the order; add explain = \"…\" or "
			  "feedback.order = \"…\""));
	return r->diags->errors == before;
}

static bool is_right_order(const int *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (order[i] != (int)i)
			return false;
	return true;
}

/* Shuffles the items, never into the right order: that would give the answer away. */
static void begin(void *work, const struct question *q, uint64_t seed)
{
	struct work *w = work;
	const struct data *d = q->data;

	memset(w, 0, sizeof(*w));
	w->focus = -1;
	rand_shuffle(&seed, w->order, d->n);
	if (is_right_order(w->order, d->n)) {
		w->order[0] = (int)d->n - 1;
		w->order[d->n - 1] = 0;
	}
}

/* Reads the items of a response, each once, in its order; returns their number. */
static size_t read_response(const struct data *d, const char *response, int order[PARTS_MAX])
{
	bool seen[PARTS_MAX] = { false };
	size_t n = 0;

	while (*response) {
		size_t len = strcspn(response, ",");
		int item = parts_find(d->items, d->n, response, len);

		if (item >= 0 && !seen[item]) {
			seen[item] = true;
			order[n++] = item;
		}
		response += len + (response[len] == ',');
	}
	return n;
}

static bool is_among(const int *order, size_t n, int item)
{
	for (size_t i = 0; i < n; i++)
		if (order[i] == item)
			return true;
	return false;
}

static void restore(void *work, const struct question *q, const char *response)
{
	struct work *w = work;
	const struct data *d = q->data;
	int order[PARTS_MAX];
	size_t n = read_response(d, response, order);

	w->moved = n > 0;
	for (size_t i = 0; i < d->n; i++)
		if (!is_among(order, n, w->order[i]))
			order[n++] = w->order[i];
	memcpy(w->order, order, d->n * sizeof(*order));
	w->held = false;
}

/* Moves the focused item to another position, and the focus with it. */
static void move_to(struct work *w, int to)
{
	int item = w->order[w->focus], step = to > w->focus ? 1 : -1;

	w->moved |= to != w->focus;
	for (; w->focus != to; w->focus += step)
		w->order[w->focus] = w->order[w->focus + step];
	w->order[to] = item;
}

/* Moves the focus, or the held item. The item stops at the ends; the focus wraps around. */
static bool move(struct work *w, const struct data *d, const struct input *in)
{
	int to = w->focus;
	bool picked;

	if (!focus_update(&to, (int)d->n, in, &picked))
		return false;
	if (!w->held)
		w->focus = to;
	else if ((in->command != CMD_UP || w->focus > 0) &&
		(in->command != CMD_DOWN || w->focus < (int)d->n - 1))
		move_to(w, to);
	return true;
}

static bool update(void *work, const struct question *q, const struct input *in)
{
	struct work *w = work;

	if (w->focus >= 0 &&
		(in->command == CMD_TICK || (in->command == CMD_NONE && in->id == w->focus))) {
		w->held = !w->held;
		return true;
	}
	if (in->command == CMD_GO && w->held) {
		w->held = false;
		return true;
	}
	if (!move(w, q->data, in))
		return false;
	/* a click names the target position, so it also drops the item */
	if (in->command == CMD_NONE)
		w->held = false;
	return true;
}

static void response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct work *w = work;
	const struct data *d = q->data;

	for (size_t i = 0; w->moved && i < d->n; i++)
		strbuf_addf(out, "%s%s", i ? "," : "", d->items[w->order[i]].id);
}

static struct grade grade(const struct question *q, const char *text)
{
	const struct data *d = q->data;
	struct grade g = { 0, q->points * POINT };
	int order[PARTS_MAX], right = 0, all = (int)(d->n * (d->n - 1) / 2);
	size_t n = read_response(d, text, order);

	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			right += order[i] < order[k];
	if (all && 2 * right > all)
		g.score = g.max * (2 * right - all) / all;
	return g;
}

static void describe_answered(const struct work *w, const struct data *d, struct view *view)
{
	for (size_t i = 0; i < d->n; i++) {
		struct block *b = view_choice(view, -1, view_printf(view, "%zu", i + 1),
			d->items[w->order[i]].text, false);

		b->mark = w->order[i] == (int)i ? MARK_RIGHT : MARK_WRONG;
		b->note = w->order[i] == (int)i
			? mark_word(MARK_RIGHT)
			/* TRANSLATORS: next to an item that is out of place: its right position */
			: view_printf(view, _("its place is number %d"), w->order[i] + 1);
	}
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct work *w = work;
	const struct data *d = q->data;

	if (showing != SHOW_OPEN) {
		describe_answered(w, d, view);
		return;
	}
	view->numbers = NUMBERS_MOVE;
	for (int i = 0; i < (int)d->n; i++) {
		struct block *b = view_choice(view, i, view_printf(view, "%d", i + 1),
			d->items[w->order[i]].text, i == w->focus);

		if (i == w->focus && !view->linear)
			b->note = w->held ? _("picked up: ↑ and ↓ move it, Space puts it down")
					  : _("Space picks it up");
	}
}

static void reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct work *w = work;
	const struct data *d = q->data;

	if (!is_right_order(w->order, d->n)) {
		view_text(view, _("The right order:"))->show = showing == SHOW_ANSWERED;
		for (size_t i = 0; i < d->n; i++) {
			struct block *b = view_add(view, BLOCK_ITEM, d->items[i].text);

			b->label = view_printf(view, "%zu", i + 1);
			b->tight = true;
		}
	}
	if (d->feedback)
		view_text(view, d->feedback)->show = showing == SHOW_ANSWERED;
}

static void interact(const struct question *q, struct interaction *out)
{
	const struct data *d = q->data;
	struct interaction_slot slots[PARTS_MAX] = { 0 };

	out->kind = INTERACTION_SEQUENCING;
	for (size_t i = 0; i < d->n; i++) {
		interaction_add_part(out, d->items[i].id, d->items[i].text);
		interaction_slot_add(&slots[i], d->items[i].id);
	}
	interaction_combine(out, slots, d->n);
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	const struct work *w = work;
	const struct data *d = q->data;
	struct printed_choice *choices = printed_choices(out, d->n);

	out->kind = PRINTED_ORDER;
	for (size_t i = 0; i < d->n; i++) {
		const struct part *item = &d->items[w->order[i]];

		choices[i] = (struct printed_choice){ item->id, item->text, item->feedback };
	}
	for (size_t place = 0; place < d->n; place++) {
		struct printed_row *row =
			printed_add(out, arena_printf(out->arena, "%zu", place + 1), NULL);

		row->choices = choices;
		row->n_choices = d->n;
		for (size_t i = 0; i < d->n; i++)
			row->right |= (unsigned)(w->order[i] == (int)place) << i;
	}
	printed_note(out, NULL, d->feedback);
}

const struct question_type question_order = {
	.name = "order",
	.work_size = sizeof(struct work),
	.parse = parse,
	.begin = begin,
	.restore = restore,
	.update = update,
	.describe = describe,
	.reasons = reasons,
	.response = response,
	.grade = grade,
	.interact = interact,
	.print = print,
	.how = N_("Space picks a line up, ↑ and ↓ move it, Space puts it down; then press Enter."),
	.how_linear = N_(
		"Two numbers move a line: 3 1 moves line 3 to position 1. Then press Enter on an empty line."),
};
