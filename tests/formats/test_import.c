/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Details of the importers; tests/lessons/check-gift covers whole files. */
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

/* Aiken has no feedback: the importer adds one that says whether the option is right. */
static void the_right_option_is_called_right(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	(void)state;
	aiken_read("x.txt", "Which is wet?\nA. Sand\nB) Rain\nANSWER: B\n", &out, &diags);
	assert_int_equal(diags.errors, 0);
	assert_non_null(strstr(out.buf, "feedback.a = \"??? Say why this is not right.\"\n"));
	assert_non_null(strstr(out.buf, "feedback.b = \"??? Say why this is right.\"\n"));
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

static void a_question_has_two_to_eight_options(void **state)
{
	(void)state;
	for (int n = 1; n < 12; n++) {
		struct strbuf gift = STRBUF_INIT;

		strbuf_addstr(&gift, "::q:: Which? {=right#Yes.");
		for (int i = 1; i < n; i++)
			strbuf_addf(&gift, " ~wrong %d#No.", i);
		strbuf_addstr(&gift, " ~ }\n");
		assert_int_equal(errors_of(gift.buf), n < 2 || n > 8);
		strbuf_release(&gift);
	}
	assert_true(errors_of("::q:: Which? {~%100%one#Yes.}\n") > 0);
}

/* Text that would change its meaning in a lesson file or on a terminal. */
static void texts_that_a_lesson_cannot_hold_are_refused(void **state)
{
	struct strbuf long_one = STRBUF_INIT;

	(void)state;
	assert_int_equal(errors_of("::q:: Wet? {=Rain#Yes. ~Sand#No.}\n"), 0);
	assert_true(errors_of("::q:: Wet? {=Rain#Yes. ~Sand\\\\#No.}\n") > 0);
	assert_true(errors_of("::q:: Wet? {=Rain#Yes. ~Sand \xc2\x9b"
			      "2J#No.}\n") > 0);
	for (size_t length = INI_MAX_LINE / 2; length <= INI_MAX_LINE; length += INI_MAX_LINE / 2) {
		strbuf_clear(&long_one);
		strbuf_addstr(&long_one, "::q:: Wet? {=Rain#Yes. ~");
		for (size_t i = 0; i < length; i++)
			strbuf_addch(&long_one, i % 10 ? 'a' : ' ');
		strbuf_addstr(&long_one, "b#No.}\n");
		assert_int_equal(errors_of(long_one.buf) > 0, length == INI_MAX_LINE);
	}
	strbuf_release(&long_one);
}

static void questions_of_one_title_have_ids_of_their_own(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	(void)state;
	gift_read("x.gift",
		"::Wet:: Wet? {=Rain#Yes. ~Sand#No.}\n\n::wet:: Dry? {=Sand#Yes. ~Rain#No.}\n\n"
		"::WET:: Hot? {=Sand#Yes. ~Rain#No.}\n",
		&out, &diags);
	assert_int_equal(diags.errors, 0);
	assert_non_null(strstr(out.buf, "[question wet]\n"));
	assert_non_null(strstr(out.buf, "[question wet-2]\n"));
	assert_non_null(strstr(out.buf, "[question wet-3]\n"));
	strbuf_release(&out);
	diags_release(&diags);
}

#define ASKED(name) "::" name ":: Wet? {=Rain#Yes. ~Sand#No.}\n\n"
#define WRITTEN(id, lines)                                                                     \
	"\n[question " id "]\ntype = single\n" lines                                           \
	"prompt = \"Wet?\"\noption.a = \"Rain\"\nfeedback.a = \"Yes.\"\noption.b = \"Sand\"\n" \
	"feedback.b = \"No.\"\ncorrect = a\n"
#define SMALLER "; to ask only some of the questions of a pool, write a smaller number\n"

static void becomes(const char *gift, const char *wanted)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	gift_read("x.gift", gift, &out, &diags);
	assert_int_equal(diags.n, 0);
	assert_string_equal(out.buf, wanted);
	strbuf_release(&out);
	diags_release(&diags);
}

static void several_categories_become_pools(void **state)
{
	(void)state;
	becomes("$CATEGORY: $course$/top/Signs\n\n" ASKED("a")
			ASKED("b") "$CATEGORY: $course$/top/At the border\n\n" ASKED(
				"c") "$CATEGORY: $course$/top/Signs\n\n" ASKED("d"),
		WRITTEN("a", "; category: Signs\npool = signs\n") WRITTEN(
			"b", "pool = signs\n") WRITTEN("c",
			"; category: At the border\npool = at-the-border\n") WRITTEN("d",
			"; category: Signs\npool = signs\n") "\n[pool signs]\n" SMALLER
							     "draw = 3\n\n[pool at-the-border]\ndraw = 1\n");
}

static void one_category_is_a_comment(void **state)
{
	(void)state;
	becomes("$CATEGORY: top\n\n$CATEGORY: top/Signs\n\n" ASKED("a") ASKED("b"),
		WRITTEN("a", "; category: Signs\n") WRITTEN("b", ""));
}

/* As an export has the questions of a lesson that are in no pool. */
static void questions_above_all_other_categories_are_in_no_pool(void **state)
{
	(void)state;
	becomes(ASKED("a") "$CATEGORY: top/Signs\n\n" ASKED("b"),
		WRITTEN("a", "")
			WRITTEN("b", "; category: Signs\npool = signs\n") "\n[pool signs]\n" SMALLER
									  "draw = 1\n");
	becomes("$CATEGORY: A//B\n\n" ASKED("a") "$CATEGORY: A//B/easy\n\n" ASKED("b"),
		WRITTEN("a", "; category: A//B\n") WRITTEN(
			"b", "; category: A//B/easy\npool = easy\n") "\n[pool easy]\n" SMALLER
								     "draw = 1\n");
	/* A is not above A/B, which is one name */
	becomes("$CATEGORY: A\n\n" ASKED("a") "$CATEGORY: A//B\n\n" ASKED("b"),
		WRITTEN("a", "; category: A\npool = a\n") WRITTEN("b",
			"; category: A//B\npool = a-b\n") "\n[pool a]\n" SMALLER
							  "draw = 1\n\n[pool a-b]\ndraw = 1\n");
}

static void pools_have_names_of_their_own(void **state)
{
	(void)state;
	becomes("$CATEGORY: A/Easy\n\n" ASKED("a") "$CATEGORY: B/Easy/\n\n" ASKED(
			"b") "$CATEGORY: Знаки\n\n" ASKED("c"),
		WRITTEN("a", "; category: A/Easy\npool = easy\n") WRITTEN(
			"b", "; category: B/Easy/\npool = easy-2\n") WRITTEN("c",
			"; category: Знаки\npool = pool-3\n") "\n[pool easy]\n" SMALLER
							      "draw = 1\n\n[pool easy-2]\ndraw = 1\n\n[pool pool-3]\ndraw = 1\n");
}

/* A run cannot draw more. */
static void a_pool_draws_200_questions_at_most(void **state)
{
	struct strbuf gift = STRBUF_INIT, out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	(void)state;
	strbuf_addstr(&gift, "$CATEGORY: many\n\n");
	for (int i = 0; i < 201; i++)
		strbuf_addstr(&gift, ASKED("q"));
	strbuf_addstr(&gift, "$CATEGORY: few\n\n" ASKED("r") "::s:: nothing\n");
	gift_read("x.gift", gift.buf, &out, &diags);
	assert_non_null(strstr(out.buf, "\n[pool many]\n" SMALLER "draw = 200\n"));
	assert_non_null(strstr(out.buf, "\n[pool few]\ndraw = 1\n"));
	strbuf_release(&gift);
	strbuf_release(&out);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_right_option_is_called_right),
		cmocka_unit_test(a_weight_goes_from_minus_100_to_100),
		cmocka_unit_test(texts_that_a_lesson_cannot_hold_are_refused),
		cmocka_unit_test(questions_of_one_title_have_ids_of_their_own),
		cmocka_unit_test(a_question_has_two_to_eight_options),
		cmocka_unit_test(several_categories_become_pools),
		cmocka_unit_test(one_category_is_a_comment),
		cmocka_unit_test(questions_above_all_other_categories_are_in_no_pool),
		cmocka_unit_test(pools_have_names_of_their_own),
		cmocka_unit_test(a_pool_draws_200_questions_at_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
