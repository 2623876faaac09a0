/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Linux console shows only the 256 or 512 glyphs of its font, and can be asked which they are.
 * Other terminals have fonts with many thousands of glyphs and no way to ask.
 */
#include "term/term.h"

#include <stdlib.h>
#include <unistd.h>

#include "text/text.h"

#ifdef __linux__
#include <linux/kd.h>
#include <sys/ioctl.h>

enum { PAIRS_MAX = 4096 };

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Returns the number of code points; 0 if this is not a console. */
static size_t read_font(uint32_t codes[PAIRS_MAX])
{
	static struct unipair pairs[PAIRS_MAX];
	struct unimapdesc map = { .entry_ct = PAIRS_MAX, .entries = pairs };

	if (ioctl(STDOUT_FILENO, GIO_UNIMAP, &map) < 0)
		return 0;
	for (unsigned i = 0; i < map.entry_ct; i++)
		codes[i] = pairs[i].unicode;
	qsort(codes, map.entry_ct, sizeof(*codes), compare);
	return map.entry_ct;
}

const struct text_font *term_font(void)
{
	static uint32_t codes[PAIRS_MAX];
	static struct text_font font = { .codes = codes };

	if (!font.n)
		font.n = read_font(codes);
	return font.n ? &font : NULL;
}
#else
const struct text_font *term_font(void)
{
	return NULL;
}
#endif
