/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that keys can do on the full screen, lines can do as well: the same visit is made in
 * both ways, step by step, and must show the same screens and leave the same records.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rand.h"
#include "text/text.h"
#include "lines_fixture.h"

struct step {
	const char *keys;   /* separated by spaces; 'text' is typed letter by letter */
	const char *lines;  /* separated by bars; "" is one empty line */
	const char *screen; /* the screen on top afterwards */
};

static const struct {
	const char *name;
	uint32_t key;
} named[] = {
	{ "Enter", K_ENTER },
	{ "Esc", K_ESC },
	{ "Space", K_SPACE },
	{ "Up", K_UP },
	{ "Down", K_DOWN },
	{ "Left", K_LEFT },
	{ "Right", K_RIGHT },
	{ "Ctrl-X", K_CTRL('x') },
	{ "Ctrl-T", K_CTRL('t') },
	{ "F1", K_F1 },
	{ "F2", K_F2 },
	{ "F3", K_F3 },
};

static void press(struct visitor *v, uint32_t key)
{
	struct event event = { .kind = EVENT_KEY, .key = key };

	if (!v->ended)
		visitor_send(v, &event);
}

static void press_word(struct visitor *v, const char *word, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(named); i++)
		if (strlen(named[i].name) == len && !memcmp(named[i].name, word, len)) {
			press(v, named[i].key);
			return;
		}
	if (*word == '\'') {
		for (size_t i = 1; i + 1 < len; i++)
			press(v, (unsigned char)word[i]);
		return;
	}
	assert_int_equal(len, 1);
	press(v, (unsigned char)*word);
}

static void press_all(struct visitor *v, const char *keys)
{
	while (*keys) {
		size_t len = *keys == '\'' ? strcspn(keys + 1, "'") + 2 : strcspn(keys, " ");

		press_word(v, keys, len);
		keys += len;
		keys += *keys == ' ';
	}
}

static void type_all(struct visitor *v, const char *lines)
{
	bool more = true;

	while (more && !v->ended) {
		size_t len = strcspn(lines, "|");
		char *line = xmemdupz(lines, len);

		visitor_type(v, line);
		free(line);
		more = lines[len];
		lines += len + more;
	}
}

/* How many messages are marked is told by the messages themselves where they are heard. */
static const char *place_of(struct visitor *v)
{
	const struct view *view = app_describe(&v->app);

	if (!strcmp(app_screen(&v->app), "chat"))
		return view->title;
	return view_printf(&v->app.view, "%s, %s", view->title, view->where ? view->where : "");
}

static void assert_same(struct visitor *keys, struct visitor *lines, const struct step *step)
{
	if (keys->ended != lines->ended ||
		strcmp(app_screen(&keys->app), app_screen(&lines->app)) ||
		strcmp(app_screen(&keys->app), step->screen))
		fail_msg("after “%s” and “%s”: %s%s and %s%s, not %s", step->keys, step->lines,
			app_screen(&keys->app), keys->ended ? " (ended)" : "",
			app_screen(&lines->app), lines->ended ? " (ended)" : "", step->screen);
	if (strcmp(place_of(keys), place_of(lines)))
		fail_msg("after “%s” and “%s”: %s and %s", step->keys, step->lines, place_of(keys),
			place_of(lines));
	if (strcmp(keys->records.buf, lines->records.buf)) {
		print_error("by keys:\n%sby lines:\n%s", keys->records.buf, lines->records.buf);
		fail_msg("after “%s” and “%s” the records differ", step->keys, step->lines);
	}
}

static void walk(
	const char *const *dirs, const struct step *steps, size_t n, struct strbuf *records)
{
	const char *help = TEST_DATA "/lessons/good/help";
	struct visitor keys, lines;

	visitor_begin(&keys, dirs, help, false);
	visitor_begin(&lines, dirs, help, true);
	keys.app.model.first_time = lines.app.model.first_time = true;
	visitor_start(&keys, "en");
	visitor_start(&lines, "en");
	for (size_t i = 0; i < n; i++) {
		press_all(&keys, steps[i].keys);
		type_all(&lines, steps[i].lines);
		assert_same(&keys, &lines, &steps[i]);
	}
	strbuf_add(records, keys.records.buf, keys.records.len);
	visitor_end(&keys);
	visitor_end(&lines);
	i18n_set_catalogue(NULL);
}

static void every_kind_of_question_is_answered_alike(void **state)
{
	static const char *const dirs[] = { TEST_DATA "/linear/course", NULL };
	static const struct step steps[] = {
		{ "Enter", "", "home" },
		{ "Enter Down Enter", "1|2", "quiz" },
		{ "i", "i", "quiz" },
		{ "2 Enter", "2", "quiz" },
		{ "e p", "e|p", "page" },
		{ "Enter", "", "quiz" },
		{ "Enter 1 3 Enter", "|1 3|", "quiz" },
		{ "Enter 1 Enter", "|1", "quiz" },
		{ "Enter 'oar' Enter", "|oar", "quiz" },
		{ "Enter 1 3 Enter", "|1|3|", "quiz" },
		{ "Enter 3 Space 1 Space Enter", "|3 1|", "quiz" },
		{ "Enter 1 2 Enter", "|1 2|", "quiz" },
		{ "Enter '5' Enter", "|5", "quiz" },
		{ "Enter 'oars' Enter 1 Enter", "|oars|1", "quiz" },
		{ "Enter", "", "result" },
		{ "2 Enter", "2", "quiz" },
		{ "s", "s", "quiz" },
		{ "Esc", "<", "cover" },
	};
	struct strbuf records = STRBUF_INIT;

	(void)state;
	walk(dirs, steps, ARRAY_SIZE(steps), &records);
	assert_non_null(strstr(records.buf, " one “b” 0 of 1000, 1 hints"));
	assert_non_null(strstr(records.buf, " several “a,c” 1000 of 1000"));
	assert_non_null(strstr(records.buf, " word “oar” 1000 of 1000"));
	assert_non_null(strstr(records.buf, " pairs “a="));
	assert_non_null(strstr(records.buf, " steps “"));
	assert_non_null(strstr(records.buf, " boxes “a=wet,b=dry” 1000 of 1000"));
	assert_non_null(strstr(records.buf, " many “5” 0 of 1000"));
	assert_non_null(strstr(records.buf, " gaps “x=oars|y=a” 1000 of 1000"));
	assert_non_null(strstr(records.buf, "finish kinds"));
	strbuf_release(&records);
}

static void every_screen_is_reached_alike(void **state)
{
	static const char *const dirs[] = { TEST_DATA "/lessons/good", TEST_DATA "/linear/course",
		NULL };
	static const struct step steps[] = {
		{ "? Esc", "?|<", "welcome" },
		{ "g 2 Enter", "g|2", "welcome" },
		{ "Enter", "", "home" },
		{ "g 1 Enter", "g|1", "home" },
		{ "h", "h", "help" },
		{ "Down Enter", "2", "help" },
		{ "0 1 Enter", "0|1", "help" },
		{ "Esc", "<", "home" },
		{ "a", "a", "about" },
		{ "Enter Esc", "|<", "about" },
		{ "Esc", "<", "home" },
		{ "l", "l", "glossary" },
		{ "Esc", "<", "home" },
		{ ",", ",", "settings" },
		{ "1 Enter 2 Enter", "1|2", "settings" },
		{ "Down Right Right", "+|>|>", "settings" },
		{ "Esc", "<", "home" },
		{ "1 Enter 1 Enter", "1|1", "page" },
		{ "o o n n", "o|o|n|n", "page" },
		{ "o Esc", "o|<", "page" },
		{ "c", "c", "contents" },
		{ "1 Enter c", "1|c", "contents" },
		{ "Esc", "<", "page" },
		{ "c Down Enter", "c|2", "page" },
		{ "/ Esc", "/|<", "page" },
		{ "/", "/", "find" },
		{ "'help' Esc", "help|<", "page" },
		{ "/ 'zzz'", "/zzz", "find" },
		{ "Esc Esc", "<|<", "cover" },
		{ "1 Enter n", "1|n", "page" },
		{ "p n", "p|n", "page" },
		{ "s", "s", "page" },
		{ "l Esc", "l|<", "page" },
		{ "Enter", "", "quiz" },
		{ "h Esc", "h|<", "quiz" },
		{ "s Esc", "s|<", "cover" },
		{ "1 Enter 1 3 Enter Enter", "1|1 3||", "quiz" },
		{ "1 Enter Enter", "1|", "quiz" },
		{ "F2", "/h", "help" },
		{ "Esc", "<", "quiz" },
		{ "F1", "/?", "keys" },
		{ "Esc", "<", "quiz" },
		{ "F3 2 Enter", "/g|2", "quiz" },
		{ "F3 1 Enter", "/g|1", "quiz" },
		{ "Ctrl-T", "/i", "quiz" },
		{ "'the shore' Enter Enter", "the shore|", "skipped" },
		{ "2 Enter", "2", "result" },
		{ "3 Enter", "3", "review" },
		{ "n p c Enter", "n|p|c|", "page" },
		{ "Esc Esc", "<|<", "result" },
		{ "t", "t", "quiz" },
		{ "Ctrl-X", "\x18", "quiz" },
	};
	struct strbuf records = STRBUF_INIT;

	(void)state;
	walk(dirs, steps, ARRAY_SIZE(steps), &records);
	assert_non_null(strstr(records.buf, "setting welcomed = 1"));
	assert_non_null(strstr(records.buf, "setting language = fr"));
	assert_non_null(strstr(records.buf, "setting theme = dark"));
	assert_non_null(strstr(records.buf, "country "));
	assert_non_null(strstr(records.buf, "finish first"));
	strbuf_release(&records);
}

static void conversations_the_workshop_and_tries_go_alike(void **state)
{
	static const char *const dirs[] = { TEST_DATA "/screens/talk", TEST_DATA "/screens/tries",
		NULL };
	static const struct step steps[] = {
		{ "Enter", "", "home" },
		{ "v", "v", "progress" },
		{ "Esc w", "<|w", "workshop" },
		{ "2 Enter 1 3 Enter", "2|1 3|", "workshop" },
		{ "Enter Esc", "|<", "home" },
		{ "1 Enter", "1", "scenario" },
		{ "1 Enter", "1", "chat" },
		{ "Enter m 2 Enter", "|m|2", "chat" },
		{ "Enter 2 Enter", "|2", "chat" },
		{ "z", "z", "chat" },
		{ "0", "0", "way_out" },
		{ "2 Enter", "2", "way_out" },
		{ "Enter 4 Enter", "|4", "way_out" },
		{ "Enter", "", "help" },
		{ "Esc Esc Esc", "<|<|<", "chat" },
		{ "0 Enter", "0|1", "debrief" },
		{ "z", "z", "chat" },
		{ "3 Enter Enter 1 Enter Enter Enter", "3||1||", "debrief" },
		{ "Enter Enter", "|", "debrief" },
		{ "Esc", "<", "scenario" },
		{ "Esc 2 Enter", "<|2", "cover" },
		{ "2 Enter 1 Enter", "2|1", "quiz" },
		{ "2 Enter", "2", "quiz" },
		{ "Enter 1 Enter 2 Enter", "|1|2", "quiz" },
		{ "Enter", "", "result" },
	};
	struct strbuf records = STRBUF_INIT;

	(void)state;
	walk(dirs, steps, ARRAY_SIZE(steps), &records);
	assert_non_null(strstr(records.buf, "begin ferry"));
	assert_non_null(strstr(records.buf, "finish tries"));
	strbuf_release(&records);
}

/* Every command of a screen can be typed in a line, unless it only moves within the picture. */
static void every_command_has_a_letter_or_a_sign(void **state)
{
	static const struct screen *const screens[] = {
#define SCREEN(name) &screen_##name,
#include "screens/screens.def"
#undef SCREEN
	};
	static const enum command pictures[] = { CMD_SCROLL_UP, CMD_SCROLL_DOWN, CMD_SCROLL_PAGE_UP,
		CMD_SCROLL_PAGE_DOWN, CMD_FIRST, CMD_LAST, CMD_LEFT, CMD_NEXT, CMD_PANE,
		CMD_PREVIOUS /* for gaps: + and - */ };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(screens); i++)
		for (const struct binding *b = screens[i]->bindings; b->command; b++) {
			bool found = b->flags & BIND_DIGITS;
			char buf[32];

			for (size_t k = 0; k < BINDING_KEYS && b->keys[k]; k++)
				found |= command_line_name(b->keys[k], buf, sizeof(buf)) != NULL;
			for (size_t k = 0; k < ARRAY_SIZE(pictures); k++)
				found |= b->command == pictures[k];
			if (!found)
				fail_msg("screen %s: no key for “%s” can be typed",
					screens[i]->name, b->help);
		}
}

static void the_first_number_that_is_too_long_is_no_number(void **state)
{
	static const char *const dirs[] = { TEST_DATA "/lessons/good", NULL };
	static const char *const lines[] = { "99999", "1 2 3 4 5 6 7 8 9 1", "-1", "1x", "\xc3\xa9",
		"\xff", " " };
	struct visitor v;

	(void)state;
	visitor_begin(&v, dirs, NULL, true);
	visitor_start(&v, "en");
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		visitor_type(&v, lines[i]);
		assert_string_equal(app_screen(&v.app), "home");
		assert_non_null(v.app.notice);
	}
	visitor_end(&v);
}

/* ---- random lines */

static const char *const any_lines[] = { "", "", "", "", "1", "1", "2", "3", "1 3", "3 1", "9",
	"15", "<", "<", ">", "+", "-", ".", "=", "/=", "?", "h", "g", "i", "e", "p", "s", "u", "o",
	"l", "a", "n", "b", "m", "t", "w", "v", "r", "z", "c", "/h", "/i", "/s", "/?", "//x",
	"/oar", "/a", "/", "oar", "4", "1,5", "shore", "\xff\xfe", "\x1b[31mred\x07",
	"\u202e\u6f22", "99999999", "-1", " ", "a line of many words that nobody wants" };

/* Asserts that the output has no control characters except line ends. */
static void assert_clean(const struct strbuf *out)
{
	for (const char *s = out->buf; *s; s += strcspn(s, "\n") + 1) {
		size_t len = strcspn(s, "\n");

		if (!text_is_clean(s, len))
			fail_msg("not clean: %.*s", (int)len, s);
		if (!s[len])
			break;
	}
}

static void walk_by_chance(uint64_t seed, int steps, bool ascii)
{
	static const char *const dirs[] = { TEST_DATA "/linear/course", TEST_DATA "/screens/talk",
		TEST_DATA "/screens/tries", TEST_DATA "/lessons/good", NULL };
	struct visitor v;

	visitor_begin(&v, dirs, TEST_DATA "/lessons/good/help", true);
	v.linear.ascii = ascii;
	v.linear.width = 20 + (int)(seed % 70);
	visitor_start(&v, "en");
	for (int i = 0; i < steps; i++) {
		strbuf_clear(&v.out);
		visitor_type(&v, any_lines[rand_next(&seed) % ARRAY_SIZE(any_lines)]);
		assert_clean(&v.out);
		for (size_t k = 0; ascii && k < v.out.len; k++)
			assert_true((unsigned char)v.out.buf[k] < 0x80);
		assert_true(v.out.len < 60000);
		assert_true(v.app.depth >= 1 && v.app.depth <= STACK_MAX);
		v.ended = false;
	}
	visitor_end(&v);
	i18n_set_catalogue(NULL);
}

static void lines_by_chance_neither_crash_nor_send_controls(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++)
		walk_by_chance(seed, 600, seed % 3 == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_question_is_answered_alike),
		cmocka_unit_test(every_screen_is_reached_alike),
		cmocka_unit_test(every_command_has_a_letter_or_a_sign),
		cmocka_unit_test(conversations_the_workshop_and_tries_go_alike),
		cmocka_unit_test(the_first_number_that_is_too_long_is_no_number),
		cmocka_unit_test(lines_by_chance_neither_crash_nor_send_controls),
	};
	int failed;

	lines_catalogue = lines_french();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	i18n_set_catalogue(NULL);
	catalogue_free(lines_catalogue);
	return failed;
}
