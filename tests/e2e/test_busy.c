/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Disks and locks that do not let the program save: it goes on reading keys, hides at once, ends at
 * once, shows nothing as saved that is not, and loses nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <sqlite3.h>
#include <sys/ioctl.h>
#include <sys/mount.h>

#include "e2e/kiosk.h"
#include "e2e/records.h"
#include "hiding.h"
#include "skip.h"

/* What stands on the screen after an answer only. */
#define REASON "One of them is lower"
#define CALENDAR "Mo Tu We"

/* ---- a store that another program holds */

static sqlite3 *lock(struct desk *desk)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	return db;
}

/* Goes to the first question; its third option is wrong. */
static struct terminal *at_question(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	assert_settles(t);
	return t;
}

static struct terminal *at_question_in_lines(struct desk *desk)
{
	struct terminal *t = desk_start(desk, &(struct start){ .args = { "--linear" } });

	terminal_send(t, "\n1\n2\n");
	assert_shows(t, "What is lower");
	return t;
}

static void reasons_wait_until_the_answer_is_durable(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question(desk, NULL);
	sqlite3 *db = lock(desk);

	terminal_send(t, "3" KEY_ENTER);
	assert_shows(t, "Saving…");
	assert_false(terminal_shows(t, REASON));
	sqlite3_close(db);
	assert_shows(t, REASON);
	assert_shows_not(t, "Saving…");
	assert_int_equal(records_number(desk_store(desk), COUNT_RESPONSES), 1);
}

static void another_try_is_offered_once_the_first_is_durable(void **state)
{
	struct desk *desk = *state;
	struct terminal *t =
		desk_start(desk, &(struct start){ .lessons = TEST_DATA "/screens/tries" });
	sqlite3 *db;

	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1\r2\r");
	assert_shows(t, "Which is a star?");
	assert_settles(t);
	db = lock(desk);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Saving…");
	assert_false(terminal_shows(t, "already tried"));
	sqlite3_close(db);
	assert_shows(t, "already tried");
	assert_int_equal(records_number(desk_store(desk), "SELECT count(*) FROM attempt"), 1);
	terminal_signal(t, SIGKILL);
	assert_ends(t, 128 + SIGKILL);

	t = desk_start(desk, &(struct start){ .lessons = TEST_DATA "/screens/tries" });
	press_until(t, KEY_ENTER, "Which is a star?", 3);
	assert_shows(t, "already tried");
}

static void while_it_saves_the_screen_can_be_read_and_left(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question(desk, NULL);
	sqlite3 *db = lock(desk);

	terminal_send(t, "3" KEY_ENTER);
	assert_shows(t, "Saving…");
	terminal_send(t, "?");
	assert_shows(t, "On this screen");
	terminal_send(t, "?");
	assert_shows(t, "What is lower");
	assert_false(terminal_shows(t, REASON));
	terminal_resize(t, 60, 20);
	assert_shows(t, "What is lower");
	/* any other key only says why nothing happens */
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Saving…");
	assert_false(terminal_shows(t, REASON));
	terminal_send(t, KEY_ESC);
	assert_shows_not(t, "What is lower");
	sqlite3_close(db);
	assert_records(desk_store(desk), COUNT_RESPONSES, 1);
}

static void keys_typed_ahead_count(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question(desk, NULL);
	sqlite3 *db = lock(desk);

	terminal_send(t, "3" KEY_ENTER KEY_ENTER);
	terminal_take(t, 100);
	sqlite3_close(db);
	assert_shows(t, "Which of these are wet");
}

static void after_ten_seconds_it_goes_on_and_keeps_everything(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question(desk, NULL);
	sqlite3 *db = lock(desk);

	terminal_send(t, "3" KEY_ENTER);
	assert_shows(t, "Saving…");
	terminal_take(t, 10000);
	assert_shows(t, REASON);
	assert_shows(t, "Not saved");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Which of these are wet");
	sqlite3_close(db);
	assert_shows(t, "Everything is saved now.");
	/* the wrong answer comes back in the review, although it was given during the lock */
	assert_records(desk_store(desk), COUNT_RESPONSES, 1);
	assert_records(desk_store(desk), COUNT_REVIEWS, 1);
}

static void leaving_waits_a_little_and_says_so(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question(desk, NULL);
	sqlite3 *db = lock(desk);
	double since;

	terminal_send(t, "3" KEY_ENTER);
	assert_shows(t, "Saving…");
	terminal_send(t, KEY_ESC);
	assert_shows_not(t, "What is lower");
	press_until(t, "q", "q leave", 3);
	since = now_ms();
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_true(now_ms() - since < 8000);
	assert_shows(t, "Not everything is saved yet");
	assert_given_back(t);
	sqlite3_close(db);
	assert_records(desk_store(desk), COUNT_RESPONSES, 1);
}

/* ---- hiding and ending, while the store is held */

/*
 * Answers a question, leaves the decoder in a state, and presses a key. Returns the milliseconds
 * until the calendar is there.
 */
static double hide_once(
	struct desk *desk, bool lines, const char *state, const char *key, bool said)
{
	struct terminal *t = lines ? at_question_in_lines(desk) : at_question(desk, NULL);
	sqlite3 *db = lock(desk);
	double since;

	terminal_send(t, lines ? "3\n" : "3" KEY_ENTER);
	if (said)
		assert_shows(t, "Saving…");
	terminal_send(t, state);
	terminal_take(t, 5);
	since = now_ms();
	terminal_send(t, key);
	assert_shows(t, CALENDAR);
	since = now_ms() - since;
	assert_false(terminal_shows(t, "What is lower"));
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_false(terminal_shows(t, "aving") || terminal_shows(t, "aved"));
	assert_null(strstr(terminal_scrollback(t), "What is lower"));
	terminal_free(t);
	desk->n--;
	sqlite3_close(db);
	assert_records(desk_store(desk), COUNT_RESPONSES, 1);
	desk_forget_store(desk);
	return since;
}

static bool tries_all(void)
{
	const char *wish = getenv("VIGIE_HIDING");

	return wish && !strcmp(wish, "all");
}

/* Every key, and every state with one key; with VIGIE_HIDING=all every key in every state. */
static void hide_often(struct desk *desk, bool lines)
{
	bool all = tries_all();
	double worst = 0;
	int cells = 0;

	for (size_t s = 0; s < ARRAY_SIZE(states); s++)
		for (size_t k = 0; k < ARRAY_SIZE(hiding); k++) {
			double ms;

			if (!all && s && k)
				continue;
			ms = hide_once(desk, lines, states[s].bytes, hiding[k].bytes, cells++ % 2);
			worst = ms > worst ? ms : worst;
		}
	print_message(
		"# hiding on a busy disk: %d cells, %.0f ms at worst from the key to the calendar\n",
		cells, worst);
}

static void it_hides_at_once(void **state)
{
	hide_often(*state, false);
}

static void it_hides_at_once_in_plain_lines(void **state)
{
	hide_often(*state, true);
}

static void plain_lines_wait_and_keep_what_is_typed(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question_in_lines(desk);
	sqlite3 *db = lock(desk);

	terminal_send(t, "3\n");
	assert_shows(t, "Saving…");
	terminal_send(t, "\n");
	terminal_take(t, 100);
	assert_false(terminal_shows(t, "Which of these are wet"));
	sqlite3_close(db);
	assert_shows(t, "Which of these are wet");
}

/* A pipe has nobody who types ahead; a signal, or the key, still ends it. */
static void a_signal_ends_it_at_once(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP };
	struct desk *desk = *state;

	for (size_t i = 0; i < 2 * ARRAY_SIZE(signals); i++) {
		struct terminal *t = i % 2 ? at_question_in_lines(desk) : at_question(desk, NULL);
		sqlite3 *db = lock(desk);
		double since;

		terminal_send(t, i % 2 ? "3\n" : "3" KEY_ENTER);
		assert_shows(t, "Saving…");
		since = now_ms();
		terminal_signal(t, signals[i / 2]);
		assert_ends(t, 128 + signals[i / 2]);
		/* before SQLite itself gives up on the lock */
		assert_true(now_ms() - since < 4500);
		assert_given_back(t);
		terminal_free(t);
		desk->n--;
		sqlite3_close(db);
		assert_records(desk_store(desk), COUNT_RESPONSES, 1);
		desk_forget_store(desk);
	}
}

/* ---- a PIN */

static void a_key_hides_while_a_try_is_counted(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = at_question(desk, NULL);
	sqlite3 *db;

	/* any hash will do: no PIN is right */
	(void)records_number(desk_store(desk),
		"INSERT INTO setting VALUES ('', 'pin', 'pbkdf2-sha256:1:00:00')");
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	t = desk_start(desk, NULL);
	assert_shows(t, "PIN: ");
	db = lock(desk);
	terminal_send(t, "4711\n");
	terminal_take(t, 100);
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	sqlite3_close(db);
}

/* ---- a kiosk, whose counters another program holds */

/* Opens a lesson, leaves the decoder in a state, and presses a key that hides. */
static double hide_in_kiosk(struct terminal *t, const char *state, const char *key)
{
	double since;

	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, state);
	terminal_take(t, 5);
	since = now_ms();
	terminal_send(t, key);
	assert_shows(t, CALENDAR);
	since = now_ms() - since;
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	return since;
}

static void a_kiosk_hides_and_goes_on_and_counts_later(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", NULL);
	sqlite3 *db = NULL;
	double worst = 0;
	int cells = 0;

	assert_shows(t, ATTRACT);
	assert_int_equal(sqlite3_open(desk_path(desk, "data/counters.db"), &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	for (int i = 0; i < 3; i++)
		kiosk_visit(t);
	for (size_t s = 0; s < ARRAY_SIZE(states); s++)
		for (size_t k = 0; k < ARRAY_SIZE(hiding); k++) {
			double ms;

			if (!tries_all() && s && k)
				continue;
			ms = hide_in_kiosk(t, states[s].bytes, hiding[k].bytes);
			worst = ms > worst ? ms : worst;
			cells++;
		}
	print_message(
		"# hiding in a kiosk: %d cells, %.0f ms at worst from the key to the calendar\n",
		cells, worst);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 3), 3);
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
}

/* ---- a disk that never answers */

struct disk {
	char image[256], folder[256];
	int fd;
};

static bool run(const char *command)
{
	return system(command) == 0;
}

/* Makes a small disk of its own; false if this machine does not allow that. */
static bool make_disk(struct desk *desk, struct disk *disk)
{
	snprintf(disk->image, sizeof(disk->image), "%s", desk_path(desk, "image"));
	snprintf(disk->folder, sizeof(disk->folder), "%s", desk_path(desk, "disk"));
	disk->fd = -1;
	if (geteuid() || unshare(CLONE_NEWNS) ||
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) || mkdir(disk->folder, 0700))
		return false;
	if (!run(said("truncate -s 16M '%s' && mkfs.ext4 -q '%s' >/dev/null 2>&1", disk->image,
		    disk->image)) ||
		!run(said("mount -o loop '%s' '%s' 2>/dev/null", disk->image, disk->folder)))
		return false;
	disk->fd = open(disk->folder, O_RDONLY | O_CLOEXEC);
	return disk->fd >= 0;
}

static void freeze(struct disk *disk)
{
	assert_int_equal(ioctl(disk->fd, FIFREEZE, 0), 0);
}

/* Whatever became of the test, no frozen disk is left. */
static int remove_disk(void **state)
{
	const char *folder = desk_path(*state, "disk");
	int fd = open(folder, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		(void)ioctl(fd, FITHAW, 0);
		close(fd);
	}
	(void)umount2(folder, MNT_DETACH);
	return desk_teardown(state);
}

/*
 * The disk is frozen: whoever writes to it sleeps in the kernel, and no signal wakes it, not even
 * SIGKILL.
 */
static void a_disk_that_never_answers_holds_nothing_up(void **state)
{
	struct desk *desk = *state;
	struct disk disk;
	struct terminal *t;
	const char *store;
	double since;

	if (!make_disk(desk, &disk))
		skip_because("a disk of our own cannot be mounted here");
	store = said("%s/progress.db", disk.folder);
	t = at_question(desk, &(struct start){ .args = { "--store", store } });
	freeze(&disk);
	terminal_send(t, "3" KEY_ENTER);
	assert_shows(t, "Saving…");
	assert_false(terminal_shows(t, REASON));
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	since = now_ms();
	terminal_send(t, "q");
	assert_ends(t, 0);
	print_message(
		"# leaving the calendar on a frozen disk: %.0f ms to the end\n", now_ms() - since);
	close(disk.fd);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(reasons_wait_until_the_answer_is_durable),
		T(another_try_is_offered_once_the_first_is_durable),
		T(while_it_saves_the_screen_can_be_read_and_left),
		T(keys_typed_ahead_count),
		T(after_ten_seconds_it_goes_on_and_keeps_everything),
		T(leaving_waits_a_little_and_says_so),
		T(it_hides_at_once),
		T(it_hides_at_once_in_plain_lines),
		T(plain_lines_wait_and_keep_what_is_typed),
		T(a_signal_ends_it_at_once),
		T(a_key_hides_while_a_try_is_counted),
		T(a_kiosk_hides_and_goes_on_and_counts_later),
		cmocka_unit_test_setup_teardown(
			a_disk_that_never_answers_holds_nothing_up, desk_setup, remove_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
