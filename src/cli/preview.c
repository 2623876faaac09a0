/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie preview FILE: a lesson as learners see it, with what check says of it, read again as soon as a file is saved. The only
 * place that wakes up by itself: it looks at the files four times a second.
 */
#include "cli/authors.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "course/check.h"
#include "course/folder.h"
#include "questions/type.h"
#include "screens/pieces.h"
#include "term/term.h"
#include "view/layout.h"

enum { TICK_MS = 250, FILES = 2 };

/* What tells a saved file from the one before. */
struct stamp {
	bool there;
	ino_t inode;
	off_t size;
	struct timespec time;
};

struct preview {
	struct arena arena;
	const char *files[FILES];       /* the lesson, and its translation or NULL */
	struct stamp stamps[FILES];
	const char *lang;               /* NULL: the lesson's own */
	struct lesson *lesson;          /* the last good one; NULL if there was none yet */
	struct diags diags;
	size_t at;                      /* pages, then questions */
	int scroll, cols, rows;
	bool ascii, broken;
	void *work;                     /* of the question in sight */
	struct view view;
	struct layout layout;
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

/* ---- the place in the lesson */

static const char *id_at(const struct lesson *l, size_t at)
{
	if (at < l->n_pages)
		return l->pages[at].id;
	return at - l->n_pages < l->n_questions ? l->questions[at - l->n_pages].id : "";
}

/* Where the page or question with that id is now; or as near as can be. */
static size_t find_place(const struct lesson *l, const char *id, bool page, size_t at)
{
	size_t n = l->n_pages + l->n_questions;

	for (size_t i = 0; i < n; i++)
		if ((i < l->n_pages) == page && !strcmp(id_at(l, i), id))
			return i;
	return at < n ? at : n ? n - 1 : 0;
}

static const struct question *question_at(const struct preview *p)
{
	size_t at = p->at - p->lesson->n_pages;

	return p->at >= p->lesson->n_pages && at < p->lesson->n_questions ? &p->lesson->questions[at] : NULL;
}

static void set_out(struct preview *p)
{
	const struct question *q = p->lesson ? question_at(p) : NULL;

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
	struct date now = today();
	struct diags quiet = DIAGS_INIT;
	const struct ini *ini;
	struct lesson *l = lesson_of_file(p->files[0], p->lang, &ini, &quiet);

	diags_release(&quiet);
	diags_release(&p->diags);
	check_path(p->files[0], &now, question_parse, &result, &p->diags);
	p->broken = !l;
	if (!l)
		return;
	if (p->lesson)
		p->at = find_place(l, id_at(p->lesson, p->at), p->at < p->lesson->n_pages, p->at);
	lesson_free(p->lesson);
	p->lesson = l;
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
			view_add(&p->view, BLOCK_ITEM, view_printf(&p->view, "%s %s",
				mark_sign(q->options[i].correct ? MARK_RIGHT : MARK_WRONG), q->options[i].feedback));
	if (q->explain)
		view_text(&p->view, q->explain);
}

static void describe_diags(struct preview *p)
{
	view_add(&p->view, BLOCK_HEADING, _("What check says"));
	for (size_t i = 0; i < p->diags.n; i++) {
		const struct diag *d = &p->diags.v[i];
		size_t len;

		view_message(&p->view, d->severity == DIAG_ERROR ? MARK_WRONG : MARK_NOTE,
			view_printf(&p->view, "%s:%d:%d: %s [%s]", path_base(d->file, &len), d->line, d->column, d->message,
				d->rule));
	}
	if (!p->diags.n)
		view_message(&p->view, MARK_RIGHT, _("No problems."));
}

static void add_hint(struct preview *p, int command, const char *label, const char *key)
{
	view_hint(&p->view, command, label);
	p->view.hints[p->view.n_hints - 1].key = key;
}

static void describe(struct preview *p)
{
	const struct lesson *l = p->lesson;

	view_clear(&p->view);
	p->view.title = l ? l->title : p->files[0];
	if (p->broken)
		view_message(&p->view, MARK_WRONG, l ? _("The file has errors; below is how it was before them.")
			: _("The file has errors, and there is nothing to show yet."));
	if (l && l->n_pages + l->n_questions)
		p->view.where = view_printf(&p->view, _("%zu of %zu"), p->at + 1, l->n_pages + l->n_questions);
	if (p->broken)
		describe_diags(p);
	if (l && p->at < l->n_pages)
		describe_page(p);
	else if (l && question_at(p))
		describe_question(p, question_at(p));
	if (!p->broken)
		describe_diags(p);
	add_hint(p, CMD_NEXT, _("next"), "n");
	add_hint(p, CMD_PREVIOUS, _("before"), "p");
	add_hint(p, CMD_SCROLL_DOWN, _("down"), "↓");
	add_hint(p, CMD_QUIT, _("leave"), "q");
}

static void draw(struct preview *p, struct canvas *canvas)
{
	int last;

	describe(p);
	layout_view(&p->layout, &p->view, p->cols, p->rows, p->ascii);
	last = layout_max_scroll(&p->layout);
	p->scroll = p->scroll < 0 ? 0 : p->scroll > last ? last : p->scroll;
	canvas_clear(canvas);
	layout_draw(&p->layout, &p->view, p->scroll, canvas);
	term_present(canvas);
}

static void go(struct preview *p, bool forward)
{
	size_t n = p->lesson ? p->lesson->n_pages + p->lesson->n_questions : 0;

	if (forward ? p->at + 1 >= n : !p->at)
		return;
	p->at = forward ? p->at + 1 : p->at - 1;
	p->scroll = 0;
	set_out(p);
}

/* False: leave. */
static bool handle(struct preview *p, const struct event *event)
{
	int page = p->rows > 6 ? p->rows - 6 : 1;

	if (event->kind == EVENT_WHEEL)
		p->scroll += event->delta;
	if (event->kind != EVENT_KEY)
		return true;
	switch (event->key) {
	case 'q': case K_ESC: case K_CTRL('c'):
		return false;
	case 'n': case K_RIGHT: case K_ENTER:
		go(p, true);
		break;
	case 'p': case K_LEFT: case K_BACKSPACE:
		go(p, false);
		break;
	case 'j': case K_DOWN:
		p->scroll++;
		break;
	case 'k': case K_UP:
		p->scroll--;
		break;
	case K_SPACE: case K_PAGE_DOWN:
		p->scroll += page;
		break;
	case K_PAGE_UP:
		p->scroll -= page;
		break;
	default:
		break;
	}
	return true;
}

static void run(struct preview *p)
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

/* The file, or its folder's; a translation shows the lesson in its language. */
static bool find_files(struct preview *p, const struct options *options)
{
	const char *file = main_file(&p->arena, options->rest[0]), *dir, *lang;
	size_t len;

	if (!file)
		return false;
	dir = path_parent(&p->arena, file);
	lang = language_of_file(&p->arena, path_base(file, &len));
	p->files[0] = lang ? main_file(&p->arena, dir) : file;
	p->lang = lang ? lang : options->lang;
	if (p->lang)
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
	layout_init(&p->layout);
	if (term_open(&term, &err)) {
		term_tick(TICK_MS);
		run(p);
		term_close();
		status = term_signal() ? 128 + term_signal() : 0;
	} else {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	}
	layout_release(&p->layout);
	view_release(&p->view);
	strbuf_release(&err);
	return status;
}

int cmd_preview(const struct options *options)
{
	struct preview p = { .ascii = !term_set_locale() || options->ascii };
	struct paths paths;
	int status;

	paths_find(&paths, options);
	language_start(&paths, options);
	if (options->n_rest != 1)
		status = complain(EXIT_USAGE, _("vigie preview takes one lesson: its file or its folder"));
	else if (!find_files(&p, options))
		status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), options->rest[0]);
	else
		status = open_and_run(&p, options);
	lesson_free(p.lesson);
	free(p.work);
	diags_release(&p.diags);
	arena_release(&p.arena);
	return status;
}
