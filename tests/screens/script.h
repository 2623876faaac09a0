/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A script of tests: settings, steps and expectations, one per line. A line that begins with # is a
 * comment.
 *
 * Settings before the first "test" apply to all tests of the file, later ones to their test only:
 *   size 80x24   lang fr   lessons FOLDER …   help FOLDER   locale fr_BE.UTF-8   seed 7
 *   now 2026-11-24T09:00   store FILE   ascii   first-visit   kiosk   private
 *   recorder NAME   gnu-screen   reader
 *   present LESSON          vigie present LESSON, by its id
 *   notes LINE              vigie present --notes, which hears that line (EFFECT_NOTES)
 *   set KEY VALUE           see view/settings.h
 *   variant fr 6+68 0 2 22 23: lang fr, size 80x24
 *                           for sketches: a name, the frame (left column and width; rows of title,
 *                           body, status and footer) and settings
 * Steps:
 *   keys WORD …             see token.h
 *   walk 1-20 300           one random walk of 300 steps for each seed from 1 to 20; see walk.h
 *   tour WORD …             a tour of the whole course in each variant of the file (tour.h), which
 *                           must meet all screens and all kinds of block but those named
 * Expectations that ACCEPT=1 replaces by what the program shows:
 *   picture                 the whole screen, in the lines |…| below
 *   rows 3-7                some of its rows, counted from 0
 *   roles 3-7               the same, with a letter for the role of each cell; see role_letters
 *   shot                    the rows that are not blank, by number, from the column given first;
 *                           the cursor comes last. "shot roles" adds the roles below each row.
 *   sketch                  the screen in each variant of the file, as a line without its words;
 *                           see sketch.h
 *   cursor 4,5              column and row, counted from 0
 *   screen quiz             the name of the screen on top
 *   effect ANSWER …         one line per effect since the last keys line; "effect none" if there
 *                           is none
 * Expectations that ACCEPT=1 leaves alone:
 *   shows TEXT   hides TEXT   focus TEXT (on the row of the cursor)
 */
#ifndef SCREENS_SCRIPT_H
#define SCREENS_SCRIPT_H

#include "tour.h"

enum { VARIANTS_MAX = 16 };

/* Size and language of a sketch. */
struct variant {
	char name[16];
	struct frame frame;
	struct setup setup; /* size, language, ascii and settings are used */
};

struct script {
	const char *path;
	char *bytes;
	char **lines;
	size_t n, at; /* at: index of the next line */
	bool accept;
	struct strbuf accepted; /* the file with its expectations replaced */

	struct setup common, setup;
	struct session session;
	struct strbuf steps; /* words of all keys lines of the test */
	struct variant variants[VARIANTS_MAX];
	size_t n_variants;
	bool in_test, skip, failed;
	const char *name;
	struct strbuf why;
};

static int tests_done;
static int tests_failed;

static bool read_script(struct script *s, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct strbuf all = STRBUF_INIT;
	char buf[4096];
	size_t got, cap = 0;

	if (!f)
		return false;
	while ((got = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(&all, buf, got);
	fclose(f);
	s->path = path;
	s->bytes = strbuf_detach(&all);
	for (char *line = s->bytes; *line;) {
		size_t len = strcspn(line, "\n");
		bool more = line[len];

		line[len] = '\0';
		ALLOC_GROW(s->lines, s->n + 1, cap);
		s->lines[s->n++] = line;
		line += len + more;
	}
	return true;
}

__attribute__((format(printf, 2, 3))) static void fail(struct script *s, const char *fmt, ...)
{
	va_list ap;

	strbuf_addf(&s->why, "%s:%zu: ", s->path, s->at);
	va_start(ap, fmt);
	strbuf_vaddf(&s->why, fmt, ap);
	va_end(ap);
	strbuf_addch(&s->why, '\n');
	s->failed = true;
}

static void need_session(struct script *s)
{
	if (s->session.open)
		return;
	session_begin(&s->session, &s->setup);
	session_open(&s->session);
	if (!holds(&s->session, "the start", &s->why))
		s->failed = true;
}

/* ---- tests, one after the other */

static void say_why(const char *why)
{
	while (*why) {
		size_t len = strcspn(why, "\n");

		printf("# %.*s\n", (int)len, why);
		why += len + (why[len] == '\n');
	}
}

static void end_test(struct script *s)
{
	if (!s->in_test)
		return;
	tests_done++;
	tests_failed += s->failed;
	if (s->skip && !s->failed)
		printf("ok %d - %s # SKIP the French catalogue is not built\n", tests_done,
			s->name);
	else
		printf("%s %d - %s\n", s->failed ? "not ok" : "ok", tests_done, s->name);
	say_why(s->why.buf);
	fflush(stdout);
	strbuf_clear(&s->why);
	strbuf_clear(&s->steps);
	if (s->session.open)
		session_end(&s->session);
	s->in_test = s->failed = s->skip = false;
}

static void do_test(struct script *s, const char *name)
{
	end_test(s);
	s->in_test = true;
	s->name = name;
	s->setup = s->common;
	s->skip = !session_use(s->setup.lang);
	i18n_set_catalogue(NULL);
}

/* ---- settings */

static struct setup *setting(struct script *s)
{
	if (s->session.open)
		fail(s, "settings must come before the first step");
	return s->in_test ? &s->setup : &s->common;
}

static void do_size(struct script *s, const char *arg)
{
	if (sscanf(arg, "%dx%d", &setting(s)->cols, &setting(s)->rows) != 2)
		fail(s, "write size 80x24");
}

static void do_lang(struct script *s, const char *arg)
{
	snprintf(setting(s)->lang, LANG_MAX, "%s", arg);
	if (s->in_test)
		s->skip = !session_use(arg);
	i18n_set_catalogue(NULL);
	if (!session_language(arg))
		fail(s, "unknown language %s", arg);
}

static void do_lessons(struct script *s, const char *arg)
{
	struct setup *to = setting(s);
	struct strbuf word = STRBUF_INIT;

	to->n_lessons = 0;
	while (token_next(&arg, &word) && to->n_lessons < DIRS_MAX)
		snprintf(to->lessons[to->n_lessons++], sizeof(to->lessons[0]), "%s", word.buf);
	strbuf_release(&word);
}

static void do_help(struct script *s, const char *arg)
{
	snprintf(setting(s)->help, sizeof(s->setup.help), "%s", arg);
}

static void do_locale(struct script *s, const char *arg)
{
	snprintf(setting(s)->locale, sizeof(s->setup.locale), "%s", arg);
}

static void do_store(struct script *s, const char *arg)
{
	snprintf(setting(s)->store, sizeof(s->setup.store), "%s", arg);
}

static void do_seed(struct script *s, const char *arg)
{
	setting(s)->seed = strtoull(arg, NULL, 10);
}

static void do_now(struct script *s, const char *arg)
{
	if (!parse_now(arg, &setting(s)->now))
		fail(s, "write now 2026-11-24T09:00");
}

static void do_ascii(struct script *s, const char *arg)
{
	(void)arg;
	setting(s)->ascii = true;
}

static void do_set(struct script *s, const char *arg)
{
	char key[32], value[32];

	if (sscanf(arg, "%31s %31s", key, value) != 2 ||
		!settings_set(&setting(s)->settings, key, value))
		fail(s, "write set theme dark");
}

static void do_first_visit(struct script *s, const char *arg)
{
	(void)arg;
	setting(s)->first_visit = true;
}

static void do_kiosk(struct script *s, const char *arg)
{
	(void)arg;
	setting(s)->kiosk = true;
}

static void do_private(struct script *s, const char *arg)
{
	(void)arg;
	setting(s)->private = true;
}

static void do_recorder(struct script *s, const char *arg)
{
	snprintf(setting(s)->recorder, sizeof(setting(s)->recorder), "%s", arg);
}

static void do_present(struct script *s, const char *arg)
{
	snprintf(setting(s)->present, sizeof(setting(s)->present), "%s", arg);
}

static void do_notes(struct script *s, const char *arg)
{
	snprintf(setting(s)->notes, sizeof(setting(s)->notes), "%s", arg);
}

static void do_gnu_screen(struct script *s, const char *arg)
{
	(void)arg;
	setting(s)->gnu_screen = true;
}

static void do_reader(struct script *s, const char *arg)
{
	(void)arg;
	setting(s)->reader = true;
}

/* ---- steps */

static void do_keys(struct script *s, const char *arg)
{
	struct strbuf word = STRBUF_INIT, why = STRBUF_INIT;

	strbuf_clear(&s->session.effects);
	strbuf_addf(&s->steps, " %s", arg);
	while (token_next(&arg, &word))
		if (!play_word(&s->session, &word, &why)) {
			fail(s, "%s", why.buf);
			break;
		}
	strbuf_release(&word);
	strbuf_release(&why);
}

static void do_walk(struct script *s, const char *arg)
{
	unsigned long long first, last;
	int steps;

	if (sscanf(arg, "%llu-%llu %d", &first, &last, &steps) != 3)
		fail(s, "write walk 1-20 300");
	else
		for (unsigned long long seed = first; seed <= last && !s->failed; seed++)
			if (!walk(&s->setup, seed, steps, &s->why))
				s->failed = true;
}

/* ---- expectations */

static void accept_line(struct script *s, const char *line)
{
	strbuf_addstr(&s->accepted, line);
	strbuf_addch(&s->accepted, '\n');
}

/* Returns the number of lines from here on that begin with prefix. */
static size_t block_length(const struct script *s, const char *prefix)
{
	size_t n = 0;

	while (s->at + n < s->n && !strncmp(s->lines[s->at + n], prefix, strlen(prefix)))
		n++;
	return n;
}

/* Compares line by line and prints all differences; when accepting, writes the current lines. */
static void compare_block(struct script *s, const char *what, size_t n, char **is, size_t n_is)
{
	struct strbuf diff = STRBUF_INIT;
	bool same = n == n_is;

	for (size_t i = 0; i < n || i < n_is; i++) {
		const char *want = i < n ? s->lines[s->at + i] : NULL;

		if (want && i < n_is && !strcmp(want, is[i])) {
			strbuf_addf(&diff, "   %s\n", want);
			continue;
		}
		same = false;
		if (want)
			strbuf_addf(&diff, " - %s\n", want);
		if (i < n_is)
			strbuf_addf(&diff, " + %s\n", is[i]);
	}
	for (size_t i = 0; s->accept && i < n_is; i++)
		accept_line(s, is[i]);
	if (!same && !s->accept) {
		fail(s, "%s differs; make accept takes it as it is now", what);
		strbuf_add(&s->why, diff.buf, diff.len);
	}
	s->at += n;
	strbuf_release(&diff);
}

static void add_cell(struct strbuf *row, const struct cell *cell, bool roles)
{
	if (!roles)
		strbuf_add(row, cell->text, cell->len);
	else if (cell->len == 1 && cell->text[0] == ' ' && cell->role == ROLE_TEXT)
		strbuf_addch(row, ' ');
	else
		strbuf_addch(row, role_letters[cell->role]);
}

static void compare_rows(struct script *s, const char *what, int first, int last, bool roles)
{
	const struct canvas *c = &s->session.canvas;
	size_t n = 0;
	char **rows;

	if (first < 0 || last >= c->rows || first > last) {
		fail(s, "there are rows 0 to %d", c->rows - 1);
		return;
	}
	rows = xcalloc((size_t)(last - first + 1), sizeof(*rows));
	for (int y = first; y <= last; y++) {
		struct strbuf row = STRBUF_INIT;

		strbuf_addch(&row, '|');
		for (int x = 0; x < c->cols; x++)
			add_cell(&row, canvas_cell(c, x, y), roles);
		strbuf_addch(&row, '|');
		rows[n++] = strbuf_detach(&row);
	}
	compare_block(s, what, block_length(s, "|"), rows, n);
	while (n)
		free(rows[--n]);
	free(rows);
}

static void do_picture(struct script *s, const char *arg)
{
	(void)arg;
	compare_rows(s, "the picture", 0, s->session.canvas.rows - 1, false);
}

static void some_rows(struct script *s, const char *arg, bool roles)
{
	int first, last;
	int got = sscanf(arg, "%d-%d", &first, &last);

	if (got == 1)
		last = first;
	if (got < 1)
		fail(s, "write rows 3-7");
	else
		compare_rows(s, roles ? "the map of roles" : "the picture", first, last, roles);
}

static void do_rows(struct script *s, const char *arg)
{
	some_rows(s, arg, false);
}

static void do_roles(struct script *s, const char *arg)
{
	some_rows(s, arg, true);
}

/* ---- shots */

/* Sets from and to to the first non-blank column of row y and the one after the last. */
static void find_text(const struct canvas *c, int y, int *from, int *to)
{
	*from = *to = c->cols;
	for (int x = 0; x < c->cols; x++) {
		if (is_blank_cell(canvas_cell(c, x, y)))
			continue;
		if (*from == c->cols)
			*from = x;
		*to = x + 1;
	}
}

static char *shot_row(const struct canvas *c, int y, int left, int to, bool roles)
{
	struct strbuf row = STRBUF_INIT;

	if (roles)
		strbuf_addstr(&row, "|    ");
	else
		strbuf_addf(&row, "|%3d ", y);
	for (int x = left; x < to; x++)
		add_cell(&row, canvas_cell(c, x, y), roles);
	return strbuf_detach(&row);
}

static char *said(const char *format, int a, int b)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, format, a, b);
	return strbuf_detach(&line);
}

static void do_shot(struct script *s, const char *arg)
{
	const struct canvas *c = &s->session.canvas;
	char **rows = xcalloc(2 * (size_t)c->rows + 2, sizeof(*rows));
	int left = c->cols, from, to;
	bool roles = !strcmp(arg, "roles");
	size_t n = 0;

	for (int y = 0; y < c->rows; y++) {
		find_text(c, y, &from, &to);
		left = from < left ? from : left;
	}
	rows[n++] = said("| from column %d", left, 0);
	for (int y = 0; y < c->rows; y++) {
		find_text(c, y, &from, &to);
		if (from == c->cols)
			continue;
		rows[n++] = shot_row(c, y, left, to, false);
		if (roles)
			rows[n++] = shot_row(c, y, left, to, true);
	}
	rows[n++] = said("| cursor %d,%d", c->cursor_x, c->cursor_y);
	compare_block(s, "the shot", block_length(s, "|"), rows, n);
	while (n)
		free(rows[--n]);
	free(rows);
}

/* Compares a single-line expectation. The line was already copied to the accepted file, so drop it
 * there when accepting. */
static void compare_line(struct script *s, const char *what, const char *is)
{
	char *line = (char *)is;

	s->at--;
	if (s->accept)
		strbuf_setlen(&s->accepted, s->accepted.len - strlen(s->lines[s->at]) - 1);
	compare_block(s, what, 1, &line, 1);
}

static void do_cursor(struct script *s, const char *arg)
{
	char line[40];

	(void)arg;
	snprintf(line, sizeof(line), "cursor %d,%d", s->session.canvas.cursor_x,
		s->session.canvas.cursor_y);
	compare_line(s, "the cursor", line);
}

static void do_screen(struct script *s, const char *arg)
{
	char line[80];

	(void)arg;
	snprintf(line, sizeof(line), "screen %s", app_screen(&s->session.app));
	compare_line(s, "the screen", line);
}

/* Compares this line and the effect lines that follow it. */
static void do_effect(struct script *s, const char *arg)
{
	const char *text = s->session.effects.buf;
	char **lines = NULL;
	size_t n = 0, cap = 0;

	(void)arg;
	s->at--;
	if (s->accept)
		strbuf_setlen(&s->accepted, s->accepted.len - strlen(s->lines[s->at]) - 1);
	if (!*text)
		text = "none\n";
	for (; *text; text += strcspn(text, "\n") + 1) {
		struct strbuf line = STRBUF_INIT;

		strbuf_addf(&line, "effect %.*s", (int)strcspn(text, "\n"), text);
		ALLOC_GROW(lines, n + 1, cap);
		lines[n++] = strbuf_detach(&line);
	}
	compare_block(s, "what the shell was told", block_length(s, "effect "), lines, n);
	while (n)
		free(lines[--n]);
	free(lines);
}

static bool is_shown(const struct script *s, const char *text, int first, int last)
{
	struct strbuf all = STRBUF_INIT;
	bool found = false;
	char *line;

	canvas_text(&s->session.canvas, &all);
	line = all.buf;
	for (int y = 0; y <= last && *line && !found; y++) {
		char *end = strchr(line, '\n');

		*end = '\0';
		found = y >= first && strstr(line, text);
		line = end + 1;
	}
	strbuf_release(&all);
	return found;
}

static void say_picture(struct script *s)
{
	struct strbuf all = STRBUF_INIT;

	canvas_text(&s->session.canvas, &all);
	strbuf_addf(&s->why, "%s", all.buf);
	strbuf_release(&all);
}

static void do_shows(struct script *s, const char *arg)
{
	if (is_shown(s, arg, 0, ROWS_MAX))
		return;
	fail(s, "not on the screen: %s", arg);
	say_picture(s);
}

static void do_hides(struct script *s, const char *arg)
{
	if (!is_shown(s, arg, 0, ROWS_MAX))
		return;
	fail(s, "on the screen: %s", arg);
	say_picture(s);
}

static void do_focus(struct script *s, const char *arg)
{
	int y = s->session.canvas.cursor_y;

	if (is_shown(s, arg, y, y))
		return;
	fail(s, "the cursor, at %d,%d, is not on: %s", s->session.canvas.cursor_x, y, arg);
	say_picture(s);
}

/* ---- sketches */

static void run_line(struct script *s, const char *line);

static void do_variant(struct script *s, const char *arg)
{
	struct setup common = s->common;
	struct variant *v = &s->variants[s->n_variants];
	struct frame *f = &v->frame;
	const char *settings = strchr(arg, ':');
	char line[80];

	if (s->in_test || s->n_variants == VARIANTS_MAX || !settings ||
		sscanf(arg, "%15s %d+%d %d %d %d %d", v->name, &f->left, &f->width, &f->title,
			&f->body, &f->status, &f->footer) != 7) {
		fail(s, "write variant NAME 6+68 0 2 22 23: size 80x24, before all tests");
		return;
	}
	for (int used = 0; sscanf(settings, "%*[:,] %79[^,]%n", line, &used) == 1; settings += used)
		run_line(s, line);
	v->setup = s->common;
	s->common = common;
	s->n_variants++;
}

/* The settings of a variant on top of those of the test. */
static struct setup setup_of(const struct script *s, const struct variant *v)
{
	struct setup setup = s->setup;

	setup.cols = v->setup.cols;
	setup.rows = v->setup.rows;
	setup.ascii = v->setup.ascii;
	setup.settings = v->setup.settings;
	snprintf(setup.lang, sizeof(setup.lang), "%s", v->setup.lang);
	return setup;
}

/* Returns the sketch of the test's screen in a variant; NULL if the steps fail. */
static char *take_sketch(struct script *s, const struct variant *v)
{
	struct session session;
	struct setup setup = setup_of(s, v);
	struct strbuf word = STRBUF_INIT, why = STRBUF_INIT;
	const char *steps = s->steps.buf;
	char *line = NULL;
	bool good;

	session_begin(&session, &setup);
	session_open(&session);
	good = holds(&session, "the start", &why);
	while (good && token_next(&steps, &word))
		good = play_word(&session, &word, &why);
	if (good && !session.left)
		line = sketch_screen(&session, &v->frame, &why);
	if (why.len || !line)
		fail(s, "in the variant %s:\n%s", v->name, why.buf);
	session_end(&session);
	strbuf_release(&word);
	strbuf_release(&why);
	return line;
}

/* True if name is one of the words before the colon. */
static bool names(const char *line, const char *name)
{
	size_t len = strlen(name), end = strcspn(line, ":");

	for (const char *at = line; (at = strstr(at, name)) && at < line + end; at++)
		if (at > line && at[-1] == ' ' && (at[len] == ' ' || at[len] == ':'))
			return true;
	return false;
}

static void compare_sketch(struct script *s, size_t n, const struct variant *v, const char *is)
{
	const char *want = NULL;

	for (size_t i = 0; i < n && !want; i++)
		if (names(s->lines[s->at + i], v->name))
			want = s->lines[s->at + i] + strcspn(s->lines[s->at + i], ":");
	if (!want)
		fail(s, "there is no sketch of %s", v->name);
	else if (strncmp(want, ": ", 2) || strcmp(want + 2, is))
		fail(s, "the sketch of %s differs; make accept takes it as it is now\n -%s\n + %s",
			v->name, want + 1, is);
}

/* Variants with the same sketch share a line. */
static void accept_sketches(struct script *s, char **lines)
{
	for (size_t i = 0; i < s->n_variants; i++) {
		bool known = false;

		for (size_t k = 0; k < i; k++)
			known |= !strcmp(lines[i], lines[k]);
		if (known)
			continue;
		strbuf_addch(&s->accepted, '|');
		for (size_t k = i; k < s->n_variants; k++)
			if (!strcmp(lines[i], lines[k]))
				strbuf_addf(&s->accepted, " %s", s->variants[k].name);
		strbuf_addf(&s->accepted, ": %s\n", lines[i]);
	}
}

/* Returns the number of variants named in the next n lines. */
static size_t count_names(const struct script *s, size_t n)
{
	size_t names = 0;

	for (size_t i = 0; i < n; i++)
		for (const char *c = s->lines[s->at + i]; *c && *c != ':'; c++)
			names += *c == ' ';
	return names;
}

static void do_sketch(struct script *s, const char *arg)
{
	size_t n = block_length(s, "|");
	char *lines[VARIANTS_MAX] = { NULL };
	bool whole = s->n_variants > 0;

	(void)arg;
	if (!s->n_variants)
		fail(s, "there is no variant to sketch");
	if (!s->accept && count_names(s, n) != s->n_variants)
		fail(s, "before the colon write each variant once, and nothing else");
	for (size_t i = 0; i < s->n_variants; i++) {
		if (session_use(s->variants[i].setup.lang))
			lines[i] = take_sketch(s, &s->variants[i]);
		else
			s->skip = true;
		whole &= lines[i] != NULL;
		if (lines[i] && !s->accept)
			compare_sketch(s, n, &s->variants[i], lines[i]);
	}
	if (s->accept && whole)
		accept_sketches(s, lines);
	else
		for (size_t i = 0; i < n; i++)
			accept_line(s, s->lines[s->at + i]);
	s->at += n;
	for (size_t i = 0; i < s->n_variants; i++)
		free(lines[i]);
}

static void do_tour(struct script *s, const char *arg)
{
	struct tour *t = xcalloc(1, sizeof(*t));

	strbuf_init(&t->trail);
	strbuf_init(&t->why);
	strbuf_init(&t->told);
	for (size_t i = 0; i < s->n_variants; i++) {
		struct setup setup = setup_of(s, &s->variants[i]);

		t->frame = s->variants[i].frame;
		t->variant = s->variants[i].name;
		if (session_use(setup.lang))
			tour_variant(t, &setup);
		else
			s->skip = true;
	}
	for (size_t i = 0; i < TOUR_SCREENS && !t->why.len; i++)
		if (t->seen[i] == !!strstr(arg, tour_screens[i]->name))
			fail(s, "screen %s: %s", tour_screens[i]->name,
				t->seen[i] ? "was met" : "was not met");
	for (size_t i = 0; i < ARRAY_SIZE(kind_names); i++)
		if (t->blocks[i] == !!strstr(arg, kind_names[i]))
			fail(s, "block %s: %s", kind_names[i],
				t->blocks[i] ? "was met" : "was not met");
	if (t->why.len)
		fail(s, "%s", t->why.buf);
	strbuf_release(&t->trail);
	strbuf_release(&t->why);
	strbuf_release(&t->told);
	free(t);
}

static const struct {
	const char *word;
	void (*run)(struct script *s, const char *arg);
	bool in_session;
} commands[] = {
	{ "test", do_test, false },
	{ "size", do_size, false },
	{ "lang", do_lang, false },
	{ "lessons", do_lessons, false },
	{ "help", do_help, false },
	{ "locale", do_locale, false },
	{ "store", do_store, false },
	{ "seed", do_seed, false },
	{ "now", do_now, false },
	{ "ascii", do_ascii, false },
	{ "first-visit", do_first_visit, false },
	{ "kiosk", do_kiosk, false },
	{ "private", do_private, false },
	{ "recorder", do_recorder, false },
	{ "gnu-screen", do_gnu_screen, false },
	{ "reader", do_reader, false },
	{ "present", do_present, false },
	{ "notes", do_notes, false },
	{ "set", do_set, false },
	{ "variant", do_variant, false },
	{ "keys", do_keys, true },
	{ "walk", do_walk, false },
	{ "tour", do_tour, false },
	{ "picture", do_picture, true },
	{ "rows", do_rows, true },
	{ "shot", do_shot, true },
	{ "sketch", do_sketch, true },
	{ "roles", do_roles, true },
	{ "cursor", do_cursor, true },
	{ "screen", do_screen, true },
	{ "effect", do_effect, true },
	{ "shows", do_shows, true },
	{ "hides", do_hides, true },
	{ "focus", do_focus, true },
};

static void run_line(struct script *s, const char *line)
{
	size_t len = strcspn(line, " ");
	const char *arg = line + len + (line[len] == ' ');

	if (!*line || *line == '#')
		return;
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		if (strlen(commands[i].word) != len || strncmp(line, commands[i].word, len))
			continue;
		if (s->skip && commands[i].run != do_test)
			return;
		if (commands[i].in_session && s->in_test)
			need_session(s);
		if (commands[i].in_session && !s->in_test)
			fail(s, "this belongs below a line: test WHAT IT SHOWS");
		else
			commands[i].run(s, arg);
		s->skip = s->skip || (s->session.open && s->session.no_language && !s->failed);
		return;
	}
	if (!s->skip)
		fail(s, "unknown line: %s", line);
}

static void run_script(struct script *s)
{
	while (s->at < s->n) {
		const char *line = s->lines[s->at++];

		accept_line(s, line);
		run_line(s, line);
	}
	end_test(s);
}

#endif
