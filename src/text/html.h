/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

struct strbuf;

/* Appends text escaped for HTML content and attribute values, without its emphasis. */
void html_text(struct strbuf *out, const char *text);
/* Appends text escaped for HTML content, with its emphasis (text/emphasis.h) as <strong>. */
void html_prose(struct strbuf *out, const char *text);

#endif
