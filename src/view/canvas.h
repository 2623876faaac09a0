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

/* Cells x to end of a row show an address, or a part of one that is broken over rows. */
struct canvas_link {
	int y, x, end;
	size_t at, len; /* the whole address in addresses, as address_encode() writes it */
};

struct canvas {
	int cols, rows;
	bool ascii;
	const struct text_font *font; /* the characters a limited terminal can show; NULL: all */
	struct cell *cells;           /* rows x cols */
	int cursor_x, cursor_y;
	struct canvas_link *links;
	char *addresses;
	size_t n_links, cap_links, n_addresses, cap_addresses;
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
/*
 * Makes a link of cells that have been drawn; nothing if the address is none that may be one. What
 * is drawn there later is no link.
 */
void canvas_link(struct canvas *canvas, int x, int y, int cells, const char *address, size_t len);
/* Replaces the links by those of another canvas. */
void canvas_copy_links(struct canvas *canvas, const struct canvas *from);
/* True if the same cells of row y lead to the same addresses. */
bool canvas_same_links(const struct canvas *a, const struct canvas *b, int y);
bool canvas_has_links(const struct canvas *canvas, int y);
const struct cell *canvas_cell(const struct canvas *canvas, int x, int y);

struct strbuf;
/* Appends the canvas as text: rows end in '\n' and have no trailing spaces. */
void canvas_text(const struct canvas *canvas, struct strbuf *out);

#endif
