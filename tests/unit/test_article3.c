/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every combination of elements against a truth table made by hand from the text of article 3. */
#include "questions/article3.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* act, means, purpose, child -> trafficking */
static const bool truth[2][2][2][2] = {
	/* without an act: never */
	{
		{ { false, false }, { false, false } },
		{ { false, false }, { false, false } },
	},
	/* with an act */
	{
		/* without means: no purpose; a purpose, where only a child is a victim */
		{ { false, false }, { false, true } },
		/* with means: no purpose; a purpose */
		{ { false, false }, { true, true } },
	},
};

static void assert_combination(const struct article3_case *c)
{
	int act = c->acts > 0, means = c->means > 0, purpose = c->purpose != ARTICLE3_NO_PURPOSE;
	struct article3_verdict v;

	article3_judge(c, &v);
	assert_int_equal(v.trafficking, truth[act][means][purpose][c->child]);
	assert_int_equal(v.act, act);
	assert_int_equal(v.means, means);
	assert_int_equal(v.purpose, purpose);
	assert_int_equal(v.means_needed, c->child ? 0 : 1);
	assert_int_equal(v.consent_relevant, c->child ? 0 : means ? 0 : 1);
	assert_int_equal(v.smuggling_possible, c->border_for_fee);
	for (int i = 0; i < ARTICLE3_CLAUSES; i++)
		if (i != ARTICLE3_CLAUSE_SMUGGLING || c->border_for_fee)
			assert_true(v.sentences[i] && *v.sentences[i]);
	if (!c->border_for_fee)
		assert_null(v.sentences[ARTICLE3_CLAUSE_SMUGGLING]);
}

static void every_combination_of_elements_is_judged_by_the_table(void **state)
{
	long n = 0;

	(void)state;
	for (unsigned acts = 0; acts < 1u << ARTICLE3_ACTS; acts++)
		for (unsigned means = 0; means < 1u << ARTICLE3_MEANS; means++)
			for (int purpose = -1; purpose < ARTICLE3_PURPOSES; purpose++)
				for (unsigned rest = 0; rest < 8; rest++, n++) {
					const struct article3_case c = { acts, means,
						(enum article3_purpose)purpose, rest & 1, rest & 2,
						rest & 4 };

					assert_combination(&c);
				}
	assert_int_equal(n, 32L * 256 * 9 * 8);
}

static void consent_and_border_change_no_verdict(void **state)
{
	(void)state;
	for (unsigned rest = 0; rest < 16; rest++) {
		struct article3_case c = { rest & 1, rest & 2 ? 1u << ARTICLE3_FORCE : 0,
			rest & 4 ? ARTICLE3_LABOUR : ARTICLE3_NO_PURPOSE, rest & 8, false, false };
		struct article3_verdict plain, v;

		article3_judge(&c, &plain);
		c.consent = c.border_for_fee = true;
		article3_judge(&c, &v);
		assert_int_equal(v.trafficking, plain.trafficking);
	}
}

/* The worked examples of the course's sources (facts, section 2.2). */
static void the_worked_cases_come_out_as_there(void **state)
{
	/* aged sixteen, agrees, is not deceived, is made to beg */
	const struct article3_case begging = { 1u << ARTICLE3_RECRUITMENT, 0, ARTICLE3_OTHER, true,
		true, false };
	/* a waiter’s job abroad, passport taken, pay withheld */
	const struct article3_case waiter = { 1u << ARTICLE3_RECRUITMENT,
		1u << ARTICLE3_DECEPTION | 1u << ARTICLE3_COERCION, ARTICLE3_LABOUR, false, true,
		false };
	/* pays a guide to cross a border and is free on the other side */
	const struct article3_case guide = { 1u << ARTICLE3_TRANSPORT, 0, ARTICLE3_NO_PURPOSE,
		false, true, true };
	struct article3_verdict v;

	(void)state;
	article3_judge(&begging, &v);
	assert_true(v.trafficking);
	assert_false(v.means_needed);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_MEANS], "none is needed"));
	article3_judge(&waiter, &v);
	assert_true(v.trafficking);
	assert_false(v.consent_relevant);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_CONSENT], "does not count"));
	article3_judge(&guide, &v);
	assert_false(v.trafficking);
	assert_true(v.smuggling_possible);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_SMUGGLING], "another crime"));
}

/* Each state of a clause has a sentence of its own. */
static void sentences_differ_where_the_reasons_differ(void **state)
{
	const char *seen[16];
	size_t n = 0;

	(void)state;
	for (unsigned i = 0; i < 8; i++) {
		const struct article3_case c = { 1, i & 1 ? 1 : 0, ARTICLE3_LABOUR, i & 2, i & 4,
			false };
		struct article3_verdict v;
		const char *consent;

		article3_judge(&c, &v);
		consent = v.sentences[ARTICLE3_CLAUSE_CONSENT];
		for (size_t k = 0; consent && k < n; k++)
			if (!strcmp(seen[k], consent))
				consent = NULL;
		if (consent)
			seen[n++] = consent;
	}
	/* a child; means and consent; means only; consent only; neither */
	assert_int_equal(n, 5);
}

static void everything_listed_has_a_name(void **state)
{
	(void)state;
	assert_int_equal(ARTICLE3_ACTS, 5);
	assert_int_equal(ARTICLE3_MEANS, 8);
	assert_int_equal(ARTICLE3_PURPOSES, 8);
	for (int i = 0; i < ARTICLE3_ACTS; i++)
		assert_non_null(article3_act_names[i]);
	for (int i = 0; i < ARTICLE3_MEANS; i++)
		assert_non_null(article3_means_names[i]);
	for (int i = 0; i < ARTICLE3_PURPOSES; i++)
		assert_non_null(article3_purpose_names[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_combination_of_elements_is_judged_by_the_table),
		cmocka_unit_test(consent_and_border_change_no_verdict),
		cmocka_unit_test(the_worked_cases_come_out_as_there),
		cmocka_unit_test(sentences_differ_where_the_reasons_differ),
		cmocka_unit_test(everything_listed_has_a_name),
	};

	return cmocka_run_group_tests_name("article 3", tests, NULL, NULL);
}
