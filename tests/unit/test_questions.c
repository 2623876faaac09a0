/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grading of every question type: a table of cases, and invariants for any answer. */
#include "questions/type.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rand.h"
#include "unit/question_fixture.h"

struct grading {
	const char *response;
	int score; /* of 1000 */
};

static void assert_grades(const char *lines, const struct grading *cases, size_t n)
{
	struct asking a;

	begin_asking(&a, lines, 1);
	for (size_t i = 0; i < n; i++) {
		struct grade g = a.q->type->grade(a.q, cases[i].response);

		if (g.score != cases[i].score)
			print_error("the response “%s” scored %d\n", cases[i].response, g.score);
		assert_int_equal(g.score, cases[i].score);
		assert_int_equal(g.max, POINT);
	}
	end_asking(&a);
}

#define GRADES(lines, ...)                                             \
	do {                                                           \
		static const struct grading cases[] = { __VA_ARGS__ }; \
		assert_grades(lines, cases, ARRAY_SIZE(cases));        \
	} while (0)

/* ---- the tables */

static void single_gives_all_or_nothing(void **state)
{
	(void)state;
	GRADES(SINGLE, { "b", 1000 }, { "a", 0 }, { "c", 0 }, { "", 0 }, { "b,b", 0 }, { "a,b", 0 },
		{ "B", 0 }, { " b", 0 }, { "bb", 0 }, { "z", 0 }, { "\xff", 0 });
}

static void truefalse_gives_all_or_nothing(void **state)
{
	(void)state;
	GRADES(TRUEFALSE, { "false", 1000 }, { "true", 0 }, { "", 0 }, { "fals", 0 },
		{ "false,true", 0 }, { "0", 0 }, { "b", 0 });
}

static void multiple_counts_right_ones_and_takes_wrong_ones_away(void **state)
{
	(void)state;
	GRADES(MULTIPLE, { "", 0 }, { "a,c,d", 1000 }, { "d,c,a", 1000 }, { "a", 333 },
		{ "a,c", 666 }, { "a,b", 0 }, { "a,c,b", 333 }, { "a,b,c,d,e", 333 }, { "b,e", 0 },
		{ "a,a,a", 333 }, { "a,c,d,d,a", 1000 }, { "z,a", 333 }, { "a;c;d", 0 },
		{ ",,a,,", 333 }, { "abc", 0 }, { "\xff,\xfe", 0 });
}

static void text_gives_half_for_what_is_nearly_right(void **state)
{
	(void)state;
	GRADES(TEXT, { "Élan", 1000 }, { "elan", 1000 }, { "  ÉLAN ", 1000 }, { "moose", 1000 },
		{ "deer", 500 }, { "", 0 }, { " ", 0 }, { "Élan Moose", 0 }, { "elk", 0 },
		{ "\xff", 0 });
}

/* Marks around an answer do not count; text/typed.h says which (unit/test_typed). */
static void a_typed_answer_is_read_as_a_person_would(void **state)
{
	(void)state;
	GRADES(TEXT, { "“Élan”", 1000 }, { "« élan »", 1000 }, { "elan.", 1000 },
		{ "„Moose“!", 1000 }, { "「moose」。", 1000 }, { "'Deer'?", 500 }, { "a moose", 0 },
		{ "?", 0 }, { "mo-ose", 0 });
	GRADES("type = text\naccept1 = \"Rue 12, l'été\"\nfeedback.other = \"No.\"\n",
		{ "rue ١٢، l’E\u0301te\u0301", 1000 }, { "Rue\u00a0\u00a012, l`été.", 1000 },
		{ "rue 12 l'été", 0 }, { "rue 12, l'ete", 0 });
	GRADES(CLOZE, { "x=“Tree”.", 333 }, { "x=«\u00a0an  oak\u00a0»", 333 }, { "x=oak", 0 });
}

static void articles_are_optional_where_the_author_says_so(void **state)
{
	(void)state;
#define OPTIONAL "type = text\narticles = optional\nfeedback.other = \"No.\"\n"
	GRADES(OPTIONAL "accept1 = \"a hill\"\nnearly1 = \"bump\"\nnearly1_feedback = \"Near.\"\n",
		{ "hill", 1000 }, { "The hill.", 1000 }, { "a “hill”", 1000 }, { "an hill", 1000 },
		{ "“the hill”", 1000 }, { "a bump", 500 }, { "la hill", 0 },
		/* one article may be left out or added, also where the word begins like one */
		{ "the a hill", 1000 }, { "the the hill", 0 }, { "the", 0 }, { "a", 0 },
		{ "ahill", 0 });
	GRADES("type = text\narticles = required\nfeedback.other = \"No.\"\naccept1 = \"hill\"\n",
		{ "hill", 1000 }, { "the hill", 0 });
	GRADES("type = cloze\ntext = \"I saw [x].\"\naccept1.x = \"the oak\"\n"
	       "feedback.x = \"F\"\narticles = optional\n",
		{ "x=oak", 1000 }, { "x=an oak", 1000 }, { "x=the", 0 });
}

static void articles_are_those_of_the_language_shown(void **state)
{
	struct asking a;

	(void)state;
	begin_translated(&a, OPTIONAL "accept1 = \"hill\"\n",
		"accept1 = \"ONU\"\naccept2 = \"la paix\"\nfeedback.other = \"Non.\"\n", 1);
	assert_int_equal(a.q->type->grade(a.q, "l’ONU").score, 1000);
	assert_int_equal(a.q->type->grade(a.q, "Paix").score, 1000);
	assert_int_equal(a.q->type->grade(a.q, "the ONU").score, 0);
	end_asking(&a);
	/* a text that is not translated may have the article of either */
	begin_translated(&a, OPTIONAL "accept1 = \"hill\"\naccept2 = \"web\"\n",
		"accept1 = \"colline\"\nfeedback.other = \"Non.\"\n", 1);
	assert_int_equal(a.q->type->grade(a.q, "le web").score, 1000);
	assert_int_equal(a.q->type->grade(a.q, "the web").score, 1000);
	assert_int_equal(a.q->type->grade(a.q, "the colline").score, 0);
	end_asking(&a);
}

static void match_counts_right_pairs(void **state)
{
	(void)state;
	GRADES(MATCH, { "", 0 }, { "a=a,b=b,c=c", 1000 }, { "c=c,a=a,b=b", 1000 }, { "a=a", 333 },
		{ "a=a,b=b", 666 }, { "a=b,b=a", 0 }, { "a=b,b=a,c=c", 333 },
		{ "a=a,b=a,c=a", 333 }, { "a=x,b=x,c=x", 0 }, { "a=a,a=b", 333 }, { "a=b,a=a", 0 },
		{ "a=a,a=a,a=a", 333 }, { "a=z,z=a,a", 0 }, { "a=a,rubbish", 333 }, { "a==a", 0 },
		{ "=,=,=", 0 }, { "a=a=a", 0 }, { "x=x", 0 }, { ",,,a=a", 333 },
		{ "\xff=\xfe", 0 });
}

/* The letter makes a pair, not the order of the lines in the file. */
static void the_partner_of_a_line_is_the_one_of_its_letter(void **state)
{
	(void)state;
	GRADES("type = match\nright.b = \"Wet\"\nright.a = \"High\"\nleft.a = \"Hill\"\nfeedback.a = \"High.\"\n"
	       "left.b = \"Lake\"\nfeedback.b = \"Wet.\"\n",
		{ "a=a,b=b", 1000 }, { "a=b,b=a", 0 }, { "a=a", 500 });
}

static void order_counts_pairs_beyond_chance(void **state)
{
	(void)state;
	/* four items make six pairs: three are right by chance, each further one scores a third */
	GRADES(ORDER, { "a,b,c,d", 1000 }, { "d,c,b,a", 0 }, { "b,a,c,d", 666 }, { "b,a,d,c", 333 },
		{ "b,c,d,a", 0 }, { "d,a,b,c", 0 }, { "a,c,b,d", 666 }, { "a,d,c,b", 0 },
		{ "c,a,b,d", 333 }, { "c,d,a,b", 0 }, { "", 0 }, { "a", 0 }, { "a,b", 0 },
		{ "a,b,c", 0 }, { "a,b,c,d,a,b", 1000 }, { "a,a,a,a", 0 }, { "d,a,b,c,d", 0 },
		{ "z,a,b,c,d", 1000 }, { "a b c d", 0 }, { "\xff,\xfe", 0 });
}

static void classify_counts_tiles_in_a_right_box(void **state)
{
	(void)state;
	GRADES(CLASSIFY, { "", 0 }, { "a=land,b=sea,c=sea,d=land", 1000 },
		{ "a=land,b=sea,c=air,d=land", 1000 }, { "a=land", 250 }, { "b=sea,a=land", 500 },
		{ "a=land,b=land,c=land,d=land", 500 }, { "a=sea,b=land,c=land,d=air", 0 },
		{ "a=land,a=sea", 250 }, { "a=sea,a=land", 0 }, { "c=sea,c=air", 250 },
		{ "a=lan,b=seaa", 0 }, { "land=a", 0 }, { "a", 0 }, { "a=", 0 }, { "=land", 0 },
		{ "a=land,%%%", 250 }, { "\xff", 0 });
}

static void number_is_right_within_its_tolerance(void **state)
{
	(void)state;
	GRADES(NUMBER, { "1234.5", 1000 }, { "1234", 1000 }, { "1235", 1000 }, { "1233.999999", 0 },
		{ "1235.000001", 0 }, { "", 0 }, { "-1234.5", 0 }, { "+1234.5", 1000 },
		{ "1234.5000", 1000 }, { "1234,5", 0 }, { "1 234.5", 0 }, { "1234.", 0 },
		{ ".5", 0 }, { "1234.5.0", 0 }, { "1e3", 0 }, { "0x4d2", 0 }, { "nan", 0 },
		{ "inf", 0 }, { "99999999999999999999", 0 }, { "1234.50000000000", 0 },
		{ "1234.5 ", 0 });
	GRADES("type = number\nanswer = -200\ntolerance_percent = 2.5\nfeedback.other = \"No.\"\n",
		{ "-200", 1000 }, { "-195", 1000 }, { "-205", 1000 }, { "-194.999999", 0 },
		{ "-205.000001", 0 }, { "200", 0 });
	GRADES("type = number\nanswer = 0\nfeedback.other = \"No.\"\n", { "0", 1000 },
		{ "-0", 1000 }, { "0.000001", 0 }, { "-0.000001", 0 });
	GRADES("type = number\nanswer = 999999999999.999999\ntolerance_percent = 100\n"
	       "feedback.other = \"No.\"\n",
		{ "999999999999", 1000 }, { "0", 1000 }, { "-0.000001", 0 },
		{ "999999999999.999999", 1000 });
}

static void cloze_counts_right_gaps(void **state)
{
	(void)state;
	GRADES(CLOZE, { "", 0 }, { "b=a|c=a%7Cb%3Dc%257C|x=tree", 1000 },
		{ "x=tree|b=a|c=a%7Cb%3Dc%257C", 1000 }, { "x=TREE", 333 }, { "x=an  Oak ", 333 },
		{ "x=tree|b=b", 333 }, { "x=tree|b=a", 666 }, { "b=a|b=b", 333 }, { "b=b|b=a", 0 },
		{ "x=bench", 0 }, { "b=bush", 0 }, { "c=a|b=c%7C", 0 }, { "tree", 0 }, { "x", 0 },
		{ "x=", 0 }, { "=tree", 0 }, { "|||x=tree|||", 333 }, { "z=tree", 0 }, { "x=%", 0 },
		{ "x=%00", 0 }, { "x=tree%", 0 }, { "x=\xff", 0 });
}

static void points_multiply_the_score(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, MATCH "points = 4\n", 1);
	assert_int_equal(a.q->type->grade(a.q, "a=a").score, 1333);
	assert_int_equal(a.q->type->grade(a.q, "a=a,b=b,c=c").score, 4000);
	assert_int_equal(a.q->type->grade(a.q, "").max, 4000);
	end_asking(&a);
}

/* ---- invariants for any answer */

static const uint32_t keys[] = { K_UP, K_DOWN, K_LEFT, K_RIGHT, K_TAB, K_BACK_TAB, K_SPACE, K_ENTER,
	'1', '2', '3', '4', '5', '9', 'a', 't', ',', '.', '-', '|', '=', '%', K_BACKSPACE, 0xe9 };

static void press_at_random(struct asking *a, uint64_t *rng_state, int n)
{
	while (n--) {
		uint32_t pick = rand_below(rng_state, ARRAY_SIZE(keys) + 3);

		if (pick < ARRAY_SIZE(keys))
			press(a, keys[pick]);
		else if (pick == ARRAY_SIZE(keys))
			paste(a, "1 234,5");
		else
			click_on(a, (int)rand_below(rng_state, 12));
	}
}

static void a_response_taken_up_again_is_the_same_response(void **state)
{
	uint64_t rng_state = 7;

	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++) {
		struct asking a;

		begin_asking(&a, samples[s], 0);
		for (uint64_t seed = 0; seed < 200; seed++) {
			char *response;

			begin_again(&a, seed);
			press_at_random(&a, &rng_state, 30);
			response = response_of(&a);
			if (*response) {
				begin_again(&a, rand_next(&rng_state));
				a.q->type->restore(a.work, a.q, response);
				assert_response(&a, response);
			}
			free(response);
		}
		end_asking(&a);
	}
}

static void a_response_does_not_depend_on_the_language(void **state)
{
	struct asking a;

	(void)state;
	begin_translated(&a, CLOZE_CHOICES,
		"text = \"[y] avec [x].\"\nchoice.x.a = \"Sel\"\nchoice.x.b = \"Sable\"\n"
		"feedback.x = \"Sel.\"\nchoice.y.a = \"papier\"\nchoice.y.b = \"poivre\"\n"
		"choice.y.c = \"pipeau\"\nfeedback.y = \"Poivre.\"\n",
		3);
	a.q->type->restore(a.work, a.q, "x=a|y=b");
	assert_response(&a, "x=a|y=b");
	assert_int_equal(score_of(&a), 1000);
	end_asking(&a);
}

static void text_of_chance(struct strbuf *out, uint64_t *rng_state)
{
	static const char letters[] = "abcdxyz=,|%-.0123456789 landseaitruefalse\xc3\xa9\xff";

	strbuf_clear(out);
	for (uint32_t n = rand_below(rng_state, 24); n; n--)
		strbuf_addch(out, letters[rand_below(rng_state, sizeof(letters) - 1)]);
}

static void a_score_is_never_below_zero_or_above_the_maximum(void **state)
{
	uint64_t rng_state = 11;
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++) {
		struct asking a;

		begin_asking(&a, samples[s], 0);
		for (int i = 0; i < 3000; i++) {
			struct grade g;

			text_of_chance(&text, &rng_state);
			g = a.q->type->grade(a.q, text.buf);
			assert_true(g.score >= 0 && g.score <= g.max && g.max == POINT);
		}
		end_asking(&a);
	}
	strbuf_release(&text);
}

static void any_stored_text_can_be_taken_up_and_answered_on(void **state)
{
	uint64_t rng_state = 13;
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++) {
		struct asking a;

		begin_asking(&a, samples[s], 0);
		for (int i = 0; i < 300; i++) {
			begin_again(&a, rand_next(&rng_state));
			text_of_chance(&text, &rng_state);
			a.q->type->restore(a.work, a.q, text.buf);
			press_at_random(&a, &rng_state, 5);
			assert_true(score_of(&a) >= 0);
		}
		end_asking(&a);
	}
	strbuf_release(&text);
}

/* ---- keys can give a perfect answer */

/* Presses each digit for the part in focus until the score rises. */
static void try_digits(struct asking *a)
{
	int before = score_of(a);

	for (uint32_t key = '1'; key <= '9' && score_of(a) <= before; key++)
		/* where a digit moves on, it is taken back */
		if (press(a, key) && score_of(a) <= before)
			press(a, 'z');
}

/* Does the same with the Right key only, which steps through every choice. */
static void try_right(struct asking *a)
{
	int before = score_of(a);

	for (int i = 0; i < 9 && score_of(a) <= before; i++)
		press(a, K_RIGHT);
}

static void solve_parts(struct asking *a, void (*try_part)(struct asking *a))
{
	for (int i = 0; i < 8 && score_of(a) < POINT; i++) {
		try_part(a);
		press(a, K_DOWN);
	}
}

static void tick_if_right(struct asking *a)
{
	int before = score_of(a);

	press(a, K_SPACE);
	if (score_of(a) <= before)
		press(a, K_SPACE);
}

static void solve_order(struct asking *a)
{
	/* until an item is moved there is no answer to read */
	press_all(a, "1 2 ");
	for (char id = 'a'; id <= 'd'; id++) {
		char *response = response_of(a);
		int at = (int)(strchr(response, id) - response) / 2;

		free(response);
		press(a, (uint32_t)('1' + at));
		press(a, K_SPACE);
		for (; at > id - 'a'; at--)
			press(a, K_UP);
		press(a, K_SPACE);
	}
}

static void solve(struct asking *a)
{
	const char *name = a->q->type->name;

	if (!strcmp(name, "multiple")) {
		solve_parts(a, tick_if_right);
	} else if (!strcmp(name, "text")) {
		press_all(a, "moose");
	} else if (!strcmp(name, "number")) {
		press_all(a, "1234.5");
	} else if (!strcmp(name, "order")) {
		solve_order(a);
	} else if (!strcmp(name, "cloze") && question_is_typed(a->q)) {
		press_all(a, "tree");
		press(a, K_TAB);
		try_digits(a);
		press(a, K_TAB);
		press_all(a, "a|b=c%7c");
	} else if (!strcmp(name, "single") || !strcmp(name, "truefalse")) {
		for (int i = 0; i < 8 && score_of(a) < POINT; i++)
			press(a, K_DOWN);
	} else {
		solve_parts(a, try_digits);
	}
}

static void a_perfect_answer_can_be_reached_by_keys_in_any_order_of_display(void **state)
{
	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++) {
		struct asking a;

		begin_asking(&a, samples[s], 0);
		for (uint64_t seed = 0; seed < 50; seed++) {
			begin_again(&a, seed);
			solve(&a);
			if (score_of(&a) != POINT)
				print_error("%s was not solved with seed %d\n", a.q->type->name,
					(int)seed);
			assert_int_equal(score_of(&a), POINT);
		}
		end_asking(&a);
	}
}

static void a_perfect_answer_can_be_reached_with_the_arrows_alone(void **state)
{
	static const char *const sorted[] = { MATCH, CLASSIFY, CLOZE_CHOICES };

	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(sorted); s++) {
		struct asking a;

		begin_asking(&a, sorted[s], 5);
		solve_parts(&a, try_right);
		assert_int_equal(score_of(&a), POINT);
		end_asking(&a);
	}
}

static void what_was_not_answered_has_no_response(void **state)
{
	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++) {
		struct asking a;

		begin_asking(&a, samples[s], 5);
		assert_response(&a, "");
		/* Enter may move to another part, but answers nothing */
		for (int i = 0; i < 20; i++)
			press(&a, K_ENTER);
		assert_response(&a, "");
		end_asking(&a);
	}
}

static void the_order_in_which_items_are_set_out_is_no_answer(void **state)
{
	struct asking a;
	char *response;

	(void)state;
	begin_asking(&a, ORDER, 5);
	press_all(&a, "2 ");
	press(&a, K_SPACE);
	assert_response(&a, "");
	press_all(&a, "2 3 ");
	response = response_of(&a);
	assert_int_equal(strlen(response), strlen("a,b,c,d"));
	free(response);
	/* back where it was: that was done on purpose */
	press_all(&a, "3 2 ");
	response = response_of(&a);
	assert_int_equal(strlen(response), strlen("a,b,c,d"));
	free(response);
	end_asking(&a);
}

static void empty_parts_are_counted(void **state)
{
	static const struct {
		const char *question, *response;
		int empty;
	} cases[] = { { MATCH, "", 3 }, { MATCH, "a=a", 2 }, { CLASSIFY, "a=land,b=sea", 2 },
		{ CLOZE, "x=tree", 2 }, { CLOZE, "x=tree|b=a|c=x", 0 }, { CLOZE_CHOICES, "", 2 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct asking a;

		begin_asking(&a, cases[i].question, 5);
		a.q->type->restore(a.work, a.q, cases[i].response);
		assert_int_equal(a.q->type->count_empty(a.work, a.q), cases[i].empty);
		end_asking(&a);
	}
}

#define MARKS                                                                             \
	"type = text\naccept1 = \"?\"\nnearly1 = \"…\"\nnearly1_feedback = \"Near.\"\n" \
	"feedback.other = \"No.\"\n"

/* Marks are no answer, unless marks are asked for. */
static void marks_alone_are_an_answer_only_where_they_can_be_right(void **state)
{
	static const struct {
		const char *lines, *text, *response;
	} typed[] = {
		{ TEXT, "?", "" },
		{ TEXT, " “ ” . ", "" },
		{ TEXT, "\u00a0", "" },
		{ TEXT, "-", "-" },
		{ TEXT, "  “Elk”. ", "“Elk”." },
		{ CLOZE, "…", "" },
		{ CLOZE, "oak!", "x=oak!" },
		{ "type = text\naccept1 = \"why\"\nnearly1 = \"?\"\nnearly1_feedback = \"F\"\n"
		  "feedback.other = \"F\"\n",
			"!", "!" },
		{ MARKS, "?", "?" },
		{ MARKS, "“?”", "“?”" },
		{ MARKS, "!", "!" },
		{ MARKS, " ", "" },
		{ "type = cloze\ntext = \"Why [x]\"\naccept1.x = \"?\"\nfeedback.x = \"F\"\n", "?",
			"x=?" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(typed); i++) {
		struct asking a;

		begin_asking(&a, typed[i].lines, 0);
		paste(&a, typed[i].text);
		assert_response(&a, typed[i].response);
		end_asking(&a);
	}
	GRADES(MARKS, { "?", 1000 }, { "“?”", 1000 }, { "？", 1000 }, { "!", 0 }, { "...", 500 });
}

/* A number in words of the screen: quotes, a full stop and the unit may be around it. */
static void a_number_is_read_as_a_person_would(void **state)
{
	static const char *const right[] = { "1234.5", "“1 234,5”", "1234.5.", "1,234.5 metres.",
		"«\u00a01.234,5\u00a0»", "١٬٢٣٤٫٥", "۱۲۳۴٫۵", "１，２３４．５ｍｅｔｒｅｓ",
		"१,२३४.५ Metres!", "“1234.5” metres" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(right); i++) {
		struct asking a;

		begin_asking(&a, NUMBER, 0);
		paste(&a, right[i]);
		if (score_of(&a) != POINT)
			print_error("<%s>\n", right[i]);
		assert_response(&a, "1234.5");
		end_asking(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(single_gives_all_or_nothing),
		cmocka_unit_test(truefalse_gives_all_or_nothing),
		cmocka_unit_test(multiple_counts_right_ones_and_takes_wrong_ones_away),
		cmocka_unit_test(text_gives_half_for_what_is_nearly_right),
		cmocka_unit_test(a_typed_answer_is_read_as_a_person_would),
		cmocka_unit_test(articles_are_optional_where_the_author_says_so),
		cmocka_unit_test(articles_are_those_of_the_language_shown),
		cmocka_unit_test(match_counts_right_pairs),
		cmocka_unit_test(the_partner_of_a_line_is_the_one_of_its_letter),
		cmocka_unit_test(order_counts_pairs_beyond_chance),
		cmocka_unit_test(classify_counts_tiles_in_a_right_box),
		cmocka_unit_test(number_is_right_within_its_tolerance),
		cmocka_unit_test(cloze_counts_right_gaps),
		cmocka_unit_test(points_multiply_the_score),
		cmocka_unit_test(a_response_taken_up_again_is_the_same_response),
		cmocka_unit_test(a_response_does_not_depend_on_the_language),
		cmocka_unit_test(a_score_is_never_below_zero_or_above_the_maximum),
		cmocka_unit_test(any_stored_text_can_be_taken_up_and_answered_on),
		cmocka_unit_test(a_perfect_answer_can_be_reached_by_keys_in_any_order_of_display),
		cmocka_unit_test(a_perfect_answer_can_be_reached_with_the_arrows_alone),
		cmocka_unit_test(what_was_not_answered_has_no_response),
		cmocka_unit_test(the_order_in_which_items_are_set_out_is_no_answer),
		cmocka_unit_test(empty_parts_are_counted),
		cmocka_unit_test(marks_alone_are_an_answer_only_where_they_can_be_right),
		cmocka_unit_test(a_number_is_read_as_a_person_would),
	};

	return cmocka_run_group_tests_name("questions: grading", tests, NULL, NULL);
}
