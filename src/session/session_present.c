/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/session_present.h"

#include <string.h>

#include "session/notes.h"

void session_present_begin(struct session *s, const struct session_options *options)
{
	s->notes = options->notes;
	s->app.root_lesson = options->presented;
	s->app.model.present_seed = options->present_seed;
	if (options->presented)
		s->app.root = &screen_present;
	else if (options->notes)
		s->app.root = &screen_notes;
}

void session_present_tell(struct session *s, const char *line)
{
	if (s->notes)
		notes_send(s->notes, line);
}

/*
 * The lesson may lie anywhere: its folder comes before those of the course. The path is kept in the
 * arena of the paths, which live as long as the process, once for each lesson presented.
 */
static void look_in(struct session *s, const char *folder)
{
	struct paths *paths = &s->paths;
	size_t last =
		paths->n_lessons < PATHS_LESSONS_MAX ? paths->n_lessons : PATHS_LESSONS_MAX - 1;

	if (paths->n_lessons && !strcmp(paths->lessons[0], folder))
		return;
	memmove(paths->lessons + 1, paths->lessons, last * sizeof(*paths->lessons));
	paths->lessons[0] = paths_keep(folder);
	paths->n_lessons = last + 1;
	s->app.model.n_lesson_dirs = paths->n_lessons;
	app_set_language(&s->app, s->app.model.lang);
}

void session_present_take(struct session *s)
{
	struct model *m = &s->app.model;
	const char *tab;

	if (!s->notes || !notes_take(s->notes))
		return;
	m->presented = NULL;
	tab = strchr(s->notes->line.buf, '\t');
	if (!tab || *s->notes->line.buf != '/')
		return;
	s->notes->line.buf[tab - s->notes->line.buf] = '\0';
	look_in(s, s->notes->line.buf);
	m->presented = tab + 1;
}

void session_present_end(struct session *s)
{
	if (s->notes)
		notes_close(s->notes);
	s->notes = NULL;
	s->app.model.presented = NULL;
}
