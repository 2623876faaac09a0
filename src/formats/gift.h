/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions of other programs. GIFT (Moodle) is read strictly: what Moodle understands otherwise
 * than it is written, or drops in silence, is an error with its line. What Vigie has and GIFT has
 * not is named.
 */
#ifndef FORMATS_GIFT_H
#define FORMATS_GIFT_H

#include "formats/paper.h"

struct diags;
struct strbuf;

/* Bytes of the name of a format ("[html]") at the beginning of a text; 0 if there is none. */
size_t gift_format_length(const char *text);
/* The questions of the lesson; a warning for each thing that is left out. */
void gift_write(const struct booklet_source *paper, struct strbuf *out, struct diags *diags);
/* Sections [question …], to be pasted. file only names the text, which is UTF-8. */
void gift_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);

#endif
