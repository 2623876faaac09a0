/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store keeps of the statements that were exported. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/people.h"
#include "store/scratch.h"
#include "store/statements.h"

/* Saves a run of the learner with one answer. */
static void fill(struct scratch *s)
{
	struct store *store = scratch_open_well(s, "Ana");

	assert_true(scratch_begin(s, store, "run", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "run", "q1", "a", 1000));
	store_close(store);
}

static struct store *open_as_is(struct scratch *s)
{
	strbuf_clear(&s->err);
	return store_open_as_is(s->path, &s->err);
}

static void a_statement_is_kept_as_it_was_first(void **state)
{
	struct scratch *s = *state;
	struct store_statement all[] = {
		{ .run = 1, .number = 0, .try = 1, .verb = "answered", .id = "one", .sum = { 2 } },
		{ .run = 1,
			.number = STORE_WHOLE_RUN,
			.verb = "completed",
			.id = "two",
			.sum = { 3 } },
		{ .run = 99, .number = 0, .try = 1, .verb = "answered", .sum = { 4 } },
	};
	uint8_t sum[SHA256_BYTES];
	struct store *store;

	fill(s);
	store = open_as_is(s);
	assert_non_null(store);
	assert_false(store_read_sum(store, &all[0], sum));
	assert_true(store_keep_statements(store, all, 3, &s->err));
	all[0].sum[0] = 7;
	assert_true(store_keep_statements(store, all, 1, &s->err));
	assert_true(store_read_sum(store, &all[0], sum));
	assert_int_equal(sum[0], 2);
	assert_true(store_read_sum(store, &all[1], sum));
	assert_int_equal(sum[0], 3);
	all[0].try = 2;
	assert_false(store_read_sum(store, &all[0], sum));
	/* the run is gone */
	assert_false(store_read_sum(store, &all[2], sum));
	store_close(store);
	assert_string_equal(
		scratch_sql(s, "SELECT id FROM statement ORDER BY number"), "two\none\n");
}

static void many_are_kept_in_pieces(void **state)
{
	enum { MANY = 12001 };
	struct scratch *s = *state;
	struct store_statement *all = xcalloc(MANY, sizeof(*all));
	struct store *store;

	fill(s);
	for (int i = 0; i < MANY; i++)
		all[i] = (struct store_statement){
			.run = 1, .number = i, .try = 1, .verb = "answered"
		};
	store = open_as_is(s);
	assert_true(store_keep_statements(store, all, MANY, &s->err));
	store_close(store);
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM statement"), "12001\n");
	free(all);
}

static void the_base_is_kept_and_only_changed_on_purpose(void **state)
{
	struct scratch *s = *state;
	const struct store_statement one = { .run = 1, .number = 0, .try = 1, .verb = "answered" };
	struct store *store;
	struct strbuf base = STRBUF_INIT;

	fill(s);
	store = open_as_is(s);
	assert_false(store_read_about(store, "base", &base));
	assert_true(store_keep_base(store, "https://a.example", false, &s->err));
	assert_true(store_keep_base(store, "https://a.example", false, &s->err));
	assert_true(store_keep_statements(store, &one, 1, &s->err));
	assert_false(store_keep_base(store, "https://b.example", false, &s->err));
	assert_non_null(strstr(s->err.buf, "https://a.example"));
	assert_true(store_read_about(store, "base", &base));
	assert_string_equal(base.buf, "https://a.example");
	assert_true(store_keep_base(store, "https://b.example", true, &s->err));
	store_close(store);
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM statement"), "0\n");
	assert_string_equal(scratch_sql(s, "SELECT value FROM about WHERE key = 'base'"),
		"https://b.example\n");
	strbuf_release(&base);
}

/* Read only, or what would have to be changed first. */
static void what_is_not_as_it_should_be_is_left_alone(void **state)
{
	struct scratch *s = *state;

	assert_null(open_as_is(s));
	assert_int_equal(access(s->path, F_OK), -1);
	fill(s);
	scratch_sql(s, "PRAGMA user_version = 5");
	assert_null(open_as_is(s));
	assert_non_null(strstr(s->err.buf, "older version"));
	assert_string_equal(scratch_sql(s, "PRAGMA user_version"), "5\n");
	scratch_sql(s, "PRAGMA user_version = 999");
	assert_null(open_as_is(s));
	assert_non_null(strstr(s->err.buf, "newer version"));
	assert_int_equal(truncate(s->path, 5000), 0);
	assert_null(open_as_is(s));
	assert_true(s->err.len > 0);
}

/* An item is asked again: what is taken for the new response leaves the old one as it is. */
static void hints_for_another_response_leave_the_first_one_alone(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "Ana");
	const struct answer first = { .question = "q1",
		.response = "a",
		.max = 1000,
		.confidence = CONFIDENCE_SURE,
		.tries = 1,
		.at = 1001,
		.spent = 7,
		.version = { .id = "v1", .kind = "choice", .max = 1000 } };
	const struct answer hinted = { .question = "q1",
		.hints = 2,
		.confidence = CONFIDENCE_GUESS,
		.at = 2002,
		.spent = 9,
		.version = { .id = "v2", .kind = "choice", .max = 1000 } };

	assert_true(scratch_begin(s, store, "run", "online", RUN_QUIZ));
	assert_true(store_save_answer(store, "run", &first, NULL, &s->err));
	assert_true(store_save_answer(store, "run", &hinted, NULL, &s->err));
	store_close(store);
	assert_string_equal(
		scratch_sql(s,
			"SELECT response || hints || confidence || spent || at || version"
			" FROM answer WHERE question = 'q1'"),
		"a0371001v1\n");
}

/* It was regraded while the sitting is open; then the item is asked again. */
static void another_response_takes_the_result_before_a_regrade_with_it(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "Ana");
	const struct answer again = {
		.question = "q1", .response = "b", .max = 1000, .tries = 2, .at = 2002
	};

	assert_true(scratch_begin(s, store, "run", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "run", "q1", "a", 1000));
	scratch_sql(s,
		"UPDATE answer SET was_score = score, was_max = max, regraded = 1500,"
		" score = 0 WHERE question = 'q1'");
	assert_true(store_save_answer(store, "run", &again, NULL, &s->err));
	store_close(store);
	assert_string_equal(
		scratch_sql(s, "SELECT response || score || max FROM attempt"), "a10001000\n");
	assert_string_equal(scratch_sql(s,
				    "SELECT response || count(was_score) || count(was_max) ||"
				    " count(regraded) FROM answer WHERE question = 'q1'"),
		"b000\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_statement_is_kept_as_it_was_first),
		TEST(many_are_kept_in_pieces),
		TEST(the_base_is_kept_and_only_changed_on_purpose),
		TEST(what_is_not_as_it_should_be_is_left_alone),
		TEST(another_response_takes_the_result_before_a_regrade_with_it),
		TEST(hints_for_another_response_leave_the_first_one_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
