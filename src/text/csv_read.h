/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV reader: RFC 4180 in UTF-8, record by record. Also takes LF alone as the end of a record, and
 * a byte-order mark at the start of the file. Undoes the apostrophe of csv_text() (csv.h).
 */
#ifndef TEXT_CSV_READ_H
#define TEXT_CSV_READ_H

#include <stdio.h>

#include "base/strbuf.h"

enum {
	CSV_FIELDS_MAX = 128,
	CSV_RECORD_MAX = 1 << 20 /* bytes */
};

struct csv_reader {
	FILE *file;
	int line;      /* where the record starts, from 1 */
	int next_line; /* where the next one starts */
	struct strbuf text;
	size_t starts[CSV_FIELDS_MAX]; /* of the fields in text, each of which ends in NUL */
	size_t n;
};

enum csv_status {
	CSV_RECORD,
	CSV_END,
	CSV_UNCLOSED, /* a quoted field does not end, as in a file that was cut off */
	CSV_STRAY,    /* a quote in an unquoted field, or text after a quoted one */
	CSV_NUL,
	CSV_TOO_LONG, /* more fields or bytes than the limits */
	CSV_IO        /* reading failed; errno says why */
};

void csv_reader_init(struct csv_reader *reader, FILE *file);
void csv_reader_release(struct csv_reader *reader);
/* Reads the next record; empty lines are skipped. Stop after anything but CSV_RECORD. */
enum csv_status csv_next(struct csv_reader *reader);
/* Returns a field of the record, "" if it has fewer. Valid until the next record. */
const char *csv_field(const struct csv_reader *reader, size_t i);

#endif
