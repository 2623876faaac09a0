/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving in a process of its own: nothing waits for the disk, and nothing is lost or reordered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include "course/index.h"
#include "os/clock.h"
#include "store/counters.h"
#include "store/pin.h"
#include "store/scratch.h"
#include "store/writer.h"

enum { DEADLINE_MS = 20000 };

static bool hash_backwards(const char *pin, struct strbuf *out)
{
	for (size_t i = strlen(pin); i; i--)
		strbuf_addch(out, pin[i - 1]);
	return strcmp(pin, "0000") != 0;
}

static struct writer *start(struct scratch *s)
{
	const struct writer_options options = {
		.store = s->path, .learner = "", .locale = "locale", .hash = hash_backwards
	};

	return writer_start(&options);
}

/* Waits for a reply about the job and takes it. */
static struct writer_reply reply_to(struct writer *writer, unsigned job)
{
	int64_t end = clock_ms() + DEADLINE_MS;
	struct writer_reply reply = { 0 };

	while (clock_ms() < end) {
		while (writer_take(writer, &reply))
			if (reply.job >= job)
				return reply;
		writer_wait(writer, 50);
	}
	fail_msg("job %u was never answered", job);
	return reply;
}

static void assert_done(struct writer *writer, struct strbuf *job)
{
	unsigned number = writer_send(writer, job);
	struct writer_reply reply = reply_to(writer, number);

	assert_int_equal(job->len, 0);
	if (reply.result != JOB_DONE)
		fail_msg("%s", reply.why);
	assert_int_equal(writer_done(writer), number);
}

static struct run *begin(struct scratch *s)
{
	static const char *const questions[] = { "q1", "q2", "q3" };

	return progress_begin(
		&s->progress, "run-1", "online", RUN_QUIZ, UINT64_MAX - 5, 1000, questions, 3);
}

static void add_answer(
	struct scratch *s, const struct run *run, const char *question, struct strbuf *job)
{
	const struct answer answer = { .question = question,
		.response = "b",
		.score = 500,
		.max = 1000,
		.hints = 1,
		.confidence = CONFIDENCE_GUESS,
		.tries = 2,
		.at = 1001 };
	struct review_item item = { .ref = "online/", .stage = 1, .streak = 2, .due = 3 };
	char ref[32];

	snprintf(ref, sizeof(ref), "online/%s", question);
	item.ref = ref;
	assert_true(progress_answer(&s->progress, run->id, &answer));
	job_answer(job, run, &answer, &item);
}

static void a_sitting_is_saved(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct lesson_progress place = {
		.lesson = "online", .page = "signs", .seen = 3, .spent = 7
	};
	struct strbuf job = STRBUF_INIT;
	const struct lesson_progress *record;
	struct run *run = begin(s);
	struct store *store;

	job_place(&job, &place);
	writer_send(writer, &job);
	job_run(&job, run);
	writer_send(writer, &job);
	add_answer(s, run, "q2", &job);
	writer_send(writer, &job);
	job_setting(&job, "welcomed", "1");
	writer_send(writer, &job);
	job_setting(&job, "welcomed", NULL);
	writer_send(writer, &job);
	job_setting(&job, "theme", "dark");
	writer_send(writer, &job);
	job_language(&job, "en");
	assert_done(writer, &job);
	assert_int_equal(writer_done(writer), writer_sent(writer));
	writer_free(writer);
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_string_equal(record->page, "signs");
	assert_int_equal(record->seen, 3);
	assert_int_equal(record->spent, 7);
	assert_false(record->read);
	assert_true(record->open->seed == UINT64_MAX - 5);
	assert_null(record->open->answers[0].response);
	assert_string_equal(record->open->answers[1].response, "b");
	assert_int_equal(record->open->answers[1].confidence, CONFIDENCE_GUESS);
	assert_int_equal(record->open->answers[1].tries, 2);
	assert_int_equal(s->progress.review.n, 1);
	assert_string_equal(s->progress.review.items[0].ref, "online/q2");
	assert_int_equal(s->progress.review.items[0].due, 3);
	assert_false(store_get_setting(store, "welcomed", &s->text));
	assert_true(store_get_setting(store, "theme", &s->text));
	store_close(store);
}

static void a_finish_is_saved_with_its_place_and_counts_once(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct lesson_progress place = { .lesson = "online", .page = "end", .read = true };
	struct strbuf job = STRBUF_INIT;
	struct run *run = begin(s);
	struct store *store;

	add_answer(s, run, "q1", &job);
	writer_send(writer, &job);
	assert_true(progress_finish(&s->progress, run->id, &learner_rule, 1002));
	job_finish(&job, run, &place);
	assert_done(writer, &job);
	/* the same again, as after a commit that only seemed to fail */
	job_finish(&job, run, NULL);
	assert_done(writer, &job);
	writer_free(writer);
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	assert_int_equal(progress_find(&s->progress, "online")->finished, 1);
	assert_true(progress_find(&s->progress, "online")->read);
	store_close(store);
}

/* Another program has finished the run: its result stands, and what comes later is still saved. */
static void a_finished_run_cannot_be_changed(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;
	struct writer_reply reply;
	struct run *run = begin(s);

	job_run(&job, run);
	assert_done(writer, &job);
	scratch_sql(s, "UPDATE run SET finished = 999, score = 300, max = 1000");
	add_answer(s, run, "q1", &job);
	reply = reply_to(writer, writer_send(writer, &job));
	assert_int_equal(reply.result, JOB_DROPPED);
	assert_non_null(strstr(reply.why, "finished in another window"));
	assert_true(progress_finish(&s->progress, run->id, &learner_rule, 1002));
	job_finish(&job, run, NULL);
	reply = reply_to(writer, writer_send(writer, &job));
	assert_int_equal(reply.result, JOB_DROPPED);
	job_setting(&job, "theme", "dark");
	assert_done(writer, &job);
	writer_free(writer);
	assert_string_equal(
		scratch_sql(s, "SELECT finished || ' ' || score FROM run"), "999 300\n");
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM answer WHERE response"), "0\n");
}

static void an_answer_brings_its_run_along(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;
	struct run *run = begin(s);

	job_run(&job, run);
	assert_done(writer, &job);
	add_answer(s, run, "q1", &job);
	assert_done(writer, &job);
	/* another program has erased everything */
	scratch_sql(s, "DELETE FROM answer; DELETE FROM run; DELETE FROM review");
	add_answer(s, run, "q2", &job);
	assert_done(writer, &job);
	writer_free(writer);
	assert_string_equal(
		scratch_sql(s, "SELECT question FROM answer WHERE response IS NOT NULL"),
		"q1\nq2\n");
	assert_string_equal(scratch_sql(s, "SELECT ref FROM review"), "online/q2\n");
}

/* ---- a lock, a disk that refuses */

static sqlite3 *lock(struct scratch *s)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	return db;
}

static void while_the_store_is_locked_the_program_goes_on(void **state)
{
	struct scratch *s = *state;
	struct writer *writer;
	struct writer_reply reply;
	struct strbuf job = STRBUF_INIT;
	struct run *run = begin(s);
	unsigned last;
	sqlite3 *db;

	scratch_fill(s);
	writer = start(s);
	job_setting(&job, "theme", "dark");
	assert_done(writer, &job);
	db = lock(s);
	job_run(&job, run);
	writer_send(writer, &job);
	add_answer(s, run, "q1", &job);
	writer_send(writer, &job);
	add_answer(s, run, "q3", &job);
	last = writer_send(writer, &job);
	writer_wait(writer, 100);
	assert_false(writer_take(writer, &reply));
	sqlite3_close(db);
	assert_int_equal(reply_to(writer, last).result, JOB_DONE);
	writer_free(writer);
	assert_string_equal(
		scratch_sql(s, "SELECT ref FROM review ORDER BY ref"), "online/q1\nonline/q3\n");
}

/* What could not be saved is kept whole, in order, and saved as soon as that is possible. */
static void what_cannot_be_saved_waits_with_all_that_belongs_to_it(void **state)
{
	struct scratch *s = *state;
	struct writer *writer;
	struct writer_reply reply;
	struct strbuf job = STRBUF_INIT;
	struct run *run = begin(s);
	unsigned last;

	/* a file where the folder should be */
	scratch_write(s->data, "x", 1);
	writer = start(s);
	job_setting(&job, "theme", "dark");
	writer_send(writer, &job);
	job_run(&job, run);
	writer_send(writer, &job);
	add_answer(s, run, "q1", &job);
	last = writer_send(writer, &job);
	reply = reply_to(writer, last);
	assert_int_equal(reply.result, JOB_WAITS);
	assert_true(*reply.why);
	assert_int_equal(writer_done(writer), 0);
	assert_int_equal(unlink(s->data), 0);
	while ((reply = reply_to(writer, last)).result == JOB_WAITS)
		;
	assert_int_equal(reply.result, JOB_DONE);
	writer_free(writer);
	assert_string_equal(scratch_sql(s, "SELECT ref FROM review"), "online/q1\n");
	assert_string_equal(scratch_sql(s, "SELECT value FROM setting"), "dark\n");
}

static bool die_with_jobs(struct scratch *s, int i)
{
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;

	(void)i;
	for (int n = 0; n < 50; n++) {
		job_setting(&job, "theme", n == 49 ? "last" : "other");
		writer_send(writer, &job);
	}
	raise(SIGKILL);
	return false;
}

static void the_writer_finishes_when_the_program_is_killed(void **state)
{
	struct scratch *s = *state;
	const struct timespec moment = { 0, 10000000 };
	int64_t end = clock_ms() + DEADLINE_MS;

	store_close(scratch_open_well(s, ""));
	assert_int_equal(scratch_together(1, die_with_jobs, s), 0);
	while (strcmp(scratch_sql(s, "SELECT value FROM setting WHERE key = 'theme'"), "last\n") &&
		clock_ms() < end)
		nanosleep(&moment, NULL);
	assert_string_equal(s->text.buf, "last\n");
}

/* Returns the process id of this process's only child. */
static pid_t only_child(void)
{
	char path[64], text[32] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	f = fopen(path, "r");
	if (f) {
		(void)!fgets(text, sizeof(text), f);
		fclose(f);
	}
	return (pid_t)atol(text);
}

static bool lose_the_writer(struct scratch *s, int i)
{
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;
	struct writer_reply reply = { 0 };
	pid_t pid = only_child();
	bool good;

	(void)i;
	if (pid <= 0 || kill(pid, SIGKILL) || waitpid(pid, NULL, 0) != pid)
		return false;
	job_setting(&job, "theme", "dark");
	writer_send(writer, &job);
	while (!writer_take(writer, &reply))
		writer_wait(writer, 50);
	good = reply.result == JOB_DROPPED && *reply.why && writer_fd(writer) == -1;
	/* what comes after is refused as well, and nothing waits */
	job_setting(&job, "theme", "dark");
	writer_send(writer, &job);
	good = good && writer_take(writer, &reply) && reply.result == JOB_DROPPED &&
		!writer_take(writer, &reply);
	writer_free(writer);
	return good;
}

static void a_writer_that_is_killed_is_missed(void **state)
{
	assert_int_equal(scratch_together(1, lose_the_writer, *state), 1);
}

/* Without descriptors for a line to it, there is no process: the program saves by itself. */
static bool save_alone(struct scratch *s, int i)
{
	struct rlimit before, none;
	struct strbuf job = STRBUF_INIT;
	struct writer_reply reply = { 0 };
	struct writer *writer;
	bool good;

	(void)i;
	if (getrlimit(RLIMIT_NOFILE, &before))
		return false;
	none = (struct rlimit){ 3, before.rlim_max };
	setrlimit(RLIMIT_NOFILE, &none);
	writer = start(s);
	setrlimit(RLIMIT_NOFILE, &before);
	job_setting(&job, "theme", "dark");
	writer_send(writer, &job);
	good = writer_fd(writer) == -1 && writer_take(writer, &reply) && reply.result == JOB_DONE &&
		writer_done(writer) == 1;
	writer_wait(writer, 1000);
	writer_free(writer);
	return good;
}

static void without_a_process_it_saves_at_once(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(scratch_together(1, save_alone, s), 1);
	assert_string_equal(
		scratch_sql(s, "SELECT value FROM setting WHERE key = 'theme'"), "dark\n");
}

/* The descriptor for acknowledgements may be a stale number: that of the line to the writer. */
static bool save_with_a_stale_number(struct scratch *s, int i)
{
	struct strbuf job = STRBUF_INIT;
	struct writer_reply reply = { 0 };
	struct run *run = begin(s);
	char number[16];
	int next = dup(0);
	int64_t end = clock_ms() + DEADLINE_MS;
	struct writer *writer;

	(void)i;
	close(next);
	snprintf(number, sizeof(number), "%d", next + 1);
	setenv("VIGIE_ACK_FD", number, 1);
	writer = start(s);
	add_answer(s, run, "q1", &job);
	writer_send(writer, &job);
	while (!writer_take(writer, &reply) && clock_ms() < end)
		writer_wait(writer, 50);
	writer_free(writer);
	return reply.job == 1 && reply.result == JOB_DONE;
}

static void a_stale_number_does_no_harm(void **state)
{
	assert_int_equal(scratch_together(1, save_with_a_stale_number, *state), 1);
}

/* ---- the rest */

static void a_pin_is_hashed_and_its_tries_counted(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;
	struct store *store;

	job_pin(&job, "4711");
	assert_done(writer, &job);
	assert_string_equal(
		scratch_sql(s, "SELECT value FROM setting WHERE key = 'pin'"), "1174\n");
	for (int i = 1; i <= 3; i++) {
		job_pin_try(&job, 1000);
		assert_int_equal(
			reply_to(writer, writer_send(writer, &job)).value, i == 3 ? 1030 : 0);
	}
	/* during the lockout a try does not count */
	job_pin_try(&job, 1010);
	assert_int_equal(reply_to(writer, writer_send(writer, &job)).value, -1030);
	store = scratch_open_well(s, "");
	assert_int_equal(pin_wait_until(store, 1029), 1030);
	assert_int_equal(pin_wait_until(store, 1030), 0);
	/* a clock that went back does not lock out for longer than ever */
	assert_int_equal(pin_wait_until(store, -1000000), -1000000 + (30 << 8));
	store_close(store);
	for (int i = 4; i <= 6; i++) {
		job_pin_try(&job, 2000);
		assert_int_equal(
			reply_to(writer, writer_send(writer, &job)).value, i == 6 ? 2060 : 0);
	}
	job_pin_right(&job);
	assert_done(writer, &job);
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM setting"), "1\n");
	job_pin(&job, "0000");
	assert_int_equal(reply_to(writer, writer_send(writer, &job)).result, JOB_WAITS);
	writer_free(writer);
}

static void a_pin_is_removed(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;

	job_pin(&job, "4711");
	assert_done(writer, &job);
	job_pin(&job, "");
	assert_done(writer, &job);
	writer_free(writer);
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM setting"), "0\n");
}

static void write_there(void *ctx)
{
	scratch_write(ctx, "confined", 8);
}

static void counts_are_added(void **state)
{
	struct scratch *s = *state;
	char path[160], mark[160];
	const struct writer_options options = {
		.counters = path, .confine = write_there, .ctx = mark
	};
	const struct count counts[] = { { "online/q1", "right", "0123456789abcdef", 2 },
		{ "online/q1", "a", "0123456789abcdef", 2 } };
	struct strbuf job = STRBUF_INIT, table = STRBUF_INIT;
	struct writer *writer;
	struct counters *counters;

	snprintf(path, sizeof(path), "%s/counters.db", s->dir);
	snprintf(mark, sizeof(mark), "%s/mark", s->dir);
	writer = writer_start(&options);
	job_counts(&job, "", NULL, 0);
	assert_int_equal(reply_to(writer, writer_send(writer, &job)).value, 0);
	for (int i = 0; i < 2; i++) {
		job_counts(&job, "2026-11-24", counts, 2);
		assert_int_equal(reply_to(writer, writer_send(writer, &job)).value, 2 * (i + 1));
	}
	writer_free(writer);
	assert_true(scratch_there(mark));
	counters = counters_open(path, &s->err);
	assert_int_equal(counters_total(counters), 4);
	assert_true(counters_report(counters, 1, false, &table, &s->err));
	assert_non_null(strstr(table.buf, "all,online/q1,a,4,0123456789abcdef\n"));
	counters_close(counters);
	strbuf_release(&table);
}

static void the_index_is_written(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT;
	const struct strbuf bytes = { (char[]){ "abc" }, 3, 4 };

	job_index(&job, &bytes);
	assert_done(writer, &job);
	writer_free(writer);
	scratch_read(scratch_name(s, "data/progress.db.index"), &s->text);
	assert_string_equal(s->text.buf, "abc");
}

static void a_long_job_goes_through_in_pieces(void **state)
{
	struct scratch *s = *state;
	struct writer *writer = start(s);
	struct strbuf job = STRBUF_INIT, bytes = STRBUF_INIT;
	struct stat st;

	for (int i = 0; i < 300000; i++)
		strbuf_add(&bytes, "0123456789", 10);
	job_index(&job, &bytes);
	assert_done(writer, &job);
	writer_free(writer);
	assert_int_equal(stat(scratch_name(s, "data/progress.db.index"), &st), 0);
	assert_int_equal(st.st_size, 3000000);
	strbuf_release(&bytes);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		T(a_sitting_is_saved),
		T(a_finish_is_saved_with_its_place_and_counts_once),
		T(a_finished_run_cannot_be_changed),
		T(an_answer_brings_its_run_along),
		T(while_the_store_is_locked_the_program_goes_on),
		T(what_cannot_be_saved_waits_with_all_that_belongs_to_it),
		T(the_writer_finishes_when_the_program_is_killed),
		T(a_writer_that_is_killed_is_missed),
		T(without_a_process_it_saves_at_once),
		T(a_stale_number_does_no_harm),
		T(a_pin_is_hashed_and_its_tries_counted),
		T(a_pin_is_removed),
		T(counts_are_added),
		T(the_index_is_written),
		T(a_long_job_goes_through_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
