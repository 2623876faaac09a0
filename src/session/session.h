/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sitting: the app joined to the store, the languages and the clock, for a front end (the
 * terminal, plain lines) that makes the events and draws.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "app/app.h"
#include "base/strbuf.h"
#include "os/language.h"
#include "os/paths.h"
#include "session/session_options.h"

struct store;

struct session {
	struct app app;
	struct paths paths;
	struct store *store; /* NULL: answers live in memory only */
	struct language languages[LANGUAGES_MAX];
	struct strbuf saved_language, err;
	struct diags config_diags;
	const char *lang;            /* initial language */
	bool told_not_saved, behind; /* behind: a save has failed and must be caught up */
	bool private;                /* nothing is written */
	/* Called for each answer; may be NULL. */
	void (*answered)(void *ctx, struct session *session, const struct effect *effect);
	void *answered_ctx;
	bool done, erase; /* done: leave now; erase: leave no trace on the screen */
};

/* Opens the store and finds the language, whose catalogue is in use afterwards. */
struct session *session_open(const struct session_options *options);
/* Opens the first screen, for a terminal of cols x rows. */
void session_start(struct session *session, int cols, int rows, bool ascii);
/* Handles an event. All its effects are carried out, and durable, on return. */
void session_handle(struct session *session, struct event *event);
void session_close(struct session *session);

#endif
