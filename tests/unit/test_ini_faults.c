/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults between our scanner and iniparser, which both read a lesson file: the calls in between are
 * replaced, so that a test can interrupt them, make them fail or pass on different text. */

/* fortified inline versions would bypass the calls replaced here */
#undef _FORTIFY_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "os/file.h"
#include "unit/course_fixture.h"

#define TEXT "[a]\nx = 1\ny = 2\n[b]\nz = 3\n"

/* Zeroed before each test. */
static struct {
	bool no_memory_files; /* memfd_create fails with ENOSYS */
	int interrupted;      /* number of read and write calls that fail with EINTR first */
	size_t most;          /* most bytes that read and write transfer; 0: no limit */
	int write_errors, read_errors;
	const char *instead; /* text that is written instead of the original */
	char unlinked[64];
} fault;

int memfd_create(const char *name, unsigned flags)
{
	int (*next)(const char *, unsigned) =
		(int (*)(const char *, unsigned))(uintptr_t)dlsym(RTLD_NEXT, "memfd_create");

	if (fault.no_memory_files || !next)
		return errno = ENOSYS, -1;
	return next(name, flags);
}

/* Returns the error that a call must fail with, or 0; limits *n to what it may transfer. */
static int fate(int *errors, int error, size_t *n)
{
	if (fault.interrupted) {
		fault.interrupted--;
		return EINTR;
	}
	if (*errors) {
		(*errors)--;
		return error;
	}
	if (fault.most && *n > fault.most)
		*n = fault.most;
	return 0;
}

ssize_t write(int fd, const void *buf, size_t n)
{
	ssize_t (*next)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))(uintptr_t)dlsym(RTLD_NEXT, "write");
	int error = fate(&fault.write_errors, ENOSPC, &n);
	size_t len;

	if (error)
		return errno = error, -1;
	if (!fault.instead)
		return next(fd, buf, n);
	len = strlen(fault.instead);
	return next(fd, fault.instead, len) == (ssize_t)len ? (ssize_t)n : -1;
}

ssize_t read(int fd, void *buf, size_t n)
{
	ssize_t (*next)(int, void *, size_t) =
		(ssize_t(*)(int, void *, size_t))(uintptr_t)dlsym(RTLD_NEXT, "read");
	int error = fate(&fault.read_errors, EIO, &n);

	return error ? (errno = error, -1) : next(fd, buf, n);
}

/* The fortified form of read, called where the size of the buffer is known. */
ssize_t __read_chk(int fd, void *buf, size_t n, size_t size);
ssize_t __read_chk(int fd, void *buf, size_t n, size_t size)
{
	return read(fd, buf, n < size ? n : size);
}

int unlink(const char *path)
{
	int (*next)(const char *) = (int (*)(const char *))(uintptr_t)dlsym(RTLD_NEXT, "unlink");

	snprintf(fault.unlinked, sizeof(fault.unlinked), "%s", path);
	return next(path);
}

struct fixture {
	struct arena arena;
	struct diags diags;
};

static int set_up(void **state)
{
	*state = xcalloc(1, sizeof(struct fixture));
	memset(&fault, 0, sizeof(fault));
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	memset(&fault, 0, sizeof(fault));
	diags_release(&f->diags);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static void assert_read(struct fixture *f)
{
	struct ini *ini = parse_text(&f->arena, TEXT, &f->diags);

	assert_no_diags(&f->diags);
	assert_non_null(ini);
	assert_int_equal(ini->n, 2);
	assert_string_equal(ini->sections[1].entries[0].value, "3");
}

static void without_files_in_memory_one_on_the_disk_comes_and_goes(void **state)
{
	struct fixture *f = *state;

	assert_read(f);
	assert_string_equal(fault.unlinked, "");
	fault.no_memory_files = true;
	assert_read(f);
	assert_string_not_equal(fault.unlinked, "");
	assert_false(file_exists(fault.unlinked));
}

static void a_failure_in_memory_is_made_good_on_the_disk(void **state)
{
	struct fixture *f = *state;

	fault.write_errors = 1;
	assert_read(f);
	assert_false(file_exists(fault.unlinked));
}

static void signals_and_short_calls_are_no_trouble(void **state)
{
	struct fixture *f = *state;

	fault.interrupted = 3;
	fault.most = 2;
	assert_read(f);
}

static void a_file_that_the_second_reader_cannot_get_is_not_believed(void **state)
{
	struct fixture *f = *state;

	fault.write_errors = 2;
	assert_null(parse_text(&f->arena, TEXT, &f->diags));
	/* the disk is at fault and not the lesson */
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
	assert_non_null(strstr(f->diags.v[0].message, "the disk is full"));
	assert_null(f->diags.v[0].source);
	assert_string_not_equal(fault.unlinked, "");
	assert_false(file_exists(fault.unlinked));
}

static void where_the_readers_part_is_told(void **state)
{
	static const struct {
		const char *instead;
		int line;
		const char *source;
	} cases[] = {
		{ "[a]\nx = 1\ny = 9\n[b]\nz = 3\n", 3, "y = 2" },
		{ "[a]\nx = 1\n[b]\nz = 3\n", 3, "y = 2" },
		{ "[a]\nx = 1\ny = 2\n[c]\nz = 3\n", 4, "[b]" },
		{ "[a]\nx = 1\ny = 2\n", 4, "[b]" },
		{ "", 1, "[a]" },
		/* extra entries have no line in the file */
		{ TEXT "more = 4\n", 0, NULL },
		{ TEXT "[c]\n", 0, NULL },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		fault.instead = cases[i].instead;
		assert_null(parse_text(&f->arena, TEXT, &f->diags));
		assert_one_diag(&f->diags, "reader-disagrees", cases[i].line, 0);
		if (cases[i].source)
			assert_memory_equal(
				f->diags.v[0].source, cases[i].source, strlen(cases[i].source));
		else
			assert_null(f->diags.v[0].source);
		diags_release(&f->diags);
	}
}

/* The second reader may return the entries in a different order. */
static void another_order_is_no_disagreement(void **state)
{
	struct fixture *f = *state;

	fault.instead = "[b]\nz = 3\n[a]\ny = 2\nx = 1\n";
	assert_read(f);
}

static void a_disk_that_fails_is_no_short_lesson(void **state)
{
	struct fixture *f = *state;
	char dir[64];
	const char *path;
	bool absent = false;

	make_folder(dir);
	write_text(dir, "lesson.ini", TEXT);
	path = arena_printf(&f->arena, "%s/lesson.ini", dir);
	fault.read_errors = 1;
	assert_null(ini_read(&f->arena, path, &absent, &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
	assert_false(absent);
	diags_release(&f->diags);

	fault.interrupted = 3;
	fault.most = 2;
	assert_non_null(ini_read(&f->arena, path, &absent, &f->diags));
	assert_no_diags(&f->diags);
	file_remove_tree(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(without_files_in_memory_one_on_the_disk_comes_and_goes),
		TEST(a_failure_in_memory_is_made_good_on_the_disk),
		TEST(signals_and_short_calls_are_no_trouble),
		TEST(a_file_that_the_second_reader_cannot_get_is_not_believed),
		TEST(where_the_readers_part_is_told),
		TEST(another_order_is_no_disagreement),
		TEST(a_disk_that_fails_is_no_short_lesson),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
