/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Blocks as plain lines, for screen readers, braille displays, serial lines and pipes: append-only,
 * no boxes, no colour, numbers to choose by. A new screen is printed whole, then only its changes.
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
	int width; /* cells per line; may change between two outputs */
	bool ascii;
	const struct text_font *font; /* set by the caller; NULL: all characters */
	char *title;                  /* of the last screen printed, with its position */
	struct printed {
		char *text;
		enum block_kind kind;
		bool talk;  /* part of a conversation: not repeated while that continues */
		bool used;  /* matched by a block of the current output */
		size_t end; /* byte of the last output at which it ends; 0: said before that */
	} * blocks;         /* its blocks, as printed */
	size_t n;
	char *focused;    /* the block that had the focus, as printed */
	char *hints;      /* keys printed last */
	const char *here; /* printed after the focused item, or NULL */
};

void linear_init(struct linear *linear, int width, bool ascii);
void linear_release(struct linear *linear);
/*
 * Appends what is new since the last call: the whole screen if it is a different one (title,
 * position or page count), else the blocks that changed. whole prints everything. hints: print the
 * keys always, once until they change, or never.
 */
void linear_print(struct linear *linear, const struct view *view, bool whole, enum hint_times hints,
	struct strbuf *out);

/*
 * Returns how many bytes of text to print at once on a terminal of so many rows: all of it if it
 * fits with the prompt, else a screenful, which leaves a row for the word that there is more and
 * ends between two paragraphs where that is near.
 */
size_t linear_screenful(const char *text, size_t len, int rows);
/* Only so many bytes of the last output were printed: what came after is new the next time. */
void linear_unheard(struct linear *linear, size_t printed);

#endif
