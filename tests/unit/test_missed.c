/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the pages that explain what was missed are named, and how long they take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "screens/missed.h"
#include "view/block.h"

static void says(const struct missed *missed, const char *expected)
{
	struct view view;

	view_init(&view);
	assert_string_equal(missed_words(missed, &view), expected);
	view_release(&view);
}

static void few_pages_of_one_lesson_are_named(void **state)
{
	struct missed missed = { .v = { { 2, 3 }, { 2, 6 }, { 2, 8 } }, .n = 1 };

	(void)state;
	says(&missed, "Reread what was missed: page 4");
	missed.n = 2;
	says(&missed, "Reread what was missed: pages 4 and 7");
	missed.n = 3;
	says(&missed, "Reread what was missed: pages 4, 7 and 9");
}

static void many_pages_and_those_of_several_lessons_are_counted(void **state)
{
	struct missed missed = { .v = { { 2, 3 }, { 4, 3 } }, .n = 2 };

	(void)state;
	says(&missed, "Reread what was missed: 2 pages");
	for (int i = 0; i < 7; i++)
		missed.v[i] = (struct model_place){ 2, i };
	missed.n = 7;
	says(&missed, "Reread what was missed: 7 pages");
}

static void they_take_their_share_of_the_reading(void **state)
{
	struct lesson_head heads[] = {
		{ .minutes = 25, .pages = 12, .questions = 20 },
		{ .minutes = 10, .pages = 5, .questions = 40 },
		{ .minutes = 3 },
	};
	struct missed missed = { .v = { { 0, 3 } }, .n = 1 };
	struct model model;

	(void)state;
	model_init(&model);
	model.course.lessons = heads;
	model.course.n = 3;
	assert_int_equal(missed_minutes(&missed, &model), 1);
	for (int i = 0; i < 12; i++)
		missed.v[i] = (struct model_place){ 0, i };
	missed.n = 12;
	assert_int_equal(missed_minutes(&missed, &model), 15);
	/* questions never take more than half */
	for (int i = 0; i < 5; i++)
		missed.v[i] = (struct model_place){ 1, i };
	missed.n = 5;
	assert_int_equal(missed_minutes(&missed, &model), 5);
	/* one without a number of pages */
	missed.v[0] = (struct model_place){ 2, 0 };
	missed.n = 1;
	assert_int_equal(missed_minutes(&missed, &model), 3);
	memset(&model.course, 0, sizeof(model.course));
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_pages_of_one_lesson_are_named),
		cmocka_unit_test(many_pages_and_those_of_several_lessons_are_counted),
		cmocka_unit_test(they_take_their_share_of_the_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
