/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entries of a file a translation has, must have, or may add. */
#ifndef INI_INI_PROSE_H
#define INI_INI_PROSE_H

#include "ini/ini.h"

/* True for the accept… keys of a question: languages have different numbers of synonyms. */
bool ini_is_synonym(const struct ini_section *s, const char *key);
/* True if the section has such a key. */
bool ini_has_synonyms(const struct ini_section *s);
/*
 * True for the forms of a name and of a sentence in the workshop (name.de, text.female): a language
 * has those that its grammar needs, and no others.
 */
bool ini_is_form(const struct ini_section *s, const char *key);
/*
 * True if an entry is shown untranslated without a translation of its own: it is prose, has a
 * letter or a digit (a drawn line has none), and is not a form.
 */
bool ini_needs_translation(const struct ini_section *s, const struct ini_entry *e);

#endif
