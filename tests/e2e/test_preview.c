/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie preview: what an editor saves is on the screen within half a second, however it saves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

#define HEAD "[lesson]\nformat = 1\nid = hills\norder = 1\nlanguage = en\ntitle = \"Hills\"\nsummary = \"Of hills.\"\n" \
	"minutes = 5\npass = 60\n\n[page one]\ntitle = \"First page\"\ntext1 = \"A hill.\"\n\n"
#define SECOND(text) "[page two]\ntitle = \"Second page\"\ntext1 = \"" text "\"\n\n"
#define QUESTION "[question q]\ntype = truefalse\nprompt = \"It is high.\"\ncorrect = true\nfeedback.true = \"Yes.\"\n" \
	"feedback.false = \"No.\"\n"

enum { SOON_MS = 500 };

static void put(const char *path, const char *mode, const char *text)
{
	FILE *f = fopen(path, mode);

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static struct terminal *preview(struct desk *desk)
{
	char *file = desk_path(desk, "hills/lesson.ini");
	struct start start = { .args = { "preview", file }, .lessons = "" };
	struct terminal *t;

	assert_int_equal(mkdir(desk_path(desk, "hills"), 0700), 0);
	put(file, "w", HEAD SECOND("Old words.") QUESTION);
	t = desk_start(desk, &start);
	assert_shows(t, "First page");
	assert_shows(t, "No problems.");
	terminal_send(t, "n");
	assert_shows(t, "Old words.");
	return t;
}

static void assert_soon(struct terminal *t, const char *text)
{
	double start = now_ms();

	assert_shows(t, text);
	/* twice the time: the machine may be busy */
	assert_true(now_ms() - start < 2 * SOON_MS);
}

static void a_save_in_place_is_seen_on_the_same_page(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD SECOND("New words.") QUESTION);
	assert_soon(t, "New words.");
	assert_shows(t, "Second page");
	/* a page before it: the place goes by the id */
	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD "[page between]\ntitle = \"Between\"\ntext1 = \"X.\"\n\n"
		SECOND("Newer words.") QUESTION);
	assert_soon(t, "Newer words.");
	assert_shows(t, "3 of 4");
}

static void a_rename_over_the_file_is_seen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	put(desk_path(desk, "hills/.swap"), "w", HEAD SECOND("Renamed words.") QUESTION);
	assert_int_equal(rename(desk_path(desk, "hills/.swap"), desk_path(desk, "hills/lesson.ini")), 0);
	assert_soon(t, "Renamed words.");
}

static void a_file_that_is_away_for_a_while_does_not_empty_the_screen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	/* moved to a backup first, as some editors do */
	assert_int_equal(rename(desk_path(desk, "hills/lesson.ini"), desk_path(desk, "hills/lesson.ini~")), 0);
	assert_soon(t, "The file has errors");
	assert_shows(t, "Old words.");
	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD SECOND("Back again.") QUESTION);
	assert_soon(t, "Back again.");
	assert_shows_not(t, "The file has errors");
}

static void while_it_is_broken_the_last_good_one_remains(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	put(desk_path(desk, "hills/lesson.ini"), "w", "");
	assert_soon(t, "empty-file");
	assert_shows(t, "Old words.");
	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD "[page two]\ntitel = \"Second page\"\ntext1 = \"A\"\n");
	assert_soon(t, "titel");
	assert_shows(t, "Old words.");
	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD SECOND("Good words.") QUESTION);
	assert_soon(t, "Good words.");
	terminal_send(t, "n");
	assert_shows(t, "It is high.");
	terminal_send(t, "q");
	assert_int_equal(terminal_wait_end(t), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_save_in_place_is_seen_on_the_same_page),
		TEST(a_rename_over_the_file_is_seen),
		TEST(a_file_that_is_away_for_a_while_does_not_empty_the_screen),
		TEST(while_it_is_broken_the_last_good_one_remains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
