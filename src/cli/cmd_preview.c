/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie preview FILE: a lesson or scenario as learners see it, with the findings of check next to
 * it (or below, if there is no room), reloaded as soon as a file is saved. Unlike the course, it
 * wakes up by itself: it looks at the files four times a second.
 */
#include "cli/subcommand.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "check/selection.h"
#include "course/lesson_file.h"
#include "course/scenario.h"
#include "formats/booklet.h"
#include "formats/booklet_scenario.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/folder.h"
#include "os/language_file.h"
#include "os/pathname.h"
#include "questions/type.h"
#include "screens/pieces.h"
#include "term/term.h"
#include "view/layout.h"

enum { TICK_MS = 250, FILES = 2, MAIN_COLS = LAYOUT_COLUMN + 2, SIDE_COLS = 42, SIDE_STEP = 4 };

/* File state, compared to detect a save. */
struct stamp {
	bool there;
	ino_t inode;
	off_t size;
	struct timespec time;
};

struct preview {
	struct arena arena;
	const char *files[FILES]; /* the lesson, and its translation or NULL */
	struct stamp stamps[FILES];
	const char *lang;          /* NULL: the lesson's own */
	struct lesson *lesson;     /* the last one without errors, or NULL */
	struct scenario *scenario; /* the same; at most one of the two is set */
	struct diags diags;
	size_t at; /* index: pages, then questions; or messages, then endings */
	int scroll, side_scroll, cols, rows;
	bool ascii, broken;
	void *work;             /* of the question shown */
	struct view view, side; /* side: the findings of check, if shown next to it */
	struct layout layout, side_layout;
};

/* ---- files */

static struct stamp stamp_of(const char *file)
{
	struct stat st;

	if (!file || stat(file, &st))
		return (struct stamp){ 0 };
	return (struct stamp){ true, st.st_ino, st.st_size, st.st_mtim };
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
	return a->there == b->there && a->inode == b->inode && a->size == b->size &&
		a->time.tv_sec == b->time.tv_sec && a->time.tv_nsec == b->time.tv_nsec;
}

static bool has_changed(struct preview *p)
{
	bool changed = false;

	for (size_t i = 0; i < FILES; i++) {
		struct stamp now = stamp_of(p->files[i]);

		changed |= !same_stamp(&now, &p->stamps[i]);
		p->stamps[i] = now;
	}
	return changed;
}

/* ---- the position in the lesson */

/* What can be shown: a lesson, a scenario, or nothing yet. */
struct places {
	const struct lesson *lesson;
	const struct scenario *scenario;
};

static struct places places_of(const struct preview *p)
{
	return (struct places){ p->lesson, p->scenario };
}

static size_t count(struct places p)
{
	return p.lesson      ? p.lesson->n_pages + p.lesson->n_questions
		: p.scenario ? booklet_places(p.scenario)
			     : 0;
}

/* True if item at is a page or message, not a question or ending. */
static bool is_first_kind(struct places p, size_t at)
{
	return at < (p.lesson ? p.lesson->n_pages : p.scenario ? p.scenario->n_messages : 0);
}

static const char *id_at(struct places p, size_t at)
{
	if (at >= count(p))
		return "";
	if (p.scenario)
		return booklet_place_id(p.scenario, at);
	return is_first_kind(p, at) ? p.lesson->pages[at].id
				    : p.lesson->questions[at - p.lesson->n_pages].id;
}

/* Returns the new index of the item that was at in old; the nearest one if it was removed. */
static size_t find_place(struct places old, struct places now, size_t at)
{
	size_t n = count(now);

	for (size_t i = 0; i < n; i++)
		if (is_first_kind(now, i) == is_first_kind(old, at) &&
			!strcmp(id_at(now, i), id_at(old, at)))
			return i;
	return at < n ? at : n ? n - 1 : 0;
}

static const struct question *question_at(const struct preview *p)
{
	struct places here = places_of(p);

	return p->lesson && p->at < count(here) && !is_first_kind(here, p->at)
		? &p->lesson->questions[p->at - p->lesson->n_pages]
		: NULL;
}

static void set_out(struct preview *p)
{
	const struct question *q = question_at(p);

	free(p->work);
	p->work = NULL;
	if (q) {
		p->work = xcalloc(1, q->type->work_size);
		q->type->begin(p->work, q, 1);
	}
}

static void reload(struct preview *p)
{
	struct check_result result = { 0 };
	struct date now = clock_today();
	struct diags quiet = DIAGS_INIT;
	const struct ini *ini;
	bool talk = lesson_file_is_scenario(p->files[0]);
	struct scenario *s = talk
		? scenario_load(pathname_parent(&p->arena, p->files[0]), p->lang, &quiet)
		: NULL;
	struct lesson *l =
		talk ? NULL : lesson_file_load(p->files[0], p->lang, question_parse, &ini, &quiet);
	struct places read = { l, s };

	diags_release(&quiet);
	diags_release(&p->diags);
	check_path(p->files[0], &now, question_parse, &result, &p->diags);
	selection_apply(&(struct selection){ 0 }, &p->diags, &(struct left_out){ 0 });
	p->broken = !l && !s;
	if (p->broken)
		return;
	p->at = find_place(places_of(p), read, p->at);
	lesson_free(p->lesson);
	scenario_free(p->scenario);
	p->lesson = l;
	p->scenario = s;
	set_out(p);
}

/* ---- the screen */

static void describe_page(struct preview *p)
{
	const struct page *page = &p->lesson->pages[p->at];

	view_add(&p->view, BLOCK_HEADING, page->title);
	if (page->note)
		view_message(&p->view, MARK_INFO, page->note);
	for (size_t i = 0; i < page->n; i++)
		piece_describe(&page->pieces[i], &p->view);
}

static void describe_question(struct preview *p, const struct question *q)
{
	view_text(&p->view, q->prompt);
	q->type->describe(p->work, q, SHOW_OPEN, &p->view);
	for (size_t i = 0; i < p->view.n; i++)
		p->view.blocks[i].focus = false;
	view_dim(&p->view, question_how(q, false));
	q->type->reasons(p->work, q, SHOW_ALL_REASONS, &p->view);
	for (size_t i = 0; i < q->n_options; i++)
		if (q->options[i].feedback)
			view_add(&p->view, BLOCK_ITEM,
				view_printf(&p->view, "%s %s",
					mark_sign(q->options[i].correct ? MARK_RIGHT : MARK_WRONG),
					q->options[i].feedback));
	if (q->explain)
		view_text(&p->view, q->explain);
}

static void describe_diags(const struct preview *p, struct view *view)
{
	for (size_t i = 0; i < p->diags.n; i++) {
		const struct diag *d = &p->diags.v[i];
		size_t len;

		/* nothing that its author has to do today */
		if (d->severity == DIAG_NOTE)
			continue;
		view_message(view, d->severity == DIAG_ERROR ? MARK_WRONG : MARK_NOTE,
			view_printf(view, "%s:%d:%d: %s [%s]", pathname_base(d->file, &len),
				d->line, d->column, d->message, d->rule));
	}
	if (!p->diags.errors && !p->diags.warnings)
		view_message(view, MARK_RIGHT, _("No problems."));
}

static void describe_below(struct preview *p)
{
	view_add(&p->view, BLOCK_HEADING, _("Messages of check"));
	describe_diags(p, &p->view);
}

static void describe_place(struct preview *p)
{
	if (p->scenario)
		booklet_place(p->scenario, p->at, true, &p->view);
	else if (question_at(p))
		describe_question(p, question_at(p));
	else if (p->lesson && is_first_kind(places_of(p), p->at))
		describe_page(p);
}

static void add_hint(struct preview *p, int command, const char *label, const char *key)
{
	view_hint(&p->view, command, label);
	p->view.hints[p->view.n_hints - 1].key = key;
}

/* Returns the cells left for the findings of check; 0 if they go below. */
static int side_cols(const struct preview *p)
{
	int left = p->cols - MAIN_COLS;

	return left < SIDE_COLS ? 0 : left < MAIN_COLS ? left : MAIN_COLS;
}

static void describe(struct preview *p)
{
	size_t n = count(places_of(p));
	bool below = !side_cols(p);

	view_clear(&p->view);
	p->view.title = p->lesson ? p->lesson->title
		: p->scenario     ? p->scenario->title
				  : p->files[0];
	if (p->broken)
		view_message(&p->view, MARK_WRONG,
			n ? _("The file has errors; below is how it was before them.")
			  : _("The file has errors, and there is nothing to show yet."));
	if (n)
		p->view.where = view_printf(&p->view, _("%zu of %zu"), p->at + 1, n);
	if (below && p->broken)
		describe_below(p);
	describe_place(p);
	if (below && !p->broken)
		describe_below(p);
	add_hint(p, CMD_NEXT, _("next"), "n");
	add_hint(p, CMD_PREVIOUS, _("before"), "p");
	add_hint(p, CMD_SCROLL_DOWN, _("down"), "↓");
	if (!below)
		add_hint(p, CMD_SCROLL_PAGE_DOWN, _("messages of check"), "d, u");
	add_hint(p, CMD_QUIT, _("leave"), "q");
}

static int within(int scroll, const struct layout *layout)
{
	int last = layout_max_scroll(layout);

	return scroll < 0 ? 0 : scroll > last ? last : scroll;
}

static void draw(struct preview *p, struct canvas *canvas)
{
	int side = side_cols(p), cols = side ? MAIN_COLS : p->cols,
	    x = side ? (p->cols - MAIN_COLS - side) / 2 : 0;

	describe(p);
	layout_view(&p->layout, &p->view, cols, p->rows, p->ascii);
	layout_shift(&p->layout, x);
	p->scroll = within(p->scroll, &p->layout);
	layout_draw(&p->layout, &p->view, p->scroll, canvas);
	if (side) {
		view_clear(&p->side);
		p->side.title = _("Messages of check");
		describe_diags(p, &p->side);
		layout_view(&p->side_layout, &p->side, side, p->rows, p->ascii);
		layout_shift(&p->side_layout, x + MAIN_COLS);
		p->side_scroll = within(p->side_scroll, &p->side_layout);
		layout_draw_beside(&p->side_layout, &p->side, p->side_scroll, canvas);
	}
	term_present(canvas);
}

static void go(struct preview *p, bool forward)
{
	size_t n = count(places_of(p));

	if (forward ? p->at + 1 >= n : !p->at)
		return;
	p->at = forward ? p->at + 1 : p->at - 1;
	p->scroll = 0;
	set_out(p);
}

/* Returns false to leave. */
static bool handle(struct preview *p, const struct event *event)
{
	int page = p->rows > 6 ? p->rows - 6 : 1;

	if (event->kind == EVENT_WHEEL)
		p->scroll += event->delta;
	if (event->kind != EVENT_KEY)
		return true;
	switch (event->key) {
	case 'q':
	case K_ESC:
	case K_CTRL('c'):
		return false;
	case 'n':
	case K_RIGHT:
	case K_ENTER:
		go(p, true);
		break;
	case 'p':
	case K_LEFT:
	case K_BACKSPACE:
		go(p, false);
		break;
	case 'j':
	case K_DOWN:
		p->scroll++;
		break;
	case 'k':
	case K_UP:
		p->scroll--;
		break;
	case K_SPACE:
	case K_PAGE_DOWN:
		p->scroll += page;
		break;
	case K_PAGE_UP:
		p->scroll -= page;
		break;
	case 'd':
		p->side_scroll += SIDE_STEP;
		break;
	case 'u':
		p->side_scroll -= SIDE_STEP;
		break;
	default:
		break;
	}
	return true;
}

static void show(struct preview *p)
{
	struct canvas canvas;
	struct event event;

	term_size(&p->cols, &p->rows);
	canvas_init(&canvas, p->cols, p->rows, p->ascii);
	has_changed(p);
	reload(p);
	for (bool changed = true;;) {
		if (changed)
			draw(p, &canvas);
		if (!term_wait(&event))
			break;
		changed = event.kind != EVENT_TICK;
		if (event.kind == EVENT_RESIZE) {
			changed = event.x != p->cols || event.y != p->rows;
			p->cols = event.x;
			p->rows = event.y;
			if (changed)
				canvas_resize(&canvas, event.x, event.y);
		} else if (!handle(p, &event)) {
			break;
		}
		if (has_changed(p)) {
			reload(p);
			changed = true;
		}
	}
	canvas_release(&canvas);
}

/* Finds the file itself or the one in a folder; a translation shows the lesson in its language. */
static bool find_files(struct preview *p, const struct options *options)
{
	const char *file = lesson_main_file(&p->arena, options->args[0]), *dir, *lang;
	size_t len;

	if (!file)
		return false;
	dir = pathname_parent(&p->arena, file);
	lang = pathname_language(&p->arena, pathname_base(file, &len));
	p->files[0] = lang ? lesson_main_file(&p->arena, dir) : file;
	p->lang = lang ? lang : options->lang;
	if (p->lang)
		p->files[1] = language_file_translation(&p->arena, dir, NULL, &p->lang);
	if (p->lang && !p->files[1])
		p->files[1] = arena_printf(&p->arena, "%s/%s.ini", dir, p->lang);
	return p->files[0] != NULL;
}

static int open_and_run(struct preview *p, const struct options *options)
{
	struct settings settings;
	struct term_options term = { .color = options->color, .settings = &settings };
	struct strbuf err = STRBUF_INIT;
	int status;

	settings_init(&settings);
	view_init(&p->view);
	view_init(&p->side);
	layout_init(&p->layout);
	layout_init(&p->side_layout);
	if (term_open(&term, &err)) {
		term_tick(TICK_MS);
		show(p);
		term_close();
		status = term_signal() ? 128 + term_signal() : 0;
	} else {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	}
	layout_release(&p->layout);
	layout_release(&p->side_layout);
	view_release(&p->view);
	view_release(&p->side);
	strbuf_release(&err);
	return status;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	struct preview p = { .ascii = !term_set_locale() || options->ascii };
	int status;

	if (!find_files(&p, options))
		status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), options->args[0]);
	else if (context->unknown_lang && !lesson_file_has_language(p.files[0], options->lang))
		status = options_complain_lang(options->lang, context->paths.locale);
	else
		status = open_and_run(&p, options);
	lesson_free(p.lesson);
	scenario_free(p.scenario);
	free(p.work);
	diags_release(&p.diags);
	arena_release(&p.arena);
	return status;
}

const struct subcommand subcommand_preview = {
	.name = "preview",
	.usage = N_("FILE|FOLDER"),
	.summary = N_("show the lesson as learners see it, reloaded at each save"),
	.needs = N_("vigie preview takes one lesson: its file or its folder"),
	.min_args = 1,
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_ASCII,
		OPTION_COLOR, OPTION_END },
	.lesson_language = true,
	.run = run,
};
