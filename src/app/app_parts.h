/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the app. */
#ifndef APP_APP_PARTS_H
#define APP_APP_PARTS_H

#include "app/app.h"

/*
 * bindings.c: the binding of a key on the screen on top, or NULL; the letter on the same key of
 * another keyboard does as well. The other one is that of numbers.
 */
const struct binding *bindings_find(const struct app *app, uint32_t key);
const struct binding *bindings_digits(const struct app *app);

/* app.c */
static inline struct app_layer *app_top(struct app *app)
{
	return &app->stack[app->depth - 1];
}

/* True if a text field handles the key itself. */
bool app_is_typing_key(uint32_t key);

/* scroll.c: scrolls by rows (negative is up); false if already at the limit. */
bool scroll_by(struct app *app, int rows);
/* A screen down or up: two rows stay in sight, and going down the first new one is marked. */
bool scroll_screen(struct app *app, int direction);
/* Keeps the scroll and the mark within the text as it is laid out now. */
void scroll_settle(struct app *app);
/* True if the key scrolled to something out of sight instead of acting. */
bool scroll_consumes_key(struct app *app, const struct binding *b, uint32_t key);
/* True if the key of command would scroll now. */
bool scroll_reads_on(struct app *app, int command);
/* Remembers what is at the top of the screen, to keep it there when the size changes. */
void scroll_save_anchor(struct app *app);
void scroll_restore_anchor(struct app *app);

/*
 * finding.c: opens the finder over the screen on top, in the list that this shows if it has a field
 * of its own.
 */
void finding_open(struct app *app);
/* Lists what is below a finder on top again, if another language or finder has changed it. */
void finding_refresh(struct app *app);

/*
 * hold.c: handles an event on a screen that is held. Returns false if it may go on as usual.
 */
bool hold_takes(struct app *app, const struct event *event);
/* Call after each event, and before each description; the latter returns true if view is to stay.
 */
void hold_check(struct app *app);
bool hold_keeps_view(struct app *app);
void hold_release(struct app *app);

/*
 * hints.c: gives the hints of the view their keys, adds the one for hiding, and drops those that
 * the settings hide.
 */
void hints_fill_keys(struct app *app);
/*
 * Changes the footer if the key that goes on would scroll first, because there is more below. Call
 * after layout.
 */
void hints_fill_reading_on(struct app *app);

#endif
