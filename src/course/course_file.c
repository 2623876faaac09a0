/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/course_file.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "course/index.h"
#include "course/reader.h"
#include "ini/ini.h"

/* Parts and paths came with format 2; a program that knows only format 1 refuses such a file. */
static void read_format(struct reader *r, int *format)
{
	const char *word = reader_word(r, "format", true);

	*format = word && strcmp(word, "1") != 0 ? 2 : 1;
	if (word && *format == 2 && strcmp(word, "2") != 0)
		reader_error(r, "format", "unknown-format",
			_("this version reads courses of format 1 and 2 only; write format = 2, or get a "
			  "newer version"));
}

static void read_course_section(struct reader *r, struct course *course, int *format)
{
	const char *language = reader_word(r, "language", true);

	read_format(r, format);
	if (language && !language_code_is_valid(language))
		reader_error(r, "language", "bad-language",
			_("“%s” is not a language code; write one such as en, fr or pt-BR"),
			language);
	reader_id(r, "id", true);
	course->title = reader_prose(r, "title", true);
	course->summary = reader_prose(r, "summary", false);
	course->author = reader_prose(r, "author", false);
	course->licence = reader_word(r, "licence", false);
	reader_finish(r);
}

static void require_id(struct reader *r)
{
	if (!reader_id_is_valid(r->section->id))
		reader_error(r, NULL, "bad-section-id",
			_("the heading needs an id of letters a to z, digits and hyphens that begins with no hyphen, such as [%s my-id]"),
			r->section->kind);
}

static void read_topics(struct reader *r, struct course *course)
{
	size_t at = 0;

	course->topics = arena_alloc(r->arena, reader_count(r, "topic") * sizeof(*course->topics));
	while (reader_next(r, "topic", &at)) {
		struct topic *topic = &course->topics[course->n_topics++];

		topic->id = r->section->id;
		require_id(r);
		topic->title = reader_prose(r, "title", true);
		reader_finish(r);
	}
}

/* Returns true if it is an id, or where pages are allowed, two ids with a slash between. */
static bool is_step(const char *word, bool pages)
{
	const char *slash = strchr(word, '/');
	char lesson[64];

	if (!slash || !pages)
		return reader_id_is_valid(word);
	if ((size_t)(slash - word) >= sizeof(lesson))
		return false;
	memcpy(lesson, word, (size_t)(slash - word));
	lesson[slash - word] = '\0';
	return reader_id_is_valid(lesson) && reader_id_is_valid(slash + 1);
}

static bool has_step(const char *const *steps, size_t n, const char *step)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(steps[i], step))
			return true;
	return false;
}

static void add_step(struct reader *r, const char *step, bool pages, const char **steps, size_t *n)
{
	if (!is_step(step, pages))
		reader_error(r, "lessons", "bad-list",
			pages ? _("“%s” is neither the id of a lesson nor lesson/page; write lessons = first, second/page")
			      : _("“%s” is no id of a lesson; write lessons = first, second"),
			step);
	else if (has_step(steps, *n, step))
		reader_error(r, "lessons", "bad-list", _("“%s” is listed twice; remove one"), step);
	else
		steps[(*n)++] = step;
}

/*
 * Reads the lessons of a part or a path. A slash parts lesson and page, for # begins a comment in
 * such a file.
 */
static size_t read_steps(struct reader *r, bool pages, const char ***steps)
{
	const char *s = reader_word(r, "lessons", true);
	size_t n = 0, max = 1;

	*steps = NULL;
	if (!s || ini_get(r->section, "lessons")->quoted)
		return 0;
	for (const char *p = s; *p; p++)
		max += *p == ',';
	*steps = arena_alloc(r->arena, max * sizeof(**steps));
	while (*s) {
		size_t len = strcspn(s, ","), from = strspn(s, " "), to = len;

		while (to > from && s[to - 1] == ' ')
			to--;
		add_step(r, arena_memdupz(r->arena, s + from, to - from), pages, *steps, &n);
		s += len + (s[len] == ',');
	}
	return n;
}

/* The first part that lists a lesson keeps it. */
static void drop_taken(struct reader *r, const struct course *course, struct part *part)
{
	size_t kept = 0;

	for (size_t i = 0; i < part->n; i++) {
		int other = course_part(course, part->lessons[i]);

		if (other < 0)
			part->lessons[kept++] = part->lessons[i];
		else
			reader_error(r, "lessons", "lesson-in-two-parts",
				_("[part %s] lists the lesson “%s” as well; remove it from one of them"),
				course->parts[other].id, part->lessons[i]);
	}
	part->n = kept;
}

static void read_parts(struct reader *r, struct course *course)
{
	size_t at = 0;

	course->parts = arena_alloc(r->arena, reader_count(r, "part") * sizeof(*course->parts));
	while (reader_next(r, "part", &at)) {
		struct part part = { .id = r->section->id };

		require_id(r);
		part.title = reader_prose(r, "title", true);
		part.n = read_steps(r, false, &part.lessons);
		drop_taken(r, course, &part);
		course->parts[course->n_parts++] = part;
		reader_finish(r);
	}
}

static void read_paths(struct reader *r, struct course *course)
{
	size_t at = 0;

	course->paths = arena_alloc(r->arena, reader_count(r, "path") * sizeof(*course->paths));
	while (reader_next(r, "path", &at)) {
		struct path *path = &course->paths[course->n_paths++];

		*path = (struct path){ .id = r->section->id };
		require_id(r);
		path->title = reader_prose(r, "title", true);
		path->minutes = reader_int(r, "minutes", 1, 6000, 0, true);
		path->n = read_steps(r, true, &path->steps);
		path->kiosk = reader_bool(r, "kiosk", false);
		reader_finish(r);
	}
}

/* True if the file may hold the section besides [course]. */
static bool is_known(const char *kind, int format)
{
	return !strcmp(kind, "topic") ||
		(format >= 2 && (!strcmp(kind, "part") || !strcmp(kind, "path")));
}

static void report_section(struct reader *r, int format)
{
	if (is_known(r->section->kind, 2))
		reader_error(r, NULL, "unknown-section",
			_("[%s] needs format = %d in [course]; write that, or remove it"),
			r->section->name, 2);
	else if (format < 2)
		reader_error(r, NULL, "unknown-section",
			_("course.ini holds [course] and the topics, [topic my-topic]; remove [%s]"),
			r->section->name);
	else
		reader_error(r, NULL, "unknown-section",
			_("course.ini holds [course], topics, parts and paths, such as [part my-part]; remove [%s]"),
			r->section->name);
}

static void lay_language(struct arena *arena, const char *dir, struct ini *ini, const char *lang,
	struct lesson_index *index, struct diags *diags)
{
	const struct ini *over = index_read_overlay(index, arena, dir, ini, "course", &lang, diags);

	if (over)
		ini_overlay(arena, ini, over, diags);
}

/* Reads all sections into course. */
static void read_sections(struct reader *r, struct course *course)
{
	static const char *const kinds[] = { "course", "topic", "part", "path" };
	const struct ini *ini = r->ini;
	int format = 1;

	reader_guess_kinds(r, kinds, ARRAY_SIZE(kinds));
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->sections[i].name, "course")) {
			reader_begin(r, &ini->sections[i]);
			read_course_section(r, course, &format);
		}
	for (size_t i = 0; i < ini->n; i++) {
		reader_begin(r, &ini->sections[i]);
		if (strcmp(ini->sections[i].name, "course") && !ini->sections[i].faulty &&
			!is_known(ini->sections[i].kind, format))
			report_section(r, format);
	}
	read_topics(r, course);
	if (format >= 2) {
		read_parts(r, course);
		read_paths(r, course);
	}
}

/* For a report: gives misspelt keys and kinds the names that they mean. */
static void mend_names(struct arena *arena, struct ini *ini)
{
	struct diags quiet = { .thorough = true };
	struct course draft = { 0 };
	struct reader r = { .arena = &draft.arena, .diags = &quiet, .ini = ini, .mend = arena };

	ini_name_head(ini, "course");
	read_sections(&r, &draft);
	reader_release(&r);
	course_release(&draft);
	diags_release(&quiet);
}

bool course_read_title_with(struct course *course, const char *dir, const char *lang,
	struct lesson_index *index, struct diags *diags)
{
	struct arena *arena = &course->arena;
	struct reader r = { .arena = arena, .diags = diags };
	bool absent = false;
	struct ini *ini =
		index_read(index, arena, arena_printf(arena, "%s/course.ini", dir), &absent, diags);

	if (!ini)
		return !absent;
	if (diags->thorough)
		mend_names(arena, ini);
	lay_language(arena, dir, ini, lang, index, diags);
	r.ini = ini;
	read_sections(&r, course);
	if (!ini_find(ini, "course", ""))
		diag_add(diags, DIAG_ERROR, "no-course", ini->file, 0, 0, NULL,
			_("there is no section [course] in the file; it holds format, id, language "
			  "and title"));
	reader_release(&r);
	return true;
}

bool course_read_title(
	struct course *course, const char *dir, const char *lang, struct diags *diags)
{
	return course_read_title_with(course, dir, lang, NULL, diags);
}
