/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on HTML in a text, which would be shown as it stands (for check_markdown.c). */
#ifndef CHECK_CHECK_HTML_H
#define CHECK_CHECK_HTML_H

struct diags;
struct ini_entry;

/* Reports the first tag and the first character reference in the value of e. */
void check_html(const struct ini_entry *e, struct diags *diags);

#endif
