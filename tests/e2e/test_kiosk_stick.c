/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Importing lessons and exporting counters by USB stick, with the sandbox on: a stick mounted after
 * the start, a valid pack, damaged and hostile packs, a full stick, a stick that is pulled out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sched.h>
#include <sys/mount.h>

#include "e2e/kiosk.h"
#include "skip.h"

/* Creates the mount point of the stick and starts a kiosk that uses it, at the staff screen. */
static struct terminal *start_with_stick(struct desk *desk)
{
	struct strbuf settings = STRBUF_INIT;
	struct terminal *t;

	(void)mkdir(desk_path(desk, "media"), 0700);
	(void)mkdir(desk_path(desk, "media/stick"), 0700);
	strbuf_addf(&settings, "idle = 3600\nusb = %s/media/stick\n", desk->home);
	t = kiosk_start(desk, settings.buf, kiosk_staff, NULL);
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
	desk_copy_course(desk, "course");
	sh(desk,
		"sed -i 's/^title = \"First lesson\"/title = \"Brought by stick\"/' course/first/lesson.ini");
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
	press_until(t, KEY_ENTER, "▸ 1", 6);
	assert_shows(t, title);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
}

static void a_good_pack_is_taken_and_the_next_visit_has_it(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);

	visit_shows(t, "First lesson");
	make_pack(desk);
	take_lessons(t, "The new lessons are in place.");
	visit_shows(t, "Brought by stick");
	assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
	/* a second time: the previous lessons are kept as a backup */
	sh(desk, "sed -i 's/Brought by stick/Brought again/' course/first/lesson.ini");
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
	sh(desk, "grep -q 'Brought by stick' data/lessons.old/first/lesson.ini");
	/* a third time: only the last backup is kept */
	take_lessons(t, "The new lessons are in place.");
	sh(desk, "grep -q 'Brought again' data/lessons.old/first/lesson.ini");
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
			"sed -i 's/edge of a lake/edge of a pond/' media/stick/vigie/lessons.vigie",
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
			" sha256sum first/lesson.ini | sed 's|first/|../first/|' >MANIFEST.sha256;"
			" tar --format=ustar -P --transform 's|^first/|../first/|' -cf ../media/stick/vigie/lessons.vigie MANIFEST.sha256 first/lesson.ini",
			"damaged" },
		{ "lessons with mistakes",
			"mkdir x; cd x; tar -xf ../media/stick/vigie/lessons.vigie; rm MANIFEST.sha256;"
			" sed -i 's/^correct = b/correct = h/' first/lesson.ini; sha256sum first/lesson.ini >MANIFEST.sha256;"
			" tar --format=ustar -cf ../media/stick/vigie/lessons.vigie MANIFEST.sha256 first/lesson.ini",
			"mistakes" },
	};
	struct desk *desk = *state;
	struct terminal *t = start_with_stick(desk);

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		sh(desk, "rm -rf course x media/stick/vigie");
		make_pack(desk);
		sh(desk, bad[i].how);
		print_message("# %s\n", bad[i].what);
		take_lessons(t, bad[i].sentence);
		assert_int_equal(access(desk_path(desk, "data/lessons"), F_OK), -1);
		assert_int_equal(access(desk_path(desk, "data/lessons.new"), F_OK), -1);
		assert_int_equal(access(desk_path(desk, "first"), F_OK), -1);
		assert_kiosk_stands(t);
	}
	visit_shows(t, "First lesson");
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
		kiosk_visit(t);
	kiosk_to_staff(t);
	terminal_send(t, "2");
	assert_shows(t, "could not be written to the folder");
	sh(desk, "mkdir -p media/stick/vigie/counters");
	terminal_send(t, "2");
	assert_shows(t, "The counters are on the stick");
	sh(desk, "test $(ls media/stick/vigie/counters | wc -l) = 1");
	/* counts below the minimum are reported as one value */
	sh(desk, "grep -q '^all,first/hill,wrong,<10$' media/stick/vigie/counters/counters-*.csv");
	sh(desk, "! grep -qE ',[0-9]$' media/stick/vigie/counters/counters-*.csv");
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
	put_stick_in(desk, "size=1m,mode=0700");
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
	put_stick_in(desk, "size=1m,mode=0700");
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
	put_stick_in(desk, "size=1m,mode=0700");
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
	kiosk_visit(t);
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
	visit_shows(t, "First lesson");
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
		TEST(a_stick_that_comes_after_the_start_is_seen),
		TEST(a_stick_is_seen_where_the_root_is_read_only),
		TEST(a_full_stick_keeps_nothing_half_written),
		TEST(no_room_for_lessons_leaves_those_that_are),
		TEST(a_stick_that_fails_while_it_is_read_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
