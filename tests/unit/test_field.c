/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text fields, and a focus that moves among n fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "view/field.h"
#include "view/focus.h"

static bool press(struct field *f, uint32_t key)
{
	return field_update(f, &(struct input){ .key = key, .id = -1 });
}

static bool paste(struct field *f, const char *text)
{
	return field_update(f, &(struct input){ .text = text, .len = strlen(text), .id = -1 });
}

static void what_does_not_fit_is_left_at_the_end_of_what_is_put_in(void **state)
{
	struct field f = { 0 };

	(void)state;
	for (int i = 0; i < FIELD_BYTES - 3; i++)
		assert_true(press(&f, 'a'));
	press(&f, K_HOME);
	assert_true(paste(&f, "1234567"));
	assert_int_equal(f.len, FIELD_BYTES);
	assert_int_equal(f.caret, 3);
	assert_memory_equal(f.text, "123aaa", 6);
	/* nor half of a character */
	press(&f, K_END);
	press(&f, K_BACKSPACE);
	assert_true(paste(&f, "é"));
	assert_int_equal(f.len, FIELD_BYTES - 1);
}

static void controls_are_no_text(void **state)
{
	struct field f = { 0 };

	(void)state;
	assert_false(press(&f, 31));
	assert_false(press(&f, K_UP));
	assert_int_equal(f.len, 0);
	assert_true(paste(&f, "a\033[2Jb"));
	assert_null(strchr(f.text, '\033'));
}

static void what_is_cut_is_cut_at_the_caret(void **state)
{
	struct field f = { 0 };

	(void)state;
	field_set(&f, "one two");
	for (int i = 0; i < 3; i++)
		press(&f, K_LEFT);
	assert_true(press(&f, K_CTRL('u')));
	assert_string_equal(f.text, "two");
	assert_int_equal(f.caret, 0);
	press(&f, K_DELETE);
	assert_string_equal(f.text, "wo");
}

static bool pick(int *focus, int n, int id)
{
	bool picked;

	return focus_update(focus, n, &(struct input){ .id = id }, &picked) && picked;
}

static void nothing_beyond_the_last_has_the_focus(void **state)
{
	int focus = 0;
	bool picked;

	(void)state;
	assert_true(pick(&focus, 3, 2));
	assert_int_equal(focus, 2);
	assert_false(pick(&focus, 3, 3));
	assert_false(pick(&focus, 3, -1));
	assert_false(focus_update(
		&focus, 3, &(struct input){ .command = CMD_PICK, .key = '4', .id = -1 }, &picked));
	assert_int_equal(focus, 2);
	assert_true(
		focus_update(&focus, 3, &(struct input){ .command = CMD_DOWN, .id = -1 }, &picked));
	assert_int_equal(focus, 0);
	assert_true(
		focus_update(&focus, 3, &(struct input){ .command = CMD_UP, .id = -1 }, &picked));
	assert_int_equal(focus, 2);
	assert_false(
		focus_update(&focus, 0, &(struct input){ .command = CMD_DOWN, .id = -1 }, &picked));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_fit_is_left_at_the_end_of_what_is_put_in),
		cmocka_unit_test(controls_are_no_text),
		cmocka_unit_test(what_is_cut_is_cut_at_the_caret),
		cmocka_unit_test(nothing_beyond_the_last_has_the_focus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
