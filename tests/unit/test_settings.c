/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, and reading them from vigie.ini. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/config.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"

struct read {
	struct settings settings;
	struct diags diags;
};

static struct read read_text(const char *text)
{
	struct read r = { .diags = DIAGS_INIT };

	settings_init(&r.settings);
	config_parse("vigie.ini", text, strlen(text), &r.settings, &r.diags);
	return r;
}

static void assert_usual(const struct settings *settings)
{
	struct settings usual;

	settings_init(&usual);
	assert_memory_equal(settings, &usual, sizeof(usual));
}

static void every_setting_has_names_and_a_usual_value(void **state)
{
	(void)state;
	for (int i = 0; i < SET_COUNT; i++) {
		const struct setting_info *info = &setting_infos[i];
		int n = setting_count((enum setting)i);

		assert_int_equal(setting_find(info->key), i);
		assert_true(n >= 2);
		assert_in_range(info->usual, 0, n - 1);
		/* that of trainers and the last one are not on the screen of learners */
		assert_int_equal(info->name != NULL, i < SET_EXAM);
		assert_int_equal(info->about != NULL, i < SET_EXAM);
		for (int v = 0; v < n; v++) {
			if (i < SET_EXAM)
				assert_non_null(info->names[v]);
			assert_int_equal(setting_value((enum setting)i, info->values[v]), v);
		}
	}
	assert_int_equal(setting_count(SET_THEME), THEME_COUNT);
	/* whoever needs it must not have to look for it */
	assert_int_equal(SET_SPEECH, 0);
}

static void a_file_sets_what_it_names_and_nothing_else(void **state)
{
	struct read r =
		read_text("; mine\n[settings]\ntheme = contrast\nhints=never\nlayout = spacious\n"
			  "mouse = off\ncursor = hidden\nlinear = yes\ndecoy = calculator\n"
			  "speech = yes\n");

	(void)state;
	assert_int_equal(r.diags.n, 0);
	assert_int_equal(r.settings.v[SET_THEME], THEME_CONTRAST);
	assert_int_equal(r.settings.v[SET_HINTS], HINTS_NEVER);
	assert_int_equal(r.settings.v[SET_LAYOUT], ARRANGE_SPACIOUS);
	assert_int_equal(r.settings.v[SET_MOUSE], SETTING_NO);
	assert_int_equal(r.settings.v[SET_CURSOR], CURSOR_HIDDEN);
	assert_int_equal(r.settings.v[SET_LINEAR], SETTING_YES);
	assert_int_equal(r.settings.v[SET_DECOY], DECOY_CALCULATOR);
	assert_int_equal(r.settings.v[SET_SPEECH], SETTING_YES);
	diags_release(&r.diags);
	r = read_text("[settings]\ntheme = dark\n");
	assert_int_equal(r.settings.v[SET_THEME], THEME_DARK);
	r.settings.v[SET_THEME] = THEME_NONE;
	assert_usual(&r.settings);
	diags_release(&r.diags);
}

static void what_is_wrong_is_said_with_its_line_and_the_rest_counts(void **state)
{
	static const struct {
		const char *text, *rule, *says;
		int line;
	} cases[] = {
		{ "[settings]\nthem = dark\nhints = once\n", "unknown-key", "did you mean “theme”?",
			2 },
		{ "[settings]\n\n\nthm = dark\nhints = once\n", "unknown-key",
			"did you mean “theme”?", 4 },
		{ "[settings]\n\nsparkle = yes\nhints = once\n", "unknown-key",
			"there are: speech, theme, layout,", 3 },
		{ "[settings]\ntheme = pink\nhints = once\n", "bad-value",
			"one of none, dark, light, contrast, mono, not “pink”", 2 },
		{ "[settings]\nhints = once\n[colours]\nred = no\n", "unknown-section",
			"remove [colours]", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct read r = read_text(cases[i].text);

		assert_int_equal(r.diags.n, 1);
		assert_string_equal(r.diags.v[0].rule, cases[i].rule);
		assert_int_equal(r.diags.v[0].line, cases[i].line);
		assert_non_null(strstr(r.diags.v[0].message, cases[i].says));
		assert_int_equal(r.settings.v[SET_HINTS], HINTS_ONCE);
		assert_int_equal(r.settings.v[SET_THEME], THEME_NONE);
		diags_release(&r.diags);
	}
}

static void a_file_that_is_no_ini_changes_nothing(void **state)
{
	static const char *const texts[] = { "", "theme = dark\n", "\xff\xfe",
		"[settings\ntheme = dark\n" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct read r = read_text(texts[i]);

		assert_true(r.diags.n > 0);
		assert_usual(&r.settings);
		diags_release(&r.diags);
	}
}

static void a_file_that_is_not_there_is_no_problem(void **state)
{
	struct read r = { .diags = DIAGS_INIT };

	(void)state;
	settings_init(&r.settings);
	config_read(TEST_DATA "/unit/no-such/vigie.ini", &r.settings, &r.diags);
	assert_int_equal(r.diags.n, 0);
	assert_usual(&r.settings);
	/* a folder in its place is reported */
	config_read(TEST_DATA "/unit", &r.settings, &r.diags);
	assert_int_equal(r.diags.n, 1);
	assert_usual(&r.settings);
	diags_release(&r.diags);
}

/* Reads the base of statements from a file of this text. */
static bool read_base(const char *text, struct strbuf *base)
{
	const char *tmp = getenv("TMPDIR");
	char path[256];
	bool found;
	int fd;

	snprintf(path, sizeof(path), "%s/vigie-base-XXXXXX",
		tmp && strlen(tmp) < 200 ? tmp : "/tmp");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	strbuf_clear(base);
	found = config_read_base(path, base);
	unlink(path);
	return found;
}

static void the_base_of_statements_is_in_the_settings_and_is_none(void **state)
{
	struct read r = { .diags = DIAGS_INIT };
	struct strbuf base = STRBUF_INIT;
	static const char text[] = "[settings]\nmouse = off\nxapi_base = https://example.org/v\n";

	(void)state;
	assert_true(read_base(text, &base));
	assert_string_equal(base.buf, "https://example.org/v");
	assert_false(read_base("[settings]\nmouse = off\n", &base));
	assert_false(read_base("[other]\nxapi_base = https://example.org/v\n", &base));
	assert_false(read_base("no ini", &base));
	assert_false(config_read_base(TEST_DATA "/unit/no-such/vigie.ini", &base));
	settings_init(&r.settings);
	config_parse("vigie.ini", text, strlen(text), &r.settings, &r.diags);
	assert_int_equal(r.diags.n, 0);
	strbuf_release(&base);
	diags_release(&r.diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_base_of_statements_is_in_the_settings_and_is_none),
		cmocka_unit_test(every_setting_has_names_and_a_usual_value),
		cmocka_unit_test(a_file_sets_what_it_names_and_nothing_else),
		cmocka_unit_test(what_is_wrong_is_said_with_its_line_and_the_rest_counts),
		cmocka_unit_test(a_file_that_is_no_ini_changes_nothing),
		cmocka_unit_test(a_file_that_is_not_there_is_no_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
