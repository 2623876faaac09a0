/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells must hold the same text whether it was cleaned beforehand or while it is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/canvas.h"

enum { COLS = 24, ROUNDS = 200000 };

/* Common text, and text that takes the slow path: controls, combining marks, joiners, halves of
 * wide characters, invalid bytes. */
static const char *const pieces[] = {
	"a",
	"b",
	" ",
	"word ",
	"two words",
	"\u00e9",
	"\u2026",
	"\u25cf\u25cf\u25cf",
	"\u25cb",
	"\u2588\u2588\u2588\u2588",
	"\u6cb3",
	"\u6c5f\u6c5f\u6c5f",
	"\uac15",
	"\U0001f41f",
	"\u0301",
	"e\u0301",
	"\u25cf\u0301",
	"\u0301\u0302\u0303\u0304\u0305",
	"\u200d",
	"\u200b",
	"\u00a0",
	"\u202f",
	"\u00ad",
	"\u202e",
	"\u2066",
	"\ufe0f",
	"\U0001f3fb",
	"\U0001f1eb\U0001f1f7",
	"\U0001f1eb",
	"\u0928\u093f",
	"\u0600",
	"\u0e33",
	"\t",
	"\n",
	"\r",
	"\033",
	"\033[31m",
	"\x7f",
	"\xc2\x9b",
	"\xff",
	"\xe2\x97",
	"\u25cf\xe2\x97",
	"\xc3",
	"\ue000",
	"\uffff",
	"\u0153",
	"\u20ac",
	"\u2192",
};

static const uint32_t few[] = { 0xE9, 0x2022, 0x25CF, 0x2588 };

static void add_pieces(struct strbuf *out, uint64_t *rng)
{
	for (uint32_t n = rand_below(rng, 8); n; n--)
		strbuf_addstr(out, pieces[rand_below(rng, ARRAY_SIZE(pieces))]);
}

/* Reference implementation: cleans the text first, then draws it cluster by cluster. */
static int put_slowly(struct canvas *canvas, int x, int width, const char *text, size_t len)
{
	struct strbuf shown = STRBUF_INIT;
	int at = x, end = x + width > COLS ? COLS : x + width, cells;

	text_show(&shown, text, len, canvas->ascii, canvas->font);
	for (size_t i = 0, n; (n = text_next(shown.buf + i, shown.len - i, &cells)) > 0; i += n) {
		if (at + cells > end)
			break;
		if (cells > 0)
			canvas_put(canvas, at, 0, cells, ROLE_FOCUS, shown.buf + i, n);
		at += cells;
	}
	strbuf_release(&shown);
	return at - x;
}

static void assert_whole(const struct canvas *canvas)
{
	for (int x = 0; x < COLS; x++) {
		const struct cell *cell = canvas_cell(canvas, x, 0);

		if (!cell->len)
			assert_true(x > 0 && text_width(cell[-1].text, cell[-1].len) == 2);
		else if (text_width(cell->text, cell->len) == 2)
			assert_true(x + 1 < COLS && !cell[1].len);
		assert_true(text_is_clean(cell->text, cell->len));
	}
}

/* Compares both ways for random text over random old text. */
static void text_that_is_put_at_once_is_text_that_was_cleaned_beforehand(void **state)
{
	const struct text_font font = { few, ARRAY_SIZE(few) };
	struct canvas one, other;
	uint64_t rng = 1;

	(void)state;
	canvas_init(&one, COLS, 1, false);
	canvas_init(&other, COLS, 1, false);
	for (int round = 0; round < ROUNDS; round++) {
		struct strbuf text = STRBUF_INIT;
		int x = (int)rand_below(&rng, COLS + 4) - 2, width = (int)rand_below(&rng, COLS);

		one.ascii = other.ascii = round % 4 == 1;
		one.font = other.font = round % 4 == 2 ? &font : NULL;
		if (round % 16 == 0) {
			canvas_clear(&one);
			canvas_clear(&other);
		}
		add_pieces(&text, &rng);
		assert_int_equal(canvas_put(&one, x, 0, width, ROLE_FOCUS, text.buf, text.len),
			put_slowly(&other, x, width, text.buf, text.len));
		assert_memory_equal(one.cells, other.cells, COLS * sizeof(*one.cells));
		assert_whole(&one);
		strbuf_release(&text);
	}
	canvas_release(&one);
	canvas_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_that_is_put_at_once_is_text_that_was_cleaned_beforehand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
