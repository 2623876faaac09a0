/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store put together from rows: in any order, more than once, and at different times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/scratch.h"

#include "store/collect.h"

#define STORE "0123456789abcdef0123456789abcdef"

static const struct store_run_row begun = { .learner = "ann",
	.id = "run",
	.person = "p1",
	.lesson = "online",
	.kind = RUN_QUIZ,
	.started = 100 };

/* As exported after the first try, and after the second. */
static const struct store_answer_row first_as_last = { .question = "q1",
	.response = "a",
	.try = 1,
	.tries = 1,
	.is_last = true,
	.score = 250,
	.max = 1000,
	.at = 110,
	.spent = 4 };
static const struct store_answer_row first = { .question = "q1",
	.response = "a",
	.try = 1,
	.tries = 2,
	.score = 500,
	.max = 1000,
	.at = 110,
	.spent = 4 };
static const struct store_answer_row second = { .question = "q1",
	.response = "b",
	.try = 2,
	.tries = 2,
	.is_last = true,
	.score = 1000,
	.max = 1000,
	.at = 120,
	.spent = -1 };

static struct store *collect(struct scratch *s)
{
	struct store *store = store_collect_new(STORE, &s->err);

	assert_non_null(store);
	assert_int_equal(store_collect_run(store, &begun, &s->err), STORE_COLLECTED);
	return store;
}

static bool note_run(void *ctx, const struct store_run_row *r)
{
	strbuf_addf(ctx, "%s %s %lld %d/%d %d\n", r->learner, r->id, (long long)r->finished,
		r->result.score, r->result.max, r->result.earlier);
	return true;
}

static void note_answer(void *ctx, const struct store_answer_row *a)
{
	strbuf_addf(ctx, "  %s=%s %d/%d %d/%d %d\n", a->question, a->response, a->score, a->max,
		a->try, a->tries, a->spent);
}

/* Ends the collection; returns what is in it. */
static const char *settle(struct scratch *s, struct store *store)
{
	const struct store_visitor visitor = { &s->text, note_run, note_answer, NULL };
	char id[STORE_ID_SIZE];

	assert_true(store_collect_end(store, &s->err));
	strbuf_clear(&s->text);
	assert_true(store_visit_runs(store, &visitor, &s->err));
	assert_true(store_read_id(store, id, &s->err));
	assert_string_equal(id, STORE);
	assert_string_equal(s->err.buf, "");
	store_close(store);
	return s->text.buf;
}

static enum store_collected answer(
	struct scratch *s, struct store *store, const struct store_answer_row *row)
{
	return store_collect_answer(store, "run", row, &s->err);
}

static void a_later_try_counts_in_whatever_order_it_comes(void **state)
{
	static const struct store_answer_row *const orders[][4] = {
		{ &first_as_last, &first, &second },
		{ &first, &second, &first_as_last },
		{ &second, &first, &first_as_last },
		{ &first_as_last, &second, &first },
	};
	struct scratch *s = *state;

	for (size_t i = 0; i < ARRAY_SIZE(orders); i++) {
		struct store *store = collect(s);

		for (size_t k = 0; orders[i][k]; k++)
			assert_int_not_equal(answer(s, store, orders[i][k]), STORE_COLLECT_OTHER);
		/* and all of it once more */
		for (size_t k = 0; orders[i][k]; k++)
			assert_int_equal(answer(s, store, orders[i][k]), STORE_COLLECT_SAME);
		assert_string_equal(settle(s, store),
			"ann run 0 0/0 1\n  q1=a 500/1000 1/2 4\n  q1=b 1000/1000 2/2 -1\n");
	}
}

static void what_contradicts_is_told_and_the_first_stays(void **state)
{
	struct scratch *s = *state;
	struct store *store = collect(s);
	struct store_answer_row other = second;
	struct store_run_row run = begun;

	assert_int_equal(answer(s, store, &first), STORE_COLLECTED);
	assert_int_equal(answer(s, store, &second), STORE_COLLECTED);
	other.response = "c";
	assert_int_equal(answer(s, store, &other), STORE_COLLECT_OTHER);
	other = second;
	other.score = 0;
	assert_int_equal(answer(s, store, &other), STORE_COLLECT_OTHER);
	other = first_as_last;
	other.response = "c";
	assert_int_equal(answer(s, store, &other), STORE_COLLECT_OTHER);
	run.started = 101;
	assert_int_equal(store_collect_run(store, &run, &s->err), STORE_COLLECT_OTHER);
	assert_int_equal(store_collect_answer(store, "no", &first, &s->err), STORE_COLLECT_ORPHAN);
	run.id = "no";
	assert_int_equal(store_collect_finish(store, &run, 0, &s->err), STORE_COLLECT_ORPHAN);
	assert_string_equal(settle(s, store),
		"ann run 0 0/0 1\n  q1=a 500/1000 1/2 4\n  q1=b 1000/1000 2/2 -1\n");
}

static void a_later_regrade_counts(void **state)
{
	struct scratch *s = *state;
	struct store *store = collect(s);
	struct store_answer_row regraded = second;
	struct store_run_row run = begun;

	run.finished = 130;
	run.result = (struct result){
		.score = 1000, .max = 1000, .asked = 1, .answered = 1, .rule = { 70, 80 }
	};
	regraded.score = 0;
	regraded.regraded = 900;
	assert_int_equal(answer(s, store, &first), STORE_COLLECTED);
	assert_int_equal(answer(s, store, &second), STORE_COLLECTED);
	assert_int_equal(store_collect_finish(store, &run, 0, &s->err), STORE_COLLECTED);
	assert_int_equal(store_collect_finish(store, &run, 0, &s->err), STORE_COLLECT_SAME);
	assert_int_equal(answer(s, store, &regraded), STORE_COLLECTED);
	assert_int_equal(answer(s, store, &second), STORE_COLLECT_SAME);
	run.result.score = 0;
	assert_int_equal(store_collect_finish(store, &run, 0, &s->err), STORE_COLLECT_OTHER);
	assert_int_equal(store_collect_finish(store, &run, 900, &s->err), STORE_COLLECTED);
	run.result.score = 1000;
	assert_int_equal(store_collect_finish(store, &run, 0, &s->err), STORE_COLLECT_SAME);
	assert_string_equal(settle(s, store),
		"ann run 130 0/1000 0\n  q1=a 500/1000 1/2 4\n  q1=b 0/1000 2/2 -1\n");
}

/* A rename between two exports: the newer name is that of all runs. */
static void a_person_has_the_name_that_came_last(void **state)
{
	struct scratch *s = *state;
	struct store *store = collect(s);
	struct store_run_row later = begun;

	later.id = "later";
	later.learner = "anna";
	assert_int_equal(store_collect_run(store, &later, &s->err), STORE_COLLECTED);
	assert_string_equal(settle(s, store), "anna run 0 0/0 1\nanna later 0 0/0 1\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_later_try_counts_in_whatever_order_it_comes),
		TEST(what_contradicts_is_told_and_the_first_stays),
		TEST(a_later_regrade_counts),
		TEST(a_person_has_the_name_that_came_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
