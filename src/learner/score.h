/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points as a percentage, and compared with the pass mark. */
#ifndef LEARNER_SCORE_H
#define LEARNER_SCORE_H

#include <stdbool.h>

/*
 * Returns the percentage, rounded half up, of score out of max; 0 if max is 0. 100 only if score ==
 * max.
 */
int score_percent(int score, int max);
/*
 * True if the score reaches the pass mark, without rounding: 69.5 percent is 70 in score_percent()
 * but does not pass 70.
 */
bool score_passes(int score, int max, int pass_percent);
/*
 * Returns the percentage to show next to the pass mark: score_percent(), but kept below the mark
 * for a result that does not pass.
 */
int score_percent_shown(int score, int max, int pass_percent);

#endif
