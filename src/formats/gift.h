/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions for and from other programs. GIFT (Moodle) is read strictly: anything that Moodle
 * understands differently from how it is written, or drops silently, is an error with its line.
 * What GIFT cannot express is reported.
 */
#ifndef FORMATS_GIFT_H
#define FORMATS_GIFT_H

#include "formats/paper.h"

struct diags;
struct strbuf;

/*
 * Returns the length in bytes of the format name ("[html]") at the start of a text; 0 if there is
 * none.
 */
size_t gift_format_length(const char *text);
/* Writes the questions of the lesson, with a warning for everything left out. */
void gift_write(const struct booklet_source *paper, struct strbuf *out, struct diags *diags);
/*
 * Converts text, which must be UTF-8, to sections [question …] for a lesson file. file only names
 * it in diagnostics.
 */
void gift_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);

#endif
