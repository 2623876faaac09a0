/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listing folders and splitting paths, with opendir and readdir replaced by calls that can fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/folder.h"
#include "os/pathname.h"
#include "unit/course_fixture.h"

static int interrupted, names_until_error = -1;

DIR *opendir(const char *path)
{
	DIR *(*real)(const char *) =
		(DIR * (*)(const char *))(uintptr_t)dlsym(RTLD_NEXT, "opendir");

	if (!interrupted)
		return real(path);
	interrupted--;
	errno = EINTR;
	return NULL;
}

struct dirent *readdir(DIR *dir)
{
	/* where file offsets have 32 bits by default, readdir fills another struct */
	void *with_64_bits = dlsym(RTLD_NEXT, "readdir64");
	struct dirent *(*real)(DIR *) = (struct dirent * (*)(DIR *))(
		uintptr_t)(with_64_bits ? with_64_bits : dlsym(RTLD_NEXT, "readdir"));

	if (names_until_error < 0)
		return real(dir);
	if (names_until_error--)
		return real(dir);
	errno = EIO;
	return NULL;
}

struct fixture {
	char dir[64];
	struct arena arena;
	struct diags diags;
	struct folder folder;
};

static const char *const files[] = { "b.ini", "a", ".hidden", "B" };

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	make_folder(f->dir);
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		write_text(f->dir, files[i], "x");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	interrupted = 0;
	names_until_error = -1;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		unlink(arena_printf(&f->arena, "%s/%s", f->dir, files[i]));
	rmdir(f->dir);
	diags_release(&f->diags);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static void assert_names(const struct fixture *f)
{
	assert_int_equal(f->folder.n, 3);
	assert_string_equal(f->folder.names[0], "B");
	assert_string_equal(f->folder.names[1], "a");
	assert_string_equal(f->folder.names[2], "b.ini");
}

static void names_come_in_the_order_of_their_bytes_without_the_hidden_ones(void **state)
{
	struct fixture *f = *state;

	assert_true(folder_read(&f->folder, &f->arena, f->dir, &f->diags));
	assert_names(f);
	assert_no_diags(&f->diags);
}

static void a_signal_in_between_is_no_trouble(void **state)
{
	struct fixture *f = *state;

	interrupted = 2;
	assert_true(folder_read(&f->folder, &f->arena, f->dir, &f->diags));
	assert_names(f);
}

static void a_folder_that_is_not_there_is_empty(void **state)
{
	struct fixture *f = *state;

	assert_true(folder_read(&f->folder, &f->arena, "/nowhere/at/all", &f->diags));
	assert_int_equal(f->folder.n, 0);
	assert_no_diags(&f->diags);
}

static void a_file_is_no_folder(void **state)
{
	struct fixture *f = *state;

	assert_false(folder_read(
		&f->folder, &f->arena, arena_printf(&f->arena, "%s/a", f->dir), &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
}

static void half_a_folder_is_said_to_be_half(void **state)
{
	struct fixture *f = *state;

	names_until_error = 1;
	assert_false(folder_read(&f->folder, &f->arena, f->dir, &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
}

static void a_path_has_a_parent_and_a_last_part(void **state)
{
	static const struct {
		const char *path, *parent, *base;
	} cases[] = {
		{ "a/b", "a", "b" },
		{ "a/b/", "a", "b" },
		{ "a/b//", "a", "b" },
		{ "a//b", "a", "b" },
		{ "b", ".", "b" },
		{ "/b", "/", "b" },
		{ "//b", "/", "b" },
		{ "/a/b", "/a", "b" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		size_t len;
		const char *base = pathname_base(cases[i].path, &len);

		assert_string_equal(arena_memdupz(&f->arena, base, len), cases[i].base);
		assert_string_equal(pathname_parent(&f->arena, cases[i].path), cases[i].parent);
	}
}

static void a_translation_is_named_by_its_language(void **state)
{
	static const char *const none[] = { "fr", "ini", ".ini", "fr.in", "fr.init", "fr.ini2",
		"f.ini", "fran.ini", "fr-.ini", "lesson.ini", "x.fr.ini", "fr.utf8.ini" };
	struct fixture *f = *state;

	assert_string_equal(pathname_language(&f->arena, "fr.ini"), "fr");
	assert_string_equal(pathname_language(&f->arena, "mos.ini"), "mos");
	assert_string_equal(pathname_language(&f->arena, "pt_br.ini"), "pt-BR");
	for (size_t i = 0; i < ARRAY_SIZE(none); i++)
		assert_null(pathname_language(&f->arena, none[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(names_come_in_the_order_of_their_bytes_without_the_hidden_ones),
		TEST(a_signal_in_between_is_no_trouble),
		TEST(a_folder_that_is_not_there_is_empty),
		TEST(a_file_is_no_folder),
		TEST(half_a_folder_is_said_to_be_half),
		TEST(a_path_has_a_parent_and_a_last_part),
		TEST(a_translation_is_named_by_its_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
