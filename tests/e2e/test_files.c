/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program opens and writes: it never replaces, moves or overwrites other files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "e2e/desk.h"
#include "skip.h"

/* Runs a shell command with $vigie as the program and $home as the desk; returns its status. */
static int shell(struct desk *desk, const char *command)
{
	struct strbuf line = STRBUF_INIT;
	int status;

	strbuf_addf(&line,
		"home='%s'; export HOME=$home LC_ALL=C.UTF-8; unset XDG_DATA_HOME XDG_CONFIG_HOME; "
		"vigie='%s'; cd \"$home\"; { %s; } 2>\"$home/err\"",
		desk->home, program_path(), command);
	status = system(line.buf);
	strbuf_release(&line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

#define SHOW "\"$vigie\" show '" TEST_LESSONS "/definition' -o "

/* ---- descriptors */

static void nothing_is_opened_where_output_goes(void **state)
{
	struct desk *desk = *state;

	/* first make a store with an answer */
	assert_int_equal(
		shell(desk, "printf '1\\n1\\n' | \"$vigie\" --linear --store p.db >out"), 0);
	assert_int_equal(shell(desk, "head -c 15 p.db | grep -q 'SQLite format 3'"), 0);
	shell(desk, "printf '1\\n1\\n' | \"$vigie\" --linear --store p.db >&-");
	shell(desk, "\"$vigie\" --linear --store p.db <&- >out");
	shell(desk, "\"$vigie\" report --store p.db >&-");
	shell(desk, "\"$vigie\" learners --store p.db >&- 2>&-");
	shell(desk, "\"$vigie\" doctor --store p.db <&- >&- 2>&-");
	assert_int_equal(shell(desk, "head -c 15 p.db | grep -q 'SQLite format 3'"), 0);
	assert_int_equal(shell(desk, "\"$vigie\" learners --store p.db >out"), 0);
	assert_int_equal(shell(desk, "ls | grep -c damaged"), 1);
	/* with standard output closed the user learns from the status that nothing was printed */
	assert_int_equal(shell(desk, "\"$vigie\" learners --store p.db >&-"), 3);
}

/* ---- -o FILE */

static void a_device_is_written_to_and_not_replaced(void **state)
{
	struct desk *desk = *state;
	const char *path = desk_path(desk, "full");
	struct stat st;

	if (mknod(path, S_IFCHR | 0666, makedev(1, 7)))
		skip_because("devices cannot be made here");
	assert_int_equal(shell(desk, SHOW "full"), 3);
	assert_int_equal(stat(path, &st), 0);
	assert_true(S_ISCHR(st.st_mode));
	assert_int_equal(shell(desk, SHOW "/dev/null"), 0);
}

static void a_pipe_and_a_link_stay_what_they_are(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(shell(desk,
				 "mkfifo pipe; cat pipe >got & " SHOW
				 "pipe && wait && test -p pipe && test -s got"),
		0);
	assert_int_equal(shell(desk,
				 "echo old >target; ln -s target link; " SHOW
				 "link && test -L link && test $(wc -c <target) -gt 100"),
		0);
	assert_int_equal(shell(desk, "ln -s nowhere dangling; " SHOW "dangling"), 3);
	assert_int_equal(shell(desk, "test -L dangling && ! test -e nowhere"), 0);
	assert_int_equal(shell(desk, "mkdir folder; " SHOW "folder"), 3);
	assert_int_equal(shell(desk, "ls -A | grep -c '^\\.vigie-'"), 1);
}

static void mode_and_owner_are_kept(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(shell(desk, "umask 022; " SHOW "new && test $(stat -c %a new) = 644"), 0);
	assert_int_equal(
		shell(desk, "chmod 640 new; " SHOW "new && test $(stat -c %a new) = 640"), 0);
	if (geteuid() == 0)
		assert_int_equal(shell(desk,
					 "chown 65534:65534 new; " SHOW
					 "new && test $(stat -c %u:%g:%a new) = 65534:65534:640"),
			0);
}

static void records_of_people_are_private(void **state)
{
	static const char *const commands[] = { "report", "report --csv", "report --csv --answers",
		"report --xapi --base https://example.org", "report --html", "learners" };
	struct desk *desk = *state;

	assert_int_equal(
		shell(desk,
			"printf '1\\n1\\n' | \"$vigie\" --linear --learner ana --store p.db >out"),
		0);
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		assert_int_equal(
			shell(desk,
				said("umask 022; rm -f r; \"$vigie\" %s --store p.db -o r && test $(stat -c %%a r) = 600",
					commands[i])),
			0);
}

static void what_fails_leaves_nothing_behind(void **state)
{
	struct desk *desk = *state;
	const char *disk = desk_path(desk, "disk");

	assert_int_equal(mkdir(disk, 0700), 0);
	if (mount("tmpfs", disk, "tmpfs", 0, "size=8k"))
		skip_because("no small disk can be mounted here");
	assert_int_equal(shell(desk, "echo old >disk/kept; " SHOW "disk/kept"), 3);
	assert_int_equal(shell(desk, "test \"$(cat disk/kept)\" = old"), 0);
	assert_int_equal(shell(desk, "ls -A disk | grep -v kept"), 1);
	assert_int_equal(umount(disk), 0);
}

/* ---- what fails is named */

/* Expects that command ends with status and says words (a pattern), through a pipe without limits.
 */
static void fails(struct desk *desk, const char *command, int status, const char *words)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line,
		"{ (%s); status=$?; echo; echo status $status; } 2>&1 | tr '\\n' ' ' >said; grep -q '%s.* status %d' said",
		command, words, status);
	if (shell(desk, line.buf)) {
		shell(desk, "cat said");
		fail_msg("%s does not end with status %d and: %s", command, status, words);
	}
	strbuf_release(&line);
}

#define LESSON "'" TEST_LESSONS "/definition'"

/* sh counts blocks of 512 bytes, other shells of 1024 */
static void a_limit_of_file_sizes_is_named_and_no_lesson_blamed(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(shell(desk, "ulimit -f 0; \"$vigie\" check " LESSON " >/dev/null"), 0);
	fails(desk, "ulimit -f 40; \"$vigie\" pack '" TEST_LESSONS "' -o pack", 3,
		"cannot write pack: .*ulimit -f");
	assert_int_equal(shell(desk, "ls -A | grep -e pack -e '^\\.vigie-'"), 1);
	fails(desk, "ulimit -f 8; printf '1\\n1\\n' | \"$vigie\" --linear --store p.db", 0,
		"p.db.*ulimit -f");
	assert_int_equal(
		shell(desk, "\"$vigie\" --linear --learner ana --store q.db </dev/null >out"), 0);
	fails(desk, "ulimit -f 8; printf '\\n\\n1\\n' | \"$vigie\" --linear --store q.db", 0,
		"q.db.*ulimit -f");
}

static void output_that_cannot_be_written_is_said_with_the_reason(void **state)
{
	static const char *const commands[] = { "show " LESSON, "learners --store p.db",
		"report --store p.db", "report --csv --answers --store p.db", "help",
		"check --json " LESSON };
	struct desk *desk = *state;

	assert_int_equal(
		shell(desk,
			"printf '1\\n1\\n' | \"$vigie\" --linear --learner ana --store p.db >out; rm out"),
		0);
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		fails(desk, said("\"$vigie\" %s >/dev/full", commands[i]), 3,
			"could not be written: the disk is full");
	fails(desk, "\"$vigie\" learners --store p.db >&-", 3,
		"could not be written: it is not open");
}

static void a_lesson_that_cannot_be_begun_leaves_no_folder(void **state)
{
	struct desk *desk = *state;
	const char *disk = desk_path(desk, "disk");

	fails(desk, "ulimit -f 0; \"$vigie\" new lesson mine", 3,
		"cannot write mine/lesson.ini: .*ulimit -f");
	assert_int_equal(shell(desk, "test -e mine"), 1);
	assert_int_equal(mkdir(disk, 0700), 0);
	if (mount("tmpfs", disk, "tmpfs", 0, "size=64k,nr_inodes=2"))
		skip_because("no small disk can be mounted here");
	fails(desk, "cd disk && \"$vigie\" new lesson mine", 3,
		"cannot write mine/lesson.ini: the disk is full");
	assert_int_equal(shell(desk, "test -e disk/mine"), 1);
	assert_int_equal(umount(disk), 0);
}

/* ---- files named by the user */

static void an_essay_is_no_store(void **state)
{
	static const char *const commands[] = { "report", "learners", "learners erase x --yes",
		"doctor", "--linear </dev/null" };
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		int status = shell(desk,
			said("printf 'my essay' >notes.txt; \"$vigie\" --store notes.txt %s >out; "
			     "cat out err | tr '\\n' ' ' | grep -q 'not a Vigie progress file'",
				commands[i]));

		if (status)
			fail_msg("vigie %s does not say what is wrong with the file", commands[i]);
		if (shell(desk,
			    "test \"$(cat notes.txt)\" = 'my essay' && test $(ls | grep -c notes) = 1"))
			fail_msg("vigie %s touches a file that is not a store", commands[i]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_opened_where_output_goes),
		TEST(a_device_is_written_to_and_not_replaced),
		TEST(a_pipe_and_a_link_stay_what_they_are),
		TEST(mode_and_owner_are_kept),
		TEST(records_of_people_are_private),
		TEST(what_fails_leaves_nothing_behind),
		TEST(a_limit_of_file_sizes_is_named_and_no_lesson_blamed),
		TEST(output_that_cannot_be_written_is_said_with_the_reason),
		TEST(a_lesson_that_cannot_be_begun_leaves_no_folder),
		TEST(an_essay_is_no_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
