/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of lesson files in the store: it comes back as it was, and whatever is wrong with it is no error. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <time.h>

#include "course/index.h"
#include "store/scratch.h"

static const struct lesson_head lesson = {
	.id = "hills", .language = "en", .title = "Hills “and” more", .summary = "Été", .order = 10, .minutes = 5,
	.pass = 60, .pages = 3, .questions = 4, .exam = true,
};
static const struct lesson_head overlay = { .title = "Collines", .scenario = true };

/* Two entries: a file that is there (the store itself) and one that is not. */
static void fill(struct scratch *s, struct lesson_index *index, struct file_stamp *stamp)
{
	*index = (struct lesson_index){ 0 };
	assert_true(index_stamp(s->path, stamp));
	index_put(index, s->path, stamp, &lesson, INT32_MAX);
	index_put(index, "/nowhere/fr.ini", stamp, &overlay, INT32_MAX);
	index_settle(index);
	assert_int_equal(index->n, 2);
}

static size_t count_loaded(struct scratch *s)
{
	struct lesson_index index = { .n = 0 };
	struct store *store = scratch_open_well(s, "somebody else");
	size_t n;

	store_load_index(store, &index);
	n = index.n;
	store_close(store);
	index_release(&index);
	return n;
}

/* A store that holds the two. */
static void save_two(struct scratch *s)
{
	struct store *store = scratch_open_well(s, "");
	struct lesson_index index;
	struct file_stamp stamp;

	fill(s, &index, &stamp);
	store_save_index(store, &index);
	assert_int_equal(index.n_fresh, 0);
	store_close(store);
	index_release(&index);
}

static void it_comes_back_as_it_was_for_everybody(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct lesson_index index, again = { .n = 0 };
	struct file_stamp stamp;

	fill(s, &index, &stamp);
	store_save_index(store, &index);
	store_close(store);
	store = scratch_open_well(s, "Ana");
	store_load_index(store, &again);
	assert_int_equal(again.n, 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(index_sum(&again.v[i]), index_sum(&index.v[i]));
	assert_string_equal(index_find(&again, s->path, &stamp)->title, "Hills “and” more");
	assert_null(index_find(&again, "/nowhere/fr.ini", &stamp)->id);
	assert_int_equal(again.n_fresh, 0);
	store_close(store);
	index_release(&index);
	index_release(&again);
}

static void what_was_damaged_is_left_out_and_made_anew(void **state)
{
	struct scratch *s = *state;
	struct lesson_index index = { .n = 0 };
	struct file_stamp stamp;
	struct store *store;

	save_two(s);
	(void)scratch_sql(s, "UPDATE lesson_file SET title = 'Another' WHERE id = 'hills'");
	assert_int_equal(count_loaded(s), 1);
	store = scratch_open_well(s, "");
	store_load_index(store, &index);
	assert_true(index_stamp(s->path, &stamp));
	assert_null(index_find(&index, s->path, &stamp));
	index_put(&index, s->path, &stamp, &lesson, INT32_MAX);
	store_save_index(store, &index);
	store_close(store);
	index_release(&index);
	assert_int_equal(count_loaded(s), 1);
}

static void senseless_values_are_left_out(void **state)
{
	struct scratch *s = *state;

	save_two(s);
	(void)scratch_sql(s, "UPDATE lesson_file SET place = -1, minutes = 9223372036854775807");
	assert_int_equal(count_loaded(s), 0);
	(void)scratch_sql(s, "DELETE FROM lesson_file");
	assert_int_equal(count_loaded(s), 0);
}

static void a_store_whose_index_is_missing_works(void **state)
{
	struct scratch *s = *state;
	struct lesson_index index;
	struct file_stamp stamp;
	struct store *store;

	store_close(scratch_open_well(s, ""));
	(void)scratch_sql(s, "DROP TABLE lesson_file");
	assert_int_equal(count_loaded(s), 0);
	store = scratch_open_well(s, "");
	fill(s, &index, &stamp);
	store_save_index(store, &index);
	assert_true(scratch_begin(s, store, "00000000000000000000000000000001", "act", RUN_QUIZ));
	store_close(store);
	index_release(&index);
}

static void a_file_that_is_gone_is_forgotten_when_something_is_saved(void **state)
{
	struct scratch *s = *state;
	struct lesson_index index = { .n = 0 };
	struct file_stamp stamp;
	struct store *store;

	save_two(s);
	store = scratch_open_well(s, "");
	store_load_index(store, &index);
	assert_int_equal(index.n, 2);
	store_save_index(store, &index);
	assert_int_equal(count_loaded(s), 2);
	assert_true(index_stamp(s->path, &stamp));
	index_put(&index, s->path, &stamp, &lesson, INT32_MAX);
	store_save_index(store, &index);
	store_close(store);
	index_release(&index);
	assert_int_equal(count_loaded(s), 1);
}

static void nobody_waits_for_it(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct lesson_index index;
	struct file_stamp stamp;
	sqlite3 *other = NULL;
	time_t before = time(NULL);

	fill(s, &index, &stamp);
	assert_int_equal(sqlite3_open(s->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	store_save_index(store, &index);
	assert_int_equal(index.n_fresh, 2);
	assert_true(time(NULL) - before < 4); /* others are waited for more than five seconds */
	assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
	store_save_index(store, &index);
	assert_int_equal(index.n_fresh, 0);
	store_close(store);
	index_release(&index);
	assert_int_equal(count_loaded(s), 2);
}

#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(it_comes_back_as_it_was_for_everybody),
		T(what_was_damaged_is_left_out_and_made_anew),
		T(senseless_values_are_left_out),
		T(a_store_whose_index_is_missing_works),
		T(a_file_that_is_gone_is_forgotten_when_something_is_saved),
		T(nobody_waits_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
