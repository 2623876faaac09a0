/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of rules.def, by their number. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include <stddef.h>

enum {
#define RULE(name, reason) +1
	RULES_N =
#include "check/rules.def"
#undef RULE
};

struct rule {
	const char *name, *reason; /* reason: N_() */
};
extern const struct rule rules_all[RULES_N];

/* Returns the number of the rule called name[0..len); -1 if there is none. */
int rules_find(const char *name, size_t len);
/* Returns the name nearest to one that is none, however far. */
const char *rules_nearest(const char *name);

#endif
