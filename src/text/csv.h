/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV writer: RFC 4180 in UTF-8. The caller writes the "," between fields and the "\r\n" that ends
 * a record.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include <stdbool.h>

struct strbuf;

/*
 * Appends text as a quoted field; NULL gives an empty one. Text is user input, so a value that a
 * spreadsheet would take for a formula (it begins with = + - @, also full-width, TAB, CR or LF)
 * gets a leading apostrophe, as OWASP advises (ASVS 5.0, 1.2.10). The text is sanitized as for a
 * terminal (text.h), except that line ends are kept.
 */
void csv_text(struct strbuf *out, const char *text);
/*
 * True if the text begins with apostrophes before what would be a formula: csv_text() adds one more
 * to such a text, too, so that a reader can take it away again.
 */
bool csv_is_guarded(const char *text);

#endif
