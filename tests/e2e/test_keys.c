/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input from keyboard, mouse and clipboard, and input that no keyboard sends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

enum { MEGABYTE = 1 << 20 };

static struct terminal *at_home(struct desk *desk)
{
	struct terminal *t = desk_start(desk, NULL);

	go_home(t);
	assert_settles(t);
	return t;
}

/* Goes to the fourth question of the first lesson, which is answered by typing. */
static void go_to_text_question(struct terminal *t)
{
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Three pages and four questions.");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Hills");
	terminal_send(t, "u");
	assert_shows(t, "What is lower");
	press_until(t, "s", "What is the land along the edge", 4);
}

static struct terminal *at_text_question(struct desk *desk)
{
	struct terminal *t = at_home(desk);

	go_to_text_question(t);
	return t;
}

/* Checks that partial updates draw the same screens as full redraws, which assert_settles forces.
 * keys must end where they begin. */
static void draws(struct terminal *t, const char *const *keys, size_t n)
{
	char *whole[32];

	assert_true(n <= ARRAY_SIZE(whole));
	for (size_t i = 0; i < n; i++) {
		terminal_send(t, keys[i]);
		assert_settles(t);
		whole[i] = xstrdup(terminal_text(t));
	}
	for (size_t i = 0; i < n; i++) {
		terminal_send(t, keys[i]);
		for (int ms = 0; ms < 5000 && strcmp(terminal_text(t), whole[i]); ms += 10)
			terminal_take(t, 10);
		if (strcmp(terminal_text(t), whole[i]))
			fail_msg("%s\nafter key %zu should be\n%s", terminal_text(t), i, whole[i]);
		free(whole[i]);
	}
}

/* Wide characters move by one cell and by two, and are half overwritten. */
static void a_line_of_which_a_part_is_drawn_is_the_line_drawn_whole(void **state)
{
	static const char *const moves[] = { KEY_DOWN, KEY_UP };
	static const char *const edits[] = { "\u65e5\u672c\u8a9e", KEY_LEFT, "a", KEY_LEFT,
		KEY_LEFT, "\u00e9", "e\u0301", "\177", "\U0001f41f", KEY_LEFT, "\177", "\177", "bc",
		"\u6cb3", "\u6c5f", KEY_LEFT, "\177", "\033[F", "x", "\177", "\177", "\025",
		"\uac15", "\025" };
	struct terminal *t = at_home(*state);

	draws(t, moves, ARRAY_SIZE(moves));
	draws(at_text_question(*state), edits, ARRAY_SIZE(edits));
}

/* Sends bytes that must have no effect on the screen. */
static void means_nothing(struct terminal *t, const char *bytes)
{
	char *before = xstrdup(terminal_text(t));

	terminal_send(t, bytes);
	/* a following key could be taken for part of it */
	terminal_take(t, 60);
	assert_settles(t);
	if (strcmp(before, terminal_text(t)))
		fail_msg("%s\nis what became of\n%s", terminal_text(t), before);
	free(before);
}

static void unknown_sequences_type_nothing_and_are_no_esc(void **state)
{
	static const char *const sequences[] = {
		"\033[99~",
		"\033[1;99Z",
		"\033[?62;22c",
		"\033[>41;354;0c",
		"\033[I",
		"\033[O",
		"\033[27;5;9~",
		"\033[?2026;2$y",
		"\033O5Z",
		"\033[12;40R",
		"\033[8;24;80t",
		"\033]11;rgb:0000/0000/0000\007",
		"\033]11;rgb:ffff/ffff/ffff\033\\",
		"\033P1$r0m\033\\",
		"\033_Gi=1;OK\033\\",
		"\033[M !!",
		"\033[M#%%",
		"\033[200",
		"\033[[Z",
	};
	struct terminal *t = at_text_question(*state);

	for (size_t i = 0; i < ARRAY_SIZE(sequences); i++)
		means_nothing(t, sequences[i]);
}

static void invalid_utf_8_is_left_out_and_what_follows_is_typed(void **state)
{
	struct terminal *t = at_text_question(*state);

	terminal_send(t, "\377\376s\303h\200o\355\240\200r\360\237e\301");
	assert_shows(t, "shore");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Right.");
}

static void a_letter_that_comes_byte_by_byte_is_one_letter(void **state)
{
	struct terminal *t = at_text_question(*state);

	terminal_send(t, "\303");
	terminal_take(t, 40);
	terminal_send(t, "\251t\303\251");
	assert_shows(t, "été");
}

static void esc_alone_reacts_within_150_ms(void **state)
{
	struct terminal *t = at_home(*state);
	double best = 1e9;

	for (int i = 0; i < 3 && best >= 150; i++) {
		double start;

		terminal_send(t, "?");
		assert_shows(t, "On this screen");
		start = now_ms();
		terminal_send(t, KEY_ESC);
		assert_shows(t, "A small course");
		if (now_ms() - start < best)
			best = now_ms() - start;
	}
	assert_true(best < 150);
}

static void esc_twice_at_once_is_esc(void **state)
{
	struct terminal *t = at_home(*state);

	terminal_send(t, "?");
	assert_shows(t, "On this screen");
	terminal_send(t, KEY_ESC KEY_ESC);
	assert_shows(t, "A small course");
	terminal_take(t, 60);
	terminal_send(t, "?");
	assert_shows(t, "On this screen");
	terminal_send(t, KEY_ESC KEY_UP);
	assert_shows(t, "▸ 2");
}

static void cursor_keys_work_in_both_modes_of_the_keypad(void **state)
{
	struct terminal *t = at_home(*state);

	terminal_send(t, "\033[B");
	assert_shows(t, "▸ 2");
	terminal_send(t, "\033OA");
	assert_shows(t, "▸ 1");
	terminal_send(t, "\033[F");
	assert_shows(t, "▸ 2");
	terminal_send(t, "\033[1~");
	assert_shows(t, "▸ 1");
}

static char *repeat(const char *piece, size_t size)
{
	char *text = xmalloc(size + 1);
	size_t len = strlen(piece);

	for (size_t i = 0; i < size; i++)
		text[i] = piece[i % len];
	text[size] = '\0';
	return text;
}

/* Checks that the program reads all of bytes and reacts within ms. */
static void swallows(struct terminal *t, const char *bytes, size_t len, double ms)
{
	double start = now_ms();

	assert_true(terminal_send_bytes(t, bytes, len));
	terminal_take(t, 60);
	assert_settles(t);
	if (now_ms() - start > ms)
		fail_msg("%zu bytes took %.0f ms", len, now_ms() - start);
	assert_true(terminal_running(t));
}

static void a_megabyte_in_brackets_presses_no_key(void **state)
{
	struct terminal *t = at_home(*state);
	char *text = repeat("q\rg2 3h\ru", MEGABYTE);

	terminal_send(t, "\033[200~");
	assert_true(terminal_send_bytes(t, text, MEGABYTE));
	swallows(t, "\033[201~", 6, 5000);
	assert_shows(t, "A small course");
	assert_shows(t, "▸ 1");
	free(text);
}

static void ctrl_x_in_brackets_hides(void **state)
{
	struct terminal *t = at_home(*state);

	terminal_send(t, "\033[200~q\r\030");
	assert_hides(t);
}

static void a_megabyte_in_brackets_in_a_field_leaves_the_field_sound(void **state)
{
	struct terminal *t = at_text_question(*state);
	char *text = repeat("a\rq\t\033[31m\302\233x", MEGABYTE);

	terminal_send(t, "\033[200~");
	assert_true(terminal_send_bytes(t, text, MEGABYTE));
	swallows(t, "\033[201~", 6, 5000);
	assert_shows(t, "What is the land along the edge");
	terminal_send(t, "\025shore" KEY_ENTER);
	assert_shows(t, "Right.");
	free(text);
}

/* A two-byte character whose second byte arrives later. */
static void a_letter_that_is_pasted_in_two_pieces_is_one(void **state)
{
	struct terminal *t = at_text_question(*state);

	terminal_send(t, "\033[200~caf\xc3");
	terminal_take(t, 60);
	terminal_send(t, "\xa9s\033[201~");
	assert_shows(t, "cafés");
}

static void a_megabyte_without_brackets_is_survived(void **state)
{
	struct terminal *t = at_home(*state);
	char *text = repeat("xyz\302\251\351", MEGABYTE);

	swallows(t, text, MEGABYTE, 9000);
	terminal_send(t, KEY_DOWN);
	assert_shows(t, "▸ 2");
	free(text);
}

/* Terminals send CR for a line end in a paste. */
static void a_word_pasted_with_its_line_end_is_the_word(void **state)
{
	struct terminal *t = at_text_question(*state);

	terminal_send(t, "\033[200~shore\r\033[201~" KEY_ENTER);
	assert_shows(t, "Right.");
}

static void the_bytes_of_another_encoding_are_its_letters(void **state)
{
	static const struct {
		const char *locale, *bytes, *shown;
	} cases[] = { { "LC_ALL=en_GB.ISO-8859-1", "caf\351", "cafe" },
		{ "LC_ALL=en_GB.KOI8-R", "\301+", "?+" },
		{ "LC_ALL=en_GB.EUC-JP", "\244\242+", "?+" } };

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct start start = { .env = { cases[i].locale } };
		struct terminal *t = desk_start(*state, &start);

		go_home(t);
		go_to_text_question(t);
		terminal_send(t, cases[i].bytes);
		assert_shows(t, cases[i].shown);
		(void)unlink(desk_store(*state));
	}
}

/* The letter of another script on the same key, and the digits of any script. */
static void a_key_of_another_keyboard_is_that_of_a_latin_one(void **state)
{
	struct terminal *t = at_home(*state);

	terminal_send(t, "п");
	assert_shows(t, "Français");
	terminal_send(t, KEY_ESC);
	assert_shows(t, "▸ 1");
	terminal_send(t, "٢" KEY_ENTER);
	assert_shows(t, "Two pages");
	terminal_send(t, KEY_ESC);
	assert_shows(t, "▸ 2");
	terminal_send(t, "й");
	assert_ends(t, 0);
}

/* What another program left on must not stay on for the shell. */
static void modes_that_others_left_on_are_turned_off(void **state)
{
	static const char *const off[] = { "\033[?1003l", "\033[?9001l", "\033[>4m", "\033[=0;1u" };
	struct terminal *t = at_home(*state);
	const char *bytes;

	for (size_t i = 0; i < ARRAY_SIZE(off); i++)
		assert_non_null(strstr(terminal_bytes(t)->buf, off[i]));
	terminal_forget_bytes(t);
	terminal_send(t, "q");
	assert_ends(t, 0);
	/* kitty's flags belong to a screen: the last word is for the shell's */
	bytes = strstr(terminal_bytes(t)->buf, "\033[?1049l");
	assert_non_null(bytes);
	for (size_t i = 0; i < ARRAY_SIZE(off); i++)
		assert_non_null(strstr(bytes, off[i]));
}

/* Without bracketed paste: text that arrives faster than anyone types does not press keys. */
static void a_burst_of_text_is_taken_as_a_paste(void **state)
{
	struct terminal *t = at_text_question(*state);
	char *text = repeat("shore and s\rq\r", 1500);

	swallows(t, text, 1500, 5000);
	assert_shows(t, "What is the land along the edge");
	free(text);
}

static void a_paste_whose_end_never_comes_does_not_hang(void **state)
{
	struct terminal *t = at_text_question(*state);

	terminal_send(t, "\033[200~shore");
	assert_shows(t, "shore");
	/* the longest time that a slow line may delay the rest of a paste */
	terminal_take(t, 400);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Right.");
}

/* Sends an SGR mouse report; column and row count from 1. */
static void mouse(struct terminal *t, int button, int x, int y, bool press)
{
	terminal_send(t, said("\033[<%d;%d;%d%c", button, x, y, press ? 'M' : 'm'));
}

static int row_of(struct terminal *t, const char *text)
{
	for (int y = 0; y < 24; y++)
		if (strstr(terminal_row(t, y), text))
			return y + 1;
	fail_msg("no row with %s", text);
	return 0;
}

static void a_click_opens_a_lesson_and_its_release_is_nothing(void **state)
{
	struct terminal *t = at_home(*state);
	int row = row_of(t, "Second lesson");

	/* a release without a press, and an unused button */
	mouse(t, 0, 12, row, false);
	mouse(t, 2, 12, row, true);
	mouse(t, 2, 12, row, false);
	assert_settles(t);
	assert_shows(t, "▸ 1");
	mouse(t, 0, 12, row, true);
	assert_shows(t, "Two pages and two questions.");
	mouse(t, 0, 12, row, false);
	assert_settles(t);
	assert_true(terminal_running(t));
	mouse(t, 0, 60000, 60000, true);
	mouse(t, 64, 1, 1, true);
	mouse(t, 65, 1, 1, true);
	assert_settles(t);
	assert_shows(t, "Two pages and two questions.");
}

/* The X10 encoding of older terminals: three bytes, each with 32 added. */
static void an_old_report_of_the_mouse_is_a_click(void **state)
{
	struct terminal *t = at_home(*state);

	terminal_send(t, said("\033[M %c%c", 32 + 12, 32 + row_of(t, "Second lesson")));
	assert_shows(t, "Two pages and two questions.");
	assert_shows(t, "1  Read the lesson");
}

static void the_wheel_goes_down_and_up(void **state)
{
	struct terminal *t = at_home(*state);

	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Pass mark");
	terminal_resize(t, 80, 9);
	assert_settles(t);
	for (int i = 0; i < 4; i++)
		mouse(t, 65, 1, 1, true);
	assert_shows(t, "Pass mark");
	assert_shows_not(t, "Three pages");
	for (int i = 0; i < 4; i++)
		mouse(t, 64, 1, 1, true);
	assert_shows(t, "Three pages");
	assert_shows_not(t, "Pass mark");
}

/* Terminals send either byte for Backspace. */
static void both_backspaces_go_a_page_back(void **state)
{
	static const char *const keys[] = { "\010", "\177" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		struct terminal *t = at_home(*state);

		terminal_send(t, KEY_ENTER);
		assert_shows(t, "Three pages and four questions.");
		press_until(t, KEY_ENTER, "page 2 of 3", 4);
		terminal_send(t, keys[i]);
		assert_shows(t, "page 1 of 3");
		terminal_send(t, KEY_CTRL_X);
		assert_hides(t);
	}
}

static void f4_turns_the_mouse_off_and_on(void **state)
{
	struct terminal *t = at_home(*state);
	bool was_on = terminal_mode(t, 1000);

	terminal_send(t, KEY_F4);
	assert_settles(t);
	assert_true(terminal_mode(t, 1000) != was_on);
	terminal_send(t, KEY_F4);
	assert_settles(t);
	assert_true(terminal_mode(t, 1000) == was_on);
	terminal_send(t, KEY_F4 "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_line_of_which_a_part_is_drawn_is_the_line_drawn_whole),
		TEST(unknown_sequences_type_nothing_and_are_no_esc),
		TEST(invalid_utf_8_is_left_out_and_what_follows_is_typed),
		TEST(a_letter_that_comes_byte_by_byte_is_one_letter),
		TEST(esc_alone_reacts_within_150_ms),
		TEST(esc_twice_at_once_is_esc),
		TEST(cursor_keys_work_in_both_modes_of_the_keypad),
		TEST(a_megabyte_in_brackets_presses_no_key),
		TEST(ctrl_x_in_brackets_hides),
		TEST(a_megabyte_in_brackets_in_a_field_leaves_the_field_sound),
		TEST(a_letter_that_is_pasted_in_two_pieces_is_one),
		TEST(a_megabyte_without_brackets_is_survived),
		TEST(a_word_pasted_with_its_line_end_is_the_word),
		TEST(the_bytes_of_another_encoding_are_its_letters),
		TEST(a_key_of_another_keyboard_is_that_of_a_latin_one),
		TEST(modes_that_others_left_on_are_turned_off),
		TEST(a_burst_of_text_is_taken_as_a_paste),
		TEST(a_paste_whose_end_never_comes_does_not_hang),
		TEST(a_click_opens_a_lesson_and_its_release_is_nothing),
		TEST(an_old_report_of_the_mouse_is_a_click),
		TEST(the_wheel_goes_down_and_up),
		TEST(both_backspaces_go_a_page_back),
		TEST(f4_turns_the_mouse_off_and_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
