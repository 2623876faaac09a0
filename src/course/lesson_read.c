/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson_read.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/language_code.h"
#include "course/guide.h"
#include "course/lesson_chart.h"
#include "course/reference.h"
#include "ini/ini.h"

enum { MINUTES_MAX = 240, POINTS_MAX = 20, TRIES_MAX = 5, ORDER_MAX = 9999, LEVEL_MAX = 12 };

/* ---- sections */

static const char *const kinds[] = {
	"lesson",
	"source",
	"fact",
	"term",
	"chart",
	"page",
	"question",
	"pool",
	"draw",
};

static const struct reader_headings headings = {
	.kinds = kinds,
	.n_kinds = ARRAY_SIZE(kinds),
	.unknown = N_("a lesson has no section of the kind [%s]; lessons/README.md lists them"),
	.guessed = N_("a lesson has no section of the kind [%s]; did you mean [%s]?"),
	.named = N_("the heading is just [lesson]; put the id on its own line, id = %s"),
	.late_rule = "lesson-not-first",
	.late = N_("[lesson] must be the first section, the list of lessons reads "
		   "nothing else; move it"),
	.missing_rule = "no-lesson",
	.missing = N_("there is no section [lesson] in the file; it comes first and names the "
		      "lesson"),
};

/* ---- [lesson] */

const char *lesson_read_list_text(struct reader *r, const char *key, bool required)
{
	struct lesson *l = r->lesson;
	const char *text;

	r->lesson = NULL;
	text = reader_prose(r, key, required);
	r->lesson = l;
	if (text && strpbrk(text, "{}"))
		reader_error_in(r, ini_get(r->section, key), strcspn(text, "{}"),
			"placeholder-here",
			_("“%s” cannot hold a placeholder or curly brackets, since no facts are "
			  "read for it; use "
			  "words"),
			key);
	return text;
}

const char *lesson_read_language(struct reader *r)
{
	const char *language = reader_word(r, "language", true);
	struct lang lang;

	if (language && !language_code_is_valid(language))
		reader_error(r, "language", "bad-language",
			_("“%s” is not a language code; write one such as en, fr or pt-BR"),
			language);
	return language && language_code_read(&lang, language, strlen(language))
		? arena_strdup(r->arena, lang.code)
		: language;
}

/* Returns the number of a format: 1 and up, INT_MAX for a very large one, 0 for anything else. */
static int parse_format(const char *s)
{
	size_t len = strspn(s, "0123456789");

	if (!len || s[len] || *s == '0')
		return 0;
	return len > 4 ? INT_MAX : atoi(s);
}

int lesson_read_format(struct reader *r, int newest)
{
	const char *format = reader_word(r, "format", true);
	int n = format ? parse_format(format) : 0;

	/* After an error, the format that knows all keys: they are not blamed. */
	if (!format)
		return newest;
	if (n > newest)
		reader_error(r, "format", "unknown-format",
			_("this lesson needs a newer Vigie: it is of format %s, and this one reads "
			  "up to format %d; install the newer Vigie, or ask for the lesson in an "
			  "older format"),
			format, newest);
	else if (!n)
		reader_error(r, "format", "unknown-format",
			_("“%s” is no format; write format = 1"), format);
	return n && n <= newest ? n : newest;
}

bool lesson_is_newer(const struct ini *ini, const char *kind, int newest)
{
	const struct ini_section *head = ini_find(ini, kind, "");
	const struct ini_entry *format = head ? ini_get(head, "format") : NULL;

	return format && !format->quoted && parse_format(format->value) > newest;
}

bool lesson_refuses_newer(struct reader *r, const char *kind, int newest)
{
	if (!lesson_is_newer(r->ini, kind, newest))
		return false;
	reader_begin(r, ini_find(r->ini, kind, ""));
	lesson_read_format(r, newest);
	r->section = NULL;
	return true;
}

/* The words of enum ask. */
static const char *const ask_words[] = { "end", "during", "both" };

/* Format 1 does not know the key, and asks at the end. */
static enum ask read_ask(struct reader *r, const struct lesson *l)
{
	const char *word = l->format >= 2 ? reader_word(r, "ask", false) : NULL;

	if (l->format < 2)
		return ASK_END;
	for (size_t i = 0; word && i < ARRAY_SIZE(ask_words); i++)
		if (!strcmp(word, ask_words[i]))
			return (enum ask)i;
	if (word)
		reader_error(r, "ask", "bad-value", _("write during, end or both"));
	return ASK_BOTH;
}

void lesson_read_head(struct reader *r, struct lesson *l)
{
	l->format = lesson_read_format(r, LESSON_FORMAT);
	l->id = reader_id(r, "id", true);
	l->order = reader_int(r, "order", 0, ORDER_MAX, 0, true);
	l->language = lesson_read_language(r);
	l->title = lesson_read_list_text(r, "title", true);
	l->summary = lesson_read_list_text(r, "summary", true);
	l->minutes = reader_int(r, "minutes", 1, MINUTES_MAX, 1, true);
	l->pass = reader_int(r, "pass", 0, 100, 0, true);
	l->answered = reader_int(r, "answered", 1, 100, 0, false);
	l->level = reader_int(r, "level", 1, LEVEL_MAX, 0, false);
	l->content_note = reader_prose(r, "content_note", false);
	l->n_requires = reader_list(r, "requires", &l->requires, false);
	l->compare = reader_id(r, "compare", false);
	l->topic = reader_id(r, "topic", false);
	l->n_tags = reader_list(r, "tags", &l->tags, false);
	l->ask = read_ask(r, l);
	l->author = reader_prose(r, "author", false);
	l->licence = reader_word(r, "licence", false);
	reader_date(r, "reviewed", &l->reviewed, false);
	guide_check_format(r, l->format);
	reader_finish(r);
}

/* ---- [source], [fact], [term] */

size_t lesson_read_sources(struct reader *r, struct source **sources)
{
	size_t at = 0, n = 0;

	*sources = arena_alloc(r->arena, reader_count(r, "source") * sizeof(**sources));
	while (reader_next(r, "source", &at)) {
		struct source *s = &(*sources)[n++];

		s->id = r->section->id;
		s->text = reader_prose(r, "text", true);
		reader_date(r, "date", &s->date, true);
		s->url = reader_word(r, "url", false);
		reader_finish(r);
	}
	return n;
}

static const struct source *find_source(struct reader *r, const char *key, const char *id)
{
	for (size_t i = 0; i < r->lesson->n_sources; i++)
		if (!strcmp(r->lesson->sources[i].id, id))
			return &r->lesson->sources[i];
	reference_unknown(r, ini_get(r->section, key), "unknown-source", "source", id);
	return NULL;
}

/*
 * Indexes the facts first, because placeholders need them and facts may come after the texts that
 * use them.
 */
static void index_facts(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->facts = arena_alloc(r->arena, reader_count(r, "fact") * sizeof(*l->facts));
	while (reader_next(r, "fact", &at)) {
		struct fact *f = &l->facts[l->n_facts++];
		const struct ini_entry *value = ini_get(r->section, "value");
		const struct ini_entry *as_of = ini_get(r->section, "as_of");

		f->id = r->section->id;
		f->line = r->section->line;
		f->value = value ? value->value : NULL;
		if (as_of)
			date_parse(as_of->value, &f->as_of);
	}
}

static enum fact_kind read_fact_kind(struct reader *r)
{
	static const char *const names[] = {
		[FACT_DETECTED] = "detected",
		[FACT_ESTIMATED] = "estimated",
		[FACT_LAW] = "law",
		[FACT_EVENT] = "event",
	};
	const char *kind = reader_word(r, "kind", false);

	if (!kind)
		return FACT_PLAIN;
	for (size_t i = FACT_DETECTED; i < ARRAY_SIZE(names); i++)
		if (!strcmp(names[i], kind))
			return (enum fact_kind)i;
	reader_error(r, "kind", "bad-kind",
		_("a fact is of the kind detected, estimated, law or event, not “%s”"), kind);
	return FACT_MISSPELT;
}

static enum fact_about read_fact_about(struct reader *r, enum fact_kind kind)
{
	const char *about = reader_word(r, "about", false);

	if (about && !strcmp(about, "now"))
		return FACT_NOW;
	if (about && !strcmp(about, "then"))
		return FACT_THEN;
	if (about)
		reader_error(r, "about", "bad-value",
			_("write about = now for what may change, or about = then for what was so in "
			  "the year of as_of"));
	return kind == FACT_PLAIN || kind == FACT_LAW ? FACT_NOW : FACT_THEN;
}

static void read_fact(struct reader *r, struct fact *f)
{
	const char *source;

	f->value = lesson_read_list_text(r, "value", false);
	f->text = reader_prose(r, "text", true);
	reader_date(r, "as_of", &f->as_of, true);
	reader_date(r, "review_by", &f->review_by, true);
	source = reader_id(r, "source", true);
	f->source = source ? find_source(r, "source", source) : NULL;
	f->kind = read_fact_kind(r);
	f->about = read_fact_about(r, f->kind);
	if (r->lesson->format >= 2)
		lesson_read_fact_number(r, f);
	reader_finish(r);
}

static void read_facts(struct reader *r)
{
	size_t at = 0, i = 0;

	while (reader_next(r, "fact", &at))
		read_fact(r, &r->lesson->facts[i++]);
}

static void read_terms(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->terms = arena_alloc(r->arena, reader_count(r, "term") * sizeof(*l->terms));
	while (reader_next(r, "term", &at)) {
		struct term *t = &l->terms[l->n_terms++];

		t->id = r->section->id;
		t->term = reader_prose(r, "term", true);
		t->meaning = reader_prose(r, "meaning", true);
		reader_finish(r);
	}
}

/* ---- [page] */

static void read_pages(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->pages = arena_alloc(r->arena, reader_count(r, "page") * sizeof(*l->pages));
	while (reader_next(r, "page", &at))
		lesson_read_page(r, &l->pages[l->n_pages++]);
}

/* ---- [pool], [draw] */

static void read_pools(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->pools = arena_alloc(r->arena, reader_count(r, "pool") * sizeof(*l->pools));
	while (reader_next(r, "pool", &at)) {
		struct pool *p = &l->pools[l->n_pools++];

		p->id = r->section->id;
		p->draw = reader_int(r, "draw", 1, DRAW_MAX, 1, true);
		reader_finish(r);
	}
}

static bool has_pool(const struct lesson *l, const char *id)
{
	for (size_t i = 0; i < l->n_pools; i++)
		if (!strcmp(l->pools[i].id, id))
			return true;
	return false;
}

static void check_pools(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	for (size_t i = 0; reader_next(r, "pool", &at); i++) {
		int n = 0;

		/* one of a pool that does not exist, as was reported, may belong here */
		for (size_t k = 0; k < l->n_questions; k++)
			n += l->questions[k].pool &&
				(!strcmp(l->questions[k].pool, l->pools[i].id) ||
					!has_pool(l, l->questions[k].pool));
		if (n < l->pools[i].draw)
			reader_error(r, "draw", "pool-too-small",
				_("draw = %d, but the number of questions with pool = %s is %d; "
				  "draw fewer, or write more"),
				l->pools[i].draw, l->pools[i].id, n);
	}
}

static void read_draws(struct reader *r)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->draws = arena_alloc(r->arena, reader_count(r, "draw") * sizeof(*l->draws));
	while (reader_next(r, "draw", &at)) {
		struct draw *d = &l->draws[l->n_draws++];

		d->id = r->section->id;
		d->lesson = reader_id(r, "lesson", true);
		d->count = reader_int(r, "count", 1, DRAW_MAX, 1, true);
		reader_finish(r);
	}
}

/* ---- [question] */

void lesson_check_number(struct reader *r, const struct ini_entry *e, int number, int *last)
{
	if (number <= *last)
		reader_warn(r, e->key, "numbers-out-of-order",
			_("“%s” comes after number %d; items are shown in the order of the lines, "
			  "so number them in that order"),
			e->key, *last);
	*last = number;
}

static void read_hints(struct reader *r, struct question *q)
{
	const struct ini_section *s = r->section;
	struct numbered_key k;
	int last = 0;

	reader_suggest(r, "hint1");
	for (size_t i = 0; i < s->n; i++)
		q->n_hints += reader_key_is_numbered(s->entries[i].key, "hint", &k) && !*k.rest;
	q->hints = arena_alloc(r->arena, q->n_hints * sizeof(*q->hints));
	q->n_hints = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!reader_key_is_numbered(e->key, "hint", &k) || *k.rest)
			continue;
		lesson_check_number(r, e, k.number, &last);
		q->hints[q->n_hints++] = reader_prose_entry(r, e);
	}
}

static int read_after(struct reader *r)
{
	const char *id = reader_id(r, "after", false);
	int page = id ? lesson_page_index(r->lesson, id) : -1;

	if (id && page < 0)
		reference_unknown(r, ini_get(r->section, "after"), "unknown-page", "page", id);
	return page;
}

static const char *read_pool(struct reader *r)
{
	const char *id = reader_id(r, "pool", false);

	if (id && !has_pool(r->lesson, id))
		reference_unknown(r, ini_get(r->section, "pool"), "unknown-pool", "pool", id);
	return id;
}

static bool has_fact(const struct question *q, const struct fact *fact)
{
	for (size_t i = 0; i < q->n_facts; i++)
		if (q->facts[i] == fact)
			return true;
	return false;
}

/* Collects the facts that the question names and those that its texts use. */
static void read_question_facts(struct reader *r, struct question *q)
{
	const char **ids;
	size_t n = reader_list(r, "facts", &ids, false);

	q->facts = arena_alloc(r->arena, (n + r->n_used) * sizeof(*q->facts));
	for (size_t i = 0; i < n; i++) {
		const struct fact *fact = lesson_fact(r->lesson, ids[i]);

		if (fact)
			q->facts[q->n_facts++] = fact;
		else
			reference_unknown(
				r, ini_get(r->section, "facts"), "unknown-fact", "fact", ids[i]);
	}
	for (size_t i = 0; i < r->n_used; i++)
		if (!has_fact(q, r->used[i]))
			q->facts[q->n_facts++] = r->used[i];
}

static void read_question(struct reader *r, struct question *q, question_parse_fn *parse)
{
	reader_mend_key(r, "type");
	q->id = r->section->id;
	q->line = r->section->line;
	q->lesson_id = r->lesson->id;
	q->page = read_after(r);
	q->points = reader_int(r, "points", 1, POINTS_MAX, 1, false);
	q->prompt = reader_prose(r, "prompt", true);
	q->explain = reader_prose(r, "explain", false);
	q->pool = read_pool(r);
	q->topic = reader_id(r, "topic", false);
	if (!q->topic)
		q->topic = r->lesson->topic;
	q->n_claims = reader_list(r, "claims", &q->claims, false);
	read_hints(r, q);
	q->hint_cost = reader_int(r, "hint_cost", 0, 100, 0, false);
	q->tries = reader_int(r, "tries", 1, TRIES_MAX, 1, false);
	q->try_cost = reader_int(r, "try_cost", 0, 100, 50, false);
	q->confidence = reader_bool(r, "confidence", false);
	/* An unknown type without a similar name was reported; its keys cannot be judged. */
	if (!parse(r, q) && !q->type && !(r->mend && !ini_get(r->section, "type")))
		reader_know(r, "");
	read_question_facts(r, q);
	reader_finish(r);
}

static void read_questions(struct reader *r, question_parse_fn *parse)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	l->questions = arena_alloc(r->arena, reader_count(r, "question") * sizeof(*l->questions));
	while (reader_next(r, "question", &at))
		read_question(r, &l->questions[l->n_questions++], parse);
}

void lesson_read(struct reader *r, question_parse_fn *parse_question)
{
	struct lesson *l = r->lesson;
	size_t at = 0;

	reader_check_headings(r, &headings);
	index_facts(r);
	if (reader_next(r, "lesson", &at))
		lesson_read_head(r, l);
	l->n_sources = lesson_read_sources(r, &l->sources);
	read_facts(r);
	read_terms(r);
	lesson_read_charts(r);
	read_pages(r);
	read_pools(r);
	read_draws(r);
	if (l->n_draws)
		l->ask = ASK_END; /* an exam stays one */
	read_questions(r, parse_question);
	check_pools(r);
	lesson_check_charts(r);
	r->section = NULL;
	if (!l->n_pages && !l->n_questions && !l->n_draws && !r->ini->faulty)
		reader_error(r, NULL, "no-page",
			_("the lesson has no page and asks no questions; add a section [page "
			  "my-page]"));
}
