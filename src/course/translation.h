/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A translation (LANG.ini) and its source file: coverage, stale texts, and rewriting the file.
 * Above each key of a translation are generated comments:
 *
 *   ; old en: the text that a stale one was translated from, to see what has changed
 *   ; en: the text to translate, so that the translator can see it
 *   ; STALE … (the source has changed since; the translator removes the line when the text is
 *     right again)
 *   ; src 9c1185a5 (a hash of the source text that was translated)
 *
 * A key without them counts as current. All other comments belong to the translator and are kept.
 */
#ifndef COURSE_TRANSLATION_H
#define COURSE_TRANSLATION_H

#include "ini/ini.h"

struct strbuf;

enum { SOURCE_HASH = 9 }; /* eight digits and NUL */

/* Writes the FNV-1a hash of the text, folded to 32 bits, in hexadecimal. */
void translation_hash(char hash[SOURCE_HASH], const char *text);

struct coverage {
	size_t texts, translated, stale;
};

/* base is the source only, without an overlay; over is its translation as read, or NULL. */
void translation_coverage(
	const struct ini *base, const struct ini *over, struct coverage *coverage);
/* Warns of each stale text (rule stale-translation). */
void translation_check(const struct ini *base, const struct ini *over, struct diags *diags);
/*
 * Rewrites the translation, keeping every text and every comment of the translator (over NULL: a
 * new one). source is the language of base. Missing texts become comments, `;key = "…"`.
 *
 * A text whose source has moved to another key of its section moves with it, and a section whose id
 * has changed keeps its texts: both are recognized by the hashes of their sources. told (or NULL)
 * receives a sentence and a line end for each such section.
 */
void translation_write(struct strbuf *out, const struct ini *base, const struct ini *over,
	const char *source, struct strbuf *told);

#endif
