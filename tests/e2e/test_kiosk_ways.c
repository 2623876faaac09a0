/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to break out of a terminal program, one by one: keys, mouse, paste, sizes, job control,
 * core dumps, the environment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"
#include "skip.h"

enum { NOBODY = 65534 };

static const struct {
	const char *what, *bytes;
} ways[] = {
	{ "^C", "\003" },
	{ "^Z", "\032" },
	{ "^\\", "\034" },
	{ "^S", "\023" },
	{ "^Q", "\021" },
	{ "^D", "\004" },
	{ "^Y", "\031" },
	{ "^]", "\035" },
	{ "^T", "\024" },
	{ "Esc", "\033" },
	{ "F1 on the console", "\033[[A" },
	{ "F1", "\033OP" },
	{ "F10", "\033[21~" },
	{ "F12", "\033[24~" },
	{ "Alt-F2", "\033[1;3Q" },
	{ "Alt-Right", "\033[1;3C" },
	{ "Alt-x", "\033x" },
	{ "Ctrl-Alt-Del", "\033[3;7~" },
	{ "Print", "\033[32~" },
	{ "a shell's !", "!sh\r" },
	{ "vi's :", ":!sh\r" },
	{ "a file dialogue's /", "/etc/passwd\r" },
	{ "a click", "\033[<0;10;5M\033[<0;10;5m" },
	{ "the other button", "\033[<2;10;5M" },
	{ "a wheel", "\033[<64;1;1M" },
	{ "an old mouse", "\033[M !!" },
	{ "a paste with ^C", "\033[200~a\003b\032c\033\033[201~" },
	{ "a paste without end", "\033[200~x" },
	{ "a title", "\033]0;x\007" },
	{ "a string", "\033P1$r\033\\" },
	{ "an answer of a terminal", "\033[?1;2c" },
	{ "a place of the cursor", "\033[99;99R" },
	{ "bytes that are no UTF-8", "\377\376\300\200" },
	{ "Shift-PgUp", "\033[5;2~" },
	{ "Compose", "\033[29~" },
};

static void no_key_leads_out(void **state)
{
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", kiosk_staff, NULL);

	assert_shows(t, ATTRACT);
	for (int place = 0; place < 2; place++)
		for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
			if (place && terminal_shows(t, ATTRACT))
				press_until(t, KEY_ENTER, "▸ 1", 6);
			terminal_send(t, ways[i].bytes);
			/* wait for the end of the paste */
			terminal_take(t, strcmp(ways[i].bytes, "\033[200~x") ? 35 : 500);
			if (!terminal_running(t) || state_of(terminal_pid(t)) == 'T' ||
				children_of(terminal_pid(t), NULL) != 1)
				fail_msg("%s leads out", ways[i].what);
			/* from the code screen back to the attract screen */
			terminal_send(t, KEY_ESC);
			terminal_take(t, 35);
		}
	assert_kiosk_stands(t);
}

/* Keys raise no signals, and ^S does not stop output. */
static void the_terminal_makes_no_signals(void **state)
{
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", NULL);
	struct termios modes;

	assert_shows(t, ATTRACT);
	modes = terminal_termios(t);
	assert_false(modes.c_lflag & (ISIG | ICANON | IEXTEN | ECHO));
	assert_false(modes.c_iflag & (IXON | BRKINT));
	terminal_send(t, "\023");
	terminal_send(t, "x");
	assert_shows(t, "at your own pace");
}

static void job_control_does_not_stop_it(void **state)
{
	struct terminal *t =
		kiosk_start(*state, "idle = 3600\n", "", &(struct start){ .as_job = true });

	assert_shows(t, ATTRACT);
	terminal_send(t, "\032");
	terminal_signal(t, SIGTSTP);
	terminal_signal(t, SIGTTIN);
	terminal_signal(t, SIGTTOU);
	terminal_signal(t, SIGCONT);
	terminal_take(t, 100);
	assert_int_not_equal(state_of(terminal_pid(t)), 'T');
	terminal_send(t, "x");
	assert_shows(t, "Vigie");
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
}

static void no_size_breaks_it(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 1 }, { 1, 60 }, { 400, 2 }, { 40, 12 },
		{ 200, 60 }, { 80, 24 } };
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", NULL);

	assert_shows(t, ATTRACT);
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		terminal_resize(t, sizes[i][0], sizes[i][1]);
		terminal_take(t, 60);
		assert_kiosk_stands(t);
	}
	terminal_claim_size(t, 60000, 60000);
	terminal_take(t, 60);
	terminal_claim_size(t, 0, 0);
	terminal_take(t, 60);
	terminal_resize(t, 80, 24);
	assert_shows(t, ATTRACT);
}

/* Other programs of the same user can neither read nor trace the kiosk, and a crash dumps no
 * core. */
static void nothing_is_dumped(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;
	char path[64];
	struct stat st;

	if (getuid() || MEMORY_IS_KEPT) {
		print_message("# needs another user, and a build without sanitizers\n");
		skip_because("needs root, and a build without sanitizers");
	}
	assert_int_equal(chown(desk->home, NOBODY, NOBODY), 0);
	(void)mkdir(desk_path(desk, "data"), 0700);
	assert_int_equal(chown(desk_path(desk, "data"), NOBODY, NOBODY), 0);
	t = kiosk_start(desk, "idle = 3600\n", "", &(struct start){ .uid = NOBODY });
	if (terminal_wait_end(t) >= 0) {
		print_message("# another user may not start the program where it lies\n");
		skip_because("another user may not start the program where it lies");
	}
	assert_shows(t, ATTRACT);
	/* /proc files of an undumpable process belong to root */
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)terminal_pid(t));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_uid, 0);
	terminal_signal(t, SIGSEGV);
	assert_ends(t, 128 + SIGSEGV);
	assert_given_back(t);
	assert_int_equal(access(desk_path(desk, "core"), F_OK), -1);
}

/* ---- the environment */

static const char marker_script[] = "#!/bin/sh\ntouch \"$(dirname \"$0\")/marker\"\n";

static void nothing_of_the_environment_is_used(void **state)
{
	static const char *const names[] = { "PAGER", "EDITOR", "VISUAL", "SHELL", "BROWSER", "ENV",
		"BASH_ENV" };
	struct desk *desk = *state;
	struct start start = { 0 };
	struct strbuf settings[ARRAY_SIZE(names)];
	const char *script = desk_write(desk, "script", marker_script);
	struct terminal *t;

	assert_int_equal(chmod(script, 0755), 0);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		strbuf_init(&settings[i]);
		strbuf_addf(&settings[i], "%s=%s", names[i], desk_path(desk, "script"));
		start.env[i] = settings[i].buf;
	}
	t = kiosk_start(desk, "idle = 3600\n", kiosk_staff, &start);
	assert_shows(t, ATTRACT);
	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		terminal_send(t, ways[i].bytes);
		terminal_take(t, 2);
	}
	assert_kiosk_stands(t);
	assert_int_equal(access(desk_path(desk, "marker"), F_OK), -1);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		strbuf_release(&settings[i]);
}

/*
 * A custom terminfo entry could send any sequence, and a custom locale or catalogue could say
 * anything. Those given here are broken on purpose: if they were used, the kiosk would not start or
 * would show other text.
 */
static void no_paths_of_somebody_are_used(void **state)
{
	struct desk *desk = *state;
	struct start start = { .env = { "HOME=/nonexistent", "XDG_DATA_HOME=/nonexistent",
				       "XDG_CONFIG_HOME=/nonexistent", "LOCPATH=/nonexistent",
				       "NLSPATH=/nonexistent/%N", "TEXTDOMAINDIR=/nonexistent",
				       "LANGUAGE=fr", "VIGIE_TEST=1", "GCONV_PATH=/nonexistent",
				       "TMPDIR=/nonexistent", "SQLITE_TMPDIR=/nonexistent",
				       "ESCDELAY=100000" } };
	struct strbuf terminfo = STRBUF_INIT, dirs = STRBUF_INIT;
	struct terminal *t;
	size_t n = 0;

	/* an entry for this terminal that is not a terminfo file */
	desk_write(desk, "terminfo/x/xterm-256color", "not a terminal");
	strbuf_addf(&terminfo, "TERMINFO=%s", desk_path(desk, "terminfo"));
	strbuf_addf(&dirs, "TERMINFO_DIRS=%s", desk_path(desk, "terminfo"));
	while (start.env[n])
		n++;
	start.env[n++] = terminfo.buf;
	start.env[n] = dirs.buf;
	t = kiosk_start(desk, "idle = 3600\n", "", &start);
	assert_shows(t, ATTRACT);
	assert_kiosk_stands(t);
	strbuf_release(&terminfo);
	strbuf_release(&dirs);
}

/*
 * Even without the sandbox the program could not start another: it imports no function for it.
 * (fork alone, for the writer, only makes a copy of this program.)
 */
static void the_program_knows_no_way_to_start_another(void **state)
{
	static const char *const words[] = { "execl", "execv", "execve", "execvp", "vfork",
		"system", "popen", "posix_spawn", "wordexp", "dlopen" };
	struct strbuf command = STRBUF_INIT;
	char line[256];
	FILE *out;
	size_t symbols = 0;

	(void)state;
	strbuf_addf(&command, "nm -D --undefined-only '%s' 2>/dev/null", program_path());
	out = popen(command.buf, "r");
	while (out && fgets(line, sizeof(line), out)) {
		char *name = strrchr(line, ' ');

		name = name ? name + 1 : line;
		name[strcspn(name, "@\n")] = '\0';
		symbols++;
		for (size_t i = 0; i < ARRAY_SIZE(words); i++)
			if (!strcmp(name, words[i]) && !MEMORY_IS_KEPT)
				fail_msg("the program uses %s", name);
	}
	if (out)
		pclose(out);
	strbuf_release(&command);
	if (!symbols) {
		print_message("# nm is not here\n");
		skip_because("nm is not installed");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(no_key_leads_out),
		TEST(the_terminal_makes_no_signals),
		TEST(job_control_does_not_stop_it),
		TEST(no_size_breaks_it),
		TEST(nothing_is_dumped),
		TEST(nothing_of_the_environment_is_used),
		TEST(no_paths_of_somebody_are_used),
		TEST(the_program_knows_no_way_to_start_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
