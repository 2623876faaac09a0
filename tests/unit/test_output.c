/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output of a command: it arrives completely, or a message and the exit status report the failure.
 * Each test runs in a child process with its standard output and error redirected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/output.h"
#include "skip.h"
#include "unit/course_fixture.h"

struct fixture {
	char dir[64];
	struct arena arena;
	struct strbuf out, err;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->out = f->err = (struct strbuf)STRBUF_INIT;
	make_folder(f->dir);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	file_remove_tree(f->dir);
	strbuf_release(&f->out);
	strbuf_release(&f->err);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static const char *in(struct fixture *f, const char *name)
{
	return arena_printf(&f->arena, "%s/%s", f->dir, name);
}

static void read_again(const char *path, struct strbuf *out)
{
	struct strbuf err = STRBUF_INIT;

	strbuf_setlen(out, 0);
	assert_true(file_read(path, 10000, out, &err));
	strbuf_release(&err);
}

/* Runs what() in a child process with its standard output at path. Returns its status; f->err
 * receives its standard error. */
static int at_stdout(struct fixture *f, const char *path, int (*what)(struct fixture *))
{
	const char *errors = in(f, "errors");
	int kept = dup(2), status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (!child) {
		if (!freopen(path, "w", stdout) || !freopen(errors, "w", stderr))
			_exit(99);
		status = what(f);
		fflush(stderr);
		/* reports printed at exit (by a sanitizer, say) do not belong to the command */
		dup2(kept, 2);
		exit(status);
	}
	close(kept);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	read_again(errors, &f->err);
	return WEXITSTATUS(status);
}

static int write_plain(struct fixture *f)
{
	(void)f;
	return output_write(NULL, &(struct strbuf){ .buf = (char[]){ "a\0b" }, .len = 3 });
}

static int write_dash(struct fixture *f)
{
	if (chdir(f->dir))
		return 99;
	return output_write("-", &(struct strbuf){ .buf = (char[]){ "a\0b" }, .len = 3 });
}

static void standard_output_is_a_dash_or_nothing(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(at_stdout(f, in(f, "out"), write_plain), 0);
	read_again(in(f, "out"), &f->out);
	assert_int_equal(f->out.len, 3);
	assert_memory_equal(f->out.buf, "a\0b", 3);
	assert_int_equal(at_stdout(f, in(f, "out"), write_dash), 0);
	read_again(in(f, "out"), &f->out);
	assert_int_equal(f->out.len, 3);
	assert_string_equal(f->err.buf, "");
	assert_false(file_exists(in(f, "-")));
}

static void a_file_is_written_whole(void **state)
{
	struct fixture *f = *state;
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "whole");
	write_text(f->dir, "file", "what was there before");
	assert_int_equal(output_write(in(f, "file"), &text), 0);
	read_again(in(f, "file"), &f->out);
	assert_string_equal(f->out.buf, "whole");
	strbuf_release(&text);
}

static int write_over_a_folder(struct fixture *f)
{
	return output_write(f->dir, &(struct strbuf){ .buf = (char[]){ "x" }, .len = 1 });
}

static void a_file_that_cannot_be_written_is_complained_about(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(at_stdout(f, in(f, "out"), write_over_a_folder), EXIT_UNUSABLE);
	assert_string_equal(f->err.buf,
		arena_printf(&f->arena, "vigie: cannot write %s: it is a folder\n", f->dir));
	assert_true(file_is_real_folder(f->dir));
}

static int finish_well(struct fixture *f)
{
	(void)f;
	fputs("done", stdout);
	return output_finish(EXIT_CHECK_FAILED);
}

/* Prints more than stdio buffers: a write fails early, and the flush of output_finish()
 * succeeds. */
static int finish_after_a_failure(struct fixture *f)
{
	(void)f;
	for (int i = 0; i < 100000; i++)
		putchar('x');
	fflush(stdout);
	return output_finish(0);
}

static void what_was_printed_to_the_end_keeps_its_status(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(at_stdout(f, in(f, "out"), finish_well), EXIT_CHECK_FAILED);
	read_again(in(f, "out"), &f->out);
	assert_string_equal(f->out.buf, "done");
	assert_string_equal(f->err.buf, "");
}

static void a_full_disk_is_no_success(void **state)
{
	int (*const all[])(struct fixture *) = { write_plain, write_dash, finish_well,
		finish_after_a_failure };
	struct fixture *f = *state;

	if (access("/dev/full", W_OK))
		skip_because("no /dev/full here");
	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		assert_int_equal(at_stdout(f, "/dev/full", all[i]), EXIT_UNUSABLE);
		/* after an earlier failure the reason is lost */
		assert_string_equal(f->err.buf,
			all[i] == finish_after_a_failure
				? "vigie: the result could not be written\n"
				: "vigie: the result could not be written: the disk is full\n");
	}
}

/* ---- diagnostics as the result of a command */

static int only_advice(struct fixture *f)
{
	struct diags diags = DIAGS_INIT;
	int status;

	(void)f;
	diag_add(&diags, DIAG_WARNING, "old", "b.ini", 2, 0, NULL, "second");
	diag_add(&diags, DIAG_WARNING, "old", "a.ini", 2, 0, NULL, "first");
	status = complain_diags(&diags);
	diags_release(&diags);
	return status;
}

static int an_error(struct fixture *f)
{
	struct diags diags = DIAGS_INIT;
	int status;

	(void)f;
	diag_add(&diags, DIAG_ERROR, "bad", "a.ini", 1, 0, NULL, "wrong");
	status = complain_diags(&diags);
	diags_release(&diags);
	return status;
}

/* A file opened later must not become standard input, output or error. */
static void closed_descriptors_are_filled(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (!child) {
		char c;
		bool good;

		close(0);
		close(1);
		close(2);
		output_fill_descriptors();
		good = open("/dev/zero", O_RDONLY) > 2 && read(0, &c, 1) == 0 &&
			write(1, "x", 1) < 0;
		exit(!good);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void records_are_written_for_the_owner_alone(void **state)
{
	char path[] = "/tmp/vigie-test-XXXXXX";
	struct strbuf out = STRBUF_INIT;
	struct stat st;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(unlink(path), 0);
	strbuf_addstr(&out, "ana");
	assert_int_equal(output_write_private(path, &out), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(unlink(path), 0);
	strbuf_release(&out);
}

static void errors_are_a_no_and_advice_is_not(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(at_stdout(f, in(f, "out"), only_advice), 0);
	assert_string_equal(
		f->err.buf, "a.ini:2: warning: first [old]\nb.ini:2: warning: second [old]\n");
	assert_int_equal(at_stdout(f, in(f, "out"), an_error), EXIT_CHECK_FAILED);
	assert_string_equal(f->err.buf, "a.ini:1: error: wrong [bad]\n");
	read_again(in(f, "out"), &f->out);
	assert_string_equal(f->out.buf, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(standard_output_is_a_dash_or_nothing),
		TEST(a_file_is_written_whole),
		TEST(a_file_that_cannot_be_written_is_complained_about),
		TEST(what_was_printed_to_the_end_keeps_its_status),
		TEST(a_full_disk_is_no_success),
		TEST(closed_descriptors_are_filled),
		TEST(records_are_written_for_the_owner_alone),
		TEST(errors_are_a_no_and_advice_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
