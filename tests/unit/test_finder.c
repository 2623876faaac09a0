/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "screens/finder.h"
#include "text/emphasis.h"

/* Asserts the titles of one kind that are found, joined by bars. */
static void assert_found(
	const struct finder *finder, const char *query, enum finder_kind kind, const char *titles)
{
	struct arena arena = ARENA_INIT;
	struct finder_hits hits;
	char *found = arena_strdup(&arena, "");

	finder_search(&finder, 1, query, NULL, NULL, &arena, &hits);
	for (size_t i = 0; i < hits.n[kind]; i++)
		found = arena_printf(&arena, "%s%s%s", found, i ? "|" : "", hits.v[kind][i]->title);
	assert_string_equal(found, titles);
	arena_release(&arena);
}

static void accents_case_and_forms_of_letters_do_not_count(void **state)
{
	struct finder f = { 0 };

	(void)state;
	finder_add(&f, FINDER_PAGE, "Signes d’exploitation à l’œuvre", NULL);
	finder_add(&f, FINDER_PAGE, "Η εμπορία ανθρώπων", NULL);
	finder_add(&f, FINDER_PAGE, "جَوَاز السَّفَر", NULL);
	finder_add(&f, FINDER_PAGE, "人口贩运的迹象", NULL);
	finder_add(&f, FINDER_PAGE, "Ｐａｐｉｅｒｓ", NULL);
	assert_found(&f, "OEUVRE", FINDER_PAGE, "Signes d’exploitation à l’œuvre");
	assert_found(&f, "d'éxploit", FINDER_PAGE, "Signes d’exploitation à l’œuvre");
	assert_found(&f, "ανθρωπων", FINDER_PAGE, "Η εμπορία ανθρώπων");
	assert_found(&f, "ΕΜΠΟΡΊΑ", FINDER_PAGE, "Η εμπορία ανθρώπων");
	assert_found(&f, "السفر", FINDER_PAGE, "جَوَاز السَّفَر");
	assert_found(&f, "贩运", FINDER_PAGE, "人口贩运的迹象");
	assert_found(&f, "papiers", FINDER_PAGE, "Ｐａｐｉｅｒｓ");
	finder_release(&f);
}

static void titles_come_before_the_text_below_and_beginnings_first(void **state)
{
	struct finder f = { 0 };

	(void)state;
	finder_add(&f, FINDER_PAGE, "Eleven signs", "Your papers are kept.");
	finder_add(&f, FINDER_PAGE, "Newspapers", NULL);
	finder_add(&f, FINDER_PAGE, "Who keeps your papers?", NULL);
	finder_add(&f, FINDER_PAGE, "Papers please", NULL);
	finder_add(&f, FINDER_WORD, "papers", NULL);
	assert_found(&f, "papers", FINDER_PAGE,
		"Papers please|Who keeps your papers?|Newspapers|Eleven signs");
	assert_found(&f, "papers", FINDER_WORD, "papers");
	assert_found(&f, "keeps papers", FINDER_PAGE, "Who keeps your papers?");
	assert_found(&f, "papers zebra", FINDER_PAGE, "");
	finder_release(&f);
}

static void emphasis_is_not_looked_for(void **state)
{
	static const char text[] = "The yes of a *child of ten* counts";
	struct finder f = { 0 };
	struct strbuf marked = STRBUF_INIT;

	(void)state;
	emphasis_mark(&marked, text, strlen(text), true);
	finder_add(&f, FINDER_QUESTION, marked.buf, NULL);
	finder_add(&f, FINDER_PAGE, "Yes", marked.buf);
	assert_found(&f, "ten counts", FINDER_QUESTION, "The yes of a child of ten counts");
	assert_found(&f, "ten counts", FINDER_PAGE, "Yes");
	assert_null(strchr(f.v[1].more, '*'));
	finder_release(&f);
	strbuf_release(&marked);
}

static void nothing_is_found_for_nothing(void **state)
{
	struct finder f = { 0 };

	(void)state;
	assert_found(&f, "a", FINDER_PAGE, "");
	finder_add(&f, FINDER_PAGE, "a", NULL);
	assert_found(&f, "", FINDER_PAGE, "");
	assert_found(&f, "  \u00ad ", FINDER_PAGE, "");
	finder_clear(&f);
	assert_found(&f, "a", FINDER_PAGE, "");
	finder_release(&f);
}

static bool only_first(const void *ctx, const struct finder_entry *e)
{
	(void)ctx;
	return e->index == 1;
}

static void what_is_not_allowed_is_not_counted(void **state)
{
	struct finder f = { 0 };
	const struct finder *list = &f;
	struct arena arena = ARENA_INIT;
	struct finder_hits hits;

	(void)state;
	finder_add(&f, FINDER_QUESTION, "boat", NULL)->index = 1;
	finder_add(&f, FINDER_QUESTION, "boats", NULL)->index = 2;
	finder_search(&list, 1, "boat", only_first, NULL, &arena, &hits);
	assert_int_equal(hits.total, 1);
	assert_int_equal(hits.n[FINDER_QUESTION], 1);
	assert_string_equal(hits.v[FINDER_QUESTION][0]->title, "boat");
	arena_release(&arena);
	finder_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accents_case_and_forms_of_letters_do_not_count),
		cmocka_unit_test(titles_come_before_the_text_below_and_beginnings_first),
		cmocka_unit_test(emphasis_is_not_looked_for),
		cmocka_unit_test(nothing_is_found_for_nothing),
		cmocka_unit_test(what_is_not_allowed_is_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
