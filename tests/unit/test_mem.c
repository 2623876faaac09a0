/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <signal.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

static void nothing_is_something_to_free(void **state)
{
	void *a = xmalloc(0), *b = xcalloc(0, 0), *c = xrealloc(NULL, 0);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_non_null(c);
	free(a);
	free(b);
	free(c);
}

static void copies_end_in_nul(void **state)
{
	char *a = xstrdup("text"), *b = xmemdupz("text", 2), *c = xmemdupz("", 0);

	(void)state;
	assert_string_equal(a, "text");
	assert_string_equal(b, "te");
	assert_string_equal(c, "");
	free(a);
	free(b);
	free(c);
}

static void cleared_memory_is_zero(void **state)
{
	unsigned char *p = xcalloc(100, 3);

	(void)state;
	for (int i = 0; i < 300; i++)
		assert_int_equal(p[i], 0);
	free(p);
}

static void an_array_grows_and_keeps_its_elements(void **state)
{
	int *v = NULL;
	size_t cap = 0, grown = 0;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		size_t before = cap;

		ALLOC_GROW(v, i + 1, cap);
		assert_true(cap > i);
		grown += cap != before;
		v[i] = (int)i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v[i], i);
	assert_true(grown < 20);
	ALLOC_GROW(v, 5000, cap);
	assert_true(cap >= 5000);
	assert_int_equal(v[999], 999);
	free(v);
}

static void an_arena_gives_aligned_zeroed_memory(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t size = 0; size < 200; size++) {
		unsigned char *p = arena_alloc(&arena, size);

		assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, size);
	}
	arena_release(&arena);
}

static void an_arena_keeps_what_it_gave(void **state)
{
	struct arena arena = ARENA_INIT;
	char *texts[3000];

	(void)state;
	for (int i = 0; i < 3000; i++)
		texts[i] = arena_printf(&arena, "text %d", i);
	for (int i = 0; i < 3000; i++) {
		char want[20];

		snprintf(want, sizeof(want), "text %d", i);
		assert_string_equal(texts[i], want);
	}
	arena_release(&arena);
	assert_null(arena.head);
	arena_release(&arena);
}

static void an_arena_gives_more_than_a_block(void **state)
{
	struct arena arena = ARENA_INIT;
	char *small = arena_strdup(&arena, "small"), *big = arena_alloc(&arena, 100000), *after;

	(void)state;
	memset(big, 'x', 100000);
	after = arena_strdup(&arena, "after");
	assert_string_equal(small, "small");
	assert_string_equal(after, "after");
	assert_int_equal(big[99999], 'x');
	arena_release(&arena);
}

static void arena_copies_end_in_nul(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_string_equal(arena_memdupz(&arena, "text", 2), "te");
	assert_string_equal(arena_strdup(&arena, ""), "");
	assert_string_equal(arena_printf(&arena, "%s-%0500d", "n", 1) + 501, "1");
	arena_release(&arena);
}

static void assert_formats_as_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void assert_formats_as_printf(const char *fmt, ...)
{
	struct arena arena = ARENA_INIT;
	char want[2000];
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	vsnprintf(want, sizeof(want), fmt, ap);
	assert_string_equal(arena_vprintf(&arena, fmt, again), want);
	va_end(again);
	va_end(ap);
	arena_release(&arena);
}

/* arena_printf handles simple formats without vsnprintf: the result must not differ. */
static void arena_formats_as_printf_does(void **state)
{
	const char *places = "%2$s %1$d"; /* as in a translation */
	char text[1000];

	(void)state;
	assert_formats_as_printf("%s", "");
	assert_formats_as_printf("plain");
	assert_formats_as_printf("%s/%s.ini", "dir", "fr");
	assert_formats_as_printf("%d, %d, %d, %d", 0, -1, INT_MAX, INT_MIN);
	assert_formats_as_printf("%zu of %zu", (size_t)0, SIZE_MAX);
	assert_formats_as_printf("%d%% %s", 100, "done");
	assert_formats_as_printf("%s: %02d, %-5s|%c|%*d", "other kinds", 7, "x", 'y', 4, 3);
	assert_formats_as_printf("%s %ld %s %zu", "a", -5L, "b", (size_t)6);
	assert_formats_as_printf(places, 3, "places");
	memset(text, 'x', sizeof(text));
	/* lengths around the size of the buffer for short results */
	for (size_t len = 250; len < 260; len++) {
		text[len] = '\0';
		assert_formats_as_printf("%s", text);
		assert_formats_as_printf("%s%d", text, 12345);
		assert_formats_as_printf("%s%zu%s", text, len, text);
		assert_formats_as_printf("%s%%%5d", text, 1);
		text[len] = 'x';
	}
}

static void a_cleared_arena_gives_its_block_again_zeroed(void **state)
{
	struct arena arena = ARENA_INIT;
	unsigned char *first, *again;

	(void)state;
	arena_clear(&arena);
	first = arena_alloc(&arena, 64);
	memset(first, 0xAA, 64);
	arena_clear(&arena);
	again = arena_alloc(&arena, 64);
	assert_ptr_equal(first, again);
	for (int i = 0; i < 64; i++)
		assert_int_equal(again[i], 0);
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 1000);
	arena_clear(&arena);
	assert_non_null(arena.head);
	arena_release(&arena);
}

/* A screen allocates the same amount for each key, possibly more than one block. */
static void the_same_work_in_a_cleared_arena_takes_no_more_blocks(void **state)
{
	struct arena arena = ARENA_INIT;
	struct arena_block *kept = NULL;

	(void)state;
	for (int round = 0; round < 4; round++) {
		for (int i = 0; i < 100; i++)
			arena_alloc(&arena, 1000);
		if (round == 1)
			kept = arena.head;
		if (round > 1)
			assert_ptr_equal(arena.head, kept);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* ---- fatal errors */

static void say_restored(void)
{
	fputs("restored ", stderr);
}

static void bug_in_last_words(void)
{
	fputs("once ", stderr);
	BUG("inside");
}

static void have_bug(void)
{
	BUG("n is %d", 3);
}

static void have_bug_with_last_words(void)
{
	mem_set_fatal_hook(say_restored);
	BUG("late");
}

static void have_bug_in_bug(void)
{
	mem_set_fatal_hook(bug_in_last_words);
	BUG("outside");
}

static void take_back_last_words(void)
{
	mem_set_fatal_hook(say_restored);
	mem_set_fatal_hook(NULL);
	BUG("quiet");
}

static const char *no_memory_text(void)
{
	return "nothing is left";
}

static void want_too_much(void)
{
	struct arena arena = ARENA_INIT;

	mem_set_no_memory_text(no_memory_text);
	mem_set_fatal_hook(say_restored);
	arena_alloc(&arena, SIZE_MAX - 100);
}

static void want_too_many(void)
{
	size_t cap = 0;
	int *v = NULL;

	mem_set_no_memory_text(no_memory_text);
	mem_set_fatal_hook(say_restored);
	ALLOC_GROW(v, SIZE_MAX / 2, cap);
	free(v);
}

/* Runs f in a child process. Returns its status, and its standard error in text. */
static int run(void (*f)(void), char *text, size_t size)
{
	int fd[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	fflush(NULL);
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (!pid) {
		/* cmocka's own handler would report the abort as a failed test */
		signal(SIGABRT, SIG_DFL);
		dup2(fd[1], STDERR_FILENO);
		close(fd[0]);
		close(fd[1]);
		f();
		_exit(0);
	}
	close(fd[1]);
	while (len < size - 1 && (n = read(fd[0], text + len, size - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	close(fd[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void assert_aborts(void (*f)(void), const char *start, const char *end)
{
	char text[500];
	int status = run(f, text, sizeof(text));

	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	assert_memory_equal(text, start, strlen(start));
	assert_non_null(strstr(text, end));
}

static void a_bug_names_the_place_and_aborts(void **state)
{
	(void)state;
	assert_aborts(have_bug, "vigie: BUG: tests/unit/test_mem.c:", ": n is 3\n");
}

static void last_words_are_said_once_before_the_message(void **state)
{
	(void)state;
	assert_aborts(have_bug_with_last_words, "restored vigie: BUG: ", "late\n");
	assert_aborts(have_bug_in_bug, "once vigie: BUG: ", "inside\n");
	assert_aborts(take_back_last_words, "vigie: BUG: ", "quiet\n");
}

static void assert_out_of_memory(void (*f)(void))
{
	char text[500];
	int status = run(f, text, sizeof(text));

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_string_equal(text, "restored vigie: nothing is left\n");
}

static void sizes_that_cannot_be_had_end_the_program(void **state)
{
	(void)state;
	assert_out_of_memory(want_too_much);
	assert_out_of_memory(want_too_many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_something_to_free),
		cmocka_unit_test(copies_end_in_nul),
		cmocka_unit_test(cleared_memory_is_zero),
		cmocka_unit_test(an_array_grows_and_keeps_its_elements),
		cmocka_unit_test(an_arena_gives_aligned_zeroed_memory),
		cmocka_unit_test(an_arena_keeps_what_it_gave),
		cmocka_unit_test(an_arena_gives_more_than_a_block),
		cmocka_unit_test(arena_copies_end_in_nul),
		cmocka_unit_test(arena_formats_as_printf_does),
		cmocka_unit_test(a_cleared_arena_gives_its_block_again_zeroed),
		cmocka_unit_test(the_same_work_in_a_cleared_arena_takes_no_more_blocks),
		cmocka_unit_test(a_bug_names_the_place_and_aborts),
		cmocka_unit_test(last_words_are_said_once_before_the_message),
		cmocka_unit_test(sizes_that_cannot_be_had_end_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
