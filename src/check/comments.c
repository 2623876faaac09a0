/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/comments.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "check/selection.h"
#include "ini/ini.h"
#include "os/file.h"

enum { STYLE_LEAST = 3 };

/* ---- lines */

void comments_read(struct comments *c, const char *path)
{
	struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;

	*c = (struct comments){ 0 };
	if (!file_read(path, INI_MAX_FILE, &text, &err))
		strbuf_clear(&text);
	for (const char *s = text.buf; s < text.buf + text.len;) {
		size_t len = strcspn(s, "\n"), from = strspn(s, " \t"), to = len;

		while (to > from && strchr(" \t\r", s[to - 1]))
			to--;
		ALLOC_GROW(c->v, c->n + 1, c->cap);
		c->v[c->n++] = from > to ? "" : arena_memdupz(&c->arena, s + from, to - from);
		/* a NUL byte, which is reported elsewhere, ends the lines */
		if (s[len] != '\n')
			break;
		s += len + 1;
	}
	strbuf_release(&text);
	strbuf_release(&err);
}

void comments_release(struct comments *c)
{
	free(c->v);
	arena_release(&c->arena);
	*c = (struct comments){ 0 };
}

static bool is_comment(const char *line)
{
	return *line == ';' || *line == '#';
}

/* ---- rules to leave out */

const char *comments_rules(const struct comments *c, size_t at)
{
	static const char word[] = "check:";
	const char *s = c->v[at];

	if (*s != ';')
		return NULL;
	s += 1 + strspn(s + 1, " \t");
	return strncmp(s, word, strlen(word)) ? NULL : s + strlen(word);
}

/* Returns the first heading at or after v[at]; n if there is none. */
static size_t next_heading(const struct comments *c, size_t at)
{
	while (at < c->n && *c->v[at] != '[')
		at++;
	return at;
}

void comments_range(const struct comments *c, size_t at, int *from, int *to)
{
	size_t first = at, below = at;

	while (below < c->n && is_comment(c->v[below]))
		below++;
	if (below < c->n && *c->v[below] == '[')
		at = below;
	while (first && *c->v[first] != '[')
		first--;
	if (next_heading(c, 0) > first) {
		*from = 0;
		*to = INT_MAX;
		return;
	}
	*from = (int)(*c->v[at] == '[' ? at : first) + 1;
	*to = (int)next_heading(c, (size_t)*from);
}

static void check_rules(const struct comments *c, const char *path, size_t at, struct diags *diags)
{
	struct selection selection = { 0 };
	struct strbuf wrong = STRBUF_INIT;
	const char *names = comments_rules(c, at);

	if (names && !selection_add(&selection, names, &wrong))
		diag_add(diags, DIAG_WARNING, "unknown-rule", path, (int)at + 1, 1, c->v[at],
			_("there is no rule “%s”; did you mean “%s”?"), wrong.buf,
			selection_nearest(wrong.buf));
	strbuf_release(&wrong);
}

/* ---- lines that begin with # */

/* True for #text1 = "…": a key with a text, or with a word. */
static bool is_key(const char *line)
{
	const char *s = line + strspn(line, "# \t");
	size_t len = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-");

	s += len;
	return len && s[strspn(s, " \t")] == '=';
}

static bool is_markdown(const char *line)
{
	size_t n = strspn(line, "#");

	return n > 1 && line[n] == ' ' && line[n + 1] && line[n + 1] != '#' && line[n + 1] != '-' &&
		line[n + 1] != '=';
}

/* True for a comment that the program or a licence tool writes with a semicolon. */
static bool is_made(const char *line)
{
	static const char *const begins[] = { "; SPDX-", "; src ", "; STALE", "; check:" };

	for (size_t i = 0; i < ARRAY_SIZE(begins); i++)
		if (!strncmp(line, begins[i], strlen(begins[i])))
			return true;
	return false;
}

/* True if the author evidently writes all comments with #: there are several, and none with ;. */
static bool is_style(const struct comments *c)
{
	size_t prose = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (*c->v[i] == ';' && !is_made(c->v[i]))
			return false;
		prose += *c->v[i] == '#' && !is_key(c->v[i]) && !is_markdown(c->v[i]);
	}
	return prose >= STYLE_LEAST;
}

static void report_hash(const struct comments *c, const char *path, size_t at, struct diags *diags)
{
	const char *line = c->v[at];

	if (is_key(line))
		diag_add(diags, DIAG_WARNING, "hash-comment", path, (int)at + 1, 1, line,
			_("“#” begins a comment, so this line is not shown; remove the sign, or write ; in its "
			  "place if the line is to stay out"));
	else
		diag_add(diags, DIAG_WARNING, "hash-comment", path, (int)at + 1, 1, line,
			_("“#” begins a comment, so this line is not shown; a heading inside a page is heading1 = "
			  "\"…\", a comment begins with ;"));
}

/* Reports the first line of each run. Above the first heading nothing could be meant but comments.
 */
static void check_hashes(const struct comments *c, const char *path, struct diags *diags)
{
	if (is_style(c))
		return;
	for (size_t i = next_heading(c, 0); i < c->n; i++)
		if (*c->v[i] == '#' && c->v[i][strspn(c->v[i], "# \t")] && *c->v[i - 1] != '#')
			report_hash(c, path, i, diags);
}

void check_comments(const char *path, struct diags *diags)
{
	struct comments c;

	comments_read(&c, path);
	for (size_t i = 0; i < c.n; i++)
		check_rules(&c, path, i, diags);
	check_hashes(&c, path, diags);
	comments_release(&c);
}
