/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/xapi_definition.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/strbuf.h"
#include "course/scenario.h"
#include "formats/xapi_statement.h"
#include "guard/sha256.h"
#include "questions/interaction.h"
#include "text/emphasis.h"
#include "text/json.h"

/* ---- the paths that are done */

static size_t hash(const char *path)
{
	size_t h = 5381;

	for (; *path; path++)
		h = h * 33 ^ (unsigned char)*path;
	return h ^ h >> 15;
}

/* Returns the slot of path, which is empty if it is new. */
static char **find(char **done, size_t size, const char *path)
{
	size_t at = hash(path) & (size - 1);

	while (done[at] && strcmp(done[at], path) != 0)
		at = (at + 1) & (size - 1);
	return &done[at];
}

static void grow(struct xapi_definitions *d)
{
	size_t size = d->size ? 2 * d->size : 64;
	char **done = xcalloc(size, sizeof(*done));

	for (size_t i = 0; i < d->size; i++)
		if (d->done[i])
			*find(done, size, d->done[i]) = d->done[i];
	free(d->done);
	d->done = done;
	d->size = size;
}

bool xapi_is_new(struct xapi_definitions *d, const char *path)
{
	char **slot;

	if (2 * (d->n + 1) > d->size)
		grow(d);
	slot = find(d->done, d->size, path);
	if (*slot)
		return false;
	*slot = xstrdup(path);
	d->n++;
	return true;
}

void xapi_definitions_release(struct xapi_definitions *d)
{
	for (size_t i = 0; i < d->size; i++)
		free(d->done[i]);
	free(d->done);
	d->done = NULL;
	d->n = d->size = 0;
}

/* ---- a statement */

struct text {
	struct strbuf body; /* without its id */
	const char *lang;
};

static void add_words(struct text *t, const char *name, const char *words)
{
	struct strbuf plain = STRBUF_INIT;

	strbuf_addf(&t->body, "\"%s\":{", name);
	json_string(&t->body, t->lang);
	strbuf_addch(&t->body, ':');
	emphasis_plain(&plain, words, strlen(words));
	json_string(&t->body, plain.buf);
	strbuf_addch(&t->body, '}');
	strbuf_release(&plain);
}

static struct text begin(
	struct xapi_definitions *d, const char *path, const char *lang, const char *name)
{
	struct text t = { STRBUF_INIT, lang };

	xapi_add_actor(&t.body, d->base, "vigie");
	strbuf_addf(&t.body,
		",\"verb\":{\"id\":\"http://activitystrea.ms/schema/1.0/create\"},"
		"\"object\":{\"objectType\":\"Activity\",\"id\":\"%s/%s\",\"definition\":{",
		d->base, path);
	add_words(&t, "name", name);
	return t;
}

static void end(struct xapi_definitions *d, struct text *t, const char *type,
	const struct date *day, struct strbuf *out)
{
	struct strbuf name = STRBUF_INIT;
	uint8_t sum[SHA256_BYTES], id[UUID_BYTES];
	char text[UUID_CHARS];

	strbuf_addf(&t->body,
		",\"type\":\"" XAPI_ACTIVITIES "%s\"}},\"context\":{\"platform\":\"Vigie\"},"
		"\"timestamp\":\"%04d-%02d-%02dT00:00:00.000Z\",\"version\":\"1.0.3\"}\n",
		type, day->year > 1970 ? day->year : 1970, day->month ? day->month : 1,
		day->day ? day->day : 1);
	sha256(t->body.buf, t->body.len, sum);
	strbuf_addstr(&name, "definition/");
	for (size_t i = 0; i < sizeof(sum); i++)
		strbuf_addf(&name, "%02x", sum[i]);
	uuid_make(d->space, name.buf, id);
	uuid_text(id, text);
	strbuf_addf(out, "{\"id\":\"%s\",", text);
	strbuf_add(out, t->body.buf, t->body.len);
	strbuf_release(&name);
	strbuf_release(&t->body);
}

/* ---- lessons and conversations */

struct scene {
	struct xapi_definitions *d;
	const struct scenario *scenario;
	const char *path; /* of the conversation */
};

static void define_part(const struct scene *s, const char *kind, const char *id, const char *words,
	struct strbuf *out)
{
	struct strbuf path = STRBUF_INIT;
	struct text t;

	strbuf_addf(&path, "%s/%s/", s->path, kind);
	xapi_add_part(&path, id);
	if (xapi_is_new(s->d, path.buf)) {
		t = begin(s->d, path.buf, s->scenario->language, words);
		end(s->d, &t, "interaction", &s->scenario->reviewed, out);
	}
	strbuf_release(&path);
}

static void define_scenario(
	struct xapi_definitions *d, const char *path, size_t at, struct strbuf *out)
{
	struct diags diags = DIAGS_INIT;
	struct scenario *scenario =
		scenario_load(d->known->course.lessons[at].dir, d->known->lang, &diags);
	const struct scene scene = { d, scenario, path };
	struct text t;

	diags_release(&diags);
	if (!scenario)
		return;
	t = begin(d, path, scenario->language, scenario->title);
	end(d, &t, "simulation", &scenario->reviewed, out);
	for (size_t i = 0; i < scenario->n_messages; i++)
		if (scenario->messages[i].n_texts)
			define_part(&scene, "message", scenario->messages[i].id,
				scenario->messages[i].texts[0], out);
	for (size_t i = 0; i < scenario->n_replies; i++)
		define_part(
			&scene, "reply", scenario->replies[i].id, scenario->replies[i].text, out);
	for (size_t i = 0; i < scenario->n_endings; i++)
		define_part(
			&scene, "ending", scenario->endings[i].id, scenario->endings[i].title, out);
	scenario_free(scenario);
}

void xapi_define_lesson(
	struct xapi_definitions *d, const char *path, const char *lesson, struct strbuf *out)
{
	const struct cached_lesson *known;
	size_t at;
	struct text t;

	if (!xapi_is_new(d, path))
		return;
	at = lesson_cache_get(d->known, lesson);
	known = &d->known->v[at];
	if (known->scenario) {
		define_scenario(d, path, at, out);
	} else if (known->lesson) {
		t = begin(d, path, known->lesson->language, known->lesson->title);
		if (known->lesson->summary) {
			strbuf_addch(&t.body, ',');
			add_words(&t, "description", known->lesson->summary);
		}
		end(d, &t, known->lesson->n_draws ? "assessment" : "lesson",
			&known->lesson->reviewed, out);
	}
}

/* ---- questions */

static void add_parts(
	struct text *t, const char *name, const struct interaction_part *parts, size_t n)
{
	strbuf_addf(&t->body, ",\"%s\":[", name);
	for (size_t i = 0; i < n; i++) {
		strbuf_addstr(&t->body, i ? ",{\"id\":" : "{\"id\":");
		json_string(&t->body, parts[i].id);
		strbuf_addch(&t->body, ',');
		add_words(t, "description", parts[i].text);
		strbuf_addch(&t->body, '}');
	}
	strbuf_addch(&t->body, ']');
}

static void add_right(struct text *t, const struct interaction *i)
{
	strbuf_addstr(&t->body, ",\"correctResponsesPattern\":[");
	for (size_t k = 0; k < i->n_right; k++) {
		struct strbuf pattern = STRBUF_INIT;

		strbuf_addf(&pattern, "%s%s",
			i->kind == INTERACTION_FILL_IN ? "{case_matters=false}" : "", i->right[k]);
		strbuf_addstr(&t->body, k ? "," : "");
		json_string(&t->body, pattern.buf);
		strbuf_release(&pattern);
	}
	strbuf_addch(&t->body, ']');
}

static void add_interaction(struct text *t, const struct interaction *i)
{
	strbuf_addf(&t->body, ",\"interactionType\":\"%s\"", interaction_kind_name(i->kind));
	/* what is chosen for a gap is answered by its id, but told there in words */
	if (i->n_right && !(i->kind == INTERACTION_FILL_IN && i->n_choices))
		add_right(t, i);
	if (i->kind == INTERACTION_CHOICE || i->kind == INTERACTION_SEQUENCING)
		add_parts(t, "choices", i->parts, i->n_parts);
	if (i->kind == INTERACTION_MATCHING) {
		add_parts(t, "source", i->parts, i->n_parts);
		add_parts(t, "target", i->choices, i->n_choices);
	}
}

void xapi_define_question(struct xapi_definitions *d, const char *path, const char *lesson,
	const char *question, const char *version, struct strbuf *out)
{
	struct arena arena = ARENA_INIT;
	struct interaction i;
	const struct question *q;
	const struct lesson *owner;
	const char *id;
	size_t at;
	struct text t;

	if (!xapi_is_new(d, path))
		return;
	q = lesson_cache_question(d->known, lesson_cache_get(d->known, lesson), question, &at, &id);
	if (!q || (version && strcmp(version, q->version) != 0))
		return;
	owner = d->known->v[at].lesson;
	question_interaction(q, &arena, &i);
	t = begin(d, path, owner->language, id);
	strbuf_addch(&t.body, ',');
	add_words(&t, "description", q->prompt);
	add_interaction(&t, &i);
	end(d, &t, "cmi.interaction", &owner->reviewed, out);
	arena_release(&arena);
}
