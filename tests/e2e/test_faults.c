/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whichever system call or allocation fails, and whenever: the program does not crash or hang, it
 * carries on or says what went wrong, it restores the terminal, and every answer it acknowledged is
 * in the store.
 *
 * Each test makes the 1st, 2nd, 3rd … call fail, in one visit each. By default only every step-th
 * call is tried; VIGIE_FAULTS=all tries all of them. VIGIE_SEED selects the first one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "e2e/desk.h"
#include "skip.h"

enum { QUIZZES = 2, UNABLE = 77 };

static const char first_lines[] = "\n\n\nu\n", quiz_lines[] = "1\n\n1\n\n\n1\n\nx\n\nt\n";

struct visit {
	struct desk *desk;
	char *lines, *acks, *count; /* files */
	long usual;                 /* acknowledgements of a visit without faults */
	struct strbuf out, acked;
	int status;
};

static bool tries_all(void)
{
	const char *wish = getenv("VIGIE_FAULTS");

	return wish && !strcmp(wish, "all");
}

/* ---- a visit in plain lines */

static void begin_visits(struct visit *v, struct desk *desk)
{
	struct strbuf lines = STRBUF_INIT;

	strbuf_addstr(&lines, first_lines);
	for (int i = 0; i < QUIZZES; i++)
		strbuf_addstr(&lines, quiz_lines);
	*v = (struct visit){ .desk = desk };
	v->lines = xstrdup(desk_write(desk, "lines", lines.buf));
	v->acks = xstrdup(desk_path(desk, "acks"));
	v->count = xstrdup(desk_path(desk, "count"));
	strbuf_init(&v->out);
	strbuf_init(&v->acked);
	strbuf_release(&lines);
}

static void end_visits(struct visit *v)
{
	free(v->lines);
	free(v->acks);
	free(v->count);
	strbuf_release(&v->out);
	strbuf_release(&v->acked);
}

static void read_file(const char *path, struct strbuf *out)
{
	char buf[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	strbuf_clear(out);
	while (f && (n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(out, buf, n);
	if (f)
		fclose(f);
}

static void forget_store(struct desk *desk)
{
	struct strbuf command = STRBUF_INIT;

	strbuf_addf(&command, "rm -rf '%s/.local'", desk->home);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
}

/* One visit with the given start; v gets its output and its acknowledgements. */
static void visit(struct visit *v, struct start start)
{
	int acks = open(v->acks, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600),
	    in = open(v->lines, O_RDONLY);

	assert_true(acks >= 0 && in >= 0);
	assert_int_equal(dup2(acks, ACK_FD), ACK_FD);
	start.args[0] = "--linear";
	start.want_acks = true;
	start.in = in;
	strbuf_clear(&v->out);
	v->status = desk_run(v->desk, &start, &v->out, &v->out);
	close(acks);
	close(in);
	close(ACK_FD);
	read_file(v->acks, &v->acked);
}

static long lines_in(const struct strbuf *text)
{
	long n = 0;

	for (size_t i = 0; i < text->len; i++)
		n += text->buf[i] == '\n';
	return n;
}

/* Returns NULL if the store is intact and holds every acknowledged answer, otherwise what is
 * wrong. */
static const char *missing(struct desk *desk, struct strbuf *acked)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	char *rest = NULL;
	const char *wrong = NULL;

	if (!acked->len)
		return NULL;
	/* the writer may still be at work */
	if (sqlite3_open_v2(desk_store(desk), &db, SQLITE_OPEN_READWRITE, NULL) ||
		sqlite3_busy_timeout(db, 5000) ||
		sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL) ||
		sqlite3_step(stmt) != SQLITE_ROW ||
		strcmp((const char *)sqlite3_column_text(stmt, 0), "ok"))
		wrong = "the store is damaged";
	sqlite3_finalize(stmt);
	stmt = NULL;
	if (!wrong &&
		sqlite3_prepare_v2(db,
			"SELECT 1 FROM answer JOIN run ON run.seq = answer.run "
			"WHERE run.id || '/' || answer.question = ?1 AND response IS NOT NULL",
			-1, &stmt, NULL))
		wrong = "the store cannot be read";
	for (char *line = strtok_r(acked->buf, "\n", &rest); line && !wrong;
		line = strtok_r(NULL, "\n", &rest)) {
		sqlite3_bind_text(stmt, 1, line + strlen("ACK "), -1, SQLITE_STATIC);
		if (sqlite3_step(stmt) != SQLITE_ROW)
			wrong = "an acknowledged answer is lost";
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return wrong;
}

/* True if the output contains an error message. */
static bool says_why(const struct strbuf *out)
{
	static const char *const sentences[] = { "vigie: ", "Not saved", "Cannot save",
		"No lessons were found", "cannot be read", "annot read", "annot write",
		"annot open", "annot use", "reports an error", "disk is full", "not enough memory",
		"was damaged", "is damaged", "mistake in its file" };

	for (size_t i = 0; i < ARRAY_SIZE(sentences); i++)
		if (strstr(out->buf, sentences[i]))
			return true;
	return false;
}

/* Returns NULL if the program handled the fault properly, otherwise what went wrong. */
static const char *wrong_with(struct visit *v)
{
	long acks = lines_in(&v->acked);

	if (v->status > 128)
		return "it ended by a signal or hung";
	if (strstr(v->out.buf, "Sanitizer") || strstr(v->out.buf, "runtime error:"))
		return "a sanitizer complained";
	if (v->status && !says_why(&v->out))
		return "it failed and said nothing";
	if (!v->status && acks < v->usual && !says_why(&v->out))
		return "answers were not kept and it said nothing";
	return missing(v->desk, &v->acked);
}

/* ---- system calls */

static void visit_with(struct visit *v, const char *calls, const char *which, const char *error)
{
	forget_store(v->desk);
	visit(v,
		(struct start){ .under = { beside_us("tests/faults/inject"), calls, which, error,
					v->count },
			.env = { "ASAN_OPTIONS=detect_leaks=0" } });
}

static long count_calls(struct visit *v, const char *calls)
{
	struct strbuf text = STRBUF_INIT;
	long n;

	visit_with(v, calls, "0", "EIO");
	if (v->status == UNABLE)
		skip_because("system calls cannot be traced here");
	assert_int_equal(v->status, 0);
	v->usual = lines_in(&v->acked);
	assert_true(v->usual >= 4);
	assert_null(missing(v->desk, &v->acked));
	read_file(v->count, &text);
	n = atol(text.buf);
	strbuf_release(&text);
	assert_true(n > 3);
	return n;
}

enum harm { MAY_FAIL, MUST_NOT_SHOW };

/* Fails every step-th call, either that call only ("") or with all that follow it ("+"). */
static void fail_each(struct desk *desk, const char *calls, const char *error, const char *more,
	enum harm harm, long step)
{
	const char *seed = getenv("VIGIE_SEED");
	struct visit v;
	long n, tried = 0;
	int harmed = 0, bad = 0;

	begin_visits(&v, desk);
	n = count_calls(&v, calls);
	if (tries_all())
		step = 1;
	for (long i = 1 + (seed ? atol(seed) % step : 0); i <= n; i += step, tried++) {
		char which[24];
		const char *wrong;

		snprintf(which, sizeof(which), "%ld%s", i, more);
		visit_with(&v, calls, which, error);
		harmed += v.status || lines_in(&v.acked) < v.usual;
		wrong = harm == MUST_NOT_SHOW && (v.status || lines_in(&v.acked) < v.usual)
			? "it was noticed"
			: wrong_with(&v);
		if (!wrong)
			continue;
		print_error("%s of %s, number %s: %s (status %d)\n%s\n", error, calls, which, wrong,
			v.status, v.out.buf);
		if (++bad == 20)
			break;
	}
	assert_int_equal(bad, 0);
	/* prove that the test can fail: some of these calls matter */
	assert_true(harm == MUST_NOT_SHOW || harmed > 0);
	if (tries_all())
		print_message(
			"# faults: %s%s at each of %ld calls (%s): %d were noticed, no crash, none silent, nothing acknowledged "
			"lost\n",
			error, more, tried, calls, harmed);
	end_visits(&v);
}

static void any_call_that_fails_is_survived(void **state)
{
#if defined(__SANITIZE_ADDRESS__)
	/* the sanitizer cannot do without its own memory */
	fail_each(*state, "any-but-memory", "EIO", "", MAY_FAIL, 31);
#else
	fail_each(*state, "any", "EIO", "", MAY_FAIL, 31);
#endif
}

static const char writes[] = "pwrite64,fsync,fdatasync,ftruncate";

static void a_disk_with_errors_is_said(void **state)
{
	fail_each(*state, writes, "EIO", "", MAY_FAIL, 13);
	fail_each(*state, writes, "EIO", "+", MAY_FAIL, 19);
}

static void a_disk_that_is_full_at_any_moment_is_said(void **state)
{
	fail_each(*state, writes, "ENOSPC", "", MAY_FAIL, 13);
	fail_each(*state, writes, "ENOSPC", "+", MAY_FAIL, 19);
}

static void files_that_cannot_be_read_are_said(void **state)
{
	fail_each(*state, "read,pread64,readv", "EIO", "", MAY_FAIL, 7);
	fail_each(*state, "read,pread64,readv", "EIO", "+", MAY_FAIL, 11);
}

static void no_descriptors_left_at_any_moment_is_said(void **state)
{
	fail_each(*state, "openat", "EMFILE", "", MAY_FAIL, 5);
	fail_each(*state, "openat", "EMFILE", "+", MAY_FAIL, 5);
}

static void interrupted_calls_are_not_noticed(void **state)
{
	fail_each(*state, "read,pread64,write,pwrite64,openat,fsync,ppoll,poll,flock", "EINTR", "",
		MUST_NOT_SHOW, 17);
}

static void short_reads_and_writes_are_not_noticed(void **state)
{
	fail_each(*state, "read,pread64,write,pwrite64", "short", "", MUST_NOT_SHOW, 17);
	fail_each(*state, "read,write", "short", "+", MUST_NOT_SHOW, 9);
}

/*
 * The calls by which the two processes meet: each one, because which of them the number of another
 * test hits depends on who runs first.
 */
static void a_writer_that_cannot_be_met_is_not_waited_for(void **state)
{
	fail_each(*state, "fcntl,socketpair,poll", "EIO", "", MAY_FAIL, 1);
	fail_each(*state, "socketpair,poll", "ENOMEM", "+", MUST_NOT_SHOW, 1);
}

/* ---- resource limits */

/* Lowers the limit from plenty of descriptors to none besides the first three. */
static void few_descriptors_are_said(void **state)
{
	struct rlimit before, few;
	struct visit v;

	begin_visits(&v, *state);
	visit(&v, (struct start){ 0 });
	v.usual = lines_in(&v.acked);
	assert_true(v.usual >= 4);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	for (rlim_t n = 24; n > 19; n--) {
		const char *wrong;

		/* the acknowledgements use descriptor 19, so the free descriptors are those between
		 * it and the limit */
		forget_store(*state);
		few = (struct rlimit){ n, before.rlim_max };
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		visit(&v, (struct start){ 0 });
		setrlimit(RLIMIT_NOFILE, &before);
		wrong = wrong_with(&v);
		if (wrong)
			fail_msg("%d descriptors: %s (status %d)\n%s", (int)n, wrong, v.status,
				v.out.buf);
	}
	end_visits(&v);
}

/* ---- memory */

static uint64_t memory_asked_for(const struct visit *v)
{
	struct strbuf count = STRBUF_INIT;
	uint64_t n = 0;

	read_file(v->count, &count);
	if (count.len == sizeof(n))
		memcpy(&n, count.buf, sizeof(n));
	strbuf_release(&count);
	return n;
}

struct short_of_memory {
	char preload[PATH_MAX + 16], count[300], which[64];
	struct start start;
};

static struct start without_memory(
	struct short_of_memory *m, const struct visit *v, uint64_t nth, const char *more)
{
	struct start start = { 0 };

	snprintf(m->preload, sizeof(m->preload), "LD_PRELOAD=%s",
		beside_us("tests/faults/memory.so"));
	snprintf(m->count, sizeof(m->count), "VIGIE_MEMORY_COUNT=%s", v->count);
	snprintf(m->which, sizeof(m->which), "VIGIE_NO_MEMORY=%llu%s", (unsigned long long)nth,
		more);
	start.env[0] = m->preload;
	start.env[1] = m->count;
	start.env[2] = m->which;
	return start;
}

static void be_short_of_memory(struct desk *desk, const char *more, uint64_t step)
{
	const char *seed = getenv("VIGIE_SEED");
	struct short_of_memory m;
	struct visit v;
	uint64_t n, tried = 0;
	int ended = 0;

#if defined(__SANITIZE_ADDRESS__)
	skip_because("the sanitizer has an allocator of its own");
#endif
	begin_visits(&v, desk);
	visit(&v, without_memory(&m, &v, 0, ""));
	v.usual = lines_in(&v.acked);
	n = memory_asked_for(&v);
	if (!n)
		skip_because("allocations cannot be counted here");
	assert_true(v.usual >= 4);
	if (tries_all())
		step = 1;
	for (uint64_t i = 1 + (seed ? strtoull(seed, NULL, 10) % step : 0); i <= n;
		i += step, tried++) {
		const char *wrong;

		forget_store(desk);
		visit(&v, without_memory(&m, &v, i, more));
		ended += v.status == 3;
		wrong = wrong_with(&v);
		if (wrong)
			fail_msg("no memory at %llu%s: %s (status %d)\n%s", (unsigned long long)i,
				more, wrong, v.status, v.out.buf);
	}
	assert_true(ended > 0);
	if (tries_all())
		print_message(
			"# faults: no memory%s at each of %llu requests: %d ended with the sentence, the others went on; no crash, "
			"nothing acknowledged lost\n",
			more, (unsigned long long)tried, ended);
	end_visits(&v);
}

static void memory_that_cannot_be_had_once_is_survived(void **state)
{
	be_short_of_memory(*state, "", 151);
}

static void memory_that_cannot_be_had_any_more_is_said(void **state)
{
	be_short_of_memory(*state, "+", 173);
}

/* ---- the same on a terminal */

static void visit_on_the_terminal(struct terminal *t)
{
	static const char *const keys[] = { KEY_ENTER, KEY_ENTER, "1\r", "u", "1", KEY_ENTER,
		KEY_ENTER, "1", KEY_ENTER, KEY_ENTER };

	for (size_t i = 0; i < ARRAY_SIZE(keys) && terminal_running(t); i++) {
		terminal_send(t, keys[i]);
		terminal_take(t, 15);
	}
	for (int i = 0; i < 100 && terminal_running(t); i++) {
		terminal_send(t, "\003");
		terminal_take(t, 15);
	}
}

/* For faults that leave the terminal writable. */
static const char *wrong_on(struct terminal *t, int status)
{
	struct termios before = terminal_termios_at_start(t), now = terminal_termios(t);

	if (status < 0)
		return "it hangs";
	if (status > 128 && status != 128 + SIGINT && status != 128 + SIGHUP)
		return "it ended by a signal";
	if (!same_modes(&before, &now))
		return "the line modes are not as before";
	if (terminal_mode(t, 1049) || terminal_alternate(t))
		return "the alternate screen is not left";
	return NULL;
}

static void memory_at_any_moment_gives_the_terminal_back(void **state)
{
	struct desk *desk = *state;
	struct short_of_memory m;
	struct visit v;
	uint64_t n = 0, step = 1;
	int ended = 0;

#if defined(__SANITIZE_ADDRESS__)
	skip_because("the sanitizer has an allocator of its own");
#endif
	begin_visits(&v, desk);
	for (uint64_t i = 0, first = 1; first || i <= n; i += step, first = 0) {
		struct start start = without_memory(&m, &v, i, "");
		struct terminal *t;
		const char *wrong;
		int status;

		forget_store(desk);
		start = desk_fill_in(&start);
		t = terminal_start(desk->home, &start);
		visit_on_the_terminal(t);
		status = terminal_wait_end(t);
		wrong = wrong_on(t, status);
		if (!wrong && status == 3 && !strstr(terminal_bytes(t)->buf, "vigie: ") &&
			!strstr(terminal_bytes(t)->buf, "Vigie"))
			wrong = "it said nothing";
		ended += status == 3;
		if (wrong)
			fail_msg("no memory at %llu: %s (status %d)\n%s\n", (unsigned long long)i,
				wrong, status, terminal_text(t));
		terminal_free(t);
		if (first) {
			n = memory_asked_for(&v);
			step = tries_all() ? 1 : n / 14 + 1;
			i = 1;
			if (!n)
				skip_because("allocations cannot be counted here");
		}
	}
	assert_true(ended > 0);
	if (tries_all())
		print_message(
			"# faults: no memory at each of %llu requests on the whole terminal: %d ended with the sentence; no crash, "
			"terminal given back\n",
			(unsigned long long)n, ended);
	end_visits(&v);
}

static void fail_on_the_terminal(
	struct desk *desk, const char *calls, const char *error, long tries)
{
	char count[300], which[24];

	snprintf(count, sizeof(count), "%s", desk_path(desk, "count"));
	for (long i = 1; i <= tries; i++) {
		struct start start = { .under = { beside_us("tests/faults/inject"), calls, which,
					       error, count },
			.env = { "ASAN_OPTIONS=detect_leaks=0" } };
		struct terminal *t;
		const char *wrong;
		int status;

		snprintf(which, sizeof(which), "%ld", i * 3);
		forget_store(desk);
		start = desk_fill_in(&start);
		t = terminal_start(desk->home, &start);
		visit_on_the_terminal(t);
		status = terminal_wait_end(t);
		if (status == UNABLE)
			skip_because("system calls cannot be traced here");
		wrong = wrong_on(t, status);
		if (wrong)
			fail_msg("%s of %s, number %s: %s (status %d)\n%s\n", error, calls, which,
				wrong, status, terminal_text(t));
		terminal_free(t);
	}
}

static void keys_that_cannot_be_read_leave_the_terminal_as_it_was(void **state)
{
	fail_on_the_terminal(*state, "read", "EIO", tries_all() ? 40 : 4);
	fail_on_the_terminal(*state, "read", "EINTR", tries_all() ? 40 : 3);
	fail_on_the_terminal(*state, "pselect6", "EINTR", tries_all() ? 10 : 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(any_call_that_fails_is_survived),
		TEST(a_disk_with_errors_is_said),
		TEST(a_disk_that_is_full_at_any_moment_is_said),
		TEST(files_that_cannot_be_read_are_said),
		TEST(no_descriptors_left_at_any_moment_is_said),
		TEST(interrupted_calls_are_not_noticed),
		TEST(short_reads_and_writes_are_not_noticed),
		TEST(a_writer_that_cannot_be_met_is_not_waited_for),
		TEST(few_descriptors_are_said),
		TEST(memory_that_cannot_be_had_once_is_survived),
		TEST(memory_that_cannot_be_had_any_more_is_said),
		TEST(memory_at_any_moment_gives_the_terminal_back),
		TEST(keys_that_cannot_be_read_leave_the_terminal_as_it_was),
	};

	/* VIGIE_ONLY: run only the tests whose names match, * matches anything */
	if (getenv("VIGIE_ONLY"))
		cmocka_set_test_filter(getenv("VIGIE_ONLY"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
