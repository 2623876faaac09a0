/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same blocks as plain lines, for screen readers, braille displays, serial lines and pipes:
 * append-only, no boxes, no colour, numbers to choose by. A new screen is printed whole; after that
 * only what changed on it.
 */
#ifndef VIEW_LINEAR_H
#define VIEW_LINEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "view/block.h"
#include "view/settings.h"

struct strbuf;
struct text_font;

struct linear {
	int width; /* cells a line */
	bool ascii;
	const struct text_font *font; /* set by the caller, NULL: everything */
	char *title;                  /* of the screen printed last, with its where */
	struct printed {
		char *text;
		enum block_kind kind;
		bool talk; /* part of a conversation: not said again as long as it goes on */
		bool used; /* found again in what is printed now */
	} * blocks;        /* what was printed of it, one a block */
	size_t n;
	char *focused;    /* the block that had the focus, as printed */
	char *hints;      /* printed last */
	const char *here; /* said after what has the focus, or NULL */
};

void linear_init(struct linear *linear, int width, bool ascii);
void linear_release(struct linear *linear);
/*
 * Appends what is new since the last call: all of another screen (other title, place or count of
 * pages), or the blocks that differ. whole prints all in any case. hints: the keys always, once
 * until others hold, or never.
 */
void linear_print(struct linear *linear, const struct view *view, bool whole, enum hint_times hints,
	struct strbuf *out);

#endif
