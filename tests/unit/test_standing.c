/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a learner stands: home, progress, cover, result and certificate say the same number, a tick
 * is for what is done, and an exam waits for what it requires.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "screens/certificate.h"
#include "screens/next.h"
#include "screens/screen.h"
#include "screens/standing.h"
#include "unit/course_fixture.h"

enum { ONE, TWO, THREE, TALK, EXAM, N_LESSONS };
enum { QUESTIONS = 25 };

static const char *const ids[] = { "one", "two", "three", "talk", "exam" };
static char folder[64];
static const char *dirs[1] = { folder };
static struct model model;
static struct view view;

static void write_one(const char *id, const char *file, const char *text)
{
	char dir[96];

	snprintf(dir, sizeof(dir), "%s/%s", folder, id);
	assert_int_equal(mkdir(dir, 0700), 0);
	write_text(dir, file, text);
}

#define HEAD(id, order, pass)                                                                    \
	"[lesson]\nformat = 1\nid = " id "\norder = " order "\nlanguage = en\ntitle = \"The " id \
	"\"\nsummary = \"It is " id ".\"\n"                                                      \
	"minutes = 5\npass = " pass "\n"
#define PAGES "[page p]\ntitle = \"A page\"\ntext1 = \"Text.\"\n"
#define QUESTION(id)                                                                    \
	"[question " id "]\ntype = truefalse\nprompt = \"Is it so?\"\ncorrect = true\n" \
	"feedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n"
#define TALK_TEXT                                                                            \
	"[scenario]\nformat = 1\nid = talk\norder = 40\nlanguage = en\ntitle = \"A talk\"\n" \
	"summary = \"A talk.\"\nminutes = 5\nrole = self\nkind = honest\nstart = hello\n"

static int begin(void **state)
{
	(void)state;
	make_folder(folder);
	write_one("one", "lesson.ini", HEAD("one", "10", "70") PAGES QUESTION("q"));
	write_one("two", "lesson.ini", HEAD("two", "20", "0") PAGES);
	write_one("three", "lesson.ini", HEAD("three", "30", "0") QUESTION("q"));
	write_one("talk", "scenario.ini", TALK_TEXT);
	write_one("exam", "lesson.ini",
		HEAD("exam", "50", "70") "requires = one, two, three, talk\n" PAGES
					 "[draw one]\nlesson = one\ncount = 1\n");
	model_init(&model);
	view_init(&view);
	model.lang = "en";
	model.help_dir = model.locale = "";
	model.lesson_dirs = dirs;
	model.n_lesson_dirs = 1;
	model_load(&model);
	assert_int_equal(model.course.n, N_LESSONS);
	return 0;
}

static int end(void **state)
{
	char path[128];

	(void)state;
	view_release(&view);
	model_release(&model);
	for (int i = 0; i < N_LESSONS; i++) {
		snprintf(path, sizeof(path), "%s/%s/%s.ini", folder, ids[i],
			i == TALK ? "scenario" : "lesson");
		remove(path);
		snprintf(path, sizeof(path), "%s/%s", folder, ids[i]);
		remove(path);
	}
	remove(folder);
	return 0;
}

static void forget(void)
{
	progress_release(&model.progress);
}

/* Adds a finished run of a lesson, as the store loads it. */
static void finish_run(int lesson, enum run_kind kind, const struct result *result)
{
	static const char *const question = "one/q";
	struct run *run =
		progress_begin(&model.progress, "r", ids[lesson], kind, 1, 100, &question, 1);
	struct lesson_progress *record = progress_get_or_add(&model.progress, ids[lesson]);

	run->answers[0] = (struct answer){
		.question = run->answers[0].question, .response = "true", .max = 1000, .score = 1000
	};
	run->finished = 200;
	run->result = *result;
	record->open = NULL;
	record->last = run;
	if (run_counts(kind) && progress_add_result(record, kind, result))
		record->first = run;
}

static void take(int lesson, int score, int answered)
{
	struct rule rule = model_rule(&model, lesson);
	struct result r = {
		.score = score, .max = QUESTIONS * 1000, .asked = QUESTIONS, .answered = answered
	};

	r.passed = result_passes(&r, &rule);
	r.rule = rule;
	finish_run(lesson, lesson == EXAM ? RUN_EXAM : RUN_QUIZ, &r);
}

static void take_by_the_earlier_rule(int score, int answered)
{
	finish_run(EXAM, RUN_EXAM,
		&(struct result){ .score = score,
			.max = answered * 1000,
			.asked = QUESTIONS,
			.answered = answered,
			.earlier = true });
}

/* ---- what a screen says */

static void look(const struct screen *screen, int lesson)
{
	struct arena arena = ARENA_INIT;
	int *state = arena_alloc(&arena, screen->state_size + sizeof(int));

	*state = screen == &screen_home ? 0 : lesson;
	view_clear(&view);
	screen->describe(state, &model, &view);
	arena_release(&arena);
}

static const char *first_with(const char *words, const char *a, const char *b)
{
	return a && strstr(a, words) ? a : b && strstr(b, words) ? b : NULL;
}

/* Returns the text that has words in it, or NULL. */
static const char *said(const char *words)
{
	for (size_t i = 0; i < view.n; i++) {
		const struct block *b = &view.blocks[i];
		const char *found = first_with(words, b->text, b->note);

		if (found)
			return found;
	}
	return NULL;
}

/* Returns the percentage before the sign % nearest after words; -1 if there is none. */
static int percent_after(const char *text, const char *words)
{
	const char *at = text ? strstr(text, words) : NULL;
	const char *sign = at ? strchr(at, '%') : NULL;
	const char *digits = sign;

	while (digits && digits > at && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	return sign ? atoi(digits) : -1;
}

static const char *home_says(int lesson)
{
	look(&screen_home, lesson);
	for (size_t i = 0; i < view.n; i++)
		if (view.blocks[i].kind == BLOCK_CHOICE && view.blocks[i].id == lesson)
			return view.blocks[i].note;
	return NULL;
}

struct shown {
	int home, best, last, cover, result, certificate;
};

static struct shown numbers_of_the_exam(void)
{
	struct shown n;
	struct arena arena = ARENA_INIT;

	n.home = percent_after(home_says(EXAM), "");
	look(&screen_progress, EXAM);
	n.best = percent_after(said("best "), "best ");
	n.last = percent_after(said("last "), "last ");
	look(&screen_cover, EXAM);
	n.cover = percent_after(said("See your last answers"), "");
	look(&screen_result, EXAM);
	n.result = percent_after(said(", pass mark"), "");
	n.certificate =
		percent_after(certificate_text(&model, EXAM, "Ana", &arena), "passed its exam");
	arena_release(&arena);
	return n;
}

static void five_screens_say_one_number(void **state)
{
	(void)state;
	assert_true(settings_set(&model.settings, "exam", "open"));
	for (int score = 0; score <= QUESTIONS * 1000; score += 83) {
		bool passes = score * 100 >= 70 * QUESTIONS * 1000;
		struct shown n;

		take(EXAM, score, QUESTIONS);
		n = numbers_of_the_exam();
		assert_in_range(n.home, 0, 100);
		assert_int_equal(n.home >= 70, passes);
		assert_int_equal(n.best, n.home);
		assert_int_equal(n.last, n.home);
		assert_int_equal(n.cover, n.home);
		assert_int_equal(n.result, n.home);
		assert_int_equal(n.certificate, passes ? n.home : -1);
		assert_int_equal(strstr(home_says(EXAM), "✔") != NULL, passes);
		forget();
	}
}

static void the_best_of_two_is_on_home_and_certificate_and_the_last_on_its_result(void **state)
{
	struct shown n;

	(void)state;
	take(EXAM, 19000, QUESTIONS);
	take(EXAM, 17399, QUESTIONS);
	n = numbers_of_the_exam();
	assert_int_equal(n.home, 76);
	assert_int_equal(n.best, 76);
	assert_int_equal(n.certificate, 76);
	assert_int_equal(n.last, 69);
	assert_int_equal(n.cover, 69);
	assert_int_equal(n.result, 69);
}

static void too_few_answers_have_no_percentage_and_no_tick(void **state)
{
	(void)state;
	assert_true(settings_set(&model.settings, "exam", "open"));
	for (int answered = 0; answered < QUESTIONS; answered++) {
		struct shown n;

		take(EXAM, answered * 1000, answered);
		n = numbers_of_the_exam();
		assert_int_equal(n.home, -1);
		assert_int_equal(n.best, -1);
		assert_int_equal(n.last, -1);
		assert_int_equal(n.cover, -1);
		assert_int_equal(n.result, -1);
		assert_int_equal(n.certificate, -1);
		assert_null(strstr(home_says(EXAM), "✔"));
		assert_false(model_passed(&model, EXAM));
		look(&screen_result, EXAM);
		assert_non_null(said(answered == 1 ? "1 answer of 25." : " answers of 25."));
		assert_non_null(said("To pass, all 25 are needed."));
		assert_null(said("certificate"));
		forget();
	}
}

static void an_old_pass_stays_and_is_marked_so(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	take_by_the_earlier_rule(1000, 1);
	assert_string_equal(home_says(EXAM), "✔ 100%, earlier");
	look(&screen_result, EXAM);
	assert_non_null(said("By the earlier rule"));
	assert_non_null(said("Save your certificate"));
	look(&screen_progress, EXAM);
	assert_non_null(said("passed by the earlier rule"));
	assert_non_null(
		strstr(certificate_text(&model, EXAM, "Ana", &arena), "by the rule of that time"));
	arena_release(&arena);
	/* one that the present rule would pass, too, needs no mark */
	forget();
	take_by_the_earlier_rule(20000, QUESTIONS);
	assert_string_equal(home_says(EXAM), "✔ passed, 80%");
}

static void a_later_try_that_fails_takes_no_certificate_away(void **state)
{
	(void)state;
	take(EXAM, 19000, QUESTIONS);
	take(EXAM, 1000, 1);
	look(&screen_result, EXAM);
	assert_non_null(said("Save your certificate"));
	assert_string_equal(home_says(EXAM), "✔ passed, 76%");
}

/* ---- states in the list */

static void open_run(int lesson)
{
	static const char *const questions[] = { "q1", "q2", "q3" };

	progress_begin(&model.progress, "open", ids[lesson], RUN_QUIZ, 1, 100, questions, 3);
}

static void a_sign_is_never_fuller_than_what_is_done(void **state)
{
	(void)state;
	assert_string_equal(home_says(ONE), "○ 5 min");
	progress_set_page(&model.progress, "one", "p", 0);
	assert_string_equal(home_says(ONE), "◐ page 1 of 1");
	progress_set_read(&model.progress, "one");
	assert_string_equal(home_says(ONE), "◐ read");
	open_run(ONE);
	progress_answer(&model.progress, "open",
		&(struct answer){ .question = "q1", .response = "a", .max = 1000 });
	progress_answer(&model.progress, "open",
		&(struct answer){ .question = "q2", .response = "", .max = 1000 });
	assert_string_equal(home_says(ONE), "◐ quiz 1 of 3");
	progress_get_or_add(&model.progress, "one")->open = NULL;
	take(ONE, 1250, QUESTIONS);
	assert_string_equal(home_says(ONE), "◐ 5%, not yet");
	take(ONE, 25000, QUESTIONS);
	assert_string_equal(home_says(ONE), "✔ passed, 100%");
	progress_set_read(&model.progress, "two");
	assert_string_equal(home_says(TWO), "✔ read");
	take(THREE, 2000, 2);
	assert_string_equal(home_says(THREE), "◐ quiz 2 of 25");
	take(THREE, 2000, 20);
	assert_string_equal(home_says(THREE), "✔ done, 8%");
}

/* ---- skipped questions that are gone, not scored, or of an older store */

/* Begins a run with a question that is answered, and skips one that the lesson does not have. */
static struct run *skip_one(int max, const char *version)
{
	static const char *const questions[] = { "q", "gone" };
	struct run *run =
		progress_begin(&model.progress, "s", ids[THREE], RUN_QUIZ, 1, 100, questions, 2);

	progress_answer(&model.progress, "s",
		&(struct answer){
			.question = "q", .response = "true", .score = 1000, .max = 1000 });
	progress_answer(&model.progress, "s",
		&(struct answer){ .question = "gone",
			.response = "",
			.max = max,
			.version = { .id = version } });
	return run;
}

static void a_question_that_is_gone_is_not_missing(void **state)
{
	struct rule rule = model_rule(&model, THREE);
	struct run *run = skip_one(1000, "0123456789abcdef");
	struct result now = standing_result(&model, THREE, run);

	(void)state;
	assert_int_equal(run_result(run).asked, 2);
	assert_int_equal(now.asked, 1);
	assert_int_equal(now.max, 1000);
	assert_int_equal(result_missing(&now, &rule), 0);
	assert_int_equal(standing_worth(&model, THREE, "q"), 1000);
	assert_int_equal(standing_worth(&model, THREE, "gone"), 0);
	progress_set_worth(&model.progress, "s", "gone", 0);
	assert_true(progress_finish(&model.progress, "s", &rule, 200));
	assert_int_equal(run->result.asked, 1);
	assert_int_equal(run->result.max, 1000);
	/* nor is one of an older store, which has no version of it */
	forget();
	run = skip_one(0, NULL);
	progress_set_worth(&model.progress, "s", "gone", 0);
	assert_int_equal(run_result(run).asked, 1);
}

static void an_older_store_gives_no_maximum_to_what_was_skipped(void **state)
{
	struct run *run = skip_one(0, NULL);

	(void)state;
	assert_int_equal(run_result(run).asked, 2);
	progress_set_worth(&model.progress, "s", "gone", 3000);
	assert_int_equal(run_result(run).max, 4000);
	/* what is answered has its maximum already */
	progress_set_worth(&model.progress, "s", "q", 3000);
	assert_int_equal(run_result(run).max, 4000);
	forget();
	/* with a version it is known to be worth nothing: its fact is due for a check */
	assert_int_equal(run_result(skip_one(0, "0123456789abcdef")).asked, 1);
}

/* ---- what comes before an exam */

static void pass_all_before_the_exam(void)
{
	take(ONE, 25000, QUESTIONS);
	progress_set_read(&model.progress, "two");
	take(THREE, 0, QUESTIONS);
	finish_run(TALK, RUN_SCENARIO, &(struct result){ 0 });
}

static void an_exam_opens_when_what_it_requires_is_done(void **state)
{
	int missing[N_LESSONS];

	(void)state;
	assert_true(standing_is_closed(&model, EXAM));
	assert_int_equal(standing_missing(&model, EXAM, missing, N_LESSONS), 4);
	assert_string_equal(home_says(EXAM), "· after 1 to 4");
	look(&screen_cover, EXAM);
	assert_string_equal(view.blocks[2].text, "Lesson 1: The one");
	assert_null(said("Answer"));
	progress_set_read(&model.progress, "two");
	assert_string_equal(home_says(EXAM), "· after 1, 3, 4");
	progress_release(&model.progress);
	pass_all_before_the_exam();
	assert_false(standing_is_closed(&model, EXAM));
	assert_string_equal(home_says(EXAM), "○ 5 min");
}

static void a_run_that_fails_or_is_short_opens_nothing(void **state)
{
	(void)state;
	pass_all_before_the_exam();
	progress_get_or_add(&model.progress, "one")->pass = (struct result){ 0 };
	assert_true(standing_is_closed(&model, EXAM));
	assert_string_equal(home_says(EXAM), "· after 1");
}

static void what_was_begun_or_passed_stays_open(void **state)
{
	(void)state;
	open_run(EXAM);
	assert_false(standing_is_closed(&model, EXAM));
	forget();
	take_by_the_earlier_rule(1000, 1);
	assert_false(standing_is_closed(&model, EXAM));
}

static void a_kiosk_a_trainer_and_a_course_without_the_lesson_only_advise(void **state)
{
	(void)state;
	model.kiosk = true;
	assert_false(standing_is_closed(&model, EXAM));
	model.kiosk = false;
	assert_true(settings_set(&model.settings, "exam", "open"));
	assert_false(standing_is_closed(&model, EXAM));
	look(&screen_cover, EXAM);
	assert_non_null(said("It is best to do lessons 1 to 4 first."));
	assert_true(settings_set(&model.settings, "exam", "after"));
	assert_true(standing_is_closed(&model, EXAM));
	model.course.lessons[EXAM].requires = "one,elsewhere";
	assert_false(standing_is_closed(&model, EXAM));
	assert_string_equal(home_says(EXAM), "· after 1");
}

static void lessons_that_wait_for_each_other_are_open(void **state)
{
	(void)state;
	model.course.lessons[ONE].requires = "exam";
	assert_false(standing_is_closed(&model, EXAM));
	model.course.lessons[ONE].requires = NULL;
	model.course.lessons[EXAM].requires = "exam";
	assert_false(standing_is_closed(&model, EXAM));
}

static void a_long_list_of_lessons_fits_the_column(void **state)
{
	(void)state;
	for (int i = 0; i < 64; i++) {
		progress_release(&model.progress);
		if (i & 1)
			take(ONE, 25000, QUESTIONS);
		if (i & 2)
			progress_set_read(&model.progress, "two");
		if (i & 4)
			take(THREE, 0, QUESTIONS);
		assert_true(strlen(home_says(EXAM)) <= 18 + strlen("·") - 1);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

/* ---- the best next thing */

static const char *next_words(void)
{
	struct next next = next_find(&model);

	view_clear(&view);
	return next_text(&next, &model, &view);
}

static void the_next_thing_is_said_in_each_state(void **state)
{
	(void)state;
	forget();
	assert_string_equal(next_words(), "Begin: The one");
	progress_set_page(&model.progress, "two", "p", 0);
	assert_string_equal(next_words(), "Go on: The two (page 1 of 1)");
	assert_int_equal(next_find(&model).lesson, TWO);
	progress_set_read(&model.progress, "two");
	take(ONE, 25000, 25);
	take(THREE, 25000, 25);
	assert_string_equal(next_words(), "Next, a conversation: A talk");
	take(TALK, 0, 0);
	assert_string_equal(next_words(), "Begin: The exam");
	take(EXAM, 25000, 25);
	assert_string_equal(next_words(), "Save your certificate");
	model.kiosk = true;
	assert_null(next_words());
	model.kiosk = false;
	forget();
}

static void the_next_thing_goes_on_with_what_was_begun(void **state)
{
	(void)state;
	forget();
	/* a quiz that was begun, with the number of its answers */
	open_run(ONE);
	assert_string_equal(next_words(), "Go on: The one (quiz: 0 of 3)");
	forget();
	/* all pages read, and its questions still to come */
	progress_set_page(&model.progress, "one", "p", 0);
	progress_set_read(&model.progress, "one");
	assert_string_equal(next_words(), "Go on: The one");
	forget();
	open_run(TALK);
	assert_string_equal(next_words(), "Go on: A talk");
	forget();
	/* an exam that is closed again is no next thing, though a page of it was seen */
	progress_set_page(&model.progress, "exam", "p", 0);
	assert_string_equal(next_words(), "Begin: The one");
	forget();
}

/* Opens the next thing; returns the screen, or NULL if it opens none. */
static const struct screen *opens(enum next_kind kind, int lesson)
{
	const struct next next = { .kind = kind, .lesson = lesson };
	const struct screen *screen = NULL;
	struct effects fx = { 0 };

	next_open(&next, &model, &fx);
	for (size_t i = 0; i < fx.n; i++)
		screen = fx.v[i].screen ? fx.v[i].screen : screen;
	arena_release(&fx.arena);
	return screen;
}

static void the_next_thing_opens_where_it_begins(void **state)
{
	(void)state;
	forget();
	assert_ptr_equal(opens(NEXT_BEGIN, ONE), &screen_cover);
	assert_ptr_equal(opens(NEXT_GO_ON, TALK), &screen_scenario);
	assert_ptr_equal(opens(NEXT_CERTIFICATE, EXAM), &screen_certificate);
	assert_null(opens(NEXT_NOTHING, 0));
	assert_null(opens(NEXT_REVIEW, 0));
}

static void after_a_lesson_comes_one_that_can_be_read(void **state)
{
	(void)state;
	forget();
	assert_int_equal(next_after(&model, ONE).lesson, TWO);
	model.broken[TWO] = true;
	assert_int_equal(next_after(&model, ONE).lesson, THREE);
	model.broken[TWO] = false;
	/* and from the last, the first */
	assert_int_equal(next_after(&model, TALK).lesson, ONE);
}

static void what_comes_back_for_review_is_next_once_all_is_done(void **state)
{
	const struct review_item items[] = { { .ref = "one/q", .due = 3 },
		{ .ref = "three/q", .due = 3 } };

	(void)state;
	pass_all_before_the_exam();
	review_put(&model.progress.review, &items[0]);
	model.day = 3;
	model.now = 3 * 86400;
	assert_string_equal(next_words(), "Begin: The exam");
	take(EXAM, 25000, 25);
	assert_string_equal(next_words(), "Review today: 1 question");
	review_put(&model.progress.review, &items[1]);
	assert_string_equal(next_words(), "Review today: 2 questions");
	model.day = 2;
	assert_string_equal(next_words(), "Save your certificate");
	forget();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(five_screens_say_one_number),
		TEST(the_best_of_two_is_on_home_and_certificate_and_the_last_on_its_result),
		TEST(too_few_answers_have_no_percentage_and_no_tick),
		TEST(an_old_pass_stays_and_is_marked_so),
		TEST(a_later_try_that_fails_takes_no_certificate_away),
		TEST(a_sign_is_never_fuller_than_what_is_done),
		TEST(a_question_that_is_gone_is_not_missing),
		TEST(an_older_store_gives_no_maximum_to_what_was_skipped),
		TEST(an_exam_opens_when_what_it_requires_is_done),
		TEST(a_run_that_fails_or_is_short_opens_nothing),
		TEST(what_was_begun_or_passed_stays_open),
		TEST(a_kiosk_a_trainer_and_a_course_without_the_lesson_only_advise),
		TEST(lessons_that_wait_for_each_other_are_open),
		TEST(a_long_list_of_lessons_fits_the_column),
		TEST(the_next_thing_is_said_in_each_state),
		TEST(the_next_thing_goes_on_with_what_was_begun),
		TEST(the_next_thing_opens_where_it_begins),
		TEST(after_a_lesson_comes_one_that_can_be_read),
		TEST(what_comes_back_for_review_is_next_once_all_is_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
