/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate: its content, and that a typed name is always text, never markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "screens/certificate.h"

/* Sets up a course with an exam that needs 70 %, taken with score out of 1,000. */
static struct lesson_head exam[] = { { .id = "exam", .title = "Exam", .pass = 70 } };

/* Just before four in the morning: still the day before, for the one who sits there. */
enum { PASSED = 1773115140 /* 2026-03-10 03:59 UTC */, HOUR = 3600 };

static int local_day(int64_t seconds)
{
	return (int)((seconds - 4 * HOUR) / (24 * HOUR));
}

static void take_exam(struct model *model, int score)
{
	const char *question = "q";

	model_init(model);
	model->lang = "en";
	/* printed long after */
	model->today = (struct date){ 2027, 12, 31 };
	model->day_of = local_day;
	model->course.title = "Lakes & <Rivers>";
	model->course.lessons = exam;
	model->course.n = 1;
	progress_begin(&model->progress, "r1", "exam", RUN_EXAM, 1, 100, &question, 1);
	progress_answer(&model->progress, "r1",
		&(struct answer){ .question = "q", .response = "a", .score = score, .max = 1000 });
	progress_finish(&model->progress, "r1", &(struct rule){ 70, 100 }, PASSED);
}

static void release(struct model *model)
{
	memset(&model->course, 0, sizeof(model->course));
	model_release(model);
}

static void it_says_who_what_how_well_and_when(void **state)
{
	struct model model;
	struct arena arena = ARENA_INIT;

	(void)state;
	take_exam(&model, 854);
	assert_string_equal(certificate_text(&model, 0, "Ana Silva", &arena),
		"Certificate of completion\nLakes & <Rivers>\n"
		"Ana Silva has completed the course and passed its exam with 85% of the points.\n9 March 2026\n");
	arena_release(&arena);
	release(&model);
}

static void without_names_there_are_words_for_them(void **state)
{
	struct model model;
	struct arena arena = ARENA_INIT;

	(void)state;
	take_exam(&model, 1000);
	model.course.title = NULL;
	assert_string_equal(certificate_text(&model, 0, "", &arena),
		"Certificate of completion\nVigie\n"
		"The holder of this certificate has completed the course and passed its exam with 100% of the points.\n"
		"9 March 2026\n");
	arena_release(&arena);
	release(&model);
}

static void in_the_page_a_name_is_text_and_nothing_else(void **state)
{
	struct model model;
	struct strbuf page = STRBUF_INIT;

	(void)state;
	take_exam(&model, 854);
	certificate_html(&model, 0, "<b>\"O'Hara\" & \033[31m\342\200\256Zo\303\253", &page);
	assert_non_null(strstr(page.buf, "<p class=\"name\">&lt;b&gt;&quot;O'Hara&quot; &amp; "));
	assert_null(strstr(page.buf, "<b>"));
	assert_null(strchr(page.buf, '\033'));
	assert_null(strstr(page.buf, "\342\200\256"));
	assert_non_null(strstr(page.buf, "Zo\303\253"));
	assert_non_null(strstr(page.buf, "<p class=\"course\">Lakes &amp; &lt;Rivers&gt;</p>"));
	assert_non_null(strstr(page.buf, "85% of the points"));
	assert_non_null(strstr(page.buf, "<html lang=\"en\">"));
	/* the page loads nothing from elsewhere */
	assert_null(strstr(page.buf, "http"));
	assert_null(strstr(page.buf, "src="));
	assert_null(strstr(page.buf, "url("));
	strbuf_release(&page);
	release(&model);
}

/* ---- where it is saved */

static const char *taken;

static bool is_taken_name(const char *path)
{
	return strstr(path, taken) != NULL;
}

static void it_gets_a_name_that_is_free(void **state)
{
	struct model model;
	struct arena arena = ARENA_INIT;

	(void)state;
	take_exam(&model, 1000);
	model.documents = "/home/ana";
	assert_string_equal(
		certificate_path(&model, 0, 1, &arena), "/home/ana/vigie-certificate-2026-03-09");
	assert_int_equal(certificate_free_number(&model, 0, &arena), 1);
	model.is_taken = is_taken_name;
	taken = "09.txt";
	assert_int_equal(certificate_free_number(&model, 0, &arena), 2);
	taken = "09.html";
	assert_int_equal(certificate_free_number(&model, 0, &arena), 2);
	assert_string_equal(
		certificate_path(&model, 0, 2, &arena), "/home/ana/vigie-certificate-2026-03-09-2");
	/* it does not look for ever */
	taken = "vigie";
	assert_int_equal(certificate_free_number(&model, 0, &arena), 1000);
	model.documents = "/";
	assert_string_equal(
		certificate_path(&model, 0, 1, &arena), "/vigie-certificate-2026-03-09");
	arena_release(&arena);
	release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_who_what_how_well_and_when),
		cmocka_unit_test(without_names_there_are_words_for_them),
		cmocka_unit_test(it_gets_a_name_that_is_free),
		cmocka_unit_test(in_the_page_a_name_is_text_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
