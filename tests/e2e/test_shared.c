/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people on one machine: one store, names, PINs, and what others may read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "e2e/desk.h"
#include "skip.h"

/* Returns the first column of the first row, as text. */
static char *ask_store(struct desk *desk, const char *sql)
{
	sqlite3_stmt *stmt;
	sqlite3 *db;
	char *out = NULL;

	assert_int_equal(
		sqlite3_open_v2(desk_store(desk), &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		out = xstrdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return out ? out : xstrdup("");
}

static void store_says(struct desk *desk, const char *sql, const char *expected)
{
	char *is = ask_store(desk, sql);

	assert_string_equal(is, expected);
	free(is);
}

/* A visit in plain lines with the given input; out gets the output. */
static int sit(struct desk *desk, const char *learner, const char *input, struct strbuf *out)
{
	struct start start = { .args = { "--linear", "--learner", learner } };
	struct strbuf err = STRBUF_INIT;
	int status, ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], input, strlen(input)), strlen(input));
	close(ends[1]);
	start.in = ends[0];
	strbuf_clear(out);
	status = desk_run(desk, &start, out, &err);
	close(ends[0]);
	strbuf_release(&err);
	return status;
}

/* ---- eight people at once */

enum { PEOPLE = 8 };

/* Each person answers all four questions, differently. */
static void answer_all(struct desk *desk, int who)
{
	static const char round[] = "2\n%d\n\n1 3\n\n\n%d\n\nword of %d\n\nq\n";
	struct strbuf input = STRBUF_INIT, out = STRBUF_INIT;

	strbuf_addstr(&input, "\n1\n");
	strbuf_addf(&input, round, who % 3 + 1, who % 2 + 1, who);
	strbuf_addstr(&input, "q\nq\n");
	_exit(sit(desk, said("person %d", who), input.buf, &out));
}

static void eight_programs_on_one_store_lose_nothing_and_keep_people_apart(void **state)
{
	struct desk *desk = *state;
	pid_t children[PEOPLE];
	struct strbuf out = STRBUF_INIT;

	for (int i = 0; i < PEOPLE; i++) {
		children[i] = fork();
		if (!children[i])
			answer_all(desk, i);
	}
	for (int i = 0; i < PEOPLE; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	store_says(desk, "SELECT count(*) FROM answer WHERE response IS NOT NULL", "32");
	store_says(desk, "SELECT count(DISTINCT learner) FROM run WHERE finished", "8");
	for (int i = 0; i < PEOPLE; i++)
		store_says(desk,
			said("SELECT response FROM answer JOIN run ON run = run.seq WHERE question = 'word' AND "
			     "learner = 'person %d'",
				i),
			said("word of %d", i));
	/* each person sees their own answers only */
	for (int i = 0; i < PEOPLE; i++) {
		assert_int_equal(sit(desk, said("person %d", i), "1\n", &out), 0);
		assert_non_null(strstr(out.buf, "See your last answers"));
	}
	assert_int_equal(sit(desk, "somebody else", "\n1\n", &out), 0);
	assert_null(strstr(out.buf, "See your last answers"));
	assert_int_equal(sit(desk, "", "\n1\n", &out), 0);
	assert_null(strstr(out.buf, "See your last answers"));
	strbuf_release(&out);
}

/* ---- names */

static void a_name_is_tidied_and_may_be_anything(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, cjk = STRBUF_INIT;
	static const struct {
		const char *given, *kept;
	} names[] = {
		{ "Ana", "Ana" },
		{ "  Ana\t ", "Ana" },
		{ "../../etc/passwd", "../../etc/passwd" },
		{ "'; DROP TABLE run; --", "'; DROP TABLE run; --" },
		{ "a\033[31mb", "a\xef\xbf\xbd[31mb" },
		{ "a\xe2\x80\xae"
		  "b",
			"ab" },
		{ "\xff", "\xef\xbf\xbd" },
		{ "=1+1", "=1+1" },
		{ "night heron", "night heron" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		assert_int_equal(sit(desk, names[i].given, "\nq\n", &out), 0);
		store_says(
			desk, "SELECT learner FROM setting WHERE key = 'welcomed'", names[i].kept);
		desk_forget_store(desk);
	}
	for (int i = 0; i < 500; i++)
		strbuf_addstr(&cjk, "\xe6\xbc\xa2");
	assert_int_equal(sit(desk, cjk.buf, "\nq\n", &out), 0);
	store_says(desk, "SELECT length(learner) FROM setting WHERE key = 'welcomed'", "64");
	/* the name never became a path */
	desk_forget_store(desk);
	strbuf_release(&out);
	strbuf_release(&cjk);
}

/* ---- a PIN */

#define SET_PIN "\n,\n10\nowl 77\nowl 77\nq\nq\n"

static void a_pin_is_kept_as_a_slow_salted_hash_alone(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	char *first, *second;

	assert_int_equal(sit(desk, "ana", SET_PIN, &out), 0);
	assert_int_equal(sit(desk, "bea", SET_PIN, &out), 0);
	first = ask_store(desk, "SELECT value FROM setting WHERE key = 'pin' AND learner = 'ana'");
	second = ask_store(desk, "SELECT value FROM setting WHERE key = 'pin' AND learner = 'bea'");
	assert_true(!strncmp(first, "$y$", 3) || !strncmp(first, "pbkdf2-sha256:", 14));
	assert_string_not_equal(first, second);
	assert_int_not_equal(system(said("grep -rqa 'owl 77' '%s'", desk->home)), 0);
	free(first);
	free(second);
	strbuf_release(&out);
}

static void without_the_pin_nobody_is_let_in(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	assert_int_equal(sit(desk, "ana", SET_PIN, &out), 0);
	assert_int_equal(sit(desk, "ana", "", &out), 1);
	assert_null(strstr(out.buf, "First lesson"));
	assert_int_equal(sit(desk, "ana", "owl 78\n\n", &out), 1);
	assert_non_null(strstr(out.buf, "Wrong PIN."));
	assert_null(strstr(out.buf, "First lesson"));
	assert_int_equal(sit(desk, "ana", "owl 77\nq\n", &out), 0);
	assert_non_null(strstr(out.buf, "First lesson"));
	/* backspace deletes a character, however many bytes it has */
	assert_int_equal(sit(desk, "ana", "owl 7é\1777\nq\n", &out), 0);
	/* other learners are not asked */
	assert_int_equal(sit(desk, "bea", "\nq\n", &out), 0);
	assert_null(strstr(out.buf, "PIN:"));
	/* the PIN can be removed again */
	assert_int_equal(sit(desk, "ana", "owl 77\n,\n10\n\nq\nq\n", &out), 0);
	assert_int_equal(sit(desk, "ana", "q\n", &out), 0);
	assert_null(strstr(out.buf, "PIN:"));
	strbuf_release(&out);
}

static void wrong_pins_wait_however_often_the_program_is_started(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	assert_int_equal(sit(desk, "ana", SET_PIN, &out), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(sit(desk, "ana", "wrong\n", &out), 1);
	assert_non_null(strstr(out.buf, "Too many wrong PINs."));
	assert_int_equal(sit(desk, "ana", "owl 77\nq\n", &out), 1);
	assert_null(strstr(out.buf, "First lesson"));
	/* a minute later */
	free(ask_store(desk, "UPDATE setting SET value = value - 60 WHERE key = 'pin_wait'"));
	assert_int_equal(sit(desk, "ana", "owl 77\nq\n", &out), 0);
	assert_non_null(strstr(out.buf, "First lesson"));
	store_says(
		desk, "SELECT count(*) FROM setting WHERE key IN ('pin_wait', 'pin_wrong')", "0");
	/* the next three wrong PINs wait twice as long */
	assert_int_equal(sit(desk, "ana", "a\nb\nc\n", &out), 1);
	free(ask_store(desk, "UPDATE setting SET value = 0 WHERE key = 'pin_wait'"));
	assert_int_equal(sit(desk, "ana", "a\nb\nc\n", &out), 1);
	store_says(desk,
		"SELECT value - strftime('%s', 'now') BETWEEN 31 AND 60 FROM setting WHERE key = 'pin_wait'",
		"1");
	/* a clock that was years ahead does not lock anyone out for years */
	free(ask_store(desk,
		"UPDATE setting SET value = strftime('%s', 'now') + 99999999 WHERE key = 'pin_wait'"));
	assert_int_equal(sit(desk, "ana", "owl 77\nq\n", &out), 1);
	/* 7680 at first; a slow machine has counted some of them down */
	assert_non_null(strstr(out.buf, "Try again in 76"));
	strbuf_release(&out);
}

/* Returns the processor time of a process in seconds. */
static double seconds_of(pid_t child)
{
	char path[64], text[512] = "";
	unsigned long user = 0, system = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)child);
	f = fopen(path, "r");
	if (f) {
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
	}
	if (strrchr(text, ')'))
		(void)sscanf(strrchr(text, ')'),
			") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

/* The hash takes seconds to check. Killing the program meanwhile must not give a free guess. */
static void a_try_counts_before_it_is_checked(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	struct terminal *t;
	char *wrong;

	assert_int_equal(sit(desk, "", SET_PIN, &out), 0);
	free(ask_store(desk,
		"UPDATE setting SET value = 'pbkdf2-sha256:10000000:"
		"00112233445566778899aabbccddeeff"
		":"
		"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' WHERE key = 'pin'"));
	t = desk_start(desk, &(struct start){ .args = { "--linear" } });
	assert_shows(t, "PIN:");
	terminal_send(t, "wrong\r");
	do {
		usleep(20000);
		wrong = ask_store(
			desk, "SELECT count(*) FROM setting WHERE key = 'pin_wrong' AND value = 1");
		if (!strcmp(wrong, "1"))
			break;
		free(wrong);
	} while (seconds_of(terminal_pid(t)) < 1);
	assert_true(seconds_of(terminal_pid(t)) < 1);
	free(wrong);
	kill(terminal_pid(t), SIGKILL);
	assert_ends(t, 128 + SIGKILL);
	strbuf_release(&out);
}

static void a_pin_is_typed_unseen_in_both_modes(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, NULL);

	go_home(t);
	terminal_send(t, ",10\r");
	assert_shows(t, "Vigie asks for this PIN when");
	terminal_send(t, "owl 77");
	assert_shows(t, "▸ ******__");
	terminal_send(t, "\rowl 78\r");
	assert_shows(t, "not the same");
	terminal_send(t, "owl 77\rowl 77\r");
	assert_shows(t, "Vigie asks for this PIN from the next start");
	assert_false(strstr(terminal_bytes(t)->buf, "owl") != NULL);
	terminal_send(t, "qq");
	assert_ends(t, 0);

	t = desk_start(desk, &(struct start){ .args = { "--linear" } });
	assert_shows(t, "PIN:");
	terminal_send(t, "owl 7x\1777\r");
	assert_shows(t, "First lesson");
	terminal_send(t, ",\n10\n");
	assert_shows(t, "Type a new PIN");
	terminal_take(t, 100);
	terminal_send(t, "owl 79\n");
	assert_shows(t, "once more");
	terminal_take(t, 100);
	terminal_send(t, "owl 79\n");
	assert_shows(t, "Vigie asks for this PIN from the next start");
	assert_null(strstr(terminal_bytes(t)->buf, "owl"));
	terminal_send(t, "q\n");
	assert_shows(t, "q: leave");
	terminal_send(t, "q\n");
	assert_ends(t, 0);
	assert_given_back(t);

	t = desk_start(desk, NULL);
	assert_shows(t, "PIN:");
	terminal_send(t, "owl 79\r");
	assert_shows(t, "First lesson");
}

static void the_question_for_the_pin_can_be_left_quickly(void **state)
{
	static const char *const keys[] = { KEY_CTRL_X, "\033[20~" };
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	assert_int_equal(sit(desk, "", SET_PIN, &out), 0);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		struct terminal *t = desk_start(desk, NULL);

		assert_shows(t, "PIN:");
		terminal_send(t, "owl");
		terminal_send(t, keys[i]);
		assert_shows(t, "Mo Tu We");
		assert_false(terminal_shows(t, "PIN"));
		assert_hides(t);
		assert_given_back(t);
	}
	strbuf_release(&out);
}

/* ---- what other users of the machine may see */

static void memory_of_an_ordinary_session_is_its_own(void **state)
{
	struct terminal *t;
	char path[64], line[256];
	bool none = false;
	FILE *f;

	if (!geteuid() && !others_may_come()) {
		print_message("# others may not start the program where it lies\n");
		skip_because("another user may not start the program where it lies");
	}
	t = desk_start(*state,
		&(struct start){ .env = { "VIGIE_DEBUG" },
			.uid = geteuid() ? 0 : 65534,
			.args = { "--private" } });
	assert_shows(t, "at your own pace");
	snprintf(path, sizeof(path), "/proc/%d/limits", (int)terminal_pid(t));
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		char soft[32], hard[32];

		if (sscanf(line, "Max core file size %31s %31s", soft, hard) == 2)
			none = !strcmp(soft, "0") && !strcmp(hard, "0");
	}
	fclose(f);
	assert_true(none);
#ifndef __SANITIZE_ADDRESS__
	struct stat st;

	/* /proc files of an undumpable process belong to root */
	snprintf(path, sizeof(path), "/proc/%d/maps", (int)terminal_pid(t));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_uid, 0);
#endif
}

static void the_default_store_is_private_whatever_the_umask(void **state)
{
	static const mode_t masks[] = { 0, 0777 };
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	struct stat st;

	for (size_t i = 0; i < ARRAY_SIZE(masks); i++) {
		mode_t old;

		old = umask(masks[i]);
		assert_int_equal(sit(desk, "", "\nq\n", &out), 0);
		umask(old);
		assert_int_equal(stat(desk_store(desk), &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
		assert_int_equal(stat(desk_path(desk, ".local/share/vigie"), &st), 0);
		assert_int_equal(st.st_mode & 07777, 0700);
		assert_int_equal(system(said("rm -r '%s'", desk_path(desk, ".local"))), 0);
	}
	strbuf_release(&out);
}

static void a_wider_store_is_narrowed_and_that_is_said(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	struct stat st;

	assert_int_equal(sit(desk, "", "\nq\n", &out), 0);
	assert_int_equal(chmod(desk_store(desk), 0644), 0);
	assert_int_equal(sit(desk, "", "q\n", &out), 0);
	assert_non_null(strstr(out.buf, "Others could read"));
	assert_int_equal(stat(desk_store(desk), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(sit(desk, "", "q\n", &out), 0);
	assert_null(strstr(out.buf, "Others could read"));
	strbuf_release(&out);
}

/* ---- --private */

/* Every directory that might receive a file exists beforehand. */
static void a_private_session_changes_no_file_and_no_folder(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	struct terminal *t;
	char *before, *after;

	/* earlier records must stay unchanged too */
	assert_int_equal(sit(desk, "", "\n1\n2\n1\n", &out), 0);
	desk_write(desk, ".config/vigie/vigie.ini", "");
	desk_write(desk, "tmp/x", "");
	before = desk_picture(desk);
	t = desk_start(desk,
		&(struct start){ .args = { "--private", "--learner", "ana" },
			.env = { said("TMPDIR=%s", desk_path(desk, "tmp")) } });
	go_home(t);
	terminal_send(t, ",ll");
	terminal_send(t, "q1\r2\r");
	assert_shows(t, "What is lower");
	terminal_send(t, "1\r");
	assert_shows(t, "your answer");
	terminal_send(t, "h");
	assert_settles(t);
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	after = desk_picture(desk);
	assert_string_equal(before, after);
	free(before);
	free(after);
	strbuf_release(&out);
}

/* Looking for help leaves no trace in the store. */
static void nobody_notes_who_looked_for_help(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	char *before, *after;

	assert_int_equal(sit(desk, "", "\nq\n", &out), 0);
	before = desk_picture(desk);
	/* a country chosen there is remembered; looking is not recorded */
	assert_int_equal(sit(desk, "", "h\n<\nh\n", &out), 0);
	assert_non_null(strstr(out.buf, "Where help is"));
	after = desk_picture(desk);
	assert_string_equal(before, after);
	free(before);
	free(after);
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(eight_programs_on_one_store_lose_nothing_and_keep_people_apart),
		TEST(a_name_is_tidied_and_may_be_anything),
		TEST(a_pin_is_kept_as_a_slow_salted_hash_alone),
		TEST(without_the_pin_nobody_is_let_in),
		TEST(wrong_pins_wait_however_often_the_program_is_started),
		TEST(a_try_counts_before_it_is_checked),
		TEST(a_pin_is_typed_unseen_in_both_modes),
		TEST(the_question_for_the_pin_can_be_left_quickly),
		TEST(memory_of_an_ordinary_session_is_its_own),
		TEST(the_default_store_is_private_whatever_the_umask),
		TEST(a_wider_store_is_narrowed_and_that_is_said),
		TEST(a_private_session_changes_no_file_and_no_folder),
		TEST(nobody_notes_who_looked_for_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
