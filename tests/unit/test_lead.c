/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the course leads: the number of keys from the start to the first question, to help and to a
 * conversation; the list in parts; the path, its steps and what counts as done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "base/i18n.h"
#include "screens/next.h"
#include "view/event.h"

enum { NOW = 1795392000, KEYS_MAX = 40 };

static const struct language languages[] = { { { "en" }, "English" }, { { "fr" }, "Français" } };
static struct app app;
static struct canvas canvas;

static void open_course(const char *const *dirs, const char *lang, bool first_time)
{
	struct model *m = &app.model;

	app_init(&app);
	m->lesson_dirs = dirs;
	m->n_lesson_dirs = 1;
	m->help_dir = TEST_LESSONS "/help";
	m->languages = languages;
	m->n_languages = ARRAY_SIZE(languages);
	m->locale = "fr_BE";
	m->first_time = first_time;
	m->rng_state = 3;
	canvas_init(&canvas, 80, 24, false);
	app_start(&app, lang, 80, 24, NOW);
	app_render(&app, &canvas);
}

static void close_course(void)
{
	app_release(&app);
	canvas_release(&canvas);
}

static void press(uint32_t key)
{
	struct event event = { .kind = EVENT_KEY, .key = key, .now = NOW };

	app_handle(&app, &event);
	app_render(&app, &canvas);
}

/* ---- bars */

/* Presses the keys, then Enter until the screen is there; returns how many keys that were. */
static int keys_to(const char *lang, const uint32_t *keys, const char *screen)
{
	static const char *const dirs[] = { TEST_LESSONS };
	int n = 0;

	open_course(dirs, lang, true);
	assert_string_equal(app_screen(&app), "welcome");
	for (; *keys; keys++, n++)
		press(*keys);
	for (; strcmp(app_screen(&app), screen) && n < KEYS_MAX; n++)
		press(K_ENTER);
	close_course();
	return n;
}

static bool shows_numbers(void)
{
	const struct view *view = app_describe(&app);

	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].kind == BLOCK_ENTRY)
			return true;
	return false;
}

/* The country is that of the machine, so that its numbers are one Enter away at most. */
static int keys_to_numbers(const char *lang)
{
	static const char *const dirs[] = { TEST_LESSONS };
	int n = 1;

	open_course(dirs, lang, true);
	press('h');
	for (; !shows_numbers() && n < KEYS_MAX; n++)
		press(K_ENTER);
	close_course();
	return n;
}

static void few_keys_lead_to_a_question_to_help_and_to_a_conversation(void **state)
{
	static const uint32_t none[] = { 0 }, second[] = { K_DOWN, 0 }, last[] = { K_END, 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++) {
		const char *lang = languages[i].code.code;

		assert_in_range(keys_to(lang, none, "quiz"), 1, 6);
		assert_in_range(keys_to(lang, last, "chat"), 1, 4);
		assert_in_range(keys_to(lang, second, "chat"), 1, 4);
		assert_in_range(keys_to_numbers(lang), 1, 2);
	}
}

/* ---- the list and the path */

static const char *const lead[] = { TEST_DATA "/screens/lead" };
static const char *const long_names[] = { TEST_DATA "/screens/lead-long" };

static void the_list_has_the_order_of_the_parts_and_the_workshop(void **state)
{
	const struct model *m = &app.model;

	(void)state;
	open_course(lead, "en", false);
	assert_true(plan_leads(m));
	assert_int_equal(m->plan.n, 5);
	assert_int_equal(m->plan.rows[3], PLAN_WORKSHOP);
	assert_int_equal(plan_row(m, PLAN_WORKSHOP), 3);
	assert_int_equal(m->plan.numbers[course_find(&m->course, "exam")], 5);
	assert_int_equal(plan_part(m, 0), 0);
	assert_int_equal(plan_part(m, 3), 1);
	assert_int_equal(plan_row(m, 99), -1);
	close_course();
}

static void a_lesson_made_for_a_path_is_listed_with_it_alone(void **state)
{
	struct model *m = &app.model;
	int extra;

	(void)state;
	open_course(long_names, "en", false);
	extra = course_find(&m->course, "extra");
	assert_int_equal(m->plan.n, 1);
	assert_int_equal(m->plan.numbers[extra], 0);
	assert_int_equal(plan_row(m, extra), -1);
	assert_true(plan_set(m, "path", "one"));
	assert_int_equal(m->plan.n, 2);
	assert_int_equal(m->plan.numbers[extra], 2);
	assert_int_equal(plan_part(m, 1), -1);
	assert_false(plan_is_whole(m));
	/* a path that the course no longer has is the whole course */
	assert_true(plan_set(m, "path", "gone"));
	assert_int_equal(m->plan.n, 1);
	assert_true(plan_is_whole(m));
	assert_false(plan_set(m, "theme", "dark"));
	close_course();
}

static void steps_are_done_by_progress_or_by_a_note(void **state)
{
	struct model *m = &app.model;
	struct plan_step moon;
	size_t done, all;

	(void)state;
	open_course(lead, "en", false);
	plan_set(m, "path", "moonlit");
	assert_int_equal(plan_n_steps(m), 2);
	moon = plan_step(m, 0);
	assert_string_equal(moon.ref, "during/moon");
	assert_string_equal(moon.page, "moon");
	assert_false(plan_step_is_done(m, &moon));
	assert_null(plan_note_page(m, moon.lesson, "end"));
	assert_string_equal(plan_note_page(m, moon.lesson, "moon"), "during/moon,");
	assert_null(plan_note_page(m, moon.lesson, "moon"));
	assert_null(plan_note(m, "during/moon"));
	plan_count(m, &done, &all);
	assert_int_equal(done, 1);
	assert_int_equal(all, 2);
	/* a step whose name begins like another */
	plan_set(m, "steps", "during/moonlight,during/sun");
	assert_false(plan_step_is_done(m, &moon));
	plan_set(m, "steps", "");
	progress_set_read(&m->progress, "during");
	assert_true(plan_step_is_done(m, &moon));
	close_course();
}

static void what_is_next_follows_the_path(void **state)
{
	struct model *m = &app.model;
	struct next next;

	(void)state;
	open_course(lead, "en", false);
	next = next_find(m);
	assert_int_equal(next.kind, NEXT_BEGIN);
	assert_int_equal(next.lesson, course_find(&m->course, "during"));
	assert_int_equal(next_minutes(&next, m), 2);
	plan_set(m, "path", "moonlit");
	next = next_find(m);
	assert_int_equal(next.kind, NEXT_PAGE);
	assert_string_equal(next.page, "moon");
	assert_string_equal(next.title, "The moon");
	assert_int_equal(next_minutes(&next, m), 1);
	plan_set(m, "steps", "during/moon,during/sun,");
	next = next_find(m);
	assert_int_equal(next.kind, NEXT_PATH);
	assert_int_equal(next_minutes(&next, m), 0);
	plan_set(m, "path", "whole");
	progress_set_page(&m->progress, "during", "sun", 0);
	next = next_find(m);
	assert_int_equal(next.kind, NEXT_GO_ON);
	assert_int_equal(next_minutes(&next, m), 1);
	/* after a lesson comes what follows it, then what was left before it */
	next = next_after(m, course_find(&m->course, "ferry"));
	assert_int_equal(next.lesson, PLAN_WORKSHOP);
	assert_int_equal(next.kind, NEXT_BEGIN);
	assert_int_equal(next_minutes(&next, m), 0);
	plan_note(m, "workshop");
	next = next_after(m, course_find(&m->course, "ferry"));
	assert_int_equal(next.lesson, course_find(&m->course, "during"));
	assert_int_equal(next.kind, NEXT_GO_ON);
	close_course();
}

/* A page is named without reading its lesson again, and not after either of its files changed. */
static void a_page_is_named_from_the_index(void **state)
{
	static const char *const dirs[] = { TEST_LESSONS };
	static const char page[] = "three-parts";
	struct model *m = &app.model;
	const struct lesson *read;
	char title[128];
	int lesson;

	(void)state;
	open_course(dirs, "fr", false);
	lesson = course_find(&m->course, "definition");
	m->now = INT64_C(4102444800); /* after any change of the files */
	model_load(m);
	assert_non_null(model_page_title(m, lesson, page));
	read = m->lessons[lesson];
	assert_non_null(read);
	snprintf(title, sizeof(title), "%s", read->pages[lesson_page_index(read, page)].title);
	model_load(m);
	assert_string_equal(model_page_title(m, lesson, page), title);
	assert_null(m->lessons[lesson]);
	for (size_t i = 0; i < m->index.n; i++)
		if (strstr(m->index.v[i].path, "/definition/fr.ini/"))
			m->index.v[i].stamp.size++;
	m->named.page = NULL;
	assert_string_equal(model_page_title(m, lesson, page), title);
	assert_non_null(m->lessons[lesson]);
	assert_null(model_page_title(m, lesson, "mars"));
	assert_null(model_page_title(m, -1, page));
	close_course();
}

/* A conversation knows each of its endings once, however often it was played. */
static void endings_are_found_once_each(void **state)
{
	struct progress progress;
	char id[] = "abcdefghij";

	(void)state;
	progress_init(&progress);
	for (size_t i = 0; id[i]; i++) {
		char ending[2] = { id[i], '\0' };

		progress_found_ending(&progress, "talk", ending);
		progress_found_ending(&progress, "talk", "a");
	}
	assert_int_equal(progress_find(&progress, "talk")->n_endings, strlen(id));
	progress_release(&progress);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_keys_lead_to_a_question_to_help_and_to_a_conversation),
		cmocka_unit_test(the_list_has_the_order_of_the_parts_and_the_workshop),
		cmocka_unit_test(a_lesson_made_for_a_path_is_listed_with_it_alone),
		cmocka_unit_test(steps_are_done_by_progress_or_by_a_note),
		cmocka_unit_test(what_is_next_follows_the_path),
		cmocka_unit_test(a_page_is_named_from_the_index),
		cmocka_unit_test(endings_are_found_once_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
