/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tries of a learner's PIN, counted in the store ("pin_wrong": wrong ones since the last right one;
 * "pin_wait": end of the lockout, seconds since 1970), so that restarting the program, or starting
 * several, does not help a guesser.
 */
#ifndef STORE_PIN_H
#define STORE_PIN_H

#include <stdbool.h>
#include <stdint.h>

struct store;
struct strbuf;

/*
 * Counts a try, in one transaction. Call before the PIN is checked, so that killing the program in
 * between earns no free guess. *until is the end of the lockout that this try begins, 0 if it
 * begins none; negative, -end, if it falls into one: then it does not count, and must not be
 * checked.
 */
bool pin_count_try(struct store *store, int64_t now, int64_t *until, struct strbuf *err);
bool pin_forget_tries(struct store *store, struct strbuf *err);
/* Returns the end of the lockout; 0 if there is none. */
int64_t pin_wait_until(struct store *store, int64_t now);

#endif
