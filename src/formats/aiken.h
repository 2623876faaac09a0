/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_AIKEN_H
#define FORMATS_AIKEN_H

struct diags;
struct strbuf;

/* Sections [question …], to be pasted. file only names the text, which is UTF-8. */
void aiken_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);

#endif
