/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the app. */
#ifndef APP_APP_PARTS_H
#define APP_APP_PARTS_H

#include "app/app.h"

/* app.c */
static inline struct app_layer *app_top(struct app *app)
{
	return &app->stack[app->depth - 1];
}

/* Does a field of text take that key for itself? */
bool app_is_typing_key(uint32_t key);

/* scroll.c: by so many rows; false if nothing moved. */
bool scroll_by(struct app *app, int rows);
/* Rows of a page, with two that stay. */
int scroll_page(const struct app *app);
/* True if the key showed what was out of sight instead of doing what it does. */
bool scroll_consumes_key(struct app *app, const struct binding *b);
/* Would the key of that command do so now? */
bool scroll_reads_on(struct app *app, int command);
/* The block at the top of the screen stays there when the size changes. */
void scroll_save_anchor(struct app *app);
void scroll_restore_anchor(struct app *app);

/* hints.c: gives the hints of the view their keys, adds hiding, leaves out what the settings say.
 */
void hints_fill_keys(struct app *app);
/* Once it is laid out: while there is more below, the key that goes on reads on first, and the
 * footer says so. */
void hints_fill_reading_on(struct app *app);

#endif
