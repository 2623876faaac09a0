/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A classroom on one store: for some seconds many programs answer, read their reports, close the
 * store and open it again. No answer may be lost and no save may fail; nothing here fails for being
 * slow.
 *
 *	VIGIE_PROGRAMS   number of programs (32)
 *	VIGIE_SECONDS    duration (10)
 *	VIGIE_PAUSE      average milliseconds between two answers of a person; 0 for none (250)
 *	VIGIE_FIGURES    print how long a save takes, compared with one program running alone
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/mman.h>
#include <time.h>

#include "base/rand.h"
#include "store/scratch.h"

enum {
	PROGRAMS = 32,
	SECONDS = 10,
	PAUSE_MS = 250,
	PER_RUN = 20,
	PER_REPORT = 10,
	PER_SITTING = 100
};
/* Histogram of save times in tenths of a millisecond; the last bucket counts all longer ones. */
enum { PER_MS = 10, BUCKETS = 12000 * PER_MS };

/* Results of one program, in memory shared with its parent. */
struct account {
	long answers, reports, sittings;
	double longest, sum;
	unsigned took[BUCKETS];
};

static struct account *accounts;
static double ends;
static uint64_t pause_ms;

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void think(uint64_t *rng_state)
{
	uint64_t us = pause_ms ? rand_below(rng_state, (uint32_t)pause_ms * 2000) : 0;
	struct timespec pause = { (time_t)(us / 1000000), (long)(us % 1000000) * 1000 };

	if (us)
		nanosleep(&pause, NULL);
}

static void note_time(struct account *a, double ms)
{
	size_t bucket = (size_t)(ms * PER_MS);

	a->took[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
	a->sum += ms;
	if (ms > a->longest)
		a->longest = ms;
}

/* Saves the next answer of this person, "1", "2", "3" ...; starts a new run if the last is full. */
static bool answer_next(struct scratch *s, struct store *store, int me, struct account *a)
{
	char id[32], text[32], names[PER_RUN][8];
	const char *questions[PER_RUN];
	double start = now_ms();
	bool good = true;

	for (int i = 0; i < PER_RUN; i++) {
		snprintf(names[i], sizeof(names[i]), "q%d", i);
		questions[i] = names[i];
	}
	snprintf(id, sizeof(id), "run-%d-%ld", me, a->answers / PER_RUN);
	if (a->answers % PER_RUN == 0)
		good = store_save_run(store,
			progress_begin(
				&s->progress, id, "online", RUN_QUIZ, 1, 1000, questions, PER_RUN),
			&s->err);
	snprintf(text, sizeof(text), "%ld", a->answers + 1);
	good = good && scratch_answer(s, store, id, names[a->answers % PER_RUN], text, 1000);
	note_time(a, now_ms() - start);
	a->answers += good;
	return good;
}

static bool sit(struct scratch *s, int me, uint64_t *rng_state, struct account *a)
{
	char learner[16];
	struct store *store;
	bool good;

	snprintf(learner, sizeof(learner), "person-%d", me);
	store = scratch_open(s, learner);
	good = store && s->state == STORE_OK && scratch_load(s, store);
	for (int i = 1; good && i <= PER_SITTING && now_ms() < ends; i++) {
		think(rng_state);
		good = answer_next(s, store, me, a);
		if (good && i % PER_REPORT == 0) {
			good = scratch_load(s, store) && progress_find(&s->progress, "online");
			a->reports++;
		}
	}
	store_close(store);
	a->sittings++;
	return good;
}

static bool study(struct scratch *s, int me)
{
	uint64_t rng_state = (uint64_t)me + 1;
	bool good = true;

	while (good && now_ms() < ends)
		good = sit(s, me, &rng_state, &accounts[me]);
	return good;
}

/* Runs programs for some seconds. All must succeed, and every answer they counted must be
 * stored. */
static void study_together(struct scratch *s, int programs, double seconds)
{
	memset(accounts, 0, sizeof(*accounts) * (size_t)programs);
	ends = now_ms() + seconds * 1000;
	assert_int_equal(scratch_together(programs, study, s), programs);
	for (int i = 0; i < programs; i++) {
		char sql[256], wanted[64];
		long n = accounts[i].answers;

		snprintf(sql, sizeof(sql),
			"SELECT count(*) || ' ' || sum(CAST(response AS INTEGER)) FROM answer"
			" JOIN run ON run = seq WHERE learner = 'person-%d' AND response IS NOT NULL",
			i);
		snprintf(wanted, sizeof(wanted), "%ld %ld\n", n, n * (n + 1) / 2);
		assert_true(n > 0);
		assert_string_equal(scratch_sql(s, sql), wanted);
	}
	assert_string_equal(scratch_sql(s, "PRAGMA integrity_check"), "ok\n");
}

/* Milliseconds within which per_mille of all saves completed, rounded up to a bucket. */
static double slowest_but(int programs, unsigned per_mille)
{
	uint64_t all = 0, below = 0;

	for (int i = 0; i < programs; i++)
		for (size_t b = 0; b < BUCKETS; b++)
			all += accounts[i].took[b];
	for (size_t b = 0; b < BUCKETS; b++) {
		for (int i = 0; i < programs; i++)
			below += accounts[i].took[b];
		if (below * 1000 >= all * per_mille)
			return (double)(b + 1) / PER_MS;
	}
	return 0;
}

static double print_figures(int programs, double seconds)
{
	long answers = 0, reports = 0, sittings = 0;
	double longest = 0, p99 = slowest_but(programs, 990);

	for (int i = 0; i < programs; i++) {
		answers += accounts[i].answers;
		reports += accounts[i].reports;
		sittings += accounts[i].sittings;
		longest = accounts[i].longest > longest ? accounts[i].longest : longest;
	}
	print_message(
		"# load: %d program%s, %.0f s, %llu ms between answers: %ld answers, %ld reports, %ld sittings; a save: "
		"median %.1f ms, p99 %.1f ms, longest %.1f ms\n",
		programs, programs == 1 ? "" : "s", seconds, (unsigned long long)pause_ms, answers,
		reports, sittings, slowest_but(programs, 500), p99, longest);
	return p99;
}

/* Average milliseconds in which the disk took as many saves as there are programs. */
static double turn_of_all(int programs, double seconds)
{
	long answers = 0;

	for (int i = 0; i < programs; i++)
		answers += accounts[i].answers;
	return programs * seconds * 1000 / (double)answers;
}

static void many_programs_on_one_store_lose_nothing(void **state)
{
	struct scratch *s = *state;
	int programs = (int)number_of("VIGIE_PROGRAMS", PROGRAMS);
	double seconds = (double)number_of("VIGIE_SECONDS", SECONDS), alone = 0, mean = 0, together;
	bool figures = getenv("VIGIE_FIGURES") != NULL;

	pause_ms = number_of("VIGIE_PAUSE", PAUSE_MS);
	accounts = mmap(NULL, sizeof(*accounts) * (size_t)programs, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(accounts, MAP_FAILED);
	if (figures) {
		study_together(s, 1, seconds / 10 + 5);
		alone = print_figures(1, seconds / 10 + 5);
		mean = accounts[0].sum / (double)accounts[0].answers;
		assert_int_equal(unlink(s->path), 0);
		snprintf(s->name, sizeof(s->name), "%s-journal", s->path);
		(void)unlink(s->name);
	}
	study_together(s, programs, seconds);
	if (figures) {
		together = print_figures(programs, seconds);
		print_message(
			"# load: p99 of a save is %.1f times that of a single program, and %s 50 ms; no answer lost, no "
			"error\n",
			together / alone, together < 50 ? "under" : "NOT under");
		/* Each save is durable before the next one starts, so if all programs save at once
		 * the last one waits for all others. Some disks are faster under load, so the rate
		 * of this run is reported as well. */
		print_message(
			"# load: the floor, if all save at once: %d x one save alone (mean %.1f ms) = %.0f ms; p99 is %.1f times "
			"that\n",
			programs, mean, programs * mean, together / (programs * mean));
		if (!pause_ms)
			print_message(
				"# load: at the rate of saves in this run, a turn of %d takes %.0f ms; p99 is %.1f times that\n",
				programs, turn_of_all(programs, seconds),
				together / turn_of_all(programs, seconds));
	}
	munmap(accounts, sizeof(*accounts) * (size_t)programs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			many_programs_on_one_store_lose_nothing, scratch_setup, scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
