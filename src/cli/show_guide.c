/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/show_guide.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/show_write.h"
#include "cli/subcommand.h"
#include "course/catalog.h"
#include "course/lesson_file.h"
#include "formats/booklet.h"
#include "formats/booklet_guide.h"
#include "os/complain.h"

struct guides {
	const struct subcommand_context *context;
	const char *lang;
	struct arena arena;
	struct diags diags;
	struct booklet booklet;
	size_t n;
};

static void begin(struct guides *g, const struct subcommand_context *context)
{
	const char *lang = context->options->lang;

	*g = (struct guides){ .context = context, .lang = lang ? lang : context->lang };
	booklet_init(&g->booklet);
}

static int end(struct guides *g, int status)
{
	booklet_release(&g->booklet);
	diags_release(&g->diags);
	arena_release(&g->arena);
	return status;
}

static int write_guides(struct guides *g)
{
	return show_write(g->context->options, NULL, &g->booklet);
}

/* Adds the guide of a file, below a title if it is one of many. False if it cannot be read. */
static bool add_guide(struct guides *g, const char *file, bool many)
{
	struct guide guide;
	const char *title;

	if (!guide_load(&guide, &g->arena, file, g->lang, &g->diags))
		return false;
	title = guide.title ? guide.title : _("Workshop: is it trafficking?");
	if (guide_is_empty(&guide))
		return true;
	if (many)
		view_add(&g->booklet.view, BLOCK_HEADING, title)->role = ROLE_TITLE;
	else
		booklet_begin(&g->booklet, BOOKLET_TEXT, title);
	g->booklet.language = guide.language;
	booklet_guide(&guide, &g->booklet.view);
	g->n++;
	return true;
}

int show_guide(const struct subcommand_context *context, const char *file)
{
	struct guides g;

	begin(&g, context);
	if (!add_guide(&g, file, false))
		return end(&g, complain_diags(&g.diags));
	if (!g.n)
		return end(&g,
			complain(EXIT_UNUSABLE,
				_("%s has no guide; write guide.aim, guide.time, guide.ask, guide.arise and guide.close in its first section"),
				file));
	return end(&g, write_guides(&g));
}

/* ---- the course */

static void add_workshop(struct guides *g)
{
	const struct paths *paths = &g->context->paths;

	for (size_t i = 0; i < paths->n_lessons; i++) {
		const char *file = lesson_main_file(
			&g->arena, arena_printf(&g->arena, "%s/workshop", paths->lessons[i]));

		if (file) {
			add_guide(g, file, true);
			return;
		}
	}
}

static void add_lesson(struct guides *g, const struct course *course, const char *id)
{
	int at = course_find(course, id);
	const char *file = at < 0 ? NULL : lesson_main_file(&g->arena, course->lessons[at].dir);

	if (file)
		add_guide(g, file, true);
	else if (!strcmp(id, "workshop"))
		add_workshop(g);
}

/* The lessons in the order of the list: by parts, then those of no part. */
static void add_course(struct guides *g, const struct course *course)
{
	for (size_t i = 0; i < course->n_parts; i++)
		for (size_t k = 0; k < course->parts[i].n; k++)
			add_lesson(g, course, course->parts[i].lessons[k]);
	for (size_t i = 0; i < course->n; i++)
		if (course_part(course, course->lessons[i].id) < 0)
			add_lesson(g, course, course->lessons[i].id);
	if (course->workshop && course_part(course, "workshop") < 0)
		add_workshop(g);
}

/* True if a course in one of the folders is in the language of --lang. */
static bool is_known(const struct subcommand_context *context, struct arena *arena)
{
	for (size_t i = 0; i < context->paths.n_lessons; i++)
		if (lesson_file_has_language(
			    arena_printf(arena, "%s/course.ini", context->paths.lessons[i]),
			    context->options->lang))
			return true;
	return false;
}

int show_guide_all(const struct subcommand_context *context)
{
	const struct paths *paths = &context->paths;
	struct course course;
	struct guides g;
	int status;

	begin(&g, context);
	if (context->unknown_lang && !is_known(context, &g.arena))
		return end(&g, options_complain_lang(context->options->lang, paths->locale));
	course_scan(&course, paths->lessons, paths->n_lessons, g.lang, &g.diags);
	booklet_begin(&g.booklet, BOOKLET_TEXT, course.title ? course.title : _("Guide"));
	add_course(&g, &course);
	status = g.n ? write_guides(&g)
		     : complain(EXIT_UNUSABLE, _("no lesson of the course has a guide"));
	course_release(&course);
	return end(&g, status);
}
