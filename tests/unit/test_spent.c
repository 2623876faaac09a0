/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time really spent on lessons and questions, under a clock that the test sets. */
#include "app/spent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>

#include "fuzz/visit.h"

enum { HOUR = 3600, TODAY = 20781 /* of VISIT_NOW */ };

static int setup_in(void **state, const char *lessons)
{
	struct session *s = xcalloc(1, sizeof(*s));
	struct setup setup = visit_setup(lessons);

	session_begin(s, &setup);
	session_open(s);
	*state = s;
	return 0;
}

static int setup(void **state)
{
	return setup_in(state, TEST_DATA "/lessons/good");
}

static int setup_tries(void **state)
{
	return setup_in(state, TEST_DATA "/screens/tries");
}

static int setup_talk(void **state)
{
	return setup_in(state, TEST_DATA "/screens/talk");
}

static int teardown(void **state)
{
	struct session *s = *state;

	session_end(s);
	free(s);
	return 0;
}

static void after(struct session *s, int64_t seconds, uint32_t key)
{
	s->setup.now += seconds;
	strbuf_clear(&s->effects);
	session_handle(s, &(struct event){ .kind = EVENT_KEY, .key = key });
}

/* Points to an item of a list and takes it. */
static void take(struct session *s, int64_t seconds, uint32_t digit)
{
	after(s, seconds, digit);
	after(s, 0, K_ENTER);
}

static int spent(const struct session *s, const char *lesson)
{
	const struct lesson_progress *p = progress_find(&s->app.model.progress, lesson);

	return p ? p->spent : 0;
}

/* What the shell has got to save. */
static int saved(const struct session *s, const char *lesson)
{
	const struct lesson_progress *p = progress_find(&s->kept.progress, lesson);

	return p ? p->spent : 0;
}

/* ---- lessons */

static void reading_counts_and_of_a_pause_two_minutes(void **state)
{
	struct session *s = *state;

	take(s, 1000, '1');
	assert_string_equal(app_screen(&s->app), "cover");
	assert_int_equal(spent(s, "first"), 0);
	take(s, 5, '1');
	assert_string_equal(app_screen(&s->app), "page");
	after(s, 60, K_DOWN);
	after(s, 120, K_DOWN);
	assert_int_equal(spent(s, "first"), 185);
	after(s, HOUR, K_DOWN);
	assert_int_equal(spent(s, "first"), 305);
	after(s, 25, K_ESC);
	after(s, 0, K_ESC);
	assert_string_equal(app_screen(&s->app), "home");
	after(s, 100, K_DOWN);
	assert_int_equal(spent(s, "first"), 330);
	assert_int_equal(spent(s, "second"), 0);
}

static void a_clock_that_jumps_counts_nothing_that_was_not_there(void **state)
{
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '1');
	after(s, 10, K_DOWN);
	after(s, -50 * 365 * 24 * HOUR, K_DOWN);
	assert_int_equal(spent(s, "first"), 10);
	after(s, 10, K_DOWN);
	assert_int_equal(spent(s, "first"), 20);
	s->setup.now = INT64_MAX;
	after(s, 0, K_DOWN);
	s->setup.now = INT64_MIN;
	after(s, 0, K_DOWN);
	assert_int_equal(spent(s, "first"), 20 + SPENT_IDLE);
}

/* Nobody need be there for a tick, a new size or news of the writer: they do not divide a pause. */
static void what_comes_by_itself_is_no_sign_of_a_reader(void **state)
{
	static const enum event_kind kinds[] = { EVENT_TICK, EVENT_NEWS, EVENT_RESIZE };
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '1');
	for (int i = 0; i < HOUR; i++) {
		struct event event = { .kind = kinds[i % 3], .x = 80, .y = 24 };

		s->setup.now++;
		session_handle(s, &event);
	}
	assert_int_equal(spent(s, "first"), 0);
	after(s, 0, K_DOWN);
	assert_int_equal(spent(s, "first"), SPENT_IDLE);
}

static void asides_and_settings_count_for_nothing(void **state)
{
	static const uint32_t asides[] = { '?', 'h', K_F3 };
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '1');
	for (size_t i = 0; i < ARRAY_SIZE(asides); i++) {
		after(s, 1, asides[i]);
		after(s, 70, K_ESC);
	}
	assert_string_equal(app_screen(&s->app), "page");
	assert_int_equal(spent(s, "first"), 3);
}

static void time_is_saved_with_each_page_when_the_lesson_is_left_and_at_the_end(void **state)
{
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '1');
	after(s, 30, K_DOWN);
	assert_string_equal(s->effects.buf, "");
	after(s, 10, K_RIGHT);
	/* the place takes it along */
	assert_string_equal(s->effects.buf, "PLACE first page 2\n");
	after(s, 10, K_ESC);
	after(s, 2, K_ESC);
	assert_string_equal(s->effects.buf, "SPENT first 52\n");
	assert_int_equal(saved(s, "first"), 52);
	take(s, 0, '1');
	after(s, 7, K_DOWN);
	app_leave(&s->app, s->setup.now + 8);
	assert_int_equal(s->app.outbox.n, 1);
	assert_int_equal(s->app.outbox.v[0].kind, EFFECT_SPENT);
	assert_int_equal(spent(s, "first"), 67);
	app_leave(&s->app, s->setup.now + 8);
	assert_int_equal(s->app.outbox.n, 0);
}

static void it_never_overflows(void **state)
{
	struct session *s = *state;

	progress_get_or_add(&s->app.model.progress, "first")->spent = INT_MAX - 1;
	take(s, 0, '1');
	after(s, 60, K_DOWN);
	assert_int_equal(spent(s, "first"), INT_MAX);
}

/* ---- questions */

static const struct answer *answer_number(const struct session *s, const char *lesson, size_t i)
{
	return &progress_find(&s->app.model.progress, lesson)->open->answers[i];
}

static void a_question_has_the_time_until_its_answer_and_the_reasons_have_none(void **state)
{
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '2');
	assert_string_equal(app_screen(&s->app), "quiz");
	after(s, 40, '3');
	after(s, 2, K_ENTER);
	assert_int_equal(answer_number(s, "first", 0)->spent, 42);
	assert_int_equal(saved(s, "first"), 42);
	/* the reasons, then the next question */
	after(s, 50, K_ENTER);
	after(s, 10, 's');
	assert_int_equal(answer_number(s, "first", 1)->spent, 10);
	after(s, 4, 's');
	assert_int_equal(answer_number(s, "first", 2)->spent, 4);
	assert_int_equal(spent(s, "first"), 106);
}

static void a_question_that_is_left_for_a_moment_goes_on_from_there(void **state)
{
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '2');
	after(s, 10, 'h');
	after(s, 100, K_ESC);
	/* the page it is about, read again: for the lesson */
	after(s, 5, 'p');
	assert_string_equal(app_screen(&s->app), "page");
	after(s, 20, K_ESC);
	after(s, 3, K_ESC);
	assert_string_equal(app_screen(&s->app), "cover");
	take(s, 0, '1');
	assert_string_equal(app_screen(&s->app), "quiz");
	after(s, 2, '3');
	after(s, 0, K_ENTER);
	assert_int_equal(answer_number(s, "first", 0)->spent, 20);
	assert_int_equal(spent(s, "first"), 40);
}

static void all_that_was_spent_on_a_review_goes_to_the_lessons(void **state)
{
	static const char *const refs[] = { "second/trunk", "first/wet" };
	struct session *s = *state;

	for (int i = 0; i < 2; i++)
		review_record(&s->app.model.progress.review, refs[i], false, CONFIDENCE_NONE,
			TODAY - 10 + i);
	after(s, 0, 'r');
	assert_string_equal(app_screen(&s->app), "quiz");
	after(s, 10, '1');
	after(s, 0, K_ENTER);
	/* reasons */
	after(s, 20, K_ENTER);
	assert_int_equal(spent(s, "second"), 30);
	assert_int_equal(spent(s, "first"), 0);
	after(s, 40, 's');
	assert_int_equal(spent(s, "first"), 40);
	assert_int_equal(spent(s, "second"), 30);
	assert_int_equal(spent(s, "*review"), 0);
}

/* The second try has the time of the first as well. */
static void a_further_try_is_still_the_same_question(void **state)
{
	struct session *s = *state;

	take(s, 0, '1');
	take(s, 0, '2');
	after(s, 10, '1');
	after(s, 0, K_ENTER);
	after(s, 7, '2');
	after(s, 0, K_ENTER);
	assert_int_equal(answer_number(s, "tries", 0)->spent, 17);
}

static void a_conversation_counts_and_each_step_has_its_time(void **state)
{
	struct session *s = *state;
	const struct run *run;

	take(s, 0, '1');
	after(s, 0, K_ENTER);
	assert_string_equal(app_screen(&s->app), "chat");
	run = progress_find(&s->app.model.progress, "ferry")->open;
	for (int i = 0; i < 20 && !run->n; i++)
		after(s, 3, i % 2 ? '1' : K_ENTER);
	assert_true(run->n > 0);
	assert_int_equal(run->answers[0].spent, spent(s, "ferry"));
	assert_true(spent(s, "ferry") > 0);
	assert_int_equal(saved(s, "ferry"), spent(s, "ferry"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(reading_counts_and_of_a_pause_two_minutes),
		TEST(a_clock_that_jumps_counts_nothing_that_was_not_there),
		TEST(what_comes_by_itself_is_no_sign_of_a_reader),
		TEST(asides_and_settings_count_for_nothing),
		TEST(time_is_saved_with_each_page_when_the_lesson_is_left_and_at_the_end),
		TEST(it_never_overflows),
		TEST(a_question_has_the_time_until_its_answer_and_the_reasons_have_none),
		TEST(a_question_that_is_left_for_a_moment_goes_on_from_there),
		TEST(all_that_was_spent_on_a_review_goes_to_the_lessons),
		cmocka_unit_test_setup_teardown(
			a_further_try_is_still_the_same_question, setup_tries, teardown),
		cmocka_unit_test_setup_teardown(
			a_conversation_counts_and_each_step_has_its_time, setup_talk, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
