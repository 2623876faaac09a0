/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into a program: counts its calls of the allocator in the first eight bytes of the file
 * $BENCH_COUNT. A program with a malloc of its own (guard/forget.c) calls the C library's allocator
 * by its internal names.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

static uint64_t before_main, *count = &before_main;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("BENCH_COUNT");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *shared = fd < 0
		? MAP_FAILED
		: mmap(NULL, sizeof(*count), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (shared != MAP_FAILED)
		count = shared;
	if (fd >= 0)
		close(fd);
}

/* Returns a function of the C library itself. */
static void (*inner(const char *name))(void)
{
	union {
		void *object;
		void (*function)(void);
	} symbol = { dlsym(RTLD_NEXT, name) };

	return symbol.function;
}

void *__libc_malloc(size_t size)
{
	static void *(*real)(size_t size);

	if (!real)
		real = (void *(*)(size_t))inner("__libc_malloc");
	++*count;
	return real(size);
}

void *__libc_calloc(size_t n, size_t size)
{
	static void *(*real)(size_t n, size_t size);

	if (!real)
		real = (void *(*)(size_t, size_t))inner("__libc_calloc");
	++*count;
	return real(n, size);
}

void *__libc_realloc(void *old, size_t size)
{
	static void *(*real)(void *old, size_t size);

	if (!real)
		real = (void *(*)(void *, size_t))inner("__libc_realloc");
	++*count;
	return real(old, size);
}

void *malloc(size_t size)
{
	return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	return __libc_realloc(old, size);
}
