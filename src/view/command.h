/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Meanings of keys. The bindings of a screen map keys to commands; input, footer, help on keys,
 * mouse and linear mode all use the same table.
 */
#ifndef VIEW_COMMAND_H
#define VIEW_COMMAND_H

#include <stdbool.h>

#include "view/event.h"

enum command {
	CMD_NONE,
	/* movement; the app itself handles the SCROLL commands */
	CMD_UP,
	CMD_DOWN,
	CMD_LEFT,
	CMD_RIGHT,
	CMD_FIRST,
	CMD_LAST,
	CMD_SCROLL_UP,
	CMD_SCROLL_DOWN,
	CMD_SCROLL_PAGE_UP,
	CMD_SCROLL_PAGE_DOWN,
	/* main actions */
	CMD_GO, /* Enter: go on, answer, open */
	CMD_NEXT,
	CMD_PREVIOUS,
	CMD_NEXT_PAGE, /* past the questions between two pages */
	CMD_BACK,
	CMD_QUIT,
	CMD_WAY_OUT, /* 0: what leads out of a list, such as to another country */
	CMD_PICK,    /* a digit points; number says to what */
	CMD_TICK,
	CMD_HINT,
	CMD_WHY,
	CMD_SKIP,
	CMD_REREAD,
	CMD_AGAIN,
	CMD_QUIZ,
	CMD_MARK,
	CMD_STEP_BACK,
	CMD_ABOUT,
	CMD_PROGRESS,
	CMD_PATHS, /* another path through the course */
	CMD_REVIEW,
	CMD_WORKSHOP,
	CMD_GLOSSARY,
	CMD_SOURCES,
	CMD_PANE, /* to what stands beside the text, and back */
	CMD_CONTENTS,
	CMD_TIMER,
	CMD_BOOKMARK,
	/* available everywhere */
	CMD_KEYS,
	CMD_FIND,
	CMD_HELP,
	CMD_LANGUAGE,
	CMD_SETTINGS,
	CMD_LEAVE_QUICKLY,
	CMD_MOUSE,
	CMD_REDRAW
};

enum { BINDING_KEYS = 5 };

enum binding_flags {
	BIND_DIGITS = 1,       /* key is '1'; the binding covers '2' to '9' too */
	BIND_SCROLL_FIRST = 2, /* scrolls instead while there is more text below */
	BIND_QUIET = 4         /* not listed in the help on keys */
};

struct binding {
	enum command command;
	uint32_t keys[BINDING_KEYS];
	const char *help; /* N_(): one line for the help on keys */
	unsigned flags;
};

/* Input to a screen or question type: a command and its details, or CMD_NONE and a typed key. */
struct input {
	enum command command;
	uint32_t key;     /* the key pressed, for CMD_PICK and typing */
	int number;       /* CMD_PICK: made of the digits typed in a row; 0: that of key */
	int id;           /* block clicked, -1 if none */
	const char *text; /* pasted text, or NULL */
	size_t len;
};

/*
 * Writes the translated name of a key ("Enter", "Ctrl-X", "↑") to buf, which has at least 5 bytes,
 * and returns it.
 */
const char *command_key_name(uint32_t key, char *buf, size_t size);

/*
 * command_line_name returns what to type for a key in plain lines, where every line ends with
 * Enter: its name for Esc, the letter itself for a letter, NULL if the key cannot be typed there.
 * Ctrl-X and F9 hide without Enter. command_line_key is the inverse: the key for a line of one
 * character, K_ENTER for an empty line, K_F9 and K_ESC for their names, K_NONE for any other.
 */
const char *command_line_name(uint32_t key, char *buf, size_t size);
uint32_t command_line_key(const char *line);
/*
 * command_line_word is command_line_name with a word for a sign ("comma"), which a voice would pass
 * over. command_line_sign returns the sign of such a word, 0 for any other line.
 */
const char *command_line_word(uint32_t key, char *buf, size_t size);
char command_line_sign(const char *line);

/*
 * Copies the keys of a binding, 0 after the last, in the order in which to name them. reader: a
 * screen reader may keep Esc or a letter with Ctrl (but G) for itself, so these come last; in plain
 * lines, where the word for Esc is typed, only the latter.
 */
void binding_keys(
	const struct binding *binding, bool reader, bool lines, uint32_t keys[BINDING_KEYS + 1]);

#endif
