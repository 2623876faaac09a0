/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screen as meaning: a short list of blocks, a title, where we are, what can be done. Screens
 * only describe; layout.h makes cells of it, linear.h makes lines. Texts live in the view's arena
 * or longer than the view; they may be unsanitized, the canvas cleans all that it draws.
 *
 * A new kind of block: add it here, to layout.c and to linear.c. Keep them about a dozen.
 */
#ifndef VIEW_BLOCK_H
#define VIEW_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

/* Style roles; themes give them colours and attributes, never the screens. */
enum role {
	ROLE_TEXT,
	ROLE_TITLE,
	ROLE_HEADING,
	ROLE_DIM,
	ROLE_ACCENT,
	ROLE_STRONG,
	ROLE_FOCUS,
	ROLE_RIGHT,
	ROLE_WRONG,
	ROLE_NOTE,
	ROLE_KEY,
	ROLE_COUNT
};

enum block_kind {
	BLOCK_HEADING, /* text */
	BLOCK_TEXT,    /* text, role */
	BLOCK_ITEM,    /* text of a list's item; label replaces the bullet if set */
	BLOCK_QUOTE,   /* text, note = who */
	BLOCK_FACT,    /* text, note = year and source */
	BLOCK_TERM,    /* label = word, text = meaning */
	BLOCK_PICTURE, /* text = lines, note = the same in words */
	BLOCK_CHOICE,  /* label, text, mark, note, meter; can have the focus */
	BLOCK_FIELD, /* text typed so far, caret, label before it, note after it (a unit); can have
			the focus */
	BLOCK_METER, /* label, value of max, note */
	BLOCK_MESSAGE, /* mark, text: an answer to the person */
	BLOCK_ENTRY,   /* label in a column, text beside it, note below: keys, numbers to call */
	BLOCK_BUBBLE   /* a chat message: label = who (or none), text, note; value = enum side; can
			  have the focus */
};

enum side { SIDE_THEM, SIDE_ME };

enum mark {
	MARK_NONE,
	MARK_OFF,
	MARK_ON, /* box to tick */
	MARK_RIGHT,
	MARK_WRONG,
	MARK_PARTLY,
	MARK_MISSED, /* would have been right */
	MARK_INFO,
	MARK_HINT,
	MARK_NOTE
};

struct block {
	enum block_kind kind;
	enum role role;
	enum mark mark;
	const char *label, *text, *note;
	int value, max; /* METER, and CHOICE with a meter if max > 0 */
	int id;         /* CHOICE, FIELD, BUBBLE: what a click chooses; -1 none */
	bool focus;
	bool tight;   /* no blank line before it */
	bool show;    /* keep this in sight rather than the focus (an answer's feedback) */
	bool also;    /* keep this in sight too, where the focus above it leaves room */
	size_t caret; /* FIELD: byte offset in text */
};

/* What can be done, for the footer; the app adds the key's name from the bindings. Without a label
 * it has that of CMD_GO, and is there only while that key reads on. */
struct hint {
	int command;
	const char *label;
	const char *key;
};

enum { HINTS_MAX = 12 };

/* In plain lines: what a typed number does besides choosing the block that it names (app/line.h).
 */
enum numbers {
	NUMBERS_CHOOSE, /* nothing */
	NUMBERS_ANSWER, /* it only moved the focus: Enter follows by itself */
	NUMBERS_TICK,   /* nothing; there may be several in one line */
	NUMBERS_MOVE,   /* two of them: the first line goes to the place of the second */
	NUMBERS_FILL    /* it is for the line that has the focus; the focus goes on */
};

struct view {
	struct arena arena;
	const char *title, *where;
	struct block *blocks;
	size_t n, cap;
	struct hint hints[HINTS_MAX];
	size_t n_hints;
	const char *notice; /* one soft line above the footer, or NULL */
	enum numbers numbers;
	bool secret; /* what is typed is not to be seen; in plain lines the terminal hides it */
	bool linear; /* it will be shown as plain lines: name no arrows; view_clear keeps it */
};

void view_init(struct view *view);
void view_release(struct view *view);
void view_clear(struct view *view);

/* Add a block; the result may be changed until the next is added. */
struct block *view_add(struct view *view, enum block_kind kind, const char *text);
struct block *view_text(struct view *view, const char *text);
struct block *view_dim(struct view *view, const char *text);
struct block *view_choice(
	struct view *view, int id, const char *label, const char *text, bool focus);
struct block *view_message(struct view *view, enum mark mark, const char *text);
void view_hint(struct view *view, int command, const char *label);
const char *view_printf(struct view *view, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The number in the label of a CHOICE ("2", "✔ 2"), which is how a person names it; 0 if there is
 * none. */
int block_number(const struct block *block);

/* The sign of a mark, in one to three cells ("✔"), and the word for it ("right"), translated. */
const char *mark_sign(enum mark mark);
const char *mark_word(enum mark mark);

#endif
