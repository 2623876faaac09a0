/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped scenarios: every path through each of them is played to its ending. */
#include "learner/play.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "course/catalog.h"
#include "unit/course_fixture.h"

enum { PATH_MAX_STEPS = 64, PATHS_MAX = 200000 };

static const char *const shipped[] = { "modelling-offer", "honest-offer", "job-abroad",
	"fast-romance", "friend-notices", "sports-trial", "night-shift", "game-chat", "room",
	"errand" };

static struct scenario *load(const char *id, const char *lang)
{
	char dir[256];
	struct diags diags = DIAGS_INIT;
	struct scenario *s;

	snprintf(dir, sizeof(dir), TEST_LESSONS "/%s", id);
	s = scenario_load(dir, lang, &diags);
	assert_no_diags(&diags);
	assert_non_null(s);
	diags_release(&diags);
	return s;
}

/* ---- every path: none visits the same message with the same choices twice */

struct walk {
	const struct scenario *s;
	struct answer steps[PATH_MAX_STEPS];
	struct run run;
	struct {
		int message;
		uint32_t choices;
	} seen[PATH_MAX_STEPS];
	size_t paths;
	double longest;  /* seconds */
	size_t *endings; /* number of paths to each ending */
	bool *given;     /* per reply: given on some path */
};

static bool was_here(const struct walk *w, const struct play *play)
{
	for (size_t i = 0; i < w->run.n; i++)
		if (w->seen[i].message == play->message && w->seen[i].choices == play->choices)
			return true;
	return false;
}

/* ---- duration: 200 words per minute, ten seconds to choose a reply, five to judge a message */

static double seconds_of(const char *text)
{
	size_t words = 0;

	for (bool inside = false; text && *text; text++) {
		words += !inside && *text != ' ';
		inside = *text != ' ';
	}
	return (double)words * 60 / 200;
}

static double seconds_of_all(const char **texts, size_t n)
{
	double seconds = 0;

	for (size_t i = 0; i < n; i++)
		seconds += seconds_of(texts[i]);
	return seconds;
}

/* Seconds for the conversation, for the choice among replies, and for the review of each line. */
static double seconds_of_play(const struct walk *w, const struct play *play)
{
	const struct scenario *s = w->s;
	double seconds =
		seconds_of_all(s->endings[play->ending].texts, s->endings[play->ending].n_texts);

	for (size_t i = 0; i < play->n; i++) {
		const struct message *m = &s->messages[play->lines[i].index];
		const struct reply *r = &s->replies[play->lines[i].index];

		if (!play->lines[i].reply) {
			seconds += 5 + seconds_of_all(m->texts, m->n_texts) + seconds_of(m->why);
			continue;
		}
		seconds += 10 + seconds_of(r->debrief);
		for (size_t k = 0; k < s->n_replies; k++)
			if (s->replies[k].message == r->message)
				seconds += seconds_of(s->replies[k].text);
	}
	return seconds;
}

static void end_here(struct walk *w, const struct play *play)
{
	assert_true(play->ending >= 0);
	assert_int_equal(play->n_options, 0);
	w->endings[play->ending]++;
	w->paths++;
	if (seconds_of_play(w, play) > w->longest)
		w->longest = seconds_of_play(w, play);
	assert_true(w->paths < PATHS_MAX);
}

/* Asserts that one can stop here, that this is the end, and that one can go back. */
static void has_a_way_out(struct walk *w, const struct play *at)
{
	struct arena arena = ARENA_INIT;
	struct play play;

	assert_true(w->run.n + 2 <= PATH_MAX_STEPS);
	w->steps[w->run.n++].response = play_step_stop(&arena, &w->s->messages[at->message]);
	play_replay(&play, &arena, w->s, &w->run);
	assert_true(play_is_over(&play));
	assert_int_equal(play.stopped, at->message);
	assert_int_equal(play.ending, -1);
	assert_int_equal(play.n_options, 0);
	assert_int_equal(play.n, at->n);
	w->steps[w->run.n++].response = "back";
	play_replay(&play, &arena, w->s, &w->run);
	assert_int_equal(play.message, at->message);
	assert_int_equal(play.n_options, at->n_options);
	w->run.n -= 2;
	arena_release(&arena);
}

/* Asserts that there is a reply to give, and at least one that is not unsafe. */
static void has_a_way_on(const struct walk *w, const struct play *play)
{
	size_t fair = 0;

	assert_in_range(play->n_options, 1, SCENARIO_REPLIES);
	for (size_t i = 0; i < play->n_options; i++)
		fair += w->s->replies[play->options[i]].safety != SAFETY_NO;
	if (!fair)
		fail_msg("%s: at %s all replies are unsafe", w->s->id,
			w->s->messages[play->message].id);
}

static void go_on(struct walk *w)
{
	struct arena arena = ARENA_INIT;
	struct play play;

	play_replay(&play, &arena, w->s, &w->run);
	assert_int_equal(play.replies, w->run.n);
	if (play.message < 0) {
		end_here(w, &play);
	} else if (!was_here(w, &play)) {
		assert_true(w->run.n < PATH_MAX_STEPS);
		has_a_way_on(w, &play);
		has_a_way_out(w, &play);
		w->seen[w->run.n].message = play.message;
		w->seen[w->run.n].choices = play.choices;
		for (size_t i = 0; i < play.n_options; i++) {
			w->given[play.options[i]] = true;
			w->steps[w->run.n].response = w->s->replies[play.options[i]].id;
			w->run.n++;
			go_on(w);
			w->run.n--;
		}
	}
	arena_release(&arena);
}

static void play_all(const char *id, const char *lang)
{
	struct scenario *s = load(id, lang);
	struct walk w = { .s = s };

	w.run.answers = w.steps;
	w.endings = xcalloc(s->n_endings, sizeof(*w.endings));
	w.given = xcalloc(s->n_replies, sizeof(*w.given));
	go_on(&w);
	for (size_t i = 0; i < s->n_endings; i++)
		if (!w.endings[i])
			fail_msg("%s: no path leads to the ending %s", id, s->endings[i].id);
	for (size_t i = 0; i < s->n_replies; i++)
		if (!w.given[i])
			fail_msg("%s: the reply %s can never be given", id, s->replies[i].id);
	assert_true(w.paths >= 3);
	if (w.longest < 5 * 60 || w.longest > 10 * 60 || w.longest > s->minutes * 60 ||
		w.longest < (s->minutes - 2) * 60)
		fail_msg("%s: the longest path takes %.1f minutes, not %d", id, w.longest / 60,
			s->minutes);
	free(w.endings);
	free(w.given);
	scenario_free(s);
}

static void every_way_through_every_scenario_comes_to_an_ending(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		play_all(shipped[i], NULL);
		play_all(shipped[i], "fr");
	}
}

/* ---- composition */

static size_t count_conditions(const struct scenario *s, uint32_t bit)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_messages; i++)
		n += ((s->messages[i].condition.set | s->messages[i].condition.unset) & bit) != 0;
	for (size_t i = 0; i < s->n_replies; i++)
		n += ((s->replies[i].condition.set | s->replies[i].condition.unset) & bit) != 0;
	return n;
}

static void every_choice_that_is_remembered_matters_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		struct scenario *s = load(shipped[i], NULL);

		assert_true(s->n_choices >= 2);
		for (size_t k = 0; k < s->n_choices; k++)
			if (count_conditions(s, (uint32_t)1 << k) < 2)
				fail_msg("%s: fewer than two conditions use %s", s->id,
					s->choices[k]);
		scenario_free(s);
	}
}

/* Marking everything must not pay: all scenarios have harmless messages, the honest ones no
 * other. */
static void signs_stand_among_harmless_messages(void **state)
{
	size_t honest = 0, friend = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		struct scenario *s = load(shipped[i], NULL);
		size_t signs = 0, calm = 0;

		for (size_t k = 0; k < s->n_messages; k++) {
			signs += s->messages[k].from && s->messages[k].flags;
			calm += s->messages[k].from && !s->messages[k].flags;
		}
		honest += s->kind == SCENARIO_HONEST;
		friend += s->role == PLAYED_FRIEND;
		if (s->kind == SCENARIO_HONEST)
			assert_int_equal(signs, 0);
		else
			assert_true(signs >= 4 && 3 * calm >= signs);
		assert_in_range(s->n_messages, 15, 26);
		assert_in_range(s->minutes, 5, 10);
		assert_true(s->n_endings >= 3);
		scenario_free(s);
	}
	assert_int_equal(honest, 4);
	assert_int_equal(friend, 2);
}

static void all_of_it_is_translated(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		struct scenario *en = load(shipped[i], NULL), *fr = load(shipped[i], "fr");

		assert_string_not_equal(en->title, fr->title);
		for (size_t k = 0; k < en->n_messages; k++) {
			assert_int_equal(en->messages[k].n_texts, fr->messages[k].n_texts);
			assert_string_not_equal(en->messages[k].texts[0], fr->messages[k].texts[0]);
		}
		for (size_t k = 0; k < en->n_replies; k++)
			assert_string_not_equal(en->replies[k].debrief, fr->replies[k].debrief);
		for (size_t k = 0; k < en->n_endings; k++)
			assert_string_not_equal(en->endings[k].title, fr->endings[k].title);
		scenario_free(en);
		scenario_free(fr);
	}
}

/* What is said to a wish that should not be granted, and what needs no second no. */
static void a_plain_no_ends_a_conversation(void **state)
{
	static const char *const noes[] = { "love-no", "hurt-stop", "trust-stop", "goodbye",
		"no-pictures", "not-my-debt" };
	static const char *const languages[] = { "en", "fr" };

	(void)state;
	for (size_t lang = 0; lang < ARRAY_SIZE(languages); lang++) {
		struct scenario *s = load("fast-romance", languages[lang]);

		for (size_t i = 0; i < ARRAY_SIZE(noes); i++) {
			const struct reply *found = NULL;

			for (size_t k = 0; k < s->n_replies; k++)
				if (!strcmp(s->replies[k].id, noes[i]))
					found = &s->replies[k];
			assert_non_null(found);
			assert_int_equal(found->safety, SAFETY_YES);
			if (found->next.kind != TARGET_ENDING)
				fail_msg("after %s the conversation goes on", noes[i]);
		}
		scenario_free(s);
	}
}

static void they_stand_in_the_list_of_lessons(void **state)
{
	struct diags diags = DIAGS_INIT;
	const char *dir = TEST_LESSONS;
	struct course course;

	(void)state;
	course_scan(&course, &dir, 1, "fr", &diags);
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		int index = course_find(&course, shipped[i]);

		assert_true(index >= 0 && course.lessons[index].scenario);
		assert_string_equal(course.lessons[index].language, "fr");
	}
	course_release(&course);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_through_every_scenario_comes_to_an_ending),
		cmocka_unit_test(every_choice_that_is_remembered_matters_twice),
		cmocka_unit_test(signs_stand_among_harmless_messages),
		cmocka_unit_test(all_of_it_is_translated),
		cmocka_unit_test(a_plain_no_ends_a_conversation),
		cmocka_unit_test(they_stand_in_the_list_of_lessons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
