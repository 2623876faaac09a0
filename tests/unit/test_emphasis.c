/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/emphasis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "unit/course_fixture.h"

/* Writes what emphasis an author's text has: <so> */
static void show(struct strbuf *out, const char *text, bool bars)
{
	struct strbuf marked = STRBUF_INIT;
	const char *part;
	size_t at = 0, n;
	bool strong;

	emphasis_mark(&marked, text, strlen(text), bars);
	strbuf_clear(out);
	while (emphasis_next(marked.buf, marked.len, &at, &part, &n, &strong)) {
		strbuf_addstr(out, strong ? "<" : "");
		strbuf_add(out, part, n);
		strbuf_addstr(out, strong ? ">" : "");
	}
	strbuf_release(&marked);
}

static void stars_emphasise_around_words_only(void **state)
{
	static const struct {
		const char *text, *is;
	} texts[] = {
		{ "A *child* never.", "A <child> never." },
		{ "*All of it*", "<All of it>" },
		{ "*One* and *two*.", "<One> and <two>." },
		{ "l’*enfant*, «*oui*»", "l’<enfant>, «<oui>»" },
		{ "a*b*c", "a*b*c" },
		{ "é*b* and *b*é", "é*b* and *b*é" },
		{ "2*3*4", "2*3*4" },
		{ "5 * 3 * 2", "5 * 3 * 2" },
		{ "*open", "*open" },
		{ "open*", "open*" },
		{ "*one\ntwo*", "*one\ntwo*" },
		{ "a ** b", "a * b" },
		{ "**", "*" },
		{ "*so **too***", "<so *too*>" },
		{ "*a * b*", "*a * b*" },
		{ "_so_ a|b", "_so_ a|b" },
		{ "*", "*" },
		{ "", "" },
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		show(&out, texts[i].text, true);
		assert_string_equal(out.buf, texts[i].is);
	}
	strbuf_release(&out);
}

static void two_bars_are_one_where_bars_part_nothing(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	show(&out, "a || *b*", true);
	assert_string_equal(out.buf, "a | <b>");
	show(&out, "a || *b*", false);
	assert_string_equal(out.buf, "a || <b>");
	strbuf_release(&out);
}

static void marked_texts_give_their_words_and_their_stars(void **state)
{
	struct strbuf marked = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	emphasis_mark(&marked, "Not *so*.", strlen("Not *so*."), true);
	assert_true(emphasis_is_marked(marked.buf));
	assert_false(emphasis_is_marked("Not *so*."));
	emphasis_plain(&out, marked.buf, marked.len);
	assert_string_equal(out.buf, "Not so.");
	strbuf_clear(&out);
	emphasis_stars(&out, marked.buf, marked.len);
	assert_string_equal(out.buf, "Not *so*.");
	strbuf_clear(&out);
	/* a mark cut off by a field's limit stays text */
	emphasis_plain(&out, marked.buf, marked.len - 3);
	assert_int_not_equal(out.len, 0);
	strbuf_release(&out);
	strbuf_release(&marked);
}

static void words_between_signs_are_found_and_names_are_not(void **state)
{
	static const struct {
		const char *text, *sign;
		int at, n; /* n is -1 if there is nothing */
	} texts[] = {
		{ "A **low** hill", "**", 2, 3 },
		{ "a_b_c and _so_.", "_", 10, 2 },
		{ "snake_case_name", "_", 0, -1 },
		{ "____ and ____", "_", 0, -1 },
		{ "__so__", "_", 0, -1 },
		{ "__so__", "__", 0, 2 },
		{ "**so***", "**", 0, -1 },
		{ "l`été", "`", 0, -1 },
		{ "`x", "`", 0, -1 },
		{ "*a *b*", "*", 3, 1 },
		{ "_é_", "_", 0, 2 },
		{ "", "_", 0, -1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		size_t at = 0, n = 0;
		bool found =
			emphasis_find(texts[i].text, strlen(texts[i].text), texts[i].sign, &at, &n);

		assert_int_equal(found, texts[i].n >= 0);
		if (found) {
			assert_int_equal(at, texts[i].at);
			assert_int_equal(n, texts[i].n);
		}
	}
}

#define LESSON                                                                                 \
	"id = hills\norder = 10\nlanguage = en\ntitle = \"*Hills*\"\nsummary = \"*H*\"\n"      \
	"minutes = 5\npass = 60\n[term hill]\nterm = \"*hill*\"\nmeaning = \"A *low* one.\"\n" \
	"[page p]\ntitle = \"*P*\"\ntext1 = \"A *hill* || b.\"\nterm1 = hill\n"                \
	"[question q]\ntype = single\nafter = p\nprompt = \"Is it *so*?\"\n"                   \
	"option.a = \"*a*\"\nfeedback.a = \"*Yes*\"\noption.b = \"b\"\nfeedback.b = \"No\"\n"  \
	"correct = a\nhint1 = \"Look *up*.\"\n"

static void assert_plain(const char *text, const char *words)
{
	struct strbuf plain = STRBUF_INIT;

	assert_true(emphasis_is_marked(text));
	emphasis_plain(&plain, text, strlen(text));
	assert_string_equal(plain.buf, words);
	strbuf_release(&plain);
}

static void sentences_of_format_2_take_emphasis_and_names_do_not(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_from_texts("[lesson]\nformat = 2\n" LESSON, NULL, &diags);

	(void)state;
	assert_no_diags(&diags);
	assert_string_equal(l->title, "*Hills*");
	assert_string_equal(l->pages[0].title, "*P*");
	assert_string_equal(l->terms[0].term, "*hill*");
	assert_plain(l->terms[0].meaning, "A low one.");
	assert_plain(l->pages[0].pieces[0].text, "A hill | b.");
	assert_plain(l->questions[0].prompt, "Is it so?");
	assert_plain(l->questions[0].hints[0], "Look up.");
	lesson_free(l);
	diags_release(&diags);
}

/* What a person types is compared with what the author wrote, so neither has marks. */
static void what_is_chosen_or_compared_takes_no_emphasis(void **state)
{
	static const struct {
		const char *kind;
		const char *key;
		bool takes;
	} keys[] = {
		{ "page", "text1", true },
		{ "page", "step1_why", true },
		{ "page", "table1.2", true },
		{ "page", "title", false },
		{ "page", "picture1.1", false },
		{ "question", "prompt", true },
		{ "question", "explain", true },
		{ "question", "hint1", true },
		{ "question", "feedback.a", true },
		{ "question", "nearly1_feedback", true },
		{ "question", "accept1", false },
		{ "question", "nearly1", false },
		{ "question", "option.a", false },
		{ "question", "left.a", false },
		{ "fact", "text", true },
		{ "fact", "value", false },
		{ "term", "meaning", true },
		{ "term", "term", false },
		{ "chart", "bar.a", false },
		{ "lesson", "summary", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const struct ini_section s = { .kind = keys[i].kind };

		assert_int_equal(reader_takes_emphasis(&s, keys[i].key), keys[i].takes);
	}
}

static void stars_of_format_1_stay_stars(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_from_texts("[lesson]\nformat = 1\n" LESSON, NULL, &diags);

	(void)state;
	assert_no_diags(&diags);
	assert_string_equal(l->pages[0].pieces[0].text, "A *hill* || b.");
	assert_string_equal(l->questions[0].prompt, "Is it *so*?");
	lesson_free(l);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stars_emphasise_around_words_only),
		cmocka_unit_test(two_bars_are_one_where_bars_part_nothing),
		cmocka_unit_test(words_between_signs_are_found_and_names_are_not),
		cmocka_unit_test(sentences_of_format_2_take_emphasis_and_names_do_not),
		cmocka_unit_test(what_is_chosen_or_compared_takes_no_emphasis),
		cmocka_unit_test(stars_of_format_1_stay_stars),
		cmocka_unit_test(marked_texts_give_their_words_and_their_stars),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
