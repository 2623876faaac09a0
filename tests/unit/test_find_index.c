/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a course is put into the list that is searched, and which questions of it may be shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "screens/find_index.h"
#include "view/command.h"
#include "unit/course_fixture.h"

#define LESSON(id, title)                                                                \
	"[lesson]\nformat = 1\nid = " id "\norder = 10\nlanguage = en\ntitle = \"" title \
	"\"\nsummary = \"Of hills.\"\nminutes = 5\npass = 0\n"
#define PAGE "[page p]\ntitle = \"A page\"\ntext1 = \"Text.\"\n"
#define PICTURE "picture1.1 = \"/--------\"\npicture1.alt = \"A roof.\"\n"
#define TERM "[term bank]\nterm = \"bank\"\nmeaning = \"The land along a river.\"\n"
#define QUESTION                                                                   \
	"[question q]\ntype = truefalse\nprompt = \"Is it so?\"\ncorrect = true\n" \
	"feedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n"
#define HELP "[help]\nformat = 1\nlanguage = en\n[country aa]\nname = \"Country A\"\n"
#define ENTRY(id, more)                                                                   \
	"[entry " id                                                                      \
	"]\ncountry = AA\nkind = emergency\norder = 10\nnumber = 0000\nname = \"Line " id \
	"\"\n" more "source = https://example.org/a\nverified_on = 2026-11-01\n"

static char folder[64];
static const char *dirs[1] = { folder };
static struct model model;

static int begin(void **state)
{
	(void)state;
	make_folder(folder);
	model_init(&model);
	model.lang = "en";
	model.lesson_dirs = dirs;
	model.n_lesson_dirs = 1;
	return 0;
}

static int end(void **state)
{
	struct strbuf command = STRBUF_INIT;

	(void)state;
	model_release(&model);
	strbuf_addf(&command, "rm -r '%s'", folder);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
	return 0;
}

static void write_below(const char *name, const char *file, const char *text)
{
	char dir[128];

	snprintf(dir, sizeof(dir), "%s/%s", folder, name);
	assert_int_equal(mkdir(dir, 0700), 0);
	write_text(dir, file, text);
}

/* Returns how many entries of the kind have the title; NULL: any. */
static size_t count(const struct finder *f, enum finder_kind kind, const char *title)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i].kind == kind && (!title || !strcmp(f->v[i].title, title));
	return n;
}

/* Returns the words below a title that are searched. */
static const char *more(const struct finder *f, const char *title)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->v[i].title, title))
			return f->v[i].more ? f->v[i].more : "";
	return NULL;
}

static void a_large_course_is_read_in_steps(void **state)
{
	const struct finder *f;
	char id[16];

	(void)state;
	for (int i = 0; i < FIND_STEP + 5; i++) {
		struct strbuf text = STRBUF_INIT;

		snprintf(id, sizeof(id), "hill-%d", i);
		strbuf_addf(&text, LESSON("%s", "Hill %d") PAGE, id, i);
		write_below(id, "lesson.ini", text.buf);
		strbuf_release(&text);
	}
	model_load(&model);
	f = find_index(&model);
	assert_int_equal(f->read, FIND_STEP);
	assert_int_equal(count(f, FINDER_LESSON, NULL), FIND_STEP + 5);
	assert_int_equal(count(f, FINDER_PAGE, NULL), FIND_STEP);
	f = find_index(&model);
	assert_int_equal(f->read, FIND_STEP + 5);
	assert_int_equal(count(f, FINDER_PAGE, NULL), FIND_STEP + 5);
	f = find_index(&model);
	assert_int_equal(count(f, FINDER_LESSON, NULL), FIND_STEP + 5);
	assert_int_equal(count(f, FINDER_PAGE, NULL), FIND_STEP + 5);
}

static void a_word_of_two_lessons_is_listed_once(void **state)
{
	(void)state;
	write_below("one", "lesson.ini", LESSON("one", "One") PAGE "term1 = bank\n" TERM);
	write_below("two", "lesson.ini", LESSON("two", "Two") PAGE "term1 = bank\n" TERM);
	model_load(&model);
	assert_int_equal(count(find_index(&model), FINDER_WORD, NULL), 1);
	assert_int_equal(count(find_index(&model), FINDER_PAGE, NULL), 2);
}

static void a_page_is_found_by_its_words_and_by_what_its_picture_shows(void **state)
{
	(void)state;
	write_below("one", "lesson.ini", LESSON("one", "One") PAGE "term1 = bank\n" PICTURE TERM);
	model_load(&model);
	assert_non_null(strstr(more(find_index(&model), "A page"), "text."));
	assert_non_null(strstr(more(find_index(&model), "A page"), "bank"));
	assert_non_null(strstr(more(find_index(&model), "A page"), "a roof."));
	assert_null(strstr(more(find_index(&model), "A page"), "----"));
}

static void a_lesson_that_cannot_be_read_is_listed_without_its_pages(void **state)
{
	const struct finder *f;

	(void)state;
	write_below("one", "lesson.ini", LESSON("one", "One") "[page p]\ntitle = \"No text\"\n");
	write_below("two", "lesson.ini", LESSON("two", "Two") PAGE QUESTION);
	model_load(&model);
	f = find_index(&model);
	assert_int_equal(f->read, 2);
	assert_int_equal(count(f, FINDER_LESSON, "One"), 1);
	assert_int_equal(count(f, FINDER_PAGE, NULL), 1);
	assert_int_equal(count(f, FINDER_QUESTION, "Is it so?"), 1);
}

static void a_help_number_is_found_by_country_and_number_and_what_it_is_about(void **state)
{
	const struct finder *f;

	(void)state;
	write_below("help", "help.ini",
		HELP ENTRY("one", "") ENTRY("two", "about = \"For children.\"\n"));
	model.help_dir = arena_printf(&model.diags.arena, "%s/help", folder);
	model_load(&model);
	model.help_dir = arena_printf(&model.diags.arena, "%s/help", folder);
	f = find_index(&model);
	assert_int_equal(count(f, FINDER_HELP, NULL), 3);
	assert_string_equal(more(f, "Line one"), "country a 0000");
	assert_string_equal(more(f, "Line two"), "country a 0000 for children.");
}

static void the_keys_are_those_that_lead_somewhere(void **state)
{
	static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, "take it", 0 },
		{ CMD_SOURCES, { 'o' }, "the sources", 0 }, { CMD_QUIZ, { 's' }, NULL, 0 }, { 0 } };
	size_t global = find_keys(&model)->n;
	const struct finder *f;

	(void)state;
	assert_true(global > 0);
	model.help_bindings = bindings;
	f = find_keys(&model);
	assert_int_equal(f->n, global + 1);
	assert_int_equal(count(f, FINDER_KEY, "the sources"), 1);
	assert_int_equal(count(f, FINDER_KEY, "take it"), 0);
}

/* ---- questions */

static void answer(const char *lesson, enum run_kind kind, const char *question, bool finished)
{
	struct run *run =
		progress_begin(&model.progress, lesson, lesson, kind, 1, 100, &question, 1);

	if (finished)
		run->finished = 200;
	if (finished)
		progress_get_or_add(&model.progress, lesson)->open = NULL;
}

static int index_of(const char *id)
{
	int index = course_find(&model.course, id);

	assert_true(index >= 0);
	return index;
}

static void a_question_is_shown_once_it_was_answered_and_while_no_exam_asks_it(void **state)
{
	(void)state;
	write_below("one", "lesson.ini", LESSON("one", "One") PAGE QUESTION);
	write_below("two", "lesson.ini", LESSON("two", "Two") PAGE QUESTION);
	write_below("bad", "lesson.ini", LESSON("bad", "Bad") "[page p]\ntitle = \"No text\"\n");
	model_load(&model);
	assert_false(find_may_show_question(&model, index_of("one"), 0));
	progress_outcome(&model.progress, "one/q", true, 100);
	progress_outcome(&model.progress, "two/q", true, 100);
	progress_outcome(&model.progress, "bad/q", true, 100);
	assert_true(find_may_show_question(&model, index_of("one"), 0));
	assert_false(find_may_show_question(&model, index_of("one"), 1));
	assert_false(find_may_show_question(&model, index_of("bad"), 0));
	/* a run that is no exam hides nothing */
	answer("one", RUN_QUIZ, "q", false);
	assert_true(find_may_show_question(&model, index_of("one"), 0));
	/* an exam hides its own question, and not that of the same name in another lesson */
	answer("one", RUN_EXAM, "q", false);
	assert_false(find_may_show_question(&model, index_of("one"), 0));
	assert_true(find_may_show_question(&model, index_of("two"), 0));
	answer("one", RUN_EXAM, "two/q", false);
	assert_true(find_may_show_question(&model, index_of("one"), 0));
	assert_false(find_may_show_question(&model, index_of("two"), 0));
	/* until it is finished */
	answer("one", RUN_EXAM, "two/q", true);
	assert_true(find_may_show_question(&model, index_of("two"), 0));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_large_course_is_read_in_steps),
		TEST(a_word_of_two_lessons_is_listed_once),
		TEST(a_page_is_found_by_its_words_and_by_what_its_picture_shows),
		TEST(a_lesson_that_cannot_be_read_is_listed_without_its_pages),
		TEST(a_help_number_is_found_by_country_and_number_and_what_it_is_about),
		TEST(the_keys_are_those_that_lead_somewhere),
		TEST(a_question_is_shown_once_it_was_answered_and_while_no_exam_asks_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
