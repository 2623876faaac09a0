/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Line breaking in two steps: split the text into pieces where UAX #14 allows a break, then fill
 * lines with pieces.
 *
 * Pieces of plain text (see text_char.h) come from a table of class pairs, measured from
 * libunistring 1.0. The first character that is not plain makes libunistring analyse the whole
 * text, and splitting continues from there. Both ways give the same pieces. Both add two rules: no
 * break between the full stop or comma and the letter of "e.g." (LB29; libunistring 1.0 breaks
 * there), and none inside an address that fits on a line. A short word with hyphens stays whole:
 * "avez-vous" reads as one.
 */
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "text/text.h"
#include "text/text_char.h"
#include "text/utf8.h"

/* ^ no break, % break only after spaces, _ break. Columns follow the enum from LB_AL. */
static const char pairs[LB_COUNT][LB_COUNT - LB_AL + 1] = {
	[LB_AL] = "%%%%^^^^^%%%%%__%%",
	[LB_NU] = "%%%%^^^^^%%%%%__%%",
	[LB_QU] = "%%%^^^^^^%%%%%%%%%",
	[LB_OP] = "^^^^^^^^^^^^^^^^^^",
	[LB_CP] = "%%%_^^^^^%%%%%__%%",
	[LB_CL] = "__%_^^^^^%%%%%__%^",
	[LB_IS] = "%%%_^^^^^%%%____%%",
	[LB_SY] = "_%%_^^^^^%%%____%%",
	[LB_EX] = "__%_^^^^^%%%____%%",
	[LB_HY] = "_%%_^^^^^%%_____%%",
	[LB_BA] = "__%_^^^^^%%_____%%",
	[LB_GL] = "%%%%^^^^^%%%%%%%%%",
	[LB_PR] = "%%%%^^^^^%%%____%%",
	[LB_PO] = "%%%%^^^^^%%%____%%",
	[LB_BB] = "%%%%^^^^^%%%%%%%%%",
	[LB_B2] = "__%_^^^^^%%%___^%%",
	[LB_IN] = "__%_^^^^^%%%____%%",
	[LB_NS] = "__%_^^^^^%%%____%%",
};

/*
 * An unbreakable piece of text and the trailing spaces that are dropped if the line breaks after
 * it.
 */
struct piece {
	size_t start, len, spaces;
	int cells;
};

struct cutter {
	const char *s;
	size_t len, at;
	char *breaks;       /* libunistring's verdict per byte, once computed */
	size_t address_end; /* of an address that is longer than a line; 0: none */
};

static enum char_class class_at(const struct cutter *c, size_t i, size_t *bytes)
{
	uint32_t code;

	*bytes = utf8_decode(c->s + i, c->len - i, &code);
	return char_class(code);
}

/* Skips the rest of an English word, which has no break inside. */
static const unsigned char *skip_letters(const unsigned char *s, const unsigned char *end)
{
	while (s < end && *s < 0x80 && char_latin[*s] == LB_AL)
		s++;
	return s;
}

/*
 * Splits off the next piece by the table. Returns false at a character that the table does not
 * cover.
 */
static bool cut_plain(struct cutter *c, struct piece *p)
{
	const unsigned char *start = (const unsigned char *)c->s + c->at, *s = start;
	const unsigned char *end = (const unsigned char *)c->s + c->len;
	enum char_class last = CHAR_OTHER;
	size_t spaces = 0;
	int cells = 0;

	while (s < end) {
		size_t bytes = 1;
		enum char_class class = *s < 0x80
			? (enum char_class)char_latin[*s]
			: class_at(c, (size_t)(s - start) + c->at, &bytes);

		if (class == LB_SP) {
			spaces++;
			s++;
			continue;
		}
		if (class < LB_SP)
			return false;
		if (last != CHAR_OTHER) {
			char rule = pairs[last][class - LB_AL];

			if (rule == '_' || (rule == '%' && spaces))
				break;
		}
		cells += (int)spaces + 1;
		spaces = 0;
		last = class;
		s += bytes;
		if (class == LB_AL) {
			const unsigned char *next = skip_letters(s, end);

			cells += (int)(next - s);
			s = next;
			/* usually another word follows: take what the next two rounds would find */
			if (end - s >= 2 && *s == ' ' && skip_letters(s + 1, s + 2) > s + 1) {
				spaces = 1;
				s++;
				break;
			}
		}
	}
	*p = (struct piece){ c->at, (size_t)(s - start) - spaces, spaces, cells };
	c->at += (size_t)(s - start);
	return true;
}

/* libunistring must not see bad bytes: it would take several for one character. */
static void ask_libunistring(struct cutter *c)
{
	const uint8_t *text = (const uint8_t *)c->s;
	char *copy = NULL;
	size_t bad = 0;

	c->breaks = xmalloc(c->len);
	for (size_t i = 0; !text_valid(c->s + i, c->len - i, &bad); i++) {
		if (!copy)
			copy = xmemdupz(c->s, c->len);
		i += bad;
		copy[i] = '?';
	}
	if (copy)
		text = (const uint8_t *)copy;
	u8_possible_linebreaks(text, c->len, "UTF-8", c->breaks);
	free(copy);
}

static bool may_break(const struct cutter *c, size_t i)
{
	size_t before, bytes;

	if (c->breaks[i] != UC_BREAK_POSSIBLE && c->breaks[i] != UC_BREAK_MANDATORY)
		return false;
	before = utf8_before(c->s, i);
	return !(class_at(c, before, &bytes) == LB_IS && class_at(c, i, &bytes) == LB_AL);
}

static void cut_any(struct cutter *c, struct piece *p)
{
	size_t i = c->at, spaces = 0;
	int cells = 0;

	do {
		int w;
		size_t n = text_next(c->s + i, c->len - i, &w);

		if (n == 1 && c->s[i] == ' ') {
			spaces++;
		} else {
			cells += (int)spaces + w;
			spaces = 0;
		}
		i += n;
	} while (i < c->len && !may_break(c, i));
	*p = (struct piece){ c->at, i - spaces - c->at, spaces, cells };
	c->at = i;
}

static void cut(struct cutter *c, struct piece *p)
{
	if (!c->breaks && cut_plain(c, p))
		return;
	if (!c->breaks)
		ask_libunistring(c);
	cut_any(c, p);
}

/* True if the piece is the head of an address, or all of it. */
static bool begins_address(const struct cutter *c, const struct piece *p)
{
	const char *s = c->s + p->start;

	if (p->spaces)
		return false;
	if (p->len >= 3 && !memcmp(s + p->len - 3, "://", 3))
		return true;
	/* a bracket or a quotation mark may stand before it */
	for (size_t i = 0; i + 7 < p->len && i < 4; i++)
		if (s[i] == 'm' && !memcmp(s + i, "mailto:", 7))
			return true;
	return false;
}

static void add_piece(struct piece *whole, const struct piece *more)
{
	whole->len += more->len;
	whole->cells += more->cells;
	whole->spaces = more->spaces;
}

/* Adds the rest of an address to its head; false if the whole is wider than a line. */
static bool join_all(struct cutter *c, struct piece *p, int width)
{
	struct piece more;

	while (c->at < c->len && !p->spaces && p->cells <= width) {
		cut(c, &more);
		add_piece(p, &more);
	}
	return p->cells <= width;
}

/* True if a break after the piece is seen as one. A hyphen could be a part of the address. */
static bool ends_well(const struct cutter *c, const struct piece *p)
{
	const char *end = c->s + p->start + p->len;

	return strchr("/?&=", end[-1]) && (p->len < 3 || memcmp(end - 3, "://", 3) != 0);
}

/* Adds what follows in the address, up to a good end, as long as it fits on a line. */
static void join_part(struct cutter *c, struct piece *p, int width)
{
	while (c->at < c->len && !p->spaces && !ends_well(c, p)) {
		size_t at = c->at;
		struct piece more;

		cut(c, &more);
		if (p->cells + more.cells > width) {
			c->at = at;
			return;
		}
		add_piece(p, &more);
	}
}

enum { COMPOUND_MOST = 16 }; /* cells of a word with hyphens that stays whole */

static bool ends_in_hyphen(const struct cutter *c, const struct piece *p)
{
	return !p->spaces && p->len > 1 && c->s[p->start + p->len - 1] == '-';
}

/*
 * Adds what follows the hyphen of a short word. It moves to the next line as a word of that length
 * would; a longer one, or one on a short line, would leave too much room.
 */
static void join_compound(struct cutter *c, struct piece *p, int width)
{
	int most = width * 2 / 5;

	if (most > COMPOUND_MOST)
		most = COMPOUND_MOST;
	while (c->at < c->len && ends_in_hyphen(c, p)) {
		size_t at = c->at;
		struct piece more;

		cut(c, &more);
		if (p->cells + more.cells > most) {
			c->at = at;
			return;
		}
		add_piece(p, &more);
	}
}

/*
 * UAX #14 lets an address break after each slash and hyphen, where nobody would know whether the
 * break is a part of it. An address that fits on a line stays whole; a longer one breaks after its
 * host and its slashes, not after a hyphen, unless a part is longer than a line.
 */
static void next_piece(struct cutter *c, struct piece *p, int width)
{
	bool inside = c->at < c->address_end;
	struct piece head;
	const char *space;
	size_t at;

	cut(c, p);
	if (!inside) {
		join_compound(c, p, width);
		if (!begins_address(c, p))
			return;
		head = *p;
		at = c->at;
		if (join_all(c, p, width))
			return;
		*p = head;
		c->at = at;
		space = memchr(c->s + at, ' ', c->len - at);
		c->address_end = space ? (size_t)(space - c->s) : c->len;
	}
	join_part(c, p, width);
}

struct filler {
	const char *s; /* the paragraph ... */
	size_t offset; /* ... and its offset in the whole text */
	int width, lines;
	text_line_fn *line;
	void *ctx;
};

static void put_line(struct filler *f, size_t start, size_t len, int cells)
{
	f->lines++;
	if (f->line)
		f->line(f->ctx, f->offset + start, len, cells);
}

/* Splits a piece that is wider than a line: emits the full lines and leaves the rest in p. */
static void put_wide(struct filler *f, struct piece *p)
{
	size_t start = p->start, end = p->start + p->len, i = start;
	int cells = 0;

	while (i < end) {
		int w;
		size_t n = text_next(f->s + i, end - i, &w);

		if (w > 0 && cells > 0 && cells + w > f->width) {
			size_t len = i - start;

			for (; len && f->s[start + len - 1] == ' '; len--)
				cells--;
			put_line(f, start, len, cells);
			start = i;
			cells = 0;
		}
		cells += w;
		i += n;
	}
	p->start = start;
	p->len = end - start;
	p->cells = cells;
}

static void fill(struct filler *f, size_t len)
{
	struct cutter cutter = { f->s, len, 0, NULL, 0 };
	struct piece line = { 0, 0, 0, 0 }, p;

	while (cutter.at < len) {
		bool first = cutter.at == 0;

		next_piece(&cutter, &p, f->width);
		if (!first && p.cells <= f->width - line.cells - (int)line.spaces) {
			line.len += line.spaces + p.len;
			line.cells += (int)line.spaces + p.cells;
			line.spaces = p.spaces;
			continue;
		}
		if (!first)
			put_line(f, line.start, line.len, line.cells);
		if (p.cells > f->width)
			put_wide(f, &p);
		line = p;
	}
	put_line(f, line.start, line.len, line.cells);
	free(cutter.breaks);
}

int text_wrap(const char *s, size_t len, int width, text_line_fn *line, void *ctx)
{
	struct filler f = { s, 0, width < 1 ? 1 : width, 0, line, ctx };

	/* fast path: usually a title, or a word or two */
	if (len && len <= (size_t)f.width && s[len - 1] != ' ' &&
		utf8_printable_run(s, len) == len) {
		put_line(&f, 0, len, (int)len);
		return f.lines;
	}
	for (;;) {
		size_t left = len - f.offset;
		const char *end = left ? memchr(s + f.offset, '\n', left) : NULL;

		f.s = s + f.offset;
		fill(&f, end ? (size_t)(end - f.s) : left);
		if (!end)
			return f.lines;
		f.offset += (size_t)(end - f.s) + 1;
	}
}
