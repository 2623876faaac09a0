/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Maps roles to attributes by the table in palette.def. Without colour, bold and underline carry
 * the same distinctions.
 */
#include "term/term_parts.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "term/palette.h"

static attr_t attributes[ROLE_COUNT];
static enum { UNTRIED, WORKS, DOES_NOT } color_works;

/*
 * Choosing a theme expresses a wish for colour, so it overrides NO_COLOR (no-color.org);
 * --color=never overrides both.
 */
static bool want_color(enum term_color color, enum theme theme)
{
	const char *no = getenv("NO_COLOR");

	if (color == COLOR_NEVER || theme == THEME_MONO)
		return false;
	return color != COLOR_AUTO || theme != THEME_NONE || !no || !*no;
}

static bool can_color(void)
{
	if (color_works == UNTRIED)
		color_works = has_colors() && start_color() == OK && use_default_colors() == OK
			? WORKS
			: DOES_NOT;
	return color_works == WORKS;
}

/*
 * True on the Linux console: its background is black, so some of the eight colours are readable
 * there.
 */
static bool is_console(void)
{
	const char *name = termname();

	return name && !strncmp(name, "linux", 5);
}

static attr_t style_attribute(enum style style)
{
	switch (style) {
	case STYLE_BOLD:
		return A_BOLD;
	case STYLE_UNDERLINE:
		return A_UNDERLINE;
	case STYLE_REVERSE:
		return A_REVERSE;
	default:
		return A_NORMAL;
	}
}

static void set_colors(enum theme theme)
{
	bool many = COLORS >= 256;
	int ground = many ? palettes[theme].many_ground : palettes[theme].few_ground;

	for (int role = 0; role < ROLE_COUNT; role++) {
		struct tone tone = palette_tone(theme, (enum role)role);
		int fore = many ? tone.many : tone.few;

		attributes[role] = style_attribute(many ? tone.style : tone.few_style);
		if (fore < 0 && ground < 0)
			continue;
		init_pair((short)(role + 1), (short)fore, (short)ground);
		attributes[role] |= COLOR_PAIR(role + 1);
	}
}

void colors_init(enum term_color color, enum theme theme)
{
	/* on the terminal's own background none of the eight colours is sure to be readable */
	bool few_work = theme != THEME_NONE || is_console();

	if (want_color(color, theme) && can_color() && (COLORS >= 256 || few_work)) {
		set_colors(theme);
		return;
	}
	if (theme != THEME_NONE)
		theme = THEME_MONO;
	for (int role = 0; role < ROLE_COUNT; role++)
		attributes[role] = style_attribute(palette_tone(theme, (enum role)role).style);
}

void colors_end(void)
{
	color_works = UNTRIED;
}

unsigned long colors_of(enum role role)
{
	return attributes[role];
}

unsigned long colors_background(void)
{
	return attributes[ROLE_TEXT];
}
