/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index of lesson files. To tell a head in the index from one read from its file, each test
 * overwrites the titles in the index after the first scan with one that no file has. The next scan
 * then shows which files were read again.
 */
#include "course/index.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "unit/course_fixture.h"

#define HEAD_OF(id, title)                                                                      \
	"[lesson]\nformat = 1\nid = " id "\norder = 10\nlanguage = en\ntitle = \"" title "\"\n" \
	"summary = \"What it is.\"\nminutes = 5\npass = 60\n\n[page p]\ntitle = \"Page\"\ntext1 = \"Text.\"\n"
#define SPOILED "From the index"

struct fixture {
	char root[64], dir[96], other[96];
	struct lesson_index index;
	struct course course;
	struct diags diags;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	make_folder(f->root);
	snprintf(f->dir, sizeof(f->dir), "%s/hills", f->root);
	snprintf(f->other, sizeof(f->other), "%s/rivers", f->root);
	assert_int_equal(mkdir(f->dir, 0700), 0);
	assert_int_equal(mkdir(f->other, 0700), 0);
	write_text(f->dir, "lesson.ini", HEAD_OF("hills", "Hills"));
	write_text(f->other, "lesson.ini", HEAD_OF("rivers", "Rivers"));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	char command[128];

	course_release(&f->course);
	index_release(&f->index);
	diags_release(&f->diags);
	snprintf(command, sizeof(command), "rm -rf %s", f->root);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static const struct course *look_at(struct fixture *f, const char *lang, int64_t now)
{
	const char *dir = f->root;

	course_release(&f->course);
	diags_release(&f->diags);
	course_scan_with(&f->course, &dir, 1, lang, &f->index, now, &f->diags);
	return &f->course;
}

/* Scans a minute from now, so that no file counts as just modified. */
static const struct course *look(struct fixture *f, const char *lang)
{
	return look_at(f, lang, (int64_t)time(NULL) + 60);
}

static const char *title_of(const struct course *course, const char *id)
{
	int i = course_find(course, id);

	return i < 0 ? "(not there)" : course->lessons[i].title;
}

/* Waits for the next file timestamp: that clock advances in steps of some milliseconds. */
static void wait_for_another_moment(void)
{
	const struct timespec pause = { 0, 30000000 };

	nanosleep(&pause, NULL);
}

static void look_and_spoil(struct fixture *f, const char *lang)
{
	look(f, lang);
	for (size_t i = 0; i < f->index.n; i++)
		f->index.v[i].head.title = SPOILED;
	wait_for_another_moment();
}

static void a_file_that_is_as_it_was_is_not_read_again(void **state)
{
	struct fixture *f = *state;
	const struct course *c = look(f, NULL);

	assert_string_equal(title_of(c, "hills"), "Hills");
	assert_int_equal(f->index.n, 2);
	assert_int_equal(f->index.n_fresh, 2);
	look_and_spoil(f, NULL);
	c = look(f, NULL);
	assert_no_diags(&f->diags);
	assert_int_equal(c->n, 2);
	assert_string_equal(title_of(c, "hills"), SPOILED);
	assert_string_equal(c->lessons[0].dir, f->dir);
	assert_string_equal(c->lessons[0].summary, "What it is.");
	assert_string_equal(c->lessons[0].language, "en");
	assert_int_equal(c->lessons[0].order, 10);
	assert_int_equal(c->lessons[0].minutes, 5);
	assert_int_equal(c->lessons[0].pass, 60);
	assert_int_equal(c->lessons[0].pages, 1);
}

static void a_change_of_the_same_size_in_the_same_second_is_seen(void **state)
{
	struct fixture *f = *state;
	const struct course *c;

	look_and_spoil(f, NULL);
	write_text(f->dir, "lesson.ini", HEAD_OF("hills", "Hulls"));
	c = look(f, NULL);
	assert_string_equal(title_of(c, "hills"), "Hulls");
	assert_string_equal(title_of(c, "rivers"), SPOILED);
}

static void a_change_whose_time_was_set_back_is_seen(void **state)
{
	struct fixture *f = *state;
	char path[128];
	struct stat st;
	struct timespec times[2];

	look_and_spoil(f, NULL);
	snprintf(path, sizeof(path), "%s/lesson.ini", f->dir);
	assert_int_equal(stat(path, &st), 0);
	write_text(f->dir, "lesson.ini", HEAD_OF("hills", "Hulls"));
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_string_equal(title_of(look(f, NULL), "hills"), "Hulls");
}

static void a_file_that_was_renamed_over_it_is_seen(void **state)
{
	struct fixture *f = *state;
	char from[128], to[128];
	struct stat st;
	struct timespec times[2];

	write_text(f->dir, "new", HEAD_OF("hills", "Hulls"));
	look_and_spoil(f, NULL);
	snprintf(from, sizeof(from), "%s/new", f->dir);
	snprintf(to, sizeof(to), "%s/lesson.ini", f->dir);
	assert_int_equal(stat(to, &st), 0);
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	assert_int_equal(utimensat(AT_FDCWD, from, times, 0), 0);
	assert_int_equal(rename(from, to), 0);
	assert_string_equal(title_of(look(f, NULL), "hills"), "Hulls");
}

static void a_lesson_that_was_removed_is_not_shown_and_its_entry_is_known_to_be_gone(void **state)
{
	struct fixture *f = *state;
	char path[128];

	look_and_spoil(f, NULL);
	snprintf(path, sizeof(path), "%s/lesson.ini", f->dir);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(look(f, NULL)->n, 1);
	assert_string_equal(title_of(&f->course, "hills"), "(not there)");
	assert_no_diags(&f->diags);
	for (size_t i = 0; i < f->index.n; i++) {
		f->index.v[i].seen = false;
		assert_int_equal(index_is_gone(&f->index.v[i]), !strcmp(f->index.v[i].path, path));
	}
}

static void a_new_language_is_seen_and_one_that_is_taken_away_too(void **state)
{
	struct fixture *f = *state;
	char path[128];

	look_and_spoil(f, "fr");
	write_text(f->dir, "fr.ini", "[lesson]\ntitle = \"Collines\"\n");
	assert_string_equal(title_of(look(f, "fr"), "hills"), "Collines");
	assert_string_equal(f->course.lessons[0].language, "fr");
	assert_int_equal(f->index.n, 3);
	assert_string_equal(title_of(look(f, "en"), "hills"), SPOILED);
	wait_for_another_moment();
	write_text(f->dir, "fr.ini", "[lesson]\ntitle = \"Coteaux!\"\n");
	assert_string_equal(title_of(look(f, "fr"), "hills"), "Coteaux!");
	snprintf(path, sizeof(path), "%s/fr.ini", f->dir);
	assert_int_equal(unlink(path), 0);
	assert_string_equal(title_of(look(f, "fr"), "hills"), SPOILED);
	assert_string_equal(f->course.lessons[0].language, "en");
}

static void a_scenario_in_place_of_a_lesson_is_seen(void **state)
{
	struct fixture *f = *state;
	char path[128];

	look_and_spoil(f, NULL);
	snprintf(path, sizeof(path), "%s/lesson.ini", f->dir);
	assert_int_equal(unlink(path), 0);
	write_text(f->dir, "scenario.ini",
		"[scenario]\nformat = 1\nid = hills\norder = 10\nlanguage = en\n"
		"title = \"Played\"\nsummary = \"What it is.\"\nminutes = 5\n");
	look(f, NULL);
	/* whether the head is complete or not, it does not come from the index */
	assert_string_not_equal(title_of(&f->course, "hills"), SPOILED);
}

/* A file modified just now could change again without a different timestamp. */
static void a_file_of_just_now_is_not_kept(void **state)
{
	struct fixture *f = *state;

	look_at(f, NULL, (int64_t)time(NULL));
	assert_int_equal(f->course.n, 2);
	assert_int_equal(f->index.n, 0);
}

/* Either time being recent is enough: a modification time that was set back does not tell when the
 * file was written. */
static void nor_is_one_whose_other_time_is_of_just_now(void **state)
{
	struct fixture *f = *state;
	const struct lesson_head head = { .minutes = 5 };
	const int64_t second = 1000000000, now = 5000;

	index_put(&f->index, "a", &(struct file_stamp){ 1, 2, now * second, 100 * second }, &head,
		now);
	index_put(&f->index, "b", &(struct file_stamp){ 1, 2, 100 * second, now * second }, &head,
		now);
	assert_int_equal(f->index.n, 0);
	index_put(&f->index, "c", &(struct file_stamp){ 1, 2, 100 * second, 100 * second }, &head,
		now);
	assert_int_equal(f->index.n, 1);
	index_sort(&f->index);
	/* an entry that replaces one counts as fresh only once */
	index_put(&f->index, "c", &(struct file_stamp){ 1, 3, 100 * second, 100 * second }, &head,
		now);
	assert_int_equal(f->index.n, 1);
	assert_int_equal(f->index.n_fresh, 1);
}

/* An error while looking for a file does not mean that it was removed. */
static void what_cannot_be_looked_at_is_not_gone(void **state)
{
	struct fixture *f = *state;
	char loop[128], path[160];

	snprintf(loop, sizeof(loop), "%s/loop", f->root);
	assert_int_equal(symlink(loop, loop), 0);
	snprintf(path, sizeof(path), "%s/lesson.ini", loop);
	assert_false(index_is_gone(&(struct index_entry){ .path = path }));
	snprintf(path, sizeof(path), "%s/nowhere/lesson.ini", f->root);
	assert_true(index_is_gone(&(struct index_entry){ .path = path }));
	/* a page lives as long as its file, also below a folder with such a name */
	assert_true(index_is_gone(&(struct index_entry){ .path = "/nowhere/lesson.ini/page" }));
	snprintf(path, sizeof(path), "%s/lesson.ini/page", f->dir);
	assert_false(index_is_gone(&(struct index_entry){ .path = path }));
	snprintf(path, sizeof(path), "%s/x.ini/lesson.ini", f->dir);
	assert_true(index_is_gone(&(struct index_entry){ .path = path }));
}

static void a_file_with_a_problem_is_read_each_time(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "lesson.ini", "\xef\xbb\xbf" HEAD_OF("hills", "Hills"));
	for (int i = 0; i < 2; i++) {
		look(f, NULL);
		assert_int_equal(f->course.n, 2);
		assert_one_diag(&f->diags, "byte-order-mark", 1, 1);
	}
	write_text(f->dir, "lesson.ini", "[lesson]\nid = hills\n");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(look(f, NULL)->n, 1);
		assert_true(f->diags.errors > 0);
	}
}

static bool is_judged(const struct fixture *f, const char *path)
{
	for (size_t i = 0; i < f->index.n; i++)
		if (!strcmp(f->index.v[i].path, path))
			return f->index.v[i].judged;
	return false;
}

static void read_whole(struct fixture *f, const char *path)
{
	struct arena arena = ARENA_INIT;

	assert_non_null(index_read(&f->index, &arena, path, NULL, &f->diags));
	arena_release(&arena);
}

/* Until it changes; whether or not the scan had a look at its head. */
static void a_whole_file_is_judged_once(void **state)
{
	struct fixture *f = *state;
	struct arena arena = ARENA_INIT;
	char lesson[128], course[128];

	snprintf(lesson, sizeof(lesson), "%s/lesson.ini", f->dir);
	snprintf(course, sizeof(course), "%s/other.ini", f->root);
	write_text(f->root, "other.ini", "[other]\nid = hills\n");
	look(f, NULL);
	assert_false(is_judged(f, lesson));
	for (int i = 0; i < 2; i++) {
		read_whole(f, lesson);
		read_whole(f, course);
		assert_true(is_judged(f, lesson));
		assert_true(is_judged(f, course));
		assert_int_equal(f->index.n, 3);
		assert_int_equal(f->index.n_fresh, 3);
	}
	wait_for_another_moment();
	write_text(f->dir, "lesson.ini", HEAD_OF("hills", "Hulls"));
	look(f, NULL);
	assert_false(is_judged(f, lesson));
	assert_true(is_judged(f, course));
	/* a file of just now may change without another stamp */
	f->index.now = (int64_t)time(NULL);
	write_text(f->root, "new.ini", "[other]\nid = hills\n");
	snprintf(course, sizeof(course), "%s/new.ini", f->root);
	read_whole(f, course);
	assert_false(is_judged(f, course));
	/* what is no such file is not kept */
	write_text(f->dir, "lesson.ini", "[lesson\n");
	look(f, NULL);
	assert_null(index_read(&f->index, &arena, lesson, NULL, &f->diags));
	arena_release(&arena);
	assert_false(is_judged(f, lesson));
}

static void entries_that_are_damaged_are_not_taken(void **state)
{
	struct fixture *f = *state;
	struct lesson_index other = { .n = 0 };
	struct index_entry good, e;
	int64_t sum;

	look(f, NULL);
	good = f->index.v[0];
	sum = index_sum(&good);
#define REFUSED(change)                                   \
	do {                                              \
		e = good;                                 \
		change;                                   \
		assert_false(index_add(&other, &e, sum)); \
	} while (0)
	REFUSED(e.path = NULL);
	REFUSED(e.path = "elsewhere");
	REFUSED(e.stamp.inode++);
	REFUSED(e.stamp.size ^= 1);
	REFUSED(e.stamp.mtime ^= 1);
	REFUSED(e.stamp.ctime ^= 1);
	REFUSED(e.head.title = "x");
	REFUSED(e.head.summary = NULL);
	REFUSED(e.head.order++);
	REFUSED(e.head.minutes++);
	REFUSED(e.head.pass++);
	REFUSED(e.head.pages++);
	REFUSED(e.head.questions++);
	REFUSED(e.head.exam = true);
	REFUSED(e.head.scenario = true);
	REFUSED(e.judged = true);
	/* nor values that no lesson file can have, even with a valid checksum */
	REFUSED(e.head.id = "../x"; sum = index_sum(&e));
	REFUSED(e.head.language = "x y"; sum = index_sum(&e));
	REFUSED(e.head.title = NULL; sum = index_sum(&e));
	REFUSED(e.head.summary = NULL; sum = index_sum(&e));
	REFUSED(e.head.language = NULL; sum = index_sum(&e));
	REFUSED(e.head.minutes = -1; sum = index_sum(&e));
	REFUSED(e.head.pass = -1; sum = index_sum(&e));
	REFUSED(e.head.pages = -1; sum = index_sum(&e));
	REFUSED(e.head.questions = -1; sum = index_sum(&e));
#undef REFUSED
	sum = index_sum(&good);
	assert_true(index_add(&other, &good, sum));
	assert_false(index_add(&other, &good, sum)); /* duplicate */
	assert_int_equal(other.n, 1);
	index_release(&other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_that_is_as_it_was_is_not_read_again),
		TEST(a_change_of_the_same_size_in_the_same_second_is_seen),
		TEST(a_change_whose_time_was_set_back_is_seen),
		TEST(a_file_that_was_renamed_over_it_is_seen),
		TEST(a_lesson_that_was_removed_is_not_shown_and_its_entry_is_known_to_be_gone),
		TEST(a_new_language_is_seen_and_one_that_is_taken_away_too),
		TEST(a_scenario_in_place_of_a_lesson_is_seen),
		TEST(a_file_of_just_now_is_not_kept),
		TEST(nor_is_one_whose_other_time_is_of_just_now),
		TEST(what_cannot_be_looked_at_is_not_gone),
		TEST(a_file_with_a_problem_is_read_each_time),
		TEST(a_whole_file_is_judged_once),
		TEST(entries_that_are_damaged_are_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
