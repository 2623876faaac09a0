/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grid of cells: the one place where text becomes cells. All text that reaches a terminal goes
 * through canvas_put, so it is sanitized here, measured here, and made ASCII here where the
 * terminal shows nothing else. A cluster is never cut: what does not fit whole is left out.
 */
#ifndef VIEW_CANVAS_H
#define VIEW_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "view/block.h"

enum { CELL_BYTES = 22 };

struct text_font;

struct cell {
	char text[CELL_BYTES]; /* one cluster, len bytes, not NUL-terminated */
	uint8_t len;           /* 0: the right half of a wide one to its left */
	uint8_t role;
};

struct canvas {
	int cols, rows;
	bool ascii;
	const struct text_font
		*font;      /* what the terminal can show, where that is little; NULL: everything */
	struct cell *cells; /* rows x cols */
	int cursor_x, cursor_y;
};

/* Sizes are clamped to 1..500 columns and 1..300 rows (an SSH client may claim any). */
enum { COLS_MAX = 500, ROWS_MAX = 300 };

void canvas_init(struct canvas *canvas, int cols, int rows, bool ascii);
void canvas_release(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int cols, int rows);
void canvas_clear(struct canvas *canvas);
/* Draws text at x, y, at most width cells, all on one line; returns the cells used. Outside is
 * clipped. */
int canvas_put(struct canvas *canvas, int x, int y, int width, enum role role, const char *text,
	size_t len);
int canvas_puts(struct canvas *canvas, int x, int y, int width, enum role role, const char *text);
const struct cell *canvas_cell(const struct canvas *canvas, int x, int y);

struct strbuf;
/* The picture as text, rows ending in '\n', spaces at the end of rows dropped. */
void canvas_text(const struct canvas *canvas, struct strbuf *out);

#endif
