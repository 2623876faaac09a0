/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "cli/template.h"
#include "cli/usage.h"
#include "os/complain.h"
#include "os/output.h"

static int run(const struct subcommand_context *context)
{
	const struct options *o = context->options;
	const struct subcommand *command = o->n_args ? subcommand_find(o->args[0]) : NULL;
	const char *guess = o->n_args && !command ? subcommand_nearest(o->args[0]) : NULL;

	if (o->as)
		return usage_print_as(o->as);
	if (!o->n_args)
		return usage_print_all();
	if (!strcmp(o->args[0], "card"))
		return output_print(stdout, "%s", template_find("CARD.md")), output_finish(0);
	if (command)
		return usage_print(command);
	if (guess)
		return complain(EXIT_USAGE, _("there is no command “%s”; did you mean “%s”?"),
			o->args[0], guess);
	return complain(EXIT_USAGE, _("there is no command “%s”"), o->args[0]);
}

const struct subcommand subcommand_help = {
	.name = "help",
	.usage = N_("[COMMAND | card]"),
	.summary = N_("show what a command does and its options, or a card for authors"),
	.needs = N_("vigie help takes one command at most"),
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_AS, OPTION_END },
	.run = run,
};
