/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame of a screen: title, body, status line and footer; what is in view, and what a click
 * hits.
 */
#include "view/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "text/text.h"
#include "view/command.h"
#include "view/layout_spoken.h"
#include "view/layout_text.h"
#include "view/panes.h"
#include "view/spoken.h"

static int width_of(const char *s)
{
	return text_width(s, strlen(s));
}

enum { LARGE_ROWS = 24, LARGE_MARGIN = 4, LARGE_MARGIN_COLS = 50 };

/* A large text keeps off the edges of the screen, unless it needs the cells. */
static int large_width(int cols)
{
	int room = cols - (cols < LARGE_MARGIN_COLS ? 2 : 2 * LARGE_MARGIN);

	return room < LAYOUT_LARGE_COLUMN ? room : LAYOUT_LARGE_COLUMN;
}

void layout_frame(struct layout *l, int cols, int rows)
{
	int column = l->arrangement == ARRANGE_NARROW ? LAYOUT_NARROW_COLUMN : LAYOUT_COLUMN;
	bool airy = rows >= 16;

	l->cols = cols;
	l->term_rows = rows;
	l->too_small = cols < LAYOUT_MIN_COLS || rows < LAYOUT_MIN_ROWS;
	l->width = l->large ? large_width(cols) : cols - 2 < column ? cols - 2 : column;
	l->left = l->foot_left = l->spoken ? 0 : (cols - l->width) / 2;
	l->foot_end = cols - 1;
	l->top = l->large && rows > LARGE_ROWS ? (rows - LARGE_ROWS) / 3 : 0;
	l->body_top = l->top + (airy ? 2 : 1);
	l->footer_row = rows - 1;
	l->status_row = l->footer_row - 1;
	l->body_rows = l->status_row - l->body_top;
}

/* Draws one line of text, truncated with … after a whole word. */
void layout_draw_line(
	struct canvas *canvas, int x, int y, int room, enum role role, const char *text)
{
	const char *sign = canvas->ascii ? "..." : "…";
	size_t len = strlen(text), end = 0;
	int used = 0, cells, sign_cells = width_of(sign);

	if (width_of(text) <= room) {
		canvas_puts(canvas, x, y, room, role, text);
		return;
	}
	for (size_t at = 0, n; (n = text_next(text + at, len - at, &cells)) > 0; at += n) {
		if (used + cells > room - sign_cells)
			break;
		used += cells;
		if (text[at] == ' ' || !end)
			end = text[at] == ' ' ? at : at + n;
	}
	used = canvas_put(canvas, x, y, room - sign_cells, role, text, end);
	canvas_puts(canvas, x + used, y, sign_cells, role, sign);
}

static void draw_title(const struct layout *l, const struct view *view, struct canvas *canvas)
{
	const char *title = view->title ? view->title : "";
	const char *where = view->where ? view->where : "";
	struct strbuf heard = STRBUF_INIT;
	int where_width, end, room;

	if (l->spoken) {
		spoken_put(&heard, where);
		where = heard.buf;
	}
	where_width = width_of(where);
	room = l->width - (where_width ? where_width + 2 : 0);
	if (room < l->width / 2) {
		where_width = 0;
		room = l->width;
	}
	layout_draw_line(canvas, l->left, l->top, room, ROLE_TITLE, title);
	end = l->width - where_width;
	/* a blank without end is a break between what belongs together */
	if (l->spoken && width_of(title) + 2 < end)
		end = width_of(title) + 2;
	if (where_width)
		canvas_puts(canvas, l->left + end, l->top, where_width, ROLE_DIM, where);
	strbuf_release(&heard);
}

int layout_held(const struct layout *l, int scroll)
{
	int end = scroll + l->body_rows, row = end - 1, first;

	if (l->focus_row >= 0 || row <= scroll || end >= (int)l->n_rows)
		return 0;
	while (row > scroll && l->rows[row].block < 0)
		row--;
	if (!l->rows[row].leads || l->rows[row].block == l->rows[end].block)
		return 0;
	for (first = row; first > scroll && l->rows[first - 1].block == l->rows[row].block;)
		first--;
	return first > scroll && end - first <= LAYOUT_REPEAT ? end - first : 0;
}

void layout_draw_rows(const struct layout *l, int scroll, struct canvas *canvas)
{
	int rows = l->body_rows - layout_held(l, scroll);

	for (int y = 0; y < rows && (size_t)(scroll + y) < l->n_rows; y++) {
		const struct row *row = &l->rows[scroll + y];

		for (size_t i = row->first; i < row->first + row->n; i++) {
			const struct span *s = &l->spans[i];

			canvas_put(canvas, l->left + s->x, l->body_top + y, l->width - s->x,
				s->role, s->text, s->len);
			if (l->n_links)
				layout_link_span(l, s, l->left + s->x, l->body_top + y, canvas);
		}
	}
}

/* Marks the row where reading goes on, beside the text. */
static void draw_fresh(const struct layout *l, int scroll, struct canvas *canvas)
{
	int y = l->fresh_row - scroll;

	if (l->fresh_row >= 0 && y >= 0 && y < l->body_rows && l->left > 0)
		canvas_puts(
			canvas, l->left - 1, l->body_top + y, 1, ROLE_DIM, l->ascii ? ">" : "›");
}

/* A sentence that is wrapped and drawn from row y over whatever is there. */
struct sentence {
	struct canvas *canvas;
	const char *text;
	int x, y, width, lines;
	int cells; /* of the last row */
	enum role role;
	bool dry; /* only count the rows */
};

static void put_row(void *ctx, size_t start, size_t len, int cells)
{
	struct sentence *s = ctx;

	s->cells = cells;
	if (!s->dry) {
		for (int x = 0; x < s->width; x++)
			canvas_put(s->canvas, s->x + x, s->y + s->lines, 1, ROLE_TEXT, " ", 1);
		canvas_put(
			s->canvas, s->x, s->y + s->lines, s->width, s->role, s->text + start, len);
	}
	s->lines++;
}

/*
 * Draws the notice on the status row from x if it fits, else on as many rows as it needs, upwards
 * over the text. The cursor goes to it: it answers the last key, and the next one takes it away.
 */
static void draw_notice(
	const struct layout *l, const char *notice, int x, int room, struct canvas *canvas)
{
	struct sentence s = {
		.canvas = canvas,
		.text = notice,
		.x = l->left,
		.width = l->width,
		.role = ROLE_NOTE,
		.dry = true,
	};
	size_t len = strlen(notice);

	if (text_width(notice, len) <= room) {
		canvas_puts(canvas, x, l->status_row, room, ROLE_NOTE, notice);
		canvas->cursor_x = l->spoken ? x + text_width(notice, len) : x;
		canvas->cursor_y = l->status_row;
		return;
	}
	text_wrap(notice, len, l->width, put_row, &s);
	s.y = l->status_row + (x == l->foot_left) - s.lines;
	if (s.y < l->body_top)
		s.y = l->body_top;
	s.lines = 0;
	s.dry = false;
	text_wrap(notice, len, l->width, put_row, &s);
	canvas->cursor_x = l->spoken ? s.x + s.cells : s.x;
	canvas->cursor_y = l->spoken ? s.y + s.lines - 1 : s.y;
}

static void put_small(struct canvas *canvas, const char *text)
{
	struct sentence s = {
		.canvas = canvas,
		.text = text,
		.width = canvas->cols,
		.role = ROLE_TEXT,
	};

	text_wrap(text, strlen(text), canvas->cols, put_row, &s);
}

/*
 * The last hint, the one on keys, can do without: its key is a question mark. So can Esc, where
 * there would be no room for it.
 */
const char *layout_hint_label(const struct layout *l, const struct view *view, size_t hint)
{
	const struct hint *h = &view->hints[hint];

	if (l->labels > LABELS_ALL && hint == view->n_hints - 1 && h->command == CMD_KEYS)
		return "";
	if (l->labels == LABELS_LEAST && h->command == CMD_BACK)
		return "";
	return l->labels >= LABELS_BRIEF && h->brief ? h->brief : h->label;
}

static int hint_width(const struct layout *l, const struct view *view, size_t hint)
{
	const char *label = layout_hint_label(l, view, hint);

	return width_of(view->hints[hint].key) + (*label ? 1 + width_of(label) : 0);
}

/*
 * True for the quick exit, which has a fixed position on every screen, at the left above the
 * footer; in the footer it would take up room that the other hints need. What the last line
 * of the screen is stands beside it, while that is out of sight.
 */
static bool stands_above(const struct hint *h)
{
	return h->command == CMD_LEAVE_QUICKLY || h->last_line;
}

/* Writes which screen of the text is in view, "1/2 ↓"; nothing for a text of one screen. */
static void write_position(const struct layout *l, int scroll, char *out, size_t size)
{
	int max = layout_max_scroll(l), step = layout_step(l),
	    screens = 1 + (max + step - 1) / step;

	*out = '\0';
	if (scroll < max)
		snprintf(out, size, l->spoken ? "%d/%d" : "%d/%d ↓", scroll / step + 1, screens);
	else if (max > 0)
		snprintf(out, size, "%d/%d", screens, screens);
}

static void draw_status(
	const struct layout *l, const struct view *view, int scroll, struct canvas *canvas)
{
	char more[40];
	int x = l->foot_left, end = l->left + l->width, room, w;

	for (size_t i = 0; i < view->n_hints; i++)
		if (view->hints[i].command == CMD_LEAVE_QUICKLY)
			x += hint_width(l, view, i) + 2;
	room = end - x;
	write_position(l, scroll, more, sizeof(more));
	w = width_of(more);
	if (w) {
		canvas_puts(canvas, end - w, l->status_row, w, ROLE_DIM, more);
		room -= w + 2;
	}
	if (view->notice)
		draw_notice(l, view->notice, x, room, canvas);
}

enum { RANKED = 6 };

/*
 * Ranks the last hint first: the help on keys leads to all others. Then come the most likely one or
 * a timer that runs, and help; then the others as the screen says them, or first what leads out.
 */
static int hint_rank(const struct view *view, size_t i, bool way_out)
{
	int command = view->hints[i].command;

	if (i == view->n_hints - 1)
		return 0;
	if (i == 0)
		return 1;
	if (command == CMD_HELP)
		return 2;
	if (i == 1 && view->hints[0].command == CMD_TIMER)
		return 3;
	/* the welcome says first that there are other languages */
	if (way_out &&
		(command == CMD_SKIP || command == CMD_MARK || (i == 1 && command == CMD_LANGUAGE)))
		return 4;
	if (way_out && command == CMD_BACK)
		return 5;
	return RANKED + (int)i;
}

/* Which hints are in the footer. */
struct choice {
	bool shown[HINTS_MAX];
	int n;
};

/* Lists the hints by rank, the most useful first. */
static void rank_hints(const struct view *view, bool way_out, size_t *order)
{
	int ranks[HINTS_MAX];

	for (size_t i = 0; i < view->n_hints; i++) {
		int rank = hint_rank(view, i, way_out);
		size_t at = i;

		for (; at && ranks[at - 1] > rank; at--) {
			ranks[at] = ranks[at - 1];
			order[at] = order[at - 1];
		}
		ranks[at] = rank;
		order[at] = i;
	}
}

/* Chooses the hints that fit, the most useful first. */
static struct choice choose_hints(
	const struct layout *l, const struct view *view, int gap, const size_t *order)
{
	int room = l->foot_end - l->foot_left;
	struct choice choice = { .n = 0 };

	for (size_t k = 0; k < view->n_hints; k++) {
		size_t i = order[k];
		int w = stands_above(&view->hints[i]) ? 0 : hint_width(l, view, i) + (k ? gap : 0);

		if (k && w > room)
			continue;
		choice.shown[i] = true;
		room -= w;
		choice.n++;
	}
	return choice;
}

/* False if the screen has the command, but the footer does not say it. */
static bool says(const struct view *view, const struct choice *choice, int command)
{
	for (size_t i = 0; i < view->n_hints; i++)
		if (view->hints[i].command == command && !choice->shown[i])
			return false;
	return true;
}

/* Help counts most, then the way back, or else out of a question; then going on. */
static int ways(const struct view *view, const struct choice *choice)
{
	int out = says(view, choice, CMD_BACK) ? 4 : 2 * says(view, choice, CMD_SKIP);

	return 8 * says(view, choice, CMD_HELP) + out + says(view, choice, CMD_GO);
}

/*
 * A label gives way only where that makes room for a hint; one for the way back only for itself.
 * They come before any number of others.
 */
static struct choice choose_labels(struct layout *l, const struct view *view, int gap)
{
	struct choice best = { .n = 0 };
	int most = -1, labels = LABELS_ALL;

	for (int way_out = 0; way_out <= 1; way_out++) {
		size_t order[HINTS_MAX];

		rank_hints(view, way_out, order);
		for (int level = LABELS_ALL; level <= LABELS_LEAST; level++) {
			struct choice choice;
			int worth;

			l->labels = level;
			choice = choose_hints(l, view, gap, order);
			worth = way_out || level == LABELS_LEAST ? 0 : choice.n;
			worth += ways(view, &choice) * (HINTS_MAX + 1);
			if (worth <= most)
				continue;
			most = worth;
			best = choice;
			labels = level;
		}
	}
	l->labels = labels;
	return best;
}

/* Draws a hint at x; its clickable area begins at column start. Returns the column after it. */
static int draw_hint(struct layout *l, const struct view *view, size_t hint, int start, int x,
	int y, struct canvas *canvas)
{
	const struct hint *h = &view->hints[hint];
	const char *label = layout_hint_label(l, view, hint);

	x += canvas_puts(canvas, x, y, l->cols - x, ROLE_KEY, h->key);
	if (*label)
		x += 1 + canvas_puts(canvas, x + 1, y, l->cols - x - 1, ROLE_DIM, label);
	l->hints[l->n_hints].x = start;
	l->hints[l->n_hints].end = x;
	l->hints[l->n_hints].y = y;
	l->hints[l->n_hints++].command = h->command;
	return x;
}

/* Draws the hints above the footer: the quick exit first. A notice takes the place of the other. */
static void draw_above(
	struct layout *l, const struct view *view, int scroll, int gap, struct canvas *canvas)
{
	bool more = scroll < layout_max_scroll(l) && !view->notice;
	int x = l->foot_left;

	for (int last = 0; last <= (int)more; last++)
		for (size_t i = 0; i < view->n_hints; i++)
			if (stands_above(&view->hints[i]) && (int)view->hints[i].last_line == last)
				x = gap + draw_hint(l, view, i, x, x, l->status_row, canvas);
}

static void draw_footer(
	struct layout *l, const struct view *view, int scroll, struct canvas *canvas)
{
	int gap = l->width < 60 ? 2 : 3, x = l->foot_left;
	struct choice choice = choose_labels(l, view, gap);

	l->n_hints = 0;
	draw_above(l, view, scroll, gap, canvas);
	for (size_t i = 0; i < view->n_hints; i++) {
		int start = x;

		if (!choice.shown[i] || stands_above(&view->hints[i]))
			continue;
		if (x > l->foot_left)
			start = x += gap;
		x = draw_hint(l, view, i, start, x, l->footer_row, canvas);
	}
}

static bool is_in_view(const struct layout *l, int row, int scroll)
{
	return row >= scroll && row < scroll + l->body_rows;
}

static bool is_gap(const struct layout *l, int row)
{
	return row < (int)l->n_rows && !l->rows[row].n;
}

/*
 * Returns the row of the body where reading begins: after scrolling, with what is new, with what is
 * to be seen. It is never a gap, which would leave a braille display empty.
 */
static int first_to_read(const struct layout *l, int scroll)
{
	int row = scroll;

	if (is_in_view(l, l->fresh_row, scroll))
		row = l->fresh_row;
	else if (l->focus_row < 0 && is_in_view(l, l->news_row, scroll))
		row = l->news_row;
	else if (l->focus_row < 0 && l->news_row < 0 && is_in_view(l, l->show_first, scroll))
		row = l->show_first;
	while (is_gap(l, row) && is_in_view(l, row + 1, scroll))
		row++;
	return row - scroll;
}

static void draw_cursor(const struct layout *l, int scroll, struct canvas *canvas)
{
	int y = l->focus_row - scroll, first;

	/* nothing to choose: next to the first line to read, where braille and speech begin */
	first = first_to_read(l, scroll);
	canvas->cursor_x = l->left > 0 ? l->left - 1 : 0;
	canvas->cursor_y = l->body_top + first;
	if (is_in_view(l, l->lead_row, scroll))
		canvas->cursor_y = l->body_top + l->lead_row - scroll;
	else if (l->focus_row >= 0 && y >= 0 && y < l->body_rows) {
		canvas->cursor_x = l->left + l->focus_x;
		canvas->cursor_y = l->body_top + y;
	}
}

void layout_draw(struct layout *l, const struct view *view, int scroll, struct canvas *canvas)
{
	canvas_clear(canvas);
	l->n_hints = 0;
	if (l->too_small) {
		put_small(canvas, _("Please make the window larger; your place is kept."));
		return;
	}
	draw_title(l, view, canvas);
	layout_draw_rows(l, scroll, canvas);
	draw_fresh(l, scroll, canvas);
	panes_draw(l, view, canvas);
	draw_status(l, view, scroll, canvas);
	draw_footer(l, view, scroll, canvas);
	if (!view->notice && !panes_cursor(l, view, canvas) &&
		!layout_spoken_cursor(l, scroll, canvas))
		draw_cursor(l, scroll, canvas);
}

void layout_shift(struct layout *l, int x)
{
	l->left += x;
	l->foot_left += x;
	l->foot_end += x;
	l->cols += x;
}

void layout_draw_beside(
	const struct layout *l, const struct view *view, int scroll, struct canvas *canvas)
{
	draw_title(l, view, canvas);
	layout_draw_rows(l, scroll, canvas);
	draw_status(l, view, scroll, canvas);
}

/* ---- scrolling and clicking */

int layout_max_scroll(const struct layout *l)
{
	int max = (int)l->n_rows - l->body_rows;

	return max > 0 ? max : 0;
}

int layout_step(const struct layout *l)
{
	return l->body_rows > LAYOUT_REPEAT + 1 ? l->body_rows - LAYOUT_REPEAT : 1;
}

int layout_follow(const struct layout *l, int scroll)
{
	int max = layout_max_scroll(l);

	if (l->show_first >= 0) {
		if (l->show_end > scroll + l->body_rows)
			scroll = l->show_end - l->body_rows;
		if (l->show_first < scroll)
			scroll = l->show_first;
		/* for the first line of a list also show what is above it */
		if (l->show_end <= l->body_rows && scroll < l->body_rows / 2)
			scroll = 0;
	}
	/* show the rest of the list too, as long as the focus stays in view */
	if (l->also_end > scroll + l->body_rows && l->focus_row >= scroll) {
		int to = l->also_end - l->body_rows;

		scroll = to < l->focus_row ? to : l->focus_row;
	}
	return scroll > max ? max : scroll < 0 ? 0 : scroll;
}

/* Returns what a click on a cell chooses: a spot; -1 beside those of a row; else its block. */
static int hit_row(const struct layout *l, const struct view *view, int row, int x)
{
	int block = l->rows[row].block;
	bool spots = false;

	for (size_t i = 0; i < l->n_spots; i++)
		if (l->spots[i].row == row) {
			if (x >= l->spots[i].x && x < l->spots[i].end)
				return l->spots[i].id;
			spots = true;
		}
	if (block < 0 || spots || view->blocks[block].kind == BLOCK_SCALE)
		return -1;
	return view->blocks[block].id;
}

int layout_hit(
	const struct layout *l, const struct view *view, int scroll, int x, int y, int *command)
{
	int row = y - l->body_top + scroll, beside;

	*command = 0;
	if (l->too_small)
		return -1;
	for (size_t i = 0; i < l->n_hints; i++)
		if (y == l->hints[i].y && x >= l->hints[i].x && x < l->hints[i].end) {
			*command = l->hints[i].command;
			return -1;
		}
	if (panes_hit(l, view, x, y, &beside))
		return beside;
	if (y < l->body_top || y >= l->status_row || row < 0 || (size_t)row >= l->n_rows)
		return -1;
	return hit_row(l, view, row, x - l->left);
}
