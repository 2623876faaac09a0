/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sitting on a terminal: handles an event and all its effects, then the next. */
#include "session/session_run.h"

#include <stdlib.h>

#include "guard/forget.h"
#include "guard/harden.h"
#include "os/complain.h"
#include "session/decoy.h"
#include "session/session_lines.h"
#include "session/session_pin.h"
#include "session/session_save.h"
#include "session/session_settings.h"

/* As term_tick wants it: 0 for never. */
static int tick(int ms)
{
	return ms < 0 ? 0 : ms < 1 ? 1 : ms > 999 ? 999 : ms;
}

static bool next_event(struct session *s, struct event *event)
{
	if (!session_awaits(s) && ahead_take(&s->ahead, event))
		return true;
	term_watch(session_fd(s));
	term_tick(tick(session_patience(s)));
	return term_wait(event);
}

static void run(struct session *s)
{
	struct canvas canvas;
	struct event event;

	canvas_init(&canvas, s->app.cols, s->app.rows, s->app.ascii);
	canvas.font = term_font();
	for (;;) {
		if (!session_is_quiet(s)) {
			app_render(&s->app, &canvas);
			term_present(&canvas);
		}
		if (!next_event(s, &event))
			break;
		if (event.kind == EVENT_RESIZE)
			canvas_resize(&canvas, event.x, event.y);
		session_handle(s, &event);
		if (s->done)
			break;
	}
	canvas_release(&canvas);
}

static void close_terminal(const struct session *s)
{
	if (s->erase)
		term_close_and_erase();
	else
		term_close();
}

static int learn(struct session *s, const struct session_options *options, bool ascii)
{
	struct term_options term = { .color = options->color, .settings = &s->app.model.settings };
	struct strbuf err = STRBUF_INIT;
	int status = 0, cols, rows;

	if (term_open(&term, &err)) {
		term_size(&cols, &rows);
		session_start(s, cols, rows, ascii);
		run(s);
		close_terminal(s);
		session_save_last(s, !s->erase && !term_signal());
		if (term_signal())
			status = 128 + term_signal();
	} else {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	}
	strbuf_release(&err);
	return status;
}

/* Runs the sitting after the PIN, if there is one. */
static int sit(struct session *s, const struct session_options *options, bool ascii)
{
	if (!session_unlock(s)) {
		if (s->erase)
			session_erase_lines();
		return s->erase ? 0 : EXIT_CHECK_FAILED;
	}
	return session_wants_lines(s, options) ? session_run_lines(s, ascii)
					       : learn(s, options, ascii);
}

/* Forbids debuggers and core dumps, unless VIGIE_DEBUG is set to look for a bug with them. */
static void guard_memory(void)
{
	if (!getenv("VIGIE_DEBUG"))
		harden_dumps();
}

int session_run(const struct session_options *options)
{
	bool ascii = !term_set_locale() || options->ascii;
	struct session *s;
	enum decoy decoy;
	bool erase;
	int status;

	guard_memory();
	s = session_open(options);
	status = sit(s, options, ascii);
	erase = s->erase;
	decoy = (enum decoy)s->app.model.settings.v[SET_DECOY];
	session_close(s, erase ? 0 : status > 128 ? SESSION_LEAVE_SOON_MS : SESSION_LEAVE_MS);
	forget_stack();
	/* the options are not needed any more */
	if (erase)
		decoy_run(decoy, ascii);
	return status;
}
