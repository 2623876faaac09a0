/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Abstract description of a screen: a short list of blocks, a title, the position in the course and
 * the available commands. Screens only describe; layout.h turns a view into cells, linear.h into
 * lines. Strings live in the view's arena or longer than the view; they may be unsanitized, because
 * the canvas sanitizes everything it draws.
 *
 * To add a kind of block, extend this file, layout.c and linear.c. Keep the kinds to about a dozen.
 */
#ifndef VIEW_BLOCK_H
#define VIEW_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

/* Style roles. Themes map them to colours and attributes; screens never do. */
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
	ROLE_BAR,    /* of a chart: the only or the newer year */
	ROLE_PAST,   /* of a chart: the older year */
	ROLE_PARTLY, /* half of right */
	ROLE_OWN,    /* what the person chose: never dim */
	ROLE_WARN,   /* label and edge of a warning */
	ROLE_COUNT
};

enum block_kind {
	BLOCK_HEADING, /* text */
	BLOCK_TEXT,    /* text, role */
	BLOCK_ITEM,    /* text of a list item; label, if set, replaces the bullet */
	BLOCK_QUOTE,   /* text, note = speaker */
	BLOCK_FACT,    /* text, note = year and source, value */
	BLOCK_TERM,    /* label = word, text = meaning */
	BLOCK_TIP,     /* label, text: good advice */
	BLOCK_WARNING, /* label, text */
	BLOCK_PICTURE, /* text = lines, note = text alternative */
	BLOCK_CHOICE,  /* label, text, mark, note, column; focusable */
	BLOCK_FIELD,   /* text typed so far, caret, label before, note after (a unit); focusable */
	BLOCK_METER,   /* label, value out of max, tick, note; role PAST and BAR: of a chart */
	BLOCK_MESSAGE, /* mark, text: a response to the user */
	BLOCK_ENTRY,   /* label in a column, text next to it, note below: keys, numbers to call */
	BLOCK_BUBBLE,  /* a chat message: label = sender (or none), text, note; value = enum side;
			  focusable */
	BLOCK_FIGURE,  /* figure: a drawing */
	BLOCK_GRID,    /* text = the names of its columns, one per line: a head for the CHOICEs of a
			  grid below it, drawn only where there is room for the grid; id: as SCALE */
	BLOCK_SCALE    /* label = question, text = its answers, one per line, side by side where
			  there is room; value: the one in focus, -1 if none; a click on one chooses
			  id, id + 1 … */
};

enum side { SIDE_THEM, SIDE_ME };

enum mark {
	MARK_NONE,
	MARK_OFF,
	MARK_ON, /* check box */
	MARK_RIGHT,
	MARK_WRONG,
	MARK_PARTLY,
	MARK_MISSED, /* should have been chosen */
	MARK_INFO,
	MARK_HINT,
	MARK_NOTE
};

struct figure;

struct block {
	enum block_kind kind;
	enum role role;
	enum mark mark;
	const char *label, *text, *note;
	/*
	 * CHOICE of a list in parts: the name of the part that begins here, "" within it; NULL:
	 * there are no parts. Stands in the margin, or on a row of its own.
	 */
	const char *part;
	/*
	 * CHOICE: what it is tied to, "" while it is to nothing, and what would have been right;
	 * drawn instead of the note, which says it where it is heard. With max (the columns) it is
	 * a row of a GRID: value is its column, -1 for none; a click on a cell chooses cell, cell +
	 * 1 …
	 */
	const char *pair, *right;
	int cell;
	const struct figure *figure; /* FIGURE; its text is empty */
	int value, max; /* METER; value: side of a BUBBLE, bytes of the figure that begins a FACT */
	int tick; /* METER: the percentage where a tick stands, which less never touches; 0: none */
	int id;   /* CHOICE, FIELD, BUBBLE, SCALE: what a click chooses; -1 if none */
	bool focus;
	bool own; /* CHOICE: its note is what the person chose */
	/*
	 * CHOICE: its note is the state in a list, in a column if there is room. METER: a line
	 * among choices, with the key and the words of its text at the right if there is room.
	 */
	bool column;
	bool aside;   /* TEXT: told between the lines of a conversation, indented; where it is
			 heard, label says so */
	bool tight;   /* no blank line before it */
	bool show;    /* keep this in view rather than the focus (an answer's feedback) */
	bool also;    /* keep this in view too, if the focus above it leaves room */
	bool news;    /* begins what is new: the cursor goes here while nothing has the focus */
	bool lead;    /* the cursor goes here first, whatever has the focus */
	size_t caret; /* FIELD: byte offset in text */
};

/*
 * A command offered in the footer; the app adds the key's name from the bindings, unless the screen
 * names the keys itself. Without a label,
 * the hint has the label of CMD_GO and is shown only while that key scrolls on.
 */
struct hint {
	int command;
	const char *label;
	const char *key;
	const char *brief; /* for a footer that has no room for all its labels, or NULL */
	/* says what the last line of the screen is: shown above the footer, while that is out of
	   sight */
	bool last_line;
};

enum { HINTS_MAX = 12 };

/* In plain lines: what a typed number does besides choosing the block it names (app/line.h). */
enum numbers {
	NUMBERS_CHOOSE, /* nothing */
	NUMBERS_ANSWER, /* only moves the focus: Enter is then sent automatically */
	NUMBERS_TICK,   /* nothing; one line may have several numbers */
	NUMBERS_MOVE,   /* a pair of numbers: the first item moves to the position of the second */
	NUMBERS_COUNT,  /* is a number of things rather than of a block: its digits, then Enter */
	NUMBERS_FILL    /* fills the focused line; the focus then moves on */
};

/* What may stand beside the text where the terminal is wide (view/panes.h). */
enum pane { PANE_LEFT, PANE_RIGHT, PANES };

struct view {
	struct arena arena;
	const char *title, *where;
	struct block *blocks;
	size_t n, cap;
	struct hint hints[HINTS_MAX];
	size_t n_hints;
	const char *notice; /* one muted line above the footer, or NULL */
	enum numbers numbers;
	bool large;  /* for a projector: few words, wide margins */
	bool secret; /* do not show typed text; in plain lines the terminal turns echo off */
	bool linear; /* shown as plain lines, so do not mention arrow keys; view_clear keeps it */
	bool spoken; /* heard, as plain lines or not: words rather than signs; set by the app */
	struct view *panes[PANES]; /* made by view_pane; without blocks there is none */
	enum pane first_pane;      /* the one that is shown if there is room for one only */
	bool in_pane;              /* the cursor stands in it, not in the text */
};

void view_init(struct view *view);
void view_release(struct view *view);
void view_clear(struct view *view);

/*
 * Returns the view of a pane, empty but for its title. Describe one only while the model says that
 * there is room beside the text: plain lines have none, and whatever it says must be found
 * elsewhere too. The ids of its blocks are PANE_ID and more, so that no click in a pane can choose
 * anything in the text.
 */
enum { PANE_ID = 10000 };
struct view *view_pane(struct view *view, enum pane which, const char *title);

/* Add a block and return it; it may be changed until the next one is added. */
struct block *view_add(struct view *view, enum block_kind kind, const char *text);
struct block *view_text(struct view *view, const char *text);
struct block *view_dim(struct view *view, const char *text);
struct block *view_choice(
	struct view *view, int id, const char *label, const char *text, bool focus);
struct block *view_message(struct view *view, enum mark mark, const char *text);
void view_hint(struct view *view, int command, const char *label);
const char *view_printf(struct view *view, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Returns the number in the label of a CHOICE ("2", "✔ 2"), by which the user names it; 0 if none.
 */
int block_number(const struct block *block);

/* Return the symbol of a mark, one to three cells wide ("✔"), and its translated word ("right"). */
const char *mark_sign(enum mark mark);
const char *mark_word(enum mark mark);

#endif
