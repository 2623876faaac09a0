/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"

static int clamp(int v, int low, int high)
{
	return v < low ? low : v > high ? high : v;
}

void canvas_init(struct canvas *canvas, int cols, int rows, bool ascii)
{
	memset(canvas, 0, sizeof(*canvas));
	canvas->ascii = ascii;
	canvas_resize(canvas, cols, rows);
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cells);
	memset(canvas, 0, sizeof(*canvas));
}

void canvas_resize(struct canvas *canvas, int cols, int rows)
{
	canvas->cols = clamp(cols, 1, COLS_MAX);
	canvas->rows = clamp(rows, 1, ROWS_MAX);
	canvas->cells = xrealloc(canvas->cells,
		(size_t)canvas->cols * (size_t)canvas->rows * sizeof(*canvas->cells));
	canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
	const struct cell blank = { .text = " ", .len = 1, .role = ROLE_TEXT };
	size_t n = (size_t)canvas->cols * (size_t)canvas->rows;

	for (size_t i = 0; i < n; i++)
		canvas->cells[i] = blank;
	canvas->cursor_x = canvas->cursor_y = 0;
}

const struct cell *canvas_cell(const struct canvas *canvas, int x, int y)
{
	return &canvas->cells[(size_t)y * (size_t)canvas->cols + (size_t)x];
}

static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] > 0x7e)
			return false;
	return true;
}

/* No-break spaces are spaces to a terminal; some fonts draw them as boxes. */
static bool is_space_like(const char *s, size_t len)
{
	return (len == 2 && !memcmp(s, "\xc2\xa0", 2)) || (len == 3 && !memcmp(s, "\xe2\x80\xaf", 3));
}

static void set_cell(struct cell *cell, const char *s, size_t len, enum role role)
{
	if (is_space_like(s, len)) {
		s = " ";
		len = 1;
	}
	if (len > CELL_BYTES)
		len = 0;
	memcpy(cell->text, s, len);
	cell->len = (uint8_t)len;
	cell->role = (uint8_t)role;
}

/* A wide cluster may lie half under what is drawn now; neither half can stay alone. */
static void unwind(struct canvas *canvas, int x, int y)
{
	struct cell *row = canvas->cells + (size_t)y * (size_t)canvas->cols;

	if (!row[x].len && x > 0)
		set_cell(&row[x - 1], " ", 1, (enum role)row[x - 1].role);
	if (x + 1 < canvas->cols && !row[x + 1].len)
		set_cell(&row[x + 1], " ", 1, (enum role)row[x + 1].role);
}

static int put_clean(struct canvas *canvas, int x, int y, int width, enum role role, const char *s,
	size_t len)
{
	struct cell *row = canvas->cells + (size_t)y * (size_t)canvas->cols;
	int start = x, end = x + width;

	if (end > canvas->cols)
		end = canvas->cols;
	while (len) {
		int cells;
		size_t n = text_next(s, len, &cells);

		if (x + cells > end)
			break;
		if (cells > 0 && x >= 0) {
			unwind(canvas, x, y);
			set_cell(&row[x], s, n, role);
			if (cells == 2) {
				unwind(canvas, x + 1, y);
				set_cell(&row[x], s, n, role);
				set_cell(&row[x + 1], "", 0, role);
			}
		}
		x += cells;
		s += n;
		len -= n;
	}
	return x - start;
}

int canvas_put(struct canvas *canvas, int x, int y, int width, enum role role, const char *text,
	size_t len)
{
	struct strbuf shown = STRBUF_INIT;
	int used;

	if (y < 0 || y >= canvas->rows)
		return 0;
	if (is_plain(text, len))
		return put_clean(canvas, x, y, width, role, text, len);
	if (!canvas->ascii && !canvas->font && text_is_clean(text, len))
		return put_clean(canvas, x, y, width, role, text, len);
	text_show(&shown, text, len, canvas->ascii, canvas->font);
	used = put_clean(canvas, x, y, width, role, shown.buf, shown.len);
	strbuf_release(&shown);
	return used;
}

int canvas_puts(struct canvas *canvas, int x, int y, int width, enum role role, const char *text)
{
	return canvas_put(canvas, x, y, width, role, text, strlen(text));
}

void canvas_text(const struct canvas *canvas, struct strbuf *out)
{
	for (int y = 0; y < canvas->rows; y++) {
		size_t end = out->len;

		for (int x = 0; x < canvas->cols; x++) {
			const struct cell *cell = canvas_cell(canvas, x, y);

			strbuf_add(out, cell->text, cell->len);
			if (cell->len && !(cell->len == 1 && *cell->text == ' '))
				end = out->len;
		}
		strbuf_setlen(out, end);
		strbuf_addch(out, '\n');
	}
}
