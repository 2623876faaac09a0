/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a translation may stand where printf expects its original. */
#ifndef BASE_CONVERSIONS_H
#define BASE_CONVERSIONS_H

#include <stdbool.h>

/*
 * True if printf takes the same arguments with both formats; with fewer also if s takes only the
 * first of them ("One page" for "%d pages"). What is not a format in C's eyes ("50 % of all")
 * allows all: the compiler refuses it as a format. An original without % allows no %.
 */
bool format_is_compatible(const char *original, const char *s, bool fewer);

#endif
