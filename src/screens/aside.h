/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of a lesson, or one of its pages, opened aside of a question. */
#ifndef SCREENS_ASIDE_H
#define SCREENS_ASIDE_H

#include "learner/progress.h"
#include "screens/screen.h"

/*
 * Open the contents at the question's page, or that page, or say that there is none. During an exam
 * both say that the pages stay closed.
 */
void aside_contents(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx);
void aside_reread(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx);

#endif
