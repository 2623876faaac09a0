/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a message can do to win a person over: a fixed list, so that the same thing has the same
 * name in every scenario and every language. To add one: a line in technique.c and in the table of
 * lessons/README.md. Sets of them are bits, and their order is that in which they are offered.
 */
#ifndef COURSE_TECHNIQUE_H
#define COURSE_TECHNIQUE_H

enum { TECHNIQUES = 16 };

struct technique {
	const char *id;      /* as files name it */
	const char *name;    /* N_(): "secrecy", fit to stand in a list of several */
	const char *meaning; /* N_(): one sentence */
};

extern const struct technique techniques[TECHNIQUES];

/* Its number, or -1. */
int technique_find(const char *id);

#endif
