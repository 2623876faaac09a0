/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check --explain RULE: the reason for a rule. */
#include "cli/check_rules.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "check/rules.h"
#include "os/complain.h"
#include "os/output.h"

int check_show_rule(const char *name)
{
	int rule = rules_find(name, strlen(name));

	if (rule < 0)
		return complain(EXIT_USAGE, _("there is no rule “%s”; did you mean “%s”?"), name,
			rules_nearest(name));
	output_print(stdout, "%s: %s\n", name, _(rules_all[rule].reason));
	return output_finish(0);
}
