/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contrast of every colour that the program can show, computed from the palette as WCAG 2.2 does
 * (1.4.3, 1.4.11). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "term/palette.h"

#define BLACK 0x000000
#define WHITE 0xffffff

static const char *const theme_names[] = { "none", "dark", "light", "contrast", "mono" };
static const char *const role_names[] = { "text", "title", "heading", "dim", "accent", "strong",
	"focus", "right", "wrong", "note", "key", "bar", "past", "partly", "own", "warn" };
_Static_assert(ARRAY_SIZE(role_names) == ROLE_COUNT, "a name for each role");

/* The eight colours and their bold variants, as the Linux console (VGA) and xterm show them. */
static const unsigned vga[16] = { 0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa,
	0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff,
	0xffffff };
static const unsigned xterm[16] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
	0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
	0xffffff };

/* RGB value of colours 16 to 255 of the 256-colour palette: a cube of six steps, then greys. */
static unsigned color_256(int index)
{
	static const unsigned steps[] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };
	unsigned i, grey;

	assert_in_range(index, 16, 255);
	if (index >= 232) {
		grey = 8 + 10 * (unsigned)(index - 232);
		return grey << 16 | grey << 8 | grey;
	}
	i = (unsigned)index - 16;
	return steps[i / 36] << 16 | steps[i / 6 % 6] << 8 | steps[i % 6];
}

static double linear(unsigned channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) +
		0.0722 * linear(rgb & 0xff);
}

static double contrast(unsigned a, unsigned b)
{
	double la = luminance(a), lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void check(enum theme theme, enum role role, const char *where, unsigned fore,
	unsigned ground, double least)
{
	double is = contrast(fore, ground);

	if (is < least)
		fail_msg("theme %s, role %s, %s: #%06x on #%06x is %.2f:1, not %.1f:1",
			theme_names[theme], role_names[role], where, fore, ground, is, least);
}

static bool is_mark(enum role role)
{
	return role == ROLE_RIGHT || role == ROLE_WRONG || role == ROLE_PARTLY || role == ROLE_WARN;
}

static void the_formula_gives_the_figures_of_the_standard(void **state)
{
	(void)state;
	assert_true(fabs(contrast(BLACK, WHITE) - 21) < 0.001);
	assert_true(fabs(contrast(0x767676, WHITE) - 4.54) < 0.01);
	assert_int_equal(color_256(16), BLACK);
	assert_int_equal(color_256(231), WHITE);
	assert_int_equal(color_256(63), 0x5f5fff);
	assert_int_equal(color_256(243), 0x767676);
}

static void text_and_marks_of_256_colours_can_be_read(void **state)
{
	(void)state;
	for (int t = 0; t < THEME_COUNT; t++)
		for (int r = 0; r < ROLE_COUNT; r++) {
			struct tone tone = palette_tone((enum theme)t, (enum role)r);
			double least = t == THEME_CONTRAST ? 7 : 4.5;
			int ground = palettes[t].many_ground;

			if (tone.many < 0)
				continue;
			if (ground >= 0) {
				check((enum theme)t, (enum role)r, "256 colours",
					color_256(tone.many), color_256(ground), least);
				continue;
			}
			check((enum theme)t, (enum role)r, "256 colours", color_256(tone.many),
				BLACK, least);
			check((enum theme)t, (enum role)r, "256 colours", color_256(tone.many),
				WHITE, least);
		}
}

static void check_few(
	enum theme theme, enum role role, const char *where, const unsigned colors[16])
{
	struct tone tone = palette_tone(theme, role);
	unsigned ground =
		palettes[theme].few_ground < 0 ? BLACK : colors[palettes[theme].few_ground];
	double least = theme == THEME_CONTRAST ? 7 : is_mark(role) ? 3 : 4.5;

	if (tone.few < 0)
		return;
	assert_in_range(tone.few, 0, 7);
	check(theme, role, where, colors[tone.few], ground, least);
	if (tone.few_style == STYLE_BOLD)
		check(theme, role, where, colors[tone.few + 8], ground, least);
}

static void text_and_marks_of_eight_colours_can_be_read(void **state)
{
	(void)state;
	for (int t = 0; t < THEME_COUNT; t++)
		for (int r = 0; r < ROLE_COUNT; r++) {
			check_few((enum theme)t, (enum role)r, "eight colours of the Linux console",
				vga);
			/* a theme without a background uses eight colours on the Linux console
			 * only */
			if (palettes[t].few_ground >= 0)
				check_few((enum theme)t, (enum role)r, "eight colours of xterm",
					xterm);
		}
}

/* A theme that sets the background but not the text could give white on white. */
static void a_theme_with_a_ground_names_every_foreground(void **state)
{
	(void)state;
	for (int t = 0; t < THEME_COUNT; t++)
		for (int r = 0; r < ROLE_COUNT; r++) {
			struct tone tone = palette_tone((enum theme)t, (enum role)r);

			if (palettes[t].many_ground >= 0)
				assert_true(tone.many >= 0);
			if (palettes[t].few_ground >= 0)
				assert_true(tone.few >= 0);
		}
}

/* Without colour, focus, marks and headings still differ from plain text. */
static void what_matters_differs_from_text_by_weight_alone(void **state)
{
	static const enum role roles[] = { ROLE_FOCUS, ROLE_RIGHT, ROLE_WRONG, ROLE_HEADING,
		ROLE_STRONG, ROLE_OWN, ROLE_WARN };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
		assert_int_not_equal(palette_tone(THEME_MONO, roles[i]).style, STYLE_PLAIN);
		assert_int_not_equal(palette_tone(THEME_NONE, roles[i]).style, STYLE_PLAIN);
	}
	for (int r = 0; r < ROLE_COUNT; r++) {
		assert_int_equal(palette_tone(THEME_MONO, (enum role)r).many, -1);
		assert_int_equal(palette_tone(THEME_MONO, (enum role)r).few, -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_formula_gives_the_figures_of_the_standard),
		cmocka_unit_test(text_and_marks_of_256_colours_can_be_read),
		cmocka_unit_test(text_and_marks_of_eight_colours_can_be_read),
		cmocka_unit_test(a_theme_with_a_ground_names_every_foreground),
		cmocka_unit_test(what_matters_differs_from_text_by_weight_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
