/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Starts a kiosk in a desk and inspects what it leaves behind: files, counters, memory, child
 * processes. clock.c can be preloaded to control its clock. Include after cmocka.h.
 */
#ifndef TESTS_E2E_KIOSK_H
#define TESTS_E2E_KIOSK_H

#include <dirent.h>
#include <sqlite3.h>
#include <time.h>
#include <sys/mman.h>

#include "e2e/clock.h"
#include "e2e/desk.h"
#include "e2e/memory.h"

#define ATTRACT "Press any key to begin."
#define CTRL_T "\024"

/* Starts a kiosk, in English unless settings (lines of [kiosk]) name languages; more holds further
 * sections. start may be NULL. */
static inline struct terminal *kiosk_start(
	struct desk *desk, const char *settings, const char *more, const struct start *start)
{
	struct start full = { 0 };
	struct strbuf text = STRBUF_INIT;

	if (start)
		full = *start;
	strbuf_addf(&text, "[kiosk]\n%sdata = %s/data\n%s%s",
		strstr(settings, "languages") ? "" : "languages = en\n", desk->home, settings,
		more);
	(void)mkdir(desk_path(desk, "data"), 0700);
	memcpy(full.args,
		(const char *[]){ "kiosk", "--config", desk_write(desk, "kiosk.ini", text.buf) },
		3 * sizeof(char *));
	strbuf_release(&text);
	return desk_start(desk, &full);
}

/* Code 4711, hashed with few rounds to save time. */
static const char kiosk_staff[] =
	"[staff]\ncode = pbkdf2-sha256:1000:"
	"00112233445566778899aabbccddeeff:4b0d6c5e9f2c4e45fc391901b8bb146ad2a31b25ecfc2da156c87c03c0ceadfc\n";

static inline void kiosk_to_staff(struct terminal *t)
{
	terminal_send(t, CTRL_T);
	assert_shows(t, "Esc goes back");
	terminal_send(t, "4711\r");
	assert_shows(t, "End the kiosk");
}

/* Ends a visit by hiding it, and the calendar. */
static inline void kiosk_hide(struct terminal *t)
{
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
}

/* One visit to the small course, with one wrong answer to the first question. Starts and ends at
 * the attract screen. */
static inline void kiosk_visit(struct terminal *t)
{
	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	/* a kiosk does not look for a store either */
	assert_null(strstr(terminal_bytes(t)->buf, "Cannot save answers"));
	terminal_send(t, digit_of(t, "A cloud"));
	terminal_send(t, "\r");
	assert_shows(t, "Not quite");
	kiosk_hide(t);
}

/* The same on the shipped course, with one answer to the cases after the first conversation. */
static inline void kiosk_visit_shipped(struct terminal *t)
{
	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "Where shall we begin", 6);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "another path");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "lesson 2 of");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "question 1 of");
	/* also says how sure one is */
	press_until(t, "1" KEY_ENTER, "question 2 of", 6);
	kiosk_hide(t);
}

/* ---- traces */

/* Fails if word is in the name or the contents of any file below path. */
static inline void folder_lacks(const char *path, const char *word)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char name[512], *bytes;
		struct stat st;
		size_t n;
		FILE *f;

		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") || lstat(name, &st))
			continue;
		if (strstr(entry->d_name, word))
			fail_msg("“%s” is in the name of %s", word, name);
		if (S_ISDIR(st.st_mode))
			folder_lacks(name, word);
		f = S_ISREG(st.st_mode) ? fopen(name, "r") : NULL;
		if (!f)
			continue;
		bytes = xmalloc((size_t)st.st_size + 1);
		n = fread(bytes, 1, (size_t)st.st_size, f);
		if (memmem(bytes, n, word, strlen(word)))
			fail_msg("“%s” is in %s", word, name);
		fclose(f);
		free(bytes);
	}
	closedir(dir);
}

/* Returns the first value of a query on the counters; -1 if it has no row. */
static inline long counters_ask(const struct desk *desk, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	long n = -1;
	int rc = sqlite3_open_v2(
		desk_path(desk, "data/counters.db"), &db, SQLITE_OPEN_READWRITE, NULL);

	/* the writer may be at work */
	sqlite3_busy_timeout(db, 5000);
	/* a file that is only just being made has no table yet */
	if (!rc && sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK) {
		if (sqlite3_step(stmt) == SQLITE_ROW)
			n = (long)sqlite3_column_int64(stmt, 0);
		sqlite3_finalize(stmt);
	}
	sqlite3_close(db);
	return n;
}

/* Appends the first column of each row, with spaces around. */
static inline void counters_list(const struct desk *desk, const char *sql, struct strbuf *out)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open_v2(desk_path(desk, "data/counters.db"), &db,
				 SQLITE_OPEN_READWRITE, NULL),
		SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		strbuf_addf(out, " %s ", sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

/* Waits until the writer has counted so many: a visit does not wait for that. */
static inline long counters_wait(const struct desk *desk, const char *sql, long least)
{
	double end = now_ms() + 10000;
	long n;

	while ((n = counters_ask(desk, sql)) < least && now_ms() < end)
		nanosleep(&(struct timespec){ 0, 5000000 }, NULL);
	return n;
}

/* Counts graded answers: each adds one of these three rows, besides those of the options. */
#define COUNT_ANSWERS \
	"SELECT coalesce(sum(n), 0) FROM counter WHERE option IN ('right', 'partly', 'wrong')"

/* True if this test can search the memory of another process. Sanitizers keep freed memory, so the
 * search would find it. */
static inline bool can_see_memory(void)
{
	return !MEMORY_IS_KEPT && !getuid();
}

/* Returns the number of its children; a kiosk has one, the writer. *first, unless NULL, gets one.
 */
static inline int children_of(pid_t pid, pid_t *first)
{
	char path[64], line[256] = "", *at = line, *end;
	int n = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid, (int)pid);
	f = fopen(path, "r");
	if (f && !fgets(line, sizeof(line), f))
		*line = '\0';
	if (f)
		fclose(f);
	for (long child; (child = strtol(at, &end, 10)) > 0; at = end, n++)
		if (first && !n)
			*first = (pid_t)child;
	return n;
}

/* Returns a number from /proc/PID/status in its unit there (kB for memory); -1 if missing. */
static inline long status_of(pid_t pid, const char *name)
{
	char path[64], line[256];
	long n = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && n < 0 && fgets(line, sizeof(line), f))
		if (!strncmp(line, name, strlen(name)) && line[strlen(name)] == ':')
			n = atol(line + strlen(name) + 1);
	if (f)
		fclose(f);
	return n;
}

static inline char state_of(pid_t pid)
{
	char path[64], line[256] = "";
	const char *at;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	if (f && !fgets(line, sizeof(line), f))
		*line = '\0';
	if (f)
		fclose(f);
	at = strrchr(line, ')');
	return at ? at[2] : '?';
}

/* The kiosk does not wait for its writer, so one that has ended stays as a zombie. */
static inline bool has_its_writer(struct terminal *t)
{
	pid_t writer = 0;

	return children_of(terminal_pid(t), &writer) == 1 && state_of(writer) != 'Z';
}

static inline void assert_stands(struct terminal *t, const char *file, int line)
{
	const char *what = !terminal_running(t)          ? "has ended"
		: children_of(terminal_pid(t), NULL) > 1 ? "has started something"
		: !has_its_writer(t)                     ? "has lost its writer"
		: state_of(terminal_pid(t)) == 'T'       ? "was stopped"
							 : NULL;

	if (!what)
		return;
	print_error("%s\nthe kiosk %s (%d)\n", terminal_text(t), what,
		terminal_running(t) ? 0 : terminal_wait_end(t));
	desk_name_forbidden(t);
	_fail(file, line);
}

#define assert_kiosk_stands(t) assert_stands(t, __FILE__, __LINE__)

static inline uint64_t kiosk_number(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

/* ---- controlled clock */

static inline struct handed_clock *clock_make(struct desk *desk)
{
	const char *path = desk_write(desk, "clock", "");
	int fd = open(path, O_RDWR);
	struct handed_clock *clock;

	assert_int_equal(ftruncate(fd, sizeof(*clock)), 0);
	clock = mmap(NULL, sizeof(*clock), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	assert_true(clock != MAP_FAILED);
	return clock;
}

/* Preloads clock.c into the program and passes it the clock file. */
static inline void clock_hand_in(struct desk *desk, struct start *start)
{
	static char preload[512], file[512];
	size_t n = 0;

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", beside_us("tests/e2e/clock.so"));
	snprintf(file, sizeof(file), "VIGIE_TEST_CLOCK=%s", desk_path(desk, "clock"));
	while (start->env[n])
		n++;
	start->env[n++] = preload;
	start->env[n++] = file;
	/* the sanitizer runtime insists on being loaded first */
	start->env[n] = "ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:verify_asan_link_order=0";
}

#endif
