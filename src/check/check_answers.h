/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options that cannot be told apart, and reasons that were never written (for check.c). */
#ifndef CHECK_CHECK_ANSWERS_H
#define CHECK_CHECK_ANSWERS_H

#include <stdbool.h>

struct diags;
struct ini;

/* With translated_only, checks the translated texts only. */
void check_answers(const struct ini *ini, bool translated_only, struct diags *diags);

#endif
