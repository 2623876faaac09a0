/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How reports and exports describe each question type, for the examples that authors are given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "questions/interaction.h"
#include "unit/question_fixture.h"

static const struct expected {
	const char *type;
	enum interaction_kind kind;
	const char *right;           /* every correct response, one per line */
	const char *response, *told; /* as stored, and in the form of xAPI */
	const char *pick, *words;    /* a single pick, and its text for people */
} expected[] = {
	{ "single", INTERACTION_CHOICE, "b\n", "a", "a", "a", "A hill" },
	{ "multiple", INTERACTION_CHOICE, "a[,]c\n", "a,b", "a[,]b", "b", "A plain" },
	{ "truefalse", INTERACTION_TRUE_FALSE, "true\n", "false", "false", "false", "False" },
	{ "text", INTERACTION_FILL_IN, "hill\n", "a = b, c|d", "a = b, c|d", "a = b, c|d",
		"a = b, c|d" },
	{ "match", INTERACTION_MATCHING, "a[.]a[,]b[.]b\n", "a=b,b=x", "a[.]b[,]b[.]x", "b=x",
		"River → Sand" },
	{ "order", INTERACTION_SEQUENCING, "a[,]b[,]c\n", "b,a,c", "b[,]a[,]c", "b,a,c",
		"Hill · Plain · Mountain" },
	{ "classify", INTERACTION_MATCHING,
		"a[.]high[,]b[.]low[,]c[.]high\na[.]high[,]b[.]low[,]c[.]low\n", "a=low,c=low",
		"a[.]low[,]c[.]low", "c=low", "Hill → Low" },
	{ "number", INTERACTION_NUMERIC, "2[:]3\n", "-2.75", "-2.75", "-2.75", "-2.75" },
	{ "cloze", INTERACTION_FILL_IN, "hill[,]mountain\n", "x=a%7Cb|y=a", "a|b[,]a", "y=a",
		"[2] → plain" },
};

static const struct expected *find_expected(const char *type)
{
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++)
		if (!strcmp(expected[i].type, type))
			return &expected[i];
	fail_msg("no expectation for the type “%s”; add one here", type);
	return NULL;
}

static struct lesson *examples(void)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct strbuf text = STRBUF_INIT;
	FILE *f = fopen(TEST_DATA "/../share/templates/questions.en.ini", "r");
	struct lesson *lesson;
	char line[512], *mark;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		mark = strstr(line, "@ID@");
		strbuf_addstr(&text, mark ? "id = examples\n" : line);
	}
	fclose(f);
	lesson = lesson_from_ini(arena, "examples", parse_text(&arena, text.buf, &diags), NULL,
		NULL, question_parse, &diags);
	assert_non_null(lesson);
	strbuf_release(&text);
	diags_release(&diags);
	return lesson;
}

static void check(const struct question *q, const struct expected *e)
{
	struct arena arena = ARENA_INIT;
	struct interaction i;
	struct strbuf out = STRBUF_INIT;

	question_interaction(q, &arena, &i);
	assert_int_equal(i.kind, e->kind);
	for (size_t k = 0; k < i.n_right; k++)
		strbuf_addf(&out, "%s\n", i.right[k]);
	assert_string_equal(out.buf, e->right);
	strbuf_clear(&out);
	interaction_response(i.kind, i.separator, e->response, &out);
	assert_string_equal(out.buf, e->told);
	strbuf_clear(&out);
	interaction_pick_text(&i, e->pick, &out);
	assert_string_equal(out.buf, e->words);
	strbuf_clear(&out);
	interaction_response_text(&i, e->pick, &out);
	assert_string_equal(out.buf, e->words);
	/* an id that was removed is shown itself */
	strbuf_clear(&out);
	interaction_pick_text(&i, "gone", &out);
	assert_string_equal(out.buf, "gone");
	strbuf_release(&out);
	arena_release(&arena);
}

static void each_type_is_known_to_others(void **state)
{
	struct lesson *lesson = examples();

	(void)state;
	for (size_t t = 0; question_types[t]; t++) {
		const struct expected *e = find_expected(question_types[t]->name);
		size_t i = 0;

		while (i < lesson->n_questions && lesson->questions[i].type != question_types[t])
			i++;
		assert_true(i < lesson->n_questions);
		check(&lesson->questions[i], e);
	}
	lesson_free(lesson);
}

/* A single pick earns points if and only if it is correct: reports rely on this. */
static void a_pick_alone_is_graded(void **state)
{
	struct lesson *lesson = examples();

	(void)state;
	for (size_t n = 0; n < lesson->n_questions; n++) {
		const struct question *q = &lesson->questions[n];
		const struct expected *e = find_expected(q->type->name);
		struct arena arena = ARENA_INIT;
		struct interaction i;

		question_interaction(q, &arena, &i);
		if (i.separator)
			assert_int_equal(
				q->type->grade(q, e->pick).score > 0, !strcmp(e->pick, "c=low"));
		for (size_t k = 0; k < i.n_parts && i.kind == INTERACTION_CHOICE; k++)
			assert_int_equal(
				q->type->grade(q, i.parts[k].id).score > 0, q->options[k].correct);
		arena_release(&arena);
	}
	lesson_free(lesson);
}

static void every_way_to_be_right_comes_once(void **state)
{
	static const char *const ways[] = { "a[,]x", "b[,]x", "a[,]y", "b[,]y", "a[,]z", "b[,]z" };
	struct arena arena = ARENA_INIT;
	struct interaction i = { .arena = &arena };
	struct interaction_slot slots[3] = { { .texts = { "a", "b" }, .n = 2 },
		{ .texts = { "x", "y", "z" }, .n = 3 } };

	(void)state;
	interaction_combine(&i, slots, 2);
	assert_int_equal(i.n_right, ARRAY_SIZE(ways));
	for (size_t k = 0; k < ARRAY_SIZE(ways); k++)
		assert_string_equal(i.right[k], ways[k]);
	/* a part without a correct pick allows no combination, and neither does having no parts */
	i.n_right = 0;
	interaction_combine(&i, slots, 3);
	assert_int_equal(i.n_right, 0);
	interaction_combine(&i, slots, 0);
	assert_int_equal(i.n_right, 0);
	arena_release(&arena);
}

/* Decodes only what the encoder writes: bytes below 128, in capitals, and no NUL. */
static void escapes_are_ours_or_stay_as_they_are(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "a%7Cb%3D%25", "a|b=%" },
		{ "%C3%A9", "%C3%A9" },
		{ "%80", "%80" },
		{ "%7F", "\x7f" },
		{ "%00", "%00" },
		{ "%01", "\x01" },
		{ "%7c", "%7c" },
		{ "%", "%" },
		{ "%7", "%7" },
		{ "%7G", "%7G" },
		{ "%G7", "%G7" },
		{ "%%7C", "%|" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct strbuf out = STRBUF_INIT;

		interaction_unescape(&out, cases[i].from, strlen(cases[i].from));
		assert_string_equal(out.buf, cases[i].to);
		strbuf_release(&out);
	}
}

/* A complete response as a report shows it. */
static void a_response_is_told_in_words(void **state)
{
	static const struct {
		const char *type, *response, *words;
	} cases[] = {
		{ "multiple", "a,c", "A hill; A mountain" },
		{ "multiple", "", "" },
		{ "match", "a=b,b=a", "Mountain → Boat; River → Snow" },
		{ "cloze", "x=a%7Cb|y=a", "[1] → a|b; [2] → plain" },
		{ "cloze", "y=gone", "[2] → gone" },
		{ "classify", "c=low,a=high", "Hill → Low; Mountain → High" },
		{ "order", "b,gone,a", "Hill · gone · Plain" },
		{ "single", "a", "A hill" },
	};
	struct lesson *lesson = examples();

	(void)state;
	for (size_t n = 0; n < ARRAY_SIZE(cases); n++)
		for (size_t k = 0; k < lesson->n_questions; k++) {
			struct arena arena = ARENA_INIT;
			struct strbuf out = STRBUF_INIT;
			struct interaction i;

			if (strcmp(lesson->questions[k].type->name, cases[n].type))
				continue;
			question_interaction(&lesson->questions[k], &arena, &i);
			interaction_response_text(&i, cases[n].response, &out);
			assert_string_equal(out.buf, cases[n].words);
			strbuf_release(&out);
			arena_release(&arena);
		}
	lesson_free(lesson);
}

static void more_ways_to_be_right_than_there_is_room_for_are_cut(void **state)
{
	struct arena arena = ARENA_INIT;
	struct interaction i = { .arena = &arena };
	struct interaction_slot slots[6] = { 0 };

	(void)state;
	for (int k = 0; k < 6; k++)
		for (int n = 0; n < 40; n++)
			interaction_slot_add(&slots[k], "x");
	interaction_combine(&i, slots, 6);
	assert_int_equal(i.n_right, INTERACTION_RIGHT);
	assert_string_equal(i.right[INTERACTION_RIGHT - 1], "x[,]x[,]x[,]x[,]x[,]x");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_type_is_known_to_others),
		cmocka_unit_test(a_pick_alone_is_graded),
		cmocka_unit_test(every_way_to_be_right_comes_once),
		cmocka_unit_test(escapes_are_ours_or_stay_as_they_are),
		cmocka_unit_test(a_response_is_told_in_words),
		cmocka_unit_test(more_ways_to_be_right_than_there_is_room_for_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
