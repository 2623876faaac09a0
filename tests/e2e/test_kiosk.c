/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk in a pseudo-terminal: no way out, and no trace of a visit on disk or in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"

static void no_key_and_no_signal_ends_it(void **state)
{
	static const int signals[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2,
		SIGALRM, SIGPIPE, SIGWINCH, SIGCONT };
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", NULL);

	assert_shows(t, ATTRACT);
	terminal_send(t, "\003");
	assert_shows(t, "at your own pace");
	terminal_send(t, "\003\032\034\023\021\004\033OP\033[24~\033[15~");
	for (size_t i = 0; i < ARRAY_SIZE(signals); i++)
		terminal_signal(t, signals[i]);
	assert_settles(t);
	assert_true(terminal_running(t));
	terminal_send(t, "q\033");
	assert_settles(t);
	assert_true(terminal_running(t));
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
	assert_given_back(t);
}

/* Leaving and hiding both end the visit, but not the kiosk. */
static void hiding_shows_the_calendar_then_a_fresh_start(void **state)
{
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", NULL);

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "\r\033[H");
	terminal_take(t, 50);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	terminal_send(t, " ");
	assert_shows(t, "at your own pace");
}

static void the_course_can_be_left_to_the_first_picture(void **state)
{
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", NULL);

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	assert_true(terminal_running(t));
}

static void after_a_visit_nothing_of_it_is_left(void **state)
{
	static const char *const words[] = { "xylophone", "What is lower", "edge of a lake",
		"Three pages" };
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", NULL);
	struct strbuf err = STRBUF_INIT, out = STRBUF_INIT;

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	terminal_send(t, "sss");
	assert_shows(t, "edge of a lake");
	terminal_send(t, "xylophone");
	assert_shows(t, "xylophone");
	/* prove that the search can find the word */
	assert_true(!can_see_memory() || memory_holds(terminal_pid(t), words[0]));
	terminal_send(t, "\r");
	assert_shows(t, "Not quite");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *where =
			can_see_memory() ? memory_holds(terminal_pid(t), words[i]) : NULL;

		if (where)
			fail_msg("“%s” is in memory: %s", words[i], where);
		folder_lacks(desk->home, words[i]);
	}
	/* but the answer was counted, without its text */
	assert_int_equal(counters_wait(desk, "SELECT sum(n) FROM counter", 1), 1);
	assert_int_equal(desk_run(desk,
				 &(struct start){ .args = { "kiosk", "--counters", "--config",
							  desk_path(desk, "kiosk.ini") } },
				 &out, &err),
		0);
	assert_non_null(strstr(out.buf, "all,first/word,wrong,<10,"));
	strbuf_release(&out);
	strbuf_release(&err);
}

/* What a second try gives shows what the first one taught, and not what people believe. */
static void of_several_tries_the_first_is_counted(void **state)
{
	struct desk *desk = *state;
	struct start start = { .lessons = desk_path(desk, "twice") };
	struct strbuf copy = STRBUF_INIT;
	struct terminal *t;

	strbuf_addf(&copy,
		"cp -R '" TEST_DATA
		"/lessons/good' '%s' && sed -i 's/^correct = b$/&\\ntries = 2/' "
		"'%s/first/lesson.ini'",
		start.lessons, start.lessons);
	assert_int_equal(system(copy.buf), 0);
	strbuf_release(&copy);
	t = kiosk_start(desk, "idle = 3600\n", "", &start);
	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	terminal_send(t, digit_of(t, "A cloud"));
	terminal_send(t, "\r");
	assert_shows(t, " of the points");
	terminal_send(t, digit_of(t, "A hill"));
	terminal_send(t, "\r");
	assert_shows(t, "Hills are low");
	kiosk_hide(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 1), 1);
	assert_int_equal(
		counters_ask(desk,
			"SELECT group_concat(option) = 'a,wrong' FROM (SELECT option FROM counter ORDER BY option)"),
		1);
}

static void staff_leave_with_the_code_and_nobody_else(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *left;
	struct terminal *t;
	int in[2];

	/* made the way the staff make it */
	assert_int_equal(pipe(in), 0);
	assert_int_equal(write(in[1], "4711\n", 5), 5);
	close(in[1]);
	assert_int_equal(
		desk_run(desk, &(struct start){ .args = { "kiosk", "--set-code" }, .in = in[0] },
			&out, &err),
		0);
	close(in[0]);
	assert_non_null(strstr(out.buf, "code = "));
	assert_null(strstr(out.buf, "4711\n"));
	t = kiosk_start(desk, "idle = 3600\n", out.buf, NULL);
	assert_shows(t, ATTRACT);
	terminal_send(t, "\024");
	assert_shows(t, "Type the code");
	for (int i = 0; i < 3; i++) {
		terminal_send(t, "1234\r");
		terminal_take(t, 50);
	}
	assert_shows(t, "Too many wrong codes");
	terminal_send(t, "4711\r");
	terminal_take(t, 50);
	assert_shows_not(t, "End the kiosk");
	/* killing it gives no further tries; nothing but the number is kept */
	terminal_signal(t, SIGKILL);
	assert_ends(t, 128 + SIGKILL);
	folder_lacks(desk_path(desk, "data"), "1234");
	t = kiosk_start(desk, "idle = 3600\n", out.buf, NULL);
	assert_shows(t, ATTRACT);
	terminal_send(t, "\024");
	assert_shows(t, "Too many wrong codes");
	assert_int_equal(unlink(desk_path(desk, "data/wrong-codes")), 0);
	t = kiosk_start(desk, "idle = 3600\n", out.buf, NULL);
	assert_shows(t, ATTRACT);
	terminal_send(t, "\024");
	assert_shows(t, "Type the code");
	terminal_send(t, "4711\r");
	assert_shows(t, "End the kiosk");
	terminal_send(t, "9");
	assert_ends(t, 10);
	assert_given_back(t);
	assert_shows(t, "the kiosk was ended with the staff’s code");
	/* once the alternate screen is left, the kiosk erases the main screen and the scrollback */
	left = strstr(terminal_bytes(t)->buf, "\033[?1049l");
	assert_non_null(left);
	assert_non_null(strstr(left, "\033[3J"));
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_code_that_anyone_would_try_is_not_set(void **state)
{
	static const char *const codes[] = { "0000\n", "1234\n", "٠١٢٣\n", "\303\251\303\251\n",
		"" };

	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
		int in[2];

		assert_int_equal(pipe(in), 0);
		assert_int_equal(write(in[1], codes[i], strlen(codes[i])), strlen(codes[i]));
		close(in[1]);
		assert_int_equal(
			desk_run(*state,
				&(struct start){ .args = { "kiosk", "--set-code" }, .in = in[0] },
				&out, &err),
			2);
		close(in[0]);
		assert_string_equal(out.buf ? out.buf : "", "");
		assert_non_null(strstr(err.buf, "choose"));
		strbuf_release(&out);
		strbuf_release(&err);
	}
}

/* An LC_ALL that is a path is dropped before the first message. */
static void it_speaks_by_a_clean_environment(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(desk_run(desk,
				 &(struct start){ .args = { "kiosk", "--config",
							  desk_path(desk, "nowhere.ini") },
					 .env = { "LC_ALL=/tmp/x", "LANG=fr_FR.UTF-8" } },
				 &out, &err),
		3);
	assert_non_null(strstr(err.buf, "la borne ne démarre pas"));
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_file_with_a_mistake_does_not_start(void **state)
{
	struct desk *desk = *state;
	const char *config = desk_write(desk, "kiosk.ini", "[kiosk]\nwarning = 3\n");
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(desk_run(desk, &(struct start){ .args = { "kiosk", "--config", config } },
				 &out, &err),
		3);
	assert_non_null(strstr(err.buf,
		"kiosk.ini:2:11: error: “warning” is a number from 20 to 300, not “3” [bad-number]"));
	strbuf_release(&out);
	strbuf_release(&err);
}

/* Other programs of the same user cannot read the kiosk's memory. */
static void the_program_cannot_be_looked_into(void **state)
{
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", NULL);
	char path[64], line[256];
	bool no_privileges = false;
	FILE *f;

	assert_shows(t, ATTRACT);
	snprintf(path, sizeof(path), "/proc/%d/limits", (int)terminal_pid(t));
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, "Max core file size", 18))
			assert_non_null(strstr(line, " 0  "));
	fclose(f);
	snprintf(path, sizeof(path), "/proc/%d/status", (int)terminal_pid(t));
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		no_privileges = no_privileges || !strcmp(line, "NoNewPrivs:\t1\n");
	fclose(f);
	assert_true(no_privileges);
}

/* True if doctor reports these words about the sandbox of the kiosk. */
static bool doctor_says(struct desk *desk, const char *program, const char *words)
{
	struct strbuf out = STRBUF_INIT;
	bool says;

	desk_run(desk, &(struct start){ .args = { "doctor" }, .program = program }, &out, &out);
	assert_non_null(strstr(out.buf, "sandbox of a kiosk: "));
	says = strstr(out.buf, words) != NULL;
	strbuf_release(&out);
	return says;
}

static void a_build_without_the_optional_libraries_works_and_says_so(void **state)
{
	struct desk *desk = *state;
	const char *plain = beside_us("vigie-plain");
	struct terminal *t = kiosk_start(
		desk, "idle = 3600\n", kiosk_staff, &(struct start){ .program = plain });

	kiosk_visit(t);
	kiosk_to_staff(t);
	assert_shows(t, "1 answer counted");
	/* no system call filter, but file access is still restricted if the kernel can do it */
	assert_int_equal(status_of(terminal_pid(t), "Seccomp"), 0);
	terminal_send(t, "9");
	assert_ends(t, 10);
	assert_true(doctor_says(desk, plain, "the kernel or the build lacks seccomp") ||
		doctor_says(desk, plain, "this build can restrict neither files nor system calls"));
	assert_true(doctor_says(desk, plain, "built without libqrencode"));
}

static void the_sandbox_holds_as_far_as_doctor_says(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", NULL);

	assert_shows(t, ATTRACT);
	assert_int_equal(status_of(terminal_pid(t), "Seccomp"),
		doctor_says(desk, NULL, "system calls (seccomp)") ||
				doctor_says(desk, NULL, "system calls only (seccomp)")
			? 2
			: 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(no_key_and_no_signal_ends_it),
		TEST(hiding_shows_the_calendar_then_a_fresh_start),
		TEST(the_course_can_be_left_to_the_first_picture),
		TEST(after_a_visit_nothing_of_it_is_left),
		TEST(of_several_tries_the_first_is_counted),
		TEST(staff_leave_with_the_code_and_nobody_else),
		TEST(a_code_that_anyone_would_try_is_not_set),
		TEST(it_speaks_by_a_clean_environment),
		TEST(a_file_with_a_mistake_does_not_start),
		TEST(the_program_cannot_be_looked_into),
		TEST(a_build_without_the_optional_libraries_works_and_says_so),
		TEST(the_sandbox_holds_as_far_as_doctor_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
