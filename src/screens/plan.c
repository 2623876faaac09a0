/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "screens/model.h"
#include "screens/standing.h"

static const char workshop[] = "workshop";

/* Returns the lesson that a step names, with its page in *page. */
static int lesson_of(const struct course *course, const char *ref, const char **page)
{
	size_t len = strcspn(ref, "/");

	*page = ref[len] ? ref + len + 1 : NULL;
	for (size_t i = 0; i < course->n; i++)
		if (!strncmp(course->lessons[i].id, ref, len) && !course->lessons[i].id[len])
			return (int)i;
	return course->workshop && !strcmp(ref, workshop) ? PLAN_WORKSHOP : -1;
}

static bool has_step(const struct path *path, const char *ref, bool pages)
{
	size_t len = strlen(ref);

	for (size_t i = 0; i < path->n; i++)
		if (!strncmp(path->steps[i], ref, len) &&
			(!path->steps[i][len] || (pages && path->steps[i][len] == '/')))
			return true;
	return false;
}

/* A lesson made for a path is in no part, and in the list only while that path is chosen. */
static bool is_listed(const struct model *model, const char *id)
{
	const struct course *course = &model->course;
	bool asked = false;

	if (!course->n_parts || course_part(course, id) >= 0)
		return true;
	for (size_t i = 0; i < course->n_paths; i++)
		asked |= has_step(&course->paths[i], id, false);
	return !asked ||
		(model->plan.path >= 0 && has_step(&course->paths[model->plan.path], id, true));
}

static void add_row(struct plan *plan, int lesson, int part)
{
	plan->parts[plan->n] = part;
	plan->rows[plan->n++] = lesson;
	if (lesson >= 0)
		plan->numbers[lesson] = (int)plan->n;
}

static void add_parts(struct model *model)
{
	const struct course *course = &model->course;

	for (size_t i = 0; i < course->n_parts; i++)
		for (size_t k = 0; k < course->parts[i].n; k++) {
			const char *page;
			int lesson = lesson_of(course, course->parts[i].lessons[k], &page);

			if (lesson != -1)
				add_row(&model->plan, lesson, (int)i);
		}
}

static bool has_workshop(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->rows[i] == PLAN_WORKSHOP)
			return true;
	return false;
}

static int find_path(const struct course *course, const char *id)
{
	for (size_t i = 0; id && i < course->n_paths; i++)
		if (!strcmp(course->paths[i].id, id))
			return (int)i;
	return -1;
}

static void drop_list(struct plan *plan)
{
	free(plan->rows);
	free(plan->parts);
	free(plan->numbers);
	plan->rows = plan->parts = plan->numbers = NULL;
	plan->n = 0;
}

void plan_build(struct model *model)
{
	const struct course *course = &model->course;
	struct plan *plan = &model->plan;

	drop_list(plan);
	plan->path = find_path(course, plan->chosen);
	plan->rows = xcalloc(course->n + 1, sizeof(*plan->rows));
	plan->parts = xcalloc(course->n + 1, sizeof(*plan->parts));
	plan->numbers = xcalloc(course->n + 1, sizeof(*plan->numbers));
	add_parts(model);
	for (size_t i = 0; i < course->n; i++)
		if (!plan->numbers[i] && is_listed(model, course->lessons[i].id))
			add_row(plan, (int)i, -1);
	if (plan_leads(model) && course->workshop && !has_workshop(plan) &&
		is_listed(model, workshop))
		add_row(plan, PLAN_WORKSHOP, -1);
}

void plan_release(struct plan *plan)
{
	drop_list(plan);
	free(plan->chosen);
	free(plan->steps);
	plan->chosen = plan->steps = NULL;
}

bool plan_set(struct model *model, const char *key, const char *value)
{
	struct plan *plan = &model->plan;

	if (!strcmp(key, "steps")) {
		free(plan->steps);
		plan->steps = xstrdup(value);
		return true;
	}
	if (strcmp(key, "path"))
		return false;
	free(plan->chosen);
	plan->chosen = xstrdup(value);
	/* before the course is read, building is not due */
	if (plan->rows)
		plan_build(model);
	return true;
}

/* ---- the list */

bool plan_leads(const struct model *model)
{
	return model->course.n_parts || model->course.n_paths;
}

int plan_part(const struct model *model, size_t row)
{
	return model->plan.parts[row];
}

int plan_row(const struct model *model, int lesson)
{
	for (size_t i = 0; i < model->plan.n; i++)
		if (model->plan.rows[i] == lesson)
			return (int)i;
	return -1;
}

/* ---- the path */

static const struct path *chosen(const struct model *model)
{
	return model->plan.path >= 0 ? &model->course.paths[model->plan.path] : NULL;
}

bool plan_is_whole(const struct model *model)
{
	const struct path *path = chosen(model);

	for (size_t i = 0; path && i < model->plan.n; i++) {
		int lesson = model->plan.rows[i];

		if (!has_step(
			    path, lesson >= 0 ? model->course.lessons[lesson].id : workshop, false))
			return false;
	}
	return true;
}

size_t plan_n_steps(const struct model *model)
{
	return chosen(model) ? chosen(model)->n : model->plan.n;
}

struct plan_step plan_step(const struct model *model, size_t number)
{
	const struct path *path = chosen(model);
	struct plan_step step = { 0 };

	if (path) {
		step.ref = path->steps[number];
		step.lesson = lesson_of(&model->course, step.ref, &step.page);
		return step;
	}
	step.lesson = model->plan.rows[number];
	step.ref = step.lesson >= 0 ? model->course.lessons[step.lesson].id : workshop;
	return step;
}

static bool is_noted(const struct plan *plan, const char *ref)
{
	size_t len = strlen(ref);

	for (const char *s = plan->steps; s && *s; s += strcspn(s, ",") + 1) {
		if (!strncmp(s, ref, len) && s[len] == ',')
			return true;
		if (!strchr(s, ','))
			break;
	}
	return false;
}

bool plan_step_is_done(const struct model *model, const struct plan_step *step)
{
	const struct lesson_progress *p;

	if (step->lesson == PLAN_WORKSHOP || step->page)
		if (is_noted(&model->plan, step->ref))
			return true;
	if (step->lesson < 0)
		return false;
	p = model_progress(model, step->lesson);
	/* who has read a lesson has read its page */
	return standing_is_done(model, step->lesson) || (step->page && p && p->read);
}

void plan_count(const struct model *model, size_t *done, size_t *all)
{
	*done = *all = 0;
	for (size_t i = 0; i < plan_n_steps(model); i++) {
		struct plan_step step = plan_step(model, i);

		*all += step.lesson != -1;
		*done += plan_step_is_done(model, &step);
	}
}

const char *plan_note(struct model *model, const char *ref)
{
	struct plan *plan = &model->plan;
	struct strbuf steps = STRBUF_INIT;

	if (!plan_leads(model) || is_noted(plan, ref))
		return NULL;
	strbuf_addf(&steps, "%s%s,", plan->steps ? plan->steps : "", ref);
	free(plan->steps);
	plan->steps = strbuf_detach(&steps);
	return plan->steps;
}

const char *plan_note_page(struct model *model, int lesson, const char *page)
{
	const struct course *course = &model->course;
	const char *note = NULL;

	for (size_t i = 0; i < course->n_paths; i++)
		for (size_t k = 0; k < course->paths[i].n; k++) {
			const char *step = course->paths[i].steps[k], *its_page;

			if (lesson_of(course, step, &its_page) == lesson && its_page &&
				!strcmp(its_page, page) && !is_noted(&model->plan, step))
				note = plan_note(model, step);
		}
	return note;
}
