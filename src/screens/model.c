/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/model.h"

#include <stdlib.h>
#include <string.h>

#include "questions/type.h"

void model_init(struct model *model)
{
	memset(model, 0, sizeof(*model));
	progress_init(&model->progress);
}

static void drop_lessons(struct model *model)
{
	for (size_t i = 0; model->lessons && i < model->course.n; i++)
		lesson_free(model->lessons[i]);
	free(model->lessons);
	free(model->broken);
	model->lessons = NULL;
	model->broken = NULL;
	course_release(&model->course);
	memset(&model->course, 0, sizeof(model->course));
	if (model->help_loaded)
		help_release(&model->help);
	memset(&model->help, 0, sizeof(model->help));
	model->help_loaded = false;
	diags_release(&model->diags);
	memset(&model->diags, 0, sizeof(model->diags));
}

void model_release(struct model *model)
{
	drop_lessons(model);
	progress_release(&model->progress);
}

void model_load(struct model *model)
{
	drop_lessons(model);
	course_scan(&model->course, model->lesson_dirs, model->n_lesson_dirs, model->lang,
		&model->diags);
	model->lessons = xcalloc(model->course.n, sizeof(struct lesson *));
	model->broken = xcalloc(model->course.n, sizeof(bool));
}

/* The arrays are a cache behind a const model: reading a lesson changes nothing that can be seen. */
const struct lesson *model_lesson(const struct model *model, int index)
{
	struct diags *diags = (struct diags *)&model->diags;

	if (index < 0 || (size_t)index >= model->course.n)
		return NULL;
	if (!model->lessons[index] && !model->broken[index]) {
		model->lessons[index] = lesson_load(model->course.lessons[index].dir, model->lang,
			question_parse, diags);
		model->broken[index] = !model->lessons[index];
	}
	return model->lessons[index];
}

const struct diag *model_lesson_error(const struct model *model, int index)
{
	const char *dir = model->course.lessons[index].dir;

	for (size_t i = 0; i < model->diags.n; i++) {
		const struct diag *d = &model->diags.v[i];

		if (d->severity == DIAG_ERROR && d->file && !strncmp(d->file, dir, strlen(dir)))
			return d;
	}
	return NULL;
}

const struct question *model_question(const struct model *model, int index, const char *ref)
{
	const char *slash = strchr(ref, '/');
	const struct lesson *lesson;

	if (slash) {
		char id[64];
		size_t len = (size_t)(slash - ref);

		if (len >= sizeof(id))
			return NULL;
		memcpy(id, ref, len);
		id[len] = '\0';
		index = course_find(&model->course, id);
		ref = slash + 1;
	}
	lesson = model_lesson(model, index);
	return lesson ? lesson_question(lesson, ref) : NULL;
}

const struct help *model_help(const struct model *model)
{
	struct model *cache = (struct model *)model;

	if (!model->help_loaded) {
		help_load(&cache->help, model->help_dir ? model->help_dir : "", model->lang,
			&cache->diags);
		cache->help_loaded = true;
	}
	return &model->help;
}

const struct lesson_progress *model_progress(const struct model *model, int index)
{
	return progress_find(&model->progress, model->course.lessons[index].id);
}

int model_minutes(const struct model *model)
{
	int minutes = 0;

	for (size_t i = 0; i < model->course.n; i++)
		minutes += model->course.lessons[i].minutes;
	return minutes;
}
