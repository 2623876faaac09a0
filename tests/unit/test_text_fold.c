/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/utf8.h"

static void assert_key(const char *s, unsigned flags, const char *key)
{
	struct strbuf out = STRBUF_INIT, again = STRBUF_INIT;

	strbuf_addstr(&out, "before ");
	text_fold(&out, s, strlen(s), flags);
	assert_string_equal(out.buf + 7, key);
	text_fold(&again, out.buf + 7, out.len - 7, flags);
	assert_string_equal(again.buf, key);
	strbuf_release(&out);
	strbuf_release(&again);
}

static void case_does_not_count(void **state)
{
	(void)state;
	assert_key("The Blue HEART", 0, "the blue heart");
	assert_key("ÉTÉ À Paris", 0, "été à paris");
	assert_key("ПОМОЩЬ", 0, "помощь");
	assert_key("Straße", 0, "strasse");
	assert_key("ΣΊΣΥΦΟΣ", 0, "σίσυφοσ");
	assert_key("I", 0, "i");
}

static void white_space_is_one_space_and_none_at_the_ends(void **state)
{
	(void)state;
	assert_key("  a \t\n b  ", 0, "a b");
	assert_key("\xC2\xA0"
		   "é\xE2\x80\xAF\xE3\x80\x80 b\xC2\xA0",
		0, "é b");
	assert_key("", 0, "");
	assert_key(" \t ", 0, "");
	assert_key("\xC2\xA0", 0, "");
}

static void apostrophes_and_dashes_of_all_kinds_are_alike(void **state)
{
	(void)state;
	assert_key("l’homme", 0, "l'homme");
	assert_key("l`homme", 0, "l'homme");
	assert_key("l´été", 0, "l'été");
	assert_key("lʼété‛", 0, "l'été'");
	assert_key("est–ce — ça ‑ −", 0, "est-ce - ça - -");
}

static void composed_and_decomposed_letters_are_alike(void **state)
{
	(void)state;
	assert_key("e\xCC\x81t\xC3\xA9", 0, "été");
	assert_true(text_equal_folded("E\xCC\x81t\xC3\xA9", "été", 0));
	assert_true(text_equal_folded("ﬁn", "fin", 0));
	assert_true(text_equal_folded("ＡＢＣ　１", "abc 1", 0));
	assert_true(text_equal_folded("…", "...", 0));
	assert_true(text_equal_folded("Ǣ ǽ", "Æ\xCC\x84 æ\xCC\x81", 0));
	assert_true(text_equal_folded("Ǽ", "Ae\xCC\x81", 0));
}

static void ligatures_are_opened(void **state)
{
	(void)state;
	assert_key("Œuvre, CŒUR, Æsop, et cætera", 0, "oeuvre, coeur, aesop, et caetera");
}

static void what_is_not_seen_is_dropped(void **state)
{
	(void)state;
	assert_key("co\xC2\xADop\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF\xE2\x80\x8E"
		   "er",
		0, "cooper");
	assert_key("❤\xEF\xB8\x8F", 0, "❤");
	assert_key("\xE2\x80\x8B", 0, "");
	assert_true(text_equal_folded("می\xE2\x80\x8Cخواهم", "میخواهم", 0));
}

static void russian_and_arabic_habits_do_not_count(void **state)
{
	(void)state;
	assert_key("Ёлка её", 0, "елка ее");
	assert_true(text_equal_folded("مَرْحَبًا", "مرحبا", 0));
	assert_true(text_equal_folded("مرحبـــا", "مرحبا", 0));
	assert_true(text_equal_folded("أ", "ا\xD9\x94", 0));
	assert_false(text_equal_folded("أب", "اب", 0));
	assert_true(text_equal_folded("أب", "اب", TEXT_NO_ACCENTS));
}

static void digits_of_all_scripts_are_alike(void **state)
{
	(void)state;
	assert_key("١٢٣ ۴ ५ ６", 0, "123 4 5 6");
}

static void accents_count_unless_told(void **state)
{
	(void)state;
	assert_false(text_equal_folded("élève", "eleve", 0));
	assert_true(text_equal_folded("élève", "eleve", TEXT_NO_ACCENTS));
	assert_key("Élève, Ærøskøbing, Łódź, Ngô Đình", TEXT_NO_ACCENTS,
		"eleve, aeroskobing, lodz, ngo dinh");
	assert_key("й", TEXT_NO_ACCENTS, "и");
	assert_key("\xCC\x81", TEXT_NO_ACCENTS, "");
	assert_key("İstanbul ılık", TEXT_NO_ACCENTS, "istanbul ilik");
}

static void marks_that_make_another_letter_are_no_accents(void **state)
{
	(void)state;
	assert_key("が", TEXT_NO_ACCENTS, "が");
	assert_key("한국", TEXT_NO_ACCENTS, "한국");
	assert_key("हिंदी", TEXT_NO_ACCENTS, "हिंदी");
	assert_false(text_equal_folded("が", "か", TEXT_NO_ACCENTS));
}

static void other_words_are_not_the_same(void **state)
{
	(void)state;
	assert_false(text_equal_folded("a b", "ab", 0));
	assert_false(text_equal_folded("", "a", 0));
	assert_false(text_equal_folded("été", "éte", 0));
	assert_true(text_equal_folded("", " ", 0));
	assert_true(text_equal_folded("Call 112!", "call  112!", 0));
}

static void invalid_bytes_stay_wrong(void **state)
{
	(void)state;
	assert_key("a\xFF\xC3", 0, "a\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_false(text_equal_folded("a\xFF", "a", 0));
}

/* A soft hyphen is dropped, but sends the text down the slow path. */
static void assert_slow_path_agrees(const char *s, size_t len, unsigned flags)
{
	struct strbuf fast = STRBUF_INIT, slow = STRBUF_INIT, off = STRBUF_INIT;

	strbuf_add(&off, s, len);
	strbuf_addstr(&off, "\xC2\xAD");
	text_fold(&fast, s, len, flags);
	text_fold(&slow, off.buf, off.len, flags);
	assert_int_equal(fast.len, slow.len);
	assert_memory_equal(fast.buf, slow.buf, fast.len);
	strbuf_release(&fast);
	strbuf_release(&slow);
	strbuf_release(&off);
}

static void the_fast_path_has_the_result_of_the_slow_one(void **state)
{
	static const uint32_t some[] = { 0x152, 0x153, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C,
		0x201D, 0x2026, 0x202F, ' ', '\t', 0xA0 };
	uint64_t seed = 9;

	(void)state;
	for (int i = 0; i < 8000; i++) {
		char buf[80];
		size_t len = 0, n = rand_below(&seed, 16);
		uint32_t most = i % 2 ? 0x80 : 0x100;

		while (n--) {
			bool odd = most > 0x80 && !rand_below(&seed, 4);
			uint32_t c = odd ? some[rand_below(&seed, ARRAY_SIZE(some))]
					 : rand_below(&seed, most);

			len += (size_t)utf8_put(buf + len, c);
		}
		assert_slow_path_agrees(buf, len, 0);
		assert_slow_path_agrees(buf, len, TEXT_NO_ACCENTS);
	}
}

static void a_long_text_folds_like_a_short_one(void **state)
{
	struct strbuf sb = STRBUF_INIT, want = STRBUF_INIT, got = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 200; i++) {
		strbuf_addstr(&sb, "  Œ…’É");
		strbuf_addstr(&want, i ? " oe...'é" : "oe...'é");
		assert_slow_path_agrees(sb.buf, sb.len, 0);
	}
	text_fold(&got, sb.buf, sb.len, 0);
	assert_string_equal(got.buf, want.buf);
	strbuf_release(&sb);
	strbuf_release(&want);
	strbuf_release(&got);
}

/* Code points after a letter, all up to U+3400 and a sample above: NFKC alone is not idempotent. */
static void the_key_of_a_key_is_the_key(void **state)
{
	(void)state;
	for (uint32_t c = 0x80; c < 0x30000; c += c < 0x3400 ? 1 : 37) {
		for (unsigned flags = 0; flags <= TEXT_NO_ACCENTS; flags++) {
			char buf[8] = "a";
			size_t len = 1 + (size_t)utf8_put(buf + 1, c);
			struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;

			text_fold(&once, buf, len, flags);
			text_fold(&twice, once.buf, once.len, flags);
			assert_string_equal(once.buf, twice.buf);
			strbuf_release(&once);
			strbuf_release(&twice);
		}
	}
}

static void assert_ascii(const char *s, const char *ascii)
{
	struct strbuf out = STRBUF_INIT;

	text_ascii(&out, s, strlen(s));
	assert_string_equal(out.buf, ascii);
	strbuf_release(&out);
}

static void ascii_has_a_likeness_for_common_signs(void **state)
{
	(void)state;
	assert_ascii("", "");
	assert_ascii("plain text, 100%", "plain text, 100%");
	assert_ascii("«\xC2\xA0L’été “à” la côte\xC2\xA0» – œuvre — ça…",
		"\" L'ete \"a\" la cote \" - oeuvre - ca...");
	assert_ascii("• ● ▸ → ← ↑ ✓ ✗", "* * > > < ^ + x");
	assert_ascii("┌─┐│└┘├═█░", "+-+|+++=#.");
	assert_ascii("5 € ½ × ≠ ²", "5 EUR 1/2 x != 2");
	assert_ascii("💙 Straße Łódź Đ", "<3 Strasse Lodz D");
	assert_ascii("ＡＢ ﬁ", "AB fi");
}

static void accents_come_off_in_ascii(void **state)
{
	(void)state;
	assert_ascii("e\xCC\x81"
		     "a\xCC\x81\xCC\x82!",
		"ea!");
	assert_ascii("ab e\xCC\x81", "ab e");
}

static void what_has_no_likeness_is_one_question_mark(void **state)
{
	(void)state;
	assert_ascii("日本", "??");
	assert_ascii("да й", "?? ?");
	assert_ascii("กำ", "?");
	assert_ascii("🇫🇷", "?");
	assert_ascii("क\xE0\xA4\xBE", "?");
	assert_ascii("a\xFF"
		     "b",
		"a?b");
	assert_ascii("سَ", "?");
}

static void what_has_no_width_is_nothing_in_ascii(void **state)
{
	(void)state;
	assert_ascii("a\xE2\x80\x8E"
		     "b\xE2\x80\x8B",
		"ab");
}

static void every_code_point_becomes_printable_ascii(void **state)
{
	(void)state;
	for (uint32_t c = 0x20; c < 0x30000; c += c < 0x3400 ? 1 : 37) {
		char buf[4];
		size_t len = (size_t)utf8_put(buf, c);
		struct strbuf out = STRBUF_INIT;

		if (!text_is_clean(buf, len))
			continue;
		text_ascii(&out, buf, len);
		assert_int_equal(utf8_printable_run(out.buf, out.len), out.len);
		assert_true(text_width(buf, len) == 0 || out.len > 0);
		strbuf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_does_not_count),
		cmocka_unit_test(white_space_is_one_space_and_none_at_the_ends),
		cmocka_unit_test(apostrophes_and_dashes_of_all_kinds_are_alike),
		cmocka_unit_test(composed_and_decomposed_letters_are_alike),
		cmocka_unit_test(ligatures_are_opened),
		cmocka_unit_test(what_is_not_seen_is_dropped),
		cmocka_unit_test(russian_and_arabic_habits_do_not_count),
		cmocka_unit_test(digits_of_all_scripts_are_alike),
		cmocka_unit_test(accents_count_unless_told),
		cmocka_unit_test(marks_that_make_another_letter_are_no_accents),
		cmocka_unit_test(other_words_are_not_the_same),
		cmocka_unit_test(invalid_bytes_stay_wrong),
		cmocka_unit_test(the_fast_path_has_the_result_of_the_slow_one),
		cmocka_unit_test(a_long_text_folds_like_a_short_one),
		cmocka_unit_test(the_key_of_a_key_is_the_key),
		cmocka_unit_test(ascii_has_a_likeness_for_common_signs),
		cmocka_unit_test(accents_come_off_in_ascii),
		cmocka_unit_test(what_has_no_likeness_is_one_question_mark),
		cmocka_unit_test(what_has_no_width_is_nothing_in_ascii),
		cmocka_unit_test(every_code_point_becomes_printable_ascii),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
