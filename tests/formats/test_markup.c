/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of other programs become texts of a lesson. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/html_entity.h"
#include "formats/markup.h"

struct example {
	const char *source, *wanted;
};

static void convert(const struct example *e, size_t n, enum markup format, bool emphasis)
{
	for (size_t i = 0; i < n; i++) {
		struct strbuf out = STRBUF_INIT, lost = STRBUF_INIT;
		struct markup_text text = { e[i].source, format };

		markup_convert(&out, &text, emphasis, &lost);
		assert_string_equal(out.buf, e[i].wanted);
		strbuf_release(&out);
		strbuf_release(&lost);
	}
}

static void tags_become_text(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ "<p>One.</p>\n<p>Two.</p>", "One. Two." },
		{ "One<br>two<br/>three<BR />four", "One two three four" },
		{ "Which?<ul><li>a</li><li>b</li></ul>", "Which? a; b" },
		{ "Choose<ol>\n<li>a</li>\n<li>b.</li><li>c</li></ol>Now", "Choose: a; b. c Now" },
		{ "<table><tr><td>a</td><td>b</td></tr></table>", "a, b" },
		{ "a < b and c > d <stdio.h> x<y", "a < b and c > d <stdio.h> x<y" },
		{ "a <b", "a <b" },
		{ "one<!-- two -->three", "onethree" },
		{ "one<!-- two", "one" },
		{ "a<script>if (a<b) x()</script>b<style>p{}</style>", "ab" },
		{ "a<style>p", "a" },
		{ "<span style=\"a>b\" class='c'>in</span>side", "inside" },
		{ "10<sup>6</sup> m<sup>2</sup> CO<sub>2</sub> x<sup>n</sup> a<sub>i</sub>",
			"10⁶ m² CO₂ x^n a_i" },
		{ "see <a href=\"https://x.org/a\">here</a>.", "see here (https://x.org/a)." },
		{ "<a href='https://x.org'>https://x.org</a>", "https://x.org" },
		{ "<a href=mailto:x>mail</a> <a name=\"y\">z</a>", "mail z" },
		{ "<a href=https://x.org>x", "x (https://x.org)" },
	};

	(void)state;
	convert(examples, ARRAY_SIZE(examples), MARKUP_HTML, true);
	convert(examples, ARRAY_SIZE(examples), MARKUP_MOODLE, true);
}

static void entities_are_decoded(void **state)
{
	static const struct example examples[] = {
		{ "a &amp; b &lt;i&gt; &eacute;&Eacute; &euro; &rarr; &apos; &nbsp;&nbsp;x",
			"a & b <i> éÉ € → ' x" },
		{ "&#233;&#xE9;&#Xe9; &#8217; &#147;x&#148;", "ééé ’ “x”" },
		{ "&unknown; &amp &#; &#x; &#xd800; &#99999999; & ;",
			"&unknown; &amp &#; &#x; &#xd800; "
			"&#99999999; & ;" },
		{ "Quoi&nbsp;? 10&nbsp;000 &laquo;&nbsp;oui&nbsp;&raquo;",
			"Quoi\u00a0? "
			"10\u00a0000 "
			"«\u00a0oui\u00a0»" },
		{ "soft&shy;ly \u200bhere \ufeff!", "softly here !" },
	};

	(void)state;
	convert(examples, ARRAY_SIZE(examples), MARKUP_HTML, true);
}

static void emphasis_becomes_stars_where_they_can_stand(void **state)
{
	static const struct example examples[] = {
		{ "the <b>very</b> same", "the *very* same" },
		{ "the <strong> very </strong>same", "the *very* same" },
		{ "an <em>a</em>, a <i>b</i>", "an *a*, a *b*" },
		{ "an <b><i>a</i></b> b", "an *a* b" },
		{ "<b>all of it</b>", "all of it" },
		{ "<p><b>all</b></p>", "all" },
		{ "<b>H</b>yper <b>word</b>", "Hyper *word*" },
		{ "<b></b>a <b> </b>b", "a b" },
		{ "never <b>closed", "never *closed*" },
		{ "closed</b> twice</b>", "closed twice" },
		{ "2 * 3 * 4", "2 * 3 * 4" },
		{ "a *so* b", "a **so** b" },
		{ "a ** b", "a **** b" },
		{ "a*b <b>c</b>", "a**b *c*" },
		{ "“<b>so</b>”", "“*so*”" },
		{ "a | b || c", "a | b |||| c" },
	};
	static const struct example none[] = {
		{ "the <b>very</b> *same*", "the very *same*" },
	};

	(void)state;
	convert(examples, ARRAY_SIZE(examples), MARKUP_HTML, true);
	convert(none, ARRAY_SIZE(none), MARKUP_HTML, false);
}

static void a_text_with_too_many_stresses_stays_a_text(void **state)
{
	struct strbuf html = STRBUF_INIT, out = STRBUF_INIT, lost = STRBUF_INIT;
	struct markup_text text = { NULL, MARKUP_HTML };

	(void)state;
	for (int i = 0; i < 40; i++)
		strbuf_addstr(&html, "a <b>b</b> ");
	text.text = html.buf;
	markup_convert(&out, &text, true, &lost);
	assert_non_null(strstr(out.buf, "a *b* a"));
	assert_non_null(strstr(out.buf, "a b a b"));
	strbuf_release(&html);
	strbuf_release(&out);
	strbuf_release(&lost);
}

static void markdown_is_read(void **state)
{
	static const struct example examples[] = {
		{ "the **very** same, the *very* same, the __very__ _same_ one",
			"the *very* same, the *very* same, the *very* *same* one" },
		{ "# Head\n\ntext #1", "Head text #1" },
		{ "#5 is text", "#5 is text" },
		{ "Which?\n\n- a\n* b\n+ c\n1. d", "Which? a; b; c 1. d" },
		{ "see [here](https://x.org/a_b_c \"title\")", "see here (https://x.org/a_b_c)" },
		{ "[a] (b) [c](d", "[a] (b) [c](d" },
		{ "\\*so\\* \\_so\\_ \\x", "**so** _so_ \\x" },
		{ "`<b>` and ``a*b*`` and `open", "<b> and a*b* and `open" },
		{ "a _____ b", "a _____ b" },
		{ "!", "!" },
		{ "a\\", "a\\" },
	};

	(void)state;
	convert(examples, ARRAY_SIZE(examples), MARKUP_MARKDOWN, true);
}

static void plain_text_stays_as_it_is(void **state)
{
	static const struct example examples[] = {
		{ "a <b>b</b> &amp;  c\n\td", "a <b>b</b> &amp; c d" },
		{ "a\001b", "ab" },
		{ "x *y* z", "x **y** z" },
	};

	(void)state;
	convert(examples, ARRAY_SIZE(examples), MARKUP_PLAIN, true);
}

/* A character that terminals obey is kept for the author to see, not replaced. */
static void what_is_unclean_is_not_hidden(void **state)
{
	static const struct example examples[] = {
		{ "a\xc2\x9b"
		  "b",
			"a\xc2\x9b"
			"b" },
		{ "☎\ufe0f", "☎" },
	};

	(void)state;
	convert(examples, ARRAY_SIZE(examples), MARKUP_PLAIN, true);
}

static void pictures_are_named(void **state)
{
	static const struct example examples[] = {
		{ "<img src=\"@@PLUGINFILE@@/a/map%20x.png?forcedownload=1\" alt=\"A map\">x",
			"map%20x.png" },
		{ "<img alt='A &amp; B' src=data:image/png;base64,AA==>x", "A & B" },
		{ "<img>x<video src=\"f.mp4\"></video><object data=o.swf>", "?, f.mp4, o.swf" },
		{ "<img src=a.png />x", "a.png" },
		{ "x", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(examples); i++) {
		struct strbuf out = STRBUF_INIT, lost = STRBUF_INIT;
		struct markup_text text = { examples[i].source, MARKUP_HTML };

		markup_convert(&out, &text, true, &lost);
		assert_string_equal(out.buf, "x");
		assert_string_equal(lost.buf, examples[i].wanted);
		strbuf_clear(&lost);
		strbuf_clear(&out);
		text = (struct markup_text){ "![A map](x/map.png)x", MARKUP_MARKDOWN };
		markup_convert(&out, &text, true, &lost);
		assert_string_equal(lost.buf, "map.png");
		strbuf_release(&out);
		strbuf_release(&lost);
	}
}

static void formats_are_found_by_name(void **state)
{
	enum markup format = MARKUP_PLAIN;

	(void)state;
	assert_true(markup_find("html]", 4, &format));
	assert_int_equal(format, MARKUP_HTML);
	assert_true(markup_find("moodle", 6, &format));
	assert_int_equal(format, MARKUP_MOODLE);
	assert_false(markup_find("htm", 3, &format));
	assert_false(markup_find("rtf", 3, &format));
}

static void a_name_of_a_character_needs_its_semicolon(void **state)
{
	size_t used = 0;

	(void)state;
	assert_int_equal(html_entity("&thetasym;", 10, &used), 0x3d1);
	assert_int_equal(used, 10);
	assert_int_equal(html_entity("&yuml;", 6, &used), 0xff);
	assert_int_equal(html_entity("&yuml;", 5, &used), 0);
	assert_int_equal(html_entity("&averylongname;", 15, &used), 0);
	assert_int_equal(html_entity("&;", 2, &used), 0);
	assert_int_equal(html_entity("&#x110000;", 10, &used), 0);
	assert_int_equal(html_entity("&#12a;", 6, &used), 0);
	assert_int_equal(html_entity("&#0;", 4, &used), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_become_text),
		cmocka_unit_test(entities_are_decoded),
		cmocka_unit_test(emphasis_becomes_stars_where_they_can_stand),
		cmocka_unit_test(a_text_with_too_many_stresses_stays_a_text),
		cmocka_unit_test(markdown_is_read),
		cmocka_unit_test(plain_text_stays_as_it_is),
		cmocka_unit_test(what_is_unclean_is_not_hidden),
		cmocka_unit_test(pictures_are_named),
		cmocka_unit_test(formats_are_found_by_name),
		cmocka_unit_test(a_name_of_a_character_needs_its_semicolon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
