/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the file for a path or an id, and loading its lesson in a language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "course/lesson_file.h"
#include "os/file.h"
#include "unit/course_fixture.h"

#define FRENCH                                                                          \
	"[lesson]\ntitle = \"Collines\"\nsummary = \"Sur les collines.\"\n[page one]\n" \
	"title = \"Une\"\ntext1 = \"Une colline.\"\n"

struct fixture {
	char dir[64];
	struct arena arena;
	struct diags diags;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	make_folder(f->dir);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	file_remove_tree(f->dir);
	diags_release(&f->diags);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static const char *in(struct fixture *f, const char *name)
{
	return arena_printf(&f->arena, "%s/%s", f->dir, name);
}

/* Makes a lesson folder with this file in it. Returns its path. */
static const char *folder_with(
	struct fixture *f, const char *folder, const char *name, const char *text)
{
	const char *path = in(f, folder);

	assert_true(file_make_folders(path));
	write_text(path, name, text);
	return path;
}

/* ---- finding the file */

static void a_folder_means_its_main_file(void **state)
{
	static const char *const names[] = { "lesson.ini", "scenario.ini", "help.ini",
		"workshop.ini", "course.ini" };
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *folder = folder_with(f, names[i], names[i], "");

		write_text(folder, "fr.ini", "");
		assert_string_equal(lesson_main_file(&f->arena, folder),
			arena_printf(&f->arena, "%s/%s", folder, names[i]));
	}
	/* lesson.ini comes first if there are several */
	write_text(in(f, "scenario.ini"), "lesson.ini", "");
	assert_string_equal(lesson_main_file(&f->arena, in(f, "scenario.ini")),
		in(f, "scenario.ini/lesson.ini"));
}

static void a_file_means_itself_and_nothing_means_nothing(void **state)
{
	struct fixture *f = *state;

	folder_with(f, "hills", "draft.ini", "");
	assert_string_equal(
		lesson_main_file(&f->arena, in(f, "hills/draft.ini")), in(f, "hills/draft.ini"));
	assert_null(lesson_main_file(&f->arena, in(f, "hills")));
	assert_null(lesson_main_file(&f->arena, in(f, "nothing")));
}

static void an_id_is_looked_for_in_the_folders_in_their_order(void **state)
{
	struct fixture *f = *state;
	const char *folders[] = { in(f, "own"), in(f, "shipped") };

	folder_with(f, "shipped/hills", "lesson.ini", "");
	folder_with(f, "shipped/talk", "scenario.ini", "");
	folder_with(f, "own/hills", "lesson.ini", "");
	assert_string_equal(
		lesson_file_find(folders, 2, &f->arena, "hills"), in(f, "own/hills/lesson.ini"));
	assert_string_equal(lesson_file_find(folders, 2, &f->arena, "talk"),
		in(f, "shipped/talk/scenario.ini"));
	assert_null(lesson_file_find(folders, 1, &f->arena, "talk"));
	assert_null(lesson_file_find(folders, 2, &f->arena, "valleys"));
}

static void a_path_is_no_id(void **state)
{
	struct fixture *f = *state;
	const char *folders[] = { in(f, "own") };

	folder_with(f, "own/hills", "lesson.ini", "");
	folder_with(f, "secret", "lesson.ini", "");
	assert_null(lesson_file_find(folders, 1, &f->arena, "../secret"));
	assert_null(lesson_file_find(folders, 1, &f->arena, "hills/lesson.ini"));
	assert_string_equal(lesson_file_find(folders, 1, &f->arena, in(f, "own/hills")),
		in(f, "own/hills/lesson.ini"));
}

static void a_scenario_is_known_by_the_name_of_its_file(void **state)
{
	(void)state;
	assert_true(lesson_file_is_scenario("scenario.ini"));
	assert_true(lesson_file_is_scenario("a/b/scenario.ini"));
	assert_false(lesson_file_is_scenario("a/b/lesson.ini"));
	assert_false(lesson_file_is_scenario("scenario.ini/lesson.ini"));
	assert_false(lesson_file_is_scenario("a/my-scenario.ini"));
}

/* ---- languages */

static void a_lesson_has_its_own_language_and_those_of_its_translations(void **state)
{
	struct fixture *f = *state;
	const char *file = in(f, "hills/lesson.ini");

	folder_with(f, "hills", "lesson.ini", LESSON_HEAD LESSON_PAGE);
	folder_with(f, "hills", "fr.ini", FRENCH);
	assert_true(lesson_file_has_language(file, "en"));
	assert_true(lesson_file_has_language(file, "fr"));
	assert_false(lesson_file_has_language(file, "de"));
}

static void a_file_that_cannot_be_read_has_no_language_of_its_own(void **state)
{
	struct fixture *f = *state;

	assert_false(lesson_file_has_language(in(f, "nothing/lesson.ini"), "en"));
	folder_with(f, "empty", "lesson.ini", "");
	assert_false(lesson_file_has_language(in(f, "empty/lesson.ini"), "en"));
	folder_with(f, "silent", "lesson.ini", "[lesson]\nid = silent\n");
	assert_false(lesson_file_has_language(in(f, "silent/lesson.ini"), "en"));
}

/* Asserts that loading in lang gives this title, in the language in_lang. */
static void assert_comes(
	struct fixture *f, const char *lang, const char *title, const char *in_lang)
{
	const struct ini *ini = NULL;
	struct lesson *l =
		lesson_file_load(in(f, "hills/lesson.ini"), lang, parse_single, &ini, &f->diags);

	assert_no_diags(&f->diags);
	assert_non_null(l);
	assert_non_null(ini);
	assert_string_equal(l->title, title);
	assert_string_equal(l->language, in_lang);
	assert_string_equal(ini->sections[0].kind, "lesson");
	lesson_free(l);
}

static void a_lesson_comes_in_the_language_that_is_asked_for_or_its_own(void **state)
{
	struct fixture *f = *state;

	folder_with(f, "hills", "lesson.ini", LESSON_HEAD LESSON_PAGE);
	folder_with(f, "hills", "fr.ini", FRENCH);
	assert_comes(f, NULL, "Hills", "en");
	assert_comes(f, "en", "Hills", "en");
	assert_comes(f, "fr", "Collines", "fr");
	assert_comes(f, "de", "Hills", "en");
}

/* A file en.ini next to a lesson written in English does not translate it. */
static void a_lesson_is_not_translated_into_its_own_language(void **state)
{
	struct fixture *f = *state;

	folder_with(f, "hills", "lesson.ini", LESSON_HEAD LESSON_PAGE);
	folder_with(f, "hills", "en.ini", FRENCH);
	assert_comes(f, "en", "Hills", "en");
}

static void a_lesson_with_mistakes_is_none_and_they_are_told(void **state)
{
	struct fixture *f = *state;
	const struct ini *ini = NULL;

	assert_null(lesson_file_load(in(f, "lesson.ini"), "fr", parse_single, &ini, &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
	diags_release(&f->diags);

	folder_with(f, "hills", "lesson.ini", LESSON_HEAD "titel = x\n" LESSON_PAGE);
	assert_null(
		lesson_file_load(in(f, "hills/lesson.ini"), NULL, parse_single, &ini, &f->diags));
	assert_true(f->diags.errors > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_folder_means_its_main_file),
		TEST(a_file_means_itself_and_nothing_means_nothing),
		TEST(an_id_is_looked_for_in_the_folders_in_their_order),
		TEST(a_path_is_no_id),
		TEST(a_scenario_is_known_by_the_name_of_its_file),
		TEST(a_lesson_has_its_own_language_and_those_of_its_translations),
		TEST(a_file_that_cannot_be_read_has_no_language_of_its_own),
		TEST(a_lesson_comes_in_the_language_that_is_asked_for_or_its_own),
		TEST(a_lesson_is_not_translated_into_its_own_language),
		TEST(a_lesson_with_mistakes_is_none_and_they_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
