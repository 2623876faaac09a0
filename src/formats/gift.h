/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions of other programs. GIFT (Moodle) is read strictly: what Moodle understands otherwise than it is written, or
 * drops in silence, is an error with its line. Aiken is read as well. What Vigie has and GIFT has not is named.
 */
#ifndef FORMATS_GIFT_H
#define FORMATS_GIFT_H

#include "formats/booklet.h"

/* Bytes of the name of a format ("[html]") at the beginning of a text; 0 if there is none. */
size_t gift_format(const char *text);
/* The questions of the lesson; a warning for each thing that is left out. */
void gift_write(const struct paper *paper, struct strbuf *out, struct diags *diags);
/* Sections [question …], to be pasted. file only names the text, which is UTF-8. */
void gift_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);
void aiken_read(const char *file, const char *text, struct strbuf *out, struct diags *diags);

/* sections.c: what both write. Each text must fit into a lesson file; if not, an error at that line. */
struct sections {
	const char *file;
	struct strbuf *out;
	struct diags *diags;
	int line;               /* of what is being written */
	size_t n;
	struct arena arena;
	const char **ids;       /* given by now */
	size_t cap;
};
/* Begins a section; title may be NULL. */
void sections_begin(struct sections *s, const char *title, const char *type);
/* key = "text" */
void sections_text(struct sections *s, const char *key, const char *text);
void sections_word(struct sections *s, const char *key, const char *word);
/* A feedback that is not there is made up, with a warning. */
void sections_feedback(struct sections *s, const char *id, const char *text, bool right);
void sections_error(struct sections *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sections_warn(struct sections *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sections_release(struct sections *s);

#endif
