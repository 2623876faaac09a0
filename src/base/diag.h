/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Diagnostics: what is wrong with a file that a person wrote, where, and how to fix it.
 *
 * A diagnostic is printed as `file:line:column: severity: sentence [rule]`. Lines and columns count
 * from 1, columns in cells; 0 means the whole file or line. A note is advice that needs nothing
 * today; it has no source line. Rule names are stable and listed in rules.def.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

struct diag {
	enum severity severity;
	const char *rule; /* stable name; a literal, never copied */
	const char *file;
	int line, column;
	const char *message; /* translated sentence without the full stop */
	const char *source;  /* source line, or NULL */
	bool alone;          /* whatever else is said about its line follows from it */
	const char *instead; /* the key to write, if it is certain; or NULL */
	/* an error in these lines of that file says all; or NULL */
	const char *cause;
	int cause_from, cause_to;
};

struct diags {
	struct diag *v;
	size_t n, cap;
	size_t errors, warnings, notes;
	bool thorough; /* readers go on after errors of form: the report is wanted, not the file */
	struct arena arena; /* owns all strings but rule */
};

#define DIAGS_INIT \
	{          \
		0  \
	}

/* Copies all strings but rule; source may be NULL. */
void diag_add(struct diags *diags, enum severity severity, const char *rule, const char *file,
	int line, int column, const char *source, const char *fmt, ...)
	__attribute__((format(printf, 8, 9)));
/* Marks the diagnostic added last as one that stands alone in its line. */
void diag_stands_alone(struct diags *diags);
/* Says what to write instead of the key that the diagnostic added last is about. */
void diag_instead(struct diags *diags, const char *key);
/*
 * Says that the diagnostic added last follows from an error in the lines from..to of file, if there
 * is one, added before or after it.
 */
void diag_follows(struct diags *diags, const char *file, int from, int to);
/*
 * Sorts by file, line and column, then by insertion order. Drops exact duplicates, what follows
 * from an error elsewhere, and in a line with one that stands alone all others; adjusts the counts.
 */
void diags_sort(struct diags *diags);
/* Returns the stable, untranslated name: "error", "warning" or "note". */
const char *diag_severity(enum severity severity);
void diags_release(struct diags *diags);

#endif
