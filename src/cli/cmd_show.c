/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie show LESSON: the whole lesson as a booklet, for places without a computer. */
#include "cli/authors.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "formats/booklet.h"
#include "os/folder.h"
#include "course/scenario.h"
#include "questions/type.h"

struct lesson *lesson_of_file(const char *file, const char *lang, const struct ini **ini, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct ini *base = ini_read(&arena, file, NULL, diags);
	const char *dir = path_parent(&arena, file);
	const struct ini_entry *own = base && base->n ? ini_get(&base->sections[0], "language") : NULL;
	const struct ini *over = NULL;
	bool absent = false;

	if (!base) {
		arena_release(&arena);
		return NULL;
	}
	if (lang && (!own || strcmp(own->value, lang)))
		over = ini_read(&arena, arena_printf(&arena, "%s/%s.ini", dir, lang), &absent, diags);
	*ini = base;
	return lesson_from_ini(arena, dir, base, over, over ? lang : NULL, question_parse, diags);
}

static int write_booklet(const struct options *options, const struct view *view, const char *language)
{
	struct strbuf out = STRBUF_INIT;
	int status;

	if (options->html)
		booklet_html(view, language, &out);
	else
		booklet_text(view, &out);
	status = write_output(options, &out);
	strbuf_release(&out);
	return status;
}

static int show_lesson(const struct options *options, const char *file, const char *lang, struct diags *diags)
{
	const struct ini *ini = NULL;
	struct lesson *l = lesson_of_file(file, lang, &ini, diags);
	struct view view;
	struct paper paper = { l, ini, &view };
	int status;

	if (!l)
		return print_diags(diags);
	view_init(&view);
	booklet_describe(&paper, options->answers);
	status = write_booklet(options, &view, l->language);
	view_release(&view);
	lesson_free(l);
	return status;
}

static int show_scenario(const struct options *options, const char *dir, const char *lang, struct diags *diags)
{
	struct scenario *s = scenario_load(dir, lang, diags);
	struct view view;
	int status;

	if (!s)
		return print_diags(diags);
	view_init(&view);
	booklet_scenario(s, options->answers, &view);
	status = write_booklet(options, &view, s->language);
	view_release(&view);
	scenario_free(s);
	return status;
}

int print_diags(struct diags *diags)
{
	struct strbuf out = STRBUF_INIT;

	diags_sort(diags);
	diags_print(diags, &out);
	fwrite(out.buf, 1, out.len, stderr);
	strbuf_release(&out);
	return diags->errors ? EXIT_NO : 0;
}

const char *find_lesson_file(const struct paths *paths, struct arena *arena, const char *name)
{
	const char *file = main_file(arena, name);

	for (size_t i = 0; !file && i < paths->n_lessons && !strchr(name, '/'); i++)
		file = main_file(arena, arena_printf(arena, "%s/%s", paths->lessons[i], name));
	return file;
}

/* What is in a folder of lessons besides: neither a lesson nor a scenario. */
static bool is_something_else(const char *file)
{
	static const char *const names[] = { "help.ini", "workshop.ini", "course.ini" };
	size_t len;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(path_base(file, &len), names[i]))
			return true;
	return false;
}

int cmd_show(const struct options *options)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	struct paths paths;
	const char *file, *lang;
	int status;

	paths_find(&paths, options);
	lang = language_start(&paths, options);
	if (options->lang)
		lang = options->lang;
	if (options->n_rest != 1)
		return complain(EXIT_USAGE, _("vigie show takes one lesson: its file, its folder or its id"));
	file = find_lesson_file(&paths, &arena, options->rest[0]);
	if (!file || is_something_else(file))
		status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), options->rest[0]);
	else if (is_scenario_file(file))
		status = show_scenario(options, path_parent(&arena, file), lang, &diags);
	else
		status = show_lesson(options, file, lang, &diags);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}
