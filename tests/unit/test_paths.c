/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding files: a copy of this program, in a directory and environment of its own, prints the
 * paths that it finds. */

/* fortified inline versions would bypass the calls replaced here */
#undef _FORTIFY_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "os/file.h"
#include "os/paths.h"
#include "skip.h"
#include "unit/course_fixture.h"

enum { PROGRAM_MAX = 64 << 20 };

/* With NO_PROC set, acts like a system without /proc, where the program cannot find itself. */
ssize_t readlink(const char *path, char *buf, size_t size)
{
	ssize_t (*next)(const char *, char *, size_t) =
		(ssize_t(*)(const char *, char *, size_t))(uintptr_t)dlsym(RTLD_NEXT, "readlink");

	if (getenv("NO_PROC"))
		return errno = ENOENT, -1;
	return next(path, buf, size);
}

static const char *text_or_dash(const char *s)
{
	return s ? s : "-";
}

/* Main function of the copy: prints the paths. Arguments: STORE (or -), then lesson folders. */
static int show(int argc, char **argv)
{
	struct paths paths;
	const char *store = strcmp(argv[0], "-") ? argv[0] : NULL;

	paths_find(&paths, (const char *const *)argv + 1, (size_t)argc - 1, store);
	printf("locale %s\n", paths.locale);
	for (size_t i = 0; i < paths.n_lessons; i++)
		printf("lessons %s\n", paths.lessons[i]);
	printf("help %s\n", text_or_dash(paths.help));
	printf("store %s\n", text_or_dash(paths.store));
	printf("config %s\n", text_or_dash(paths.config));
	return 0;
}

/* dir contains bin/ask, a copy of this program. */
struct fixture {
	char dir[64];
	struct arena arena;
	struct strbuf out;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	struct strbuf program = STRBUF_INIT, err = STRBUF_INIT;
	const char *copy;

	f->out = (struct strbuf)STRBUF_INIT;
	make_folder(f->dir);
	assert_true(file_read("/proc/self/exe", PROGRAM_MAX, &program, &err));
	assert_true(file_make_folders(arena_printf(&f->arena, "%s/bin", f->dir)));
	copy = arena_printf(&f->arena, "%s/bin/ask", f->dir);
	assert_true(file_write_atomic(copy, program.buf, program.len, false));
	assert_int_equal(chmod(copy, 0755), 0);
	strbuf_release(&program);
	strbuf_release(&err);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	file_remove_tree(f->dir);
	strbuf_release(&f->out);
	arena_release(&f->arena);
	free(f);
	return 0;
}

/* Returns text with each @ replaced by the directory of the test. */
static const char *here(struct fixture *f, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	const char *s;

	for (; *text; text++)
		if (*text == '@')
			strbuf_addstr(&sb, f->dir);
		else
			strbuf_addch(&sb, *text);
	s = arena_strdup(&f->arena, sb.buf);
	strbuf_release(&sb);
	return s;
}

static void folders(struct fixture *f, const char *path)
{
	assert_true(file_make_folders(here(f, path)));
}

/* Runs the copy with only env in its environment. */
static void ask(struct fixture *f, const char *env, const char *args)
{
	const char *command = arena_printf(
		&f->arena, "env -i %s %s/bin/ask %s", here(f, env), f->dir, here(f, args));
	char buf[4096];
	size_t n;
	FILE *pipe;

	if (access(arena_printf(&f->arena, "%s/bin/ask", f->dir), X_OK))
		skip_because("cannot run programs in /tmp");
	strbuf_setlen(&f->out, 0);
	fflush(NULL);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	while ((n = fread(buf, 1, sizeof(buf), pipe)) > 0)
		strbuf_add(&f->out, buf, n);
	assert_int_equal(pclose(pipe), 0);
}

static void assert_says(struct fixture *f, const char *lines)
{
	if (!strstr(f->out.buf, here(f, lines)))
		print_error("%s\n", f->out.buf);
	assert_non_null(strstr(f->out.buf, here(f, lines)));
}

static size_t count(const struct fixture *f, const char *word)
{
	size_t n = 0;

	for (const char *s = f->out.buf; (s = strstr(s, word)); s++)
		n++;
	return n;
}

static void the_folders_that_the_person_names_are_used(void **state)
{
	struct fixture *f = *state;

	ask(f, "HOME=/h XDG_DATA_HOME=/d XDG_CONFIG_HOME=/c", "-");
	assert_says(f, "store /d/vigie/progress.db\nconfig /c/vigie/vigie.ini\n");
}

static void empty_and_relative_values_are_as_good_as_none(void **state)
{
	static const char *const envs[] = { "HOME=/h", "HOME=/h XDG_DATA_HOME= XDG_CONFIG_HOME=",
		"HOME=/h XDG_DATA_HOME=d XDG_CONFIG_HOME=./c" };
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(envs); i++) {
		ask(f, envs[i], "-");
		assert_says(f,
			"store /h/.local/share/vigie/progress.db\n"
			"config /h/.config/vigie/vigie.ini\n");
	}
}

static void without_a_home_nothing_is_kept_unless_a_place_is_given(void **state)
{
	static const char *const envs[] = { "", "HOME=", "HOME=h" };
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(envs); i++) {
		ask(f, envs[i], "-");
		assert_says(f, "store -\nconfig -\n");
		ask(f, envs[i], "my.db");
		assert_says(f, "store my.db\nconfig -\n");
	}
}

static void what_the_command_line_names_takes_the_place_of_the_usual(void **state)
{
	struct fixture *f = *state;
	struct strbuf many = STRBUF_INIT;

	folders(f, "@/home/.local/share/vigie/lessons");
	folders(f, "@/mine/help");
	write_text(f->dir, "mine/help/help.ini", "");
	ask(f, "HOME=@/home", "/a/store @/other @/mine");
	assert_says(f, "lessons @/other\nlessons @/mine\nhelp @/mine/help\nstore /a/store\n");
	assert_int_equal(count(f, "\nlessons "), 2);

	strbuf_addstr(&many, "-");
	for (int i = 1; i <= PATHS_LESSONS_MAX + 2; i++)
		strbuf_addf(&many, " /l%d", i);
	ask(f, "", many.buf);
	assert_int_equal(count(f, "\nlessons "), PATHS_LESSONS_MAX);
	assert_says(f, "lessons /l15\nlessons /l16\n");
	strbuf_release(&many);
}

static void in_the_tree_of_the_sources_its_own_things_are_used(void **state)
{
	struct fixture *f = *state;

	folders(f, "@/lessons/help");
	folders(f, "@/bin/locale");
	folders(f, "@/share/locale");
	folders(f, "@/share/vigie/lessons");
	write_text(f->dir, "ARCHITECTURE.md", "");
	write_text(f->dir, "lessons/help/help.ini", "");
	ask(f, "", "-");
	assert_says(
		f, "locale @/bin/locale\nlessons @/bin/../lessons\nhelp @/bin/../lessons/help\n");
	assert_int_equal(count(f, "\nlessons "), 1);
}

static void a_folder_that_is_only_called_lessons_is_not_taken_for_the_tree(void **state)
{
	struct fixture *f = *state;

	folders(f, "@/lessons");
	folders(f, "@/share/locale");
	folders(f, "@/share/vigie/lessons/help");
	write_text(f->dir, "share/vigie/lessons/help/help.ini", "");
	ask(f, "", "-");
	assert_says(f,
		"locale @/bin/../share/locale\n"
		"lessons @/bin/../share/vigie/lessons\n"
		"help @/bin/../share/vigie/lessons/help\n");
}

static void what_is_not_beside_the_program_is_looked_for_where_it_was_installed(void **state)
{
	struct fixture *f = *state;

	ask(f, "", "-");
	assert_says(f, "locale " VIGIE_PREFIX "/share/locale\n");
	assert_int_equal(
		count(f, "\nlessons "), file_is_folder(VIGIE_PREFIX "/share/vigie/lessons"));
	assert_says(f,
		file_exists(VIGIE_PREFIX "/share/vigie/lessons/help/help.ini")
			? "help " VIGIE_PREFIX "/share/vigie/lessons/help\n"
			: "help -\n");
}

static void where_the_program_does_not_know_its_place_the_rest_is_still_found(void **state)
{
	struct fixture *f = *state;

	folders(f, "@/lessons");
	folders(f, "@/bin/locale");
	folders(f, "@/share/vigie/lessons/help");
	write_text(f->dir, "ARCHITECTURE.md", "");
	write_text(f->dir, "share/vigie/lessons/help/help.ini", "");
	ask(f, "NO_PROC=1 HOME=/h", "-");
	assert_says(f, "locale " VIGIE_PREFIX "/share/locale\n");
	assert_says(f,
		"store /h/.local/share/vigie/progress.db\n"
		"config /h/.config/vigie/vigie.ini\n");
	assert_int_equal(count(f, f->dir), 0);
}

static void the_persons_own_lessons_come_first(void **state)
{
	struct fixture *f = *state;

	folders(f, "@/data/vigie/lessons/help");
	folders(f, "@/share/vigie/lessons/help");
	write_text(f->dir, "share/vigie/lessons/help/help.ini", "");
	ask(f, "XDG_DATA_HOME=@/data", "-");
	assert_says(f,
		"lessons @/data/vigie/lessons\n"
		"lessons @/bin/../share/vigie/lessons\n"
		"help @/bin/../share/vigie/lessons/help\n");

	write_text(f->dir, "data/vigie/lessons/help/help.ini", "");
	ask(f, "XDG_DATA_HOME=@/data", "-");
	assert_says(f, "help @/data/vigie/lessons/help\n");
}

/* The help numbers are found even if the learner's own lessons come without them. */
static void help_is_found_though_no_folder_of_lessons_has_it(void **state)
{
	struct fixture *f = *state;

	folders(f, "@/share/vigie/lessons/help");
	write_text(f->dir, "share/vigie/lessons/help/help.ini", "");
	ask(f, "", "- /a/folder/of/lessons");
	assert_says(f, "lessons /a/folder/of/lessons\nhelp @/bin/../share/vigie/lessons/help\n");
}

static void a_file_is_no_folder_of_lessons(void **state)
{
	struct fixture *f = *state;

	folders(f, "@/data/vigie");
	write_text(f->dir, "data/vigie/lessons", "");
	folders(f, "@/share/vigie/lessons");
	ask(f, "XDG_DATA_HOME=@/data", "-");
	assert_int_equal(count(f, "\nlessons "), 1);
	assert_says(f, "lessons @/bin/../share/vigie/lessons\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(the_folders_that_the_person_names_are_used),
		TEST(empty_and_relative_values_are_as_good_as_none),
		TEST(without_a_home_nothing_is_kept_unless_a_place_is_given),
		TEST(what_the_command_line_names_takes_the_place_of_the_usual),
		TEST(in_the_tree_of_the_sources_its_own_things_are_used),
		TEST(a_folder_that_is_only_called_lessons_is_not_taken_for_the_tree),
		TEST(what_is_not_beside_the_program_is_looked_for_where_it_was_installed),
		TEST(where_the_program_does_not_know_its_place_the_rest_is_still_found),
		TEST(the_persons_own_lessons_come_first),
		TEST(help_is_found_though_no_folder_of_lessons_has_it),
		TEST(a_file_is_no_folder_of_lessons),
	};

	if (argc > 1)
		return show(argc - 1, argv + 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
