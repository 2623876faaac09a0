/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A translation (LANG.ini) beside its source file: how much of it is there, what has become stale,
 *and the file written anew. Above a key of a translation stand comments of ours:
 *
 *	; en: the text to translate, so that it stands before the translator's eyes
 *	; STALE … (the source has changed since; the translator removes the line when the text is
 *right again) ; src 9c1185a5 (a hash of the source as it was translated)
 *
 * A key without them counts as current. All other comments belong to the translator and stay.
 */
#ifndef COURSE_TRANSLATION_H
#define COURSE_TRANSLATION_H

#include "ini/ini.h"

struct strbuf;

enum { SOURCE_HASH = 9 }; /* eight digits and NUL */

/* FNV-1a of the text, folded to 32 bits, in hexadecimal. */
void translation_hash(char hash[SOURCE_HASH], const char *text);

struct coverage {
	size_t texts, translated, stale;
};

/* base is the source alone, before anything is laid upon it; over its translation as it was read,
 * or NULL. */
void translation_coverage(
	const struct ini *base, const struct ini *over, struct coverage *coverage);
/* Warns of each stale text (rule stale-translation). */
void translation_check(const struct ini *base, const struct ini *over, struct diags *diags);
/*
 * The translation written anew, with every text and comment that it held (over NULL: a fresh one).
 * source is the language of base. What lacks stands as a comment, `;key = "…"`.
 */
void translation_write(
	struct strbuf *out, const struct ini *base, const struct ini *over, const char *source);

#endif
