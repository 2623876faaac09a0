/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of a lesson, or one of its pages, opened aside of a question. */
#ifndef SCREENS_ASIDE_H
#define SCREENS_ASIDE_H

#include "learner/progress.h"
#include "screens/screen.h"

/* Opens the contents at the question's page, or says that the pages stay closed during an exam. */
void aside_contents(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx);
/* Opens the page that the question is about, or says that there is none. */
void aside_reread(const struct model *model, const struct question *question, struct effects *fx);

#endif
