/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings of a page as HTML: charts as SVG with their sentence as title, the rest as lists and
 * tables. */
#ifndef FORMATS_BOOKLET_FIGURE_H
#define FORMATS_BOOKLET_FIGURE_H

#include "base/strbuf.h"
#include "view/figure.h"

void booklet_figure_html(struct strbuf *out, const struct figure *f);

#endif
