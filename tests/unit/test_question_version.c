/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a new version of a question, and what does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "course/catalog.h"
#include "screens/model.h"
#include "unit/question_fixture.h"

enum { KEPT, NEW };

/* Replaces each from in text by to; fails if there is none. */
static char *edited(const char *text, const char *from, const char *to)
{
	struct strbuf out = STRBUF_INIT;
	const char *at;

	assert_non_null(strstr(text, from));
	while ((at = strstr(text, from))) {
		strbuf_add(&out, text, (size_t)(at - text));
		strbuf_addstr(&out, to);
		text = at + strlen(from);
	}
	strbuf_addstr(&out, text);
	return strbuf_detach(&out);
}

static void version_in(const char *text, const char *over, char out[QUESTION_VERSION_SIZE])
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct ini *ini = parse_text(&arena, text, &diags);
	struct ini *fr = over ? ini_parse(&arena, "fr.ini", over, strlen(over), &diags) : NULL;
	struct lesson *l;

	assert_non_null(ini);
	l = lesson_from_ini(arena, "hills", ini, fr, fr ? "fr" : NULL, question_parse, &diags);
	for (size_t i = 0; !l && i < diags.n; i++)
		print_error("%d: %s\n", diags.v[i].line, diags.v[i].message);
	assert_non_null(l);
	assert_int_equal(l->n_questions, 1);
	memcpy(out, l->questions[0].version, QUESTION_VERSION_SIZE);
	lesson_free(l);
	diags_release(&diags);
}

static char *lesson_with(const char *lines)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, LESSON_HEAD LESSON_PAGE LESSON_FACT "[question q]\nprompt = \"What?\"\n%s",
		lines);
	return strbuf_detach(&sb);
}

static int failures;

/* In the question of these lines, writes to in the place of from and compares the versions. */
static void compare(const char *lines, const char *from, const char *to, int expected)
{
	char *text = lesson_with(lines), *changed = edited(text, from, to);
	char before[QUESTION_VERSION_SIZE], after[QUESTION_VERSION_SIZE];

	version_in(text, NULL, before);
	version_in(changed, NULL, after);
	if ((strcmp(before, after) ? NEW : KEPT) != expected) {
		print_error("“%s” for “%s” %s version\n", to, from,
			expected == NEW ? "keeps the" : "makes a new");
		failures++;
	}
	free(changed);
	free(text);
}

struct change {
	const char *lines, *from, *to;
	int expected;
};

static void compare_all(const struct change *changes, size_t n)
{
	failures = 0;
	for (size_t i = 0; i < n; i++)
		compare(changes[i].lines, changes[i].from, changes[i].to, changes[i].expected);
	assert_int_equal(failures, 0);
}

/* ---- what every question has */

static void words_around_a_question_keep_its_version(void **state)
{
	static const char *const additions[] = { "explain = \"So it is.\"\n", "hint1 = \"Look.\"\n",
		"hint1 = \"Look.\"\nhint_cost = 20\n", "tries = 3\ntry_cost = 25\n",
		"confidence = yes\n", "after = one\n", "facts = lakes\n", "claims = S01\n",
		"topic = law\n", "points = 1\n", "; a comment\n" };

	(void)state;
	failures = 0;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		compare(samples[i], "\"What?\"", "\"Which one do you think it is?\"", KEPT);
		for (size_t k = 0; k < ARRAY_SIZE(additions); k++) {
			char line[128];

			snprintf(line, sizeof(line), "[question q]\n%s", additions[k]);
			compare(samples[i], "[question q]\n", line, KEPT);
		}
		compare(samples[i], "[page one]\ntitle = \"One\"", "[page one]\ntitle = \"Two\"",
			KEPT);
		compare(samples[i], "pass = 60", "pass = 80", KEPT);
	}
	assert_int_equal(failures, 0);
}

static void points_type_and_ids_make_a_new_version(void **state)
{
	char seen[ARRAY_SIZE(samples)][QUESTION_VERSION_SIZE];

	(void)state;
	failures = 0;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		char *text = lesson_with(samples[i]);

		version_in(text, NULL, seen[i]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(seen[i], seen[k]);
		free(text);
		compare(samples[i], "[question q]\n", "[question q]\npoints = 2\n", NEW);
		compare(samples[i], "[question q]", "[question other]", NEW);
		compare(samples[i], "id = hills", "id = lakes", NEW);
	}
	assert_int_equal(failures, 0);
}

/* ---- what each type has */

static void feedback_can_be_reworded_in_every_type(void **state)
{
	static const struct change changes[] = {
		{ SINGLE, "feedback.b = \"Yes.\"", "feedback.b = \"Right.\"", KEPT },
		{ MULTIPLE, "feedback.e = \"No.\"", "feedback.e = \"Wrong.\"", KEPT },
		{ TRUEFALSE, "\"Yes.\"", "\"Right.\"", KEPT },
		{ TEXT, "\"Larger.\"", "\"It is larger.\"", KEPT },
		{ TEXT, "feedback.other = \"No.\"", "feedback.other = \"Not so.\"", KEPT },
		{ MATCH, "\"It is wet.\"", "\"A lake is wet.\"", KEPT },
		{ ORDER, "\"So the day goes.\"", "\"A day.\"", KEPT },
		{ CLASSIFY, "\"It walks.\"", "\"It runs.\"", KEPT },
		{ NUMBER, "\"Higher.\"", "\"Too low.\"", KEPT },
		{ CLOZE, "\"It grows.\"", "\"It is green.\"", KEPT },
	};

	(void)state;
	compare_all(changes, ARRAY_SIZE(changes));
}

static void choices_have_a_version_of_their_texts_and_key(void **state)
{
	static const struct change changes[] = {
		{ SINGLE, "correct = b", "correct = c", NEW },
		{ SINGLE, "\"Blue\"", "\"Light blue\"", NEW },
		{ SINGLE, "option.a = \"Red\"\nfeedback.a = \"No.\"\noption.b = \"Blue\"",
			"option.a = \"Blue\"\nfeedback.a = \"No.\"\noption.b = \"Red\"", NEW },
		/* swapped with the key moved along: "a" no longer means the same */
		{ SINGLE,
			"option.a = \"Red\"\nfeedback.a = \"No.\"\noption.b = \"Blue\"\nfeedback.b "
			"= \"Yes.\"\noption.c = \"Green\"\nfeedback.c = \"No.\"\ncorrect = b",
			"option.a = \"Blue\"\nfeedback.a = \"No.\"\noption.b = \"Red\"\nfeedback.b "
			"= \"Yes.\"\noption.c = \"Green\"\nfeedback.c = \"No.\"\ncorrect = a",
			NEW },
		{ SINGLE, "option.c = \"Green\"\nfeedback.c = \"No.\"\n", "", NEW },
		{ SINGLE, "correct = b\n", "correct = b\nshuffle = no\npin = c\n", KEPT },
		/* the same lines in another order */
		{ SINGLE, "option.a = \"Red\"\nfeedback.a = \"No.\"\noption.b = \"Blue\"",
			"option.b = \"Blue\"\noption.a = \"Red\"\nfeedback.a = \"No.\"", KEPT },
		{ SINGLE, "\"Red\"", "\"  Red \"", KEPT },
		{ SINGLE, "type = single", "type = multiple", NEW },
		{ MULTIPLE, "correct = a, c, d", "correct = d,a,  c", KEPT },
		{ MULTIPLE, "correct = a, c, d", "correct = a, c", NEW },
		{ MULTIPLE, "correct = a, c, d", "correct = a, c, e", NEW },
		{ TRUEFALSE, "correct = false", "correct = true", NEW },
	};

	(void)state;
	compare_all(changes, ARRAY_SIZE(changes));
}

static void typed_answers_have_a_version_of_what_is_accepted(void **state)
{
	static const struct change changes[] = {
		{ TEXT, "accept2 = \"Moose\"\n", "", NEW },
		{ TEXT, "accept2 = \"Moose\"", "accept2 = \"Mouse\"", NEW },
		{ TEXT, "accept2 = \"Moose\"", "accept7 = \"Moose\"", KEPT },
		{ TEXT, "accept1 = \"Élan\"\naccept2 = \"Moose\"",
			"accept1 = \"Moose\"\naccept2 = \"Élan\"", KEPT },
		{ TEXT, "\"Deer\"", "\"Roe\"", NEW },
		{ TEXT, "accept2 = \"Moose\"",
			"nearly2 = \"Moose\"\nnearly2_feedback = \"Almost.\"", NEW },
		{ TEXT, "accents = optional", "accents = required", NEW },
		{ NUMBER, "answer = 1234.5", "answer = 1234.6", NEW },
		{ NUMBER, "answer = 1234.5", "answer = +01234.50", KEPT },
		{ NUMBER, "answer = 1234.5", "answer = -1234.5", NEW },
		{ NUMBER, "tolerance = 0.5", "tolerance = 0.05", NEW },
		{ NUMBER, "tolerance = 0.5", "tolerance = 0.500", KEPT },
		{ NUMBER, "tolerance = 0.5", "tolerance_percent = 0.5", NEW },
		{ NUMBER, "metres", "feet", NEW },
		{ CLOZE, "accept1.x = \"tree\"", "accept1.x = \"fir\"", NEW },
		{ CLOZE, "accept1.x = \"tree\"\naccept2.x = \"an oak\"",
			"accept1.x = \"an oak\"\naccept2.x = \"tree\"", KEPT },
		{ CLOZE, "correct.b = a", "correct.b = b", NEW },
		{ CLOZE, "\"bush\"", "\"shrub\"", NEW },
		{ CLOZE, "\"A [x] and a [b], all [c].\"", "\"A [x] with a [b]: [c].\"", KEPT },
		{ CLOZE, "\"A [x] and a [b], all [c].\"", "\"A [b] and an [x], all [c].\"", NEW },
		{ CLOZE, "accept1.c = \"a|b=c%7C\"", "accept1.c = \"x\"\naccents = optional", NEW },
		{ CLOZE_CHOICES, "correct.y = b", "correct.y = b\nshuffle = no", KEPT },
	};

	(void)state;
	compare_all(changes, ARRAY_SIZE(changes));
}

static void parts_have_a_version_of_where_they_belong(void **state)
{
	static const struct change changes[] = {
		{ MATCH, "\"Wet\"", "\"Deep\"", NEW },
		{ MATCH, "\"Lake\"", "\"Pond\"", NEW },
		{ MATCH, "right.x = \"Loud\"\n", "", NEW },
		{ ORDER, "item.a = \"Dawn\"\nitem.b = \"Noon\"\n",
			"item.b = \"Noon\"\nitem.a = \"Dawn\"\n", NEW },
		{ ORDER, "item.a = \"Dawn\"\nitem.b = \"Noon\"\n",
			"item.a = \"Noon\"\nitem.b = \"Dawn\"\n", NEW },
		{ ORDER, "\"Dusk\"", "\"Evening\"", NEW },
		{ CLASSIFY, "tile.b.box = sea", "tile.b.box = air", NEW },
		{ CLASSIFY, "tile.c.box = sea, air", "tile.c.box = air,sea", KEPT },
		{ CLASSIFY, "tile.c.box = sea, air", "tile.c.box = sea", NEW },
		{ CLASSIFY, "\"Hen\"", "\"Goose\"", NEW },
		{ CLASSIFY, "\"Land\"", "\"Earth\"", NEW },
		{ CLASSIFY, "box.land = \"Land\"\nbox.sea = \"Sea\"\n",
			"box.sea = \"Sea\"\nbox.land = \"Land\"\n", KEPT },
		{ CLASSIFY, "tile.d.box = land\n", "tile.d.box = land\nshuffle = no\n", KEPT },
	};

	(void)state;
	compare_all(changes, ARRAY_SIZE(changes));
}

#define ORDER_SPACED                                                                    \
	"type = order\nitem.a = \"Dawn\"\nitem.b = \"Noon\"\nitem.c = \"Late night\"\n" \
	"feedback.order = \"So the day goes.\"\n"

static void no_break_spaces_are_spaces(void **state)
{
	static const struct change changes[] = {
		{ ORDER_SPACED, "Late night", "Late\u00a0night", KEPT },
		{ ORDER_SPACED, "Late night", "Late\u202f night", KEPT },
		{ ORDER_SPACED, "Late night", "Latenight", NEW },
	};

	(void)state;
	compare_all(changes, ARRAY_SIZE(changes));
}

/* An option with another figure is another option; the same figure written out is the same. */
static void figures_of_facts_count_in_options_only(void **state)
{
#define WITH_FACT                                                                                           \
	"type = single\noption.a = \"There are {lakes} of {lakes.year}\"\nfeedback.a = \"Yes: {lakes}.\"\n" \
	"option.b = \"Seven\"\nfeedback.b = \"No.\"\ncorrect = a\n"
	static const struct change changes[] = {
		{ WITH_FACT, "value = \"12 lakes\"", "value = \"13 lakes\"", NEW },
		{ WITH_FACT, "as_of = 2019-05", "as_of = 2020-05", NEW },
		{ WITH_FACT, "as_of = 2019-05", "as_of = 2019-06", KEPT },
		{ WITH_FACT, "There are 12 lakes.", "There are twelve lakes.", KEPT },
		{ WITH_FACT, "review_by = 2026-12-31", "review_by = 2031-12-31", KEPT },
		{ WITH_FACT, "There are {lakes} of", "There are 12 lakes of", KEPT },
		{ SINGLE, "value = \"12 lakes\"", "value = \"13 lakes\"", KEPT },
	};

	(void)state;
	compare_all(changes, ARRAY_SIZE(changes));
}

static void the_version_is_the_same_on_every_machine(void **state)
{
	char *text = lesson_with(SINGLE);
	char version[QUESTION_VERSION_SIZE];

	(void)state;
	version_in(text, NULL, version);
	/*
	 * The first 16 digits of the SHA-256 of these texts, each after its length in four bytes:
	 * vigie question 1, hills, q, correct, b, option.a, Red, option.b, Blue, option.c, Green,
	 * type, single. Computed with Python's hashlib.
	 */
	assert_string_equal(version, "a205b8f18cf15931");
	free(text);
}

static void a_translation_has_the_same_version(void **state)
{
	static const char over[] =
		"[lesson]\ntitle = \"Collines\"\nsummary = \"Sur les collines.\"\n"
		"[page one]\ntitle = \"Une\"\ntext1 = \"Une colline.\"\n"
		"[question q]\nprompt = \"Quoi ?\"\naccept1 = \"renne\"\naccept2 = \"orignal\"\n"
		"accept3 = \"caribou\"\nnearly1 = \"cerf\"\nnearly1_feedback = \"Plus.\"\n"
		"feedback.other = \"Non.\"\n[fact lakes]\ntext = \"Il y a 12 lacs.\"\n"
		"value = \"12 lacs\"\n[source atlas]\ntext = \"Un atlas\"\n";
	char *text = lesson_with(TEXT);
	char en[QUESTION_VERSION_SIZE], fr[QUESTION_VERSION_SIZE];

	(void)state;
	version_in(text, NULL, en);
	version_in(text, over, fr);
	assert_string_equal(en, fr);
	free(text);
}

/* ---- the shipped lessons */

static struct lesson *load(const char *dir, const char *lang)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_load(dir, lang, question_parse, &diags);

	assert_non_null(l);
	diags_release(&diags);
	return l;
}

typedef void lesson_fn(const char *dir, void *ctx);

static void for_each_lesson(lesson_fn *fn, void *ctx)
{
	static const char *const dirs[] = { TEST_LESSONS };
	struct diags diags = DIAGS_INIT;
	struct course course;
	size_t n = 0;

	course_scan(&course, dirs, 1, "en", &diags);
	for (size_t i = 0; i < course.n; i++)
		if (!course.lessons[i].scenario) {
			fn(course.lessons[i].dir, ctx);
			n++;
		}
	assert_true(n > 5);
	course_release(&course);
	diags_release(&diags);
}

static void compare_french(const char *dir, void *ctx)
{
	struct lesson *en = load(dir, NULL), *fr = load(dir, "fr");

	(void)ctx;
	assert_int_equal(en->n_questions, fr->n_questions);
	for (size_t i = 0; i < en->n_questions; i++) {
		assert_int_equal(strlen(en->questions[i].version), QUESTION_VERSION_SIZE - 1);
		assert_int_equal(strspn(en->questions[i].version, "0123456789abcdef"),
			QUESTION_VERSION_SIZE - 1);
		assert_string_equal(en->questions[i].version, fr->questions[i].version);
	}
	lesson_free(en);
	lesson_free(fr);
}

static void shipped_lessons_have_the_same_versions_in_french(void **state)
{
	(void)state;
	for_each_lesson(compare_french, NULL);
}

struct versions {
	char (*v)[QUESTION_VERSION_SIZE];
	size_t n, cap;
};

static void collect(const char *dir, void *ctx)
{
	struct versions *all = ctx;
	struct lesson *l = load(dir, NULL);

	for (size_t i = 0; i < l->n_questions; i++) {
		ALLOC_GROW(all->v, all->n + 1, all->cap);
		memcpy(all->v[all->n++], l->questions[i].version, QUESTION_VERSION_SIZE);
	}
	lesson_free(l);
}

static void no_two_shipped_questions_have_one_version(void **state)
{
	struct versions all = { 0 };

	(void)state;
	for_each_lesson(collect, &all);
	assert_true(all.n > 100);
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(all.v[i], all.v[k]);
	free(all.v);
}

/* Loads a copy of the lesson's own file after an edit of each line. */
typedef bool edit_fn(struct strbuf *out, const char *line, size_t len);

static struct lesson *load_edited(const char *dir, edit_fn *edit)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct strbuf path = STRBUF_INIT, out = STRBUF_INIT;
	struct ini *ini;
	char line[2048];
	FILE *f;
	struct lesson *l;

	strbuf_addf(&path, "%s/lesson.ini", dir);
	f = fopen(path.buf, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		if (!edit(&out, line, strlen(line)))
			strbuf_addstr(&out, line);
	fclose(f);
	ini = ini_parse(&arena, "lesson.ini", out.buf, out.len, &diags);
	assert_non_null(ini);
	l = lesson_from_ini(arena, dir, ini, NULL, NULL, question_parse, &diags);
	assert_non_null(l);
	strbuf_release(&path);
	strbuf_release(&out);
	diags_release(&diags);
	return l;
}

/* Appends a word to prompts, explanations, feedback and hints. */
static bool reword(struct strbuf *out, const char *line, size_t len)
{
	static const char *const keys[] = { "prompt", "explain", "feedback", "hint" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (!strncmp(line, keys[i], strlen(keys[i])) && len > 2 && line[len - 2] == '"') {
			strbuf_add(out, line, len - 2);
			strbuf_addstr(out, " Word.\"\n");
			return true;
		}
	return false;
}

static bool raise_points(struct strbuf *out, const char *line, size_t len)
{
	if (!strncmp(line, "[question ", 10)) {
		strbuf_add(out, line, len);
		strbuf_addstr(out, "points = 19\n");
		return true;
	}
	return !strncmp(line, "points", 6);
}

static void compare_reworded(const char *dir, void *ctx)
{
	struct lesson *now = load(dir, NULL), *reworded = load_edited(dir, reword);
	struct lesson *raised = load_edited(dir, raise_points);

	(void)ctx;
	assert_int_equal(now->n_questions, reworded->n_questions);
	assert_int_equal(now->n_questions, raised->n_questions);
	for (size_t i = 0; i < now->n_questions; i++) {
		assert_string_not_equal(now->questions[i].prompt, reworded->questions[i].prompt);
		assert_string_equal(now->questions[i].version, reworded->questions[i].version);
		assert_string_not_equal(now->questions[i].version, raised->questions[i].version);
	}
	lesson_free(now);
	lesson_free(reworded);
	lesson_free(raised);
}

static void rewording_the_shipped_prompts_keeps_all_versions(void **state)
{
	(void)state;
	for_each_lesson(compare_reworded, NULL);
}

/* An exam asks the questions of other lessons, in the language that is shown. */
static void an_exam_asks_the_same_version(void **state)
{
	static const char *const dirs[] = { TEST_LESSONS };
	struct lesson *own = load(TEST_LESSONS "/definition", NULL);
	struct model model;
	int exam;

	(void)state;
	model_init(&model);
	model.lesson_dirs = dirs;
	model.n_lesson_dirs = 1;
	model.lang = "fr";
	model_load(&model);
	exam = course_find(&model.course, "final");
	assert_true(exam >= 0 && model.course.lessons[exam].exam);
	for (size_t i = 0; i < own->n_questions; i++) {
		char ref[128];
		const struct question *q;

		snprintf(ref, sizeof(ref), "definition/%s", own->questions[i].id);
		q = model_question(&model, exam, ref);
		assert_non_null(q);
		assert_string_equal(q->version, own->questions[i].version);
	}
	model_release(&model);
	lesson_free(own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_around_a_question_keep_its_version),
		cmocka_unit_test(points_type_and_ids_make_a_new_version),
		cmocka_unit_test(feedback_can_be_reworded_in_every_type),
		cmocka_unit_test(choices_have_a_version_of_their_texts_and_key),
		cmocka_unit_test(typed_answers_have_a_version_of_what_is_accepted),
		cmocka_unit_test(parts_have_a_version_of_where_they_belong),
		cmocka_unit_test(no_break_spaces_are_spaces),
		cmocka_unit_test(figures_of_facts_count_in_options_only),
		cmocka_unit_test(the_version_is_the_same_on_every_machine),
		cmocka_unit_test(a_translation_has_the_same_version),
		cmocka_unit_test(shipped_lessons_have_the_same_versions_in_french),
		cmocka_unit_test(no_two_shipped_questions_have_one_version),
		cmocka_unit_test(rewording_the_shipped_prompts_keeps_all_versions),
		cmocka_unit_test(an_exam_asks_the_same_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
