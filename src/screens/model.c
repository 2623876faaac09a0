/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "os/language_file.h"
#include "questions/type.h"

void model_init(struct model *model)
{
	memset(model, 0, sizeof(*model));
	settings_init(&model->settings);
	progress_init(&model->progress);
}

static void drop_lessons(struct model *model)
{
	for (size_t i = 0; model->lessons && i < model->course.n; i++)
		lesson_free(model->lessons[i]);
	free(model->lessons);
	for (size_t i = 0; model->scenarios && i < model->course.n; i++)
		scenario_free(model->scenarios[i]);
	free(model->scenarios);
	free(model->stamps);
	free(model->broken);
	model->lessons = NULL;
	model->scenarios = NULL;
	model->stamps = NULL;
	model->broken = NULL;
	course_release(&model->course);
	memset(&model->course, 0, sizeof(model->course));
	model->named.page = NULL;
	if (model->help_loaded)
		help_release(&model->help);
	memset(&model->help, 0, sizeof(model->help));
	model->help_loaded = false;
	if (model->has_workshop)
		workshop_release(&model->workshop);
	model->workshop_loaded = model->has_workshop = false;
	diags_release(&model->diags);
	memset(&model->diags, 0, sizeof(model->diags));
	finder_release(&model->finder);
	finder_release(&model->finder_keys);
	finder_release(&model->finder_here);
	/* they hold numbers of options, gaps …, which may be others in another language */
	mem_wipe(model->drafts, sizeof(model->drafts));
}

void model_release(struct model *model)
{
	drop_lessons(model);
	plan_release(&model->plan);
	free(model->bookmarks);
	index_release(&model->index);
	progress_release(&model->progress);
}

const char *model_lessons_lang(const struct model *model)
{
	return model->lessons_lang ? model->lessons_lang : model->lang;
}

void model_load(struct model *model)
{
	drop_lessons(model);
	course_scan_with(&model->course, model->lesson_dirs, model->n_lesson_dirs,
		model_lessons_lang(model), &model->index, model->now, &model->diags);
	model->lessons = xcalloc(model->course.n, sizeof(struct lesson *));
	model->scenarios = xcalloc(model->course.n, sizeof(struct scenario *));
	model->stamps = xcalloc(model->course.n, sizeof(*model->stamps));
	model->broken = xcalloc(model->course.n, sizeof(bool));
	plan_build(model);
}

static bool is_draft_of(const struct model_draft *draft, const char *run, size_t number)
{
	return !strcmp(draft->run, run) && draft->number == number;
}

const struct model_draft *model_draft(const struct model *model, const char *run, size_t number)
{
	for (size_t i = 0; i < MODEL_DRAFTS_MAX; i++)
		if (is_draft_of(&model->drafts[i], run, number))
			return &model->drafts[i];
	return NULL;
}

void model_keep_draft(struct model *model, const struct model_draft *draft)
{
	size_t at = 0;

	while (at + 1 < MODEL_DRAFTS_MAX &&
		!is_draft_of(&model->drafts[at], draft->run, draft->number))
		at++;
	memmove(&model->drafts[1], &model->drafts[0], at * sizeof(*draft));
	model->drafts[0] = *draft;
}

void model_note_place(struct model *model, int lesson, int page)
{
	size_t at = 0;

	while (at < model->n_places && model->places[at].lesson != lesson)
		at++;
	if (at < model->n_places && page < 0)
		page = model->places[at].page;
	if (at == model->n_places) {
		at = model->n_places < MODEL_PLACES ? model->n_places : MODEL_PLACES - 1;
		model->n_places += model->n_places < MODEL_PLACES;
	}
	memmove(&model->places[1], &model->places[0], at * sizeof(*model->places));
	model->places[0] = (struct model_place){ lesson, page };
}

static void stamp(const struct model *model, int index, struct file_stamp *out)
{
	const struct lesson_head *head = &model->course.lessons[index];
	struct strbuf path = STRBUF_INIT;

	memset(out, 0, sizeof(*out));
	strbuf_addf(&path, "%s/%s.ini", head->dir, head->scenario ? "scenario" : "lesson");
	index_stamp(path.buf, out);
	strbuf_release(&path);
}

bool model_is_stale(const struct model *model)
{
	for (size_t i = 0; i < model->course.n; i++) {
		struct file_stamp now;

		if (!model->lessons[i] && !model->scenarios[i])
			continue;
		stamp(model, (int)i, &now);
		if (memcmp(&now, &model->stamps[i], sizeof(now)))
			return true;
	}
	return false;
}

/*
 * The arrays are a cache behind a const model: reading a lesson changes nothing that a screen can
 * see.
 */
const struct lesson *model_lesson(const struct model *model, int index)
{
	struct model *cache = (struct model *)model;

	if (index < 0 || (size_t)index >= model->course.n || model->course.lessons[index].scenario)
		return NULL;
	if (!model->lessons[index] && !model->broken[index]) {
		stamp(model, index, &model->stamps[index]);
		model->lessons[index] = lesson_load_with(model->course.lessons[index].dir,
			model_lessons_lang(model), question_parse, &cache->index, &cache->diags);
		model->broken[index] = !model->lessons[index];
	}
	return model->lessons[index];
}

const struct scenario *model_scenario(const struct model *model, int index)
{
	struct model *cache = (struct model *)model;

	if (index < 0 || (size_t)index >= model->course.n || !model->course.lessons[index].scenario)
		return NULL;
	if (!model->scenarios[index] && !model->broken[index]) {
		stamp(model, index, &model->stamps[index]);
		model->scenarios[index] = scenario_load_with(model->course.lessons[index].dir,
			model_lessons_lang(model), &cache->index, &cache->diags);
		model->broken[index] = !model->scenarios[index];
	}
	return model->scenarios[index];
}

/* The files of a lesson, which exist, with their stamps: its own, and its translation. */
struct files {
	struct arena arena;
	const char *names[2];
	struct file_stamp stamps[2];
	size_t n;
};

static void find_files(struct files *f, const struct lesson_head *head)
{
	*f = (struct files){ 0 };
	f->names[0] = arena_printf(&f->arena, "%s/lesson.ini", head->dir);
	/* a folder is only searched where a name has several forms: pt-BR, pt_br */
	f->names[1] = strchr(head->language, '-')
		? language_file_exact(&f->arena, head->dir, head->language, ".ini")
		: arena_printf(&f->arena, "%s/%s.ini", head->dir, head->language);
	for (size_t i = 0; i < ARRAY_SIZE(f->names) && f->n == i && f->names[i]; i++)
		f->n += index_stamp(f->names[i], &f->stamps[i]);
}

/* Returns the title that was kept for files as they are now, or NULL. */
static const char *known_title(struct lesson_index *index, struct files *f, const char *page)
{
	const char *title = NULL;

	for (size_t i = 0; i < f->n; i++) {
		const struct lesson_head *head = index_find(
			index, index_page_path(&f->arena, f->names[i], page), &f->stamps[i]);

		if (!head)
			return NULL;
		title = head->title;
	}
	return title;
}

/* True if a path of the course names the page alone. */
static bool is_step(const struct course *course, const char *lesson, const char *page)
{
	size_t len = strlen(lesson);

	for (size_t i = 0; i < course->n_paths; i++)
		for (size_t k = 0; k < course->paths[i].n; k++) {
			const char *step = course->paths[i].steps[k];

			if (!strncmp(step, lesson, len) && step[len] == '/' &&
				!strcmp(step + len + 1, page))
				return true;
		}
	return false;
}

/*
 * Keeps the titles of all pages that any path names: the index tells nobody which of them was
 * wanted.
 */
static const char *read_title(struct model *model, int index, struct files *f, const char *page)
{
	const struct lesson *lesson = model_lesson(model, index);
	int at = lesson ? lesson_page_index(lesson, page) : -1;

	if (at < 0)
		return NULL;
	for (size_t k = 0; k < lesson->n_pages; k++) {
		const struct page *p = &lesson->pages[k];

		for (size_t i = 0; i < f->n && is_step(&model->course, lesson->id, p->id); i++)
			index_put(&model->index, index_page_path(&f->arena, f->names[i], p->id),
				&f->stamps[i], &(struct lesson_head){ .title = p->title },
				model->now);
	}
	index_sort(&model->index);
	return lesson->pages[at].title;
}

const char *model_page_title(const struct model *model, int index, const char *page)
{
	struct model *cache = (struct model *)model;
	struct files files;
	const char *title;

	if (index < 0 || (size_t)index >= model->course.n)
		return NULL;
	if (model->named.page == page && model->named.lesson == index)
		return model->named.title;
	find_files(&files, &model->course.lessons[index]);
	title = known_title(&cache->index, &files, page);
	if (!title)
		title = read_title(cache, index, &files, page);
	arena_release(&files.arena);
	cache->named = (struct model_named){ index, page, title };
	return title;
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

/* Returns the lesson of "lesson/id", or -1. */
static int lesson_of(const struct model *model, const char *ref)
{
	size_t len = strcspn(ref, "/");
	char id[64];

	if (len >= sizeof(id))
		return -1;
	memcpy(id, ref, len);
	id[len] = '\0';
	return course_find(&model->course, id);
}

const struct question *model_question(const struct model *model, int index, const char *ref)
{
	const char *slash = strchr(ref, '/');
	const struct lesson *lesson = model_lesson(model, slash ? lesson_of(model, ref) : index);

	return lesson ? lesson_question(lesson, slash ? slash + 1 : ref) : NULL;
}

const struct lesson *model_find_lesson(void *model, const char *id)
{
	const struct model *m = model;

	return model_lesson(m, course_find(&m->course, id));
}

const struct help *model_help(const struct model *model)
{
	struct model *cache = (struct model *)model;

	if (!model->help_loaded) {
		help_load(&cache->help, model->help_dir ? model->help_dir : "",
			model_lessons_lang(model), &cache->diags);
		cache->help_loaded = true;
	}
	return &model->help;
}

/* Reads the workshop from the first lesson folder that has one. */
const struct workshop *model_workshop(const struct model *model)
{
	struct model *cache = (struct model *)model;

	for (size_t i = 0;
		!model->workshop_loaded && !model->has_workshop && i < model->n_lesson_dirs; i++) {
		char *dir = arena_printf(&cache->diags.arena, "%s/workshop", model->lesson_dirs[i]);

		cache->has_workshop = workshop_load(
			&cache->workshop, dir, model_lessons_lang(model), &cache->diags);
	}
	cache->workshop_loaded = true;
	return model->has_workshop ? &model->workshop : NULL;
}

const struct lesson_progress *model_progress(const struct model *model, int index)
{
	return progress_find(&model->progress, model_run_key(model, index));
}

/* The key of the review must not be a valid id of a lesson. */
const char *model_run_key(const struct model *model, int index)
{
	return index < 0 ? "*review" : model->course.lessons[index].id;
}

const char *model_title(const struct model *model, int index)
{
	return index < 0 ? _("Review") : model->course.lessons[index].title;
}

int model_pass(const struct model *model, int index)
{
	return index < 0 ? 0 : model->course.lessons[index].pass;
}

struct rule model_rule(const struct model *model, int index)
{
	struct rule rule = { model_pass(model, index), RULE_ANSWERED };

	if (index < 0)
		return rule;
	if (model->course.lessons[index].answered)
		rule.answered = model->course.lessons[index].answered;
	else if (model->course.lessons[index].exam)
		rule.answered = RULE_ANSWERED_EXAM;
	return rule;
}

bool model_passed(const struct model *model, int index)
{
	const struct lesson_progress *p = model_progress(model, index);
	struct rule rule = model_rule(model, index);

	return p && progress_passed(p, &rule);
}

bool model_is_due(const struct model *model, const struct review_item *item)
{
	return review_is_due(item, model->day) && model_question(model, LESSON_NONE, item->ref) &&
		review_is_apart(progress_asked(&model->progress, item->ref), model->now);
}

size_t model_due(const struct model *model)
{
	const struct review *review = &model->progress.review;
	size_t n = 0;

	for (size_t i = 0; i < review->n; i++)
		n += model_is_due(model, &review->items[i]);
	return n;
}

size_t model_resting(const struct model *model)
{
	const struct review *review = &model->progress.review;
	size_t n = 0;

	for (size_t i = 0; i < review->n; i++)
		n += review->items[i].stage >= REVIEW_BOOSTER &&
			model_question(model, LESSON_NONE, review->items[i].ref);
	return n;
}

int model_day(const struct model *model, int64_t seconds)
{
	const int64_t most = 2000000;
	int64_t day;

	if (model->day_of)
		return model->day_of(seconds);
	day = seconds / 86400 - (seconds % 86400 < 0);
	return (int)(day < 0 ? 0 : day > most ? most : day);
}

int model_minutes(const struct model *model)
{
	int minutes = 0;

	for (size_t i = 0; i < model->course.n; i++)
		minutes += model->course.lessons[i].minutes;
	return minutes;
}

const struct run *model_last_run(const struct model *model, int lesson)
{
	const struct lesson_progress *p = model_progress(model, lesson);

	return p ? p->last : NULL;
}
