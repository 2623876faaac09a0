/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One mistake in a good file gives one message, at its place. mistakes.h says what a mistake is;
 * this test makes the same ones on every machine, in the files of the course, and prints how many
 * of each kind are told with one message, with several, elsewhere or not at all. VIGIE_SHOW=1
 * prints the messages of those that are not right.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/check.h"
#include "questions/type.h"
#include "unit/course_fixture.h"
#include "unit/mistakes.h"

enum { CASES = 24, WANTED_PERCENT = 95 };

static const struct {
	const char *name;
	mistake_fn *make;
} kinds[] = {
#define KIND(name)          \
	{                   \
#name, name \
	}
	KIND(key_letter_left_out),
	KIND(key_letter_too_many),
	KIND(key_letter_wrong),
	KIND(key_letters_swapped),
	KIND(key_capital),
	KIND(option_letter_as_digit),
	KIND(equals_left_out),
	KIND(equals_twice),
	KIND(colon_for_equals),
	KIND(no_break_space),
	KIND(zero_width_in_key),
	KIND(value_left_out),
	KIND(opening_quote_left_out),
	KIND(closing_quote_left_out),
	KIND(quotes_left_out),
	KIND(curly_quotes),
	KIND(single_quotes),
	KIND(straight_quote_inside),
	KIND(line_broken_in_two),
	KIND(text_after_the_quote),
	KIND(bracket_left_out),
	KIND(kind_mistyped),
	KIND(kind_capital),
	KIND(heading_id_with_space),
	KIND(heading_twice),
	KIND(reference_mistyped),
	KIND(reference_capital),
	KIND(defined_id_mistyped),
	KIND(date_that_is_not),
	KIND(comma_left_out),
	KIND(comma_twice),
	KIND(number_with_letter),
	KIND(number_in_quotes),
	KIND(word_mistyped),
	KIND(answer_that_is_not),
	KIND(line_left_out),
	KIND(line_twice),
	KIND(stray_words),
#undef KIND
};

/* Files of the course, below lessons/. Each is checked with its translation, or with the file that
 * it translates. */
static const char *const files[] = { "definition/lesson.ini", "signs/lesson.ini",
	"figures/lesson.ini", "before/lesson.ini", "final/lesson.ini", "safe-online/lesson.ini",
	"room/scenario.ini", "job-abroad/scenario.ini", "errand/scenario.ini", "definition/fr.ini",
	"room/fr.ini", "course.ini" };

enum outcome { ONE, SEVERAL, ELSEWHERE, SILENT, OUTCOMES };

static const struct date today = { 2026, 11, 30 };

static char scratch[64];

/* The course in a folder of links, of which one file can be changed. */
static void link_all(const char *from, const char *to)
{
	struct dirent *d;
	DIR *dir = opendir(from);

	assert_non_null(dir);
	while ((d = readdir(dir))) {
		char target[600], name[600];

		if (d->d_name[0] == '.')
			continue;
		snprintf(target, sizeof(target), "%s/%.200s", from, d->d_name);
		snprintf(name, sizeof(name), "%s/%.200s", to, d->d_name);
		(void)!symlink(target, name);
	}
	closedir(dir);
}

static void empty(const char *dir)
{
	struct dirent *d;
	DIR *open = opendir(dir);

	while (open && (d = readdir(open))) {
		char path[600];

		snprintf(path, sizeof(path), "%s/%.200s", dir, d->d_name);
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0 && unlink(path)) {
			empty(path);
			rmdir(path);
		}
	}
	if (open)
		closedir(open);
}

/* Sets path to the place of the file in the scratch course. */
static void set_up(const char *file, char path[256])
{
	const char *slash = strchr(file, '/');
	char from[600], to[600];

	empty(scratch);
	link_all(TEST_LESSONS, scratch);
	if (slash) {
		snprintf(to, sizeof(to), "%s/%.*s", scratch, (int)(slash - file), file);
		snprintf(from, sizeof(from), TEST_LESSONS "/%.*s", (int)(slash - file), file);
		unlink(to);
		assert_int_equal(mkdir(to, 0700), 0);
		link_all(from, to);
	}
	snprintf(path, 256, "%s/%s", scratch, file);
	unlink(path);
}

static void check_file(const char *path, const struct strbuf *text, struct diags *diags)
{
	struct check_result result = { 0 };
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text->buf, 1, text->len, f), text->len);
	fclose(f);
	check_path(path, &today, question_parse, &result, diags);
}

static bool is_at(const struct mistake *m, const struct diag *d, const char *path)
{
	for (size_t i = 0; i < m->n_lines; i++)
		if (d->line == m->lines[i] && !strcmp(d->file, path))
			return true;
	return false;
}

static enum outcome judge(const struct mistake *m, const struct diags *diags, const char *path)
{
	const struct diag *only = NULL;
	size_t n = 0;

	for (size_t i = 0; i < diags->n; i++)
		if (diags->v[i].severity != DIAG_NOTE) {
			only = &diags->v[i];
			n++;
		}
	if (n != 1)
		return n ? SEVERAL : SILENT;
	return is_at(m, only, path) ? ONE : ELSEWHERE;
}

static void show(const char *kind, const char *file, const struct mistake *m,
	const struct diags *diags, enum outcome outcome)
{
	static const char *const outcomes[] = { "one", "several", "elsewhere", "silent" };
	const char *line = m->text.buf;

	for (int i = 1; i < m->lines[m->n_lines - 1]; i++)
		line = strchr(line, '\n') + 1;
	print_message("%s: %s in %s:%d: %.*s\n", outcomes[outcome], kind, file,
		m->lines[m->n_lines - 1], (int)strcspn(line, "\n"), line);
	for (size_t i = 0; i < diags->n && i < 6; i++)
		if (diags->v[i].severity != DIAG_NOTE)
			print_message("    %d:%d: %s [%s]\n", diags->v[i].line, diags->v[i].column,
				diags->v[i].message, diags->v[i].rule);
}

static void try_kind(const struct good_file *f, const char *file, const char *path, size_t kind,
	uint64_t *random, int counts[OUTCOMES])
{
	struct mistake m = { .text = STRBUF_INIT, .random = random };
	struct diags diags = DIAGS_INIT;
	enum outcome outcome;

	if (kinds[kind].make(f, &m)) {
		check_file(path, &m.text, &diags);
		outcome = judge(&m, &diags, path);
		counts[outcome]++;
		if (outcome != ONE && getenv("VIGIE_SHOW"))
			show(kinds[kind].name, file, &m, &diags, outcome);
	}
	strbuf_release(&m.text);
	diags_release(&diags);
}

static int total(const int counts[OUTCOMES])
{
	return counts[ONE] + counts[SEVERAL] + counts[ELSEWHERE] + counts[SILENT];
}

static void print_figures(const char *name, const int counts[OUTCOMES])
{
	int all = total(counts);

	print_message(
		"# %-24s %4d cases: %3d %% one message, %d several, %d elsewhere, %d silent\n",
		name, all, all ? counts[ONE] * 100 / all : 0, counts[SEVERAL], counts[ELSEWHERE],
		counts[SILENT]);
}

static void one_mistake_gives_one_message_at_its_place(void **state)
{
	int counts[ARRAY_SIZE(kinds)][OUTCOMES] = { { 0 } }, all[OUTCOMES] = { 0 };
	uint64_t random = 17;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct good_file f;
		char path[256], good[600];

		snprintf(good, sizeof(good), TEST_LESSONS "/%s", files[i]);
		good_read(&f, good);
		set_up(files[i], path);
		for (size_t k = 0; k < ARRAY_SIZE(kinds); k++)
			for (int n = 0; n < CASES / (int)ARRAY_SIZE(files); n++)
				try_kind(&f, files[i], path, k, &random, counts[k]);
		good_release(&f);
	}
	for (size_t k = 0; k < ARRAY_SIZE(kinds); k++) {
		print_figures(kinds[k].name, counts[k]);
		for (int o = 0; o < OUTCOMES; o++)
			all[o] += counts[k][o];
	}
	print_figures("all", all);
	assert_true(total(all) > 500);
	assert_true(all[ONE] * 100 >= total(all) * WANTED_PERCENT);
}

static void the_files_are_good_before(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct diags diags = DIAGS_INIT;
		struct good_file f;
		char path[256], good[600];

		snprintf(good, sizeof(good), TEST_LESSONS "/%s", files[i]);
		good_read(&f, good);
		set_up(files[i], path);
		check_file(path, &f.text, &diags);
		if (diags.errors + diags.warnings)
			fail_msg("%s: %s", files[i], diags.v[0].message);
		good_release(&f);
		diags_release(&diags);
	}
}

static int make_scratch(void **state)
{
	(void)state;
	make_folder(scratch);
	return 0;
}

static int remove_scratch(void **state)
{
	(void)state;
	empty(scratch);
	return rmdir(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_files_are_good_before),
		cmocka_unit_test(one_mistake_gives_one_message_at_its_place),
	};

	return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
