/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Did you mean": the nearest of the words on offer to one that was mistyped. Offer the words one
 * by one; they must live until the answer is used.
 */
#ifndef TEXT_NEAREST_H
#define TEXT_NEAREST_H

struct nearest {
	const char *given; /* set this, zero the rest */
	const char *word;  /* the nearest so far, the first of several; NULL: none yet */
	int distance;      /* of word, in edits (text_distance) */
};

/* Ignores words that are more than two edits away, or half of whose letters would be edits. */
void nearest_offer(struct nearest *n, const char *word);

#endif
