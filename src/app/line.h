/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain lines: turns typed lines into events, and the screen into lines.
 *
 *   (empty)     Enter: the item with the word “Enter”, or go on
 *   3           the block of that number; several where that makes sense: "1 3" ticks both
 *   Esc, <      back
 *   ?  h  …     a letter is that key; + - > . mean down, up, right and Space (view/command.h)
 *   =           read the screen again
 *
 * In a text field the line is the text; a command then starts with a slash (/h), and a text that
 * starts with a slash is typed with two.
 */
#ifndef APP_LINE_H
#define APP_LINE_H

#include <stdbool.h>

#include "app/app.h"
#include "view/linear.h"

struct strbuf;

/* Longer lines are truncated to this. */
enum { LINE_BYTES = 4096 };

/* Passes an event to the app and carries out its effects. Returns false if the program ends. */
typedef bool line_send_fn(void *ctx, struct event *event);

/* Handles a line without its newline. Returns true if the whole screen must be read again. */
bool line_handle(struct app *app, const char *line, line_send_fn *send, void *ctx);
/* Appends what is new, or with whole everything, to out, then the prompt. */
void line_show(struct app *app, struct linear *linear, bool whole, struct strbuf *out);

#endif
