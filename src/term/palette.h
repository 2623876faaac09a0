/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tones taken from the 256-colour palette (xterm's cube 16 to 231, greys 232 to 255). */
#ifndef TERM_PALETTE_H
#define TERM_PALETTE_H

enum palette {
	PALETTE_ACCENT = 63,    /* #5f5fff */
	PALETTE_RIGHT = 29,     /* #00875f */
	PALETTE_WRONG = 131,    /* #af5f5f */
	PALETTE_DIM = 243       /* #767676 */
};

#endif
