/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repairs of one line, each a pure function (for fix.c). */
#ifndef CHECK_FIX_LINE_H
#define CHECK_FIX_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

struct fix_line {
	const char *text; /* valid UTF-8 without its line end, terminated */
	size_t len;
	const char *kind; /* of its section; "" before the first */
	const char *lang; /* of its texts, or NULL */
	int format;       /* of the lesson; 0: unknown */
	bool torn;        /* a text of the line before is not closed */
	bool last;        /* the next line begins something else, so a text ends here */
};

/* Appends the repaired line to out and returns true, or returns false: there is nothing to do. */
typedef bool fix_line_fn(const struct fix_line *line, struct strbuf *out);

/* fix_line.c */
fix_line_fn fix_invisible, fix_space, fix_equals, fix_bold;
/* fix_quotes.c */
fix_line_fn fix_outer_quotes, fix_missing_quote, fix_inner_quotes;

/* The parts of `key = value`, without the blanks around them; offsets of the line. */
struct fix_parts {
	size_t key, key_end, value, value_end;
};
/* False if the line is a heading, a comment, blank, or has no key or no value. */
bool fix_split(const struct fix_line *line, struct fix_parts *parts);
/* True if the line begins as one that no text runs on into: heading, comment, key or nothing. */
bool fix_begins(const char *text, size_t len);
/* True if a language is written in the characters of Windows-1252; NULL counts as one that is. */
bool fix_is_western(const char *lang);

#endif
