/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/paper.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "questions/type.h"

static const char gap[] = "__________";

static const struct ini_section *section_of(
	const struct booklet_source *p, const struct question *q)
{
	return ini_find(p->ini, "question", q->id);
}

/* Returns the text of an entry with its facts filled in. */
static const char *prose(
	const struct booklet_source *p, const struct ini_section *s, const struct ini_entry *e)
{
	struct diags quiet = DIAGS_INIT;
	struct reader r = { .arena = &p->view->arena, .diags = &quiet, .ini = p->ini };
	const char *text;

	/* The reader never modifies the lesson; it only fills in facts from it. */
	r.lesson = (struct lesson *)p->lesson;
	reader_begin(&r, s);
	text = reader_prose_entry(&r, e);
	reader_release(&r);
	diags_release(&quiet);
	return text ? text : "";
}

const char *paper_value(const struct booklet_source *p, const struct question *q, const char *key)
{
	const struct ini_section *s = section_of(p, q);
	const struct ini_entry *e = ini_get(s, key);

	return !e ? NULL : e->quoted ? prose(p, s, e) : e->value;
}

size_t paper_family(const struct booklet_source *p, const struct question *q, const char *stem,
	struct paper_text *texts)
{
	const struct ini_section *s = section_of(p, q);
	size_t len = strlen(stem), n = 0;

	for (size_t i = 0; i < s->n && n < PAPER_PARTS; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!strncmp(e->key, stem, len) && !strchr(e->key + len, '.') && e->quoted)
			texts[n++] = (struct paper_text){ e->key + len, prose(p, s, e) };
	}
	return n;
}

/* Shuffles order, in the same way for every copy of the booklet. */
static void mix(const struct question *q, int *order, size_t n)
{
	uint64_t seed = 0;

	for (const char *c = q->id; *c; c++)
		seed = seed * 31 + (unsigned char)*c;
	rand_shuffle(&seed, order, n);
	/* Never print the items in the right order: that would give the answer away. */
	for (size_t i = 0; i < n; i++)
		if (order[i] != (int)i)
			return;
	for (size_t i = 0; i < n; i++)
		order[i] = (int)((i + 1) % n);
}

static void line(const struct booklet_source *p, const char *label, const char *text)
{
	struct block *b = view_add(p->view, BLOCK_ITEM, text);

	b->label = label;
	b->tight = true;
}

static bool is(const struct question *q, const char *type)
{
	return !strcmp(q->type->name, type);
}

static const char *letter(const struct booklet_source *p, size_t i)
{
	return view_printf(p->view, "%c", (char)('A' + i));
}

static const char *option_text(const struct option *o)
{
	if (o->text)
		return o->text;
	return !strcmp(o->id, "true") ? _("True") : _("False");
}

/* ---- the questions */

static void options_on_paper(const struct booklet_source *p, const struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++)
		line(p, view_printf(p->view, "[ ] %s", letter(p, i)), option_text(&q->options[i]));
}

static void match_on_paper(const struct booklet_source *p, const struct question *q)
{
	struct paper_text left[PAPER_PARTS], right[PAPER_PARTS];
	size_t n = paper_family(p, q, "left.", left), m = paper_family(p, q, "right.", right);
	int order[PAPER_PARTS];

	for (size_t i = 0; i < n; i++)
		line(p, "[   ]", left[i].text);
	view_dim(p->view, _("Write one of these letters before each line:"));
	mix(q, order, m);
	for (size_t i = 0; i < m; i++)
		line(p, letter(p, i), right[order[i]].text);
}

static void order_on_paper(const struct booklet_source *p, const struct question *q)
{
	struct paper_text items[PAPER_PARTS];
	size_t n = paper_family(p, q, "item.", items);
	int order[PAPER_PARTS];

	mix(q, order, n);
	view_dim(p->view, _("Number these lines in the right order."));
	for (size_t i = 0; i < n; i++)
		line(p, "[   ]", items[order[i]].text);
}

static void classify_on_paper(const struct booklet_source *p, const struct question *q)
{
	struct paper_text boxes[PAPER_PARTS], tiles[PAPER_PARTS];
	size_t n = paper_family(p, q, "box.", boxes), m = paper_family(p, q, "tile.", tiles);

	for (size_t i = 0; i < m; i++)
		line(p, "[   ]", tiles[i].text);
	view_dim(p->view, _("Write one of these letters before each line:"));
	for (size_t i = 0; i < n; i++)
		line(p, letter(p, i), boxes[i].text);
}

static void add_choices(
	const struct booklet_source *p, const struct question *q, char id, struct strbuf *out)
{
	struct paper_text choices[PAPER_PARTS];
	size_t n = paper_family(p, q, view_printf(p->view, "choice.%c.", id), choices);

	for (size_t i = 0; i < n; i++)
		strbuf_addf(out, "%s%s", i ? " / " : " (", choices[i].text);
	if (n)
		strbuf_addch(out, ')');
}

/* Writes the sentence with lines for its gaps, followed by the words to choose from, if any. */
static void cloze_on_paper(const struct booklet_source *p, const struct question *q)
{
	struct strbuf out = STRBUF_INIT;
	const char *text = paper_value(p, q, "text");

	for (const char *s = text ? text : ""; *s; s++) {
		if (s[0] != '[' || s[1] < 'a' || s[1] > 'z' || s[2] != ']') {
			strbuf_addch(&out, *s);
			continue;
		}
		strbuf_addstr(&out, gap);
		add_choices(p, q, s[1], &out);
		s += 2;
	}
	view_text(p->view, view_printf(p->view, "%s", out.buf));
	strbuf_release(&out);
}

void paper_question(const struct booklet_source *p, const struct question *q, size_t number)
{
	const char *unit = is(q, "number") ? paper_value(p, q, "unit") : NULL;

	view_add(p->view, BLOCK_HEADING, view_printf(p->view, _("Question %zu"), number));
	view_text(p->view, q->prompt);
	if (q->n_options)
		options_on_paper(p, q);
	else if (is(q, "match"))
		match_on_paper(p, q);
	else if (is(q, "order"))
		order_on_paper(p, q);
	else if (is(q, "classify"))
		classify_on_paper(p, q);
	else if (is(q, "cloze"))
		cloze_on_paper(p, q);
	else
		view_text(p->view, unit ? view_printf(p->view, "%s %s", gap, unit) : gap);
}

/* ---- the key */

static void options_key(const struct booklet_source *p, const struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = &q->options[i];

		line(p,
			view_printf(p->view, "%s %s",
				mark_sign(o->correct ? MARK_RIGHT : MARK_WRONG), letter(p, i)),
			view_printf(p->view, _("%s: %s"), option_text(o),
				o->feedback ? o->feedback : ""));
	}
}

/* TRANSLATORS: a thing, and what is said about it */
/* Writes a part and what belongs to it: "Mountain: Snow". */
static void pair(
	const struct booklet_source *p, const char *label, const char *part, const char *partner)
{
	line(p, label, view_printf(p->view, _("%s: %s"), part, partner ? partner : ""));
}

static void match_key(const struct booklet_source *p, const struct question *q)
{
	struct paper_text left[PAPER_PARTS];
	size_t n = paper_family(p, q, "left.", left);

	for (size_t i = 0; i < n; i++)
		pair(p, "•", left[i].text,
			paper_value(p, q, view_printf(p->view, "right.%s", left[i].id)));
}

static void order_key(const struct booklet_source *p, const struct question *q)
{
	struct paper_text items[PAPER_PARTS];
	size_t n = paper_family(p, q, "item.", items);

	for (size_t i = 0; i < n; i++)
		line(p, view_printf(p->view, "%zu", i + 1), items[i].text);
}

static void classify_key(const struct booklet_source *p, const struct question *q)
{
	struct paper_text tiles[PAPER_PARTS];
	size_t n = paper_family(p, q, "tile.", tiles);

	for (size_t i = 0; i < n; i++) {
		const char *boxes =
			paper_value(p, q, view_printf(p->view, "tile.%s.box", tiles[i].id));
		struct strbuf names = STRBUF_INIT;

		for (const char *b = boxes ? boxes : ""; *b; b += strspn(b, ", ")) {
			size_t len = strcspn(b, ", ");
			const char *text =
				paper_value(p, q, view_printf(p->view, "box.%.*s", (int)len, b));

			strbuf_addf(&names, "%s%s", names.len ? ", " : "", text ? text : "");
			b += len;
		}
		pair(p, "•", tiles[i].text, view_printf(p->view, "%s", names.buf));
		strbuf_release(&names);
	}
}

static void cloze_key(const struct booklet_source *p, const struct question *q)
{
	const char *text = paper_value(p, q, "text");

	for (const char *s = text ? text : ""; *s; s++) {
		const char *accept, *correct;

		if (s[0] != '[' || s[1] < 'a' || s[1] > 'z' || s[2] != ']')
			continue;
		accept = paper_value(p, q, view_printf(p->view, "accept1.%c", s[1]));
		correct = paper_value(p, q, view_printf(p->view, "correct.%c", s[1]));
		if (!accept && correct)
			accept = paper_value(
				p, q, view_printf(p->view, "choice.%c.%s", s[1], correct));
		line(p, "•", accept ? accept : "");
	}
}

void paper_answer(const struct booklet_source *p, const struct question *q, size_t number)
{
	view_add(p->view, BLOCK_HEADING, view_printf(p->view, _("Question %zu"), number));
	if (q->n_options)
		options_key(p, q);
	else if (is(q, "match"))
		match_key(p, q);
	else if (is(q, "order"))
		order_key(p, q);
	else if (is(q, "classify"))
		classify_key(p, q);
	else if (is(q, "cloze"))
		cloze_key(p, q);
	else if (is(q, "number"))
		view_text(p->view, paper_value(p, q, "answer"));
	else if (paper_value(p, q, "accept1"))
		view_text(p->view, paper_value(p, q, "accept1"));
	if (q->explain)
		view_text(p->view, q->explain);
}
