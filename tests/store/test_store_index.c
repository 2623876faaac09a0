/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of lesson files next to the store: it loads unchanged, and its faults are no errors. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/file.h>

#include "course/index.h"
#include "store/scratch.h"

static const struct lesson_head lesson = {
	.id = "hills",
	.language = "en",
	.title = "Hills “and” more",
	.summary = "Été",
	.order = 10,
	.minutes = 5,
	.pass = 60,
	.pages = 3,
	.questions = 4,
	.exam = true,
};
static const struct lesson_head overlay = { .title = "Collines", .scenario = true };

/* Fills the index with two entries: a file that exists (the store itself) and one that does not. */
static void fill(struct scratch *s, struct lesson_index *index, struct file_stamp *stamp)
{
	*index = (struct lesson_index){ 0 };
	assert_true(index_stamp(s->path, stamp));
	index_put(index, s->path, stamp, &lesson, INT32_MAX);
	index_put(index, "/nowhere/fr.ini", stamp, &overlay, INT32_MAX);
	index_sort(index);
	assert_int_equal(index->n, 2);
}

static const char *index_path(struct scratch *s)
{
	static char path[160];

	snprintf(path, sizeof(path), "%s.index", s->path);
	return path;
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

/* Makes a store whose index holds both entries. */
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
	scratch_read(index_path(s), &s->text);
	*(char *)memmem(s->text.buf, s->text.len, "Hills", 5) = 'B';
	scratch_write(index_path(s), s->text.buf, s->text.len);
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

/* Changes each byte, and cuts the file at each: no entry may load that was not written. */
static void no_byte_of_it_can_be_changed_unseen(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	struct strbuf whole = STRBUF_INIT;

	save_two(s);
	scratch_read(index_path(s), &whole);
	store = scratch_open_well(s, "");
	for (size_t i = 0; i < 2 * whole.len; i++) {
		struct lesson_index index = { .n = 0 };
		size_t at = i / 2;

		whole.buf[at] ^= 1;
		scratch_write(index_path(s), whole.buf, i % 2 ? at : whole.len);
		whole.buf[at] ^= 1;
		store_load_index(store, &index);
		assert_true(index.n < 2);
		index_release(&index);
	}
	store_close(store);
	strbuf_release(&whole);
}

/* With valid checksums, as an attacker would write them. */
static void senseless_values_are_left_out(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct lesson_index index;
	struct file_stamp stamp;

	fill(s, &index, &stamp);
	index.v[0].head.minutes = -1;
	index.v[1].head.questions = INT32_MIN;
	store_save_index(store, &index);
	store_close(store);
	index_release(&index);
	assert_true(scratch_there(index_path(s)));
	assert_int_equal(count_loaded(s), 0);
}

static void what_stands_in_its_place_is_left_alone(void **state)
{
	struct scratch *s = *state;
	char *target = xstrdup(scratch_name(s, "letter"));

	store_close(scratch_open_well(s, ""));
	scratch_write(target, "Dear diary,\n", 12);
	for (int i = 0; i < 3; i++) {
		struct store *store = scratch_open_well(s, "");
		struct lesson_index index;
		struct file_stamp stamp;

		assert_int_equal(i == 0  ? symlink(target, index_path(s))
				: i == 1 ? mkdir(index_path(s), 0700)
					 : mkfifo(index_path(s), 0600),
			0);
		fill(s, &index, &stamp);
		store_save_index(store, &index);
		assert_int_equal(index.n_fresh, 2);
		store_close(store);
		index_release(&index);
		assert_int_equal(count_loaded(s), 0);
		assert_int_equal(remove(index_path(s)), 0);
	}
	scratch_read(target, &s->text);
	assert_string_equal(s->text.buf, "Dear diary,\n");
	free(target);
}

static void it_is_for_its_owner_alone_whatever_it_was(void **state)
{
	struct scratch *s = *state;

	store_close(scratch_open_well(s, ""));
	scratch_write(index_path(s), "Dear diary,\n", 12);
	assert_int_equal(chmod(index_path(s), 0666), 0);
	assert_int_equal(count_loaded(s), 0);
	save_two(s);
	assert_int_equal(scratch_mode(index_path(s)), 0600);
	assert_int_equal(count_loaded(s), 2);
}

static void a_store_whose_index_is_missing_works(void **state)
{
	struct scratch *s = *state;

	save_two(s);
	assert_int_equal(unlink(index_path(s)), 0);
	assert_int_equal(count_loaded(s), 0);
	save_two(s);
	assert_int_equal(count_loaded(s), 2);
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

/* Overwrites each page that holds part of the index, in any file. Returns the number of pages. */
static int spoil_index(struct scratch *s)
{
	DIR *dir = opendir(s->data);
	struct dirent *entry;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		struct strbuf path = STRBUF_INIT;
		const char *at;

		strbuf_addf(&path, "%s/%s", s->data, entry->d_name);
		strbuf_clear(&s->text);
		if (*entry->d_name != '.')
			scratch_read(path.buf, &s->text);
		while ((at = memmem(s->text.buf, s->text.len, "Hills", 5))) {
			size_t page = (size_t)(at - s->text.buf) / 4096 * 4096;

			memset(s->text.buf + page, 'x',
				s->text.len - page < 4096 ? s->text.len - page : 4096);
			scratch_write(path.buf, s->text.buf, s->text.len);
			n++;
		}
		strbuf_release(&path);
	}
	closedir(dir);
	return n;
}

static void a_damaged_index_is_no_damage_of_the_answers(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	scratch_fill(s);
	save_two(s);
	assert_true(spoil_index(s) > 0);
	assert_int_equal(count_loaded(s), 0);
	store = scratch_open_well(s, "");
	assert_true(scratch_holds(s, store));
	store_close(store);
	assert_int_equal(scratch_aside(s, false), 0);
	/* rebuilt as if there had been no index */
	save_two(s);
	assert_int_equal(count_loaded(s), 2);
}

static void nobody_waits_for_it(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct lesson_index index;
	struct file_stamp stamp;
	int other;

	fill(s, &index, &stamp);
	other = open(index_path(s), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_int_equal(flock(other, LOCK_EX), 0);
	store_save_index(store, &index);
	assert_int_equal(index.n_fresh, 2);
	assert_int_equal(count_loaded(s), 0);
	close(other);
	store_save_index(store, &index);
	assert_int_equal(index.n_fresh, 0);
	store_close(store);
	index_release(&index);
	assert_int_equal(count_loaded(s), 2);
}

/* Several processes load and save the index in turn; each sees a complete index or none. */
static bool come_and_go(struct scratch *s, int i)
{
	(void)i;
	for (int round = 0; round < 50; round++) {
		struct lesson_index index = { .n = 0 };
		struct store *store = scratch_open(s, "");
		struct file_stamp stamp = { .inode = round };

		if (!store)
			return false;
		store_load_index(store, &index);
		if (index.n > 2)
			return false;
		index_put(&index, s->path, &stamp, &lesson, INT32_MAX);
		index_put(&index, s->data, &stamp, &overlay, INT32_MAX);
		index_sort(&index);
		store_save_index(store, &index);
		store_close(store);
		index_release(&index);
	}
	return true;
}

static void many_programs_share_it(void **state)
{
	struct scratch *s = *state;

	store_close(scratch_open_well(s, ""));
	assert_int_equal(scratch_together(8, come_and_go, s), 8);
	assert_int_equal(count_loaded(s), 2);
}

#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(it_comes_back_as_it_was_for_everybody),
		T(what_was_damaged_is_left_out_and_made_anew),
		T(no_byte_of_it_can_be_changed_unseen),
		T(senseless_values_are_left_out),
		T(what_stands_in_its_place_is_left_alone),
		T(it_is_for_its_owner_alone_whatever_it_was),
		T(a_store_whose_index_is_missing_works),
		T(a_file_that_is_gone_is_forgotten_when_something_is_saved),
		T(a_damaged_index_is_no_damage_of_the_answers),
		T(nobody_waits_for_it),
		T(many_programs_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
