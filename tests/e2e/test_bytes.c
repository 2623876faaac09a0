/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program sends a terminal only sequences that this terminal is known to understand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/bytes.h"
#include "skip.h"

/* Visits most screens with keys that every terminal sends, resizing in between. */
static void walk_through(struct terminal *t)
{
	go_home(t);
	terminal_send(t, "?qhqgq");
	assert_settles(t);
	terminal_send(t, "jk1\r");
	assert_shows(t, "Three pages and four questions.");
	terminal_resize(t, 60, 20);
	terminal_send(t, "\r");
	press_until(t, "\r", "What is lower", 8);
	terminal_resize(t, 40, 12);
	terminal_send(t, "2\r");
	assert_settles(t);
	terminal_send(t, "e");
	terminal_resize(t, 80, 24);
	press_until(t, "\r", "Which of these are wet", 8);
	terminal_send(t, "j j \rq");
	assert_settles(t);
}

/* more: sequences that terminfo names only in part (mouse off), or that only newer terminals of the
 * family support (paste). */
static void sends_only_what_terminfo_names(
	struct desk *desk, const char *term, const char *const *more)
{
	struct patterns *allowed = xcalloc(1, sizeof(*allowed));
	const struct start start = { .env = { said("TERM=%s", term) } };
	struct terminal *t;

	if (!allow_terminfo(allowed, term)) {
		free(allowed);
		skip_because("terminfo does not know the terminal");
	}
	for (; *more; more++)
		allow(allowed, *more);
	if (strcmp(term, "vt100") && strcmp(term, "linux"))
		allow_modes_off(allowed);
	t = desk_start(desk, &start);
	walk_through(t);
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	all_bytes_are(t, allowed);
	free(allowed);
}

static void an_xterm_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { "[?1006;1000l", NULL };

	sends_only_what_terminfo_names(*state, "xterm-256color", more);
}

static void a_vt100_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { NULL };

	sends_only_what_terminfo_names(*state, "vt100", more);
}

static void the_linux_console_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { "[?1000h", "[?1000l", NULL };

	sends_only_what_terminfo_names(*state, "linux", more);
}

static void gnu_screen_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { "[?1000h", "[?1000l", "[?2004h", "[?2004l", NULL };

	sends_only_what_terminfo_names(*state, "screen-256color", more);
}

/* Shows that the tests above can fail. */
static void a_strange_sequence_would_be_found(void **state)
{
	struct patterns *allowed = xcalloc(1, sizeof(*allowed));
	char pattern[64];

	(void)state;
	assert_int_equal(pattern_of("[38;5;63mx", pattern, sizeof(pattern)), 9);
	assert_string_equal(pattern, "[m");
	assert_int_equal(pattern_of("[?1049hx", pattern, sizeof(pattern)), 7);
	assert_string_equal(pattern, "[?1049h");
	if (!allow_terminfo(allowed, "xterm-256color")) {
		free(allowed);
		skip_because("terminfo has no xterm-256color");
	}
	assert_true(is_allowed(allowed, "[m"));
	assert_true(is_allowed(allowed, "[?1049h"));
	assert_int_equal(pattern_of("]0;title\007", pattern, sizeof(pattern)), 1);
	assert_false(is_allowed(allowed, pattern));
	pattern_of("[18t", pattern, sizeof(pattern));
	assert_false(is_allowed(allowed, pattern));
	pattern_of("[?1003h", pattern, sizeof(pattern));
	assert_false(is_allowed(allowed, pattern));
	assert_false(is_allowed(allowed, "^N"));
	free(allowed);
}

/* ---- colour */

/* True if any SGR sequence selects a colour (30-49, 90-107). */
static bool has_colour(struct terminal *t)
{
	const char *s = terminal_bytes(t)->buf;

	while ((s = strstr(s, "\033["))) {
		size_t len = strspn(s += 2, "0123456789;");

		if (s[len] != 'm')
			continue;
		for (const char *p = s; p < s + len; p += strcspn(p, ";m") + 1) {
			int n = atoi(p);

			if ((n >= 30 && n <= 49) || (n >= 90 && n <= 107))
				return true;
		}
	}
	return false;
}

static bool colours_with(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	go_home(t);
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "Pass mark");
	press_until(t, "\r", "Trees", 1);
	terminal_send(t, "\003");
	assert_int_equal(terminal_wait_end(t), 128 + SIGINT);
	return has_colour(t);
}

static void no_color_means_no_byte_of_colour(void **state)
{
	assert_true(colours_with(*state, NULL));
	assert_false(colours_with(*state, &(struct start){ .env = { "NO_COLOR=1" } }));
	assert_true(colours_with(*state, &(struct start){ .env = { "NO_COLOR=" } }));
	assert_false(colours_with(*state, &(struct start){ .args = { "--color=never" } }));
}

static void color_always_goes_over_no_color(void **state)
{
	assert_true(colours_with(
		*state, &(struct start){ .env = { "NO_COLOR=1" }, .args = { "--color=always" } }));
	assert_true(colours_with(
		*state, &(struct start){ .env = { "NO_COLOR=1" }, .args = { "--color" } }));
	assert_false(colours_with(
		*state, &(struct start){ .env = { "NO_COLOR=1" }, .args = { "--color=auto" } }));
}

/* ---- one write a screen */

/* Walks the list back and forth and counts the write() calls of the whole visit, which has no
 * store. */
static long writes_of(struct desk *desk, int moves)
{
	char count[300];
	const struct start start = { .under = { beside_us("tests/faults/inject"), "write", "0",
					     "EIO", count },
		.args = { "--private" },
		.env = { "ASAN_OPTIONS=detect_leaks=0" } };
	struct terminal *t;
	long writes;
	FILE *f;

	snprintf(count, sizeof(count), "%s", desk_path(desk, "count"));
	t = desk_start(desk, &start);
	if (terminal_wait(t, "Vigie"))
		go_home(t);
	for (int i = 0; i < moves; i++) {
		terminal_send(t, i % 2 ? KEY_UP : KEY_DOWN);
		if (!terminal_settle(t))
			break;
	}
	terminal_send(t, "\003");
	if (terminal_wait_end(t) == 77)
		skip_because("system calls cannot be traced here");
	f = fopen(count, "r");
	assert_true(f && fscanf(f, "%ld", &writes) == 1 && !fclose(f));
	return writes;
}

static void a_screen_is_one_write(void **state)
{
	enum { MOVES = 10 };
	long none = writes_of(*state, 0);
	long moves = writes_of(*state, MOVES) - none;

	/* the mark goes from one row to another, and settling draws once more: together these took
	 * seventeen */
	assert_in_range(moves, MOVES, 2 * MOVES);
	assert_true(none < 30);
}

/* ---- ASCII */

static void draws_ascii_only(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	press_until(t, "\r", "> 1", 4);
	press_until(t, "?", "1 ... 9", 1);
	press_until(t, "q", "> 1", 1);
	terminal_send(t, "1\r");
	press_until(t, "\r", "12 la", 6);
	press_until(t, "o", "atlas", 1);
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	for (size_t i = 0; i < terminal_bytes(t)->len; i++)
		assert_true((unsigned char)terminal_bytes(t)->buf[i] < 0x80);
	/* start the next visit with an empty store */
	desk_forget_store(desk);
}

static void ascii_is_drawn_when_asked_for(void **state)
{
	draws_ascii_only(*state, &(struct start){ .args = { "--ascii" } });
	draws_ascii_only(*state, &(struct start){ .args = { "--ascii", "--lang", "fr" } });
}

static void ascii_is_drawn_in_a_locale_that_has_nothing_else(void **state)
{
	draws_ascii_only(*state, &(struct start){ .env = { "LC_ALL=C" } });
	draws_ascii_only(
		*state, &(struct start){ .env = { "LC_ALL=POSIX" }, .args = { "--lang", "fr" } });
	draws_ascii_only(*state, &(struct start){ .env = { "LANG=fr_FR.ISO-8859-1" } });
}

static void a_locale_that_is_not_installed_still_draws_utf_8(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .env = { "LC_ALL=xx_YY.UTF-8" } });

	go_home(t);
	assert_shows(t, "▸ 1");
	assert_shows(t, "○ ");
}

/* ---- hostile text */

static void no_diagnostic_of_a_lesson_brings_a_sequence(void **state)
{
	static const char *const places[] = {
		"[lesson]\nformat = 1\ntitle = \"%s\"\n",
		"[lesson]\n%s = 1\n",
		"[lesson]\nid = %s\nlanguage = %s\n",
		"[page %s]\n",
		"[%s]\n",
		"%s\n",
		"; %s\n",
		"[question q]\ntype = %s\nprompt = \"%s\"\noption.%s = \"x\"\n",
	};
	static const char *const messages[] = {
		"[scenario]\nid = s\n[message one]\nfrom = %s\ntext1 = \"%s\"\nnext = %s\n"
	};
	static const char *const commands[] = { "check", "show", "export", "preview" };

	for (size_t n = 0; hostile(n); n++) {
		for (size_t i = 0; i < ARRAY_SIZE(places) + 1; i++) {
			bool last = i == ARRAY_SIZE(places);
			const char *place = last ? messages[0] : places[i];
			struct strbuf text = STRBUF_INIT;
			const char *dir;

			strbuf_addf(&text, place, hostile(n), hostile(n), hostile(n));
			dir = desk_write(
				*state, last ? "bad/s/scenario.ini" : "bad/x/lesson.ini", text.buf);
			run_is_plain(*state,
				&(struct start){ .args = { n % 2 ? "check" : "show", dir } },
				place);
			/* the other commands share the same reader, so a few texts are enough */
			if (n < 3)
				for (size_t k = 0; k < ARRAY_SIZE(commands); k++)
					run_is_plain(*state,
						&(struct start){ .args = { commands[k], dir } },
						place);
			strbuf_release(&text);
		}
	}
}

static void no_file_name_argument_or_environment_brings_a_sequence(void **state)
{
	for (size_t n = 0; hostile(n); n++) {
		const char *text = xstrdup(hostile(n)), *name = said("%s.ini", text);
		char *dir = xstrdup(desk_path(*state, text));

		run_is_plain(*state, &(struct start){ .args = { "check", name } },
			"a file that is not there");
		run_is_plain(*state, &(struct start){ .args = { text } }, "a command");
		run_is_plain(
			*state, &(struct start){ .args = { said("--%s", text) } }, "an option");
		run_is_plain(*state,
			&(struct start){ .args = { "--lang", text, "check" }, .lessons = dir },
			"a language");
		if (n % 4 == 0) {
			run_is_plain(
				*state, &(struct start){ .args = { "install", name } }, "a pack");
			run_is_plain(
				*state, &(struct start){ .args = { "import", name } }, "an import");
			run_is_plain(*state,
				&(struct start){ .args = { "--linear", "--store", dir } },
				"a store");
			run_is_plain(*state,
				&(struct start){
					.args = { "--linear", "--learner", text, "--private" } },
				"a learner");
			run_is_plain(*state,
				&(struct start){ .args = { "doctor" },
					.env = { said("TERM=%s", text), said("LANG=%s", text),
						said("HOME=/%s", text) } },
				"the environment");
		}
		/* a directory of that name with a malformed lesson in it */
		if (!strpbrk(text, "/") && !mkdir(dir, 0700)) {
			FILE *f = fopen(said("%s/lesson.ini", dir), "w");

			assert_true(f && fputs("[lesson\n", f) >= 0 && !fclose(f));
			run_is_plain(*state, &(struct start){ .args = { "check", dir } },
				"a folder with that name");
		}
		free(dir);
		free((void *)(uintptr_t)text);
	}
}

/* The pasted text is echoed in the answer field, which shows what the program kept of it. */
static void what_is_typed_or_pasted_comes_back_as_text(void **state)
{
	struct patterns *allowed = xcalloc(1, sizeof(*allowed));
	struct terminal *t;

	if (!allow_terminfo(allowed, "xterm-256color")) {
		free(allowed);
		skip_because("terminfo has no xterm-256color");
	}
	allow(allowed, "[?1006;1000l");
	allow_modes_off(allowed);
	t = desk_start(*state, NULL);
	go_home(t);
	press_until(t, "1\r", "Three pages and four questions.", 1);
	press_until(t, "\r", "What is lower", 12);
	press_until(t, "s", "What is the land along the edge", 4);
	for (size_t n = 0; hostile(n); n++) {
		char *text = xstrdup(hostile(n));

		/* these the terminal's driver keeps for itself: interrupt, quit, suspend, stop, go
		 * on; Ctrl-X hides */
		for (char *c = text; (c = strpbrk(c, "\003\021\023\030\032\034"));)
			*c = ' ';
		terminal_send(t, said("\033[200~%s\033[201~", text));
		free(text);
		if (!terminal_settle(t))
			fail_msg("hostile text %zu: the program is gone\n%s", n, terminal_text(t));
		assert_shows(t, "evil");
		terminal_send(t, "\025");
	}
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	all_bytes_are(t, allowed);
	free(allowed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(an_xterm_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(a_vt100_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(the_linux_console_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(gnu_screen_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(a_strange_sequence_would_be_found),
		TEST(no_diagnostic_of_a_lesson_brings_a_sequence),
		TEST(no_file_name_argument_or_environment_brings_a_sequence),
		TEST(what_is_typed_or_pasted_comes_back_as_text),
		TEST(no_color_means_no_byte_of_colour),
		TEST(color_always_goes_over_no_color),
		TEST(a_screen_is_one_write),
		TEST(ascii_is_drawn_when_asked_for),
		TEST(ascii_is_drawn_in_a_locale_that_has_nothing_else),
		TEST(a_locale_that_is_not_installed_still_draws_utf_8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
