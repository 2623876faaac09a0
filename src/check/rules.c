/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/rules.h"

#include <string.h>

#include "text/text.h"

enum { FAR = 20 };

const struct rule rules_all[RULES_N] = {
#define RULE(name, reason) { name, reason },
#include "check/rules.def"
#undef RULE
};

int rules_find(const char *name, size_t len)
{
	for (int i = 0; i < RULES_N; i++)
		if (strlen(rules_all[i].name) == len && !memcmp(rules_all[i].name, name, len))
			return i;
	return -1;
}

const char *rules_nearest(const char *name)
{
	const char *best = rules_all[0].name;
	int distance = text_distance(name, best, FAR);

	for (int i = 1; i < RULES_N; i++) {
		int d = text_distance(name, rules_all[i].name, FAR);

		if (d < distance) {
			distance = d;
			best = rules_all[i].name;
		}
	}
	return best;
}
