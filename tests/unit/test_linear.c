/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replays the transcripts tests/linear/NAME.txt. Input follows ">> "; all other lines are expected
 * output. Lines that begin with "#: " set up the visit:
 *
 *	#: lessons FOLDER …   #: help FOLDER   #: lang fr   #: width 40   #: ascii
 *	#: first-visit        #: set KEY VALUE
 *
 * With ACCEPT=1 the actual output is written to the transcript.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>

#include "lines_fixture.h"
#include "skip.h"

#define FOLDER TEST_DATA "/linear"

struct transcript {
	char path[512], help[256], lang[LANG_MAX], lessons[LINES_DIRS_MAX][256];
	size_t n_lessons;
	int width;
	bool ascii, first_visit;
	struct settings settings;
	char *bytes;
};

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct strbuf all = STRBUF_INIT;
	char buf[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(&all, buf, n);
	fclose(f);
	return strbuf_detach(&all);
}

static void in_tests(char *out, size_t size, const char *path)
{
	snprintf(out, size, "%s/../%s", TEST_DATA, path);
}

static void read_setting(struct transcript *t, char *line)
{
	char *word = strtok(line, " "), *value;

	if (!strcmp(word, "ascii")) {
		t->ascii = true;
	} else if (!strcmp(word, "first-visit")) {
		t->first_visit = true;
	} else if (!strcmp(word, "lessons")) {
		while ((value = strtok(NULL, " ")))
			in_tests(t->lessons[t->n_lessons++], sizeof(t->lessons[0]), value);
	} else if (!strcmp(word, "set")) {
		word = strtok(NULL, " ");
		assert_true(settings_set(&t->settings, word, strtok(NULL, " ")));
	} else if (!strcmp(word, "help")) {
		in_tests(t->help, sizeof(t->help), strtok(NULL, " "));
	} else if (!strcmp(word, "lang")) {
		snprintf(t->lang, sizeof(t->lang), "%s", strtok(NULL, " "));
	} else if (!strcmp(word, "width")) {
		t->width = atoi(strtok(NULL, " "));
	} else {
		fail_msg("%s: unknown setting %s", t->path, word);
	}
}

static void read_transcript(struct transcript *t, const char *path)
{
	memset(t, 0, sizeof(*t));
	snprintf(t->path, sizeof(t->path), "%s", path);
	snprintf(t->lang, sizeof(t->lang), "en");
	t->width = 79;
	settings_init(&t->settings);
	t->settings.v[SET_HINTS] = HINTS_ONCE;
	t->bytes = read_file(path);
	for (const char *s = t->bytes; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		char *line = xmemdupz(s, strcspn(s, "\n"));

		if (!strncmp(line, "#: ", 3))
			read_setting(t, line + 3);
		free(line);
	}
}

/* Replaces the prompt of the program by a mark that occurs nowhere else, and echoes the input. */
static void echo(struct strbuf *out, const char *line)
{
	strbuf_setlen(out, out->len - 2);
	strbuf_addf(out, *line ? ">> %s\n" : ">>\n", line);
}

/* Enters all input of t and collects the complete transcript. */
static void play(const struct transcript *t, struct visitor *p)
{
	const char *s = t->bytes;

	for (; !strncmp(s, "#", 1); s += strcspn(s, "\n"), s += *s == '\n')
		strbuf_add(&p->out, s, strcspn(s, "\n") + 1);
	line_show(&p->app, &p->linear, true, &p->out);
	for (; *s && !p->ended; s += strcspn(s, "\n"), s += *s == '\n') {
		char *line = xmemdupz(s, strcspn(s, "\n"));

		if (!strncmp(line, ">>", 2)) {
			const char *typed = line[2] ? line + 3 : "";

			echo(&p->out, typed);
			visitor_type(p, typed);
		}
		free(line);
	}
	if (!p->ended)
		strbuf_setlen(&p->out, p->out.len - 2);
	strbuf_addstr(&p->out, p->ended ? "# It has ended.\n" : "");
}

static void say_difference(const char *path, const char *is, const char *was)
{
	int line = 1;

	while (*is && *is == *was) {
		line += *is == '\n';
		is++;
		was++;
	}
	while (is[-1] != '\n')
		is--, was--;
	print_error("%s:%d: is:  %.*s\n", path, line, (int)strcspn(is, "\n"), is);
	print_error("%s:%d: was: %.*s\n", path, line, (int)strcspn(was, "\n"), was);
	print_error("If the new output is right: make accept\n");
}

static void accept(const char *path, const struct strbuf *out)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(out->buf, 1, out->len, f), out->len);
	assert_int_equal(fclose(f), 0);
}

static void the_transcript_is_as_it_was(void **state)
{
	const char *path = *state, *dirs[LINES_DIRS_MAX + 1] = { NULL };
	struct transcript t;
	struct visitor p;
	bool same;

	read_transcript(&t, path);
	for (size_t i = 0; i < t.n_lessons; i++)
		dirs[i] = t.lessons[i];
	if (strcmp(t.lang, "en") && !lines_catalogue)
		skip_because("the French catalogue is not built");
	visitor_begin(&p, dirs, *t.help ? t.help : NULL, true);
	p.app.model.first_time = t.first_visit;
	p.app.model.settings = t.settings;
	linear_init(&p.linear, t.width, t.ascii);
	visitor_start(&p, t.lang);
	play(&t, &p);
	same = !strcmp(p.out.buf, t.bytes);
	if (!same && getenv("ACCEPT"))
		accept(path, &p.out);
	else if (!same)
		say_difference(path, p.out.buf, t.bytes);
	same |= getenv("ACCEPT") != NULL;
	visitor_end(&p);
	free(t.bytes);
	assert_true(same);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct CMUnitTest *)a)->name, ((const struct CMUnitTest *)b)->name);
}

static size_t find_transcripts(struct CMUnitTest *tests, size_t max)
{
	DIR *dir = opendir(FOLDER);
	struct dirent *entry;
	size_t n = 0;

	assert_non_null(dir);
	while (n < max && (entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);
		struct strbuf name = STRBUF_INIT, path = STRBUF_INIT;

		if (len < 4 || strcmp(entry->d_name + len - 4, ".txt"))
			continue;
		strbuf_addf(&name, "the_transcript_%.*s_is_as_it_was", (int)len - 4, entry->d_name);
		strbuf_addf(&path, FOLDER "/%s", entry->d_name);
		tests[n].name = strbuf_detach(&name);
		tests[n].test_func = the_transcript_is_as_it_was;
		tests[n++].initial_state = strbuf_detach(&path);
	}
	closedir(dir);
	qsort(tests, n, sizeof(*tests), by_name);
	return n;
}

int main(void)
{
	static struct CMUnitTest tests[64];
	size_t n = find_transcripts(tests, ARRAY_SIZE(tests));
	int failed;

	lines_catalogue = lines_french();
	failed = _cmocka_run_group_tests("transcripts", tests, n, NULL, NULL);
	i18n_set_catalogue(NULL);
	catalogue_free(lines_catalogue);
	for (size_t i = 0; i < n; i++) {
		free((char *)(uintptr_t)tests[i].name);
		free(tests[i].initial_state);
	}
	return failed;
}
