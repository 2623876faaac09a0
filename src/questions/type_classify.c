/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tiles sorted into boxes: a grid, with a column for each box. Where there is no room for one, the
 * boxes are shown below the focused tile, so that they are in sight on a small screen.
 */
#include "questions/sorting.h"

#include <string.h>

#include "base/i18n.h"
#include "course/reference.h"
#include "questions/printed.h"
#include "text/nearest.h"

enum { BOXES_MIN = 2, BOXES_MAX = 5 };

/* Boxes have keys of their own, box.act, since the response uses them. */
static void read_boxes(struct reader *r, struct sorting *s)
{
	static const char stem[] = "box.";

	reader_suggest(r, "box.one");
	for (size_t i = 0; i < r->section->n; i++) {
		const struct ini_entry *e = &r->section->entries[i];
		const char *id = e->key + strlen(stem), *text;

		if (strncmp(e->key, stem, strlen(stem)))
			continue;
		text = reader_prose_entry(r, e);
		if (!reader_id_is_valid(id))
			reader_error_at(r, e, "bad-option",
				_("“%s” is named by letters a to z, digits and hyphens, such as "
				  "box.act; give it "
				  "another name"),
				e->key);
		else if (s->n_choices == BOXES_MAX)
			reader_error_at(r, e, "too-many-items",
				_("“%s” is one too many, since there is room for %d; make two "
				  "questions of it"),
				e->key, BOXES_MAX);
		else
			s->choices[s->n_choices++] =
				(struct part){ .id = id, .key = e->key, .text = text };
	}
	if (s->n_choices < BOXES_MIN)
		reader_error(r, NULL, "too-few-items",
			_("a question of this type needs two to five boxes to choose from; add "
			  "lines such as "
			  "box.act = \"…\""));
}

static void report_box(struct reader *r, const struct sorting *s, const char *key, const char *id)
{
	const struct ini_entry *e = ini_get(r->section, key);
	struct nearest near = { .given = id };

	for (size_t i = 0; i < s->n_choices; i++)
		nearest_offer(&near, s->choices[i].id);
	if (near.word)
		reference_error(r, e, id, "unknown-box",
			_("there is no box.%s; did you mean “%s”?"), id, near.word);
	else
		reference_error(r, e, id, "unknown-box",
			_("box.%s is named here but does not exist; add it, or name another"), id);
}

static void read_boxes_of(struct reader *r, struct sorting *s, size_t tile)
{
	const char *key = arena_printf(r->arena, "%s.box", s->parts[tile].key);
	const char **ids;
	size_t n = reader_list(r, key, &ids, true);

	for (size_t i = 0; i < n; i++) {
		int box = parts_find(s->choices, s->n_choices, ids[i], strlen(ids[i]));

		if (box >= 0)
			s->right[tile] |= 1u << box;
		else
			report_box(r, s, key, ids[i]);
	}
}

static bool parse(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct sorting *s = arena_alloc(r->arena, sizeof(*s));

	q->data = s;
	read_boxes(r, s);
	s->n = parts_read(r, "tile.", 'h', s->parts, PARTS_MAX);
	parts_check_count(r, "tile.", s->n, 2);
	for (size_t i = 0; i < s->n; i++)
		read_boxes_of(r, s, i);
	parts_check_equal(r, s->choices, s->n_choices);
	parts_check_equal(r, s->parts, s->n);
	parts_read_feedback(r, s->parts, s->n);
	q->shuffle = reader_bool(r, "shuffle", true);
	return r->diags->errors == before;
}

static void begin(void *work, const struct question *q, uint64_t seed)
{
	sorting_begin(work, q->data, seed, q->shuffle, false);
}

static const char *tile_note(
	const struct sorting_work *w, const struct sorting *s, int position, struct view *view)
{
	int part = w->parts[position], number = sorting_number(w, s, part);
	const char *names[CHOICES_MAX];

	if (position != w->focus)
		return number < 0 ? _("not chosen yet") : s->choices[w->chosen[part]].text;
	for (size_t i = 0; i < s->n_choices; i++)
		names[i] = s->choices[w->choices[i]].text;
	return parts_menu(view, names, s->n_choices, number);
}

static void describe_head(const struct sorting_work *w, const struct sorting *s, struct view *view)
{
	const char *names = NULL;
	struct block *b;

	for (size_t i = 0; i < s->n_choices; i++) {
		const char *name = s->choices[w->choices[i]].text;

		names = names ? view_printf(view, "%s\n%s", names, name) : name;
	}
	b = view_add(view, BLOCK_GRID, names);
	b->id = (int)s->n;
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct sorting_work *w = work;
	const struct sorting *s = q->data;

	if (showing != SHOW_OPEN) {
		sorting_describe_answered(w, s, view);
		return;
	}
	view->numbers = NUMBERS_FILL;
	describe_head(w, s, view);
	for (int i = 0; i < (int)s->n; i++) {
		int part = w->parts[i];
		struct block *b = view_choice(view, i, NULL, s->parts[part].text, i == w->focus);

		b->note = tile_note(w, s, i, view);
		b->value = sorting_number(w, s, part);
		b->max = (int)s->n_choices;
		b->cell = sorting_cell(s, i);
		b->own = b->value >= 0;
		b->pair = b->own ? s->choices[w->chosen[part]].text : "";
		b->tight = i == 0;
	}
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	sorting_print(work, q->data, out);
}

const struct question_type question_classify = {
	.name = "classify",
	.work_size = sizeof(struct sorting_work),
	.parse = parse,
	.begin = begin,
	.restore = sorting_restore,
	.update = sorting_update,
	.describe = describe,
	.reasons = sorting_reasons,
	.response = sorting_response,
	.count_empty = sorting_count_empty,
	.count_choices = sorting_count_choices,
	.verb = N_("place"),
	.grade = sorting_grade,
	.tally = sorting_tally,
	.interact = sorting_interact,
	.print = print,
	.how = N_("For each line, choose a box by its number, or use ← and →; then press Enter."),
	.how_linear = N_("Type the number of a box for the line marked “now”; + and - go to other "
			 "lines. At the end press Enter on an empty line."),
};
