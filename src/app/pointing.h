/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pointing in lists: digits typed in a row make one number, a letter that is no key of the screen
 * goes to the next item that begins with it, and page keys move the focus of a long list.
 */
#ifndef APP_POINTING_H
#define APP_POINTING_H

#include "app/app.h"

/*
 * Returns the number that a digit makes with those typed just before it, if something has that
 * number; else that of the digit alone, which is 0 for any other key.
 */
int pointing_number(struct app *app, int before, uint32_t key);
/* Returns the number of the next item that begins with a letter, or 0. */
int pointing_letter(struct app *app, uint32_t key);
/* Returns the number of the item a screen below or above, or 0 if the whole list is in sight. */
int pointing_page(const struct app *app, int direction);

#endif
