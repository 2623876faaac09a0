/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts that are compiled in: whole, and in the language that comes nearest. */
#include "cli/template.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/file.h"

#define ROOT TEST_DATA "/../"

static void texts_are_those_of_their_files(void **state)
{
	static const char *const files[][2] = { { "lesson.en", "share/templates/lesson.en.ini" },
		{ "lesson.fr", "share/templates/lesson.fr.ini" },
		{ "questions.en", "share/templates/questions.en.ini" },
		{ "questions.fr", "share/templates/questions.fr.ini" },
		{ "scenario.en", "share/templates/scenario.en.ini" },
		{ "scenario.fr", "share/templates/scenario.fr.ini" },
		{ "CARD.md", "lessons/CARD.md" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct strbuf path = STRBUF_INIT, text = STRBUF_INIT, err = STRBUF_INIT;

		strbuf_addf(&path, ROOT "%s", files[i][1]);
		assert_true(file_read(path.buf, 1 << 20, &text, &err));
		assert_non_null(template_find(files[i][0]));
		assert_string_equal(template_find(files[i][0]), text.buf);
		strbuf_release(&path);
		strbuf_release(&text);
		strbuf_release(&err);
	}
}

static void other_names_have_no_text(void **state)
{
	static const char *const names[] = { "", "lesson", "lesson.", "lesson.e", "lesson.en.ini",
		"LESSON.en", "CARD" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		assert_null(template_find(names[i]));
}

static void an_example_is_in_the_nearest_language(void **state)
{
	static const char *const cases[][2] = { { "fr", "fr" }, { "fr-CA", "fr" },
		{ "fr-Latn-CA", "fr" }, { "en", "en" }, { "en-GB", "en" }, { "pt-BR", "en" },
		{ "frr", "en" }, { "", "en" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct lang lang = { "" };
		const char *text;

		language_code_read(&lang, cases[i][0], strlen(cases[i][0]));
		text = template_example("lesson", &lang);
		assert_string_equal(lang.code, cases[i][1]);
		assert_ptr_equal(
			text, template_find(strcmp(lang.code, "fr") ? "lesson.en" : "lesson.fr"));
	}
}

static void there_is_no_example_of_an_unknown_kind(void **state)
{
	struct lang lang = { "fr" };

	(void)state;
	assert_null(template_example("poem", &lang));
	assert_string_equal(lang.code, "en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_those_of_their_files),
		cmocka_unit_test(other_names_have_no_text),
		cmocka_unit_test(an_example_is_in_the_nearest_language),
		cmocka_unit_test(there_is_no_example_of_an_unknown_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
