/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as the reader's language writes them: "15 novembre 2000", "1er mars 2004", "November 2000",
 * "2000". For people only: files, tables and options keep ISO 8601.
 */
#ifndef BASE_DATE_WORDS_H
#define BASE_DATE_WORDS_H

#include "base/date.h"
#include "base/mem.h"

/* The date as precisely as it is known, in the language of the catalogue in use. */
NEVER_NULL const char *date_words(struct arena *arena, const struct date *date);

#endif
