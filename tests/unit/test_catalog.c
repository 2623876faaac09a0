/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/catalog.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "unit/course_fixture.h"

#define GOOD TEST_DATA "/lessons/good"
#define BAD TEST_DATA "/lessons/bad"

struct fixture {
	struct course course;
	struct diags diags;
};

static int set_up(void **state)
{
	*state = xcalloc(1, sizeof(struct fixture));
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	course_release(&f->course);
	diags_release(&f->diags);
	free(f);
	return 0;
}

static const struct course *scan(struct fixture *f, const char *dir, const char *lang)
{
	course_release(&f->course);
	diags_release(&f->diags);
	course_scan(&f->course, &dir, 1, lang, &f->diags);
	return &f->course;
}

static void lessons_come_by_order_with_what_the_list_shows(void **state)
{
	struct fixture *f = *state;
	const struct course *c = scan(f, GOOD, "en");
	const struct lesson_head *h = c->lessons;

	assert_no_diags(&f->diags);
	assert_string_equal(c->title, "A small course");
	assert_string_equal(c->summary, "Two lessons for the tests.");
	assert_int_equal(c->n, 2);
	assert_string_equal(h[0].id, "first");
	assert_string_equal(h[0].dir, GOOD "/first");
	assert_string_equal(h[0].title, "First lesson");
	assert_string_equal(h[0].language, "en");
	assert_int_equal(h[0].order, 10);
	assert_int_equal(h[0].minutes, 5);
	assert_int_equal(h[0].pass, 60);
	assert_int_equal(h[0].pages, 3);
	assert_int_equal(h[0].questions, 4);
	assert_false(h[0].exam);
	assert_string_equal(h[1].id, "second");
	assert_int_equal(course_find(c, "second"), 1);
	assert_int_equal(course_find(c, "third"), -1);
}

static void titles_are_in_the_asked_language_where_there_is_one(void **state)
{
	struct fixture *f = *state;
	const struct course *c = scan(f, GOOD, "fr");

	assert_no_diags(&f->diags);
	assert_string_equal(c->title, "Un petit cours");
	assert_int_equal(c->n_topics, 2);
	assert_string_equal(c->topics[1].title, "Eaux calmes");
	assert_int_equal(course_topic(c, "water"), 1);
	assert_int_equal(course_topic(c, "fire"), -1);
	assert_string_equal(c->lessons[0].title, "Première leçon");
	assert_string_equal(c->lessons[0].summary, "Trois pages et quatre questions.");
	assert_string_equal(c->lessons[0].language, "fr");
	c = scan(f, GOOD, "xx");
	assert_no_diags(&f->diags);
	assert_string_equal(c->title, "A small course");
	assert_string_equal(c->lessons[0].title, "First lesson");
	assert_string_equal(c->lessons[0].language, "en");
}

static void a_folder_that_is_a_lesson_itself_is_one_lesson(void **state)
{
	struct fixture *f = *state;
	const struct course *c = scan(f, GOOD "/second", NULL);

	assert_no_diags(&f->diags);
	assert_int_equal(c->n, 1);
	assert_string_equal(c->lessons[0].id, "second");
	assert_null(c->title);
}

static void the_first_of_two_lessons_with_one_id_wins(void **state)
{
	struct fixture *f = *state;
	const char *dirs[] = { GOOD "/first", GOOD };

	course_scan(&f->course, dirs, 2, NULL, &f->diags);
	assert_int_equal(f->course.n, 2);
	assert_one_diag(&f->diags, "duplicate-lesson", 0, 0);
	assert_int_equal(f->diags.warnings, 1);
}

static void an_exam_is_known_by_its_draws(void **state)
{
	struct fixture *f = *state;
	const struct course *c = scan(f, BAD "/draw-too-large", NULL);

	assert_no_diags(&f->diags);
	assert_int_equal(c->n, 2);
	assert_true(c->lessons[course_find(c, "exam")].exam);
	assert_false(c->lessons[course_find(c, "first")].exam);
}

static void what_is_not_there_is_empty(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(scan(f, GOOD "/nowhere", NULL)->n, 0);
	assert_no_diags(&f->diags);
	assert_int_equal(scan(f, GOOD "/help", NULL)->n, 0);
	assert_no_diags(&f->diags);
}

static void broken_lessons_are_left_out_and_named(void **state)
{
	static const char good[] = LESSON_HEAD LESSON_PAGE;
	struct fixture *f = *state;
	char dir[64], sub[128];
	const char *const names[] = { ".hidden", "fifo", "good", "help", "late", "notitle" };
	const struct course *c;

	make_folder(dir);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(sub, sizeof(sub), "%s/%s", dir, names[i]);
		assert_int_equal(mkdir(sub, 0700), 0);
		write_text(sub, "lesson.ini", good);
	}
	snprintf(sub, sizeof(sub), "%s/late", dir);
	write_text(sub, "lesson.ini", LESSON_PAGE LESSON_HEAD);
	snprintf(sub, sizeof(sub), "%s/notitle", dir);
	write_text(sub, "lesson.ini", "[lesson]\nformat = 1\n" LESSON_PAGE);
	snprintf(sub, sizeof(sub), "%s/fifo/lesson.ini", dir);
	unlink(sub);
	assert_int_equal(mkfifo(sub, 0600), 0);
	write_text(dir, "README", "no lesson");

	c = scan(f, dir, NULL);
	assert_int_equal(c->n, 1);
	assert_string_equal(c->lessons[0].id, "hills");
	assert_true(has_rule(&f->diags, "not-a-file"));
	assert_true(has_rule(&f->diags, "lesson-not-first"));
	assert_true(has_rule(&f->diags, "missing-key"));
	assert_false(has_rule(&f->diags, "duplicate-lesson"));

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(sub, sizeof(sub), "%s/%s/lesson.ini", dir, names[i]);
		unlink(sub);
		snprintf(sub, sizeof(sub), "%s/%s", dir, names[i]);
		rmdir(sub);
	}
	snprintf(sub, sizeof(sub), "%s/README", dir);
	unlink(sub);
	rmdir(dir);
}

#define COURSE(format)                                                                     \
	"[course]\nformat = " format "\nid = small\nlanguage = en\ntitle = \"Small\"\n"    \
	"[part land]\ntitle = \"Land\"\nlessons = hills, alps\n"                           \
	"[part water]\ntitle = \"Water\"\nlessons = alps, lake\n"                          \
	"[path short]\ntitle = \"Five minutes\"\nminutes = 5\nlessons = lake, hills/top\n" \
	"kiosk = yes\n"

static void parts_and_paths_come_with_format_2(void **state)
{
	struct fixture *f = *state;
	struct course *c = &f->course;
	char dir[64], file[128];

	make_folder(dir);
	write_text(dir, "course.ini", COURSE("2"));
	write_text(dir, "fr.ini", "[part land]\ntitle = \"Terre\"\n");
	scan(f, dir, "fr");
	assert_true(has_rule(&f->diags, "lesson-in-two-parts"));
	assert_int_equal(f->diags.errors, 1);
	assert_int_equal(c->n_parts, 2);
	assert_string_equal(c->parts[0].title, "Terre");
	assert_string_equal(c->parts[1].title, "Water");
	assert_int_equal(c->parts[1].n, 1);
	assert_int_equal(course_part(c, "alps"), 0);
	assert_int_equal(course_part(c, "lake"), 1);
	assert_int_equal(course_part(c, "sea"), -1);
	assert_int_equal(c->n_paths, 1);
	assert_int_equal(c->paths[0].minutes, 5);
	assert_true(c->paths[0].kiosk);
	assert_int_equal(c->paths[0].n, 2);
	assert_string_equal(c->paths[0].steps[1], "hills/top");

	write_text(dir, "course.ini", COURSE("1"));
	scan(f, dir, NULL);
	assert_true(has_rule(&f->diags, "unknown-section"));
	assert_string_equal(c->title, "Small");
	assert_int_equal(c->n_parts + c->n_paths, 0);

	write_text(dir, "course.ini", COURSE("3"));
	scan(f, dir, NULL);
	assert_true(has_rule(&f->diags, "unknown-format"));

	snprintf(file, sizeof(file), "%s/course.ini", dir);
	unlink(file);
	snprintf(file, sizeof(file), "%s/fr.ini", dir);
	unlink(file);
	rmdir(dir);
}

/* Lessons are ordered by their numbers, not by their names. */
static void order_goes_before_names(void **state)
{
	static const char *const names[] = { "alps", "hills" };
	struct fixture *f = *state;
	char dir[64], sub[128];
	const struct course *c;

	make_folder(dir);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(sub, sizeof(sub), "%s/%s", dir, names[i]);
		assert_int_equal(mkdir(sub, 0700), 0);
		write_text(sub, "lesson.ini",
			i ? LESSON_HEAD LESSON_PAGE
			  : "[lesson]\nformat = 1\nid = alps\norder = 20\nlanguage = en\ntitle = \"Alps\"\n"
			    "summary = \"High.\"\nminutes = 5\npass = 60\n" LESSON_PAGE);
	}
	/* this file claims to translate a scenario */
	write_text(sub, "fr.ini", "[scenario]\ntitle = \"Collines\"\n");
	c = scan(f, dir, "fr");
	assert_int_equal(c->n, 2);
	assert_string_equal(c->lessons[0].id, "hills");
	assert_string_equal(c->lessons[0].title, "Hills");
	assert_string_equal(c->lessons[1].id, "alps");
	assert_false(c->incomplete);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		static const char *const files[] = { "lesson.ini", "fr.ini" };

		for (size_t k = 0; k < ARRAY_SIZE(files); k++) {
			snprintf(sub, sizeof(sub), "%s/%s/%s", dir, names[i], files[k]);
			unlink(sub);
		}
		snprintf(sub, sizeof(sub), "%s/%s", dir, names[i]);
		rmdir(sub);
	}
	rmdir(dir);
}

static void a_folder_that_cannot_be_read_leaves_the_course_incomplete(void **state)
{
	struct fixture *f = *state;

	assert_true(scan(f, GOOD "/course.ini", NULL)->incomplete);
	assert_true(has_rule(&f->diags, "cannot-read"));
}

static void a_broken_translation_leaves_the_title_as_it_is(void **state)
{
	struct fixture *f = *state;
	char dir[64], path[128];
	const struct course *c;

	make_folder(dir);
	write_text(dir, "lesson.ini", LESSON_HEAD LESSON_PAGE);
	write_text(dir, "fr.ini", "[lesson]\ntitle = 'Collines'\n");
	c = scan(f, dir, "fr");
	assert_one_diag(&f->diags, "single-quoted", 2, 9);
	assert_int_equal(c->n, 1);
	assert_string_equal(c->lessons[0].title, "Hills");
	snprintf(path, sizeof(path), "%s/lesson.ini", dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/fr.ini", dir);
	unlink(path);
	rmdir(dir);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lessons_come_by_order_with_what_the_list_shows),
		TEST(titles_are_in_the_asked_language_where_there_is_one),
		TEST(a_folder_that_is_a_lesson_itself_is_one_lesson),
		TEST(the_first_of_two_lessons_with_one_id_wins),
		TEST(an_exam_is_known_by_its_draws),
		TEST(what_is_not_there_is_empty),
		TEST(broken_lessons_are_left_out_and_named),
		TEST(a_broken_translation_leaves_the_title_as_it_is),
		TEST(order_goes_before_names),
		TEST(parts_and_paths_come_with_format_2),
		TEST(a_folder_that_cannot_be_read_leaves_the_course_incomplete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
