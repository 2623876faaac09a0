/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vigie translate does with a translation when its lesson has changed. */
#include "course/translation.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/strbuf.h"
#include "ini/ini_prose.h"
#include "os/file.h"
#include "text/text.h"
#include "unit/course_fixture.h"

struct fixture {
	char dir[64];
	struct arena arena;
	struct strbuf fr, told;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	make_folder(f->dir);
	strbuf_init(&f->fr);
	strbuf_init(&f->told);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	file_remove_tree(f->dir);
	strbuf_release(&f->fr);
	strbuf_release(&f->told);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static struct ini *file(struct fixture *f, const char *name, const char *text)
{
	struct diags diags = DIAGS_INIT;
	struct ini *ini;

	write_text(f->dir, name, text);
	ini = ini_read(&f->arena, arena_printf(&f->arena, "%s/%s", f->dir, name), NULL, &diags);
	assert_no_diags(&diags);
	return ini;
}

/* Refreshes the translation for a lesson; the text of the file is then in f->fr. */
static struct coverage refresh(struct fixture *f, const char *lesson)
{
	const struct ini *base = file(f, "lesson.ini", lesson);
	const struct ini *over = f->fr.len ? file(f, "fr.ini", f->fr.buf) : NULL;
	struct coverage c;

	strbuf_clear(&f->fr);
	strbuf_clear(&f->told);
	translation_write(&f->fr, base, over, "en", &f->told);
	translation_coverage(base, file(f, "fr.ini", f->fr.buf), &c);
	return c;
}

/* Translates a missing text. */
static void translate(struct fixture *f, const char *missing, const char *text)
{
	char *at = strstr(f->fr.buf, missing);

	assert_non_null(at);
	strbuf_splice(&f->fr, (size_t)(at - f->fr.buf), strlen(missing), text, strlen(text));
}

static void has(struct fixture *f, const char *text)
{
	if (!strstr(f->fr.buf, text))
		fail_msg("“%s” is not in:\n%s", text, f->fr.buf);
}

static void lacks(struct fixture *f, const char *text)
{
	if (strstr(f->fr.buf, text))
		fail_msg("“%s” is in:\n%s", text, f->fr.buf);
}

static void a_stale_text_shows_what_it_was_translated_from(void **state)
{
	struct fixture *f = *state;

	refresh(f, "[page a]\ntext1 = \"One\"\n");
	translate(f, ";text1 = \"…\"", "text1 = \"Un\"");
	assert_int_equal(refresh(f, "[page a]\ntext1 = \"Two\"\n").stale, 1);
	has(f, "; old en: One\n; en: Two\n; STALE: ");
	has(f, "text1 = \"Un\"");
	/* changed once more: what was translated is still the first one */
	assert_int_equal(refresh(f, "[page a]\ntext1 = \"Three\"\n").stale, 1);
	has(f, "; old en: One\n; en: Three\n; STALE: ");
	lacks(f, "Two");
	/* changed back: nothing to compare, but the mark stays until a person removes it */
	assert_int_equal(refresh(f, "[page a]\ntext1 = \"One\"\n").stale, 1);
	lacks(f, "; old en: ");
	refresh(f, "[page a]\ntext1 = \"Four\"\n");
	/* without the mark the text is current, and what is old goes */
	translate(f,
		"; STALE: the source has changed; when the text is right again, remove this line\n",
		"");
	assert_int_equal(refresh(f, "[page a]\ntext1 = \"Four\"\n").stale, 0);
	lacks(f, "old en");
}

static void a_page_that_changed_its_id_keeps_its_texts(void **state)
{
	struct fixture *f = *state;
	struct coverage c;

	refresh(f,
		"[page a]\ntitle = \"T\"\ntext1 = \"One\"\n[page b]\ntitle = \"U\"\n[term a]\nterm = \"T\"\n");
	translate(f, ";title = \"…\"", "title = \"Té\"");
	translate(f, ";text1 = \"…\"", "text1 = \"Un\"");
	translate(f, ";title = \"…\"", "title = \"Ué\"");
	assert_string_equal(f->told.buf, "");
	c = refresh(f,
		"[page c]\ntitle = \"T\"\ntext1 = \"One\"\ntext2 = \"Two\"\n[page b]\ntitle = \"U\"\n[term a]\nterm = \"T\"\n");
	assert_string_equal(f->told.buf, "[page c] was [page a]; its texts are kept\n");
	assert_int_equal(c.translated, 3);
	assert_int_equal(c.stale, 0);
	has(f, "[page c]\n; en: T\n");
	has(f, "text1 = \"Un\"");
	lacks(f, "[page a]");
}

static void another_page_is_not_taken_for_it(void **state)
{
	struct fixture *f = *state;

	refresh(f, "[page a]\ntitle = \"T\"\ntext1 = \"One\"\ntext2 = \"Two\"\n");
	translate(f, ";title = \"…\"", "title = \"Té\"");
	translate(f, ";text1 = \"…\"", "text1 = \"Un\"");
	translate(f, ";text2 = \"…\"", "text2 = \"Deux\"");
	/* one text in three is the same; and another kind of section is never taken */
	assert_int_equal(
		refresh(f, "[page b]\ntitle = \"T\"\n[term a]\nterm = \"T\"\n").translated, 0);
	assert_string_equal(f->told.buf, "");
	has(f, "[page a]\ntitle = \"Té\"\ntext1 = \"Un\"\ntext2 = \"Deux\"\n");
	/* of two candidates the one with more */
	strbuf_clear(&f->fr);
	refresh(f, "[page a]\ntitle = \"T\"\n[page b]\ntitle = \"T\"\ntext1 = \"One\"\n");
	translate(f, ";title = \"…\"", "title = \"A\"");
	translate(f, ";title = \"…\"", "title = \"B\"");
	translate(f, ";text1 = \"…\"", "text1 = \"Un\"");
	refresh(f, "[page c]\ntitle = \"T\"\ntext1 = \"One\"\n");
	assert_string_equal(f->told.buf, "[page c] was [page b]; its texts are kept\n");
	has(f, "[page a]\ntitle = \"A\"\n");
}

static void texts_follow_a_paragraph_that_moves(void **state)
{
	struct fixture *f = *state;
	struct coverage c;

	refresh(f, "[page a]\ntext1 = \"One\"\ntext2 = \"Two\"\n");
	translate(f, ";text1 = \"…\"", "text1 = \"Un\"");
	translate(f, ";text2 = \"…\"", "text2 = \"Deux\"");
	c = refresh(f, "[page a]\ntext1 = \"New\"\ntext2 = \"One\"\ntext3 = \"Two\"\n");
	assert_int_equal(c.translated, 2);
	assert_int_equal(c.stale, 0);
	has(f, ";text1 = \"…\"");
	has(f, "text2 = \"Un\"");
	has(f, "text3 = \"Deux\"");
	/* the first goes, the second takes its key: nothing is lost, and no key comes twice */
	c = refresh(f, "[page a]\ntext2 = \"Two\"\n");
	has(f, "; text2 was “Un”\n");
	has(f, "text2 = \"Deux\"");
	assert_int_equal(c.translated, 1);
	c = refresh(f, "[page a]\ntext2 = \"Two\"\n");
	has(f, "; text2 was “Un”\n");
	assert_int_equal(c.translated, 1);
}

static void a_missing_text_makes_the_next_one_no_staler(void **state)
{
	struct fixture *f = *state;
	struct coverage c;

	refresh(f, "[page a]\ntext1 = \"One\"\ntext2 = \"Two\"\n");
	translate(f, ";text2 = \"…\"", "text2 = \"Deux\"");
	c = refresh(f, "[page a]\ntext1 = \"One\"\ntext2 = \"Two\"\n");
	assert_int_equal(c.translated, 1);
	assert_int_equal(c.stale, 0);
	lacks(f, "STALE");
}

static void drawn_lines_need_no_translation(void **state)
{
	static const char lesson[] =
		"[page a]\npicture1.1 = \" /\\\\ \"\npicture1.2 = \"/__\\\\ A\"\n"
		"picture1.alt = \"A roof\"\ntext1 = \"* * *\"\n";
	struct fixture *f = *state;
	struct diags diags = DIAGS_INIT;
	struct ini *base;
	struct strbuf plain = STRBUF_INIT;

	/* (no backslash may be in a file) */
	for (const char *c = lesson; *c; c++)
		strbuf_addch(&plain, (char)(*c == '\\' ? '|' : *c));
	assert_int_equal(refresh(f, plain.buf).texts, 2);
	lacks(f, "picture1.1");
	lacks(f, "text1");
	has(f, ";picture1.2 = \"…\"");
	base = file(f, "lesson.ini", plain.buf);
	ini_overlay(&f->arena, base,
		file(f, "fr.ini",
			"[page a]\npicture1.2 = \"/__| A\"\npicture1.alt = \"Un toit\"\n"),
		&diags);
	assert_no_diags(&diags);
	/* one that has a translation keeps it */
	strbuf_clear(&f->fr);
	strbuf_addstr(&f->fr, "[page a]\ntext1 = \"+ + +\"\n");
	refresh(f, plain.buf);
	has(f, "text1 = \"+ + +\"");
	strbuf_release(&plain);
}

static void words_are_letters_and_digits_of_any_script(void **state)
{
	(void)state;
	assert_true(text_has_words("a"));
	assert_true(text_has_words("… é"));
	assert_true(text_has_words("40 %"));
	assert_true(text_has_words("| 語 |"));
	assert_false(text_has_words(""));
	assert_false(text_has_words("┌──┐ /_| «…» *"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_stale_text_shows_what_it_was_translated_from),
		TEST(a_page_that_changed_its_id_keeps_its_texts),
		TEST(another_page_is_not_taken_for_it),
		TEST(texts_follow_a_paragraph_that_moves),
		TEST(a_missing_text_makes_the_next_one_no_staler),
		TEST(drawn_lines_need_no_translation),
#undef TEST
		cmocka_unit_test(words_are_letters_and_digits_of_any_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
