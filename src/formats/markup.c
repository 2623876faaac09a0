/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/markup.h"

#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/markup_parts.h"
#include "text/emphasis.h"
#include "text/text.h"

enum { PAIRS_MAX = 32 }; /* of emphasis in one text; more are dropped */

bool markup_find(const char *name, size_t len, enum markup *format)
{
	static const char *const names[] = { [MARKUP_MOODLE] = "moodle",
		[MARKUP_HTML] = "html",
		[MARKUP_MARKDOWN] = "markdown",
		[MARKUP_PLAIN] = "plain" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strlen(names[i]) == len && !memcmp(name, names[i], len)) {
			*format = (enum markup)i;
			return true;
		}
	return false;
}

void markup_put(struct strbuf *out, char c)
{
	if (c == '*')
		strbuf_addch(out, MARKUP_STAR);
	else if ((unsigned char)c >= ' ' || c == '\n' || c == '\t')
		strbuf_addch(out, c);
}

/* ---- one line */

/* A line while it is put together. */
struct joining {
	struct strbuf *out;
	bool space, open, first; /* a space, an emphasis is due; the next item is the first */
	int depth;
};

static bool ends_sentence(const struct strbuf *out)
{
	static const char *const ends[] = { ".", ",", ":", ";", "?", "!", "…", "？", "。", "：" };

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		size_t len = strlen(ends[i]);

		if (out->len >= len && !memcmp(out->buf + out->len - len, ends[i], len))
			return true;
	}
	return false;
}

/* Parts what comes next from what came before. */
static void join(struct joining *j, char sign)
{
	if (j->out->len && !ends_sentence(j->out))
		strbuf_addch(j->out, sign);
	j->space = true;
}

static void put(struct joining *j, const char *s, size_t len)
{
	if (j->space && j->out->len)
		strbuf_addch(j->out, ' ');
	if (j->open)
		strbuf_addch(j->out, MARKUP_OPEN);
	j->space = j->open = false;
	strbuf_add(j->out, s, len);
}

static void close_emphasis(struct joining *j)
{
	/* an emphasis without words was never opened */
	if (j->depth && !--j->depth) {
		if (!j->open)
			strbuf_addch(j->out, MARKUP_CLOSE);
		j->open = false;
	}
}

static void obey(struct joining *j, char c)
{
	switch (c) {
	case MARKUP_OPEN:
		j->open |= !j->depth++;
		break;
	case MARKUP_CLOSE:
		close_emphasis(j);
		break;
	case MARKUP_LIST:
		join(j, ':');
		j->first = true;
		break;
	case MARKUP_ITEM:
		if (j->first)
			j->space = true;
		else
			join(j, ';');
		j->first = false;
		break;
	default:
		join(j, ',');
	}
}

static size_t no_break_length(const char *s, size_t len)
{
	if (len >= 2 && !memcmp(s, "\u00a0", 2))
		return 2;
	return len >= 3 && !memcmp(s, "\u202f", 3) ? 3 : 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Editors put no-break spaces anywhere; they are kept in numbers and where French wants them. */
static bool keeps_no_break(const struct joining *j, const char *after, size_t len)
{
	const struct strbuf *out = j->out;

	if (j->space || !out->len || !len)
		return false;
	return strchr(":;!?%", *after) || (len >= 2 && !memcmp(after, "»", 2)) ||
		(out->len >= 2 && !memcmp(out->buf + out->len - 2, "«", 2)) ||
		(is_digit(out->buf[out->len - 1]) && is_digit(*after));
}

/* Collapses white space, drops soft hyphens and the like, and joins blocks and items. */
static void make_line(struct strbuf *out, const char *s, size_t len)
{
	struct joining j = { .out = out };

	for (size_t i = 0; i < len;) {
		size_t n = no_break_length(s + i, len - i);

		if (n && keeps_no_break(&j, s + i + n, len - i - n)) {
			put(&j, s + i, n);
		} else if (n || strchr(" \n\t\r", s[i])) {
			j.space = true;
		} else if (len - i >= 2 && !memcmp(s + i, "\u00ad", 2)) {
			n = 2;
		} else if (len - i >= 3 &&
			(!memcmp(s + i, "\u200b", 3) || !memcmp(s + i, "\ufeff", 3))) {
			n = 3;
		} else if (s[i] < MARKUP_STAR && s[i] > 0) {
			obey(&j, s[i]);
		} else {
			put(&j, s + i, 1);
		}
		i += n ? n : 1;
	}
	while (j.depth)
		close_emphasis(&j);
}

/* ---- emphasis */

/* True for a bar beside a bar: || is one bar where there is emphasis. */
static bool is_bars(const struct strbuf *line, size_t i)
{
	return line->buf[i] == '|' && ((i && line->buf[i - 1] == '|') || line->buf[i + 1] == '|');
}

/*
 * Appends the line with stars around the chosen pairs (a bit each). With twice, a star that is only
 * a star is **, and two bars are four.
 */
static void put_stars(struct strbuf *out, const struct strbuf *line, uint32_t chosen, bool twice)
{
	size_t pair = 0;

	for (size_t i = 0; i < line->len; i++) {
		char c = line->buf[i];
		bool mark = c == MARKUP_OPEN || c == MARKUP_CLOSE;

		if (c == MARKUP_STAR)
			strbuf_addstr(out, twice ? "**" : "*");
		else if (twice && is_bars(line, i))
			strbuf_addstr(out, "||");
		else if (!mark)
			strbuf_addch(out, c);
		else if (pair < PAIRS_MAX && chosen >> pair & 1)
			strbuf_addch(out, '*');
		pair += c == MARKUP_CLOSE;
	}
}

/* True if a lesson reads the line, with these pairs, as it was meant. */
static bool reads_back(const struct strbuf *line, uint32_t chosen, bool twice)
{
	struct strbuf plain = STRBUF_INIT, stars = STRBUF_INIT, marked = STRBUF_INIT,
		      back = STRBUF_INIT;
	bool same;

	put_stars(&plain, line, 0, false);
	put_stars(&stars, line, chosen, twice);
	emphasis_mark(&marked, stars.buf, stars.len, true);
	emphasis_plain(&back, marked.buf, marked.len);
	same = !strcmp(back.buf, plain.buf) && emphasis_is_marked(marked.buf) == (chosen != 0);
	strbuf_release(&plain);
	strbuf_release(&stars);
	strbuf_release(&marked);
	strbuf_release(&back);
	return same;
}

/* Chooses the pairs that can be written; a text that is stressed as a whole is not. */
static uint32_t choose_pairs(const struct strbuf *line)
{
	uint32_t chosen = 0;
	size_t pairs = 0, first = 0;

	for (size_t i = 0; i < line->len; i++)
		if (line->buf[i] == MARKUP_CLOSE) {
			first = first ? first : i;
			pairs++;
		}
	if (line->len && *line->buf == MARKUP_OPEN && first == line->len - 1)
		return 0;
	for (size_t i = 0; i < pairs && i < PAIRS_MAX; i++)
		if (reads_back(line, chosen | 1u << i, true))
			chosen |= 1u << i;
	return chosen;
}

/*
 * Drops what a terminal could not show anyway (variation selectors, joiners after emoji), but hides
 * no character that sanitizing replaces: that is for the author to see.
 */
static void put_clean(struct strbuf *out, const struct strbuf *line)
{
	struct strbuf clean = STRBUF_INIT;

	text_sanitize(&clean, line->buf, line->len);
	if (strstr(clean.buf, "\ufffd"))
		strbuf_add(out, line->buf, line->len);
	else
		strbuf_add(out, clean.buf, clean.len);
	strbuf_release(&clean);
}

void markup_convert(
	struct strbuf *out, const struct markup_text *text, bool emphasis, struct strbuf *lost)
{
	struct strbuf html = STRBUF_INIT, raw = STRBUF_INIT, line = STRBUF_INIT,
		      stars = STRBUF_INIT;
	size_t len = strlen(text->text);
	uint32_t chosen;

	if (text->format == MARKUP_MARKDOWN) {
		markup_markdown(&html, text->text, len);
		markup_html(&raw, html.buf, html.len, lost);
	} else if (text->format == MARKUP_PLAIN) {
		for (size_t i = 0; i < len; i++)
			markup_put(&raw, text->text[i]);
	} else {
		markup_html(&raw, text->text, len, lost);
	}
	make_line(&line, raw.buf, raw.len);
	chosen = emphasis ? choose_pairs(&line) : 0;
	put_stars(&stars, &line, chosen, emphasis && (chosen || !reads_back(&line, 0, false)));
	put_clean(out, &stars);
	strbuf_release(&html);
	strbuf_release(&raw);
	strbuf_release(&line);
	strbuf_release(&stars);
}
