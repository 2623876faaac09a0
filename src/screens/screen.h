/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens: each one file, ending in one const table.
 *
 * To add one: write src/screens/NAME.c with `const struct screen screen_NAME = { … }` and name it
 * in screens.def. Its state is zeroed memory that the app owns: plain values, indexes and ids, no
 * pointers into lessons (they are read anew when the language changes).
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

/* What a screen is opened with. */
struct screen_arg {
	int lesson; /* index in the course, -1 none */
	int index;  /* page, question … */
	bool aside; /* a look aside: going on leads back */
};

enum effect_kind {
	/* done by the app */
	EFFECT_PUSH,    /* screen, arg */
	EFFECT_REPLACE, /* screen, arg */
	EFFECT_POP,
	EFFECT_HOME,       /* pop down to the first screen */
	EFFECT_SCROLL_TOP, /* scroll to the top: something new to read */
	EFFECT_FOLLOW,     /* scroll to what has the focus: what is new stands at the end */
	EFFECT_NOTICE,     /* text */
	EFFECT_COUNTRY,    /* text: code of the country for help; also saved */
	/* done by the app to the progress, then by the shell to the store */
	EFFECT_PLACE,       /* lesson, index: that page is open */
	EFFECT_LESSON_READ, /* lesson: went past the last page */
	EFFECT_BEGIN,       /* lesson, run_kind, questions, n: a run begins */
	EFFECT_ANSWER,      /* lesson, answer: in the open run of the lesson */
	EFFECT_FINISH,      /* lesson: its open run is done */
	/* done by the shell */
	EFFECT_SETTING,     /* key, text; the app takes over those of view/settings.h */
	EFFECT_PIN,         /* text: the new one, "" for none; kept as a hash alone */
	EFFECT_CERTIFICATE, /* text: a name, or "" */
	EFFECT_LANGUAGE,    /* text: code */
	EFFECT_MOUSE,       /* the setting has changed, for now */
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
	const struct review_item *review; /* set by the app: when the question comes back */
	char run[33];                     /* set by the app for the shell */
};

enum { EFFECTS_MAX = 16 };

struct effects {
	struct arena arena; /* of the texts; cleared before each event */
	struct effect v[EFFECTS_MAX];
	size_t n;
};

struct effect *effect_add(struct effects *fx, enum effect_kind kind);
void effect_push(struct effects *fx, const struct screen *screen, int lesson, int index);
void effect_replace(struct effects *fx, const struct screen *screen, int lesson, int index);
void effect_notice(struct effects *fx, const char *text);
/* The questions that are due, ten at a time; goes on with an open review. */
void effect_review(struct effects *fx, const struct model *model);
/* Opens the quiz of a lesson, beginning a run if none is open: all its questions, or the missed
 * ones of the last run. */
void effect_quiz(
	struct effects *fx, const struct model *model, int lesson, bool only_missed, bool replace);

/* Begins to play a scenario anew, instead of this screen or above it. */
void effect_play(struct effects *fx, int lesson, bool replace);

struct screen {
	const char *name;
	size_t state_size;
	const struct binding *bindings; /* ends with command 0 */
	void (*enter)(void *state, const struct model *model, const struct screen_arg *arg,
		struct effects *fx);
	/* False if the input means nothing here: the app then says softly what would. */
	bool (*update)(
		void *state, const struct model *model, const struct input *in, struct effects *fx);
	void (*describe)(const void *state, const struct model *model, struct view *view);
	/* Letters are text now? NULL: never. */
	bool (*typing)(const void *state, const struct model *model);
};

/* The enter of a screen that only wants to know its lesson: its state begins with `int lesson`. */
void screen_enter_lesson(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx);

#define SCREEN(name) extern const struct screen screen_##name;
#include "screens/screens.def"
#undef SCREEN

#endif
