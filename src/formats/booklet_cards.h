/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario to be played at a table: a card for each message and each ending. A seed shuffles
 * their numbers, so that no order of cards gives anything away. Card 0 is the way out.
 */
#ifndef FORMATS_BOOKLET_CARDS_H
#define FORMATS_BOOKLET_CARDS_H

#include <stddef.h>
#include <stdint.h>

#include "course/scenario.h"
#include "formats/booklet.h"

struct booklet_deck {
	const struct scenario *scenario;
	uint64_t seed;
	int *cards;  /* by place (booklet_scenario.h): the number of its card, from 1 */
	int *places; /* by number of a card - 1: the place */
	size_t n;
};

/* The memory is in arena. */
void booklet_deck_shuffle(struct booklet_deck *deck, const struct scenario *scenario, uint64_t seed,
	struct arena *arena);
/* The cards, card 0 first. */
void booklet_cards(struct booklet *booklet, const struct booklet_deck *deck);
/* For the one who leads the game: how it is played, all ways through it, and the debriefs. */
void booklet_cards_overview(struct booklet *booklet, const struct booklet_deck *deck);

#endif
