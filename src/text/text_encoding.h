/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings that editors save instead of UTF-8. */
#ifndef TEXT_TEXT_ENCODING_H
#define TEXT_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

/*
 * Appends UTF-16 that begins with a byte-order mark as UTF-8, without the mark. Returns false and
 * appends nothing if there is no mark, or half a character.
 */
bool text_from_utf16(struct strbuf *out, const char *data, size_t len);
/*
 * Appends Windows-1252 as UTF-8. Returns false and appends nothing if data has a byte that
 * Windows-1252 does not know (81, 8D, 8F, 90, 9D) or a control character other than TAB and line
 * ends. The table is here because iconv finds its own only where all modules of the C library are
 * installed.
 */
bool text_from_windows_1252(struct strbuf *out, const char *data, size_t len);

#endif
