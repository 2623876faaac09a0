/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie kiosk: visits on a public machine. app/kiosk.h decides what happens when; this file has the
 * terminal, the clocks and the counters. A visit is kept only in memory and is overwritten at its
 * end.
 */
#include "session/kiosk_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/kiosk.h"
#include "base/i18n.h"
#include "guard/forget.h"
#include "guard/sandbox.h"
#include "guard/sanitized.h"
#include "os/clock.h"
#include "os/complain.h"
#include "session/kiosk_code.h"
#include "session/kiosk_machine.h"
#include "session/kiosk_offer.h"
#include "session/kiosk_stick.h"
#include "store/writer.h"

enum { EXIT_TO_START_AGAIN = 0, EXIT_BY_STAFF = 10, START_MS = 2000 };
/* What a disk that takes nothing for months may cost in memory: the counts of so many visits. */
enum { JOBS_MOST = 10000 };

static int64_t monotonic_now(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static bool open_now(const struct kiosk_run *r)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };

	localtime_r(&now, &tm);
	return kiosk_is_open(r->config, now, tm.tm_gmtoff);
}

/* ---- counting */

static const char *const grades[] = { "wrong", "partly", "right" };

/* Counts an option. For a typed answer this is only the grade; its text is never kept. */
static void count(
	struct kiosk_run *r, const char *question, const char *version, const char *option)
{
	size_t i = 0;

	while (i < r->n_counts &&
		(strcmp(r->counts[i].question, question) || strcmp(r->counts[i].option, option) ||
			strcmp(r->counts[i].version, version)))
		i++;
	if (i == r->n_counts) {
		struct count fresh = { 0 };

		snprintf(fresh.question, sizeof(fresh.question), "%s", question);
		snprintf(fresh.option, sizeof(fresh.option), "%s", option);
		snprintf(fresh.version, sizeof(fresh.version), "%s", version);
		ALLOC_GROW(r->counts, r->n_counts + 1, r->cap_counts);
		r->counts[r->n_counts++] = fresh;
	}
	r->counts[i].n++;
}

static bool has_part(const char *response, const char *id)
{
	size_t len = strlen(id);

	for (const char *s = response; s; s = strchr(s, ',') ? strchr(s, ',') + 1 : NULL)
		if (!strncmp(s, id, len) && (!s[len] || s[len] == ','))
			return true;
	return false;
}

static void count_response(
	struct kiosk_run *r, const struct question *q, const char *response, int score, int max)
{
	char name[96];

	/* one that was skipped has the response ""; one that is not scored, the maximum 0 */
	if (!response || !*response || !max || !q->lesson_id)
		return;
	if ((size_t)snprintf(name, sizeof(name), "%s/%s", q->lesson_id, q->id) >= sizeof(name))
		return;
	count(r, name, q->version, grades[score == max ? 2 : score > 0]);
	for (size_t i = 0; i < q->n_options; i++)
		if (has_part(response, q->options[i].id))
			count(r, name, q->version, q->options[i].id);
}

/*
 * Counts the first response to each question of a run, as all statistics do: further tries show
 * what the first one taught.
 */
static void answered(void *ctx, struct session *s, const struct effect *e)
{
	const struct question *q = model_question(&s->app.model, e->lesson, e->answer.question);
	const struct answer *a = &e->answer;

	if (!q)
		return;
	if (e->kind == EFFECT_ANSWER && !a->n_attempts)
		count_response(ctx, q, a->response, a->score, a->max);
	else if (e->kind == EFFECT_ATTEMPT && a->n_attempts == 1)
		count_response(ctx, q, a->attempts->response, a->attempts->score, a->attempts->max);
}

/* Each answer has one grade, and as many options as were chosen. */
static unsigned long answers_in_counts(const struct kiosk_run *r)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < r->n_counts; i++)
		for (size_t j = 0; j < ARRAY_SIZE(grades); j++)
			if (!strcmp(r->counts[i].option, grades[j]))
				sum += (unsigned long)r->counts[i].n;
	return sum;
}

static void forget_counts(struct kiosk_run *r)
{
	explicit_bzero(r->counts, r->n_counts * sizeof(*r->counts));
	r->n_counts = 0;
}

/* Hands the counts over; while the disk is full or busy, the writer keeps them. */
static void keep_counts(struct kiosk_run *r)
{
	struct strbuf job = STRBUF_INIT;
	struct date today = date_of_day(clock_day((int64_t)time(NULL)));
	struct strbuf day = STRBUF_INIT;

	if (!r->n_counts)
		return;
	if (writer_sent(r->writer) - writer_done(r->writer) > JOBS_MOST) {
		forget_counts(r);
		return;
	}
	strbuf_addf(&day, "%04d-%02d-%02d", today.year, today.month, today.day);
	job_counts(&job, day.buf, r->counts, r->n_counts);
	strbuf_release(&day);
	writer_send(r->writer, &job);
	r->unsaved += answers_in_counts(r);
	forget_counts(r);
}

static void take_news(struct kiosk_run *r)
{
	struct writer_reply reply;

	while (writer_take(r->writer, &reply))
		if (reply.result == JOB_DONE)
			r->counted = (unsigned long)reply.value;
	if (writer_done(r->writer) == writer_sent(r->writer))
		r->unsaved = 0;
}

/* Waits a little for the last counts; the writer goes on without us. */
static void leave_writer(struct kiosk_run *r)
{
	int64_t end = clock_ms() + SESSION_LEAVE_SOON_MS;

	take_news(r);
	while (r->unsaved && clock_ms() < end) {
		writer_wait(r->writer, (int)(end - clock_ms()) + 1);
		take_news(r);
	}
	writer_free(r->writer);
}

/* ---- visits */

static void speak(struct kiosk_run *r)
{
	language_use(r->s->paths.locale, r->languages[r->kiosk.language].code.code);
	kiosk_offer(r);
}

static void begin_visit(struct kiosk_run *r)
{
	struct session *s = r->s;
	struct model *m = &s->app.model;

	kiosk_choose_lessons(r);
	m->languages = r->languages;
	m->n_languages = r->n_languages;
	m->counted = true;
	m->first_time = m->kiosk = true;
	m->settings.v[SET_HINTS] = HINTS_ALWAYS;
	if (r->config->country)
		snprintf(m->country, sizeof(m->country), "%s", r->config->country);
	s->lang = r->languages[r->kiosk.language].code.code;
	m->lessons_lang = NULL;
	s->done = s->erase = false;
	r->visiting = true;
	session_start(s, r->canvas.cols, r->canvas.rows, r->ascii);
}

static void forget_visit(struct kiosk_run *r)
{
	if (!r->visiting)
		return;
	r->visiting = false;
	canvas_clear(&r->canvas);
	term_wipe();
	app_release(&r->s->app);
	app_init(&r->s->app);
	forget_stack();
	keep_counts(r);
	speak(r);
}

static void after_visit(struct kiosk_run *r)
{
	bool hidden = r->s->erase;
	time_t now = time(NULL);
	struct tm tm = { .tm_year = 70, .tm_mday = 1 };

	localtime_r(&now, &tm);
	kiosk_visit_ended(&r->kiosk, hidden, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	forget_visit(r);
}

/* True on screens that are read rather than worked on. */
static bool is_reading(const struct kiosk_run *r)
{
	static const char *const names[] = { "page", "help", "welcome", "debrief", "glossary",
		"result" };

	for (size_t i = 0; r->visiting && i < ARRAY_SIZE(names); i++)
		if (!strcmp(app_screen(&r->s->app), names[i]))
			return true;
	return false;
}

/* ---- what is shown */

/* The count on the staff's screen is durable. */
static void describe(struct kiosk_run *r)
{
	kiosk_describe(&r->kiosk, r->counted, r->unsaved + answers_in_counts(r), &r->view);
}

/* The first screen says less in a small window, so that help and what is kept are in sight. */
static void lay(struct kiosk_run *r)
{
	for (r->kiosk.room = KIOSK_ROOM;; r->kiosk.room++) {
		view_clear(&r->view);
		describe(r);
		layout_view(&r->layout, &r->view, r->canvas.cols, r->canvas.rows, r->ascii);
		if (r->kiosk.phase != KIOSK_ATTRACT || r->kiosk.room == KIOSK_NO_ROOM ||
			!layout_max_scroll(&r->layout))
			return;
	}
}

static void draw(struct kiosk_run *r)
{
	if (r->kiosk.phase == KIOSK_VISIT) {
		app_render(&r->s->app, &r->canvas);
	} else {
		lay(r);
		if (r->scroll > layout_max_scroll(&r->layout))
			r->scroll = layout_max_scroll(&r->layout);
		layout_draw(&r->layout, &r->view, layout_follow(&r->layout, r->scroll), &r->canvas);
	}
	term_present(&r->canvas);
}

/* Returns false if the kiosk ends, with *status. */
static bool carry_out(struct kiosk_run *r, struct event *event, enum kiosk_action what, int *status)
{
	switch (what) {
	case KIOSK_BEGIN:
		begin_visit(r);
		kiosk_offer_take(r, r->taken, event);
		break;
	case KIOSK_PASS:
		if (r->visiting)
			session_handle(r->s, event);
		if (r->visiting && r->s->done)
			after_visit(r);
		break;
	case KIOSK_WIPE:
		forget_visit(r);
		break;
	case KIOSK_TURN_LANGUAGE:
		speak(r);
		break;
	case KIOSK_CHECK_CODE:
		kiosk_code_check(r);
		break;
	case KIOSK_UPDATE:
		/* thousands of lessons take a while */
		kiosk_set_message(
			&r->kiosk, _("The lessons are being taken. Leave the stick in …"));
		draw(r);
		kiosk_set_message(&r->kiosk, kiosk_update_lessons(r));
		kiosk_offer(r);
		break;
	case KIOSK_EXPORT:
		kiosk_set_message(&r->kiosk, kiosk_export_counters(r));
		break;
	case KIOSK_ASK:
		kiosk_machine_ask(r);
		break;
	case KIOSK_HASH:
		kiosk_machine_ask_code(r);
		break;
	case KIOSK_LEAVE:
		*status = EXIT_BY_STAFF;
		return false;
	case KIOSK_AGAIN:
		*status = EXIT_TO_START_AGAIN;
		return false;
	case KIOSK_NOTHING:
		break;
	}
	return true;
}

/*
 * The staff's screen, and the first one, may be longer than a small terminal. Returns true if the
 * event did nothing else than scroll: what begins a visit elsewhere.
 */
static bool scroll(struct kiosk_run *r, const struct event *event)
{
	bool first = r->kiosk.phase == KIOSK_ATTRACT && layout_max_scroll(&r->layout);
	bool key = event->kind == EVENT_KEY && (event->key == K_DOWN || event->key == K_UP);

	if ((r->kiosk.phase != KIOSK_STAFF && !first) || event->kind == EVENT_RESIZE)
		r->scroll = 0;
	else if (key && event->key == K_DOWN)
		r->scroll++;
	else if (key && r->scroll)
		r->scroll--;
	return first && key;
}

static bool handle(struct kiosk_run *r, struct event *event, int *status)
{
	enum kiosk_action what;

	event->monotonic = monotonic_now();
	if (event->kind == EVENT_NEWS) {
		take_news(r);
		return true;
	}
	if (event->kind == EVENT_RESIZE)
		canvas_resize(&r->canvas, event->x, event->y);
	if (!carry_out(r, event, kiosk_machine_take(r), status))
		return false;
	kiosk_machine_tell_time(r);
	if (scroll(r, event))
		return true;
	r->taken = kiosk_offer_taken(r, event);
	what = kiosk_handle(&r->kiosk, event, is_reading(r), open_now(r));
	return carry_out(r, event, what, status);
}

static int run(struct kiosk_run *r)
{
	struct event event;
	bool goes_on = true;
	int status = 0;

	speak(r);
	term_watch(writer_fd(r->writer));
	for (draw(r); goes_on && term_wait(&event); draw(r))
		goes_on = handle(r, &event, &status);
	forget_visit(r);
	kiosk_offer_release(r);
	return goes_on ? 128 + term_signal() : status;
}

/* ---- starting */

/* The writer needs nothing but the folder of the counters. */
static void confine_writer(void *ctx)
{
	const struct kiosk_run *r = ctx;
	struct sandbox box = { .n_write = 1, .write = { r->config->data } };

	if (SANITIZED)
		box.read[box.n_read++] = "/proc";
	(void)sandbox_enter(&box);
}

/*
 * Asks for the present count, and waits a little for the answer. A file that is unusable now, on a
 * full disk, may be usable later: the writer goes on trying, and the counts wait.
 */
static void open_counters(struct kiosk_run *r)
{
	const struct writer_options options = {
		.counters = r->counters_path, .confine = confine_writer, .ctx = r
	};
	struct strbuf job = STRBUF_INIT;
	struct writer_reply reply = { .result = JOB_BUSY };

	r->writer = writer_start(&options);
	job_counts(&job, "", NULL, 0);
	writer_send(r->writer, &job);
	writer_wait(r->writer, START_MS);
	if (writer_take(r->writer, &reply) && reply.result != JOB_DONE)
		complain(0, "%s", reply.why);
	else
		r->counted = (unsigned long)reply.value;
	kiosk_open_counters(r);
}

/*
 * Enters the sandbox. The kiosk starts even without Landlock or seccomp; vigie doctor reports what
 * is missing.
 */
static void lock_in(struct kiosk_run *r)
{
	const struct paths *p = &r->s->paths;
	struct sandbox box = { .n_write = 1 };

	tzset();
	for (size_t i = 0; i < p->n_lessons; i++)
		box.read[box.n_read++] = p->lessons[i];
	box.read[box.n_read++] = p->locale;
	box.read[box.n_read++] = p->help;
	/* a leak checker has to inspect its own process */
	if (SANITIZED)
		box.read[box.n_read++] = "/proc";
	box.write[0] = r->config->data;
	if (r->config->usb) {
		const char *slash = strrchr(r->config->usb, '/');

		/*
		 * a stick mounted later hides the mount point that the sandbox allows, so allow its
		 * parent too
		 */
		box.write[box.n_write++] = arena_memdupz(
			&r->config->arena, r->config->usb, (size_t)(slash - r->config->usb));
		box.write[box.n_write++] = r->config->usb;
	}
	kiosk_machine_allow(r, &box);
	r->holds = sandbox_enter(&box);
}

static void choose_languages(struct kiosk_run *r)
{
	const struct kiosk_config *c = r->config;

	for (size_t i = 0; i < c->n_languages; i++)
		for (size_t j = 0; j < r->s->app.model.n_languages; j++)
			if (!strcmp(c->languages[i].code, r->s->languages[j].code.code))
				r->languages[r->n_languages++] = r->s->languages[j];
	for (size_t j = 0; !r->n_languages && j < r->s->app.model.n_languages; j++)
		r->languages[j] = r->s->languages[j];
	if (!r->n_languages)
		r->n_languages = r->s->app.model.n_languages;
}

static struct session_options visitor_options(
	const struct kiosk_run *r, const struct session_options *options)
{
	struct session_options o = *options;

	o.private = true;
	o.store = o.learner = o.lang = NULL;
	if (!o.n_lessons && r->config->lessons) {
		o.lessons = &r->config->lessons;
		o.n_lessons = 1;
	}
	return o;
}

static int start(struct kiosk_run *r, const struct session_options *options)
{
	const struct session_options visitor = visitor_options(r, options);
	struct term_options term = { .color = options->color, .locked = true };
	struct strbuf err = STRBUF_INIT;
	int status, cols, rows;

	r->s = session_open(&visitor);
	r->s->answered = answered;
	r->s->answered_ctx = r;
	choose_languages(r);
	r->usb_lessons = arena_printf(&r->config->arena, "%s/lessons", r->config->data);
	r->usb_help = arena_printf(&r->config->arena, "%s/lessons/help", r->config->data);
	r->counters_path = arena_printf(&r->config->arena, "%s/counters.db", r->config->data);
	open_counters(r);
	kiosk_machine_find(r);
	term.settings = &r->s->app.model.settings;
	if (term_open(&term, &err)) {
		term_size(&cols, &rows);
		canvas_init(&r->canvas, cols, rows, r->ascii);
		r->canvas.font = r->layout.font = term_font();
		lock_in(r);
		kiosk_init(&r->kiosk, r->config, r->n_languages, monotonic_now());
		kiosk_code_resume(r);
		kiosk_machine_begin(r);
		status = run(r);
		term_close_and_erase();
		if (status == EXIT_BY_STAFF)
			complain(0, _("the kiosk was ended with the staff’s code"));
		canvas_release(&r->canvas);
	} else {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	}
	leave_writer(r);
	counters_close(r->counters);
	session_close(r->s, 0);
	strbuf_release(&err);
	return status;
}

int kiosk_run(struct kiosk_config *config, const struct session_options *options)
{
	struct kiosk_run *r = xcalloc(1, sizeof(*r));
	int status;

	r->config = config;
	r->ascii = !term_set_locale() || options->ascii;
	view_init(&r->view);
	layout_init(&r->layout);
	offers_init(&r->offers);
	status = start(r, options);
	view_release(&r->view);
	layout_release(&r->layout);
	offers_release(&r->offers);
	free(r->counts);
	free(r);
	return status;
}
