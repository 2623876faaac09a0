/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The data contract: the columns of the answers as CSV. One table, from which the header, the
 * writer and the reader come; share/DATA.md explains it to people, and a test compares the two.
 *
 * First come the columns of the contract, for programs, then what only this file has, then columns
 * to be read by people, which a reader ignores. To change a column that programs read: raise
 * REPORT_CONTRACT and say in DATA.md what changed. A reader takes columns in any order, ignores
 * those it does not know, and leaves alone kinds of rows that it does not know.
 */
#ifndef REPORT_REPORT_CONTRACT_H
#define REPORT_REPORT_CONTRACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

enum { REPORT_CONTRACT = 1, REPORT_UNKNOWN = -1 };

/* Kinds of rows, as bits. */
enum {
	REPORT_START = 1,  /* a sitting was begun */
	REPORT_ANSWER = 2, /* a response to a question */
	REPORT_STEP = 4,   /* a step of a conversation */
	REPORT_FINISH = 8, /* a sitting was finished */
	REPORT_ANY = 15,
	REPORT_RESPONSES = REPORT_ANSWER | REPORT_STEP,
	REPORT_SITTINGS = REPORT_START | REPORT_FINISH
};

/* A row. Texts are NULL and numbers REPORT_UNKNOWN where a row has none. */
struct report_event {
	const char *kind;
	const char *store, *person, *run, *lesson, *question, *version, *response, *ending;
	int64_t number, try, score, max, hints, confidence, spent, boot, said_at, contract;
	/* further columns for programs */
	const char *sitting, *learner;
	int64_t tries, last, asked, answered, mark, needed, passed, regraded;
	/* for people */
	const char *title, *words, *begun;
	int64_t points, out_of; /* thousandths, written as decimals */
	int64_t seconds;
};

enum report_type {
	REPORT_ID32,        /* 32 hexadecimal digits, which PostgreSQL takes for a uuid */
	REPORT_ID16,        /* 16 hexadecimal digits */
	REPORT_WORD,        /* lower-case letters, digits and hyphens */
	REPORT_TEXT,        /* any text, in quotes */
	REPORT_INTEGER,     /* 0 or more */
	REPORT_NOTHING_YET, /* always empty: another program fills it */
	REPORT_DECIMAL      /* thousandths; three decimals */
};

struct report_column {
	const char *name;
	enum report_type type;
	size_t at;       /* of the field in struct report_event */
	unsigned needed; /* kinds of rows that must have it */
	bool is_read;    /* by the reader; the others are for people */
};
extern const struct report_column report_columns[];
extern const size_t report_n_columns;

/* Returns the bit of a kind of row; 0 if it is unknown. */
unsigned report_kind(const char *name);
const char *report_kind_name(unsigned kind);
/* Sets every field to none. */
void report_event_init(struct report_event *event);
void report_contract_header(struct strbuf *out);
/* Appends a record, without its end of line. */
void report_contract_write(const struct report_event *event, struct strbuf *out);
/*
 * Takes the text of a field into event, which keeps pointing to it. Returns false if it is not of
 * the column's type. An empty field is none.
 */
bool report_contract_read(
	const struct report_column *column, const char *text, struct report_event *event);
/* Returns the first column that the event must have and has not; NULL if it is complete. */
const struct report_column *report_contract_missing(const struct report_event *event);

#endif
