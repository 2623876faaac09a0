/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check --explain RULE: the reason for a rule. */
#include "cli/check_rules.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "os/complain.h"
#include "os/output.h"
#include "text/text.h"

static const struct rule {
	const char *name, *reason;
} rules[] = {
#define RULE(name, reason) { name, reason },
#include "check/rules.def"
#undef RULE
};

static const char *nearest(const char *name)
{
	const char *best = rules[0].name;
	int distance = text_distance(name, best, 20);

	for (size_t i = 1; i < ARRAY_SIZE(rules); i++) {
		int d = text_distance(name, rules[i].name, 20);

		if (d < distance) {
			distance = d;
			best = rules[i].name;
		}
	}
	return best;
}

int check_show_rule(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (strcmp(rules[i].name, name))
			continue;
		output_print(stdout, "%s: %s\n", name, _(rules[i].reason));
		return output_finish(0);
	}
	return complain(
		EXIT_USAGE, _("there is no rule “%s”; did you mean “%s”?"), name, nearest(name));
}
