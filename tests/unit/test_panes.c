/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the text: where, and what a click there chooses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "view/panes.h"

static void describe(struct view *view, bool left, bool right)
{
	view_clear(view);
	view->title = "Text";
	view_choice(view, 0, "1", "One", true);
	if (left) {
		struct block *b = view_add(view_pane(view, PANE_LEFT, "Left"), BLOCK_ENTRY, "Here");

		b->id = PANE_ID;
		b->focus = true;
	}
	if (right)
		view_dim(view_pane(view, PANE_RIGHT, "Right"), "There");
}

static void test_room_is_shared(void **state)
{
	struct view view;
	struct layout l;

	(void)state;
	view_init(&view);
	layout_init(&l);
	for (int sides = 0; sides < 4; sides++)
		for (int cols = LAYOUT_MIN_COLS; cols <= COLS_MAX; cols++) {
			int on;

			describe(&view, sides & 1, sides & 2);
			layout_view(&l, &view, cols, 24, false);
			on = l.pane_on[PANE_LEFT] + l.pane_on[PANE_RIGHT];
			assert_true(on <= panes_room(cols));
			assert_true(!sides || on || cols < 110);
			assert_int_equal(
				l.width, cols - 2 < LAYOUT_COLUMN ? cols - 2 : LAYOUT_COLUMN);
			if (l.pane_on[PANE_LEFT]) {
				assert_true(l.panes[PANE_LEFT]->left >= 2);
				assert_true(l.panes[PANE_LEFT]->width >= 30);
				assert_int_equal(
					l.panes[PANE_LEFT]->left + l.panes[PANE_LEFT]->width + 5,
					l.left);
			}
			if (l.pane_on[PANE_RIGHT]) {
				assert_true(l.panes[PANE_RIGHT]->width >= 30);
				assert_int_equal(l.left + l.width + 5, l.panes[PANE_RIGHT]->left);
				assert_true(
					l.panes[PANE_RIGHT]->left + l.panes[PANE_RIGHT]->width <=
					cols - 2);
			}
			if (!on)
				assert_int_equal(l.left, (cols - l.width) / 2);
		}
	layout_release(&l);
	view_release(&view);
}

static void test_the_text_keeps_cursor_and_clicks(void **state)
{
	struct view view;
	struct layout l;
	struct canvas canvas;
	int command;

	(void)state;
	view_init(&view);
	layout_init(&l);
	canvas_init(&canvas, 200, 24, false);
	describe(&view, true, true);
	layout_view(&l, &view, 200, 24, false);
	layout_draw(&l, &view, 0, &canvas);
	assert_int_equal(canvas.cursor_x, l.left);
	assert_int_equal(layout_hit(&l, &view, 0, l.left + 3, 2, &command), 0);
	assert_int_equal(layout_hit(&l, &view, 0, l.panes[PANE_LEFT]->left, 2, &command), PANE_ID);
	assert_int_equal(layout_hit(&l, &view, 0, l.panes[PANE_LEFT]->left, 3, &command), -1);
	assert_int_equal(layout_hit(&l, &view, 0, l.left - 3, 2, &command), -1);
	assert_int_equal(layout_hit(&l, &view, 0, l.panes[PANE_RIGHT]->left, 2, &command), -1);
	assert_int_equal(layout_hit(&l, &view, 0, 0, 2, &command), -1);
	assert_false(panes_choosing(&l, &view));
	view.in_pane = true;
	layout_view(&l, &view, 200, 24, false);
	layout_draw(&l, &view, 0, &canvas);
	assert_true(panes_choosing(&l, &view));
	assert_int_equal(canvas.cursor_x, l.panes[PANE_LEFT]->left);
	canvas_release(&canvas);
	layout_release(&l);
	view_release(&view);
}

static void test_a_view_that_is_cleared_has_nothing_beside_it(void **state)
{
	struct view view;
	struct layout l;

	(void)state;
	view_init(&view);
	layout_init(&l);
	describe(&view, true, true);
	describe(&view, false, false);
	layout_view(&l, &view, 200, 24, false);
	assert_false(l.pane_on[PANE_LEFT] || l.pane_on[PANE_RIGHT]);
	assert_int_equal(l.left, 66);
	layout_release(&l);
	view_release(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_room_is_shared),
		cmocka_unit_test(test_the_text_keeps_cursor_and_clicks),
		cmocka_unit_test(test_a_view_that_is_cleared_has_nothing_beside_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
