/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/bookmarks.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "screens/screen.h"

bool bookmarks_set(struct model *model, const char *key, const char *value)
{
	if (strcmp(key, "marks"))
		return false;
	free(model->bookmarks);
	model->bookmarks = xstrdup(value);
	return true;
}

/* Returns "lesson/page," as in the setting, in the arena; NULL for what cannot be read. */
static const char *ref_of(const struct model *model, int index, int page, struct arena *arena)
{
	const struct lesson *lesson = index >= 0 ? model_lesson(model, index) : NULL;

	if (!lesson || page < 0 || page >= (int)lesson->n_pages)
		return NULL;
	return arena_printf(arena, "%s/%s,", lesson->id, lesson->pages[page].id);
}

/* Returns where the ref stands in the setting, NULL if nowhere. */
static const char *find(const char *marks, const char *ref)
{
	for (const char *at = marks; at && (at = strstr(at, ref)); at++)
		if (at == marks || at[-1] == ',')
			return at;
	return NULL;
}

static size_t count(const char *marks)
{
	size_t n = 0;

	for (; marks && *marks; marks++)
		n += *marks == ',';
	return n;
}

bool bookmarks_has(const struct model *model, int lesson, int page)
{
	struct arena arena = ARENA_INIT;
	const char *ref = model->bookmarks ? ref_of(model, lesson, page, &arena) : NULL;
	bool found = ref && find(model->bookmarks, ref);

	arena_release(&arena);
	return found;
}

void bookmarks_toggle(const struct model *model, int lesson, int page, struct effects *fx)
{
	const char *marks = model->bookmarks ? model->bookmarks : "";
	const char *ref = ref_of(model, lesson, page, &fx->arena), *at;
	struct effect *e;

	if (!ref)
		return;
	at = find(marks, ref);
	if (!at && count(marks) >= BOOKMARKS_MAX)
		marks += strcspn(marks, ",") + 1;
	e = effect_add(fx, EFFECT_SETTING);
	e->key = "marks";
	e->text = at
		? arena_printf(&fx->arena, "%.*s%s", (int)(at - marks), marks, at + strlen(ref))
		: arena_printf(&fx->arena, "%s%s", marks, ref);
	effect_notice(
		fx, at ? _("The bookmark is off.") : _("Bookmarked: c and / lead back here."));
}

/* Finds the page of "lesson/page"; false if the course lacks it. */
static bool find_page(const struct model *model, char *ref, struct model_place *place)
{
	char *page = strchr(ref, '/');
	const struct lesson *lesson;

	if (!page)
		return false;
	*page++ = '\0';
	place->lesson = course_find(&model->course, ref);
	lesson = place->lesson < 0 ? NULL : model_lesson(model, place->lesson);
	place->page = lesson ? lesson_page_index(lesson, page) : -1;
	return place->page >= 0;
}

struct model_place *bookmarks_list(const struct model *model, struct arena *arena, size_t *n)
{
	const char *marks = model->bookmarks ? model->bookmarks : "";
	struct model_place *places = arena_alloc(arena, BOOKMARKS_MAX * sizeof(*places));

	*n = 0;
	for (size_t end = strlen(marks); end > 0 && *n < BOOKMARKS_MAX;) {
		size_t start = end - 1;

		while (start > 0 && marks[start - 1] != ',')
			start--;
		*n += find_page(
			model, arena_memdupz(arena, marks + start, end - 1 - start), &places[*n]);
		end = start;
	}
	return places;
}
