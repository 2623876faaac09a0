/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie, or vigie learn: runs the course. */
#include "base/i18n.h"
#include "cli/subcommand.h"
#include "session/session_run.h"

static int run(const struct subcommand_context *context)
{
	const struct session_options sitting = options_of_session(context->options);

	return session_run(&sitting);
}

const struct subcommand subcommand_learn = {
	.name = "learn",
	.summary = N_("the course"),
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE,
		OPTION_LEARNER, OPTION_PRIVATE, OPTION_LINEAR, OPTION_SPEECH, OPTION_THEME,
		OPTION_ASCII, OPTION_COLOR, OPTION_END },
	.on_its_own = true,
	.run = run,
};
