/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static void (*last_words)(void);

void set_last_words(void (*hook)(void))
{
	last_words = hook;
}

static void say_last_words(void)
{
	void (*hook)(void) = last_words;

	last_words = NULL;
	if (hook)
		hook();
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	say_last_words();
	fprintf(stderr, "vigie: BUG: %s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void out_of_memory(void)
{
	say_last_words();
	/* no memory is needed to look it up */
	fprintf(stderr, "vigie: %s\n", _("There is no memory left. What had been saved before is kept."));
	exit(3);
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		out_of_memory();
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

void *grow_array(void *old, size_t need, size_t *cap, size_t size)
{
	size_t want = *cap + *cap / 2 + 8;

	if (need <= *cap)
		return old;
	if (want < need)
		want = need;
	if (want > SIZE_MAX / size)
		out_of_memory();
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
		out_of_memory();
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

char *arena_vprintf(struct arena *arena, const char *fmt, va_list ap)
{
	char small[128], *p;
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(small, sizeof(small), fmt, ap);
	if (len < 0)
		BUG("bad format: %s", fmt);
	p = arena_alloc(arena, (size_t)len + 1);
	if ((size_t)len < sizeof(small))
		memcpy(p, small, (size_t)len);
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
