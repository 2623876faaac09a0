/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/catalog.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "course/course_file.h"
#include "course/index.h"
#include "course/lesson_read.h"
#include "course/scenario_read.h"
#include "ini/ini.h"
#include "os/folder.h"
#include "os/language_file.h"

struct scan {
	struct course *course;
	struct diags *diags;
	const char *lang;
	struct lesson_index *index; /* or NULL */
	int64_t now;
	struct arena file; /* of the current file */
	struct lesson_head *heads;
	size_t n, cap;
	size_t *by_id,
		n_by_id; /* hash table, size a power of two: 1 + index of a head, 0 if free */
};

enum found { ABSENT, BROKEN, FOUND };

/* ---- one lesson */

static void take_title(const char **title, const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_get(s, key);

	if (e && e->quoted)
		*title = e->value;
}

/* Returns the ids, separated by commas; NULL if there are none. */
static const char *join(struct scan *scan, const char *const *ids, size_t n)
{
	const char *all = NULL;

	for (size_t i = 0; i < n; i++)
		all = all ? arena_printf(&scan->file, "%s,%s", all, ids[i]) : ids[i];
	return all;
}

static bool read_head(struct scan *scan, const struct ini *ini, struct lesson_head *head)
{
	struct lesson l = { 0 };
	struct reader r = { .arena = &scan->file, .diags = scan->diags, .ini = ini };
	size_t errors = scan->diags->errors;

	if (strcmp(ini->sections[0].name, "lesson")) {
		r.section = &ini->sections[0];
		reader_error(&r, NULL, "lesson-not-first",
			_("[lesson] must be the first section, the list of lessons reads nothing "
			  "else; move it"));
		return false;
	}
	if (lesson_refuses_newer(&r, "lesson", LESSON_FORMAT)) {
		reader_release(&r);
		return false;
	}
	reader_begin(&r, &ini->sections[0]);
	lesson_read_head(&r, &l);
	reader_release(&r);
	head->id = l.id;
	head->title = l.title;
	head->summary = l.summary;
	head->language = l.language;
	head->order = l.order;
	head->minutes = l.minutes;
	head->pass = l.pass;
	head->answered = l.answered;
	head->requires = join(scan, l.requires, l.n_requires);
	return scan->diags->errors == errors;
}

static bool read_scenario_head(struct scan *scan, const struct ini *ini, struct lesson_head *head)
{
	struct scenario s = { 0 };
	struct reader r = { .arena = &scan->file, .diags = scan->diags, .ini = ini };
	size_t errors = scan->diags->errors;

	if (strcmp(ini->sections[0].name, "scenario")) {
		r.section = &ini->sections[0];
		reader_error(&r, NULL, "scenario-not-first",
			_("[scenario] must be the first section, the list of lessons reads nothing "
			  "else; move it"));
		return false;
	}
	if (lesson_refuses_newer(&r, "scenario", SCENARIO_FORMAT)) {
		reader_release(&r);
		return false;
	}
	reader_begin(&r, &ini->sections[0]);
	scenario_read_head(&r, &s);
	reader_release(&r);
	head->id = s.id;
	head->title = s.title;
	head->summary = s.summary;
	head->language = s.language;
	head->order = s.order;
	head->minutes = s.minutes;
	head->scenario = true;
	return scan->diags->errors == errors;
}

static enum found read_lesson_file(struct scan *scan, const char *file, struct lesson_head *head)
{
	struct ini_counts counts = { 0 };
	bool absent = false;
	const struct ini *ini = ini_read_head(&scan->file, file, &counts, &absent, scan->diags);

	if (!ini || !read_head(scan, ini, head))
		return absent ? ABSENT : BROKEN;
	head->pages = counts.pages;
	head->questions = counts.questions;
	head->exam = counts.draws > 0;
	return FOUND;
}

static enum found read_scenario_file(struct scan *scan, const char *file, struct lesson_head *head)
{
	struct ini_counts counts = { 0 };
	bool absent = false;
	const struct ini *ini = ini_read_head(&scan->file, file, &counts, &absent, scan->diags);

	if (!ini || !read_scenario_head(scan, ini, head))
		return absent ? ABSENT : BROKEN;
	head->endings = counts.endings;
	return FOUND;
}

/* Reads title and summary of a translation. A missing one is not reported here: check does that. */
static enum found read_overlay_file(struct scan *scan, const char *file, struct lesson_head *head)
{
	bool absent = false;
	const struct ini *over = ini_read_head(&scan->file, file, NULL, &absent, scan->diags);

	if (!over)
		return absent ? ABSENT : BROKEN;
	head->scenario = !strcmp(over->sections[0].name, "scenario");
	if (!head->scenario && strcmp(over->sections[0].name, "lesson"))
		return BROKEN;
	take_title(&head->title, &over->sections[0], "title");
	take_title(&head->summary, &over->sections[0], "summary");
	return FOUND;
}

static const char *keep(struct scan *scan, const char *text)
{
	return text ? arena_strdup(&scan->course->arena, text) : NULL;
}

/*
 * Returns the head of a file, from the index if the file is unchanged, else by parsing it. A file
 * with problems is parsed every time, so that they are reported again.
 */
static enum found look(struct scan *scan, const char *file,
	enum found (*read)(struct scan *scan, const char *file, struct lesson_head *head),
	struct lesson_head *head)
{
	const struct lesson_head *known;
	struct file_stamp stamp = { 0 };
	size_t problems = scan->diags->n;
	bool stamped = scan->index && index_stamp(file, &stamp);
	enum found found;

	*head = (struct lesson_head){ 0 };
	if (scan->index && !stamped && (errno == ENOENT || errno == ENOTDIR))
		return ABSENT;
	known = stamped ? index_find(scan->index, file, &stamp) : NULL;
	if (known) {
		*head = *known;
		return FOUND;
	}
	found = read(scan, file, head);
	if (stamped && found == FOUND && scan->diags->n == problems)
		index_put(scan->index, file, &stamp, head, scan->now);
	head->id = keep(scan, head->id);
	head->title = keep(scan, head->title);
	head->summary = keep(scan, head->summary);
	head->language = keep(scan, head->language);
	head->requires = keep(scan, head->requires);
	arena_clear(&scan->file);
	return found;
}

/* Overlays title and summary from DIR/LANG.ini. */
static void translate_head(struct scan *scan, struct lesson_head *head)
{
	struct lesson_head over;
	const char *lang = scan->lang;
	const char *file =
		language_file_translation(&scan->course->arena, head->dir, head->language, &lang);

	if (!file)
		return;
	if (look(scan, file, read_overlay_file, &over) != FOUND || over.id ||
		over.scenario != head->scenario)
		return;
	if (over.title)
		head->title = over.title;
	if (over.summary)
		head->summary = over.summary;
	head->language = lang;
}

/* ---- unique ids */

static size_t hash_id(const char *id)
{
	size_t hash = 5381;

	for (; *id; id++)
		hash = hash * 33 + (unsigned char)*id;
	return hash;
}

/* Returns the hash slot of id: the one that holds it, or the free slot for it. */
static size_t *find_id(const struct scan *scan, const char *id)
{
	size_t at = hash_id(id);

	for (;; at++) {
		size_t *head = &scan->by_id[at & (scan->n_by_id - 1)];

		if (!*head || !strcmp(scan->heads[*head - 1].id, id))
			return head;
	}
}

static void make_room_for_ids(struct scan *scan)
{
	if (2 * scan->n < scan->n_by_id)
		return;
	free(scan->by_id);
	scan->n_by_id = scan->n_by_id ? 2 * scan->n_by_id : 64;
	scan->by_id = xcalloc(scan->n_by_id, sizeof(*scan->by_id));
	for (size_t i = 0; i < scan->n; i++)
		*find_id(scan, scan->heads[i].id) = i + 1;
}

static void add_head(struct scan *scan, const struct lesson_head *head, const char *file)
{
	size_t *same;

	make_room_for_ids(scan);
	same = find_id(scan, head->id);
	if (*same) {
		diag_add(scan->diags, DIAG_WARNING, "duplicate-lesson", file, 0, 0, NULL,
			_("the lesson in %s has the id “%s” as well, so this one is not shown; "
			  "give it another id"),
			scan->heads[*same - 1].dir, head->id);
		return;
	}
	ALLOC_GROW(scan->heads, scan->n + 1, scan->cap);
	scan->heads[scan->n++] = *head;
	*same = scan->n;
}

/* Scans dir/lesson.ini, or else dir/scenario.ini. Returns true if one of them exists. */
static bool scan_lesson(struct scan *scan, const char *dir)
{
	struct arena *arena = &scan->course->arena;
	const char *file = arena_printf(arena, "%s/lesson.ini", dir);
	struct lesson_head head;
	enum found found = look(scan, file, read_lesson_file, &head);

	if (found == ABSENT) {
		file = arena_printf(arena, "%s/scenario.ini", dir);
		found = look(scan, file, read_scenario_file, &head);
	}
	if (found == FOUND && head.id) {
		head.dir = dir;
		translate_head(scan, &head);
		add_head(scan, &head, file);
	} else if (found != ABSENT) {
		scan->course->incomplete = true;
	}
	return found != ABSENT;
}

/* ---- all lessons */

static int compare_heads(const void *a, const void *b)
{
	const struct lesson_head *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->id, y->id);
}

static void scan_folder(struct scan *scan, const char *dir)
{
	struct arena *arena = &scan->course->arena;
	struct folder folder;

	if (scan_lesson(scan, dir))
		return;
	if (!scan->course->title)
		course_read_title_with(scan->course, dir, scan->lang, scan->index, scan->diags);
	if (!folder_read(&folder, arena, dir, scan->diags))
		scan->course->incomplete = true;
	for (size_t i = 0; i < folder.n; i++)
		if (!strcmp(folder.names[i], "workshop"))
			scan->course->workshop = true;
		else if (strcmp(folder.names[i], "help"))
			scan_lesson(scan, arena_printf(arena, "%s/%s", dir, folder.names[i]));
}

void course_scan_with(struct course *course, const char *const *dirs, size_t n, const char *lang,
	struct lesson_index *index, int64_t now, struct diags *diags)
{
	struct scan scan = {
		.course = course, .diags = diags, .lang = lang, .index = index, .now = now
	};

	*course = (struct course){ 0 };
	if (index)
		index->now = now;
	for (size_t i = 0; i < n; i++)
		scan_folder(&scan, dirs[i]);
	if (scan.n) {
		qsort(scan.heads, scan.n, sizeof(*scan.heads), compare_heads);
		course->lessons = arena_alloc(&course->arena, scan.n * sizeof(*scan.heads));
		memcpy(course->lessons, scan.heads, scan.n * sizeof(*scan.heads));
		course->n = scan.n;
	}
	if (index)
		index_sort(index);
	free(scan.heads);
	free(scan.by_id);
	arena_release(&scan.file);
}

void course_scan(struct course *course, const char *const *dirs, size_t n, const char *lang,
	struct diags *diags)
{
	course_scan_with(course, dirs, n, lang, NULL, 0, diags);
}

void course_release(struct course *course)
{
	arena_release(&course->arena);
	*course = (struct course){ 0 };
}

int course_find(const struct course *course, const char *id)
{
	for (size_t i = 0; i < course->n; i++)
		if (!strcmp(course->lessons[i].id, id))
			return (int)i;
	return -1;
}

int course_topic(const struct course *course, const char *id)
{
	for (size_t i = 0; i < course->n_topics; i++)
		if (!strcmp(course->topics[i].id, id))
			return (int)i;
	return -1;
}

int course_part(const struct course *course, const char *lesson)
{
	for (size_t i = 0; i < course->n_parts; i++)
		for (size_t k = 0; k < course->parts[i].n; k++)
			if (!strcmp(course->parts[i].lessons[k], lesson))
				return (int)i;
	return -1;
}
