/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions from Moodle XML, as Moodle writes it (question/format/xml/format.php and
 * export_to_xml() of the types ordering, gapselect and ddwtos) and as people and other programs do.
 */
#ifndef FORMATS_MOODLE_READ_H
#define FORMATS_MOODLE_READ_H

#include <stddef.h>

struct diags;
struct strbuf;

enum moodle_end {
	MOODLE_WHOLE,
	MOODLE_BROKEN, /* after an error at a place in the file; what came before it was read */
	MOODLE_NO_XML  /* after an error without a place: XML cannot be read here */
};

/*
 * Converts a quiz to sections [question …] for a lesson file, question by question. Each one that
 * stays out is an error. file only names it in diagnostics.
 */
enum moodle_end moodle_read(
	const char *file, const char *data, size_t len, struct strbuf *out, struct diags *diags);

#endif
