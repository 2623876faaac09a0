/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is printed: blocks in parts, each of which begins on a page of its own. vigie show fills a
 * booklet and has it written as text or HTML (booklet_write.h).
 */
#ifndef FORMATS_BOOKLET_H
#define FORMATS_BOOKLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "course/lesson.h"
#include "view/block.h"

enum booklet_kind {
	BOOKLET_TEXT,      /* to be read */
	BOOKLET_QUESTIONS, /* a heading and what follows it stay on one page */
	BOOKLET_KEY,       /* for the trainer, closely set */
	BOOKLET_HELP,      /* help numbers, on one page if they fit */
	BOOKLET_SHEET,     /* an answer sheet, in two columns */
	BOOKLET_CARDS      /* a heading and what follows it are cut out as a card */
};

struct booklet_part {
	enum booklet_kind kind;
	const char *title;
	const char *mark; /* what tells copies apart, at the foot of each page; or NULL */
	size_t at;        /* its first block */
};

enum { BOOKLET_PARTS = 128 };

struct booklet {
	struct view view; /* the blocks of all parts; top-level headings have ROLE_TITLE */
	struct booklet_part parts[BOOKLET_PARTS];
	size_t n;
	const char *language; /* of the texts */
	bool letter;          /* paper of that size, else A4 */
};

void booklet_init(struct booklet *booklet);
void booklet_release(struct booklet *booklet);
/* Begins a part; what is added to the view belongs to it. Parts beyond BOOKLET_PARTS join on. */
void booklet_begin(struct booklet *booklet, enum booklet_kind kind, const char *title);

/* Adds the part to be read of a lesson: its pages, words and sources. */
void booklet_lesson(struct booklet *booklet, const struct lesson *lesson);
/* Appends the sources, which end both kinds of booklet; nothing if n is 0. */
void booklet_sources(struct view *view, const struct source *list, size_t n);

#endif
