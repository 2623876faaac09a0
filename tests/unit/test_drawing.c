/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings in lessons: what the keys give, and what is refused where. */
#include "course/lesson.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "screens/pieces.h"
#include "unit/course_fixture.h"
#include "view/figure.h"

#define HEAD2                                                                              \
	"[lesson]\nformat = 2\nid = hills\norder = 10\nlanguage = en\ntitle = \"Hills\"\n" \
	"summary = \"About hills.\"\nminutes = 5\npass = 60\n"
#define FACT(id, value, number, year, kind)                                    \
	"[fact " id "]\ntext = \"T\"\nvalue = \"" value "\"\nnumber = " number \
	"\nunit = percent\nkind = " kind "\nas_of = " year "\nsource = atlas\nreview_by = 2030\n"
#define FACTS                                                                                      \
	"[source atlas]\ntext = \"UNODC, Global Report\"\ndate = 2020\n" FACT("old", "46 %", "46", \
		"2018", "detected") FACT("new", "39.5 %", "39.5", "2022", "detected")              \
		FACT("guess", "20 %", "20", "2022", "estimated")

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

static const struct page *page_over(struct fixture *f, const char *lines, const char *over)
{
	struct arena scratch = ARENA_INIT;

	f->l = lesson_from_texts(
		arena_printf(&scratch, "%s%s", HEAD2 FACTS, lines), over, &f->diags);
	arena_release(&scratch);
	assert_no_diags(&f->diags);
	assert_non_null(f->l);
	return &f->l->pages[0];
}

static const struct figure *figure(struct fixture *f, const char *lines)
{
	const struct page *p = page_over(f, lines, NULL);

	assert_int_equal(p->n, 1);
	assert_int_equal(p->pieces[0].kind, PIECE_FIGURE);
	return p->pieces[0].figure;
}

static void refused(struct fixture *f, const char *lines, const char *rule)
{
	struct arena scratch = ARENA_INIT;

	assert_null(lesson_from_texts(
		arena_printf(&scratch, "%s%s", HEAD2 FACTS, lines), NULL, &f->diags));
	arena_release(&scratch);
	assert_int_equal(f->diags.n, 1);
	assert_string_equal(f->diags.v[0].rule, rule);
	assert_true(f->diags.v[0].line > 0);
	diags_release(&f->diags);
}

#define PAGE "[page p]\ntitle = \"P\"\n"
#define CHART "[chart who]\ntitle = \"Who?\"\n"

static void a_chart_has_the_values_of_its_facts(void **state)
{
	const struct figure *f = figure(*state,
		CHART "shape = then-now\nalt = \"Say so.\"\nbar.a = \"women\"\nbar.a.fact = new\n"
		      "bar.a.then = old\n" PAGE "chart1 = who\n");

	assert_int_equal(f->kind, FIGURE_THEN_NOW);
	assert_string_equal(f->title, "Who?");
	assert_string_equal(f->alt, "Say so.");
	assert_string_equal(f->source, "UNODC, 2020");
	assert_int_equal(f->n, 1);
	assert_string_equal(f->rows[0].label, "women");
	assert_string_equal(f->rows[0].value, "39.5 %");
	assert_string_equal(f->rows[0].then_value, "46 %");
	assert_int_equal(f->rows[0].amount, 39500);
	assert_int_equal(f->rows[0].then_amount, 46000);
	assert_int_equal(f->rows[0].year, 2022);
	assert_int_equal(f->rows[0].then_year, 2018);
	assert_int_equal(f->rows[0].measure, FIGURE_DETECTED);
}

static void a_chart_is_translated_with_the_other_texts(void **state)
{
	const struct page *p = page_over(*state,
		CHART "bar.a = \"women\"\nbar.a.fact = new\n" PAGE "chart1 = who\n",
		"[source atlas]\ntext = \"ONUDC, rapport\"\n[fact old]\ntext = \"T\"\nvalue = \"46\"\n"
		"[fact new]\ntext = \"T\"\nvalue = \"39,5 pour cent\"\n[fact guess]\ntext = \"T\"\n"
		"value = \"20\"\n[lesson]\ntitle = \"L\"\nsummary = \"S\"\n"
		"[chart who]\ntitle = \"Qui ?\"\nbar.a = \"femmes\"\n[page p]\ntitle = \"P\"\n");

	assert_string_equal(p->pieces[0].figure->title, "Qui ?");
	assert_string_equal(p->pieces[0].figure->rows[0].label, "femmes");
	assert_string_equal(p->pieces[0].figure->rows[0].value, "39,5 pour cent");
	assert_string_equal(p->pieces[0].figure->source, "ONUDC, 2020");
}

static void detected_and_estimated_stand_apart_or_are_refused(void **state)
{
	const struct figure *f;

	refused(*state,
		CHART "bar.a = \"A\"\nbar.a.fact = new\nbar.b = \"B\"\nbar.b.fact = guess\n" PAGE
		      "chart1 = who\n",
		"two-measures");
	f = figure(*state,
		CHART "scale = apart\nbar.a = \"A\"\nbar.a.fact = new\nbar.b = \"B\"\nbar.b.fact = "
		      "guess\n" PAGE "chart1 = who\n");
	assert_true(f->apart);
	assert_int_equal(f->rows[1].measure, FIGURE_ESTIMATED);
}

static void a_share_is_at_most_a_hundred(void **state)
{
	refused(*state,
		CHART "shape = share\nbar.a = \"A\"\nbar.a.fact = new\nbar.b = \"B\"\nbar.b.fact = "
		      "old\nbar.c = \"C\"\nbar.c.fact = old\n" PAGE "chart1 = who\n",
		"share-too-large");
	assert_int_equal(figure(*state,
				 CHART "shape = share\nbar.a = \"A\"\nbar.a.fact = new\n" PAGE
				       "chart1 = who\n")
				 ->kind,
		FIGURE_SHARE);
}

static void a_bar_needs_its_facts(void **state)
{
	refused(*state, CHART "bar.a = \"A\"\n" PAGE "chart1 = who\n", "missing-key");
	refused(*state,
		CHART "shape = then-now\nbar.a = \"A\"\nbar.a.fact = new\n" PAGE "chart1 = who\n",
		"missing-key");
	refused(*state, CHART "bar.a = \"A\"\nbar.a.fact = none\n" PAGE "chart1 = who\n",
		"unknown-fact");
	refused(*state,
		CHART "bar.a = \"A\"\nbar.a.fact = new\nbar.a.then = old\n" PAGE "chart1 = who\n",
		"bad-value");
	refused(*state, CHART PAGE "chart1 = who\n", "empty-drawing");
	refused(*state,
		CHART "shape = pie\nbar.a = \"A\"\nbar.a.fact = new\n" PAGE "chart1 = who\n",
		"bad-value");
}

static void a_timeline_keeps_days_and_shows_them_in_words(void **state)
{
	const struct page *p = page_over(*state,
		PAGE "time1.1 = \"Adopted.\"\ntime1.1.on = 2000-11-15\ntext1 = \"T\"\n"
		     "time1.2 = \"In force.\"\ntime1.2.on = 2003-12\n",
		NULL);
	const struct figure *f = p->pieces[0].figure;

	assert_int_equal(p->n, 2);
	assert_int_equal(f->kind, FIGURE_TIMELINE);
	assert_int_equal(f->n, 2);
	assert_string_equal(f->rows[0].label, "2000-11-15");
	assert_string_equal(f->rows[1].cells[0], "In force.");
	assert_int_equal(f->rows[1].year, 2003);
	refused(*state, PAGE "time1.1 = \"A\"\ntime1.2 = \"B\"\ntime1.2.on = 2003\n",
		"missing-key");
	refused(*state,
		PAGE
		"time1.1 = \"A\"\ntime1.1.on = 15.11.2000\ntime1.2 = \"B\"\ntime1.2.on = 2003\n",
		"bad-date");
}

static void steps_are_one_ladder_with_reasons(void **state)
{
	const struct figure *f = figure(*state,
		PAGE
		"step1 = \"Do not pay.\"\nstep1_why = \"They ask again.\"\nstep2 = \"Keep.\"\n");

	assert_int_equal(f->kind, FIGURE_STEPS);
	assert_int_equal(f->n, 2);
	assert_string_equal(f->rows[0].cells[1], "They ask again.");
	assert_null(f->rows[1].cells[1]);
	refused(*state, PAGE "step1 = \"A\"\nstep2 = \"B\"\nstep3_why = \"C\"\n", "unknown-key");
}

static void a_flow_adds_boxes_up(void **state)
{
	struct fixture *fx = *state;
	const struct figure *f = figure(fx,
		PAGE
		"flow1.1 = \"an act | recruit\"\nflow1.2 = \"a purpose|exploit\"\nflow1.result = "
		"\"trafficking\"\nflow1.join = arrow\n");

	assert_int_equal(f->kind, FIGURE_FLOW);
	assert_string_equal(f->rows[0].cells[0], "an act");
	assert_string_equal(f->rows[1].cells[1], "exploit");
	assert_string_equal(f->result, "trafficking");
	assert_true(f->arrow);
	refused(fx, PAGE "flow1.1 = \"A\"\nflow1.2 = \"B\"\nflow1.join = minus\n", "bad-value");
	refused(fx, PAGE "flow1.1 = \"A\"\nflow1.2 = \"B | \"\n", "bad-cells");
}

static void two_bars_write_one_bar_in_a_cell(void **state)
{
	const struct figure *f =
		figure(*state, PAGE "table1.head = \"a || b | c\"\ntable1.1 = \"1 | 2||\"\n");

	assert_int_equal(f->kind, FIGURE_TABLE);
	assert_int_equal(f->n_cells, 2);
	assert_string_equal(f->heads[0], "a | b");
	assert_string_equal(f->rows[0].cells[1], "2|");
}

static void a_comparison_has_two_named_sides(void **state)
{
	struct fixture *fx = *state;
	const struct figure *f = figure(
		fx, PAGE "compare1.head = \"left | right\"\ncompare1.1 = \"what | l | r\"\n");

	assert_int_equal(f->kind, FIGURE_COMPARE);
	assert_int_equal(f->n_cells, 3);
	assert_null(f->heads[0]);
	assert_string_equal(f->heads[2], "right");
	assert_string_equal(f->rows[0].cells[0], "what");
	refused(fx, PAGE "compare1.1 = \"what | l | r\"\n", "missing-key");
	refused(fx, PAGE "table1.head = \"a | b\"\ntable1.1 = \"1 | 2 | 3\"\n", "bad-cells");
	refused(fx, PAGE "table1.head = \"a | b | c | d | e\"\ntable1.1 = \"1 | 2 | 3 | 4\"\n",
		"bad-cells");
}

static void format_1_has_no_drawings(void **state)
{
	struct fixture *f = *state;

	assert_null(lesson_from_texts(
		LESSON_HEAD PAGE "text1 = \"T\"\nstep1 = \"A\"\n", NULL, &f->diags));
	assert_true(has_rule(&f->diags, "newer-key"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_chart_has_the_values_of_its_facts),
		TEST(a_chart_is_translated_with_the_other_texts),
		TEST(detected_and_estimated_stand_apart_or_are_refused),
		TEST(a_share_is_at_most_a_hundred),
		TEST(a_bar_needs_its_facts),
		TEST(a_timeline_keeps_days_and_shows_them_in_words),
		TEST(steps_are_one_ladder_with_reasons),
		TEST(a_flow_adds_boxes_up),
		TEST(two_bars_write_one_bar_in_a_cell),
		TEST(a_comparison_has_two_named_sides),
		TEST(format_1_has_no_drawings),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
