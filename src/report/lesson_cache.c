/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/lesson_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "learner/score.h"
#include "questions/type.h"

void lesson_cache_init(struct lesson_cache *k, const char *const *dirs, size_t n, const char *lang)
{
	struct diags diags = DIAGS_INIT;

	memset(k, 0, sizeof(*k));
	k->lang = lang;
	course_scan(&k->course, dirs, n, lang, &diags);
	diags_release(&diags);
	for (size_t i = 0; i < k->course.n; i++) {
		const struct lesson_head *head = &k->course.lessons[i];

		ALLOC_GROW(k->v, k->n + 1, k->cap);
		k->v[k->n++] = (struct cached_lesson){ .id = head->id,
			.title = head->title,
			.lang = head->language,
			.pass = head->pass,
			.answered = head->answered ? head->answered
				: head->exam       ? RULE_ANSWERED_EXAM
						   : RULE_ANSWERED,
			.scenario = head->scenario };
	}
}

void lesson_cache_release(struct lesson_cache *k)
{
	for (size_t i = 0; i < k->n; i++) {
		lesson_free((struct lesson *)(uintptr_t)k->v[i].lesson);
		scenario_free((struct scenario *)(uintptr_t)k->v[i].play);
	}
	free(k->v);
	course_release(&k->course);
	arena_release(&k->arena);
}

static void load(struct lesson_cache *k, size_t at)
{
	struct diags diags = DIAGS_INIT;

	k->v[at].loaded = true;
	if (at < k->course.n && k->v[at].scenario)
		k->v[at].play = scenario_load(k->course.lessons[at].dir, k->lang, &diags);
	else if (at < k->course.n)
		k->v[at].lesson =
			lesson_load(k->course.lessons[at].dir, k->lang, question_parse, &diags);
	diags_release(&diags);
}

size_t lesson_cache_get(struct lesson_cache *k, const char *id)
{
	size_t at = 0;

	while (at < k->n && strcmp(k->v[at].id, id) != 0)
		at++;
	if (at == k->n) {
		ALLOC_GROW(k->v, k->n + 1, k->cap);
		id = arena_strdup(&k->arena, id);
		k->v[k->n++] = (struct cached_lesson){
			.id = id, .title = id, .lang = k->lang, .answered = RULE_ANSWERED
		};
	}
	if (!k->v[at].loaded)
		load(k, at);
	return at;
}

size_t lesson_cache_owner(
	struct lesson_cache *k, size_t run_lesson, const char *name, const char **id)
{
	const char *slash = strchr(name, '/');
	char owner[64];

	*id = slash ? slash + 1 : name;
	if (!slash || (size_t)(slash - name) >= sizeof(owner))
		return run_lesson;
	memcpy(owner, name, (size_t)(slash - name));
	owner[slash - name] = '\0';
	return lesson_cache_get(k, owner);
}

const struct question *lesson_cache_question(struct lesson_cache *k, size_t run_lesson,
	const char *name, size_t *lesson, const char **id)
{
	*lesson = lesson_cache_owner(k, run_lesson, name, id);
	return k->v[*lesson].lesson ? lesson_question(k->v[*lesson].lesson, *id) : NULL;
}
