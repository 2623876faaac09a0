/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's turn: the questions asked right after a page (lesson_asked_after).
 *
 * They are items of the lesson's run, which the first of them begins and the quiz at the end goes
 * on with. So the run alone says what was asked: an item with a response was, and one with more
 * responses than one asking allows was asked again at the end.
 */
#ifndef SCREENS_TURN_H
#define SCREENS_TURN_H

#include "screens/screen.h"

/* True if an item of the run is asked right after the page. */
bool turn_owns(const struct model *model, int lesson, int page, const char *question);
/* True if a question of the page is to be asked now. */
bool turn_is_due(const struct model *model, int lesson, int page);
/*
 * Returns the item that was in hand when the page's questions were left: the last one that was
 * begun; -1 if none was.
 */
int turn_in_hand(const struct model *model, int lesson, int page);
/* True if the quiz at the end asks an item again, since it was missed right after its page. */
bool turn_asks_again(const struct model *model, int lesson, const struct answer *item);

/*
 * Asks the questions of the page in place of this screen or on top of it, beginning a run if none
 * is open. back: begins where they were left.
 */
void turn_open(struct effects *fx, const struct model *model, int lesson, int page, bool back,
	bool replace);
/* The same in place of a page that is read alone: on from its questions leads back. */
void turn_open_single(struct effects *fx, const struct model *model, int lesson, int page);
/* Goes on reading on top of this screen, at the page or at its question in hand. */
void turn_read_on(struct effects *fx, const struct model *model, int lesson, int page);
/* Goes back from its questions to the page. */
void turn_reread(struct effects *fx, int lesson, int page, bool single);
/* Goes from a page to the next one in place of this screen, or from the last to the quiz. */
void turn_next_page(struct effects *fx, const struct model *model, int lesson, int page);
/* The lesson has been read to its end: on to the quiz. */
void turn_end(struct effects *fx, const struct model *model, int lesson);

#endif
