/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalogue of translations (.mo file). */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

/*
 * A catalogue loaded from a file or from memory; the latter is copied. Both loaders return NULL and
 * append a sentence to err if the catalogue cannot be read or is damaged: wrong magic, bounds,
 * encoding or plural rule.
 */
struct catalogue;
/*
 * True if the text may be sent to a terminal. It is text_is_clean, passed in because base/ must not
 * depend on text/.
 */
typedef bool catalogue_clean_fn(const char *s, size_t len);
struct catalogue *catalogue_open(
	const char *path, catalogue_clean_fn *is_clean, struct strbuf *err);
struct catalogue *catalogue_from_memory(
	const void *data, size_t len, catalogue_clean_fn *is_clean, struct strbuf *err);
void catalogue_free(struct catalogue *cat);
/*
 * Return the translation, or NULL; the plural variant returns the form for n.
 *
 * A translation counts as missing if one of its lines is not clean (text.h): a catalogue may come
 * from anywhere, and not all text goes through the canvas. It also counts as missing if it could
 * make printf read arguments that were not passed: its conversions must be those of msgid (for a
 * plural form, those of many or a leading part of them). So a % in a translation needs a % in its
 * msgid.
 */
const char *catalogue_get(const struct catalogue *cat, const char *msgid);
const char *catalogue_get_plural(
	const struct catalogue *cat, const char *one, const char *many, unsigned long n);

#endif
