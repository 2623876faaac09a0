/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What many people did in one scenario, counted by hand. */
#include "learner/play_stats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/course_fixture.h"

struct fixture {
	struct diags diags;
	struct scenario *scenario;
	struct arena arena;
	struct play_stats stats;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->scenario = scenario_load(TEST_DATA "/screens/talk/ferry", NULL, &f->diags);
	*state = f;
	if (!f->scenario)
		return -1;
	play_stats_init(&f->stats, &f->arena, f->scenario);
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	scenario_free(f->scenario);
	arena_release(&f->arena);
	diags_release(&f->diags);
	free(f);
	return 0;
}

static void add(struct fixture *f, bool first, const char *const *steps)
{
	struct answer answers[16] = { 0 };
	struct run run = { .answers = answers };
	struct play play;

	for (; *steps; steps++)
		answers[run.n++].response = *steps;
	play_replay(&play, &f->arena, f->scenario, &run);
	play_stats_add(&f->stats, &play, first);
}
#define ADD(first, ...) add(f, first, (const char *const[]){ __VA_ARGS__, NULL })

static const struct play_stats_message *message(const struct fixture *f, const char *id)
{
	return &f->stats.messages[scenario_message(f->scenario, id)];
}

static size_t reply(const struct fixture *f, const char *id)
{
	return f->stats.replies[scenario_reply(f->scenario, id)];
}

static void two_people_are_counted_as_by_hand(void **state)
{
	struct fixture *f = *state;

	/* this one takes the first reply back; it drew the person all the same */
	ADD(true, "flag:offer:hurry", "write-elsewhere", "back", "no-thanks", "end:kept");
	ADD(true, "flag:hello", "write-elsewhere", "go-there", "end:stopped");
	/* again, and one that is not over */
	ADD(false, "flag:offer", "no-thanks", "end:kept");
	ADD(true, "which");

	assert_int_equal(f->stats.people, 2);
	assert_int_equal(f->stats.back, 1);
	assert_int_equal(f->stats.endings[0], 1);
	assert_int_equal(f->stats.reached[0], 2);
	assert_int_equal(f->stats.endings[1], 0);
	assert_int_equal(f->stats.reached[1], 0);
	assert_int_equal(f->stats.endings[2], 1);
	assert_int_equal(f->stats.reached[2], 1);

	assert_int_equal(message(f, "offer")->answered, 2);
	assert_int_equal(reply(f, "write-elsewhere"), 2);
	assert_int_equal(reply(f, "no-thanks"), 0);
	assert_int_equal(message(f, "elsewhere")->answered, 1);
	assert_int_equal(reply(f, "go-there"), 1);

	assert_int_equal(message(f, "offer")->met, 2);
	assert_int_equal(message(f, "offer")->marked, 1);
	assert_int_equal(message(f, "offer")->named, 1);
	assert_int_equal(message(f, "hello")->met, 2);
	assert_int_equal(message(f, "hello")->marked, 1);
	assert_int_equal(message(f, "elsewhere")->met, 1);
	assert_int_equal(message(f, "elsewhere")->marked, 0);
	assert_int_equal(message(f, "vague")->met, 0);

	/* signs: the offer twice, and elsewhere; calm: hello twice, and goodbye */
	assert_int_equal(f->stats.score.signs, 3);
	assert_int_equal(f->stats.score.found, 1);
	assert_int_equal(f->stats.score.named, 1);
	assert_int_equal(f->stats.score.calm, 3);
	assert_int_equal(f->stats.score.alarms, 1);
	assert_int_equal(f->stats.score.replies, 2);
	assert_int_equal(f->stats.score.safe, 1);
}

/* One comes to the offer three times, by questions that lead back to it. */
static void a_message_is_answered_and_met_once(void **state)
{
	struct fixture *f = *state;

	ADD(true, "which", "look", "no-thanks", "end:kept");
	assert_int_equal(message(f, "offer")->answered, 1);
	assert_int_equal(message(f, "offer")->met, 1);
	assert_int_equal(reply(f, "which"), 1);
	assert_int_equal(reply(f, "look"), 0);
	/* a narration is neither a sign nor calm */
	assert_int_equal(message(f, "register")->met, 0);
}

static void who_stopped_is_counted_apart_from_the_endings(void **state)
{
	struct fixture *f = *state;

	ADD(true, "flag:offer", "stop:offer", "stop:offer");
	ADD(false, "which", "stop:offer", "stop:offer");
	ADD(true, "no-thanks", "end:kept");
	assert_int_equal(f->stats.people, 2);
	assert_int_equal(f->stats.stopped, 1);
	assert_int_equal(f->stats.all_stopped, 2);
	assert_int_equal(f->stats.endings[0], 1);
	assert_int_equal(f->stats.reached[0], 1);
	assert_int_equal(message(f, "offer")->met, 2);
	assert_int_equal(message(f, "offer")->answered, 1);
	assert_int_equal(f->stats.score.found, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(two_people_are_counted_as_by_hand),
		TEST(a_message_is_answered_and_met_once),
		TEST(who_stopped_is_counted_apart_from_the_endings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
