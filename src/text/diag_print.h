/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEXT_DIAG_PRINT_H
#define TEXT_DIAG_PRINT_H

struct diags;
struct strbuf;

/* All as text: a line each, then the source line (of a long one a part) and a caret where there is
 * one, both set in by one space. Sanitized. */
void diags_print(const struct diags *diags, struct strbuf *out);

#endif
