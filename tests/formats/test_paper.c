/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed: questions, keys, sheets and cards, as text and as HTML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "course/scenario.h"
#include "formats/booklet.h"
#include "formats/booklet_cards.h"
#include "formats/booklet_exam.h"
#include "formats/booklet_help.h"
#include "formats/booklet_scenario.h"
#include "formats/booklet_write.h"
#include "learner/draw.h"
#include "questions/printed.h"
#include "questions/type.h"
#include "text/text.h"

enum { SEEDS = 40, COLUMNS = 72 };

static const struct date today = { 2026, 11, 24 };

/* Every lesson of the course that has been read, so that exams can draw from it. */
struct fixture {
	struct arena arena;
	struct lesson *lessons[32];
	size_t n;
};

static struct lesson *load(const char *id, const char *lang)
{
	struct strbuf path = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	const struct ini *ini = NULL;
	struct lesson *l;

	strbuf_addf(&path, "%s/%s/lesson.ini", TEST_LESSONS, id);
	l = lesson_file_load(path.buf, lang, question_parse, &ini, &diags);
	assert_non_null(l);
	strbuf_release(&path);
	diags_release(&diags);
	return l;
}

static const struct lesson *find(void *ctx, const char *id)
{
	struct fixture *f = ctx;

	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->lessons[i]->id, id))
			return f->lessons[i];
	f->lessons[f->n] = load(id, NULL);
	return f->lessons[f->n++];
}

static int setup(void **state)
{
	*state = xcalloc(1, sizeof(struct fixture));
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < f->n; i++)
		lesson_free(f->lessons[i]);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static void draw(struct fixture *f, const char *id, uint64_t seed, struct booklet_exam *exam)
{
	booklet_exam_draw(exam, find(f, id), seed, find, f, &today, &f->arena);
	assert_true(exam->n > 0);
}

/* ---- the key */

static const char *const course[] = { "before", "definition", "figures", "technology-abuse",
	"technology-good", "safe-online", "work-abroad", "signs", "taking-part", "human-faces",
	"after" };

/* Types what the key accepts into the field, with its unit, and takes the answer. */
static void type_in(const struct question *q, const char *text, struct strbuf *response)
{
	void *work = xcalloc(1, q->type->work_size);

	q->type->begin(work, q, 1);
	q->type->restore(work, q, text);
	q->type->response(work, q, response);
	free(work);
}

static void assert_is_right(const struct question *q, const char *response)
{
	struct grade g = q->type->grade(q, response);

	if (g.score != g.max)
		fail_msg("%s: %s", q->id, response);
}

static void assert_key(const struct booklet_item *item)
{
	const struct printed *p = &item->printed;
	struct strbuf response = STRBUF_INIT;

	if (p->kind != PRINTED_WRITTEN) {
		printed_response(p, &response);
		assert_is_right(item->q, response.buf);
	}
	for (size_t i = 0; p->kind == PRINTED_WRITTEN && i < p->rows[0].n_accepted; i++) {
		strbuf_clear(&response);
		type_in(item->q, p->rows[0].accepted[i], &response);
		assert_is_right(item->q, response.buf);
	}
	strbuf_release(&response);
}

/* The letters and words of every key, put together as an answer, earn all points. */
static void the_key_of_every_seed_is_what_the_program_calls_right(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(course); i++)
		for (uint64_t seed = 0; seed < SEEDS; seed++) {
			struct booklet_exam exam;

			draw(f, course[i], seed, &exam);
			for (size_t k = 0; k < exam.n; k++)
				assert_key(&exam.items[k]);
		}
}

/* Where either of two letters will do, the other is right as well. */
static void every_letter_of_a_line_that_the_key_names_is_right(void **state)
{
	struct fixture *f = *state;
	size_t tried = 0;

	for (size_t i = 0; i < ARRAY_SIZE(course); i++) {
		struct booklet_exam exam;

		draw(f, course[i], 5, &exam);
		for (size_t k = 0; k < exam.n; k++) {
			struct printed *p = &exam.items[k].printed;

			for (size_t r = 0; p->kind == PRINTED_MATCH && r < p->n; r++) {
				unsigned right = p->rows[r].right;

				for (unsigned c = 0; c < p->rows[r].n_choices; c++) {
					struct strbuf response = STRBUF_INIT;
					struct grade g;

					p->rows[r].right = 1u << c;
					printed_response(p, &response);
					g = exam.items[k].q->type->grade(
						exam.items[k].q, response.buf);
					assert_int_equal(g.score == g.max, right >> c & 1);
					strbuf_release(&response);
					tried++;
				}
				p->rows[r].right = right;
			}
		}
	}
	assert_true(tried > 0);
}

/* ---- the draw */

static void names_of(const struct booklet_exam *exam, struct strbuf *out)
{
	for (size_t i = 0; i < exam->n; i++)
		strbuf_addf(out, "%s/%s ", exam->items[i].q->lesson_id, exam->items[i].q->id);
}

static void an_exam_is_drawn_by_the_rules_of_the_program(void **state)
{
	struct fixture *f = *state;
	const struct lesson *l = find(f, "final");
	const char **names = arena_alloc(&f->arena, draw_most(l) * sizeof(*names));
	const struct draw_lot lot = { 7, NULL, find, f, &f->arena };
	struct strbuf paper = STRBUF_INIT, program = STRBUF_INIT;
	struct booklet_exam exam;
	size_t n = draw_questions(l, &lot, names);

	draw(f, "final", 7, &exam);
	names_of(&exam, &paper);
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&program, "%s ", names[i]);
	assert_string_equal(paper.buf, program.buf);
	assert_int_equal(exam.n, 25);
	strbuf_release(&paper);
	strbuf_release(&program);
}

static void write_exam(struct fixture *f, uint64_t seed, bool html, struct strbuf *out)
{
	struct booklet_exam exam;
	struct booklet b;

	booklet_init(&b);
	b.language = "en";
	draw(f, "final", seed, &exam);
	booklet_exam_questions(&b, &exam);
	booklet_exam_sheet(&b, &exam);
	booklet_exam_key(&b, &exam);
	if (html)
		booklet_html(&b, out);
	else
		booklet_text(&b, out);
	booklet_release(&b);
}

static void a_seed_gives_the_same_paper_and_another_seed_another_one(void **state)
{
	struct strbuf one = STRBUF_INIT, again = STRBUF_INIT, other = STRBUF_INIT;

	write_exam(*state, 7, false, &one);
	write_exam(*state, 7, false, &again);
	write_exam(*state, 8, false, &other);
	assert_string_equal(one.buf, again.buf);
	assert_string_not_equal(one.buf, other.buf);
	assert_non_null(strstr(one.buf, "Seed 7 · version "));
	strbuf_release(&one);
	strbuf_release(&again);
	strbuf_release(&other);
}

/* ---- the forms */

/* Every lesson is printed whole, in both languages. */
static void print_lesson(
	struct fixture *f, const char *id, const char *lang, bool html, struct strbuf *out)
{
	struct lesson *l = load(id, lang);
	struct booklet_exam exam;
	struct booklet b;

	booklet_init(&b);
	b.language = lang;
	booklet_lesson(&b, l);
	booklet_exam_draw(&exam, l, 0, find, f, &today, &f->arena);
	booklet_exam_questions(&b, &exam);
	booklet_exam_key(&b, &exam);
	if (html)
		booklet_html(&b, out);
	else
		booklet_text(&b, out);
	booklet_release(&b);
	lesson_free(l);
}

static void print_cards(const char *lang, uint64_t seed, bool html, struct strbuf *out)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	struct scenario *s = scenario_load(TEST_LESSONS "/fast-romance", lang, &diags);
	struct booklet_deck deck;
	struct booklet b;

	assert_non_null(s);
	booklet_init(&b);
	b.language = lang;
	booklet_deck_shuffle(&deck, s, seed, &arena);
	booklet_cards(&b, &deck);
	booklet_cards_overview(&b, &deck);
	booklet_scenario(&b, s, true);
	booklet_help(&b, &(struct help){ 0 }, -1);
	if (html)
		booklet_html(&b, out);
	else
		booklet_text(&b, out);
	booklet_release(&b);
	scenario_free(s);
	diags_release(&diags);
	arena_release(&arena);
}

static void assert_narrow(const char *text, const char *what)
{
	while (*text) {
		size_t len = strcspn(text, "\n\f");

		if (text_width(text, len) > COLUMNS)
			fail_msg("%s: %.*s", what, (int)len, text);
		text += len + (text[len] != '\0');
	}
}

static void no_line_of_text_is_wider_than_72_columns(void **state)
{
	static const char *const langs[] = { "en", "fr" };
	struct strbuf out = STRBUF_INIT;

	for (size_t k = 0; k < ARRAY_SIZE(langs); k++) {
		for (size_t i = 0; i < ARRAY_SIZE(course); i++) {
			strbuf_clear(&out);
			print_lesson(*state, course[i], langs[k], false, &out);
			assert_narrow(out.buf, course[i]);
		}
		strbuf_clear(&out);
		print_cards(langs[k], 3, false, &out);
		assert_narrow(out.buf, "cards");
	}
	strbuf_clear(&out);
	write_exam(*state, 7, false, &out);
	assert_narrow(out.buf, "exam");
	strbuf_release(&out);
}

/* Every element that is opened is closed, and in its turn. */
static void assert_well_formed(const char *html, const char *what)
{
	const char *open[64];
	size_t lens[64], n = 0;

	for (const char *s = html; (s = strchr(s, '<')); s++) {
		bool closes = s[1] == '/';
		const char *name = s + 1 + closes;
		size_t len = strcspn(name, " >/\n");

		if (s[1] == '!' || !strncmp(name, "meta", 4) || !strncmp(name, "br", len))
			continue;
		if (strchr(s, '>')[-1] == '/')
			continue;
		if (!closes) {
			assert_true(n < ARRAY_SIZE(open));
			open[n] = name;
			lens[n++] = len;
		} else if (!n || lens[n - 1] != len || strncmp(open[n - 1], name, len) != 0) {
			fail_msg("%s: </%.*s> closes something else", what, (int)len, name);
		} else {
			n--;
		}
	}
	assert_int_equal(n, 0);
}

static void the_html_of_every_part_is_well_formed(void **state)
{
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(course); i++) {
		strbuf_clear(&out);
		print_lesson(*state, course[i], "fr", true, &out);
		assert_well_formed(out.buf, course[i]);
	}
	strbuf_clear(&out);
	write_exam(*state, 7, true, &out);
	assert_well_formed(out.buf, "exam");
	assert_non_null(strstr(out.buf, "size: A4"));
	strbuf_clear(&out);
	print_cards("fr", 3, true, &out);
	assert_well_formed(out.buf, "cards");
	strbuf_release(&out);
}

/* ---- cards */

static void a_sentence_that_leads_on_stays_with_what_is_below(void **state)
{
	struct booklet b;
	struct strbuf out = STRBUF_INIT;

	(void)state;
	booklet_init(&b);
	booklet_begin(&b, BOOKLET_TEXT, "Lakes");
	view_text(&b.view, "They are:");
	view_text(&b.view, "Done.");
	view_text(&b.view, "");
	booklet_html(&b, &out);
	assert_non_null(strstr(out.buf, "<p class=\"lead\">They are:</p>"));
	assert_non_null(strstr(out.buf, "<p>Done.</p>"));
	strbuf_release(&out);
	booklet_release(&b);
}

/* Columns would leave no room to write in. */
static void a_page_to_fill_in_is_as_wide_as_the_paper(void **state)
{
	struct booklet b;
	struct help help = { 0 };
	struct strbuf out = STRBUF_INIT;

	(void)state;
	booklet_init(&b);
	booklet_help(&b, &help, -1);
	booklet_html(&b, &out);
	assert_non_null(strstr(out.buf, "class=\"part text\""));
	assert_null(strstr(out.buf, "class=\"part help\""));
	strbuf_release(&out);
	booklet_release(&b);
}

static void the_numbers_of_cards_follow_no_order_and_each_is_there_once(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	struct scenario *s = scenario_load(TEST_LESSONS "/fast-romance", NULL, &diags);
	struct booklet_deck deck, other;
	size_t in_order = 0, same = 0;

	(void)state;
	assert_non_null(s);
	booklet_deck_shuffle(&deck, s, 3, &arena);
	booklet_deck_shuffle(&other, s, 4, &arena);
	assert_int_equal(deck.n, s->n_messages + s->n_endings);
	for (size_t i = 0; i < deck.n; i++) {
		assert_int_equal(deck.cards[deck.places[i]], (int)i + 1);
		in_order += deck.cards[i] == (int)i + 1;
		same += deck.cards[i] == other.cards[i];
	}
	assert_true(in_order < deck.n / 2 && same < deck.n / 2);
	scenario_free(s);
	diags_release(&diags);
	arena_release(&arena);
}

static void cards_tell_their_way_on_and_keep_the_signs_for_the_one_who_leads(void **state)
{
	struct strbuf out = STRBUF_INIT;
	const char *overview;

	(void)state;
	print_cards("en", 3, false, &out);
	overview = strstr(out.buf, "overview for the one who leads");
	assert_non_null(overview);
	assert_non_null(strstr(out.buf, "→ go to card "));
	assert_non_null(strstr(out.buf, "Or stop here: go to card 0."));
	assert_non_null(strstr(out.buf, "8<"));
	assert_true(strstr(out.buf, "no sign: ") > overview);
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_key_of_every_seed_is_what_the_program_calls_right, setup, teardown),
		cmocka_unit_test_setup_teardown(
			every_letter_of_a_line_that_the_key_names_is_right, setup, teardown),
		cmocka_unit_test_setup_teardown(
			an_exam_is_drawn_by_the_rules_of_the_program, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_seed_gives_the_same_paper_and_another_seed_another_one, setup, teardown),
		cmocka_unit_test_setup_teardown(
			no_line_of_text_is_wider_than_72_columns, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_html_of_every_part_is_well_formed, setup, teardown),
		cmocka_unit_test(a_sentence_that_leads_on_stays_with_what_is_below),
		cmocka_unit_test(a_page_to_fill_in_is_as_wide_as_the_paper),
		cmocka_unit_test(the_numbers_of_cards_follow_no_order_and_each_is_there_once),
		cmocka_unit_test(cards_tell_their_way_on_and_keep_the_signs_for_the_one_who_leads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
