/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_teaching.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/json.h"
#include "base/strbuf.h"
#include "os/folder.h"
#include "os/pathname.h"
#include "check/reading.h"
#include "course/translation.h"
#include "questions/type.h"
#include "unit/course_fixture.h"

/* 20 words of 5 letters, 100 letters, 4 sentences */
#define FOUR                                                                                            \
	"Aaaaa bbbbb ccccc ddddd eeeee. Aaaaa bbbbb ccccc ddddd eeeee! Aaaaa bbbbb ccccc ddddd eeeee? " \
	"Aaaaa bbbbb ccccc ddddd eeeee"

static void words_sentences_and_letters_are_counted(void **state)
{
	struct reading r = { 0 };

	(void)state;
	reading_add(&r, FOUR);
	assert_int_equal(r.words, 20);
	assert_int_equal(r.letters, 100);
	assert_int_equal(r.sentences, 4);
	assert_int_equal(r.long_words, 0);
	reading_add(&r, "L’été, « déjà » — 1.5 fois");
	assert_int_equal(r.words, 24);
	assert_int_equal(r.sentences, 5);
	reading_add(&r, NULL);
	reading_add(&r, "");
	assert_int_equal(r.sentences, 5);
}

static void a_year_is_that_of_the_formula(void **state)
{
	struct reading r = { 0 };

	(void)state;
	for (int i = 0; i < 5; i++)
		reading_add(&r, FOUR);
	/* 4.71 * 5 + 0.5 * 5 - 21.43 = 4.62, rounded up */
	assert_int_equal(reading_year(&r, "en"), 5);
	/* 5 words per sentence, none long: Lix 5 */
	assert_int_equal(reading_year(&r, "fr"), 1);
	r.long_words = 30;
	/* Lix 35 */
	assert_int_equal(reading_year(&r, "fr"), 7);
	assert_int_equal(reading_year(&r, "ja"), 0);
	r.words = READING_LEAST_WORDS - 1;
	assert_int_equal(reading_year(&r, "en"), 0);
}

static void json_strings_are_escaped(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	json_string(&out, "a\"b\\c\n\t\x01\x7fé\xff");
	assert_string_equal(out.buf, "\"a\\\"b\\\\c\\n\\t\\u0001\\u007fé\xef\xbf\xbd\"");
	strbuf_clear(&out);
	json_string(&out, "\x1f \x1e");
	assert_string_equal(out.buf, "\"\\u001f \\u001e\"");
	strbuf_clear(&out);
	json_string(&out, "\x7f\xc2\x9b[\xe2\x80\xae\xf3\xa0\x81\x81");
	assert_string_equal(out.buf, "\"\\u007f\\u009b[\\u202e\\udb40\\udc41\"");
	strbuf_clear(&out);
	json_string(&out, NULL);
	assert_string_equal(out.buf, "null");
	strbuf_release(&out);
}

static size_t warnings(const char *text, const char *rule)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct ini *ini = parse_text(&arena, text, &diags);
	struct lesson *l = lesson_from_ini(arena, ".", ini, NULL, NULL, question_parse, &diags);
	size_t n = 0;

	assert_no_diags(&diags);
	check_teaching(l, ini, NULL, &diags);
	for (size_t i = 0; i < diags.n; i++)
		n += !strcmp(diags.v[i].rule, rule);
	lesson_free(l);
	diags_release(&diags);
	return n;
}

#define QUESTION(id, prompt, a, b)                                                   \
	"[question " id "]\ntype = single\nprompt = \"" prompt "\"\noption.a = \"" a \
	"\"\nfeedback.a = \"So.\"\noption.b = \"" b "\"\nfeedback.b = \"So.\"\ncorrect = a\n"

static void two_questions_are_no_pattern(void **state)
{
	(void)state;
	assert_int_equal(warnings(LESSON_HEAD LESSON_PAGE QUESTION("x", "Which?", "A long one", "B")
					  QUESTION("y", "Which?", "A long one", "B"),
				 "longest-right"),
		0);
	assert_int_equal(warnings(LESSON_HEAD LESSON_PAGE QUESTION("x", "Which?", "A long one", "B")
					  QUESTION("y", "Which?", "A long one", "B")
						  QUESTION("z", "Which?", "A long one", "B"),
				 "longest-right"),
		1);
	assert_int_equal(warnings(LESSON_HEAD LESSON_PAGE QUESTION("x", "Which?", "Aa", "Bb")
					  QUESTION("y", "Which?", "Aa", "Bb")
						  QUESTION("z", "Which?", "Aa", "Bb"),
				 "longest-right"),
		0);
}

static void only_the_sentence_that_asks_may_not_be_negative(void **state)
{
	(void)state;
	assert_int_equal(
		warnings(LESSON_HEAD LESSON_PAGE QUESTION("x", "She is not paid. Why?", "A", "B"),
			"negative-prompt"),
		0);
	assert_int_equal(warnings(LESSON_HEAD LESSON_PAGE QUESTION(
					  "x", "He says: “No.” Which is NOT so?", "A", "B"),
				 "negative-prompt"),
		1);
	assert_int_equal(
		warnings(LESSON_HEAD LESSON_PAGE QUESTION("x", "Which notice is knotty?", "A", "B"),
			"negative-prompt"),
		0);
}

/* ---- translations */

#define BASE \
	"[lesson]\nlanguage = en\ntitle = \"One\"\nsummary = \"Two\"\n\n[page a]\ntext1 = \"Three\"\n"

static struct ini *file(struct arena *arena, const char *dir, const char *name, const char *text)
{
	struct diags diags = DIAGS_INIT;
	struct ini *ini;

	write_text(dir, name, text);
	ini = ini_read(arena, arena_printf(arena, "%s/%s", dir, name), NULL, &diags);
	assert_no_diags(&diags);
	return ini;
}

static void remove_folder(struct arena *arena, const char *dir)
{
	static const char *const names[] = { "base.ini", "fr.ini" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		remove(arena_printf(arena, "%s/%s", dir, names[i]));
	remove(dir);
}

static void a_refreshed_translation_keeps_all_and_marks_what_is_stale(void **state)
{
	static const char fr[] =
		"; mine\n[lesson]\n; a word of the translator\ntitle = \"Un\"\ngone = \"Parti\"\n"
		"\n[page a]\n; src 00000000\ntext1 = \"Trois\"\n\n[page gone]\n; still here\ntext1 = \"Là\"\n; the end\n";
	struct arena arena = ARENA_INIT;
	struct strbuf out = STRBUF_INIT, again = STRBUF_INIT;
	struct coverage c;
	char dir[64];
	struct ini *base, *over;

	(void)state;
	make_folder(dir);
	base = file(&arena, dir, "base.ini", BASE);
	over = file(&arena, dir, "fr.ini", fr);
	translation_coverage(base, over, &c);
	assert_int_equal(c.texts, 3);
	assert_int_equal(c.translated, 2);
	assert_int_equal(c.stale, 1);
	translation_write(&out, base, over, "en", NULL);
	assert_non_null(strstr(out.buf, "; mine\n"));
	assert_non_null(strstr(out.buf, "; a word of the translator\n"));
	assert_non_null(strstr(out.buf, "gone = \"Parti\"\n"));
	assert_non_null(strstr(out.buf, "; still here\ntext1 = \"Là\"\n"));
	assert_non_null(strstr(out.buf, "; the end\n"));
	assert_non_null(strstr(out.buf, "; en: Two\n"));
	assert_non_null(strstr(out.buf, ";summary = \"…\"\n"));
	assert_non_null(strstr(out.buf, "; STALE"));
	/* writing the result again changes nothing */
	over = file(&arena, dir, "fr.ini", out.buf);
	translation_coverage(base, over, &c);
	assert_int_equal(c.translated, 2);
	assert_int_equal(c.stale, 1);
	translation_write(&again, base, over, "en", NULL);
	assert_string_equal(out.buf, again.buf);
	remove_folder(&arena, dir);
	strbuf_release(&out);
	strbuf_release(&again);
	arena_release(&arena);
}

static void a_fresh_translation_lists_every_text(void **state)
{
	struct arena arena = ARENA_INIT;
	struct strbuf out = STRBUF_INIT;
	char dir[64], hash[SOURCE_HASH];
	struct ini *base;

	(void)state;
	make_folder(dir);
	base = file(&arena, dir, "base.ini", "; SPDX-License-Identifier: CC-BY-SA-4.0\n" BASE);
	translation_write(&out, base, NULL, "en", NULL);
	assert_non_null(strstr(out.buf, "; SPDX-License-Identifier: CC-BY-SA-4.0\n"));
	assert_non_null(strstr(out.buf, ";title = \"…\"\n"));
	assert_null(strstr(out.buf, "language"));
	translation_hash(hash, "One");
	assert_non_null(strstr(out.buf, hash));
	remove_folder(&arena, dir);
	strbuf_release(&out);
	arena_release(&arena);
}

/* A file from another editor (CRLF, no newline at the end) that has synonyms of its own and a key
 * that cannot be translated. */
static void a_translation_of_any_form_is_written_once_and_for_all(void **state)
{
	static const char text[] =
		"[lesson]\nlanguage = en\ntitle = \"One\"\n\n[draw x]\ncount = 2\n\n[question q]\ntype = text\n"
		"prompt = \"A question that is so long that its source goes on in a second line of comment, since no line of it is longer "
		"than it need be\"\naccept1 = \"wide\"\naccept2 = \"broad\"\n\n[page a]\ntext1 = \"https://example.org/"
		"a-very-long-address-without-any-space-at-all-so-that-it-cannot-be-broken-anywhere-and-stays-whole-in-its-line\"\n";
	static const char fr[] =
		"; mine\r\n[lesson]\r\ntitle = \"Un\"\r\n\r\n[question q]\r\n; large as well\r\naccept3 = "
		"\"large\"\r\npoints = 2\r\n\r\n# my last word";
	struct arena arena = ARENA_INIT;
	struct strbuf out = STRBUF_INIT, again = STRBUF_INIT;
	struct coverage c;
	char dir[64];
	struct ini *base, *over;

	(void)state;
	make_folder(dir);
	base = file(&arena, dir, "base.ini", text);
	over = file(&arena, dir, "fr.ini", fr);
	translation_coverage(base, over, &c);
	assert_int_equal(c.texts, 5);
	/* the title, and both synonyms, since the translation has one of its own */
	assert_int_equal(c.translated, 3);
	assert_int_equal(c.stale, 0);
	translation_write(&out, base, over, "en", NULL);
	assert_null(strchr(out.buf, '\r'));
	assert_null(strstr(out.buf, "[draw x]"));
	assert_non_null(strstr(out.buf, "; en: A question that is so long"));
	assert_non_null(strstr(out.buf, "\n; en: is longer than it need be\n"));
	assert_non_null(strstr(out.buf,
		"; en: https://example.org/a-very-long-address-without-any-space-at-all-so-that-it-cannot-be-"
		"broken-anywhere-and-stays-whole-in-its-line\n"));
	assert_non_null(strstr(out.buf, "; large as well\naccept3 = \"large\"\n"));
	assert_null(strstr(out.buf, "accept1"));
	assert_non_null(strstr(out.buf, "points = 2\n"));
	assert_non_null(strstr(out.buf, "# my last word\n"));
	over = file(&arena, dir, "fr.ini", out.buf);
	translation_write(&again, base, over, "en", NULL);
	assert_string_equal(out.buf, again.buf);
	/* a question without translated synonyms gets a line for them */
	over = file(&arena, dir, "fr.ini", "[question q]\nprompt = \"Une question\"\n");
	strbuf_clear(&again);
	translation_write(&again, base, over, "en", NULL);
	assert_non_null(strstr(again.buf, ";accept1 = \"…\"\n"));
	translation_coverage(base, NULL, &c);
	assert_int_equal(c.texts, 5);
	assert_int_equal(c.translated, 0);
	remove_folder(&arena, dir);
	strbuf_release(&out);
	strbuf_release(&again);
	arena_release(&arena);
}

static void a_text_whose_source_has_changed_is_told(void **state)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct strbuf fr = STRBUF_INIT;
	char dir[64], hash[SOURCE_HASH];
	struct ini *base, *over;

	(void)state;
	make_folder(dir);
	base = file(&arena, dir, "base.ini", BASE);
	translation_hash(hash, "One");
	strbuf_addf(&fr,
		"[lesson]\n; src %s\ntitle = \"Un\"\n; src 00000000\nsummary = \"Deux\"\ngone = \"Parti\"\n",
		hash);
	strbuf_addstr(&fr,
		"\n[page a]\n; STALE: look\ntext1 = \"Trois\"\n\n[page gone]\n; src 00000000\ntext1 = \"Là\"\n");
	over = file(&arena, dir, "fr.ini", fr.buf);
	translation_check(base, over, &diags);
	assert_diags(&diags, 2);
	assert_string_equal(diags.v[0].rule, "stale-translation");
	assert_non_null(strstr(diags.v[0].message, "“summary”"));
	assert_int_equal(diags.v[0].line, 5);
	assert_non_null(strstr(diags.v[1].message, "“text1”"));
	diags_release(&diags);
	remove_folder(&arena, dir);
	strbuf_release(&fr);
	arena_release(&arena);
}

/* ---- names of folders and files */

static void a_path_has_a_last_part_and_a_parent(void **state)
{
	static const struct {
		const char *path, *base, *parent;
	} cases[] = {
		{ "a/b", "b", "a" },
		{ "a/b/", "b", "a" },
		{ "a//b//", "b", "a" },
		{ "b", "b", "." },
		{ "/b", "b", "/" },
		{ "//b", "b", "/" },
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		size_t len;
		const char *base = pathname_base(cases[i].path, &len);

		assert_int_equal(len, strlen(cases[i].base));
		assert_memory_equal(base, cases[i].base, len);
		assert_string_equal(pathname_parent(&arena, cases[i].path), cases[i].parent);
	}
	arena_release(&arena);
}

static void a_folder_that_cannot_be_read_is_told_and_one_that_is_not_there_is_empty(void **state)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct folder folder;
	char dir[64];

	(void)state;
	make_folder(dir);
	write_text(dir, "fr.ini", "x");
	write_text(dir, "base.ini", "x");
	write_text(dir, ".hidden", "x");
	assert_true(folder_read(&folder, &arena, dir, &diags));
	assert_int_equal(folder.n, 2);
	assert_string_equal(folder.names[0], "base.ini");
	assert_string_equal(folder.names[1], "fr.ini");
	assert_true(folder_read(&folder, &arena, arena_printf(&arena, "%s/nowhere", dir), &diags));
	assert_int_equal(folder.n, 0);
	assert_no_diags(&diags);
	assert_false(folder_read(&folder, &arena, arena_printf(&arena, "%s/fr.ini", dir), &diags));
	assert_int_equal(folder.n, 0);
	assert_one_diag(&diags, "cannot-read", 0, 0);
	diags_release(&diags);
	remove(arena_printf(&arena, "%s/.hidden", dir));
	remove_folder(&arena, dir);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_sentences_and_letters_are_counted),
		cmocka_unit_test(a_year_is_that_of_the_formula),
		cmocka_unit_test(json_strings_are_escaped),
		cmocka_unit_test(two_questions_are_no_pattern),
		cmocka_unit_test(only_the_sentence_that_asks_may_not_be_negative),
		cmocka_unit_test(a_refreshed_translation_keeps_all_and_marks_what_is_stale),
		cmocka_unit_test(a_fresh_translation_lists_every_text),
		cmocka_unit_test(a_translation_of_any_form_is_written_once_and_for_all),
		cmocka_unit_test(a_text_whose_source_has_changed_is_told),
		cmocka_unit_test(a_path_has_a_last_part_and_a_parent),
		cmocka_unit_test(
			a_folder_that_cannot_be_read_is_told_and_one_that_is_not_there_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
