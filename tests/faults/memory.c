/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For LD_PRELOAD with glibc: makes the n-th allocation fail, whether the program or a library asks
 * for it.
 *
 *	VIGIE_NO_MEMORY      n, counted from 1; "5+" fails the fifth allocation and all later ones
 *	VIGIE_MEMORY_COUNT   file whose first eight bytes hold the number of allocations so far
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static uint64_t own, *count = &own;
static uint64_t nth;
static bool onwards, ready;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);

/* Counts from here on: before constructors run, the loader uses an allocator of its own. */
__attribute__((constructor)) static void begin(void)
{
	const char *wish = getenv("VIGIE_NO_MEMORY"), *path = getenv("VIGIE_MEMORY_COUNT");
	int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;

	if (wish) {
		nth = strtoull(wish, NULL, 10);
		onwards = strchr(wish, '+') != NULL;
	}
	if (fd >= 0 && !ftruncate(fd, sizeof(*count))) {
		void *shared =
			mmap(NULL, sizeof(*count), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

		if (shared != MAP_FAILED)
			count = shared;
	}
	if (fd >= 0)
		close(fd);
	*count = 0;
	ready = true;
}

static bool there_is_none(void)
{
	if (!ready || (++*count != nth && !(onwards && nth && *count > nth)))
		return false;
	errno = ENOMEM;
	return true;
}

/* Replaces the layer below malloc and calloc, which the program defines itself (guard/forget.c). */
void *__libc_malloc(size_t size)
{
	static void *(*real)(size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "__libc_malloc");
	return there_is_none() ? NULL : real(size);
}

void *__libc_calloc(size_t n, size_t size)
{
	static void *(*real)(size_t, size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "__libc_calloc");
	return there_is_none() ? NULL : real(n, size);
}
