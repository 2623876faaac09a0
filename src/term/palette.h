/* SPDX-License-Identifier: GPL-3.0-or-later */
/* palette.def as a table; free of curses, so that a test can compute contrasts. */
#ifndef TERM_PALETTE_H
#define TERM_PALETTE_H

#include "view/block.h"
#include "view/settings.h"

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_UNDERLINE, STYLE_REVERSE };

struct tone {
	int many, few; /* colour out of 256 and out of 8; -1: the terminal's own */
	enum style style, few_style;
	bool set; /* false: not in the table, so it looks like text */
};

struct palette {
	int many_ground, few_ground;
	struct tone tones[ROLE_COUNT];
};

static const struct palette palettes[THEME_COUNT] = {
#define GROUND(theme, many, few) \
	[THEME_##theme].many_ground = many, [THEME_##theme].few_ground = few,
#define TONE(theme, role, many, style, few, few_style) \
	[THEME_##theme].tones[ROLE_##role] = { many, few, STYLE_##style, STYLE_##few_style, true },
#include "term/palette.def"
#undef GROUND
#undef TONE
};

/*
 * Returns how a role looks. A role without an entry looks like text, and text without one like the
 * terminal's default.
 */
static inline struct tone palette_tone(enum theme theme, enum role role)
{
	const struct tone own = { -1, -1, STYLE_PLAIN, STYLE_PLAIN, false };
	const struct tone *tones = palettes[theme].tones;

	return tones[role].set ? tones[role] : tones[ROLE_TEXT].set ? tones[ROLE_TEXT] : own;
}

#endif
