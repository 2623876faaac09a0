/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens: one file each, ending in one const table.
 *
 * To add one: write src/screens/NAME_screen.c with `const struct screen screen_NAME = { … }` and
 * name it in screens.def. Its state is zeroed memory that the app owns: plain values, indexes and
 * ids, no pointers into lessons (they are reloaded when the language changes).
 */
#ifndef SCREENS_SCREEN_H
#define SCREENS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "learner/progress.h"
#include "screens/model.h"
#include "view/block.h"
#include "view/command.h"

struct screen;

/* The arguments of a screen. */
struct screen_arg {
	int lesson;  /* index in the course, -1 if none */
	int index;   /* page, question … */
	bool aside;  /* a side trip: going on leads back */
	bool single; /* page: one of a path; going on leads back, and it counts as seen */
	bool turn;   /* quiz: only the questions right after page index */
	bool back;   /* page: come back to from its questions; quiz: where they were left */
	bool missed; /* page: leads through those of missed.h, of the last run of lesson */
};

/* Index of the quiz: go through the skipped questions of the open run again. */
enum { QUIZ_SKIPPED = 1 };

enum effect_kind {
	/* carried out by the app */
	EFFECT_PUSH,    /* screen, arg */
	EFFECT_REPLACE, /* screen, arg */
	EFFECT_POP,
	EFFECT_HOME,        /* pop down to the first screen */
	EFFECT_COMMAND,     /* index: a command of the screen that is now on top, or a global one */
	EFFECT_CHOOSE,      /* index: what a click on the screen that is now on top chooses */
	EFFECT_SCROLL_MARK, /* remember what is in view */
	EFFECT_SCROLL_BACK, /* scroll there again */
	EFFECT_SCROLL_TOP,  /* scroll to the top: there is something new to read */
	EFFECT_FOLLOW,      /* scroll to the focus: the new text is at the end */
	EFFECT_NOTICE,      /* text */
	EFFECT_DRAFT,       /* draft: kept in memory */
	EFFECT_COUNTRY,     /* text: country code for help; also saved */
	/* applied by the app to the progress, then by the shell to the store */
	EFFECT_PLACE,        /* lesson, index: the page now open */
	EFFECT_LESSON_READ,  /* lesson: read past the last page */
	EFFECT_BEGIN,        /* lesson, run_kind, questions, n: starts a run */
	EFFECT_ATTEMPT,      /* lesson, answer: a response that another try follows */
	EFFECT_ANSWER,       /* lesson, answer: for the open run of the lesson */
	EFFECT_FINISH,       /* lesson: finishes its open run */
	EFFECT_SPENT,        /* lesson: time was spent on it */
	EFFECT_BROUGHT_BACK, /* review items have moved */
	EFFECT_STEP,         /* text: a step of a path is done that no progress tells */
	/* carried out by the shell */
	EFFECT_SETTING,     /* key, text; the app applies those of view/settings.h */
	EFFECT_PRIVATE,     /* nothing more is kept */
	EFFECT_PIN,         /* text: the new one, "" for none; only its hash is stored */
	EFFECT_CERTIFICATE, /* text: a name, or "" */
	EFFECT_LANGUAGE,    /* text: language code */
	EFFECT_MOUSE,       /* the setting has changed, for now */
	EFFECT_NOTES,       /* text: where a presentation is, for the notes of the facilitator */
	EFFECT_REDRAW,
	EFFECT_QUIT,
	EFFECT_LEAVE_QUICKLY
};

struct effect {
	enum effect_kind kind;
	const struct screen *screen;
	struct screen_arg arg;
	int lesson, index;
	const char *key, *text;
	enum run_kind run_kind;
	const char **questions;
	size_t n;
	struct answer answer;
	const struct model_draft *draft;  /* in the arena of the effects */
	const struct review_item *review; /* set by the app: when the question comes back */
	char run[33];                     /* set by the app for the shell */
};

enum { EFFECTS_MAX = 16 };

struct effects {
	struct arena arena; /* owns the texts; cleared before each event */
	struct effect v[EFFECTS_MAX];
	size_t n;
};

struct effect *effect_add(struct effects *fx, enum effect_kind kind);
void effect_push(struct effects *fx, const struct screen *screen, int lesson, int index);
void effect_replace(struct effects *fx, const struct screen *screen, int lesson, int index);
void effect_notice(struct effects *fx, const char *text);
/* Opens a review of the due questions, ten at a time; continues an open one. */
void effect_review(struct effects *fx, const struct model *model);
/*
 * Opens the quiz of a lesson, starting a run if none is open: all its questions, or those missed in
 * the last run.
 */
void effect_quiz(
	struct effects *fx, const struct model *model, int lesson, bool only_missed, bool replace);

/* Begins the run of all questions of a lesson; false, with a notice, if it has none. */
bool effect_begin_quiz(struct effects *fx, const struct model *model, int lesson);

/* Starts a new play of a scenario, replacing this screen or on top of it. */
void effect_play(struct effects *fx, int lesson, bool replace);

struct screen {
	const char *name;
	size_t state_size;
	const struct binding *bindings; /* ends with command 0 */
	void (*enter)(void *state, const struct model *model, const struct screen_arg *arg,
		struct effects *fx);
	/* Returns false if the input means nothing here; the app then says which keys do. */
	bool (*update)(
		void *state, const struct model *model, const struct input *in, struct effects *fx);
	void (*describe)(const void *state, const struct model *model, struct view *view);
	/* True if letters are text now. NULL: never. */
	bool (*typing)(const void *state, const struct model *model);
	/* True if something moves by itself now: the shell then sends ticks. NULL: never. */
	bool (*moves)(const void *state, const struct model *model);
	/*
	 * Returns the label, as N_("Country:"), of the field in which the list shown now is
	 * searched; NULL if it has none. What is found there is chosen as by a click. NULL: never.
	 */
	const char *(*scope)(const void *state, const struct model *model);
};

/* Offers the digits from 1 to n in the footer, for CMD_PICK. */
void screen_hint_digits(struct view *view, int n, const char *label);

/*
 * The enter function of a screen that needs only its lesson: its state must begin with `int
 * lesson`.
 */
void screen_enter_lesson(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx);

#define SCREEN(name) extern const struct screen screen_##name;
#include "screens/screens.def"
#undef SCREEN

#endif
