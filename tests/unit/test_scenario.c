/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/scenario.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/strbuf.h"
#include "course/catalog.h"
#include "course/technique.h"
#include "unit/course_fixture.h"

#define TALK TEST_DATA "/screens/talk"

#define HEAD                                                                                  \
	"[scenario]\nformat = 1\nid = hills\norder = 10\nlanguage = en\ntitle = \"Hills\"\n"  \
	"summary = \"About hills.\"\nminutes = 5\nrole = self\nkind = risky\nstart = hello\n" \
	"[person sam]\nname = \"Sam\"\nabout = \"new\"\n"
#define MESSAGE(id, rest) \
	"[message " id "]\nfrom = sam\ntext1 = \"Hm.\"\nflag = none\nwhy = \"Nothing.\"\n" rest
#define REPLY(id, at, to, rest)                                          \
	"[reply " id "]\nmessage = " at "\ntext = \"Well.\"\ngoto = " to \
	"\ndebrief = \"So.\"\nsafe = neutral\n" rest
#define END "[ending end]\ntitle = \"End\"\ntext1 = \"All.\"\nkind = safe\n"

static struct scenario *read_text(const char *text, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct ini *ini = parse_text(&arena, text, diags);

	assert_non_null(ini);
	return scenario_from_ini(arena, "hills", ini, NULL, NULL, diags);
}

/* ---- reading */

static void a_scenario_is_read_with_all_that_is_in_it(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct scenario *s = scenario_load(TALK "/ferry", "en", &diags);
	const struct message *offer;

	(void)state;
	assert_no_diags(&diags);
	assert_string_equal(s->title, "The ferry");
	assert_int_equal(s->kind, SCENARIO_RISKY);
	assert_int_equal(s->role, PLAYED_SELF);
	assert_int_equal(s->n_messages, 7);
	assert_int_equal(s->n_replies, 7);
	assert_int_equal(s->n_endings, 3);
	assert_int_equal(s->n_sources, 1);
	assert_int_equal(s->start, 0);
	offer = &s->messages[scenario_message(s, "offer")];
	assert_string_equal(offer->from->name, "Mara");
	assert_int_equal(offer->n_texts, 2);
	assert_int_equal(
		offer->flags, 1 << technique_find("hurry") | 1 << technique_find("too-good"));
	assert_int_equal(offer->n_replies, 4);
	assert_int_equal(offer->next.kind, TARGET_NONE);
	assert_null(s->messages[scenario_message(s, "register")].from);
	assert_int_equal(s->replies[scenario_reply(s, "look")].kind, REPLY_DO);
	assert_int_equal(s->replies[scenario_reply(s, "go-there")].safety, SAFETY_NEUTRAL);
	assert_int_equal(s->endings[2].kind, ENDING_AVERTED);
	assert_int_equal(s->endings[2].n_texts, 2);
	scenario_free(s);
	diags_release(&diags);
}

static void texts_come_from_the_overlay_and_numbers_do_not(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct scenario *en = scenario_load(TALK "/ferry", NULL, &diags);
	struct scenario *fr = scenario_load(TALK "/ferry", "fr", &diags);

	(void)state;
	assert_no_diags(&diags);
	assert_string_equal(fr->title, "Le ferry");
	assert_string_equal(fr->language, "fr");
	assert_string_equal(en->language, "en");
	assert_int_equal(fr->n_messages, en->n_messages);
	for (size_t i = 0; i < en->n_messages; i++) {
		assert_string_equal(fr->messages[i].id, en->messages[i].id);
		assert_int_equal(fr->messages[i].flags, en->messages[i].flags);
	}
	scenario_free(en);
	scenario_free(fr);
	diags_release(&diags);
}

static void a_language_that_is_not_there_gives_the_scenarios_own(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct scenario *s = scenario_load(TALK "/ferry", "de", &diags);

	(void)state;
	assert_no_diags(&diags);
	assert_string_equal(s->language, "en");
	scenario_free(s);
	diags_release(&diags);
}

static void every_technique_has_a_name_and_is_found_by_its_id(void **state)
{
	(void)state;
	for (int i = 0; i < TECHNIQUES; i++) {
		assert_int_equal(technique_find(techniques[i].id), i);
		assert_true(*techniques[i].name && *techniques[i].meaning);
	}
	assert_int_equal(technique_find("charm"), -1);
}

static void the_list_of_lessons_holds_scenarios_too(void **state)
{
	struct diags diags = DIAGS_INIT;
	const char *dir = TALK;
	struct course course;

	(void)state;
	course_scan(&course, &dir, 1, "fr", &diags);
	assert_no_diags(&diags);
	assert_int_equal(course.n, 1);
	assert_true(course.lessons[0].scenario);
	assert_string_equal(course.lessons[0].id, "ferry");
	assert_string_equal(course.lessons[0].title, "Le ferry");
	assert_int_equal(course.lessons[0].minutes, 5);
	assert_int_equal(course.lessons[0].pages, 0);
	course_release(&course);
	diags_release(&diags);
}

/* ---- authoring mistakes: each is reported, and an error prevents loading */

static const struct {
	const char *rule, *text;
	bool error;
} mistakes[] = {
	{ "no-scenario", "[person sam]\nname = \"Sam\"\nabout = \"new\"\n", true },
	{ "scenario-not-first",
		"[person pam]\nname = \"Pam\"\nabout = \"new\"\n" HEAD MESSAGE(
			"hello", "next = end\n") END,
		true },
	{ "unknown-section", HEAD MESSAGE("hello", "next = end\n") END "[mesage m]\n", true },
	{ "bad-section-id", HEAD MESSAGE("hello", "next = end\n") END "[ending]\n", true },
	{ "bad-section-id",
		HEAD "[person story]\nname = \"S\"\nabout = \"a\"\n" MESSAGE(
			"hello", "next = end\n") END,
		true },
	{ "bad-section-id", HEAD MESSAGE("hello", "") REPLY("back", "hello", "end", "") END, true },
	{ "bad-value", HEAD MESSAGE("hello", "") REPLY("r", "hello", "end", "kind = think\n") END,
		true },
	{ "missing-key",
		HEAD
		"[message hello]\nfrom = sam\nflag = none\nwhy = \"Nothing.\"\nnext = end\n" END,
		true },
	{ "missing-key",
		HEAD MESSAGE("hello", "") "[reply r]\nmessage = hello\ntext = \"Well.\"\n"
					  "debrief = \"So.\"\nsafe = yes\n" END,
		true },
	{ "missing-why",
		HEAD "[message hello]\nfrom = sam\ntext1 = \"Hm.\"\nflag = none\nnext = end\n" END,
		true },
	{ "missing-debrief",
		HEAD MESSAGE("hello", "") "[reply r]\nmessage = hello\ntext = \"Well.\"\n"
					  "goto = end\nsafe = yes\n" END,
		true },
	{ "unknown-flag",
		HEAD "[message hello]\nfrom = sam\ntext1 = \"Hm.\"\nflag = charm\nwhy = \"So.\"\n"
		     "next = end\n" END,
		true },
	{ "unknown-person",
		HEAD "[message hello]\nfrom = pam\ntext1 = \"Hm.\"\nflag = none\nwhy = \"So.\"\n"
		     "next = end\n" END,
		true },
	{ "unknown-message", HEAD MESSAGE("hello", "next = there\n") END, true },
	{ "unknown-message", HEAD MESSAGE("hello", "") REPLY("r", "hello", "there", "") END, true },
	{ "unknown-message",
		HEAD MESSAGE("hello", "next = end\n") REPLY("r", "there", "end", "") END, true },
	{ "unknown-message", HEAD MESSAGE("first", "next = end\n") END, true },
	{ "same-id", HEAD MESSAGE("hello", "next = end\n") MESSAGE("end", "next = end\n") END,
		true },
	{ "unknown-choice", HEAD MESSAGE("hello", "") REPLY("r", "hello", "end", "if = told\n") END,
		true },
	{ "unused-choice", HEAD MESSAGE("hello", "") REPLY("r", "hello", "end", "set = told\n") END,
		false },
	{ "bad-condition",
		HEAD MESSAGE("hello", "") REPLY("r", "hello", "m", "set = told\n")
			MESSAGE("m", "if = told\n") REPLY("s", "m", "end", "") END,
		true },
	{ "next-and-replies",
		HEAD MESSAGE("hello", "next = end\n") REPLY("r", "hello", "end", "") END, true },
	{ "dead-end", HEAD MESSAGE("hello", ""), true },
	/* once the only reply was given, none is left */
	{ "dead-end",
		HEAD MESSAGE("hello", "")
			REPLY("r", "hello", "hello", "set = said\nunless = said\n") END,
		true },
	{ "endless-loop",
		HEAD MESSAGE("hello", "next = other\n") MESSAGE("other", "next = hello\n") END,
		true },
	{ "endless-loop", HEAD MESSAGE("hello", "") REPLY("r", "hello", "hello", "") END, true },
	/* an exit that is closed to everyone who entered */
	{ "endless-loop",
		HEAD MESSAGE("hello", "") REPLY("in", "hello", "m", "set = inside\n")
			MESSAGE("m", "") REPLY("round", "m", "m", "")
				REPLY("out", "m", "end", "unless = inside\n") END,
		true },
	/* messages that are never shown, linked in a circle */
	{ "endless-loop",
		HEAD MESSAGE("hello", "") REPLY("r", "hello", "m", "")
			REPLY("s", "hello", "end", "set = x\n") MESSAGE("m", "if = x\nnext = n\n")
				MESSAGE("n", "if = x\nnext = m\n") END,
		true },
	{ "unreachable", HEAD MESSAGE("hello", "next = end\n") MESSAGE("m", "next = end\n") END,
		false },
	{ "unreachable",
		HEAD MESSAGE("hello", "next = end\n") END
		"[ending other]\ntitle = \"End\"\ntext1 = \"All.\"\nkind = open\n",
		false },
	{ "unreachable",
		HEAD MESSAGE("hello", "") REPLY("r", "hello", "end", "set = told\n")
			REPLY("s", "hello", "end", "if = told\n") END,
		false },
	{ "too-many-replies",
		HEAD MESSAGE("hello", "") REPLY("a", "hello", "end", "")
			REPLY("b", "hello", "end", "") REPLY("c", "hello", "end", "")
				REPLY("d", "hello", "end", "") REPLY("e", "hello", "end", "") REPLY(
					"f", "hello", "end", "") REPLY("g", "hello", "end", "") END,
		true },
	{ "placeholder-here",
		HEAD
		"[message hello]\nfrom = sam\ntext1 = \"{lakes}\"\nflag = none\nwhy = \"So.\"\n"
		"next = end\n" END,
		true },
	{ "unknown-key", HEAD MESSAGE("hello", "next = end\nchoices = a\n") END, true },
	{ "unknown-key",
		HEAD
		"[message hello]\nfrom = story\ntext1 = \"Hm.\"\nflag = none\nnext = end\n" END,
		true },
};

static void every_mistake_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(mistakes); i++) {
		struct diags diags = DIAGS_INIT;
		struct scenario *s = read_text(mistakes[i].text, &diags);

		if (!has_rule(&diags, mistakes[i].rule))
			assert_diags(&diags, SIZE_MAX); /* prints them */
		assert_int_equal(s == NULL, mistakes[i].error);
		assert_int_equal(diags.errors > 0, mistakes[i].error);
		scenario_free(s);
		diags_release(&diags);
	}
}

/* Consequences of a mistake are not reported as well. */
static void a_mistake_is_named_once(void **state)
{
	static const struct {
		const char *rule, *text;
	} cases[] = {
		/* the ending is unreachable because of the dead end */
		{ "dead-end",
			HEAD MESSAGE("hello", "")
				REPLY("r", "hello", "hello", "set = said\nunless = said\n") END },
		/* a reply to an unreachable message is unreachable too */
		{ "unreachable",
			HEAD MESSAGE("hello", "next = end\n") MESSAGE("m", "")
				REPLY("r", "m", "end", "") END },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct diags diags = DIAGS_INIT;

		scenario_free(read_text(cases[i].text, &diags));
		assert_int_equal(diags.n, 1);
		assert_string_equal(diags.v[0].rule, cases[i].rule);
		diags_release(&diags);
	}
}

static void a_sound_scenario_has_none(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct scenario *s = read_text(HEAD MESSAGE("hello", "") REPLY("r", "hello", "m",
					       "set = told\n") REPLY("s", "hello", "hello", "")
					       MESSAGE("m", "if = told\nnext = end\n") END,
		&diags);

	(void)state;
	assert_no_diags(&diags);
	assert_non_null(s);
	scenario_free(s);
	diags_release(&diags);
}

/* Hubs with so many questions that the combinations asked are too many to search. */
static void a_scenario_with_too_many_states_is_refused(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	(void)state;
	strbuf_addstr(&text, HEAD);
	for (int hub = 0; hub < 4; hub++) {
		strbuf_addf(&text,
			"[message %s]\nfrom = sam\ntext1 = \"Hm.\"\nflag = none\nwhy = \"So.\"\n",
			hub == 0           ? "hello"
				: hub == 1 ? "a"
				: hub == 2 ? "b"
					   : "c");
		for (int i = 0; i < 6; i++)
			strbuf_addf(&text,
				"[reply r%d-%d]\nmessage = %s\ntext = \"Well.\"\ndebrief = \"So.\"\nsafe = no\n"
				"set = x%d-%d\nunless = x%d-%d\ngoto = %s\n",
				hub, i,
				hub == 0           ? "hello"
					: hub == 1 ? "a"
					: hub == 2 ? "b"
						   : "c",
				hub, i, hub, i,
				hub == 0           ? "a"
					: hub == 1 ? "b"
					: hub == 2 ? "c"
					: i        ? "hello"
						   : "end");
	}
	strbuf_addstr(&text, END);
	assert_null(read_text(text.buf, &diags));
	assert_true(has_rule(&diags, "scenario-too-large"));
	strbuf_release(&text);
	diags_release(&diags);
}

static void a_scenario_that_is_not_there_is_said(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	assert_null(scenario_load(TALK "/nowhere", NULL, &diags));
	assert_one_diag(&diags, "cannot-read", 0, 0);
	diags_release(&diags);
}

/* ---- the graph */

static void the_graph_has_a_line_for_each_edge(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct scenario *s = scenario_load(TALK "/ferry", NULL, &diags);
	struct strbuf graph = STRBUF_INIT;
	size_t lines = 0;

	(void)state;
	scenario_graph(s, &graph);
	for (const char *p = graph.buf; *p; p++)
		lines += *p == '\n';
	/* one line per reply, and one per message without replies */
	assert_int_equal(lines, 7 + 5);
	assert_non_null(strstr(graph.buf, "hello -> offer\n"));
	assert_non_null(strstr(graph.buf,
		"offer -> vague  which “Which ferry is it?”  safe  unless asked  set asked\n"));
	assert_non_null(strstr(graph.buf, "pressed -> goodbye  passed over unless asked\n"));
	strbuf_release(&graph);
	scenario_free(s);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_scenario_is_read_with_all_that_is_in_it),
		cmocka_unit_test(texts_come_from_the_overlay_and_numbers_do_not),
		cmocka_unit_test(a_language_that_is_not_there_gives_the_scenarios_own),
		cmocka_unit_test(every_technique_has_a_name_and_is_found_by_its_id),
		cmocka_unit_test(the_list_of_lessons_holds_scenarios_too),
		cmocka_unit_test(every_mistake_is_named),
		cmocka_unit_test(a_mistake_is_named_once),
		cmocka_unit_test(a_sound_scenario_has_none),
		cmocka_unit_test(a_scenario_with_too_many_states_is_refused),
		cmocka_unit_test(a_scenario_that_is_not_there_is_said),
		cmocka_unit_test(the_graph_has_a_line_for_each_edge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
