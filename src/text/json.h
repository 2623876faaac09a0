/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing JSON: RFC 8259, in UTF-8. */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

struct strbuf;

/* Appends s as a string with its quotes, NULL as null. What is no UTF-8 becomes U+FFFD; what is not
 * to come to a terminal (text_sanitize) is escaped, so that nothing is lost. */
void json_string(struct strbuf *out, const char *s);

#endif
