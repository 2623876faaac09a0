/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_course.h"

#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "course/catalog.h"
#include "course/course_file.h"
#include "ini/ini.h"
#include "os/folder.h"
#include "text/nearest.h"

#define AT_LESSONS(n) \
	(n)->lessons->file, (n)->lessons->line, (n)->lessons->column, (n)->lessons->source

struct names {
	const char *dir;
	const struct ini_entry *lessons; /* of the part or the path */
	struct folder folder;
	struct arena arena;
	struct diags *diags;
};

static bool has_file(struct arena *arena, const char *dir, const char *lesson, const char *file)
{
	return !access(arena_printf(arena, "%s/%s/%s", dir, lesson, file), F_OK);
}

static bool is_lesson(struct names *n, const char *name)
{
	return has_file(&n->arena, n->dir, name, "lesson.ini") ||
		has_file(&n->arena, n->dir, name, "scenario.ini") ||
		(!strcmp(name, "workshop") && has_file(&n->arena, n->dir, name, "workshop.ini"));
}

const char *check_course_nearest(struct arena *arena, const char *dir, const char *id)
{
	struct nearest near = { .given = id };
	struct diags quiet = DIAGS_INIT;
	struct folder folder;

	folder_read(&folder, arena, dir, &quiet);
	for (size_t i = 0; i < folder.n; i++)
		if (has_file(arena, dir, folder.names[i], "lesson.ini"))
			nearest_offer(&near, folder.names[i]);
	diags_release(&quiet);
	return near.word;
}

/* Returns true if it is there. Only a warning: whoever takes some of a course’s lessons along has
 * its course.ini whole. */
static bool check_lesson(struct names *n, const char *id)
{
	struct nearest near = { .given = id };

	if (is_lesson(n, id))
		return true;
	for (size_t i = 0; i < n->folder.n; i++)
		if (is_lesson(n, n->folder.names[i]))
			nearest_offer(&near, n->folder.names[i]);
	if (near.word)
		diag_add(n->diags, DIAG_WARNING, "unknown-lesson", AT_LESSONS(n),
			_("there is no lesson “%s” in this folder of lessons; did you mean “%s”?"),
			id, near.word);
	else
		diag_add(n->diags, DIAG_WARNING, "unknown-lesson", AT_LESSONS(n),
			_("there is no lesson “%s” in this folder of lessons; correct the id"), id);
	return false;
}

static void check_page(struct names *n, const char *lesson, const char *page)
{
	struct nearest near = { .given = page };
	struct diags quiet = DIAGS_INIT;
	bool absent = false, found = false;
	const struct ini *ini = ini_read(&n->arena,
		arena_printf(&n->arena, "%s/%s/lesson.ini", n->dir, lesson), &absent, &quiet);

	for (size_t i = 0; ini && i < ini->n; i++)
		if (!strcmp(ini->sections[i].kind, "page"))
			nearest_offer(&near, ini->sections[i].id);
	found = ini && ini_find(ini, "page", page);
	diags_release(&quiet);
	/* a lesson that cannot be read has its own errors */
	if (found || (!ini && !absent))
		return;
	if (near.word)
		diag_add(n->diags, DIAG_WARNING, "unknown-page", AT_LESSONS(n),
			_("the lesson “%s” has no page “%s”; did you mean “%s”?"), lesson, page,
			near.word);
	else
		diag_add(n->diags, DIAG_WARNING, "unknown-page", AT_LESSONS(n),
			_("the lesson “%s” has no page “%s”; correct the id"), lesson, page);
}

static void check_step(struct names *n, const char *step)
{
	const char *slash = strchr(step, '/');
	const char *lesson = slash ? arena_memdupz(&n->arena, step, (size_t)(slash - step)) : step;

	if (check_lesson(n, lesson) && slash)
		check_page(n, lesson, slash + 1);
}

static void check_section(struct names *n, const struct ini *ini, const char *kind, const char *id,
	const char *const *steps, size_t n_steps)
{
	n->lessons = ini_get(ini_find(ini, kind, id), "lessons");
	for (size_t i = 0; n->lessons && i < n_steps; i++)
		check_step(n, steps[i]);
}

void check_course_lessons(const char *dir, struct diags *diags)
{
	struct names n = { .dir = dir, .diags = diags };
	struct course course = { 0 };
	struct diags quiet = DIAGS_INIT;
	bool absent = false;
	const struct ini *ini;

	course_read_title(&course, dir, NULL, &quiet);
	ini = course.n_parts + course.n_paths
		? ini_read(&n.arena, arena_printf(&n.arena, "%s/course.ini", dir), &absent, &quiet)
		: NULL;
	if (ini) {
		folder_read(&n.folder, &n.arena, dir, &quiet);
		for (size_t i = 0; i < course.n_parts; i++)
			check_section(&n, ini, "part", course.parts[i].id, course.parts[i].lessons,
				course.parts[i].n);
		for (size_t i = 0; i < course.n_paths; i++)
			check_section(&n, ini, "path", course.paths[i].id, course.paths[i].steps,
				course.paths[i].n);
	}
	course_release(&course);
	diags_release(&quiet);
	arena_release(&n.arena);
}

/* ---- the order of the list */

/* Returns where the lesson says its order, in the arena; NULL if it cannot be read any more. */
static const struct ini_entry *order_of(struct arena *arena, const struct lesson_head *lesson)
{
	const char *kind = lesson->scenario ? "scenario" : "lesson";
	struct diags quiet = DIAGS_INIT;
	bool absent = false;
	const struct ini *ini = ini_read_head(
		arena, arena_printf(arena, "%s/%s.ini", lesson->dir, kind), NULL, &absent, &quiet);
	const struct ini_section *head = ini ? ini_find(ini, kind, "") : NULL;

	diags_release(&quiet);
	return head ? ini_get(head, "order") : NULL;
}

void check_orders(const struct course *course, struct diags *diags)
{
	struct arena arena = ARENA_INIT;

	for (size_t i = 1; i < course->n; i++) {
		const struct lesson_head *before = &course->lessons[i - 1];
		const struct lesson_head *lesson = &course->lessons[i];
		const struct ini_entry *e =
			lesson->order == before->order ? order_of(&arena, lesson) : NULL;

		if (e)
			diag_add(diags, DIAG_WARNING, "same-order", e->file, e->line, e->column,
				e->source,
				_("“%s” has order = %d too, so their ids decide which comes first; give one another number"),
				before->id, lesson->order);
	}
	arena_release(&arena);
}
