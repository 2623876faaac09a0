/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/index.h"
#include "course/lesson_read.h"
#include "course/scenario_read.h"
#include "ini/ini.h"

struct scenario *scenario_load(const char *dir, const char *lang, struct diags *diags)
{
	return scenario_load_with(dir, lang, NULL, diags);
}

struct scenario *scenario_load_with(
	const char *dir, const char *lang, struct lesson_index *index, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	size_t errors = diags->errors;
	struct ini *ini = index_read(
		index, &arena, arena_printf(&arena, "%s/scenario.ini", dir), NULL, diags);
	const struct ini *over =
		ini ? index_read_overlay(index, &arena, dir, ini, "scenario", &lang, diags) : NULL;
	struct scenario *scenario;

	if (!ini) {
		arena_release(&arena);
		return NULL;
	}
	scenario = scenario_from_ini(arena, dir, ini, over, lang, diags);
	/* An unreadable overlay counts here too: it has added errors. */
	if (diags->errors == errors)
		return scenario;
	scenario_free(scenario);
	return NULL;
}

void scenario_mend_names(struct arena *arena, struct ini *ini)
{
	struct diags quiet = { .thorough = true };
	struct scenario draft = { 0 };
	struct reader r = { .arena = &draft.arena, .diags = &quiet, .ini = ini, .mend = arena };

	ini_name_head(ini, "scenario");
	scenario_read(&r, &draft);
	reader_release(&r);
	arena_release(&draft.arena);
	diags_release(&quiet);
}

struct scenario *scenario_from_ini(struct arena arena, const char *dir, struct ini *ini,
	const struct ini *over, const char *lang, struct diags *diags)
{
	struct scenario *s = xcalloc(1, sizeof(*s));
	struct reader r = { .arena = &s->arena, .diags = diags, .ini = ini };
	size_t errors = diags->errors;

	s->arena = arena;
	s->dir = arena_strdup(&s->arena, dir);
	s->file = ini->file;
	if (!lesson_refuses_newer(&r, "scenario", SCENARIO_FORMAT)) {
		if (over)
			ini_overlay(&s->arena, ini, over, diags);
		scenario_read(&r, s);
	}
	if (over)
		s->language = arena_strdup(&s->arena, lang);
	reader_release(&r);
	if (diags->errors == errors && !r.failed)
		return s;
	scenario_free(s);
	return NULL;
}

void scenario_free(struct scenario *scenario)
{
	if (!scenario)
		return;
	arena_release(&scenario->arena);
	free(scenario);
}

int scenario_message(const struct scenario *s, const char *id)
{
	for (size_t i = 0; i < s->n_messages; i++)
		if (!strcmp(s->messages[i].id, id))
			return (int)i;
	return -1;
}

int scenario_reply(const struct scenario *s, const char *id)
{
	for (size_t i = 0; i < s->n_replies; i++)
		if (!strcmp(s->replies[i].id, id))
			return (int)i;
	return -1;
}

bool scenario_condition_holds(const struct condition *c, uint32_t choices)
{
	return (choices & c->set) == c->set && !(choices & c->unset);
}

struct target scenario_resolve(const struct scenario *s, struct target t, uint32_t choices)
{
	/* Skipping more messages than there are means going in circles. */
	for (size_t i = 0; i <= s->n_messages; i++) {
		if (t.kind != TARGET_MESSAGE ||
			scenario_condition_holds(&s->messages[t.index].condition, choices))
			return t;
		t = s->messages[t.index].next;
	}
	return (struct target){ TARGET_NONE, -1 };
}

bool scenario_allows(const struct scenario *s, int message, int reply, uint32_t choices)
{
	return reply >= 0 && (size_t)reply < s->n_replies && s->replies[reply].message == message &&
		scenario_condition_holds(&s->replies[reply].condition, choices);
}

/* ---- the graph as text */

static const char *target_id(const struct scenario *s, struct target t)
{
	return t.kind == TARGET_MESSAGE   ? s->messages[t.index].id
		: t.kind == TARGET_ENDING ? s->endings[t.index].id
					  : "?";
}

static void add_choices(
	const struct scenario *s, const char *word, uint32_t bits, struct strbuf *out)
{
	bool first = true;

	for (size_t i = 0; i < s->n_choices; i++) {
		if (!(bits >> i & 1))
			continue;
		strbuf_addf(out, "%s%s", first ? word : ", ", s->choices[i]);
		first = false;
	}
}

static void add_condition(const struct scenario *s, const struct condition *c, struct strbuf *out)
{
	add_choices(s, "  if ", c->set, out);
	add_choices(s, "  unless ", c->unset, out);
}

/* What comes after the message comes in any case; only the message itself may be left out. */
static void add_skip(const struct scenario *s, const struct condition *c, struct strbuf *out)
{
	add_choices(s, "  passed over unless ", c->set, out);
	add_choices(s, "  passed over if ", c->unset, out);
}

static void add_reply(const struct scenario *s, const struct reply *reply, struct strbuf *out)
{
	static const char *const safe[] = { "", "  safe", "  unsafe" };

	strbuf_addf(out, "%s -> %s  %s “%s”%s", s->messages[reply->message].id,
		target_id(s, reply->next), reply->id, reply->text, safe[reply->safety]);
	add_condition(s, &reply->condition, out);
	add_choices(s, "  set ", reply->sets, out);
	strbuf_addch(out, '\n');
}

void scenario_graph(const struct scenario *s, struct strbuf *out)
{
	for (size_t i = 0; i < s->n_messages; i++) {
		const struct message *m = &s->messages[i];

		for (size_t k = 0; k < m->n_replies; k++)
			add_reply(s, &s->replies[m->replies[k]], out);
		if (m->n_replies)
			continue;
		strbuf_addf(out, "%s -> %s", m->id, target_id(s, m->next));
		add_skip(s, &m->condition, out);
		strbuf_addch(out, '\n');
	}
}
