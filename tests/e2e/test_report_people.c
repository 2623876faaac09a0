/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie report on people and lessons, before and after. Figures are computed by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/sittings.h"

static void each_person_is_listed_with_each_lesson(void **state)
{
	static const struct sitting sittings[] = {
		/* the best counts, on its day: at three in the morning it is still the day before
		 */
		{ "ann", "quiz", 0, "1100", false, false },
		{ "ann", "quiz", DAY + 15 * 3600, "1111110000", false, false },
		{ "ann", "quiz", 3 * DAY, "1000", false, false },
		/* enough points, but half skipped */
		{ "bob", "quiz", 0, "11ss", false, false },
		{ "cy", "quiz", 0, "1110", false, false },
		{ "cy", "pre", 0, "1", false, true },
		/* by the earlier rule 100 %: one right, three skipped */
		{ "dan", "quiz", 0, "1sss", true, false },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a, "--json"), 0);
	assert_at(&out, "$.learners[0].name", "ann");
	assert_at(&out, "$.learners[0].store", "null");
	assert_at(&out, "$.learners[0].lessons[0].lesson", "quiz");
	assert_at(&out, "$.learners[0].lessons[0].percent", "60");
	assert_at(&out, "$.learners[0].lessons[0].points", "6.0");
	assert_at(&out, "$.learners[0].lessons[0].out_of", "10.0");
	assert_at(&out, "$.learners[0].lessons[0].passed", "0");
	assert_at(&out, "$.learners[0].lessons[0].finished", "3");
	assert_at(&out, "$.learners[0].lessons[0].day", "2026-03-02");
	assert_at(&out, "$.learners[1].lessons[0].state", "too-few-answers");
	assert_at(&out, "$.learners[1].lessons[0].passed", "0");
	assert_at(&out, "$.learners[2].name", "cy");
	assert_at(&out, "$.learners[2].lessons[0].state", "begun");
	assert_at(&out, "$.learners[2].lessons[0].passed", "null");
	assert_at(&out, "$.learners[2].lessons[1].percent", "75");
	assert_at(&out, "$.learners[2].lessons[1].passed", "1");
	assert_at(&out, "$.learners[2].lessons[1].earlier", "0");
	assert_at(&out, "$.learners[3].lessons[0].percent", "100");
	assert_at(&out, "$.learners[3].lessons[0].passed", "1");
	assert_at(&out, "$.learners[3].lessons[0].earlier", "1");
	/* 60, 75 and 100; bob has no result */
	assert_at(&out, lesson_path(&out, "quiz", "results.people"), "3");
	assert_at(&out, lesson_path(&out, "quiz", "results.passed"), "2");
	assert_at(&out, lesson_path(&out, "quiz", "results.earlier"), "1");
	assert_at(&out, lesson_path(&out, "quiz", "results.median"), "75.0");
	assert_near(&out, lesson_path(&out, "quiz", "results.mean"), 235 / 3.0);
	assert_near(&out, lesson_path(&out, "quiz", "results.deviation"), sqrt(1225 / 3.0));
	assert_at(&out, lesson_path(&out, "quiz", "results.smallest"), "60");
	assert_at(&out, lesson_path(&out, "quiz", "results.largest"), "100");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void the_table_fits_the_terminal(void **state)
{
	static const struct sitting sittings[] = {
		{ "ann", "quiz", 0, "1110", false, false },
		{ "ann", "pre", 0, "10", false, false },
		{ "a name that is much too long for a column", "quiz", 0, "1sss", true, false },
		{ "bob", "quiz", 0, "1s", false, false },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");
	struct start narrow = { .cols = 40,
		.args = { "report", a, "--ascii" },
		.lessons = desk_path(desk, "lessons") };
	struct terminal *t;

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a), 0);
	assert_says(&out, "\nann                    50          75 ✔\n");
	assert_says(&out, "\na name that is much…    –         100 ✔ *\n");
	assert_says(&out, "\nbob                     –          50 ~\n");
	assert_says(&out, "\nmedian                 50          88\n");
	assert_says(&out, "\nfrom-to               50-50       75-100\n");
	assert_says(&out, "\npassed/finished                   2/3\n");
	assert_says(&out, "\n  The quiz: 75 %, 3 of 4 points, on 1 March 2026, passed\n");
	assert_says(&out, "100 %, 1 of 1 points, on 1 March 2026, passed, by the earlier rule\n");
	assert_says(&out, "only 1 of 2 answered\n");
	for (const char *s = out.buf; *s; s += strcspn(s, "\n") + 1)
		assert_true(strcspn(s, "\n") < 3 * 80);
	t = desk_start(desk, &narrow);
	assert_ends(t, 0);
	assert_int_equal(VIGIE("report", a, "--ascii"), 0);
	for (size_t i = 0; i < out.len; i++)
		assert_true((unsigned char)out.buf[i] < 0x80);
	assert_int_equal(VIGIE("report", a, "--html"), 0);
	assert_says(&out, "<th scope=\"row\">ann</th><td>50 %<br>");
	assert_says(&out, "1 of 1 points, on 1 March 2026");
	assert_int_equal(VIGIE("report", a, "--csv"), 0);
	assert_says(&out, "\r\n\"person\",\"quiz\",,,\"The quiz\",1,1,1,");
	assert_says(&out, ",\"ann\",\"\",\"1");
	assert_says(&out, ",75,3.000,4.000,4,4,2026-03-01\r\n");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void days_and_names_narrow_the_report(void **state)
{
	static const struct sitting sittings[] = {
		{ "ann", "quiz", 0, "1111", false, false },
		{ "ann", "quiz", 5 * DAY, "1110", false, false },
		{ "bob", "quiz", 2 * DAY, "1100", false, false },
		{ "bea", "quiz", 3 * DAY, "1000", false, true },
		/* over four in the morning: the day on which it was finished */
		{ "zoe", "quiz", 16 * 3600 + 50, "1111", false, false },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a, "--json", "--since", "2026-03-03"), 0);
	assert_at(&out, "$.people", "3");
	assert_at(&out, "$.learners[0].lessons[0].percent", "75");
	assert_int_equal(VIGIE("report", a, "--json", "--until", "2026-03-03"), 0);
	assert_at(&out, "$.people", "3");
	assert_at(&out, "$.learners[0].lessons[0].percent", "100");
	/* a sitting that is open counts on the day it was begun */
	assert_int_equal(
		VIGIE("report", a, "--json", "--since", "2026-03-04", "--until", "2026-03-04"), 0);
	assert_at(&out, "$.people", "1");
	assert_at(&out, "$.learners[0].name", "bea");
	assert_int_equal(
		VIGIE("report", a, "--json", "--since", "2026-03-02", "--until", "2026-03-02"), 0);
	assert_at(&out, "$.people", "1");
	assert_at(&out, "$.learners[0].name", "zoe");
	assert_int_equal(VIGIE("report", a, "--json", "--group", "b*", "--group", "nobody"), 0);
	assert_at(&out, "$.people", "2");
	assert_int_equal(VIGIE("report", a, "--json", "--learner", "bob"), 0);
	assert_at(&out, "$.people", "1");
	assert_int_equal(VIGIE("report", a, "--json", "b*"), 0);
	assert_at(&out, "$.people", "2");
	assert_int_equal(VIGIE("report", a, "--since", "2027-01-01"), 1);
	assert_says(&err, "in that time");
	assert_int_equal(VIGIE("report", a, "--since", "2026-02-30"), 2);
	assert_says(&err, "--since takes a day such as 2026-11-24, not “2026-02-30”");
	assert_int_equal(VIGIE("report", a, "--until", "2026-02"), 2);
	assert_says(&err, "--until takes a day");
	assert_int_equal(VIGIE("report", a, "--since", "2026-03-02", "--until", "2026-03-01"), 2);
	assert_says(&err, "is later than");
	assert_int_equal(VIGIE("report", a, "--xapi", "--since", "2026-03-02"), 2);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- before and after */

static void the_first_that_counts_is_compared_on_the_same_questions(void **state)
{
	static const struct sitting sittings[] = {
		/* q1 to q3 in both: 1 of 3, then 3 of 3: +66.67; the later ones do not count */
		{ "ann", "pre", 0, "1001", false, false },
		{ "ann", "pre", 100, "1111", false, false },
		{ "ann", "post", 200, "111", false, false },
		{ "ann", "post", 300, "000", false, false },
		/* half skipped is not enough; then 2 of 4, 3 of 4: +25 */
		{ "bob", "pre", 0, "11ss", false, false },
		{ "bob", "pre", 100, "1100", false, false },
		{ "bob", "post", 200, "1110", false, false },
		/* what was right at the second try was not right: 0 of 2, 0 of 2: 0 */
		{ "cy", "pre", 0, "x0", false, false },
		{ "cy", "post", 100, "0x", false, false },
		/* only those answered in both: q2 to q5, 2 of 4, then 1 of 4: -25 */
		{ "dan", "pre", 0, "s1100", false, false },
		{ "dan", "post", 100, "11000", false, false },
		/* after, then before */
		{ "eve", "post", 0, "11", false, false },
		{ "eve", "pre", 100, "00", false, false },
	};
	/* differences 66.6667, 25, 0, -25: mean 16.6667, deviation 39.0868, t(3) = 3.182 */
	const double reach = 3.182 * 39.0868 / 2;
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a, "--json"), 0);
	assert_at(&out, lesson_path(&out, "post", "compared.before_lesson"), "pre");
	assert_at(&out, lesson_path(&out, "post", "compared.people"), "4");
	assert_near(&out, lesson_path(&out, "post", "compared.before"), (1 / 3.0 + .5 + .5) / 4);
	assert_near(&out, lesson_path(&out, "post", "compared.after"), (1 + .75 + .25) / 4);
	assert_near(&out, lesson_path(&out, "post", "compared.difference"), 1 / 6.0);
	assert_near(
		&out, lesson_path(&out, "post", "compared.interval.low"), (16.6667 - reach) / 100);
	assert_near(
		&out, lesson_path(&out, "post", "compared.interval.high"), (16.6667 + reach) / 100);
	assert_at(&out, lesson_path(&out, "post", "compared.few"), "1");
	assert_at(&out, lesson_path(&out, "post", "compared.questions.least"), "2");
	assert_at(&out, lesson_path(&out, "post", "compared.questions.most"), "4");
	assert_int_equal(VIGIE("report", a), 0);
	assert_says(&out, "\n    difference: +17\n    95 % interval: -45.5 to +78.9;");
	assert_says(&out, "Fewer than 5 pairs");
	assert_int_equal(VIGIE("report", a, "--json", "ann", "eve"), 0);
	assert_at(&out, lesson_path(&out, "post", "compared.people"), "1");
	assert_at(&out, lesson_path(&out, "post", "compared.interval"), "null");
	/* a question that was corrected since is another one */
	sql(a, "UPDATE answer SET version = '0123456789abcdef' WHERE question = 'q1'");
	assert_int_equal(VIGIE("report", a, "--json", "ann"), 0);
	assert_at(&out, lesson_path(&out, "post", "compared.changed"), "1");
	/* q2 and q3: 0 of 2, then 2 of 2 */
	assert_at(&out, lesson_path(&out, "post", "compared.difference"), "1.0");
	strbuf_release(&out);
	strbuf_release(&err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_person_is_listed_with_each_lesson),
		TEST(the_table_fits_the_terminal),
		TEST(days_and_names_narrow_the_report),
		TEST(the_first_that_counts_is_compared_on_the_same_questions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
