/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter, one meaning: the bindings of all screens are read as one table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "screens/global.h"
#include "screens/screen.h"

static const struct screen *const screens[] = {
#define SCREEN(name) &screen_##name,
#include "screens/screens.def"
#undef SCREEN
};

/* What closes the screen that a letter opens: the same letter. */
static const struct {
	const char *screen;
	uint32_t key;
} closing[] = { { "glossary", 'l' }, { "contents", 'c' }, { "thoughts", 'c' }, { "keys", '?' },
	{ "about", 'a' } };

/* Commands that are one thing to the person. */
static enum command meaning(enum command command)
{
	switch (command) {
	case CMD_SCROLL_UP:
		return CMD_UP;
	case CMD_SCROLL_DOWN:
		return CMD_DOWN;
	case CMD_LEFT:
	case CMD_REREAD:
		return CMD_PREVIOUS;
	case CMD_RIGHT:
	case CMD_NEXT_PAGE:
		return CMD_NEXT;
	case CMD_QUIT:
	case CMD_WAY_OUT:
	case CMD_PATHS:
		return CMD_BACK;
	default:
		return command;
	}
}

static bool is_closing(const char *screen, uint32_t key)
{
	for (size_t i = 0; i < ARRAY_SIZE(closing); i++)
		if (closing[i].key == key && !strcmp(closing[i].screen, screen))
			return true;
	return false;
}

static bool is_settled(const char *screen, const struct binding *b, uint32_t key)
{
	return b->command == CMD_BACK && is_closing(screen, key);
}

static void read_keys(
	const char *screen, const struct binding *b, enum command of[128], const char *from[128])
{
	for (; b && b->command; b++)
		for (size_t i = 0; i < BINDING_KEYS && b->keys[i]; i++) {
			uint32_t key = b->keys[i];

			if (key <= K_SPACE || key >= K_BACKSPACE || is_settled(screen, b, key))
				continue;
			if (of[key] && of[key] != meaning(b->command))
				fail_msg("%c means one thing on %s and another on %s", (int)key,
					from[key], screen);
			of[key] = meaning(b->command);
			from[key] = screen;
		}
}

static void a_letter_has_one_meaning_on_all_screens(void **state)
{
	enum command of[128] = { CMD_NONE };
	const char *from[128] = { NULL };

	(void)state;
	read_keys("every screen", global_bindings, of, from);
	for (size_t i = 0; i < ARRAY_SIZE(screens); i++)
		read_keys(screens[i]->name, screens[i]->bindings, of, from);
	assert_int_equal(of['o'], CMD_SOURCES);
	assert_int_equal(of['c'], CMD_CONTENTS);
	assert_int_equal(of[','], CMD_SETTINGS);
	assert_int_equal(of['1'], CMD_PICK);
	assert_int_equal(of['0'], CMD_BACK);
	assert_int_equal(of['n'], CMD_NEXT);
	assert_int_equal(of['p'], CMD_PREVIOUS);
}

/* Where digits point, Enter takes. */
static void a_list_takes_with_enter(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(screens); i++) {
		bool digits = false, enter = false;

		for (const struct binding *b = screens[i]->bindings; b->command; b++) {
			digits |= (b->flags & BIND_DIGITS) != 0;
			for (size_t k = 0; k < BINDING_KEYS; k++)
				enter |= b->keys[k] == K_ENTER;
		}
		if (digits && !enter)
			fail_msg("screen %s: nothing takes what a digit points to",
				screens[i]->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_has_one_meaning_on_all_screens),
		cmocka_unit_test(a_list_takes_with_enter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
