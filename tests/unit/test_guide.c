/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guide for trainers: what of it is checked, and read when it is asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "course/guide.h"
#include "os/file.h"
#include "unit/course_fixture.h"

#define HEAD                                                                               \
	"[lesson]\nformat = 2\nid = hills\norder = 10\nlanguage = en\ntitle = \"Hills\"\n" \
	"summary = \"About hills.\"\nminutes = 5\npass = 60\n"

static void check_text(const char *text, const char *over, struct diags *diags)
{
	lesson_free(lesson_from_texts(text, over, diags));
}

static void the_keys_are_known_in_the_head(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_text(HEAD "guide.aim = \"A\"\nguide.time = \"B\"\nguide.ask = \"C\"\nguide.arise = "
			"\"D\"\nguide.close = \"E\"\n" LESSON_PAGE,
		NULL, &diags);
	assert_no_diags(&diags);
	diags_release(&diags);
}

static void a_mistyped_key_is_guessed(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_text(HEAD "guide.arize = \"A\"\n" LESSON_PAGE, NULL, &diags);
	assert_one_diag(&diags, "unknown-key", 10, 1);
	assert_non_null(strstr(diags.v[0].message, "guide.arise"));
	diags_release(&diags);
}

static void a_bare_or_blank_text_and_a_placeholder_are_errors(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_text(HEAD "guide.aim = bare\n" LESSON_PAGE, NULL, &diags);
	check_text(HEAD "guide.ask = \" \"\n" LESSON_PAGE, NULL, &diags);
	check_text(HEAD "guide.ask = \"{lakes}\"\n" LESSON_PAGE, NULL, &diags);
	assert_diags(&diags, 3);
	assert_string_equal(diags.v[0].rule, "not-quoted");
	assert_string_equal(diags.v[1].rule, "blank-text");
	assert_string_equal(diags.v[2].rule, "placeholder-here");
	diags_release(&diags);
}

static void an_older_format_has_no_guide(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_text(LESSON_HEAD "guide.aim = \"A\"\n" LESSON_PAGE, NULL, &diags);
	assert_one_diag(&diags, "newer-key", 10, 14);
	diags_release(&diags);
}

static void a_missing_translation_is_reported(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_text(HEAD "guide.aim = \"A\"\n" LESSON_PAGE,
		"[lesson]\ntitle = \"C\"\nsummary = \"S\"\n[page one]\ntitle = \"U\"\n"
		"text1 = \"C\"\n",
		&diags);
	assert_one_diag(&diags, "missing-translation", 1, 1);
	assert_non_null(strstr(diags.v[0].message, "guide.aim"));
	diags_release(&diags);
}

static void a_guide_is_read_with_its_translation(void **state)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct guide guide;
	const char *file;
	char dir[64];

	(void)state;
	make_folder(dir);
	write_text(dir, "lesson.ini",
		HEAD "guide.aim = \"Know hills.\"\nguide.close = \"Go.\"\n" LESSON_PAGE);
	write_text(dir, "fr.ini", "[lesson]\ntitle = \"Collines\"\nguide.aim = \"Savoir.\"\n");
	file = arena_printf(&arena, "%s/lesson.ini", dir);

	assert_true(guide_load(&guide, &arena, file, NULL, &diags));
	assert_string_equal(guide.title, "Hills");
	assert_string_equal(guide.language, "en");
	assert_string_equal(guide.texts[GUIDE_AIM], "Know hills.");
	assert_null(guide.texts[GUIDE_ASK]);

	assert_true(guide_load(&guide, &arena, file, "fr", &diags));
	assert_string_equal(guide.title, "Collines");
	assert_string_equal(guide.language, "fr");
	assert_string_equal(guide.texts[GUIDE_AIM], "Savoir.");
	assert_string_equal(guide.texts[GUIDE_CLOSE], "Go.");
	assert_false(guide_is_empty(&guide));

	/* a language without a file is that of the lesson */
	assert_true(guide_load(&guide, &arena, file, "eo", &diags));
	assert_string_equal(guide.language, "en");
	assert_no_diags(&diags);
	file_remove_tree(dir);
	arena_release(&arena);
	diags_release(&diags);
}

static void without_a_file_there_is_no_guide(void **state)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct guide guide;
	char dir[64];

	(void)state;
	make_folder(dir);
	assert_false(guide_load(
		&guide, &arena, arena_printf(&arena, "%s/lesson.ini", dir), "fr", &diags));
	write_text(dir, "lesson.ini", HEAD LESSON_PAGE);
	assert_true(guide_load(
		&guide, &arena, arena_printf(&arena, "%s/lesson.ini", dir), "fr", &diags));
	assert_true(guide_is_empty(&guide));
	file_remove_tree(dir);
	arena_release(&arena);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_keys_are_known_in_the_head),
		cmocka_unit_test(a_mistyped_key_is_guessed),
		cmocka_unit_test(a_bare_or_blank_text_and_a_placeholder_are_errors),
		cmocka_unit_test(an_older_format_has_no_guide),
		cmocka_unit_test(a_missing_translation_is_reported),
		cmocka_unit_test(a_guide_is_read_with_its_translation),
		cmocka_unit_test(without_a_file_there_is_no_guide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
