/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kill -9 at any moment while answers come in: every acknowledged answer is in the store
 * afterwards. VIGIE_KILLS is the number of kills (50); VIGIE_SEED repeats a run as far as timing
 * allows. Power cuts are a different matter: see tests/store/test_store_power.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <time.h>

#include "base/rand.h"
#include "e2e/desk.h"

enum { KILLS = 50, QUIZZES = 200, LONGEST_US = 60000 };

/* The first screens, and then one quiz, to be repeated. */
static const char first_lines[] = "\n\n\nu\n", quiz_lines[] = "1\n\n1\n\n\n1\n\nx\n\nt\n";

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

/* The caller frees the path. */
static char *write_lines(struct desk *desk)
{
	struct strbuf lines = STRBUF_INIT;
	char *path;

	strbuf_addstr(&lines, first_lines);
	for (int i = 0; i < QUIZZES; i++)
		strbuf_addstr(&lines, quiz_lines);
	path = xstrdup(desk_write(desk, "lines", lines.buf));
	strbuf_release(&lines);
	return path;
}

static pid_t begin(struct desk *desk, const char *lines, int acks[2])
{
	struct start start = { .args = { "--linear" }, .want_acks = true };
	struct start full = desk_fill_in(&start);
	const char *program = program_path();
	pid_t child;

	assert_int_equal(pipe(acks), 0);
	child = fork();
	if (!child) {
		int nothing = open("/dev/null", O_WRONLY);

		dup2(acks[1], ACK_FD);
		dup2(open(lines, O_RDONLY), STDIN_FILENO);
		dup2(nothing, STDOUT_FILENO);
		program_exec(program, desk->home, &full);
	}
	close(acks[1]);
	return child;
}

/* Kills the program some microseconds after its first acknowledgement; appends all
 * acknowledgements. */
static void kill_at_some_moment(
	struct desk *desk, const char *lines, uint64_t *rng_state, struct strbuf *acknowledged)
{
	struct timespec moment = { 0, (long)rand_below(rng_state, LONGEST_US) * 1000 };
	int acks[2], status;
	pid_t child = begin(desk, lines, acks);
	struct pollfd p = { acks[0], POLLIN, 0 };
	char buf[4096];
	ssize_t n;

	assert_int_equal(poll(&p, 1, 20000), 1);
	nanosleep(&moment, NULL);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	while ((n = read(acks[0], buf, sizeof(buf))) > 0)
		strbuf_add(acknowledged, buf, (size_t)n);
	close(acks[0]);
	/* a program that had ended by itself would prove nothing */
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	assert_true(acknowledged->len > 0);
}

static bool has_one(sqlite3 *db, const char *sql, const char *run, const char *question)
{
	sqlite3_stmt *statement = NULL;
	bool has;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	if (run) {
		sqlite3_bind_text(statement, 1, run, -1, SQLITE_STATIC);
		sqlite3_bind_text(statement, 2, question, -1, SQLITE_STATIC);
	}
	has = sqlite3_step(statement) == SQLITE_ROW &&
		(run || !strcmp((const char *)sqlite3_column_text(statement, 0), "ok"));
	sqlite3_finalize(statement);
	return has;
}

/* Checks each line "ACK run/question" against the store; a truncated last line does not count.
 * Returns the number of lines. */
static size_t look_for(struct desk *desk, char *acknowledged)
{
	sqlite3 *db = NULL;
	char *rest = NULL;
	size_t n = 0;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	assert_true(has_one(db, "PRAGMA integrity_check", NULL, NULL));
	if (strrchr(acknowledged, '\n'))
		*strrchr(acknowledged, '\n') = '\0';
	for (char *line = strtok_r(acknowledged, "\n", &rest); line;
		line = strtok_r(NULL, "\n", &rest), n++) {
		char *slash = strchr(line, '/');

		if (strncmp(line, "ACK ", 4) || !slash)
			fail_msg("“%s” is not an acknowledgement", line);
		*slash = '\0';
		if (!has_one(db,
			    "SELECT 1 FROM answer JOIN run ON run.seq = answer.run "
			    "WHERE run.id = ? AND answer.question = ? AND answer.response IS NOT NULL",
			    line + 4, slash + 1))
			fail_msg("the answer %s/%s was acknowledged and is lost", line + 4,
				slash + 1);
	}
	sqlite3_close(db);
	return n;
}

static void kill_9_at_any_moment_loses_no_acknowledged_answer(void **state)
{
	struct desk *desk = *state;
	char *lines = write_lines(desk);
	uint64_t kills = number_of("VIGIE_KILLS", KILLS), seed = number_of("VIGIE_SEED", 8),
		 rng_state = seed;
	size_t answers = 0;

	for (uint64_t i = 0; i < kills; i++) {
		struct strbuf acknowledged = STRBUF_INIT, journal = STRBUF_INIT;

		kill_at_some_moment(desk, lines, &rng_state, &acknowledged);
		answers += look_for(desk, acknowledged.buf);
		desk_forget_store(desk);
		strbuf_addf(&journal, "%s-journal", desk_store(desk));
		unlink(journal.buf);
		strbuf_release(&acknowledged);
		strbuf_release(&journal);
	}
	free(lines);
	if (kills != KILLS)
		print_message(
			"# kill -9: %llu kills, seed %llu, %zu answers acknowledged, none lost\n",
			(unsigned long long)kills, (unsigned long long)seed, answers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kill_9_at_any_moment_loses_no_acknowledged_answer,
			desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
