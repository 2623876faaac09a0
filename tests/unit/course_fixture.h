/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for the tests of src/course. Include after cmocka.h. */
#ifndef UNIT_COURSE_FIXTURE_H
#define UNIT_COURSE_FIXTURE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "ini/ini.h"
#include "course/lesson.h"

/* Asserts that there are n diagnostics; prints them otherwise. */
static inline void assert_diags(const struct diags *diags, size_t n)
{
	for (size_t i = 0; diags->n != n && i < diags->n; i++)
		print_error("%s:%d:%d: %s [%s]\n", diags->v[i].file, diags->v[i].line,
			diags->v[i].column, diags->v[i].message, diags->v[i].rule);
	assert_int_equal(diags->n, n);
}

static inline void assert_no_diags(const struct diags *diags)
{
	assert_diags(diags, 0);
}

/* Asserts that there is one diagnostic, of this rule and at this position. */
static inline void assert_one_diag(
	const struct diags *diags, const char *rule, int line, int column)
{
	assert_diags(diags, 1);
	assert_string_equal(diags->v[0].rule, rule);
	assert_int_equal(diags->v[0].line, line);
	assert_int_equal(diags->v[0].column, column);
}

static inline bool has_rule(const struct diags *diags, const char *rule)
{
	for (size_t i = 0; i < diags->n; i++)
		if (!strcmp(diags->v[i].rule, rule))
			return true;
	return false;
}

static inline struct ini *parse_text(struct arena *arena, const char *text, struct diags *diags)
{
	return ini_parse(arena, "test.ini", text, strlen(text), diags);
}

/* Minimal question type for tests: one correct option, and no checks of what it reads. */
static inline bool parse_single(struct reader *r, struct question *q)
{
	static const char type[] = "single";
	const char *correct = reader_word(r, "correct", true);

	reader_word(r, "type", true);
	reader_know(r, "feedback.");
	reader_know(r, "option.");
	q->type = (const struct question_type *)type;
	q->options = arena_alloc(r->arena, OPTIONS_MAX * sizeof(*q->options));
	for (size_t i = 0; i < r->section->n && q->n_options < OPTIONS_MAX; i++) {
		const struct ini_entry *e = &r->section->entries[i];
		struct option *o = &q->options[q->n_options];

		if (strncmp(e->key, "option.", strlen("option.")))
			continue;
		o->id = e->key + strlen("option.");
		o->text = reader_prose_entry(r, e);
		o->correct = correct && !strcmp(correct, o->id);
		q->n_options++;
	}
	return correct != NULL;
}

#define LESSON_HEAD                                                                        \
	"[lesson]\nformat = 1\nid = hills\norder = 10\nlanguage = en\ntitle = \"Hills\"\n" \
	"summary = \"About hills.\"\nminutes = 5\npass = 60\n"
#define LESSON_PAGE "[page one]\ntitle = \"One\"\ntext1 = \"A hill.\"\n"
#define LESSON_SOURCE "[source atlas]\ntext = \"An atlas\"\ndate = 2020\n"
#define LESSON_FACT                                                                          \
	LESSON_SOURCE "[fact lakes]\ntext = \"There are 12 lakes.\"\nvalue = \"12 lakes\"\n" \
		      "as_of = 2019-05\nsource = atlas\nreview_by = 2026-12-31\n"

static inline struct lesson *lesson_from_texts(
	const char *text, const char *over, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct ini *ini = parse_text(&arena, text, diags);
	struct ini *fr = over ? ini_parse(&arena, "fr.ini", over, strlen(over), diags) : NULL;

	assert_non_null(ini);
	assert_true(!over || fr);
	return lesson_from_ini(arena, "hills", ini, fr, fr ? "fr" : NULL, parse_single, diags);
}

/* Makes a temporary directory for the test. */
static inline void make_folder(char path[64])
{
	snprintf(path, 64, "/tmp/vigie-test-XXXXXX");
	assert_non_null(mkdtemp(path));
}

static inline void write_file(const char *dir, const char *name, const char *data, size_t len)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static inline void write_text(const char *dir, const char *name, const char *text)
{
	write_file(dir, name, text, strlen(text));
}

#endif
