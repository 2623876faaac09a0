/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Concurrent programs, killed programs and full disks. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scratch.h"
#include "skip.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <time.h>

enum { PROCESSES = 8, ANSWERS = 200 };

/* ---- concurrent programs */

static bool answer_many(struct scratch *s, int me)
{
	const char *questions[ANSWERS];
	char names[ANSWERS][8], id[16];
	struct store *store = scratch_open(s, "");
	struct run *run;
	bool good = store && s->state == STORE_OK;

	snprintf(id, sizeof(id), "run-%d", me);
	for (int i = 0; i < ANSWERS; i++) {
		snprintf(names[i], sizeof(names[i]), "q%d", i);
		questions[i] = names[i];
	}
	run = progress_begin(&s->progress, id, id, RUN_QUIZ, 1, 1000, questions, ANSWERS);
	good = good && store_save_run(store, run, &s->err);
	for (int i = 0; i < ANSWERS && good; i++)
		good = scratch_answer(s, store, id, questions[i], "a", 1000);
	store_close(store);
	return good;
}

static void eight_programs_on_one_new_store_never_fail(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(scratch_together(PROCESSES, answer_many, s), PROCESSES);
	assert_string_equal(
		scratch_sql(s, "SELECT count(*) FROM answer WHERE response = 'a' GROUP BY run"),
		"200\n200\n200\n200\n200\n200\n200\n200\n");
	assert_string_equal(scratch_sql(s, "PRAGMA integrity_check"), "ok\n");
}

/* In shared memory: number of saves of the process that never pauses, and the flag that ends it. */
static volatile int *greedy_saves, *done;

enum { SAVES = 40 };

static bool save_without_pause_or_now_and_then(struct scratch *s, int me)
{
	struct store *store = scratch_open(s, me ? "patient" : "greedy");
	bool good = store && s->state == STORE_OK;
	long waited = 0;

	for (int i = 0; good && !me && !*done; i++) {
		good = store_save_place(store, "online", "signs", i, false, 0, &s->err);
		++*greedy_saves;
	}
	for (int i = 0; good && me && i < SAVES; i++) {
		int before;

		usleep(3000);
		before = *greedy_saves;
		good = store_save_place(store, "online", "signs", i, false, 0, &s->err);
		waited += *greedy_saves - before;
	}
	if (me)
		*done = 1;
	store_close(store);
	if (waited > 5 * SAVES) {
		fprintf(stderr, "%d saves waited for %ld saves of the other process\n", SAVES,
			waited);
		good = false;
	}
	return good;
}

/* Without turns, the lock would go back to the process that has just released it. */
static void who_saves_without_pause_does_not_starve_the_others(void **state)
{
	struct scratch *s = *state;
	int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_ptr_not_equal(shared, MAP_FAILED);
	greedy_saves = &shared[0];
	done = &shared[1];
	store_close(scratch_open_well(s, ""));
	assert_int_equal(scratch_together(2, save_without_pause_or_now_and_then, s), 2);
	assert_true(*greedy_saves > 0);
	munmap(shared, 4096);
}

/* A stopped program that holds the turn delays the saves of others, but does not prevent them. */
static void a_turn_that_is_never_given_back_is_waited_for_and_no_more(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct flock turn = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000 + 512, .l_len = 1
	};
	struct timespec before, after;
	int fd = open(s->path, O_RDWR | O_CLOEXEC);

	assert_int_equal(fcntl(fd, F_OFD_SETLK, &turn), 0);
	clock_gettime(CLOCK_MONOTONIC, &before);
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(after.tv_sec - before.tv_sec >= 4);
	close(fd);
	store_close(store);
}

static bool open_and_save(struct scratch *s, int me)
{
	struct store *store = scratch_open(s, "");
	char key[16];
	bool good;

	snprintf(key, sizeof(key), "key-%d", me);
	good = store && (s->state == STORE_OK || s->state == STORE_DAMAGED) &&
		store_save_setting(store, key, "1", &s->err);
	store_close(store);
	return good;
}

static void the_race_to_make_the_store_has_no_loser(void **state)
{
	struct scratch *s = *state;

	for (int i = 0; i < 10; i++) {
		snprintf(s->path, sizeof(s->path), "%s/race-%d/progress.db", s->data, i);
		assert_int_equal(scratch_together(PROCESSES, open_and_save, s), PROCESSES);
		assert_string_equal(scratch_sql(s, "SELECT count(*) FROM setting"), "8\n");
	}
}

static void the_race_to_set_damage_aside_has_one_winner(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0700), 0);
	for (int i = 1; i <= 10; i++) {
		scratch_write(s->path, "Dear diary,\n", 12);
		assert_int_equal(scratch_together(PROCESSES, open_and_save, s), PROCESSES);
		assert_int_equal(scratch_aside(s, false), i);
		assert_string_equal(scratch_sql(s, "SELECT count(*) FROM setting"), "8\n");
	}
}

static void two_stores_of_one_program_do_not_block_each_other(void **state)
{
	struct scratch *s = *state;
	struct store *one = scratch_open_well(s, "");
	struct store *two = scratch_open_well(s, "Ana");

	assert_true(scratch_begin(s, one, "r", "online", RUN_QUIZ));
	for (int i = 0; i < 10; i++) {
		assert_true(scratch_answer(s, one, "r", "q1", "a", 0));
		assert_true(store_save_place(two, "online", "signs", i, false, 0, &s->err));
		assert_true(scratch_load(s, two));
		store_close(scratch_open_well(s, "Ben"));
	}
	store_close(one);
	store_close(two);
}

/* ---- acknowledgements and kill -9 */

static void an_answer_is_acknowledged_once_it_is_saved(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	char number[16], line[64] = "";
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
	snprintf(number, sizeof(number), "%d", ends[1]);
	setenv("VIGIE_ACK_FD", number, 1);
	store = scratch_open_well(s, "");
	unsetenv("VIGIE_ACK_FD");
	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_int_equal(read(ends[0], line, sizeof(line)), -1);
	assert_true(scratch_answer(s, store, "r", "q1", "a", 0));
	assert_int_equal(read(ends[0], line, sizeof(line) - 1), strlen("ACK r/q1\n"));
	assert_string_equal(line, "ACK r/q1\n");
	assert_false(scratch_answer(s, store, "r", "q9", "a", 0));
	assert_int_equal(read(ends[0], line, sizeof(line)), -1);
	store_close(store);
	close(ends[0]);
	close(ends[1]);
}

static void a_wrong_number_for_acknowledgements_harms_nothing(void **state)
{
	static const char *const wrong[] = { "", "x", "-1", "3x", "9999", "99999999999999999999",
		" 1" };
	struct scratch *s = *state;
	struct store *store;
	char number[16];
	int fd;

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		setenv("VIGIE_ACK_FD", wrong[i], 1);
		store = scratch_open_well(s, "");
		assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
		assert_true(scratch_answer(s, store, "r", "q1", "a", 0));
		store_close(store);
	}
	/* an open file must not receive acknowledgements: it may be the store itself */
	fd = open(s->path, O_RDWR | O_CLOEXEC);
	snprintf(number, sizeof(number), "%d", fd);
	setenv("VIGIE_ACK_FD", number, 1);
	store = scratch_open_well(s, "");
	assert_true(scratch_answer(s, store, "r", "q1", "a", 0));
	store_close(store);
	close(fd);
	assert_string_equal(scratch_sql(s, "PRAGMA integrity_check"), "ok\n");
}

/* Saves answers until the process is killed. */
static void answer_for_ever(struct scratch *s, int ack)
{
	char number[16], text[16];
	struct store *store;

	snprintf(number, sizeof(number), "%d", ack);
	setenv("VIGIE_ACK_FD", number, 1);
	store = scratch_open(s, "");
	if (!store || !scratch_begin(s, store, "r", "online", RUN_QUIZ))
		_exit(1);
	for (int i = 0;; i++) {
		snprintf(text, sizeof(text), "%d", i);
		if (!scratch_answer(s, store, "r", "q1", text, i))
			_exit(1);
	}
}

/* Kills a child that answers 0, 1, 2 ... after wanted acknowledgements. Returns how many
 * arrived. */
static int kill_after(struct scratch *s, int wanted)
{
	int ends[2], acknowledged = 0, status;
	char c;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (!pid) {
		close(ends[0]);
		answer_for_ever(s, ends[1]);
	}
	close(ends[1]);
	while (acknowledged < wanted && read(ends[0], &c, 1) == 1)
		acknowledged += c == '\n';
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	while (read(ends[0], &c, 1) == 1)
		acknowledged += c == '\n';
	close(ends[0]);
	return acknowledged - 1;
}

static void kill_9_after_the_acknowledgement_loses_nothing(void **state)
{
	struct scratch *s = *state;

	for (int wanted = 1; wanted <= 30; wanted++) {
		int last = kill_after(s, wanted);
		struct store *store = scratch_open_well(s, "");
		const char *kept;

		assert_true(scratch_load(s, store));
		kept = progress_find(&s->progress, "online")->open->answers[0].response;
		assert_true(kept && atoi(kept) >= last);
		store_close(store);
		assert_int_equal(scratch_aside(s, false), 0);
	}
}

/* ---- a full disk */

static void a_store_on_a_disk_that_fills_up_loads_and_says_that_it_cannot_save(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	if (!scratch_mount(s, 256))
		skip_because("cannot mount a disk in memory here");
	scratch_fill(s);
	scratch_fill_disk(s, 0);
	store = scratch_open(s, "");
	assert_true(scratch_holds(s, store));
	assert_int_equal(s->state, STORE_OK);
	for (int i = 0; i < 3; i++) {
		strbuf_clear(&s->err);
		assert_false(scratch_answer(s, store, "run-1", "q2", "b", 0));
		assert_non_null(strstr(s->err.buf, "disk is full"));
		assert_true(scratch_holds(s, store));
	}
	scratch_free_disk(s);
	assert_true(scratch_answer(s, store, "run-1", "q2", "b", 0));
	store_close(store);
	store = scratch_open_well(s, "");
	assert_true(scratch_holds(s, store));
	assert_string_equal(progress_find(&s->progress, "online")->open->answers[1].response, "b");
	store_close(store);
}

static void a_new_store_on_a_full_disk_is_refused_until_there_is_room(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	if (!scratch_mount(s, 256))
		skip_because("cannot mount a disk in memory here");
	for (int left = 0; left <= 32; left += 4) {
		scratch_fill_disk(s, left);
		store = scratch_open(s, "");
		if (store) {
			assert_int_equal(s->state, STORE_OK);
		} else {
			assert_int_equal(s->state, STORE_UNUSABLE);
			assert_non_null(strstr(s->err.buf, "disk is full"));
		}
		assert_true(left || !store);
		store_close(store);
		scratch_free_disk(s);
		store_close(scratch_open_well(s, ""));
		assert_int_equal(scratch_aside(s, false), 0);
		assert_int_equal(unlink(s->path), 0);
		snprintf(s->name, sizeof(s->name), "%s-journal", s->path);
		assert_int_equal(unlink(s->name), 0);
	}
}

static void no_acknowledged_answer_is_lost_while_the_disk_fills_up(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	if (!scratch_mount(s, 256))
		skip_because("cannot mount a disk in memory here");
	for (int left = 0; left <= 64; left += 4) {
		char id[16], text[2001];
		bool saved[4];

		store = scratch_open_well(s, "");
		snprintf(id, sizeof(id), "run-%d", left);
		assert_true(scratch_begin(s, store, id, "online", RUN_QUIZ));
		scratch_fill_disk(s, left);
		memset(text, 'x', sizeof(text) - 1);
		text[2000] = '\0';
		for (int i = 1; i <= 3; i++) {
			char question[] = { 'q', (char)('0' + i), '\0' };

			strbuf_clear(&s->err);
			saved[i] = scratch_answer(s, store, id, question, text, 0);
			assert_true(saved[i] || strstr(s->err.buf, "disk is full"));
		}
		store_close(store);
		store = scratch_open_well(s, "");
		assert_true(scratch_load(s, store));
		for (int i = 1; i <= 3; i++)
			assert_int_equal(saved[i],
				progress_find(&s->progress, "online")
						->open->answers[i - 1]
						.response != NULL);
		store_close(store);
		scratch_free_disk(s);
		scratch_sql(s, "DELETE FROM run; DELETE FROM answer; VACUUM");
	}
}

static void a_disk_mounted_read_only_is_loaded(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	if (!scratch_mount(s, 256))
		skip_because("cannot mount a disk in memory here");
	scratch_fill(s);
	assert_int_equal(mount("tmpfs", s->data, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
	store = scratch_open(s, "");
	assert_int_equal(s->state, STORE_UNUSABLE);
	assert_non_null(strstr(s->err.buf, "Cannot write"));
	assert_true(scratch_holds(s, store));
	assert_false(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
#define MANY(name) cmocka_unit_test_setup_teardown(name, scratch_setup_in_memory, scratch_teardown)
#define DISK(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_unmount)
	const struct CMUnitTest tests[] = {
		MANY(eight_programs_on_one_new_store_never_fail),
		T(who_saves_without_pause_does_not_starve_the_others),
		T(a_turn_that_is_never_given_back_is_waited_for_and_no_more),
		MANY(the_race_to_make_the_store_has_no_loser),
		MANY(the_race_to_set_damage_aside_has_one_winner),
		T(two_stores_of_one_program_do_not_block_each_other),
		T(an_answer_is_acknowledged_once_it_is_saved),
		T(a_wrong_number_for_acknowledgements_harms_nothing),
		T(kill_9_after_the_acknowledgement_loses_nothing),
		DISK(a_store_on_a_disk_that_fills_up_loads_and_says_that_it_cannot_save),
		DISK(a_new_store_on_a_full_disk_is_refused_until_there_is_room),
		DISK(no_acknowledged_answer_is_lost_while_the_disk_fills_up),
		DISK(a_disk_mounted_read_only_is_loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
