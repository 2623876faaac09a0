/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A typed number, right within a tolerance. Text that is not a number does not count as an answer:
 * the learner is told how to type one.
 */
#include "questions/type.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/decimal.h"
#include "questions/interaction.h"
#include "questions/printed.h"
#include "text/typed.h"
#include "view/field.h"

struct data {
	int64_t answer, tolerance;      /* in millionths */
	const char *unit;               /* may be NULL */
	const char *low, *high, *other; /* feedback; may be NULL */
};

static bool read_decimal(
	struct reader *r, const char *key, int64_t min, bool required, int64_t *out)
{
	const char *s = reader_word(r, key, required);

	*out = 0;
	if (!s || ini_get(r->section, key)->quoted)
		return false;
	if (decimal_parse(s, out) && *out >= min)
		return true;
	reader_error(r, key, "bad-decimal",
		min < 0 ? _("“%s” is a number such as 42, -3 or 0.5, with a point and at most six "
			    "decimals, not "
			    "“%s”")
			: _("“%s” is a number from 0 on, such as 2 or 0.5, with a point and at "
			    "most six decimals, "
			    "not “%s”"),
		key, s);
	*out = 0;
	return false;
}

static void read_tolerance(struct reader *r, struct data *d)
{
	int64_t percent;
	bool absolute = read_decimal(r, "tolerance", 0, false, &d->tolerance);
	bool relative = read_decimal(r, "tolerance_percent", 0, false, &percent);

	if (absolute && relative)
		reader_error(r, "tolerance_percent", "two-tolerances",
			_("“tolerance” and “tolerance_percent” exclude each other; remove one"));
	if (relative && percent > (int64_t)100 * DECIMAL_ONE)
		reader_error(r, "tolerance_percent", "bad-decimal",
			_("“tolerance_percent” is at most 100; write fewer percent"));
	else if (relative && !absolute)
		d->tolerance = decimal_percent(d->answer, percent);
}

static bool parse(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct data *d = arena_alloc(r->arena, sizeof(*d));

	q->data = d;
	read_decimal(r, "answer", INT64_MIN, true, &d->answer);
	read_tolerance(r, d);
	d->unit = reader_prose(r, "unit", false);
	d->low = reader_prose(r, "feedback.low", false);
	d->high = reader_prose(r, "feedback.high", false);
	d->other = reader_prose(r, "feedback.other", false);
	if (!d->other && !(d->low && d->high))
		reader_error(r, NULL, "missing-feedback",
			_("say what a person reads after another number: add feedback.low = \"…\" "
			  "and "
			  "feedback.high = \"…\", or feedback.other = \"…\" for both"));
	return r->diags->errors == before;
}

static void begin(void *work, const struct question *q, uint64_t seed)
{
	(void)q;
	(void)seed;
	memset(work, 0, sizeof(struct field));
}

static void restore(void *work, const struct question *q, const char *text)
{
	(void)q;
	field_set(work, text);
}

static bool update(void *work, const struct question *q, const struct input *in)
{
	(void)q;
	return field_update(work, in);
}

/* Returns -1 if too low, 0 if right, 1 if too high. */
static int compare(const struct data *d, int64_t value)
{
	if (value < d->answer - d->tolerance)
		return -1;
	return value > d->answer + d->tolerance;
}

/*
 * Appends the typed text without marks around it, and without the unit, which a learner may repeat
 * after the number.
 */
static void strip_unit(struct strbuf *out, const struct data *d, const char *text)
{
	struct strbuf unit = STRBUF_INIT, whole = STRBUF_INIT;

	typed_trim(&whole, text, strlen(text));
	if (d->unit)
		typed_trim(&unit, d->unit, strlen(d->unit));
	if (unit.len && unit.len < whole.len &&
		!memcmp(whole.buf + whole.len - unit.len, unit.buf, unit.len))
		strbuf_setlen(&whole, whole.len - unit.len);
	typed_trim(out, whole.buf, whole.len);
	strbuf_release(&unit);
	strbuf_release(&whole);
}

/* Reads an ambiguous number as whichever value is right. */
static bool read_value(const struct data *d, const char *text, int64_t *value)
{
	struct strbuf number = STRBUF_INIT;
	int64_t other;
	bool ok;

	strip_unit(&number, d, text);
	ok = decimal_read(number.buf, value, &other);
	if (ok && compare(d, *value) && !compare(d, other))
		*value = other;
	strbuf_release(&number);
	return ok;
}

static const char *with_unit(const struct data *d, const char *number, struct view *view)
{
	return d->unit ? view_printf(view, "%s\u00a0%s", number, d->unit) : number;
}

static void describe_answered(const struct field *f, const struct data *d, struct view *view)
{
	int64_t value;
	bool ok = read_value(d, f->text, &value);
	const char *typed = ok ? with_unit(d, decimal_show(view, value), view) : f->text;
	struct block *b = view_choice(view, -1, NULL, typed, false);

	b->note = _("your answer");
	b->own = true;
	b->role = ROLE_OWN;
	b->mark = ok && !compare(d, value) ? MARK_RIGHT : MARK_WRONG;
	if (b->mark == MARK_WRONG) {
		b = view_choice(
			view, -1, NULL, with_unit(d, decimal_show(view, d->answer), view), false);
		b->mark = MARK_MISSED;
		b->note = mark_word(MARK_MISSED);
	}
	if (d->tolerance)
		view_dim(view,
			view_printf(view, _("Every number from %s to %s counts as right."),
				decimal_show(view, d->answer - d->tolerance),
				decimal_show(view, d->answer + d->tolerance)));
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct field *f = work;
	const struct data *d = q->data;
	struct block *b;

	if (showing != SHOW_OPEN) {
		describe_answered(f, d, view);
		return;
	}
	b = view_add(view, BLOCK_FIELD, f->text);
	b->caret = f->caret;
	b->note = d->unit;
	b->focus = true;
	b->id = 0;
}

static void reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct field *f = work;
	const struct data *d = q->data;
	const char *why = d->other;
	int64_t value;

	if (read_value(d, f->text, &value)) {
		int side = compare(d, value);

		if (!side)
			return;
		if (side < 0 ? d->low : d->high)
			why = side < 0 ? d->low : d->high;
	}
	if (why)
		view_text(view, why)->show = showing == SHOW_ANSWERED;
}

static void response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct field *f = work;
	int64_t value;

	if (read_value(q->data, f->text, &value))
		decimal_write(out, value);
}

static struct grade grade(const struct question *q, const char *text)
{
	struct grade g = { 0, q->points * POINT };
	int64_t value;

	if (decimal_parse(text, &value) && !compare(q->data, value))
		g.score = g.max;
	return g;
}

static void interact(const struct question *q, struct interaction *out)
{
	const struct data *d = q->data;
	struct interaction_slot slot = { 0 };
	struct strbuf range = STRBUF_INIT;

	out->kind = INTERACTION_NUMERIC;
	decimal_write(&range, d->answer - d->tolerance);
	if (d->tolerance) {
		strbuf_addstr(&range, "[:]");
		decimal_write(&range, d->answer + d->tolerance);
	}
	interaction_slot_add(&slot, arena_strdup(out->arena, range.buf));
	interaction_combine(out, &slot, 1);
	strbuf_release(&range);
}

/* "12.5 metres" in the reader's language. */
static const char *shown(const struct data *d, int64_t value, struct arena *arena)
{
	struct view view;
	const char *text;

	view_init(&view);
	text = arena_strdup(arena, with_unit(d, decimal_show(&view, value), &view));
	view_release(&view);
	return text;
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	const struct data *d = q->data;
	struct printed_row *row = printed_add(out, NULL, NULL);

	(void)work;
	out->kind = PRINTED_WRITTEN;
	out->unit = d->unit;
	row->accepted = arena_alloc(out->arena, sizeof(*row->accepted));
	row->accepted[row->n_accepted++] = shown(d, d->answer, out->arena);
	if (d->tolerance)
		printed_note(out, NULL,
			arena_printf(out->arena, _("Every number from %s to %s counts as right."),
				shown(d, d->answer - d->tolerance, out->arena),
				shown(d, d->answer + d->tolerance, out->arena)));
	/* TRANSLATORS: a number that is less than the right one; then one that is more */
	printed_note(out, _("A lower number"), d->low);
	printed_note(out, _("A higher number"), d->high);
	printed_note(out, d->low || d->high ? _("Anything else") : _("Another number"), d->other);
}

const struct question_type question_number = {
	.name = "number",
	.typed = true,
	.work_size = sizeof(struct field),
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
	.how = N_("Type a number, such as 12 or 3.5, then press Enter."),
};
