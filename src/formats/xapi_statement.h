/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of one xAPI statement, from facts alone; see xapi.h. */
#ifndef FORMATS_XAPI_STATEMENT_H
#define FORMATS_XAPI_STATEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "guard/uuid.h"
#include "learner/progress.h"

struct strbuf;

#define XAPI_ACTIVITIES "http://adlnet.gov/expapi/activities/"

enum xapi_verb {
	XAPI_ANSWERED,
	XAPI_SKIPPED,
	XAPI_RESPONDED,   /* to a message of a conversation */
	XAPI_INTERACTED,  /* marked a message of a conversation, or took back a reply */
	XAPI_EXPERIENCED, /* an ending of a conversation */
	XAPI_COMPLETED,
	XAPI_PASSED,
	XAPI_FAILED
};

enum xapi_known { XAPI_UNKNOWN = -1, XAPI_NO, XAPI_YES };

/* Texts may hold anything. */
struct xapi_fact {
	const char *base, *store; /* base: of xapi_base() */
	const char *run, *person, *lesson;
	enum run_kind kind;
	enum xapi_verb verb;
	int number, try;      /* STORE_WHOLE_RUN and 0: of the whole run */
	const char *object;   /* path of the activity below base */
	const char *parent;   /* path of the lesson that the object belongs to, or NULL */
	const char *response; /* in the form of xAPI, or NULL */
	enum xapi_known success, completion;
	int score, max; /* thousandths of a point; max 0: none */
	int seconds;    /* -1: unknown */
	int hints;
	enum confidence confidence;
	int64_t at;
};

/* Returns the last part of a verb's IRI, in which no two are the same. */
const char *xapi_verb_name(enum xapi_verb verb);
/* The namespace of the ids under a base. */
void xapi_space(const char *base, uint8_t space[UUID_BYTES]);
void xapi_statement_id(
	const uint8_t space[UUID_BYTES], const struct xapi_fact *fact, char id[UUID_CHARS]);
/* Appends the statement and a newline. */
void xapi_statement(struct strbuf *out, const uint8_t space[UUID_BYTES],
	const struct xapi_fact *fact, const char *id);

/* ---- parts that definitions have, too */

/* Appends an id as a part of a path, in which anything but letters, digits, - and _ is escaped. */
void xapi_add_part(struct strbuf *out, const char *id);
/* Appends the agent of an account: "actor":{…} */
void xapi_add_actor(struct strbuf *out, const char *base, const char *name);
/* Appends the time as "timestamp":"…" in UTC, within the years 1970 to 9999, and the version. */
void xapi_add_time(struct strbuf *out, int64_t at);

#endif
