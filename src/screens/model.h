/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What screens see of the world. They read it and never change it: the only way is an effect.
 * Lessons are read when they are first asked for, in the language in use.
 */
#ifndef SCREENS_MODEL_H
#define SCREENS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "course/catalog.h"
#include "course/help.h"
#include "course/index.h"
#include "course/lesson.h"
#include "course/scenario.h"
#include "course/workshop.h"
#include "learner/progress.h"
#include "view/settings.h"

struct binding;

/* Where the index of a lesson is wanted: the run that asks again what is due, of no one lesson. */
enum { LESSON_NONE = -1, LESSON_REVIEW = -2 };

struct model {
	/* set by the shell, before app_start */
	const char *const *lesson_dirs;
	size_t n_lesson_dirs;
	const char *help_dir; /* folder of help.ini */
	const struct language *languages;
	size_t n_languages;
	const char *locale;     /* as the environment has it, for the country; may be "" */
	const char *store_path; /* where progress is kept; NULL: nowhere, in memory */
	bool counted;    /* a kiosk: how often each answer was chosen is kept, and nothing else */
	bool has_pin;    /* of this learner, in the store */
	bool first_time; /* no "welcomed" setting yet */
	uint64_t rng_state;       /* state of base/rand.h; a seed in tests */
	struct settings settings; /* changed later by EFFECT_SETTING */
	bool linear;              /* shown as plain lines */
	bool private;             /* nothing is written: a certificate is to look at */
	bool kiosk; /* a machine for many: no name is asked, so there is no certificate */
	const char *config_path;          /* vigie.ini, there or not; NULL: no home folder */
	const struct diags *config_diags; /* what is wrong in it; or NULL */

	/* kept by the app */
	const char *lang;
	struct date today;
	int64_t now;
	struct lesson_index
		index; /* of what is in course; the shell may fill it before, and save it */
	struct course course;
	struct help help;
	bool help_loaded;
	struct workshop workshop;
	bool workshop_loaded, has_workshop;
	char country[4]; /* chosen one, or "" */
	struct progress progress;
	struct lesson *
		*lessons; /* by index in course; NULL = not read yet or broken, or a scenario */
	struct scenario **scenarios; /* the same for scenarios */
	struct file_stamp *stamps;   /* by index too: of the files that those were read from */
	bool *broken;
	struct diags diags;                  /* of all that was read, for messages */
	const struct binding *help_bindings; /* bindings of the screen below the help on keys */
};

void model_init(struct model *model);
void model_release(struct model *model);
/* (Re)reads the catalogue in model->lang; lessons are dropped and read again when needed. */
void model_load(struct model *model);

/* Does a file of a lesson or scenario in memory stand there in another state by now? */
bool model_is_stale(const struct model *model);

/* Lesson number index, read when first asked for; NULL if its file has errors. The cache is not the
 * screens' business. */
const struct lesson *model_lesson(const struct model *model, int index);
/* The same for a scenario. */
const struct scenario *model_scenario(const struct model *model, int index);
/* The first error of that lesson or scenario, for a sentence; NULL if there is none. */
const struct diag *model_lesson_error(const struct model *model, int index);
/* Question of a run: "id" in lesson number index, or "lesson/id". NULL if it is no longer there. */
const struct question *model_question(const struct model *model, int index, const char *ref);
const struct help *model_help(const struct model *model);
/* The parts of the workshop's stories; NULL if there is no workshop, or it has errors. */
const struct workshop *model_workshop(const struct model *model);
const struct lesson_progress *model_progress(const struct model *model, int index);
/* The last run of the lesson that was finished, or NULL. */
const struct run *model_last_run(const struct model *model, int lesson);
/* Id under which runs are kept, title and pass mark, also for LESSON_REVIEW. */
const char *model_run_key(const struct model *model, int index);
const char *model_title(const struct model *model, int index);
int model_pass(const struct model *model, int index);
/* How many questions come back today, of the lessons that there are. */
size_t model_due(const struct model *model);
/* Total of minutes of all lessons. */
int model_minutes(const struct model *model);

#endif
