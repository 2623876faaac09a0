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
#define ENTRY(id, more)                                                                  \
	"[entry " id "]\ncountry = AA\norder = 1\nnumber = 000\nname = \"N\"\nsource = " \
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
	assert_int_equal(c->entries[1].verified_on.day, 1);
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

static void a_country_without_entries_is_left_out(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		HELP_HEAD "[country bb]\nname = \"B\"\n" ENTRY("a", "verified_on = 2026-11-24\n"));

	assert_no_diags(&f->diags);
	assert_int_equal(h->n, 1);
	assert_int_equal(help_find(h, "AA"), 0);
	assert_int_equal(help_find(h, "BB"), -1);
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
			"[entry]\ncountry = AA\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\nverified_on = 2026-11-24\n",
			"bad-section-id", 0 },
		{ HELP_HEAD
			"[entry a]\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\nverified_on = 2026-11-24\n",
			"missing-key", 0 },
		{ HELP_HEAD
			"[entry a]\ncountry = aa\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\n"
			"verified_on = 2026-11-24\n",
			"bad-country", 0 },
		{ HELP_HEAD
			"[entry a]\ncountry = BB\norder = 1\nnumber = 000\nname = \"N\"\nsource = book\n"
			"verified_on = 2026-11-24\n",
			"unknown-country", 0 },
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

static void entries_of_one_order_come_by_their_ids(void **state)
{
	struct fixture *f = *state;
	const struct help *h = load_text(f,
		HELP_HEAD ENTRY("b", "verified_on = 2026-11-24\n") ENTRY("c",
			"verified_on = 2026-11-24\n") ENTRY("a", "verified_on = 2026-11-24\n"));

	assert_no_diags(&f->diags);
	assert_string_equal(h->countries[0].entries[0].id, "a");
	assert_string_equal(h->countries[0].entries[1].id, "b");
	assert_string_equal(h->countries[0].entries[2].id, "c");
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
		TEST(a_country_without_entries_is_left_out),
		TEST(each_mistake_is_told_and_what_is_good_is_shown),
		TEST(entries_of_one_order_come_by_their_ids),
		TEST(a_file_that_is_not_there_is_an_empty_directory),
		TEST(a_country_is_taken_from_the_region_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
