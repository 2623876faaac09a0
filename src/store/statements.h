/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the store keeps of the xAPI statements that were exported (formats/xapi.h): the base of
 * their ids, and for each one its id and the hash of its bytes, so that the same id never leaves
 * with another content.
 */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

#include "guard/sha256.h"
#include "store/store.h"

enum { STORE_WHOLE_RUN = -1, STORE_STATEMENT_ID = 37 };

struct store_statement {
	int64_t run;      /* seq of the run (store_run_row) */
	int number, try;  /* place in the run and try; STORE_WHOLE_RUN and 0: about the run */
	const char *verb; /* the last part of its IRI; static */
	char id[STORE_STATEMENT_ID]; /* a UUID as text */
	uint8_t sum[SHA256_BYTES];
};

/*
 * Appends what the store is said to be: "store" is its own random id, "base" the base IRI of its
 * statements, without a slash at the end. Returns false if that is not there.
 */
bool store_read_about(struct store *store, const char *key, struct strbuf *out);
/*
 * Looks up how to read a response to a version of a question. kind has the name of an interaction
 * (questions/interaction.h). Returns false if the version is not known.
 */
bool store_read_version_of(
	struct store *store, const char *version, char *kind, size_t kind_size, char *separator);
/* Reads the hash of a statement; returns false if there is none. */
bool store_read_sum(
	struct store *store, const struct store_statement *which, uint8_t sum[SHA256_BYTES]);

/*
 * Keeps the base; with anew in place of another, whose statements are forgotten. Returns false,
 * with a sentence in err, if it cannot be kept or another program has kept a different one.
 */
bool store_keep_base(struct store *store, const char *base, bool anew, struct strbuf *err);
/*
 * Keeps statements; those that are there stay as they are, and those of a run that is gone are left
 * out. In pieces, so that learners can save in between: after a failure some may be kept.
 */
bool store_keep_statements(
	struct store *store, const struct store_statement *all, size_t n, struct strbuf *err);

#endif
