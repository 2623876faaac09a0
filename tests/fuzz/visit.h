/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A visit to the course for the fuzzers, with the session and the checks of the screen tests. */
#ifndef FUZZ_VISIT_H
#define FUZZ_VISIT_H

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include "screens/check.h"
#pragma GCC diagnostic pop

enum { VISIT_NOW = 1795510800 /* 2026-11-24T09:00 */ };

static inline struct setup visit_setup(const char *lessons)
{
	struct setup setup = {
		.cols = 80,
		.rows = 24,
		.lang = "en",
		.store = "/home/x/progress.db",
		.n_lessons = 1,
		.seed = 1,
		.now = VISIT_NOW,
	};

	snprintf(setup.lessons[0], sizeof(setup.lessons[0]), "%s", lessons);
	snprintf(setup.help, sizeof(setup.help), "%s", TEST_DATA "/lessons/good/help");
	return setup;
}

/* Handles one event and checks all invariants. Returns false once the program was left. */
static inline bool visit(struct session *s, struct event event)
{
	struct strbuf why = STRBUF_INIT;

	if (s->left)
		return false;
	session_handle(s, &event);
	if (!holds(s, "an event", &why))
		BUG("%s", why.buf);
	strbuf_clear(&s->effects);
	strbuf_release(&why);
	return !s->left;
}

static inline bool visit_key(struct session *s, uint32_t key)
{
	return visit(s, (struct event){ .kind = EVENT_KEY, .key = key });
}

static inline bool visit_resize(struct session *s, int cols, int rows)
{
	return visit(s, (struct event){ .kind = EVENT_RESIZE, .x = cols, .y = rows });
}

#endif
