/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of translations (.mo). */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

/*
 * A catalogue, from a file or from memory (copied). NULL with a sentence appended to err if it
 * cannot be read or is damaged: wrong magic, bounds, encoding, plural rule.
 */
struct catalogue;
/* May the text go to a terminal? text_is_clean; handed in, since text/ stands above this room. */
typedef bool catalogue_clean_fn(const char *s, size_t len);
struct catalogue *catalogue_open(
	const char *path, catalogue_clean_fn *is_clean, struct strbuf *err);
struct catalogue *catalogue_from_memory(
	const void *data, size_t len, catalogue_clean_fn *is_clean, struct strbuf *err);
void catalogue_free(struct catalogue *cat);
/*
 * Translation, or NULL; of one and many the form for n. A translation is left out (NULL) if a line
 * of it is not clean (text.h), since a catalogue may come from anywhere and not all of it goes
 * through the canvas, or if it could make printf read what is not there: its conversions must be
 * those of msgid (for a form of a plural: those of many, or the first of them). So a % in a
 * translation needs a % in its msgid.
 */
const char *catalogue_get(const struct catalogue *cat, const char *msgid);
const char *catalogue_get_plural(
	const struct catalogue *cat, const char *one, const char *many, unsigned long n);

#endif
