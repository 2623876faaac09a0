/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roles to attributes. Text keeps the terminal's own colours. The three tones of the 256-colour palette have a relative
 * luminance of 0.178 to 0.182, where contrast is at least 4.5:1 on black and on white alike (WCAG 2.2,
 * 1.4.3; tests/unit/test_contrast.c). With 8 or 16 colours no tone does that on both, so only the
 * Linux console, which is black, gets some. Without colour, weight and underline carry the same.
 */
#include "term/internal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "term/palette.h"

enum { PAIR_ACCENT = 1, PAIR_RIGHT, PAIR_WRONG, PAIR_DIM };

static attr_t attributes[ROLE_COUNT];

static bool want_color(enum term_color color)
{
	const char *no = getenv("NO_COLOR");

	if (color == COLOR_NEVER || (color == COLOR_AUTO && no && *no))
		return false;
	return has_colors() && start_color() == OK && use_default_colors() == OK;
}

static bool is_console(void)
{
	const char *name = termname();

	return name && !strncmp(name, "linux", 5);
}

static void without_color(void)
{
	attributes[ROLE_TITLE] = attributes[ROLE_HEADING] = A_BOLD;
	attributes[ROLE_STRONG] = attributes[ROLE_KEY] = A_BOLD;
	attributes[ROLE_FOCUS] = A_BOLD;
	attributes[ROLE_RIGHT] = attributes[ROLE_WRONG] = A_BOLD;
}

static void set_pairs(short accent, short right, short wrong, short dim)
{
	init_pair(PAIR_ACCENT, accent, -1);
	init_pair(PAIR_RIGHT, right, -1);
	init_pair(PAIR_WRONG, wrong, -1);
	init_pair(PAIR_DIM, dim, -1);
	attributes[ROLE_ACCENT] = COLOR_PAIR(PAIR_ACCENT);
	attributes[ROLE_HEADING] = COLOR_PAIR(PAIR_ACCENT) | A_BOLD;
	attributes[ROLE_FOCUS] = COLOR_PAIR(PAIR_ACCENT) | A_BOLD;
	attributes[ROLE_NOTE] = COLOR_PAIR(PAIR_ACCENT);
	attributes[ROLE_RIGHT] = COLOR_PAIR(PAIR_RIGHT) | A_BOLD;
	attributes[ROLE_WRONG] = COLOR_PAIR(PAIR_WRONG) | A_BOLD;
	attributes[ROLE_DIM] = COLOR_PAIR(PAIR_DIM);
}

void colors_init(enum term_color color)
{
	memset(attributes, 0, sizeof(attributes));
	without_color();
	if (!want_color(color))
		return;
	if (COLORS >= 256) {
		set_pairs(PALETTE_ACCENT, PALETTE_RIGHT, PALETTE_WRONG, PALETTE_DIM);
	} else if (is_console()) {
		set_pairs(COLOR_CYAN, COLOR_GREEN, COLOR_YELLOW, -1);
	}
}

unsigned long colors_of(enum role role)
{
	return attributes[role];
}
