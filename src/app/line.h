/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain lines: what a person types in a line, made into events, and what there is to read, made
 * into lines.
 *
 *   (empty)     Enter: the thing marked [Enter], or go on
 *   3           the block of that number; several where that makes sense: "1 3" ticks both
 *   <           back
 *   ?  h  …     a letter is that key; + - > . stand for down, up, right and Space (view/command.h)
 *   =           read the screen again
 *
 * Where a text is typed, the line is the text; a command then has a slash before it (/h), and a
 * text that begins with a slash has two.
 */
#ifndef APP_LINE_H
#define APP_LINE_H

#include <stdbool.h>

#include "app/app.h"
#include "view/linear.h"

struct strbuf;

/* No longer than this: the rest of a longer line is dropped. */
enum { LINE_BYTES = 4096 };

/* Hands an event to the app and does all that it brings. False: the program ends. */
typedef bool line_send_fn(void *ctx, struct event *event);

/* One line, without its end. True: the screen is to be read again as a whole. */
bool line_handle(struct app *app, const char *line, line_send_fn *send, void *ctx);
/* Appends what is new to out, and the prompt. */
void line_show(struct app *app, struct linear *linear, bool whole, struct strbuf *out);

#endif
