/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_BOOKLET_WRITE_H
#define FORMATS_BOOKLET_WRITE_H

struct booklet;
struct strbuf;

/* Lines of at most 72 cells, if no picture is wider; each part but the first begins with \f. */
void booklet_text(const struct booklet *booklet, struct strbuf *out);
/* One page of HTML that needs nothing else, in parts that begin on a new page of paper. */
void booklet_html(const struct booklet *booklet, struct strbuf *out);

#endif
