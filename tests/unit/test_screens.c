/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screens show of things that only the shell knows: files, the counters of a kiosk, the
 * installed languages, time spent. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "app/app.h"
#include "base/strbuf.h"
#include "screens/screen.h"
#include "unit/course_fixture.h"

static const struct language languages[] = { { { "en" }, "English" }, { { "fr" }, "Français" },
	{ { "pt" }, "Português" } };
static struct model model;
static struct view view;

static int begin(void **state)
{
	(void)state;
	model_init(&model);
	view_init(&view);
	model.lang = "en";
	model.languages = languages;
	model.n_languages = 1;
	return 0;
}

static int end(void **state)
{
	(void)state;
	view_release(&view);
	model_release(&model);
	return 0;
}

/* True if the screen shows words when it is opened. */
static bool shows(const struct screen *screen, const char *words)
{
	struct arena arena = ARENA_INIT;
	void *zero = arena_alloc(&arena, screen->state_size + 1);
	bool found = false;

	view_clear(&view);
	screen->describe(zero, &model, &view);
	for (size_t i = 0; i < view.n; i++) {
		const struct block *b = &view.blocks[i];

		found |= (b->text && strstr(b->text, words)) ||
			(b->note && strstr(b->note, words)) ||
			(b->label && strstr(b->label, words));
	}
	for (size_t i = 0; i < view.n_hints; i++)
		found |= view.hints[i].label && strstr(view.hints[i].label, words);
	arena_release(&arena);
	return found;
}

static void settings_name_the_file_and_what_is_wrong_in_it(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	assert_false(shows(&screen_settings, "set in this file"));
	model.config_path = "/home/x/.config/vigie/vigie.ini";
	assert_true(shows(&screen_settings, "/home/x/.config/vigie/vigie.ini"));
	assert_false(shows(&screen_settings, "vigie.ini, line"));
	diag_add(&diags, DIAG_WARNING, "unknown-key", "vigie.ini", 3, 1, NULL,
		"there is no “colour”");
	model.config_diags = &diags;
	assert_true(shows(&screen_settings, "vigie.ini, line 3: there is no “colour”."));
	diags_release(&diags);
}

static void a_pin_needs_a_store_to_be_kept_in(void **state)
{
	(void)state;
	assert_false(shows(&screen_settings, "PIN"));
	model.store_path = "/home/x/vigie.db";
	assert_true(shows(&screen_settings, "no PIN"));
	model.has_pin = true;
	assert_true(shows(&screen_settings, "set"));
	assert_false(shows(&screen_settings, "no PIN"));
}

static void a_review_has_no_pass_mark(void **state)
{
	(void)state;
	assert_int_equal(model_pass(&model, LESSON_REVIEW), 0);
}

static void good_to_know_says_what_is_kept(void **state)
{
	(void)state;
	assert_true(shows(&screen_about, "nothing. Your answers are forgotten when you leave."));
	assert_false(shows(&screen_about, "Where is it kept"));
	model.counted = true;
	assert_true(
		shows(&screen_about, "Only how often each answer was chosen on a day is counted"));
	model.store_path = "/home/x/vigie.db";
	assert_true(shows(&screen_about, "your place and your answers, on this machine only."));
	assert_true(shows(&screen_about, "Where is it kept, and how can I erase it?"));
	assert_false(shows(&screen_about, "/home/x/vigie.db"));
}

/* Someone who cannot read the current language still finds their own. */
static void the_welcome_names_the_other_languages(void **state)
{
	(void)state;
	assert_true(shows(&screen_welcome, "language"));
	model.n_languages = 3;
	assert_true(shows(&screen_welcome, "Français · Português"));
	assert_false(shows(&screen_welcome, "English"));
}

static void the_progress_adds_up_minutes_and_never_too_many(void **state)
{
	(void)state;
	progress_get_or_add(&model.progress, "first")->spent = 59;
	assert_false(shows(&screen_progress, "spent"));
	progress_get_or_add(&model.progress, "second")->spent = 1;
	assert_true(shows(&screen_progress, "1 minute spent"));
	progress_get_or_add(&model.progress, "third")->spent = INT_MAX;
	assert_true(shows(&screen_progress, "1 minute spent"));
}

/* ---- files that change while the course is open */

#define LESSON                                                                                                   \
	"[lesson]\nformat = 1\nid = %s\norder = 10\nlanguage = en\ntitle = \"Hills\"\nsummary = \"Of hills.\"\n" \
	"minutes = 5\npass = 0\n"
#define PAGE "[page %s]\ntitle = \"Page %s\"\ntext1 = \"A hill.\"\n"

static void write_lesson(const char *dir, const char *const *pages)
{
	const char *name = strrchr(dir, '/') + 1;
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text, LESSON, name);
	for (; *pages; pages++)
		strbuf_addf(&text, PAGE, *pages, *pages);
	write_text(dir, "lesson.ini", text.buf);
	strbuf_release(&text);
}

static void press(struct app *app, uint32_t key)
{
	app_handle(app, &(struct event){ .kind = EVENT_KEY, .key = key });
}

static void a_page_stays_open_while_its_file_is_the_same_and_home_begins_anew_when_it_is_not(
	void **state)
{
	const char *const pages[] = { "one", "two", "three", NULL }, *dirs[1];
	char parent[64], dir[80], path[96];
	struct app app;

	(void)state;
	make_folder(parent);
	snprintf(dir, sizeof(dir), "%s/hills", parent);
	assert_int_equal(mkdir(dir, 0700), 0);
	write_lesson(dir, pages);
	dirs[0] = parent;
	app_init(&app);
	app.model.lesson_dirs = dirs;
	app.model.n_lesson_dirs = 1;
	app.model.help_dir = app.model.locale = "";
	app.model.languages = languages;
	app.model.n_languages = 1;
	app_start(&app, "en", 80, 24, 1795510800);
	press(&app, K_ENTER);
	press(&app, K_ENTER);
	press(&app, K_RIGHT);
	press(&app, K_RIGHT);
	assert_string_equal(app_describe(&app)->where, "page 3 of 3");
	app_set_language(&app, "en");
	assert_string_equal(app_describe(&app)->where, "page 3 of 3");
	write_lesson(dir, (const char *const[]){ "one", "two", NULL });
	app_set_language(&app, "en");
	assert_string_equal(app_screen(&app), "home");
	press(&app, K_ENTER);
	assert_string_equal(app_describe(&app)->blocks[1].text, "Read from the first page");
	app_release(&app);
	snprintf(path, sizeof(path), "%s/lesson.ini", dir);
	remove(path);
	remove(dir);
	remove(parent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			settings_name_the_file_and_what_is_wrong_in_it, begin, end),
		cmocka_unit_test_setup_teardown(a_pin_needs_a_store_to_be_kept_in, begin, end),
		cmocka_unit_test_setup_teardown(a_review_has_no_pass_mark, begin, end),
		cmocka_unit_test_setup_teardown(good_to_know_says_what_is_kept, begin, end),
		cmocka_unit_test_setup_teardown(the_welcome_names_the_other_languages, begin, end),
		cmocka_unit_test_setup_teardown(
			the_progress_adds_up_minutes_and_never_too_many, begin, end),
		cmocka_unit_test(
			a_page_stays_open_while_its_file_is_the_same_and_home_begins_anew_when_it_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
