/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What check says of the lessons and pages that a course's parts and paths name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "check/check_course.h"
#include "unit/course_fixture.h"

#define COURSE "[course]\nformat = 2\nid = small\nlanguage = en\ntitle = \"Small\"\n"
#define PART(lessons) "[part p]\ntitle = \"Part\"\nlessons = " lessons "\n"
#define PATH(lessons) "[path p]\ntitle = \"Path\"\nminutes = 5\nlessons = " lessons "\n"

static const char *const files[][2] = { { "hills", "lesson.ini" }, { "lakes", "lesson.ini" },
	{ "talk", "scenario.ini" }, { "workshop", "workshop.ini" }, { "odd", "workshop.ini" },
	{ "torn", "lesson.ini" } };
static char folder[64];
static struct diags diags;

static int begin(void **state)
{
	(void)state;
	make_folder(folder);
	diags = (struct diags)DIAGS_INIT;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		char dir[128];

		snprintf(dir, sizeof(dir), "%s/%s", folder, files[i][0]);
		assert_int_equal(mkdir(dir, 0700), 0);
		write_text(dir, files[i][1],
			strcmp(files[i][0], "torn") ? "[lesson]\nid = x\n[page top]\n[page foot]\n"
						    : "not a lesson at all\n");
	}
	return 0;
}

static int end(void **state)
{
	char path[256];

	(void)state;
	diags_release(&diags);
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		snprintf(path, sizeof(path), "%s/%s/%s", folder, files[i][0], files[i][1]);
		unlink(path);
		snprintf(path, sizeof(path), "%s/%s", folder, files[i][0]);
		rmdir(path);
	}
	snprintf(path, sizeof(path), "%s/course.ini", folder);
	unlink(path);
	rmdir(folder);
	return 0;
}

static void check(const char *text)
{
	diags_release(&diags);
	diags = (struct diags)DIAGS_INIT;
	write_text(folder, "course.ini", text);
	check_course_lessons(folder, &diags);
}

/* Asserts one warning, of this rule, that has the words in it. */
static void assert_warned(const char *rule, const char *words)
{
	assert_diags(&diags, 1);
	assert_string_equal(diags.v[0].rule, rule);
	assert_int_equal(diags.v[0].severity, DIAG_WARNING);
	assert_non_null(strstr(diags.v[0].message, words));
}

static void without_parts_or_paths_there_is_nothing_to_say(void **state)
{
	(void)state;
	check_course_lessons(folder, &diags);
	assert_no_diags(&diags);
	check(COURSE);
	assert_no_diags(&diags);
	check(COURSE "[path p]\ntitle = \"Path\"\nminutes = 5\n");
	assert_no_diags(&diags);
}

static void lessons_scenarios_and_the_workshop_can_be_named(void **state)
{
	(void)state;
	check(COURSE PART("hills, talk, workshop") PATH("lakes, hills/top, talk, hills/foot"));
	assert_no_diags(&diags);
}

/* A workshop is read from one folder alone. */
static void a_workshop_in_another_folder_is_none(void **state)
{
	(void)state;
	check(COURSE PART("odd"));
	assert_warned("unknown-lesson", "“odd”");
}

static void a_lesson_that_is_not_there_is_named_with_the_nearest(void **state)
{
	(void)state;
	check(COURSE PART("hils"));
	assert_warned("unknown-lesson", "did you mean “hills”");
	assert_int_equal(diags.v[0].line, 8);
	check(COURSE PART("mountains"));
	assert_warned("unknown-lesson", "correct the id");
}

static void a_page_that_is_not_there_is_named_with_the_nearest(void **state)
{
	(void)state;
	check(COURSE PATH("hills/tops"));
	assert_warned("unknown-page", "did you mean “top”");
	check(COURSE PATH("hills/mountains"));
	assert_warned("unknown-page", "correct the id");
}

static void a_scenario_has_no_pages(void **state)
{
	(void)state;
	check(COURSE PATH("talk/top"));
	assert_warned("unknown-page", "“talk” has no page “top”");
}

static void what_is_wrong_is_said_once(void **state)
{
	(void)state;
	/* a lesson that is not there has no pages */
	check(COURSE PATH("hils/top"));
	assert_warned("unknown-lesson", "did you mean “hills”");
	/* a lesson that cannot be read has errors of its own */
	check(COURSE PATH("torn/top"));
	assert_no_diags(&diags);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_parts_or_paths_there_is_nothing_to_say),
		TEST(lessons_scenarios_and_the_workshop_can_be_named),
		TEST(a_workshop_in_another_folder_is_none),
		TEST(a_lesson_that_is_not_there_is_named_with_the_nearest),
		TEST(a_page_that_is_not_there_is_named_with_the_nearest),
		TEST(a_scenario_has_no_pages),
		TEST(what_is_wrong_is_said_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
