/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"

static void an_empty_buffer_is_an_empty_string(void **state)
{
	struct strbuf a = STRBUF_INIT, b;

	(void)state;
	strbuf_init(&b);
	assert_string_equal(a.buf, "");
	assert_string_equal(b.buf, "");
	strbuf_clear(&a);
	strbuf_add(&a, "", 0);
	strbuf_addstr(&a, "");
	assert_string_equal(a.buf, "");
	assert_int_equal(a.cap, 0);
	strbuf_release(&a);
	strbuf_release(&b);
	strbuf_release(&b);
}

static void what_is_added_is_there_and_ends_in_nul(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_addstr(&sb, "one ");
	strbuf_addch(&sb, '2');
	strbuf_add(&sb, " three and more", 6);
	strbuf_addf(&sb, " %d%s", 4, "!");
	assert_string_equal(sb.buf, "one 2 three 4!");
	assert_int_equal(sb.len, 14);
	strbuf_release(&sb);
	assert_string_equal(sb.buf, "");
}

static void nul_bytes_are_counted(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_add(&sb, "a\0b", 3);
	strbuf_addch(&sb, '\0');
	assert_int_equal(sb.len, 4);
	assert_memory_equal(sb.buf, "a\0b\0", 5);
	strbuf_release(&sb);
}

static void it_grows_byte_by_byte(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		strbuf_addch(&sb, (char)('a' + i % 26));
		assert_int_equal(sb.buf[sb.len], 0);
		assert_true(sb.cap > sb.len);
	}
	assert_int_equal(strlen(sb.buf), 5000);
	assert_int_equal(sb.buf[27], 'b');
	strbuf_release(&sb);
}

static void formatted_text_may_be_long(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_addf(&sb, "%s", "");
	assert_string_equal(sb.buf, "");
	strbuf_addf(&sb, "%3000d|", 7);
	assert_int_equal(sb.len, 3001);
	assert_string_equal(sb.buf + 2999, "7|");
	strbuf_release(&sb);
}

static void clearing_keeps_the_memory(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	char *before;

	(void)state;
	strbuf_addstr(&sb, "something");
	before = sb.buf;
	strbuf_clear(&sb);
	assert_string_equal(sb.buf, "");
	strbuf_addstr(&sb, "else");
	assert_ptr_equal(sb.buf, before);
	assert_string_equal(sb.buf, "else");
	strbuf_release(&sb);
}

static void it_can_be_cut(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_setlen(&sb, 0);
	strbuf_addstr(&sb, "abcdef");
	strbuf_setlen(&sb, 6);
	assert_string_equal(sb.buf, "abcdef");
	strbuf_setlen(&sb, 2);
	assert_string_equal(sb.buf, "ab");
	strbuf_release(&sb);
}

static void assert_spliced(
	const char *from, size_t pos, size_t remove, const char *s, const char *to)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addstr(&sb, from);
	strbuf_splice(&sb, pos, remove, s, strlen(s));
	assert_string_equal(sb.buf, to);
	assert_int_equal(sb.len, strlen(to));
	strbuf_release(&sb);
}

static void the_middle_can_be_replaced(void **state)
{
	(void)state;
	assert_spliced("abc", 1, 1, "XYZ", "aXYZc");
	assert_spliced("abc", 0, 0, "X", "Xabc");
	assert_spliced("abc", 3, 0, "X", "abcX");
	assert_spliced("abc", 0, 3, "", "");
	assert_spliced("abcdef", 1, 4, "-", "a-f");
	assert_spliced("", 0, 0, "X", "X");
	assert_spliced("", 0, 0, "", "");
}

static void detached_text_is_the_callers(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	char *s;

	(void)state;
	s = strbuf_detach(&sb);
	assert_string_equal(s, "");
	free(s);
	strbuf_addstr(&sb, "mine");
	s = strbuf_detach(&sb);
	assert_string_equal(sb.buf, "");
	strbuf_addstr(&sb, "other");
	assert_string_equal(s, "mine");
	free(s);
	strbuf_release(&sb);
}

/* Runs f, which must abort, in a child process. Returns true if it did. */
static bool aborts(void (*f)(struct strbuf *sb))
{
	struct strbuf sb = STRBUF_INIT;
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (!pid) {
		/* cmocka's own handler would report the abort as a failed test */
		signal(SIGABRT, SIG_DFL);
		fclose(stderr);
		strbuf_addstr(&sb, "abc");
		f(&sb);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void lengthen(struct strbuf *sb)
{
	strbuf_setlen(sb, 4);
}

static void splice_after_the_end(struct strbuf *sb)
{
	strbuf_splice(sb, 4, 0, "x", 1);
}

static void splice_too_much(struct strbuf *sb)
{
	strbuf_splice(sb, 1, 3, "x", 1);
}

static void splice_huge(struct strbuf *sb)
{
	strbuf_splice(sb, 1, SIZE_MAX, "x", 1);
}

static void reaching_outside_the_text_is_a_bug(void **state)
{
	(void)state;
	assert_true(aborts(lengthen));
	assert_true(aborts(splice_after_the_end));
	assert_true(aborts(splice_too_much));
	assert_true(aborts(splice_huge));
	assert_false(aborts(strbuf_clear));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_is_an_empty_string),
		cmocka_unit_test(what_is_added_is_there_and_ends_in_nul),
		cmocka_unit_test(nul_bytes_are_counted),
		cmocka_unit_test(it_grows_byte_by_byte),
		cmocka_unit_test(formatted_text_may_be_long),
		cmocka_unit_test(clearing_keeps_the_memory),
		cmocka_unit_test(it_can_be_cut),
		cmocka_unit_test(the_middle_can_be_replaced),
		cmocka_unit_test(detached_text_is_the_callers),
		cmocka_unit_test(reaching_outside_the_text_is_a_bug),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
