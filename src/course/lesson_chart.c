/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson_chart.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson_drawing.h"
#include "course/reference.h"
#include "ini/ini.h"
#include "view/figure.h"

enum { HUNDRED = 100 * POINT, NUMBER_DIGITS = 12 };

/* ---- [fact] number and unit */

/* Parses 38 or 27.6 into thousandths. */
static bool parse_number(const char *s, long long *out)
{
	size_t len = strspn(s, "0123456789"), decimals = 0;

	if (!len || len > NUMBER_DIGITS || (*s == '0' && len > 1))
		return false;
	*out = 0;
	for (; len; len--)
		*out = *out * 10 + (*s++ - '0');
	if (*s == '.') {
		decimals = strspn(++s, "0123456789");
		if (!decimals)
			return false;
	}
	for (size_t i = 0; i < 3; i++)
		*out = *out * 10 + (i < decimals ? *s++ - '0' : 0);
	return !*s;
}

void lesson_read_fact_number(struct reader *r, struct fact *f)
{
	const char *number = reader_word(r, "number", false);

	f->unit = reader_id(r, "unit", false);
	f->has_number = number && parse_number(number, &f->number);
	if (number && !f->has_number)
		reader_error(r, "number", "bad-decimal",
			_("“number” is what is drawn: digits only, with a point before decimals, such as "
			  "38 or 27.6; not “%s”"),
			number);
}

/* ---- [chart] */

static enum figure_kind read_shape(struct reader *r)
{
	const char *shape = reader_word(r, "shape", false);

	if (!shape || !strcmp(shape, "bars"))
		return FIGURE_BARS;
	if (!strcmp(shape, "then-now"))
		return FIGURE_THEN_NOW;
	if (!strcmp(shape, "share"))
		return FIGURE_SHARE;
	reader_error(r, "shape", "bad-value",
		_("a chart has the shape bars, then-now or share, not “%s”"), shape);
	return ini_get(r->section, "bar.a.then") ? FIGURE_THEN_NOW : FIGURE_BARS;
}

static bool read_apart(struct reader *r)
{
	const char *scale = reader_word(r, "scale", false);

	if (scale && strcmp(scale, "apart"))
		reader_error(r, "scale", "bad-value",
			_("write scale = apart to give each measure a scale of its own, or remove the "
			  "line"));
	return scale && !strcmp(scale, "apart");
}

static enum figure_measure measure_of(const struct fact *fact)
{
	return fact->kind == FACT_DETECTED     ? FIGURE_DETECTED
		: fact->kind == FACT_ESTIMATED ? FIGURE_ESTIMATED
					       : FIGURE_UNKNOWN;
}

/* Reads the fact that a bar shows; e is bar.a, rest is ".fact" or ".then". */
static const struct fact *read_bar_fact(
	struct reader *r, const struct ini_entry *e, const char *rest)
{
	const struct ini_entry *from = lesson_drawing_sibling(r, e->key, strlen(e->key), rest);
	const char *id = from ? reader_id_entry(r, from) : NULL;
	const struct fact *fact = id ? lesson_fact(r->lesson, id) : NULL;

	if (!from)
		reader_error_at(r, e, "missing-key",
			_("the bar needs a fact to show; add a line %s%s = id-of-a-fact"), e->key,
			rest);
	else if (id && !fact)
		reference_unknown(r, from, "unknown-fact", "fact", id);
	else if (fact && (!fact->value || !fact->has_number)) {
		const struct ini_section *s = ini_find(r->ini, "fact", id);

		/* a number that cannot be read was reported there */
		if (s && !fact->has_number && ini_get(s, "number"))
			return NULL;
		reader_error_at(r, from, "fact-without-number",
			_("[fact %s] cannot be drawn; give it value = \"…\" to show and number = … to "
			  "scale by"),
			id);
		return NULL;
	}
	return fact;
}

/* What the bars read so far have in common. */
struct common {
	const char *unit;
	enum figure_measure measure;
	bool any;
};

static void check_common(struct reader *r, const struct ini_entry *e, const struct figure *f,
	const struct fact *fact, struct common *c)
{
	enum figure_measure measure = measure_of(fact);

	if (fact->kind == FACT_MISSPELT)
		return;
	if (c->any && measure != c->measure && !f->apart)
		reader_error_at(r, e, "two-measures",
			_("a chart must not measure detected victims and estimates with one scale; make two "
			  "charts, or write scale = apart"));
	if (c->any && !f->apart && strcmp(c->unit ? c->unit : "", fact->unit ? fact->unit : ""))
		reader_error_at(r, e, "two-units",
			_("[fact %s] has another unit than the bars before it; draw it in another chart, or "
			  "correct its unit"),
			fact->id);
	if (c->any)
		return;
	*c = (struct common){ fact->unit, measure, true };
}

static void add_source(struct reader *r, struct strbuf *names, const struct fact *fact)
{
	const char *text = fact->source ? fact->source->text : NULL, *name;
	size_t len = text ? strcspn(text, ",(") : 0;

	while (len && text[len - 1] == ' ')
		len--;
	if (!len)
		return;
	name = arena_printf(r->arena, "%.*s, %d", (int)len, text, fact->source->date.year);
	if (strstr(names->buf, name))
		return;
	strbuf_addf(names, "%s%s", names->len ? " · " : "", name);
}

/* What a chart draws besides its figure. */
struct drawn {
	struct common common;
	struct strbuf sources;
	const struct fact *facts[2 * FIGURE_ROWS];
	size_t n;
};

static void note_fact(struct reader *r, const struct ini_entry *e, const struct figure *f,
	const struct fact *fact, struct drawn *drawn)
{
	check_common(r, e, f, fact, &drawn->common);
	add_source(r, &drawn->sources, fact);
	drawn->facts[drawn->n++] = fact;
}

static void read_bar(
	struct reader *r, const struct ini_entry *e, struct figure *f, struct drawn *drawn)
{
	size_t max = f->kind == FIGURE_SHARE ? FIGURE_PARTS : FIGURE_ROWS;
	struct figure_row *row = lesson_drawing_add_row(r, e, f, max);
	const char *label = reader_prose_entry(r, e);
	const struct ini_entry *then = lesson_drawing_sibling(r, e->key, strlen(e->key), ".then");
	const struct fact *fact = read_bar_fact(r, e, ".fact"), *before = NULL;

	if (f->kind == FIGURE_THEN_NOW)
		before = read_bar_fact(r, e, ".then");
	else if (then && reader_id_entry(r, then))
		reader_error_at(r, then, "bad-value",
			_("“%s” is for a chart with shape = then-now; write that, or remove the line"),
			then->key);
	if (!row)
		return;
	row->label = label;
	if (before) {
		row->then_value = before->value;
		row->then_amount = before->number;
		row->then_year = before->as_of.year;
		note_fact(r, e, f, before, drawn);
	}
	if (fact) {
		row->value = fact->value;
		row->amount = fact->number;
		row->year = fact->as_of.year;
		row->measure = measure_of(fact);
		note_fact(r, e, f, fact, drawn);
	}
	if (fact && before && measure_of(before) != row->measure && f->apart)
		reader_error_at(r, e, "two-measures",
			_("then and now must be the same measure; one is detected, the other is not"));
}

static void check_share(struct reader *r, const struct figure *f)
{
	long long sum = 0;

	for (size_t i = 0; i < f->n; i++)
		sum += f->rows[i].amount;
	if (sum > HUNDRED)
		reader_error(r, "shape", "share-too-large",
			_("the parts add up to more than a hundred; correct the facts, or use shape = "
			  "bars"));
}

static bool is_bar(const char *key)
{
	return !strncmp(key, "bar.", 4) && key[4] >= 'a' && key[4] <= 'z' && !key[5];
}

static struct chart read_chart(struct reader *r)
{
	struct figure *f = lesson_drawing_new_figure(r, FIGURE_BARS);
	struct chart chart = { .id = r->section->id, .figure = f };
	struct drawn drawn = { .sources = STRBUF_INIT };
	size_t errors = r->diags->errors;

	f->title = reader_prose(r, "title", true);
	f->kind = read_shape(r);
	f->apart = read_apart(r);
	f->alt = reader_prose(r, "alt", false);
	reader_suggest(r, "bar.a");
	reader_suggest(r, "bar.a.fact");
	reader_suggest(r, "bar.a.then");
	for (size_t i = 0; i < r->section->n; i++)
		if (is_bar(r->section->entries[i].key))
			read_bar(r, &r->section->entries[i], f, &drawn);
	if (drawn.sources.len)
		f->source = arena_memdupz(r->arena, drawn.sources.buf, drawn.sources.len);
	strbuf_release(&drawn.sources);
	chart.n_facts = drawn.n;
	chart.facts = arena_alloc(r->arena, drawn.n * sizeof(*chart.facts));
	memcpy(chart.facts, drawn.facts, drawn.n * sizeof(*chart.facts));
	if (f->kind == FIGURE_SHARE)
		check_share(r, f);
	reader_finish(r);
	if (!f->n && r->diags->errors == errors)
		reader_error(r, NULL, "empty-drawing",
			_("the chart has no bars; add bar.a = \"…\" and bar.a.fact = id-of-a-fact"));
	return chart;
}

void lesson_read_charts(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->charts = arena_alloc(r->arena, reader_count(r, "chart") * sizeof(*l->charts));
	while (reader_next(r, "chart", &at)) {
		const char *id = r->section->id;

		if (l->format < 2)
			reader_error(r, NULL, "newer-key",
				_("[chart %s] needs format = 2; write that in [lesson]"), id);
		l->charts[l->n_charts++] = read_chart(r);
	}
}

void lesson_check_charts(struct reader *r)
{
	size_t at = 0;

	for (size_t i = 0; reader_next(r, "chart", &at); i++)
		/* a page may have named it, in a line that was reported */
		if (!r->lesson->charts[i].shown && !r->failed)
			reader_warn(r, NULL, "unused-chart",
				_("no page shows this chart; add chart1 = %s to a page, or remove it"),
				r->lesson->charts[i].id);
}

const struct figure *lesson_use_chart(struct reader *r, const struct ini_entry *e)
{
	const char *id = reader_id_entry(r, e);

	for (size_t i = 0; id && i < r->lesson->n_charts; i++) {
		struct chart *c = &r->lesson->charts[i];

		if (strcmp(c->id, id))
			continue;
		c->shown = true;
		return c->figure;
	}
	if (id)
		reference_unknown(r, e, "unknown-chart", "chart", id);
	return NULL;
}
