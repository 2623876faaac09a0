/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pointing in lists: digits typed in a row make one number, letters that are no keys of the screen
 * go to the item that begins with them, page keys move the focus of a long list, and arrows to the
 * sides that of a list in columns.
 */
#ifndef APP_POINTING_H
#define APP_POINTING_H

#include "app/app.h"

/*
 * Returns the number that a digit makes with those typed just before it, if something has that
 * number; else that of the digit alone, which is 0 for any other key.
 */
int pointing_number(struct app *app, int before, uint32_t key);
/*
 * Returns the number of the item that begins with the letters typed in a row, of which key is the
 * last; else that of the next one that begins with this letter alone; else 0.
 */
int pointing_letter(struct app *app, uint32_t key);
/* Returns the number of the item that begins with the word, 0 if none does or this is no list. */
int pointing_word(struct app *app, const char *word);
/*
 * Returns the number of the item a screen below or above, in the same column, or 0 if the whole
 * list is in sight.
 */
int pointing_page(const struct app *app, int direction);
/*
 * True if the focus is in a list that is drawn in columns. *number is then the item beside it, or
 * the last one of a shorter column; 0 if there is no column on that side.
 */
bool pointing_column(const struct app *app, int direction, int *number);

#endif
