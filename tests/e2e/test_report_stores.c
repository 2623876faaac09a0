/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report over several stores and exports of them; vigie learners join. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/sittings.h"

static const struct sitting of_a[] = {
	{ "ann", "quiz", 0, "1110", false, false },
	{ "ann", "pre", 100, "10x1", false, false },
	{ "bob", "quiz", 0, "10s1", false, false },
	{ "bob", "quiz", 500, "1sss", true, false },
};
static const struct sitting of_b[] = {
	{ "ann", "quiz", 0, "1111", false, false },
	{ "ann", "post", 100, "1101", false, false },
	{ "cy", "quiz", 0, "10", false, true },
};

static void two_anns_are_two_people_until_they_are_joined(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *b = make_store(desk, "b.db");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	add(b, 2, of_b, ARRAY_SIZE(of_b));
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	assert_at(&out, "$.people", "4");
	assert_at(&out, "$.learners[0].name", "ann");
	assert_at(&out, "$.learners[0].store", "a");
	assert_at(&out, "$.learners[1].store", "b");
	assert_at(&out, "$.learners[2].store", "null");
	assert_at(&out, lesson_path(&out, "quiz", "begun"), "5");
	assert_at(&out, lesson_path(&out, "post", "compared"), "null");
	assert_int_equal(VIGIE("report", a, b), 0);
	assert_says(&out, "\nann (a) ");
	assert_says(&out, "\nann (b) ");

	assert_int_equal(VIGIE("learners", "join", "ann", a, "ann", b), 0);
	assert_int_equal(VIGIE("learners", "join", "ann", b, "ann", a), 0);
	assert_int_equal(VIGIE("learners", "join", "ann", a, "ann", b), 1);
	assert_says(&err, "joined already");
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	assert_at(&out, "$.people", "3");
	assert_at(&out, "$.learners[0].store", "null");
	assert_at(&out, lesson_path(&out, "quiz", "begun"), "5");
	assert_at(&out, lesson_path(&out, "post", "compared.people"), "1");
	/* the first answers of a person count once: 4 in the quiz, 4 before, 4 after; bob 3, cy 2
	 */
	assert_at(&out, "$.first_answers", "17");
	assert_int_equal(VIGIE("report", a, b, "--json", "cy"), 0);
	assert_at(&out, "$.people", "1");

	assert_int_equal(VIGIE("learners", "part", "ann", a, "ann", b), 0);
	assert_int_equal(VIGIE("learners", "part", "ann", a, "ann", b), 1);
	assert_says(&err, "not joined");
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	assert_at(&out, "$.people", "4");
	assert_int_equal(VIGIE("learners", "join", "ann", a, "zoe", b), 1);
	assert_says(&err, "there is no learner “zoe”");
	/* what is meant as a store is not taken for a name */
	assert_int_equal(VIGIE("report", a, "no/such"), 3);
	assert_says(&err, "there is no progress at no/such");
	assert_int_equal(VIGIE("report", a, "such.db"), 3);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_copy_of_a_store_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, once = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *copy = place(desk, "b.db");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	assert_int_equal(VIGIE("report", a, "--json"), 0);
	strbuf_addstr(&once, out.buf);
	sql(a, said("VACUUM INTO '%s'", copy));
	assert_int_equal(chmod(copy, 0600), 0);
	assert_int_equal(VIGIE("report", a, copy, "--json"), 0);
	assert_string_equal(out.buf, once.buf);
	strbuf_release(&once);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- exports */

static void copy_file(const char *from, const char *to)
{
	struct strbuf command = STRBUF_INIT;

	strbuf_addf(&command, "cp '%s' '%s'", from, to);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
}

/* Compares all but the questions, which come in the order in which they were first met. */
static void assert_same_people(const struct strbuf *is, const struct strbuf *wanted)
{
	const char *questions[2] = { strstr(is->buf, "\"questions\": ["),
		strstr(wanted->buf, "\"questions\": [") };

	assert_int_equal(questions[0] - is->buf, questions[1] - wanted->buf);
	assert_memory_equal(is->buf, wanted->buf, (size_t)(questions[0] - is->buf));
	assert_string_equal(
		strstr(is->buf, "\"learners\": ["), strstr(wanted->buf, "\"learners\": ["));
}

static void a_folder_of_exports_is_as_good_as_the_stores(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, stores = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *b = make_store(desk, "b.db");
	const char *folder = place(desk, "from");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	add(b, 2, of_b, ARRAY_SIZE(of_b));
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	strbuf_addstr(&stores, out.buf);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(VIGIE("report", folder), 3);
	assert_says(&err, "there are no answers in");
	assert_int_equal(
		VIGIE("report", a, "--csv", "--answers", "-o", desk_path(desk, "from/a.csv")), 0);
	assert_int_equal(VIGIE("report", b, "--csv", "--answers", "--bom", "-o",
				 desk_path(desk, "from/b.csv")),
		0);
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_string_equal(err.buf, "");
	assert_string_equal(out.buf, stores.buf);
	/* the same rows again, and the store besides: nothing changes */
	copy_file(desk_path(desk, "from/a.csv"), desk_path(desk, "from/c.csv"));
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_string_equal(out.buf, stores.buf);
	assert_int_equal(VIGIE("report", a, folder, "--json"), 0);
	assert_same_people(&out, &stores);
	assert_int_equal(VIGIE("report", desk_path(desk, "from/a.csv"), b, "--json"), 0);
	assert_string_equal(out.buf, stores.buf);
	/* what was learned since counts, whichever of the files comes first */
	add(a, 1, (const struct sitting[]){ { "ann", "quiz", DAY, "1111", false, false } }, 1);
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	strbuf_clear(&stores);
	strbuf_addstr(&stores, out.buf);
	assert_int_equal(
		VIGIE("report", a, "--csv", "--answers", "-o", desk_path(desk, "from/c.csv")), 0);
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_string_equal(out.buf, stores.buf);
	/* joined in the folder */
	assert_int_equal(VIGIE("learners", "join", "ann", folder, "ann", folder), 1);
	assert_says(&err, "several people in");
	assert_int_equal(VIGIE("learners", "join", "bob", folder, "cy", folder), 0);
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_at(&out, "$.people", "3");
	strbuf_release(&stores);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void read_text(const char *path, struct strbuf *out)
{
	FILE *f = fopen(path, "r");
	char buf[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(out, buf, n);
	fclose(f);
}

/* Writes text to a file, with the first from replaced by to. */
static void write_changed(struct desk *desk, const char *name, const struct strbuf *text,
	const char *from, const char *to)
{
	struct strbuf changed = STRBUF_INIT;
	char *at;

	strbuf_addstr(&changed, text->buf);
	at = strstr(changed.buf, from);
	assert_non_null(at);
	strbuf_splice(&changed, (size_t)(at - changed.buf), strlen(from), to, strlen(to));
	desk_write(desk, name, changed.buf);
	strbuf_release(&changed);
}

static void a_damaged_export_is_told_by_file_and_line(void **state)
{
	static const struct {
		const char *from, *to, *says;
	} changes[] = {
		{ "\"q1\"", "\"q1", "f/b.csv:3: " },
		{ "\"00000000000000", "\"0000000000000g",
			"“0000000000000g01” cannot be a value of the column version" },
		{ ",5,,,", ",five,,,", "cannot be a value of the column spent" },
		{ ",1000,1000,", ",2000,1000,", "f/b.csv:3: its numbers contradict each other" },
		{ "store,kind", "stores,kind", "f/b.csv:1: these are not answers" },
		{ "\"start\"", "\"finish\"", "f/b.csv:2: the column score has no value" },
		{ "\"quiz\",\"ann\"", "\"game\",\"ann\"", "“game” is not a kind of sitting" },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, text = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *folder = place(desk, "f");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(
		VIGIE("report", a, "--csv", "--answers", "-o", desk_path(desk, "f/a.csv")), 0);
	read_text(desk_path(desk, "f/a.csv"), &text);
	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		write_changed(desk, "f/b.csv", &text, changes[i].from, changes[i].to);
		assert_int_equal(VIGIE("report", folder, "--json"), 3);
		assert_string_equal(out.buf, "");
		assert_says(&err, changes[i].says);
	}
	/* another answer under the same key: said, and the first stays */
	write_changed(desk, "f/b.csv", &text, "\"true\"", "\"false\"");
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_says(
		&err, "f/b.csv:3: the same sitting, number and try was read with other contents");
	/* of a later version: rows of new kinds and new columns are left alone */
	write_changed(desk, "f/b.csv", &text, "store,kind", "new,store,kind");
	unlink(desk_path(desk, "f/b.csv"));
	write_changed(desk, "f/b.csv", &text, "\"start\"", "\"fork\"");
	unlink(desk_path(desk, "f/a.csv"));
	assert_int_equal(VIGIE("report", folder, "--json"), 3);
	assert_says(&err, "was not begun in a row before");
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* The page that explains the columns has each of them, in their order. */
static void the_contract_is_written_down(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, page = STRBUF_INIT;
	const char *at, *a = make_store(desk, "a.db");

	assert_int_equal(VIGIE("report", a, "--csv", "--answers"), 0);
	read_text(TEST_DATA "/../share/DATA.md", &page);
	at = page.buf;
	for (char *name = strtok(out.buf, ",\r\n"); name; name = strtok(NULL, ",\r\n")) {
		at = strstr(at, said("\n| %s | ", name));
		if (!at)
			fail_msg("%s is not in DATA.md, or not in its place", name);
	}
	assert_null(strstr(at + 1, "\n| "));
	strbuf_release(&page);
	strbuf_release(&out);
	strbuf_release(&err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(two_anns_are_two_people_until_they_are_joined),
		TEST(a_copy_of_a_store_changes_nothing),
		TEST(a_folder_of_exports_is_as_good_as_the_stores),
		TEST(a_damaged_export_is_told_by_file_and_line),
		TEST(the_contract_is_written_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
