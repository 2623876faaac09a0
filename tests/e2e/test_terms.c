/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One course on every terminal: TERM changes how things are drawn, never what is shown. Also run in
 * a real tmux and GNU screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "skip.h"

/* ---- by TERM and terminfo */

static bool has(struct terminal *t, const char *bytes)
{
	return strstr(terminal_bytes(t)->buf, bytes) != NULL;
}

/* Goes to the lesson list, on a first visit or a later one. */
static void to_list(struct terminal *t)
{
	while (terminal_running(t) && !terminal_shows(t, "at your own pace") &&
		!terminal_shows(t, "q leave"))
		terminal_take(t, 10);
	if (terminal_shows(t, "at your own pace"))
		terminal_send(t, KEY_ENTER);
	assert_shows(t, "q leave");
	assert_settles(t);
}

static char *copy_of_screen(struct terminal *t)
{
	assert_settles(t);
	return xstrdup(terminal_text(t));
}

static void the_screen_is_the_same_on_every_terminal(void **state)
{
	static const char *const terms[] = { "TERM=xterm", "TERM=screen", "TERM=screen-256color",
		"TERM=tmux-256color", "TERM=linux", "TERM=vt100", "TERM=vt220", "TERM=foot",
		"TERM=rxvt", "TERM=gnome-256color", "TERM=konsole-256color", "TERM=xterm-kitty",
		"TERM=ms-terminal", "TERM=nsterm-256color", "TERM=putty-256color" };
	struct terminal *t =
		desk_start(*state, &(struct start){ .args = { "--store", "/dev/null/no" } });
	char *home, *page;

	to_list(t);
	home = copy_of_screen(t);
	terminal_send(t, "1\r1\r");
	assert_shows(t, "A hill is lower than a mountain.");
	page = copy_of_screen(t);
	terminal_free(t);
	((struct desk *)*state)->n = 0;
	for (size_t i = 0; i < ARRAY_SIZE(terms); i++) {
		char *is;

		t = desk_start(*state,
			&(struct start){
				.args = { "--store", "/dev/null/no" }, .env = { terms[i] } });
		to_list(t);
		is = copy_of_screen(t);
		if (strcmp(is, home))
			fail_msg("%s shows\n%s\ninstead of\n%s", terms[i], is, home);
		free(is);
		terminal_send(t, "1\r1\r");
		assert_shows(t, "A hill is lower than a mountain.");
		is = copy_of_screen(t);
		if (strcmp(is, page))
			fail_msg("%s shows\n%s\ninstead of\n%s", terms[i], is, page);
		free(is);
		terminal_free(t);
		((struct desk *)*state)->n = 0;
	}
	free(home);
	free(page);
}

/* ---- themes: background sequences for 256 and for eight colours */

struct themed {
	const char *args[4], *env[4];
	const char *wanted, *unwanted;
};

static void a_theme_sets_its_ground_and_the_usual_one_none(void **state)
{
	static const struct themed cases[] = {
		{ { NULL }, { NULL }, "38;5;63", "48;5" },
		{ { "--theme", "dark" }, { NULL }, "48;5;234", NULL },
		{ { "--theme=light" }, { NULL }, "48;5;255", NULL },
		{ { "--theme=contrast" }, { NULL }, "48;5;16", NULL },
		{ { "--theme=mono" }, { NULL }, "7m", "38;5" },
		{ { "--theme=dark" }, { "TERM=xterm" }, "\033[37m\033[40m", "38;5" },
		{ { NULL }, { "TERM=xterm" }, NULL, "\033[36m" },
		{ { NULL }, { "TERM=linux" }, "\033[36m", NULL },
		{ { "--theme=dark" }, { "TERM=vt100" }, NULL, "\033[36m" },
		/* an explicit theme overrides NO_COLOR, but not --color=never */
		{ { "--theme=dark" }, { "NO_COLOR=1" }, "48;5;234", NULL },
		{ { "--theme=dark", "--color=never" }, { NULL }, NULL, "38;5" },
		{ { NULL }, { "NO_COLOR=1" }, NULL, "38;5" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct start start = { 0 };
		struct terminal *t;

		memcpy(start.args, cases[i].args, sizeof(cases[i].args));
		memcpy(start.env, cases[i].env, sizeof(cases[i].env));
		t = desk_start(*state, &start);
		to_list(t);
		if (cases[i].wanted && !has(t, cases[i].wanted))
			fail_msg("case %zu: no %s", i,
				cases[i].wanted + (*cases[i].wanted == '\033'));
		if (cases[i].unwanted && has(t, cases[i].unwanted))
			fail_msg("case %zu: %s", i,
				cases[i].unwanted + (*cases[i].unwanted == '\033'));
		terminal_send(t, "q");
		assert_ends(t, 0);
		assert_given_back(t);
		terminal_free(t);
		((struct desk *)*state)->n = 0;
	}
}

static void a_theme_chosen_on_the_screen_shows_at_once_and_is_kept(void **state)
{
	struct terminal *t = desk_start(*state, NULL);

	to_list(t);
	terminal_send(t, "," KEY_DOWN);
	assert_shows(t, "Settings");
	assert_settles(t);
	assert_false(has(t, "48;5"));
	terminal_send(t, KEY_RIGHT);
	assert_shows(t, "light on dark");
	assert_settles(t);
	assert_true(has(t, "48;5;234"));
	terminal_send(t, KEY_DOWN KEY_RIGHT);
	assert_shows(t, "short");
	terminal_send(t, KEY_ESC);
	assert_settles(t);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
	t = desk_start(*state, NULL);
	assert_shows(t, "q leave");
	assert_settles(t);
	assert_true(has(t, "48;5;234"));
	/* the command line overrides the saved setting */
	t = desk_start(*state, &(struct start){ .args = { "--theme", "none" } });
	assert_shows(t, "q leave");
	assert_settles(t);
	assert_false(has(t, "48;5"));
}

static void vigie_ini_is_what_nobody_chose(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	desk_write(desk, ".config/vigie/vigie.ini",
		"[settings]\ntheme = light\nmouse = off\ncursor = hidden\n");
	t = desk_start(desk, NULL);
	to_list(t);
	assert_true(has(t, "48;5;255"));
	assert_false(terminal_mode(t, 1000));
	assert_false(terminal_cursor_visible(t));
	terminal_send(t, ",6\r");
	assert_shows(t, "‹ on ›");
	assert_settles(t);
	assert_true(terminal_mode(t, 1000));
	terminal_send(t, "q");
	assert_settles(t);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

/* A new window may get its size while the program starts. */
static void a_size_that_comes_during_the_start_is_not_lost(void **state)
{
	for (int i = 0; i < 8; i++) {
		struct terminal *t = desk_start(*state, NULL);

		for (int k = 0; k < i; k++)
			terminal_take(t, 1);
		terminal_resize(t, 90, 28);
		assert_shows(t, "Vigie");
		assert_settles(t);
		assert_true(*terminal_row(t, 27) != '\0');
		terminal_free(t);
		((struct desk *)*state)->n = 0;
	}
}

/* ---- in tmux and GNU screen */

static bool is_installed(const char *name)
{
	char command[64];

	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", name);
	return system(command) == 0;
}

static void capture(const char *command, struct strbuf *out)
{
	FILE *f = popen(command, "r");
	char buf[4096];
	size_t n;

	strbuf_clear(out);
	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(out, buf, n);
	pclose(f);
}

/* Repeats command until its output contains text. */
static void wait_for(const char *command, const char *text)
{
	struct strbuf out = STRBUF_INIT;
	double end = now_ms() + 10000;

	do {
		capture(command, &out);
		if (strstr(out.buf, text)) {
			strbuf_release(&out);
			return;
		}
		poll(NULL, 0, 30);
	} while (now_ms() < end);
	fail_msg("“%s” never shows in\n%s", text, out.buf);
}

static void run_tool(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void run_tool(const char *format, ...)
{
	struct strbuf command = STRBUF_INIT;
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(&command, format, ap);
	va_end(ap);
	if (system(command.buf))
		fail_msg("this failed: %s", command.buf);
	strbuf_release(&command);
}

/* Runs tmux without the user's configuration or sessions. */
static const char *tmux(struct desk *desk, const char *rest)
{
	static char command[1024];

	snprintf(command, sizeof(command), "TMUX_TMPDIR='%s' tmux -u -L vigie -f /dev/null %s",
		desk->home, rest);
	return command;
}

static void in_tmux_the_cursor_stands_on_the_selection_and_leaving_leaves_nothing(void **state)
{
	struct desk *desk = *state;
	char start[700];

	if (!is_installed("tmux"))
		skip_because("tmux is not installed");
	snprintf(start, sizeof(start),
		"new-session -d -x 80 -y 24 \"env HOME='%s' " NO_LEAKS
		" LANG=C.UTF-8 TERM=tmux-256color "
		"'%s' --lessons '%s/lessons/good'; cat\"",
		desk->home, program_path(), TEST_DATA);
	run_tool("%s", tmux(desk, start));
	wait_for(tmux(desk, "capture-pane -p"), "at your own pace");
	run_tool("%s", tmux(desk, "send-keys Enter"));
	wait_for(tmux(desk, "capture-pane -p"), "▸ 1  First lesson");
	wait_for(tmux(desk, "display -p '#{cursor_x},#{cursor_y}'"), "6,4");
	run_tool("%s", tmux(desk, "send-keys Down"));
	wait_for(tmux(desk, "capture-pane -p"), "▸ 2  Second lesson");
	wait_for(tmux(desk, "display -p '#{cursor_x},#{cursor_y}'"), "6,5");
	run_tool("%s", tmux(desk, "send-keys C-x"));
	wait_for(tmux(desk, "display -p '#{alternate_on}'"), "0");
	assert_int_not_equal(system(tmux(desk, "capture-pane -p -S - | grep -q lesson")), 0);
	run_tool("%s", tmux(desk, "kill-server"));
}

static const char *in_screen(struct desk *desk, const char *rest)
{
	static char command[1024];

	snprintf(command, sizeof(command), "SCREENDIR='%s/screens' LANG=C.UTF-8 screen -S vigie %s",
		desk->home, rest);
	return command;
}

static const char *hard_copy(struct desk *desk)
{
	static char command[1600];

	snprintf(command, sizeof(command), "%s; cat '%s/copy'", in_screen(desk, "-X hardcopy copy"),
		desk->home);
	return command;
}

static void in_gnu_screen_it_looks_the_same(void **state)
{
	struct desk *desk = *state;
	char start[700];

	if (!is_installed("screen"))
		skip_because("screen is not installed");
	run_tool("mkdir -m 700 '%s/screens'", desk->home);
	snprintf(start, sizeof(start),
		"-U -c /dev/null -dm env HOME='%s' " NO_LEAKS
		" TERM=screen '%s' --lessons '%s/lessons/good'",
		desk->home, program_path(), TEST_DATA);
	run_tool("cd '%s' && %s", desk->home, in_screen(desk, start));
	wait_for(hard_copy(desk), "GNU screen is running");
	run_tool("%s", in_screen(desk, "-X stuff '\\r'"));
	wait_for(hard_copy(desk), "First lesson");
	run_tool("%s", in_screen(desk, "-X stuff '1\\r'"));
	wait_for(hard_copy(desk), "Three pages and four questions.");
	run_tool("%s", in_screen(desk, "-X quit"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_screen_is_the_same_on_every_terminal, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_theme_sets_its_ground_and_the_usual_one_none, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_theme_chosen_on_the_screen_shows_at_once_and_is_kept, desk_setup,
			desk_teardown),
		cmocka_unit_test_setup_teardown(
			vigie_ini_is_what_nobody_chose, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_size_that_comes_during_the_start_is_not_lost, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			in_tmux_the_cursor_stands_on_the_selection_and_leaving_leaves_nothing,
			desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			in_gnu_screen_it_looks_the_same, desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
