/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole program, without a terminal, a database, a clock or a locale. The shell and the tests
 * use the same entry points:
 *
 *   app_init, fill app.model, app_start, then for each event app_handle;
 *   carry out app->outbox (store, language, quit); app_render once no events are left.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/spent.h"
#include "screens/screen.h"
#include "view/canvas.h"
#include "view/event.h"
#include "view/layout.h"

enum { STACK_MAX = 16, SEEN_MAX = 64, LETTERS_MAX = 32 };

struct app_layer {
	const struct screen *screen;
	void *state;
	int lesson; /* it was opened for; or LESSON_NONE, LESSON_REVIEW */
	int scroll;
	int fresh;     /* row where reading goes on after a screen down; 0: nowhere */
	int marked;    /* scroll to come back to (EFFECT_SCROLL_BACK) */
	bool seen_end; /* was scrolled to its end: Enter acts from now on */
	bool first;    /* no screen of this kind was shown before */
};

/*
 * While an answer is not durable yet, the screen stays as it was before: see app_hold.
 */
struct app_hold {
	bool on;
	int depth;         /* of the layer that is held */
	const void *state; /* its state, to know it again */
	struct view view;  /* the one not in use: the held one, or while that shows, none */
	bool shown;        /* app.view is the held one */
	char *notice;      /* to be shown afterwards */
};

/* What is at the top while the size changes; it stays the same until something else happens. */
struct anchor {
	bool on;
	int block, row, rows;           /* row of so many of its block */
	int cols, lines, scroll, fresh; /* the size it was taken at, and what was in view there */
};

struct app {
	struct model model;
	struct app_layer stack[STACK_MAX];
	int depth;
	const struct screen *root; /* in place of home and the welcome, if not NULL */
	const char *root_lesson;   /* its id, or NULL */
	bool follow;               /* keep the focus in sight; off after scrolling by hand */
	char *notice;
	struct effects effects; /* of the current event */
	struct effects outbox;  /* what the shell has to do now */
	struct view view;
	struct app_hold hold;
	struct spent spent;
	struct layout layout;
	int cols, rows;
	bool ascii;
	int number;                          /* of the digits typed in a row just now, or 0 */
	char letters[LETTERS_MAX];           /* typed in a row to point with, folded */
	int64_t lettered;                    /* when the last of them was typed */
	int listed;                          /* depth of the finder that model.finder_here is for */
	bool resized;                        /* not drawn in the new size yet */
	struct anchor anchor;                /* of the text, across changes of size */
	const struct screen *seen[SEEN_MAX]; /* kinds of screens shown so far, for hints = once */
	size_t n_seen;
};

void app_init(struct app *app);
void app_release(struct app *app);

/* Opens the first screen. lang is a language code; the other fields of model must be set. */
void app_start(struct app *app, const char *lang, int cols, int rows, int64_t now);
/* Handles an event; afterwards the outbox holds what the shell has to do, in order. */
void app_handle(struct app *app, const struct event *event);
/*
 * Call at the end of a sitting that any event may have ended, or none: the outbox then holds what
 * is still to be saved, for which nothing needs to wait.
 */
void app_leave(struct app *app, int64_t now);
/*
 * Switches to lang, whose catalogue must be in use already: lessons are reloaded, the position is
 * kept.
 */
void app_set_language(struct app *app, const char *lang);
/* Shows a dim line above the footer until the next key. */
void app_notice(struct app *app, const char *text);

/*
 * Keeps the top screen as it was last described, though the last event has changed it, until
 * app_release_hold. Meanwhile it can be scrolled, left and hidden, and help be read; other keys
 * only get the notice of app_saving. The hold ends early if the screen is left or the language
 * changes.
 */
void app_hold(struct app *app);
/* Says that saving goes on. */
void app_saving(struct app *app);
void app_release_hold(struct app *app);
bool app_holds(const struct app *app);

/* Describes the top screen as blocks, its hints with their keys. The view belongs to the app. */
const struct view *app_describe(struct app *app);
/* Describes, lays out and draws the top screen. The canvas must have the app's size. */
void app_render(struct app *app, struct canvas *canvas);
/* Returns the name of the top screen. */
const char *app_screen(const struct app *app);
/*
 * is_typing: true if letters are text now. command_for_key: the command of a key on the top screen;
 * CMD_NONE if it has none.
 */
bool app_is_typing(const struct app *app);
/* True if something on the top screen moves by itself, for which EVENT_TICK is wanted. */
bool app_moves(const struct app *app);
enum command app_command_for_key(const struct app *app, uint32_t key);

#endif
