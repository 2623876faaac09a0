/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of other keyboards, and digits of other scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "text/text.h"
#include "view/command.h"
#include "view/keyboard.h"

static const char rows[] = "qwertyuiopasdfghjklzxcvbnm";

/* The keys of rows in each layout; a dot where a key types no letter of its own. */
static const char *const layouts[] = {
	"йцукенгшщзфывапролдячсмить",
	"йцукенгшщзфівапролдячсмить",
	".ςερτυθιοπασδφγηξκλζχψωβνμ",
	"..קראטוןםפשדגכעיחלךזסבהנמצ",
	"ضصثقفغعهخحشسيبلاتنمئءؤر.ىة",
	"ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
};

static uint32_t next_code(const char **s)
{
	struct utf8_decoder d = { 0 };
	uint32_t code = 0;

	while (utf8_feed(&d, (unsigned char)*(*s)++, &code) == 0)
		;
	return code;
}

static void each_letter_is_that_of_its_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(layouts); i++) {
		const char *s = layouts[i];
		bool upper = i == ARRAY_SIZE(layouts) - 1;

		for (const char *key = rows; *key; key++) {
			uint32_t code = next_code(&s), latin = (unsigned char)*key;

			if (code != '.')
				assert_int_equal(
					keyboard_latin(code), upper ? latin - 'a' + 'A' : latin);
		}
		assert_int_equal(*s, '\0');
	}
}

static void each_decimal_digit_is_a_digit(void **state)
{
	static const char *const nines[] = { "9", "٩", "۹", "९", "９", "๙" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(nines); i++) {
		const char *s = nines[i];
		uint32_t nine = next_code(&s);

		assert_int_equal(keyboard_latin(nine), '9');
		assert_int_equal(keyboard_latin(nine - 9), '0');
		assert_int_equal(command_line_key(nines[i]), '9');
	}
}

static void other_characters_are_themselves(void **state)
{
	static const uint32_t codes[] = { 'a', '?', K_ENTER, K_UP, K_F9, 0xe9, 0x4e00, 0x2160 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
		assert_int_equal(keyboard_latin(codes[i]), codes[i]);
}

static void a_line_of_one_letter_is_its_key(void **state)
{
	(void)state;
	assert_int_equal(command_line_key("й"), 'q');
	assert_int_equal(command_line_key("Й"), 'q');
	assert_int_equal(command_line_key("ض"), 'q');
	assert_int_equal(command_line_key("йй"), K_NONE);
	assert_int_equal(command_line_key("é"), K_NONE);
	assert_int_equal(command_line_key("\xd0"), K_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_letter_is_that_of_its_key),
		cmocka_unit_test(each_decimal_digit_is_a_digit),
		cmocka_unit_test(other_characters_are_themselves),
		cmocka_unit_test(a_line_of_one_letter_is_its_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
