/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the finder is opened: the index of its argument, which decides what may be found. */
#ifndef SCREENS_FIND_SCREEN_H
#define SCREENS_FIND_SCREEN_H

enum find_from {
	FIND_FROM_RUN = 1,  /* questions, a conversation or their results lie below */
	FIND_FROM_EXAM = 2, /* an exam is being answered */
	FIND_HERE = 4 /* in the list below, which has a field of its own (model.finder_field) */
};

#endif
