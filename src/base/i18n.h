/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program's own words in the person's language: a reader of gettext's .mo files.
 *
 * Not libintl: from glibc 2.39 on it gives no translation in C.UTF-8, which is the only locale of
 * many machines, and musl has no LANGUAGE. The tools and the file format are gettext's.
 *
 * Never keep the result of _(): translate when describing. One catalogue is in use at a time.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

#define _(msgid) i18n_text(msgid)
#define N_(msgid) msgid
/* TRANSLATORS comments stand before the call. C_ gives a context, NC_ marks a table entry with one
 * (use i18n_context on it), Q_ counts. */
#define C_(context, msgid) i18n_context(context "\004" msgid)
#define NC_(context, msgid) context "\004" msgid
#define Q_(one, many, n) i18n_count(one, many, n)

const char *i18n_text(const char *msgid) __attribute__((format_arg(1)));
const char *i18n_context(const char *context_and_msgid) __attribute__((format_arg(1)));
const char *i18n_count(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

struct catalogue;
/* Makes cat the one in use (NULL = the msgids themselves, English); the caller keeps ownership. */
void i18n_set_catalogue(const struct catalogue *cat);

/*
 * Languages that a person asked for, in order, from the environment as gettext reads it: the locale
 * is the first of LC_ALL, LC_MESSAGES and LANG that is set; LANGUAGE (a colon list) comes before
 * it, unless the locale is C, POSIX or not set. get is getenv, or a test's. Writes codes such as
 * "fr", "zh", each once, "en" at the end unless it came before, to codes (at most max, English
 * among them); returns the count. Region and encoding are dropped ("fr_CA.UTF-8" -> "fr").
 */
#define LANG_MAX 16
struct lang {
	char code[LANG_MAX];
};
size_t i18n_preferred(struct lang *codes, size_t max, const char *(*get)(const char *name));

/* A language that the program speaks. */
struct language {
	struct lang code;
	const char *name; /* in its own words: "Français" */
};

/* Is code well formed: two or three lower-case letters? */
bool i18n_valid_code(const char *code);

#endif
