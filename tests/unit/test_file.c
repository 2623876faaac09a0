/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing whole files, with read, write and fsync replaced so that a test can interrupt
 * them or make them fail. */

/* fortified inline versions would bypass the calls replaced here */
#undef _FORTIFY_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "os/file.h"
#include "skip.h"
#include "unit/course_fixture.h"

/* Per call: how many times it gives EINTR, the error of the call after that (0 for none), and the
 * most bytes that it transfers. */
static struct {
	int interrupted, error;
	size_t most;
} reads, writes, syncs;

/* Error that the next call fails with; 0 if it is passed on. */
static int fate(int *interrupted, int *error)
{
	int e = *error;

	if (*interrupted > 0) {
		(*interrupted)--;
		return EINTR;
	}
	*error = 0;
	return e;
}

static void *real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

ssize_t read(int fd, void *buf, size_t n)
{
	ssize_t (*next)(int, void *, size_t) =
		(ssize_t(*)(int, void *, size_t))(uintptr_t)real("read");
	int error = fate(&reads.interrupted, &reads.error);

	if (error)
		return errno = error, -1;
	return next(fd, buf, reads.most && n > reads.most ? reads.most : n);
}

ssize_t write(int fd, const void *buf, size_t n)
{
	ssize_t (*next)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))(uintptr_t)real("write");
	int error = fate(&writes.interrupted, &writes.error);

	if (error)
		return errno = error, -1;
	return next(fd, buf, writes.most && n > writes.most ? writes.most : n);
}

int fsync(int fd)
{
	int (*next)(int) = (int (*)(int))(uintptr_t)real("fsync");
	int error = fate(&syncs.interrupted, &syncs.error);

	return error ? (errno = error, -1) : next(fd);
}

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

	memset(&reads, 0, sizeof(reads));
	memset(&writes, 0, sizeof(writes));
	memset(&syncs, 0, sizeof(syncs));
	file_remove_tree(f->dir);
	assert_false(file_exists(f->dir));
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

static void assert_holds(struct fixture *f, const char *name, const char *text)
{
	struct strbuf held = STRBUF_INIT;

	assert_true(file_read(in(f, name), 1000, &held, &f->err));
	assert_string_equal(held.buf, text);
	strbuf_release(&held);
}

/* Fails unless the folder holds that many names, hidden ones included. */
static void assert_holds_names(struct fixture *f, int n)
{
	DIR *dir = opendir(f->dir);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		n -= strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
	closedir(dir);
	assert_int_equal(n, 0);
}

static mode_t mode_of(struct fixture *f, const char *name)
{
	struct stat st;

	assert_int_equal(lstat(in(f, name), &st), 0);
	return st.st_mode & 0777;
}

/* ---- existence and type */

static void a_link_to_a_folder_is_a_folder_though_no_real_one(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "x");
	assert_int_equal(symlink(f->dir, in(f, "link")), 0);
	assert_int_equal(symlink(in(f, "nothing"), in(f, "dead")), 0);

	assert_true(file_exists(in(f, "file")));
	assert_true(file_exists(in(f, "link")));
	assert_false(file_exists(in(f, "nothing")));
	assert_false(file_exists(in(f, "dead")));

	assert_true(file_is_folder(f->dir));
	assert_true(file_is_folder(in(f, "link")));
	assert_false(file_is_folder(in(f, "file")));
	assert_false(file_is_folder(in(f, "dead")));

	assert_true(file_is_real_folder(f->dir));
	assert_false(file_is_real_folder(in(f, "link")));
	assert_false(file_is_real_folder(in(f, "file")));
	assert_false(file_is_real_folder(in(f, "nothing")));
}

/* ---- reading */

static void what_is_read_is_added(void **state)
{
	struct fixture *f = *state;

	write_file(f->dir, "file", "b\0c", 3);
	strbuf_addstr(&f->out, "a");
	assert_true(file_read(in(f, "file"), 3, &f->out, &f->err));
	assert_int_equal(f->out.len, 4);
	assert_memory_equal(f->out.buf, "ab\0c", 4);
	assert_int_equal(f->err.len, 0);
}

static void an_empty_file_can_be_read_but_gives_nothing_to_trust(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "");
	assert_true(file_read(in(f, "file"), 10, &f->out, &f->err));
	assert_int_equal(f->out.len, 0);
	assert_false(file_read_untrusted(in(f, "file"), 10, &f->out));
}

static void one_byte_too_many_is_too_much(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "12345");
	strbuf_addstr(&f->out, "what was there before does not count");
	assert_true(file_read(in(f, "file"), 5, &f->out, &f->err));
	assert_false(file_read(in(f, "file"), 4, &f->out, &f->err));
	assert_string_equal(f->err.buf,
		arena_printf(&f->arena, "%s has more than 4 bytes, which is a mistake or an attack",
			in(f, "file")));
	assert_true(file_read_untrusted(in(f, "file"), 5, &f->out));
	assert_false(file_read_untrusted(in(f, "file"), 4, &f->out));
}

/* Reading stops as soon as the file is known to be too long. */
static void a_huge_file_is_not_read_to_its_end(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "");
	assert_int_equal(truncate(in(f, "file"), (off_t)64 << 20), 0);
	assert_false(file_read(in(f, "file"), 100000, &f->out, &f->err));
	assert_in_range(f->out.len, 100001, 200000);
}

static void assert_unreadable(struct fixture *f, const char *name, const char *why)
{
	const char *path = in(f, name);

	strbuf_setlen(&f->err, 0);
	assert_false(file_read(path, 100, &f->out, &f->err));
	assert_string_equal(f->err.buf, arena_printf(&f->arena, "cannot read %s: %s", path, why));
	assert_false(file_read_untrusted(path, 100, &f->out));
	assert_int_equal(f->out.len, 0);
}

static void what_is_no_file_is_not_read_and_does_not_make_wait(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mkdir(in(f, "folder"), 0755), 0);
	assert_int_equal(mkfifo(in(f, "fifo"), 0644), 0);
	alarm(20); /* ends the test if a read blocks */
	assert_unreadable(f, "nothing", "it is not there");
	assert_unreadable(f, "folder", "it is not a file");
	assert_unreadable(f, "fifo", "it is not a file");
	assert_unreadable(f, "fifo/x", "a part of the path is not a folder");
	alarm(0);
}

static void a_link_on_a_stick_is_not_followed(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "x");
	assert_int_equal(symlink("file", in(f, "link")), 0);
	assert_true(file_read(in(f, "link"), 10, &f->out, &f->err));
	assert_true(file_read_untrusted(in(f, "file"), 10, &f->out));
	assert_false(file_read_untrusted(in(f, "link"), 10, &f->out));
	assert_string_equal(f->out.buf, "xx");
}

static void signals_and_short_reads_are_no_trouble(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "12345");
	reads.interrupted = 3;
	reads.most = 2;
	assert_true(file_read(in(f, "file"), 10, &f->out, &f->err));
	reads.interrupted = 1;
	assert_true(file_read_untrusted(in(f, "file"), 10, &f->out));
	assert_string_equal(f->out.buf, "1234512345");
}

static void a_disk_that_fails_is_no_short_file(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "12345");
	reads.error = EIO;
	assert_false(file_read(in(f, "file"), 10, &f->out, &f->err));
	assert_non_null(strstr(f->err.buf, error_text(EIO)));
	reads.error = EIO;
	assert_false(file_read_untrusted(in(f, "file"), 10, &f->out));
}

/* ---- writing */

static void signals_and_short_writes_are_no_trouble(void **state)
{
	struct fixture *f = *state;

	writes.interrupted = 3;
	writes.most = 2;
	assert_true(file_write_atomic(in(f, "file"), "12345", 5, false));
	assert_holds(f, "file", "12345");
}

static void a_file_is_replaced_whole(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "a long text that was there");
	assert_true(file_write_atomic(in(f, "file"), "new", 3, false));
	assert_holds(f, "file", "new");
	assert_holds_names(f, 1);
	assert_true(file_write_atomic(in(f, "empty"), "", 0, false));
	assert_holds(f, "empty", "");
}

static void a_replacement_that_fails_leaves_the_old_file_and_nothing_beside_it(void **state)
{
	struct fixture *f = *state;
	const char *path = in(f, "file");

	write_text(f->dir, "file", "old");
	writes.most = 2;
	assert_true(file_write_atomic(path, "old", 3, false));
	writes.error = ENOSPC;
	assert_false(file_write_atomic(path, "new", 3, false));
	assert_int_equal(errno, ENOSPC);
	assert_holds(f, "file", "old");
	assert_holds_names(f, 1);

	syncs.error = EIO;
	assert_false(file_write_atomic(path, "new", 3, false));
	assert_int_equal(errno, EIO);
	assert_holds(f, "file", "old");
	assert_holds_names(f, 1);
}

static void a_folder_is_not_replaced_by_a_file(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mkdir(in(f, "folder"), 0755), 0);
	assert_false(file_write_atomic(in(f, "folder"), "new", 3, false));
	assert_int_equal(errno, EISDIR);
	assert_true(file_is_real_folder(in(f, "folder")));
	assert_holds_names(f, 1);
	assert_false(file_write_atomic(in(f, "nothing/file"), "new", 3, false));
	assert_int_equal(errno, ENOENT);
}

static void a_link_stays_a_link_and_its_target_is_replaced(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "target", "old");
	assert_int_equal(symlink("target", in(f, "link")), 0);
	assert_true(file_write_atomic(in(f, "link"), "new", 3, false));
	assert_holds(f, "target", "new");
	assert_false(file_is_folder(in(f, "link")));
	assert_int_equal(unlink(in(f, "target")), 0);
	/* now the link is dangling */
	assert_false(file_write_atomic(in(f, "link"), "new", 3, false));
	assert_int_equal(errno, ENOENT);
	assert_false(file_exists(in(f, "target")));
}

static void a_device_or_pipe_is_written_to(void **state)
{
	struct fixture *f = *state;
	struct stat st;

	assert_true(file_write_atomic("/dev/null", "new", 3, false));
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
	assert_int_equal(mkfifo(in(f, "pipe"), 0600), 0);
	/* with a reader open, the writer does not block */
	assert_true(open(in(f, "pipe"), O_RDONLY | O_NONBLOCK | O_CLOEXEC) >= 0);
	assert_true(file_write_atomic(in(f, "pipe"), "new", 3, false));
	assert_int_equal(lstat(in(f, "pipe"), &st), 0);
	assert_true(S_ISFIFO(st.st_mode));
}

static void the_mode_is_kept_and_that_of_a_new_file_is_chosen(void **state)
{
	struct fixture *f = *state;
	mode_t before = umask(027);

	assert_true(file_write_atomic(in(f, "public"), "1", 1, false));
	assert_int_equal(mode_of(f, "public"), 0640);
	assert_true(file_write_atomic(in(f, "private"), "1", 1, true));
	assert_int_equal(mode_of(f, "private"), 0600);
	assert_int_equal(chmod(in(f, "private"), 0604), 0);
	assert_true(file_write_atomic(in(f, "private"), "2", 1, true));
	assert_int_equal(mode_of(f, "private"), 0604);
	umask(before);
}

static void a_draft_that_is_given_up_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct file_draft draft;

	write_text(f->dir, "file", "old");
	assert_true(file_draft_open(&draft, in(f, "file"), false));
	assert_true(fputs("half", draft.file) >= 0);
	assert_false(file_draft_close(&draft, false));
	assert_holds(f, "file", "old");
	assert_holds_names(f, 1);
	assert_null(draft.draft);
}

/* Runs as an ordinary user, since permissions do not restrict root. */
static void in_a_folder_that_may_only_be_read_nothing_changes(void **state)
{
	struct fixture *f = *state;
	pid_t child;
	int status;

	write_text(f->dir, "file", "old");
	assert_int_equal(chmod(f->dir, 0555), 0);
	child = fork();
	if (!child) {
		bool refused;

		if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
			_exit(77);
		refused = !file_write_atomic(in(f, "file"), "new", 3, false) && errno == EACCES &&
			!file_write_new(in(f, "other"), "new", 3) && errno == EACCES;
		_exit(!refused);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(chmod(f->dir, 0755), 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip_because("root cannot become an ordinary user here");
	assert_int_equal(status, 0);
	assert_holds(f, "file", "old");
	assert_holds_names(f, 1);
	assert_false(file_exists(in(f, "other")));
}

static void a_new_file_is_private_and_replaces_nothing(void **state)
{
	struct fixture *f = *state;

	assert_true(file_write_new(in(f, "file"), "one", 3));
	assert_int_equal(mode_of(f, "file"), 0600);
	assert_false(file_write_new(in(f, "file"), "two", 3));
	assert_int_equal(errno, EEXIST);
	assert_holds(f, "file", "one");

	assert_int_equal(symlink("elsewhere", in(f, "link")), 0);
	assert_false(file_write_new(in(f, "link"), "two", 3));
	assert_false(file_exists(in(f, "elsewhere")));
}

static void of_a_new_file_that_fails_nothing_remains(void **state)
{
	struct fixture *f = *state;

	syncs.error = EIO;
	assert_false(file_write_new(in(f, "file"), "one", 3));
	assert_int_equal(errno, EIO);
	assert_false(file_exists(in(f, "file")));
	writes.error = ENOSPC;
	assert_false(file_write_new(in(f, "file"), "one", 3));
	assert_int_equal(errno, ENOSPC);
	assert_false(file_exists(in(f, "file")));
}

static void a_private_file_is_written_over_but_not_through_a_link(void **state)
{
	struct fixture *f = *state;

	assert_true(file_write_private(in(f, "file"), "a long one", 10));
	assert_true(file_write_private(in(f, "file"), "two", 3));
	assert_holds(f, "file", "two");
	assert_int_equal(mode_of(f, "file"), 0600);

	assert_int_equal(symlink("file", in(f, "link")), 0);
	assert_false(file_write_private(in(f, "link"), "three", 5));
	assert_int_equal(errno, ELOOP);
	assert_holds(f, "file", "two");
	assert_int_equal(mkfifo(in(f, "pipe"), 0600), 0);
	assert_false(file_write_private(in(f, "pipe"), "four", 4));
	assert_int_equal(errno, EEXIST);
	/* a failure leaves the old contents and names its cause */
	writes.error = EFBIG;
	assert_false(file_write_private(in(f, "file"), "five", 4));
	assert_int_equal(errno, EFBIG);
	assert_holds(f, "file", "two");
}

static void what_takes_nothing_more_is_a_failure(void **state)
{
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);

	(void)state;
	if (fd < 0)
		skip_because("no /dev/full here");
	assert_false(file_write_fd(fd, "x", 1));
	assert_int_equal(errno, ENOSPC);
	assert_true(file_write_fd(fd, "", 0));
	close(fd);
}

/* ---- folders */

static void folders_are_made_with_those_above_them(void **state)
{
	struct fixture *f = *state;

	assert_true(file_make_folders(in(f, "a/b/c")));
	assert_true(file_is_real_folder(in(f, "a/b/c")));
	assert_true(file_make_folders(in(f, "a/b/c")));
	assert_true(file_make_folders(in(f, "a//b/d/")));
	assert_true(file_is_real_folder(in(f, "a/b/d")));

	write_text(f->dir, "file", "x");
	assert_false(file_make_folders(in(f, "file/a/b")));
	assert_int_equal(errno, ENOTDIR);
	assert_false(file_make_folders(in(f, "file/a")));
	assert_holds(f, "file", "x");
}

static void only_folders_are_synced(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "file", "x");
	assert_true(file_sync_folder(f->dir));
	assert_false(file_sync_folder(in(f, "file")));
	assert_false(file_sync_folder(in(f, "nothing")));
	syncs.error = EIO;
	assert_false(file_sync_folder(f->dir));
}

static void two_folders_change_places(void **state)
{
	struct fixture *f = *state;

	assert_true(file_make_folders(in(f, "a")));
	assert_true(file_make_folders(in(f, "b")));
	write_text(in(f, "a"), "file", "of a");
	write_text(in(f, "b"), "file", "of b");
	if (!file_exchange(in(f, "a"), in(f, "b"))) {
		assert_true(errno == ENOSYS || errno == EINVAL);
		assert_holds(f, "a/file", "of a");
		skip_because("this file system cannot exchange files");
	}
	assert_holds(f, "a/file", "of b");
	assert_holds(f, "b/file", "of a");
	assert_false(file_exchange(in(f, "a"), in(f, "nothing")));
	assert_holds(f, "a/file", "of b");
}

static void a_tree_goes_without_what_its_links_lead_to(void **state)
{
	struct fixture *f = *state;

	assert_true(file_make_folders(in(f, "kept")));
	assert_true(file_make_folders(in(f, "tree/a/b")));
	write_text(f->dir, "kept/file", "x");
	write_text(f->dir, "tree/a/b/file", "x");
	write_text(f->dir, "tree/.hidden", "x");
	assert_int_equal(symlink("../kept", in(f, "tree/link")), 0);
	assert_int_equal(symlink("../../kept/file", in(f, "tree/a/link")), 0);
	file_remove_tree(in(f, "tree"));
	assert_false(file_exists(in(f, "tree")));
	assert_holds(f, "kept/file", "x");

	file_remove_tree(in(f, "nothing"));
	file_remove_tree(in(f, "kept/file"));
	assert_false(file_exists(in(f, "kept/file")));
	assert_true(file_is_real_folder(in(f, "kept")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_link_to_a_folder_is_a_folder_though_no_real_one),
		TEST(what_is_read_is_added),
		TEST(an_empty_file_can_be_read_but_gives_nothing_to_trust),
		TEST(one_byte_too_many_is_too_much),
		TEST(a_huge_file_is_not_read_to_its_end),
		TEST(what_is_no_file_is_not_read_and_does_not_make_wait),
		TEST(a_link_on_a_stick_is_not_followed),
		TEST(signals_and_short_reads_are_no_trouble),
		TEST(a_disk_that_fails_is_no_short_file),
		TEST(signals_and_short_writes_are_no_trouble),
		TEST(a_file_is_replaced_whole),
		TEST(a_replacement_that_fails_leaves_the_old_file_and_nothing_beside_it),
		TEST(a_folder_is_not_replaced_by_a_file),
		TEST(a_link_stays_a_link_and_its_target_is_replaced),
		TEST(a_device_or_pipe_is_written_to),
		TEST(the_mode_is_kept_and_that_of_a_new_file_is_chosen),
		TEST(a_draft_that_is_given_up_changes_nothing),
		TEST(in_a_folder_that_may_only_be_read_nothing_changes),
		TEST(a_new_file_is_private_and_replaces_nothing),
		TEST(of_a_new_file_that_fails_nothing_remains),
		TEST(a_private_file_is_written_over_but_not_through_a_link),
		TEST(what_takes_nothing_more_is_a_failure),
		TEST(folders_are_made_with_those_above_them),
		TEST(only_folders_are_synced),
		TEST(two_folders_change_places),
		TEST(a_tree_goes_without_what_its_links_lead_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
