/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Techniques of manipulation in messages. The list is fixed, so that the same technique has the
 * same name in every scenario and every language. To add one: a line in technique.c and in the
 * table of lessons/README.md. Sets are bit masks, and bit order is the order on the screen.
 */
#ifndef COURSE_TECHNIQUE_H
#define COURSE_TECHNIQUE_H

enum { TECHNIQUES = 16 };

struct technique {
	const char *id;      /* name in scenario files */
	const char *name;    /* N_(): "secrecy", also usable in a list of several */
	const char *meaning; /* N_(): one sentence */
};

extern const struct technique techniques[TECHNIQUES];

/* Returns its index, or -1. */
int technique_find(const char *id);

#endif
