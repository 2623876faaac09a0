/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers drawn large, and codes for telephones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/qr.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "view/digits.h"

static size_t count(const char *s, char c)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

static void assert_fits(const char *rows, int width)
{
	for (const char *s = rows; *s; s += strcspn(s, "\n") + 1)
		assert_true(text_width(s, strcspn(s, "\n")) <= width);
}

static void a_number_is_five_rows_high(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_true(digits_draw("112", 68, &out));
	assert_int_equal(count(out.buf, '\n'), 5);
	assert_true(!strncmp(out.buf, "  █     █   █████\n███   ███      ██\n", 40));
	strbuf_release(&out);
}

static void a_long_number_goes_on_below_at_a_space(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_true(digits_draw("0 825 009 907", 40, &out));
	assert_int_equal(count(out.buf, '\n'), 11);
	assert_fits(out.buf, 40);
	strbuf_clear(&out);
	assert_true(digits_draw("11111111111111111111", 30, &out));
	assert_fits(out.buf, 30);
	strbuf_release(&out);
}

static void what_is_no_number_is_not_drawn(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_false(digits_draw("https://example.org", 68, &out));
	assert_false(digits_draw("", 68, &out));
	assert_false(digits_draw("112", 2, &out));
	assert_int_equal(out.len, 0);
	strbuf_release(&out);
}

static void a_code_is_a_square_with_a_rim(void **state)
{
	struct strbuf light = STRBUF_INIT, dark = STRBUF_INIT;

	(void)state;
	if (!qr_available()) {
		assert_false(qr_draw("tel:116006", false, &light));
		return;
	}
	assert_true(qr_draw("tel:116006", false, &light));
	assert_true(qr_draw("tel:116006", true, &dark));
	/* 21 places and a rim of two on each side, two rows a line */
	assert_int_equal(count(light.buf, '\n'), 13);
	assert_int_equal(text_width(light.buf, strcspn(light.buf, "\n")), 25);
	assert_true(!strncmp(light.buf, "█████", 15));
	assert_true(!strncmp(dark.buf, "     ", 5));
	strbuf_release(&light);
	strbuf_release(&dark);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_five_rows_high),
		cmocka_unit_test(a_long_number_goes_on_below_at_a_space),
		cmocka_unit_test(what_is_no_number_is_not_drawn),
		cmocka_unit_test(a_code_is_a_square_with_a_rim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
