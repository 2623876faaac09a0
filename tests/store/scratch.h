/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fixture of the store tests: a directory for each test, access to the files in it, and processes
 * next to this one. A child process must not call cmocka; it reports by its exit status. Include
 * after cmocka.h.
 */
#ifndef TESTS_STORE_SCRATCH_H
#define TESTS_STORE_SCRATCH_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "store/store.h"
#include "learner.h"

struct scratch {
	char dir[64];
	char data[96];  /* dir/data, not created by setup */
	char path[128]; /* dir/data/progress.db */
	char name[256];
	struct strbuf err, text;
	enum store_state state;
	struct progress progress;
};

static inline int scratch_setup_in(void **state, const char *tmp)
{
	struct scratch *s = xcalloc(1, sizeof(*s));

	snprintf(s->dir, sizeof(s->dir), "%s/vigie-store-XXXXXX",
		tmp && strlen(tmp) < 32 ? tmp : "/tmp");
	if (!mkdtemp(s->dir))
		return -1;
	snprintf(s->data, sizeof(s->data), "%s/data", s->dir);
	snprintf(s->path, sizeof(s->path), "%s/progress.db", s->data);
	strbuf_init(&s->err);
	strbuf_init(&s->text);
	progress_init(&s->progress);
	unsetenv("VIGIE_ACK_FD");
	/* create files with the permissions that the program uses, unless a test sets others */
	umask(S_IRWXG | S_IRWXO);
	*state = s;
	return 0;
}

static inline int scratch_setup(void **state)
{
	return scratch_setup_in(state, getenv("TMPDIR"));
}

/* Puts the directory into /dev/shm if there is one, for tests in which many processes save at once:
 * on a busy disk they would run into their timeouts. */
static inline int scratch_setup_in_memory(void **state)
{
	return scratch_setup_in(state, access("/dev/shm", W_OK) ? getenv("TMPDIR") : "/dev/shm");
}

static inline int scratch_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline int scratch_teardown(void **state)
{
	struct scratch *s = *state;

	(void)chmod(s->data, 0700);
	(void)nftw(s->dir, scratch_remove, 16, FTW_DEPTH | FTW_PHYS);
	strbuf_release(&s->err);
	strbuf_release(&s->text);
	progress_release(&s->progress);
	free(s);
	return 0;
}

static inline struct store *scratch_open_at(
	struct scratch *s, const char *path, const char *learner)
{
	strbuf_clear(&s->err);
	return store_open(path, learner, &s->state, &s->err);
}

static inline struct store *scratch_open(struct scratch *s, const char *learner)
{
	return scratch_open_at(s, s->path, learner);
}

/* Opens the store and asserts that nothing was reported. */
static inline struct store *scratch_open_well(struct scratch *s, const char *learner)
{
	struct store *store = scratch_open(s, learner);

	assert_string_equal(s->err.buf, "");
	assert_int_equal(s->state, STORE_OK);
	assert_non_null(store);
	return store;
}

/* Starts a run in s->progress and saves it. */
static inline bool scratch_begin(struct scratch *s, struct store *store, const char *id,
	const char *lesson, enum run_kind kind)
{
	static const char *const questions[] = { "q1", "q2", "q3" };

	return store_save_run(store,
		progress_begin(&s->progress, id, lesson, kind, UINT64_MAX - 5, 1000, questions, 3),
		&s->err);
}

static inline bool scratch_answer(struct scratch *s, struct store *store, const char *run,
	const char *question, const char *response, int score)
{
	struct answer answer = {
		.question = question,
		.response = response,
		.score = score,
		.max = 1000,
		.hints = 1,
		.at = 1001,
	};

	(void)progress_answer(&s->progress, run, &answer);
	return store_save_answer(store, run, &answer, NULL, &s->err);
}

static inline bool scratch_finish(struct scratch *s, struct store *store, struct run *run)
{
	return progress_finish(&s->progress, run->id, &learner_rule, 1002) &&
		store_save_finish(store, run, &s->err);
}

/* Reloads s->progress from the store. */
static inline bool scratch_load(struct scratch *s, struct store *store)
{
	progress_release(&s->progress);
	return store_load(store, &s->progress, &s->err);
}

/* Creates a store with a place and one answer in an open run. */
static inline void scratch_fill(struct scratch *s)
{
	struct store *store = scratch_open_well(s, "");

	assert_true(store_save_place(store, "online", "signs", 3, false, 0, &s->err));
	assert_true(scratch_begin(s, store, "run-1", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "run-1", "q1", "a", 1000));
	store_close(store);
}

/* True if the store holds what scratch_fill() put there. Safe in a child process. */
static inline bool scratch_holds(struct scratch *s, struct store *store)
{
	const struct lesson_progress *record;

	if (!store || !scratch_load(s, store))
		return false;
	record = progress_find(&s->progress, "online");
	return record && record->seen == 3 && record->open && record->open->n == 3 &&
		record->open->answers[0].response &&
		!strcmp(record->open->answers[0].response, "a");
}

/* Runs SQL on the file itself. Returns, in s->text, the first column of each row, one per line. */
static inline int scratch_sql_row(void *text, int n, char **values, char **names)
{
	(void)names;
	if (n)
		strbuf_addf(text, "%s\n", values[0] ? values[0] : "NULL");
	return 0;
}

static inline const char *scratch_sql(struct scratch *s, const char *sql)
{
	sqlite3 *db = NULL;
	char *message = NULL;

	strbuf_clear(&s->text);
	(void)mkdir(s->data, 0700);
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_exec(db, sql, scratch_sql_row, &s->text, &message))
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
	return s->text.buf;
}

static inline void scratch_read(const char *path, struct strbuf *out)
{
	char buf[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f)
		fail_msg("cannot read %s", path);
	strbuf_clear(out);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(out, buf, n);
	fclose(f);
}

static inline void scratch_write(const char *path, const char *data, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(data, 1, len, f) != len)
		fail_msg("cannot write %s", path);
	fclose(f);
}

static inline mode_t scratch_mode(const char *path)
{
	struct stat st;

	return lstat(path, &st) ? 0 : st.st_mode & 07777;
}

static inline bool scratch_there(const char *path)
{
	struct stat st;

	return !lstat(path, &st);
}

/* Returns dir/name, valid until the next call. */
static inline const char *scratch_name(struct scratch *s, const char *name)
{
	snprintf(s->name, sizeof(s->name), "%s/%s", s->dir, name);
	return s->name;
}

/* Number of quarantined files in dir/data: journals, or all others. Puts one path into s->name. */
static inline int scratch_aside(struct scratch *s, bool journals)
{
	DIR *dir = opendir(s->data);
	struct dirent *entry;
	int n = 0;

	while (dir && (entry = readdir(dir))) {
		bool journal = strstr(entry->d_name, "-journal") != NULL;

		if (strncmp(entry->d_name, "progress.db.damaged-20", 22) || journal != journals)
			continue;
		n++;
		snprintf(s->name, sizeof(s->name), "%s/%.120s", s->data, entry->d_name);
	}
	if (dir)
		closedir(dir);
	return n;
}

typedef bool scratch_work(struct scratch *s, int i);

/* Runs work in a child process and exits with its result. */
static inline void scratch_work_and_exit(scratch_work *work, struct scratch *s, int i)
{
	bool good = work(s, i);

	if (!good)
		fprintf(stderr, "process %d: %s\n", i, s->err.buf);
	_exit(good ? 0 : 1);
}

static inline bool scratch_ended_well(pid_t pid)
{
	int status;

	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && !WEXITSTATUS(status);
}

/* Runs work in n processes that start together. Returns how many of them succeeded. */
static inline int scratch_together(int n, scratch_work *work, struct scratch *s)
{
	pid_t pids[64];
	int start[2], good = 0;

	assert_true(n <= 64);
	assert_int_equal(pipe2(start, O_CLOEXEC), 0);
	for (int i = 0; i < n; i++) {
		char byte;

		pids[i] = fork();
		if (pids[i])
			continue;
		close(start[1]);
		/* returns at EOF, when the parent closes its end */
		if (read(start[0], &byte, 1))
			_exit(3);
		scratch_work_and_exit(work, s, i);
	}
	close(start[0]);
	close(start[1]);
	for (int i = 0; i < n; i++)
		good += scratch_ended_well(pids[i]);
	return good;
}

/* Runs work in a child process that cannot write files of other users: as the user nobody if root
 * runs the tests. */
static inline bool scratch_as_nobody(scratch_work *work, struct scratch *s)
{
	const uid_t nobody = 65534;
	pid_t pid = fork();

	if (pid)
		return scratch_ended_well(pid);
	if (!geteuid() && (setgroups(0, NULL) || setgid(nobody) || setuid(nobody)))
		_exit(3);
	scratch_work_and_exit(work, s, 0);
	return false;
}

static inline int scratch_give(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return lchown(path, 65534, 65534);
}

/* Gives all files of the directory to the user nobody; does nothing unless root runs the tests. */
static inline void scratch_give_to_nobody(struct scratch *s)
{
	if (!geteuid())
		assert_int_equal(nftw(s->dir, scratch_give, 16, FTW_PHYS), 0);
}

/* Mounts a disk of size KiB at dir/data, for scratch_unmount() to remove. Prints a note and returns
 * false if mounting is not permitted. */
static inline bool scratch_mount(struct scratch *s, int size)
{
	char options[32];

	snprintf(options, sizeof(options), "size=%dk,mode=700", size);
	assert_int_equal(mkdir(s->data, 0700), 0);
	if (!mount("tmpfs", s->data, "tmpfs", MS_NOSUID | MS_NODEV, options))
		return true;
	print_message(
		"[  NOTE    ] skipped, cannot mount a small disk here: %s\n", strerror(errno));
	return false;
}

/* Teardown of a test that calls scratch_mount(). */
static inline int scratch_unmount(void **state)
{
	struct scratch *s = *state;

	(void)umount2(s->data, MNT_DETACH);
	return scratch_teardown(state);
}

/* Fills the disk, except for left KiB. */
static inline void scratch_fill_disk(struct scratch *s, int left)
{
	static const char page[4096];
	struct statvfs disk;
	int fd;

	snprintf(s->name, sizeof(s->name), "%s/fill", s->data);
	fd = open(s->name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(statvfs(s->data, &disk), 0);
	for (long n = (long)(disk.f_bavail * disk.f_bsize) / 4096 - left / 4; n > 0; n--)
		assert_int_equal(write(fd, page, sizeof(page)), sizeof(page));
	close(fd);
}

static inline void scratch_free_disk(struct scratch *s)
{
	snprintf(s->name, sizeof(s->name), "%s/fill", s->data);
	assert_int_equal(unlink(s->name), 0);
}

/* Makes the store from a dump of an older one. */
static inline void scratch_use_fixture(struct scratch *s, const char *name)
{
	struct strbuf path = STRBUF_INIT, sql = STRBUF_INIT;

	strbuf_addf(&path, "%s/store/%s", TEST_DATA, name);
	scratch_read(path.buf, &sql);
	scratch_sql(s, sql.buf);
	strbuf_release(&path);
	strbuf_release(&sql);
}

#endif
