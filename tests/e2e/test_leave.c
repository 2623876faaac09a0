/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-X goes from every screen straight to an empty terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"
#include "e2e/desk.h"
#include "e2e/memory.h"

#define GOOD TEST_DATA "/lessons/good"
#define TALK TEST_DATA "/screens/talk"
#define LEAD TEST_DATA "/screens/lead"
#define TRIES TEST_DATA "/screens/tries"
#define KINDS TEST_DATA "/linear/course"

enum { STEPS_MAX = 24 };

/* The way from the lesson list to a screen: keys, each followed by the text to wait for. */
struct way {
	const char *screen; /* a name in screens.def, or NULL for another state of a screen */
	const char *name, *lessons;
	const char *steps[STEPS_MAX];
};

#define TO_FIELD                                                                    \
	"2\r", "Two pages", KEY_ESC, "A small course", "1\r", "Three pages", "2\r", \
		"What is lower", "sss", "edge of a lake"
#define TO_CHAT "1\r", "Somebody offers", "\r", "Hello!", "\r", "five times", "1\r", "A big one"

static const struct way ways[] = {
	{ "home", "home", GOOD, { "j", "▸ 2" } },
	{ "cover", "cover", GOOD, { "\r", "Nothing hard" } },
	{ "page", "page", GOOD, { "\r", "Three pages", "\r", "Hills" } },
	{ NULL, "sources", GOOD,
		{ "\r", "Three pages", "\r", "Hills", "n", "Lakes", "o", "A small atlas" } },
	{ NULL, "story", GOOD,
		{ "\r", "Three pages", "\r", "Hills", "n", "Lakes", "n", "Mia walks" } },
	{ "quiz", "quiz", GOOD, { "\r", "Three pages", "\r", "Hills", "u", "What is lower" } },
	{ NULL, "answered", GOOD,
		{ "\r", "Three pages", "\r", "Hills", "u", "What is lower", "1\r",
			"your answer" } },
	{ NULL, "typing", GOOD, { TO_FIELD, "xylophone", "xylophone" } },
	{ NULL, "a field that was left", GOOD,
		{ TO_FIELD, "xylophone", "xylophone", KEY_ESC, "Go on with" } },
	{ NULL, "help above a field", GOOD,
		{ TO_FIELD, "xylophone", "xylophone", "\033OQ", "Country A" } },
	{ NULL, "keys above a field", GOOD,
		{ TO_FIELD, "xylophone", "xylophone", "\033OP", "On this screen" } },
	{ "skipped", "skipped", GOOD, { TO_FIELD, "x\r", "Not quite", "\r", "To pass" } },
	{ "result", "result", GOOD,
		{ TO_FIELD, "x\r", "Not quite", "\r", "To pass", "2\r", "What now?" } },
	{ "review", "review", GOOD,
		{ TO_FIELD, "x\r", "Not quite", "\r", "To pass", "2\r", "What now?", "\033OF", "▸",
			"\r", "edge of a lake" } },
	{ "keys", "keys", GOOD, { "?", "On this screen" } },
	{ "find", "find", GOOD, { "/", "Find", "xylophone", "xylophone" } },
	{ "contents", "contents", GOOD, { "\r", "Three pages", "\r", "Hills", "c", "here" } },
	{ "help", "help", GOOD, { "h", "Country A", "1\r", "A help line" } },
	{ NULL, "a large number", GOOD,
		{ "h", "Country A", "1\r", "A help line", "1\r", "n next" } },
	{ "language", "language", GOOD, { "g", "Français" } },
	{ "settings", "settings", GOOD, { ",", "Colours" } },
	{ "pin", "pin", GOOD,
		{ ",", "Colours", "10\r", "Vigie asks for this PIN when", "xylophone",
			"*********" } },
	{ NULL, "the same PIN again", GOOD,
		{ ",", "Colours", "10\r", "Vigie asks for this PIN when", "xylophone", "*********",
			"\r", "once more" } },
	{ "glossary", "glossary", GOOD, { "l", "shore" } },
	{ "progress", "progress", GOOD, { "v", "Your progress" } },
	{ "about", "about", GOOD, { "a", "Practise hiding" } },
	{ "paths", "paths", LEAD, { "\r", "another path", "0", "Paths through" } },
	{ NULL, "practice", GOOD, { "a", "Practise hiding", "\r", "Practise once" } },
	{ "scenario", "scenario", TALK, { "1\r", "Somebody offers" } },
	{ "chat", "chat", TALK, { TO_CHAT } },
	{ "way_out", "way_out", TALK, { TO_CHAT, "\r", "No, thank you", "0", "You may stop" } },
	{ NULL, "a message is marked", TALK, { TO_CHAT, "m", "mark" } },
	{ "debrief", "debrief", TALK,
		{ TO_CHAT, "\r", "No, thank you", "3\r", "Really?", "\r", "As you like", "\r",
			"that was that", "\r", "Signs found" } },
	{ "workshop", "workshop", TRIES, { "w", "Is this trafficking" } },
	{ "certificate", "certificate", NULL,
		{ "2\r", "One question", "1\r", "The sea is wet", "1", "▸ 1", "\r", "your answer",
			"\r", "certificate", "\r", "Certificate of completion", "xylophone",
			"xylophone" } },
};

/* Writes a course with a short exam. */
static const char *write_exam(struct desk *desk)
{
	static const char head[] =
		"[lesson]\nformat = 1\nlanguage = en\nminutes = 1\npass = 100\nauthor = \"x\"\n"
		"licence = CC-BY-SA-4.0\nreviewed = 2026-11-24\n";
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text,
		"%sid = one\norder = 10\ntitle = \"First lesson\"\nsummary = \"Of the sea.\"\n\n"
		"[page sea]\ntitle = \"Sea\"\ntext1 = \"Water.\"\n\n"
		"[question wet]\ntype = truefalse\nafter = sea\nprompt = \"The sea is wet.\"\ncorrect = true\n"
		"feedback.true = \"Yes.\"\nfeedback.false = \"It is.\"\n",
		head);
	desk_write(desk, "exam/one/lesson.ini", text.buf);
	strbuf_clear(&text);
	strbuf_addf(&text,
		"%sid = exam\norder = 20\ntitle = \"Exam\"\nsummary = \"One question.\"\n\n"
		"[draw sea]\nlesson = one\ncount = 1\n",
		head);
	desk_write(desk, "exam/exam/lesson.ini", text.buf);
	strbuf_release(&text);
	return desk_path(desk, "exam");
}

static bool is_empty(struct terminal *t)
{
	const char *text = terminal_text(t);

	return text[strspn(text, " \n")] == '\0';
}

/* Texts of the courses that may be on the screen, and the text typed there. */
static const char *const secrets[] = { "small course", "First lesson", "Three pages", "Hills",
	"What is lower", "small atlas", "Mia walks", "your answer", "edge of a lake", "xylophone",
	"A help line", "0000 111", "The ferry", "harbour", "Mara", "five times", "is twelve",
	"is thirty", "Tries", "The sea is wet", "Stars" };

static void memory_is_empty(struct terminal *t, const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(secrets) && !MEMORY_IS_KEPT; i++) {
		const char *where = memory_holds(terminal_pid(t), secrets[i]);

		if (where)
			fail_msg("after %s, “%s” is in memory: %s", name, secrets[i], where);
	}
}

static bool shows_a_secret(struct terminal *t)
{
	for (size_t i = 0; i < ARRAY_SIZE(secrets); i++)
		if (terminal_shows(t, secrets[i]) || strstr(terminal_scrollback(t), secrets[i]))
			return true;
	return false;
}

/* The alternate screen is left first, then the cursor goes home, then screen and scrollback are
 * erased. The order matters. */
static void erased_in_order(struct terminal *t)
{
	const char *bytes = terminal_bytes(t)->buf, *left = strstr(bytes, "\033[?1049l");

	assert_non_null(left);
	left = strstr(left, "\033[H\033[2J\033[3J");
	assert_non_null(left);
	/* clear the window title, which shells set to the command */
	assert_non_null(strstr(left, "\033]0;\007"));
}

/* Checks that nothing is left on either screen, in the scrollback or in memory. */
static void leaves_nothing(struct terminal *t, const char *key, const char *name)
{
	static const char end[] = "\033[H\033[2J\033[3J";
	const struct strbuf *bytes;

	terminal_send(t, key);
	if (!terminal_wait(t, "Mo Tu We"))
		fail_msg("%s is not left:\n%s", name, terminal_text(t));
	if (shows_a_secret(t))
		fail_msg("%s leaves\n%s", name, terminal_text(t));
	erased_in_order(t);
	memory_is_empty(t, name);
	terminal_send(t, "q");
	assert_ends(t, 0);
	if (!is_empty(t))
		fail_msg("%s leaves\n%s", name, terminal_text(t));
	assert_given_back(t);
	bytes = terminal_bytes(t);
	assert_true(bytes->len > strlen(end));
	assert_string_equal(bytes->buf + bytes->len - strlen(end), end);
}

/* Goes to the screen of a way. */
static struct terminal *go(struct desk *desk, const struct way *way, struct start start)
{
	struct terminal *t;

	start.lessons = way->lessons ? way->lessons : write_exam(desk);
	t = desk_start(desk, &start);
	press_until(t, KEY_ENTER, "▸ 1", 4);
	for (size_t i = 0; i < STEPS_MAX && way->steps[i]; i += 2) {
		terminal_send(t, way->steps[i]);
		assert_shows(t, way->steps[i + 1]);
		if (!strcmp(way->steps[i], KEY_ESC))
			terminal_take(t, 40);
	}
	assert_settles(t);
	return t;
}

static void end(struct desk *desk, struct terminal *t)
{
	terminal_free(t);
	desk->n--;
}

static void leave_from(struct desk *desk, const struct way *way, const char *key)
{
	struct terminal *t = go(desk, way, (struct start){ 0 });

	leaves_nothing(t, key, way->name);
	end(desk, t);
}

static bool is_presented(const char *screen)
{
	return !strcmp(screen, "present") || !strcmp(screen, "thoughts") ||
		!strcmp(screen, "notes");
}

static void ctrl_x_leaves_nothing_of_a_presentation(void **state)
{
	static const struct {
		const char *keys, *shows, *name;
	} places[] = { { KEY_ENTER, "A hill is lower", "present" }, { "c", "here", "thoughts" },
		{ "c5" KEY_ENTER KEY_RIGHT KEY_ENTER "12", "[ 12 ]", "a count of hands" } };
	struct desk *desk = *state;
	const char *runtime = said("XDG_RUNTIME_DIR=%s", desk->home);

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		struct terminal *t = desk_start(desk,
			&(struct start){ .args = { "present", "first" }, .env = { runtime } });
		struct terminal *notes = desk_start(desk,
			&(struct start){ .args = { "present", "--notes" }, .env = { runtime } });

		assert_shows(t, "1 of 13");
		assert_shows(notes, "1 of 13");
		terminal_send(t, places[i].keys);
		assert_shows(t, places[i].shows);
		assert_settles(notes);
		leaves_nothing(t, KEY_CTRL_X, places[i].name);
		leaves_nothing(notes, KEY_CTRL_X, "notes");
		end(desk, notes);
		end(desk, t);
	}
}

static void every_screen_is_in_the_table(void **state)
{
	static const char *const screens[] = {
#define SCREEN(name) #name,
#include "screens/screens.def"
#include "skip.h"
#undef SCREEN
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(screens); i++) {
		/* have their own tests */
		bool found = !strcmp(screens[i], "welcome") || is_presented(screens[i]);

		for (size_t k = 0; k < ARRAY_SIZE(ways); k++)
			found |= ways[k].screen && !strcmp(ways[k].screen, screens[i]);
		if (!found)
			fail_msg("no way to the screen %s", screens[i]);
	}
}

static void ctrl_x_leaves_nothing_from_any_screen(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		leave_from(*state, &ways[i], KEY_CTRL_X);
		/* an unfinished quiz would change the way */
		desk_forget_store(*state);
	}
}

/* Returns the mouse bytes of a press and release on words. */
static const char *click_on(struct terminal *t, const char *words)
{
	for (int y = 23; y >= 0; y--) {
		const char *row = terminal_row(t, y), *at = strstr(row, words);

		if (at) {
			int x = text_width(row, (size_t)(at - row)) + 1;

			return said("\033[<0;%d;%dM\033[<0;%d;%dm", x, y + 1, x, y + 1);
		}
	}
	fail_msg("nowhere “%s” to click on:\n%s", words, terminal_text(t));
	return "";
}

static void a_click_on_the_footer_does_the_same_on_every_screen(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		struct terminal *t = go(*state, &ways[i], (struct start){ 0 });

		leaves_nothing(t, click_on(t, "hide"), ways[i].name);
		end(*state, t);
		desk_forget_store(*state);
	}
}

static void f9_does_the_same_and_private_sessions_too(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		struct terminal *t;
		struct way way = ways[i];

		/* without a store there is nothing to lock */
		if (strstr(way.name, "pin") || strstr(way.name, "PIN"))
			continue;
		/* nor is a name asked for, because the certificate is not written */
		for (size_t k = 0; k < STEPS_MAX && !strcmp(way.name, "certificate"); k++)
			if (way.steps[k] && !strcmp(way.steps[k], "xylophone"))
				way.steps[k] = NULL;
		t = go(*state, &way, (struct start){ .args = { "--private" } });
		leaves_nothing(t, "\033[20~", ways[i].name);
		end(*state, t);
	}
	assert_int_equal(access(desk_store(*state), F_OK), -1);
}

static void the_large_and_the_small_screen_have_the_words_too(void **state)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 40, 12 }, { 200, 60 } };

	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		struct terminal *t = go(*state, &(struct way){ NULL, "home", GOOD, { "j", "▸ 2" } },
			(struct start){ .cols = sizes[i].cols, .rows = sizes[i].rows });

		assert_shows(t, "Ctrl-X hide");
		end(*state, t);
	}
}

static void ctrl_x_works_on_the_first_screen_of_all(void **state)
{
	struct terminal *t = desk_start(*state, NULL);

	assert_shows(t, "at your own pace");
	leaves_nothing(t, KEY_CTRL_X, "welcome");
}

static void ctrl_x_works_in_a_window_that_is_too_small(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .cols = 10, .rows = 3 });

	assert_shows(t, "Please mak");
	leaves_nothing(t, KEY_CTRL_X, "too small");
}

/* A burst of other keys comes before Ctrl-X. */
static void ctrl_x_works_behind_a_burst_of_keys(void **state)
{
	struct terminal *t = desk_start(*state, NULL);

	press_until(t, KEY_ENTER, "▸ 1", 4);
	for (int i = 0; i < 300; i++)
		terminal_send(t, "z");
	leaves_nothing(t, KEY_CTRL_X, "a burst");
}

/* Time from the key to an empty screen; best of three, because the machine may be busy. */
static void ctrl_x_takes_less_than_50_ms(void **state)
{
	double best = 1e9;

	for (int i = 0; i < 3 && best >= 50; i++) {
		struct terminal *t = desk_start(*state, NULL);
		double start;

		press_until(t, KEY_ENTER, "▸ 1", 4);
		start = now_ms();
		terminal_send(t, KEY_CTRL_X);
		assert_shows_not(t, "First lesson");
		if (now_ms() - start < best)
			best = now_ms() - start;
	}
	assert_true(best < 50);
}

/* The calendar works, and no key leads back to the course. */
static void the_calendar_turns_its_months_and_leads_nowhere(void **state)
{
	struct terminal *t = desk_start(*state, NULL);
	char first[128], *row;

	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	snprintf(first, sizeof(first), "%s", terminal_row(t, 0));
	row = first + strspn(first, " ");
	terminal_send(t, KEY_RIGHT);
	assert_shows_not(t, row);
	terminal_send(t, KEY_LEFT);
	assert_shows(t, row);
	terminal_send(t, KEY_ENTER KEY_ESC "[H\020\030hg?1");
	assert_shows(t, row);
	assert_false(shows_a_secret(t));
	assert_hides(t);
}

static void a_private_session_writes_nothing(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &(struct start){ .args = { "--private" } });

	assert_shows(t, "Nothing is kept.");
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "\r");
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	terminal_send(t, "1\r");
	assert_shows(t, "your answer");
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	/* not even a directory */
	assert_int_equal(rmdir(desk->home), 0);
	assert_int_equal(mkdir(desk->home, 0700), 0);
}

/* ---- plain lines */

/* The same as lines: input, each followed by the text to wait for. */
static const struct way line_ways[] = {
	{ NULL, "the list", GOOD, { "\n", "First lesson" } },
	{ NULL, "a page", GOOD,
		{ "\n", "First lesson", "1\n", "Nothing hard", "1\n", "A hill is lower", "\n",
			"12 lakes" } },
	{ NULL, "an answer", GOOD,
		{ "\n", "First lesson", "1\n", "Nothing hard", "2\n", "What is lower", "2\n",
			"Hills are low" } },
	{ NULL, "half a line", GOOD,
		{ "\n", "First lesson", "1\n", "Nothing hard", "2\n", "What is lower", "s\n", "[ ]",
			"s\n", "False", "s\n", "edge of a lake", "xylophone", "xylophone" } },
	{ NULL, "help", GOOD, { "\n", "First lesson", "h\n", "Country A", "1\n", "A help line" } },
	{ NULL, "a chat", TALK,
		{ "\n", "The ferry", "1\n", "Somebody offers", "1\n", "Hello!", "\n",
			"five times" } },
};

/* Reads to the prompt, a screenful at a time; text is in one of the screenfuls. */
static void read_to_prompt(struct terminal *t, const char *text)
{
	bool seen = false;

	for (int i = 0; i < 20; i++) {
		assert_true(terminal_rest(t));
		seen = seen || terminal_shows(t, text);
		if (strncmp(terminal_row(t, terminal_cursor_y(t)), "Enter: more", 11) != 0)
			break;
		terminal_send(t, "\r");
	}
	if (!seen)
		fail_msg("never shows “%s”\n%s", text, terminal_text(t));
}

static void plain_lines_leave_nothing_either(void **state)
{
	static const char *const keys[] = { KEY_CTRL_X, "\033[20~" };

	for (size_t i = 0; i < 2 * ARRAY_SIZE(line_ways); i++) {
		const struct way *way = &line_ways[i / 2];
		struct terminal *t = desk_start(*state,
			&(struct start){ .lessons = way->lessons,
				.rows = 12,
				.args = { "--linear", "--private" } });

		/* before its first word it may sleep, too: on a file that is slow */
		assert_true(terminal_wait_bytes(t, 0));
		read_to_prompt(t, "at your own pace");
		for (size_t k = 0; k < STEPS_MAX && way->steps[k]; k += 2) {
			terminal_send(t, way->steps[k]);
			read_to_prompt(t, way->steps[k + 1]);
		}
		/* the scrollback is in use, so it has something to lose */
		assert_true(terminal_scrollback(t)[0]);
		terminal_send(t, keys[i % 2]);
		assert_shows(t, "Mo Tu We");
		if (shows_a_secret(t))
			fail_msg("%s leaves\n%s\n%s", way->name, terminal_scrollback(t),
				terminal_text(t));
		memory_is_empty(t, way->name);
		assert_hides(t);
		end(*state, t);
	}
}

/* ---- tmux with default settings */

static bool tmux(const char *home, const char *rest)
{
	struct strbuf command = STRBUF_INIT;
	bool good;

	strbuf_addf(&command, "tmux -S '%s/tmux' -f /dev/null %s 2>/dev/null", home, rest);
	good = system(command.buf) == 0;
	strbuf_release(&command);
	return good;
}

/* True if the pane or its history contains text. */
static bool tmux_holds(const char *home, const char *text)
{
	return tmux(home, said("capture-pane -p -S - | grep -qF -- '%s'", text));
}

static bool tmux_waits_for(const char *home, const char *text, int ms)
{
	for (double until = now_ms() + ms; now_ms() < until; usleep(20000))
		if (tmux_holds(home, text))
			return true;
	return false;
}

static void leave_in_tmux(struct desk *desk, const char *mode)
{
	static const char *const keys[] = { "1", "Nothing hard", "1", "Hills" };

	const char *start = said("new-session -d -x 80 -y 15 \"HOME='%s' " NO_LEAKS
				 " LC_ALL=C.UTF-8 '%s' --lessons '%s' --private %s\"",
		desk->home, program_path(), GOOD, mode);
	double until = now_ms() + 10000;

	/* a server that is shutting down accepts no session */
	while (!tmux(desk->home, start) && now_ms() < until)
		usleep(20000);
	assert_true(tmux_waits_for(desk->home, "Stop whenever", 10000));
	/* the first screen is longer than the window */
	for (int i = 0; i < 4 && !tmux_waits_for(desk->home, "First lesson", 1000); i++)
		assert_true(tmux(desk->home, "send-keys Enter"));
	for (size_t i = 0; i < ARRAY_SIZE(keys); i += 2) {
		assert_true(tmux(desk->home, said("send-keys %s Enter", keys[i])));
		assert_true(tmux_waits_for(desk->home, keys[i + 1], 10000));
	}
	assert_true(tmux(desk->home, "send-keys C-x"));
	assert_true(tmux_waits_for(desk->home, "Mo Tu We", 10000));
	for (size_t i = 0; i < ARRAY_SIZE(secrets); i++)
		if (tmux_holds(desk->home, secrets[i]))
			fail_msg("tmux %s still holds “%s”", mode, secrets[i]);
	assert_true(tmux(desk->home, "kill-server"));
}

static int tmux_teardown(void **state)
{
	tmux(((struct desk *)*state)->home, "kill-server");
	return desk_teardown(state);
}

static void tmux_keeps_nothing(void **state)
{
	if (system("tmux -V >/dev/null 2>&1"))
		skip_because("tmux is not installed");
	leave_in_tmux(*state, "");
	leave_in_tmux(*state, "--linear");
}

/* Leaving with Ctrl-X keeps the answers. */
static void ctrl_x_loses_nothing(void **state)
{
	leave_from(*state, &ways[6], KEY_CTRL_X);
	leave_from(*state,
		&(struct way){ NULL, "again", GOOD, { "\r", "Go on with the questions, 1 of 4" } },
		KEY_CTRL_X);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(ctrl_x_leaves_nothing_from_any_screen),
		TEST(ctrl_x_leaves_nothing_of_a_presentation),
		TEST(every_screen_is_in_the_table),
		TEST(a_click_on_the_footer_does_the_same_on_every_screen),
		TEST(f9_does_the_same_and_private_sessions_too),
		TEST(the_large_and_the_small_screen_have_the_words_too),
		TEST(ctrl_x_works_on_the_first_screen_of_all),
		TEST(ctrl_x_works_in_a_window_that_is_too_small),
		TEST(ctrl_x_works_behind_a_burst_of_keys),
		TEST(ctrl_x_takes_less_than_50_ms),
		TEST(plain_lines_leave_nothing_either),
		cmocka_unit_test_setup_teardown(tmux_keeps_nothing, desk_setup, tmux_teardown),
		TEST(ctrl_x_loses_nothing),
		TEST(the_calendar_turns_its_months_and_leads_nowhere),
		TEST(a_private_session_writes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
