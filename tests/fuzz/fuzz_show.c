/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes an untrusted lesson all the way: bytes -> file -> check -> model -> blocks -> cells at
 * three widths, and -> plain lines. A file that starts with [scenario], [help], [course] or
 * [workshop] is of that kind, any other is a lesson; text after a line "====" is its translation.
 */
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/line.h"
#include "base/diag.h"
#include "text/diag_print.h"
#include "check/check.h"
#include "questions/type.h"
#include "visit.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEPS = 12 };

static char folder[64], lesson_folder[96];

static void put(const char *dir, const char *name, const char *text, size_t len)
{
	struct strbuf path = STRBUF_INIT;
	FILE *f;

	strbuf_addf(&path, "%s/%s", dir, name);
	f = fopen(path.buf, "wb");
	if (!f || fwrite(text, 1, len, f) != len)
		BUG("cannot write %s", path.buf);
	fclose(f);
	strbuf_release(&path);
}

static void clean(void)
{
	static const char *const names[] = { "f/lesson.ini", "f/scenario.ini", "f/workshop.ini",
		"f/fr.ini", "course.ini", "fr.ini", "help/help.ini", "help/fr.ini" };
	struct strbuf path = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		strbuf_clear(&path);
		strbuf_addf(&path, "%s/%s", folder, names[i]);
		unlink(path.buf);
	}
	strbuf_release(&path);
}

static void remove_folder(void)
{
	struct strbuf help = STRBUF_INIT;

	clean();
	strbuf_addf(&help, "%s/help", folder);
	rmdir(help.buf);
	rmdir(lesson_folder);
	rmdir(folder);
	strbuf_release(&help);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct strbuf help = STRBUF_INIT;

	(void)argc;
	(void)argv;
	snprintf(folder, sizeof(folder), "%s/vigie-fuzz-XXXXXX",
		access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
	if (!mkdtemp(folder))
		BUG("cannot make %s", folder);
	snprintf(lesson_folder, sizeof(lesson_folder), "%s/f", folder);
	strbuf_addf(&help, "%s/help", folder);
	if (mkdir(lesson_folder, 0700) || mkdir(help.buf, 0700))
		BUG("cannot make %s", lesson_folder);
	strbuf_release(&help);
	atexit(remove_folder);
	return 0;
}

/* Writes the input as files. Returns true if it has a translation. */
static bool put_files(const char *text, size_t size)
{
	static const struct {
		const char *head, *dir, *name;
	} kinds[] = {
		{ "[scenario]", "f", "scenario.ini" },
		{ "[help]", "help", "help.ini" },
		{ "[course]", "", "course.ini" },
		{ "[workshop]", "f", "workshop.ini" },
		{ "", "f", "lesson.ini" },
	};
	static const char cut[] = "\n====\n";
	const char *over = memmem(text, size, cut, strlen(cut));
	size_t len = over ? (size_t)(over - text) : size, rest, i = 0;
	const char *first;
	struct strbuf dir = STRBUF_INIT;

	/* the first section decides; comments may precede it */
	first = memchr(text, '[', len);
	rest = first ? len - (size_t)(first - text) : 0;
	while (strlen(kinds[i].head) > rest || memcmp(first, kinds[i].head, strlen(kinds[i].head)))
		if (!*kinds[++i].head)
			break;
	strbuf_addf(&dir, "%s/%s", folder, kinds[i].dir);
	put(dir.buf, kinds[i].name, text, len);
	if (over)
		put(dir.buf, "fr.ini", over + strlen(cut), size - len - strlen(cut));
	strbuf_release(&dir);
	return over != NULL;
}

/* Checks every line of output that does not pass through the screens. */
static void check_clean(const struct strbuf *out)
{
	for (const char *s = out->buf; *s; s += strcspn(s, "\n"), s += *s == '\n')
		if (!text_is_clean(s, strcspn(s, "\n")))
			BUG("not clean: %.*s", (int)strcspn(s, "\n"), s);
}

static void check_folder(void)
{
	static const struct date today = { 2026, 11, 24 };
	struct check_result result = { 0 };
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT;

	check_path(folder, &today, question_parse, &result, &diags);
	for (size_t i = 0; i < diags.n; i++)
		if (!strcmp(diags.v[i].rule, "reader-disagrees"))
			BUG("the readers disagree: %s",
				diags.v[i].source ? diags.v[i].source : "?");
	diags_sort(&diags);
	diags_print(&diags, &out);
	check_clean(&out);
	strbuf_release(&out);
	diags_release(&diags);
}

static void show_lines(struct session *s, struct linear *linear)
{
	struct strbuf out = STRBUF_INIT;

	line_show(&s->app, linear, true, &out);
	check_clean(&out);
	strbuf_release(&out);
}

/* Walks from the list of lessons through every screen that Enter leads to. */
static void visit_lesson(const char *lang)
{
	struct setup setup = visit_setup(folder);
	struct session session;
	struct linear linear;

	snprintf(setup.lang, sizeof(setup.lang), "%s", lang);
	snprintf(setup.help, sizeof(setup.help), "%s/help", folder);
	session_begin(&session, &setup);
	session_open(&session);
	linear_init(&linear, 60, false);
	for (int i = 0; i < STEPS && !session.left; i++) {
		if (!visit_resize(&session, 22, 7) || !visit_resize(&session, 40, 12) ||
			!visit_resize(&session, 76, 16))
			break;
		show_lines(&session, &linear);
		if (i == 7) {
			visit_key(&session, 'o');
			visit_key(&session, 'h');
			visit_key(&session, K_ESC);
		}
		/* Enter submits nothing until an option is ticked */
		visit_key(&session, K_SPACE);
		visit_key(&session, K_ENTER);
	}
	linear_release(&linear);
	session_end(&session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool translated = put_files((const char *)data, size);

	check_folder();
	visit_lesson(translated && french() ? "fr" : "en");
	clean();
	return 0;
}
