/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mistakes that authors make, one at a time and at random, in a good lesson file. Include after
 * cmocka.h.
 *
 * An edit makes a case only if the file is certainly wrong afterwards, judged here and not by what
 * check says: letters of prose are never touched, a key or id is changed only into one that does
 * not exist, only lines that the guide calls required are dropped, and only ids that other lines
 * name are changed where they are defined. Where an edit finds no such place it makes no case.
 */
#ifndef UNIT_MISTAKES_H
#define UNIT_MISTAKES_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"

enum line_form { LINE_BLANK, LINE_COMMENT, LINE_HEADING, LINE_BARE, LINE_QUOTED };

/* A line of a good file. Offsets are in its text: of the key or the kind, and of the value or the
 * id. */
struct good_line {
	const char *text;
	size_t len;
	enum line_form form;
	size_t name, name_len, value, value_len;
	const char *kind; /* of its section, not terminated */
	size_t kind_len;
};

struct good_file {
	struct strbuf text;
	struct good_line *lines;
	size_t n, cap;
};

/* A file with a mistake. The message is expected at one of the lines. */
enum { MISTAKE_LINES = 40 };
struct mistake {
	struct strbuf text;
	int lines[MISTAKE_LINES];
	size_t n_lines;
	uint64_t *random;
};

typedef bool mistake_fn(const struct good_file *f, struct mistake *m);

static inline void read_good_line(struct good_file *f, const char *text, size_t len)
{
	struct good_line *l, *before = f->n ? &f->lines[f->n - 1] : NULL;
	const char *equals = memchr(text, '=', len), *space;

	ALLOC_GROW(f->lines, f->n + 1, f->cap);
	before = f->n ? &f->lines[f->n - 1] : NULL;
	l = &f->lines[f->n++];
	*l = (struct good_line){ .text = text, .len = len };
	if (before) {
		l->kind = before->kind;
		l->kind_len = before->kind_len;
	}
	if (!len || *text == ';') {
		l->form = len ? LINE_COMMENT : LINE_BLANK;
	} else if (*text == '[') {
		l->form = LINE_HEADING;
		l->name = 1;
		space = memchr(text, ' ', len);
		l->name_len = (space ? (size_t)(space - text) : len - 1) - 1;
		l->value = space ? (size_t)(space - text) + 1 : len - 1;
		l->value_len = len - 1 - l->value;
		l->kind = text + 1;
		l->kind_len = l->name_len;
	} else if (equals) {
		l->name_len = (size_t)(equals - text) - 1;
		l->value = (size_t)(equals - text) + 2;
		l->form = text[l->value] == '"' ? LINE_QUOTED : LINE_BARE;
		l->value_len = len - l->value;
	}
}

static inline void good_read(struct good_file *f, const char *path)
{
	FILE *in = fopen(path, "rb");
	char buf[4096];
	size_t got, from = 0;

	*f = (struct good_file){ .text = STRBUF_INIT };
	assert_non_null(in);
	while ((got = fread(buf, 1, sizeof(buf), in)))
		strbuf_add(&f->text, buf, got);
	fclose(in);
	while (from < f->text.len) {
		const char *end = memchr(f->text.buf + from, '\n', f->text.len - from);
		size_t to = end ? (size_t)(end - f->text.buf) : f->text.len;

		read_good_line(f, f->text.buf + from, to - from);
		from = to + 1;
	}
}

static inline void good_release(struct good_file *f)
{
	strbuf_release(&f->text);
	free(f->lines);
}

/* ---- helpers of edits */

static inline bool is_kind(const struct good_line *l, const char *kind)
{
	return l->kind && strlen(kind) == l->kind_len && !memcmp(l->kind, kind, l->kind_len);
}

static inline bool is_key(const struct good_line *l, const char *key)
{
	return (l->form == LINE_BARE || l->form == LINE_QUOTED) && strlen(key) == l->name_len &&
		!memcmp(l->text, key, l->name_len);
}

typedef bool line_fn(const struct good_line *l);

/* A line for which want is true, at random; n if there is none. */
static inline size_t pick(const struct good_file *f, struct mistake *m, line_fn *want)
{
	size_t n = 0, at;

	for (size_t i = 0; i < f->n; i++)
		n += want(&f->lines[i]);
	if (!n)
		return f->n;
	at = rand_below(m->random, (uint32_t)n);
	for (size_t i = 0; i < f->n; i++)
		if (want(&f->lines[i]) && !at--)
			return i;
	return f->n;
}

static inline void expect_line(struct mistake *m, size_t i)
{
	if (m->n_lines < MISTAKE_LINES)
		m->lines[m->n_lines++] = (int)i + 1;
}

/* The file with another line i, which is dropped if line is NULL. */
static inline bool put_line(
	const struct good_file *f, struct mistake *m, size_t i, const char *line)
{
	for (size_t k = 0; k < f->n; k++) {
		if (k != i) {
			strbuf_add(&m->text, f->lines[k].text, f->lines[k].len);
			strbuf_addch(&m->text, '\n');
		} else if (line) {
			strbuf_addstr(&m->text, line);
			strbuf_addch(&m->text, '\n');
		}
	}
	expect_line(m, i);
	return true;
}

/* The file with other bytes in line i: remove bytes at an offset of it give way to s. */
static inline bool put_at(const struct good_file *f, struct mistake *m, size_t i, size_t at,
	size_t remove, const char *s)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_add(&line, f->lines[i].text, f->lines[i].len);
	strbuf_splice(&line, at, remove, s, strlen(s));
	put_line(f, m, i, line.buf);
	strbuf_release(&line);
	return true;
}

enum slip { SLIP_DELETE, SLIP_INSERT, SLIP_CHANGE, SLIP_SWAP, SLIP_KINDS };

/*
 * Mistypes one of the len letters at s, all small letters or hyphens; false if two equal letters
 * would be swapped.
 */
static inline bool slip(struct mistake *m, enum slip how, const char *s, size_t len, char *out)
{
	size_t at = rand_below(m->random, (uint32_t)len);
	char other = (char)('a' + rand_below(m->random, 26));

	memcpy(out, s, len);
	out[len] = '\0';
	switch (how) {
	case SLIP_DELETE:
		memmove(out + at, out + at + 1, len - at);
		return true;
	case SLIP_INSERT:
		memmove(out + at + 1, out + at, len - at + 1);
		out[at] = other;
		return true;
	case SLIP_CHANGE:
		out[at] = other;
		return other != s[at];
	default:
		if (at + 1 == len || s[at] == s[at + 1])
			return false;
		out[at] = s[at + 1];
		out[at + 1] = s[at];
		return true;
	}
}

/* ---- keys */

static inline bool has_key(const struct good_line *l)
{
	return l->form == LINE_BARE || l->form == LINE_QUOTED;
}

/* Length of the letters at the beginning of a key: "option" of option.a, "text" of text1. */
static inline size_t stem(const struct good_line *l)
{
	return strspn(l->text, "abcdefghijklmnopqrstuvwxyz_");
}

static inline bool has_long_key(const struct good_line *l)
{
	return has_key(l) && stem(l) >= 4;
}

static inline bool slip_key(const struct good_file *f, struct mistake *m, enum slip how)
{
	size_t i = pick(f, m, has_long_key), n;
	char out[80];

	if (i == f->n || (n = stem(&f->lines[i])) > 60 || !slip(m, how, f->lines[i].text, n, out) ||
		strspn(out, "text") == strlen(out))
		return false;
	return put_at(f, m, i, 0, n, out);
}

static inline bool key_letter_left_out(const struct good_file *f, struct mistake *m)
{
	return slip_key(f, m, SLIP_DELETE);
}

static inline bool key_letter_too_many(const struct good_file *f, struct mistake *m)
{
	return slip_key(f, m, SLIP_INSERT);
}

static inline bool key_letter_wrong(const struct good_file *f, struct mistake *m)
{
	return slip_key(f, m, SLIP_CHANGE);
}

static inline bool key_letters_swapped(const struct good_file *f, struct mistake *m)
{
	return slip_key(f, m, SLIP_SWAP);
}

static inline bool key_capital(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);
	char first[2] = { 0 };

	if (i == f->n)
		return false;
	first[0] = (char)(*f->lines[i].text - 'a' + 'A');
	return put_at(f, m, i, 0, 1, first);
}

static inline bool is_option(const struct good_line *l)
{
	return has_key(l) && l->name_len == strlen("option.a") && !memcmp(l->text, "option.", 7);
}

static inline bool option_letter_as_digit(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_option);
	char digit[2] = { 0 };

	if (i == f->n)
		return false;
	digit[0] = (char)(f->lines[i].text[7] - 'a' + '1');
	return put_at(f, m, i, 7, 1, digit);
}

/* ---- the sign between key and value */

static inline bool equals_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	return i < f->n && put_at(f, m, i, f->lines[i].name_len, 2, "");
}

static inline bool equals_twice(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	return i < f->n && put_at(f, m, i, f->lines[i].name_len, 2, " ==");
}

static inline bool colon_for_equals(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	return i < f->n && put_at(f, m, i, f->lines[i].name_len, 2, ":");
}

static inline bool no_break_space(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	if (i == f->n)
		return false;
	return put_at(f, m, i, f->lines[i].name_len + 2 * rand_below(m->random, 2), 1, "\u00a0");
}

static inline bool zero_width_in_key(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	if (i == f->n)
		return false;
	return put_at(
		f, m, i, rand_below(m->random, (uint32_t)f->lines[i].name_len + 1), 0, "\u200b");
}

static inline bool value_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	return i < f->n && put_at(f, m, i, f->lines[i].value, f->lines[i].value_len, "");
}

/* ---- texts */

static inline bool is_text(const struct good_line *l)
{
	return l->form == LINE_QUOTED;
}

static inline bool opening_quote_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_text);

	return i < f->n && put_at(f, m, i, f->lines[i].value, 1, "");
}

static inline bool closing_quote_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_text);

	return i < f->n && put_at(f, m, i, f->lines[i].len - 1, 1, "");
}

static inline bool put_outer(
	const struct good_file *f, struct mistake *m, const char *open, const char *close)
{
	struct strbuf line = STRBUF_INIT;
	size_t i = pick(f, m, is_text);
	const struct good_line *l = &f->lines[i];

	if (i == f->n)
		return false;
	strbuf_add(&line, l->text, l->value);
	strbuf_addstr(&line, open);
	strbuf_add(&line, l->text + l->value + 1, l->value_len - 2);
	strbuf_addstr(&line, close);
	put_line(f, m, i, line.buf);
	strbuf_release(&line);
	return true;
}

static inline bool quotes_left_out(const struct good_file *f, struct mistake *m)
{
	return put_outer(f, m, "", "");
}

static inline bool curly_quotes(const struct good_file *f, struct mistake *m)
{
	return put_outer(f, m, "“", "”");
}

static inline bool single_quotes(const struct good_file *f, struct mistake *m)
{
	return put_outer(f, m, "'", "'");
}

/* The offset of a space in the text of a line, at random, with letters beside it; 0 if none. */
static inline size_t some_space(const struct good_line *l, struct mistake *m)
{
	for (int tries = 0; tries < 20 && l->value_len > 12; tries++) {
		size_t at = l->value + 2 + rand_below(m->random, (uint32_t)l->value_len - 4);

		if (l->text[at] == ' ' && l->text[at - 1] >= 'a' && l->text[at - 1] <= 'z' &&
			l->text[at + 1] >= 'a' && l->text[at + 1] <= 'z')
			return at;
	}
	return 0;
}

static inline bool straight_quote_inside(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_text), at = i < f->n ? some_space(&f->lines[i], m) : 0;

	return at && put_at(f, m, i, at, 1, " \"");
}

static inline bool line_broken_in_two(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_text), at = i < f->n ? some_space(&f->lines[i], m) : 0;

	if (!at)
		return false;
	put_at(f, m, i, at, 1, "\n");
	expect_line(m, i + 1);
	return true;
}

static inline bool text_after_the_quote(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_text);

	return i < f->n && put_at(f, m, i, f->lines[i].len, 0, " ; a note");
}

/* ---- headings */

static inline bool is_heading(const struct good_line *l)
{
	return l->form == LINE_HEADING;
}

static inline bool bracket_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_heading);

	return i < f->n && put_at(f, m, i, f->lines[i].len - 1, 1, "");
}

static inline bool kind_mistyped(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_heading);
	char out[80];

	if (i == f->n || f->lines[i].name_len < 3)
		return false;
	return slip(m, (enum slip)rand_below(m->random, SLIP_KINDS), f->lines[i].text + 1,
		       f->lines[i].name_len, out) &&
		put_at(f, m, i, 1, f->lines[i].name_len, out);
}

static inline bool kind_capital(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_heading);
	char first[2] = { 0 };

	if (i == f->n)
		return false;
	first[0] = (char)(f->lines[i].text[1] - 'a' + 'A');
	return put_at(f, m, i, 1, 1, first);
}

static inline bool has_id(const struct good_line *l)
{
	return l->form == LINE_HEADING && l->value_len;
}

static inline bool heading_id_with_space(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_id);

	return i < f->n && put_at(f, m, i, f->lines[i].value + f->lines[i].value_len, 0, " two");
}

static inline bool heading_twice(const struct good_file *f, struct mistake *m)
{
	struct strbuf two = STRBUF_INIT;
	size_t i = pick(f, m, has_id);

	if (i == f->n)
		return false;
	strbuf_add(&two, f->lines[i].text, f->lines[i].len);
	strbuf_addch(&two, '\n');
	strbuf_add(&two, f->lines[i].text, f->lines[i].len);
	put_line(f, m, i, two.buf);
	expect_line(m, i + 1);
	strbuf_release(&two);
	return true;
}

/* ---- ids that one line defines and others name */

static inline bool is_reference(const struct good_line *l)
{
	static const char *const keys[] = { "after", "sources", "source", "facts", "goto", "next",
		"start", "message", "if", "unless", "from", "lesson", "topic", "requires" };

	if (l->form != LINE_BARE || is_kind(l, "entry") || is_kind(l, "workshop"))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (is_key(l, keys[i]) && !(is_kind(l, "message") && is_key(l, "message")))
			return true;
	return (!memcmp(l->text, "term", 4) || !memcmp(l->text, "fact", 4)) && l->text[4] >= '1' &&
		l->text[4] <= '9';
}

/* True if the text of an id stands in a heading of the file, or means something by itself. */
static inline bool is_defined(const struct good_file *f, const char *id)
{
	for (size_t i = 0; i < f->n; i++)
		if (has_id(&f->lines[i]) && strlen(id) == f->lines[i].value_len &&
			!memcmp(f->lines[i].text + f->lines[i].value, id, strlen(id)))
			return true;
	return !strcmp(id, "story") || !strcmp(id, "you") || !strcmp(id, "self");
}

static inline bool reference_mistyped(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_reference), n;
	const struct good_line *l = &f->lines[i];
	char out[80];

	if (i == f->n)
		return false;
	n = strcspn(l->text + l->value, ", \n");
	if (n < 3 || n > 60 || memchr(l->text + l->value, '.', n) ||
		!slip(m, (enum slip)rand_below(m->random, SLIP_KINDS), l->text + l->value, n,
			out) ||
		is_defined(f, out) || *out == '-')
		return false;
	return put_at(f, m, i, l->value, n, out);
}

static inline bool reference_capital(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_reference);
	char first[2] = { 0 };

	if (i == f->n || f->lines[i].text[f->lines[i].value] < 'a')
		return false;
	first[0] = (char)(f->lines[i].text[f->lines[i].value] - 'a' + 'A');
	return put_at(f, m, i, f->lines[i].value, 1, first);
}

/* True if a list of ids has this one. */
static inline bool names(const struct good_line *l, const char *id, size_t len)
{
	const char *end = l->text + l->len;

	for (const char *p = l->text + l->value; p < end; p += strspn(p, ", ")) {
		size_t n = 0;

		while (p + n < end && !strchr(", ", p[n]))
			n++;
		if (n == len && !memcmp(p, id, len))
			return true;
		p += n;
	}
	return false;
}

static inline bool defined_id_mistyped(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_id), used = 0;
	const struct good_line *l = &f->lines[i];
	char out[80];

	/* no line names a draw: its id is that of a lesson only by chance */
	if (i == f->n || is_kind(l, "draw") || l->value_len < 4 || l->value_len > 60 ||
		!slip(m, (enum slip)rand_below(m->random, SLIP_KINDS), l->text + l->value,
			l->value_len, out) ||
		is_defined(f, out) || *out == '-')
		return false;
	for (size_t k = 0; k < f->n; k++)
		if (is_reference(&f->lines[k]) &&
			names(&f->lines[k], l->text + l->value, l->value_len)) {
			used++;
			expect_line(m, k);
		}
	return used && put_at(f, m, i, l->value, l->value_len, out);
}

/* ---- values */

static inline bool is_date(const struct good_line *l)
{
	return l->form == LINE_BARE && l->value_len == 10 && l->text[l->value + 4] == '-';
}

static inline bool date_that_is_not(const struct good_file *f, struct mistake *m)
{
	static const char *const wrong[] = { "-02-30", "-13-01", "-00-10", "-6-1", "-04-31",
		"/06/01", ".06.01", "-12-32" };
	size_t i = pick(f, m, is_date);

	return i < f->n &&
		put_at(f, m, i, f->lines[i].value + 4, 6,
			wrong[rand_below(m->random, ARRAY_SIZE(wrong))]);
}

static inline bool is_id_list(const struct good_line *l)
{
	return l->form == LINE_BARE && memchr(l->text, ',', l->len) && !is_kind(l, "entry") &&
		!is_key(l, "claims");
}

static inline bool comma_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_id_list);

	if (i == f->n)
		return false;
	return put_at(f, m, i,
		(size_t)((const char *)memchr(f->lines[i].text, ',', f->lines[i].len) -
			f->lines[i].text),
		1, "");
}

static inline bool comma_twice(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_id_list);

	if (i == f->n)
		return false;
	return put_at(f, m, i,
		(size_t)((const char *)memchr(f->lines[i].text, ',', f->lines[i].len) -
			f->lines[i].text),
		0, ",");
}

static inline bool is_number(const struct good_line *l)
{
	return l->form == LINE_BARE &&
		(is_key(l, "minutes") || is_key(l, "order") || is_key(l, "pass") ||
			is_key(l, "points") || is_key(l, "hint_cost") || is_key(l, "count"));
}

static inline bool number_with_letter(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_number);

	return i < f->n && put_at(f, m, i, f->lines[i].len, 0, "O");
}

static inline bool number_in_quotes(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_number);
	char quoted[40];

	if (i == f->n)
		return false;
	snprintf(quoted, sizeof(quoted), "\"%.*s\"", (int)f->lines[i].value_len,
		f->lines[i].text + f->lines[i].value);
	return put_at(f, m, i, f->lines[i].value, f->lines[i].value_len, quoted);
}

static inline bool is_word(const struct good_line *l)
{
	return l->form == LINE_BARE &&
		(is_key(l, "type") || is_key(l, "safe") || is_key(l, "kiosk") ||
			is_key(l, "role") || is_key(l, "confidence") ||
			(is_key(l, "kind") && !is_kind(l, "entry")));
}

static inline bool word_mistyped(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_word);
	char out[80];

	if (i == f->n || f->lines[i].value_len > 60)
		return false;
	return slip(m, (enum slip)rand_below(m->random, SLIP_KINDS),
		       f->lines[i].text + f->lines[i].value, f->lines[i].value_len, out) &&
		put_at(f, m, i, f->lines[i].value, f->lines[i].value_len, out);
}

static inline bool is_single_answer(const struct good_line *l)
{
	return l->form == LINE_BARE && is_key(l, "correct") && l->value_len == 1;
}

static inline bool answer_that_is_not(const struct good_file *f, struct mistake *m)
{
	static const char *const wrong[] = { "B", "2", "h", "\"b\"", "option.b" };
	size_t i = pick(f, m, is_single_answer);

	return i < f->n &&
		put_at(f, m, i, f->lines[i].value, 1,
			wrong[rand_below(m->random, ARRAY_SIZE(wrong))]);
}

/* ---- lines */

static inline bool is_required(const struct good_line *l)
{
	static const char *const required[] = { "lesson.format", "lesson.id", "lesson.order",
		"lesson.language", "lesson.title", "lesson.summary", "lesson.minutes", "page.title",
		"question.type", "question.prompt", "question.correct", "source.text", "term.term",
		"term.meaning", "fact.text", "fact.value", "fact.as_of", "fact.source",
		"scenario.format", "scenario.id", "scenario.order", "scenario.language",
		"scenario.title", "scenario.summary", "scenario.minutes", "scenario.start",
		"message.from", "reply.message", "reply.text", "reply.goto", "ending.title",
		"person.name", "course.title", "part.title", "part.lessons", "path.title",
		"path.minutes", "path.lessons" };
	char name[80];

	if (!has_key(l) || !l->kind || l->kind_len + l->name_len > 60)
		return false;
	snprintf(name, sizeof(name), "%.*s.%.*s", (int)l->kind_len, l->kind, (int)l->name_len,
		l->text);
	for (size_t i = 0; i < ARRAY_SIZE(required); i++)
		if (!strcmp(required[i], name))
			return true;
	return false;
}

/* The message is at the heading of the section, or where the line was. */
static inline bool line_left_out(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_required), head = i;

	if (i == f->n)
		return false;
	put_line(f, m, i, NULL);
	while (head && f->lines[head].form != LINE_HEADING)
		head--;
	expect_line(m, head);
	return true;
}

static inline bool line_twice(const struct good_file *f, struct mistake *m)
{
	struct strbuf two = STRBUF_INIT;
	size_t i = pick(f, m, has_key);

	if (i == f->n)
		return false;
	strbuf_add(&two, f->lines[i].text, f->lines[i].len);
	strbuf_addch(&two, '\n');
	strbuf_add(&two, f->lines[i].text, f->lines[i].len);
	put_line(f, m, i, two.buf);
	expect_line(m, i + 1);
	strbuf_release(&two);
	return true;
}

static inline bool stray_words(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_key);

	return i < f->n && put_at(f, m, i, 0, 0, "and so on\n");
}

#endif
