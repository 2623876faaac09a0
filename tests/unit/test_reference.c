/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of an unknown id in its value, and the id that was probably meant. */
#include "course/reference.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "course/reader.h"
#include "unit/course_fixture.h"

/* Reports the id in the value of the key "a", on line 2, from column 5 on; "hill" is known, and the
 * page "hil". */
static void expect(const char *value, const char *id, int column, const char *message)
{
	struct arena arena = { 0 };
	struct diags diags = DIAGS_INIT;
	struct reader r = { .arena = &arena, .diags = &diags };

	r.ini = parse_text(&arena,
		arena_printf(&arena, "[s x]\na = %s\n[page hil]\n[fact hill]\nb = 1\n", value),
		&diags);
	reader_begin(&r, &r.ini->sections[0]);
	reference_unknown(&r, ini_get(r.section, "a"), "unknown-fact", "fact", id);
	assert_one_diag(&diags, "unknown-fact", 2, column);
	assert_string_equal(diags.v[0].message, message);
	reader_release(&r);
	diags_release(&diags);
	arena_release(&arena);
}

#define ADD "; add it, or correct the id"

static void an_id_is_shown_whole_in_a_list(void **state)
{
	(void)state;
	expect("ox", "ox", 5, "there is no [fact ox]" ADD);
	expect("fox, ox-1, ox1, oxA, oxen, ox", "ox", 32, "there is no [fact ox]" ADD);
	expect("Box, 1ox, -ox, ox", "ox", 20, "there is no [fact ox]" ADD);
	/* what is not there as a word is shown at the whole value */
	expect("fox", "ox", 5, "there is no [fact ox]" ADD);
}

static void an_id_is_shown_in_its_brackets_in_a_text(void **state)
{
	(void)state;
	expect("\"ox {oxen} {ox-1} {ox}\"", "ox", 23, "there is no [fact ox]" ADD);
	expect("\"an ox {ox}\"", "ox", 12, "there is no [fact ox]" ADD);
	expect("\"{ox.year}\"", "ox", 6, "there is no [fact ox]" ADD);
}

static void the_nearest_id_of_its_kind_is_offered(void **state)
{
	(void)state;
	expect("hil", "hil", 5, "there is no [fact hil]; did you mean “hill”?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_is_shown_whole_in_a_list),
		cmocka_unit_test(an_id_is_shown_in_its_brackets_in_a_text),
		cmocka_unit_test(the_nearest_id_of_its_kind_is_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
