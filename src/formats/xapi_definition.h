/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Titles, prompts, options and right answers for the activities that xAPI statements are about, as
 * statements of their own: that the course, the account "vigie" under the base, has created the
 * activity. The id of one is made of its bytes and its time is the day on which the lesson was
 * reviewed, so that it is the same from every store, and another text or language is another
 * statement, never another content of one that was sent.
 */
#ifndef FORMATS_XAPI_DEFINITION_H
#define FORMATS_XAPI_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>

#include "guard/uuid.h"
#include "report/lesson_cache.h"

struct strbuf;

struct xapi_definitions {
	const char *base;
	uint8_t space[UUID_BYTES];
	struct lesson_cache *known;
	/* keys that are done, hashed; size is a power of two or 0 */
	char **done;
	size_t n, size;
};
void xapi_definitions_release(struct xapi_definitions *d);

/* True the first time that it is asked for a key; those that are no path begin with a '/'. */
bool xapi_is_new(struct xapi_definitions *d, const char *key);

/* Each appends what there is to say, the first time it is asked for the path. */

/* The lesson, and if it is a conversation its messages, replies and endings. */
void xapi_define_lesson(
	struct xapi_definitions *d, const char *path, const char *lesson, struct strbuf *out);
/*
 * A question by its name in runs of the lesson; version is the one that the path is about, or NULL
 * for the path of the question as such. A version that the lesson no longer has stays undefined.
 */
void xapi_define_question(struct xapi_definitions *d, const char *path, const char *lesson,
	const char *question, const char *version, struct strbuf *out);

#endif
