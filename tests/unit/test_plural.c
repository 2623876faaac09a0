/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/plural.h"
#include "base/strbuf.h"

static bool parses(const char *rule)
{
	struct plural plural;
	char *copy = malloc(strlen(rule) + 1); /* exactly its size, for AddressSanitizer */
	bool ok;

	assert_non_null(copy);
	memcpy(copy, rule, strlen(rule));
	ok = plural_parse(&plural, copy, strlen(rule));
	free(copy);
	return ok;
}

static unsigned form(const char *rule, unsigned long n)
{
	struct plural plural;
	char buf[400];

	snprintf(buf, sizeof(buf), "nplurals=16; plural=%s;", rule);
	assert_true(plural_parse(&plural, buf, strlen(buf)));
	return plural_form(&plural, n);
}

static void plural_expressions_are_those_of_c(void **state)
{
	(void)state;
	assert_int_equal(form("n", 5), 5);
	assert_int_equal(form("7", 5), 7);
	assert_int_equal(form("2 + 3 * 2", 0), 8);
	assert_int_equal(form("(2+3)*2", 0), 10);
	assert_int_equal(form("9 - 3 - 2", 0), 4);
	assert_int_equal(form("13 / 4", 0), 3);
	assert_int_equal(form("n % 10", 123), 3);
	assert_int_equal(form("!n", 0), 1);
	assert_int_equal(form("!!n", 7), 1);
	assert_int_equal(form("n == 1 || n == 2 && n == 3", 1), 1);
	assert_int_equal(form("1 < 2 == 1", 0), 1);
	assert_int_equal(form("n >= 2", 2), 1);
	assert_int_equal(form("n <= 2", 3), 0);
	assert_int_equal(form("n > 2", 3), 1);
	assert_int_equal(form("n != 2", 2), 0);
	assert_int_equal(form("n ? 3 : 4", 0), 4);
	assert_int_equal(form("n==0 ? 1 : n==1 ? 2 : 3", 1), 2);
	assert_int_equal(form("n==0 ? 1 : n==1 ? 2 : 3", 2), 3);
	assert_int_equal(form("n ? 0 ? 5 : 6 : 7", 1), 6);
}

static void a_form_that_does_not_exist_is_the_first(void **state)
{
	(void)state;
	assert_int_equal(form("n", 16), 0);
	assert_int_equal(form("0 - 1", 0), 0);
}

static void division_by_zero_gives_the_first_form(void **state)
{
	(void)state;
	assert_int_equal(form("3 + 5 / n", 0), 0);
	assert_int_equal(form("3 + 5 % n", 0), 0);
	assert_int_equal(form("n && 5 / n", 0), 0);
	assert_int_equal(form("n == 0 || 5 / n", 0), 1);
}

static void malformed_rules_are_refused(void **state)
{
	static const char *const rules[] = { "", "nplurals=2", "nplurals=2;",
		"nplurals=2; plural=", "nplurals=2; plural=;", "nplurals=0; plural=0;",
		"nplurals=17; plural=0;", "nplurals=-1; plural=0;",
		"nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=n!=1; n",
		"nplurals=2; plural=n n", "nplurals=2; plural=(n", "nplurals=2; plural=n)",
		"nplurals=2; plural=n ? 1", "nplurals=2; plural=n ? 1 : ", "nplurals=2; plural=x",
		"nplurals=2; plural=1 +", "nplurals=2; plural=n = 1",
		"nplurals=2; plural=99999999999999999999999", "nplurals=2; plural=!",
		"nplurals=2; plural=n & 1", "nplurals=2; plural=-1" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if (parses(rules[i]))
			fail_msg("accepted: %s", rules[i]);
	assert_true(parses("nplurals=2; plural=n != 1;"));
	assert_true(parses(" nplurals = 2 ; plural = n!=1"));
}

static bool parses_repeated(const char *before, const char *inner, const char *after, int times)
{
	struct strbuf sb = STRBUF_INIT;
	bool ok;

	strbuf_addstr(&sb, "nplurals=2; plural=");
	for (int i = 0; i < times; i++)
		strbuf_addstr(&sb, before);
	strbuf_addstr(&sb, inner);
	for (int i = 0; i < times; i++)
		strbuf_addstr(&sb, after);
	ok = parses(sb.buf);
	strbuf_release(&sb);
	return ok;
}

static void depth_and_size_of_a_rule_are_bounded(void **state)
{
	(void)state;
	assert_true(parses_repeated("(", "n", ")", 10));
	assert_false(parses_repeated("(", "n", ")", 100000));
	assert_false(parses_repeated("!", "n", "", 100000));
	assert_false(parses_repeated("n ? 1 : ", "n", "", 100000));
	assert_false(parses_repeated("n ? ", "n", " : 1", 100000));
	assert_true(parses_repeated("n + ", "n", "", 50));
	assert_false(parses_repeated("n + ", "n", "", 100000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plural_expressions_are_those_of_c),
		cmocka_unit_test(a_form_that_does_not_exist_is_the_first),
		cmocka_unit_test(division_by_zero_gives_the_first_form),
		cmocka_unit_test(malformed_rules_are_refused),
		cmocka_unit_test(depth_and_size_of_a_rule_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
