/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_BOOKLET_WRITE_H
#define FORMATS_BOOKLET_WRITE_H

#include "view/block.h"

struct strbuf;

void booklet_text(const struct view *view, struct strbuf *out);
void booklet_html(const struct view *view, const char *lang, struct strbuf *out);

#endif
