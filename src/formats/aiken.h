/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_AIKEN_H
#define FORMATS_AIKEN_H

struct diags;
struct strbuf;

/*
 * Converts text, which must be UTF-8, to sections [question …] for a lesson file. file only names
 * it in diagnostics.
 */
void aiken_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);

#endif
