/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The app on the person's days: what is due when, and a clock that is put right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fuzz/visit.h"
#include "learner.h"

enum { HOUR = 3600, TODAY = 20781 /* of VISIT_NOW */ };

/* A person far east, where it is already tomorrow. */
static int tomorrow(int64_t seconds)
{
	return (int)(seconds / (24 * HOUR)) + 1;
}

static int setup(void **state)
{
	struct session *s = xcalloc(1, sizeof(*s));
	struct setup setup = visit_setup(TEST_DATA "/lessons/good");

	session_begin(s, &setup);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct session *s = *state;

	session_end(s);
	free(s);
	return 0;
}

static void keep_item(struct session *s, const char *ref, int stage, int due)
{
	review_put(&s->kept.progress.review,
		&(struct review_item){ .ref = ref, .stage = stage, .due = due });
}

static void press(struct session *s, uint32_t key)
{
	session_handle(s, &(struct event){ .kind = EVENT_KEY, .key = key });
}

static void due_is_what_is_due_on_the_persons_day(void **state)
{
	struct session *s = *state;

	keep_item(s, "first/hill", 0, TODAY + 1);
	session_open(s);
	assert_int_equal(s->app.model.day, TODAY);
	assert_int_equal(s->app.model.today.day, 24);
	assert_int_equal(model_due(&s->app.model), 0);
	s->app.model.day_of = tomorrow;
	s->app.model.today.year = 0; /* to be found anew */
	press(s, K_DOWN);
	assert_int_equal(s->app.model.day, TODAY + 1);
	assert_int_equal(s->app.model.today.day, 25);
	assert_int_equal(model_due(&s->app.model), 1);
}

/* On the other side of the date line, or of four in the morning, a new day begins in a moment. */
static void a_day_that_begins_in_a_moment_makes_no_spaced_answer(void **state)
{
	struct session *s = *state;
	const struct review_item *item;

	session_open(s);
	press(s, '1');
	press(s, K_ENTER);
	press(s, '2');
	press(s, K_ENTER);
	press(s, '3');
	press(s, K_ENTER);
	item = review_find(&s->app.model.progress.review, "first/hill");
	assert_int_equal(item->due, TODAY + 1);
	s->app.model.day_of = tomorrow;
	s->app.model.today.year = 0; /* to be found anew */
	s->setup.now += 60;
	press(s, K_ESC);
	press(s, K_ESC);
	assert_string_equal(app_screen(&s->app), "home");
	assert_int_equal(s->app.model.day, TODAY + 1);
	assert_int_equal(model_due(&s->app.model), 0);
	press(s, 'r');
	assert_string_equal(app_screen(&s->app), "home");
	/* after a restart as well */
	session_close(s);
	session_open(s);
	s->app.model.day_of = tomorrow;
	s->app.model.today.year = 0; /* to be found anew */
	press(s, K_DOWN);
	assert_int_equal(model_due(&s->app.model), 0);
	s->setup.now += REVIEW_APART - 60;
	press(s, K_DOWN);
	assert_int_equal(model_due(&s->app.model), 1);
	press(s, 'r');
	assert_string_equal(app_screen(&s->app), "quiz");
}

/* Returns the digit in front of an option. */
static uint32_t digit_of(struct session *s, const char *option)
{
	struct strbuf shown = STRBUF_INIT;
	const char *at;
	uint32_t digit;

	canvas_text(&s->canvas, &shown);
	at = strstr(shown.buf, option);
	assert_non_null(at);
	while (*at < '1' || *at > '9')
		at--;
	digit = (uint32_t)*at;
	strbuf_release(&shown);
	return digit;
}

/* In a lesson's own questions, which ask what is not due as well. */
static void right_a_moment_later_moves_nothing_on(void **state)
{
	static const int64_t before[] = { REVIEW_APART - 1, REVIEW_APART };

	for (int i = 0; i < 2; i++) {
		struct session *s;
		void *other = NULL;

		setup(&other);
		s = other;
		keep_item(s, "first/hill", 0, TODAY);
		progress_outcome(&s->kept.progress, "first/hill", false, s->setup.now - before[i]);
		session_open(s);
		press(s, '1');
		press(s, K_ENTER);
		press(s, '2');
		press(s, K_ENTER);
		press(s, digit_of(s, "A hill"));
		press(s, K_ENTER);
		assert_int_equal(
			review_find(&s->app.model.progress.review, "first/hill")->stage, i);
		teardown(&other);
	}
	(void)state;
}

static void what_a_wrong_clock_put_off_is_brought_back_at_the_start(void **state)
{
	struct session *s = *state;

	keep_item(s, "first/hill", 1, 47300);
	keep_item(s, "first/wet", 2, TODAY + 7);
	session_open(s);
	assert_int_equal(s->app.model.progress.review.items[0].due, TODAY + 3);
	assert_int_equal(s->app.model.progress.review.items[1].due, TODAY + 7);
	assert_int_equal(s->app.outbox.n, 1);
	assert_int_equal(s->app.outbox.v[0].kind, EFFECT_BROUGHT_BACK);
	assert_true(s->app.model.progress.review.items[0].moved);
	assert_false(s->app.model.progress.review.items[1].moved);
}

static void a_clock_put_right_while_the_course_is_open_brings_them_back_too(void **state)
{
	struct session *s = *state;
	const struct review_item *item;

	s->setup.now = (int64_t)47300 * 24 * HOUR;
	session_open(s);
	review_record(&s->app.model.progress.review, "first/hill", false, CONFIDENCE_NONE, 47300);
	item = review_find(&s->app.model.progress.review, "first/hill");
	press(s, K_DOWN);
	assert_int_equal(item->due, 47301);
	strbuf_clear(&s->effects);
	s->setup.now = VISIT_NOW;
	press(s, K_DOWN);
	assert_int_equal(item->due, TODAY + 1);
	assert_string_equal(s->effects.buf, "BROUGHT_BACK\n");
	assert_int_equal(s->kept.progress.review.items[0].due, TODAY + 1);
}

static void questions_that_are_gone_are_neither_due_nor_at_rest(void **state)
{
	struct session *s = *state;

	keep_item(s, "first/gone", 0, TODAY);
	keep_item(s, "gone/hill", 0, TODAY);
	keep_item(s, "first/gone-as-well", REVIEW_BOOSTER, TODAY + 100);
	session_open(s);
	assert_int_equal(model_due(&s->app.model), 0);
	assert_int_equal(model_resting(&s->app.model), 0);
	press(s, 'r');
	assert_string_equal(app_screen(&s->app), "home");
	/* a lesson may come back, and its questions with it */
	assert_int_equal(s->app.model.progress.review.n, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(due_is_what_is_due_on_the_persons_day),
		TEST(a_day_that_begins_in_a_moment_makes_no_spaced_answer),
		TEST(right_a_moment_later_moves_nothing_on),
		TEST(what_a_wrong_clock_put_off_is_brought_back_at_the_start),
		TEST(a_clock_put_right_while_the_course_is_open_brings_them_back_too),
		TEST(questions_that_are_gone_are_neither_due_nor_at_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
