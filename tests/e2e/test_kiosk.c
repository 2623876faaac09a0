/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk in a pseudo-terminal: no way out, and nothing of a visit left on disk or in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <sqlite3.h>

#include "e2e/desk.h"
#include "e2e/memory.h"

#define ATTRACT "Press any key to begin."

static struct terminal *start_kiosk(struct desk *desk, const char *more)
{
	struct strbuf text = STRBUF_INIT;
	const char *config;

	strbuf_addf(&text, "[kiosk]\nlanguages = en\nidle = 3600\ndata = %s/data\n%s", desk->home, more);
	(void)mkdir(desk_path(desk, "data"), 0700);
	config = desk_write(desk, "kiosk.ini", text.buf);
	strbuf_release(&text);
	return desk_start(desk, &(struct start){ .args = { "kiosk", "--config", config } });
}

/* Of no code that anybody knows. */
static const char code_section[] = "[staff]\ncode = pbkdf2-sha256:1000:"
	"00112233445566778899aabbccddeeff:9f76ec9c81c1e9b0ee2f8d1a2c8e29bc6b07aeb32d8d3a1a6ee7d61fb0e38b2c\n";

static void no_key_and_no_signal_ends_it(void **state)
{
	static const int signals[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE };
	struct terminal *t = start_kiosk(*state, "");

	assert_shows(t, ATTRACT);
	terminal_send(t, "\003");
	assert_shows(t, "What is kept");
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

/* Leaving and hiding both end the visit; the kiosk itself stays. */
static void hiding_shows_the_calendar_then_a_fresh_start(void **state)
{
	struct terminal *t = start_kiosk(*state, "");

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
	assert_shows(t, "What is kept");
}

static void the_course_can_be_left_to_the_first_picture(void **state)
{
	struct terminal *t = start_kiosk(*state, "");

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	assert_true(terminal_running(t));
}

/* Every file below the folder is read and searched. */
static void folder_lacks(const char *path, const char *word)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char name[512], *bytes = xcalloc(1, 1 << 20);
		FILE *f;
		size_t n;

		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		f = *entry->d_name != '.' ? fopen(name, "r") : NULL;
		n = f ? fread(bytes, 1, 1 << 20, f) : 0;
		if (memmem(bytes, n, word, strlen(word)))
			fail_msg("“%s” is in %s", word, name);
		if (f)
			fclose(f);
		free(bytes);
	}
	closedir(dir);
}

static int counted(const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	int n = -1;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT sum(n) FROM counter", -1, &stmt, NULL), SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

static void after_a_visit_nothing_of_it_is_left(void **state)
{
	static const char *const words[] = { "xylophone", "What is lower", "edge of a lake", "Three pages" };
	struct desk *desk = *state;
	struct terminal *t = start_kiosk(desk, "");
	struct strbuf err = STRBUF_INIT, out = STRBUF_INIT;

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1");
	assert_shows(t, "Three pages");
	terminal_send(t, "2");
	assert_shows(t, "What is lower");
	terminal_send(t, "sss");
	assert_shows(t, "edge of a lake");
	terminal_send(t, "xylophone");
	assert_shows(t, "xylophone");
	/* it can be found while it is there */
	assert_true(MEMORY_IS_KEPT || getuid() || memory_holds(terminal_pid(t), words[0]));
	terminal_send(t, "\r");
	assert_shows(t, "Not quite");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *where = MEMORY_IS_KEPT || getuid() ? NULL : memory_holds(terminal_pid(t), words[i]);

		if (where)
			fail_msg("“%s” is in memory: %s", words[i], where);
		folder_lacks(desk_path(desk, "data"), words[i]);
	}
	/* but the answer was counted, as an answer and not as a text */
	assert_int_equal(counted(desk_path(desk, "data/counters.db")), 1);
	assert_int_equal(desk_run(desk, &(struct start){ .args = { "kiosk", "--counters", "--config",
		desk_path(desk, "kiosk.ini") } }, &out, &err), 0);
	assert_non_null(strstr(out.buf, "all,first/word,wrong,<10\n"));
	strbuf_release(&out);
	strbuf_release(&err);
}

static void staff_leave_with_the_code_and_nobody_else(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	struct terminal *t;
	int in[2];

	/* made as the staff make it */
	assert_int_equal(pipe(in), 0);
	assert_int_equal(write(in[1], "4711\n", 5), 5);
	close(in[1]);
	{
		struct strbuf err = STRBUF_INIT;

		assert_int_equal(desk_run(desk, &(struct start){ .args = { "kiosk", "--set-code" }, .in = in[0] }, &out, &err), 0);
		strbuf_release(&err);
	}
	close(in[0]);
	assert_non_null(strstr(out.buf, "code = "));
	assert_null(strstr(out.buf, "4711\n"));
	t = start_kiosk(desk, out.buf);
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
	terminal_free(t);
	desk->n--;
	t = start_kiosk(desk, out.buf);
	assert_shows(t, ATTRACT);
	terminal_send(t, "\024");
	assert_shows(t, "Type the code");
	terminal_send(t, "4711\r");
	assert_shows(t, "End the kiosk");
	terminal_send(t, "9");
	assert_ends(t, 10);
	assert_given_back(t);
	strbuf_release(&out);
}

static void a_file_with_a_mistake_does_not_start(void **state)
{
	struct desk *desk = *state;
	const char *config = desk_write(desk, "kiosk.ini", "[kiosk]\nwarning = 3\n");
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(desk_run(desk, &(struct start){ .args = { "kiosk", "--config", config } }, &out, &err), 3);
	assert_non_null(strstr(err.buf, "kiosk.ini:2:11: error: “warning” is a number from 20 to 300, not “3” [bad-number]"));
	strbuf_release(&out);
	strbuf_release(&err);
}

/* The memory of the kiosk is not for other programs of its user. */
static void the_program_cannot_be_looked_into(void **state)
{
	struct terminal *t = start_kiosk(*state, "");
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

static unsigned long children(pid_t pid)
{
	char path[64], line[256] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid, (int)pid);
	f = fopen(path, "r");
	if (f && !fgets(line, sizeof(line), f))
		*line = '\0';
	if (f)
		fclose(f);
	return strlen(line);
}

/* Keys, escape sequences, mouse, pastes by chance, always the same for a seed. VIGIE_STORM keys, or some thousands. */
static void a_storm_of_keys_finds_no_way_out(void **state)
{
	static const char *const pieces[] = { "\033", "\033[A", "\033[B", "\033OC", "\033OD", "\r", "\t", " ", "q", "h", "n", "u", "\030",
		"\003", "\032", "\034", "\024", "?", "\033[<0;10;5M", "\033[<64;1;1M", "\033[200~paste\003\033[201~", "\033[20~",
		"\033]0;x\007", "\033[99;99R", "\303\251", "\377", "\033[24~", "1", "2", "a", "s", "g", "j", "k", "\177", "\033P1$r\033\\" };
	struct terminal *t = start_kiosk(*state, code_section);
	const char *asked = getenv("VIGIE_STORM");
	long keys = asked ? atol(asked) : 3000;
	uint64_t seed = 20261124;

	assert_shows(t, ATTRACT);
	for (long i = 0; i < keys; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		terminal_send(t, pieces[(seed >> 33) % ARRAY_SIZE(pieces)]);
		if (i % 16 == 0)
			terminal_take(t, 0);
		if (i % 1000 == 0) {
			assert_true(terminal_running(t));
			assert_int_equal(children(terminal_pid(t)), 0);
		}
	}
	terminal_take(t, 200);
	assert_true(terminal_running(t));
	assert_int_equal(children(terminal_pid(t)), 0);
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
	assert_given_back(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(no_key_and_no_signal_ends_it),
		TEST(hiding_shows_the_calendar_then_a_fresh_start),
		TEST(the_course_can_be_left_to_the_first_picture),
		TEST(after_a_visit_nothing_of_it_is_left),
		TEST(staff_leave_with_the_code_and_nobody_else),
		TEST(a_file_with_a_mistake_does_not_start),
		TEST(the_program_cannot_be_looked_into),
		TEST(a_storm_of_keys_finds_no_way_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
