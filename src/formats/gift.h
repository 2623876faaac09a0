/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions for and from other programs. GIFT is read as Moodle reads it, question by question;
 * gift-pegjs is followed where Moodle would lose something that is plain to see, with a warning.
 * What GIFT cannot express is reported.
 */
#ifndef FORMATS_GIFT_H
#define FORMATS_GIFT_H

#include "formats/paper.h"

struct diags;
struct strbuf;

/* Writes the questions of the lesson, with a warning for everything left out. */
void gift_write(const struct booklet_source *paper, struct strbuf *out, struct diags *diags);
/*
 * Converts text, which must be UTF-8, to sections [question …] for a lesson file. file only names
 * it in diagnostics. A question that stays out is an error, and all others are written.
 */
void gift_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);

#endif
