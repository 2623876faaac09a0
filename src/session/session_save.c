/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/session_save.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "os/clock.h"
#include "os/complain.h"
#include "session/notes.h"
#include "store/store.h"
#include "store/writer.h"

/* Until "Saving…" is said; until the course goes on without the answer. */
enum { QUIET_MS = 300, PATIENCE_MS = 10000 };

enum { TICK_MS = 500 }; /* of what moves on the screen by itself, a timer of seconds */

static const struct lesson_progress *effect_progress(
	const struct session *s, const struct effect *e)
{
	return e->lesson != LESSON_NONE
		? progress_find(&s->app.model.progress, model_run_key(&s->app.model, e->lesson))
		: NULL;
}

/* Returns the run of an answer, which the same event may have finished. */
static const struct run *effect_run(const struct lesson_progress *p, const struct effect *e)
{
	if (p && p->open && !strcmp(p->open->id, e->run))
		return p->open;
	return p && p->last && !strcmp(p->last->id, e->run) ? p->last : NULL;
}

/* Appends the job of an effect; nothing if it has none. */
static void make_job(const struct session *s, const struct effect *e, struct strbuf *job)
{
	const struct lesson_progress *p = effect_progress(s, e);
	const struct run *run = effect_run(p, e);

	switch (e->kind) {
	case EFFECT_PLACE:
	case EFFECT_LESSON_READ:
	case EFFECT_SPENT:
		if (p && (p->page || p->spent))
			job_place(job, p);
		break;
	case EFFECT_BROUGHT_BACK:
		job_review(job, &s->app.model.progress.review);
		break;
	case EFFECT_BEGIN:
		if (run)
			job_run(job, run);
		break;
	case EFFECT_ATTEMPT:
	case EFFECT_ANSWER:
		if (run)
			job_answer(job, run, &e->answer, e->review);
		break;
	case EFFECT_FINISH:
		if (run)
			job_finish(job, run, p);
		break;
	case EFFECT_SETTING:
		job_setting(job, e->key, e->text);
		break;
	case EFFECT_PIN:
		job_pin(job, e->text);
		break;
	case EFFECT_COUNTRY:
		job_setting(job, "country", e->text);
		break;
	default:
		break;
	}
}

/* True if the screen tells what the effect has brought about. */
static bool is_awaited(const struct effect *e)
{
	return e->kind == EFFECT_ATTEMPT || e->kind == EFFECT_ANSWER || e->kind == EFFECT_FINISH ||
		e->kind == EFFECT_PIN;
}

void session_save(struct session *s, const struct effect *e)
{
	struct strbuf job = STRBUF_INIT;
	unsigned number;

	if (!s->writer || s->private)
		return;
	make_job(s, e, &job);
	if (!job.len)
		return;
	number = writer_send(s->writer, &job);
	if (is_awaited(e))
		s->awaited = number;
	if (e->kind == EFFECT_PIN)
		s->app.model.has_pin = *e->text;
}

void session_save_last(struct session *s, bool waits)
{
	if (!s->writer || (!waits && writer_fd(s->writer) < 0))
		return;
	app_leave(&s->app, (int64_t)time(NULL));
	for (size_t i = 0; i < s->app.outbox.n; i++)
		session_save(s, &s->app.outbox.v[i]);
}

void session_save_language(struct session *s, const char *code)
{
	struct strbuf job = STRBUF_INIT;

	if (!s->writer || s->private)
		return;
	job_language(&job, code);
	writer_send(s->writer, &job);
}

/* ---- waiting */

static void stop_waiting(struct session *s)
{
	s->awaited = 0;
	app_release_hold(&s->app);
}

void session_begin_to_wait(struct session *s)
{
	s->awaited_since = clock_ms();
	s->told_saving = false;
	strbuf_clear(&s->err);
	session_take_news(s);
	if (s->awaited && !s->app.model.linear)
		app_hold(&s->app);
}

static void not_saved(struct session *s, const char *why)
{
	struct strbuf text = STRBUF_INIT;

	if (!s->told_not_saved) {
		strbuf_addf(&text, _("Not saved: %s"), why);
		app_notice(&s->app, text.buf);
		strbuf_release(&text);
	}
	s->told_not_saved = true;
}

static void go_on_unsaved(struct session *s)
{
	stop_waiting(s);
	not_saved(s,
		s->err.len
			? s->err.buf
			: _("the disk does not answer. Go on; everything is saved as soon as it does."));
}

static void take_reply(struct session *s, const struct writer_reply *reply)
{
	strbuf_clear(&s->err);
	/* a lock may be over in a moment */
	if (s->awaited && reply->result == JOB_BUSY) {
		strbuf_addstr(&s->err, reply->why);
		return;
	}
	if (s->awaited && reply->job >= s->awaited)
		stop_waiting(s);
	if (reply->result != JOB_DONE) {
		not_saved(s, reply->why);
	} else if (s->told_not_saved && writer_done(s->writer) == writer_sent(s->writer)) {
		s->told_not_saved = false;
		app_notice(&s->app, _("Everything is saved now."));
	}
}

void session_take_news(struct session *s)
{
	struct writer_reply reply;
	int64_t waited = clock_ms() - s->awaited_since;

	while (s->writer && writer_take(s->writer, &reply))
		take_reply(s, &reply);
	if (!s->awaited)
		return;
	if (waited >= PATIENCE_MS) {
		go_on_unsaved(s);
	} else if (waited >= QUIET_MS && !s->told_saving) {
		s->told_saving = true;
		if (!s->app.model.linear)
			app_saving(&s->app);
	}
}

int session_fd(const struct session *s)
{
	return s->writer ? writer_fd(s->writer) : s->notes ? notes_fd(s->notes) : -1;
}

int session_patience(const struct session *s)
{
	int64_t left;

	if (!s->awaited)
		return !s->app.model.linear && app_moves(&s->app) ? TICK_MS : -1;
	left = s->awaited_since + (s->told_saving ? PATIENCE_MS : QUIET_MS) - clock_ms();
	return left > 0 ? (int)left : 0;
}

bool session_awaits(const struct session *s)
{
	return s->awaited != 0;
}

bool session_is_quiet(const struct session *s)
{
	return s->awaited && !s->told_saving;
}

/* ---- leaving */

/* Takes what has come; appends the last sentence about a failure to why. Returns true if a job
 * waits. */
static bool take_last_replies(struct session *s, struct strbuf *why)
{
	struct writer_reply reply;
	bool waits = false;

	while (writer_take(s->writer, &reply)) {
		strbuf_clear(why);
		strbuf_addstr(why, reply.why);
		waits |= job_waits(reply.result);
	}
	return waits;
}

/* Waits until everything is saved, a job must wait, or ms milliseconds have passed. */
static void wait_for_writer(struct session *s, int ms, struct strbuf *why)
{
	int64_t end = clock_ms() + ms, said = clock_ms() + QUIET_MS;
	bool waits = false;

	while (writer_done(s->writer) != writer_sent(s->writer) && !waits && clock_ms() < end) {
		if (said && clock_ms() >= said) {
			puts(_("Saving…"));
			fflush(stdout);
			said = 0;
		}
		writer_wait(s->writer, (int)((said ? said : end) - clock_ms()) + 1);
		waits = take_last_replies(s, why);
	}
}

void session_finish_saving(struct session *s, int ms)
{
	struct strbuf bytes = STRBUF_INIT, job = STRBUF_INIT, why = STRBUF_INIT;

	if (!s->writer)
		return;
	if (!s->private && store_index_bytes(&s->app.model.index, &bytes)) {
		job_index(&job, &bytes);
		writer_send(s->writer, &job);
	}
	wait_for_writer(s, ms, &why);
	if (why.len)
		complain(0, _("Not saved: %s"), why.buf);
	if (writer_done(s->writer) != writer_sent(s->writer))
		complain(0,
			_("Not everything is saved yet. Vigie goes on trying for a minute: leave the computer on, and the disk in."));
	strbuf_release(&bytes);
	strbuf_release(&why);
}
