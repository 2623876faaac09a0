/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "course/index.h"
#include "course/lesson_read.h"
#include "course/question_version.h"
#include "ini/ini.h"

struct lesson *lesson_load(
	const char *dir, const char *lang, question_parse_fn *parse_question, struct diags *diags)
{
	return lesson_load_with(dir, lang, parse_question, NULL, diags);
}

struct lesson *lesson_load_with(const char *dir, const char *lang,
	question_parse_fn *parse_question, struct lesson_index *index, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	size_t errors;
	struct ini *ini =
		index_read(index, &arena, arena_printf(&arena, "%s/lesson.ini", dir), NULL, diags);
	const struct ini *over =
		ini ? index_read_overlay(index, &arena, dir, ini, "lesson", &lang, diags) : NULL;
	struct lesson *lesson = NULL;

	if (!ini) {
		arena_release(&arena);
		return NULL;
	}
	/* Report an unreadable translation and show the lesson in its source language. */
	errors = diags->errors;
	lesson = lesson_from_ini(arena, dir, ini, over, lang, parse_question, diags);
	if (diags->errors == errors)
		return lesson;
	lesson_free(lesson);
	return NULL;
}

/* The versions of all questions in file order, from texts that no translation has replaced. */
static char (*read_versions(struct arena *arena, const struct ini *ini))[QUESTION_VERSION_SIZE]
{
	char(*versions)[QUESTION_VERSION_SIZE] = arena_alloc(arena, ini->n * sizeof(*versions));
	size_t n = 0;

	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->sections[i].kind, "question"))
			question_version(ini, &ini->sections[i], versions[n++]);
	return versions;
}

void lesson_mend_names(struct arena *arena, struct ini *ini, question_parse_fn *parse_question)
{
	struct diags quiet = { .thorough = true };
	struct lesson draft = { 0 };
	struct reader r = {
		.arena = &draft.arena, .diags = &quiet, .ini = ini, .lesson = &draft, .mend = arena
	};

	ini_name_head(ini, "lesson");
	lesson_read(&r, parse_question);
	reader_release(&r);
	arena_release(&draft.arena);
	diags_release(&quiet);
}

struct lesson *lesson_from_ini(struct arena arena, const char *dir, struct ini *ini,
	const struct ini *over, const char *lang, question_parse_fn *parse_question,
	struct diags *diags)
{
	struct lesson *l = xcalloc(1, sizeof(*l));
	struct reader r = { .arena = &l->arena, .diags = diags, .ini = ini, .lesson = l };
	size_t errors = diags->errors;
	char(*versions)[QUESTION_VERSION_SIZE];

	l->arena = arena;
	l->dir = arena_strdup(&l->arena, dir);
	l->file = ini->file;
	versions = read_versions(&l->arena, ini);
	if (!lesson_refuses_newer(&r, "lesson", LESSON_FORMAT)) {
		if (over) {
			r.translation = arena_strdup(&l->arena, lang);
			ini_overlay(&l->arena, ini, over, diags);
		}
		lesson_read(&r, parse_question);
	}
	for (size_t i = 0; i < l->n_questions; i++)
		memcpy(l->questions[i].version, versions[i], sizeof(*versions));
	if (over)
		l->language = r.translation;
	reader_release(&r);
	if (diags->errors == errors && !r.failed)
		return l;
	lesson_free(l);
	return NULL;
}

void lesson_free(struct lesson *lesson)
{
	if (!lesson)
		return;
	arena_release(&lesson->arena);
	free(lesson);
}

const struct fact *lesson_fact(const struct lesson *lesson, const char *id)
{
	for (size_t i = 0; i < lesson->n_facts; i++)
		if (!strcmp(lesson->facts[i].id, id))
			return &lesson->facts[i];
	return NULL;
}

int lesson_page_index(const struct lesson *lesson, const char *id)
{
	for (size_t i = 0; i < lesson->n_pages; i++)
		if (!strcmp(lesson->pages[i].id, id))
			return (int)i;
	return -1;
}

size_t lesson_asked_after(
	const struct lesson *lesson, int page, const struct question *out[ASKED_AFTER_MAX])
{
	size_t n = 0;

	if (lesson->ask == ASK_END || page < 0)
		return 0;
	for (size_t i = 0; i < lesson->n_questions && n < ASKED_AFTER_MAX; i++)
		if (lesson->questions[i].page == page && !lesson->questions[i].pool)
			out[n++] = &lesson->questions[i];
	return n;
}

const struct question *lesson_question(const struct lesson *lesson, const char *id)
{
	for (size_t i = 0; i < lesson->n_questions; i++)
		if (!strcmp(lesson->questions[i].id, id))
			return &lesson->questions[i];
	return NULL;
}

bool fact_is_due(const struct fact *fact, const struct date *today)
{
	return fact->about == FACT_NOW && date_compare(&fact->review_by, today) < 0;
}

bool question_is_stale(const struct question *q, const struct date *today)
{
	for (size_t i = 0; i < q->n_facts; i++)
		if (fact_is_due(q->facts[i], today))
			return true;
	return false;
}
