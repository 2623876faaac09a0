/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Diagnostics: what is wrong with a file that a person wrote, where, and what to do about it.
 * A diagnostic is `file:line:column: severity: sentence [rule]`. Lines and columns count from 1,
 * columns in cells; 0 = the whole file or line. Rule names are stable and listed in rules.def.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum severity { DIAG_ERROR, DIAG_WARNING };

struct diag {
	enum severity severity;
	const char *rule; /* stable name, a literal */
	const char *file;
	int line, column;
	const char *message; /* a sentence, translated, without the full stop */
	const char *source;  /* the line of the file, or NULL */
};

struct diags {
	struct diag *v;
	size_t n, cap;
	size_t errors, warnings;
	struct arena arena; /* owns all strings but rule */
};

#define DIAGS_INIT \
	{          \
		0  \
	}

/* source may be NULL; all strings but rule are copied. */
void diag_add(struct diags *diags, enum severity severity, const char *rule, const char *file,
	int line, int column, const char *source, const char *fmt, ...)
	__attribute__((format(printf, 8, 9)));
/* By file, line, column, otherwise as added; drops exact repeats, from the counts too. */
void diags_sort(struct diags *diags);
void diags_release(struct diags *diags);

#endif
