/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The course. */
#include "cli/cli.h"

#include "session/session_run.h"

int cmd_learn(const struct options *options)
{
	const struct session_options sitting = options_of_session(options);

	return session_run(&sitting);
}
