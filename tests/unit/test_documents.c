/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder for documents, as user-dirs.dirs names it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "os/documents.h"
#include "os/file.h"
#include "unit/course_fixture.h"

/* Asserts what the text gives; NULL: nothing. */
static void gives(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, "=");
	assert_int_equal(documents_parse(text, "/home/ada", &out), expected != NULL);
	assert_string_equal(out.buf + 1, expected ? expected : "");
	strbuf_release(&out);
}

static void the_line_for_documents_is_read_as_a_shell_reads_it(void **state)
{
	(void)state;
	gives("# a comment\nXDG_DESKTOP_DIR=\"$HOME/Bureau\"\nXDG_DOCUMENTS_DIR=\"$HOME/Documents\"\n",
		"/home/ada/Documents");
	gives("XDG_DOCUMENTS_DIR=\"/srv/ada/docs/\"", "/srv/ada/docs");
	gives("  XDG_DOCUMENTS_DIR=\"$HOME/Mes papiers\"\n", "/home/ada/Mes papiers");
	gives("XDG_DOCUMENTS_DIR=\"$HOME/a\\\"b\\\\c\"\n", "/home/ada/a\"b\\c");
	gives("XDG_DOCUMENTS_DIR=\"$HOME\"\n", "/home/ada");
	gives("XDG_DOCUMENTS_DIR=\"$HOME/\"\n", "/home/ada");
	gives("XDG_DOCUMENTS_DIR=\"/\"\n", "/");
	gives("XDG_DOCUMENTS_DIR=\"$HOME/one\"\nXDG_DOCUMENTS_DIR=\"$HOME/two\"\n",
		"/home/ada/two");
}

static void what_is_no_absolute_path_gives_nothing(void **state)
{
	(void)state;
	gives("", NULL);
	gives("#XDG_DOCUMENTS_DIR=\"$HOME/Documents\"\n", NULL);
	gives("XDG_DOCUMENTS_DIR=$HOME/Documents\n", NULL);
	gives("XDG_DOCUMENTS_DIR=\"Documents\"\n", NULL);
	gives("XDG_DOCUMENTS_DIR=\"$HOMEX/Documents\"\n", NULL);
	gives("XDG_DOCUMENTS_DIR=\"$HOME/Documents\n", NULL);
	gives("XDG_DOCUMENTS_DIR=\"$HOME/Documents\\\n\"", NULL);
	gives("XDG_DOCUMENTS_DIR=\"$HOME/Doc\\", NULL);
	gives("XDG_DOCUMENTS_DIR=\"\"\n", NULL);
	gives("XDG_DOCUMENTS_DIR", NULL);
	gives("XDG_DOCUMENTS_DIR=\"$HOME/one\"\nXDG_DOCUMENTS_DIR=\"two\"\n", NULL);
}

/* Asserts the folder found, below dir. */
static void finds(const char *dir, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	assert_true(documents_find(&out));
	assert_int_equal(strncmp(out.buf, dir, strlen(dir)), 0);
	assert_string_equal(out.buf + strlen(dir), expected);
	strbuf_release(&out);
}

static void it_is_home_where_the_folder_is_not_there(void **state)
{
	static const char text[] = "XDG_DOCUMENTS_DIR=\"$HOME/Papiers\"\n";
	struct arena arena = ARENA_INIT;
	char dir[64];

	(void)state;
	make_folder(dir);
	setenv("HOME", dir, 1);
	unsetenv("XDG_CONFIG_HOME");
	finds(dir, "");
	assert_true(file_make_folders(arena_printf(&arena, "%s/.config", dir)));
	assert_true(file_write_atomic(arena_printf(&arena, "%s/.config/user-dirs.dirs", dir), text,
		sizeof(text) - 1, false));
	finds(dir, "");
	assert_true(file_make_folders(arena_printf(&arena, "%s/Papiers", dir)));
	finds(dir, "/Papiers");
	setenv("XDG_CONFIG_HOME", arena_printf(&arena, "%s/nowhere", dir), 1);
	finds(dir, "");
	setenv("XDG_CONFIG_HOME", "not/absolute", 1);
	finds(dir, "/Papiers");
	file_remove_tree(dir);
	arena_release(&arena);
}

static void without_a_home_it_is_the_current_folder(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	unsetenv("HOME");
	assert_true(documents_find(&out));
	assert_int_equal(out.buf[0], '/');
	setenv("HOME", "relative", 1);
	strbuf_clear(&out);
	assert_true(documents_find(&out));
	assert_int_equal(out.buf[0], '/');
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_line_for_documents_is_read_as_a_shell_reads_it),
		cmocka_unit_test(what_is_no_absolute_path_gives_nothing),
		cmocka_unit_test(it_is_home_where_the_folder_is_not_there),
		cmocka_unit_test(without_a_home_it_is_the_current_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
