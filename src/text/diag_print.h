/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEXT_DIAG_PRINT_H
#define TEXT_DIAG_PRINT_H

struct diags;
struct strbuf;

/*
 * Appends every diagnostic as one line of text, sanitized, followed by the source line (shortened
 * if long) and a caret if known, both indented by one space.
 */
void diags_print(const struct diags *diags, struct strbuf *out);

#endif
