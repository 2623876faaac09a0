/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grid of cells; no other code turns text into cells. All text that reaches a terminal goes
 * through canvas_put, which sanitizes and measures it and, if need be, reduces it to what the
 * terminal can show. A cluster is never cut: if it does not fit, it is left out.
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
	char text[CELL_BYTES]; /* one cluster of len bytes, not NUL-terminated */
	uint8_t len;           /* 0: right half of the wide cluster to the left */
	uint8_t role;
};

struct canvas {
	int cols, rows;
	bool ascii;
	const struct text_font *font; /* the characters a limited terminal can show; NULL: all */
	struct cell *cells;           /* rows x cols */
	int cursor_x, cursor_y;
};

/* Clamps the size to 1..500 columns and 1..300 rows (an SSH client may claim any). */
enum { COLS_MAX = 500, ROWS_MAX = 300 };

void canvas_init(struct canvas *canvas, int cols, int rows, bool ascii);
void canvas_release(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int cols, int rows);
void canvas_clear(struct canvas *canvas);
/*
 * Draws text at x, y on one line, in at most width cells, clipped to the canvas. Returns the number
 * of cells used.
 */
int canvas_put(struct canvas *canvas, int x, int y, int width, enum role role, const char *text,
	size_t len);
int canvas_puts(struct canvas *canvas, int x, int y, int width, enum role role, const char *text);
const struct cell *canvas_cell(const struct canvas *canvas, int x, int y);

struct strbuf;
/* Appends the canvas as text: rows end in '\n' and have no trailing spaces. */
void canvas_text(const struct canvas *canvas, struct strbuf *out);

#endif
