/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"
#include "view/canvas_parts.h"

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
	free(canvas->links);
	free(canvas->addresses);
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
	canvas->n_links = canvas->n_addresses = 0;
}

const struct cell *canvas_cell(const struct canvas *canvas, int x, int y)
{
	return &canvas->cells[(size_t)y * (size_t)canvas->cols + (size_t)x];
}

/* True for no-break spaces, which are drawn as spaces: some fonts draw them as boxes. */
static bool is_space_like(const char *s, size_t len)
{
	return (len == 2 && !memcmp(s, "\xc2\xa0", 2)) ||
		(len == 3 && !memcmp(s, "\xe2\x80\xaf", 3));
}

static void set_cell(struct cell *cell, const char *s, size_t len, enum role role)
{
	if (is_space_like(s, len)) {
		s = " ";
		len = 1;
	}
	if (len > CELL_BYTES)
		len = 0;
	*cell = (struct cell){ .len = (uint8_t)len, .role = (uint8_t)role };
	memcpy(cell->text, s, len);
}

/* If drawing from x covers the right half of a wide cluster, erases its left half too. */
static inline void unwind_left(struct cell *row, int x)
{
	if (!row[x].len && x > 0)
		set_cell(&row[x - 1], " ", 1, (enum role)row[x - 1].role);
}

/* Erases the right half of a wide cluster that straddles end. */
static inline void unwind_right(const struct canvas *canvas, struct cell *row, int end)
{
	if (end < canvas->cols && !row[end].len)
		set_cell(&row[end], " ", 1, (enum role)row[end].role);
}

/* Drawing position and its right limit. */
struct pen {
	const struct canvas *canvas;
	struct cell *row;
	int x, end;
	enum role role;
};

/* Draws a run of ASCII; returns its length. */
static size_t put_letters(struct pen *pen, const char *s, size_t len)
{
	const struct cell blank = { .len = 1, .role = (uint8_t)pen->role };
	size_t room = pen->x < 0 || pen->x >= pen->end ? 0 : (size_t)(pen->end - pen->x);
	size_t n = room ? text_ascii_run(s, len) : 0;
	struct cell *cell = pen->row + pen->x;

	if (n > room)
		n = room;
	if (!n)
		return 0;
	unwind_left(pen->row, pen->x);
	pen->x += (int)n;
	unwind_right(pen->canvas, pen->row, pen->x);
	for (size_t i = 0; i < n; i++) {
		cell[i] = blank;
		*cell[i].text = s[i];
	}
	return n;
}

/* Draws one cluster; returns false if it does not fit. */
static bool put_cluster(struct pen *pen, const char *s, size_t len, int cells)
{
	if (pen->x + cells > pen->end)
		return false;
	if (cells > 0 && pen->x >= 0) {
		unwind_left(pen->row, pen->x);
		unwind_right(pen->canvas, pen->row, pen->x + cells);
		set_cell(&pen->row[pen->x], s, len, pen->role);
	}
	if (cells == 2 && pen->x >= 0)
		set_cell(&pen->row[pen->x + 1], "", 0, pen->role);
	pen->x += cells;
	return true;
}

/*
 * Draws text that needs no cleaning, up to the first character that needs a closer look. Returns
 * the number of bytes consumed: all if the row is full.
 */
static size_t put_plain(struct pen *pen, const char *s, size_t len)
{
	bool letters_only = pen->canvas->ascii || pen->canvas->font;
	size_t at = 0;

	while (at < len) {
		int cells = 0;
		size_t n = put_letters(pen, s + at, len - at);

		at += n;
		if (n)
			continue;
		n = letters_only ? 0 : text_plain(s + at, len - at, &cells);
		if (!n)
			break;
		/* in rows of dots and bars the same character repeats */
		do {
			if (!put_cluster(pen, s + at, n, cells))
				return len;
			at += n;
		} while (2 * n <= len - at && !memcmp(s + at - n, s + at, 2 * n));
	}
	return at;
}

static void put_clean(struct pen *pen, const char *s, size_t len)
{
	size_t n;

	for (size_t at = 0; at < len; at += n) {
		int cells;

		n = put_letters(pen, s + at, len - at);
		if (n)
			continue;
		n = text_next(s + at, len - at, &cells);
		if (!put_cluster(pen, s + at, n, cells))
			return;
	}
}

int canvas_put(struct canvas *canvas, int x, int y, int width, enum role role, const char *text,
	size_t len)
{
	struct pen pen = { canvas, NULL, x, x + width, role };
	size_t done;

	if (y < 0 || y >= canvas->rows)
		return 0;
	pen.row = canvas->cells + (size_t)y * (size_t)canvas->cols;
	if (pen.end > canvas->cols)
		pen.end = canvas->cols;
	done = put_plain(&pen, text, len);
	if (done < len) {
		struct strbuf shown = STRBUF_INIT;

		text_show(&shown, text + done, len - done, canvas->ascii, canvas->font);
		put_clean(&pen, shown.buf, shown.len);
		strbuf_release(&shown);
	}
	if (canvas->n_links)
		canvas_unlink(canvas, x, y, pen.x);
	return pen.x - x;
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
