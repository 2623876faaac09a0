/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_drawing.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "ini/ini.h"
#include "text/text.h"

/* Cells of a picture on a screen of 40 columns (view/frame.c). */
enum { PICTURE_CELLS = 38 };

enum { PAGE_WORDS = 120, RUN = 3, THOUSANDS_MAX = 4 };

#define AT(section) (section)->file, (section)->line, 1, (section)->source
#define AT_VALUE(entry) (entry)->file, (entry)->line, (entry)->column, (entry)->source

/* ---- the number of a fact, and how its value writes it */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of what parts two groups of digits: a point, a comma, a space of any width. */
static size_t separator(const char *s)
{
	static const char *const signs[] = { ",", ".", " ", "\302\240", "\342\200\257", "'",
		"\342\200\231" };

	for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
		size_t len = strlen(signs[i]);

		if (!strncmp(s, signs[i], len) && is_digit(s[len]))
			return len;
	}
	return 0;
}

/* What one number in a text may mean, in thousandths: its last separator parts decimals, or not. */
struct reading_of {
	long long whole, decimal;
};

static const char *read_number(const char *s, struct reading_of *out)
{
	int after = -1, digits = 0; /* digits after the last separator */

	out->whole = 0;
	for (; *s; digits++) {
		size_t len = is_digit(*s) ? 0 : separator(s);

		if (!is_digit(*s) && !len)
			break;
		if (len) {
			after = 0;
			s += len;
		}
		if (digits < 15)
			out->whole = out->whole * 10 + (*s - '0');
		s++;
		after += after >= 0;
	}
	out->decimal = after < 1 || after > 3 ? -1 : out->whole;
	for (int i = after; i >= 0 && i < 3; i++)
		out->decimal *= out->decimal < 0 ? 1 : 10;
	out->whole *= POINT;
	return s;
}

/* True if the amount is the number, or the number with a word such as “million” after it. */
static bool agrees(long long amount, long long number, bool word_after)
{
	for (int i = 0; number >= 0 && i <= (word_after ? THOUSANDS_MAX : 0); i++) {
		if (number == amount)
			return true;
		if (number > amount)
			return false;
		number *= 1000;
	}
	return false;
}

static bool word_follows(const char *s)
{
	while (*s == ' ' || !strncmp(s, "\302\240", 2) || !strncmp(s, "\342\200\257", 3))
		s += *s == ' ' ? 1 : (unsigned char)*s == 0xc2 ? 2 : 3;
	return (unsigned char)*s >= 0x80 || (*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z');
}

/* False only if the value has numbers and none is the one that is drawn. */
static bool shows(const char *value, long long amount)
{
	bool any = false;

	for (const char *s = value; *s;) {
		struct reading_of n;
		bool word;

		if (!is_digit(*s)) {
			s++;
			continue;
		}
		any = true;
		s = read_number(s, &n);
		word = word_follows(s);
		if (agrees(amount, n.whole, word) || agrees(amount, n.decimal, word))
			return true;
	}
	return !any;
}

static void check_number(const struct fact *f, const struct ini *ini, struct diags *diags)
{
	const struct ini_section *s = ini_find(ini, "fact", f->id);

	if (f->has_number && f->value && !shows(f->value, f->number))
		diag_add(diags, DIAG_ERROR, "number-differs", AT_VALUE(ini_get(s, "number")),
			_("number = %s is drawn, but value says “%s” to the reader; correct the one that "
			  "is wrong"),
			ini_get(s, "number")->value, f->value);
}

/* ---- pages that only tell */

static int words(const char *text)
{
	bool inside = false;
	int n = 0;

	for (; text && *text; text++) {
		n += *text != ' ' && !inside;
		inside = *text != ' ';
	}
	return n;
}

static void check_page(const struct page *page, const struct ini *ini, struct diags *diags)
{
	int n = 0;

	for (size_t i = 0; i < page->n; i++) {
		const struct piece *p = &page->pieces[i];

		if (p->kind == PIECE_FIGURE)
			return;
		if (p->kind == PIECE_TEXT || p->kind == PIECE_ITEM || p->kind == PIECE_QUOTE)
			n += words(p->text);
	}
	if (n > PAGE_WORDS)
		diag_add(diags, DIAG_WARNING, "page-without-drawing",
			AT(ini_find(ini, "page", page->id)),
			_("the page has %d words and draws nothing; show something as a chart, timeline, "
			  "steps, flow, compare or table, or make two pages of it"),
			n);
}

/* ---- charts made of letters */

/* True if a line of a picture holds a bar: a block, or a run of one sign after a label. */
static bool has_bar(const char *line)
{
	int run = 1;

	for (const char *s = line; *s; s++) {
		/* U+2580 to U+259F, the blocks */
		if (!strncmp(s, "\342\226", 2) && (unsigned char)s[2] >= 0x80 &&
			(unsigned char)s[2] <= 0x9f)
			return true;
		run = s > line && *s == s[-1] ? run + 1 : 1;
		if (run >= RUN && strchr("#=*-", *s))
			return true;
	}
	return false;
}

/* Two lines with a word and a bar make a chart; a roof of ---- alone is a picture. */
static void check_pictures(const struct ini_section *s, struct diags *diags)
{
	const struct ini_entry *first = NULL;
	struct numbered_key k;

	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];
		size_t letters = 0;

		if (!reader_key_is_numbered(e->key, "picture", &k) || *k.rest != '.' ||
			!strcmp(k.rest, ".alt"))
			continue;
		for (const char *c = e->value; *c; c++)
			letters += (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
				is_digit(*c);
		if (letters < 2 || !has_bar(e->value))
			continue;
		if (!first) {
			first = e;
			continue;
		}
		diag_add(diags, DIAG_WARNING, "hand-drawn-chart", AT_VALUE(first),
			_("this looks like a chart drawn by hand, which has one length for all screens and "
			  "no source; write chart1 = ID and a section [chart ID] (format = 2)"));
		return;
	}
}

/* ---- pictures on a narrow screen */

/* True if e is a line of the picture whose first line is first. */
static bool is_line_of(const struct ini_entry *first, const struct ini_entry *e)
{
	size_t stem = strcspn(first->key, ".");
	struct numbered_key k;

	return !strncmp(first->key, e->key, stem + 1) &&
		reader_key_is_numbered(e->key, "picture", &k) && strcmp(k.rest, ".alt") != 0;
}

static bool is_first_line(const struct ini_section *s, size_t at)
{
	struct numbered_key k;

	if (!reader_key_is_numbered(s->entries[at].key, "picture", &k) || *k.rest != '.' ||
		!strcmp(k.rest, ".alt"))
		return false;
	for (size_t i = 0; i < at; i++)
		if (is_line_of(&s->entries[at], &s->entries[i]))
			return false;
	return true;
}

/* Reports the widest line of the picture that begins at s->entries[at]. */
static void check_width(
	const struct ini_section *s, size_t at, bool translated_only, struct diags *diags)
{
	const struct ini_entry *widest = NULL;
	int most = PICTURE_CELLS;

	for (size_t i = at; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];
		int width = text_width(e->value, strlen(e->value));

		if (!is_line_of(&s->entries[at], e) || width <= most ||
			(translated_only && !e->translated))
			continue;
		widest = e;
		most = width;
	}
	if (widest)
		diag_add(diags, DIAG_WARNING, "picture-too-wide", AT_VALUE(widest),
			_("the line has %d cells, and a narrow screen %d, where people read %.*s.alt instead of the picture; draw it narrower"),
			most, PICTURE_CELLS, (int)strcspn(widest->key, "."), widest->key);
}

static void check_widths(const struct ini_section *s, bool translated_only, struct diags *diags)
{
	for (size_t i = 0; i < s->n; i++)
		if (is_first_line(s, i))
			check_width(s, i, translated_only, diags);
}

void check_drawings(
	const struct lesson *l, const struct ini *ini, const char *lang, struct diags *diags)
{
	for (size_t i = 0; i < l->n_facts; i++)
		check_number(&l->facts[i], ini, diags);
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->sections[i].kind, "page"))
			check_widths(&ini->sections[i], lang != NULL, diags);
	if (lang)
		return;
	for (size_t i = 0; l->format >= 2 && i < l->n_pages; i++)
		check_page(&l->pages[i], ini, diags);
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->sections[i].kind, "page"))
			check_pictures(&ini->sections[i], diags);
}
