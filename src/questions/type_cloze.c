/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gaps in a sentence (gaps.h). The response names them by letter, in alphabetical order,
 * "x=act|y=b", since a translation may reorder the sentence.
 */
#include "questions/gaps.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "questions/interaction.h"
#include "questions/printed.h"
#include "view/field.h"

struct work {
	struct field fields[GAPS_MAX];
	int8_t order[GAPS_MAX][PARTS_MAX]; /* number - 1 -> choice */
	int8_t chosen[GAPS_MAX];           /* -1 none */
	int focus;
};

static bool is_typed(const struct question *q)
{
	const struct gaps *d = q->data;

	return d->typed;
}

/* ---- answering */

static void begin(void *work, const struct question *q, uint64_t seed)
{
	struct work *w = work;
	const struct gaps *d = q->data;
	int order[PARTS_MAX];

	memset(w, 0, sizeof(*w));
	for (size_t g = 0; g < d->n; g++) {
		rand_shuffle(&seed, order, d->gaps[d->by_id[g]].n_choices);
		for (size_t i = 0; i < PARTS_MAX; i++)
			w->order[d->by_id[g]][i] = (int8_t)(q->shuffle ? order[i] : (int)i);
	}
	memset(w->chosen, -1, sizeof(w->chosen));
}

static bool is_empty(const struct work *w, const struct gaps *d, int gap)
{
	const struct accepted_list *accept = &d->gaps[gap].accept;

	if (!accept->n)
		return w->chosen[gap] < 0;
	return !w->fields[gap].len || accepted_is_blank(accept, w->fields[gap].text);
}

static int count_empty(const void *work, const struct question *q)
{
	const struct gaps *d = q->data;
	int n = 0;

	for (int g = 0; g < (int)d->n; g++)
		n += is_empty(work, d, g);
	return n;
}

static bool go_to_next_empty(struct work *w, const struct gaps *d)
{
	for (int i = w->focus + 1; i < (int)d->n; i++)
		if (is_empty(w, d, i)) {
			w->focus = i;
			return true;
		}
	return false;
}

static int number_of(const struct work *w, const struct gap *gap, int g)
{
	for (size_t i = 0; w->chosen[g] >= 0 && i < gap->n_choices; i++)
		if (w->order[g][i] == w->chosen[g])
			return (int)i;
	return -1;
}

static bool choose(struct work *w, const struct gap *gap, int number)
{
	if (number < 0 || number >= (int)gap->n_choices)
		return false;
	w->chosen[w->focus] = w->order[w->focus][number];
	return true;
}

/* Cycles by one step through: none, first … last, none. */
static bool step(struct work *w, const struct gap *gap, int by)
{
	int places = (int)gap->n_choices + 1;
	int at = (number_of(w, gap, w->focus) + 1 + by + places) % places;

	w->chosen[w->focus] = (int8_t)(at ? w->order[w->focus][at - 1] : -1);
	return true;
}

/*
 * Handles input in a gap that is filled by choosing. If letters are text, keys arrive unmapped, or
 * as a line of one digit.
 */
static bool update_choice(struct work *w, const struct gap *gap, const struct input *in)
{
	uint32_t key = in->command == CMD_NONE ? in->key : 0;

	if (in->text)
		return in->len == 1 && choose(w, gap, in->text[0] - '1');
	if (in->command == CMD_LEFT || key == K_LEFT)
		return step(w, gap, -1);
	if (in->command == CMD_RIGHT || key == K_RIGHT)
		return step(w, gap, 1);
	if (in->command == CMD_PICK || (key >= '1' && key <= '9'))
		return choose(w, gap, (int)in->key - '1');
	return false;
}

static bool click(struct work *w, const struct gaps *d, int id)
{
	if (id >= (int)d->n)
		return false;
	if (id == w->focus && !d->gaps[id].accept.n)
		step(w, &d->gaps[id], 1);
	w->focus = id;
	return true;
}

static bool update(void *work, const struct question *q, const struct input *in)
{
	struct work *w = work;
	const struct gaps *d = q->data;
	const struct gap *gap = &d->gaps[w->focus];
	int n = (int)d->n;

	switch (in->command) {
	case CMD_UP:
	case CMD_PREVIOUS:
		w->focus = (w->focus + n - 1) % n;
		return true;
	case CMD_DOWN:
	case CMD_NEXT:
		w->focus = (w->focus + 1) % n;
		return true;
	case CMD_GO:
		return go_to_next_empty(w, d);
	default:
		if (in->command == CMD_NONE && in->id >= 0)
			return click(w, d, in->id);
		return gap->accept.n ? field_update(&w->fields[w->focus], in)
				     : update_choice(w, gap, in);
	}
}

/*
 * ---- the response: typed text may hold any character, so those with a meaning are written as %7C
 */

static void add_escaped(struct strbuf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("|=%", *text))
			strbuf_addf(out, "%%%02X", (unsigned)*text);
		else
			strbuf_addch(out, *text);
	}
}

static void response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct work *w = work;
	const struct gaps *d = q->data;
	const char *bar = "";

	for (size_t i = 0; i < d->n; i++) {
		int g = d->by_id[i];
		const struct gap *gap = &d->gaps[g];

		if (is_empty(w, d, g))
			continue;
		strbuf_addf(out, "%s%c=", bar, gap->id);
		add_escaped(out, gap->accept.n ? w->fields[g].text : gap->choices[w->chosen[g]].id);
		bar = "|";
	}
}

/* Called for the first answer to each gap that a response names. */
typedef void fill_fn(void *ctx, const struct gaps *d, int gap, const char *text);

static void read_response(const struct gaps *d, const char *text, fill_fn *fill, void *ctx)
{
	struct strbuf answer = STRBUF_INIT;
	bool seen[GAPS_MAX] = { false };

	while (*text) {
		size_t len = strcspn(text, "|");
		int g = len >= 2 && text[1] == '=' ? gaps_find(d, text[0]) : -1;

		if (g >= 0 && !seen[g]) {
			seen[g] = true;
			strbuf_clear(&answer);
			interaction_unescape(&answer, text + 2, len - 2);
			fill(ctx, d, g, answer.buf);
		}
		text += len + (text[len] == '|');
	}
	strbuf_release(&answer);
}

static void fill_work(void *ctx, const struct gaps *d, int g, const char *text)
{
	struct work *w = ctx;
	const struct gap *gap = &d->gaps[g];

	if (gap->accept.n)
		field_set(&w->fields[g], text);
	else
		w->chosen[g] = (int8_t)parts_find(gap->choices, gap->n_choices, text, strlen(text));
}

static void restore(void *work, const struct question *q, const char *text)
{
	read_response(q->data, text, fill_work, work);
}

static bool is_right(const struct gaps *d, int g, const char *text)
{
	const struct gap *gap = &d->gaps[g];

	return gap->accept.n ? accepted_find(&gap->accept, text) >= 0
			     : !strcmp(gap->choices[gap->correct].id, text);
}

static void count_right(void *ctx, const struct gaps *d, int g, const char *text)
{
	size_t *right = ctx;

	*right += is_right(d, g, text);
}

static struct grade grade(const struct question *q, const char *text)
{
	const struct gaps *d = q->data;
	size_t right = 0;

	read_response(d, text, count_right, &right);
	return parts_grade(q, right, d->n);
}

/* ---- showing */

static const char *content(const struct work *w, const struct gaps *d, int g)
{
	const struct gap *gap = &d->gaps[g];

	if (is_empty(w, d, g))
		return NULL;
	return gap->accept.n ? w->fields[g].text : gap->choices[w->chosen[g]].text;
}

/* Returns the sentence with its gaps filled: "It needs an [1 act], a [2 …]." */
static const char *sentence(const struct work *w, const struct gaps *d, struct view *view)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;

	for (const char *s = d->text; *s; s++) {
		int g = gaps_is_at(s) ? gaps_find(d, s[1]) : -1;

		if (g < 0) {
			strbuf_addch(&sb, *s);
			continue;
		}
		out = content(w, d, g);
		strbuf_addf(&sb, "[%d\u00a0%s]", g + 1, out ? out : "…");
		s += 2;
	}
	out = view_printf(view, "%s", sb.buf);
	strbuf_release(&sb);
	return out;
}

static const char *menu(const struct work *w, const struct gap *gap, int g, struct view *view)
{
	const char *names[PARTS_MAX];

	for (size_t i = 0; i < gap->n_choices; i++)
		names[i] = gap->choices[w->order[g][i]].text;
	return parts_menu(view, names, gap->n_choices, number_of(w, gap, g));
}

static void describe_gap(const struct work *w, const struct gaps *d, int g, struct view *view)
{
	const struct gap *gap = &d->gaps[g];
	const char *text = content(w, d, g);
	bool focus = g == w->focus;
	struct block *b;

	if (gap->accept.n) {
		b = view_add(view, BLOCK_FIELD, w->fields[g].text);
		b->caret = w->fields[g].caret;
		b->label = view_printf(view, "[%d]", g + 1);
		b->id = g;
		b->focus = focus;
	} else {
		b = view_choice(view, g, view_printf(view, "[%d]", g + 1),
			text ? text : _("not chosen yet"), focus);
		b->note = focus ? menu(w, gap, g, view) : NULL;
	}
	b->tight = g > 0;
}

static enum mark gap_mark(const struct work *w, const struct gaps *d, int g)
{
	const struct gap *gap = &d->gaps[g];

	if (is_empty(w, d, g))
		return MARK_MISSED;
	return is_right(d, g, gap->accept.n ? w->fields[g].text : gap->choices[w->chosen[g]].id)
		? MARK_RIGHT
		: MARK_WRONG;
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct work *w = work;
	const struct gaps *d = q->data;

	if (showing == SHOW_OPEN)
		view->numbers = NUMBERS_FILL;
	view_text(view, sentence(w, d, view));
	for (int g = 0; g < (int)d->n; g++) {
		const struct gap *gap = &d->gaps[g];
		enum mark mark = gap_mark(w, d, g);

		if (showing == SHOW_OPEN)
			describe_gap(w, d, g, view);
		else
			view_choice(view, -1, view_printf(view, "[%d]", g + 1),
				parts_note(view, mark, content(w, d, g),
					gap->accept.n ? gap->accept.v[0].text
						      : gap->choices[gap->correct].text),
				false)
				->mark = mark;
	}
}

static void reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct work *w = work;
	const struct gaps *d = q->data;

	for (int g = 0; g < (int)d->n; g++) {
		struct part part = { .text = view_printf(view, "[%d]", g + 1),
			.feedback = d->gaps[g].feedback };

		parts_reason(view, &part, gap_mark(w, d, g), showing);
	}
}

static void interact(const struct question *q, struct interaction *out)
{
	const struct gaps *d = q->data;
	struct interaction_slot slots[GAPS_MAX] = { 0 };

	out->kind = INTERACTION_FILL_IN;
	out->separator = '|';
	for (size_t i = 0; i < d->n; i++) {
		const struct gap *gap = &d->gaps[d->by_id[i]];

		interaction_add_part(out, arena_printf(out->arena, "%c", gap->id),
			arena_printf(out->arena, "[%d]", d->by_id[i] + 1));
		for (size_t k = 0; k < gap->n_choices; k++)
			interaction_add_choice(out,
				arena_printf(out->arena, "%c=%s", gap->id, gap->choices[k].id),
				gap->choices[k].text);
		for (size_t k = 0; k < gap->accept.n; k++)
			interaction_slot_add(&slots[i], gap->accept.v[k].text);
		if (!gap->accept.n)
			interaction_slot_add(&slots[i], gap->choices[gap->correct].text);
	}
	interaction_combine(out, slots, d->n);
}

/* The sentence with a line for each gap, and behind it its number if there are several. */
static const char *sentence_on_paper(const struct gaps *d, struct arena *arena)
{
	struct strbuf out = STRBUF_INIT;
	const char *text;

	for (const char *s = d->text; *s; s++) {
		if (!gaps_is_at(s)) {
			strbuf_addch(&out, *s);
			continue;
		}
		strbuf_addstr(&out, "__________");
		if (d->n > 1)
			strbuf_addf(&out, "\u00a0(%d)", gaps_find(d, s[1]) + 1);
		s += 2;
	}
	text = arena_strdup(arena, out.buf);
	strbuf_release(&out);
	return text;
}

static void print_gap(const struct work *w, const struct gaps *d, int g, struct printed *out)
{
	const struct gap *gap = &d->gaps[g];
	struct printed_row *row = printed_add(out, arena_printf(out->arena, "%c", gap->id), NULL);
	struct printed_choice *choices;

	row->reason = gap->feedback;
	if (gap->accept.n) {
		accepted_print(&gap->accept, row, out);
		return;
	}
	row->choices = choices = printed_choices(out, gap->n_choices);
	row->n_choices = gap->n_choices;
	for (size_t i = 0; i < gap->n_choices; i++) {
		const struct part *choice = &gap->choices[w->order[g][i]];

		choices[i] = (struct printed_choice){ choice->id, choice->text, NULL };
		row->right |= (unsigned)(w->order[g][i] == gap->correct) << i;
	}
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	const struct gaps *d = q->data;

	out->kind = PRINTED_GAPS;
	out->sentence = sentence_on_paper(d, out->arena);
	for (int g = 0; g < (int)d->n; g++)
		print_gap(work, d, g, out);
}

const struct question_type question_cloze = {
	.name = "cloze",
	.is_typed = is_typed,
	.work_size = sizeof(struct work),
	.parse = gaps_read,
	.begin = begin,
	.restore = restore,
	.update = update,
	.describe = describe,
	.reasons = reasons,
	.response = response,
	.count_empty = count_empty,
	.grade = grade,
	.interact = interact,
	.print = print,
	.how = N_("Fill the gaps; ↑ and ↓ go from one to the next; then press Enter."),
	.how_linear = N_(
		"Fill the gap marked “now”; the next one follows. At the end press Enter on an empty line."),
};
