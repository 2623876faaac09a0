/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_JOIN_PEOPLE_H
#define CLI_JOIN_PEOPLE_H

#include <stdbool.h>

/*
 * vigie learners join and part: notes next to the first store, or in its folder of exports, that
 * two people are one, or that they are not. args: name, store, name, store; for a name the
 * pseudonym may be given. Returns an exit status.
 */
int join_people(char *const *args, bool join);

#endif
