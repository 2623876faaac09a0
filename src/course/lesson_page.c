/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson_read.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson_drawing.h"
#include "course/reference.h"
#include "ini/ini.h"

/* Keys that become pieces of a page, in file order. */
static const struct family {
	const char *stem;
	const char *offer; /* for "did you mean" */
	enum piece_kind kind;
	int format; /* the first that has it; 0: all */
} families[] = {
	{ "text", "text1", PIECE_TEXT, 0 },
	{ "heading", "heading1", PIECE_HEADING, 0 },
	{ "item", "item1", PIECE_ITEM, 0 },
	{ "quote", "quote1", PIECE_QUOTE, 0 },
	{ "fact", "fact1", PIECE_FACT, 0 },
	{ "term", "term1", PIECE_TERM, 0 },
	{ "picture", "picture1.1", PIECE_PICTURE, 0 },
	{ "tip", "tip1", PIECE_TIP, 2 },
	{ "warning", "warning1", PIECE_WARNING, 2 },
};

static const struct family drawing = { NULL, NULL, PIECE_FIGURE, 2 };

static const struct family *find_family(const char *key, struct numbered_key *k)
{
	for (size_t i = 0; i < ARRAY_SIZE(families); i++)
		if (reader_key_is_numbered(key, families[i].stem, k))
			return &families[i];
	return lesson_is_drawing(key, k) ? &drawing : NULL;
}

/* Returns the entry whose key is the first len bytes of key followed by rest. */
static const struct ini_entry *get_sibling(
	const struct reader *r, const char *key, size_t len, const char *rest)
{
	for (size_t i = 0; i < r->section->n; i++) {
		const struct ini_entry *e = &r->section->entries[i];

		if (!strncmp(e->key, key, len) && !strcmp(e->key + len, rest))
			return e;
	}
	return NULL;
}

/* ---- quotations */

static void read_quote(struct reader *r, const struct ini_entry *e, struct piece *piece)
{
	const struct ini_entry *by = get_sibling(r, e->key, strlen(e->key), "_by");

	piece->text = reader_prose_entry(r, e);
	if (by)
		piece->note = reader_prose_entry(r, by);
}

/* Reports quote2_by without quote2. */
static void check_quote_by(struct reader *r, const struct ini_entry *e, const char *rest)
{
	size_t len = (size_t)(rest - e->key);

	if (get_sibling(r, e->key, len, ""))
		return;
	reader_prose_entry(r, e);
	reader_error_at(r, e, "quote-missing",
		_("“%s” says whose words these are, but there is no “%.*s”; add it, or remove this "
		  "line"),
		e->key, (int)len, e->key);
}

/* ---- pictures */

static bool is_first_of_picture(const struct reader *r, const struct ini_entry *e, size_t len)
{
	for (const struct ini_entry *p = r->section->entries; p < e; p++)
		if (!strncmp(p->key, e->key, len))
			return false;
	return true;
}

static void read_picture_line(struct reader *r, const struct ini_entry *e, const char *rest,
	struct strbuf *text, int *last)
{
	struct numbered_key k;

	if (!reader_key_is_numbered(rest, ".", &k) || *k.rest)
		return; /* leave it unread, so that it is reported as unknown */
	lesson_check_number(r, e, k.number, last);
	if (text->len)
		strbuf_addch(text, '\n');
	strbuf_addstr(text, reader_prose_entry(r, e));
}

/* Joins the lines of the picture that starts at e; len is the length of its stem, "picture1". */
static void read_picture(
	struct reader *r, const struct ini_entry *first, size_t len, struct piece *piece)
{
	const struct ini_section *s = r->section;
	struct strbuf text = STRBUF_INIT;
	int last = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];
		const char *rest = e->key + len;

		if (strncmp(e->key, first->key, len) || *rest != '.')
			continue;
		if (!strcmp(rest, ".alt"))
			piece->note = reader_prose_entry(r, e);
		else
			read_picture_line(r, e, rest, &text, &last);
	}
	piece->text = arena_memdupz(r->arena, text.buf, text.len);
	if (!text.len)
		reader_error_at(r, first, "empty-picture",
			_("the picture has no lines; add %.*s.1 = \"…\" and so on"), (int)len,
			first->key);
	else if (!piece->note)
		reader_error_at(r, first, "missing-alt",
			_("the picture needs the same in words, for people who cannot see it; add "
			  "%.*s.alt = \"…\""),
			(int)len, first->key);
	strbuf_release(&text);
}

/* ---- references */

static void read_fact_piece(struct reader *r, const struct ini_entry *e, struct piece *piece)
{
	const char *id = reader_id_entry(r, e);

	piece->fact = id ? lesson_fact(r->lesson, id) : NULL;
	if (id && !piece->fact)
		reference_unknown(r, e, "unknown-fact", "fact", id);
}

static void read_term_piece(struct reader *r, const struct ini_entry *e, struct piece *piece)
{
	const char *id = reader_id_entry(r, e);

	for (size_t i = 0; id && i < r->lesson->n_terms; i++)
		if (!strcmp(r->lesson->terms[i].id, id))
			piece->term = &r->lesson->terms[i];
	if (id && !piece->term)
		reference_unknown(r, e, "unknown-term", "term", id);
}

/* ---- the page */

/*
 * Reads a piece of the page. Returns false if the entry is not a piece, or only part of one:
 * quote1_by, or a further line of a picture.
 */
static bool read_piece(struct reader *r, const struct ini_entry *e, const struct family *f,
	const struct numbered_key *k, struct piece *piece)
{
	size_t len = (size_t)(k->rest - e->key);

	piece->kind = f->kind;
	if (f->kind == PIECE_PICTURE) {
		if (*k->rest != '.' || !is_first_of_picture(r, e, len + 1))
			return false;
		read_picture(r, e, len, piece);
		return true;
	}
	if (f->kind == PIECE_QUOTE && !strcmp(k->rest, "_by"))
		check_quote_by(r, e, k->rest);
	if (*k->rest)
		return false;
	if (f->kind == PIECE_QUOTE)
		read_quote(r, e, piece);
	else if (f->kind == PIECE_FACT)
		read_fact_piece(r, e, piece);
	else if (f->kind == PIECE_TERM)
		read_term_piece(r, e, piece);
	else
		piece->text = reader_prose_entry(r, e);
	return true;
}

/* A program that knows only the older format would leave the key out unseen. */
static bool is_newer(struct reader *r, const struct ini_entry *e, const struct family *f)
{
	if (f->format <= r->lesson->format)
		return false;
	reader_know(r, e->key);
	reader_error_at(
		r, e, "newer-key", _("“%s” needs format = 2; write that in [lesson]"), e->key);
	return true;
}

static void read_pieces(struct reader *r, struct page *page)
{
	const struct ini_section *s = r->section;
	int last[ARRAY_SIZE(families)] = { 0 };
	struct numbered_key k;

	for (size_t i = 0; i < ARRAY_SIZE(families); i++)
		if (families[i].format <= r->lesson->format)
			reader_suggest(r, families[i].offer);
	if (r->lesson->format >= 2)
		lesson_suggest_drawings(r);
	page->pieces = arena_alloc(r->arena, s->n * sizeof(*page->pieces));
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];
		const struct family *f = find_family(e->key, &k);
		struct piece *piece = &page->pieces[page->n];

		if (!f || is_newer(r, e, f))
			continue;
		*piece = (struct piece){ 0 };
		if (f == &drawing) {
			page->n += lesson_read_drawing(r, e, &k, piece);
			continue;
		}
		if (!read_piece(r, e, f, &k, piece))
			continue;
		lesson_check_number(r, e, k.number, &last[f - families]);
		page->n++;
	}
}

static void add_source(struct page *page, const struct source *source)
{
	for (size_t i = 0; i < page->n_sources; i++)
		if (page->sources[i] == source)
			return;
	if (source)
		page->sources[page->n_sources++] = source;
}

/* Adds the sources of the facts whose values or years stand in a text: {id}, {id.year}. */
static void add_written(struct reader *r, struct page *page, const char *text)
{
	while (*(text += strcspn(text, "{"))) {
		size_t len = strcspn(++text, "{}.");
		const struct fact *fact =
			lesson_fact(r->lesson, arena_memdupz(r->arena, text, len));

		if (fact)
			add_source(page, fact->source);
		text += len;
	}
}

static void add_drawn(const struct lesson *l, struct page *page, const struct figure *figure)
{
	for (size_t i = 0; figure && i < l->n_charts; i++)
		for (size_t k = 0; l->charts[i].figure == figure && k < l->charts[i].n_facts; k++)
			add_source(page, l->charts[i].facts[k]->source);
}

/* After the pieces are read. */
static void add_sources_of_facts(struct reader *r, struct page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		if (page->pieces[i].fact)
			add_source(page, page->pieces[i].fact->source);
		add_drawn(r->lesson, page, page->pieces[i].figure);
	}
	for (size_t i = 0; i < r->section->n; i++)
		add_written(r, page, r->section->entries[i].value);
}

static void read_page_sources(struct reader *r, struct page *page)
{
	struct lesson *l = r->lesson;
	const char **ids;
	size_t n = reader_list(r, "sources", &ids, false);

	page->sources = arena_alloc(r->arena, l->n_sources * sizeof(*page->sources));
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < l->n_sources && strcmp(l->sources[k].id, ids[i]))
			k++;
		if (k < l->n_sources)
			add_source(page, &l->sources[k]);
		else
			reference_unknown(r, ini_get(r->section, "sources"), "unknown-source",
				"source", ids[i]);
	}
}

void lesson_read_page(struct reader *r, struct page *page)
{
	size_t errors = r->diags->errors;

	page->id = r->section->id;
	page->line = r->section->line;
	page->title = reader_prose(r, "title", true);
	page->note = reader_prose(r, "note", false);
	page->story = reader_bool(r, "story", false);
	page->n_claims = reader_list(r, "claims", &page->claims, false);
	read_page_sources(r, page);
	read_pieces(r, page);
	add_sources_of_facts(r, page);
	reader_finish(r);
	/* A mistyped key was reported already, and most likely accounts for the missing content. */
	if (!page->n && r->diags->errors == errors && !r->section->incomplete)
		reader_error(r, NULL, "empty-page",
			_("the page holds nothing; add text1 = \"…\", item1 = \"…\" or remove the "
			  "page"));
}
