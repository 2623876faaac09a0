/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/text_char.h"
#include "text/utf8.h"
#include "skip.h"

#define LEN(s) (sizeof(s) - 1)
#define FFFD "\xEF\xBF\xBD"

/* Pieces of random texts, chosen to exercise every rule. */
static const char *const scraps[] = { "a", "b", " ", "-", "\n", "\t", "\x1b", "\x7f", "é", "e",
	"\xCC\x81", "\xCC\x82", "’", "«", "\xC2\xA0", "\xE2\x80\xAF", "…", "—", "\xC2\xAD",
	"\xE2\x80\x8D", "\xE2\x80\x8C", "\xE2\x80\x8E", "\xE2\x80\xAE", "\xEF\xB8\x8F", "❤", "👨",
	"👩", "🏻", "🇫", "🇷", "日", "本", "。", "한", "\xE1\x84\x80", "\xE1\x85\xA1",
	"\xE1\x86\xA8", "ก", "ำ", "क", "\xE0\xA5\x8D", "\xE0\xA4\xBE", "س", "\xD9\x8E", "\xD9\x91",
	"٣", "\xFF", "\xC3", "\xE2\x80", "\xF0\x9F\x92", "\xED\xA0\x80", "\xEE\x80\x80",
	"\xF3\xA0\x81\x81", "\xE0\xB5\x8E", "\xE2\x80\xA8", "\xC2\x85", "\xE4\xB7\x80",
	"\xEF\xBF\xBE", "\xE2\x80\x8B" };

static size_t random_text(uint64_t *seed, char *buf, size_t size)
{
	size_t len = 0, n = rand_below(seed, 14);

	while (n--) {
		const char *s = scraps[rand_below(seed, ARRAY_SIZE(scraps))];

		if (len + strlen(s) > size)
			break;
		memcpy(buf + len, s, strlen(s));
		len += strlen(s);
	}
	return len;
}

/* Copies into a block of exactly len bytes, so that a sanitizer catches reads past the end. */
static char *exact_copy(const char *s, size_t len)
{
	char *copy = malloc(len ? len : 1);

	assert_non_null(copy);
	memcpy(copy, s, len);
	return copy;
}

static void assert_valid(const char *s, size_t len, bool valid, size_t where)
{
	char *copy = exact_copy(s, len);
	size_t bad = 99;

	assert_int_equal(text_valid(copy, len, &bad), valid);
	if (!valid)
		assert_int_equal(bad, where);
	assert_int_equal(text_valid(copy, len, NULL), valid);
	free(copy);
}

static void valid_utf8_is_told_from_invalid(void **state)
{
	(void)state;
	assert_valid("", 0, true, 0);
	assert_valid("a\0b", 3, true, 0);
	assert_valid("déjà vu 日本 💙", LEN("déjà vu 日本 💙"), true, 0);
	assert_valid("\xEF\xBF\xBE", 3, true, 0);
	assert_valid("\xF4\x8F\xBF\xBF", 4, true, 0);
	assert_valid("abcdefgh\xFF", 9, false, 8);
	assert_valid("\xC0\x80", 2, false, 0);
	assert_valid("x\xED\xA0\x80", 4, false, 1);
	assert_valid("\xE0\x80\xAF", 3, false, 0);
	assert_valid("\xF0\x80\x80\xAF", 4, false, 0);
	assert_valid("\xF4\x90\x80\x80", 4, false, 0);
	assert_valid("\xF5\x80\x80\x80", 4, false, 0);
	assert_valid("ab\xC3", 3, false, 2);
	assert_valid("ab\xE2\x80", 4, false, 2);
	assert_valid("\xF0\x9F\x92", 3, false, 0);
	assert_valid("\x80", 1, false, 0);
}

static void validity_agrees_with_libunistring_on_random_bytes(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char buf[64];
		size_t len = random_text(&seed, buf, sizeof(buf)), bad = 0;
		const uint8_t *wrong = u8_check((const uint8_t *)buf, len);

		assert_int_equal(text_valid(buf, len, &bad), !wrong);
		if (wrong)
			assert_int_equal(bad, wrong - (const uint8_t *)buf);
	}
}

static void every_code_point_is_written_and_read(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x110000; c++) {
		struct utf8_decoder d;
		char buf[4];
		uint32_t out = 0, whole;
		int n = utf8_put(buf, c), got = 0;
		uint32_t want = (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF ? 0xFFFD : c;

		memset(&d, 0, sizeof(d));
		for (int i = 0; i < n; i++) {
			assert_int_equal(got, 0);
			got = utf8_feed(&d, (unsigned char)buf[i], &out);
		}
		assert_int_equal(got, 1);
		assert_int_equal(out, want);
		assert_int_equal(utf8_decode(buf, (size_t)n, &whole), n);
		assert_int_equal(whole, want);
	}
}

/* Decodes bytes and encodes the result as UTF-8 again. */
static void feed_all(const char *s, size_t len, struct strbuf *out)
{
	struct utf8_decoder d;

	memset(&d, 0, sizeof(d));
	for (size_t i = 0; i < len; i++) {
		uint32_t c;
		char buf[4];
		int got;

		do {
			got = utf8_feed(&d, (unsigned char)s[i], &c);
			if (got)
				strbuf_add(out, buf, (size_t)utf8_put(buf, c));
		} while (d.again);
	}
}

static void a_key_after_a_broken_sequence_is_not_lost(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	feed_all("a\xE2\x80q\xC3\xC3\xA9\xFFz\xED\xA0\x80\x21", 13, &out);
	assert_string_equal(out.buf, "a" FFFD "q" FFFD "é" FFFD "z" FFFD FFFD FFFD "!");
	strbuf_release(&out);
}

/* Esc encoded in two, three and four bytes, and values past the last code point. */
static void over_long_forms_are_not_decoded(void **state)
{
	static const char *const bad[] = { "\xC0\x9B", "\xC1\xBF", "\xE0\x80\x9B", "\xE0\x9F\xBF",
		"\xF0\x80\x80\x9B", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80" };
	static const char *const good[] = { "\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80",
		"\xF4\x8F\xBF\xBF", "\xED\x9F\xBF" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct strbuf out = STRBUF_INIT;

		feed_all(bad[i], strlen(bad[i]), &out);
		assert_int_equal(out.len, 3 * strlen(bad[i]));
		for (size_t k = 0; k < out.len; k += 3)
			assert_memory_equal(out.buf + k, FFFD, 3);
		strbuf_release(&out);
	}
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		struct strbuf out = STRBUF_INIT;

		feed_all(good[i], strlen(good[i]), &out);
		assert_string_equal(out.buf, good[i]);
		strbuf_release(&out);
	}
}

static void assert_clean(const char *from, size_t len, const char *to)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	char *copy = exact_copy(from, len);

	text_sanitize(&once, copy, len);
	assert_string_equal(once.buf, to);
	assert_int_equal(text_is_clean(copy, len), once.len == len && !memcmp(once.buf, from, len));
	text_sanitize(&twice, once.buf, once.len);
	assert_string_equal(twice.buf, to);
	assert_true(text_is_clean(once.buf, once.len));
	strbuf_release(&once);
	strbuf_release(&twice);
	free(copy);
}

#define assert_sanitized(from, to) assert_clean("" from "", LEN(from), to)

static void common_text_is_left_alone(void **state)
{
	(void)state;
	assert_sanitized("", "");
	assert_sanitized("Plain English, 100 % of it: it's {fine} ~",
		"Plain English, 100 % of it: it's {fine} ~");
	assert_sanitized("« À l’œuvre »\xC2\xA0: 5 €", "« À l’œuvre »\xC2\xA0: 5 €");
	assert_sanitized("Что делать?", "Что делать?");
	assert_sanitized("مَرْحَبًا", "مَرْحَبًا");
	assert_sanitized("吧。“好的”", "吧。“好的”");
	assert_sanitized("नमस्ते กำ 한국", "नमस्ते กำ 한국");
	assert_sanitized("💙 🇫🇷 ✓", "💙 🇫🇷 ✓");
	assert_sanitized("می\xE2\x80\x8Cخواهم \xE2\x80\x8E\xE2\x80\x8F\xD8\x9C",
		"می\xE2\x80\x8Cخواهم \xE2\x80\x8E\xE2\x80\x8F\xD8\x9C");
}

static void control_characters_are_replaced(void **state)
{
	(void)state;
	assert_sanitized("a\tb\nc", "a b c");
	assert_sanitized("a\xE2\x80\xA8"
			 "b\xE2\x80\xA9",
		"a b ");
	assert_sanitized("\x1b[31m\r\x7f", FFFD "[31m" FFFD FFFD);
	assert_sanitized("a\0b", "a" FFFD "b");
	assert_sanitized("\xC2\x9B"
			 "31m\xC2\x85",
		FFFD "31m" FFFD);
	assert_sanitized("12345678\x1f", "12345678" FFFD);
}

static void invalid_bytes_are_replaced_one_by_one(void **state)
{
	(void)state;
	assert_sanitized("a\xFF\xFE", "a" FFFD FFFD);
	assert_sanitized("\xE2\x80", FFFD FFFD);
	assert_sanitized("\xED\xA0\x80", FFFD FFFD FFFD);
	assert_sanitized("\xC3(", FFFD "(");
}

static void what_hides_or_reorders_is_dropped(void **state)
{
	(void)state;
	assert_sanitized("a\xE2\x80\xAE"
			 "b\xE2\x80\xAC"
			 "c",
		"abc");
	assert_sanitized("a\xE2\x81\xA6"
			 "b\xE2\x81\xA9"
			 "c",
		"abc");
	assert_sanitized("co\xC2\xADop", "coop");
	assert_sanitized("\xEF\xBB\xBF"
			 "a\xEF\xBF\xB9",
		"a");
	assert_sanitized("❤\xEF\xB8\x8F", "❤");
	assert_sanitized("a\xF3\xA0\x81\x81\xF3\xA0\x84\x80z", "az");
	assert_sanitized("a\xE2\x81\xA1z", "az");
}

static void what_has_no_sure_width_is_replaced(void **state)
{
	(void)state;
	assert_sanitized("\xEE\x80\x80", FFFD);
	assert_sanitized("\xEF\xBF\xBE", FFFD);
	assert_sanitized("\xF0\x9F\xBF\xBF", FFFD);
	assert_sanitized("\xE4\xB7\x80", FFFD);
	assert_sanitized("\xDB\x9D", FFFD);
	assert_sanitized("\xE3\x85\xA4", FFFD);
}

static void emoji_are_taken_apart(void **state)
{
	(void)state;
	assert_sanitized("👨\xE2\x80\x8D👩\xE2\x80\x8D👧", "👨👩👧");
	assert_sanitized("👋🏻!", "👋!");
	assert_sanitized("❤\xEF\xB8\x8F\xE2\x80\x8D🔥", "❤🔥");
	assert_sanitized("क\xE0\xA5\x8D\xE2\x80\x8Dष", "क\xE0\xA5\x8D\xE2\x80\x8Dष");
}

static void a_fifth_mark_on_a_letter_is_dropped(void **state)
{
	(void)state;
#define MARK "\xCC\x81"
	assert_sanitized("e" MARK MARK MARK MARK "a" MARK, "e" MARK MARK MARK MARK "a" MARK);
	assert_sanitized(
		"e" MARK MARK MARK MARK MARK MARK "a" MARK, "e" MARK MARK MARK MARK "a" MARK);
	assert_sanitized(MARK MARK MARK MARK MARK, MARK MARK MARK MARK);
	assert_sanitized(
		"é" MARK MARK MARK MARK MARK "\x01" MARK, "é" MARK MARK MARK MARK FFFD MARK);
}

static void assert_unclean(const char *s, size_t len, const char *name, size_t where)
{
	size_t at = 99;
	const char *got = text_find_unclean(s, len, &at);

	if (!name) {
		assert_null(got);
		return;
	}
	assert_non_null(got);
	assert_string_equal(got, name);
	assert_int_equal(at, where);
	assert_string_equal(text_find_unclean(s, len, NULL), name);
}

static void what_is_unclean_has_a_name(void **state)
{
	(void)state;
	assert_unclean("fine, l’été", LEN("fine, l’été"), NULL, 0);
	assert_unclean("ab\x1b[m", 5, "control character U+001B", 2);
	assert_unclean("a\tb", 3, "tab character U+0009", 1);
	assert_unclean("a\n", 2, "line break U+000A", 1);
	assert_unclean("é\xFF", 3, "byte 0xFF that is not UTF-8", 2);
	assert_unclean("\xC2\xAD", 2, "soft hyphen U+00AD", 0);
	assert_unclean("\xE2\x80\xAE", 3, "bidirectional control U+202E", 0);
	assert_unclean("❤\xEF\xB8\x8F", 6, "variation selector U+FE0F", 3);
	assert_unclean("\xF3\xA0\x81\x81", 4, "tag character U+E0041", 0);
	assert_unclean("👋🏻", 8, "skin tone U+1F3FB", 4);
	assert_unclean("👨\xE2\x80\x8D👩", 11, "joiner of pictures U+200D", 4);
	assert_unclean("\xEE\x80\x80", 3, "private-use character U+E000", 0);
	assert_unclean("\xEF\xBF\xBE", 3, "noncharacter U+FFFE", 0);
	assert_unclean("\xCD\xB8", 2, "new or unassigned character U+0378", 0);
	assert_unclean("\xEF\xBB\xBF", 3, "format character U+FEFF", 0);
	assert_unclean("\xE4\xB7\x80", 3, "character without a sure width U+4DC0", 0);
	assert_unclean("e" MARK MARK MARK MARK MARK, 11, "fifth mark on one letter U+0301", 9);
}

static void clean_text_has_no_name_for_what_is_unclean_and_the_reverse(void **state)
{
	uint64_t seed = 11;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct strbuf out = STRBUF_INIT;
		char buf[80];
		size_t len = random_text(&seed, buf, sizeof(buf)), at = 99;
		bool clean;

		text_sanitize(&out, buf, len);
		clean = out.len == len && !memcmp(out.buf, buf, len);
		assert_int_equal(text_is_clean(buf, len), clean);
		assert_int_equal(!text_find_unclean(buf, len, &at), clean);
		if (!clean) {
			assert_true(at < len);
			assert_true(text_is_clean(buf, at));
		}
		assert_true(text_is_clean(out.buf, out.len));
		assert_int_equal(text_width(out.buf, out.len), text_width(buf, len));
		strbuf_release(&out);
	}
}

static void plain_characters_are_what_the_tables_say(void **state)
{
	int plain = 0;

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		enum char_class class = char_class(c);
		int break_property;

		if (class == CHAR_OTHER)
			continue;
		plain++;
		break_property = uc_graphemeclusterbreak_property(c);
		assert_true(break_property == GBP_OTHER || break_property == GBP_LV ||
			break_property == GBP_LVT);
		assert_int_equal(uc_width(c, "UTF-8"), class == CHAR_WIDE ? 2 : 1);
		assert_false(uc_is_general_category(c, UC_OTHER));
		assert_false(uc_is_general_category(c, UC_MARK));
		assert_int_equal(char_fate(c), CHAR_KEEP);
	}
	assert_true(plain > 40000);
}

/* Only for the libraries that the table was measured with: newer ones know more characters. */
static void widths_of_clean_text_are_those_of_wcwidth(void **state)
{
	int kept = 0;

	(void)state;
#ifdef __GLIBC__
	if (strcmp(gnu_get_libc_version(), "2.36") != 0 || !setlocale(LC_CTYPE, "C.UTF-8"))
		skip_because("the table was measured with glibc 2.36");
#else
	skip_because("this is not glibc");
#endif
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if ((c >= 0xD800 && c <= 0xDFFF) || char_fate(c) != CHAR_KEEP)
			continue;
		kept++;
		if (char_cells(c) != wcwidth((wchar_t)c))
			fail_msg("U+%04X: %d, wcwidth %d", (unsigned)c, char_cells(c),
				wcwidth((wchar_t)c));
	}
	setlocale(LC_CTYPE, "C");
	assert_true(kept > 140000);
}

static void width_counts_cells(void **state)
{
	(void)state;
	assert_int_equal(text_width("", 0), 0);
	assert_int_equal(text_width("hello, world", 12), 12);
	assert_int_equal(text_width("déjà", LEN("déjà")), 4);
	assert_int_equal(text_width("e" MARK "t", 4), 2);
	assert_int_equal(text_width("日本", LEN("日本")), 4);
	assert_int_equal(text_width("💙", LEN("💙")), 2);
	assert_int_equal(text_width("\xE0\xB2\x95\xE0\xB2\xBF", 6), 1);
	assert_int_equal(text_width("a\tb\n", 4), 4);
	assert_int_equal(text_width("\xFF\xC3", 2), 2);
	assert_int_equal(text_width("\xC2\xAD\xE2\x80\xAE", 5), 0);
}

static void assert_next(const char *s, size_t len, size_t bytes, int cells)
{
	char *copy = exact_copy(s, len);
	int got = -1;

	assert_int_equal(text_next(copy, len, &got), bytes);
	assert_int_equal(got, cells);
	assert_int_equal(text_next(copy, len, NULL), bytes);
	free(copy);
}

static void clusters_are_what_a_person_takes_for_a_letter(void **state)
{
	(void)state;
	assert_next("", 0, 0, 0);
	assert_next("ab", 2, 1, 1);
	assert_next("éa", 3, 2, 1);
	assert_next("e" MARK "a", 4, 3, 1);
	assert_next("e" MARK, 3, 3, 1);
	assert_next("日本", 6, 3, 2);
	assert_next("ก\xE0\xB8\xB3", 6, 6, 2);
	assert_next("🇫🇷🇫", 12, 8, 2);
	assert_next("한", 3, 3, 2);
	assert_next("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", 9, 9, 2);
	assert_next("\n" MARK, 3, 1, 1);
	assert_next("\r\n", 2, 2, 2);
	assert_next("\xFF" MARK, 3, 1, 1);
	assert_next("a\xFF", 2, 1, 1);
	assert_next("e" MARK "\xFF", 4, 3, 1);
	assert_next("\xE2\x80\x8E"
		    "a",
		4, 3, 0);
}

static void a_cluster_wider_than_two_cells_is_given_in_parts(void **state)
{
	(void)state;
	assert_next("👨\xE2\x80\x8D👩", 11, 7, 2);
	assert_next("क\xE0\xA4\xBE\xE0\xA4\xBE", 9, 6, 2);
}

static void a_very_long_cluster_is_given_in_parts(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	size_t at = 0, n = 0;

	(void)state;
	strbuf_addstr(&sb, "e");
	for (int i = 0; i < 10000; i++)
		strbuf_addstr(&sb, MARK);
	while (at < sb.len) {
		at += text_next(sb.buf + at, sb.len - at, NULL);
		n++;
	}
	assert_true(n < 1000);
	assert_true(text_prev(sb.buf, sb.len, sb.len) < sb.len);
	strbuf_release(&sb);
}

static void cells_of_clusters_add_up_and_boundaries_are_found_from_behind(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char buf[80];
		size_t len = random_text(&seed, buf, sizeof(buf)), at = 0;
		char *copy = exact_copy(buf, len);
		int sum = 0;

		while (at < len) {
			int cells;
			size_t n = text_next(copy + at, len - at, &cells);

			assert_true(n > 0 && n <= len - at);
			assert_true(cells >= 0 && cells <= 2);
			assert_int_equal(text_prev(copy, len, at + n), at);
			sum += cells;
			at += n;
		}
		assert_int_equal(sum, text_width(copy, len));
		free(copy);
	}
}

static void no_cluster_reaches_over_a_boundary_of_libunistring(void **state)
{
	uint64_t seed = 6;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char buf[80], starts[80];
		size_t len = random_text(&seed, buf, sizeof(buf)), at = 0;

		if (!text_valid(buf, len, NULL))
			continue;
		u8_grapheme_breaks((const uint8_t *)buf, len, starts);
		while (at < len) {
			size_t n = text_next(buf + at, len - at, NULL);

			for (size_t k = at + 1; k < at + n; k++)
				assert_false(starts[k]);
			at += n;
		}
	}
}

static void going_back_stops_at_the_start(void **state)
{
	(void)state;
	assert_int_equal(text_prev("abc", 3, 0), 0);
	assert_int_equal(text_prev("abc", 3, 1), 0);
	assert_int_equal(text_prev("abc", 3, 3), 2);
	assert_int_equal(text_prev("abc", 3, 9), 2);
	assert_int_equal(text_prev("ae" MARK, 4, 4), 1);
	assert_int_equal(text_prev("日本", 6, 6), 3);
	assert_int_equal(text_prev("🇫🇷🇫🇷", 16, 16), 8);
}

static void distance_counts_the_letters_to_change(void **state)
{
	(void)state;
	assert_int_equal(text_distance("", "", 3), 0);
	assert_int_equal(text_distance("title", "title", 3), 0);
	assert_int_equal(text_distance("tilte", "title", 3), 1);
	assert_int_equal(text_distance("titl", "title", 3), 1);
	assert_int_equal(text_distance("tittle", "title", 3), 1);
	assert_int_equal(text_distance("kitten", "sitting", 5), 3);
	assert_int_equal(text_distance("ca", "abc", 5), 3);
	assert_int_equal(text_distance("", "abc", 5), 3);
	assert_int_equal(text_distance("abc", "", 5), 3);
}

static void distance_stops_at_the_limit(void **state)
{
	(void)state;
	assert_int_equal(text_distance("kitten", "sitting", 2), 3);
	assert_int_equal(text_distance("kitten", "sitting", 3), 3);
	/* the same length, but every letter differs */
	assert_int_equal(text_distance("abcdef", "ghijkl", 2), 3);
	/* two swapped letters are one change */
	assert_int_equal(text_distance("ab", "ba", 2), 1);
	assert_int_equal(text_distance("abcd", "badc", 3), 2);
	assert_int_equal(text_distance("a", "abcdefghijkl", 2), 3);
	assert_int_equal(text_distance("a", "b", 0), 1);
	assert_int_equal(text_distance("a", "a", 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_utf8_is_told_from_invalid),
		cmocka_unit_test(validity_agrees_with_libunistring_on_random_bytes),
		cmocka_unit_test(every_code_point_is_written_and_read),
		cmocka_unit_test(over_long_forms_are_not_decoded),
		cmocka_unit_test(a_key_after_a_broken_sequence_is_not_lost),
		cmocka_unit_test(common_text_is_left_alone),
		cmocka_unit_test(control_characters_are_replaced),
		cmocka_unit_test(invalid_bytes_are_replaced_one_by_one),
		cmocka_unit_test(what_hides_or_reorders_is_dropped),
		cmocka_unit_test(what_has_no_sure_width_is_replaced),
		cmocka_unit_test(emoji_are_taken_apart),
		cmocka_unit_test(a_fifth_mark_on_a_letter_is_dropped),
		cmocka_unit_test(what_is_unclean_has_a_name),
		cmocka_unit_test(clean_text_has_no_name_for_what_is_unclean_and_the_reverse),
		cmocka_unit_test(plain_characters_are_what_the_tables_say),
		cmocka_unit_test(widths_of_clean_text_are_those_of_wcwidth),
		cmocka_unit_test(width_counts_cells),
		cmocka_unit_test(clusters_are_what_a_person_takes_for_a_letter),
		cmocka_unit_test(a_cluster_wider_than_two_cells_is_given_in_parts),
		cmocka_unit_test(a_very_long_cluster_is_given_in_parts),
		cmocka_unit_test(cells_of_clusters_add_up_and_boundaries_are_found_from_behind),
		cmocka_unit_test(no_cluster_reaches_over_a_boundary_of_libunistring),
		cmocka_unit_test(going_back_stops_at_the_start),
		cmocka_unit_test(distance_counts_the_letters_to_change),
		cmocka_unit_test(distance_stops_at_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
