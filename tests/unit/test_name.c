/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of learners that look the same are one name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/rand.h"
#include "base/strbuf.h"
#include "text/name.h"
#include "text/text.h"
#include "text/utf8.h"

static void assert_clean(const char *name, const char *clean)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, "before ");
	name_clean(&out, name);
	assert_string_equal(out.buf + 7, clean);
	strbuf_release(&out);
	name_clean(&out, clean);
	assert_string_equal(out.buf, clean);
	strbuf_release(&out);
}

static void a_name_without_anything_unusual_stays(void **state)
{
	(void)state;
	assert_clean("", "");
	assert_clean("Ana", "Ana");
	assert_clean("Ana Maria", "Ana Maria");
	assert_clean("Élodie", "Élodie");
	assert_clean("Анна", "Анна");
	assert_clean("안나", "안나");
	assert_clean("आना", "आना");
	assert_clean("ANA", "ANA");
}

static void a_letter_and_its_accent_are_one_character(void **state)
{
	(void)state;
	assert_clean("E\xcc\x81lodie", "Élodie");
	assert_clean("\xe2\x84\xabsa", "Åsa");
	assert_clean("a\xcc\xa3\xcc\x82", "ậ");
	/* compatibility characters look different */
	assert_clean("ﬁona ①", "ﬁona ①");
}

static void any_white_space_is_one_space_and_none_at_the_ends(void **state)
{
	(void)state;
	assert_clean(" Ana", "Ana");
	assert_clean("Ana ", "Ana");
	assert_clean("Ana  Maria", "Ana Maria");
	assert_clean("\tAna\n\rMaria\v", "Ana Maria");
	assert_clean("Ana\xc2\xa0Maria", "Ana Maria");
	assert_clean("\xe3\x80\x80"
		     "Ana\xe2\x80\xaf\xe2\x80\x83Maria\xe2\x80\xa8",
		"Ana Maria");
	assert_clean("Ana\xe2\xa0\x80Maria\xe2\xa0\x80", "Ana Maria");
	assert_clean(" \t \xc2\xa0", "");
}

static void characters_without_width_are_dropped(void **state)
{
	static const uint32_t invisible[] = { 0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x180E, 0x200B,
		0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069,
		0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0041, 0xE0100 };

	(void)state;
	for (size_t i = 0; i < sizeof(invisible) / sizeof(*invisible); i++) {
		struct strbuf name = STRBUF_INIT;
		char utf8[4];
		size_t n = (size_t)utf8_put(utf8, invisible[i]);

		strbuf_add(&name, utf8, n);
		strbuf_addstr(&name, "An");
		strbuf_add(&name, utf8, n);
		strbuf_addstr(&name, "a ");
		strbuf_add(&name, utf8, n);
		assert_clean(name.buf, "Ana");
		assert_true(name_is_alike(name.buf, " Ana"));
		strbuf_release(&name);
	}
	/* nothing between a letter and its accent hinders them */
	assert_clean("e\xe2\x80\x8b\xcc\x81", "é");
}

static void what_cannot_be_shown_is_replaced(void **state)
{
	(void)state;
	assert_clean("A\033[2Jna", "A\xef\xbf\xbd[2Jna");
	assert_clean("A\xffna", "A\xef\xbf\xbdna");
}

static void a_long_name_is_cut_between_clusters(void **state)
{
	struct strbuf name = STRBUF_INIT, clean = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 64; i++)
		strbuf_addstr(&name, i == 63 ? " " : "e\xcc\x81");
	strbuf_addstr(&name, "and more");
	name_clean(&clean, name.buf);
	/* the space at the end is trimmed after the cut */
	assert_int_equal(clean.len, 63 * 2);
	strbuf_clear(&name);
	for (int i = 0; i < 500; i++)
		strbuf_addstr(&name, "x");
	strbuf_clear(&clean);
	name_clean(&clean, name.buf);
	assert_int_equal(clean.len, 64);
	strbuf_release(&name);
	strbuf_release(&clean);
}

static void names_are_alike_or_not(void **state)
{
	(void)state;
	assert_true(name_is_alike("Ana", "Ana"));
	assert_true(name_is_alike("Ana ", "Ana\xe2\x80\x8b"));
	assert_true(name_is_alike("", "\xe2\x80\x8b"));
	assert_false(name_is_alike("Ana", "ana"));
	assert_false(name_is_alike("Ana", "Anna"));
	/* a letter of another script is another letter */
	assert_false(name_is_alike("Ana", "\xd0\x90na"));
}

static void any_text_is_clean_after_one_pass(void **state)
{
	static const uint32_t codes[] = { 'a', 'e', ' ', '\t', 0x301, 0x302, 0x323, 0x200B, 0x200D,
		0xA0, 0x958, 0xFB2C, 0x1100, 0x1161, 0x11A8, 0x1F469, 0x1F3FD, 0x378, 0xE000,
		0x2028, 0x345, 0x5D0, 0x5BC, 0xAC00, 0x212B };
	uint64_t rng_state = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct strbuf name = STRBUF_INIT, once = STRBUF_INIT, twice = STRBUF_INIT;
		int n = (int)rand_below(&rng_state, 90);

		while (n--) {
			char utf8[4];

			strbuf_add(&name, utf8,
				(size_t)utf8_put(utf8,
					codes[rand_below(
						&rng_state, sizeof(codes) / sizeof(*codes))]));
		}
		name_clean(&once, name.buf);
		name_clean(&twice, once.buf);
		assert_string_equal(once.buf, twice.buf);
		assert_true(text_is_clean(once.buf, once.len));
		strbuf_release(&name);
		strbuf_release(&once);
		strbuf_release(&twice);
	}
}

static void assert_escaped(const char *name, const char *escaped)
{
	struct strbuf out = STRBUF_INIT, back = STRBUF_INIT;

	name_escape(&out, name);
	assert_string_equal(out.buf, escaped);
	name_unescape(&back, out.buf);
	assert_string_equal(back.buf, name);
	strbuf_release(&out);
	strbuf_release(&back);
}

static void look_alikes_are_told_apart(void **state)
{
	static const char *const others[] = { "\\u", "\\u{", "\\u{}", "\\u{1234567}", "\\u{12",
		"\\u{0}", "\\x{41}", "\\", "u{41}" };
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_escaped("Ana Maria", "Ana Maria");
	assert_escaped("Ana\xe2\x80\x8b", "Ana\\u{200B}");
	assert_escaped("É", "\\u{C9}");
	assert_escaped("a\\u{41}", "a\\u{5C}u{41}");
	assert_escaped("👩", "\\u{1F469}");
	name_escape(&out, "\xff");
	assert_string_equal(out.buf, "\\u{FFFD}");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		strbuf_clear(&out);
		name_unescape(&out, others[i]);
		assert_string_equal(out.buf, others[i]);
	}
	strbuf_clear(&out);
	name_unescape(&out, "\\u{e9}");
	assert_string_equal(out.buf, "é");
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_without_anything_unusual_stays),
		cmocka_unit_test(a_letter_and_its_accent_are_one_character),
		cmocka_unit_test(any_white_space_is_one_space_and_none_at_the_ends),
		cmocka_unit_test(characters_without_width_are_dropped),
		cmocka_unit_test(what_cannot_be_shown_is_replaced),
		cmocka_unit_test(a_long_name_is_cut_between_clusters),
		cmocka_unit_test(names_are_alike_or_not),
		cmocka_unit_test(any_text_is_clean_after_one_pass),
		cmocka_unit_test(look_alikes_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
