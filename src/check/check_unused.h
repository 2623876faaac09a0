/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources, facts and terms of a lesson that nothing shows (for check.c). */
#ifndef CHECK_CHECK_UNUSED_H
#define CHECK_CHECK_UNUSED_H

struct diags;
struct ini;

/* Checks a lesson that could be read: a mistyped id would make its section look unused. */
void check_unused(const struct ini *ini, struct diags *diags);

#endif
