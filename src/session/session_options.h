/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SESSION_SESSION_OPTIONS_H
#define SESSION_SESSION_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "term/term.h"

struct notes;

/* Command-line options for a sitting. */
struct session_options {
	const char *lang;            /* NULL: from the store or the environment */
	const char *learner, *theme; /* may be NULL */
	const char *store;           /* NULL: the default file */
	const char *const *lessons;  /* folders; if none, the default ones */
	size_t n_lessons;
	bool private; /* nothing is written */
	/*
	 * vigie present, with private: the id of the lesson for a group, and the way to the notes
	 * if there is one; without the id this is the way from the presentation. Else both NULL.
	 */
	const char *presented;
	int present_seed; /* of its questions */
	struct notes *notes;
	bool linear, speech, ascii;
	enum term_color color;
};

#endif
