/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in texts that belong in a fact (for check.c). */
#ifndef CHECK_CHECK_NUMBERS_H
#define CHECK_CHECK_NUMBERS_H

#include <stdbool.h>

struct diags;
struct ini;

/*
 * Checks the texts as written, before placeholders are filled in; with translated_only, the
 * translated ones only. Numbers that are names, such as “A1” and “article 3”, do not count.
 */
void check_numbers(const struct ini *ini, bool translated_only, struct diags *diags);

#endif
