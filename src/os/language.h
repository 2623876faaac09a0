/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the available languages and selects the one the program uses. */
#ifndef OS_LANGUAGE_H
#define OS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/i18n.h"

enum { LANGUAGES_MAX = 32 };

/*
 * Lists English and every language with a catalogue in locale_dir, sorted by name; returns their
 * number. The names are never freed.
 */
size_t language_list(struct language *languages, size_t max, const char *locale_dir);
/* Switches the program to a language. Returns true if it has a catalogue or is English. */
bool language_use(const char *locale_dir, const char *code);
/*
 * Returns the first preferred language that is available. asked (by option) and saved (by the
 * learner) may be NULL.
 */
const char *language_choose(
	const struct language *languages, size_t n, const char *asked, const char *saved);
/*
 * Returns the language in which to look for lessons, where chosen is the result of
 * language_choose() for the same asked and saved: asked itself, since lessons may have a language
 * that the program lacks; else a more specific form of chosen that is preferred (pt-BR for pt); or
 * NULL for chosen itself. The environment asks for no more, as its next language may be spoken.
 */
const char *language_of_lessons(const char *chosen, const char *asked, const char *saved);
/* Lists, chooses and switches in one call, for commands that do not open the store. */
const char *language_start(const char *locale_dir, const char *asked);

#endif
