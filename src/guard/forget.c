/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/forget.h"

#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guard/sanitized.h"

#if defined(__GLIBC__) && !SANITIZED
#define OWN_FREE 1
#else
#define OWN_FREE 0
#endif

bool forget_wipes_on_free(void)
{
	return OWN_FREE;
}

#if OWN_FREE

/* These names belong to the C library. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void __libc_free(void *p);
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#if defined(__GNUC__) && !defined(__clang__)
/* The analyser mistakes an allocator for a leak. */
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

void *malloc(size_t size)
{
	void *p = __libc_malloc(size);

	if (!p)
		mem_exhausted();
	return p;
}

void *calloc(size_t n, size_t size)
{
	void *p = __libc_calloc(n, size);

	if (!p)
		mem_exhausted();
	return p;
}

void free(void *p)
{
	if (!p)
		return;
	mem_wipe(p, malloc_usable_size(p));
	__libc_free(p);
}

/* Wipes the old block when it moves, and the tail that is cut off when it shrinks in place. */
void *realloc(void *old, size_t size)
{
	size_t had = old ? malloc_usable_size(old) : 0;
	void *p;

	if (old && size && size <= had && size >= had / 2) {
		mem_wipe((char *)old + size, had - size);
		return old;
	}
	p = malloc(size ? size : 1);
	if (!p)
		return NULL;
	if (old)
		memcpy(p, old, had < size ? had : size);
	free(old);
	return p;
}

#endif

enum { STACK_BYTES = 192 * 1024 };

__attribute__((noinline)) void forget_stack(void)
{
	char junk[STACK_BYTES];

	mem_wipe(junk, sizeof(junk));
}
