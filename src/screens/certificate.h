/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a certificate, as lines of text and as one self-contained page that prints well. */
#ifndef SCREENS_CERTIFICATE_H
#define SCREENS_CERTIFICATE_H

#include "screens/model.h"

struct strbuf;

/* lesson: the exam. name as typed, may be "". Lines end in '\n'. */
const char *certificate_text(
	const struct model *model, int lesson, const char *name, struct arena *arena);
/* Needs nothing from outside; name and titles are escaped. */
void certificate_html(const struct model *model, int lesson, const char *name, struct strbuf *out);

#endif
