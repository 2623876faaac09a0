/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Salvage: the new store holds what could still be read of the damaged one. VIGIE_FLIPS: number of
 * bits to flip, each in a fresh copy of the file (300; "all" for every bit); VIGIE_SEED: selects
 * them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rand.h"
#include "store/scratch.h"

#include "store/query.h"
#include "store/salvage.h"

enum { PAGE = 4096, RUNS = 40, PER_RUN = 20, FLIPS = 300 };

/* Saves runs quizzes of twenty answers each, alternating between two learners: forty of them fill
 * some fifteen pages. */
static void fill_well(struct scratch *s, int runs)
{
	const char *questions[PER_RUN];
	char names[PER_RUN][8], id[16], lesson[16];

	for (int i = 0; i < PER_RUN; i++) {
		snprintf(names[i], sizeof(names[i]), "q%d", i);
		questions[i] = names[i];
	}
	for (int r = 0; r < runs; r++) {
		struct store *store = scratch_open_well(s, r % 2 ? "Ana" : "");
		struct run *run;

		snprintf(id, sizeof(id), "run-%d", r);
		snprintf(lesson, sizeof(lesson), "lesson-%d", r);
		run = progress_begin(
			&s->progress, id, lesson, RUN_QUIZ, 7, 1000, questions, PER_RUN);
		for (int i = 0; i < PER_RUN; i++) {
			struct answer answer = { .question = questions[i],
				.response = "a,c",
				.score = 500,
				.max = 1000 };

			(void)progress_answer(&s->progress, id, &answer);
		}
		assert_true(store_save_run(store, run, &s->err));
		assert_true(store_save_place(store, lesson, "signs", 3, true, 60, &s->err));
		assert_true(store_save_setting(store, "language", "fr", &s->err));
		store_close(store);
	}
}

static long number_in(struct scratch *s, const char *sql)
{
	return atol(scratch_sql(s, sql));
}

static long answers_in(struct scratch *s)
{
	return number_in(s, "SELECT count(*) FROM answer WHERE response = 'a,c' AND score = 500");
}

/* Opens the damaged store and asserts that the new one is sound. Returns its number of answers. */
static long recovered(struct scratch *s)
{
	store_close(scratch_open(s, ""));
	if (s->state != STORE_DAMAGED)
		fail_msg("state %d: %s", s->state, s->err.buf);
	assert_int_equal(scratch_aside(s, false), 1);
	assert_string_equal(scratch_sql(s, "PRAGMA integrity_check"), "ok\n");
	assert_string_equal(scratch_sql(s, "PRAGMA foreign_key_check"), "");
	return answers_in(s);
}

static void forget_asides(struct scratch *s)
{
	while (scratch_aside(s, true) || scratch_aside(s, false))
		assert_int_equal(unlink(s->name), 0);
}

static void with_a_damaged_header_everything_is_recovered(void **state)
{
	struct scratch *s = *state;

	fill_well(s, RUNS);
	scratch_read(s->path, &s->text);
	memset(s->text.buf, 'x', 100);
	scratch_write(s->path, s->text.buf, s->text.len);
	assert_int_equal(recovered(s), RUNS * PER_RUN);
	assert_non_null(strstr(s->err.buf, "with what could still be read"));
	assert_int_equal(
		number_in(s, "SELECT count(*) FROM place WHERE page = 'signs' AND spent = 60"),
		RUNS);
	assert_int_equal(number_in(s, "SELECT count(*) FROM setting WHERE value = 'fr'"), 2);
	assert_int_equal(number_in(s, "SELECT count(*) FROM run WHERE seed = 7"), RUNS);
}

/* Overwrites each page in turn: answers on other pages are recovered unless a root page is hit. */
static void with_one_damaged_page_the_others_are_recovered(void **state)
{
	struct scratch *s = *state;
	struct strbuf image = STRBUF_INIT;
	long all = 0, kept = 0;
	int whole = 0;

	fill_well(s, RUNS);
	scratch_read(s->path, &image);
	for (size_t at = PAGE; at < image.len; at += PAGE) {
		struct strbuf spoilt = STRBUF_INIT;
		long n;

		strbuf_add(&spoilt, image.buf, image.len);
		memset(spoilt.buf + at, 'x', PAGE);
		scratch_write(s->path, spoilt.buf, spoilt.len);
		strbuf_release(&spoilt);
		n = recovered(s);
		forget_asides(s);
		all += RUNS * PER_RUN;
		kept += n;
		whole += n == RUNS * PER_RUN;
	}
	/* losing a page without answers costs none */
	assert_true(whole > 0);
	/* two of the fourteen pages are the roots of run and answer */
	if (kept < all * 7 / 10)
		fail_msg("%ld of %ld answers", kept, all);
	strbuf_release(&image);
}

static void of_a_file_that_was_cut_the_beginning_is_recovered(void **state)
{
	struct scratch *s = *state;

	fill_well(s, RUNS);
	scratch_read(s->path, &s->text);
	assert_int_equal(truncate(s->path, (off_t)(s->text.len * 3 / 4 - 100)), 0);
	/* a third of the file is the schema and the roots of the tables */
	assert_true(recovered(s) > RUNS * PER_RUN / 4);
}

static void a_file_that_is_none_of_ours_gives_nothing_and_that_is_said(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0700), 0);
	scratch_write(s->path, "Dear diary,\n", 12);
	assert_int_equal(recovered(s), 0);
	assert_non_null(strstr(s->err.buf, "could not be read"));
}

/* Another program may already have started a run in the new file, with a number that the damaged
 * file also uses. */
static void where_a_run_was_begun_nothing_is_mixed_in(void **state)
{
	struct scratch *s = *state;
	char other[160];
	struct store *store;

	fill_well(s, 2);
	snprintf(other, sizeof(other), "%s/other.db", s->dir);
	scratch_read(s->path, &s->text);
	scratch_write(other, s->text.buf, s->text.len);
	scratch_sql(
		s, "DELETE FROM answer; DELETE FROM run; DELETE FROM place; DELETE FROM setting");
	store = scratch_open_well(s, "");
	assert_true(scratch_begin(s, store, "fresh", "online", RUN_QUIZ));
	assert_int_equal(store_salvage(store->db, other), 0);
	store_close(store);
	assert_int_equal(number_in(s, "SELECT count(*) FROM run"), 1);
	assert_int_equal(number_in(s, "SELECT count(*) FROM place"), 0);
	scratch_sql(s, "DELETE FROM answer; DELETE FROM run");
	store = scratch_open_well(s, "");
	assert_true(store_salvage(store->db, other) > 0);
	store_close(store);
	assert_int_equal(number_in(s, "SELECT count(*) FROM run"), 2);
}

/* Version 1 of the schema, which has fewer columns. */
static void an_older_file_is_recovered_too(void **state)
{
	struct scratch *s = *state;
	struct strbuf sql = STRBUF_INIT;

	scratch_read(TEST_DATA "/store/v1.sql", &sql);
	scratch_sql(s, sql.buf);
	scratch_sql(s, "PRAGMA user_version = 1; PRAGMA application_id = 1449748329");
	strbuf_release(&sql);
	scratch_read(s->path, &s->text);
	memset(s->text.buf, 'x', 16);
	scratch_write(s->path, s->text.buf, s->text.len);
	store_close(scratch_open(s, ""));
	assert_int_equal(s->state, STORE_DAMAGED);
	assert_true(
		number_in(
			s, "SELECT count(*) FROM answer WHERE response IS NOT NULL AND tries = 1") >
		0);
}

/* Large files are not fully checked when opened: the damage only shows when progress is loaded. */
static void damage_that_only_loading_meets_is_treated_the_same_way(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	long root, before;

	fill_well(s, RUNS);
	scratch_sql(s,
		"INSERT INTO setting SELECT 'x', 'k' || value, hex(zeroblob(2000)) FROM"
		" (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 2500) SELECT value FROM n)");
	before = answers_in(s);
	root = number_in(s, "SELECT rootpage FROM sqlite_schema WHERE name = 'review'");
	scratch_read(s->path, &s->text);
	assert_true(s->text.len > 8 << 20);
	memset(s->text.buf + (root - 1) * PAGE, 'x', PAGE);
	scratch_write(s->path, s->text.buf, s->text.len);
	store = scratch_open(s, "");
	assert_int_equal(s->state, STORE_OK);
	assert_true(scratch_load(s, store));
	assert_int_equal(s->progress.n, RUNS / 2);
	assert_non_null(strstr(s->err.buf, "was damaged. It was set aside"));
	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	store_close(store);
	assert_int_equal(scratch_aside(s, false), 1);
	assert_int_equal(answers_in(s), before);
	store_close(scratch_open_well(s, ""));
}

/* Flips one bit: the store opens, or is quarantined with a message, and can still be used. */
static void flip(struct scratch *s, const struct strbuf *image, size_t bit, int *aside)
{
	struct store *store;

	image->buf[bit / 8] ^= (char)(1 << bit % 8);
	scratch_write(s->path, image->buf, image->len);
	image->buf[bit / 8] ^= (char)(1 << bit % 8);
	store = scratch_open(s, "");
	if (!store && !s->err.len)
		fail_msg("bit %zu: no store and no message", bit);
	if (s->state != STORE_OK && !s->err.len)
		fail_msg("bit %zu: state %d and no message", bit, s->state);
	if (store && !scratch_load(s, store) && !s->err.len)
		fail_msg("bit %zu: not loaded and no message", bit);
	*aside += s->state == STORE_DAMAGED;
	store_close(store);
	if (s->state == STORE_DAMAGED)
		forget_asides(s);
}

static void any_flipped_bit_is_survived(void **state)
{
	struct scratch *s = *state;
	const char *flips = getenv("VIGIE_FLIPS"), *seed = getenv("VIGIE_SEED");
	uint64_t rng_state = seed ? strtoull(seed, NULL, 10) : 8;
	struct strbuf image = STRBUF_INIT;
	bool all = flips && !strcmp(flips, "all");
	size_t n;
	int aside = 0;

	fill_well(s, 16);
	scratch_read(s->path, &image);
	n = all ? image.len * 8 : flips ? strtoul(flips, NULL, 10) : FLIPS;
	for (size_t i = 0; i < n; i++)
		flip(s, &image, all ? i : rand_below(&rng_state, (uint32_t)image.len * 8), &aside);
	assert_true(aside > 0);
	if (flips)
		print_message(
			"# damage: %zu flipped bits of a store of %zu KiB%s%s, %d set aside, the others opened; no crash\n",
			n, image.len / 1024, all ? "" : ", seed ",
			all            ? ""
				: seed ? seed
				       : "8",
			aside);
	strbuf_release(&image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
		T(with_a_damaged_header_everything_is_recovered),
		T(with_one_damaged_page_the_others_are_recovered),
		T(of_a_file_that_was_cut_the_beginning_is_recovered),
		T(a_file_that_is_none_of_ours_gives_nothing_and_that_is_said),
		T(where_a_run_was_begun_nothing_is_mixed_in),
		T(an_older_file_is_recovered_too),
		T(damage_that_only_loading_meets_is_treated_the_same_way),
		T(any_flipped_bit_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
