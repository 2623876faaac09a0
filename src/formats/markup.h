/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of other programs, with their tags, entities and signs, as texts of a lesson file: one line
 * of plain text with Vigie's emphasis (text/emphasis.h). The four formats are Moodle's
 * (lib/weblib.php, FORMAT_…).
 *
 * b, strong, em and i, and in Markdown * and _, become *so*; where stars could not stand (part of a
 * word, the whole text) they are dropped. Block elements and line breaks part words, list items are
 * parted by semicolons, cells by commas; sup and sub become raised and lowered digits, or ^ and _.
 * Entities are decoded. A < that begins no known tag is text, as in "a < b" or "<stdio.h>".
 * Scripts, styles and comments vanish.
 */
#ifndef FORMATS_MARKUP_H
#define FORMATS_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

enum markup {
	MARKUP_MOODLE, /* text with line breaks that count, HTML tags and entities */
	MARKUP_HTML,
	MARKUP_MARKDOWN, /* HTML tags and entities too */
	MARKUP_PLAIN     /* < and & are only themselves */
};

/* A text as it was read, not converted yet. */
struct markup_text {
	const char *text; /* UTF-8; NULL if there is none */
	enum markup format;
};

/* Finds the format "html", "moodle", "markdown" or "plain"; false if name is none of these. */
bool markup_find(const char *name, size_t len, enum markup *format);
/*
 * Appends the text as one line of a lesson. With emphasis, stars are written where the source
 * stresses, and doubled where they are only stars; without, no text gets stars (options, pairs and
 * accepted answers have no emphasis). Appends the names of pictures, films and sounds that were
 * left out to lost, parted by ", ": the file name, else the alternative text, else "?".
 */
void markup_convert(
	struct strbuf *out, const struct markup_text *text, bool emphasis, struct strbuf *lost);

#endif
