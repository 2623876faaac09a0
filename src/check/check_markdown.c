/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_markdown.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "check/check_html.h"
#include "course/reader.h"
#include "ini/ini.h"
#include "text/emphasis.h"
#include "text/text.h"

enum { HEADING_MAX = 6, SHOWN_MAX = 40 };

/* Expands to the four position arguments of diag_add, for a place in a value. */
#define AT(e, at) (e)->file, (e)->line, (e)->column + text_width((e)->value, at), (e)->source

/* Which stars make emphasis. */
enum stars { STARS_NEVER, STARS_IN_FORMAT_2, STARS };

/* Expands to the two arguments of "%.*s". A long text between signs need not be repeated. */
#define SHOWN(text, n) (n) > SHOWN_MAX ? (int)strlen("…") : (int)(n), (n) > SHOWN_MAX ? "…" : (text)

static void check_bold(const struct ini_entry *e, enum stars stars, struct diags *diags)
{
	size_t at, n;

	if (!emphasis_find(e->value, strlen(e->value), "**", &at, &n) &&
		!emphasis_find(e->value, strlen(e->value), "__", &at, &n))
		return;
	if (stars == STARS)
		diag_add(diags, DIAG_WARNING, "markdown-bold", AT(e, at),
			_("two signs are not bold here, and ** writes a star; write one star on each side: *%.*s*"),
			SHOWN(e->value + at + 2, n));
	else if (stars == STARS_IN_FORMAT_2)
		diag_add(diags, DIAG_WARNING, "markdown-bold", AT(e, at),
			_("the signs are shown as they stand; write format = 2 in [lesson], and one star on each side: *%.*s*"),
			SHOWN(e->value + at + 2, n));
	else
		diag_add(diags, DIAG_WARNING, "markdown-bold", AT(e, at),
			_("the signs are shown as they stand; write the words without them"));
}

static void check_underscores(const struct ini_entry *e, enum stars stars, struct diags *diags)
{
	size_t at, n;

	if (!emphasis_find(e->value, strlen(e->value), "_", &at, &n))
		return;
	if (stars == STARS)
		diag_add(diags, DIAG_WARNING, "markdown-underscore", AT(e, at),
			_("underscores are text here; write stars: *%.*s*"),
			SHOWN(e->value + at + 1, n));
	else
		diag_add(diags, DIAG_WARNING, "markdown-underscore", AT(e, at),
			_("the signs are shown as they stand; write the words without them"));
}

static void check_heading(
	const struct ini_section *s, const struct ini_entry *e, struct diags *diags)
{
	size_t n = strspn(e->value, "#");

	if (!n || n > HEADING_MAX || e->value[n] != ' ')
		return;
	if (strcmp(s->kind, "page"))
		diag_add(diags, DIAG_WARNING, "markdown-heading", AT(e, 0),
			_("“#” makes no heading here; write the words without it"));
	else
		diag_add(diags, DIAG_WARNING, "markdown-heading", AT(e, 0),
			_("“#” makes no heading here; write heading1 = \"…\" with the number that "
			  "follows"));
}

/* Sets *at to a bracket that opens a link; false if there is none. */
static bool find_link(const char *text, size_t *at)
{
	const char *open = NULL;

	for (const char *s = text; *s; s++) {
		if (*s == '[')
			open = s;
		if (*s != ']' || !open)
			continue;
		if (s > open + 1 && s[1] == '(' && strchr(s, ')')) {
			*at = (size_t)(open - text);
			return true;
		}
		open = NULL;
	}
	return false;
}

static void check_link(const struct ini_entry *e, struct diags *diags)
{
	size_t at;

	if (find_link(e->value, &at))
		diag_add(diags, DIAG_WARNING, "markdown-link", AT(e, at),
			_("brackets make no link here; write the words, and the address as url of a [source]"));
}

static void check_code(const struct ini_entry *e, struct diags *diags)
{
	size_t at, n;

	if (emphasis_find(e->value, strlen(e->value), "`", &at, &n))
		diag_add(diags, DIAG_WARNING, "markdown-code", AT(e, at),
			_("backticks are text here; write quotation marks: “%.*s”"),
			SHOWN(e->value + at + 1, n));
}

static void check_star(const struct ini_section *s, const struct ini_entry *e, enum stars stars,
	struct diags *diags)
{
	size_t at, n;
	bool takes = reader_takes_emphasis(s, e->key);

	/* in a conversation, people write stars */
	if (stars == STARS_NEVER || (takes && stars == STARS) ||
		!emphasis_find(e->value, strlen(e->value), "*", &at, &n))
		return;
	if (takes)
		diag_add(diags, DIAG_WARNING, "emphasis-here", AT(e, at),
			_("format 1 has no emphasis and shows the stars; write format = 2 in [lesson], or the words without them"));
	else
		diag_add(diags, DIAG_WARNING, "emphasis-here", AT(e, at),
			_("“%s” takes no emphasis and would show the stars; write the words without "
			  "them"),
			e->key);
}

/* False for what is not ours to write: pictures, titles of sources, and what a learner may type. */
static bool is_prose(const struct ini_section *s, const struct ini_entry *e)
{
	struct numbered_key k;

	if (!e->quoted || !strcmp(s->kind, "source"))
		return false;
	if (!strcmp(s->kind, "question"))
		return !((reader_key_is_numbered(e->key, "accept", &k) ||
				 reader_key_is_numbered(e->key, "nearly", &k)) &&
			*k.rest != '_');
	return strcmp(s->kind, "page") || !reader_key_is_numbered(e->key, "picture", &k) ||
		!strcmp(k.rest, ".alt");
}

static void check_text(const struct ini_section *s, const struct ini_entry *e, enum stars stars,
	struct diags *diags)
{
	/* the gaps of a sentence are in brackets too */
	bool has_gaps = !strcmp(s->kind, "question") && !strcmp(e->key, "text");

	check_bold(e, stars, diags);
	check_underscores(e, stars, diags);
	check_heading(s, e, diags);
	if (!has_gaps)
		check_link(e, diags);
	check_code(e, diags);
	check_star(s, e, stars, diags);
	check_html(e, diags);
}

/* A scenario has no emphasis; a lesson has it in format 2. */
static enum stars stars_of(const struct ini *ini)
{
	const struct ini_section *head = ini_find(ini, "lesson", "");
	const struct ini_entry *format = head ? ini_get(head, "format") : NULL;

	if (!head)
		return STARS_NEVER;
	return format && !strcmp(format->value, "1") ? STARS_IN_FORMAT_2 : STARS;
}

void check_markdown(const struct ini *ini, const char *lang, struct diags *diags)
{
	enum stars stars = stars_of(ini);

	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; k < s->n; k++)
			if (is_prose(s, &s->entries[k]) && (!lang || s->entries[k].translated))
				check_text(s, &s->entries[k], stars, diags);
	}
}
