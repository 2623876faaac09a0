/* SPDX-License-Identifier: GPL-3.0-or-later */
/* course.ini: what it gives, and what is refused in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "course/course_file.h"
#include "unit/course_fixture.h"

#define COURSE(format) \
	"[course]\nformat = " format "\nid = small\nlanguage = en\ntitle = \"Small\"\n"
#define PART(id, lessons) "[part " id "]\ntitle = \"Part\"\nlessons = " lessons "\n"
#define PATH(id, lessons) "[path " id "]\ntitle = \"Path\"\nminutes = 5\nlessons = " lessons "\n"
#define LONG "a-name-of-sixty-four-letters-is-one-more-than-a-lesson-may-have-x"

static char folder[64];
static struct course course;
static struct diags diags;

static void forget(void)
{
	course_release(&course);
	memset(&course, 0, sizeof(course));
	diags_release(&diags);
	diags = (struct diags)DIAGS_INIT;
}

static int begin(void **state)
{
	(void)state;
	make_folder(folder);
	memset(&course, 0, sizeof(course));
	diags = (struct diags)DIAGS_INIT;
	return 0;
}

static int end(void **state)
{
	static const char *const files[] = { "course.ini", "en.ini", "fr.ini" };
	char path[128];

	(void)state;
	forget();
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		unlink(path);
	}
	rmdir(folder);
	return 0;
}

static const struct course *read_in(const char *text, const char *lang)
{
	forget();
	write_text(folder, "course.ini", text);
	assert_true(course_read_title(&course, folder, lang, &diags));
	return &course;
}

/* Reads it and asserts that it has one fault, of this rule, in this line. */
static const struct course *refused(const char *text, const char *rule, int line)
{
	read_in(text, NULL);
	assert_diags(&diags, 1);
	assert_string_equal(diags.v[0].rule, rule);
	assert_int_equal(diags.v[0].line, line);
	return &course;
}

static void a_folder_without_the_file_has_no_title(void **state)
{
	(void)state;
	assert_false(course_read_title(&course, folder, NULL, &diags));
	assert_no_diags(&diags);
	/* one that cannot be read is no missing one */
	write_file(folder, "course.ini", "[course]\0", 9);
	assert_true(course_read_title(&course, folder, NULL, &diags));
	assert_true(diags.errors > 0);
}

static void the_format_is_one_that_is_known(void **state)
{
	(void)state;
	read_in(COURSE("1"), NULL);
	assert_no_diags(&diags);
	read_in(COURSE("2"), NULL);
	assert_no_diags(&diags);
	assert_string_equal(refused(COURSE("3"), "unknown-format", 2)->title, "Small");
	refused("[course]\nid = small\nlanguage = en\ntitle = \"Small\"\n", "missing-key", 1);
}

static void the_language_is_a_code(void **state)
{
	(void)state;
	refused("[course]\nformat = 1\nid = small\nlanguage = English\ntitle = \"Small\"\n",
		"bad-language", 4);
	refused("[course]\nformat = 1\nid = small\ntitle = \"Small\"\n", "missing-key", 1);
}

static void a_section_needs_an_id(void **state)
{
	(void)state;
	refused(COURSE("1") "[topic -land]\ntitle = \"Land\"\n", "bad-section-id", 6);
	refused(COURSE("2") PART("-a", "hills"), "bad-section-id", 6);
	refused(COURSE("2") PATH("-a", "hills"), "bad-section-id", 6);
}

static void steps_are_parted_by_commas_and_spaces_do_not_count(void **state)
{
	const struct path *path;

	(void)state;
	path = &read_in(COURSE("2") PATH("p", "hills ,  lake/shore,sea"), NULL)->paths[0];
	assert_no_diags(&diags);
	assert_int_equal(path->n, 3);
	assert_string_equal(path->steps[0], "hills");
	assert_string_equal(path->steps[1], "lake/shore");
	assert_string_equal(path->steps[2], "sea");
}

/* What is wrong in a list costs its own step, and no other. */
static void a_step_is_a_lesson_or_in_a_path_a_page_of_one(void **state)
{
	static const char *const bad[] = { PATH("p", "hills, Lake"), PATH("p", "hills, /top"),
		PATH("p", "hills, lake/"), PATH("p", "hills, lake/shore/sand"),
		PATH("p", "hills, " LONG "/top"), PATH("p", "hills, ,"),
		PATH("p", "hills, hills") };
	struct arena scratch = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		const char *text = arena_printf(&scratch, "%s%s", COURSE("2"), bad[i]);

		assert_int_equal(refused(text, "bad-list", 9)->paths[0].n, 1);
		assert_string_equal(course.paths[0].steps[0], "hills");
	}
	arena_release(&scratch);
	assert_int_equal(
		refused(COURSE("2") PART("p", "hills, lake/shore"), "bad-list", 8)->parts[0].n, 1);
	assert_non_null(strstr(diags.v[0].message, "lake/shore"));
	assert_null(strstr(diags.v[0].message, "second/page"));
	refused(COURSE("2") PATH("p", "hills, Lake"), "bad-list", 9);
	assert_non_null(strstr(diags.v[0].message, "second/page"));
}

static void a_list_in_quotation_marks_is_no_list(void **state)
{
	(void)state;
	assert_int_equal(
		refused(COURSE("2") PART("p", "\"hills, lake\""), "not-bare", 8)->parts[0].n, 0);
	refused(COURSE("2") "[part p]\ntitle = \"Part\"\n", "missing-key", 6);
}

static void the_first_part_keeps_a_lesson(void **state)
{
	(void)state;
	refused(COURSE("2") PART("a", "hills, alps") PART("b", "sea, alps, lake"),
		"lesson-in-two-parts", 11);
	assert_int_equal(course.parts[1].n, 2);
	assert_string_equal(course.parts[1].lessons[0], "sea");
	assert_string_equal(course.parts[1].lessons[1], "lake");
}

static void a_section_that_does_not_belong_is_named_with_what_does(void **state)
{
	(void)state;
	refused(COURSE("1") PATH("p", "hills"), "unknown-section", 6);
	assert_non_null(strstr(diags.v[0].message, "format = 2"));
	refused(COURSE("1") PART("p", "hills"), "unknown-section", 6);
	assert_non_null(strstr(diags.v[0].message, "format = 2"));
	refused(COURSE("1") "[river]\nname = a\n", "unknown-section", 6);
	assert_null(strstr(diags.v[0].message, "format"));
	refused(COURSE("2") "[river]\nname = a\n", "unknown-section", 6);
	assert_non_null(strstr(diags.v[0].message, "parts and paths"));
}

static void a_file_of_topics_alone_is_no_course(void **state)
{
	(void)state;
	assert_null(refused("[topic land]\ntitle = \"Land\"\n", "no-course", 0)->title);
	assert_int_equal(course.n_topics, 1);
}

static void a_translation_lies_over_another_language_only(void **state)
{
	(void)state;
	write_text(folder, "fr.ini", "[course]\ntitle = \"Petit\"\n");
	write_text(folder, "en.ini", "[course]\ntitle = \"Not read\"\n");
	assert_string_equal(read_in(COURSE("1"), "fr")->title, "Petit");
	assert_string_equal(read_in(COURSE("1"), "en")->title, "Small");
	assert_string_equal(read_in(COURSE("1"), "pt")->title, "Small");
	assert_string_equal(read_in(COURSE("1"), "../fr")->title, "Small");
	assert_string_equal(
		read_in("[course]\nformat = 1\nid = small\ntitle = \"Small\"\n", "fr")->title,
		"Petit");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_folder_without_the_file_has_no_title),
		TEST(the_format_is_one_that_is_known),
		TEST(the_language_is_a_code),
		TEST(a_section_needs_an_id),
		TEST(steps_are_parted_by_commas_and_spaces_do_not_count),
		TEST(a_step_is_a_lesson_or_in_a_path_a_page_of_one),
		TEST(a_list_in_quotation_marks_is_no_list),
		TEST(the_first_part_keeps_a_lesson),
		TEST(a_section_that_does_not_belong_is_named_with_what_does),
		TEST(a_file_of_topics_alone_is_no_course),
		TEST(a_translation_lies_over_another_language_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
