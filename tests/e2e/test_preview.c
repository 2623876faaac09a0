/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie preview shows a save within half a second, however the editor saves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

#define HEAD                                                                                                       \
	"[lesson]\nformat = 1\nid = hills\norder = 1\nlanguage = en\ntitle = \"Hills\"\nsummary = \"Of hills.\"\n" \
	"minutes = 5\npass = 60\n\n[page one]\ntitle = \"First page\"\ntext1 = \"A hill.\"\n\n"
#define SECOND(text) "[page two]\ntitle = \"Second page\"\ntext1 = \"" text "\"\n\n"
#define QUESTION                                                                                                 \
	"[question q]\ntype = truefalse\nprompt = \"It is high.\"\ncorrect = true\nfeedback.true = \"It is.\"\n" \
	"feedback.false = \"It is high.\"\n"

enum { SOON_MS = 500 };

static void put(const char *path, const char *mode, const char *text)
{
	FILE *f = fopen(path, mode);

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static struct terminal *preview_in(struct desk *desk, int cols)
{
	char *file = desk_path(desk, "hills/lesson.ini");
	struct start start = {
		.args = { "preview", file }, .lessons = "", .cols = cols, .rows = cols ? 30 : 0
	};
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

static struct terminal *preview(struct desk *desk)
{
	return preview_in(desk, 0);
}

static double slowest; /* milliseconds until a save was seen */

static void assert_soon(struct terminal *t, const char *text)
{
	double start = now_ms(), took;

	assert_shows(t, text);
	took = now_ms() - start;
	slowest = took > slowest ? took : slowest;
	/* twice the promised time, because the machine may be busy */
	assert_true(took < 2 * SOON_MS);
}

static void a_save_in_place_is_seen_on_the_same_page(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD SECOND("New words.") QUESTION);
	assert_soon(t, "New words.");
	assert_shows(t, "Second page");
	/* insert a page before it: the position follows the page id */
	put(desk_path(desk, "hills/lesson.ini"), "w",
		HEAD "[page between]\ntitle = \"Between\"\ntext1 = \"X.\"\n\n" SECOND(
			"Newer words.") QUESTION);
	assert_soon(t, "Newer words.");
	assert_shows(t, "3 of 4");
}

static void a_rename_over_the_file_is_seen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	put(desk_path(desk, "hills/.swap"), "w", HEAD SECOND("Renamed words.") QUESTION);
	assert_int_equal(
		rename(desk_path(desk, "hills/.swap"), desk_path(desk, "hills/lesson.ini")), 0);
	assert_soon(t, "Renamed words.");
}

static void a_file_that_is_emptied_and_then_written_is_seen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);
	char *file = desk_path(desk, "hills/lesson.ini");

	/* truncate, write half, write the rest, with time for a look in between */
	assert_int_equal(truncate(file, 0), 0);
	assert_soon(t, "The file has errors");
	assert_shows(t, "Old words.");
	put(file, "a", "[lesson]\nformat = 1\nid = hi");
	usleep(600 * 1000);
	assert_shows(t, "Old words.");
	put(file, "w", HEAD SECOND("Written words.") QUESTION);
	assert_soon(t, "Written words.");
	assert_shows_not(t, "The file has errors");
	assert_shows(t, "2 of 3");
}

/* The file keeps its length and changes within the same second, which a time stamp in whole seconds
 * would miss. */
static void one_letter_changed_in_place_is_seen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);
	FILE *f = fopen(desk_path(desk, "hills/lesson.ini"), "r+");

	assert_non_null(f);
	fseek(f, (long)(strlen(HEAD) + strlen("[page two]\ntitle = \"Second page\"\ntext1 = \"")),
		SEEK_SET);
	fputs("Odd", f);
	fclose(f);
	assert_soon(t, "Odd words.");
}

static bool side_by_side(struct terminal *t, const char *left, const char *right)
{
	for (int y = 0; y < 24; y++) {
		const char *row = terminal_row(t, y), *at = strstr(row, left);

		if (at && strstr(at, right))
			return true;
	}
	return false;
}

static void check_stands_beside_where_there_is_room(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview_in(desk, 120);

	assert_shows(t, "Second page");
	assert_true(side_by_side(t, "Hills", "Messages of check"));
	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD SECOND("Odd {fact}.") QUESTION);
	assert_soon(t, "[unknown-fact]");
	assert_true(side_by_side(t, "The file has errors", "lesson.ini:1"));
	assert_shows(t, "Old words.");
	put(desk_path(desk, "hills/lesson.ini"), "w", HEAD SECOND("Good words.") QUESTION);
	assert_soon(t, "No problems.");
	/* the messages go below, if there is no room beside the page */
	terminal_resize(t, 80, 24);
	assert_shows_not(t, "d, u");
	assert_false(side_by_side(t, "Hills", "Messages of check"));
	assert_shows(t, "Messages of check");
}

static void a_scenario_is_looked_at_message_by_message(void **state)
{
	struct desk *desk = *state;
	const char *dir = desk_path(desk, "ferry");
	struct start start = { .args = { "preview", dir }, .lessons = "" };
	struct terminal *t;

	assert_int_equal(system(said("cp -R '%s/screens/talk/ferry' '%s'", TEST_DATA, dir)), 0);
	t = desk_start(desk, &start);
	assert_shows(t, "1 of ");
	assert_shows(t, "→ ");
	terminal_send(t, "n");
	assert_shows(t, "2 of ");
	put(desk_path(desk, "ferry/scenario.ini"), "a", "\n[nothing]\n");
	assert_soon(t, "[unknown-section]");
	assert_shows(t, "2 of ");
}

static void a_file_that_is_away_for_a_while_does_not_empty_the_screen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = preview(desk);

	/* renamed to a backup first, as some editors do */
	assert_int_equal(
		rename(desk_path(desk, "hills/lesson.ini"), desk_path(desk, "hills/lesson.ini~")),
		0);
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
	put(desk_path(desk, "hills/lesson.ini"), "w",
		HEAD "[page two]\ntitel = \"Second page\"\ntext1 = \"A\"\n");
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
		TEST(a_file_that_is_emptied_and_then_written_is_seen),
		TEST(one_letter_changed_in_place_is_seen),
		TEST(check_stands_beside_where_there_is_room),
		TEST(a_scenario_is_looked_at_message_by_message),
		TEST(a_file_that_is_away_for_a_while_does_not_empty_the_screen),
		TEST(while_it_is_broken_the_last_good_one_remains),
	};

	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	print_message("# preview: a save was seen after %.0f ms at most\n", slowest);
	return failed;
}
