/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson_drawing.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson_chart.h"
#include "course/lesson_read.h"
#include "ini/ini.h"
#include "view/figure.h"

enum { KEY_MAX = 80 };

/* ---- parts of all drawings */

struct figure *lesson_drawing_new_figure(struct reader *r, enum figure_kind kind)
{
	struct figure *f = arena_alloc(r->arena, sizeof(*f));

	*f = (struct figure){ .kind = kind };
	f->rows = arena_alloc(r->arena, FIGURE_ROWS * sizeof(*f->rows));
	memset(f->rows, 0, FIGURE_ROWS * sizeof(*f->rows));
	return f;
}

struct figure_row *lesson_drawing_add_row(
	struct reader *r, const struct ini_entry *e, struct figure *f, size_t max)
{
	if (f->n < max)
		return &f->rows[f->n++];
	reader_error_at(r, e, "too-many-rows",
		_("a drawing of this kind has at most %zu rows; make two drawings of it"), max);
	return NULL;
}

static bool has_rows(
	struct reader *r, const struct ini_entry *e, const struct figure *f, size_t least)
{
	if (f->n >= least)
		return true;
	/* a row whose text is missing is reported at its other key */
	if (reader_lacks_owner(r))
		return false;
	reader_error_at(r, e, "empty-drawing",
		_("a drawing of this kind needs at least %zu rows; add some, or write it as a text"),
		least);
	return false;
}

const struct ini_entry *lesson_drawing_sibling(
	const struct reader *r, const char *key, size_t len, const char *rest)
{
	char name[KEY_MAX];

	if (len + strlen(rest) >= sizeof(name))
		return NULL;
	memcpy(name, key, len);
	memcpy(name + len, rest, strlen(rest) + 1);
	return ini_get(r->section, name);
}

/* Reads a value that only the program reads; the entry counts as known. */
static const char *read_word(struct reader *r, const struct ini_entry *e)
{
	return e ? reader_word(r, e->key, false) : NULL;
}

/* ---- cells: "what | left | right", in which || writes one bar */

static const char *trimmed(struct reader *r, struct strbuf *cell)
{
	size_t begin = strspn(cell->buf, " "), end = cell->len;

	while (end > begin && cell->buf[end - 1] == ' ')
		end--;
	return arena_memdupz(r->arena, cell->buf + begin, end - begin);
}

/* Splits a text into at most FIGURE_CELLS cells; returns how many there were. */
static size_t split(struct reader *r, const char *text, const char *cells[FIGURE_CELLS])
{
	struct strbuf cell = STRBUF_INIT;
	size_t n = 0;

	for (const char *s = text;; s++) {
		if (*s == '|' && s[1] == '|')
			s++;
		else if (*s == '|' || !*s) {
			if (n < FIGURE_CELLS)
				cells[n] = trimmed(r, &cell);
			n++;
			strbuf_clear(&cell);
			if (!*s)
				break;
			continue;
		}
		strbuf_addch(&cell, *s);
	}
	strbuf_release(&cell);
	return n;
}

/* Reads cells; an error if there are fewer than least or more than most, or if one is empty. */
static size_t read_cells(struct reader *r, const struct ini_entry *e,
	const char *cells[FIGURE_CELLS], size_t least, size_t most)
{
	size_t n = split(r, reader_prose_entry(r, e), cells);

	if (least == most && n != least)
		reader_error_at(r, e, "bad-cells",
			_("the line has %zu cells and needs %zu; a | parts two cells, and || writes one "
			  "bar"),
			n, least);
	else if (n < least || n > most)
		reader_error_at(r, e, "bad-cells",
			_("the line has %zu cells and may have %zu to %zu; a | parts two cells, and || "
			  "writes one bar"),
			n, least, most);
	for (size_t i = 0; i < n && i < FIGURE_CELLS; i++) {
		if (*cells[i])
			continue;
		reader_error_at(r, e, "bad-cells",
			_("cell %zu is empty; write something in it, or take away the |"), i + 1);
		break;
	}
	return n < least ? least : n > most ? most : n;
}

/* ---- timelines: time1.1 and time1.1.on */

static void read_day(
	struct reader *r, const struct ini_entry *e, struct figure_row *row, struct date *last)
{
	const struct ini_entry *on = lesson_drawing_sibling(r, e->key, strlen(e->key), ".on");
	struct date day;

	row->label = "";
	if (!on) {
		reader_error_at(r, e, "missing-key",
			_("a timeline needs the day, month or year; add a line %s.on = 2000-11-15"),
			e->key);
		return;
	}
	if (!reader_date(r, on->key, &day, true))
		return;
	/* as in the file: whoever shows it writes it in words, in the language of that moment */
	row->label = on->value;
	row->year = day.year;
	if (last->year && date_compare(&day, last) < 0)
		reader_warn(r, on->key, "dates-out-of-order",
			_("this is before the date above it; a timeline goes from the oldest to the newest, "
			  "so move it"));
	*last = day;
}

/* ---- rows of one drawing: STEM1.1, STEM1.2 … */

/* True for "flow1.2" if first begins with the len bytes "flow1". */
static bool is_row(const struct ini_entry *e, const char *first, size_t len, struct numbered_key *k)
{
	return !strncmp(e->key, first, len) && reader_key_is_numbered(e->key + len, ".", k) &&
		!*k->rest;
}

static void read_row(
	struct reader *r, const struct ini_entry *e, struct figure *f, struct date *last)
{
	struct figure_row *row = lesson_drawing_add_row(
		r, e, f, f->kind == FIGURE_FLOW ? FIGURE_BOXES : FIGURE_ROWS);
	struct figure_row spare = { 0 };

	if (!row)
		row = &spare;
	if (f->kind == FIGURE_FLOW)
		read_cells(r, e, row->cells, 1, 2);
	else if (f->kind == FIGURE_TIMELINE) {
		row->cells[0] = reader_prose_entry(r, e);
		read_day(r, e, row, last);
	} else
		read_cells(r, e, row->cells, f->n_cells, f->n_cells);
}

/* Reads the rows; len is the length of the stem with its number, "flow1". */
static void read_rows(struct reader *r, const char *first, size_t len, struct figure *f)
{
	struct date last_day = { 0 };
	struct numbered_key k;
	int last = 0;

	for (size_t i = 0; i < r->section->n; i++) {
		const struct ini_entry *e = &r->section->entries[i];

		if (!is_row(e, first, len, &k))
			continue;
		lesson_check_number(r, e, k.number, &last);
		read_row(r, e, f, &last_day);
	}
}

static void read_flow_rest(
	struct reader *r, const struct ini_entry *e, size_t len, struct figure *f)
{
	const struct ini_entry *result = lesson_drawing_sibling(r, e->key, len, ".result"),
			       *join = lesson_drawing_sibling(r, e->key, len, ".join");
	const char *word = read_word(r, join);

	if (result)
		f->result = reader_prose_entry(r, result);
	f->arrow = word && !strcmp(word, "arrow");
	if (word && !f->arrow && strcmp(word, "plus"))
		reader_error_at(r, join, "bad-value",
			_("boxes are joined by plus or by arrow, not “%s”"), word);
}

static void read_heads(struct reader *r, const struct ini_entry *e, size_t len, struct figure *f)
{
	const struct ini_entry *head = lesson_drawing_sibling(r, e->key, len, ".head");
	const char *heads[FIGURE_CELLS] = { 0 };

	f->n_cells = f->kind == FIGURE_COMPARE ? 3 : 2;
	if (!head) {
		reader_error_at(r, e, "missing-key",
			_("the columns need names; add a line %.*s.head = \"one | two\""), (int)len,
			e->key);
		return;
	}
	if (f->kind == FIGURE_COMPARE) {
		read_cells(r, head, heads, 2, 2);
		f->heads[1] = heads[0];
		f->heads[2] = heads[1];
		return;
	}
	f->n_cells = read_cells(r, head, f->heads, 2, FIGURE_CELLS);
}

static struct figure *read_numbered(
	struct reader *r, const struct ini_entry *e, size_t len, enum figure_kind kind)
{
	struct figure *f = lesson_drawing_new_figure(r, kind);
	const struct ini_entry *alt = lesson_drawing_sibling(r, e->key, len, ".alt");

	if (alt)
		f->alt = reader_prose_entry(r, alt);
	if (kind == FIGURE_COMPARE || kind == FIGURE_TABLE)
		read_heads(r, e, len, f);
	read_rows(r, e->key, len, f);
	if (kind == FIGURE_FLOW)
		read_flow_rest(r, e, len, f);
	has_rows(r, e, f, kind == FIGURE_COMPARE || kind == FIGURE_TABLE ? 1 : 2);
	return f;
}

/* ---- steps: step1, step1_why; all of a page are one ladder */

static struct figure *read_steps(struct reader *r, const struct ini_entry *first)
{
	struct figure *f = lesson_drawing_new_figure(r, FIGURE_STEPS);
	struct numbered_key k;
	int last = 0;

	for (size_t i = 0; i < r->section->n; i++) {
		const struct ini_entry *e = &r->section->entries[i], *why;
		struct figure_row *row;

		if (!reader_key_is_numbered(e->key, "step", &k) || *k.rest)
			continue;
		lesson_check_number(r, e, k.number, &last);
		row = lesson_drawing_add_row(r, e, f, FIGURE_ROWS);
		why = lesson_drawing_sibling(r, e->key, strlen(e->key), "_why");
		if (row)
			row->cells[0] = reader_prose_entry(r, e);
		if (row && why)
			row->cells[1] = reader_prose_entry(r, why);
	}
	has_rows(r, first, f, 2);
	return f;
}

/* ---- the keys of a page */

static const struct stem {
	const char *stem;
	enum figure_kind kind;
	const char *offers[3];
} stems[] = {
	{ "chart", FIGURE_BARS, { "chart1" } },
	{ "time", FIGURE_TIMELINE, { "time1.1", "time1.1.on" } },
	{ "step", FIGURE_STEPS, { "step1", "step1_why" } },
	{ "flow", FIGURE_FLOW, { "flow1.1", "flow1.result", "flow1.join" } },
	{ "compare", FIGURE_COMPARE, { "compare1.head", "compare1.1" } },
	{ "table", FIGURE_TABLE, { "table1.head", "table1.1" } },
};

static const struct stem *find_stem(const char *key, struct numbered_key *k)
{
	for (size_t i = 0; i < ARRAY_SIZE(stems); i++)
		if (reader_key_is_numbered(key, stems[i].stem, k))
			return &stems[i];
	return NULL;
}

bool lesson_is_drawing(const char *key, struct numbered_key *k)
{
	return find_stem(key, k) != NULL;
}

void lesson_suggest_drawings(struct reader *r)
{
	for (size_t i = 0; i < ARRAY_SIZE(stems); i++)
		for (size_t k = 0; k < ARRAY_SIZE(stems[i].offers); k++)
			if (stems[i].offers[k])
				reader_suggest(r, stems[i].offers[k]);
}

/* True if no entry before e begins with the same len bytes and then c (0: a digit). */
static bool is_first(const struct reader *r, const struct ini_entry *e, size_t len, char c)
{
	for (const struct ini_entry *p = r->section->entries; p < e; p++)
		if (!strncmp(p->key, e->key, len) &&
			(c ? p->key[len] == c : p->key[len] >= '0' && p->key[len] <= '9'))
			return false;
	return true;
}

bool lesson_read_drawing(struct reader *r, const struct ini_entry *e, const struct numbered_key *k,
	struct piece *piece)
{
	struct numbered_key own;
	const struct stem *stem = find_stem(e->key, &own);
	size_t len = (size_t)(k->rest - e->key);

	if (!stem)
		return false;
	piece->kind = PIECE_FIGURE;
	switch (stem->kind) {
	case FIGURE_BARS:
		if (*k->rest)
			return false;
		piece->figure = lesson_use_chart(r, e);
		return true;
	case FIGURE_STEPS:
		if (*k->rest || !is_first(r, e, strlen(stem->stem), 0))
			return false;
		piece->figure = read_steps(r, e);
		return true;
	default:
		if (*k->rest != '.' || !is_first(r, e, len, '.'))
			return false;
		piece->figure = read_numbered(r, e, len, stem->kind);
		return true;
	}
}
