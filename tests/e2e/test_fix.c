/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check --fix at a terminal: it asks before it writes, and what it cannot write stays whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "os/file.h"
#include "skip.h"

#define BROKEN \
	"[lesson]\nformat = 2\nid = hills\norder = 1\nlanguage = en\ntitle = “Hills”\nminutes = 5\n"
#define MENDED \
	"[lesson]\nformat = 2\nid = hills\norder = 1\nlanguage = en\ntitle = \"Hills\"\nminutes = 5\n"
#define QUESTION "Write these repairs?"

static const char *write_lesson(struct desk *desk)
{
	const char *path = desk_path(desk, "hills/lesson.ini");

	assert_true(file_make_folders(desk_path(desk, "hills")));
	assert_true(file_write_atomic(path, BROKEN, strlen(BROKEN), true));
	assert_int_equal(chmod(path, 0640), 0);
	return path;
}

static void assert_file(const char *path, const char *text)
{
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;

	assert_true(file_read(path, 1 << 20, &data, &err));
	assert_string_equal(data.buf, text);
	strbuf_release(&data);
	strbuf_release(&err);
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777U;
}

static struct terminal *ask(struct desk *desk, const char *path)
{
	struct start start = { .lessons = "", .cols = 100, .args = { "check", "--fix", path } };
	struct terminal *t = desk_start(desk, &start);

	assert_true(terminal_wait(t, QUESTION));
	assert_file(path, BROKEN);
	return t;
}

static void yes_writes_and_keeps_a_copy(void **state)
{
	struct desk *desk = *state;
	const char *path = write_lesson(desk), *copy = desk_path(desk, "hills/lesson.ini~");
	struct terminal *t = ask(desk, path);

	assert_true(terminal_send(t, "y\n"));
	assert_true(terminal_wait_end(t) >= 0);
	assert_true(terminal_shows(t, "is repaired; as it was"));
	assert_file(path, MENDED);
	assert_file(copy, BROKEN);
	assert_int_equal(mode_of(path), 0640);
	/* the copy is for the one who repaired */
	assert_int_equal(mode_of(copy), 0600);
}

/* Anything but y, the end of input and Ctrl-C leave the file and make no copy. */
static void any_other_answer_writes_nothing(void **state)
{
	static const char *const answers[] = { "n\n", "\n", "no y\n", "\004", "\003" };
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		const char *path = write_lesson(desk);
		struct terminal *t = ask(desk, path);
		int status;

		assert_true(terminal_send(t, answers[i]));
		status = terminal_wait_end(t);
		if (status <= 0)
			fail_msg("answer %zu: status %d\n%s", i, status, terminal_text(t));
		assert_file(path, BROKEN);
		assert_false(file_exists(desk_path(desk, "hills/lesson.ini~")));
	}
}

static int fix_quietly(struct desk *desk, const char *how, const char *path, struct strbuf *err)
{
	struct start start = { .lessons = "", .args = { "check", how, path } };
	struct strbuf out = STRBUF_INIT;
	int status = desk_run(desk, &start, &out, err);

	assert_null(strstr(err->buf, QUESTION));
	strbuf_release(&out);
	return status;
}

static void without_a_terminal_nothing_is_asked_or_written(void **state)
{
	struct desk *desk = *state;
	const char *path = write_lesson(desk);
	struct strbuf err = STRBUF_INIT;

	assert_int_equal(fix_quietly(desk, "--fix", path, &err), 1);
	assert_file(path, BROKEN);
	assert_false(file_exists(desk_path(desk, "hills/lesson.ini~")));
	strbuf_release(&err);
}

static void a_folder_that_cannot_be_written_keeps_its_file(void **state)
{
	struct desk *desk = *state;
	const char *path = write_lesson(desk), *folder = desk_path(desk, "hills");
	struct strbuf err = STRBUF_INIT;
	int status;

	if (!geteuid())
		skip_because("root writes into read-only folders");
	assert_int_equal(chmod(folder, 0500), 0);
	status = fix_quietly(desk, "--fix=yes", path, &err);
	assert_int_equal(chmod(folder, 0700), 0);
	assert_int_equal(status, 3);
	assert_non_null(strstr(err.buf, "cannot keep a copy"));
	assert_file(path, BROKEN);
	strbuf_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
		TEST(yes_writes_and_keeps_a_copy),
		TEST(any_other_answer_writes_nothing),
		TEST(without_a_terminal_nothing_is_asked_or_written),
		TEST(a_folder_that_cannot_be_written_keeps_its_file),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
