/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/reader.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/course_fixture.h"

struct fixture {
	struct arena arena;
	struct diags diags;
	struct reader r;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->r = (struct reader){ .arena = &f->arena, .diags = &f->diags };
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	reader_release(&f->r);
	diags_release(&f->diags);
	arena_release(&f->arena);
	free(f);
	return 0;
}

/* Starts reading a section [s x] whose lines begin on line 2. */
static struct reader *begin(struct fixture *f, const char *lines)
{
	diags_release(&f->diags);
	f->r.ini = parse_text(&f->arena, arena_printf(&f->arena, "[s x]\n%s", lines), &f->diags);
	assert_no_diags(&f->diags);
	reader_begin(&f->r, &f->r.ini->sections[0]);
	return &f->r;
}

static void prose_is_quoted_and_not_blank(void **state)
{
	struct fixture *f = *state;
	struct reader *r = begin(f, "a = \"x\"\nb = y\nc = \" \u00a0 \"\n");

	assert_string_equal(reader_prose(r, "a", true), "x");
	assert_null(reader_prose(r, "d", false));
	assert_no_diags(&f->diags);
	assert_string_equal(reader_prose(r, "b", true), "y");
	assert_one_diag(&f->diags, "not-quoted", 3, 5);
	reader_prose(r, "c", true);
	assert_true(has_rule(&f->diags, "blank-text"));
	assert_null(reader_prose(r, "d", true));
	assert_string_equal(f->diags.v[2].rule, "missing-key");
	assert_int_equal(f->diags.v[2].line, 1);
}

static void words_and_ids_are_bare(void **state)
{
	struct fixture *f = *state;
	struct reader *r = begin(f, "a = one two\nb = \"x\"\nc = a-1\nd = A\n");

	assert_string_equal(reader_word(r, "a", true), "one two");
	assert_string_equal(reader_id(r, "c", true), "a-1");
	assert_null(reader_word(r, "e", false));
	assert_no_diags(&f->diags);
	reader_word(r, "b", true);
	assert_one_diag(&f->diags, "not-bare", 3, 6);
	assert_null(reader_id(r, "d", true));
	assert_string_equal(f->diags.v[1].rule, "bad-id");
	assert_null(reader_id(r, "e", true));
	assert_string_equal(f->diags.v[2].rule, "missing-key");
}

static void an_id_has_at_most_63_bytes(void **state)
{
	char id[65];

	(void)state;
	memset(id, 'a', sizeof(id) - 1);
	id[64] = '\0';
	assert_false(reader_id_is_valid(id));
	id[63] = '\0';
	assert_true(reader_id_is_valid(id));
	assert_false(reader_id_is_valid(""));
	assert_false(reader_id_is_valid("a_b"));
	assert_false(reader_id_is_valid("é"));
}

static void numbers_are_strict(void **state)
{
	static const char *const bad[] = { "-1", "+1", "01", "1.5", "0x1", "1e2", "11", "1 0",
		"99999999999999999999", "٣" };
	struct fixture *f = *state;
	struct reader *r = begin(f, "a = 0\nb = 10\n");

	assert_int_equal(reader_int(r, "a", 0, 10, 5, true), 0);
	assert_int_equal(reader_int(r, "b", 0, 10, 5, true), 10);
	assert_int_equal(reader_int(r, "c", 0, 10, 5, false), 5);
	assert_no_diags(&f->diags);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		r = begin(f, arena_printf(&f->arena, "a = %s\n", bad[i]));
		assert_int_equal(reader_int(r, "a", 0, 10, 5, true), 5);
		assert_one_diag(&f->diags, "bad-number", 2, 5);
	}
}

static void flags_are_yes_or_no(void **state)
{
	struct fixture *f = *state;
	struct reader *r = begin(f, "a = yes\nb = no\nc = true\n");

	assert_true(reader_bool(r, "a", false));
	assert_false(reader_bool(r, "b", true));
	assert_true(reader_bool(r, "d", true));
	assert_no_diags(&f->diags);
	assert_true(reader_bool(r, "c", true));
	assert_one_diag(&f->diags, "bad-flag", 4, 5);
}

static void dates_exist_in_the_calendar(void **state)
{
	static const char *const bad[] = { "", "26", "2026-", "2026-13", "2026-00", "2026-2-3",
		"2026-02-29", "2026-04-31", "2026-01-00", "2026-01-01x", "0999", "02026",
		"2026/01/01" };
	struct date d;

	(void)state;
	assert_true(date_parse("2026", &d) && d.year == 2026 && !d.month && !d.day);
	assert_true(date_parse("2026-11", &d) && d.month == 11 && !d.day);
	assert_true(date_parse("2024-02-29", &d) && d.day == 29);
	assert_true(date_parse("2000-02-29", &d));
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(date_parse(bad[i], &d));
}

static int compare(const char *a, const char *b)
{
	struct date x, y;

	assert_true(date_parse(a, &x) && date_parse(b, &y));
	return date_compare(&x, &y);
}

static int days(const char *a, const char *b)
{
	struct date x, y;

	assert_true(date_parse(a, &x) && date_parse(b, &y));
	return date_days(&x, &y);
}

static void days_between_dates_are_counted(void **state)
{
	(void)state;
	assert_int_equal(days("2026-11-24", "2026-11-24"), 0);
	assert_int_equal(days("2026-11-24", "2026-11-23"), -1);
	assert_int_equal(days("2028-02-28", "2028-03-01"), 2);
	assert_int_equal(days("2027-02-28", "2027-03-01"), 1);
	assert_int_equal(days("2026-12-31", "2027-12-31"), 365);
	assert_int_equal(days("2027-12-31", "2028-12-31"), 366);
	/* four centuries, with the leap day of 2000 and without those of 2100, 2200 and 2300 */
	assert_int_equal(days("2000-01-01", "2400-01-01"), 146097);
	assert_int_equal(days("1970-01-01", "2038-01-19"), 24855);
	/* a missing month or day counts as the last one */
	assert_int_equal(days("2026", "2027-01"), 31);
}

static void a_date_without_a_day_is_its_last_day(void **state)
{
	(void)state;
	assert_true(compare("2026-11-24", "2026-11-25") < 0);
	assert_true(compare("2027-01-01", "2026-12-31") > 0);
	assert_true(compare("2026-11", "2026-11-30") == 0);
	assert_true(compare("2026-02", "2026-02-28") == 0);
	assert_true(compare("2026", "2026-12-31") == 0);
	assert_true(compare("2026", "2026-12-30") > 0);
}

static void lists_have_ids_each_once(void **state)
{
	struct fixture *f = *state;
	struct reader *r = begin(f, "a = x, S02a ,y-1\nb = x,,x\nc = a b\n");
	const char **list;

	assert_int_equal(reader_list(r, "a", &list, true), 3);
	assert_string_equal(list[0], "x");
	assert_string_equal(list[1], "S02a");
	assert_string_equal(list[2], "y-1");
	assert_int_equal(reader_list(r, "d", &list, false), 0);
	assert_no_diags(&f->diags);
	assert_int_equal(reader_list(r, "b", &list, true), 1);
	assert_int_equal(f->diags.n, 2);
	assert_int_equal(reader_list(r, "c", &list, true), 0);
	assert_int_equal(f->diags.n, 3);
	assert_true(has_rule(&f->diags, "bad-list"));
}

static void a_key_that_nobody_asked_for_gets_a_guess(void **state)
{
	struct fixture *f = *state;
	struct reader *r =
		begin(f, "titel = \"a\"\nopton.c = \"b\"\naccpt12 = \"c\"\nzebra = 1\nid = 2\n");

	reader_prose(r, "title", false);
	reader_know(r, "option.");
	reader_know(r, "accept");
	reader_word(r, "ix", false);
	reader_finish(r);
	assert_int_equal(f->diags.n, 5);
	assert_non_null(strstr(f->diags.v[0].message, "“title”"));
	assert_int_equal(f->diags.v[0].line, 2);
	assert_int_equal(f->diags.v[0].column, 1);
	assert_non_null(strstr(f->diags.v[1].message, "“option.c”"));
	assert_non_null(strstr(f->diags.v[2].message, "“accept12”"));
	assert_non_null(strstr(f->diags.v[3].message, "README"));
	assert_non_null(strstr(f->diags.v[4].message, "README"));
}

static void known_keys_are_those_read_or_of_a_known_family(void **state)
{
	struct fixture *f = *state;
	struct reader *r = begin(f, "a = 1\nb.x = 2\nb.y = 3\n");

	reader_word(r, "a", true);
	reader_know(r, "b.");
	reader_finish(r);
	assert_no_diags(&f->diags);
	/* the next section does not inherit which keys were read */
	reader_begin(r, r->section);
	reader_finish(r);
	assert_int_equal(f->diags.n, 3);
}

static void numbered_keys_are_taken_apart(void **state)
{
	struct numbered_key k;

	(void)state;
	assert_true(reader_key_is_numbered("text12", "text", &k));
	assert_int_equal(k.number, 12);
	assert_string_equal(k.rest, "");
	assert_true(reader_key_is_numbered("quote3_by", "quote", &k));
	assert_string_equal(k.rest, "_by");
	assert_false(reader_key_is_numbered("text", "text", &k));
	assert_false(reader_key_is_numbered("text01", "text", &k));
	assert_false(reader_key_is_numbered("text1000", "text", &k));
	assert_false(reader_key_is_numbered("texts1", "text", &k));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(prose_is_quoted_and_not_blank),
		TEST(words_and_ids_are_bare),
		TEST(an_id_has_at_most_63_bytes),
		TEST(numbers_are_strict),
		TEST(flags_are_yes_or_no),
		TEST(dates_exist_in_the_calendar),
		TEST(days_between_dates_are_counted),
		TEST(a_date_without_a_day_is_its_last_day),
		TEST(lists_have_ids_each_once),
		TEST(a_key_that_nobody_asked_for_gets_a_guess),
		TEST(known_keys_are_those_read_or_of_a_known_family),
		TEST(numbered_keys_are_taken_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
