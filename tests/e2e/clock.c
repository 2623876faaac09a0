/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into the program under test (LD_PRELOAD): adds the offsets in the file named by
 * VIGIE_TEST_CLOCK to the real clocks. The file is mapped before main() runs, so the sandbox does
 * not block it.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "e2e/clock.h"

static const struct handed_clock *handed;

__attribute__((constructor)) static void take(void)
{
	const char *path = getenv("VIGIE_TEST_CLOCK");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	void *map =
		fd >= 0 ? mmap(NULL, sizeof(*handed), PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;

	if (fd >= 0)
		close(fd);
	if (map != MAP_FAILED)
		handed = map;
}

int clock_gettime(clockid_t which, struct timespec *t)
{
#ifdef SYS_clock_gettime64
	int result = (int)syscall(SYS_clock_gettime64, which, t);
#else
	int result = (int)syscall(SYS_clock_gettime, which, t);
#endif

	if (handed && handed->forbidden == getpid())
		(void)syscall(SYS_getsid, 0);
	if (!result && handed)
		t->tv_sec += which == CLOCK_MONOTONIC ? handed->monotonic
			: which == CLOCK_REALTIME     ? handed->wall
						      : 0;
	return result;
}

time_t time(time_t *out)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (out)
		*out = t.tv_sec;
	return t.tv_sec;
}
