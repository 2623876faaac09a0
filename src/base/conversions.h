/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks that a translation is safe to use as a printf format in place of its original. */
#ifndef BASE_CONVERSIONS_H
#define BASE_CONVERSIONS_H

#include <stdbool.h>

/*
 * True if printf reads the same arguments with both formats. With fewer, s may also read only the
 * first of them ("One page" for "%d pages"). An original that is not a valid C format ("50 % of
 * all") accepts anything, because the compiler never lets it be used as a format. An original
 * without % accepts no %.
 */
bool format_is_compatible(const char *original, const char *s, bool fewer);

#endif
