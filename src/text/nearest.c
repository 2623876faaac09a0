/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/nearest.h"

#include <stddef.h>
#include <string.h>

#include "text/text.h"

enum { EDITS = 2 };

void nearest_offer(struct nearest *n, const char *word)
{
	int d = text_distance(n->given, word, EDITS);

	/* one changed letter out of two is not a likely typo */
	if (d > EDITS || (size_t)d * 2 >= strlen(word) || (n->word && d >= n->distance))
		return;
	n->word = word;
	n->distance = d;
}
