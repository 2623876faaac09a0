/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings in cells and in words: nothing is wider than the column, and nothing is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/figure_words.h"
#include "view/layout.h"
#include "view/layout_figure.h"
#include "view/spoken.h"

static struct figure_row forms[] = {
	{ .label = "sexual exploitation",
		.value = "50 %",
		.amount = 50000,
		.year = 2018,
		.measure = FIGURE_DETECTED },
	{ .label = "forced labour",
		.value = "38 %",
		.amount = 38000,
		.year = 2018,
		.measure = FIGURE_DETECTED },
	{ .label = "other forms",
		.value = "1 %",
		.amount = 1000,
		.year = 2018,
		.measure = FIGURE_DETECTED },
};
static struct figure_row women[] = {
	{ .label = "women",
		.then_value = "46 %",
		.then_amount = 46000,
		.then_year = 2018,
		.value = "39 %",
		.amount = 39000,
		.year = 2022,
		.measure = FIGURE_DETECTED },
	{ .label = "girls",
		.then_value = "19 %",
		.then_amount = 19000,
		.then_year = 2018,
		.value = "22 %",
		.amount = 22000,
		.year = 2022,
		.measure = FIGURE_DETECTED },
};
static struct figure_row both[] = {
	{ .label = "detected victims",
		.value = "74,514",
		.amount = 74514000,
		.year = 2022,
		.measure = FIGURE_DETECTED },
	{ .label = "people in forced labour",
		.value = "27.6 million",
		.amount = 27600000000,
		.year = 2021,
		.measure = FIGURE_ESTIMATED },
};
static struct figure_row acts[] = {
	{ .cells = { "an act", "recruit, harbour …" } },
	{ .cells = { "a means", "force, deceit …" } },
	{ .cells = { "a purpose", "exploit" } },
};
static struct figure_row days[] = {
	{ .label = "15 November 2000", .cells = { "The General Assembly adopts the Protocol." } },
	{ .label = "25 December 2003", .cells = { "It enters into force." } },
};
static struct figure_row steps[] = {
	{ .cells = { "Do not pay.", "After a payment, demands often go on." } },
	{ .cells = { "Keep the proof." } },
};
static struct figure_row sides[] = {
	{ .cells = { "purpose", "to exploit", "to cross a border, for pay" } },
	{ .cells = { "consent", "flawed; a child’s never counts", "given, as a rule" } },
};

static struct figure figures[] = {
	{ .kind = FIGURE_BARS,
		.title = "Detected victims, by form",
		.rows = forms,
		.n = 3,
		.source = "UNODC, 2020" },
	{ .kind = FIGURE_THEN_NOW,
		.title = "Who are the detected victims?",
		.rows = women,
		.n = 2 },
	{ .kind = FIGURE_SHARE, .title = "Of 100 detected victims", .rows = forms, .n = 3 },
	{ .kind = FIGURE_BARS, .title = "Two counts", .rows = both, .n = 2, .apart = true },
	{ .kind = FIGURE_FLOW, .rows = acts, .n = 3, .result = "trafficking of an adult" },
	{ .kind = FIGURE_TIMELINE, .rows = days, .n = 2 },
	{ .kind = FIGURE_STEPS, .rows = steps, .n = 2 },
	{ .kind = FIGURE_COMPARE,
		.heads = { NULL, "Trafficking", "Smuggling of migrants" },
		.rows = sides,
		.n = 2,
		.n_cells = 3 },
};

/* Returns the drawing in a column of width cells, a line a row; the caller frees it. */
static char *drawn(const struct figure *f, int width, bool ascii, int *widest)
{
	struct layout l;
	struct strbuf out = STRBUF_INIT;

	layout_init(&l);
	l.width = width;
	l.ascii = ascii;
	layout_put_figure(&l, 0, f);
	*widest = 0;
	for (size_t r = 0; r < l.n_rows; r++) {
		int x = 0;

		for (size_t s = 0; s < l.rows[r].n; s++) {
			const struct span *span = &l.spans[l.rows[r].first + s];

			for (; x < span->x; x++)
				strbuf_addch(&out, ' ');
			assert_int_equal(x, span->x);
			strbuf_add(&out, span->text, span->len);
			x += text_width(span->text, span->len);
		}
		if (x > *widest)
			*widest = x;
		strbuf_addch(&out, '\n');
	}
	layout_release(&l);
	return strbuf_detach(&out);
}

static void expect_drawn(const struct figure *f, int width, bool ascii, const char *expected)
{
	int widest;
	char *got = drawn(f, width, ascii, &widest);

	assert_string_equal(got, expected);
	assert_true(widest <= width);
	free(got);
}

static void bars_share_a_scale_from_zero(void **state)
{
	(void)state;
	expect_drawn(&figures[0], 68, false,
		"Detected victims, by form                            detected · 2018\n"
		"  sexual exploitation ████████████████████████████████████████  50 %\n"
		"  forced labour       ██████████████████████████████▍  38 %\n"
		"  other forms         ▊  1 %\n"
		"  UNODC, 2020\n");
	expect_drawn(&figures[0], 38, true,
		"Detected victims, by form\n"
		"detected . 2018\n"
		"  sexual exploitation\n"
		"  ############################### 50 %\n"
		"  forced labour\n"
		"  ######################## 38 %\n"
		"  other forms\n"
		"  # 1 %\n"
		"  UNODC, 2020\n");
}

static void an_older_year_has_a_texture_of_its_own(void **state)
{
	(void)state;
	expect_drawn(&figures[1], 38, true,
		"Who are the detected victims?\n"
		"detected . 2018, 2022\n"
		"  women  2018  .................. 46 %\n"
		"         2022  ############### 39 %\n"
		"  girls  2018  ....... 19 %\n"
		"         2022  ######### 22 %\n");
}

static void two_measures_never_share_a_scale(void **state)
{
	int widest;
	char *got = drawn(&figures[3], 68, false, &widest);

	(void)state;
	assert_non_null(strstr(got, "detected · 2022"));
	assert_non_null(strstr(got, "estimated · 2021"));
	assert_non_null(strstr(got, figure_words_apart()));
	free(got);
}

static void a_flow_is_boxes_or_a_sum(void **state)
{
	(void)state;
	expect_drawn(&figures[4], 68, false,
		"┌──────────────────┐   ┌──────────────────┐   ┌──────────────────┐\n"
		"│ an act           │ + │ a means          │ + │ a purpose        │\n"
		"│ recruit, harbour │   │ force, deceit …  │   │ exploit          │\n"
		"│ …                │   │                  │   │                  │\n"
		"└──────────────────┘   └──────────────────┘   └──────────────────┘\n"
		"  = trafficking of an adult\n");
	expect_drawn(&figures[4], 38, true,
		"  an act     recruit, harbour ...\n"
		"+ a means    force, deceit ...\n"
		"+ a purpose  exploit\n"
		"-------------------------------------\n"
		"= trafficking of an adult\n");
}

static void a_table_becomes_a_list_before_a_word_breaks(void **state)
{
	(void)state;
	expect_drawn(&figures[7], 68, false,
		"           Trafficking                    Smuggling of migrants\n"
		"  ───────  ─────────────────────────────  ──────────────────────────\n"
		"  purpose  to exploit                     to cross a border, for pay\n"
		"  consent  flawed; a child’s never        given, as a rule\n"
		"           counts\n");
	expect_drawn(&figures[7], 28, false,
		"purpose\n"
		"  Trafficking: to exploit\n"
		"  Smuggling of migrants: to\n"
		"  cross a border, for pay\n"
		"consent\n"
		"  Trafficking: flawed; a\n"
		"  child’s never counts\n"
		"  Smuggling of migrants:\n"
		"  given, as a rule\n");
}

static void thin_columns_become_a_list_before_they_grow_tall(void **state)
{
	static struct figure_row row = {
		.cells = { "Ask first.",
			"The story belongs to the person, who may say no, or change their mind." }
	};
	static const struct figure table = { .kind = FIGURE_TABLE,
		.heads = { "Habit", "Why" },
		.n_cells = 2,
		.rows = &row,
		.n = 1 };

	(void)state;
	expect_drawn(&table, 38, false,
		"  Habit       Why\n"
		"  ──────────  ────────────────────────\n"
		"  Ask first.  The story belongs to the\n"
		"              person, who may say no,\n"
		"              or change their mind.\n");
	expect_drawn(&table, 28, false,
		"Ask first.\n"
		"  Why: The story belongs to\n"
		"  the person, who may say\n"
		"  no, or change their mind.\n");
}

static void dates_stand_beside_or_above(void **state)
{
	(void)state;
	expect_drawn(&figures[5], 68, false,
		"  15 November 2000  ● The General Assembly adopts the Protocol.\n"
		"  25 December 2003  ● It enters into force.\n");
	expect_drawn(&figures[5], 30, false,
		" ● 15 November 2000\n"
		" │ The General Assembly adopts\n"
		" │ the Protocol.\n"
		" ● 25 December 2003\n"
		" │ It enters into force.\n");
	expect_drawn(&figures[6], 68, false,
		"   1 Do not pay.\n"
		"   │ After a payment, demands often go on.\n"
		"   2 Keep the proof.\n");
}

static void expect_words(const struct figure *f, const char *lines, const char *sentence)
{
	struct strbuf sb = STRBUF_INIT;

	figure_words_lines(&sb, f);
	assert_string_equal(sb.buf, lines);
	strbuf_clear(&sb);
	figure_words_sentence(&sb, f);
	assert_string_equal(sb.buf, sentence);
	strbuf_release(&sb);
}

static void words_carry_everything_once(void **state)
{
	struct figure own = figures[0];

	(void)state;
	expect_words(&figures[0],
		"Chart: Detected victims, by form. (detected · 2018)\n"
		"sexual exploitation: 50 %.\nforced labour: 38 %.\nother forms: 1 %.\nUNODC, 2020.",
		"Chart: Detected victims, by form. (detected · 2018) sexual exploitation: 50 %;"
		" forced labour: 38 %; other forms: 1 %.");
	expect_words(&figures[4],
		"an act (recruit, harbour …), plus a means (force, deceit …), plus a purpose"
		" (exploit): trafficking of an adult.",
		"an act (recruit, harbour …), plus a means (force, deceit …), plus a purpose"
		" (exploit): trafficking of an adult.");
	expect_words(&figures[6],
		"Step 1 of 2: Do not pay. After a payment, demands often go on.\n"
		"Step 2 of 2: Keep the proof.",
		"Step 1 of 2: Do not pay. After a payment, demands often go on."
		" Step 2 of 2: Keep the proof.");
	own.alt = "Half.";
	expect_words(&own,
		"Chart: Detected victims, by form. (detected · 2018)\n"
		"sexual exploitation: 50 %.\nforced labour: 38 %.\nother forms: 1 %.\nUNODC, 2020.",
		"Half.");
}

static void every_kind_has_its_words(void **state)
{
	static struct figure_row bare[] = { { .label = "a", .then_value = "2", .value = "1" },
		{ .label = "b" } };
	struct figure named = figures[5], table = figures[7], then = figures[1];

	(void)state;
	named.title = "The Protocol";
	expect_words(&named,
		"The Protocol. Timeline: 2 dates.\n"
		"15 November 2000: The General Assembly adopts the Protocol.\n"
		"25 December 2003: It enters into force.",
		"Timeline: 2 dates. 15 November 2000: The General Assembly adopts the Protocol."
		" 25 December 2003: It enters into force.");
	table.n = 1;
	expect_words(&table,
		"Table of 1 row: Trafficking, Smuggling of migrants.\n"
		"purpose. Trafficking: to exploit. Smuggling of migrants: to cross a border, for pay.",
		"Table of 1 row: Trafficking, Smuggling of migrants."
		" purpose. Trafficking: to exploit. Smuggling of migrants: to cross a border, for pay.");
	expect_words(&then,
		"Chart: Who are the detected victims? (detected · 2018, 2022)\n"
		"women, from 46 % in 2018 to 39 % in 2022.\ngirls, from 19 % in 2018 to 22 % in 2022.",
		"Chart: Who are the detected victims? (detected · 2018, 2022) women, from 46 % in 2018"
		" to 39 % in 2022; girls, from 19 % in 2018 to 22 % in 2022.");
	then.rows = bare;
	then.n = 1;
	then.title = NULL;
	expect_words(&then, "Chart: .\na, from 2 to 1.", "Chart: . a, from 2 to 1.");
	expect_words(&figures[3],
		"Chart: Two counts. (2021, 2022)\ndetected victims: 74,514 (detected).\n"
		"people in forced labour: 27.6 million (estimated).\n"
		"Two measures, two scales: do not compare the bars.",
		"Chart: Two counts. (2021, 2022) detected victims: 74,514 (detected);"
		" people in forced labour: 27.6 million (estimated).");
}

static void what_a_share_leaves_out_is_said(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_string_equal(figure_words_rest(&arena, &figures[2]), "11 others");
	assert_null(figure_words_rest(&arena, &figures[0]));
	arena_release(&arena);
}

static const char *const texts[] = { "a", "forced labour", "人口贩运与移民偷运不同", "العمل القسري",
	"Donaudampfschifffahrtsgesellschaft", "e\u0301te\u0301 e\u0301te\u0301", "50 %", "",
	"x y z",
	"a rather long text that goes on and on until it fills several lines of any column" };

/* No drawing is wider than its column, whatever it holds, at any width a column has. */
static void nothing_is_wider_than_the_column(void **state)
{
	uint64_t rng = 15;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		struct figure_row rows[FIGURE_ROWS] = { 0 };
		struct figure f = { .rows = rows,
			.title = i % 3 ? texts[rand_below(&rng, 10)] : NULL };
		int width = 18 + (int)rand_below(&rng, 51), widest;
		struct strbuf words = STRBUF_INIT;

		f.kind = (enum figure_kind)rand_below(&rng, FIGURE_TABLE + 1);
		f.n = 1 +
			rand_below(&rng,
				f.kind == FIGURE_SHARE          ? FIGURE_PARTS
					: f.kind == FIGURE_FLOW ? FIGURE_BOXES
								: FIGURE_ROWS);
		f.n_cells = 2 + rand_below(&rng, 3);
		f.arrow = rand_below(&rng, 2);
		f.result = rand_below(&rng, 2) ? texts[rand_below(&rng, 10)] : NULL;
		for (size_t r = 0; r < f.n; r++) {
			rows[r].label = texts[rand_below(&rng, 10)];
			rows[r].value = rows[r].then_value =
				rand_below(&rng, 2) ? "38 %" : "27.6 million";
			rows[r].amount =
				rand_below(&rng, 4) ? (long long)rand_below(&rng, 100001) : 0;
			rows[r].then_amount = (long long)rand_below(&rng, 100001);
			rows[r].year = rows[r].then_year = 2022;
			rows[r].measure = (enum figure_measure)rand_below(&rng, 3);
			for (size_t c = 0; c < FIGURE_CELLS; c++)
				rows[r].cells[c] = texts[rand_below(&rng, 10)];
		}
		free(drawn(&f, width, i % 2, &widest));
		assert_true(widest <= width);
		figure_words_lines(&words, &f);
		figure_words_sentence(&words, &f);
		assert_true(text_valid(words.buf, words.len, NULL));
		strbuf_release(&words);
	}
}

/* Where the full screen is heard, every drawing is its words: in order, once, with the cursor at
 * the end. */
static void what_is_heard_is_the_words_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(figures); i++) {
		struct strbuf words = STRBUF_INIT, heard = STRBUF_INIT, rows = STRBUF_INIT;
		struct canvas canvas;
		struct layout l;
		struct view view;

		view_init(&view);
		view_add(&view, BLOCK_FIGURE, "")->figure = &figures[i];
		layout_init(&l);
		canvas_init(&canvas, 200, 60, false);
		l.spoken = true;
		layout_view(&l, &view, 200, 60, false);
		/* only as wide as the column: the rows of one line follow each other */
		for (size_t r = 0; r < l.n_rows; r++)
			for (size_t k = 0; k < l.rows[r].n; k++) {
				const struct span *span = &l.spans[l.rows[r].first + k];

				assert_int_equal(span->x, 0);
				strbuf_add(&rows, span->text, span->len);
				strbuf_addch(&rows, ' ');
			}
		figure_words_lines(&words, &figures[i]);
		for (size_t k = 0; k < words.len; k++)
			if (words.buf[k] == '\n')
				words.buf[k] = ' ';
		while (rows.len && rows.buf[rows.len - 1] == ' ')
			rows.buf[--rows.len] = '\0';
		while (words.len && words.buf[words.len - 1] == ' ')
			words.buf[--words.len] = '\0';
		spoken_put(&heard, words.buf);
		assert_string_equal(rows.buf, heard.buf);
		layout_draw(&l, &view, 0, &canvas);
		assert_int_equal(canvas.cursor_y, l.body_top + (int)l.n_rows - 1);
		canvas_release(&canvas);
		layout_release(&l);
		view_release(&view);
		strbuf_release(&heard);
		strbuf_release(&words);
		strbuf_release(&rows);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_share_a_scale_from_zero),
		cmocka_unit_test(an_older_year_has_a_texture_of_its_own),
		cmocka_unit_test(two_measures_never_share_a_scale),
		cmocka_unit_test(a_flow_is_boxes_or_a_sum),
		cmocka_unit_test(a_table_becomes_a_list_before_a_word_breaks),
		cmocka_unit_test(thin_columns_become_a_list_before_they_grow_tall),
		cmocka_unit_test(dates_stand_beside_or_above),
		cmocka_unit_test(words_carry_everything_once),
		cmocka_unit_test(what_is_heard_is_the_words_in_order),
		cmocka_unit_test(every_kind_has_its_words),
		cmocka_unit_test(what_a_share_leaves_out_is_said),
		cmocka_unit_test(nothing_is_wider_than_the_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
