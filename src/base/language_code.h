/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Codes of languages: a language, perhaps a script, perhaps a region (RFC 5646, section 2.1), such
 * as fr, pt-BR, zh-Hant, sr-Latn-RS, es-419.
 *
 * Canonical: language in small letters, Script, REGION, joined by hyphens (RFC 5646, 2.1.1). Every
 * code that comes from outside passes through this file, which forgives case and underscores:
 * pt_br is pt-BR. Nothing else takes codes apart.
 */
#ifndef BASE_LANGUAGE_CODE_H
#define BASE_LANGUAGE_CODE_H

#include <stdbool.h>
#include <stddef.h>

#define LANG_MAX \
	16 /* bytes with NUL; the longest code is sr-Latn-RS with a three-letter language */

struct lang {
	char code[LANG_MAX]; /* canonical, padded with NUL */
};

/* Reads len bytes of text. Returns false, leaving lang empty, if they are no code. */
bool language_code_read(struct lang *lang, const char *text, size_t len);
/*
 * The same for the name of a locale or of gettext's folders: pt_BR.UTF-8 is pt-BR, sr@latin is
 * sr-Latn; other modifiers (@euro) are ignored.
 */
bool language_code_read_locale(struct lang *lang, const char *text, size_t len);
/* True if text is a code, canonical or not. */
bool language_code_is_valid(const char *text);
/* True if both are the same code, canonical or not. Texts that are no codes are compared as such.
 */
bool language_code_same(const char *a, const char *b);
/* True if code is general or a more specific form of it: pt covers pt-BR, but pt-BR not pt. */
bool language_code_covers(const char *general, const char *code);
/* Removes the last part (sr-Latn-RS, sr-Latn, sr: RFC 4647, 3.4). False if only one is left. */
bool language_code_shorten(struct lang *lang);

#endif
