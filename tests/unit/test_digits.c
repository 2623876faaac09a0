/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large digits, and QR codes for telephone numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/qr.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/digits.h"
#include "skip.h"

static size_t count(const char *s, char c)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

static void assert_fits(const char *rows, int width)
{
	for (const char *s = rows; *s; s += strcspn(s, "\n") + 1)
		assert_true(text_width(s, strcspn(s, "\n")) <= width);
}

static void a_number_is_five_rows_high(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_true(digits_draw("112", 68, &out));
	assert_int_equal(count(out.buf, '\n'), 5);
	assert_true(!strncmp(out.buf, "  █     █   █████\n███   ███      ██\n", 40));
	strbuf_release(&out);
}

static void a_long_number_goes_on_below_at_a_space(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_true(digits_draw("0 825 009 907", 40, &out));
	assert_int_equal(count(out.buf, '\n'), 11);
	assert_fits(out.buf, 40);
	strbuf_clear(&out);
	assert_true(digits_draw("11111111111111111111", 30, &out));
	assert_fits(out.buf, 30);
	strbuf_release(&out);
}

static void as_many_as_there_is_room_for_stand_in_a_line(void **state)
{
	struct strbuf out = STRBUF_INIT, parts = STRBUF_INIT;

	(void)state;
	/* five cells per digit, and one between them */
	assert_true(digits_draw("11", 11, &out));
	assert_int_equal(count(out.buf, '\n'), 5);
	strbuf_clear(&out);
	assert_true(digits_draw("11", 10, &out));
	assert_int_equal(count(out.buf, '\n'), 11);
	/* 3 would fit next to 12, but 34 must stay together */
	strbuf_clear(&out);
	assert_true(digits_draw("12 34", 20, &out));
	assert_true(digits_draw("12", 20, &parts));
	strbuf_addch(&parts, '\n');
	assert_true(digits_draw("34", 20, &parts));
	assert_string_equal(out.buf, parts.buf);
	strbuf_release(&out);
	strbuf_release(&parts);
}

static void what_is_no_number_is_not_drawn(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_false(digits_draw("https://example.org", 68, &out));
	assert_false(digits_draw("", 68, &out));
	assert_false(digits_draw("112", 2, &out));
	assert_int_equal(out.len, 0);
	strbuf_release(&out);
}

static void a_code_is_a_square_with_a_rim(void **state)
{
	struct strbuf light = STRBUF_INIT, dark = STRBUF_INIT;

	(void)state;
	if (!qr_available()) {
		assert_false(qr_draw("tel:116006", false, &light));
		return;
	}
	assert_true(qr_draw("tel:116006", false, &light));
	assert_true(qr_draw("tel:116006", true, &dark));
	/* 21 modules and a margin of two on each side, two rows per line */
	assert_int_equal(count(light.buf, '\n'), 13);
	assert_int_equal(text_width(light.buf, strcspn(light.buf, "\n")), 25);
	assert_true(!strncmp(light.buf, "█████", 15));
	assert_true(!strncmp(dark.buf, "     ", 5));
	strbuf_release(&light);
	strbuf_release(&dark);
}

/* ---- decoding, as a telephone does it (ISO/IEC 18004, version 1: 21 modules per side) */

enum { SIDE = 21, RIM = 2, DATA_BITS = 16 * 8 };

/* Converts half blocks to modules, true where a block is drawn. */
static void read_places(const char *rows, bool place[SIDE + 2 * RIM + 1][SIDE + 2 * RIM])
{
	static const char *const halves[] = { " ", "▄", "▀", "█" };

	for (int y = 0; y < SIDE + 2 * RIM; y += 2, rows++)
		for (int x = 0; x < SIDE + 2 * RIM; x++) {
			int h = 3;

			while (h && strncmp(rows, halves[h], strlen(halves[h])))
				h--;
			place[y][x] = h & 2;
			place[y + 1][x] = h & 1;
			rows += strlen(halves[h]);
		}
}

static bool is_masked(int mask, int y, int x)
{
	switch (mask) {
	case 0:
		return (y + x) % 2 == 0;
	case 1:
		return y % 2 == 0;
	case 2:
		return x % 3 == 0;
	case 3:
		return (y + x) % 3 == 0;
	case 4:
		return (y / 2 + x / 3) % 2 == 0;
	case 5:
		return y * x % 2 + y * x % 3 == 0;
	case 6:
		return (y * x % 2 + y * x % 3) % 2 == 0;
	default:
		return ((y + x) % 2 + y * x % 3) % 2 == 0;
	}
}

/* True for finder, format and timing modules, which hold no data. */
static bool is_fixed(int y, int x)
{
	return (y < 9 && (x < 9 || x >= SIDE - 8)) || (y >= SIDE - 8 && x < 9) || y == 6 || x == 6;
}

/* Reads the data bits, two columns at a time from the right, upwards and downwards in turn. */
static void read_bits(
	bool place[SIDE + 2 * RIM + 1][SIDE + 2 * RIM], int mask, bool bits[DATA_BITS])
{
	int n = 0;
	bool up = true;

	for (int right = SIDE - 1; right > 0; right -= 2, up = !up) {
		right -= right == 6;
		for (int i = 0; i < 2 * SIDE; i++) {
			int y = up ? SIDE - 1 - i / 2 : i / 2, x = right - i % 2;

			if (!is_fixed(y, x) && n < DATA_BITS)
				bits[n++] = place[y + RIM][x + RIM] != is_masked(mask, y, x);
		}
	}
}

static unsigned number_at(const bool *bits, int n)
{
	unsigned out = 0;

	for (int i = 0; i < n; i++)
		out = 2 * out + bits[i];
	return out;
}

static void a_code_says_what_it_was_made_of(void **state)
{
	static const char text[] = "tel:116006";
	bool place[SIDE + 2 * RIM + 1][SIDE + 2 * RIM], bits[DATA_BITS];
	struct strbuf rows = STRBUF_INIT;
	int mask = 0;

	(void)state;
	if (!qr_available())
		skip_because("built without libqrencode");
	assert_true(qr_draw(text, true, &rows));
	read_places(rows.buf, place);
	/* level M is 00; level and mask are stored XORed with 10101 */
	assert_true(place[8 + RIM][0 + RIM] && !place[8 + RIM][1 + RIM]);
	for (int i = 2; i < 5; i++)
		mask = 2 * mask + (place[8 + RIM][i + RIM] != (i % 2 == 0));
	read_bits(place, mask, bits);
	assert_int_equal(number_at(bits, 4), 4);
	assert_int_equal(number_at(bits + 4, 8), strlen(text));
	for (size_t i = 0; i < strlen(text); i++)
		assert_int_equal(number_at(bits + 12 + 8 * i, 8), text[i]);
	strbuf_release(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_five_rows_high),
		cmocka_unit_test(a_long_number_goes_on_below_at_a_space),
		cmocka_unit_test(as_many_as_there_is_room_for_stand_in_a_line),
		cmocka_unit_test(what_is_no_number_is_not_drawn),
		cmocka_unit_test(a_code_is_a_square_with_a_rim),
		cmocka_unit_test(a_code_says_what_it_was_made_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
