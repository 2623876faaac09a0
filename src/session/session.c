/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "formats/pack_install.h"
#include "guard/secret.h"
#include "os/clock.h"
#include "os/documents.h"
#include "os/file.h"
#include "screens/bookmarks.h"
#include "session/session_certificate.h"
#include "session/session_present.h"
#include "session/session_save.h"
#include "session/session_settings.h"
#include "store/pin.h"
#include "store/store.h"
#include "store/writer.h"
#include "text/text.h"

static void set_language(struct session *s, const char *code)
{
	const char *known =
		language_choose(s->app.model.languages, s->app.model.n_languages, code, NULL);

	if (!language_use(s->paths.locale, known))
		return;
	s->app.model.lessons_lang = NULL;
	app_set_language(&s->app, known);
	session_save_language(s, known);
}

static void carry_out(struct session *s, const struct effect *e)
{
	session_save(s, e);
	switch (e->kind) {
	case EFFECT_ATTEMPT:
	case EFFECT_ANSWER:
		if (s->answered)
			s->answered(s->answered_ctx, s, e);
		break;
	case EFFECT_CERTIFICATE:
		if (s->private)
			app_notice(&s->app,
				_("This session is private: nothing is written, not even a certificate."));
		else
			session_save_certificate(s, e->lesson, e->text, e->key);
		break;
	case EFFECT_LANGUAGE:
		set_language(s, e->text);
		break;
	case EFFECT_MOUSE:
	case EFFECT_SETTING:
		term_set(&s->app.model.settings);
		break;
	case EFFECT_PRIVATE:
		s->private = true;
		break;
	case EFFECT_NOTES:
		session_present_tell(s, e->text);
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

static void read_setting(struct model *m, struct store *store, const char *key)
{
	struct strbuf value = STRBUF_INIT;

	if (store_get_setting(store, key, &value))
		if (!plan_set(m, key, value.buf))
			bookmarks_set(m, key, value.buf);
	strbuf_release(&value);
}

static void read_choices(struct session *s, struct store *store)
{
	struct model *m = &s->app.model;
	struct strbuf value = STRBUF_INIT;

	m->first_time = !store_get_setting(store, "welcomed", &value);
	store_get_setting(store, "language", &s->saved_language);
	strbuf_clear(&value);
	if (store_get_setting(store, "country", &value))
		snprintf(m->country, sizeof(m->country), "%s", value.buf);
	strbuf_release(&value);
	read_setting(m, store, "path");
	read_setting(m, store, "steps");
	read_setting(m, store, "marks");
	m->has_pin = store_get_setting(store, "pin", &s->pin_hash);
	s->pin_wait = pin_wait_until(store, (int64_t)time(NULL));
}

/* Opens and loads the store; NULL if that cannot be done. */
static struct store *open_store(struct session *s, const char *learner)
{
	enum store_state state = STORE_OK;
	struct store *store = NULL;

	s->app.model.first_time = true;
	if (s->private)
		return NULL;
	learner_name(learner ? learner : "", &s->learner);
	if (s->paths.store && (!s->paths.store_named || store_is_ours(s->paths.store, &s->err)))
		store = store_open(s->paths.store, s->learner.buf, &state, &s->err);
	else if (!s->err.len)
		strbuf_addstr(&s->err, _("no home folder is known; use --store FILE"));
	if (store && !store_load(store, &s->app.model.progress, &s->err)) {
		store_close(store);
		return NULL;
	}
	if (store) {
		s->app.model.store_path = s->paths.store;
		store_begin_reading(store);
		store_load_index(store, &s->app.model.index);
		read_choices(s, store);
	}
	return store;
}

static void start_writer(struct session *s)
{
	const struct writer_options options = { .store = s->paths.store,
		.learner = s->learner.buf,
		.locale = s->paths.locale,
		.hash = secret_hash };

	s->writer = writer_start(&options);
}

/* Reports a problem with the store once, before anything else; the course runs anyway. */
static void tell_about_store(struct session *s)
{
	struct strbuf text = STRBUF_INIT;

	if (!s->err.len)
		return;
	if (s->writer)
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
	strbuf_clear(&s->documents);
	if (!s->private && !m->kiosk && documents_find(&s->documents))
		m->documents = s->documents.buf;
	m->is_taken = file_exists;
	m->locale = region_of_environment();
	m->rng_state = random_seed();
	m->day_of = clock_day;
	s->app.ascii = ascii;
	app_start(&s->app, s->lang, cols, rows, (int64_t)time(NULL));
	carry_out_all(s);
	if (s->config_diags.n)
		app_notice(&s->app,
			_("There is a mistake in vigie.ini; the settings (F5) say which."));
	tell_about_store(s);
}

/* True for an event that must wait until the screen can act on it. */
static bool is_ahead(const struct session *s, const struct event *event)
{
	if (!session_is_quiet(s) || s->app.model.linear)
		return false;
	if (event->kind == EVENT_KEY)
		return !decode_hides(event->key);
	return event->kind == EVENT_PASTE || event->kind == EVENT_CLICK ||
		event->kind == EVENT_WHEEL;
}

void session_handle(struct session *s, struct event *event)
{
	unsigned before = s->awaited;

	event->now = (int64_t)time(NULL);
	/* a laptop may have travelled; a kiosk may not look */
	if (!s->app.model.kiosk && event->now / MODEL_QUARTER != s->app.model.now / MODEL_QUARTER)
		clock_find_zone();
	if (event->kind == EVENT_NEWS || s->awaited)
		session_take_news(s);
	if (event->kind == EVENT_NEWS)
		session_present_take(s);
	if (is_ahead(s, event)) {
		ahead_put(&s->ahead, event);
		return;
	}
	app_handle(&s->app, event);
	carry_out_all(s);
	if (s->awaited && s->awaited != before)
		session_begin_to_wait(s);
	else if (s->awaited && !s->app.model.linear && !app_holds(&s->app))
		s->awaited = 0;
}

static void speak(struct session *s, const struct session_options *options)
{
	struct model *m = &s->app.model;

	m->languages = s->languages;
	m->n_languages = language_list(s->languages, LANGUAGES_MAX, s->paths.locale);
	s->lang = language_choose(s->languages, m->n_languages, options->lang,
		s->saved_language.len ? s->saved_language.buf : NULL);
	m->lessons_lang = language_of_lessons(
		s->lang, options->lang, s->saved_language.len ? s->saved_language.buf : NULL);
	language_use(s->paths.locale, s->lang);
}

struct session *session_open(const struct session_options *options)
{
	struct session *s = xcalloc(1, sizeof(*s));
	struct store *store;

	strbuf_init(&s->documents);
	strbuf_init(&s->err);
	strbuf_init(&s->learner);
	strbuf_init(&s->pin_hash);
	strbuf_init(&s->saved_language);
	app_init(&s->app);
	paths_find(&s->paths, options->lessons, options->n_lessons, options->store);
	s->private = s->app.model.private = options->private;
	/* complete an interrupted installation, unless nothing may be written */
	for (size_t i = 0; i < s->paths.n_lessons && !s->private; i++)
		pack_install_finish(s->paths.lessons[i]);
	store = open_store(s, options->learner);
	speak(s, options);
	session_read_settings(s, store, options);
	session_present_begin(s, options);
	if (store) {
		/* from here on the store belongs to the writer */
		store_close(store);
		start_writer(s);
	}
	return s;
}

void session_close(struct session *s, int ms)
{
	if (ms)
		session_finish_saving(s, ms);
	writer_free(s->writer);
	session_present_end(s);
	app_release(&s->app);
	ahead_release(&s->ahead);
	diags_release(&s->config_diags);
	strbuf_release(&s->documents);
	strbuf_release(&s->err);
	strbuf_release(&s->learner);
	strbuf_release(&s->pin_hash);
	strbuf_release(&s->saved_language);
	free(s);
}
