/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timed ROUNDS COMMAND ARGUMENT …
 *
 * Prints the median time and the mean processor time in milliseconds (the latter is the same on a
 * busy machine), and the peak memory in KiB. Discards the output of the command.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 100 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[1]) : 0;
	double ms[ROUNDS_MAX], cpu;
	struct rusage usage;

	if (rounds < 1 || rounds > ROUNDS_MAX)
		return 2;
	for (int i = 0; i < rounds; i++) {
		double start = now();
		pid_t child = fork();
		int status;

		if (!child) {
			if (dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) < 0)
				_exit(126);
			execvp(argv[2], argv + 2);
			_exit(127);
		}
		if (child < 0 || waitpid(child, &status, 0) != child || status)
			return 1;
		ms[i] = now() - start;
	}
	qsort(ms, (size_t)rounds, sizeof(*ms), compare);
	getrusage(RUSAGE_CHILDREN, &usage);
	cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
		(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
	printf("%.0f %.0f %ld\n", ms[rounds / 2], cpu / rounds, usage.ru_maxrss);
	return 0;
}
