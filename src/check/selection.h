/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which diagnostics of check are shown. Warnings and notes can be left out by rule, from the
 * command line and from a comment in a file (comments.h), and by level; errors never. The command
 * line has the last word. Where one file has many of a kind, as a translation that was just begun,
 * one line stands for them unless their rule was asked for.
 */
#ifndef CHECK_SELECTION_H
#define CHECK_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "check/rules.h"

struct strbuf;

/* Zero: all are shown, but for those that a file leaves out. */
struct selection {
	enum wish { WISH_NONE, WISH_SHOW, WISH_LEAVE_OUT } rules[RULES_N];
	bool errors_only, no_notes; /* by level */
};

/* How many were left out. Those that one line stands for are not counted. */
struct left_out {
	size_t warnings, notes;
};

/*
 * Adds “rule”, “-rule”, “all”, “-all” or “none”, several with commas between; a later one wins.
 * Returns false and appends the word to wrong if there is no such rule; the others are added.
 */
bool selection_add(struct selection *s, const char *words, struct strbuf *wrong);
/* Returns the word that selection_add() takes and is nearest to one that it does not. */
const char *selection_nearest(const char *word);
/* level: "error", "warning" or "note". Returns false if it is none of them. */
bool selection_set_level(struct selection *s, const char *level);

/* Removes what is not to be shown, and adds to left. diags must be sorted. */
void selection_apply(const struct selection *s, struct diags *diags, struct left_out *left);

#endif
