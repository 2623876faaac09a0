/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every character that the program can draw has a replacement in ASCII and in small fonts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/block.h"

#define TOP TEST_DATA "/../"

/* True for files with characters that need no replacement: some are question marks themselves,
 * others are only listed to be rejected. */
static bool may_be_unlike(const char *path)
{
	return strstr(path, "/base/") || strstr(path, "/text/") || strstr(path, "/check/check") ||
		strstr(path, "/check/terms") || strstr(path, "/ini/ini_name") ||
		strstr(path, "/formats/markup.c");
}

static bool is_ascii(const struct strbuf *s)
{
	for (size_t i = 0; i < s->len; i++)
		if ((unsigned char)s->buf[i] >= 0x80)
			return false;
	return true;
}

static void check_character(const char *path, int line, const char *s, size_t len)
{
	struct strbuf ascii = STRBUF_INIT;

	text_ascii(&ascii, s, len);
	if (!ascii.len || !is_ascii(&ascii) || !strcmp(ascii.buf, "?"))
		fail_msg("%s:%d: “%.*s” has no ASCII replacement; add one to text_ascii.c", path,
			line, (int)len, s);
	strbuf_release(&ascii);
}

static size_t character(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* True if the line is a comment, in the style of this code base. */
static bool is_comment(const char *line)
{
	line += strspn(line, " \t");
	return !strncmp(line, "/*", 2) || !strncmp(line, "* ", 2) || !strncmp(line, "*/", 2);
}

static void check_file(const char *path, bool c)
{
	FILE *f = fopen(path, "r");
	char line[8192];

	assert_non_null(f);
	for (int n = 1; fgets(line, sizeof(line), f); n++) {
		char *end = c ? strstr(line, "/*") : NULL;

		if (c && is_comment(line))
			continue;
		if (end)
			*end = '\0';
		for (const char *s = line; *s; s += character(s))
			if ((unsigned char)*s >= 0x80)
				check_character(path, n, s, character(s));
	}
	fclose(f);
}

static size_t check_all(const char *pattern, bool c)
{
	glob_t found;
	size_t n;

	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (!may_be_unlike(found.gl_pathv[i]))
			check_file(found.gl_pathv[i], c);
	n = found.gl_pathc;
	globfree(&found);
	return n;
}

static void every_sign_in_the_program_has_a_likeness(void **state)
{
	(void)state;
	assert_true(check_all(TOP "src/*/*.c", true) > 50);
	check_all(TOP "locale/*.po", false);
}

static void every_character_of_the_lessons_has_a_likeness(void **state)
{
	(void)state;
	assert_true(check_all(TOP "lessons/*/*.ini", false) > 10);
}

static void every_mark_is_told_from_the_others_in_ascii(void **state)
{
	char seen[16][8];
	int n = 0;

	(void)state;
	for (int m = MARK_NONE + 1; m <= MARK_NOTE; m++) {
		struct strbuf ascii = STRBUF_INIT;
		const char *sign = mark_sign((enum mark)m);

		text_ascii(&ascii, sign, strlen(sign));
		assert_int_equal(ascii.len, text_width(sign, strlen(sign)));
		for (int i = 0; i < n; i++)
			if (!strcmp(seen[i], ascii.buf))
				fail_msg("two marks look like %s", ascii.buf);
		snprintf(seen[n++], sizeof(seen[0]), "%s", ascii.buf);
		strbuf_release(&ascii);
	}
}

static void a_font_gets_what_it_has_or_its_kin_or_ascii(void **state)
{
	/* é • √ ─ ► */
	static const uint32_t codes[] = { 0xe9, 0x2022, 0x221a, 0x2500, 0x25ba };
	static const struct text_font font = { codes, ARRAY_SIZE(codes) }, none = { codes, 0 };
	static const struct {
		const char *text, *shown, *by_none;
	} cases[] = {
		{ "plain", "plain", "plain" },
		{ "é", "é", "e" },
		{ "e\xcc\x81", "e", "e" },
		{ "à", "a", "a" },
		{ "● ✔ ▸", "• √ ►", "* + >" },
		{ "a — b", "a ─ b", "a - b" },
		{ "cœur…", "coeur...", "coeur..." },
		{ "« oui »", "\" oui \"", "\" oui \"" },
		{ "a\xc2\xa0:", "a\xc2\xa0:", "a\xc2\xa0:" },
		{ "漢", "?", "?" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct strbuf out = STRBUF_INIT;

		text_fit_font(&out, cases[i].text, strlen(cases[i].text), &font);
		assert_string_equal(out.buf, cases[i].shown);
		strbuf_clear(&out);
		text_fit_font(&out, cases[i].text, strlen(cases[i].text), &none);
		assert_string_equal(out.buf, cases[i].by_none);
		strbuf_release(&out);
	}
}

static void what_is_shown_is_clean_in_every_way(void **state)
{
	static const uint32_t codes[] = { 0xe9 };
	static const struct text_font font = { codes, 1 };
	static const char text[] = "a\x1b[31mé\xff\u202e●";
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 4; i++) {
		strbuf_clear(&out);
		text_show(&out, text, strlen(text), i & 1, i & 2 ? &font : NULL);
		assert_true(text_is_clean(out.buf, out.len));
	}
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sign_in_the_program_has_a_likeness),
		cmocka_unit_test(every_character_of_the_lessons_has_a_likeness),
		cmocka_unit_test(every_mark_is_told_from_the_others_in_ascii),
		cmocka_unit_test(a_font_gets_what_it_has_or_its_kin_or_ascii),
		cmocka_unit_test(what_is_shown_is_clean_in_every_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
