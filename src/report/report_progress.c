/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"

static bool shown;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Shows nothing for the first half second, then at most five updates per second. */
void report_progress(void *ctx, size_t done, size_t all)
{
	static double next;
	double t = now();

	(void)ctx;
	if (next <= 0)
		next = t + 0.5;
	if (t < next || !all || !isatty(STDERR_FILENO))
		return;
	next = t + 0.2;
	shown = true;
	fputc('\r', stderr);
	fprintf(stderr, _("Reading the answers: %zu %%"), 100 * done / all);
	fflush(stderr);
}

void report_progress_end(void)
{
	if (shown)
		fprintf(stderr, "\r%*s\r", 60, "");
	shown = false;
}
