/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text that an author still has to write: an import puts one where the other program had nothing
 * that a lesson needs, such as the reason of an option. It begins with a mark that means the same
 * in every language, so that check can warn of it until it is written.
 */
#ifndef COURSE_UNWRITTEN_H
#define COURSE_UNWRITTEN_H

#include <stdbool.h>
#include <string.h>

#define UNWRITTEN_MARK "???"

static inline bool text_is_unwritten(const char *text)
{
	return !strncmp(text, UNWRITTEN_MARK, sizeof(UNWRITTEN_MARK) - 1);
}

#endif
