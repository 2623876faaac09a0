/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report --regrade: what a corrected key changes, shown first and then written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/clinic.h"

/* The key was a, and is b. */

static void train_by_the_wrong_key(struct desk *desk)
{
	clinic_begin(desk, CLINIC_HEAD CLINIC_HIGHEST("a", "A hill") CLINIC_FLAT CLINIC_ROUND(""));
	/* 100 % and passed by the wrong key; 50 % and failed by it */
	clinic_add_run(desk, 1, "ann", "quiz", "hills", 2000, 2000, 2, 2, 1);
	clinic_add_answer(desk, 1, 0, "highest", "a", 1000, 1, "'0123456789abcdef'");
	clinic_add_answer(desk, 1, 1, "flat", "true", 1000, 1, "NULL");
	clinic_add_run(desk, 2, "ben", "quiz", "hills", 1000, 2000, 2, 2, 0);
	clinic_add_answer(desk, 2, 0, "highest", "b", 0, 1, "NULL");
	clinic_add_answer(desk, 2, 1, "flat", "true", 1000, 1, "NULL");
	/* b first, then a for half of the points */
	clinic_add_run(desk, 3, "cem", "quiz", "hills", 500, 2000, 2, 2, 0);
	clinic_add_answer(desk, 3, 0, "highest", "a", 500, 2, "NULL");
	clinic_add_attempt(desk, 3, 0, "b", 0);
	clinic_add_answer(desk, 3, 1, "flat", "false", 0, 1, "NULL");
	/* an option that is gone, and a skip */
	clinic_add_run(desk, 4, "dan", "quiz", "hills", 0, 2000, 2, 1, 0);
	clinic_add_answer(desk, 4, 0, "highest", "d", 0, 1, "NULL");
	clinic_add_answer(desk, 4, 1, "flat", "", 0, 1, "NULL");
	/* in an exam, and typed in another language */
	clinic_add_run(desk, 5, "ben", "exam", "last", 0, 2000, 2, 2, 0);
	clinic_add_answer(desk, 5, 0, "hills/highest", "b", 0, 1, "NULL");
	clinic_add_answer(desk, 5, 1, "hills/round", "colline", 0, 1, "NULL");
	/* passed by the earlier rule; its question is gone */
	clinic_add_run(desk, 6, "eve", "quiz", "hills", 2000, 2000, 0, 0, 0);
	clinic_sql(desk, "UPDATE run SET mark = NULL, needed = NULL, passed = NULL WHERE seq = 6");
	clinic_add_answer(desk, 6, 0, "highest", "a", 1000, 1, "NULL");
	clinic_add_answer(desk, 6, 1, "lowest", "a", 1000, 1, "NULL");
	/* still open, with a hint */
	clinic_add_run(desk, 7, "fay", "quiz", "hills", 0, 0, 0, 0, 0);
	clinic_sql(desk, "UPDATE run SET finished = 0, asked = NULL, passed = NULL WHERE seq = 7");
	clinic_add_answer(desk, 7, 0, "highest", "b", 0, 1, "NULL");
	clinic_sql(desk, "UPDATE answer SET hints = 1 WHERE run = 7");
	clinic_sql(desk, "INSERT INTO review VALUES ('ben', 'hills/highest', 0, 0, 20000)");
	desk_write(desk, "lessons/hills/lesson.ini", clinic_lesson);
	desk_write(desk, "lessons/hills/fr.ini", "[question round]\naccept1 = \"colline\"\n");
}

/* All results, and what of before is kept. */
static const char results[] =
	"SELECT group_concat(run || '.' || number || ' ' || score || '/' || max || coalesce(' was ' ||"
	" was_score || '/' || was_max, ''), ', ') FROM (SELECT * FROM answer ORDER BY run, number)";
static const char runs[] =
	"SELECT group_concat(seq || ' ' || score || '/' || max || ' ' || coalesce(passed, '-'), ', ')"
	" FROM (SELECT * FROM run ORDER BY seq)";

static void a_corrected_key_is_shown_before_it_is_used(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	char before[512], once[512];

	train_by_the_wrong_key(desk);
	snprintf(before, sizeof(before), "%s", clinic_sql_text(desk, results));
	assert_int_equal(VIGIE("report", "--regrade", "hills"), 0);
	assert_says(&out, "\nhills / highest\n  Which is the highest?\n");
	assert_says(&out, "\n    answers that get more points: 4; fewer: 2; the same: 0\n");
	assert_says(&out, "\n    answers that name an option that is gone, left as they are: 1\n");
	assert_says(
		&out, "answers to questions that are no longer in the lesson, left as they are: 1");
	assert_says(&out, "\nSittings that are passed then: 2\n    ben, Hills, 1");
	assert_says(&out, ": 50 % → 100 %\n");
	assert_says(&out, "\n    ben, last, 1");
	assert_says(&out, ": 0 % → 100 %\n");
	assert_says(
		&out, "would not be passed by it: 2; the pass is not taken away\n    ann, Hills, ");
	assert_says(&out, ": 100 % → 50 %\n    eve, Hills, ");
	assert_null(strstr(out.buf, "cem"));
	assert_says(&err, "nothing was written");
	assert_string_equal(clinic_sql_text(desk, results), before);

	assert_int_equal(VIGIE("report", "--regrade", "hills", "--yes"), 0);
	assert_says(&err, "regraded answers: 7");
	assert_string_equal(clinic_sql_text(desk, results),
		"1.0 0/1000 was 1000/1000, 1.1 1000/1000, 2.0 1000/1000 was 0/1000, 2.1 1000/1000, "
		"3.0 1000/1000 was 500/1000, 3.1 0/1000, 4.0 0/1000, 4.1 0/1000, "
		"5.0 1000/1000 was 0/1000, 5.1 1000/1000 was 0/1000, "
		"6.0 0/1000 was 1000/1000, 6.1 1000/1000, 7.0 800/1000 was 0/1000");
	/* ann and eve keep their pass */
	assert_string_equal(clinic_sql_text(desk, runs),
		"1 1000/2000 1, 2 2000/2000 1, 3 1000/2000 0, 4 0/2000 0, 5 2000/2000 1, 6 1000/2000 1, 7 0/0 -");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.lessons[0].lesson", "hills");
	assert_at(out.buf, "$.lessons[0].passed", "3");
	/* responses, tries, versions and reviews are as they were */
	assert_string_equal(clinic_sql_text(desk, "SELECT version FROM answer WHERE run = 1"),
		"0123456789abcdef");
	assert_string_equal(clinic_sql_text(desk, "SELECT response || score FROM attempt"), "b0");
	assert_string_equal(clinic_sql_text(desk, "SELECT due FROM review"), "20000");

	/* again it changes nothing */
	snprintf(once, sizeof(once), "%s",
		clinic_sql_text(desk, "SELECT total(regraded) FROM answer"));
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--yes"), 0);
	assert_says(&out, "\nNo result changes.\n");
	assert_string_equal(clinic_sql_text(desk, "SELECT total(regraded) FROM answer"), once);

	/* back by the first key: what was before the first regrade is kept */
	desk_write(desk, "lessons/hills/lesson.ini",
		CLINIC_HEAD CLINIC_HIGHEST("a", "A hill") CLINIC_FLAT CLINIC_ROUND(""));
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--yes"), 0);
	assert_string_equal(clinic_sql_text(desk,
				    "SELECT score || ' ' || was_score FROM answer"
				    " WHERE run = 1 AND number = 0"),
		"1000 1000");
	assert_string_equal(clinic_sql_text(desk,
				    "SELECT score || ' ' || was_score FROM answer"
				    " WHERE run = 2 AND number = 0"),
		"0 0");
	assert_string_equal(
		clinic_sql_text(desk, "SELECT score || ' ' || passed FROM run WHERE seq = 6"),
		"2000 1");
	/* and ben keeps the pass that he has got */
	assert_string_equal(
		clinic_sql_text(desk, "SELECT score || ' ' || passed FROM run WHERE seq = 2"),
		"1000 1");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "Answers that were regraded: 6, last on ");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_regrade_is_confirmed_by_a_word(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct start start = { .args = { "report", "--regrade", "hills" } };
	struct terminal *t;

	train_by_the_wrong_key(desk);
	start.lessons = desk_path(desk, "lessons");
	t = desk_start(desk, &start);
	assert_shows(t, "Type yes to write the new ones:");
	terminal_send(t, "y\r");
	assert_ends(t, 0);
	assert_shows(t, "nothing was written");
	assert_string_equal(clinic_sql_text(desk, "SELECT count(regraded) FROM answer"), "0");
	start.lessons = desk_path(desk, "lessons");
	t = desk_start(desk, &start);
	assert_shows(t, "Type yes to write the new ones:");
	terminal_send(t, "yes\r");
	assert_ends(t, 0);
	assert_string_equal(clinic_sql_text(desk, "SELECT count(regraded) FROM answer"), "7");

	assert_int_equal(VIGIE("report", "--regrade", "nothing"), 3);
	assert_says(&err, "There is no lesson “nothing”");
	assert_int_equal(VIGIE("report", "--regrade", "hills", "ann"), 2);
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--since", "2026-01-01"), 2);
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--group", "a*"), 2);
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--json"), 2);
	strbuf_release(&out);
	strbuf_release(&err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_corrected_key_is_shown_before_it_is_used),
		TEST(a_regrade_is_confirmed_by_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
