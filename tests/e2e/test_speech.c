/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a screen reader that speaks gets: with speech = yes each row that changed comes whole, and
 * not much else. yasr itself is run where it is installed, with a speech server that writes down
 * what it is to say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "e2e/heard.h"
#include "skip.h"

#define TALK TEST_DATA "/screens/talk"

/* ---- what is sent */

static void hear_key(struct terminal *t, const char *key, struct heard_tally *tally)
{
	struct strbuf heard = STRBUF_INIT;

	heard_press(t, key, tally, &heard);
	strbuf_release(&heard);
}

static struct heard_tally talk(struct desk *desk, const char *option, const char *lang)
{
	static const char *const keys[] = { "\r", "\r", "\r", KEY_DOWN, KEY_DOWN, "\r", "x", "m",
		KEY_DOWN, "q", "z" };
	struct terminal *t = desk_start(desk,
		&(struct start){
			.args = { "--private", "--lang", lang, option }, .lessons = TALK });
	struct heard_tally tally = { 0 };

	assert_shows(t, "Talks for the tests");
	terminal_send(t, "\r");
	assert_shows(t, "ferry");
	assert_true(terminal_rest(t));
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		hear_key(t, keys[i], &tally);
	return tally;
}

static void no_word_arrives_in_pieces(void **state)
{
	static const char *const languages[] = { "en", "fr" };

	for (size_t i = 0; i < ARRAY_SIZE(languages); i++) {
		struct heard_tally tally = talk(*state, "--speech", languages[i]);

		print_message("# %s: %zu letters sent, %zu in rows that changed\n", languages[i],
			tally.sent, tally.changed);
		assert_int_equal(tally.pieces, 0);
		assert_true(tally.sent * 100 <= tally.changed * HEARD_MOST_PER_CENT);
	}
}

/* Else the test above would prove nothing. */
static void without_the_setting_some_do(void **state)
{
	assert_true(talk(*state, "--color=auto", "en").pieces > 0);
}

/* ---- what yasr says */

static void prepare_yasr(struct desk *desk, const char *lang)
{
	desk_write(desk, "said", "");
	heard_write_script(desk, "course",
		said("#!/bin/sh\nexec '%s' --private --speech --lang %s --lessons '%s'\n",
			program_path(), lang, TALK));
	heard_prepare_yasr(desk);
}

/* Waits until yasr has been told to say the text since the last call, and returns all of that. */
static const char *hear(struct desk *desk, struct terminal *t, const char *text)
{
	static char all[65536];
	static long from;
	double end = now_ms() + 4000;

	if (!text)
		from = 0;
	while (text && now_ms() < end) {
		FILE *f = fopen(desk_path(desk, "said"), "rb");
		size_t n;

		assert_non_null(f);
		assert_int_equal(fseek(f, from, SEEK_SET), 0);
		n = fread(all, 1, sizeof(all) - 1, f);
		fclose(f);
		all[n] = '\0';
		if (strstr(all, text)) {
			from += (long)n;
			return all;
		}
		terminal_take(t, 20);
	}
	return NULL;
}

struct said {
	const char *key, *words;
};

static void yasr_says(struct desk *desk, const char *lang, const struct said *said, size_t n)
{
	struct terminal *t;

	prepare_yasr(desk, lang);
	t = desk_start(desk,
		&(struct start){
			.program = desk_path(desk, "reader"), .env = { "TERM=xterm", NO_LEAKS } });
	hear(desk, t, NULL);
	for (size_t i = 0; i < n; i++) {
		terminal_send(t, said[i].key);
		if (!hear(desk, t, said[i].words))
			fail_msg("%s: key %zu: yasr does not say “%s”; the screen:\n%s", lang, i,
				said[i].words, terminal_bytes(t)->buf);
	}
}

static void yasr_says_whole_rows(void **state)
{
	static const struct said english[] = { { "", "A calm course, at your own pace." },
		{ "\r", "1  The ferry" }, { "\r", "Somebody offers work on a ferry." },
		{ "\r", "Hello! I saw your post about the harbour." },
		{ "\r", "Work on a ferry, five times the usual pay, no experience needed." },
		{ KEY_DOWN, "1  Which ferry is it?" }, { KEY_DOWN, "Look the firm up" },
		{ "x", "That key does nothing here." }, { "m", "What seems off about this" },
		{ "q", "All right, what next?" } };
	static const struct said french[] = { { "", "Talks for the tests" },
		{ "\r", "1  Le ferry" }, { "\r", "Quelqu’un propose du travail" },
		{ "x", "Cette touche ne fait rien ici" } };

	if (!heard_has_yasr())
		skip_because("yasr is not installed");
	yasr_says(*state, "en", english, ARRAY_SIZE(english));
	if (((struct desk *)*state)->french)
		yasr_says(*state, "fr", french, ARRAY_SIZE(french));
}

/* yasr takes the text of a sequence that it does not know for text on the screen. */
static void yasr_says_the_calendar_alone_on_hiding(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;
	const char *said;

	if (!heard_has_yasr())
		skip_because("yasr is not installed");
	prepare_yasr(desk, "en");
	t = desk_start(desk,
		&(struct start){
			.program = desk_path(desk, "reader"), .env = { "TERM=xterm", NO_LEAKS } });
	hear(desk, t, NULL);
	assert_non_null(hear(desk, t, "A calm course, at your own pace."));
	/* the title of the window is empty already: shells name it after the program */
	assert_non_null(strstr(terminal_bytes(t)->buf, "\033]0;\007"));
	terminal_forget_bytes(t);
	terminal_send(t, "\033[20~");
	said = hear(desk, t, "q quit");
	assert_non_null(said);
	assert_null(strstr(said, "0;"));
	assert_null(strstr(said, "{4m}"));
	assert_null(strstr(terminal_bytes(t)->buf, "\033]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(no_word_arrives_in_pieces),
		TEST(without_the_setting_some_do),
		TEST(yasr_says_whole_rows),
		TEST(yasr_says_the_calendar_alone_on_hiding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
