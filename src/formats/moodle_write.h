/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions as Moodle XML, as Moodle's question/format/xml/format.php reads it. All types of
 * question have a place there: order is ordering, classify is matching with the tag
 * "vigie:classify", cloze is multianswer. What has none is reported.
 */
#ifndef FORMATS_MOODLE_WRITE_H
#define FORMATS_MOODLE_WRITE_H

#include "formats/paper.h"

struct diags;
struct strbuf;

/* The tag of a matching question that is a classify question in Vigie. */
#define MOODLE_CLASSIFY_TAG "vigie:classify"

/*
 * Writes the questions of the lesson as a quiz whose category is the lesson's title, with one below
 * it for each pool. The idnumber and name of a question are its id, so that an import finds it
 * again. A quiz that is in out already goes on with another category.
 */
void moodle_write(const struct booklet_source *paper, struct strbuf *out, struct diags *diags);

#endif
