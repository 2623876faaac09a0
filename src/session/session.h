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
#include "session/ahead.h"
#include "session/session_options.h"

struct notes;
struct writer;

struct session {
	struct app app;
	struct paths paths;
	struct writer *writer; /* NULL: answers live in memory only */
	struct strbuf learner; /* as stored */
	struct language languages[LANGUAGES_MAX];
	struct strbuf saved_language, pin_hash, err;
	struct strbuf documents; /* folder for certificates */
	int64_t pin_wait;        /* end of the lockout at the start; 0 if there is none */
	struct diags config_diags;
	const char *lang; /* initial language */
	/*
	 * The job of the writer that the screen waits for, since when (clock_ms), and whether that
	 * was said; 0: none.
	 */
	unsigned awaited;
	int64_t awaited_since;
	bool told_saving;
	bool told_not_saved;
	struct ahead ahead;  /* keys that came while it waited */
	struct notes *notes; /* vigie present: the way to the other terminal, or NULL */
	bool private;        /* nothing is written */
	/* Called for each answer and each try before it; may be NULL. */
	void (*answered)(void *ctx, struct session *session, const struct effect *effect);
	void *answered_ctx;
	bool done, erase; /* done: leave now; erase: leave no trace on the screen */
};

/* Opens the store and finds the language, whose catalogue is in use afterwards. */
struct session *session_open(const struct session_options *options);
/* Opens the first screen, for a terminal of cols x rows. */
void session_start(struct session *session, int cols, int rows, bool ascii);
/*
 * Handles an event and hands what must be saved to the writer. What depends on an answer is shown
 * once that is durable: until then session_awaits is true, the app holds its screen (except in
 * plain lines, which wait before they print), and keys are kept for later.
 */
void session_handle(struct session *session, struct event *event);
/*
 * Reads what the writer has to say; call when session_fd is readable, and after session_patience
 * milliseconds (-1: never) in any case.
 */
void session_take_news(struct session *session);
int session_fd(const struct session *session);
int session_patience(const struct session *session);
bool session_awaits(const struct session *session);
/* True while the wait is too short to be mentioned: nothing needs to be drawn. */
bool session_is_quiet(const struct session *session);
/* To wait for the writer: at the end, and after a signal. */
enum { SESSION_LEAVE_MS = 5000, SESSION_LEAVE_SOON_MS = 900 };
/*
 * Ends the sitting. Waits at most ms milliseconds for what is not saved yet, and prints a sentence
 * if that was not enough; the writer goes on. 0, after hiding: waits for nothing and says nothing.
 */
void session_close(struct session *session, int ms);

#endif
