/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text that an author still has to write: an import puts one where the other program had nothing
 * that a lesson needs, such as the reason of an option. It begins with a mark that means the same
 * in every language, and goes on with what to write, so that check can warn of it until it is
 * written.
 */
#ifndef COURSE_UNWRITTEN_H
#define COURSE_UNWRITTEN_H

#include <stdbool.h>
#include <string.h>

#define UNWRITTEN_MARK "???"

/* What is to be written. */
enum unwritten {
	UNWRITTEN_RIGHT,
	UNWRITTEN_WRONG,
	UNWRITTEN_NEARLY,
	UNWRITTEN_OTHER,
	UNWRITTEN_PAIR,
	UNWRITTEN_GAP,
	UNWRITTEN_ORDER,
	UNWRITTEN_BOX
};

static inline bool text_is_unwritten(const char *text)
{
	return !strncmp(text, UNWRITTEN_MARK, sizeof(UNWRITTEN_MARK) - 1);
}

/* Returns what to write, without the mark, in the language of the program. */
const char *unwritten_wanted(enum unwritten what);
/*
 * True for one of these sentences in English, French or the language of the program, whatever its
 * case: someone removed the mark and left the rest.
 */
bool unwritten_is_wanted(const char *text);

#endif
