/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Due days that were brought back, and the time spent: how they are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learner.h"
#include "store/job.h"
#include "store/scratch.h"

/* Does the job, as the writer would. */
static bool do_job(struct scratch *s, struct store *store, struct strbuf *job)
{
	struct job_target target = { .store = store };
	int64_t value;
	bool done = job_do(&target, job->buf, job->len, &value, &s->err) == JOB_DONE;

	strbuf_release(job);
	return done;
}

static bool save_spent(struct scratch *s, struct store *store, const char *page, int seconds)
{
	struct lesson_progress place = { .lesson = "exam", .page = page, .spent = seconds };
	struct strbuf job = STRBUF_INIT;

	job_place(&job, &place);
	return do_job(s, store, &job);
}

static const struct lesson_progress *loaded(struct scratch *s, struct store *store)
{
	progress_release(&s->progress);
	assert_true(store_load(store, &s->progress, &s->err));
	return progress_find(&s->progress, "exam");
}

static void due_days_that_have_moved_are_saved(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct review review = { .n = 0 };
	struct strbuf job = STRBUF_INIT;

	review_put(&review, &(struct review_item){ .ref = "a/far", .stage = 2, .due = 47300 });
	review_put(&review, &(struct review_item){ .ref = "a/near", .due = 21001 });
	assert_true(review_bring_back(&review, 21000));
	job_review(&job, &review);
	assert_true(do_job(s, store, &job));
	loaded(s, store);
	assert_int_equal(s->progress.review.n, 1);
	assert_int_equal(review_find(&s->progress.review, "a/far")->due, 21007);
	assert_int_equal(review_find(&s->progress.review, "a/far")->stage, 2);
	review_release(&review);
	store_close(store);
}

/* An exam has no pages. */
static void time_is_saved_without_a_page(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(save_spent(s, store, NULL, 0));
	assert_null(loaded(s, store));
	assert_true(save_spent(s, store, NULL, 90));
	assert_int_equal(loaded(s, store)->spent, 90);
	assert_null(loaded(s, store)->page);
	store_close(store);
}

/* Two programs that began with the same time: what the one adds is not added to that of the other,
 * and the page that one has opened stays. */
static void two_programs_at_once_neither_lose_nor_double_much(void **state)
{
	struct scratch *s = *state;
	struct store *one = scratch_open_well(s, ""), *other = scratch_open_well(s, "");

	assert_true(save_spent(s, one, "signs", 100 + 60));
	assert_true(save_spent(s, other, NULL, 100 + 30));
	assert_int_equal(loaded(s, one)->spent, 160);
	assert_string_equal(loaded(s, one)->page, "signs");
	/* doing it twice, as after a failure, changes nothing */
	assert_true(save_spent(s, one, "signs", 100 + 60));
	assert_int_equal(loaded(s, other)->spent, 160);
	store_close(one);
	store_close(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
		TEST(due_days_that_have_moved_are_saved),
		TEST(time_is_saved_without_a_page),
		TEST(two_programs_at_once_neither_lose_nor_double_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
