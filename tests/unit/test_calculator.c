/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calculator that the quick exit can show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "view/calculator.h"
#include "view/event.h"

static void type(struct calculator *c, const char *keys)
{
	for (; *keys; keys++)
		calculator_key(c, *keys == '\b' ? K_BACKSPACE : (unsigned char)*keys);
}

static const char *shown(const char *keys)
{
	static struct calculator c;

	calculator_init(&c);
	type(&c, keys);
	return c.failed ? "error" : c.text;
}

static void assert_line(const struct calculator *c, int line, const char *text)
{
	struct strbuf out = STRBUF_INIT;

	calculator_line(c, line, &out);
	assert_string_equal(out.buf, text);
	strbuf_release(&out);
}

static void it_calculates_as_people_write(void **state)
{
	static const struct {
		const char *keys, *result;
	} sums[] = {
		{ "2+3=", "5" },
		{ "2+3*4=", "14" },
		{ "(2+3)*4=", "20" },
		{ "10-4-3=", "3" },
		{ "100/8/2=", "6.25" },
		{ "0.1+0.2=", "0.3" },
		{ "1,5*2=", "3" },
		{ ".5+5.=", "5.5" },
		{ "-3+1=", "-2" },
		{ "2*-3=", "-6" },
		{ "2--+3=", "5" },
		{ "2---3=", "-1" },
		{ "-(2+3)=", "-5" },
		{ "((1+1)*(2+2=", "8" },
		{ "25%=", "0.25" },
		{ "200*10%=", "20" },
		{ "(50)%%=", "0.005" },
		{ "1/3=", "0.333333333" },
		{ "2/3=", "0.666666667" },
		{ "-1/3=", "-0.333333333" },
		{ "100000/7=", "14285.71429" },
		{ "1/8000000000=", "0" },
		{ "-1/8000000000=", "0" },
		{ "999999999999=", "999999999999" },
		{ "0=", "0" },
		{ "7\r", "7" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sums); i++)
		if (strcmp(shown(sums[i].keys), sums[i].result))
			fail_msg("%s shows %s, not %s", sums[i].keys, shown(sums[i].keys),
				sums[i].result);
}

static void what_has_no_result_is_an_error(void **state)
{
	static const char *const sums[] = { "1/0=", "5/(2-2)=", "1+=", "*3=", "()=", "1.2.3=", ".=",
		"2(3)=", "(2(3)=", "1/(1/0)=", "0/0=", "3)=", "999999999999+1=", "-999999999999-1=",
		"+=" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sums); i++)
		if (strcmp(shown(sums[i]), "error"))
			fail_msg("%s shows %s", sums[i], shown(sums[i]));
}

static void a_result_goes_on_with_an_operator_and_ends_with_a_digit(void **state)
{
	(void)state;
	assert_string_equal(shown("2+3=*2"), "5*2");
	assert_string_equal(shown("2+3=*2="), "10");
	assert_string_equal(shown("2+3=%"), "5%");
	assert_string_equal(shown("2+3=7"), "7");
	assert_string_equal(shown("2+3=(7"), "(7");
	assert_string_equal(shown("2-3=+1="), "0");
	assert_string_equal(shown("1/0=+1"), "+1");
	assert_string_equal(shown("1/0=\b"), "");
	assert_string_equal(shown("2+3=="), "5");
	assert_string_equal(shown("="), "");
}

static void what_was_typed_can_be_taken_back(void **state)
{
	struct calculator c;

	(void)state;
	assert_string_equal(shown("12\b"), "1");
	assert_string_equal(shown("1\b\b"), "");
	assert_string_equal(shown("12*12=\b"), "");
	assert_string_equal(shown("12+3c"), "");
	assert_string_equal(shown("12+3C4"), "4");
	calculator_init(&c);
	type(&c, "12+3=c");
	assert_string_equal(c.asked, "");
	type(&c, "1+1");
	calculator_key(&c, K_DELETE);
	assert_string_equal(c.text, "");
}

static void other_keys_change_nothing_and_long_input_stops(void **state)
{
	struct calculator c;

	(void)state;
	calculator_init(&c);
	type(&c, "x1 a;");
	calculator_key(&c, K_UP);
	calculator_key(&c, 0x20ac);
	assert_string_equal(c.text, "1");
	for (int i = 0; i < 100; i++)
		type(&c, "(");
	assert_int_equal(c.len, CALCULATOR_TEXT);
	type(&c, "=");
	assert_line(&c, 2, "|            error |");
	type(&c, "1111111111111111=");
	assert_true(c.failed);
	calculator_key(&c, 0x0421);
	assert_false(c.failed);
	assert_line(&c, 1, "|                  |");
}

/* Any layout: a Russian с is on the key of c, an Arabic ٣ is a 3, and × and ÷ are what they mean.
 */
static void keys_of_other_layouts_are_understood(void **state)
{
	struct calculator c;

	(void)state;
	calculator_init(&c);
	calculator_key(&c, 0x0663);
	calculator_key(&c, 0x00d7);
	calculator_key(&c, 0x0968);
	calculator_key(&c, 0x00f7);
	calculator_key(&c, '4');
	calculator_key(&c, 0x2212);
	calculator_key(&c, '1');
	assert_string_equal(c.text, "3*2/4-1");
	calculator_key(&c, 0x0441);
	assert_string_equal(c.text, "");
}

static void it_looks_like_a_calculator_in_20_columns(void **state)
{
	static const char *const lines[CALCULATOR_ROWS] = {
		"+------------------+",
		"|           12*34= |",
		"|              408 |",
		"+------------------+",
		"  7   8   9   /   (",
		"  4   5   6   *   )",
		"  1   2   3   -   %",
		"  0   .   =   +   c",
	};
	struct calculator c;

	(void)state;
	calculator_init(&c);
	assert_line(&c, 1, "|                  |");
	assert_line(&c, 2, "|                0 |");
	type(&c, "12*34=");
	for (int i = 0; i < CALCULATOR_ROWS; i++)
		assert_line(&c, i, lines[i]);
	type(&c, "c1234567890123456=");
	assert_line(&c, 1, "|1234567890123456= |");
	type(&c, "1234567890123456");
	assert_line(&c, 2, "| 1234567890123456 |");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_calculates_as_people_write),
		cmocka_unit_test(what_has_no_result_is_an_error),
		cmocka_unit_test(a_result_goes_on_with_an_operator_and_ends_with_a_digit),
		cmocka_unit_test(what_was_typed_can_be_taken_back),
		cmocka_unit_test(other_keys_change_nothing_and_long_input_stops),
		cmocka_unit_test(keys_of_other_layouts_are_understood),
		cmocka_unit_test(it_looks_like_a_calculator_in_20_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
