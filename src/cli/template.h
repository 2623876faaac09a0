/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that the Makefile compiles in: the examples of vigie new, the card of vigie help card. */
#ifndef CLI_TEMPLATE_H
#define CLI_TEMPLATE_H

struct lang;

/* Returns the text of that name ("lesson.en", "CARD.md"), or NULL. */
const char *template_find(const char *name);
/*
 * Returns the example of that name ("lesson") in a language, a less specific one, or else English.
 * *lang becomes the language found.
 */
const char *template_example(const char *name, struct lang *lang);

#endif
