/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a screen reader that speaks gets: with speech = yes each row that changed comes whole, and
 * not much else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

#define TALK TEST_DATA "/screens/talk"

enum { ROWS = 24, MOST_PER_CENT = 130 };

/* ---- what is sent */

/* Appends the text that the bytes show; whatever moves the cursor parts words, attributes do not.
 */
static void add_heard(struct strbuf *out, const char *s)
{
	while (*s) {
		if (*s == '\033' && s[1] == '[') {
			s += 2 + strspn(s + 2, "0123456789;?<>=");
			strbuf_addstr(out, *s == 'm' ? "" : " ");
		} else if (*s == '\033') {
			s += 1 + strspn(s + 1, "()");
		} else if ((unsigned char)*s < ' ') {
			strbuf_addch(out, ' ');
		} else {
			strbuf_addch(out, *s);
		}
		s += *s != '\0';
	}
}

static bool has_word(const char *text, const char *word, size_t len)
{
	while ((text += strspn(text, " "), *text)) {
		size_t n = strcspn(text, " ");

		if (n == len && !memcmp(text, word, n))
			return true;
		text += n;
	}
	return false;
}

static size_t count_letters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s != ' ' && ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

struct tally {
	size_t sent, changed,
		pieces; /* letters sent; those of changed rows; words not sent whole */
};

/* Presses a key, and compares what was sent with the rows that changed. */
static void press(struct terminal *t, const char *key, struct tally *tally)
{
	struct strbuf heard = STRBUF_INIT;
	char *before[ROWS];

	for (int y = 0; y < ROWS; y++)
		before[y] = xstrdup(terminal_row(t, y));
	terminal_forget_bytes(t);
	terminal_send(t, key);
	assert_true(terminal_wait_bytes(t, 0));
	assert_true(terminal_rest(t));
	add_heard(&heard, terminal_bytes(t)->buf);
	tally->sent += count_letters(heard.buf);
	for (int y = 0; y < ROWS; y++) {
		const char *row = terminal_row(t, y);

		if (strcmp(row, before[y])) {
			tally->changed += count_letters(row);
			for (const char *w = row + strspn(row, " "); *w; w += strspn(w, " ")) {
				size_t n = strcspn(w, " ");

				tally->pieces += !has_word(heard.buf, w, n);
				w += n;
			}
		}
		free(before[y]);
	}
	strbuf_release(&heard);
}

static struct tally talk(struct desk *desk, const char *option, const char *lang)
{
	static const char *const keys[] = { "\r", "\r", "\r", KEY_DOWN, KEY_DOWN, "\r", "x", "m",
		KEY_DOWN, "q", "z" };
	struct terminal *t = desk_start(desk,
		&(struct start){
			.args = { "--private", "--lang", lang, option }, .lessons = TALK });
	struct tally tally = { 0 };

	assert_shows(t, "Talks for the tests");
	terminal_send(t, "\r");
	assert_shows(t, "ferry");
	assert_true(terminal_rest(t));
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		press(t, keys[i], &tally);
	return tally;
}

static void no_word_arrives_in_pieces(void **state)
{
	static const char *const languages[] = { "en", "fr" };

	for (size_t i = 0; i < ARRAY_SIZE(languages); i++) {
		struct tally tally = talk(*state, "--speech", languages[i]);

		print_message("# %s: %zu letters sent, %zu in rows that changed\n", languages[i],
			tally.sent, tally.changed);
		assert_int_equal(tally.pieces, 0);
		assert_true(tally.sent * 100 <= tally.changed * MOST_PER_CENT);
	}
}

/* Else the test above would prove nothing. */
static void without_the_setting_some_do(void **state)
{
	assert_true(talk(*state, "--color=auto", "en").pieces > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(no_word_arrives_in_pieces),
		TEST(without_the_setting_some_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
