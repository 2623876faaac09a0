/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bookmarks: kept as a setting, at most so many, and what a changed course makes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "screens/bookmarks.h"
#include "screens/screen.h"

static void effects_release(struct effects *fx)
{
	arena_release(&fx->arena);
}

static const char *const lessons[] = { TEST_LESSONS };
static struct model model;

static int setup(void **state)
{
	(void)state;
	model_init(&model);
	model.lang = "en";
	model.lesson_dirs = lessons;
	model.n_lesson_dirs = 1;
	model_load(&model);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	model_release(&model);
	return 0;
}

/* Returns what the setting becomes. */
static void toggle(int lesson, int page)
{
	struct effects fx = { 0 };

	bookmarks_toggle(&model, lesson, page, &fx);
	assert_int_equal(fx.n, 2);
	assert_string_equal(fx.v[0].key, "marks");
	assert_true(bookmarks_set(&model, fx.v[0].key, fx.v[0].text));
	effects_release(&fx);
}

static int figures(void)
{
	int at = course_find(&model.course, "figures");

	assert_true(at >= 0);
	return at;
}

static void test_a_mark_comes_and_goes(void **state)
{
	int lesson = figures();

	(void)state;
	assert_false(bookmarks_has(&model, lesson, 0));
	toggle(lesson, 0);
	toggle(lesson, 2);
	assert_true(bookmarks_has(&model, lesson, 0));
	assert_false(bookmarks_has(&model, lesson, 1));
	assert_true(bookmarks_has(&model, lesson, 2));
	toggle(lesson, 0);
	assert_false(bookmarks_has(&model, lesson, 0));
	assert_true(bookmarks_has(&model, lesson, 2));
	assert_false(bookmarks_set(&model, "theme", "dark"));
}

static void test_a_page_that_is_not_there_has_no_mark(void **state)
{
	struct effects fx = { 0 };

	(void)state;
	bookmarks_set(&model, "marks", "figures/x,");
	assert_false(bookmarks_has(&model, -1, 0));
	assert_false(bookmarks_has(&model, figures(), -1));
	assert_false(bookmarks_has(&model, figures(), 1000));
	bookmarks_toggle(&model, figures(), 1000, &fx);
	assert_int_equal(fx.n, 0);
	effects_release(&fx);
}

static void test_a_name_that_ends_like_another_is_another(void **state)
{
	struct strbuf marks = STRBUF_INIT;
	const struct lesson *lesson = model_lesson(&model, figures());

	(void)state;
	strbuf_addf(&marks, "my-figures/%s,", lesson->pages[0].id);
	bookmarks_set(&model, "marks", marks.buf);
	assert_false(bookmarks_has(&model, figures(), 0));
	strbuf_release(&marks);
}

static void test_the_list_has_the_newest_first_and_only_what_can_be_read(void **state)
{
	struct arena arena = ARENA_INIT;
	struct model_place *places;
	size_t n;

	(void)state;
	places = bookmarks_list(&model, &arena, &n);
	assert_int_equal(n, 0);
	toggle(figures(), 1);
	toggle(figures(), 0);
	{
		struct strbuf marks = STRBUF_INIT;

		strbuf_addf(&marks, "gone/page,figures/gone,modelling-offer/x,figures,%s",
			model.bookmarks);
		bookmarks_set(&model, "marks", marks.buf);
		strbuf_release(&marks);
	}
	places = bookmarks_list(&model, &arena, &n);
	assert_int_equal(n, 2);
	assert_int_equal(places[0].lesson, figures());
	assert_int_equal(places[0].page, 0);
	assert_int_equal(places[1].page, 1);
	arena_release(&arena);
}

static void test_the_oldest_mark_goes_when_there_are_too_many(void **state)
{
	struct strbuf marks = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	size_t n;

	(void)state;
	toggle(figures(), 3);
	for (int i = 1; i < BOOKMARKS_MAX; i++)
		strbuf_addf(&marks, "gone/%d,", i);
	bookmarks_set(&model, "marks", arena_printf(&arena, "%s%s", model.bookmarks, marks.buf));
	strbuf_release(&marks);
	toggle(figures(), 0);
	assert_false(bookmarks_has(&model, figures(), 3));
	assert_true(bookmarks_has(&model, figures(), 0));
	bookmarks_list(&model, &arena, &n);
	assert_int_equal(n, 1);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(test_a_mark_comes_and_goes),
		TEST(test_a_page_that_is_not_there_has_no_mark),
		TEST(test_a_name_that_ends_like_another_is_another),
		TEST(test_the_list_has_the_newest_first_and_only_what_can_be_read),
		TEST(test_the_oldest_mark_goes_when_there_are_too_many),
	};

	return cmocka_run_group_tests_name("bookmarks", tests, NULL, NULL);
}
