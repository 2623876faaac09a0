/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_lesson.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "check/check_course.h"
#include "course/catalog.h"
#include "course/course_file.h"
#include "ini/ini.h"
#include "text/nearest.h"
#include "text/text.h"

enum { PAGE_MAX_LETTERS = 1600 };
enum { AHEAD_DAYS = 365 }; /* how long before its date a fact is listed */

/* Expand to the four position arguments of diag_add, for a section heading and for a value. */
#define AT(section) (section)->file, (section)->line, 1, (section)->source
#define AT_VALUE(entry) (entry)->file, (entry)->line, (entry)->column, (entry)->source

/* ---- pages */

static int letters(const char *text)
{
	int n = 0;

	for (; text && *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static int letters_of_page(const struct page *page)
{
	int n = letters(page->title) + letters(page->note);

	for (size_t i = 0; i < page->n; i++) {
		const struct piece *p = &page->pieces[i];

		if (p->kind == PIECE_PICTURE)
			continue;
		n += letters(p->text) + letters(p->note);
		if (p->fact)
			n += letters(p->fact->text);
		if (p->term)
			n += letters(p->term->term) + letters(p->term->meaning);
	}
	return n;
}

static bool has_source(const struct page *page)
{
	for (size_t i = 0; i < page->n; i++)
		if (page->pieces[i].kind == PIECE_FACT)
			return true;
	return page->n_sources > 0;
}

static void check_page(
	const struct lesson *l, const struct ini *ini, const struct page *page, struct diags *diags)
{
	const struct ini_section *s = ini_find(ini, "page", page->id);
	int n = letters_of_page(page);

	if (n > PAGE_MAX_LETTERS)
		diag_add(diags, DIAG_WARNING, "page-too-long", AT(s),
			_("the page has %d letters in the language “%s”, more than two screens; "
			  "make two pages "
			  "of it"),
			n, l->language);
	if (page->n_claims && !has_source(page))
		diag_add(diags, DIAG_WARNING, "page-without-source", AT(s),
			_("the page teaches a claim but names no source; add sources = … or a "
			  "fact"));
}

/* ---- facts, and the lesson as a whole */

/* Figures that age in peace: nothing about them is urgent. */
static void look_for_newer(
	const struct ini_section *s, const char *day, int days, struct diags *diags)
{
	if (days < 0)
		diag_add(diags, DIAG_NOTE, "newer-figure", s->file, s->line, 1, NULL,
			_("look for a newer figure, which was planned for %s; this one stays right "
			  "for its year and is scored"),
			day);
	else
		diag_add(diags, DIAG_NOTE, "newer-figure", s->file, s->line, 1, NULL,
			Q_("look for a newer figure by %s, in %d day; this one stays right for its year",
				"look for a newer figure by %s, in %d days; this one stays right for its year",
				(unsigned long)days),
			day, days);
}

static void check_fact(
	const struct ini *ini, const struct fact *f, const struct date *today, struct diags *diags)
{
	const struct ini_section *s = ini_find(ini, "fact", f->id);
	const char *day = ini_get(s, "review_by")->value;
	int days = date_days(today, &f->review_by);

	if (days > AHEAD_DAYS)
		return;
	if (f->about == FACT_THEN)
		look_for_newer(s, day, days, diags);
	else if (fact_is_due(f, today))
		diag_add(diags, DIAG_WARNING, "fact-due", AT(s),
			_("the fact was due for a check by %s, so questions that depend on it are "
			  "not scored; check it and move review_by"),
			day);
	else
		diag_add(diags, DIAG_NOTE, "fact-due-soon", s->file, s->line, 1, NULL,
			Q_("check the fact by %s, in %d day, and move review_by; after that, questions that depend on it are not scored",
				"check the fact by %s, in %d days, and move review_by; after that, questions that depend on it are not scored",
				(unsigned long)days),
			day, days);
}

void check_lesson(const struct lesson *l, const struct ini *ini, const struct date *today,
	struct diags *diags)
{
	for (size_t i = 0; i < l->n_pages; i++)
		check_page(l, ini, &l->pages[i], diags);
	for (size_t i = 0; i < l->n_facts; i++)
		check_fact(ini, &l->facts[i], today, diags);
	if (!l->n_questions && !l->n_draws)
		diag_add(diags, DIAG_WARNING, "no-question", AT(ini_find(ini, "lesson", "")),
			_("the lesson has no questions, so it cannot show what was learned; add a "
			  "section [question my-id]"));
}

/* ---- other lessons */

/*
 * Finds [lesson id] in the folder beside and sets *questions to its number of questions. Errors in
 * that lesson are reported when it is checked itself.
 */
static bool find_lesson(const char *beside, const char *id, int *questions)
{
	struct arena arena = ARENA_INIT;
	struct diags quiet = DIAGS_INIT;
	struct ini_counts counts = { 0 };
	bool absent = false;

	ini_read_head(&arena, arena_printf(&arena, "%s/%s/lesson.ini", beside, id), &counts,
		&absent, &quiet);
	*questions = counts.questions;
	arena_release(&arena);
	diags_release(&quiet);
	return !absent;
}

static void report_lesson(
	const struct ini_entry *e, const char *beside, const char *id, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	const char *near = check_course_nearest(&arena, beside, id);

	if (near)
		diag_add(diags, DIAG_ERROR, "unknown-lesson", AT_VALUE(e),
			_("there is no lesson “%s” in this folder of lessons; did you mean “%s”?"),
			id, near);
	else
		diag_add(diags, DIAG_ERROR, "unknown-lesson", AT_VALUE(e),
			_("there is no lesson “%s” in this folder of lessons; correct the id"), id);
	arena_release(&arena);
}

static void check_required(
	const struct lesson *l, const struct ini *ini, const char *beside, struct diags *diags)
{
	const struct ini_entry *e = ini_get(ini_find(ini, "lesson", ""), "requires");
	int questions;

	for (size_t i = 0; i < l->n_requires; i++)
		if (!find_lesson(beside, l->requires[i], &questions))
			report_lesson(e, beside, l->requires[i], diags);
}

static void check_compared(
	const struct lesson *l, const struct ini *ini, const char *beside, struct diags *diags)
{
	int questions;

	if (l->compare && !find_lesson(beside, l->compare, &questions))
		report_lesson(
			ini_get(ini_find(ini, "lesson", ""), "compare"), beside, l->compare, diags);
}

static void check_draw(
	const struct ini *ini, const struct draw *d, const char *beside, struct diags *diags)
{
	const struct ini_section *s = ini_find(ini, "draw", d->id);
	const struct ini_entry *lesson = ini_get(s, "lesson"), *count = ini_get(s, "count");
	int questions;

	if (!find_lesson(beside, d->lesson, &questions))
		report_lesson(lesson, beside, d->lesson, diags);
	else if (d->count > questions)
		diag_add(diags, DIAG_ERROR, "draw-too-large", AT_VALUE(count),
			_("count = %d, but the number of questions in the lesson “%s” is %d; draw "
			  "fewer"),
			d->count, d->lesson, questions);
}

static void report_topic(
	const struct course *course, const struct ini_entry *e, struct diags *diags)
{
	struct nearest near = { .given = e->value };

	for (size_t i = 0; i < course->n_topics; i++)
		nearest_offer(&near, course->topics[i].id);
	if (near.word)
		diag_add(diags, DIAG_WARNING, "unknown-topic", AT_VALUE(e),
			_("course.ini has no topic “%s”; did you mean “%s”?"), e->value, near.word);
	else
		diag_add(diags, DIAG_WARNING, "unknown-topic", AT_VALUE(e),
			_("course.ini has no topic “%s”; add [topic %s] with a title there, or correct "
			  "the id"),
			e->value, e->value);
}

/* Topics of a lesson and its questions should be declared in the course.ini in beside. */
static void check_topics(const struct ini *ini, const char *beside, struct diags *diags)
{
	struct course course = { 0 };
	struct diags quiet = { .thorough = true };
	bool there = course_read_title(&course, beside, NULL, &quiet);

	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];
		const struct ini_entry *e = ini_get(s, "topic");

		if (!e || !reader_id_is_valid(e->value) || course_topic(&course, e->value) >= 0)
			continue;
		if (there) {
			report_topic(&course, e, diags);
			continue;
		}
		diag_add(diags, DIAG_WARNING, "unknown-topic", AT_VALUE(e),
			_("no course.ini in the folder of lessons gives the topic “%s” a title, so it is "
			  "never shown; add one, or remove the line"),
			e->value);
		break; /* once says it for the others */
	}
	course_release(&course);
	diags_release(&quiet);
}

void check_references(
	const struct lesson *l, const struct ini *ini, const char *beside, struct diags *diags)
{
	check_required(l, ini, beside, diags);
	check_compared(l, ini, beside, diags);
	check_topics(ini, beside, diags);
	for (size_t i = 0; i < l->n_draws; i++)
		check_draw(ini, &l->draws[i], beside, diags);
}
