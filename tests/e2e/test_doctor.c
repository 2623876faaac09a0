/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie doctor reports each fault on its own line with a remedy, and exits with status 1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "os/between.h"
#include "skip.h"

/* Runs doctor; said gets its report, one finding per line. */
static int doctor(struct desk *desk, struct start start, struct strbuf *said)
{
	start.args[0] = "doctor";
	strbuf_clear(said);
	return desk_run(desk, &start, said, said);
}

/* Checks that the line beginning with begin contains all of words. */
static void expect(const struct strbuf *said, const char *begin, const char *const *words)
{
	const char *at = strstr(said->buf, begin);
	size_t len = at ? strcspn(at, "\n") : 0;

	if (!at)
		fail_msg("no line “%s”:\n%s", begin, said->buf);
	for (; *words; words++)
		if (!memmem(at, len, *words, strlen(*words)))
			fail_msg("“%s” is not in: %.*s", *words, (int)len, at);
}

#define WORDS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

/* One visit, which creates the store. */
static void make_a_store(struct desk *desk)
{
	struct terminal *t = desk_start(desk, NULL);

	go_home(t);
	terminal_send(t, "q");
	assert_ends(t, 0);
}

static void all_is_well(void **state)
{
	struct strbuf said = STRBUF_INIT;

	assert_int_equal(doctor(*state, (struct start){ 0 }, &said), 0);
	expect(&said, "store: ", WORDS("does not exist yet; it is made when the course starts"));
	make_a_store(*state);
	assert_int_equal(doctor(*state, (struct start){ 0 }, &said), 0);
	expect(&said, "store: ", WORDS("progress.db is sound"));
	expect(&said, "lessons: ", WORDS("2 in ", " 0 errors"));
	expect(&said, "locale: ", WORDS("UTF-8, language en"));
	expect(&said, "terminal: ", WORDS("TERM is “xterm-256color”"));
	expect(&said, "sandbox of a kiosk: ", WORDS("("));
	strbuf_release(&said);
}

static void a_damaged_store_is_said_and_left(void **state)
{
	struct strbuf said = STRBUF_INIT;

	desk_write(*state, ".local/share/vigie/progress.db",
		"This is no database, but a letter of some length to a friend.\n");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(doctor(*state, (struct start){ 0 }, &said), 1);
		expect(&said, "store: ",
			WORDS("is damaged", "left as it is", "The course sets it aside"));
	}
	strbuf_release(&said);
}

static void a_store_that_others_may_read_is_said_with_what_to_do(void **state)
{
	struct strbuf said = STRBUF_INIT;

	make_a_store(*state);
	assert_int_equal(chmod(desk_store(*state), 0644), 0);
	assert_int_equal(doctor(*state, (struct start){ 0 }, &said), 1);
	expect(&said, "store: ", WORDS("Others can read", "chmod 600"));
	strbuf_release(&said);
}

static void a_store_that_cannot_be_used_is_said_with_what_to_do(void **state)
{
	struct desk *desk = *state;
	struct strbuf said = STRBUF_INIT;
	const char *link = desk_path(desk, "link.db");

	assert_int_equal(
		doctor(desk, (struct start){ .args = { NULL, "--store", desk->home } }, &said), 1);
	expect(&said, "store: ", WORDS("is not a regular file", "Choose another file"));
	assert_int_equal(symlink("elsewhere.db", link), 0);
	desk_write(desk, "elsewhere.db", "");
	assert_int_equal(
		doctor(desk, (struct start){ .args = { NULL, "--store", link } }, &said), 1);
	expect(&said, "store: ", WORDS("symbolic link", "Remove the link, or choose another file"));
	assert_int_equal(doctor(desk, (struct start){ .env = { "HOME" } }, &said), 1);
	expect(&said, "store: ", WORDS("no home folder is known; use --store FILE"));
	strbuf_release(&said);
}

static void lessons_that_are_missing_or_wrong_are_said_with_what_to_do(void **state)
{
	struct desk *desk = *state;
	struct strbuf said = STRBUF_INIT;
	const char *course = desk_copy_course(desk, "course");

	assert_int_equal(doctor(desk, (struct start){ .lessons = "/no/such/folder" }, &said), 1);
	expect(&said, "lessons: ", WORDS("none in /no/such/folder", "vigie --lessons FOLDER"));
	desk_write(desk, "course/first/lesson.ini", "[lesson\n");
	assert_int_equal(doctor(desk, (struct start){ .lessons = course }, &said), 1);
	expect(&said, "lessons: ", WORDS("1 in ", "vigie check says which"));
	strbuf_release(&said);
}

static void a_locale_without_unicode_is_said_with_what_to_do(void **state)
{
	struct strbuf said = STRBUF_INIT;

	assert_int_equal(doctor(*state, (struct start){ .env = { "LANG=C" } }, &said), 1);
	expect(&said, "locale: ", WORDS("drawn with ASCII only", "LANG=C.UTF-8 vigie"));
	assert_int_equal(
		doctor(*state, (struct start){ .env = { "LC_ALL=fr_FR.ISO-8859-1" } }, &said), 1);
	strbuf_release(&said);
}

static void a_terminal_that_cannot_be_drawn_on_is_said_with_what_to_do(void **state)
{
	static const char *const broken[] = { "TERM=nonsense", "TERM=dumb", "TERM=", "TERM" };
	struct strbuf said = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(broken); i++) {
		assert_int_equal(doctor(*state, (struct start){ .env = { broken[i] } }, &said), 1);
		expect(&said,
			"terminal: ", WORDS("cannot draw", "TERM=xterm vigie", "vigie --linear"));
	}
	assert_int_equal(
		doctor(*state, (struct start){ .env = { "TERM=xterm-not-in-terminfo" } }, &said),
		0);
	strbuf_release(&said);
}

static void a_kernel_without_a_sandbox_is_said_with_what_to_do(void **state)
{
	struct desk *desk = *state;
	struct strbuf said = STRBUF_INIT;
	const char *count = desk_path(desk, "count");
	int status = doctor(desk,
		(struct start){ .env = { "ASAN_OPTIONS=detect_leaks=0" },
			.under = { beside_us("tests/faults/inject"), "landlock_create_ruleset",
				"1+", "ENOSYS", count } },
		&said);

	if (status == 77)
		skip_because("needs a namespace of its own");
	assert_int_equal(status, 0);
	expect(&said, "sandbox of a kiosk: ", WORDS("Linux 5.13 or newer"));
	assert_null(strstr(said.buf, "files (Landlock) and system calls"));
	strbuf_release(&said);
}

static void what_hiding_cannot_erase_is_said(void **state)
{
	struct strbuf said = STRBUF_INIT;

	assert_int_equal(
		doctor(*state, (struct start){ .env = { "SCRIPT=typescript" } }, &said), 0);
	expect(&said, "leaving quickly", WORDS("being recorded (script)"));
	assert_int_equal(doctor(*state, (struct start){ .env = { "STY=1234.pts-0" } }, &said), 0);
	if (!between_find().recorder)
		expect(&said, "leaving quickly", WORDS("GNU screen is running"));
	strbuf_release(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(all_is_well),
		TEST(a_damaged_store_is_said_and_left),
		TEST(a_store_that_others_may_read_is_said_with_what_to_do),
		TEST(a_store_that_cannot_be_used_is_said_with_what_to_do),
		TEST(lessons_that_are_missing_or_wrong_are_said_with_what_to_do),
		TEST(a_locale_without_unicode_is_said_with_what_to_do),
		TEST(a_terminal_that_cannot_be_drawn_on_is_said_with_what_to_do),
		TEST(a_kernel_without_a_sandbox_is_said_with_what_to_do),
		TEST(what_hiding_cannot_erase_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
