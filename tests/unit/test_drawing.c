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
	assert_diags(&f->diags, 1);
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

static void a_page_has_the_sources_of_its_facts_once(void **state)
{
	const struct page *p = page_over(*state,
		"[source register]\ntext = \"The register\"\ndate = 2022\n"
		"[fact boats]\ntext = \"T\"\nvalue = \"7\"\nsource = register\nas_of = 2022\n"
		"review_by = 2030\n" CHART "bar.a = \"women\"\nbar.a.fact = new\n" PAGE
		"chart1 = who\n[page q]\ntitle = \"Q\"\ntable1.head = \"a | b\"\n"
		"table1.1 = \"{boats} | {new.year}\"\n[page r]\ntitle = \"R\"\n"
		"sources = atlas\nfact1 = boats\nchart1 = who\n[page s]\ntitle = \"S\"\n"
		"text1 = \"None.\"\n",
		NULL);

	assert_int_equal(p[0].n_sources, 1);
	assert_string_equal(p[0].sources[0]->id, "atlas");
	assert_int_equal(p[1].n_sources, 2);
	assert_string_equal(p[1].sources[0]->id, "register");
	assert_string_equal(p[1].sources[1]->id, "atlas");
	assert_int_equal(p[2].n_sources, 2);
	assert_string_equal(p[2].sources[0]->id, "atlas");
	assert_string_equal(p[2].sources[1]->id, "register");
	assert_int_equal(p[3].n_sources, 0);
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

/* ---- the numbers of a chart */

#define MORE(id, lines) \
	"[fact " id "]\ntext = \"T\"\nas_of = 2021\nsource = atlas\nreview_by = 2030\n" lines
#define BAR(a, fact) "bar." a " = \"" a "\"\nbar." a ".fact = " fact "\n"
#define ON_A_PAGE PAGE "chart1 = who\n"

static void a_number_to_draw_has_digits_and_a_point(void **state)
{
	static const struct {
		const char *written;
		long long amount;
	} good[] = { { "0", 0 }, { "0.5", 500 }, { "27.625", 27625 }, { "1200", 1200000 },
		{ "999999999999", 999999999999000 } };
	static const char *const bad[] = { "0,5", "05", "1234567890123", "1.", "1.2345", "-1", "3x",
		".5", "1 200" };
	struct fixture *f = *state;
	struct arena scratch = ARENA_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		const char *lines = arena_printf(&scratch,
			MORE("own", "value = \"V\"\nnumber = %s\n") CHART BAR("a", "own") ON_A_PAGE,
			good[i].written);

		assert_int_equal(figure(f, lines)->rows[0].amount, good[i].amount);
		lesson_free(f->l);
		f->l = NULL;
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		refused(f,
			arena_printf(&scratch,
				MORE("own", "value = \"V\"\nnumber = %s\n")
					ON_A_PAGE CHART BAR("a", "new"),
				bad[i]),
			"bad-decimal");
	arena_release(&scratch);
}

static void what_has_no_value_or_no_number_is_not_drawn(void **state)
{
	refused(*state, MORE("own", "number = 5\n") CHART BAR("a", "own") ON_A_PAGE,
		"fact-without-number");
	refused(*state, MORE("own", "value = \"5\"\n") CHART BAR("a", "own") ON_A_PAGE,
		"fact-without-number");
}

static void one_scale_has_one_unit(void **state)
{
	const struct figure *f;

	refused(*state,
		MORE("own", "value = \"5\"\nnumber = 5\nunit = people\nkind = detected\n")
			CHART BAR("a", "new") BAR("b", "own") ON_A_PAGE,
		"two-units");
	refused(*state,
		MORE("own", "value = \"5\"\nnumber = 5\nkind = detected\n") CHART BAR("a", "own")
			BAR("b", "new") ON_A_PAGE,
		"two-units");
	f = figure(*state,
		MORE("own", "value = \"5\"\nnumber = 5\nunit = people\nkind = detected\n") CHART
		"scale = apart\n" BAR("a", "new") BAR("b", "own") ON_A_PAGE);
	assert_int_equal(f->n, 2);
}

static void what_is_neither_detected_nor_estimated_stands_alone(void **state)
{
	const struct figure *f = figure(*state,
		MORE("own", "value = \"5 %\"\nnumber = 5\nunit = percent\n") CHART BAR("a", "own")
			ON_A_PAGE);

	assert_int_equal(f->rows[0].measure, FIGURE_UNKNOWN);
	lesson_free(((struct fixture *)*state)->l);
	((struct fixture *)*state)->l = NULL;
	refused(*state,
		MORE("own", "value = \"5 %\"\nnumber = 5\nunit = percent\n") CHART BAR("a", "own")
			BAR("b", "new") ON_A_PAGE,
		"two-measures");
}

static void then_and_now_are_one_measure_on_every_scale(void **state)
{
	refused(*state, CHART "shape = then-now\n" BAR("a", "guess") "bar.a.then = old\n" ON_A_PAGE,
		"two-measures");
	refused(*state,
		CHART "shape = then-now\nscale = apart\n" BAR("a", "guess") "bar.a.then = "
									    "old\n" ON_A_PAGE,
		"two-measures");
	assert_true(figure(*state,
		CHART "shape = then-now\nscale = apart\n" BAR("a", "new") "bar.a.then = "
									  "old\n" ON_A_PAGE)
			    ->apart);
}

static void a_scale_is_apart_or_not_named(void **state)
{
	refused(*state, CHART "scale = log\n" BAR("a", "new") ON_A_PAGE, "bad-value");
}

static void a_bar_has_one_letter(void **state)
{
	refused(*state, CHART BAR("a", "new") "bar.1 = \"One\"\n" ON_A_PAGE, "unknown-key");
	refused(*state, CHART BAR("a", "new") "bar.ab = \"Two\"\n" ON_A_PAGE, "unknown-key");
	assert_int_equal(figure(*state, CHART BAR("z", "new") ON_A_PAGE)->n, 1);
}

static void ids_in_a_chart_stand_without_quotation_marks(void **state)
{
	refused(*state, CHART "bar.a = \"A\"\nbar.a.fact = \"new\"\n" ON_A_PAGE, "not-bare");
	refused(*state, CHART BAR("a", "new") "bar.a.then = \"old\"\n" ON_A_PAGE, "not-bare");
	refused(*state, CHART BAR("a", "new") ON_A_PAGE "chart2 = \"who\"\n", "not-bare");
	refused(*state, CHART BAR("a", "new") ON_A_PAGE "chart2 = whom\n", "unknown-chart");
}

static void a_share_has_as_many_parts_as_can_be_told_apart(void **state)
{
	struct arena scratch = ARENA_INIT;
	const char *lines = CHART "shape = share\n";

	for (char c = 'a'; c <= 'a' + FIGURE_PARTS; c++)
		lines = arena_printf(
			&scratch, "%sbar.%c = \"P\"\nbar.%c.fact = tiny\n", lines, c, c);
	refused(*state,
		arena_printf(&scratch,
			MORE("tiny",
				"value = \"1 %%\"\nnumber = 1\nunit = percent\n") "%s" ON_A_PAGE,
			lines),
		"too-many-rows");
	arena_release(&scratch);
}

static const char *source_of(struct fixture *f, const char *sources, const char *a, const char *b)
{
	struct arena scratch = ARENA_INIT;
	const char *source;

	lesson_free(f->l);
	f->l = NULL;
	source = figure(f,
		arena_printf(&scratch,
			"%s[fact x]\ntext = \"T\"\nvalue = \"1\"\nnumber = 1\nas_of = 2021\n"
			"source = %s\nreview_by = 2030\n"
			"[fact y]\ntext = \"T\"\nvalue = \"1\"\nnumber = 1\nas_of = 2021\n"
			"source = %s\nreview_by = 2030\n" CHART BAR("a", "x") BAR("b", "y")
				ON_A_PAGE,
			sources, a, b))
			 ->source;
	arena_release(&scratch);
	return source;
}

static void the_sources_of_a_chart_are_named_once_and_shortly(void **state)
{
#define SOURCE(id, text, year) "[source " id "]\ntext = \"" text "\"\ndate = " year "\n"
	assert_string_equal(source_of(*state, "", "atlas", "atlas"), "UNODC, 2020");
	assert_string_equal(
		source_of(*state, SOURCE("ilo", "ILO (Geneva), Estimates", "2022"), "atlas", "ilo"),
		"UNODC, 2020 · ILO, 2022");
	assert_string_equal(
		source_of(*state, SOURCE("two", "UNODC, again", "2022"), "atlas", "two"),
		"UNODC, 2020 · UNODC, 2022");
	assert_string_equal(
		source_of(*state, SOURCE("odd", "(no name), 2022", "2022"), "odd", "atlas"),
		"UNODC, 2020");
	assert_null(source_of(*state, SOURCE("odd", "(no name), 2022", "2022"), "odd", "odd"));
#undef SOURCE
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
		TEST(a_page_has_the_sources_of_its_facts_once),
		TEST(a_chart_is_translated_with_the_other_texts),
		TEST(detected_and_estimated_stand_apart_or_are_refused),
		TEST(a_share_is_at_most_a_hundred),
		TEST(a_bar_needs_its_facts),
		TEST(a_number_to_draw_has_digits_and_a_point),
		TEST(what_has_no_value_or_no_number_is_not_drawn),
		TEST(one_scale_has_one_unit),
		TEST(what_is_neither_detected_nor_estimated_stands_alone),
		TEST(then_and_now_are_one_measure_on_every_scale),
		TEST(a_scale_is_apart_or_not_named),
		TEST(a_bar_has_one_letter),
		TEST(ids_in_a_chart_stand_without_quotation_marks),
		TEST(a_share_has_as_many_parts_as_can_be_told_apart),
		TEST(the_sources_of_a_chart_are_named_once_and_shortly),
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
