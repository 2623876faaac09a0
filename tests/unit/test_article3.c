/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules engine against article3.tsv, a table of verdicts written by hand from the text of
 * article 3, and the reasons that it gives.
 */
#include "questions/article3.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

enum { COLUMNS = 9, ROWS = 64 };

static const char *const rules[ARTICLE3_CONSENTS] = {
	[ARTICLE3_CONSENT_NOT_ASKED] = "not-asked",
	[ARTICLE3_CONSENT_OF_CHILD] = "child",
	[ARTICLE3_CONSENT_VOID] = "void",
	[ARTICLE3_CONSENT_FREE] = "free",
	[ARTICLE3_CONSENT_MISSING] = "missing",
};

struct row {
	bool purpose, act, means, child, consent, knows, trafficking;
	char rule[16];
};

static bool is(const char *cell, const char *yes, const char *no)
{
	if (strcmp(cell, yes) != 0)
		assert_string_equal(cell, no);
	return !strcmp(cell, yes);
}

static void read_row(char *line, struct row *r)
{
	char *cells[COLUMNS];

	for (int i = 0; i < COLUMNS; i++) {
		cells[i] = line;
		line += strcspn(line, "\t\n");
		assert_int_equal(*line, i == COLUMNS - 1 ? '\n' : '\t');
		*line++ = '\0';
	}
	*r = (struct row){ is(cells[0], "yes", "no"), is(cells[1], "yes", "no"),
		is(cells[2], "yes", "no"), is(cells[3], "child", "adult"),
		is(cells[4], "yes", "no"), is(cells[5], "yes", "no"), is(cells[6], "yes", "no"),
		"" };
	snprintf(r->rule, sizeof(r->rule), "%s", cells[7]);
	assert_true(*cells[8]);
}

/* Reads the table. Each combination stands in it once. */
static void read_table(struct row rows[ROWS])
{
	FILE *f = fopen(TEST_DATA "/unit/article3.tsv", "r");
	bool seen[ROWS] = { false };
	char line[256];
	int n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		struct row *r = &rows[n];
		int place;

		if (*line == '#')
			continue;
		assert_in_range(n++, 0, ROWS - 1);
		read_row(line, r);
		place = r->purpose << 5 | r->act << 4 | r->means << 3 | r->child << 2 |
			r->consent << 1 | r->knows;
		assert_false(seen[place]);
		seen[place] = true;
	}
	fclose(f);
	assert_int_equal(n, ROWS);
}

static void assert_judged(const struct article3_case *c, const struct row *r)
{
	struct article3_verdict v;
	bool sentences[ARTICLE3_CLAUSES];

	article3_judge(c, &v);
	assert_int_equal(v.trafficking, r->trafficking);
	assert_string_equal(rules[v.consent], r->rule);
	assert_int_equal(v.act, r->act);
	assert_int_equal(v.means, r->means || (r->purpose && !r->knows));
	assert_int_equal(v.purpose, r->purpose);
	assert_int_equal(v.means_needed, r->purpose && !r->child);
	assert_int_equal(v.smuggling_possible, c->border_for_fee);
	for (int i = 0; i < ARTICLE3_CLAUSES; i++)
		sentences[i] = v.sentences[i] && *v.sentences[i];
	assert_int_equal(sentences[ARTICLE3_CLAUSE_BEGUN], r->trafficking && !c->begun);
	assert_int_equal(sentences[ARTICLE3_CLAUSE_SMUGGLING], c->border_for_fee);
	for (int i = 0; i < ARTICLE3_CLAUSES; i++)
		assert_true(sentences[i] || i == ARTICLE3_CLAUSE_BEGUN ||
			i == ARTICLE3_CLAUSE_SMUGGLING);
}

/* Any acts, any means and any purpose, wherever the row has one. */
static void the_engine_judges_as_the_table_made_by_hand(void **state)
{
	struct row rows[ROWS];
	long n = 0;

	(void)state;
	read_table(rows);
	for (const struct row *r = rows; r < rows + ROWS; r++)
		for (unsigned acts = r->act; acts < (r->act ? 1u << ARTICLE3_ACTS : 1); acts++)
			for (unsigned means = r->means;
				means < (r->means ? 1u << ARTICLE3_MEANS : 1); means++)
				for (int purpose = r->purpose ? 0 : ARTICLE3_NO_PURPOSE;
					purpose < (r->purpose ? ARTICLE3_PURPOSES : 0); purpose++)
					for (unsigned rest = 0; rest < 4; rest++, n++) {
						const struct article3_case c = { acts, means,
							(enum article3_purpose)purpose, r->child,
							r->consent, r->knows, rest & 1, rest & 2 };

						assert_judged(&c, r);
					}
	assert_int_equal(n, 32L * 256 * 9 * 8 * 4);
}

static void consent_border_and_outcome_change_no_verdict(void **state)
{
	(void)state;
	for (unsigned rest = 0; rest < 16; rest++) {
		struct article3_case c = { .acts = rest & 1,
			.means = rest & 2 ? 1u << ARTICLE3_FORCE : 0,
			.purpose = rest & 4 ? ARTICLE3_LABOUR : ARTICLE3_NO_PURPOSE,
			.child = rest & 8 };
		struct article3_verdict plain, v;

		article3_judge(&c, &plain);
		c.consent = c.border_for_fee = c.begun = true;
		article3_judge(&c, &v);
		assert_int_equal(v.trafficking, plain.trafficking);
	}
}

/* The worked examples of the course's sources (facts, section 2.2). */
static void the_worked_cases_come_out_as_there(void **state)
{
	/* aged sixteen, agrees, is not deceived, is made to beg */
	const struct article3_case begging = { .acts = 1u << ARTICLE3_RECRUITMENT,
		.purpose = ARTICLE3_OTHER,
		.child = true,
		.consent = true,
		.knows = true };
	/* a waiter’s job abroad, passport taken, pay withheld */
	const struct article3_case waiter = { .acts = 1u << ARTICLE3_RECRUITMENT,
		.means = 1u << ARTICLE3_DECEPTION | 1u << ARTICLE3_COERCION,
		.purpose = ARTICLE3_LABOUR,
		.consent = true,
		.begun = true };
	/* pays a guide to cross a border and is free on the other side */
	const struct article3_case guide = { .acts = 1u << ARTICLE3_TRANSPORT,
		.purpose = ARTICLE3_NO_PURPOSE,
		.consent = true,
		.border_for_fee = true };
	struct article3_verdict v;

	(void)state;
	article3_judge(&begging, &v);
	assert_true(v.trafficking);
	assert_false(v.means_needed);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_MEANS], "none is needed"));
	article3_judge(&waiter, &v);
	assert_true(v.trafficking);
	assert_int_equal(v.consent, ARTICLE3_CONSENT_VOID);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_CONSENT], "does not count"));
	article3_judge(&guide, &v);
	assert_false(v.trafficking);
	assert_true(v.smuggling_possible);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_SMUGGLING], "another crime"));
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_SMUGGLING], "been smuggled"));
}

/* Each state of a clause has a sentence of its own. */
static void sentences_differ_where_the_reasons_differ(void **state)
{
	const char *seen[16];
	size_t n = 0;

	(void)state;
	for (unsigned i = 0; i < 8; i++) {
		const struct article3_case c = { .acts = 1,
			.means = i & 1,
			.purpose = ARTICLE3_LABOUR,
			.child = i & 2,
			.consent = i & 4,
			.knows = true };
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

/* Without a purpose neither the rule on consent nor the one on children is spoken of. */
static void reasons_begin_with_the_purpose(void **state)
{
	(void)state;
	assert_int_equal(ARTICLE3_CLAUSE_PURPOSE, 0);
	for (unsigned i = 0; i < 16; i++) {
		const struct article3_case c = { .acts = 1,
			.means = i & 1,
			.purpose = ARTICLE3_NO_PURPOSE,
			.child = i & 2,
			.consent = i & 4,
			.knows = i & 8 };
		struct article3_verdict v;

		article3_judge(&c, &v);
		for (int k = 0; k < ARTICLE3_CLAUSES; k++)
			assert_true(!v.sentences[k] || !strstr(v.sentences[k], "3 (c)"));
		assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_CONSENT], "nothing to judge"));
		assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_WHOLE], "in order to exploit"));
		assert_int_equal(
			i & 1, strstr(v.sentences[ARTICLE3_CLAUSE_WHOLE], "another crime") != NULL);
	}
}

static void a_crime_is_complete_before_the_exploitation_begins(void **state)
{
	struct article3_case c = { .acts = 1u << ARTICLE3_TRANSPORT,
		.means = 1u << ARTICLE3_DECEPTION,
		.purpose = ARTICLE3_LABOUR,
		.consent = true };
	struct article3_verdict v;

	(void)state;
	article3_judge(&c, &v);
	assert_true(v.trafficking);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_BEGUN], "complete all the same"));
	c.begun = true;
	article3_judge(&c, &v);
	assert_true(v.trafficking);
	assert_null(v.sentences[ARTICLE3_CLAUSE_BEGUN]);
	/* what nobody plans cannot begin */
	c.purpose = ARTICLE3_NO_PURPOSE;
	c.begun = false;
	article3_judge(&c, &v);
	assert_null(v.sentences[ARTICLE3_CLAUSE_BEGUN]);
}

static void a_plan_that_is_hidden_is_a_deception(void **state)
{
	struct article3_case c = {
		.acts = 1u << ARTICLE3_RECRUITMENT, .purpose = ARTICLE3_LABOUR, .consent = true
	};
	struct article3_verdict v;

	(void)state;
	article3_judge(&c, &v);
	assert_true(v.trafficking);
	assert_non_null(strstr(v.sentences[ARTICLE3_CLAUSE_MEANS], "hidden"));
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
		cmocka_unit_test(the_engine_judges_as_the_table_made_by_hand),
		cmocka_unit_test(consent_border_and_outcome_change_no_verdict),
		cmocka_unit_test(the_worked_cases_come_out_as_there),
		cmocka_unit_test(sentences_differ_where_the_reasons_differ),
		cmocka_unit_test(reasons_begin_with_the_purpose),
		cmocka_unit_test(a_crime_is_complete_before_the_exploitation_begins),
		cmocka_unit_test(a_plan_that_is_hidden_is_a_deception),
		cmocka_unit_test(everything_listed_has_a_name),
	};

	return cmocka_run_group_tests_name("article 3", tests, NULL, NULL);
}
