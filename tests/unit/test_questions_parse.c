/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Authoring mistakes in questions, by type. */
#include "questions/type.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/question_fixture.h"

/* Line number of the first line of a question, after heading and prompt. */
enum { FIRST_LINE = 15 };

/* Asserts that the only diagnostic is of this rule, at this line of the question (0: heading). */
static void refused(const char *lines, const char *rule, int line)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_asking(lines, NULL, &diags);

	assert_null(l);
	if (diags.n != 1 || strcmp(diags.v[0].rule, rule))
		print_error("not refused for only %s:\n%s", rule, lines);
	assert_diags(&diags, 1);
	assert_string_equal(diags.v[0].rule, rule);
	assert_int_equal(diags.v[0].line, line ? FIRST_LINE + line - 1 : FIRST_LINE - 2);
	diags_release(&diags);
}

/* Asserts that the lesson loads with one warning of this rule at this line. */
static void warned(const char *lines, const char *over, const char *rule, int line)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_asking(lines, over, &diags);

	assert_non_null(l);
	assert_diags(&diags, 1);
	assert_string_equal(diags.v[0].rule, rule);
	if (!over)
		assert_int_equal(diags.v[0].line, FIRST_LINE + line - 1);
	else
		assert_string_equal(diags.v[0].file, "fr.ini");
	lesson_free(l);
	diags_release(&diags);
}

/* Asserts that this rule is among the diagnostics and that the lesson does not load. */
static void refused_also(const char *lines, const char *rule)
{
	struct diags diags = DIAGS_INIT;

	assert_null(lesson_asking(lines, NULL, &diags));
	if (!has_rule(&diags, rule))
		print_error("not refused for %s:\n%s", rule, lines);
	assert_true(has_rule(&diags, rule));
	diags_release(&diags);
}

static void accepted(const char *lines)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_asking(lines, NULL, &diags);

	assert_no_diags(&diags);
	assert_non_null(l);
	lesson_free(l);
}

static void the_samples_are_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++)
		accepted(samples[i]);
}

static void a_type_that_does_not_exist_is_named(void **state)
{
	(void)state;
	refused("type = mach\n", "unknown-type", 1);
	refused("points = 1\n", "missing-key", 0);
}

static void choices_need_options_feedback_and_an_answer(void **state)
{
	(void)state;
	refused("type = single\noption.a = \"A\"\nfeedback.a = \"F\"\ncorrect = a\n",
		"too-few-options", 0);
	refused("type = single\noption.a = \"A\"\nfeedback.a = \"F\"\noption.b = \"B\"\n"
		"feedback.b = \"F\"\ncorrect = a, b\n",
		"several-correct", 6);
	refused("type = multiple\noption.a = \"A\"\nfeedback.a = \"F\"\noption.b = \"B\"\n"
		"feedback.b = \"F\"\ncorrect = c\n",
		"unknown-option", 6);
	refused("type = multiple\noption.a = \"A\"\nfeedback.a = \"F\"\noption.b = \"B\"\n"
		"correct = a\n",
		"missing-feedback", 4);
	refused("type = single\noption.a = \"A\"\nfeedback.a = \"F\"\noption.b = \"B\"\n"
		"feedback.b = \"F\"\n",
		"missing-key", 0);
	refused_also("type = single\noption.a = \"A\"\nfeedback.a = \"F\"\noption.i = \"B\"\n"
		     "correct = a\n",
		"bad-option");
}

static void truefalse_needs_an_answer_and_both_reasons(void **state)
{
	(void)state;
	refused("type = truefalse\ncorrect = yes\nfeedback.true = \"F\"\nfeedback.false = \"F\"\n",
		"bad-value", 2);
	refused("type = truefalse\ncorrect = true\nfeedback.true = \"F\"\n", "missing-feedback", 0);
	refused("type = truefalse\nfeedback.true = \"F\"\nfeedback.false = \"F\"\n", "missing-key",
		0);
}

static void a_typed_answer_needs_what_is_accepted(void **state)
{
	(void)state;
	refused("type = text\nfeedback.other = \"F\"\n", "missing-key", 0);
	refused("type = text\naccept1 = \"A\"\n", "missing-feedback", 0);
	refused("type = text\naccept1 = \"A\"\naccents = maybe\nfeedback.other = \"F\"\n",
		"bad-value", 3);
	refused_also("type = text\naccept1 = \"A\"\nnearly1 = \"B\"\nfeedback.other = \"F\"\n",
		"missing-key");
}

static void articles_are_optional_or_required(void **state)
{
	(void)state;
	accepted("type = text\naccept1 = \"A\"\narticles = optional\nfeedback.other = \"F\"\n");
	accepted("type = text\naccept1 = \"A\"\narticles = required\nfeedback.other = \"F\"\n");
	refused("type = text\naccept1 = \"A\"\narticles = yes\nfeedback.other = \"F\"\n",
		"bad-value", 3);
	refused("type = text\naccept1 = \"A\"\narticles = \"optional\"\nfeedback.other = \"F\"\n",
		"not-bare", 3);
	refused("type = cloze\ntext = \"[x].\"\naccept1.x = \"A\"\nfeedback.x = \"F\"\n"
		"articles = no\n",
		"bad-value", 5);
	refused("type = number\nanswer = 5\nfeedback.other = \"F\"\narticles = optional\n",
		"unknown-key", 4);
}

/* What is the same after all that is forgiven is never reached. */
static void an_answer_that_another_one_swallows_is_reported(void **state)
{
	static const char *const same[][2] = { { "Hill", "hill" }, { "Hill", "“Hill”." },
		{ "on-line", "on–line" }, { "l’été", "l'été" }, { "2018", "٢٠١٨" },
		{ "blue heart", "Blue\u00a0Heart!" } };
	struct arena arena = ARENA_INIT;
	struct asking a;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(same); i++) {
		warned(arena_printf(&arena,
			       "type = text\nfeedback.other = \"F\"\naccept1 = \"%s\"\naccept2 = \"%s\"\n",
			       same[i][0], same[i][1]),
			NULL, "same-answer", 4);
		warned(arena_printf(&arena,
			       "type = text\nfeedback.other = \"F\"\nnearly1 = \"%s\"\n"
			       "nearly1_feedback = \"F\"\naccept1 = \"%s\"\n",
			       same[i][0], same[i][1]),
			NULL, "same-answer", 3);
		warned(arena_printf(&arena,
			       "type = cloze\ntext = \"[x].\"\nfeedback.x = \"F\"\n"
			       "accept1.x = \"%s\"\naccept2.x = \"%s\"\n",
			       same[i][0], same[i][1]),
			NULL, "same-answer", 5);
	}
	arena_release(&arena);
#define HILL "type = text\nfeedback.other = \"F\"\naccept1 = \"hill\"\n"
	accepted(HILL "accept2 = \"the hill\"\n");
	warned(HILL "accept2 = \"the hill\"\narticles = optional\n", NULL, "same-answer", 4);
	accepted(HILL "accept2 = \"híll\"\n");
	warned(HILL "accept2 = \"híll\"\naccents = optional\n", NULL, "same-answer", 4);
	accepted("type = cloze\ntext = \"[x] [y].\"\naccept1.x = \"A\"\nfeedback.x = \"F\"\n"
		 "accept1.y = \"A\"\nfeedback.y = \"F\"\n");
	/* in the file that is to be mended, and not for what is left of another language */
	warned(HILL, "feedback.other = \"F\"\naccept1 = \"colline\"\naccept2 = \"Colline\"\n",
		"same-answer", 0);
	begin_translated(&a, HILL "accept2 = \"crest\"\n",
		"feedback.other = \"F\"\naccept2 = \"hill\"\n", 0);
	end_asking(&a);
}

#define PAIR(x) "left." x " = \"L" x "\"\nright." x " = \"R" x "\"\nfeedback." x " = \"F\"\n"

static void pairs_need_partners_that_differ(void **state)
{
	(void)state;
	accepted("type = match\n" PAIR("a") PAIR("b"));
	refused("type = match\n" PAIR("a"), "too-few-items", 0);
	refused("type = match\n", "too-few-items", 0);
	refused("type = match\n" PAIR("a") "left.b = \"L\"\nfeedback.b = \"F\"\n", "missing-key",
		5);
	refused("type = match\n" PAIR("a") "left.b = \"L\"\nright.b = \"R\"\n", "missing-feedback",
		5);
	refused("type = match\n" PAIR("a") PAIR("b") "right.x = \"RA\"\n", "equal-sides", 8);
	refused("type = match\n" PAIR("a") "left.b = \"la\"\nright.b = \"R\"\nfeedback.b = \"F\"\n",
		"equal-sides", 5);
	refused("type = match\n" PAIR("a") PAIR("b") "left.bb = \"L\"\n", "bad-option", 8);
	refused("type = match\n" PAIR("a") PAIR("b") "left.i = \"L\"\n", "bad-option", 8);
	refused("type = match\n" PAIR("a") PAIR("b") "right.1 = \"L\"\n", "bad-option", 8);
	refused("type = match\n" PAIR("a") PAIR("b") "right.c = sand\n", "not-quoted", 8);
	refused("type = match\n" PAIR("a") PAIR("b") "feedback.c = \"F\"\n", "unknown-key", 8);
	refused("type = match\n" PAIR("a") PAIR("b") "shuffle = no\n", "unknown-key", 8);
	refused("type = match\n" PAIR("a") PAIR("b") PAIR("c") PAIR("d") PAIR("e") PAIR("f")
			PAIR("g") PAIR("h") "right.x = \"X\"\nright.y = \"Y\"\n",
		"too-many-items", 27);
}

static void an_order_needs_three_items_and_a_reason(void **state)
{
	(void)state;
	refused("type = order\nitem.a = \"A\"\nexplain = \"E\"\n", "too-few-items", 0);
	refused("type = order\nitem.a = \"A\"\nitem.b = \"B\"\nexplain = \"E\"\n", "too-few-items",
		0);
	accepted("type = order\nitem.a = \"A\"\nitem.b = \"B\"\nitem.c = \"C\"\nexplain = \"E\"\n");
	refused("type = order\nitem.a = \"A\"\nitem.b = \"B\"\nitem.c = \"C\"\n",
		"missing-feedback", 0);
	refused("type = order\nitem.a = \"A\"\nitem.b = \"B\"\nitem.c = \"a\"\nexplain = \"E\"\n",
		"equal-sides", 4);
	refused("type = order\nitem.a = \"A\"\nitem.b = \"B\"\nitem.c = \"C\"\nitem.i = \"I\"\n"
		"explain = \"E\"\n",
		"bad-option", 5);
	refused("type = order\nitem.a = \"A\"\nitem.b = \"B\"\nitem.c = \"C\"\ncorrect = a\n"
		"explain = \"E\"\n",
		"unknown-key", 5);
}

#define BOXES "type = classify\nbox.one = \"One\"\nbox.two = \"Two\"\n"
#define TILE(x) "tile." x " = \"T" x "\"\ntile." x ".box = one\nfeedback." x " = \"F\"\n"

static void tiles_need_boxes_that_exist(void **state)
{
	(void)state;
	accepted(BOXES TILE("a") TILE("b"));
	refused(BOXES TILE("a"), "too-few-items", 0);
	refused("type = classify\nbox.one = \"One\"\n" TILE("a") TILE("b"), "too-few-items", 0);
	refused(BOXES TILE("a") "tile.b = \"T\"\nfeedback.b = \"F\"\n", "missing-key", 0);
	refused(BOXES TILE("a") "tile.b = \"T\"\ntile.b.box = on\nfeedback.b = \"F\"\n",
		"unknown-box", 8);
	refused(BOXES TILE("a") "tile.b = \"T\"\ntile.b.box = \"one\"\nfeedback.b = \"F\"\n",
		"not-bare", 8);
	refused(BOXES TILE("a") "tile.b = \"T\"\ntile.b.box = one, one\nfeedback.b = \"F\"\n",
		"bad-list", 8);
	refused(BOXES TILE("a") "tile.b = \"T\"\ntile.b.box = one\n", "missing-feedback", 7);
	refused(BOXES TILE("a") TILE("b") "tile.c.box = one\n", "unknown-key", 10);
	refused("type = classify\nbox.one = \"One\"\nbox.two = \"one\"\n" TILE("a") TILE("b"),
		"equal-sides", 3);
	refused("type = classify\nbox.one = \"One\"\nbox.two = \"Two\"\nbox.t_o = \"Too\"\n" TILE(
			"a") TILE("b"),
		"bad-option", 4);
	refused("type = classify\nbox.one = \"A\"\nbox.b = \"B\"\nbox.c = \"C\"\nbox.d = \"D\"\n"
		"box.e = \"E\"\nbox.f = \"F\"\n" TILE("a") TILE("b"),
		"too-many-items", 7);
	refused(BOXES TILE("a") TILE("b") "shuffle = maybe\n", "bad-flag", 10);
}

#define NUMBER_OF(answer) "type = number\nanswer = " answer "\nfeedback.other = \"F\"\n"

static void a_number_has_a_point_and_one_tolerance(void **state)
{
	static const char *const bad[] = { NUMBER_OF("0,5"), NUMBER_OF("1 000"), NUMBER_OF("1,000"),
		NUMBER_OF("abc"), NUMBER_OF("1.2.3"), NUMBER_OF("1e6"), NUMBER_OF("5."),
		NUMBER_OF(".5"), NUMBER_OF("--5"), NUMBER_OF("0.1234567"),
		NUMBER_OF("1000000000000"), NUMBER_OF("9999999999999999999999"), NUMBER_OF("5 %") };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		refused(bad[i], "bad-decimal", 2);
	accepted(NUMBER_OF("-999999999999.999999"));
	accepted(NUMBER_OF("+0.5"));
	refused("type = number\nfeedback.other = \"F\"\n", "missing-key", 0);
	refused("type = number\nanswer = \"5\"\nfeedback.other = \"F\"\n", "not-bare", 2);
	refused(NUMBER_OF("5") "tolerance = -1\n", "bad-decimal", 4);
	refused(NUMBER_OF("5") "tolerance = 0,5\n", "bad-decimal", 4);
	refused(NUMBER_OF("5") "tolerance_percent = 100.1\n", "bad-decimal", 4);
	refused(NUMBER_OF("5") "tolerance = 1\ntolerance_percent = 10\n", "two-tolerances", 5);
	accepted(NUMBER_OF("5") "tolerance_percent = 100\n");
	refused(NUMBER_OF("5") "unit = km\n", "not-quoted", 4);
	refused("type = number\nanswer = 5\n", "missing-feedback", 0);
	refused("type = number\nanswer = 5\nfeedback.low = \"F\"\n", "missing-feedback", 0);
	accepted("type = number\nanswer = 5\nfeedback.low = \"F\"\nfeedback.high = \"F\"\n");
}

#define TYPED(x) "accept1." x " = \"A\"\nfeedback." x " = \"F\"\n"

static void gaps_and_answers_fit_together(void **state)
{
	(void)state;
	accepted("type = cloze\ntext = \"A [x] and […] [1] [xy] [].\"\n" TYPED("x"));
	refused("type = cloze\n" TYPED("x"), "missing-key", 0);
}

static void a_gap_stands_once_and_is_filled_in_one_way(void **state)
{
	(void)state;
	refused("type = cloze\ntext = \"No gap.\"\n", "too-few-items", 2);
	refused("type = cloze\ntext = \"A [x] [x].\"\n" TYPED("x"), "bad-gap", 2);
	refused("type = cloze\ntext = \"A [x] [y].\"\nfeedback.y = \"F\"\n" TYPED("x"), "bad-gap",
		2);
	refused("type = cloze\ntext = \"A [x].\"\n" TYPED("x") "accept1.y = \"A\"\n", "bad-gap", 5);
	refused("type = cloze\ntext = \"A [x].\"\n" TYPED("x") "choice.y.a = \"A\"\n", "bad-gap",
		5);
	refused("type = cloze\ntext = \"A [x].\"\n" TYPED(
			"x") "choice.x.a = \"A\"\n"
			     "choice.x.b = \"B\"\ncorrect.x = a\n",
		"bad-gap", 2);
	refused("type = cloze\ntext = \"A [x].\"\naccept1.x = \"A\"\n", "missing-feedback", 2);
	refused("type = cloze\ntext = \"A [x].\"\n" TYPED("x") "feedback.y = \"F\"\n",
		"unknown-key", 5);
	refused("type = cloze\ntext = \"A [x].\"\n" TYPED("x") "accept2.xy = \"F\"\n",
		"unknown-key", 5);
	refused("type = cloze\ntext = \"A [x].\"\n" TYPED("x") "accents = some\n", "bad-value", 5);
	refused("type = cloze\ntext = \"[a][b][c][d][e][f][g]\"\n" TYPED("a") TYPED("b") TYPED("c")
			TYPED("d") TYPED("e") TYPED("f"),
		"too-many-items", 2);
}

#define CHOOSE "type = cloze\ntext = \"A [x].\"\nfeedback.x = \"F\"\nchoice.x.a = \"A\"\n"

static void a_gap_to_choose_for_has_choices_that_differ(void **state)
{
	(void)state;
	accepted(CHOOSE "choice.x.b = \"B\"\ncorrect.x = b\n");
	refused(CHOOSE "correct.x = a\n", "too-few-items", 0);
	refused(CHOOSE "choice.x.b = \"B\"\n", "missing-key", 0);
	refused(CHOOSE "choice.x.b = \"B\"\ncorrect.x = c\n", "unknown-option", 6);
	refused(CHOOSE "choice.x.b = \"a\"\ncorrect.x = a\n", "equal-sides", 5);
	refused(CHOOSE "choice.x.b = \"B\"\nchoice.x.i = \"B\"\ncorrect.x = a\n", "bad-option", 6);
	refused(CHOOSE "choice.x.b = \"B\"\ncorrect.x = \"a\"\n", "not-bare", 6);
}

static void a_mistyped_key_is_guessed(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	assert_null(lesson_asking(BOXES TILE("a") TILE("b") "tile.b.bx = one\n", NULL, &diags));
	assert_diags(&diags, 1);
	assert_non_null(strstr(diags.v[0].message, "did you mean “tile.b.box”"));
	diags_release(&diags);
}

/* Checks include the overlay: texts may become equal only in a translation. */
static void a_translation_is_checked_as_well(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	assert_null(lesson_asking("type = match\n" PAIR("a") PAIR("b"),
		"left.a = \"Un\"\nright.a = \"Mot\"\nfeedback.a = \"F\"\n"
		"left.b = \"Deux\"\nright.b = \"mot\"\nfeedback.b = \"F\"\n",
		&diags));
	assert_one_diag(&diags, "equal-sides", 13, 12);
	assert_string_equal(diags.v[0].file, "fr.ini");
	diags_release(&diags);
}

static void a_translation_may_turn_a_sentence_round_and_know_more_words(void **state)
{
	struct asking a;

	(void)state;
	begin_translated(&a, "type = cloze\ntext = \"[x] or [y]\"\n" TYPED("x") TYPED("y"),
		"text = \"[y] ou [x]\"\naccept1.x = \"un\"\naccept2.x = \"une\"\nfeedback.x = "
		"\"F\"\n"
		"accept1.y = \"du\"\nfeedback.y = \"F\"\n",
		1);
	press_all(&a, "du");
	press(&a, K_DOWN);
	press_all(&a, "une");
	assert_response(&a, "x=une|y=du");
	assert_int_equal(score_of(&a), 1000);
	end_asking(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_samples_are_accepted),
		cmocka_unit_test(a_type_that_does_not_exist_is_named),
		cmocka_unit_test(choices_need_options_feedback_and_an_answer),
		cmocka_unit_test(truefalse_needs_an_answer_and_both_reasons),
		cmocka_unit_test(a_typed_answer_needs_what_is_accepted),
		cmocka_unit_test(articles_are_optional_or_required),
		cmocka_unit_test(an_answer_that_another_one_swallows_is_reported),
		cmocka_unit_test(pairs_need_partners_that_differ),
		cmocka_unit_test(an_order_needs_three_items_and_a_reason),
		cmocka_unit_test(tiles_need_boxes_that_exist),
		cmocka_unit_test(a_number_has_a_point_and_one_tolerance),
		cmocka_unit_test(gaps_and_answers_fit_together),
		cmocka_unit_test(a_gap_stands_once_and_is_filled_in_one_way),
		cmocka_unit_test(a_gap_to_choose_for_has_choices_that_differ),
		cmocka_unit_test(a_mistyped_key_is_guessed),
		cmocka_unit_test(a_translation_is_checked_as_well),
		cmocka_unit_test(a_translation_may_turn_a_sentence_round_and_know_more_words),
	};

	return cmocka_run_group_tests_name("questions: authors' mistakes", tests, NULL, NULL);
}
