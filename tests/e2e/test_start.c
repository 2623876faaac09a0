/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting the program: languages, options, terminals of all kinds and sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

static bool has_escape(const char *text)
{
	return strchr(text, '\033') != NULL;
}

/* ---- languages */

static void starts_in_french(void **state, const struct start *start)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, start);

	assert_shows(t, "Un petit cours");
	desk_speak_french(desk);
	assert_shows(t, _("welcome"));
	assert_string_not_equal(_("welcome"), "welcome");
	terminal_send(t, KEY_ESC);
	assert_ends(t, 0);
	i18n_set_catalogue(NULL);
	catalogue_free(desk->french);
	desk->french = NULL;
}

static void it_starts_in_the_language_of_the_locale(void **state)
{
	starts_in_french(state, &(struct start){ .env = { "LANG=fr_FR.UTF-8" } });
	starts_in_french(
		state, &(struct start){ .env = { "LANG=en_GB.UTF-8", "LC_ALL=fr_CA.UTF-8" } });
	starts_in_french(
		state, &(struct start){ .env = { "LANG=en_GB.UTF-8", "LANGUAGE=xx:fr:en" } });
}

static void lang_goes_over_the_locale(void **state)
{
	starts_in_french(state, &(struct start){ .args = { "--lang", "fr" } });
	starts_in_french(
		state, &(struct start){ .args = { "--lang=fr" }, .env = { "LC_ALL=en_US.UTF-8" } });
}

static void an_unknown_language_is_english(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .env = { "LANG=xx_YY.UTF-8" } });

	assert_shows(t, "at your own pace");
	assert_shows(t, "A small course");
}

/* ---- options */

static void help_and_version_are_said_and_that_is_all(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(desk_run(desk, &(struct start){ .args = { "--help" } }, &out, &err), 0);
	assert_non_null(strstr(out.buf, "vigie check"));
	assert_non_null(strstr(out.buf, "--lessons FOLDER"));
	assert_int_equal(err.len, 0);
	strbuf_clear(&out);
	assert_int_equal(desk_run(desk, &(struct start){ .args = { "--version" } }, &out, &err), 0);
	assert_int_equal(strncmp(out.buf, "vigie ", 6), 0);
	assert_non_null(strstr(out.buf, "GPL-3.0-or-later"));
	assert_int_equal(err.len, 0);
	assert_int_equal(access(desk_store(desk), F_OK), -1);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void help_speaks_french(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const struct start start = { .env = { "LANG=fr_FR.UTF-8" }, .args = { "--help" } };

	desk_speak_french(desk);
	assert_int_equal(desk_run(desk, &start, &out, &err), 0);
	assert_non_null(strstr(out.buf, _("show this help")));
	assert_null(strstr(out.buf, "show this help"));
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_wrong_option_is_said_and_where_to_look(void **state)
{
	static const struct start wrong[] = {
		{ .args = { "--nonsense" } },
		{ .args = { "--lang", "\033[31mred" } },
		{ .args = { "--lang" } },
		{ .args = { "--color=blue" } },
		{ .args = { "no-such-command" } },
		{ .args = { "\033]0;title\007" } },
	};
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		strbuf_clear(&err);
		assert_int_equal(desk_run(*state, &wrong[i], &out, &err), 2);
		assert_int_equal(out.len, 0);
		assert_non_null(strstr(err.buf, "vigie --help"));
		assert_false(has_escape(err.buf));
	}
	strbuf_release(&out);
	strbuf_release(&err);
}

static void what_is_wrong_is_said_in_the_language_of_the_person(void **state)
{
	static const struct {
		struct start start;
		const char *says;
	} wrong[] = {
		{ { .args = { "--nonsense" }, .env = { "LANG=fr_FR.UTF-8" } }, "option inconnue" },
		{ { .args = { "--lang" }, .env = { "LANG=fr_FR.UTF-8" } }, "attend une valeur" },
		{ { .args = { "no-such-command" }, .env = { "LANG=fr_FR.UTF-8" } },
			"il n’y a pas de commande" },
		{ { .args = { "--nonsense", "--lang=en" }, .env = { "LANG=fr_FR.UTF-8" } },
			"unknown option" },
	};
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		strbuf_clear(&err);
		assert_int_equal(desk_run(*state, &wrong[i].start, &out, &err), 2);
		assert_non_null(strstr(err.buf, wrong[i].says));
		assert_null(strstr(strstr(err.buf, wrong[i].says) + 1, wrong[i].says));
	}
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- terminals */

static void is_refused(struct desk *desk, const char *term)
{
	struct terminal *t = desk_start(desk, &(struct start){ .env = { term } });

	assert_ends(t, 3);
	assert_shows(t, "TERM=xterm vigie");
	assert_false(has_escape(terminal_bytes(t)->buf));
	assert_given_back(t);
}

static void an_unknown_terminal_is_a_sentence(void **state)
{
	is_refused(*state, "TERM=no-such-terminal");
	is_refused(*state, "TERM=../../etc/passwd");
	is_refused(*state, "TERM=/etc/passwd");
	/* a real terminal that cannot position the cursor */
	is_refused(*state, "TERM=lpr");
}

static void hostile_bytes_in_term_do_not_reach_the_terminal(void **state)
{
	char *longest = xmalloc(20000);

	memset(longest, 'x', 19999);
	memcpy(longest, "TERM=", 5);
	longest[19999] = '\0';
	is_refused(*state, "TERM=\033]0;owned\007\033[2Jx");
	is_refused(*state, "TERM=\302\233\062J\377");
	is_refused(*state, longest);
	free(longest);
}

static void a_new_terminal_that_terminfo_does_not_know_yet_works(void **state)
{
	struct terminal *t =
		desk_start(*state, &(struct start){ .env = { "TERM=xterm-brandnew" } });

	go_home(t);
	assert_shows(t, "▸ 1");
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

/* Without a terminal that can be drawn on, the course runs in plain lines. */
static void plain_lines(struct desk *desk, const char *term)
{
	struct terminal *t = desk_start(desk, &(struct start){ .env = { term } });

	assert_shows(t, "A small course");
	terminal_send(t, "\004");
	assert_true(terminal_wait_end(t) >= 0);
	assert_false(has_escape(terminal_bytes(t)->buf));
}

static void no_sequence_is_sent_to_a_dumb_terminal(void **state)
{
	plain_lines(*state, "TERM=dumb");
	plain_lines(*state, "TERM");
	plain_lines(*state, "TERM=");
}

static void no_sequence_is_sent_into_a_pipe(void **state)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct strbuf texts[2] = { STRBUF_INIT, STRBUF_INIT };
	struct terminal *t;
	int ends[2];

	assert_int_equal(desk_run(*state, NULL, &out, &err), 0);
	assert_non_null(strstr(out.buf, "A small course"));
	assert_false(has_escape(out.buf) || has_escape(err.buf));

	/* only the input is a pipe */
	assert_int_equal(pipe(ends), 0);
	close(ends[1]);
	t = desk_start(*state, &(struct start){ .in = ends[0] });
	close(ends[0]);
	assert_ends(t, 0);
	assert_shows(t, "A small course");
	assert_false(has_escape(terminal_bytes(t)->buf));

	/* only the output is a pipe */
	assert_int_equal(pipe(ends), 0);
	t = desk_start(*state, &(struct start){ .out = ends[1] });
	close(ends[1]);
	/* until it reads the terminal itself, the driver takes Ctrl-D for the end of a line */
	assert_int_equal(poll(&(struct pollfd){ .fd = ends[0], .events = POLLIN }, 1, 30000), 1);
	terminal_send(t, "\004");
	assert_true(terminal_wait_end(t) >= 0);
	assert_given_back(t);
	desk_gather((int[2]){ ends[0], dup(ends[0]) }, texts);
	assert_true(texts[0].len + texts[1].len > 0);
	assert_false(has_escape(texts[0].buf) || has_escape(texts[1].buf));
	strbuf_release(&texts[0]);
	strbuf_release(&texts[1]);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- sizes */

static void a_small_window_shows_everything(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .cols = 40, .rows = 12 });

	assert_shows(t, "A small course");
	press_until(t, "\r", "▸ 1", 9);
	terminal_send(t, "\r");
	assert_shows(t, "Three pages");
	press_until(t, "\r", "Hills", 9);
	press_until(t, "\r", "What is lower", 25);
	terminal_send(t, "1" KEY_ENTER);
	press_until(t, "\r", "Which of these are wet", 9);
}

static void a_window_too_small_asks_for_room_and_keeps_the_place(void **state)
{
	struct terminal *t = desk_start(*state, NULL);

	go_home(t);
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "Two pages and two questions.");
	terminal_send(t, "\r");
	assert_shows(t, "Trees");
	terminal_resize(t, 19, 5);
	assert_shows(t, "Please make the win");
	terminal_resize(t, 1, 1);
	assert_settles(t);
	assert_string_equal(terminal_row(t, 0), "P");
	terminal_resize(t, 80, 24);
	assert_shows(t, "A tree has a trunk.");
	assert_shows(t, "page 1 of 2");
}

static void it_starts_in_the_smallest_window(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .cols = 1, .rows = 1 });

	assert_shows(t, "P");
	assert_settles(t);
	terminal_resize(t, 80, 24);
	assert_shows(t, "A small course");
	press_until(t, "\r", "▸ 1", 4);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

static long peak_kib(const struct terminal *t)
{
	FILE *f = fopen(said("/proc/%d/status", (int)terminal_pid(t)), "r");
	char line[256];
	long kib = -1;

	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, "VmHWM:", 6))
			kib = atol(line + 6);
	if (f)
		fclose(f);
	return kib;
}

static bool is_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return true;
#else
	return false;
#endif
}

/* An SSH client may claim any size. */
static void a_hostile_size_neither_crashes_nor_eats_memory(void **state)
{
	static const unsigned sizes[][2] = {
		{ 60000, 60000 },
		{ 65535, 1 },
		{ 1, 65535 },
		{ 32768, 32768 },
		{ 0, 0 },
		{ 80, 0 },
		{ 0, 24 },
	};
	struct terminal *t = desk_start(*state, NULL);

	go_home(t);
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		terminal_claim_size(t, sizes[i][0], sizes[i][1]);
		terminal_take(t, 20);
		terminal_send(t, "jk?q");
		assert_settles(t);
		assert_true(terminal_running(t));
	}
	terminal_resize(t, 80, 24);
	assert_settles(t);
	assert_shows(t, "▸ 1");
	assert_true(is_sanitized() || peak_kib(t) < 50000);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

static void a_terminal_without_a_size_is_taken_for_80_by_24(void **state)
{
	struct terminal *t = desk_start(*state,
		&(struct start){ .cols = 80, .rows = 24, .env = { "LINES=7", "COLUMNS=9" } });

	assert_shows(t, "at your own pace");
	terminal_claim_size(t, 0, 0);
	assert_settles(t);
	assert_shows(t, "at your own pace");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(it_starts_in_the_language_of_the_locale),
		TEST(lang_goes_over_the_locale),
		TEST(an_unknown_language_is_english),
		TEST(help_and_version_are_said_and_that_is_all),
		TEST(help_speaks_french),
		TEST(a_wrong_option_is_said_and_where_to_look),
		TEST(what_is_wrong_is_said_in_the_language_of_the_person),
		TEST(an_unknown_terminal_is_a_sentence),
		TEST(hostile_bytes_in_term_do_not_reach_the_terminal),
		TEST(a_new_terminal_that_terminfo_does_not_know_yet_works),
		TEST(no_sequence_is_sent_to_a_dumb_terminal),
		TEST(no_sequence_is_sent_into_a_pipe),
		TEST(a_small_window_shows_everything),
		TEST(a_window_too_small_asks_for_room_and_keeps_the_place),
		TEST(it_starts_in_the_smallest_window),
		TEST(a_hostile_size_neither_crashes_nor_eats_memory),
		TEST(a_terminal_without_a_size_is_taken_for_80_by_24),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
