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
	size_t cols = (size_t)canvas->cols;

	for (size_t i = 0; i < cols; i++)
		canvas->cells[i] = blank;
	for (int y = 1; y < canvas->rows; y++)
		memcpy(canvas->cells + (size_t)y * cols, canvas->cells, cols * sizeof(blank));
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
static inline void unwind(const struct canvas *canvas, struct cell *row, int x)
{
	if (!row[x].len && x > 0)
		set_cell(&row[x - 1], " ", 1, (enum role)row[x - 1].role);
	if (x + 1 < canvas->cols && !row[x + 1].len)
		set_cell(&row[x + 1], " ", 1, (enum role)row[x + 1].role);
}

/* So many bytes from s on are a letter of ASCII each, whatever stands behind them: marks belong to the last. */
static int count_letters(const char *s, size_t len, int room)
{
	int n = 0, most = (size_t)room < len ? room : (int)len;

	while (n < most && s[n] >= 0x20 && s[n] < 0x7f)
		n++;
	return n > 0 && (size_t)n < len && (s[n] & 0x80) ? n - 1 : n;
}

static void put_letters(const struct canvas *canvas, struct cell *row, int x, const char *s, int n, enum role role)
{
	unwind(canvas, row, x);
	unwind(canvas, row, x + n - 1);
	for (int i = 0; i < n; i++)
		row[x + i] = (struct cell){ .text = { s[i] }, .len = 1, .role = (uint8_t)role };
}

static int put_clean(struct canvas *canvas, int x, int y, int width, enum role role, const char *s,
	size_t len)
{
	struct cell *row = canvas->cells + (size_t)y * (size_t)canvas->cols;
	int start = x, end = x + width;

	if (end > canvas->cols)
		end = canvas->cols;
	while (len) {
		int cells = x < 0 || x >= end ? 0 : count_letters(s, len, end - x);
		size_t n = (size_t)cells;

		if (cells > 0) {
			put_letters(canvas, row, x, s, cells, role);
		} else {
			n = text_next(s, len, &cells);
			if (x + cells > end)
				break;
			if (cells > 0 && x >= 0) {
				unwind(canvas, row, x);
				set_cell(&row[x], s, n, role);
			}
			if (cells == 2 && x >= 0) {
				unwind(canvas, row, x + 1);
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
	if (canvas->ascii || canvas->font ? is_plain(text, len) : text_is_clean(text, len))
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
