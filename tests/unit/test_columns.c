/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long lists in columns: where, in which order, and what a click there chooses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "view/layout.h"

enum { PLACES = 40, ROWS = 30 };

static struct view view;
static struct layout l;

static void describe(int n, int focus, const char *text)
{
	view_clear(&view);
	view_text(&view, "Where are you?");
	for (int i = 0; i < n; i++)
		view_choice(&view, i, view_printf(&view, "%2d", i + 1), text, i == focus);
}

static int setup(void **state)
{
	(void)state;
	view_init(&view);
	layout_init(&l);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	layout_release(&l);
	view_release(&view);
	return 0;
}

/* Finds the cell that chooses each place; returns how many different left edges these have. */
static int edges(int n)
{
	int seen[8], n_seen = 0, command;

	for (int id = 0; id < n; id++) {
		int found = -1, k = 0;

		for (int y = 0; y < l.term_rows && found < 0; y++)
			for (int x = 0; x < l.cols && found < 0; x++)
				if (layout_hit(&l, &view, 0, x, y, &command) == id && !command)
					found = x;
		if (found < 0)
			return -1;
		while (k < n_seen && seen[k] != found)
			k++;
		if (k == n_seen && n_seen < 8)
			seen[n_seen++] = found;
	}
	return n_seen;
}

static void test_columns_only_where_one_would_scroll(void **state)
{
	(void)state;
	describe(PLACES, 0, "Some country");
	layout_view(&l, &view, 120, ROWS, false);
	assert_int_equal(edges(PLACES), 2);
	assert_true((int)l.n_rows <= l.body_rows);
	/* all of them fit */
	layout_view(&l, &view, 120, 60, false);
	assert_int_equal(edges(PLACES), 1);
	/* no wide terminal */
	layout_view(&l, &view, 109, ROWS, false);
	assert_int_equal(l.n_rows, PLACES + 2);
	/* the person wants room */
	l.arrangement = ARRANGE_SPACIOUS;
	layout_view(&l, &view, 120, ROWS, false);
	assert_true((int)l.n_rows > PLACES);
	l.arrangement = ARRANGE_WIDE;
}

static void test_what_does_not_fit_stays_in_one(void **state)
{
	(void)state;
	describe(PLACES, 0, "A country whose name is longer than half");
	layout_view(&l, &view, 200, ROWS, false);
	assert_int_equal(l.n_rows, PLACES + 2);
	describe(PLACES, 0, "Some country");
	view.blocks[PLACES / 2].note = "with a state";
	layout_view(&l, &view, 200, ROWS, false);
	/* the list ends before that one, and both parts of it fit */
	assert_int_equal(l.n_rows, PLACES + 2);
}

static void test_the_focus_is_kept_in_view(void **state)
{
	(void)state;
	for (int focus = 0; focus < 3 * PLACES; focus++) {
		int scroll;

		describe(3 * PLACES, focus, "Some country");
		layout_view(&l, &view, 120, ROWS, false);
		scroll = layout_follow(&l, 0);
		assert_true(l.focus_row >= scroll && l.focus_row < scroll + l.body_rows);
		assert_int_equal(l.focus_x, focus < 3 * PLACES / 2 ? 0 : 35);
	}
}

static void test_a_click_between_columns_chooses_nothing(void **state)
{
	int command;

	(void)state;
	describe(PLACES, 0, "Some country");
	layout_view(&l, &view, 120, ROWS, false);
	assert_int_equal(layout_hit(&l, &view, 0, l.left + 32, l.body_top + 2, &command), 0);
	assert_int_equal(layout_hit(&l, &view, 0, l.left + 33, l.body_top + 2, &command), -1);
	assert_int_equal(
		layout_hit(&l, &view, 0, l.left + 35, l.body_top + 2, &command), PLACES / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_columns_only_where_one_would_scroll, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_what_does_not_fit_stays_in_one, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_focus_is_kept_in_view, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_a_click_between_columns_chooses_nothing, setup, teardown),
	};

	return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
