/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/course_fixture.h"

#define GOOD TEST_DATA "/lessons/good"
#define ASK(more)                                                                            \
	"[question q]\ntype = single\nprompt = \"Which?\"\noption.a = \"This\"\noption.b = " \
	"\"That\"\n"                                                                         \
	"correct = a\n" more

struct fixture {
	struct diags diags;
	struct lesson *l;
};

static int set_up(void **state)
{
	*state = xcalloc(1, sizeof(struct fixture));
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	lesson_free(f->l);
	diags_release(&f->diags);
	free(f);
	return 0;
}

static const struct lesson *lesson(struct fixture *f, const char *text)
{
	f->l = lesson_from_texts(text, NULL, &f->diags);
	assert_no_diags(&f->diags);
	assert_non_null(f->l);
	return f->l;
}

/* Asserts that the lesson does not load, with this diagnostic only. */
static void refused(struct fixture *f, const char *text, const char *rule, int line, int column)
{
	diags_release(&f->diags);
	assert_null(lesson_from_texts(text, NULL, &f->diags));
	assert_one_diag(&f->diags, rule, line, column);
}

/* Parses a page that consists of a title and lines. */
static const struct page *page(struct fixture *f, const char *lines)
{
	struct arena scratch = ARENA_INIT;
	const struct lesson *l = lesson(f,
		arena_printf(&scratch,
			LESSON_HEAD LESSON_FACT "[term hill]\nterm = \"hill\"\nmeaning = \"A low "
						"mountain.\"\n[page one]\ntitle = \"One\"\n%s",
			lines));

	arena_release(&scratch);
	return &l->pages[0];
}

static void the_head_is_read(void **state)
{
	const struct lesson *l = lesson(*state,
		LESSON_HEAD "content_note = \"Quiet.\"\nrequires = a, b\ntags = law\nauthor = "
			    "\"N.\"\nlicence = CC0-1.0\n"
			    "reviewed = 2026-11-24\n" LESSON_PAGE);

	assert_string_equal(l->id, "hills");
	assert_string_equal(l->title, "Hills");
	assert_string_equal(l->summary, "About hills.");
	assert_string_equal(l->language, "en");
	assert_string_equal(l->content_note, "Quiet.");
	assert_string_equal(l->author, "N.");
	assert_string_equal(l->licence, "CC0-1.0");
	assert_string_equal(l->dir, "hills");
	assert_string_equal(l->file, "test.ini");
	assert_int_equal(l->order, 10);
	assert_int_equal(l->minutes, 5);
	assert_int_equal(l->pass, 60);
	assert_int_equal(l->n_requires, 2);
	assert_int_equal(l->n_tags, 1);
	assert_int_equal(l->reviewed.day, 24);
}

static void facts_have_year_source_and_kind(void **state)
{
	const struct lesson *l = lesson(*state, LESSON_HEAD LESSON_FACT "kind = law\n" LESSON_PAGE);
	const struct fact *fact = lesson_fact(l, "lakes");

	assert_string_equal(fact->value, "12 lakes");
	assert_int_equal(fact->as_of.year, 2019);
	assert_int_equal(fact->as_of.month, 5);
	assert_int_equal(fact->kind, FACT_LAW);
	assert_string_equal(fact->source->text, "An atlas");
	assert_int_equal(fact->source->date.year, 2020);
	assert_null(fact->source->url);
	assert_null(lesson_fact(l, "hills"));
}

static void pieces_keep_the_order_of_the_file(void **state)
{
	const struct page *p = page(*state,
		"heading1 = \"H\"\ntext1 = \"T1\"\nitem1 = \"I1\"\nitem2 = \"I2\"\ntext2 = \"T2\"\n"
		"fact1 = lakes\nquote1_by = \"N.\"\nquote1 = \"Q\"\nterm1 = hill\nquote2 = "
		"\"R\"\n");
	static const enum piece_kind kinds[] = { PIECE_HEADING, PIECE_TEXT, PIECE_ITEM, PIECE_ITEM,
		PIECE_TEXT, PIECE_FACT, PIECE_QUOTE, PIECE_TERM, PIECE_QUOTE };

	assert_int_equal(p->n, ARRAY_SIZE(kinds));
	for (size_t i = 0; i < p->n; i++)
		assert_int_equal(p->pieces[i].kind, kinds[i]);
	assert_string_equal(p->pieces[4].text, "T2");
	assert_string_equal(p->pieces[5].fact->id, "lakes");
	assert_string_equal(p->pieces[6].text, "Q");
	assert_string_equal(p->pieces[6].note, "N.");
	assert_string_equal(p->pieces[7].term->meaning, "A low mountain.");
	assert_null(p->pieces[8].note);
}

static void lines_of_a_picture_are_joined(void **state)
{
	const struct page *p = page(*state,
		"picture1.alt = \"A hill.\"\npicture1.1 = \"  __\"\ntext1 = \"T\"\npicture1.2 = "
		"\"_(  )_\"\n"
		"picture2.1 = \"x\"\npicture2.alt = \"Y\"\n");

	assert_int_equal(p->n, 3);
	assert_string_equal(p->pieces[0].text, "  __\n_(  )_");
	assert_string_equal(p->pieces[0].note, "A hill.");
	assert_int_equal(p->pieces[1].kind, PIECE_TEXT);
	assert_string_equal(p->pieces[2].text, "x");
}

static void a_page_has_note_story_sources_and_claims(void **state)
{
	const struct page *p = page(*state,
		"note = \"Hard.\"\nstory = yes\nsources = atlas\nclaims = S01, S02b\ntext1 = "
		"\"T\"\n");

	assert_string_equal(p->note, "Hard.");
	assert_true(p->story);
	assert_int_equal(p->n_sources, 1);
	assert_string_equal(p->sources[0]->id, "atlas");
	assert_int_equal(p->n_claims, 2);
	assert_string_equal(p->claims[1], "S02b");
}

static void placeholders_are_filled_in_wherever_the_fact_stands(void **state)
{
	const struct lesson *l = lesson(*state,
		LESSON_HEAD
		"content_note = \"{lakes}\"\n"
		"[page one]\ntitle = \"{lakes}\"\ntext1 = \"See {lakes} of {lakes.year}.\"\n" ASK(
			"explain = \"{lakes.year}\"\n") LESSON_FACT);

	assert_string_equal(l->content_note, "12 lakes");
	assert_string_equal(l->pages[0].title, "12 lakes");
	assert_string_equal(l->pages[0].pieces[0].text, "See 12 lakes of 2019.");
	assert_string_equal(l->questions[0].explain, "2019");
}

static void a_question_rests_on_the_facts_it_names_and_uses(void **state)
{
	struct fixture *f = *state;
	const struct lesson *l = lesson(f,
		LESSON_HEAD LESSON_FACT
		"[fact hills]\ntext = \"There are 3 hills.\"\nas_of = "
		"2020\nsource = atlas\n"
		"review_by = 2026-06\n" LESSON_PAGE ASK(
			"facts = hills\nhint1 = \"{lakes}\"\nhint2 = "
			"\"{lakes}\"\n") "[question r]\ntype = single\nprompt "
					 "= \"Which?\"\noption.a = "
					 "\"{lakes}\"\ncorrect = a\n");
	struct date today = { 2026, 6, 30 };

	assert_int_equal(l->questions[0].n_facts, 2);
	assert_string_equal(l->questions[0].facts[0]->id, "hills");
	assert_string_equal(l->questions[0].facts[1]->id, "lakes");
	assert_int_equal(l->questions[1].n_facts, 1);
	assert_false(question_is_stale(&l->questions[0], &today));
	today = (struct date){ 2026, 7, 1 };
	assert_true(question_is_stale(&l->questions[0], &today));
	assert_false(question_is_stale(&l->questions[1], &today));
	today = (struct date){ 2027, 1, 1 };
	assert_true(question_is_stale(&l->questions[1], &today));
}

/* Only what is said of the present falls due; the author may say of which time a fact speaks. */
static void a_fact_speaks_of_now_or_then_by_its_kind(void **state)
{
	static const struct {
		const char *keys;
		enum fact_about about;
	} cases[] = {
		{ "", FACT_NOW },
		{ "kind = law\n", FACT_NOW },
		{ "kind = detected\n", FACT_THEN },
		{ "kind = estimated\n", FACT_THEN },
		{ "kind = event\n", FACT_THEN },
		{ "about = then\n", FACT_THEN },
		{ "kind = law\nabout = then\n", FACT_THEN },
		{ "kind = detected\nabout = now\n", FACT_NOW },
		{ "kind = event\nabout = now\n", FACT_NOW },
		{ "kind = event\nabout = then\n", FACT_THEN },
	};
	struct date last = { 2026, 12, 31 }, after = { 2027, 1, 1 }, never = { 2099, 1, 1 };
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena arena = ARENA_INIT;
		const struct lesson *l = lesson(f,
			arena_printf(&arena,
				LESSON_HEAD LESSON_FACT "%s" LESSON_PAGE ASK("facts = lakes\n"),
				cases[i].keys));
		const struct question *q = &l->questions[0];
		bool now = cases[i].about == FACT_NOW;

		assert_int_equal(l->facts[0].about, cases[i].about);
		assert_false(question_is_stale(q, &last));
		assert_int_equal(question_is_stale(q, &after), now);
		assert_int_equal(fact_is_due(&l->facts[0], &never), now);
		lesson_free(f->l);
		f->l = NULL;
		arena_release(&arena);
	}
	refused(f, LESSON_HEAD LESSON_FACT "about = later\n" LESSON_PAGE, "bad-value", 19, 9);
	refused(f, LESSON_HEAD LESSON_FACT "about = \"now\"\n" LESSON_PAGE, "not-bare", 19, 10);
}

static void a_question_has_its_common_keys(void **state)
{
	const struct lesson *l = lesson(*state,
		LESSON_HEAD LESSON_PAGE "[page two]\ntitle = \"Two\"\ntext1 = \"T\"\n" ASK(
			"after = two\npoints = 3\nhint1 = \"H1\"\nhint2 = \"H2\"\nclaims = "
			"S01\npool = easy\ntopic = lakes\n") "[question r]\ntype = single\nprompt = "
							     "\"Which?\"\noption.a = \"A\"\ncorrect = a\n"
							     "[pool easy]\ndraw = 1\n");
	const struct question *q = lesson_question(l, "q");

	assert_int_equal(q->page, 1);
	assert_int_equal(q->points, 3);
	assert_int_equal(q->n_hints, 2);
	assert_string_equal(q->hints[1], "H2");
	assert_int_equal(q->n_claims, 1);
	assert_string_equal(q->pool, "easy");
	assert_string_equal(q->topic, "lakes");
	assert_string_equal(q->lesson_id, "hills");
	assert_int_equal(q->n_options, 2);
	assert_true(q->options[0].correct);
	assert_int_equal(l->pools[0].draw, 1);
	q = lesson_question(l, "r");
	assert_int_equal(q->page, -1);
	assert_int_equal(q->points, 1);
	assert_null(q->pool);
	assert_null(q->topic);
	assert_null(q->explain);
	assert_null(lesson_question(l, "s"));
	assert_int_equal(lesson_page_index(l, "two"), 1);
	assert_int_equal(lesson_page_index(l, "three"), -1);
}

static void an_exam_needs_no_pages_and_no_questions(void **state)
{
	const struct lesson *l =
		lesson(*state, LESSON_HEAD "[draw a]\nlesson = first\ncount = 5\n");

	assert_int_equal(l->n_draws, 1);
	assert_string_equal(l->draws[0].lesson, "first");
	assert_int_equal(l->draws[0].count, 5);
}

static void a_lesson_that_only_asks_needs_no_page(void **state)
{
	const struct lesson *l = lesson(*state, LESSON_HEAD ASK(""));

	assert_int_equal(l->n_pages, 0);
	assert_int_equal(l->n_questions, 1);
	assert_int_equal(l->questions[0].page, -1);
}

static void the_lesson_to_compare_with_is_read(void **state)
{
	const struct lesson *l = lesson(*state, LESSON_HEAD "compare = before\n" LESSON_PAGE);

	assert_string_equal(l->compare, "before");
}

static void each_mistake_is_named_where_it_is(void **state)
{
	struct fixture *f = *state;

	refused(f, LESSON_PAGE, "no-lesson", 0, 0);
	refused(f, LESSON_HEAD, "no-page", 0, 0);
	refused(f, LESSON_PAGE LESSON_HEAD, "lesson-not-first", 4, 1);
	refused(f, LESSON_HEAD LESSON_PAGE "[pag two]\nx = y\n", "unknown-section", 13, 1);
	refused(f, LESSON_HEAD LESSON_PAGE ASK("pool = x\n"), "unknown-pool", 19, 8);
	refused(f, LESSON_HEAD "[page one]\ntitle = \"{lakes}\"\ntext1 = \"T\"\n", "unknown-fact",
		11, 10);
	refused(f, LESSON_HEAD LESSON_FACT "[page one]\ntitle = \"{lakes.month}\"\ntext1 = \"T\"\n",
		"unknown-fact", 20, 10);
	refused(f, LESSON_HEAD "[page one]\ntitle = \"{lakes\"\ntext1 = \"T\"\n", "brace", 11, 10);
	refused(f, LESSON_HEAD "[page one]\ntitle = \"{la{kes}\"\ntext1 = \"T\"\n", "brace", 11,
		10);
	refused(f, LESSON_HEAD "[page one]\ntitle = \"lakes}}\"\ntext1 = \"T\"\n", "brace", 11, 15);
	refused(f, LESSON_HEAD "[page one]\ntitle = \"lakes}\"\ntext1 = \"T\"\n", "brace", 11, 15);
	refused(f, LESSON_HEAD LESSON_PAGE "text1x = \"T\"\n", "unknown-key", 13, 1);
	refused(f,
		LESSON_HEAD LESSON_PAGE
		"picture1.x = \"T\"\npicture1.1 = \"T\"\npicture1.alt = \"T\"\n",
		"unknown-key", 13, 1);
	refused(f, LESSON_HEAD LESSON_PAGE "picture1 = \"T\"\n", "unknown-key", 13, 1);
	refused(f, LESSON_HEAD LESSON_PAGE "quote1_by = \"T\"\n", "quote-missing", 13, 14);
	refused(f, LESSON_HEAD LESSON_PAGE ASK("after = two\n"), "unknown-page", 19, 9);
	refused(f, LESSON_HEAD LESSON_PAGE ASK("facts = two\n"), "unknown-fact", 19, 9);
	refused(f, LESSON_HEAD LESSON_PAGE ASK("points = 21\n"), "bad-number", 19, 10);
}

static void a_value_of_a_fact_holds_no_placeholder(void **state)
{
	struct fixture *f = *state;

	refused(f,
		LESSON_HEAD LESSON_PAGE LESSON_SOURCE
		"[fact x]\ntext = \"X\"\nvalue = \"{x}\"\nas_of = 2020\nsource = atlas\nreview_by "
		"= 2027\n",
		"placeholder-here", 18, 10);
}

static void warnings_alone_still_give_a_lesson(void **state)
{
	struct fixture *f = *state;

	f->l = lesson_from_texts(LESSON_HEAD
		"[page one]\ntitle = \"One\"\ntext2 = \"T\"\ntext1 = \"T\"\n",
		NULL, &f->diags);
	assert_non_null(f->l);
	assert_one_diag(&f->diags, "numbers-out-of-order", 13, 10);
	assert_string_equal(f->l->pages[0].pieces[1].text, "T");
}

static void an_overlay_gives_its_texts_and_its_language(void **state)
{
	struct fixture *f = *state;

	f->l = lesson_from_texts(LESSON_HEAD LESSON_PAGE,
		"[lesson]\ntitle = \"Collines\"\n[page one]\ntitle = \"Un\"\n", &f->diags);
	assert_non_null(f->l);
	assert_string_equal(f->l->language, "fr");
	assert_string_equal(f->l->title, "Collines");
	assert_string_equal(f->l->summary, "About hills.");
	assert_string_equal(f->l->pages[0].title, "Un");
	assert_string_equal(f->l->pages[0].pieces[0].text, "A hill.");
	assert_int_equal(f->diags.warnings, 2);
}

static bool parse_any(struct reader *r, struct question *q)
{
	q->type = (const struct question_type *)"any";
	reader_know(r, "");
	return true;
}

static void a_lesson_loads_in_the_asked_language_or_its_own(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *asked, *got;
	} langs[] = { { "fr", "fr" }, { "en", "en" }, { "xx", "en" }, { NULL, "en" },
		{ "../fr", "en" } };

	for (size_t i = 0; i < ARRAY_SIZE(langs); i++) {
		struct lesson *l = lesson_load(GOOD "/first", langs[i].asked, parse_any, &f->diags);

		assert_no_diags(&f->diags);
		assert_non_null(l);
		assert_string_equal(l->language, langs[i].got);
		assert_int_equal(l->n_pages, 3);
		assert_int_equal(l->n_questions, 4);
		assert_string_equal(l->pages[1].pieces[0].text,
			*langs[i].got == 'f' ? "Il y a 12 lacs, comptés en 2019."
					     : "There are 12 lakes, counted in 2019.");
		lesson_free(l);
	}
}

static void a_lesson_that_is_not_there_is_a_diagnostic(void **state)
{
	struct fixture *f = *state;

	assert_null(lesson_load(GOOD "/third", "fr", parse_any, &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
	lesson_free(NULL);
}

static void a_translation_with_too_much_in_it_does_not_stop_the_lesson(void **state)
{
	struct fixture *f = *state;
	struct lesson *l =
		lesson_load(TEST_DATA "/lessons/bad/not-prose", "fr", parse_any, &f->diags);

	assert_non_null(l);
	assert_true(has_rule(&f->diags, "not-prose"));
	lesson_free(l);
}

static void a_lesson_may_say_format_2_and_a_newer_one_is_refused_in_one_sentence(void **state)
{
	struct fixture *f = *state;
	static const char head[] = "id = hills\norder = 10\nlanguage = en\ntitle = \"Hills\"\n"
				   "summary = \"About hills.\"\nminutes = 5\npass = 60\n";
	static const char page_one[] = "[page one]\ntitle = \"A page\"\ntext1 = \"High.\"\n";
	static const struct {
		const char *format, *said; /* said: NULL if it is read */
		int read;
	} formats[] = {
		{ "1", NULL, 1 },
		{ "2", NULL, 2 },
		{ "3", "needs a newer Vigie", 0 },
		{ "99999999999999999999", "needs a newer Vigie", 0 },
		{ "0", "write format = 1", 0 },
		{ "two", "write format = 1", 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		struct arena scratch = ARENA_INIT;
		/* what only a newer format knows is not held against the lesson */
		const char *text = arena_printf(&scratch, "[lesson]\nformat = %s\n%s%s%s",
			formats[i].format, head,
			formats[i].said && strstr(formats[i].said, "newer")
				? "mood = calm\n[poll x]\nvotes = 3\n"
				: "",
			page_one);

		if (!formats[i].said) {
			assert_int_equal(lesson(f, text)->format, formats[i].read);
			lesson_free(f->l);
			f->l = NULL;
		} else {
			refused(f, text, "unknown-format", 2, 10);
			assert_non_null(strstr(f->diags.v[0].message, formats[i].said));
		}
		arena_release(&scratch);
	}
}

static void a_lesson_of_format_2_says_when_it_asks(void **state)
{
	struct fixture *f = *state;
	static const char head[] = "id = hills\norder = 10\nlanguage = en\ntitle = \"Hills\"\n"
				   "summary = \"About hills.\"\nminutes = 5\npass = 60\n";
	static const char rest[] =
		"[page one]\ntitle = \"A page\"\ntext1 = \"High.\"\n" ASK("after = one\n");
	static const struct {
		const char *keys;
		enum ask ask;
		size_t after; /* asked after the page */
	} cases[] = {
		{ "format = 1\n", ASK_END, 0 },
		{ "format = 2\n", ASK_BOTH, 1 },
		{ "format = 2\nask = both\n", ASK_BOTH, 1 },
		{ "format = 2\nask = during\n", ASK_DURING, 1 },
		{ "format = 2\nask = end\n", ASK_END, 0 },
	};
	const struct question *own[ASKED_AFTER_MAX];
	struct arena scratch = ARENA_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct lesson *l = lesson(
			f, arena_printf(&scratch, "[lesson]\n%s%s%s", cases[i].keys, head, rest));

		assert_int_equal(l->ask, cases[i].ask);
		assert_int_equal(lesson_asked_after(l, 0, own), cases[i].after);
		assert_int_equal(lesson_asked_after(l, -1, own), 0);
		lesson_free(f->l);
		f->l = NULL;
	}
	refused(f, arena_printf(&scratch, "[lesson]\nformat = 2\nask = never\n%s%s", head, rest),
		"bad-value", 3, 7);
	arena_release(&scratch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_head_is_read),
		TEST(facts_have_year_source_and_kind),
		TEST(pieces_keep_the_order_of_the_file),
		TEST(lines_of_a_picture_are_joined),
		TEST(a_page_has_note_story_sources_and_claims),
		TEST(placeholders_are_filled_in_wherever_the_fact_stands),
		TEST(a_question_rests_on_the_facts_it_names_and_uses),
		TEST(a_fact_speaks_of_now_or_then_by_its_kind),
		TEST(a_question_has_its_common_keys),
		TEST(an_exam_needs_no_pages_and_no_questions),
		TEST(a_lesson_that_only_asks_needs_no_page),
		TEST(a_lesson_of_format_2_says_when_it_asks),
		TEST(the_lesson_to_compare_with_is_read),
		TEST(each_mistake_is_named_where_it_is),
		TEST(a_value_of_a_fact_holds_no_placeholder),
		TEST(warnings_alone_still_give_a_lesson),
		TEST(an_overlay_gives_its_texts_and_its_language),
		TEST(a_lesson_loads_in_the_asked_language_or_its_own),
		TEST(a_lesson_that_is_not_there_is_a_diagnostic),
		TEST(a_translation_with_too_much_in_it_does_not_stop_the_lesson),
		TEST(a_lesson_may_say_format_2_and_a_newer_one_is_refused_in_one_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
