/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sketch: a screen as one line without its words, which tells what is there, in which order and
 * at which column. Taking it also checks every cell of the screen, so a sentence may be reworded
 * while nothing else may change.
 *
 *   title where; heading(H0) -choice(F0 F+1 F+2 d> ^0) 2*choice(k2 .+2); scrolled; Enter Esc ?
 *
 * First comes the title row, then all blocks of the body, visible or not (- is an empty row, 2*
 * repeats a block, ^0 is the cursor column), then the keys of the footer by their English names.
 * Each part of a block is a letter for its role, followed by where it starts: 2 is a text column,
 * +2 a distance from the end of the part before (+0 is omitted), > is at the right edge, <2 a
 * distance from it; :3 is a width; / starts a row. Rows that only continue a text are left out.
 */
#ifndef SCREENS_SKETCH_H
#define SCREENS_SKETCH_H

#include <limits.h>

#include "text/emphasis.h"
#include "walk.h"

static const char role_letters[] = ".THdasFrwnkbpqoW"; /* as in enum role */
_Static_assert(sizeof(role_letters) == ROLE_COUNT + 1, "a letter for each role");

/* Where the parts of a screen must be, according to the gallery, not the layout. */
struct frame {
	int left, width, title, body, status, footer;
};

struct sketch {
	struct session *s;
	const struct layout *l;
	const struct view *view;
	const struct canvas *c;
	struct frame frame;
	int scroll;
	bool *known; /* cells accounted for */
	struct strbuf *why;
};

/* ---- every cell is accounted for */

static bool is_blank_cell(const struct cell *cell)
{
	return cell->len == 1 && *cell->text == ' ';
}

/* Compares a cell with a cluster; a no-break space is drawn as a space. */
static bool is_cluster(const struct cell *cell, const char *text, size_t len)
{
	bool no_break = (len == 2 && !memcmp(text, "\xc2\xa0", 2)) ||
		(len == 3 && !memcmp(text, "\xe2\x80\xaf", 3));

	return no_break ? is_blank_cell(cell) : cell->len == len && !memcmp(cell->text, text, len);
}

/* True if text is at x, y, complete and in its role; then marks its cells as known. */
static bool stands(struct sketch *k, int x, int y, enum role role, const char *text, size_t len)
{
	const struct canvas *c = k->c;
	int start = x, cells;

	for (size_t at = 0, n; (n = text_next(text + at, len - at, &cells)) > 0; at += n) {
		const struct cell *cell;

		if (x < 0 || y < 0 || x + cells > c->cols || y >= c->rows)
			return false;
		cell = canvas_cell(c, x, y);
		if (!is_cluster(cell, text + at, n))
			return false;
		if (cell->role != role && !(role == ROLE_TEXT && is_blank_cell(cell)))
			return false;
		x += cells;
	}
	for (; start < x; start++)
		k->known[y * c->cols + start] = true;
	return true;
}

/* Returns text as the canvas draws it. The caller frees it. */
static char *as_drawn(const struct sketch *k, const char *text)
{
	struct strbuf out = STRBUF_INIT;

	text_show(&out, text ? text : "", text ? strlen(text) : 0, k->c->ascii, k->c->font);
	return strbuf_detach(&out);
}

/* Requires text at x, y; returns the column after it. */
static int must_stand(struct sketch *k, int x, int y, enum role role, const char *text)
{
	char *drawn = as_drawn(k, text);
	int width = text_width(drawn, strlen(drawn));

	if (!stands(k, x, y, role, drawn, strlen(drawn)))
		strbuf_addf(k->why, "not whole at %d,%d: %s\n", x, y, drawn);
	free(drawn);
	return x + width;
}

/* A title that leaves its place no room ends after a word, with a sign. */
static bool cut_title(struct sketch *k, int end)
{
	const struct frame *f = &k->frame;
	const char *sign = k->c->ascii ? "..." : "…";
	char *drawn = as_drawn(k, k->view->title);
	bool cut;

	/* beside a long place the title has the row for itself */
	if (end - f->left < f->width / 2)
		end = f->left + f->width;
	cut = text_width(drawn, strlen(drawn)) > end - f->left;

	for (size_t len = strlen(drawn); cut && len; len--) {
		int at = f->left + text_width(drawn, len);

		if ((drawn[len] != ' ' && drawn[len]) || at + 1 > end ||
			!stands(k, f->left, f->title, ROLE_TITLE, drawn, len))
			continue;
		must_stand(k, at, f->title, ROLE_TITLE, sign);
		break;
	}
	free(drawn);
	return cut;
}

/* The position text is complete at the right edge, or left out if the title needs its room. */
static void sketch_title(struct sketch *k, struct strbuf *out)
{
	const struct frame *f = &k->frame;
	char *where = as_drawn(k, k->view->where);
	int x = f->left + f->width - text_width(where, strlen(where));

	if (!cut_title(k, *where ? x - 2 : f->left + f->width))
		must_stand(k, f->left, f->title, ROLE_TITLE, k->view->title);
	strbuf_addstr(out, "title");
	if (*where && stands(k, x, f->title, ROLE_DIM, where, strlen(where)))
		strbuf_addstr(out, " where");
	strbuf_addch(out, ';');
	free(where);
}

struct notice_rows {
	struct sketch *k;
	const char *text;
	int y, n;
};

static void count_row(void *ctx, size_t start, size_t len, int cells)
{
	struct notice_rows *rows = ctx;

	(void)start;
	(void)len;
	(void)cells;
	rows->n++;
}

/* The notice covers its rows from edge to edge. */
static void check_notice_row(void *ctx, size_t start, size_t len, int cells)
{
	struct notice_rows *rows = ctx;
	struct sketch *k = rows->k;
	int end = k->frame.left + k->frame.width, y = rows->y++;

	if (!stands(k, k->frame.left, y, ROLE_NOTE, rows->text + start, len))
		strbuf_addf(k->why, "the notice is not whole on row %d\n", y);
	for (int x = k->frame.left + cells; x < end; x++) {
		if (!is_blank_cell(canvas_cell(k->c, x, y)))
			strbuf_addf(k->why, "cell %d,%d shows through the notice\n", x, y);
		k->known[y * k->c->cols + x] = true;
	}
}

/* The notice is next to the Ctrl-X hint, or on rows of its own above it. */
static void sketch_notice(struct sketch *k, int x, struct strbuf *out)
{
	char *text = as_drawn(k, k->view->notice);
	struct notice_rows rows = { .k = k, .text = text };
	size_t len = strlen(text);

	if (len && stands(k, x, k->frame.status, ROLE_NOTE, text, len)) {
		strbuf_addstr(out, " notice;");
	} else if (len) {
		strbuf_addstr(out, " notice above;");
		text_wrap(text, len, k->frame.width, count_row, &rows);
		rows.y = k->frame.status - rows.n;
		text_wrap(text, len, k->frame.width, check_notice_row, &rows);
	}
	free(text);
}

/* After a screen down, a mark beside the text says where reading goes on. */
static void check_fresh(struct sketch *k)
{
	int y = k->frame.body + k->l->fresh_row - k->scroll;

	if (k->l->fresh_row >= 0 && y < k->frame.status)
		must_stand(k, k->frame.left - 1, y, ROLE_DIM, k->c->ascii ? ">" : "›");
}

/* The marker for more text is at the right edge. */
static void check_more(struct sketch *k)
{
	int y = k->frame.status, end = k->frame.left + k->frame.width, x = end;

	if ((int)k->l->n_rows <= k->frame.status - k->frame.body)
		return;
	while (x > 1 &&
		!(is_blank_cell(canvas_cell(k->c, x - 1, y)) &&
			is_blank_cell(canvas_cell(k->c, x - 2, y))) &&
		canvas_cell(k->c, x - 1, y)->role == ROLE_DIM)
		k->known[y * k->c->cols + --x] = true;
	if (x == end)
		strbuf_addf(k->why, "nothing says that there is more of the text\n");
}

static const struct hint *hide_hint(const struct view *view)
{
	for (size_t i = 0; i < view->n_hints; i++)
		if (view->hints[i].command == CMD_LEAVE_QUICKLY)
			return &view->hints[i];
	return NULL;
}

/* What the last line of the screen is stands above the footer too while that is out of sight. */
static void sketch_last_line(struct sketch *k, int x)
{
	int y = k->frame.status;

	for (size_t i = 0; i < k->view->n_hints; i++) {
		const struct hint *h = &k->view->hints[i];

		if (!h->last_line || k->view->notice || k->scroll >= layout_max_scroll(k->l))
			continue;
		x = must_stand(k, x, y, ROLE_KEY, h->key);
		must_stand(k, x + 1, y, ROLE_DIM, h->label);
	}
}

/* Every screen has the Ctrl-X hint at the left, above the footer. */
static void sketch_status(struct sketch *k, struct strbuf *out)
{
	const struct hint *hide = hide_hint(k->view);
	int x = k->l->foot_left, y = k->frame.status;

	if (!hide || !*hide->label) {
		strbuf_addf(k->why, "no hint says how to hide the screen\n");
		return;
	}
	x = must_stand(k, x, y, ROLE_KEY, "Ctrl-X");
	x = must_stand(k, x + 1, y, ROLE_DIM, hide->label);
	sketch_last_line(k, x + (k->frame.width < 60 ? 2 : 3));
	sketch_notice(k, x + 2, out);
	check_more(k);
}

/* Returns the column after the hint if it is drawn at x, otherwise x. */
static int find_hint(struct sketch *k, size_t i, int x)
{
	const struct hint *h = &k->view->hints[i];
	char *key = as_drawn(k, h->key), *label = as_drawn(k, layout_hint_label(k->l, k->view, i));
	int y = k->frame.footer, at = x + text_width(key, strlen(key)) + (*label != 0), end = x;

	if (stands(k, x, y, ROLE_KEY, key, strlen(key)) &&
		stands(k, at, y, ROLE_DIM, label, strlen(label)))
		end = at + text_width(label, strlen(label));
	free(key);
	free(label);
	return end;
}

/* Translates the name of a key to English, so that sketches do not depend on the language. */
static const char *english_key(const struct session *s, const char *name, char *buf, size_t size)
{
	const struct catalogue *cat = strcmp(s->app.model.lang, "en") ? french() : NULL;
	const char *last = strrchr(name, ' ');
	uint32_t found = 0;

	/* a range of digits */
	if (!strncmp(name, "1 ", 2) && last && last[1] >= '1' && last[1] <= '9') {
		snprintf(buf, size, "1 to %s", last + 1);
		return buf;
	}
	for (uint32_t key = K_UP; key <= K_F9 && !found; key++)
		found = strcmp(command_key_name(key, buf, size), name) ? 0 : key;
	for (uint32_t key = 1; key <= K_BACKSPACE && !found; key++)
		found = strcmp(command_key_name(key, buf, size), name) ? 0 : key;
	if (!found)
		return name;
	i18n_set_catalogue(NULL);
	name = command_key_name(found, buf, size);
	i18n_set_catalogue(cat);
	return name;
}

static void sketch_footer(struct sketch *k, struct strbuf *out)
{
	int gap = k->frame.width < 60 ? 2 : 3, x = k->l->foot_left, end = x;
	char buf[32];

	for (size_t i = 0; i < k->view->n_hints; i++) {
		const struct hint *h = &k->view->hints[i];

		end = x;
		if (h->command != CMD_LEAVE_QUICKLY && !h->last_line)
			end = find_hint(k, i, x);
		if (end == x)
			continue;
		strbuf_addf(out, " %s", english_key(k->s, h->key, buf, sizeof(buf)));
		x = end + gap;
	}
	if (end == x)
		strbuf_addf(k->why, "the last hint is not in the footer\n");
}

/* ---- the body is drawn as laid out, and the layout omits nothing */

static void check_drawn(struct sketch *k)
{
	const struct frame *f = &k->frame;

	for (int y = f->body; y < f->status - layout_held(k->l, k->scroll); y++) {
		size_t r = (size_t)(k->scroll + y - f->body);

		if (r >= k->l->n_rows || k->known[y * k->c->cols + f->left])
			continue;
		for (size_t i = k->l->rows[r].first; i < k->l->rows[r].first + k->l->rows[r].n;
			i++) {
			const struct span *span = &k->l->spans[i];

			if (span->x < 0 || span->x + text_width(span->text, span->len) > f->width ||
				!stands(k, f->left + span->x, y, span->role, span->text, span->len))
				strbuf_addf(k->why, "not whole on row %d: %.*s\n", y,
					(int)span->len, span->text);
		}
	}
}

/* What stands beside the text is whole, and a line keeps it apart. */
static void check_panes(struct sketch *k, struct strbuf *out)
{
	for (int p = 0; p < PANES; p++) {
		const struct layout *side = k->l->panes[p];
		int scroll,
			line = p == PANE_LEFT ? k->frame.left - 3
					      : k->frame.left + k->frame.width + 2;

		if (!k->l->pane_on[p])
			continue;
		strbuf_addf(out, " %s pane;", p == PANE_LEFT ? "left" : "right");
		scroll = layout_follow(side, 0);
		for (int y = 0; y < k->frame.status; y++)
			must_stand(k, line, y, ROLE_DIM, k->c->ascii ? "|" : "│");
		for (int x = side->left; x < side->left + side->width; x++)
			k->known[k->frame.title * k->c->cols + x] = true;
		for (int y = k->frame.body; y < k->frame.status; y++) {
			size_t r = (size_t)(scroll + y - k->frame.body);

			for (size_t i = 0; r < side->n_rows && i < side->rows[r].n; i++) {
				const struct span *span = &side->spans[side->rows[r].first + i];

				if (span->x + text_width(span->text, span->len) > side->width ||
					!stands(k, side->left + span->x, y, span->role, span->text,
						span->len))
					strbuf_addf(k->why,
						"not whole beside the text on row %d: %.*s\n", y,
						(int)span->len, span->text);
			}
		}
	}
}

static void check_unknown(struct sketch *k)
{
	for (int y = 0; y < k->c->rows; y++)
		for (int x = 0; x < k->c->cols; x++)
			if (!k->known[y * k->c->cols + x] &&
				!is_blank_cell(canvas_cell(k->c, x, y))) {
				strbuf_addf(k->why, "cell %d,%d is not accounted for\n", x, y);
				return;
			}
}

static void add_without_spaces(struct strbuf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] != ' ' && text[i] != '\n')
			strbuf_addch(out, text[i]);
}

static bool is_bar(const struct span *span, const char *bar)
{
	return span->len == strlen(bar) && !memcmp(span->text, bar, span->len);
}

/* Collects the text of a block's rows from one column to another, without spaces and the bars next
 * to them. */
static void words_between(
	const struct sketch *k, int block, const char *bar, int from, int to, struct strbuf *out)
{
	for (size_t r = 0; r < k->l->n_rows; r++)
		for (size_t i = 0; i < k->l->rows[r].n && k->l->rows[r].block == block; i++) {
			const struct span *span = &k->l->spans[k->l->rows[r].first + i];

			if (span->x >= from && span->x < to && !is_bar(span, bar))
				add_without_spaces(out, span->text, span->len);
		}
}

/* What a choice is tied to stands beside it, with lines of its own. */
static void words_of(const struct sketch *k, int block, const char *bar, struct strbuf *out)
{
	int beside = k->view->blocks[block].pair ? k->l->pair_x : 0;

	if (beside)
		words_between(k, block, bar, INT_MIN, beside, out);
	words_between(k, block, bar, beside ? beside : INT_MIN, INT_MAX, out);
}

/* Returns text as it is drawn: without marks of emphasis, unless they are its stars. */
static char *drawn_prose(const struct sketch *k, const char *text)
{
	struct strbuf plain = STRBUF_INIT;
	char *drawn;

	if (k->c->ascii)
		return as_drawn(k, text);
	emphasis_plain(&plain, text ? text : "", text ? strlen(text) : 0);
	drawn = as_drawn(k, plain.buf);
	strbuf_release(&plain);
	return drawn;
}

/* True if a row with several things to choose has the text. */
static bool is_in_columns(const struct sketch *k, const char *text)
{
	for (size_t i = 0; i < k->l->n_spots; i++) {
		const struct row *row = &k->l->rows[k->l->spots[i].row];

		for (size_t s = row->first; s < row->first + row->n; s++)
			if (is_bar(&k->l->spans[s], text))
				return true;
	}
	return false;
}

/* Every block is complete, except that typed text scrolls in its field, a picture may be replaced
 * by its text alternative, and the answers of a scale have numbers in between. */
static void check_words(struct sketch *k)
{
	char *bar = as_drawn(k, "┃");

	for (size_t i = 0; i < k->view->n; i++) {
		const struct block *b = &k->view->blocks[i];
		/* what a choice is tied to is drawn instead of its note; that a text is told, by
		 * its indent */
		const char *texts[] = { b->aside ? NULL : b->label, b->text,
			b->pair ? b->pair : b->note, b->pair ? b->right : NULL };
		struct strbuf all = STRBUF_INIT;

		words_of(k, (int)i, bar, &all);
		for (size_t t = 0; t < ARRAY_SIZE(texts) && b->kind != BLOCK_FIELD &&
			b->kind != BLOCK_PICTURE && b->kind != BLOCK_SCALE && b->kind != BLOCK_GRID;
			t++) {
			/* a line among choices says its key where there is room */
			bool may_miss = t == 1 && b->kind == BLOCK_METER && b->column;
			char *drawn = drawn_prose(k, may_miss ? NULL : texts[t]);
			struct strbuf words = STRBUF_INIT;

			add_without_spaces(&words, drawn, strlen(drawn));
			if (words.len && !strstr(all.buf, words.buf) && !is_in_columns(k, drawn))
				strbuf_addf(k->why, "left out: %s\n", texts[t]);
			strbuf_release(&words);
			free(drawn);
		}
		strbuf_release(&all);
	}
	free(bar);
}

/* Returns the width available to the text of a block. */
static int room_of(const struct sketch *k, const struct block *b)
{
	int width = k->frame.width;

	/* two columns, each with lines of its own */
	if (b->pair && k->l->pair_x)
		return 0;
	if (b->kind == BLOCK_CHOICE && b->column && width >= 60)
		return width - 19;
	if (b->kind == BLOCK_BUBBLE && width >= 48)
		return b->value == SIDE_ME ? width - 2 : width * 4 / 5;
	return width;
}

static const struct span *last_span(const struct layout *l, const struct row *row)
{
	return row->n ? &l->spans[row->first + row->n - 1] : NULL;
}

/* Returns the width of the first word, including punctuation that may not begin a line. */
static int word_width(const char *text)
{
	size_t len = strcspn(text, " \n");

	while (text[len] == ' ' && text[len + 1] && strchr(":;!?/", text[len + 1]))
		len += 1 + strcspn(text + len + 1, " \n");
	return text_width(text, len);
}

/* A line breaks only where the next word does not fit. */
static void check_wrapping(struct sketch *k)
{
	const struct layout *l = k->l;

	for (size_t r = 0; r + 1 < l->n_rows; r++) {
		const struct span *one = last_span(l, &l->rows[r]),
				  *next = last_span(l, &l->rows[r + 1]);
		const struct block *b =
			&k->view->blocks[l->rows[r].block < 0 ? 0 : l->rows[r].block];
		const char *gone_on;
		int used;

		if (!one || !next || (b->kind == BLOCK_BUBBLE && b->value == SIDE_ME))
			continue;
		/* the columns of a table are as narrow as their neighbours make them */
		if (b->kind == BLOCK_FIGURE || k->c->ascii)
			continue;
		gone_on = one->text + one->len + strspn(one->text + one->len, " ");
		if (gone_on != next->text)
			continue;
		used = one->x + text_width(one->text, one->len) + 1;
		if (used + word_width(next->text) <= room_of(k, b))
			strbuf_addf(k->why, "broken too early: %.*s\n", (int)one->len, one->text);
	}
}

/* The focused block, or one that must be visible, is in sight as a whole or at least from its
 * start. */
static void check_sight(struct sketch *k)
{
	int first = -1, end = -1, focus = -1, body = k->frame.status - k->frame.body;

	for (size_t i = 0; i < k->view->n; i++) {
		if (k->view->blocks[i].show && (focus < 0 || !k->view->blocks[focus].show))
			focus = (int)i;
		if (k->view->blocks[i].focus && focus < 0)
			focus = (int)i;
	}
	for (size_t r = 0; r < k->l->n_rows && focus >= 0; r++)
		if (k->l->rows[r].block == focus) {
			first = first < 0 ? (int)r : first;
			end = (int)r + 1;
		}
	if (focus < 0 || !k->s->app.follow)
		return;
	if (first < k->scroll || (end - first <= body && end > k->scroll + body))
		strbuf_addf(k->why, "not in sight: %s\n", k->view->blocks[focus].text);
}

/* ---- the line */

static const char *const kind_names[] = {
	"heading",
	"text",
	"item",
	"quote",
	"fact",
	"term",
	"tip",
	"warning",
	"picture",
	"choice",
	"field",
	"meter",
	"message",
	"entry",
	"bubble",
	"figure",
	"grid",
	"scale",
};
_Static_assert(sizeof(kind_names) / sizeof(*kind_names) == BLOCK_SCALE + 1, "a name for each kind");

enum { PARTS_MAX = 64 };

/* Parts of the block that are already in the sketch, to leave out rows that continue them. */
struct told {
	int x[PARTS_MAX];
	enum role role[PARTS_MAX];
	size_t n;
};

static bool told_before(const struct told *told, size_t n, int x, enum role role)
{
	bool same_x = false, same_role = false;

	for (size_t i = 0; i < n; i++) {
		same_x |= told->x[i] == x;
		same_role |= told->role[i] == role;
	}
	return same_x && same_role;
}

/* Returns the rightmost end of the spans that start at x in a block. */
static int end_of_column(const struct sketch *k, int block, int x)
{
	int end = 0;

	for (size_t r = 0; r < k->l->n_rows; r++)
		for (size_t i = 0; i < k->l->rows[r].n && k->l->rows[r].block == block; i++) {
			const struct span *span = &k->l->spans[k->l->rows[r].first + i];
			int e = span->x + text_width(span->text, span->len);

			if (span->x == x && e > end)
				end = e;
		}
	return end;
}

/* Dots, meter bars and unused field cells have a width that does not depend on words. */
static bool has_width(const struct block *b, enum role role)
{
	return ((b->kind == BLOCK_CHOICE || b->kind == BLOCK_METER) && role == ROLE_ACCENT) ||
		(b->kind == BLOCK_FIELD && role == ROLE_DIM);
}

static void add_part(const struct sketch *k, const struct row *row, size_t i, struct strbuf *out)
{
	const struct span *span = &k->l->spans[row->first + i], *before = i ? span - 1 : NULL;
	const struct block *b = &k->view->blocks[row->block];
	int width = text_width(span->text, span->len), end = span->x + width;
	int gap = before ? span->x - before->x - text_width(before->text, before->len) : -1;

	strbuf_addch(out, role_letters[span->role]);
	if (b->kind == BLOCK_BUBBLE && b->value == SIDE_ME)
		strbuf_addf(out, "<%d", k->frame.width - end_of_column(k, row->block, span->x));
	else if (before && b->kind == BLOCK_CHOICE && b->max <= 0 && b->note &&
		end == k->frame.width && span->role == ROLE_DIM)
		strbuf_addch(out, '>');
	else if (((gap == 1 || gap == 2) && b->kind != BLOCK_ENTRY) ||
		(gap > 0 && b->kind == BLOCK_SCALE))
		strbuf_addf(out, "+%d", gap);
	else if (gap)
		strbuf_addf(out, "%d", span->x);
	if (has_width(b, span->role))
		strbuf_addf(out, ":%d", width);
}

/* Two adjacent spans with the same role look like one text. */
static bool is_same_text(const struct row *row, size_t i, const struct layout *l)
{
	const struct span *span = &l->spans[row->first + i], *before = span - 1;

	return i && before->role == span->role &&
		before->x + text_width(before->text, before->len) == span->x;
}

/* Adds the parts of a row that are new. */
static void add_row(
	const struct sketch *k, const struct row *row, struct told *told, struct strbuf *out)
{
	size_t before = told->n;
	bool any = false;

	for (size_t i = 0; i < row->n; i++) {
		const struct span *span = &k->l->spans[row->first + i];

		if (told_before(told, before, span->x, span->role) || is_same_text(row, i, k->l))
			continue;
		if (told->n)
			strbuf_addstr(out, before && !any ? " / " : " ");
		add_part(k, row, i, out);
		any = true;
		if (told->n == PARTS_MAX)
			continue;
		told->x[told->n] = span->x;
		told->role[told->n++] = span->role;
	}
}

/* Adds the rows of one block, starting at row r; returns the row after it. */
static size_t add_block(const struct sketch *k, size_t r, struct strbuf *out)
{
	const struct layout *l = k->l;
	int block = l->rows[r].block, cursor = k->c->cursor_y - k->frame.body + k->scroll;
	size_t first = r;
	struct told told = { .n = 0 };

	strbuf_addf(out, "%s(", block < 0 ? "-" : kind_names[k->view->blocks[block].kind]);
	for (; r < l->n_rows && l->rows[r].block == block && (block >= 0 || r == first); r++)
		add_row(k, &l->rows[r], &told, out);
	if (cursor >= (int)first && cursor < (int)r)
		strbuf_addf(out, " ^%s%d", cursor == (int)first ? "" : "/",
			k->c->cursor_x - k->frame.left);
	if (block < 0 && out->buf[out->len - 1] == '(')
		strbuf_setlen(out, out->len - 1);
	else
		strbuf_addch(out, ')');
	return r;
}

static void end_of_same(struct strbuf *out, const char *block, int times)
{
	if (times > 1)
		strbuf_addf(out, " %d*%s", times, block);
	else if (times)
		strbuf_addf(out, " %s", block);
}

static void sketch_body(const struct sketch *k, struct strbuf *out)
{
	struct strbuf last = STRBUF_INIT, block = STRBUF_INIT;
	int times = 0;

	for (size_t r = 0; r < k->l->n_rows;) {
		strbuf_clear(&block);
		while (r < k->l->n_rows && k->l->rows[r].block < 0)
			r = add_block(k, r, &block);
		if (r < k->l->n_rows)
			r = add_block(k, r, &block);
		if (times && strcmp(last.buf, block.buf)) {
			end_of_same(out, last.buf, times);
			times = 0;
		}
		strbuf_clear(&last);
		strbuf_add(&last, block.buf, block.len);
		times++;
	}
	end_of_same(out, last.buf, times);
	strbuf_release(&last);
	strbuf_release(&block);
}

/* Returns the sketch of the screen; appends faults to why. */
static char *sketch_screen(struct session *s, const struct frame *frame, struct strbuf *why)
{
	struct sketch k = {
		.s = s,
		.l = &s->app.layout,
		.view = &s->app.view,
		.c = &s->canvas,
		.frame = *frame,
		.why = why,
		.scroll = s->app.stack[s->app.depth - 1].scroll,
	};
	struct strbuf out = STRBUF_INIT, status = STRBUF_INIT;

	/* beside a pane the text stands elsewhere, but is as wide as ever */
	if (k.l->pane_on[PANE_LEFT] || k.l->pane_on[PANE_RIGHT])
		k.frame.left = k.l->left;
	k.known = xcalloc((size_t)k.c->cols * (size_t)k.c->rows, sizeof(*k.known));
	sketch_title(&k, &out);
	sketch_status(&k, &status);
	check_drawn(&k);
	check_fresh(&k);
	check_panes(&k, &status);
	check_words(&k);
	check_wrapping(&k);
	check_sight(&k);
	sketch_body(&k, &out);
	strbuf_addf(&out, ";%s%s", k.scroll ? " scrolled;" : "", status.buf);
	sketch_footer(&k, &out);
	check_unknown(&k);
	free(k.known);
	strbuf_release(&status);
	return strbuf_detach(&out);
}

#endif
