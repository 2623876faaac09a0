/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Draws a canvas on the screen. Only rows that changed go to ncurses, which works out what to send.
 * Attribute changes are expensive, so draw the blanks between two runs with the attributes of one.
 */
#include "term/term_parts.h"

#include <curses.h>
#include <string.h>
#include <wchar.h>

#include "text/text.h"

/* Longer runs of blanks are skipped: moving the cursor takes fewer bytes. */
enum { GAP_MAX = 8 };

static struct canvas shown; /* what is on the terminal */
static bool redraw_all, whole_rows;
static int scrolled_in;        /* the row that scrolling has left blank, -1 if none */
static cchar_t line[COLS_MAX]; /* a run of cells on its way to ncurses */
static bool sent[ROWS_MAX];    /* rows of the current frame */

void draw_init(void)
{
	canvas_init(&shown, 1, 1, false);
	links_init();
	redraw_all = true;
}

void draw_whole_rows(bool whole)
{
	whole_rows = whole;
}

void draw_forget(void)
{
	mem_wipe(shown.cells, (size_t)shown.cols * (size_t)shown.rows * sizeof(*shown.cells));
	mem_wipe(line, sizeof(line));
	links_forget();
}

void draw_release(void)
{
	draw_forget();
	canvas_release(&shown);
	links_release();
}

/*
 * Where rows are sent whole they are heard, and a screen reader says each change of weight: there
 * is none then. Signs and words say all that it says.
 */
static attr_t attr_of(const struct cell *cell)
{
	attr_t attr = (attr_t)colors_of((enum role)cell->role);

	return whole_rows ? attr & ~A_BOLD : attr;
}

static bool is_blank(const struct cell *cell)
{
	return cell->len == 1 && *cell->text == ' ';
}

/* True if a blank in the cell's role is invisible: no underline and no reverse video. */
static bool has_plain_blanks(const struct cell *cell)
{
	return !(colors_of((enum role)cell->role) & (A_UNDERLINE | A_REVERSE));
}

static int skip_blanks(const struct cell *row, int x, int end)
{
	while (x < end && is_blank(&row[x]) && has_plain_blanks(&row[x]))
		x++;
	return x;
}

/*
 * Returns the end of the run of cells that have the role of the cell at x. A short gap between two
 * pieces of one role belongs to the run.
 */
static int run_end(const struct cell *row, int x, int end)
{
	uint8_t role = row[x].role;
	int gap;

	for (;;) {
		while (x < end && row[x].role == role && !is_blank(&row[x]))
			x++;
		gap = skip_blanks(row, x, end);
		/* visible blanks, in an underlined or reversed role */
		if (gap == x && x < end && row[x].role == role) {
			x++;
			continue;
		}
		if (gap == end || gap - x > GAP_MAX || row[gap].role != role ||
			!has_plain_blanks(&row[gap]))
			return x;
		x = gap;
	}
}

/* Converts a cluster: a base and at most four marks. */
static void to_wide(const struct cell *cell, wchar_t wide[CCHARW_MAX + 1])
{
	struct utf8_decoder decoder = { 0 };
	uint32_t code;
	size_t n = 0;

	if (cell->len == 1) {
		wide[0] = (unsigned char)*cell->text;
		wide[1] = L'\0';
		return;
	}
	for (size_t i = 0; i < cell->len && n < CCHARW_MAX; i++)
		if (utf8_feed(&decoder, (unsigned char)cell->text[i], &code) > 0)
			wide[n++] = (wchar_t)code;
	wide[n] = L'\0';
}

static void draw_run(const struct cell *row, int y, int from, int end, attr_t attr)
{
	wchar_t wide[CCHARW_MAX + 1];
	int n = 0;

	for (int x = from; x < end; x++) {
		/* the right half of a wide cluster is drawn with the left half */
		if (!row[x].len)
			continue;
		to_wide(&row[x], wide);
		setcchar(&line[n++], wide, attr & ~(attr_t)A_COLOR, (short)PAIR_NUMBER(attr), NULL);
	}
	mvadd_wchnstr(y, from, line, n);
}

static bool is_same_cell(const struct cell *a, const struct cell *b)
{
	return !memcmp(a, b, sizeof(*a));
}

/*
 * Finds the range of cells that changed in a row. It never starts or ends inside a wide cell, which
 * would garble the row.
 */
static void find_change(
	const struct cell *row, const struct cell *old, int cols, int *from, int *end)
{
	int first = 0, last = cols;

	while (first < cols && is_same_cell(&row[first], &old[first]))
		first++;
	while (last > first && is_same_cell(&row[last - 1], &old[last - 1]))
		last--;
	while (first > 0 && (!row[first].len || !old[first].len))
		first--;
	while (last < cols && (!row[last].len || !old[last].len))
		last++;
	*from = first;
	*end = last;
}

static void erase_part(int y, int from, int end, int cols)
{
	if (end < cols) {
		mvhline(y, from, ' ', end - from);
	} else {
		move(y, from);
		clrtoeol();
	}
}

/* Draws the changed part of a row, run by run. */
static void draw_row(const struct canvas *canvas, int y)
{
	const struct cell *row = canvas_cell(canvas, 0, y);
	int begin = 0, end = canvas->cols, x, start;
	bool whole = whole_rows || links_in_row(canvas, y);

	if (!redraw_all && !whole) {
		find_change(row, canvas_cell(&shown, 0, y), canvas->cols, &begin, &end);
		erase_part(y, begin, end, canvas->cols);
	}
	if (whole) {
		erase_part(y, 0, canvas->cols, canvas->cols);
		/*
		 * else the letters that a word shares with what stood there are left out, and may
		 * be a link still
		 */
		if (y != scrolled_in)
			wredrawln(stdscr, y, 1);
	}
	for (x = begin; (start = skip_blanks(row, x, end)) < end;) {
		/*
		 * draw a short gap with the run after it, which has the gap's role more often than
		 * the run before
		 */
		int from = x > begin && start - x <= GAP_MAX && has_plain_blanks(&row[start])
			? x
			: start;

		x = run_end(row, start, end);
		draw_run(row, y, from, x, attr_of(&row[start]));
	}
}

/* ---- text scrolled by one line */

static bool is_same_row(const struct canvas *canvas, int y, int shown_y)
{
	size_t cols = (size_t)canvas->cols;

	return !memcmp(canvas->cells + (size_t)y * cols, shown.cells + (size_t)shown_y * cols,
		cols * sizeof(*canvas->cells));
}

/*
 * Finds the longest range of rows from..to (inclusive) of the canvas that are on the screen
 * already, shifted down by `by` rows. Returns how many of them have moved.
 */
static int find_scrolled(const struct canvas *canvas, int by, int *from, int *to)
{
	int first = by < 0 ? -by : 0, last = canvas->rows - 1 - (by > 0 ? by : 0), most = 0;

	for (int y = first; y <= last;) {
		int start = y, moved = 0;

		for (; y <= last && is_same_row(canvas, y, y + by); y++)
			moved += !is_same_row(canvas, y, y);
		if (moved > most) {
			most = moved;
			*from = start;
			*to = y - 1;
		}
		y += y == start;
	}
	return most;
}

/*
 * Scrolls what is on the screen, so that only the row that scrolled in is left to draw. Returns it,
 * or -1.
 */
static int scroll_shown(const struct canvas *canvas)
{
	enum { WORTH = 4 };
	size_t row = (size_t)canvas->cols;

	for (int by = -1; by <= 1; by += 2) {
		int from = 0, to = 0;

		if (find_scrolled(canvas, by, &from, &to) < WORTH)
			continue;
		scrollok(stdscr, TRUE);
		setscrreg(by > 0 ? from : from - 1, by > 0 ? to + 1 : to);
		scrl(by);
		scrollok(stdscr, FALSE);
		setscrreg(0, canvas->rows - 1);
		memmove(shown.cells + (size_t)from * row, shown.cells + (size_t)(from + by) * row,
			(size_t)(to - from + 1) * row * sizeof(*shown.cells));
		/* this row is blank now; zeros differ from every row to be drawn */
		to = by > 0 ? to + 1 : from - 1;
		memset(shown.cells + (size_t)to * row, 0, row * sizeof(*shown.cells));
		return to;
	}
	return -1;
}

void term_present(const struct canvas *canvas)
{
	size_t row_size = (size_t)canvas->cols * sizeof(struct cell);

	if (shown.cols != canvas->cols || shown.rows != canvas->rows) {
		canvas_resize(&shown, canvas->cols, canvas->rows);
		redraw_all = true;
	}
	/* scrolling would take the links along */
	scrolled_in = redraw_all || links_any(canvas) ? -1 : scroll_shown(canvas);
	if (redraw_all)
		erase();
	for (int y = 0; y < canvas->rows; y++) {
		size_t at = (size_t)y * (size_t)canvas->cols;

		sent[y] = redraw_all || !links_same_row(canvas, y) ||
			memcmp(shown.cells + at, canvas->cells + at, row_size) != 0;
		if (!sent[y])
			continue;
		draw_row(canvas, y);
		memcpy(shown.cells + at, canvas->cells + at, row_size);
	}
	redraw_all = false;
	move(canvas->cursor_y, canvas->cursor_x);
	refresh();
	if (links_any(canvas))
		links_send(canvas, sent);
}

void term_redraw(void)
{
	clearok(stdscr, TRUE);
	redraw_all = true;
}
