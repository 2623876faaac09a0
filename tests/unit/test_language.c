/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listing and selecting languages, with catalogues that the test writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/file.h"
#include "os/language.h"
#include "os/language_file.h"
#include "unit/course_fixture.h"

struct fixture {
	char dir[64];
	struct arena arena;
};

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	make_folder(f->dir);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	assert_true(language_use(f->dir, "en"));
	file_remove_tree(f->dir);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static void write_mo(struct fixture *f, const char *code, const char *data, size_t len)
{
	const char *dir = arena_printf(&f->arena, "%s/%s/LC_MESSAGES", f->dir, code);

	assert_true(file_make_folders(dir));
	write_file(dir, "vigie.mo", data, len);
}

/* Writes a catalogue that translates "Quit" and, if own_name is given, names its language. */
static void catalogue(struct fixture *f, const char *code, const char *own_name, const char *quit)
{
	const char *texts[2][2] = { { "Quit", quit },
		{ "the name of your language\004English", own_name } };
	uint32_t n = own_name ? 2 : 1, offset = 28 + 16 * n;
	uint32_t head[7] = { 0x950412de, 0, n, 28, 28 + 8 * n, 0, 0 };
	struct strbuf mo = STRBUF_INIT;

	strbuf_add(&mo, (const char *)head, sizeof(head));
	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < n; i++) {
			uint32_t entry[2] = { (uint32_t)strlen(texts[i][side]), offset };

			strbuf_add(&mo, (const char *)entry, sizeof(entry));
			offset += entry[0] + 1;
		}
	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < n; i++)
			strbuf_add(&mo, texts[i][side], strlen(texts[i][side]) + 1);
	write_mo(f, code, mo.buf, mo.len);
	strbuf_release(&mo);
}

static void assert_language(const struct language *l, const char *code, const char *name)
{
	assert_string_equal(l->code.code, code);
	assert_string_equal(l->name, name);
}

/* ---- the list */

static void languages_come_by_their_own_names(void **state)
{
	struct fixture *f = *state;
	struct language l[LANGUAGES_MAX];

	catalogue(f, "fr", "Français", "Quitter");
	catalogue(f, "de", "Deutsch", "Beenden");
	catalogue(f, "mos", "Mooré", "x");
	assert_int_equal(language_list(l, LANGUAGES_MAX, f->dir), 4);
	assert_language(&l[0], "de", "Deutsch");
	assert_language(&l[1], "en", "English");
	assert_language(&l[2], "fr", "Français");
	assert_language(&l[3], "mos", "Mooré");
}

static void a_catalogue_without_a_name_is_known_by_its_code(void **state)
{
	struct fixture *f = *state;
	struct language l[LANGUAGES_MAX];

	catalogue(f, "fr", NULL, "Quitter");
	write_mo(f, "xx", "no catalogue", 12);
	assert_int_equal(language_list(l, LANGUAGES_MAX, f->dir), 3);
	assert_language(&l[0], "en", "English");
	assert_language(&l[1], "fr", "fr");
	assert_language(&l[2], "xx", "xx");
}

static void what_is_no_language_is_passed_over(void **state)
{
	struct fixture *f = *state;
	struct language l[LANGUAGES_MAX];

	catalogue(f, "en", "Another English", "Leave");
	catalogue(f, "french", "Français", "Quitter");
	catalogue(f, "fr-", "Français", "Quitter");
	assert_int_equal(mkdir(arena_printf(&f->arena, "%s/de", f->dir), 0755), 0);
	write_text(f->dir, "es", "a file");
	assert_int_equal(language_list(l, LANGUAGES_MAX, f->dir), 1);
	assert_language(&l[0], "en", "English");
}

static void regional_catalogues_have_the_names_of_gettext(void **state)
{
	struct fixture *f = *state;
	struct language l[LANGUAGES_MAX];

	catalogue(f, "pt_BR", "Português (Brasil)", "Sair");
	catalogue(f, "pt", "Português", "Abandonar");
	catalogue(f, "sr@latin", "Srpski", "Izađi");
	assert_int_equal(language_list(l, LANGUAGES_MAX, f->dir), 4);
	assert_language(&l[1], "pt", "Português");
	assert_language(&l[2], "pt-BR", "Português (Brasil)");
	assert_language(&l[3], "sr-Latn", "Srpski");
	assert_string_equal(language_start(f->dir, "pt-BR"), "pt-BR");
	assert_string_equal(_("Quit"), "Sair");
	/* the nearest that there is */
	assert_string_equal(language_start(f->dir, "pt-PT"), "pt");
	assert_string_equal(_("Quit"), "Abandonar");
	assert_string_equal(language_start(f->dir, "sr-Latn-RS"), "sr-Latn");
	assert_string_equal(_("Quit"), "Izađi");
}

/* ---- files */

static void assert_translation(
	struct fixture *f, const char *own, const char *lang, const char *file, const char *found)
{
	const char *path = language_file_translation(&f->arena, f->dir, own, &lang);

	if (!file) {
		assert_null(path);
		return;
	}
	assert_string_equal(path, arena_printf(&f->arena, "%s/%s", f->dir, file));
	assert_string_equal(lang, found);
}

static void a_translation_is_found_in_any_form_of_its_name(void **state)
{
	struct fixture *f = *state;

	write_text(f->dir, "pt_br.ini", "");
	write_text(f->dir, "fr.ini", "");
	write_text(f->dir, "ZH_HANT.ini", "");
	write_text(f->dir, "zh_hant.ini", "");
	write_text(f->dir, "es.old.ini", "");
	assert_translation(f, "en", "pt-BR", "pt_br.ini", "pt-BR");
	assert_translation(f, NULL, "pt-BR", "pt_br.ini", "pt-BR");
	/* the first in byte order, on all machines */
	assert_translation(f, "en", "zh-Hant-TW", "ZH_HANT.ini", "zh-Hant");
	assert_translation(f, "en", "fr-CA", "fr.ini", "fr");
	assert_translation(f, "fr", "fr-CA", NULL, NULL);
	assert_translation(f, "fr-FR", "fr-CA", "fr.ini", "fr");
	assert_translation(f, "EN", "en", NULL, NULL);
	assert_translation(f, "en", "pt", NULL, NULL);
	assert_translation(f, "en", "es", NULL, NULL);
	assert_translation(f, "en", "no code", NULL, NULL);
	assert_translation(f, "en", NULL, NULL, NULL);
	write_text(f->dir, "pt-BR.ini", "");
	assert_translation(f, "en", "pt-BR", "pt-BR.ini", "pt-BR");
	assert_null(language_file_exact(&f->arena, f->dir, "no code", ".ini"));
	assert_null(language_file_exact(&f->arena, "/nowhere/at/all", "fr", ".ini"));
}

static void without_a_folder_there_is_english(void **state)
{
	struct language l[LANGUAGES_MAX];

	(void)state;
	assert_int_equal(language_list(l, LANGUAGES_MAX, "/nowhere/at/all"), 1);
	assert_language(&l[0], "en", "English");
}

static void no_more_are_listed_than_there_is_room_for(void **state)
{
	struct fixture *f = *state;
	struct language l[3] = { 0 };

	catalogue(f, "fr", "Français", "Quitter");
	catalogue(f, "de", "Deutsch", "Beenden");
	assert_int_equal(language_list(l, 2, f->dir), 2);
	assert_null(l[2].name);
}

/* ---- the current language */

static void the_language_in_use_changes_and_comes_back(void **state)
{
	struct fixture *f = *state;

	catalogue(f, "fr", "Français", "Quitter");
	catalogue(f, "de", "Deutsch", "Beenden");
	assert_true(language_use(f->dir, "fr"));
	assert_string_equal(_("Quit"), "Quitter");
	assert_true(language_use(f->dir, "de"));
	assert_string_equal(_("Quit"), "Beenden");
	assert_true(language_use(f->dir, "en"));
	assert_string_equal(_("Quit"), "Quit");
}

static void a_language_that_there_is_not_changes_nothing(void **state)
{
	struct fixture *f = *state;

	catalogue(f, "fr", "Français", "Quitter");
	write_mo(f, "xx", "no catalogue", 12);
	assert_true(language_use(f->dir, "fr"));
	assert_false(language_use(f->dir, "de"));
	assert_false(language_use(f->dir, "xx"));
	assert_string_equal(_("Quit"), "Quitter");
}

/* ---- choosing a language */

/* Changes the environment, so it runs in a child process only. Each value may be NULL. */
struct wish {
	const char *lang, *language, *asked, *saved, *chosen;
	const char *lessons; /* the language of lessons, if it is another */
};

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static bool is_chosen(const struct wish *w)
{
	static const struct language l[] = { { { "de" }, "Deutsch" }, { { "en" }, "English" },
		{ { "fr" }, "Français" } };

	const char *chosen, *lessons;

	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	set("LANG", w->lang);
	set("LANGUAGE", w->language);
	chosen = language_choose(l, ARRAY_SIZE(l), w->asked, w->saved);
	lessons = language_of_lessons(chosen, w->asked, w->saved);
	return !strcmp(chosen, w->chosen) &&
		!strcmp(lessons ? lessons : chosen, w->lessons ? w->lessons : w->chosen);
}

static void the_first_wish_that_can_be_met_is_met(void **state)
{
	static const struct wish wishes[] = {
		/* the option wins over the saved choice, which wins over the locale */
		{ "fr_FR.UTF-8", NULL, NULL, NULL, "fr", "fr-FR" },
		{ "fr_FR.UTF-8", NULL, NULL, "de", "de", NULL },
		{ "fr_FR.UTF-8", NULL, "en", "de", "en", NULL },
		/* an unavailable language is skipped; even so an option overrides the saved one */
		{ "fr_FR.UTF-8", NULL, "es", "de", "fr", "es" },
		{ "fr_FR.UTF-8", NULL, NULL, "es", "fr", "fr-FR" },
		{ "es_ES.UTF-8", "es:it:de:fr", NULL, NULL, "de", NULL },
		{ "es_ES.UTF-8", NULL, NULL, NULL, "en", NULL },
		/* without a locale, or in C, LANGUAGE is ignored */
		{ NULL, "fr", NULL, NULL, "en", NULL },
		{ "C", "fr", NULL, "de", "de", NULL },
		/* lessons may have a form of the language, or a language, that the program lacks */
		{ "C", NULL, "pt-BR", NULL, "en", "pt-BR" },
		{ "C", NULL, "fr-CA", NULL, "fr", "fr-CA" },
		{ "en_GB.UTF-8", "pt_BR:de_AT:fr", NULL, NULL, "de", "de-AT" },
		{ "de_AT.UTF-8", NULL, NULL, "fr", "fr", NULL },
	};
	pid_t child;
	int status;

	(void)state;
	fflush(NULL);
	child = fork();
	if (!child) {
		for (size_t i = 0; i < ARRAY_SIZE(wishes); i++)
			if (!is_chosen(&wishes[i]))
				exit((int)i + 1);
		exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void where_there_are_no_languages_english_is_chosen(void **state)
{
	(void)state;
	assert_string_equal(language_choose(NULL, 0, "fr", "fr"), "en");
}

static void a_command_speaks_the_language_that_was_asked_for(void **state)
{
	struct fixture *f = *state;

	catalogue(f, "fr", "Français", "Quitter");
	assert_string_equal(language_start(f->dir, "fr"), "fr");
	assert_string_equal(_("Quit"), "Quitter");
	assert_string_equal(language_start(f->dir, "en"), "en");
	assert_string_equal(_("Quit"), "Quit");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(languages_come_by_their_own_names),
		TEST(a_catalogue_without_a_name_is_known_by_its_code),
		TEST(what_is_no_language_is_passed_over),
		TEST(regional_catalogues_have_the_names_of_gettext),
		TEST(a_translation_is_found_in_any_form_of_its_name),
		TEST(without_a_folder_there_is_english),
		TEST(no_more_are_listed_than_there_is_room_for),
		TEST(the_language_in_use_changes_and_comes_back),
		TEST(a_language_that_there_is_not_changes_nothing),
		TEST(the_first_wish_that_can_be_met_is_met),
		TEST(where_there_are_no_languages_english_is_chosen),
		TEST(a_command_speaks_the_language_that_was_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
