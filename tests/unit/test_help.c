/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/help.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <unistd.h>

#include "unit/course_fixture.h"

#define GOOD TEST_DATA "/lessons/good/help"
#define HELP_HEAD "[help]\nformat = 1\nlanguage = en\n[country aa]\nname = \"A\"\n"
#define ENTRY(id, more)                                                                       \
	"[entry " id                                                                          \
	"]\ncountry = AA\nkind = emergency\norder = 1\nnumber = 000\nname = \"N\"\nsource = " \
	"book\n" more

struct fixture {
	struct help help;
	struct diags diags;
};

static int set_up(void **state)
{
	*state = xcalloc(1, sizeof(struct fixture));
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	help_release(&f->help);
	diags_release(&f->diags);
	free(f);
	return 0;
}

static const struct help *load_text(struct fixture *f, const char *text)
{
	char dir[64], path[128];

	make_folder(dir);
	write_text(dir, "help.ini", text);
	help_load(&f->help, dir, NULL, &f->diags);
	snprintf(path, sizeof(path), "%s/help.ini", dir);
	unlink(path);
	rmdir(dir);
	return &f->help;
}

static void entries_come_by_country_and_order(void **state)
{
	struct fixture *f = *state;
	const struct help_country *c;

	help_load(&f->help, GOOD, "en", &f->diags);
	assert_no_diags(&f->diags);
	assert_int_equal(f->help.n, 2);
	c = &f->help.countries[0];
	assert_string_equal(c->code, "AA");
	assert_string_equal(c->name, "Country A");
	assert_int_equal(c->n, 2);
	assert_string_equal(c->entries[0].id, "aa-emergency");
	assert_null(c->entries[0].about);
	assert_string_equal(c->entries[1].number, "0000 111");
	assert_string_equal(c->entries[1].hours, "Day and night");
	assert_string_equal(c->entries[1].source, "https://example.org/a");
	assert_int_equal(c->entries[1].read_on.day, 1);
	assert_string_equal(f->help.countries[1].code, "INT");
}

static void texts_are_in_the_asked_language(void **state)
{
	struct fixture *f = *state;

	help_load(&f->help, GOOD, "fr", &f->diags);
	assert_no_diags(&f->diags);
	assert_string_equal(f->help.countries[0].name, "Pays A");
	assert_string_equal(f->help.countries[0].entries[0].name, "Urgences");
	assert_string_equal(f->help.countries[0].entries[0].number, "000");
}

static void unverified_entries_are_never_shown_and_the_others_are(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		HELP_HEAD ENTRY("a", "") ENTRY("b", "verified_on = 2026\n") ENTRY("c",
			"verified_on = 2026-11-24\n") ENTRY("d", "verified_on = 2026-02-30\n"));

	assert_int_equal(h->n, 1);
	assert_int_equal(h->countries[0].n, 1);
	assert_string_equal(h->countries[0].entries[0].id, "c");
	assert_int_equal(f->diags.n, 3);
	assert_string_equal(f->diags.v[0].rule, "missing-key");
	assert_string_equal(f->diags.v[1].rule, "bad-date");
	assert_string_equal(f->diags.v[2].rule, "bad-date");
}

static void a_country_without_an_emergency_number_is_left_out_and_named(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		HELP_HEAD "[country bb]\nname = \"B\"\n[country cc]\nname = \"C\"\n" ENTRY("a",
			"read_on = 2026-11-24\n") "[entry c]\ncountry = CC\nkind = child\nnumber = 000\n"
						  "name = \"N\"\nsource = book\nread_on = 2026-11-24\n");

	assert_int_equal(h->n, 1);
	assert_int_equal(help_find(h, "AA"), 0);
	assert_int_equal(help_find(h, "BB"), -1);
	assert_int_equal(help_find(h, "CC"), -1);
	assert_diags(&f->diags, 2);
	assert_string_equal(f->diags.v[0].rule, "no-emergency");
	assert_int_equal(f->diags.v[0].line, 6);
	assert_string_equal(f->diags.v[1].rule, "no-emergency");
	assert_non_null(strstr(f->diags.v[1].message, "country = CC and kind = emergency"));
}

#define MORE(id, country, kind, number, more)                                      \
	"[entry " id "]\ncountry = " country "\nkind = " kind "\nnumber = " number \
	"\nname = \"N\"\nsource = book\nread_on = 2026-11-24\n" more

static void the_emergency_number_comes_first_whatever_the_order(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		HELP_HEAD MORE("c", "AA", "child", "1", "order = 1\n") MORE("r", "AA", "report",
			"2", "order = 1\n") MORE("e", "AA", "emergency", "3", "order = 9\n")
			MORE("t", "AA", "trafficking", "4", "order = 9\n"));

	assert_no_diags(&f->diags);
	assert_string_equal(h->countries[0].entries[0].id, "e");
	assert_string_equal(h->countries[0].entries[1].id, "t");
	assert_string_equal(h->countries[0].entries[2].id, "c");
	assert_string_equal(h->countries[0].entries[3].id, "r");
}

static void all_that_is_known_of_a_line_and_of_a_call_is_read(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		"[help]\nformat = 1\nlanguage = en\nelsewhere = \"Ask an embassy.\"\n"
		"call1 = \"One.\"\ncall4 = \"Four.\"\n"
		"[country aa]\nname = \"A\"\ncall4 = \"Own.\"\n" MORE("a", "AA", "emergency", "1",
			"languages = \"In L\"\ncost = \"Free\"\ncall = \"Anonymous\"\n"));
	const struct help_entry *e = &h->countries[0].entries[0];

	assert_no_diags(&f->diags);
	assert_string_equal(h->elsewhere, "Ask an embassy.");
	assert_string_equal(h->call[0], "One.");
	assert_null(h->call[1]);
	assert_string_equal(h->call[3], "Four.");
	assert_null(h->countries[0].call[0]);
	assert_string_equal(h->countries[0].call[3], "Own.");
	assert_string_equal(e->languages, "In L");
	assert_string_equal(e->cost, "Free");
	assert_string_equal(e->call, "Anonymous");
}

static void countries_stand_in_the_order_of_their_names_or_of_what_is_given_instead(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		"[help]\nformat = 1\nlanguage = en\n"
		"[country int]\nname = \"Everywhere\"\n[country eu]\nname = \"Union\"\n"
		"[country aa]\nname = \"Zone\"\n[country bb]\nname = \"\u00c9gypte\"\n"
		"[country cc]\nname = \"Espagne\"\n[country dd]\nname = \"\u00c5land\"\nsort = \"zz\"\n" MORE(
			"a", "AA", "emergency", "1", "") MORE("b", "BB", "emergency", "1", "")
			MORE("c", "CC", "emergency", "1", "") MORE("d", "DD", "emergency", "1", "")
				MORE("e", "EU", "emergency", "1", "")
					MORE("i", "INT", "directory", "1", ""));
	static const char *const order[] = { "BB", "CC", "AA", "DD", "EU", "INT" };

	assert_no_diags(&f->diags);
	assert_int_equal(h->n, ARRAY_SIZE(order));
	for (size_t i = 0; i < h->n; i++)
		assert_string_equal(h->countries[i].code, order[i]);
}

static void numbers_of_the_union_stand_below_where_they_work(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		"[help]\nformat = 1\nlanguage = en\n[country aa]\nname = \"A\"\n[country bb]\nname = \"B\"\n"
		"[country eu]\nname = \"EU\"\nmembers = AA\n[country int]\nname = \"All\"\n" MORE(
			"a", "AA", "emergency", "1", "") MORE("b", "BB", "emergency", "2", "")
			MORE("e1", "EU", "emergency", "1", "") MORE("e2", "EU", "missing", "3", "")
				MORE("e3", "EU", "child", "4", "works_in = BB\n")
					MORE("i", "INT", "directory", "5", ""));
	int of = -1;

	assert_no_diags(&f->diags);
	assert_int_equal(help_count(h, 0), 3);
	assert_string_equal(help_at(h, 0, 0, NULL)->number, "1");
	assert_string_equal(help_at(h, 0, 1, &of)->number, "3");
	assert_int_equal(of, help_find(h, "EU"));
	assert_string_equal(help_at(h, 0, 2, &of)->number, "5");
	assert_int_equal(of, help_find(h, "INT"));
	assert_null(help_at(h, 0, 3, NULL));
	assert_int_equal(help_count(h, 1), 3);
	assert_string_equal(help_at(h, 1, 1, NULL)->number, "4");
	assert_int_equal(help_count(h, help_find(h, "EU")), 4);
	assert_int_equal(help_count(h, help_find(h, "INT")), 1);
	assert_null(help_at(h, -1, 0, NULL));
	assert_null(help_at(h, 9, 0, NULL));
}

/* Each error is the only one in a valid file, and a valid entry next to it is still shown. */
static void each_mistake_is_told_and_what_is_good_is_shown(void **state)
{
	static const struct {
		const char *text, *rule;
		int shown;
	} cases[] = {
		{ "[help]\nformat = 2\nlanguage = en\n[country aa]\nname = \"A\"\n" ENTRY(
			  "a", "verified_on = 2026-11-24\n"),
			"unknown-format", 1 },
		{ "[help]\nformat = 1\nlanguage = English\n[country aa]\nname = \"A\"\n" ENTRY(
			  "a", "verified_on = 2026-11-24\n"),
			"bad-language", 1 },
		{ "[country aa]\nname = \"A\"\n" ENTRY("a", "verified_on = 2026-11-24\n"),
			"no-help", 1 },
		{ HELP_HEAD "[country b]\nname = \"B\"\n" ENTRY("a", "verified_on = 2026-11-24\n"),
			"bad-country", 1 },
		{ HELP_HEAD
			"[country b-2]\nname = \"B\"\n" ENTRY("a", "verified_on = 2026-11-24\n"),
			"bad-country", 1 },
		{ HELP_HEAD "[number x]\nname = \"B\"\n" ENTRY("a", "verified_on = 2026-11-24\n"),
			"unknown-section", 1 },
		{ HELP_HEAD
			"[entry]\ncountry = AA\nkind = emergency\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\nverified_on = 2026-11-24\n",
			"bad-section-id", 0 },
		{ HELP_HEAD
			"[entry a]\nkind = emergency\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\nverified_on = 2026-11-24\n",
			"missing-key", 0 },
		{ HELP_HEAD
			"[entry a]\ncountry = aa\nkind = emergency\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\n"
			"verified_on = 2026-11-24\n",
			"bad-country", 0 },
		{ HELP_HEAD
			"[entry a]\ncountry = BB\nkind = emergency\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\n"
			"verified_on = 2026-11-24\n",
			"unknown-country", 0 },
		{ HELP_HEAD MORE("a", "AA", "police", "1", ""), "bad-kind", 0 },
		{ HELP_HEAD MORE("a", "AA", "emergency", "1", "works_in = bb\n"), "bad-country",
			0 },
		{ HELP_HEAD MORE("a", "AA", "emergency", "1",
			  "") "[entry b]\ncountry = AA\n"
			      "number = 2\nname = \"N\"\nsource = book\nread_on = 2026-11-24\n",
			"missing-key", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct fixture f = { .diags = DIAGS_INIT };

		load_text(&f, cases[i].text);
		assert_diags(&f.diags, 1);
		assert_string_equal(f.diags.v[0].rule, cases[i].rule);
		assert_int_equal(f.help.n, cases[i].shown);
		help_release(&f.help);
		diags_release(&f.diags);
	}
}

static void entries_of_one_order_come_as_in_the_file(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		HELP_HEAD ENTRY("b", "verified_on = 2026-11-24\n") ENTRY("c",
			"verified_on = 2026-11-24\n") ENTRY("a", "verified_on = 2026-11-24\n"));

	assert_no_diags(&f->diags);
	assert_string_equal(h->countries[0].entries[0].id, "b");
	assert_string_equal(h->countries[0].entries[1].id, "c");
	assert_string_equal(h->countries[0].entries[2].id, "a");
}

static void a_file_that_is_not_there_is_an_empty_directory(void **state)
{
	struct fixture *f = *state;

	help_load(&f->help, GOOD "/nowhere", "fr", &f->diags);
	assert_int_equal(f->help.n, 0);
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
}

static void a_country_is_taken_from_the_region_alone(void **state)
{
	struct fixture *f = *state;

	help_load(&f->help, GOOD, NULL, &f->diags);
	assert_int_equal(help_country_of_locale(&f->help, "fr_AA.UTF-8"), 0);
	assert_int_equal(help_country_of_locale(&f->help, "fr_AA"), 0);
	assert_int_equal(help_country_of_locale(&f->help, "fr_AA@euro"), 0);
	assert_int_equal(help_country_of_locale(&f->help, "fr_BE.UTF-8"), -1);
	assert_int_equal(help_country_of_locale(&f->help, "aa"), -1);
	assert_int_equal(help_country_of_locale(&f->help, "fr_aa"), -1);
	assert_int_equal(help_country_of_locale(&f->help, "fr_A"), -1);
	assert_int_equal(help_country_of_locale(&f->help, "fr_AAA"), -1);
	assert_int_equal(help_country_of_locale(&f->help, ""), -1);
	assert_int_equal(help_country_of_locale(&f->help, "C.UTF-8"), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(entries_come_by_country_and_order),
		TEST(texts_are_in_the_asked_language),
		TEST(unverified_entries_are_never_shown_and_the_others_are),
		TEST(a_country_without_an_emergency_number_is_left_out_and_named),
		TEST(the_emergency_number_comes_first_whatever_the_order),
		TEST(all_that_is_known_of_a_line_and_of_a_call_is_read),
		TEST(countries_stand_in_the_order_of_their_names_or_of_what_is_given_instead),
		TEST(numbers_of_the_union_stand_below_where_they_work),
		TEST(each_mistake_is_told_and_what_is_good_is_shown),
		TEST(entries_of_one_order_come_as_in_the_file),
		TEST(a_file_that_is_not_there_is_an_empty_directory),
		TEST(a_country_is_taken_from_the_region_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
