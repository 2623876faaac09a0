/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Importing lessons and exporting counters by USB stick, with the sandbox on and the shipped
 * course: a stick mounted after the start, a valid pack, packs of many lessons, damaged and hostile
 * packs, a full stick, a stick that is pulled out, a kiosk that is killed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sched.h>
#include <sys/mount.h>

#include "e2e/kiosk.h"
#include "os/file.h"
#include "skip.h"

static const struct start shipped = { .lessons = TEST_LESSONS };

/* Creates the mount point of the stick and starts a kiosk that uses it, at the staff screen. */
static struct terminal *start_with_stick(struct desk *desk)
{
	struct strbuf settings = STRBUF_INIT;
	struct terminal *t;

	(void)mkdir(desk_path(desk, "media"), 0700);
	(void)mkdir(desk_path(desk, "media/stick"), 0700);
	strbuf_addf(&settings, "idle = 3600\nusb = %s/media/stick\n", desk->home);
	t = kiosk_start(desk, settings.buf, kiosk_staff, &shipped);
	strbuf_release(&settings);
	assert_shows(t, ATTRACT);
	return t;
}

static void sh(struct desk *desk, const char *format)
{
	struct strbuf command = STRBUF_INIT;

	strbuf_addf(&command, "cd '%s' && ( %s ) >sh.log 2>&1", desk->home, format);
	if (system(command.buf))
		fail_msg("fails: %s", command.buf);
	strbuf_release(&command);
}

/* Fills the stick, after the kiosk has entered its sandbox. */
static void make_pack(struct desk *desk)
{
	struct strbuf command = STRBUF_INIT;

	sh(desk, "mkdir -p media/stick/vigie/counters");
	sh(desk, "cp -R '" TEST_LESSONS "' course");
	sh(desk,
		"sed -i 's/^title = \"Five short cases\"/title = \"Brought by stick\"/' course/before/lesson.ini");
	strbuf_addf(
		&command, "'%s' pack course -o media/stick/vigie/lessons.vigie", program_path());
	sh(desk, command.buf);
	strbuf_release(&command);
}

static void take_lessons(struct terminal *t, const char *sentence)
{
	kiosk_to_staff(t);
	terminal_send(t, "1");
	assert_shows(t, sentence);
	terminal_send(t, KEY_ESC);
	assert_shows(t, ATTRACT);
}

static void visit_shows(struct terminal *t, const char *title)
{
	press_until(t, KEY_ENTER, title, 6);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
}

static void a_good_pack_is_taken_and_the_next_visit_has_it(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);

	visit_shows(t, "Five short cases");
	make_pack(desk);
	take_lessons(t, "The new lessons are in place.");
	visit_shows(t, "Brought by stick");
	assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
	/* a second time: the previous lessons are kept as a backup */
	sh(desk, "sed -i 's/Brought by stick/Brought again/' course/before/lesson.ini");
	sh(desk, "rm media/stick/vigie/lessons.vigie");
	{
		struct strbuf command = STRBUF_INIT;

		strbuf_addf(&command, "'%s' pack course -o media/stick/vigie/lessons.vigie",
			program_path());
		sh(desk, command.buf);
		strbuf_release(&command);
	}
	take_lessons(t, "The new lessons are in place.");
	visit_shows(t, "Brought again");
	sh(desk, "grep -q 'Brought by stick' data/lessons.old/before/lesson.ini");
	/* a third time: only the last backup is kept */
	take_lessons(t, "The new lessons are in place.");
	sh(desk, "grep -q 'Brought again' data/lessons.old/before/lesson.ini");
	/* a restarted kiosk has them too */
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
	t = start_with_stick(desk);
	visit_shows(t, "Brought again");
}

static void nothing_bad_is_taken(void **state)
{
	static const struct {
		const char *what, *how, *sentence;
	} bad[] = {
		{ "no stick", "rm -rf media/stick/vigie", "cannot be read" },
		{ "a wrong sum",
			"sed -i 's/Brought by stick/Brought by stuck/' media/stick/vigie/lessons.vigie",
			"damaged" },
		{ "a pack that is cut off", "truncate -s 3000 media/stick/vigie/lessons.vigie",
			"damaged" },
		{ "something else", "echo nothing >media/stick/vigie/lessons.vigie", "damaged" },
		{ "an empty file", ": >media/stick/vigie/lessons.vigie", "cannot be read" },
		{ "a huge file", "truncate -s 65M media/stick/vigie/lessons.vigie",
			"cannot be read" },
		{ "a pipe",
			"rm media/stick/vigie/lessons.vigie; mkfifo media/stick/vigie/lessons.vigie",
			"cannot be read" },
		{ "a link",
			"mv media/stick/vigie/lessons.vigie p; ln -s ../../../p media/stick/vigie/lessons.vigie",
			"cannot be read" },
		{ "a link that stays on it",
			"mv media/stick/vigie/lessons.vigie media/stick/p; ln -s ../p media/stick/vigie/lessons.vigie",
			"cannot be read" },
		{ "a folder",
			"rm media/stick/vigie/lessons.vigie; mkdir media/stick/vigie/lessons.vigie",
			"cannot be read" },
		{ "a path that leads out",
			"mkdir x; cd x; tar -xf ../media/stick/vigie/lessons.vigie; rm MANIFEST.sha256;"
			" sha256sum before/lesson.ini | sed 's|before/|../before/|' >MANIFEST.sha256;"
			" tar --format=ustar -P --transform 's|^before/|../before/|' -cf ../media/stick/vigie/lessons.vigie MANIFEST.sha256 before/lesson.ini",
			"damaged" },
		{ "a file and a folder of one name",
			"mkdir -p x y/hill; echo >x/hill; cp course/before/lesson.ini y/hill;"
			" (cd x; sha256sum hill; cd ../y; sha256sum hill/lesson.ini) >x/MANIFEST.sha256;"
			" tar --format=ustar -C x -cf media/stick/vigie/lessons.vigie MANIFEST.sha256 hill;"
			" tar --format=ustar -C y -rf media/stick/vigie/lessons.vigie hill/lesson.ini",
			"damaged" },
		{ "a lesson whose id looks like an option",
			"mkdir x; cd x; tar -xf ../media/stick/vigie/lessons.vigie; rm MANIFEST.sha256;"
			" sed -i 's/^id = before/id = -before/' before/lesson.ini; sha256sum before/lesson.ini >MANIFEST.sha256;"
			" tar --format=ustar -cf ../media/stick/vigie/lessons.vigie MANIFEST.sha256 before/lesson.ini",
			"mistakes" },
		{ "lessons with mistakes",
			"mkdir x; cd x; tar -xf ../media/stick/vigie/lessons.vigie; rm MANIFEST.sha256;"
			" sed -i 's/^correct = b/correct = h/' before/lesson.ini; sha256sum before/lesson.ini >MANIFEST.sha256;"
			" tar --format=ustar -cf ../media/stick/vigie/lessons.vigie MANIFEST.sha256 before/lesson.ini",
			"mistakes" },
	};
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		sh(desk, "rm -rf course x y media/stick/vigie");
		make_pack(desk);
		sh(desk, bad[i].how);
		print_message("# %s\n", bad[i].what);
		take_lessons(t, bad[i].sentence);
		assert_int_equal(access(desk_path(desk, "data/lessons"), F_OK), -1);
		assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
		assert_int_equal(access(desk_path(desk, "before"), F_OK), -1);
		assert_kiosk_stands(t);
	}
	visit_shows(t, "Five short cases");
}

/* The staff can read the outcome even on the smallest screen. */
static void a_small_screen_shows_what_came_of_it(void **state)
{
	struct terminal *t = start_with_stick(*state);

	terminal_resize(t, 40, 12);
	terminal_take(t, 100);
	kiosk_to_staff(t);
	terminal_send(t, "1");
	assert_shows(t, "cannot be read. Nothing was changed.");
	assert_shows(t, "End the kiosk");
}

static void the_counters_go_to_the_stick(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);

	for (int i = 0; i < 3; i++)
		kiosk_visit_shipped(t);
	kiosk_to_staff(t);
	terminal_send(t, "2");
	assert_shows(t, "could not be written to the folder");
	sh(desk, "mkdir -p media/stick/vigie/counters");
	terminal_send(t, "2");
	assert_shows(t, "The counters are on the stick");
	sh(desk, "test $(ls media/stick/vigie/counters | wc -l) = 1");
	/* counts below the minimum are reported as one value */
	sh(desk,
		"grep -qE '^all,before/.*,<10,[0-9a-f]{16}$' media/stick/vigie/counters/counters-*.csv");
	sh(desk, "! grep -qE ',[0-9],[0-9a-f]*$' media/stick/vigie/counters/counters-*.csv");
}

/* ---- many lessons */

static void copy_as(struct desk *desk, const char *from, const char *name, int number)
{
	struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
	const char *id = "id = before\n", *at;

	assert_true(file_read(said(TEST_LESSONS "/before/%s", from), 1 << 20, &text, &err));
	at = strstr(text.buf, id);
	if (at)
		strbuf_splice(&text, (size_t)(at - text.buf), strlen(id),
			said("id = %s%d\n", name, number),
			strlen(said("id = %s%d\n", name, number)));
	desk_write(desk, said("lot/%s%d/%s", name, number, from), text.buf);
	strbuf_release(&text);
}

/* Fills the stick with n copies of a shipped lesson in two languages, under a title of their own.
 */
static void make_lot(struct desk *desk, int n, const char *name)
{
	struct strbuf command = STRBUF_INIT;

	sh(desk, "rm -rf lot media/stick/vigie && mkdir -p lot media/stick/vigie");
	sh(desk, "cp '" TEST_LESSONS "'/*.ini lot");
	for (int i = 1; i <= n; i++) {
		copy_as(desk, "lesson.ini", name, i);
		copy_as(desk, "fr.ini", name, i);
	}
	strbuf_addf(&command, "'%s' pack lot -o media/stick/vigie/lessons.vigie", program_path());
	sh(desk, command.buf);
	strbuf_release(&command);
}

/* Counts the lessons in place whose name begins so. */
static int lessons_in_place(struct desk *desk, const char *name)
{
	DIR *dir = opendir(desk_path(desk, "data/lessons"));
	struct dirent *d;
	int n = 0;

	while (dir && (d = readdir(dir)))
		n += *d->d_name != '.' && !strncmp(d->d_name, name, strlen(name));
	if (dir)
		closedir(dir);
	return n;
}

/* Like assert_shows, but checking thousands of lessons takes its time. */
static void assert_shows_in_the_end(struct terminal *t, const char *text)
{
	for (int i = 0; i < 30 && terminal_running(t); i++)
		if (terminal_wait(t, text))
			return;
	assert_shows(t, text);
}

static void sticks_of_many_lessons_are_taken(void **state)
{
	static const int numbers[] = { 60, 200, 2000 };
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);

	/* a sanitizer takes minutes to check as many */
	for (size_t i = 0; i < ARRAY_SIZE(numbers) - (MEMORY_IS_KEPT ? 1 : 0); i++) {
		double began;

		make_lot(desk, numbers[i], "lesson-");
		kiosk_to_staff(t);
		began = now_ms();
		terminal_send(t, "1");
		assert_shows_in_the_end(t, "The new lessons are in place.");
		print_message("# stick: %d lessons taken in %.1f s, peak memory %ld kB\n",
			numbers[i], (now_ms() - began) / 1000, status_of(terminal_pid(t), "VmHWM"));
		terminal_send(t, KEY_ESC);
		assert_shows(t, ATTRACT);
		assert_int_equal(lessons_in_place(desk, "lesson-"), numbers[i]);
		assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
		/* the list of lessons, one of them, and the words of all */
		terminal_send(t, " ");
		assert_shows(t, "welcome");
		terminal_send(t, KEY_ENTER);
		assert_shows_in_the_end(t, "▸");
		terminal_send(t, KEY_END);
		assert_shows_in_the_end(t, said("▸ %d", numbers[i]));
		terminal_send(t, "l");
		assert_shows_in_the_end(t, "all lessons");
		print_message("# stick: with %d lessons a visit takes %ld kB at most\n", numbers[i],
			status_of(terminal_pid(t), "VmHWM"));
		assert_kiosk_stands(t);
		terminal_send(t, KEY_CTRL_X);
		assert_shows(t, "Mo Tu We");
		terminal_send(t, "q");
		assert_shows(t, ATTRACT);
	}
}

/* Killed at moments spread over the work, the kiosk has the old lessons or the new ones, whole, and
 * leaves nothing half unpacked. */
static void a_kiosk_killed_while_it_takes_lessons_has_the_old_or_the_new(void **state)
{
	enum { LESSONS = 60, KILLS = 10 };
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);
	double took = now_ms();
	int taken = 0, left = 0;

	make_lot(desk, LESSONS, "new-");
	took = now_ms();
	take_lessons(t, "The new lessons are in place.");
	took = now_ms() - took;
	for (int i = 0; i < KILLS; i++) {
		int new;

		make_lot(desk, LESSONS, i % 2 ? "odd-" : "even-");
		kiosk_to_staff(t);
		terminal_send(t, "1");
		if (i < KILLS - 1)
			terminal_take(t, (int)(took * i * 1.2 / KILLS));
		else
			assert_shows(t, "The new lessons are in place.");
		terminal_signal(t, SIGKILL);
		assert_ends(t, 128 + SIGKILL);
		terminal_free(t);
		desk->n--;
		left += access(desk_path(desk, "data/lessons.new"), F_OK) == 0;
		t = start_with_stick(desk);
		terminal_send(t, " ");
		assert_shows(t, "welcome");
		terminal_send(t, KEY_CTRL_X);
		assert_shows(t, "Mo Tu We");
		terminal_send(t, "q");
		assert_shows(t, ATTRACT);
		assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
		new = lessons_in_place(desk, i % 2 ? "odd-" : "even-");
		if (new != LESSONS && lessons_in_place(desk, "") != LESSONS + 2)
			fail_msg("%d lessons of the new ones are in place", new);
		taken += new == LESSONS;
	}
	print_message(
		"# stick: killed %d times in %.0f ms each, %d times before the end, %d left to clear up\n",
		KILLS, took, KILLS - taken, left);
	assert_true(taken > 0);
	assert_true(left > 0);
}

static int setup_in_memory(void **state)
{
	if (!access("/dev/shm", W_OK))
		setenv("TMPDIR", "/dev/shm", 1);
	return desk_setup(state);
}

static int teardown_in_memory(void **state)
{
	int result = desk_teardown(state);

	unsetenv("TMPDIR");
	return result;
}

/* ---- real mounts, where allowed */

static void own_mounts(void)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) {
		print_message("# nothing can be mounted here\n");
		skip_because("nothing can be mounted here");
	}
}

static void put_stick_in(struct desk *desk, const char *size)
{
	assert_int_equal(mount("vigie-stick", desk_path(desk, "media/stick"), "tmpfs",
				 MS_NOSUID | MS_NODEV | MS_NOEXEC, size),
		0);
}

static void pull_stick(struct desk *desk)
{
	assert_int_equal(umount2(desk_path(desk, "media/stick"), MNT_DETACH), 0);
}

/* At the start the sandbox saw an empty directory; what is mounted there later is another file
 * system. */
static void a_stick_that_comes_after_the_start_is_seen(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	own_mounts();
	t = start_with_stick(desk);
	put_stick_in(desk, "size=8m,mode=0700");
	make_pack(desk);
	take_lessons(t, "The new lessons are in place.");
	visit_shows(t, "Brought by stick");
	kiosk_to_staff(t);
	terminal_send(t, "2");
	assert_shows(t, "The counters are on the stick");
	sh(desk, "ls media/stick/vigie/counters/counters-*.csv");
	pull_stick(desk);
	terminal_send(t, "2");
	assert_shows(t, "could not be written to the folder");
	terminal_send(t, "1");
	assert_shows(t, "cannot be read");
	/* a different stick */
	put_stick_in(desk, "size=8m,mode=0700");
	sh(desk, "mkdir -p media/stick/vigie/counters");
	terminal_send(t, "2");
	assert_shows(t, "The counters are on the stick");
	assert_kiosk_stands(t);
	pull_stick(desk);
}

/* As under the systemd unit: the root is read-only except for two directories, and the stick comes
 * after the start. */
static void a_stick_is_seen_where_the_root_is_read_only(void **state)
{
	struct desk *desk = *state;
	struct strbuf command = STRBUF_INIT;
	struct terminal *t;

	own_mounts();
	/* start once to write kiosk.ini */
	t = start_with_stick(desk);
	terminal_free(t);
	desk->n--;
	make_pack(desk);
	sh(desk,
		"mv media/stick/vigie media/kept; mount --bind . . && cd \"$PWD\" && mount --bind data data && mount --bind media media");
	strbuf_addf(&command, "mount -o remount,bind,ro '%s'", desk->home);
	assert_int_equal(system(command.buf), 0);
	assert_int_equal(open(desk_path(desk, "x"), O_WRONLY | O_CREAT, 0600), -1);
	t = desk_start(desk,
		&(struct start){ .args = { "kiosk", "--config", desk_path(desk, "kiosk.ini") } });
	assert_shows(t, ATTRACT);
	put_stick_in(desk, "size=8m,mode=0700");
	strbuf_clear(&command);
	strbuf_addf(
		&command, "cp -r '%s/media/kept' '%s/media/stick/vigie'", desk->home, desk->home);
	assert_int_equal(system(command.buf), 0);
	take_lessons(t, "The new lessons are in place.");
	visit_shows(t, "Brought by stick");
	kiosk_to_staff(t);
	terminal_send(t, "2");
	assert_shows(t, "The counters are on the stick");
	strbuf_clear(&command);
	strbuf_addf(&command, "umount -l '%s'", desk->home);
	(void)!system(command.buf);
	strbuf_release(&command);
}

static void a_full_stick_keeps_nothing_half_written(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	own_mounts();
	t = start_with_stick(desk);
	kiosk_visit_shipped(t);
	put_stick_in(desk, "size=16k,mode=0700");
	sh(desk, "mkdir -p media/stick/vigie/counters; cat /dev/zero >media/stick/full; true");
	kiosk_to_staff(t);
	terminal_send(t, "2");
	assert_shows(t, "could not be written to the folder");
	sh(desk, "test $(ls media/stick/vigie/counters | wc -l) = 0");
	assert_kiosk_stands(t);
	pull_stick(desk);
}

static void no_room_for_lessons_leaves_those_that_are(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	own_mounts();
	(void)mkdir(desk_path(desk, "data"), 0700);
	assert_int_equal(
		mount("vigie-data", desk_path(desk, "data"), "tmpfs", 0, "size=64k,mode=0700"), 0);
	t = start_with_stick(desk);
	make_pack(desk);
	sh(desk, "cat /dev/zero >data/full; true");
	take_lessons(t, "no room for the new lessons");
	assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
	visit_shows(t, "Five short cases");
	terminal_free(t);
	desk->n--;
	umount2(desk_path(desk, "data"), MNT_DETACH);
}

/* Half of the disk disappears, so reads of the pack fail as if the stick were pulled out. */
static void a_stick_that_fails_while_it_is_read_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	own_mounts();
	t = start_with_stick(desk);
	if (system("command -v mkfs.ext4 >/dev/null 2>&1") || system("test -e /dev/loop-control")) {
		print_message("# no loop devices here\n");
		skip_because("no loop devices here");
	}
	make_pack(desk);
	sh(desk,
		"mv media/stick/vigie pack; truncate -s 8M image; mkfs.ext4 -q -O ^has_journal -E root_owner=$(id -u):$(id -g) image");
	sh(desk,
		"mount -o loop image media/stick && cp -r pack media/stick/vigie && cat /dev/zero | head -c 1M >>media/stick/vigie/lessons.vigie;"
		" umount media/stick");
	sh(desk, "mount -o loop image media/stick && truncate -s 1M image || true");
	kiosk_to_staff(t);
	terminal_send(t, "1");
	assert_shows(t, "Nothing was changed");
	assert_int_equal(access(desk_path(desk, "data/lessons"), F_OK), -1);
	assert_kiosk_stands(t);
	sh(desk, "umount -l media/stick; true");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_good_pack_is_taken_and_the_next_visit_has_it),
		TEST(nothing_bad_is_taken),
		TEST(a_small_screen_shows_what_came_of_it),
		TEST(the_counters_go_to_the_stick),
		cmocka_unit_test_setup_teardown(
			sticks_of_many_lessons_are_taken, setup_in_memory, teardown_in_memory),
		TEST(a_kiosk_killed_while_it_takes_lessons_has_the_old_or_the_new),
		TEST(a_stick_that_comes_after_the_start_is_seen),
		TEST(a_stick_is_seen_where_the_root_is_read_only),
		TEST(a_full_stick_keeps_nothing_half_written),
		TEST(no_room_for_lessons_leaves_those_that_are),
		TEST(a_stick_that_fails_while_it_is_read_changes_nothing),
	};

	if (getenv("VIGIE_ONLY"))
		cmocka_set_test_filter(getenv("VIGIE_ONLY"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
