/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all learners did as xAPI 1.0.3 statements (github.com/adlnet/xAPI-Spec, Data and
 * Communication), one per line, for a learning record store (LRS).
 *
 * A statement never changes once it was made. An LRS that is sent the same id with other bytes
 * answers 409, and may refuse everything that came with it; so the text of a statement is made of
 * what the store keeps of the fact alone, and of the base IRI: nothing of it depends on the
 * lesson's text, the language, the time of the export, the version of Vigie, or the name of the
 * learner. A regrade does not touch it either: it says the result of then.
 *
 * Its id is a UUID of version 5 in the namespace that is the UUID of version 5 of the base IRI in
 * the namespace of URLs, of the name
 *
 *     STORE/RUN/NUMBER/TRY/VERB     of a response; "-" for NUMBER and TRY: of the whole sitting
 *
 * STORE is the random id of the store, RUN that of the sitting, NUMBER the place of the item in it
 * from 0, TRY from 1, VERB the last part of the verb's IRI. The registration is that of the name
 * STORE/RUN, the account's name is the pseudonym that the sitting was made under, its home page the
 * base IRI.
 *
 * Titles, prompts and options travel apart, as statements of their own (xapi_definition.h).
 */
#ifndef FORMATS_XAPI_H
#define FORMATS_XAPI_H

#include <stdio.h>

#include "store/statements.h"

struct strbuf;

struct xapi_definitions;

/* The export of one store. Zeroed, with told; the rest is filled in by xapi_write. */
struct xapi_export {
	/*
	 * What was said before, of this and other stores: definitions, and sittings that a copy of
	 * the store has, too. Its base is as xapi_base() makes it.
	 */
	struct xapi_definitions *told;
	bool anew; /* the base is another one than that of the store: all ids are new */
	struct store_statement *made; /* statements that the store does not have yet */
	size_t n_made, cap;
	size_t n_changed; /* left out: sent before, with another content */
};
void xapi_release(struct xapi_export *export);

/*
 * Appends the base IRI as it is used, without slashes at its end. Returns false if it is none: it
 * begins with https:// or http:// and a host, and has nothing but what may stand in an address, no
 * question and no part of a page.
 */
bool xapi_base(const char *typed, struct strbuf *base);

/*
 * Writes the statements of the learners in group, each definition before the first that needs it.
 * Returns false with a sentence in err if the store cannot be read, or without one and with errno
 * set if file cannot be written.
 */
bool xapi_write(struct xapi_export *export, struct store *store, const char *const *group, size_t n,
	FILE *file, struct strbuf *err);

#endif
