/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged files: a file is quarantined, never deleted, and a new one started. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scratch.h"
#include "skip.h"

static void an_empty_file_is_a_new_store(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	assert_int_equal(mkdir(s->data, 0700), 0);
	scratch_write(s->path, "", 0);
	store = scratch_open_well(s, "");
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
	assert_int_equal(scratch_aside(s, false), 0);
}

/* Opens the damaged file and asserts that it is quarantined unchanged, that the message names it,
 * and that the new store works and holds as many lessons as given. */
static void assert_set_aside(struct scratch *s, size_t lessons)
{
	struct strbuf before = STRBUF_INIT;
	struct store *store;

	scratch_read(s->path, &before);
	store = scratch_open(s, "");
	if (s->state != STORE_DAMAGED || !store)
		fail_msg("state %d: %s", s->state, s->err.buf);
	assert_true(scratch_load(s, store));
	assert_int_equal(s->progress.n, lessons);
	assert_non_null(strstr(
		s->err.buf, lessons ? "with what could still be read" : "could not be read"));
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
	assert_int_equal(scratch_mode(s->path), 0600);
	assert_int_equal(scratch_aside(s, false), 1);
	assert_non_null(strstr(s->err.buf, strrchr(s->name, '/') + 1));
	scratch_read(s->name, &s->text);
	assert_int_equal(s->text.len, before.len);
	assert_memory_equal(s->text.buf, before.buf, before.len);
	strbuf_release(&before);
	store_close(scratch_open_well(s, ""));
}

static void a_text_file_is_set_aside(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0700), 0);
	scratch_write(s->path, "Dear diary,\n", 12);
	assert_set_aside(s, 0);
}

static void garbage_is_set_aside(void **state)
{
	struct scratch *s = *state;
	char garbage[10000];

	for (size_t i = 0; i < sizeof(garbage); i++)
		garbage[i] = (char)(i * i * 31 + i);
	assert_int_equal(mkdir(s->data, 0700), 0);
	scratch_write(s->path, garbage, sizeof(garbage));
	assert_set_aside(s, 0);
}

static void a_truncated_file_is_set_aside(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	scratch_read(s->path, &s->text);
	assert_int_equal(truncate(s->path, (off_t)s->text.len / 2), 0);
	assert_set_aside(s, 0);
}

static void a_header_alone_is_set_aside(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	assert_int_equal(truncate(s->path, 100), 0);
	assert_set_aside(s, 0);
}

static void damage_in_the_middle_is_found(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	scratch_read(s->path, &s->text);
	memset(s->text.buf + s->text.len / 2, 'x', 3000);
	scratch_write(s->path, s->text.buf, s->text.len);
	assert_set_aside(s, 1);
}

static void a_schema_that_is_not_ours_any_more_is_damage(void **state)
{
	struct scratch *s = *state;
	char *at;

	scratch_fill(s);
	scratch_read(s->path, &s->text);
	at = memmem(s->text.buf, s->text.len, "hints INTEGER", 13);
	assert_non_null(at);
	at[0] = 'l';
	scratch_write(s->path, s->text.buf, s->text.len);
	assert_set_aside(s, 1);
}

/* SQLite ignores a journal that begins with a zero byte, so it is still there to be quarantined. */
static void what_is_left_of_the_journal_goes_with_the_file(void **state)
{
	struct scratch *s = *state;
	char journal[160];

	scratch_fill(s);
	snprintf(journal, sizeof(journal), "%s-journal", s->path);
	scratch_write(s->path, "Dear diary,\n", 12);
	scratch_write(journal, "\0old pages", 10);
	store_close(scratch_open(s, ""));
	assert_int_equal(s->state, STORE_DAMAGED);
	assert_int_equal(scratch_aside(s, false), 1);
	assert_int_equal(scratch_aside(s, true), 1);
	scratch_read(s->name, &s->text);
	assert_int_equal(s->text.len, 10);
	assert_string_equal(s->text.buf + 1, "old pages");
}

/* Both files have had two changes each, and still their change counters must differ. */
static void a_program_that_has_the_damaged_file_open_goes_on_with_the_fresh_one(void **state)
{
	struct scratch *s = *state;
	struct store *early, *late;
	static const char *const questions[] = { "q1" };
	struct run *run =
		progress_begin(&s->progress, "r", "online", RUN_QUIZ, 1, 1000, questions, 1);

	early = scratch_open_well(s, "");
	assert_true(store_save_run(early, run, &s->err));
	scratch_read(s->path, &s->text);
	memset(s->text.buf + 100, 'x', s->text.len - 100);
	scratch_write(s->path, s->text.buf, s->text.len);
	late = scratch_open(s, "");
	assert_int_equal(s->state, STORE_DAMAGED);
	assert_true(store_save_setting(late, "language", "fr", &s->err));
	strbuf_clear(&s->err);
	assert_false(scratch_answer(s, early, "r", "q1", "a", 1000));
	assert_true(s->err.len > 0);
	strbuf_clear(&s->err);
	if (!scratch_finish(s, early, run))
		fail_msg("%s", s->err.buf);
	store_close(early);
	assert_true(scratch_load(s, late));
	assert_int_equal(learner_best(progress_find(&s->progress, "online")), 100);
	store_close(late);
	assert_string_equal(scratch_sql(s, "PRAGMA integrity_check"), "ok\n");
}

static void a_disk_too_full_for_a_copy_keeps_the_damaged_file(void **state)
{
	struct scratch *s = *state;

	if (!scratch_mount(s, 64))
		skip_because("cannot mount a small disk here");
	scratch_write(s->path, "Dear diary,\n", 12);
	scratch_fill_disk(s, 0);
	assert_null(scratch_open(s, ""));
	assert_int_equal(s->state, STORE_UNUSABLE);
	assert_non_null(strstr(s->err.buf, "damaged"));
	scratch_read(s->path, &s->text);
	assert_string_equal(s->text.buf, "Dear diary,\n");
	assert_int_equal(scratch_aside(s, false), 0);
	scratch_free_disk(s);
	store_close(scratch_open(s, ""));
	assert_int_equal(s->state, STORE_DAMAGED);
	assert_int_equal(scratch_aside(s, false), 1);
}

static void damage_after_damage_overwrites_nothing(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0700), 0);
	for (int i = 1; i <= 5; i++) {
		scratch_write(s->path, "Dear diary,\n", 12);
		store_close(scratch_open(s, ""));
		assert_int_equal(s->state, STORE_DAMAGED);
		assert_int_equal(scratch_aside(s, false), i);
	}
}

/* Changes single bytes at a sample of positions: the file opens, or the reason is reported. */
static void any_changed_byte_is_survived(void **state)
{
	struct scratch *s = *state;
	struct strbuf image = STRBUF_INIT;
	int opened = 0, set_aside = 0;

	scratch_fill(s);
	scratch_read(s->path, &image);
	for (size_t i = 0; i < image.len; i += i < 128 ? 1 : 211) {
		struct store *store;

		image.buf[i] ^= 0x55;
		scratch_write(s->path, image.buf, image.len);
		image.buf[i] ^= 0x55;
		store = scratch_open(s, "");
		assert_true(store || s->err.len);
		assert_true(s->state == STORE_OK || s->err.len);
		opened += s->state == STORE_OK;
		set_aside += s->state == STORE_DAMAGED;
		if (store && !scratch_load(s, store))
			assert_true(s->err.len > 0);
		store_close(store);
		while (scratch_aside(s, true) || scratch_aside(s, false))
			assert_int_equal(unlink(s->name), 0);
	}
	assert_true(opened > 0);
	assert_true(set_aside > 0);
	strbuf_release(&image);
}

static void a_view_in_place_of_a_table_is_not_run(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	scratch_fill(s);
	scratch_sql(s,
		"DROP TABLE place; CREATE VIEW place AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		" SELECT i FROM n) SELECT '' AS learner, 'x' AS lesson, 'x' AS page, i AS seen, i "
		"AS read FROM n");
	store = scratch_open(s, "");
	assert_int_equal(s->state, STORE_DAMAGED);
	store_close(store);
}

static void a_file_deleted_meanwhile_is_noticed(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_int_equal(unlink(s->path), 0);
	assert_false(store_save_setting(store, "language", "fr", &s->err));
	assert_non_null(strstr(s->err.buf, "moved or deleted"));
	store_close(store);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		T(an_empty_file_is_a_new_store),
		T(a_text_file_is_set_aside),
		T(garbage_is_set_aside),
		T(a_truncated_file_is_set_aside),
		T(a_header_alone_is_set_aside),
		T(damage_in_the_middle_is_found),
		T(a_schema_that_is_not_ours_any_more_is_damage),
		T(what_is_left_of_the_journal_goes_with_the_file),
		T(a_program_that_has_the_damaged_file_open_goes_on_with_the_fresh_one),
		cmocka_unit_test_setup_teardown(a_disk_too_full_for_a_copy_keeps_the_damaged_file,
			scratch_setup, scratch_unmount),
		T(damage_after_damage_overwrites_nothing),
		T(any_changed_byte_is_survived),
		T(a_view_in_place_of_a_table_is_not_run),
		T(a_file_deleted_meanwhile_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
