/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A visitor who uses the course by keys or by lines, without a terminal and without a store.
 * Records as text what the shell would save.
 */
#ifndef TESTS_LINES_FIXTURE_H
#define TESTS_LINES_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/line.h"
#include "base/catalogue.h"
#include "base/i18n.h"
#include "text/text.h"
#include "base/strbuf.h"

enum { LINES_DIRS_MAX = 4, LINES_NOW = 1795510800 /* 2026-11-24T09:00 */ };

struct visitor {
	const char *dirs[LINES_DIRS_MAX];
	struct app app;
	struct linear linear;
	struct canvas canvas; /* large enough to show every screen without scrolling */
	struct strbuf records, out;
	bool ended;
};

static const struct language lines_languages[] = {
	{ { "en" }, "English" },
	{ { "fr" }, "Français" },
};

/* Opens the French catalogue of the build. Returns NULL if it was not built. */
static inline struct catalogue *lines_french(void)
{
	struct strbuf path = STRBUF_INIT, err = STRBUF_INIT;
	const char *build = getenv("BUILD");
	struct catalogue *cat;

	strbuf_addf(&path, "%s/locale/fr/LC_MESSAGES/vigie.mo", build ? build : TEST_BUILD);
	cat = catalogue_open(path.buf, text_is_clean, &err);
	strbuf_release(&path);
	strbuf_release(&err);
	return cat;
}

/* Owned by the test: the caller of the app loads catalogues, not the app. */
static struct catalogue *lines_catalogue;

static inline void visitor_speak(struct visitor *p, const char *code)
{
	for (size_t i = 0; i < ARRAY_SIZE(lines_languages); i++)
		if (!strcmp(lines_languages[i].code.code, code)) {
			i18n_set_catalogue(i ? lines_catalogue : NULL);
			app_set_language(&p->app, lines_languages[i].code.code);
		}
}

static inline void visitor_note(struct visitor *p, const struct effect *e)
{
	const char *owner = e->lesson != LESSON_NONE ? model_run_key(&p->app.model, e->lesson) : "";
	struct strbuf *out = &p->records;

	switch (e->kind) {
	case EFFECT_PLACE:
		strbuf_addf(out, "place %s %d\n", owner, e->index);
		break;
	case EFFECT_LESSON_READ:
		strbuf_addf(out, "read %s\n", owner);
		break;
	case EFFECT_BEGIN:
		strbuf_addf(out, "begin %s %s\n", owner, e->run);
		break;
	case EFFECT_ANSWER:
		strbuf_addf(out, "answer %s %s “%s” %d of %d, %d hints\n", e->run,
			e->answer.question, e->answer.response, e->answer.score, e->answer.max,
			e->answer.hints);
		break;
	case EFFECT_FINISH:
		strbuf_addf(out, "finish %s %s\n", owner, e->run);
		break;
	case EFFECT_SETTING:
		strbuf_addf(out, "setting %s = %s\n", e->key, e->text);
		break;
	case EFFECT_COUNTRY:
		strbuf_addf(out, "country %s\n", e->text);
		break;
	case EFFECT_LANGUAGE:
		visitor_speak(p, e->text);
		break;
	case EFFECT_QUIT:
	case EFFECT_LEAVE_QUICKLY:
		p->ended = true;
		break;
	default:
		break;
	}
}

static inline void visitor_carry_out(struct visitor *p)
{
	for (size_t i = 0; i < p->app.outbox.n; i++)
		visitor_note(p, &p->app.outbox.v[i]);
	p->app.outbox.n = 0;
}

static inline bool visitor_send(void *ctx, struct event *event)
{
	struct visitor *p = ctx;

	event->now = LINES_NOW;
	app_handle(&p->app, event);
	visitor_carry_out(p);
	if (!p->app.model.linear && !p->ended)
		app_render(&p->app, &p->canvas);
	return !p->ended;
}

/* Starts a visit with the lessons in dirs, which ends with NULL. */
static inline void visitor_begin(
	struct visitor *p, const char *const *dirs, const char *help, bool linear)
{
	memset(p, 0, sizeof(*p));
	strbuf_init(&p->records);
	strbuf_init(&p->out);
	app_init(&p->app);
	for (size_t i = 0; i < LINES_DIRS_MAX && dirs[i]; i++) {
		p->dirs[i] = dirs[i];
		p->app.model.n_lesson_dirs = i + 1;
	}
	p->app.model.lesson_dirs = p->dirs;
	p->app.model.help_dir = help;
	p->app.model.languages = lines_languages;
	p->app.model.n_languages = ARRAY_SIZE(lines_languages);
	p->app.model.locale = "";
	p->app.model.store_path = "/home/x/.local/share/vigie/progress.db";
	p->app.model.rng_state = 1;
	p->app.model.linear = linear;
	p->app.model.settings.v[SET_HINTS] = HINTS_ONCE;
	linear_init(&p->linear, 79, false);
	canvas_init(&p->canvas, 100, 90, false);
}

static inline void visitor_start(struct visitor *p, const char *lang)
{
	i18n_set_catalogue(strcmp(lang, "en") ? lines_catalogue : NULL);
	app_start(&p->app, lang, 100, 90, LINES_NOW);
	visitor_carry_out(p);
	if (!p->app.model.linear)
		app_render(&p->app, &p->canvas);
}

static inline void visitor_end(struct visitor *p)
{
	app_release(&p->app);
	canvas_release(&p->canvas);
	linear_release(&p->linear);
	strbuf_release(&p->records);
	strbuf_release(&p->out);
}

/* Enters one line and appends the text that is new to p->out. */
static inline void visitor_type(struct visitor *p, const char *line)
{
	bool whole = line_handle(&p->app, line, visitor_send, p);

	if (!p->ended)
		line_show(&p->app, &p->linear, whole, &p->out);
}

#endif
