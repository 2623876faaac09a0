/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a certificate, as plain lines and as one self-contained page that prints well. */
#ifndef SCREENS_CERTIFICATE_H
#define SCREENS_CERTIFICATE_H

#include "screens/model.h"

struct strbuf;

/* Returns the person's day on which the exam was passed best; the day of now if it was not. */
struct date certificate_date(const struct model *model, int lesson);
/*
 * Returns a whole path without its ending, in the reader's language and with the day of the exam;
 * with a number from 2 on after it.
 */
const char *certificate_path(
	const struct model *model, int lesson, int number, struct arena *arena);
/* Returns the first number of which neither of the two files is there yet. */
int certificate_free_number(const struct model *model, int lesson, struct arena *arena);
/*
 * lesson: the exam; if it is not passed, the text says so. name: as typed, may be "". Each line
 * ends in a newline.
 */
const char *certificate_text(
	const struct model *model, int lesson, const char *name, struct arena *arena);
/* Appends the page, which needs no other files; escapes name and titles. */
void certificate_html(const struct model *model, int lesson, const char *name, struct strbuf *out);

#endif
