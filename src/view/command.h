/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a key can mean. A screen's bindings give keys to commands; keys, footer, help on keys, mouse
 * and linear mode all come from that one table.
 */
#ifndef VIEW_COMMAND_H
#define VIEW_COMMAND_H

#include "view/event.h"

enum command {
	CMD_NONE,
	/* moving; the app itself scrolls for the SCROLL ones */
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
	/* the thing itself */
	CMD_GO, /* Enter: go on, answer, open */
	CMD_NEXT,
	CMD_PREVIOUS,
	CMD_BACK,
	CMD_QUIT,
	CMD_PICK, /* a digit; key says which */
	CMD_TICK,
	CMD_HINT,
	CMD_WHY,
	CMD_SKIP,
	CMD_REREAD,
	CMD_RETRY,
	CMD_AGAIN,
	CMD_QUIZ,
	CMD_MARK,
	CMD_STEP_BACK,
	CMD_PRACTISE,
	CMD_ABOUT,
	CMD_SAVE,
	CMD_PROGRESS,
	CMD_REVIEW,
	CMD_WORKSHOP,
	CMD_GLOSSARY,
	CMD_SOURCES,
	CMD_SETTINGS,
	/* everywhere */
	CMD_KEYS,
	CMD_HELP,
	CMD_LANGUAGE,
	CMD_LEAVE_QUICKLY,
	CMD_MOUSE,
	CMD_REDRAW
};

enum { BINDING_KEYS = 4 };

enum binding_flags {
	BIND_DIGITS = 1,       /* its key is '1', and '2' to '9' belong to it too */
	BIND_SCROLL_FIRST = 2, /* while there is more text below, it scrolls instead */
	BIND_QUIET = 4         /* not listed in the help on keys */
};

struct binding {
	enum command command;
	uint32_t keys[BINDING_KEYS];
	const char *help; /* N_(): one line for the help on keys */
	unsigned flags;
};

/* What a screen or question type gets: a command and what came with it, or CMD_NONE and a key to
 * type. */
struct input {
	enum command command;
	uint32_t key;     /* the key pressed, for CMD_PICK and typing */
	int id;           /* block clicked, -1 if none */
	const char *text; /* pasted text, or NULL */
	size_t len;
};

/* "Enter", "Ctrl-X", "↑", translated; in a buffer of the caller, of 5 bytes or more. */
const char *command_key_name(uint32_t key, char *buf, size_t size);

/*
 * What stands for a key in plain lines, where every line ends with Enter: "<" for Esc, a letter for
 * itself. NULL: the key cannot be typed there. command_line_key is the way back: the key for a line
 * of one character, K_ENTER for an empty line, K_NONE for anything else.
 */
const char *command_line_name(uint32_t key, char *buf, size_t size);
uint32_t command_line_key(const char *line);

#endif
