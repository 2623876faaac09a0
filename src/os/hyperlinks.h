/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OS_HYPERLINKS_H
#define OS_HYPERLINKS_H

#include <stdbool.h>

/* getenv(), or the environment of a test. */
typedef char *hyperlinks_env(const char *name);

/*
 * True if the terminal is known, by its environment, to take OSC 8. There is no capability of
 * terminfo for it, and no question that every terminal would answer.
 */
bool hyperlinks_known(hyperlinks_env *env);

#endif
