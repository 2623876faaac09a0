/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/nearest.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "course/reader.h"
#include "course/scenario.h"
#include "questions/type.h"
#include "unit/course_fixture.h"

#define HEAD                                                                      \
	"[lesson]\nformat = 2\nid = l\norder = 1\nlanguage = en\ntitle = \"T\"\n" \
	"summary = \"S\"\nminutes = 1\npass = 0\n"
#define TALK                                                                        \
	"[scenario]\nformat = 1\nid = t\norder = 1\nlanguage = en\ntitle = \"T\"\n" \
	"summary = \"S\"\nminutes = 1\nrole = self\nkind = risky\n"

static const char *nearest_of(const char *given, const char *const *words, size_t n)
{
	struct nearest near = { .given = given };

	for (size_t i = 0; i < n; i++)
		nearest_offer(&near, words[i]);
	return near.word;
}

static void test_the_nearest_word_is_offered(void **state)
{
	static const char *const words[] = { "harbour", "lifeboat", "lifeboats", "pier" };
	static const char *const letters[] = { "a", "b", "s1" };

	(void)state;
	assert_string_equal(nearest_of("harbuor", words, 4), "harbour");
	assert_string_equal(nearest_of("lifeboatt", words, 4), "lifeboat");
	assert_string_equal(nearest_of("lifeboat", words, 4), "lifeboat");
	assert_null(nearest_of("ship", words, 4));
	assert_null(nearest_of("peer", (const char *const[]){ "pi" }, 1));
	assert_null(nearest_of("c", letters, 3));
	assert_null(nearest_of("s2", letters, 3));
}

/* Asserts that the file gives one error, of this rule and at this place, that asks the question. */
static void assert_asks(const char *text, const char *rule, int line, int column, const char *asked)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct ini *ini = parse_text(&arena, text, &diags);

	assert_non_null(ini);
	if (!strncmp(text, "[lesson]", 8))
		lesson_free(lesson_from_ini(arena, ".", ini, NULL, NULL, question_parse, &diags));
	else
		scenario_free(scenario_from_ini(arena, ".", ini, NULL, NULL, &diags));
	assert_one_diag(&diags, rule, line, column);
	if (asked)
		assert_non_null(strstr(diags.v[0].message, asked));
	else
		assert_null(strstr(diags.v[0].message, "did you mean"));
	diags_release(&diags);
}

#define SOURCE "[source register]\ntext = \"R\"\ndate = 2020\n"
#define FACT(source)                                                                                  \
	"[fact boats]\ntext = \"T\"\nvalue = \"v\"\nas_of = 2020\nreview_by = 2030\nsource = " source \
	"\n"
#define PAGE(keys) "[page harbour]\ntitle = \"T\"\ntext1 = \"T\"\n" keys
#define QUESTION(keys)                                                                            \
	"[question q]\ntype = truefalse\nprompt = \"P\"\ncorrect = true\nfeedback.true = \"F\"\n" \
	"feedback.false = \"F\"\n" keys

static void test_ids_of_a_lesson(void **state)
{
	(void)state;
	assert_asks(HEAD SOURCE FACT("regster") PAGE(""), "unknown-source", 18, 10, "“register”?");
	assert_asks(HEAD SOURCE FACT("elsewhere") PAGE(""), "unknown-source", 18, 10, NULL);
	assert_asks(HEAD SOURCE PAGE("sources = register, regsiter\n"), "unknown-source", 16, 21,
		"“register”?");
	assert_asks(HEAD SOURCE FACT("register") PAGE("fact1 = boots\n"), "unknown-fact", 22, 9,
		"“boats”?");
	assert_asks(HEAD SOURCE FACT("register") PAGE("text2 = \"boatx and {boatx}\"\n"),
		"unknown-fact", 22, 20, "“boats”?");
	assert_asks(HEAD SOURCE FACT("register") QUESTION("facts = boasts\n"), "unknown-fact", 25,
		9, "“boats”?");
	assert_asks(HEAD "[term pier]\nterm = \"T\"\nmeaning = \"M\"\n" PAGE("term1 = peir\n"),
		"unknown-term", 16, 9, "“pier”?");
	assert_asks(
		HEAD PAGE("") QUESTION("after = habour\n"), "unknown-page", 19, 9, "“harbour”?");
	assert_asks(HEAD PAGE("chart1 = boats\n"), "unknown-chart", 13, 10, NULL);
	assert_asks(HEAD
		"[pool easy]\ndraw = 1\n" QUESTION("pool = easy\n[question r]\ntype = truefalse\n"
						   "prompt = \"P\"\ncorrect = true\n"
						   "feedback.true = \"F\"\nfeedback.false = \"F\"\n"
						   "pool = eazy\n"),
		"unknown-pool", 25, 8, "“easy”?");
}

#define PERSON "[person rob]\nname = \"R\"\nabout = \"A\"\n"
#define MESSAGE(from, flag) \
	"[message hello]\nfrom = " from "\ntext1 = \"T\"\nflag = " flag "\nwhy = \"W\"\n"
#define REPLY(message, target, more)                                                             \
	"[reply yes]\nmessage = " message "\ntext = \"T\"\ngoto = " target "\ndebrief = \"D\"\n" \
	"safe = yes\n" more
#define ENDING "[ending home]\ntitle = \"T\"\ntext1 = \"T\"\nkind = safe\n"

static void test_ids_of_a_scenario(void **state)
{
	(void)state;
	assert_asks(TALK "start = helo\n" PERSON MESSAGE("rob", "none") REPLY("hello", "home", "")
			    ENDING,
		"unknown-message", 11, 9, "“hello”?");
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("robb", "none") REPLY("hello", "home", "")
			    ENDING,
		"unknown-person", 16, 8, "“rob”?");
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("rob", "money, hury")
			    REPLY("hello", "home", "") ENDING,
		"unknown-flag", 18, 15, "“hurry”?");
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("rob", "weather")
			    REPLY("hello", "home", "") ENDING,
		"unknown-flag", 18, 8, NULL);
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("rob", "none") REPLY("hello", "hoem", "")
			    ENDING,
		"unknown-message", 23, 8, "“home”?");
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("rob", "none")
			    REPLY("hello", "nowhere", "") ENDING,
		"unknown-message", 23, 8, NULL);
}

static void test_story_and_choices(void **state)
{
	(void)state;
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("storry", "none")
			    REPLY("hello", "home", "") ENDING,
		"unknown-person", 16, 8, "“story”?");
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("rob", "none")
			    REPLY("hello", "home", "set = asked\nunless = askd\n") ENDING,
		"unknown-choice", 27, 10, "“asked”?");
	assert_asks(TALK "start = hello\n" PERSON MESSAGE("rob", "none")
			    REPLY("hello", "home", "if = told\n") ENDING,
		"unknown-choice", 26, 6, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_nearest_word_is_offered),
		cmocka_unit_test(test_ids_of_a_lesson),
		cmocka_unit_test(test_ids_of_a_scenario),
		cmocka_unit_test(test_story_and_choices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
