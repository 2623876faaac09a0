/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every type of question as it is printed: its letters, what is right, and what the key says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "questions/printed.h"
#include "unit/question_fixture.h"

enum { SEEDS = 20 };

struct sheet {
	struct asking asking;
	struct arena arena;
	struct printed p;
};

static void print(struct sheet *s, const char *lines, uint64_t seed)
{
	s->arena = (struct arena)ARENA_INIT;
	begin_asking(&s->asking, lines, seed);
	question_print(s->asking.q, seed, &s->arena, &s->p);
}

static void end(struct sheet *s)
{
	arena_release(&s->arena);
	end_asking(&s->asking);
}

/* With every seed, what the key names earns all points. */
static void assert_key(const char *lines, enum printed_kind kind)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct strbuf response = STRBUF_INIT;
		struct sheet s;
		struct grade g;

		print(&s, lines, seed);
		assert_int_equal(s.p.kind, kind);
		printed_response(&s.p, &response);
		g = s.asking.q->type->grade(s.asking.q, response.buf);
		if (g.score != g.max)
			fail_msg("seed %d: %s", (int)seed, response.buf);
		strbuf_release(&response);
		end(&s);
	}
}

#define PAPER_SINGLE                                                     \
	"type = single\noption.a = \"one\"\noption.b = \"two\"\n"        \
	"option.c = \"three\"\nfeedback.a = \"1\"\nfeedback.b = \"2\"\n" \
	"feedback.c = \"3\"\ncorrect = b\n"
#define PAPER_MULTIPLE                                                   \
	"type = multiple\noption.a = \"one\"\noption.b = \"two\"\n"      \
	"option.c = \"three\"\nfeedback.a = \"1\"\nfeedback.b = \"2\"\n" \
	"feedback.c = \"3\"\ncorrect = a, c\n"
#define PAPER_MATCH                                                     \
	"type = match\nleft.a = \"sea\"\nleft.b = \"sky\"\n"            \
	"right.a = \"ship\"\nright.b = \"bird\"\nright.x = \"train\"\n" \
	"feedback.a = \"It floats.\"\nfeedback.b = \"It flies.\"\n"
#define PAPER_CLASSIFY                                                      \
	"type = classify\nbox.wet = \"wet\"\nbox.dry = \"dry\"\n"           \
	"tile.a = \"rain\"\ntile.a.box = wet\nfeedback.a = \"It falls.\"\n" \
	"tile.b = \"mud\"\ntile.b.box = wet, dry\nfeedback.b = \"Both.\"\n"
#define PAPER_ORDER                                               \
	"type = order\nitem.a = \"first\"\nitem.b = \"second\"\n" \
	"item.c = \"third\"\nfeedback.order = \"As one counts.\"\n"
#define PAPER_CLOZE                                                         \
	"type = cloze\ntext = \"The [y] on the [b].\"\n"                    \
	"accept1.y = \"ship\"\naccept2.y = \"boat\"\nfeedback.y = \"F.\"\n" \
	"choice.b.a = \"roof\"\nchoice.b.b = \"sea\"\ncorrect.b = b\nfeedback.b = \"W.\"\n"
#define PAPER_TEXT                                                \
	"type = text\naccept1 = \"boat\"\naccept2 = \"ship\"\n"   \
	"nearly1 = \"raft\"\nnearly1_feedback = \"It drifts.\"\n" \
	"feedback.other = \"Think.\"\n"

static void the_key_of_every_type_earns_all_points(void **state)
{
	(void)state;
	assert_key(PAPER_SINGLE, PRINTED_ONE);
	assert_key(
		"type = truefalse\ncorrect = true\nfeedback.true = \"T\"\nfeedback.false = \"F\"\n",
		PRINTED_ONE);
	assert_key(PAPER_MULTIPLE, PRINTED_SEVERAL);
	assert_key(PAPER_MATCH, PRINTED_MATCH);
	assert_key(PAPER_CLASSIFY, PRINTED_MATCH);
	assert_key(PAPER_ORDER, PRINTED_ORDER);
	assert_key(PAPER_CLOZE, PRINTED_GAPS);
	assert_key(PAPER_TEXT, PRINTED_WRITTEN);
}

static void options_are_laid_out_as_on_the_screen_with_their_reasons(void **state)
{
	struct sheet s;

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		const struct printed_row *row;

		print(&s, PAPER_SINGLE, seed);
		row = &s.p.rows[0];
		assert_int_equal(s.p.n, 1);
		assert_int_equal(row->n_choices, 3);
		for (size_t i = 0; i < row->n_choices; i++) {
			struct view view;

			view_init(&view);
			s.asking.q->type->describe(s.asking.work, s.asking.q, SHOW_OPEN, &view);
			assert_string_equal(view.blocks[i].text, row->choices[i].text);
			view_release(&view);
			assert_non_null(row->choices[i].reason);
			assert_int_equal(row->right >> i & 1, *row->choices[i].id == 'b');
		}
		end(&s);
	}
}

static void a_tile_that_fits_two_boxes_has_two_right_letters(void **state)
{
	struct sheet s;

	(void)state;
	print(&s, PAPER_CLASSIFY, 1);
	for (size_t i = 0; i < s.p.n; i++)
		assert_int_equal(s.p.rows[i].right, *s.p.rows[i].id == 'b' ? 3 : 1);
	end(&s);
}

static void gaps_are_numbered_unless_there_is_only_one(void **state)
{
	struct sheet s;

	(void)state;
	print(&s, PAPER_CLOZE, 1);
	assert_string_equal(s.p.sentence, "The __________\u00a0(1) on the __________\u00a0(2).");
	assert_int_equal(s.p.rows[0].n_accepted, 2);
	assert_string_equal(s.p.rows[0].reason, "F.");
	end(&s);
	print(&s, "type = cloze\ntext = \"A [x].\"\naccept1.x = \"ship\"\nfeedback.x = \"F.\"\n",
		1);
	assert_string_equal(s.p.sentence, "A __________.");
	end(&s);
}

static void the_key_of_a_text_has_all_words_and_what_is_nearly_right(void **state)
{
	struct sheet s;

	(void)state;
	print(&s, PAPER_TEXT, 1);
	assert_int_equal(s.p.rows[0].n_accepted, 2);
	assert_string_equal(s.p.rows[0].accepted[1], "ship");
	assert_int_equal(s.p.n_notes, 2);
	assert_string_equal(s.p.notes[0].label, "raft");
	assert_string_equal(s.p.notes[0].text, "half of the points. It drifts.");
	assert_string_equal(s.p.notes[1].text, "Think.");
	end(&s);
}

static void the_key_of_a_number_has_its_unit_and_its_limits(void **state)
{
	struct sheet s;

	(void)state;
	print(&s,
		"type = number\nanswer = 27.6\ntolerance = 0.5\nunit = \"metres\"\n"
		"feedback.low = \"Farther.\"\nfeedback.high = \"Nearer.\"\nfeedback.other = \"A number.\"\n",
		1);
	assert_string_equal(s.p.unit, "metres");
	assert_string_equal(s.p.rows[0].accepted[0], "27.6\u00a0metres");
	assert_int_equal(s.p.n_notes, 4);
	assert_string_equal(s.p.notes[0].text,
		"Every number from 27.1\u00a0metres to 28.1\u00a0metres counts as right.");
	assert_string_equal(s.p.notes[1].label, "A lower number");
	assert_string_equal(s.p.notes[3].label, "Anything else");
	end(&s);
	print(&s, "type = number\nanswer = 3\nfeedback.other = \"Three.\"\n", 1);
	assert_null(s.p.unit);
	assert_string_equal(s.p.rows[0].accepted[0], "3");
	assert_int_equal(s.p.n_notes, 1);
	assert_string_equal(s.p.notes[0].label, "Another number");
	end(&s);
}

static void the_reason_of_an_order_is_a_note_if_there_is_one(void **state)
{
	struct sheet s;

	(void)state;
	print(&s, PAPER_ORDER, 1);
	assert_string_equal(s.p.notes[0].text, "As one counts.");
	end(&s);
	print(&s,
		"type = order\nitem.a = \"1\"\nitem.b = \"2\"\nitem.c = \"3\"\nexplain = \"So.\"\n",
		1);
	assert_int_equal(s.p.n_notes, 0);
	end(&s);
}

static void more_notes_than_there_is_room_for_are_left_out(void **state)
{
	struct printed p = { 0 };

	(void)state;
	for (int i = 0; i < PRINTED_NOTES + 2; i++)
		printed_note(&p, NULL, "a note");
	printed_note(&p, NULL, NULL);
	assert_int_equal(p.n_notes, PRINTED_NOTES);
}

/* A row without a key, as none is read from a lesson, gives nothing. */
static void a_row_without_a_right_answer_is_left_empty(void **state)
{
	static const struct printed_choice choices[] = { { "a", "one", NULL } };
	struct printed p = { .kind = PRINTED_MATCH };
	struct strbuf response = STRBUF_INIT;
	struct printed_row *row = printed_add(&p, "x", "left");

	(void)state;
	row->choices = choices;
	row->n_choices = 1;
	printed_response(&p, &response);
	assert_string_equal(response.buf, "x=");
	strbuf_release(&response);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_of_every_type_earns_all_points),
		cmocka_unit_test(options_are_laid_out_as_on_the_screen_with_their_reasons),
		cmocka_unit_test(a_tile_that_fits_two_boxes_has_two_right_letters),
		cmocka_unit_test(gaps_are_numbered_unless_there_is_only_one),
		cmocka_unit_test(the_key_of_a_text_has_all_words_and_what_is_nearly_right),
		cmocka_unit_test(the_key_of_a_number_has_its_unit_and_its_limits),
		cmocka_unit_test(the_reason_of_an_order_is_a_note_if_there_is_one),
		cmocka_unit_test(more_notes_than_there_is_room_for_are_left_out),
		cmocka_unit_test(a_row_without_a_right_answer_is_left_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
