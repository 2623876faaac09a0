/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "formats/pack_install.h"
#include "session/session_certificate.h"
#include "session/session_pin.h"
#include "session/session_settings.h"
#include "store/store.h"
#include "text/text.h"

static void not_saved(struct session *s)
{
	struct strbuf text = STRBUF_INIT;

	if (!s->told_not_saved) {
		strbuf_addf(&text, _("Not saved: %s"), s->err.buf);
		app_notice(&s->app, text.buf);
		strbuf_release(&text);
	}
	s->told_not_saved = s->behind = true;
	strbuf_clear(&s->err);
}

static const char *effect_lesson(const struct session *s, const struct effect *e)
{
	return model_run_key(&s->app.model, e->lesson);
}

static bool save_place(struct session *s, const struct effect *e)
{
	const struct lesson_progress *p =
		progress_find(&s->app.model.progress, effect_lesson(s, e));

	return !p || !p->page ||
		store_save_place(s->store, p->lesson, p->page, p->seen, p->read, p->spent, &s->err);
}

/* After a failed save, the whole run is saved with the next answer: there may be room again. */
static bool save_answer(struct session *s, const struct lesson_progress *p, const struct effect *e)
{
	if (s->behind && p && p->open) {
		if (!store_save_run(s->store, p->open, &s->err))
			return false;
		s->told_not_saved = s->behind = false;
	}
	return store_save_answer(s->store, e->run, &e->answer, e->review, &s->err);
}

/* Returns true if the effect was saved durably, or was not one for the store. */
static bool save(struct session *s, const struct effect *e)
{
	const struct lesson_progress *p = e->lesson != LESSON_NONE
		? progress_find(&s->app.model.progress, effect_lesson(s, e))
		: NULL;

	if (!s->store)
		return true;
	switch (e->kind) {
	case EFFECT_PLACE:
	case EFFECT_LESSON_READ:
		return save_place(s, e);
	case EFFECT_BEGIN:
		return !p || !p->open || store_save_run(s->store, p->open, &s->err);
	case EFFECT_ANSWER:
		return save_answer(s, p, e);
	case EFFECT_FINISH:
		return !p || !p->last ||
			(store_save_finish(s->store, p->last, &s->err) && save_place(s, e));
	case EFFECT_SETTING:
		return store_save_setting(s->store, e->key, e->text, &s->err);
	case EFFECT_PIN:
		return session_save_pin(s, e->text);
	case EFFECT_COUNTRY:
		return store_save_setting(s->store, "country", e->text, &s->err);
	default:
		return true;
	}
}

static void set_language(struct session *s, const char *code)
{
	const char *known =
		language_choose(s->app.model.languages, s->app.model.n_languages, code, NULL);

	if (language_use(s->paths.locale, known))
		app_set_language(&s->app, known);
}

static void carry_out(struct session *s, const struct effect *e)
{
	if (!save(s, e))
		not_saved(s);
	switch (e->kind) {
	case EFFECT_ANSWER:
		if (s->answered)
			s->answered(s->answered_ctx, s, e);
		break;
	case EFFECT_CERTIFICATE:
		if (s->private)
			app_notice(&s->app,
				_("This session is private: nothing is written, not even a certificate."));
		else
			session_save_certificate(s, e->lesson, e->text);
		break;
	case EFFECT_LANGUAGE:
		set_language(s, e->text);
		break;
	case EFFECT_MOUSE:
	case EFFECT_SETTING:
		term_set(&s->app.model.settings);
		break;
	case EFFECT_REDRAW:
		term_redraw();
		break;
	case EFFECT_LEAVE_QUICKLY:
		s->erase = true;
		s->done = true;
		break;
	case EFFECT_QUIT:
		s->done = true;
		break;
	default:
		break;
	}
}

static void carry_out_all(struct session *s)
{
	for (size_t i = 0; i < s->app.outbox.n && !s->done; i++)
		carry_out(s, &s->app.outbox.v[i]);
	s->app.outbox.n = 0;
}

enum { LEARNER_LETTERS = 64 };

/* Appends a name or pseudonym as it is stored: displayable, trimmed and limited in length. */
static void learner_name(const char *given, struct strbuf *out)
{
	size_t end = 0, letters = 0;

	given += strspn(given, " \t\n");
	text_sanitize(out, given, strlen(given));
	while (end < out->len && letters++ < LEARNER_LETTERS)
		end += text_next(out->buf + end, out->len - end, NULL);
	while (end && out->buf[end - 1] == ' ')
		end--;
	strbuf_setlen(out, end);
}

static void open_store(struct session *s, const char *learner)
{
	enum store_state state = STORE_OK;
	struct strbuf name = STRBUF_INIT, value = STRBUF_INIT;

	s->app.model.first_time = true;
	if (s->private)
		return;
	learner_name(learner ? learner : "", &name);
	if (s->paths.store && (!s->paths.store_named || store_is_ours(s->paths.store, &s->err)))
		s->store = store_open(s->paths.store, name.buf, &state, &s->err);
	else if (s->err.len)
		s->store = NULL;
	else
		strbuf_addstr(&s->err, _("no home folder is known; use --store FILE"));
	if (s->store && !store_load(s->store, &s->app.model.progress, &s->err)) {
		store_close(s->store);
		s->store = NULL;
	}
	if (s->store) {
		s->app.model.store_path = s->paths.store;
		store_load_index(s->store, &s->app.model.index);
		s->app.model.first_time = !store_get_setting(s->store, "welcomed", &value);
		store_get_setting(s->store, "language", &s->saved_language);
		strbuf_clear(&value);
		if (store_get_setting(s->store, "country", &value))
			snprintf(s->app.model.country, sizeof(s->app.model.country), "%s",
				value.buf);
	}
	strbuf_release(&name);
	strbuf_release(&value);
}

/* Reports a problem with the store once, before anything else; the course runs anyway. */
static void tell_about_store(struct session *s)
{
	struct strbuf text = STRBUF_INIT;

	if (!s->err.len)
		return;
	if (s->store)
		strbuf_add(&text, s->err.buf, s->err.len);
	else
		strbuf_addf(&text, _("Cannot save answers (%s)"), s->err.buf);
	app_notice(&s->app, text.buf);
	strbuf_release(&text);
	strbuf_clear(&s->err);
}

static const char *region_of_environment(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "";
}

static uint64_t random_seed(void)
{
	uint64_t seed = (uint64_t)time(NULL) * 2654435761u ^ (uint64_t)getpid();

	if (getentropy(&seed, sizeof(seed)) < 0)
		return seed;
	return seed;
}

void session_start(struct session *s, int cols, int rows, bool ascii)
{
	struct model *m = &s->app.model;

	m->lesson_dirs = s->paths.lessons;
	m->n_lesson_dirs = s->paths.n_lessons;
	m->help_dir = s->paths.help;
	m->locale = region_of_environment();
	m->rng_state = random_seed();
	s->app.ascii = ascii;
	app_start(&s->app, s->lang, cols, rows, (int64_t)time(NULL));
	carry_out_all(s);
	if (s->config_diags.n)
		app_notice(&s->app,
			_("There is a mistake in vigie.ini; the settings (key o) say which."));
	tell_about_store(s);
}

void session_handle(struct session *s, struct event *event)
{
	event->now = (int64_t)time(NULL);
	app_handle(&s->app, event);
	carry_out_all(s);
}

static void speak(struct session *s, const struct session_options *options)
{
	struct model *m = &s->app.model;

	m->languages = s->languages;
	m->n_languages = language_list(s->languages, LANGUAGES_MAX, s->paths.locale);
	s->lang = language_choose(s->languages, m->n_languages, options->lang,
		s->saved_language.len ? s->saved_language.buf : NULL);
	language_use(s->paths.locale, s->lang);
}

struct session *session_open(const struct session_options *options)
{
	struct session *s = xcalloc(1, sizeof(*s));

	strbuf_init(&s->err);
	strbuf_init(&s->saved_language);
	app_init(&s->app);
	paths_find(&s->paths, options->lessons, options->n_lessons, options->store);
	s->private = s->app.model.private = options->private;
	/* complete an interrupted installation, unless nothing may be written */
	for (size_t i = 0; i < s->paths.n_lessons && !s->private; i++)
		pack_install_finish(s->paths.lessons[i]);
	open_store(s, options->learner);
	speak(s, options);
	session_read_settings(s, options);
	return s;
}

void session_close(struct session *s)
{
	/* a quick exit must not wait for the disk */
	if (s->store && !s->erase)
		store_save_index(s->store, &s->app.model.index);
	store_close(s->store);
	app_release(&s->app);
	strbuf_release(&s->err);
	strbuf_release(&s->saved_language);
	diags_release(&s->config_diags);
	free(s);
}
