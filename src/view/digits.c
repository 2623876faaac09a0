/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/digits.h"

#include <string.h>

#include "base/strbuf.h"

enum { ROWS = 5, COLS = 3, DIGIT_CELLS = 5, SPACE_CELLS = 3 };

/*
 * Five rows of three dots. Dots of the outer columns are drawn two cells wide, because cells are
 * narrow.
 */
static const struct {
	char sign;
	const char *dots;
} glyphs[] = {
	{ '0',
		"###"
		"# #"
		"# #"
		"# #"
		"###" },
	{ '1',
		" # "
		"## "
		" # "
		" # "
		"###" },
	{ '2',
		"###"
		"  #"
		"###"
		"#  "
		"###" },
	{ '3',
		"###"
		"  #"
		"###"
		"  #"
		"###" },
	{ '4',
		"# #"
		"# #"
		"###"
		"  #"
		"  #" },
	{ '5',
		"###"
		"#  "
		"###"
		"  #"
		"###" },
	{ '6',
		"###"
		"#  "
		"###"
		"# #"
		"###" },
	{ '7',
		"###"
		"  #"
		"  #"
		"  #"
		"  #" },
	{ '8',
		"###"
		"# #"
		"###"
		"# #"
		"###" },
	{ '9',
		"###"
		"# #"
		"###"
		"  #"
		"###" },
	{ '+',
		"   "
		" # "
		"###"
		" # "
		"   " },
	{ '-',
		"   "
		"   "
		"###"
		"   "
		"   " },
	{ '.',
		"   "
		"   "
		"   "
		"   "
		" # " },
	{ '/',
		"  #"
		"  #"
		" # "
		"#  "
		"#  " },
	{ '*',
		"   "
		"# #"
		" # "
		"# #"
		"   " },
	{ '#',
		"# #"
		"###"
		"# #"
		"###"
		"# #" },
};

static const char *find(char sign)
{
	for (size_t i = 0; i < sizeof(glyphs) / sizeof(*glyphs); i++)
		if (glyphs[i].sign == sign)
			return glyphs[i].dots;
	return NULL;
}

static bool is_drawable(const char *s)
{
	for (; *s; s++)
		if (*s != ' ' && !find(*s))
			return false;
	return true;
}

static int cells_of(char sign)
{
	return sign == ' ' ? SPACE_CELLS : DIGIT_CELLS + 1;
}

/* Returns how many characters go on one line: up to the last space that fits, or as many as fit. */
static size_t line_length(const char *s, int width)
{
	size_t n = 0, space = 0;
	int used = 0;

	while (s[n] && used + cells_of(s[n]) - 1 <= width) {
		if (s[n] == ' ')
			space = n;
		used += cells_of(s[n++]);
	}
	return s[n] && space ? space : n;
}

static void add_sign(char sign, int row, struct strbuf *out)
{
	static const int widths[COLS] = { 2, 1, 2 };
	const char *dots = find(sign);

	for (int x = 0; dots && x < COLS; x++)
		for (int i = 0; i < widths[x]; i++)
			strbuf_addstr(out, dots[row * COLS + x] == '#' ? "█" : " ");
	strbuf_addstr(out, dots ? " " : "   ");
}

bool digits_draw(const char *s, int width, struct strbuf *out)
{
	if (!*s || width < DIGIT_CELLS || !is_drawable(s))
		return false;
	for (bool first = true; *s; first = false) {
		size_t n = line_length(s, width);

		if (!first)
			strbuf_addch(out, '\n');
		for (int row = 0; row < ROWS; row++) {
			for (size_t i = 0; i < n; i++)
				add_sign(s[i], row, out);
			while (out->len && out->buf[out->len - 1] == ' ')
				strbuf_setlen(out, out->len - 1);
			strbuf_addch(out, '\n');
		}
		s += n;
		s += strspn(s, " ");
	}
	return true;
}
