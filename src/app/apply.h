/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects on the learner's progress: applied in memory, then passed to the shell for the store. */
#ifndef APP_APPLY_H
#define APP_APPLY_H

#include "screens/screen.h"

void apply_effect(struct model *model, struct effects *outbox, const struct effect *effect);

#endif
