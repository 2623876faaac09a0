/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/find_index.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "screens/global.h"

static const char *text_of(const struct piece *piece)
{
	const char *text = piece->text;

	if (piece->kind == PIECE_FACT)
		text = piece->fact->text;
	else if (piece->kind == PIECE_TERM)
		text = piece->term->term;
	else if (piece->kind == PIECE_PICTURE)
		text = piece->note;
	return text ? text : "";
}

static void add_pages(struct finder *f, const struct lesson *lesson, int index)
{
	for (size_t i = 0; i < lesson->n_pages; i++) {
		const struct page *page = &lesson->pages[i];
		struct strbuf text = STRBUF_INIT;
		struct finder_entry *e;

		for (size_t k = 0; k < page->n; k++)
			strbuf_addf(&text, "%s ", text_of(&page->pieces[k]));
		e = finder_add(f, FINDER_PAGE, page->title, text.buf);
		e->lesson = index;
		e->index = (int)i;
		/* TRANSLATORS: where a page is: the title of its lesson, and its number */
		e->note = arena_printf(&f->arena, _("%s, page %zu"), lesson->title, i + 1);
		strbuf_release(&text);
	}
}

static bool has_word(const struct finder *f, const char *word)
{
	/* a very large course may repeat a word rather than keep a key waiting */
	for (size_t i = 0; i < f->n && f->n < 20000; i++)
		if (f->v[i].kind == FINDER_WORD && !strcmp(f->v[i].title, word))
			return true;
	return false;
}

static void add_words(struct finder *f, const struct lesson *lesson, int index)
{
	for (size_t i = 0; i < lesson->n_terms; i++) {
		struct finder_entry *e;

		if (has_word(f, lesson->terms[i].term))
			continue;
		e = finder_add(f, FINDER_WORD, lesson->terms[i].term, lesson->terms[i].meaning);
		e->lesson = index;
		e->index = (int)i;
		e->note = arena_strdup(&f->arena, lesson->title);
	}
}

static void add_questions(struct finder *f, const struct lesson *lesson, int index)
{
	for (size_t i = 0; i < lesson->n_questions; i++) {
		struct finder_entry *e =
			finder_add(f, FINDER_QUESTION, lesson->questions[i].prompt, NULL);

		e->lesson = index;
		e->index = (int)i;
		e->note = arena_strdup(&f->arena, lesson->title);
	}
}

static void add_heads(struct finder *f, const struct course *course)
{
	for (size_t i = 0; i < course->n; i++) {
		const struct lesson_head *head = &course->lessons[i];

		finder_add(f, FINDER_LESSON, head->title, head->summary)->lesson = (int)i;
	}
}

static void add_help(struct finder *f, const struct help *help)
{
	for (size_t i = 0; i < help->n; i++)
		finder_add(f, FINDER_HELP, help->countries[i].name, NULL)->index = (int)i;
	for (size_t i = 0; i < help->n; i++)
		for (size_t k = 0; k < help->countries[i].n; k++) {
			const struct help_entry *h = &help->countries[i].entries[k];
			struct finder_entry *e;
			struct strbuf more = STRBUF_INIT;

			strbuf_addf(&more, "%s %s %s", help->countries[i].name, h->number,
				h->about ? h->about : "");
			e = finder_add(f, FINDER_HELP, h->name, more.buf);
			e->index = (int)i;
			e->note = arena_strdup(&f->arena, help->countries[i].name);
			strbuf_release(&more);
		}
}

/* A cache behind a const model, as lessons are. */
const struct finder *find_index(const struct model *model)
{
	struct finder *f = (struct finder *)&model->finder;

	if (!f->begun) {
		f->begun = true;
		add_heads(f, &model->course);
		add_help(f, model_help(model));
	}
	for (size_t n = 0; n < FIND_STEP && f->read < model->course.n; n++, f->read++) {
		int index = (int)f->read;
		const struct lesson *lesson = model_lesson(model, index);

		if (!lesson)
			continue;
		add_pages(f, lesson, index);
		add_words(f, lesson, index);
		add_questions(f, lesson, index);
	}
	return f;
}

/* What goes somewhere or does something by itself; not what moves, or takes what is chosen. */
static bool is_place(enum command command)
{
	switch (command) {
	case CMD_HINT:
	case CMD_WHY:
	case CMD_REREAD:
	case CMD_WAY_OUT:
	case CMD_AGAIN:
	case CMD_QUIZ:
	case CMD_ABOUT:
	case CMD_PROGRESS:
	case CMD_REVIEW:
	case CMD_WORKSHOP:
	case CMD_GLOSSARY:
	case CMD_CONTENTS:
	case CMD_SOURCES:
	case CMD_SETTINGS:
	case CMD_KEYS:
	case CMD_HELP:
	case CMD_LANGUAGE:
	case CMD_LEAVE_QUICKLY:
		return true;
	default:
		return false;
	}
}

static void add_keys(struct finder *f, const struct binding *b)
{
	for (; b && b->command; b++) {
		char buf[32];
		struct finder_entry *e;

		if (!is_place(b->command) || !b->help)
			continue;
		e = finder_add(f, FINDER_KEY, _(b->help), NULL);
		e->index = (int)b->command;
		e->note = arena_strdup(&f->arena, command_key_name(b->keys[0], buf, sizeof(buf)));
	}
}

const struct finder *find_keys(const struct model *model)
{
	struct finder *f = (struct finder *)&model->finder_keys;

	finder_clear(f);
	add_keys(f, model->help_bindings);
	add_keys(f, global_bindings);
	return f;
}

/* A run names the questions of its own lesson by their id, those of others as lesson/id. */
static bool is_asked_in(const struct run *run, const char *lesson, const char *ref)
{
	const char *id = ref + strlen(lesson) + 1;
	const char *name = strcmp(run->lesson, lesson) ? ref : id;

	for (size_t i = 0; i < run->n; i++)
		if (!strcmp(run->answers[i].question, name))
			return true;
	return false;
}

bool find_may_show_question(const struct model *model, int index, int question)
{
	const struct lesson *lesson = model_lesson(model, index);
	char ref[160];

	if (!lesson || question >= (int)lesson->n_questions)
		return false;
	snprintf(ref, sizeof(ref), "%s/%s", lesson->id, lesson->questions[question].id);
	if (!progress_asked(&model->progress, ref))
		return false;
	for (size_t i = 0; i < model->progress.n; i++) {
		const struct run *open = model->progress.lessons[i].open;

		if (open && open->kind == RUN_EXAM && is_asked_in(open, lesson->id, ref))
			return false;
	}
	return true;
}
