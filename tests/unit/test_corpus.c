/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One mistake of each kind in a good course, with all that check says of it:
 * tests/lessons/mistakes/ has one small file for each; its README says how to add one.
 */
#include "check/check.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "questions/type.h"
#include "unit/course_fixture.h"

#define CORPUS TEST_DATA "/lessons/mistakes"

static const char *const files[] = { "course.ini", "hills/lesson.ini", "hills/fr.ini",
	"boats/lesson.ini", "exam/lesson.ini", "talk/scenario.ini", "talk/fr.ini",
	"help/help.ini" };
static const char *const folders[] = { "hills", "boats", "exam", "talk", "help" };

static const struct date today = { 2026, 11, 24 };

struct mistake {
	char file[64];
	struct strbuf gone, instead, wanted, edits; /* edits: all but the messages wanted */
};

static void read_text(const char *path, struct strbuf *out)
{
	FILE *f = fopen(path, "rb");
	char buf[4096];
	size_t n;

	if (!f)
		fail_msg("%s cannot be read", path);
	while (f && (n = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(out, buf, n);
	if (f)
		fclose(f);
}

static void read_mistake(const char *path, struct mistake *m)
{
	struct strbuf text = STRBUF_INIT;

	*m = (struct mistake){ "", STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT };
	read_text(path, &text);
	for (const char *s = text.buf, *end; *s; s = end + 1) {
		const char *colon;

		end = strchr(s, '\n');
		assert_non_null(end);
		if (*s == '=') {
			strbuf_add(&m->wanted, s + 2, (size_t)(end + 1 - s - 2));
			continue;
		}
		strbuf_add(&m->edits, s, (size_t)(end + 1 - s));
		if (*s == '+') {
			strbuf_add(&m->instead, s + 2, (size_t)(end + 1 - s - 2));
			continue;
		}
		colon = strstr(s, ": ");
		assert_true(*s == '-' && colon && colon < end);
		snprintf(m->file, sizeof(m->file), "%.*s", (int)(colon - s - 2), s + 2);
		strbuf_add(&m->gone, colon + 2, (size_t)(end + 1 - colon - 2));
	}
	strbuf_release(&text);
}

static void release(struct mistake *m)
{
	strbuf_release(&m->gone);
	strbuf_release(&m->instead);
	strbuf_release(&m->wanted);
	strbuf_release(&m->edits);
}

/* Replaces the line in the text. */
static void make(const char *path, const struct mistake *m, struct strbuf *text)
{
	const char *at = text->buf;

	while (at && (strncmp(at, m->gone.buf, m->gone.len) || (at > text->buf && at[-1] != '\n')))
		at = strstr(at + 1, m->gone.buf);
	if (!at)
		fail_msg("%s: %s has no line %s", path, m->file, m->gone.buf);
	else
		strbuf_splice(text, (size_t)(at - text->buf), m->gone.len, m->instead.buf,
			m->instead.len);
}

static void copy_course(const char *path, const struct mistake *m, const char *dir)
{
	char name[300];

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		snprintf(name, sizeof(name), "%s/%s", dir, folders[i]);
		mkdir(name, 0700);
	}
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct strbuf text = STRBUF_INIT;

		snprintf(name, sizeof(name), CORPUS "/base/%s", files[i]);
		read_text(name, &text);
		if (m && !strcmp(files[i], m->file))
			make(path, m, &text);
		write_file(dir, files[i], text.buf, text.len);
		strbuf_release(&text);
	}
}

static void remove_course(const char *dir)
{
	char name[300];

	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		snprintf(name, sizeof(name), "%s/%s", dir, files[i]);
		unlink(name);
	}
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		snprintf(name, sizeof(name), "%s/%s", dir, folders[i]);
		rmdir(name);
	}
	rmdir(dir);
}

/* Appends what check says of the course with the mistake, but for notes. */
static void judge(const char *path, const struct mistake *m, struct strbuf *got)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = { 0 };
	char dir[64];

	make_folder(dir);
	copy_course(path, m, dir);
	check_path(dir, &today, question_parse, &result, &diags);
	for (size_t i = 0; i < diags.n; i++) {
		const struct diag *d = &diags.v[i];

		if (d->severity != DIAG_NOTE)
			strbuf_addf(got, "%s:%d:%d: %s: %s [%s]\n", d->file + strlen(dir) + 1,
				d->line, d->column, diag_severity(d->severity), d->message,
				d->rule);
	}
	diags_release(&diags);
	remove_course(dir);
}

static void accept_messages(const char *path, const struct mistake *m, const struct strbuf *got)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fputs(m->edits.buf, f);
	for (const char *s = got->buf; s && *s; s = strchr(s, '\n') + 1)
		fprintf(f, "= %.*s\n", (int)strcspn(s, "\n"), s);
	fclose(f);
}

static bool holds(const char *path)
{
	struct mistake m;
	struct strbuf got = STRBUF_INIT;
	bool same;

	read_mistake(path, &m);
	judge(path, &m, &got);
	if (getenv("VIGIE_ACCEPT") && *getenv("VIGIE_ACCEPT"))
		accept_messages(path, &m, &got);
	same = got.len == m.wanted.len && (!got.len || !strcmp(got.buf, m.wanted.buf));
	if (!same)
		print_error("%s gives\n%sinstead of\n%s", path, got.buf, m.wanted.buf);
	strbuf_release(&got);
	release(&m);
	return same;
}

static void the_course_is_good_before(void **state)
{
	struct strbuf got = STRBUF_INIT;

	(void)state;
	judge("", NULL, &got);
	if (got.len)
		fail_msg("%s", got.buf);
	strbuf_release(&got);
}

static void each_mistake_gives_the_messages_wanted(void **state)
{
	glob_t found;
	int failed = 0;

	(void)state;
	assert_int_equal(glob(CORPUS "/*.txt", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		failed += !holds(found.gl_pathv[i]);
	globfree(&found);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_course_is_good_before),
		cmocka_unit_test(each_mistake_gives_the_messages_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
