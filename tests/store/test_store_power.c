/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Power cuts: whenever the power fails, every acknowledged answer must be there afterwards and the
 * file must be sound. VIGIE_STATES: number of cuts (200); VIGIE_SEED: repeats a run.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/power.h"

enum { STATES = 200, ANSWERS = 24 };

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

/* Opens the store, answers 1, 2, 3 … to the questions in turn, with all other saves in between. */
static void sit(struct scratch *s, bool deaf)
{
	static const char *const questions[] = { "q1", "q2", "q3" };
	struct store *store;
	char text[16];

	power_on(deaf);
	store = scratch_open_well(s, "");
	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	for (int i = 0; i < ANSWERS; i++) {
		snprintf(text, sizeof(text), "%d", i + 1);
		assert_true(scratch_answer(s, store, "r", questions[i % 3], text, i));
		power_ack(i);
		if (i % 5 == 4)
			assert_true(
				store_save_place(store, "online", "signs", i, false, 1, &s->err));
		if (i % 7 == 6)
			assert_true(store_save_setting(
				store, "language", i % 2 ? "fr" : "en", &s->err));
	}
	store_close(store);
	power_off();
}

/* Plays a conversation, which appends each step to the run as it comes. */
static void play(struct scratch *s)
{
	struct store *store;
	char step[16];

	power_on(false);
	store = scratch_open_well(s, "");
	assert_true(store_save_run(store,
		progress_begin(&s->progress, "r", "online", RUN_SCENARIO, 7, 1000, NULL, 0),
		&s->err));
	for (int i = 0; i < ANSWERS; i++) {
		snprintf(step, sizeof(step), "step-%d", i + 1);
		assert_true(scratch_answer(s, store, "r", step, "reply", 0));
		power_ack(i);
	}
	store_close(store);
	power_off();
}

/* Finds the last answer to each question acknowledged before the cut; -1 if there is none. */
static void acknowledged(size_t cut, int last[3])
{
	last[0] = last[1] = last[2] = -1;
	for (size_t i = 0; i < cut; i++)
		if (power.ops[i].kind == POWER_ACK)
			last[power.ops[i].file % 3] = power.ops[i].file;
}

static bool is_sound(struct scratch *s, const char *path)
{
	sqlite3 *db = NULL;
	bool sound;

	strbuf_clear(&s->text);
	sound = sqlite3_open(path, &db) == SQLITE_OK &&
		sqlite3_exec(db, "PRAGMA integrity_check", scratch_sql_row, &s->text, NULL) ==
			SQLITE_OK &&
		!strcmp(s->text.buf, "ok\n");
	sqlite3_close(db);
	return sound;
}

/* The response to a question, or NULL. Looks the question up by name: after a cut without syncs it
 * may be missing. */
static const char *kept_answer(const struct run *run, int question)
{
	const char name[] = { 'q', (char)('1' + question), '\0' };

	for (size_t i = 0; run && i < run->n; i++)
		if (!strcmp(run->answers[i].question, name))
			return run->answers[i].response;
	return NULL;
}

static bool lacks_a_step(const struct run *run, size_t cut)
{
	size_t steps = 0;

	for (size_t i = 0; i < cut; i++)
		steps += power.ops[i].kind == POWER_ACK;
	return steps && (!run || run->n < steps || !run->answers[steps - 1].response);
}

static bool lacks_an_answer(const struct run *run, size_t cut)
{
	int last[3];

	acknowledged(cut, last);
	for (int i = 0; i < 3; i++) {
		const char *kept = kept_answer(run, i);

		if (last[i] >= 0 && (!kept || atoi(kept) < last[i] + 1))
			return true;
	}
	return false;
}

typedef bool lacks_something(const struct run *run, size_t cut);

/* Returns NULL if nothing is lost, else the reason. */
static const char *lost(struct scratch *s, const char *path, size_t cut, lacks_something *lacks)
{
	const struct lesson_progress *record;
	struct store *store = scratch_open_at(s, path, "");
	const char *why = NULL;

	if (!store || s->state != STORE_OK || !scratch_load(s, store))
		why = "the store cannot be used";
	record = why ? NULL : progress_find(&s->progress, "online");
	if (!why && lacks(record ? record->open : NULL, cut))
		why = "an acknowledged answer is lost";
	store_close(store);
	if (!why && !is_sound(s, path))
		why = "the file is damaged";
	return why;
}

/* Cuts the power at as many random moments as states says. Returns how many of them did harm; why
 * receives the first. */
static int cut_power(struct scratch *s, uint64_t states, uint64_t seed, lacks_something *lacks,
	struct strbuf *why)
{
	char dir[96], path[128];
	uint64_t rng_state = seed;
	int harmed = 0;

	snprintf(dir, sizeof(dir), "%s/after", s->dir);
	snprintf(path, sizeof(path), "%s/progress.db", dir);
	for (uint64_t i = 0; i < states; i++) {
		size_t cut = 1 + rand_below(&rng_state, (uint32_t)power.n);
		const char *harm;

		assert_int_equal(mkdir(dir, 0700), 0);
		power_rebuild(dir, cut, &rng_state);
		harm = lost(s, path, cut, lacks);
		if (harm && !harmed++)
			strbuf_addf(why,
				"seed %llu, state %llu, cut before write %zu of %zu: %s: %s",
				(unsigned long long)seed, (unsigned long long)i, cut, power.n, harm,
				s->err.buf);
		nftw(dir, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
	}
	return harmed;
}

enum sitting { FIRST, LATER, CONVERSATION };

static void try_cuts(struct scratch *s, enum sitting sitting)
{
	struct strbuf why = STRBUF_INIT;
	uint64_t states = number_of("VIGIE_STATES", STATES), seed = number_of("VIGIE_SEED", 8);

	if (sitting != FIRST)
		store_close(scratch_open_well(s, ""));
	if (sitting == CONVERSATION)
		play(s);
	else
		sit(s, false);
	if (cut_power(s, states, seed, sitting == CONVERSATION ? lacks_a_step : lacks_an_answer,
		    &why))
		fail_msg("%s", why.buf);
	if (states != STATES)
		print_message("# power: %llu cuts, seed %llu, nothing lost\n",
			(unsigned long long)states, (unsigned long long)seed);
	power_forget();
	strbuf_release(&why);
}

static void a_power_cut_loses_no_acknowledged_answer(void **state)
{
	try_cuts(*state, LATER);
}

static void a_power_cut_in_the_very_first_sitting_loses_none_either(void **state)
{
	try_cuts(*state, FIRST);
}

static void a_power_cut_in_a_conversation_loses_no_step(void **state)
{
	try_cuts(*state, CONVERSATION);
}

/* Proves that the tests above can fail. */
static void without_syncs_most_power_cuts_do_harm(void **state)
{
	struct scratch *s = *state;
	struct strbuf why = STRBUF_INIT;
	int harmed;

	store_close(scratch_open_well(s, ""));
	sit(s, true);
	harmed = cut_power(s, STATES, 8, lacks_an_answer, &why);
	if (harmed < STATES / 4)
		fail_msg("only %d of %d cuts did harm", harmed, STATES);
	if (number_of("VIGIE_STATES", STATES) != STATES)
		print_message(
			"# power: without syncs %d of %d cuts do harm, so the tests can fail\n",
			harmed, STATES);
	power_forget();
	strbuf_release(&why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
		TEST(a_power_cut_loses_no_acknowledged_answer),
		TEST(a_power_cut_in_the_very_first_sitting_loses_none_either),
		TEST(a_power_cut_in_a_conversation_loses_no_step),
		TEST(without_syncs_most_power_cuts_do_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
