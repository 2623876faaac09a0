/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV output that other programs read back unchanged and no spreadsheet takes for formulas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "text/csv.h"
#include "text/emphasis.h"
#include "base/mem.h"
#include "base/strbuf.h"

static void each_field_is_quoted_and_defused(void **state)
{
	static const struct {
		const char *text, *field;
	} cases[] = {
		{ "hill", "\"hill\"" },
		{ "", "\"\"" },
		{ NULL, "\"\"" },
		{ "a,b", "\"a,b\"" },
		{ "say \"hill\"", "\"say \"\"hill\"\"\"" },
		{ "two\nlines\r\n", "\"two\nlines\r\n\"" },
		{ "=1+1", "\"'=1+1\"" },
		{ "+1", "\"'+1\"" },
		{ "-2.5", "\"'-2.5\"" },
		{ "@SUM(A1)", "\"'@SUM(A1)\"" },
		{ "\t=1", "\"' =1\"" },
		{ "\r=1", "\"'\xef\xbf\xbd=1\"" },
		{ "\n=1", "\"'\n=1\"" },
		{ "＝1", "\"'＝1\"" },
		{ "＠x", "\"'＠x\"" },
		{ "=\"x\"", "\"'=\"\"x\"\"\"" },
		{ "1-2", "\"1-2\"" },
		/* guarded once more, so that a reader knows which apostrophe is the guard */
		{ "'=1", "\"''=1\"" },
		{ "'tis", "\"'tis\"" },
		{ "\"=1", "\"\"\"=1\"" },
		{ "été", "\"été\"" },
		{ "\xc2\xad=1", "\"'=1\"" },
		{ "red \033[31m \xc2\x9b"
		  "2J \xe2\x80\xae",
			"\"red \xef\xbf\xbd[31m \xef\xbf\xbd"
			"2J \"" },
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		strbuf_clear(&out);
		csv_text(&out, cases[i].text);
		assert_string_equal(out.buf, cases[i].field);
	}
	strbuf_release(&out);
}

/* What was hidden by a mark may be a formula. */
static void emphasis_is_no_part_of_a_cell(void **state)
{
	static const char *const texts[][2] = { { "A *child* never", "\"A child never\"" },
		{ "*=1*", "\"'=1\"" } };
	struct strbuf marked = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		strbuf_clear(&marked);
		strbuf_clear(&out);
		emphasis_mark(&marked, texts[i][0], strlen(texts[i][0]), true);
		csv_text(&out, marked.buf);
		assert_string_equal(out.buf, texts[i][1]);
	}
	strbuf_release(&out);
	strbuf_release(&marked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(emphasis_is_no_part_of_a_cell),
		cmocka_unit_test(each_field_is_quoted_and_defused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
