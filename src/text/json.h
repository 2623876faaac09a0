/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON writer: RFC 8259 in UTF-8. */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

struct strbuf;

/*
 * Appends s as a quoted string; NULL gives null. Invalid UTF-8 becomes U+FFFD; characters that must
 * not reach a terminal (text_sanitize) are escaped, so that nothing is lost.
 */
void json_string(struct strbuf *out, const char *s);
/*
 * The same with everything but ASCII escaped: these bytes depend on s alone, not on what a version
 * of Unicode lets through to a terminal.
 */
void json_ascii(struct strbuf *out, const char *s);

#endif
