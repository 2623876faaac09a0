/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sitting: the app joined to the store, the languages and the clock, for whatever shows it (the
 * terminal, plain lines). The one who shows it makes the events and draws.
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
	const char *lang;            /* to start with */
	bool told_not_saved, behind; /* behind: what failed to be saved is still to be */
	bool private;                /* nothing is written */
	/* Told of each answer, if set. */
	void (*answered)(void *ctx, struct session *session, const struct effect *effect);
	void *answered_ctx;
	bool done, erase; /* leave now; and leave no trace on the screen */
};

/* Opens the store and finds the language; the catalogue is in use afterwards. */
struct session *session_open(const struct session_options *options);
/* The first screen, for a terminal of that size. */
void session_start(struct session *session, int cols, int rows, bool ascii);
/* One event: everything that it brings is done, and durable, when this returns. */
void session_handle(struct session *session, struct event *event);
void session_close(struct session *session);

#endif
