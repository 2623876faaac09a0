/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing CSV: RFC 4180, in UTF-8. Fields are set apart by "," and records end in "\r\n"; both are
 * the caller's. */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

struct strbuf;

/*
 * Appends text as a quoted field, NULL as an empty one. What a spreadsheet would take for a formula
 * (it begins with = + - @, also full-width, TAB, CR or LF) gets an apostrophe before it, as OWASP
 * advises (ASVS 5.0, 1.2.10): people type what they like. Sanitized as for a terminal (text.h), but
 * for line ends.
 */
void csv_text(struct strbuf *out, const char *text);

#endif
