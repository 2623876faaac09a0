/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/wake.h"

#include <signal.h>
#include <stddef.h>

#include "base/mem.h"

static void wake(int signal)
{
	(void)signal;
}

void signals_interrupt_reads(void)
{
	static const int ends[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
	struct sigaction action = { .sa_handler = wake };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		sigaction(ends[i], &action, NULL);
}
