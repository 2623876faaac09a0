/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory by lifetime, and the program's two fatal errors: bugs and lack of memory.
 *
 * Running out of memory is fatal: the hook restores the terminal and the program exits, so callers
 * never check for NULL. Data that lives as long as some object goes into that object's arena;
 * nothing in an arena is freed individually.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof(*(a)))

/* Reports a bug: prints where, runs the fatal hook, which restores the terminal, and aborts. */
#define BUG(...) mem_bug(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void mem_bug(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Runs the fatal hook, prints the out-of-memory sentence and exits with status 3. */
_Noreturn void mem_exhausted(void);

/* Sets a hook that runs once before BUG() or lack of memory ends the program; NULL removes it. */
void mem_set_fatal_hook(void (*hook)(void));
/*
 * Sets the function that returns the out-of-memory sentence in the user's language; it must not
 * allocate. It is passed in because gettext is built on top of this file.
 */
void mem_set_no_memory_text(const char *(*text)(void));

#define NEVER_NULL __attribute__((returns_nonnull))

NEVER_NULL void *xmalloc(size_t size);
NEVER_NULL void *xcalloc(size_t n, size_t size);
NEVER_NULL void *xrealloc(void *old, size_t size);
NEVER_NULL char *xstrdup(const char *s);
NEVER_NULL char *xmemdupz(const char *s, size_t len);
/* Overwrites a block that held what a person wrote or read; no compiler leaves it out. */
void mem_wipe(void *p, size_t n);

/* Makes room for need elements in the growing array ptr; cap is a size_t lvalue, its capacity. */
#define ALLOC_GROW(ptr, need, cap) ((ptr) = mem_grow((ptr), (need), &(cap), sizeof(*(ptr))))
NEVER_NULL void *mem_grow(void *old, size_t need, size_t *cap, size_t size);

/*
 * Arena: zeroed memory that is released all at once. Initialise it with ARENA_INIT or zero bytes.
 */
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
/*
 * Empties the arena but keeps as much memory as was used, so that repeating the same work allocates
 * nothing.
 */
void arena_clear(struct arena *arena);
void arena_release(struct arena *arena);

#endif
