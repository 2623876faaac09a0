/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes and time to events, without a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "hiding.h"
#include "view/decode.h"
#include "view/decode_key.h"

/* What came out, as text: keys by name or character, pastes in brackets. */
struct heard {
	char text[16384];
	size_t len;
};

static void hear(struct heard *h, const char *text, size_t len)
{
	assert_true(h->len + len < sizeof(h->text));
	memcpy(h->text + h->len, text, len);
	h->len += len;
	h->text[h->len] = '\0';
}

static const struct {
	uint32_t key;
	const char *name;
} names[] = {
	{ K_TAB, "<Tab>" },
	{ K_ENTER, "<Enter>" },
	{ K_ESC, "<Esc>" },
	{ K_BACKSPACE, "<Backspace>" },
	{ K_UP, "<Up>" },
	{ K_DOWN, "<Down>" },
	{ K_LEFT, "<Left>" },
	{ K_RIGHT, "<Right>" },
	{ K_HOME, "<Home>" },
	{ K_END, "<End>" },
	{ K_PAGE_UP, "<PageUp>" },
	{ K_PAGE_DOWN, "<PageDown>" },
	{ K_DELETE, "<Delete>" },
	{ K_BACK_TAB, "<BackTab>" },
	{ K_F1, "<F1>" },
	{ K_F2, "<F2>" },
	{ K_F3, "<F3>" },
	{ K_F4, "<F4>" },
	{ K_F9, "<F9>" },
	{ K_CTRL('x'), "<Ctrl-X>" },
};

static void hear_key(struct heard *h, uint32_t key)
{
	char text[16];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].key == key) {
			hear(h, names[i].name, strlen(names[i].name));
			return;
		}
	if (key < 32)
		hear(h, text, (size_t)snprintf(text, sizeof(text), "<Ctrl-%c>", (int)(key + 64)));
	else
		hear(h, text, (size_t)utf8_put(text, key));
}

static void hear_event(struct heard *h, const struct event *e)
{
	char text[64];

	switch (e->kind) {
	case EVENT_KEY:
		hear_key(h, e->key);
		break;
	case EVENT_PASTE:
		/* pieces of one paste are one text */
		if (h->len && h->text[h->len - 1] == '}')
			h->len--;
		else
			hear(h, "{", 1);
		hear(h, e->text, e->len);
		hear(h, "}", 1);
		break;
	default:
		hear(h, text,
			(size_t)snprintf(text, sizeof(text), "<%s %d,%d,%d>",
				e->kind == EVENT_CLICK ? "click" : "wheel", e->x, e->y, e->delta));
	}
}

struct line {
	struct decode d;
	struct heard heard;
	int64_t now;
};

static void drain(struct line *l)
{
	struct event e;

	for (int i = 0; i < 100000 && decode_next(&l->d, l->now, &e); i++)
		hear_event(&l->heard, &e);
}

/* Lets ms pass as term_wait would: woken up when the decoder asked for it. */
static void pass(struct line *l, int64_t ms)
{
	int64_t end = l->now + ms;

	for (;;) {
		int wait = decode_wait(&l->d, l->now);

		if (wait < 0 || l->now + wait > end)
			break;
		l->now += wait;
		drain(l);
		assert_true(decode_wait(&l->d, l->now) != 0);
	}
	l->now = end;
}

static void send(struct line *l, const char *bytes, size_t len)
{
	while (len) {
		size_t n = decode_room(&l->d);

		assert_true(n > 0);
		n = n < len ? n : len;
		decode_feed(&l->d, bytes, n, l->now);
		bytes += n;
		len -= n;
		drain(l);
	}
}

static struct line *line_new(bool slow)
{
	struct line *l = xcalloc(1, sizeof(*l));

	decode_init(&l->d, slow);
	l->now = 1000000;
	return l;
}

static void sends_bytes(const char *bytes, size_t len, const char *expected)
{
	struct line *l = line_new(false);

	send(l, bytes, len);
	pass(l, 10000);
	if (strcmp(l->heard.text, expected))
		fail_msg("%.*s: %s instead of %s", (int)len, bytes, l->heard.text, expected);
	free(l);
}

#define sends(bytes, expected) sends_bytes(bytes, sizeof(bytes) - 1, expected)

/* Every encoding of every key. */
static const struct sequence sequences[] = {
	{ "\033[A", "<Up>" },
	{ "\033OA", "<Up>" },
	{ "\033[1;2A", "<Up>" },
	{ "\033[1;129A", "<Up>" },
	{ "\033[B", "<Down>" },
	{ "\033OB", "<Down>" },
	{ "\033[C", "<Right>" },
	{ "\033OD", "<Left>" },
	{ "\033[H", "<Home>" },
	{ "\033OH", "<Home>" },
	{ "\033[1~", "<Home>" },
	{ "\033[7~", "<Home>" },
	{ "\033[1;5H", "<Home>" },
	{ "\033[F", "<End>" },
	{ "\033OF", "<End>" },
	{ "\033[4~", "<End>" },
	{ "\033[8~", "<End>" },
	{ "\033[5~", "<PageUp>" },
	{ "\033[6~", "<PageDown>" },
	{ "\033[6;2~", "<PageDown>" },
	{ "\033[3~", "<Delete>" },
	{ "\033[Z", "<BackTab>" },
	{ "\033[9;2u", "<BackTab>" },
	{ "\033[27;2;9~", "<BackTab>" },
	{ "\033OP", "<F1>" },
	{ "\033[11~", "<F1>" },
	{ "\033[[A", "<F1>" },
	{ "\033[[D", "<F4>" },
	{ "\033[1;1R", "<F3>" },
	{ "\033[13~", "<F3>" },
	{ "\033Op", "0" },
	{ "\033Oq", "1" },
	{ "\033Ow", "7" },
	{ "\033Oy", "9" },
	{ "\033OM", "<Enter>" },
	{ "\033[57400u", "1" },
	{ "\033[57414u", "<Enter>" },
	{ "\033[57419;129u", "<Up>" },
	{ "\033[97u", "a" },
	{ "\033[97;2u", "A" },
	{ "\033[97:65;2u", "A" },
	{ "\033[97;3u", "" },
	{ "\033[97;9u", "" },
	{ "\033[97;1:1u", "a" },
	{ "\033[97;1:3u", "" },
	{ "\033[97;;97u", "a" },
	{ "\033[1095;1u", "ч" },
	{ "\033[27u", "<Esc>" },
	{ "\033[13u", "<Enter>" },
	{ "\033[127u", "<Backspace>" },
	{ "\033[57441;2u", "" },
	{ "\033[27;2;65~", "A" },
	{ "\033[27;5;97~", "<Ctrl-A>" },
	{ "\033[65;30;97;1;0;1_", "a" },
	{ "\033[65;30;97;0;0;1_", "" },
	{ "\033[38;72;0;1;256;1_", "<Up>" },
	{ "\033[13;28;13;1;0;1_", "<Enter>" },
	{ "\033[9;15;9;1;16;1_", "<BackTab>" },
	{ "\033[16;42;0;1;16;1_", "" },
	{ "\033[<0;11;6M", "<click 10,5,0>" },
	{ "\033[<0;11;6m", "" },
	{ "\033[<64;1;1M", "<wheel 0,0,-3>" },
	{ "\033[M +&", "<click 10,5,0>" },
	{ "\033[?62;22c", "" },
	{ "\033[24;80R", "" },
	{ "\033[I", "" },
	{ "\033[99~", "" },
	{ "\033]11;rgb:0000/0000/0000\033\\", "" },
	{ "\033]0;title\a", "" },
	{ "\033P1+r544e\033\\", "" },
	{ "\302\2335~", "<PageUp>" },
	{ "a", "a" },
	{ "\303\251", "é" },
	{ "\360\237\230\200", "😀" },
	{ "\r", "<Enter>" },
	{ "\n", "<Enter>" },
	{ "\b", "<Backspace>" },
	{ "\177", "<Backspace>" },
	{ "\033[200~right\033[201~", "{right}" },
	{ "\033[27;5~", "" },
	{ "\033[1;2;3;4;5;6;7;8;9;10A", "" },
	{ "\033[97:1:2:3:4u", "a" },
	{ "\033[99999999u", "" },
	{ "\033[55296u", "" },
	{ "\033[3u", "<Ctrl-C>" },
	{ "\033[63744u", "\357\244\200" },
	{ "\033[49;5u", "" },
	{ "\033[123;5u", "" },
	{ "\033[81;5u", "<Ctrl-Q>" },
	{ "\033[9;5u", "" },
	{ "\033[9u", "<Tab>" },
	{ "\033[124;2u", "|" },
	{ "\033[49;2u", "1" },
	{ "\033[97;5;97u", "<Ctrl-A>" },
	{ "\033[97;3;97u", "" },
	{ "\033[97;1;1u", "a" },
	{ "\033[88;45;120;1;0;1_", "x" },
	{ "\033[88;45;0;1;10;1_", "" },
	{ "\033[0;0;55357;1;0;1_", "" },
	{ "\033[65;30;65;1;16;1_", "A" },
	{ "\033[<65;1;1M", "<wheel 0,0,3>" },
	{ "\033[<2;1;1M", "" },
	{ "\033[<0;1M", "" },
	{ "\033[6;1:3~", "" },
	{ "\033[1;1:3A", "" },
	{ "\033[G", "" },
	{ "\033[5A", "" },
	{ "\033[1;2;3A", "" },
	{ "\033[1;5Z", "" },
	{ "\033[[Z", "" },
	{ "\033[[@", "" },
	{ "\033[5 q", "" },
	{ "\033[1\"q", "" },
	{ "\033OE", "" },
	{ "\033O5A", "<Up>" },
};

static void every_key_is_known_in_every_encoding(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sequences); i++)
		sends_bytes(sequences[i].bytes, strlen(sequences[i].bytes), sequences[i].heard);
	for (size_t i = 0; i < ARRAY_SIZE(hiding); i++)
		sends_bytes(hiding[i].bytes, strlen(hiding[i].bytes), hiding[i].heard);
}

/* Two of each, so that what a cut leaves behind shows in the second. */
static void cut(const struct sequence *s, size_t at, size_t more, int64_t ms)
{
	size_t len = strlen(s->bytes);
	struct line *l = line_new(true);
	char expected[64];

	for (int i = 0; i < 2; i++) {
		send(l, s->bytes, at);
		pass(l, ms);
		send(l, s->bytes + at, more);
		pass(l, ms);
		send(l, s->bytes + at + more, len - at - more);
		pass(l, ms);
	}
	pass(l, 10000);
	snprintf(expected, sizeof(expected), "%s%s", s->heard, s->heard);
	if (*s->heard == '{')
		snprintf(expected, sizeof(expected), "{rightright}");
	if (strcmp(l->heard.text, expected))
		fail_msg("%s cut at %zu and %zu for %d ms: %s instead of %s", s->bytes + 1, at,
			at + more, (int)ms, l->heard.text, expected);
	free(l);
}

static void a_sequence_in_pieces_is_one_key_on_a_slow_line(void **state)
{
	static const int64_t delays[] = { 0, 1, 24, 26, 49, 51, 99, 200, 499, 900, 999 };

	(void)state;
	for (size_t d = 0; d < ARRAY_SIZE(delays); d++)
		for (size_t i = 0; i < ARRAY_SIZE(sequences) + ARRAY_SIZE(hiding); i++) {
			const struct sequence *s = i < ARRAY_SIZE(sequences)
				? &sequences[i]
				: &hiding[i - ARRAY_SIZE(sequences)];
			size_t len = strlen(s->bytes);

			for (size_t at = 0; at < len; at++)
				for (size_t more = 1; more <= len - at; more++)
					cut(s, at, more, delays[d]);
		}
}

/* The Esc was believed, but what follows it neither types nor is lost. */
static void a_sequence_in_pieces_types_nothing_on_a_local_line(void **state)
{
	struct line *l = line_new(false);
	const char *bytes = "\033[6~";

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		send(l, bytes + i, 1);
		pass(l, 240);
	}
	assert_string_equal(l->heard.text, "<Esc><PageDown>");
	/* from now on it is expected */
	for (size_t i = 0; i < 4; i++) {
		send(l, bytes + i, 1);
		pass(l, 900);
	}
	assert_string_equal(l->heard.text, "<Esc><PageDown><PageDown>");
	/* until many have come whole */
	for (int i = 0; i < 8; i++)
		send(l, "\033[A", 3);
	l->heard.len = 0;
	send(l, "\033", 1);
	pass(l, 60);
	assert_string_equal(l->heard.text, "<Esc>");
	free(l);
}

static int wait_after_esc(struct line *l)
{
	int wait;

	send(l, "\033", 1);
	wait = decode_wait(&l->d, l->now);
	pass(l, 3000);
	return wait;
}

static void esc_is_quick_on_a_local_line_and_patient_on_a_slow_one(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	assert_int_equal(wait_after_esc(l), 50);
	free(l);
	l = line_new(true);
	assert_int_equal(wait_after_esc(l), 1000);
	for (int i = 0; i < 8; i++)
		send(l, "\033[A", 3);
	assert_int_equal(wait_after_esc(l), 500);
	for (int i = 0; i < 80; i++)
		send(l, "\033[A", 3);
	assert_int_equal(wait_after_esc(l), 250);
	send(l, "\033[", 2);
	pass(l, 100);
	send(l, "A", 1);
	assert_int_equal(wait_after_esc(l), 1000);
	free(l);
}

static void esc_with_another_key_in_one_packet_is_two_keys(void **state)
{
	(void)state;
	sends("\033\r", "<Esc><Enter>");
	sends("\033a", "<Esc>a");
	sends("\033O", "<Esc>O");
	sends("\033P", "<Esc>P");
	sends("\033\303\251", "<Esc>é");
	sends("\0331\r", "<Esc>1<Enter>");
	sends("\033\033", "<Esc><Esc>");
	sends("\033\033[A", "<Esc><Up>");
	sends("\033O\r", "<Esc>O<Enter>");
	sends("\033\t", "<Esc><Tab>");
	sends("\033\177", "<Esc><Backspace>");
}

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && !strcmp(text + len - n, end);
}

/* The event comes with its last byte, not after a wait. */
static void hiding_is_recognized_at_once_in_every_state(void **state)
{
	int cells = 0;

	(void)state;
	for (int gap = 0; gap < 2; gap++)
		for (size_t s = 0; s < ARRAY_SIZE(states); s++)
			for (size_t i = 0; i < ARRAY_SIZE(hiding); i++, cells++) {
				struct line *l = line_new(gap);

				send(l, states[s].bytes, strlen(states[s].bytes));
				pass(l, gap ? 100 : 0);
				send(l, hiding[i].bytes, strlen(hiding[i].bytes));
				if (!ends_in(l->heard.text, hiding[i].heard))
					fail_msg("after %s, %s: %s", states[s].bytes + 1,
						hiding[i].bytes + 1, l->heard.text);
				free(l);
			}
	print_message("# %d cells\n", cells);
}

static void what_stays_unfinished_is_left_in_time(void **state)
{
	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(states); s++) {
		struct line *l = line_new(false);

		send(l, states[s].bytes, strlen(states[s].bytes));
		pass(l, 5001);
		assert_string_equal(l->heard.text, states[s].heard);
		send(l, "y", 1);
		/* no program is stuck in it */
		if (!ends_in(l->heard.text, "y"))
			fail_msg("after %s, y: %s", states[s].bytes + 1, l->heard.text);
		free(l);
	}
}

static void a_string_that_never_ends_does_not_swallow_keys_for_ever(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	send(l, "\033]", 2);
	for (int i = 0; i < 12; i++) {
		send(l, "y", 1);
		pass(l, 500);
	}
	assert_true(ends_in(l->heard.text, "y"));
	free(l);
}

static void line_ends_in_a_paste_are_line_feeds(void **state)
{
	(void)state;
	sends("\033[200~one\rtwo\ntwo\r\nthree\033[201~", "{one\ntwo\ntwo\nthree}");
	sends("\033[200~\r\r\n\n\033[201~", "{\n\n\n}");
	sends("\033[200~right\r\033[201~\r", "{right\n}<Enter>");
}

static void sequences_in_a_paste_are_text(void **state)
{
	(void)state;
	sends("\033[200~a\033[Ab\033\033OPc\033]0;d\033[201~e", "{a\033[Ab\033\033OPc\033]0;d}e");
	sends("\033[200~a\033[200~b\033[201~", "{a\033[200~b}");
	sends("\033[200~\033[<0;1;1Mx\033[201~", "{\033[<0;1;1Mx}");
}

static void a_long_sequence_means_nothing(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	send(l, "\033[", 2);
	for (int i = 0; i < 5000; i++)
		send(l, ";", 1);
	send(l, "20~y", 4);
	assert_string_equal(l->heard.text, "y");
	l->heard.len = 0;
	send(l, "\033[200~\033[", 8);
	for (int i = 0; i < 5000; i++)
		send(l, ";", 1);
	send(l, "A\033[201~y", 8);
	assert_true(ends_in(l->heard.text, ";A}y"));
	assert_int_equal(l->heard.len, 5000 + 6);
	free(l);
}

static void a_burst_is_a_paste_except_for_hiding(void **state)
{
	struct line *l = line_new(false);
	char bytes[300];

	(void)state;
	memset(bytes, 'q', sizeof(bytes));
	send(l, bytes, sizeof(bytes));
	assert_int_equal(l->heard.len, sizeof(bytes) + 2);
	send(l, "\033[A", 3);
	pass(l, 10);
	send(l, "q", 1);
	assert_int_equal(l->heard.len, sizeof(bytes) + 3);
	pass(l, 100);
	send(l, "q", 1);
	assert_true(ends_in(l->heard.text, "}q"));
	send(l, bytes, sizeof(bytes));
	send(l, "\033[20~q", 6);
	assert_true(ends_in(l->heard.text, "}<F9>q"));
	free(l);
}

static void the_names_of_a_terminal_come_first(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	decode_add_name(&l->d, "\033A", K_UP);
	decode_add_name(&l->d, "\033[U", K_F9);
	decode_add_name(&l->d, "\033[232z", K_F9);
	/* a VT100 has no F9; its description lends it a key of the keypad */
	decode_add_name(&l->d, "\033Ow", K_F9);
	decode_add_name(&l->d, "x", K_F9);
	decode_add_name(&l->d, "\033Oz", K_DELETE);
	decode_add_name(&l->d, "\033OE", K_HOME);
	send(l, "\033A\033[U\033[232z\033Owx\033Oz\033OE", 22);
	pass(l, 2000);
	assert_string_equal(l->heard.text, "<Up><F9><F9>7x<Delete><Home>");
	free(l);
}

static void other_kinds_of_sequence_mean_nothing(void **state)
{
	struct event event;

	(void)state;
	assert_false(decode_sequence('[', "", 0, &event));
	assert_false(decode_sequence('P', "A", 1, &event));
	assert_true(decode_sequence('O', "A", 1, &event));
}

static int latin_1(void *ctx, unsigned char byte, uint32_t *code)
{
	(void)ctx;
	*code = byte;
	return 1;
}

static void bytes_of_another_encoding_are_its_characters(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	decode_set_charset(&l->d, latin_1, NULL);
	send(l, "\351\030\033[200~\351\r\033[201~\2336~", 20);
	assert_string_equal(l->heard.text, "é<Ctrl-X>{é\n}<PageDown>");
	free(l);
}

static void nothing_is_left_of_what_was_forgotten(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	send(l, "\033[200~secret word", 17);
	decode_forget(&l->d);
	assert_null(memmem(&l->d, sizeof(l->d), "secret", 6));
	l->heard.len = 0;
	send(l, "y", 1);
	assert_string_equal(l->heard.text, "y");
	free(l);
}

/* A code may be typed last for hours; a rest that waits for more is moved, not copied. */
static void keys_that_were_taken_are_not_kept(void **state)
{
	struct line *l = line_new(false);

	(void)state;
	send(l, "code", 4);
	assert_string_equal(l->heard.text, "code");
	assert_null(memmem(l->d.bytes, sizeof(l->d.bytes), "od", 2));
	l->heard.len = 0;
	send(l, "1234\033[200~56", 12);
	send(l, "78", 2);
	assert_null(memmem(l->d.bytes, sizeof(l->d.bytes), "23", 2));
	free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_known_in_every_encoding),
		cmocka_unit_test(a_sequence_in_pieces_is_one_key_on_a_slow_line),
		cmocka_unit_test(a_sequence_in_pieces_types_nothing_on_a_local_line),
		cmocka_unit_test(esc_is_quick_on_a_local_line_and_patient_on_a_slow_one),
		cmocka_unit_test(esc_with_another_key_in_one_packet_is_two_keys),
		cmocka_unit_test(hiding_is_recognized_at_once_in_every_state),
		cmocka_unit_test(what_stays_unfinished_is_left_in_time),
		cmocka_unit_test(a_string_that_never_ends_does_not_swallow_keys_for_ever),
		cmocka_unit_test(line_ends_in_a_paste_are_line_feeds),
		cmocka_unit_test(sequences_in_a_paste_are_text),
		cmocka_unit_test(a_long_sequence_means_nothing),
		cmocka_unit_test(a_burst_is_a_paste_except_for_hiding),
		cmocka_unit_test(the_names_of_a_terminal_come_first),
		cmocka_unit_test(other_kinds_of_sequence_mean_nothing),
		cmocka_unit_test(bytes_of_another_encoding_are_its_characters),
		cmocka_unit_test(nothing_is_left_of_what_was_forgotten),
		cmocka_unit_test(keys_that_were_taken_are_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
