/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For LD_PRELOAD: the clock on the wall is wrong by as many seconds as the file named by VIGIE_CLOCK holds, as eight bytes. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t none, *shift = &none;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("VIGIE_CLOCK");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	void *shared;

	if (fd < 0)
		return;
	shared = mmap(NULL, sizeof(*shift), PROT_READ, MAP_SHARED, fd, 0);
	if (shared != MAP_FAILED)
		shift = shared;
	close(fd);
}

time_t time(time_t *out)
{
	struct timespec now;
	time_t t;

	clock_gettime(CLOCK_REALTIME, &now);
	t = now.tv_sec + (time_t)*shift;
	if (out)
		*out = t;
	return t;
}
