/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One visit to the course, as the shell runs it: the app, the canvas, and what a store would keep.
 * The kept state is built only from effects, so "restart" shows whether the app announced every
 * change.
 */
#ifndef SCREENS_SESSION_H
#define SCREENS_SESSION_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/catalogue.h"
#include "base/i18n.h"
#include "screens/bookmarks.h"
#include "text/text.h"
#include "base/strbuf.h"

enum { DIRS_MAX = 4 };

/* Settings of a test, made before its first step. */
struct setup {
	int cols, rows;
	char lang[LANG_MAX], locale[32], store[64], help[128];
	char lessons[DIRS_MAX][128];
	size_t n_lessons;
	bool ascii, first_visit, kiosk, private, gnu_screen, reader;
	char recorder[32];
	char present[32], notes[256]; /* vigie present: id of a lesson; what the notes hear */
	struct settings settings;
	uint64_t seed;
	int64_t now;
};

struct kept {
	struct progress progress;
	struct settings settings;
	char lang[LANG_MAX], country[4];
	bool welcomed, has_pin;
	char path[64], steps[512], marks[512];
};

struct session {
	struct setup setup;
	const char *dirs[DIRS_MAX];
	char other_lessons[128];
	struct app app;
	struct canvas canvas;
	struct kept kept;
	struct strbuf effects; /* one line per effect, since they were last cleared */
	unsigned starts;
	bool open, left;  /* left: the program would have exited */
	bool no_language; /* a language was taken whose catalogue is not built */
};

static const struct language session_languages[] = {
	{ { "en" }, "English" },
	{ { "fr" }, "Français" },
};

/* Returns the French catalogue, or NULL if it is not built. */
static struct catalogue *french(void)
{
	static struct catalogue *cat;
	static bool tried;
	struct strbuf err = STRBUF_INIT, path = STRBUF_INIT;
	const char *build = getenv("BUILD");

	if (!tried) {
		strbuf_addf(&path, "%s/locale/fr/LC_MESSAGES/vigie.mo", build ? build : TEST_BUILD);
		cat = catalogue_open(path.buf, text_is_clean, &err);
	}
	tried = true;
	strbuf_release(&err);
	strbuf_release(&path);
	return cat;
}

static const struct language *session_language(const char *code)
{
	for (size_t i = 0; i < ARRAY_SIZE(session_languages); i++)
		if (!strcmp(session_languages[i].code.code, code))
			return &session_languages[i];
	return NULL;
}

/* Returns false if there is no catalogue for the language. */
static bool session_use(const char *code)
{
	struct catalogue *cat = strcmp(code, "en") ? french() : NULL;

	if (!session_language(code) || (strcmp(code, "en") && !cat))
		return false;
	i18n_set_catalogue(cat);
	return true;
}

static void session_draw(struct session *s)
{
	app_render(&s->app, &s->canvas);
}

/* ---- effects: applied to the kept state and written as text */

/* Adds the attempts that to does not have yet. */
static void keep_attempts(struct progress *to, const char *run, const struct answer *item)
{
	const struct answer *kept = NULL;

	for (size_t i = 0; i < to->n; i++)
		for (size_t k = 0; to->lessons[i].open && k < to->lessons[i].open->n; k++)
			if (!strcmp(to->lessons[i].open->id, run) &&
				!strcmp(to->lessons[i].open->answers[k].question, item->question))
				kept = &to->lessons[i].open->answers[k];
	for (size_t i = kept ? kept->n_attempts : 0; i < item->n_attempts; i++) {
		const struct attempt *a = &item->attempts[i];

		progress_attempt(to, run,
			&(struct answer){ .question = item->question,
				.response = a->response,
				.score = a->score,
				.max = a->max,
				.hints = a->hints,
				.confidence = a->confidence,
				.at = a->at,
				.spent = a->spent });
	}
}

static void keep(struct session *s, const struct effect *e, const char *lesson)
{
	struct progress *kept = &s->kept.progress;
	const struct lesson_progress *p =
		lesson ? progress_find(&s->app.model.progress, lesson) : NULL;

	switch (e->kind) {
	case EFFECT_PLACE:
		progress_set_page(kept, lesson, p->page, p->seen - 1);
		break;
	case EFFECT_LESSON_READ:
		progress_set_read(kept, lesson);
		break;
	case EFFECT_BEGIN: {
		const char **questions = xcalloc(p->open->n, sizeof(*questions));

		for (size_t i = 0; i < p->open->n; i++)
			questions[i] = p->open->answers[i].question;
		progress_begin(kept, e->run, lesson, p->open->kind, p->open->seed, p->open->started,
			questions, p->open->n);
		free(questions);
		break;
	}
	case EFFECT_ATTEMPT:
		keep_attempts(kept, e->run, &e->answer);
		break;
	case EFFECT_ANSWER:
		keep_attempts(kept, e->run, &e->answer);
		progress_answer(kept, e->run, &e->answer);
		if (e->review)
			review_put(&kept->review, e->review);
		break;
	case EFFECT_FINISH:
		progress_finish(kept, e->run, &p->last->result.rule, s->setup.now);
		break;
	case EFFECT_SPENT:
		progress_get_or_add(kept, lesson)->spent = p->spent;
		break;
	case EFFECT_BROUGHT_BACK:
		for (size_t i = 0; i < s->app.model.progress.review.n; i++)
			if (s->app.model.progress.review.items[i].moved)
				review_put(&kept->review, &s->app.model.progress.review.items[i]);
		break;
	case EFFECT_COUNTRY:
		snprintf(s->kept.country, sizeof(s->kept.country), "%s", e->text);
		break;
	case EFFECT_SETTING:
		if (!strcmp(e->key, "language"))
			snprintf(s->kept.lang, sizeof(s->kept.lang), "%s", e->text);
		s->kept.welcomed |= !strcmp(e->key, "welcomed");
		if (!strcmp(e->key, "path"))
			snprintf(s->kept.path, sizeof(s->kept.path), "%s", e->text);
		else if (!strcmp(e->key, "steps"))
			snprintf(s->kept.steps, sizeof(s->kept.steps), "%s", e->text);
		else if (!strcmp(e->key, "marks"))
			snprintf(s->kept.marks, sizeof(s->kept.marks), "%s", e->text);
		settings_set(&s->kept.settings, e->key, e->text);
		break;
	case EFFECT_PIN:
		s->kept.has_pin = s->app.model.has_pin = *e->text != '\0';
		break;
	default:
		break;
	}
}

static void say_run(const struct session *s, const char *lesson, struct strbuf *out)
{
	static const char *const kinds[] = { "quiz", "missed", "exam", "scenario", "review" };
	const struct run *run = progress_find(&s->app.model.progress, lesson)->open;

	strbuf_addf(out, "BEGIN %s %s", lesson, kinds[run->kind]);
	for (size_t i = 0; i < run->n; i++)
		strbuf_addf(out, "%c%s", i ? ',' : ' ', run->answers[i].question);
}

static void say(
	const struct session *s, const struct effect *e, const char *lesson, struct strbuf *out)
{
	const struct answer *a = &e->answer;

	switch (e->kind) {
	case EFFECT_PLACE:
		strbuf_addf(out, "PLACE %s page %d", lesson, e->index + 1);
		break;
	case EFFECT_LESSON_READ:
		strbuf_addf(out, "READ %s", lesson);
		break;
	case EFFECT_BEGIN:
		say_run(s, lesson, out);
		break;
	case EFFECT_ATTEMPT:
		strbuf_addf(out, "ATTEMPT %s/%s response=%s score=%d/%d", lesson, a->question,
			a->attempts[a->n_attempts - 1].response,
			a->attempts[a->n_attempts - 1].score, a->attempts[a->n_attempts - 1].max);
		break;
	case EFFECT_ANSWER:
		strbuf_addf(out, "ANSWER %s/%s response=%s score=%d/%d", lesson, a->question,
			a->response ? a->response : "(none)", a->score, a->max);
		if (a->hints)
			strbuf_addf(out, " hints=%d", a->hints);
		if (a->tries > 1)
			strbuf_addf(out, " tries=%d", a->tries);
		if (a->confidence)
			strbuf_addf(out, " confidence=%d", (int)a->confidence);
		break;
	case EFFECT_FINISH:
		strbuf_addf(out, "FINISH %s", lesson);
		break;
	case EFFECT_SETTING:
		strbuf_addf(out, "SETTING %s=%s", e->key, e->text);
		break;
	case EFFECT_SPENT:
		strbuf_addf(out, "SPENT %s %d", lesson,
			progress_find(&s->app.model.progress, lesson)->spent);
		break;
	case EFFECT_BROUGHT_BACK:
		strbuf_addstr(out, "BROUGHT_BACK");
		break;
	case EFFECT_COUNTRY:
		strbuf_addf(out, "COUNTRY %s", e->text);
		break;
	case EFFECT_LANGUAGE:
		strbuf_addf(out, "LANGUAGE %s", e->text);
		break;
	case EFFECT_PRIVATE:
		strbuf_addstr(out, "PRIVATE");
		break;
	case EFFECT_PIN:
		/* never print the PIN */
		strbuf_addf(out, "PIN of %zu letters", strlen(e->text));
		break;
	case EFFECT_CERTIFICATE:
		strbuf_addf(out, "CERTIFICATE %s: %s", e->text, e->key);
		break;
	case EFFECT_MOUSE:
		strbuf_addstr(out, "MOUSE");
		break;
	case EFFECT_REDRAW:
		strbuf_addstr(out, "REDRAW");
		break;
	case EFFECT_QUIT:
		strbuf_addstr(out, "QUIT");
		break;
	case EFFECT_LEAVE_QUICKLY:
		strbuf_addstr(out, "LEAVE_QUICKLY");
		break;
	default:
		strbuf_addf(out, "effect number %d, which the shell does not know", (int)e->kind);
		break;
	}
	strbuf_addch(out, '\n');
}

static void carry_out(struct session *s, const struct effect *e)
{
	const char *lesson =
		e->lesson != LESSON_NONE ? model_run_key(&s->app.model, e->lesson) : NULL;
	const struct language *language;

	say(s, e, lesson, &s->effects);
	keep(s, e, lesson);
	if (e->kind == EFFECT_LANGUAGE) {
		language = session_language(e->text);
		if (language && session_use(e->text))
			app_set_language(&s->app, language->code.code);
		else if (language)
			s->no_language = true;
	}
	s->left |= e->kind == EFFECT_QUIT || e->kind == EFFECT_LEAVE_QUICKLY;
}

/* ---- kept state, as a store would return it */

static void copy_run(struct progress *to, const struct run *run)
{
	const char **questions = xcalloc(run->n, sizeof(*questions));

	for (size_t i = 0; i < run->n; i++)
		questions[i] = run->answers[i].question;
	progress_begin(
		to, run->id, run->lesson, run->kind, run->seed, run->started, questions, run->n);
	free(questions);
	for (size_t i = 0; i < run->n; i++) {
		keep_attempts(to, run->id, &run->answers[i]);
		if (run->answers[i].response)
			progress_answer(to, run->id, &run->answers[i]);
	}
	if (run->finished)
		progress_finish(to, run->id, &run->result.rule, run->finished);
}

static void copy_progress(struct progress *to, const struct progress *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct lesson_progress *p = &from->lessons[i];

		if (p->page)
			progress_set_page(to, p->lesson, p->page, p->seen - 1);
		if (p->read)
			progress_set_read(to, p->lesson);
		if (p->best.asked && p->finished > 1)
			progress_add_result(progress_get_or_add(to, p->lesson), RUN_QUIZ, &p->best);
		if (p->last)
			copy_run(to, p->last);
		if (p->open)
			copy_run(to, p->open);
	}
	for (size_t i = 0; i < from->review.n; i++)
		review_put(&to->review, &from->review.items[i]);
	for (size_t i = 0; i < from->n_outcomes; i++)
		progress_outcome(
			to, from->outcomes[i].ref, from->outcomes[i].right, from->outcomes[i].at);
}

/* ---- life cycle */

static void session_begin(struct session *s, const struct setup *setup)
{
	memset(s, 0, sizeof(*s));
	strbuf_init(&s->effects);
	progress_init(&s->kept.progress);
	s->kept.settings = setup->settings;
	s->setup = *setup;
	s->kept.welcomed = !setup->first_visit;
	snprintf(s->kept.lang, sizeof(s->kept.lang), "%s", setup->lang);
}

/* An earlier certificate, of the day of most tests. */
static bool session_is_taken(const char *path)
{
	return !strcmp(path, "/home/ada/Documents/vigie-certificate-2026-11-23.txt");
}

static void fill_model(struct session *s)
{
	struct model *m = &s->app.model;
	const struct setup *setup = &s->setup;

	for (size_t i = 0; i < setup->n_lessons; i++)
		s->dirs[i] = setup->lessons[i];
	m->lesson_dirs = s->dirs;
	m->n_lesson_dirs = setup->n_lessons;
	m->help_dir = setup->help;
	m->languages = session_languages;
	m->n_languages = ARRAY_SIZE(session_languages);
	m->locale = setup->locale;
	m->store_path = *setup->store ? setup->store : NULL;
	m->documents = "/home/ada/Documents";
	m->is_taken = session_is_taken;
	m->first_time = !s->kept.welcomed;
	m->has_pin = s->kept.has_pin;
	if (*s->kept.path)
		plan_set(m, "path", s->kept.path);
	if (*s->kept.steps)
		plan_set(m, "steps", s->kept.steps);
	if (*s->kept.marks)
		bookmarks_set(m, "marks", s->kept.marks);
	m->kiosk = setup->kiosk;
	m->private = setup->private;
	m->recorder = *setup->recorder ? setup->recorder : NULL;
	m->gnu_screen = setup->gnu_screen;
	m->reader = setup->reader;
	m->settings = s->kept.settings;
	/* a different seed each time, or new runs would get the ids of earlier ones */
	m->rng_state = setup->seed + s->starts++;
	snprintf(m->country, sizeof(m->country), "%s", s->kept.country);
	copy_progress(&m->progress, &s->kept.progress);
}

/* Starts the program with the kept state. */
static void session_open(struct session *s)
{
	const struct setup *setup = &s->setup;

	app_init(&s->app);
	fill_model(s);
	s->app.ascii = setup->ascii;
	session_use(s->kept.lang);
	canvas_init(&s->canvas, setup->cols, setup->rows, setup->ascii);
	if (*setup->present) {
		s->app.root = &screen_present;
		s->app.root_lesson = setup->present;
		s->app.model.present_seed = (int)setup->seed;
	} else if (*setup->notes) {
		s->app.root = &screen_notes;
		s->app.model.presented = setup->notes;
	}
	app_start(&s->app, session_language(s->kept.lang)->code.code, setup->cols, setup->rows,
		setup->now);
	s->open = true;
	s->left = false;
	session_draw(s);
}

static void session_close(struct session *s)
{
	if (s->open) {
		app_release(&s->app);
		canvas_release(&s->canvas);
	}
	s->open = false;
}

static void session_end(struct session *s)
{
	session_close(s);
	progress_release(&s->kept.progress);
	strbuf_release(&s->effects);
	i18n_set_catalogue(NULL);
}

/* Handles one event, like the main loop of the shell. */
static void session_handle(struct session *s, struct event *event)
{
	event->now = s->setup.now;
	if (event->kind == EVENT_RESIZE) {
		canvas_resize(&s->canvas, event->x, event->y);
		s->setup.cols = event->x;
		s->setup.rows = event->y;
	}
	app_handle(&s->app, event);
	for (size_t i = 0; i < s->app.outbox.n && !s->left; i++)
		carry_out(s, &s->app.outbox.v[i]);
	session_draw(s);
}

#endif
