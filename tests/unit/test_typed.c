/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is forgiven in a typed answer, and what is not. */
#include "text/typed.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/utf8.h"

static void assert_key(const char *s, const char *expected)
{
	struct strbuf key = STRBUF_INIT, again = STRBUF_INIT;

	strbuf_addstr(&key, "before ");
	typed_key(&key, s, strlen(s), 0);
	if (strcmp(key.buf + 7, expected))
		print_error("the key of <%s> is <%s>\n", s, key.buf + 7);
	assert_string_equal(key.buf + 7, expected);
	typed_key(&again, expected, strlen(expected), 0);
	assert_string_equal(again.buf, expected);
	strbuf_release(&key);
	strbuf_release(&again);
}

static void quotes_around_an_answer_do_not_count(void **state)
{
	static const char *const quoted[] = { "\"Hill\"", "'Hill'", "“Hill”", "‘Hill’", "„Hill“",
		"‚Hill‘", "»Hill«", "«\u00a0Hill\u00a0»", "« Hill »", "‹Hill›", "「Hill」",
		"『Hill』", "《Hill》", "〈Hill〉", "〝Hill〟", "＂Hill＂", "｢Hill｣", "﹁Hill﹂",
		"❝Hill❞", "❛Hill❜", "״Hill״", "``Hill''", "<<Hill>>", ",,Hill''", "′Hill′",
		"″Hill″", "\"“Hill”\"", "“Hill", "Hill\"" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(quoted); i++)
		assert_key(quoted[i], "hill");
	assert_key("a “big” hill", "a “big” hill");
	assert_key("l’été", "l'été");
	assert_key("don't", "don't");
	assert_key("a<b", "a<b");
	assert_key("<5", "<5");
}

static void the_end_of_a_sentence_does_not_count_in_any_script(void **state)
{
	static const char *const ended[] = { "Hill.", "Hill !", "Hill\u202f?", "Hill…", "Hill...",
		"¿Hill?", "¡Hill!", "Hill;", "Hill:", "Hill,", "Hill。", "Hill！", "Hill？",
		"Hill｡", "Hill、", "Hill؟", "Hill۔", "Hill،", "Hill؛", "Hill।", "Hill॥", "Hill։",
		"Hill።", "Hill·", "Hill;", "Hill‽", "Hill၊", "Hill།", "Hill׃", "“Hill.”", "“Hill”.",
		"«\u00a0Hill\u00a0!\u00a0»", "… Hill" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(ended); i++)
		assert_key(ended[i], "hill");
	assert_key("Hill. Lake.", "hill. lake");
	assert_key(".org", ".org");
	assert_key("U.N.", "u.n");
	assert_key("C++", "c++");
	assert_key("#Hill", "#hill");
	assert_key("(hill)", "(hill)");
}

static void spaces_hyphens_and_apostrophes_of_all_kinds_are_alike(void **state)
{
	static const char *const spaces[] = { "  ", "\t", "\u00a0", "\u1680", "\u2002", "\u2003",
		"\u2007", "\u2009", "\u200a", "\u202f", "\u205f", "\u2800", "\u3000", " \u00a0 " };
	static const char *const hyphens[] = { "-", "\u02d7", "\u058a", "\u05be", "\u1400",
		"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\u2796",
		"\u2e17", "\u2e40", "\u30a0", "\ufe31", "\ufe58", "\ufe63", "\uff0d" };
	static const char *const apostrophes[] = { "'", "`", "\u00b4", "\u02b9", "\u02bb", "\u02bc",
		"\u02be", "\u02bf", "\u0384", "\u055a", "\u05f3", "\u1fbd", "\u1fef", "\u1ffd",
		"\u2018", "\u2019", "\u201b", "\u2032", "\u275c", "\uff07", "\uff40" };
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(spaces); i++)
		assert_key(arena_printf(&arena, "%sblue%sheart%s", spaces[i], spaces[i], spaces[i]),
			"blue heart");
	for (size_t i = 0; i < ARRAY_SIZE(hyphens); i++)
		assert_key(arena_printf(&arena, "on%sline", hyphens[i]), "on-line");
	for (size_t i = 0; i < ARRAY_SIZE(apostrophes); i++)
		assert_key(arena_printf(&arena, "aujourd%shui", apostrophes[i]), "aujourd'hui");
	arena_release(&arena);
}

static void numbers_in_an_answer_may_be_in_any_script(void **state)
{
	(void)state;
	assert_key("٢٠١٨", "2018");
	assert_key("۲۰۱۸", "2018");
	assert_key("२०१८", "2018");
	assert_key("２０１８", "2018");
	assert_key("၂၀၁၈", "2018");
	assert_key("٣٫٥", "3.5");
	assert_key("٥٠٬٠٠٠", "50,000");
	assert_key("١، ٢", "1, 2");
}

static void an_answer_of_marks_keeps_them(void **state)
{
	(void)state;
	assert_key("?", "?");
	assert_key("？", "?");
	assert_key("“?”", "?");
	assert_key("\" ? \"", "?");
	assert_key("…", "...");
	assert_key("\"", "\"");
	assert_key("\"\"", "\"\"");
	assert_key("\" \"", "\" \"");
	assert_key("", "");
	assert_key(" \u00a0", "");
}

static void only_marks_are_a_blank_answer(void **state)
{
	static const char *const blank[] = { "", " ", "\u3000", ".", "?", "…", "\"\"", "« »",
		"「」", "?!", "\u200b", "¿?", "،", "\" . \"" };
	static const char *const typed[] = { "a", "0", "-", "+", "#", "(", "5.", "٣", "の" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(blank); i++)
		assert_true(typed_is_blank(blank[i], strlen(blank[i])));
	for (size_t i = 0; i < ARRAY_SIZE(typed); i++)
		assert_false(typed_is_blank(typed[i], strlen(typed[i])));
}

static void articles_are_those_of_the_language(void **state)
{
	static const struct {
		const char *lang, *key, *rest;
	} cases[] = { { "en", "the hill", "hill" }, { "en", "a hill", "hill" },
		{ "en", "an oak", "oak" }, { "en", "theatre", "theatre" }, { "en", "the", "the" },
		{ "en", "le train", "le train" }, { "fr", "le train", "train" },
		{ "fr", "l'onudc", "onudc" }, { "fr", "d'anonymat", "anonymat" },
		{ "fr", "l' onudc", "onudc" }, { "fr", "l'«onudc", "onudc" },
		{ "fr", "de la force", "force" }, { "fr", "de l'aide", "aide" },
		{ "fr", "des preuves", "preuves" }, { "fr", "lettre", "lettre" },
		{ "fr", "l'", "l'" }, { "es", "los niños", "niños" }, { "es", "una red", "red" },
		{ "de", "die brücke", "brücke" }, { "it", "un'amica", "amica" },
		{ "pt", "os filhos", "filhos" }, { "nl", "t huis", "huis" },
		{ "ar", "الكتاب", "كتاب" }, { "ar", "ال", "ال" }, { "ru", "а река", "а река" },
		{ "zh", "一本书", "一本书" }, { "xx", "the hill", "the hill" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_string_equal(typed_skip_article(cases[i].key, cases[i].lang), cases[i].rest);
}

/* ---- any decoration of any answer */

static const char *one_of(uint64_t *rng_state, const char *const *v, size_t n)
{
	return v[rand_below(rng_state, (uint32_t)n)];
}

#define ONE_OF(...)                                             \
	one_of(rng_state, (const char *const[]){ __VA_ARGS__ }, \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void add_space(struct strbuf *out, uint64_t *rng_state)
{
	for (uint32_t n = rand_below(rng_state, 3); n; n--)
		strbuf_addstr(
			out, ONE_OF(" ", "\t", "\u00a0", "\u2003", "\u2009", "\u202f", "\u3000"));
}

/* Appends c of a plain answer in one of the ways that a person may type it. */
static void add_typed(struct strbuf *out, signed char c, uint64_t *rng_state)
{
	char utf8[4];

	if (c == ' ') {
		strbuf_addstr(out, ONE_OF(" ", "\u00a0", "\u202f", "\u3000"));
		add_space(out, rng_state);
	} else if (c == '\'') {
		strbuf_addstr(
			out, ONE_OF("'", "`", "\u2019", "\u2018", "\u02bc", "\u2032", "\uff07"));
	} else if (c == '-') {
		strbuf_addstr(out, ONE_OF("-", "\u2010", "\u2011", "\u2013", "\u2212", "\uff0d"));
	} else if (c >= '0' && c <= '9') {
		static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0x966, 0xe50, 0xff10 };
		uint32_t zero = zeros[rand_below(rng_state, ARRAY_SIZE(zeros))];

		strbuf_add(out, utf8, (size_t)utf8_put(utf8, zero + (uint32_t)(c - '0')));
	} else if (c >= 'a' && c <= 'z') {
		static const uint32_t firsts[] = { 'a', 'A', 0xff21, 0xff41 };
		uint32_t first = firsts[rand_below(rng_state, ARRAY_SIZE(firsts))];

		strbuf_add(out, utf8, (size_t)utf8_put(utf8, first + (uint32_t)(c - 'a')));
	} else {
		strbuf_addch(out, (char)c);
	}
	if (c > 0 && !rand_below(rng_state, 8))
		strbuf_addstr(out, ONE_OF("\u00ad", "\u200b", "\u200e", "\u2060", "\ufeff"));
}

static void decorate(struct strbuf *out, const char *plain, uint64_t *rng_state)
{
	add_space(out, rng_state);
	for (uint32_t n = rand_below(rng_state, 3); n; n--) {
		strbuf_addstr(out,
			ONE_OF("\"", "'", "“", "‘", "„", "«", "»", "‹", "「", "『", "《", "¿", "¡",
				"…"));
		add_space(out, rng_state);
	}
	for (; *plain; plain++)
		add_typed(out, (signed char)*plain, rng_state);
	for (uint32_t n = rand_below(rng_state, 4); n; n--) {
		add_space(out, rng_state);
		strbuf_addstr(out,
			ONE_OF("\"", "'", "”", "’", "“", "»", "«", "›", "」", "』", "》", ".", "!",
				"?", "…", "。", "؟", "۔", "।", "，", ";", ":"));
	}
	add_space(out, rng_state);
}

static void any_decoration_of_an_answer_is_that_answer(void **state)
{
	static const char *const plain[] = { "hill", "on-line", "l'onudc", "take it down",
		"article 3", "2018", "3-4", "u.n.o.d.c", "blue heart day", "c'est-à-dire" };
	uint64_t rng = 14, *rng_state = &rng;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct strbuf typed = STRBUF_INIT, key = STRBUF_INIT;
		const char *expected = plain[(size_t)i % ARRAY_SIZE(plain)];

		decorate(&typed, expected, rng_state);
		typed_key(&key, typed.buf, typed.len, 0);
		if (strcmp(key.buf, expected))
			print_error("<%s> is read as <%s>\n", typed.buf, key.buf);
		assert_string_equal(key.buf, expected);
		assert_false(typed_is_blank(typed.buf, typed.len));
		strbuf_release(&typed);
		strbuf_release(&key);
	}
}

static void add_normal(struct strbuf *key, const struct strbuf *text, uninorm_t form)
{
	size_t n;
	uint8_t *v = u8_normalize(form, (const uint8_t *)text->buf, text->len, NULL, &n);

	assert_non_null(v);
	typed_key(key, (const char *)v, n, 0);
	free(v);
}

/* Any text: the key of a key is the key, and normal forms do not count. */
static void the_key_of_a_key_is_the_key(void **state)
{
	static const uint32_t some[] = { ' ', '"', '\'', '.', '?', 0xab, 0xbb, 0x2019, 0x201c,
		0x2026, 0x3000, 0x300c, 0x300d, 0x301, 0x327, 0x60c, 0x66b, 0x640, 0x1ffd, 'a', 'e',
		0xe9 };
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct strbuf text = STRBUF_INIT, once = STRBUF_INIT, twice = STRBUF_INIT,
			      nfc = STRBUF_INIT, nfd = STRBUF_INIT;

		for (uint32_t n = rand_below(&seed, 8); n; n--) {
			uint32_t c = rand_below(&seed, 3)
				? some[rand_below(&seed, ARRAY_SIZE(some))]
				: 0x20 + rand_below(&seed, 0x3100);
			char utf8[4];

			strbuf_add(&text, utf8, (size_t)utf8_put(utf8, c));
		}
		typed_key(&once, text.buf, text.len, 0);
		typed_key(&twice, once.buf, once.len, 0);
		add_normal(&nfc, &text, UNINORM_NFC);
		add_normal(&nfd, &text, UNINORM_NFD);
		if (strcmp(once.buf, twice.buf) || strcmp(once.buf, nfc.buf) ||
			strcmp(once.buf, nfd.buf))
			print_error("<%s>: <%s>, <%s>, <%s>, <%s>\n", text.buf, once.buf, twice.buf,
				nfc.buf, nfd.buf);
		assert_string_equal(once.buf, twice.buf);
		assert_string_equal(once.buf, nfc.buf);
		assert_string_equal(once.buf, nfd.buf);
		strbuf_release(&text);
		strbuf_release(&once);
		strbuf_release(&twice);
		strbuf_release(&nfc);
		strbuf_release(&nfd);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_around_an_answer_do_not_count),
		cmocka_unit_test(the_end_of_a_sentence_does_not_count_in_any_script),
		cmocka_unit_test(spaces_hyphens_and_apostrophes_of_all_kinds_are_alike),
		cmocka_unit_test(numbers_in_an_answer_may_be_in_any_script),
		cmocka_unit_test(an_answer_of_marks_keeps_them),
		cmocka_unit_test(only_marks_are_a_blank_answer),
		cmocka_unit_test(articles_are_those_of_the_language),
		cmocka_unit_test(any_decoration_of_an_answer_is_that_answer),
		cmocka_unit_test(the_key_of_a_key_is_the_key),
	};

	return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
