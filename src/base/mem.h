/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory by lifetime, and the two ways in which this program may fail by its own fault.
 *
 * Memory that fails to be had ends the program (after the fatal hook has given the terminal
 * back), so no caller checks these results. What lives as long as something else lives in that
 * thing's arena; nothing in an arena is ever freed alone.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof(*(a)))

/* A mistake of ours: says where, lets the fatal hook restore the terminal, aborts. */
#define BUG(...) mem_bug(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void mem_bug(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Runs the fatal hook, prints the sentence, ends the program with status 3. */
_Noreturn void mem_exhausted(void);

/* Called once before BUG() or lack of memory ends the program. NULL for none. */
void mem_set_fatal_hook(void (*hook)(void));
/* Gives the sentence for lack of memory in the person's language; must not allocate. Handed in,
 * since gettext stands on this. */
void mem_set_no_memory_text(const char *(*text)(void));

#define NEVER_NULL __attribute__((returns_nonnull))

NEVER_NULL void *xmalloc(size_t size);
NEVER_NULL void *xcalloc(size_t n, size_t size);
NEVER_NULL void *xrealloc(void *old, size_t size);
NEVER_NULL char *xstrdup(const char *s);
NEVER_NULL char *xmemdupz(const char *s, size_t len);

/* Makes room for need elements in the growing array ptr; cap is its size_t capacity. */
#define ALLOC_GROW(ptr, need, cap) ((ptr) = mem_grow((ptr), (need), &(cap), sizeof(*(ptr))))
NEVER_NULL void *mem_grow(void *old, size_t need, size_t *cap, size_t size);

/* Arena: zeroed memory that is given back all at once. ARENA_INIT or zeroed bytes start one. */
struct arena_block;
struct arena {
	struct arena_block *head;
};
#define ARENA_INIT   \
	{            \
		NULL \
	}

NEVER_NULL void *arena_alloc(struct arena *arena, size_t size);
NEVER_NULL char *arena_strdup(struct arena *arena, const char *s);
NEVER_NULL char *arena_memdupz(struct arena *arena, const char *s, size_t len);
NEVER_NULL char *arena_printf(struct arena *arena, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
NEVER_NULL char *arena_vprintf(struct arena *arena, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
/* Forgets all, keeps as much as was used: no allocation when the same work is done again. */
void arena_clear(struct arena *arena);
void arena_release(struct arena *arena);

#endif
