/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single points of what tests/lessons/check-gift looks at as a whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/diag.h"
#include "base/strbuf.h"
#include "formats/aiken.h"
#include "formats/gift.h"

/* Aiken has no feedback, so one is put there that says of each option what it is. */
static void the_right_option_is_called_right(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	(void)state;
	aiken_read("x.txt", "Which is wet?\nA. Sand\nB) Rain\nANSWER: B\n", &out, &diags);
	assert_int_equal(diags.errors, 0);
	assert_non_null(strstr(out.buf, "feedback.a = \"Not right.\"\n"));
	assert_non_null(strstr(out.buf, "feedback.b = \"Right.\"\n"));
	assert_non_null(strstr(out.buf, "correct = b\n"));
	strbuf_release(&out);
	diags_release(&diags);
}

static size_t errors_of(const char *gift)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	size_t errors;

	gift_read("x.gift", gift, &out, &diags);
	errors = diags.errors;
	strbuf_release(&out);
	diags_release(&diags);
	return errors;
}

static void a_weight_goes_from_minus_100_to_100(void **state)
{
	(void)state;
	assert_int_equal(
		errors_of("::q:: Wet? {~%100%Rain#Yes. ~%-100%Sand#No. ~%-100%Stone#No.}\n"), 0);
	assert_true(
		errors_of("::q:: Wet? {~%100%Rain#Yes. ~%-101%Sand#No. ~%-100%Stone#No.}\n") > 0);
	assert_true(
		errors_of("::q:: Wet? {~%101%Rain#Yes. ~%-100%Sand#No. ~%-100%Stone#No.}\n") > 0);
}

/* Sixteen find room. */
static void answers_beyond_what_there_is_room_for_are_refused(void **state)
{
	(void)state;
	for (int n = 16; n < 20; n++) {
		struct strbuf gift = STRBUF_INIT;

		strbuf_addstr(&gift, "::q:: Say a number. {");
		for (int i = 0; i < n; i++)
			strbuf_addf(&gift, "=%d ", 100 + i);
		strbuf_addstr(&gift, "}\n");
		if (n == 16)
			assert_int_equal(errors_of(gift.buf), 0);
		else
			assert_true(errors_of(gift.buf) > 0);
		strbuf_release(&gift);
	}
	assert_true(errors_of("::q:: Which? {=one#Yes. ~}\n") > 0);
	assert_true(errors_of("::q:: Which? {~%100%one#Yes.}\n") > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_right_option_is_called_right),
		cmocka_unit_test(a_weight_goes_from_minus_100_to_100),
		cmocka_unit_test(answers_beyond_what_there_is_room_for_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
