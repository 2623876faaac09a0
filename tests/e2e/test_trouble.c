/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faulty disks, directories and files: a message appears and the course goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mount.h>

#include "e2e/desk.h"
#include "e2e/records.h"
#include "skip.h"

enum { NOBODY = 65534 };

/* Root can write everywhere, so the program runs as nobody. */
static uid_t somebody_else(void)
{
	return getuid() == 0 ? NOBODY : 0;
}

/* Lets the user nobody read the desk; skips the test if that user cannot start the program. */
static void let_nobody_in(struct desk *desk)
{
	assert_int_equal(chmod(desk->home, 0755), 0);
	if (getuid() == 0) {
		const struct start version = { .args = { "--version" }, .uid = NOBODY };
		struct strbuf out = STRBUF_INIT;
		int status = desk_run(desk, &version, &out, &out);

		strbuf_release(&out);
		if (status)
			skip_because("there is no /dev/full");
	}
}

/* Goes from the first screen to an answered question, wherever answers are saved. */
static void answer_one_question(struct terminal *t)
{
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "your answer");
}

/* ---- the store */

static void a_store_in_a_folder_that_cannot_be_written_is_said_and_the_course_goes_on(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	let_nobody_in(desk);
	assert_int_equal(chmod(desk->home, 0555), 0);
	t = desk_start(desk, &(struct start){ .uid = somebody_else() });
	assert_shows(t, "Cannot save answers");
	answer_one_question(t);
	press_until(t, "q", "q leave", 3);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

/* Earlier answers are shown, new ones are not saved, and the program says both. */
static void a_store_that_became_read_only_still_shows_what_was_done(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, NULL);

	answer_one_question(t);
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	let_nobody_in(desk);
	if (getuid() == 0) {
		struct strbuf command = STRBUF_INIT;

		strbuf_addf(&command, "chown -R %d '%s' && chmod -R a-w '%s'", NOBODY, desk->home,
			desk->home);
		assert_int_equal(system(command.buf), 0);
		strbuf_release(&command);
	} else {
		assert_int_equal(chmod(desk_store(desk), 0400), 0);
	}
	t = desk_start(desk, &(struct start){ .uid = somebody_else() });
	assert_shows(t, "1 of 4");
	assert_shows(t, "progress.db");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Go on with the questions, 1 of 4");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Which of these are wet");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Not saved");
	assert_shows(t, "a lake is wet");
	/* the message appears only once */
	press_until(t, KEY_ENTER, "question 3 of 4", 3);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Right, the atlas says so.");
	assert_null(strstr(terminal_text(t), "Not saved"));
}

static void without_a_home_folder_nothing_is_kept_and_that_is_said(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .env = { "HOME" } });

	assert_shows(t, "Cannot save answers");
	answer_one_question(t);
}

static void a_damaged_store_is_set_aside_and_the_course_goes_on(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	desk_write(desk, ".local/share/vigie/progress.db",
		"This is no database, but a letter of some length to a friend.\n");
	t = desk_start(desk, NULL);
	assert_shows(t, "damaged");
	answer_one_question(t);
}

static void fill_up(const char *path)
{
	static const char block[4096];
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	setvbuf(f, NULL, _IONBF, 0);
	while (fwrite(block, 1, sizeof(block), f) == sizeof(block))
		;
	fclose(f);
}

static void a_disk_that_fills_up_is_said_and_the_course_goes_on(void **state)
{
	struct desk *desk = *state;
	const char *disk = desk_path(desk, "disk");
	struct terminal *t;

	assert_int_equal(mkdir(disk, 0700), 0);
	if (mount("tmpfs", disk, "tmpfs", 0, "size=256k"))
		skip_because("no small disk can be mounted here");
	t = desk_start(desk,
		&(struct start){ .args = { "--store", desk_path(desk, "disk/progress.db") } });
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	/* the journal must not be in use, whose room would be free again afterwards */
	assert_records(desk_path(desk, "disk/progress.db"), COUNT_RUNS, 1);
	fill_up(desk_path(desk, "disk/full"));
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Not saved");
	assert_shows(t, "your answer");
	/* once there is room, the next save also writes what was missed */
	assert_int_equal(unlink(desk_path(desk, "disk/full")), 0);
	press_until(t, KEY_ENTER, "Which of these are wet", 3);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "a lake is wet");
	terminal_send(t, "\003");
	assert_ends(t, 130);
	t = desk_start(desk,
		&(struct start){ .args = { "--store", desk_path(desk, "disk/progress.db") } });
	assert_shows(t, "2 of 4");
	terminal_send(t, "\003");
	assert_ends(t, 130);
	assert_int_equal(umount(disk), 0);
}

static int leave_disk(void **state)
{
	(void)umount2(desk_path(*state, "disk"), MNT_DETACH);
	return desk_teardown(state);
}

/* ---- lessons */

static void finds_no_lessons(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	press_until(t, KEY_ENTER, "No lessons were found", 4);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
	desk_forget_store(desk);
}

static void a_lessons_folder_that_is_missing_empty_or_closed_is_said(void **state)
{
	struct desk *desk = *state;
	const char *empty = desk_path(desk, "empty");

	finds_no_lessons(desk, &(struct start){ .lessons = "/no/such/folder" });
	assert_int_equal(mkdir(empty, 0755), 0);
	finds_no_lessons(desk, &(struct start){ .lessons = empty });
	finds_no_lessons(desk, &(struct start){ .lessons = "/dev/null" });
	assert_int_equal(chmod(empty, 0), 0);
	let_nobody_in(desk);
	finds_no_lessons(desk, &(struct start){ .lessons = empty, .uid = somebody_else() });
}

/* The good lessons next to a broken one work, and the program says that one is missing. */
static void second_still_works(struct desk *desk, const char *course)
{
	struct terminal *t = desk_start(desk, &(struct start){ .lessons = course });

	press_until(t, KEY_ENTER, "Second lesson", 4);
	assert_shows(t, "Some lessons cannot be read and are missing here");
	press_until(t, KEY_DOWN, "Two pages and two questions.", 2);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Read the lesson");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "A tree has a trunk.");
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	desk_forget_store(desk);
}

static void a_lesson_that_is_a_folder_a_fifo_or_garbage_does_not_hurt_the_others(void **state)
{
	struct desk *desk = *state;
	const char *course = desk_copy_course(desk, "course");
	char *lesson = desk_path(desk, "course/first/lesson.ini");

	assert_int_equal(unlink(lesson), 0);
	assert_int_equal(mkdir(lesson, 0700), 0);
	second_still_works(desk, course);
	assert_int_equal(rmdir(lesson), 0);
	assert_int_equal(mkfifo(lesson, 0600), 0);
	second_still_works(desk, course);
	assert_int_equal(unlink(lesson), 0);
	assert_int_equal(symlink("/dev/zero", lesson), 0);
	second_still_works(desk, course);
	assert_int_equal(unlink(lesson), 0);
	desk_write(desk, "course/first/lesson.ini", "\033[2J\033]0;title\007 \377\376 ] = [ \"\n");
	second_still_works(desk, course);
}

static void a_lesson_with_a_mistake_is_named_where_it_is_opened(void **state)
{
	struct desk *desk = *state;
	const char *course = desk_copy_course(desk, "course");
	struct strbuf command = STRBUF_INIT;
	struct terminal *t;

	strbuf_addf(&command, "sed -i 's/^correct = b/correct = z/' '%s/first/lesson.ini'", course);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
	t = desk_start(desk, &(struct start){ .lessons = course });
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "there is a mistake in its file");
	assert_shows(t, "option.z is named here but does not exist");
	terminal_send(t, KEY_ESC);
	assert_shows(t, "cannot be read");
}

static void a_translation_with_a_mistake_leaves_the_lesson_in_its_own_language(void **state)
{
	struct desk *desk = *state;
	const char *course = desk_copy_course(desk, "course");
	struct terminal *t;

	desk_write(desk, "course/first/fr.ini",
		"[lesson]\ntitle = \"Première\"\n[page hills]\ntitle = \"never closed\n");
	t = desk_start(desk, &(struct start){ .lessons = course, .env = { "LANG=fr_FR.UTF-8" } });
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages and four questions.");
	terminal_send(t, "\003");
	assert_ends(t, 130);
	t = desk_start(desk, &(struct start){ .lessons = course });
	assert_shows(t, "▸ 1");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages and four questions.");
}

/* ---- vigie check */

static int check(struct desk *desk, struct strbuf *text, const char *path)
{
	strbuf_clear(text);
	return desk_run(
		desk, &(struct start){ .lessons = "", .args = { "check", path } }, text, text);
}

static void check_says_by_its_status_whether_all_is_well(void **state)
{
	struct strbuf text = STRBUF_INIT;

	assert_int_equal(check(*state, &text, TEST_DATA "/lessons/good"), 0);
	assert_non_null(strstr(text.buf, "0 errors"));
	assert_int_equal(check(*state, &text, TEST_DATA "/lessons/bad/unknown-option"), 1);
	assert_non_null(strstr(text.buf, "lesson.ini:"));
	assert_non_null(strstr(text.buf, "unknown-option"));
	assert_int_equal(check(*state, &text, TEST_LESSONS), 0);
	strbuf_release(&text);
}

static void check_says_what_cannot_be_read(void **state)
{
	struct desk *desk = *state;
	struct strbuf text = STRBUF_INIT;
	char *fifo = desk_path(desk, "lesson.ini");

	assert_int_not_equal(check(desk, &text, "/no/such/folder"), 0);
	assert_non_null(strstr(text.buf, "/no/such/folder"));
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_not_equal(check(desk, &text, fifo), 0);
	desk_write(desk, "hostile/lesson.ini", "\033]0;title\007\n\302\233\n");
	assert_int_equal(check(desk, &text, desk_path(desk, "hostile/lesson.ini")), 1);
	assert_null(strchr(text.buf, '\033'));
	assert_null(strstr(text.buf, "\302\233"));
	strbuf_release(&text);
}

static void check_says_when_its_output_cannot_be_written(void **state)
{
	struct strbuf text = STRBUF_INIT;
	int full = open("/dev/full", O_WRONLY);

	if (full < 0)
		skip_because("there is no /dev/full");
	assert_int_equal(desk_run(*state,
				 &(struct start){ .lessons = "",
					 .args = { "check", TEST_DATA "/lessons/good" },
					 .out = full },
				 &text, &text),
		3);
	assert_non_null(strstr(text.buf, "could not be written"));
	close(full);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_store_in_a_folder_that_cannot_be_written_is_said_and_the_course_goes_on),
		TEST(a_store_that_became_read_only_still_shows_what_was_done),
		TEST(without_a_home_folder_nothing_is_kept_and_that_is_said),
		TEST(a_damaged_store_is_set_aside_and_the_course_goes_on),
		cmocka_unit_test_setup_teardown(a_disk_that_fills_up_is_said_and_the_course_goes_on,
			desk_setup, leave_disk),
		TEST(a_lessons_folder_that_is_missing_empty_or_closed_is_said),
		TEST(a_lesson_that_is_a_folder_a_fifo_or_garbage_does_not_hurt_the_others),
		TEST(a_lesson_with_a_mistake_is_named_where_it_is_opened),
		TEST(a_translation_with_a_mistake_leaves_the_lesson_in_its_own_language),
		TEST(check_says_by_its_status_whether_all_is_well),
		TEST(check_says_what_cannot_be_read),
		TEST(check_says_when_its_output_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
