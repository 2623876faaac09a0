/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which languages there are, and which of them the program speaks. */
#ifndef OS_LANGUAGE_H
#define OS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/i18n.h"

enum { LANGUAGES_MAX = 32 };

/* English and each catalogue in locale_dir, sorted by name; how many. The names live for the whole
 * run. */
size_t language_list(struct language *languages, size_t max, const char *locale_dir);
/* Makes the program speak the language; true if there is a catalogue (or it is English). */
bool language_use(const char *locale_dir, const char *code);
/* The first wanted language that there is. asked (by option) and saved (by the learner) may be
 * NULL. */
const char *language_choose(
	const struct language *languages, size_t n, const char *asked, const char *saved);
/* Lists, chooses and uses at once, for commands that do not look into the store. */
const char *language_start(const char *locale_dir, const char *asked);

#endif
