/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Translation of the program's messages: a reader of gettext's .mo files.
 *
 * Not libintl: since glibc 2.39 it does not translate in C.UTF-8, the only locale on many machines,
 * and musl ignores LANGUAGE. The tools and the file format are still gettext's.
 *
 * Never store the result of _(): translate when the text is drawn. Only one catalogue is in use at
 * a time.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>
#include <stddef.h>

#include "base/language_code.h"

struct strbuf;

#define _(msgid) i18n_text(msgid)
#define N_(msgid) msgid
/*
 * TRANSLATORS comments go directly before the call. C_ adds a context, NC_ marks a table entry that
 * has one (translate it with i18n_context), Q_ selects a plural form.
 */
#define C_(context, msgid) i18n_context(context "\004" msgid)
#define NC_(context, msgid) context "\004" msgid
#define Q_(one, many, n) i18n_count(one, many, n)

const char *i18n_text(const char *msgid) __attribute__((format_arg(1)));
const char *i18n_context(const char *context_and_msgid) __attribute__((format_arg(1)));
const char *i18n_count(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

struct catalogue;
/*
 * Sets the catalogue in use; NULL for English, the msgids themselves. The caller keeps ownership.
 */
void i18n_set_catalogue(const struct catalogue *cat);

/*
 * Writes the user's preferred languages to codes, best first, from the environment as gettext reads
 * it. The locale is the first of LC_ALL, LC_MESSAGES and LANG that is set; LANGUAGE (a
 * colon-separated list) comes before it unless the locale is C, POSIX or unset. get is getenv or a
 * test's replacement.
 *
 * Each code appears once, canonical and followed by its less specific forms ("fr_CA.UTF-8" gives
 * fr-CA and fr); "en" is last unless the list has it earlier. Writes at most max codes, English
 * included, and returns their number.
 */
size_t i18n_preferred(struct lang *codes, size_t max, const char *(*get)(const char *name));

/* A language that the program can use. */
struct language {
	struct lang code;
	const char *name; /* in the language itself: "Français" */
};

#endif
