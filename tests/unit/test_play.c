/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/play.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "course/technique.h"
#include "unit/course_fixture.h"
#include "learner.h"

struct fixture {
	struct diags diags;
	struct scenario *scenario;
	struct progress progress;
	struct arena arena;
	struct run *run;
	struct play play;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->scenario = scenario_load(TEST_DATA "/screens/talk/ferry", NULL, &f->diags);
	progress_init(&f->progress);
	f->run = progress_begin(&f->progress, "run1", "ferry", RUN_SCENARIO, 1, 1000, NULL, 0);
	*state = f;
	return f->scenario ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	scenario_free(f->scenario);
	progress_release(&f->progress);
	arena_release(&f->arena);
	diags_release(&f->diags);
	free(f);
	return 0;
}

/* Records one more step, as the chat does, and replays the run. */
static const struct play *step(struct fixture *f, const char *response)
{
	struct answer a = {
		.question = play_next_step(&f->arena, f->run), .response = response, .at = 1001
	};

	assert_true(progress_answer(&f->progress, f->run->id, &a));
	play_replay(&f->play, &f->arena, f->scenario, f->run);
	return &f->play;
}

static const struct play *steps(struct fixture *f, const char *const *responses)
{
	play_replay(&f->play, &f->arena, f->scenario, f->run);
	for (; *responses; responses++)
		step(f, *responses);
	return &f->play;
}

static int message(const struct fixture *f, const char *id)
{
	return scenario_message(f->scenario, id);
}

/* Returns the ids of all lines, separated by spaces, with > before replies. */
static const char *said(struct fixture *f)
{
	const char *text = "";

	for (size_t i = 0; i < f->play.n; i++) {
		const struct play_line *line = &f->play.lines[i];

		text = arena_printf(&f->arena, "%s%s%s", text, i ? " " : "",
			line->reply ? arena_printf(&f->arena, ">%s",
					      f->scenario->replies[line->index].id)
				    : f->scenario->messages[line->index].id);
	}
	return text;
}

static void a_play_begins_with_all_that_needs_no_reply(void **state)
{
	struct fixture *f = *state;

	play_replay(&f->play, &f->arena, f->scenario, NULL);
	assert_string_equal(said(f), "hello offer");
	assert_int_equal(f->play.n_fresh, 2);
	assert_int_equal(f->play.message, message(f, "offer"));
	assert_int_equal(f->play.ending, -1);
	assert_int_equal(f->play.n_options, 4);
	assert_int_equal(f->play.replies, 0);
}

static void a_reply_leads_on_and_is_not_offered_twice(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f, (const char *[]){ "which", NULL });

	assert_string_equal(said(f), "hello offer >which vague offer");
	assert_int_equal(p->n_fresh, 2);
	assert_int_equal(p->n_options, 3);
	assert_false(play_repeats(p, 1));
	assert_true(play_repeats(p, 4));
}

static void what_is_remembered_decides_what_comes(void **state)
{
	struct fixture *f = *state;

	/* not asked: the message with that condition is skipped */
	steps(f, (const char *[]){ "no-thanks", NULL });
	assert_string_equal(said(f), "hello offer >no-thanks goodbye");
	assert_int_equal(f->play.ending, 0);
	steps(f, (const char *[]){ "back", "which", "no-thanks", NULL });
	assert_string_equal(said(f), "hello offer >which vague offer >no-thanks pressed goodbye");
	assert_string_equal(f->scenario->endings[f->play.ending].id, "kept");
	assert_int_equal(f->play.message, -1);
	assert_int_equal(f->play.n_options, 0);
}

static void a_step_back_forgets_what_the_reply_remembered(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f, (const char *[]){ "look", "write-elsewhere", NULL });

	assert_int_equal(p->n_options, 3);
	p = steps(f, (const char *[]){ "back", "back", "write-elsewhere", NULL });
	assert_string_equal(said(f), "hello offer >write-elsewhere elsewhere");
	assert_int_equal(p->n_options, 2);
	assert_int_equal(p->back, 2);
	assert_int_equal(p->replies, 1);
}

/* A reply cannot follow once its condition was taken back, but a store may hold it anyway. */
static void what_was_taken_back_allows_no_reply(void **state)
{
	struct fixture *f = *state;

	steps(f, (const char *[]){ "look", "back", "write-elsewhere", "tell", NULL });
	assert_string_equal(said(f), "hello offer >write-elsewhere elsewhere");
}

static void stepping_back_at_the_beginning_does_nothing(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f, (const char *[]){ "back", "back", "which", NULL });

	assert_int_equal(p->back, 0);
	assert_int_equal(p->replies, 1);
}

static void one_can_step_back_from_an_ending(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f, (const char *[]){ "write-elsewhere", "go-there", NULL });

	assert_string_equal(f->scenario->endings[p->ending].id, "stopped");
	p = steps(f, (const char *[]){ "back", NULL });
	assert_int_equal(p->ending, -1);
	assert_int_equal(p->message, message(f, "elsewhere"));
}

static const char *stop(struct fixture *f, const char *at)
{
	return play_step_stop(&f->arena, &f->scenario->messages[message(f, at)]);
}

static void one_can_stop_where_a_reply_is_asked_for(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f, (const char *[]){ "which", stop(f, "offer"), NULL });

	assert_true(play_is_over(p));
	assert_int_equal(p->stopped, message(f, "offer"));
	assert_int_equal(p->ending, -1);
	assert_int_equal(p->message, -1);
	assert_int_equal(p->n_options, 0);
	assert_string_equal(said(f), "hello offer >which vague offer");
	assert_string_equal(play_step_end(&f->arena, p), "stop:offer");
	/* said once more, as the last step */
	p = step(f, stop(f, "offer"));
	assert_int_equal(p->stopped, message(f, "offer"));
	assert_int_equal(play_techniques(p),
		1 << technique_find("hurry") | 1 << technique_find("too-good") |
			1 << technique_find("unclear"));
}

static void a_stop_is_taken_back_before_a_reply_is(void **state)
{
	struct fixture *f = *state;
	const struct play *p =
		steps(f, (const char *[]){ "which", stop(f, "offer"), "back", NULL });

	assert_false(play_is_over(p));
	assert_int_equal(p->back, 0);
	assert_int_equal(p->replies, 1);
	assert_int_equal(p->n_options, 3);
	p = step(f, "back");
	assert_int_equal(p->back, 1);
	assert_string_equal(said(f), "hello offer");
	/* the beginning can be stopped, too, and gone back to */
	p = steps(f, (const char *[]){ stop(f, "offer"), "back", NULL });
	assert_int_equal(p->stopped, -1);
	assert_int_equal(p->n_options, 4);
}

/* Another program may not know the stop and go on from where it was. */
static void a_reply_after_a_stop_goes_on(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f, (const char *[]){ stop(f, "offer"), "no-thanks", NULL });

	assert_int_equal(p->stopped, -1);
	assert_string_equal(f->scenario->endings[p->ending].id, "kept");
	assert_string_equal(play_step_end(&f->arena, p), "end:kept");
}

static void a_stop_elsewhere_or_after_the_ending_is_none(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(
		f, (const char *[]){ stop(f, "elsewhere"), "stop:was-removed", "stop:", NULL });

	assert_false(play_is_over(p));
	p = steps(f, (const char *[]){ "no-thanks", stop(f, "offer"), NULL });
	assert_int_equal(p->stopped, -1);
	assert_string_equal(f->scenario->endings[p->ending].id, "kept");
}

static void a_stop_is_no_ending_that_was_found(void **state)
{
	struct fixture *f = *state;
	const struct lesson_progress *p;

	steps(f, (const char *[]){ stop(f, "offer"), stop(f, "offer"), NULL });
	assert_true(progress_finish(&f->progress, "run1", &learner_rule, 2000));
	p = progress_find(&f->progress, "ferry");
	assert_non_null(p->last);
	assert_int_equal(p->n_endings, 0);
}

static void what_was_seen_before_a_stop_is_counted(void **state)
{
	struct fixture *f = *state;
	struct play_score score;
	const struct play *p = steps(f,
		(const char *[]){
			"flag:offer:hurry", "write-elsewhere", stop(f, "elsewhere"), NULL });

	play_score(p, &score);
	assert_int_equal(score.signs, 2);
	assert_int_equal(score.found, 1);
	assert_int_equal(score.replies, 1);
	assert_int_equal(score.safe, 0);
}

static void steps_that_mean_nothing_are_passed_over(void **state)
{
	struct fixture *f = *state;
	const struct play *p = steps(f,
		(const char *[]){ "was-removed", "tell", "flag:was-removed:hurry", "flag:register",
			"flag:hello:was-removed", "end:kept", "", "which", "which", NULL });

	assert_string_equal(said(f), "hello offer >which vague offer");
	assert_int_equal(p->marks[message(f, "register")], PLAY_MARK_NONE);
	/* a mark that names a removed technique is kept without the name */
	assert_int_equal(p->marks[message(f, "hello")], PLAY_MARK_UNNAMED);
}

static void marks_are_made_changed_and_taken_off(void **state)
{
	struct fixture *f = *state;
	const struct message *offer = &f->scenario->messages[message(f, "offer")];
	int hurry = technique_find("hurry");
	const struct play *p = steps(
		f, (const char *[]){ play_step_mark(&f->arena, offer, PLAY_MARK_UNNAMED), NULL });

	assert_int_equal(p->marks[message(f, "offer")], PLAY_MARK_UNNAMED);
	p = step(f, play_step_mark(&f->arena, offer, hurry));
	assert_int_equal(p->marks[message(f, "offer")], hurry);
	/* a step back keeps marks */
	p = steps(f, (const char *[]){ "which", "back", NULL });
	assert_int_equal(p->marks[message(f, "offer")], hurry);
	p = step(f, play_step_unmark(&f->arena, offer));
	assert_int_equal(p->marks[message(f, "offer")], PLAY_MARK_NONE);
}

static void steps_have_names_that_rise(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(play_next_step(&f->arena, f->run), "step-1");
	step(f, "which");
	step(f, "back");
	assert_string_equal(play_next_step(&f->arena, f->run), "step-3");
	/* after steps were lost on a full disk the next name must still be unused */
	f->run->answers[1].question = "step-7";
	assert_string_equal(play_next_step(&f->arena, f->run), "step-8");
}

static void a_run_of_a_scenario_grows_and_others_do_not(void **state)
{
	struct fixture *f = *state;
	const char *questions[] = { "q1" };
	struct answer a = { .response = "a" };
	const struct lesson_progress *p;

	progress_begin(&f->progress, "run2", "other", RUN_QUIZ, 1, 1000, questions, 1);
	a.question = "step-1";
	assert_false(progress_answer(&f->progress, "run2", &a));
	for (int i = 0; i < 200; i++)
		step(f, i % 2 ? "back" : "which");
	assert_int_equal(f->run->n, 200);
	assert_string_equal(f->run->answers[199].question, "step-200");
	assert_string_equal(f->run->answers[198].response, "which");
	assert_true(progress_finish(&f->progress, "run1", &learner_rule, 2000));
	p = progress_find(&f->progress, "ferry");
	assert_non_null(p->last);
	assert_null(p->open);
	/* a scenario is not a quiz: it changes neither best nor finished */
	assert_int_equal(learner_best(p), -1);
	assert_int_equal(p->finished, 0);
}

/* ---- scores, as a table */

static const struct {
	const char *steps[12];
	struct play_score score;
	int points, max;
	enum verdict verdict;
} scores[] = {
	/* signs, found, named, calm, alarms, replies, safe */
	{ { "no-thanks" }, { 1, 0, 0, 2, 0, 1, 1 }, 1, 2, VERDICT_TRUSTING },
	{ { "flag:offer", "no-thanks" }, { 1, 1, 0, 2, 0, 1, 1 }, 2, 2, VERDICT_CLEAR },
	{ { "flag:offer:hurry", "no-thanks" }, { 1, 1, 1, 2, 0, 1, 1 }, 2, 2, VERDICT_CLEAR },
	{ { "flag:offer:too-good", "no-thanks" }, { 1, 1, 1, 2, 0, 1, 1 }, 2, 2, VERDICT_CLEAR },
	{ { "flag:offer:jealousy", "no-thanks" }, { 1, 1, 0, 2, 0, 1, 1 }, 2, 2, VERDICT_CLEAR },
	/* marking everything earns nothing */
	{ { "flag:hello", "flag:offer", "no-thanks", "flag:goodbye" }, { 1, 1, 0, 2, 2, 1, 1 }, 0,
		2, VERDICT_WARY },
	{ { "flag:hello", "no-thanks" }, { 1, 0, 0, 2, 1, 1, 1 }, 0, 2, VERDICT_TRUSTING },
	{ { "flag:hello", "no-thanks", "flag:goodbye" }, { 1, 0, 0, 2, 2, 1, 1 }, 0, 2,
		VERDICT_MIXED },
	/* a removed mark does not count */
	{ { "flag:hello", "unflag:hello", "no-thanks" }, { 1, 0, 0, 2, 0, 1, 1 }, 1, 2,
		VERDICT_TRUSTING },
	/* a message shown twice counts once, narration not at all */
	{ { "which", "look", "flag:offer", "flag:vague:unclear", "no-thanks" },
		{ 3, 2, 1, 2, 0, 3, 3 }, 5, 6, VERDICT_CLEAR },
	/* a false alarm costs as much as a sign earns */
	{ { "flag:hello", "which", "look", "flag:offer", "flag:vague:unclear", "no-thanks" },
		{ 3, 2, 1, 2, 1, 3, 3 }, 4, 6, VERDICT_CLEAR },
	/* replies taken back do not count, nor do marks on what followed */
	{ { "write-elsewhere", "flag:elsewhere:secrecy", "back", "no-thanks" },
		{ 1, 0, 0, 2, 0, 1, 1 }, 1, 2, VERDICT_TRUSTING },
	/* unsafe and neutral replies */
	{ { "write-elsewhere", "go-there" }, { 2, 0, 0, 1, 0, 1, 0 }, 0, 3, VERDICT_TRUSTING },
	{ { "write-elsewhere", "stay-here" }, { 2, 0, 0, 2, 0, 2, 1 }, 1, 4, VERDICT_TRUSTING },
	{ { "look", "write-elsewhere", "flag:offer", "flag:elsewhere", "tell" },
		{ 2, 2, 0, 1, 0, 3, 2 }, 4, 5, VERDICT_CLEAR },
};

static void what_was_seen_is_counted(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(scores); i++) {
		void *own;
		struct fixture *f;
		struct play_score score;
		int points, max;

		assert_int_equal(set_up(&own), 0);
		f = own;
		steps(f, scores[i].steps);
		assert_true(f->play.ending >= 0);
		play_score(&f->play, &score);
		if (memcmp(&score, &scores[i].score, sizeof(score)))
			fail_msg(
				"case %zu: signs %zu found %zu named %zu calm %zu alarms %zu replies %zu safe %zu",
				i, score.signs, score.found, score.named, score.calm, score.alarms,
				score.replies, score.safe);
		play_points(&score, &points, &max);
		assert_int_equal(points, scores[i].points * POINT);
		assert_int_equal(max, scores[i].max * POINT);
		assert_int_equal(play_verdict(&score), scores[i].verdict);
		tear_down(&own);
	}
}

static void an_honest_conversation_has_a_verdict_of_its_own(void **state)
{
	struct play_score calm = { .calm = 8, .alarms = 2 }, alarmed = { .calm = 8, .alarms = 3 };
	int points, max;

	(void)state;
	assert_int_equal(play_verdict(&calm), VERDICT_CALM);
	assert_int_equal(play_verdict(&alarmed), VERDICT_ALARMED);
	play_points(&alarmed, &points, &max);
	assert_int_equal(points, 0);
	assert_int_equal(max, 0);
}

static void the_verdict_turns_at_two_of_three_signs_and_one_of_four_alarms(void **state)
{
	struct play_score s = { .signs = 6, .found = 4, .calm = 4, .alarms = 1 };

	(void)state;
	assert_int_equal(play_verdict(&s), VERDICT_CLEAR);
	s.found = 3;
	assert_int_equal(play_verdict(&s), VERDICT_TRUSTING);
	s.calm = 8;
	s.alarms = 2;
	assert_int_equal(play_verdict(&s), VERDICT_TRUSTING);
	s.alarms = 3;
	assert_int_equal(play_verdict(&s), VERDICT_MIXED);
	s.found = 6;
	assert_int_equal(play_verdict(&s), VERDICT_WARY);
}

#define test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_play_begins_with_all_that_needs_no_reply),
		test(a_reply_leads_on_and_is_not_offered_twice),
		test(what_is_remembered_decides_what_comes),
		test(a_step_back_forgets_what_the_reply_remembered),
		test(what_was_taken_back_allows_no_reply),
		test(stepping_back_at_the_beginning_does_nothing),
		test(one_can_step_back_from_an_ending),
		test(one_can_stop_where_a_reply_is_asked_for),
		test(a_stop_is_taken_back_before_a_reply_is),
		test(a_reply_after_a_stop_goes_on),
		test(a_stop_elsewhere_or_after_the_ending_is_none),
		test(a_stop_is_no_ending_that_was_found),
		test(what_was_seen_before_a_stop_is_counted),
		test(steps_that_mean_nothing_are_passed_over),
		test(marks_are_made_changed_and_taken_off),
		test(steps_have_names_that_rise),
		test(a_run_of_a_scenario_grows_and_others_do_not),
		cmocka_unit_test(what_was_seen_is_counted),
		cmocka_unit_test(an_honest_conversation_has_a_verdict_of_its_own),
		cmocka_unit_test(the_verdict_turns_at_two_of_three_signs_and_one_of_four_alarms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
