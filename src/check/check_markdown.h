/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on signs that mean something elsewhere and are text here (for check.c). */
#ifndef CHECK_CHECK_MARKDOWN_H
#define CHECK_CHECK_MARKDOWN_H

struct diags;
struct ini;

/*
 * Checks the texts of a lesson or a scenario. lang: the language of the translation merged into
 * ini, of which only the translated texts are looked at; NULL if there is none.
 */
void check_markdown(const struct ini *ini, const char *lang, struct diags *diags);

#endif
