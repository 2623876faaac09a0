/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sitting: the app joined to the store, the languages and the clock, for whatever shows it (the terminal, plain
 * lines). The one who shows it makes the events and draws.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "app/app.h"
#include "base/strbuf.h"
#include "cli/cli.h"

struct store;

struct session {
	struct app app;
	struct paths paths;
	struct store *store;            /* NULL: answers live in memory only */
	struct language languages[LANGUAGES_MAX];
	struct strbuf saved_language, err;
	struct diags config_diags;
	const char *lang;               /* to start with */
	bool told_not_saved, behind;    /* behind: what failed to be saved is still to be */
	bool private;                   /* nothing is written */
	/* Told of each answer, if set. */
	void (*answered)(struct session *session, const struct effect *effect);
	bool done, erase;               /* leave now; and leave no trace on the screen */
};

/* Opens the store and finds the language; the catalogue is in use afterwards. */
struct session *session_open(const struct options *options);
/* The first screen, for a terminal of that size. */
void session_start(struct session *session, int cols, int rows, bool ascii);
/* One event: everything that it brings is done, and durable, when this returns. */
void session_handle(struct session *session, struct event *event);
/* certificate.c: writes the files and says where they are. */
void session_save_certificate(struct session *session, int lesson, const char *name);
void session_close(struct session *session);

/* pin.c: asks for the PIN, if the learner has one. False: the course is not to start (it was said why). */
bool session_unlock(struct session *session);
/* Keeps its hash; "" for none. False: as a save that failed. */
bool session_save_pin(struct session *session, const char *pin);

/* settings.c: vigie.ini, what was chosen on the screen before, and the command line: each overrides the one before. */
void session_read_settings(struct session *session, const struct options *options);
/* Are options, environment and settings for plain lines? */
bool session_wants_lines(const struct session *session, const struct options *options);
/* linear.c: the course in plain lines; exit status. */
int session_run_linear(struct session *session, bool ascii);
/* Empties a terminal that shows lines, with what was scrolled out of it. */
void session_erase(void);

#endif
