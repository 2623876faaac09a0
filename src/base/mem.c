/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GNUC__

/*
 * explicit_bzero() may write large blocks with one instruction that runs byte by byte. This writes
 * as much at once as every machine can. The compiler must neither leave it out nor make memset() of
 * it, so it is told that what was written is read.
 */
typedef unsigned char wipe_word __attribute__((vector_size(16), aligned(1), may_alias));

void mem_wipe(void *p, size_t n)
{
	enum { WORDS = 32 };
	wipe_word *at = p;

	for (; n >= WORDS * sizeof(*at); at += WORDS, n -= WORDS * sizeof(*at)) {
#pragma GCC unroll 32
		for (size_t i = 0; i < WORDS; i++)
			at[i] = (wipe_word){ 0 };
		__asm__ volatile("" : : "r"(at) : "memory");
	}
	explicit_bzero(at, n);
}

#else

void mem_wipe(void *p, size_t n)
{
	explicit_bzero(p, n);
}

#endif

static void (*fatal_hook)(void);
static const char *(*no_memory_text)(void);

void mem_set_fatal_hook(void (*hook)(void))
{
	fatal_hook = hook;
}

void mem_set_no_memory_text(const char *(*text)(void))
{
	no_memory_text = text;
}

static void run_fatal_hook(void)
{
	void (*hook)(void) = fatal_hook;

	fatal_hook = NULL;
	if (hook)
		hook();
}

void mem_bug(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	run_fatal_hook();
	fprintf(stderr, "vigie: BUG: %s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void mem_exhausted(void)
{
	run_fatal_hook();
	fprintf(stderr, "vigie: %s\n", no_memory_text ? no_memory_text() : "out of memory");
	exit(3);
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

void *xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

char *xstrdup(const char *s)
{
	return xmemdupz(s, strlen(s));
}

char *xmemdupz(const char *s, size_t len)
{
	char *p = xmalloc(len + 1);

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

void *mem_grow(void *old, size_t need, size_t *cap, size_t size)
{
	size_t want = *cap + *cap / 2 + 8;

	if (need <= *cap)
		return old;
	if (want < need)
		want = need;
	if (want > SIZE_MAX / size)
		mem_exhausted();
	*cap = want;
	return xrealloc(old, want * size);
}

#define BLOCK_SIZE ((size_t)16384)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

static struct arena_block *new_block(size_t size)
{
	struct arena_block *b = xmalloc(sizeof(*b) + size);

	b->next = NULL;
	b->used = 0;
	b->size = size;
	return b;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *b = arena->head;
	void *p;

	if (size > SIZE_MAX - BLOCK_SIZE)
		mem_exhausted();
	size = (size + align - 1) / align * align;
	if (!b || b->size - b->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		b = new_block(room);
		b->next = arena->head;
		arena->head = b;
	}
	p = b->data + b->used;
	b->used += size;
	return memset(p, 0, size);
}

char *arena_strdup(struct arena *arena, const char *s)
{
	return arena_memdupz(arena, s, strlen(s));
}

char *arena_memdupz(struct arena *arena, const char *s, size_t len)
{
	char *p = arena_alloc(arena, len + 1);

	memcpy(p, s, len);
	return p;
}

/* Output buffer of format_simply(); not NUL-terminated. */
struct formatted {
	char text[256];
	size_t len;
};

static bool add_byte(struct formatted *f, char c)
{
	if (f->len == sizeof(f->text))
		return false;
	f->text[f->len++] = c;
	return true;
}

static bool add_string(struct formatted *f, const char *s)
{
	while (*s)
		if (!add_byte(f, *s++))
			return false;
	return true;
}

static bool add_number(struct formatted *f, bool minus, size_t n)
{
	char digits[24], *p = digits + sizeof(digits);

	*--p = '\0';
	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	if (minus)
		*--p = '-';
	return add_string(f, p);
}

/*
 * Formats short text if fmt uses only %s, %d, %zu and %%, as most callers do: going through stdio
 * would cost more per key press than describing and laying out the page. Returns false if stdio is
 * needed.
 */
static bool format_simply(struct formatted *f, const char *fmt, va_list ap)
{
	bool fits = true;

	for (f->len = 0; *fmt && fits; fmt++) {
		const char *s;
		int n;

		if (*fmt != '%') {
			fits = add_byte(f, *fmt);
			continue;
		}
		switch (*++fmt) {
		case 's':
			s = va_arg(ap, const char *);
			fits = s && add_string(f, s);
			break;
		case 'd':
			n = va_arg(ap, int);
			fits = add_number(f, n < 0, n < 0 ? 0 - (unsigned)n : (unsigned)n);
			break;
		case 'z':
			fits = *++fmt == 'u' && add_number(f, false, va_arg(ap, size_t));
			break;
		case '%':
			fits = add_byte(f, '%');
			break;
		default:
			return false;
		}
	}
	return fits;
}

char *arena_vprintf(struct arena *arena, const char *fmt, va_list ap)
{
	struct formatted f;
	va_list again;
	char *p;
	int len;

	va_copy(again, ap);
	if (format_simply(&f, fmt, again)) {
		va_end(again);
		return arena_memdupz(arena, f.text, f.len);
	}
	va_end(again);
	va_copy(again, ap);
	len = vsnprintf(f.text, sizeof(f.text), fmt, ap);
	if (len < 0)
		BUG("bad format: %s", fmt);
	p = arena_alloc(arena, (size_t)len + 1);
	if ((size_t)len < sizeof(f.text))
		memcpy(p, f.text, (size_t)len);
	else
		vsnprintf(p, (size_t)len + 1, fmt, again);
	va_end(again);
	return p;
}

char *arena_printf(struct arena *arena, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(arena, fmt, ap);
	va_end(ap);
	return p;
}

static void free_blocks(struct arena_block *b)
{
	while (b) {
		struct arena_block *next = b->next;

		free(b);
		b = next;
	}
}

void arena_clear(struct arena *arena)
{
	size_t size = 0;

	if (!arena->head)
		return;
	if (arena->head->next) {
		for (struct arena_block *b = arena->head; b; b = b->next)
			size += b->size;
		free_blocks(arena->head);
		arena->head = new_block(size);
	}
	arena->head->used = 0;
}

void arena_release(struct arena *arena)
{
	free_blocks(arena->head);
	arena->head = NULL;
}
