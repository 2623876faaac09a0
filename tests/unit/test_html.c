/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escaped text, which can end neither an element nor an attribute. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/emphasis.h"
#include "text/html.h"

static void what_html_means_something_by_is_named(void **state)
{
	static const struct {
		const char *text, *html;
	} cases[] = {
		{ "", "" },
		{ "été 1-2 'x'", "été 1-2 'x'" },
		{ "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;" },
		{ "\" onclick=\"", "&quot; onclick=&quot;" },
		{ "red \033[31m", "red \xef\xbf\xbd[31m" },
		{ "two\nlines", "two lines" },
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		strbuf_clear(&out);
		html_text(&out, cases[i].text);
		assert_string_equal(out.buf, cases[i].html);
	}
	strbuf_release(&out);
}

static void text_is_added_to_what_is_there(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	strbuf_addstr(&out, "<p>");
	html_text(&out, "1 < 2");
	assert_string_equal(out.buf, "<p>1 &lt; 2");
	strbuf_release(&out);
}

static void emphasis_is_strong_in_prose_and_gone_in_attributes(void **state)
{
	static const char text[] = "A *<child>* never.";
	struct strbuf marked = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	emphasis_mark(&marked, text, strlen(text), true);
	html_prose(&out, marked.buf);
	assert_string_equal(out.buf, "A <strong>&lt;child&gt;</strong> never.");
	strbuf_clear(&out);
	html_text(&out, marked.buf);
	assert_string_equal(out.buf, "A &lt;child&gt; never.");
	strbuf_clear(&out);
	html_prose(&out, "2 * 3 < *7");
	assert_string_equal(out.buf, "2 * 3 &lt; *7");
	strbuf_release(&out);
	strbuf_release(&marked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(emphasis_is_strong_in_prose_and_gone_in_attributes),
		cmocka_unit_test(what_html_means_something_by_is_named),
		cmocka_unit_test(text_is_added_to_what_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
