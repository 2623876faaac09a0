/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks through the whole shipped course: every page and every question of every lesson, in each
 * language, on an 80x24 screen and on a small one, through the interface that the shell uses. Every
 * screen on the way is checked for layout faults.
 */
#include "app/app.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "questions/type.h"

enum {
	WIDE_COLS = 80,
	WIDE_ROWS = 24,
	SMALL_COLS = 40,
	SMALL_ROWS = 12,
	PAGE_SCREENS = 2,    /* most screens that a page may need at 80x24 */
	QUESTIONS_MAX = 200, /* per lesson */
	KEYS_MAX = 400       /* per page or question; reached only if Enter does not lead on */
};

/* 24 November 2026, noon */
#define NOW 1795521600

static const struct language languages[] = {
	{ { "en" }, "English" },
	{ { "fr" }, "Français" },
};

static const char *const lesson_dirs[] = { TEST_LESSONS };

struct walk {
	struct app app;
	struct canvas canvas;
	int lesson, faults, pages, questions;
	int tries;       /* responses that the question had when it was reached */
	char place[160]; /* "definition/acts in fr at 80x24" */
};

static void fault(struct walk *w, const char *what, const char *text, size_t len)
{
	w->faults++;
	if (w->faults <= 40)
		print_error("%s: %s%s%.*s\n", w->place, what, len ? ": " : "", (int)len,
			len ? text : "");
}

/* ---- one screen */

/* Letters and digits, between which no line may break. */
static bool is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		(c >= 'a' && c <= 'z');
}

/* Reports a word that is broken between two lines although it would fit on one. */
static void check_break(struct walk *w, const struct span *end, const struct span *start)
{
	const struct layout *l = &w->app.layout;
	const char *from = start->text, *to = start->text;

	if (end->text + end->len != start->text || !is_word_byte(start->text[-1]) ||
		!is_word_byte(*start->text))
		return;
	while (from > end->text && from[-1] != ' ')
		from--;
	to += strcspn(to, " ");
	if (text_width(from, (size_t)(to - from)) <= l->width - start->x)
		fault(w, "a word is broken", from, (size_t)(to - from));
}

static bool begins_with(const struct span *s, const char *sign)
{
	return s->len >= strlen(sign) && !memcmp(s->text, sign, strlen(sign));
}

static bool ends_with(const struct span *s, const char *sign)
{
	return s->len >= strlen(sign) &&
		!memcmp(s->text + s->len - strlen(sign), sign, strlen(sign));
}

/* Reports punctuation that a line break separates from its word. */
static void check_signs(struct walk *w, const struct span *end, const struct span *start)
{
	static const char *const closing[] = { ":", ";", "!", "?", "»", "%", ",", ".", ")", "”" };

	for (size_t i = 0; i < ARRAY_SIZE(closing); i++)
		if (begins_with(start, closing[i]))
			fault(w, "a line begins with punctuation", start->text, start->len);
	if (ends_with(end, "«") || ends_with(end, "“") || ends_with(end, "("))
		fault(w, "a line ends with an opening mark", end->text, end->len);
}

static const struct span *last_span(const struct layout *l, size_t row)
{
	return l->rows[row].n ? &l->spans[l->rows[row].first + l->rows[row].n - 1] : NULL;
}

/* The span of row that starts in column x; NULL if there is none. */
static const struct span *span_at(const struct layout *l, size_t row, int x)
{
	for (size_t i = 0; i < l->rows[row].n; i++)
		if (l->spans[l->rows[row].first + i].x == x)
			return &l->spans[l->rows[row].first + i];
	return NULL;
}

static void check_rows(struct walk *w)
{
	const struct layout *l = &w->app.layout;

	for (size_t i = 0; i < l->n_rows; i++) {
		const struct span *end = last_span(l, i), *start = NULL;

		for (size_t k = 0; k < l->rows[i].n; k++) {
			const struct span *s = &l->spans[l->rows[i].first + k];

			if (s->x + text_width(s->text, s->len) > l->width)
				fault(w, "runs over the edge", s->text, s->len);
		}
		if (!end || i + 1 == l->n_rows || l->rows[i + 1].block != l->rows[i].block)
			continue;
		for (int x = 0; x <= end->x && !start; x++) {
			start = span_at(l, i + 1, x);
			if (start && start->text <= end->text)
				start = NULL;
		}
		/* compare only rows of the same running text */
		if (!start || start->text - (end->text + end->len) > 2 ||
			start->text < end->text + end->len)
			continue;
		check_break(w, end, start);
		check_signs(w, end, start);
	}
}

static bool row_is_blank(const struct canvas *canvas, int y)
{
	for (int x = 0; x < canvas->cols; x++) {
		const struct cell *c = canvas_cell(canvas, x, y);

		if (c->len && !(c->len == 1 && c->text[0] == ' '))
			return false;
	}
	return true;
}

static void check_frame(struct walk *w)
{
	const struct layout *l = &w->app.layout;
	bool keys = false;

	for (size_t i = 0; i < l->n_hints; i++)
		keys |= l->hints[i].command == CMD_KEYS;
	if (!keys || row_is_blank(&w->canvas, l->footer_row))
		fault(w, "there is no footer with the keys", NULL, 0);
	if (row_is_blank(&w->canvas, l->top))
		fault(w, "there is no title", NULL, 0);
	if (w->app.view.notice)
		fault(w, "there is a notice", w->app.view.notice, strlen(w->app.view.notice));
}

static void check_screen(struct walk *w)
{
	const struct view *view = &w->app.view;

	if (view->n < 2 || w->app.layout.n_rows < 2)
		fault(w, "there is hardly anything to read", NULL, 0);
	check_frame(w);
	check_rows(w);
}

/* ---- keys */

static void press(struct walk *w, uint32_t key)
{
	struct event event = { .kind = EVENT_KEY, .key = key, .now = NOW };

	app_handle(&w->app, &event);
	app_render(&w->app, &w->canvas);
}

static const struct lesson *lesson_here(const struct walk *w)
{
	return model_lesson(&w->app.model, w->lesson);
}

static void set_place(struct walk *w, const char *id)
{
	snprintf(w->place, sizeof(w->place), "%s/%s in %s at %dx%d",
		w->app.model.course.lessons[w->lesson].id, id, w->app.model.lang, w->app.cols,
		w->app.rows);
}

/* ---- pages */

static const char *page_id(const struct walk *w)
{
	const struct lesson_progress *p = model_progress(&w->app.model, w->lesson);

	return p && p->page ? p->page : "";
}

static void check_length(struct walk *w)
{
	const struct layout *l = &w->app.layout;

	if (w->app.cols == WIDE_COLS && (int)l->n_rows > PAGE_SCREENS * l->body_rows)
		fault(w, "the page needs more than two screens", NULL, 0);
}

/* Presses only Enter: it scrolls the page, reveals the paragraphs of a story, then goes to the next
 * page or to the questions. */
static void walk_page(struct walk *w, const struct page *page)
{
	int keys = 0;

	set_place(w, page->id);
	w->pages++;
	if (strcmp(page_id(w), page->id))
		fault(w, "Enter does not lead here", page_id(w), strlen(page_id(w)));
	for (; keys < KEYS_MAX && !strcmp(app_screen(&w->app), "page") &&
		!strcmp(page_id(w), page->id);
		keys++) {
		check_screen(w);
		check_length(w);
		press(w, K_ENTER);
	}
	if (keys == KEYS_MAX)
		fault(w, "Enter does not lead on", NULL, 0);
}

/* ---- questions */

static const struct run *open_run(const struct walk *w)
{
	const struct lesson_progress *p = model_progress(&w->app.model, w->lesson);

	return p ? p->open : NULL;
}

static bool is_answered(const struct walk *w, size_t number)
{
	const struct run *run = open_run(w);

	return !run || (run->answers[number].response && run->answers[number].tries > w->tries);
}

static int scroll(const struct walk *w)
{
	return w->app.stack[w->app.depth - 1].scroll;
}

/* Enter scrolls while there is more below, and only then submits. */
static void press_enter(struct walk *w, size_t number)
{
	int before;

	do {
		before = scroll(w);
		press(w, K_ENTER);
	} while (scroll(w) > before && !is_answered(w, number));
}

/* Answers a question by one of the first two choices of each part, or by moving an item. */
static bool give_answer(struct walk *w, size_t number, const struct question *q)
{
	press_enter(w, number);
	if (is_answered(w, number))
		fault(w, "Enter answers, and nothing was chosen", NULL, 0);
	for (int i = 0; i < 20 && !is_answered(w, number); i++) {
		/* a second try takes another answer */
		press(w, i % 2 ? '2' : '1');
		if (!strcmp(q->type->name, "order")) {
			press(w, K_SPACE);
			press(w, K_DOWN);
			press(w, K_SPACE);
		}
		press_enter(w, number);
		/* a part that is still empty is told, once */
		if (w->app.notice)
			press_enter(w, number);
	}
	return is_answered(w, number);
}

/* True if the question with this number is shown, answered or not. */
static bool is_shown(const struct walk *w, size_t number)
{
	const struct run *run = open_run(w);
	const struct question *q;

	if (!run || number >= run->n || strcmp(app_screen(&w->app), "quiz"))
		return false;
	q = model_question(&w->app.model, w->lesson, run->answers[number].question);
	for (size_t i = 0; q && i < w->app.view.n; i++)
		if (w->app.view.blocks[i].text && !strcmp(w->app.view.blocks[i].text, q->prompt))
			return true;
	return false;
}

/* Returns the number of the question that is shown; the length of the run if none is. */
static size_t shown(const struct walk *w)
{
	const struct run *run = open_run(w);
	size_t i = 0;

	while (run && i < run->n && !is_shown(w, i))
		i++;
	return i;
}

static void walk_question(struct walk *w, size_t number)
{
	const struct run *run = open_run(w);
	const struct question *q =
		model_question(&w->app.model, w->lesson, run->answers[number].question);
	int keys = 0;

	set_place(w, run->answers[number].question);
	/* what was missed right after its page is asked again at the end */
	w->questions += !run->answers[number].response;
	w->tries = run->answers[number].tries;
	check_screen(w);
	for (size_t i = 0; i < q->n_hints && !w->tries && !question_is_typed(q); i++) {
		press(w, 'i');
		check_screen(w);
	}
	if (!give_answer(w, number, q)) {
		fault(w, "the question takes no answer", NULL, 0);
		return;
	}
	check_screen(w);
	press(w, 'e');
	check_screen(w);
	for (; keys < KEYS_MAX && is_shown(w, number); keys++)
		press(w, K_ENTER);
	if (keys == KEYS_MAX)
		fault(w, "Enter does not lead on", NULL, 0);
}

/* ---- a lesson */

static void walk_questions(struct walk *w)
{
	for (int i = 0; i < QUESTIONS_MAX && !strcmp(app_screen(&w->app), "quiz"); i++) {
		size_t number = shown(w);

		if (!open_run(w) || number == open_run(w)->n) {
			fault(w, "a question is not shown", NULL, 0);
			return;
		}
		walk_question(w, number);
	}
}

static void walk_quiz(struct walk *w)
{
	set_place(w, "questions");
	/* the questions of the last page lead on to the others, if any are left */
	if (strcmp(app_screen(&w->app), "result")) {
		if (strcmp(app_screen(&w->app), "quiz") || !open_run(w)) {
			fault(w, "Enter does not lead to the questions", NULL, 0);
			return;
		}
		walk_questions(w);
	}
	set_place(w, "result");
	if (strcmp(app_screen(&w->app), "result"))
		fault(w, "the questions do not end with a result", NULL, 0);
	check_screen(w);
}

static size_t questions_to_ask(const struct lesson *lesson)
{
	size_t n = lesson->n_questions;

	for (size_t i = 0; i < lesson->n_draws; i++)
		n += (size_t)lesson->draws[i].count;
	return n;
}

/* Opens a lesson as a click does, since digits only reach the first nine. */
static void open_lesson(struct walk *w, int index)
{
	struct event event = {
		.kind = EVENT_CHOOSE, .x = plan_row(&w->app.model, index), .now = NOW
	};

	app_handle(&w->app, &event);
	app_render(&w->app, &w->canvas);
}

static void walk_lesson(struct walk *w, int index)
{
	const struct lesson *lesson;
	int pages = w->pages, questions = w->questions;

	w->lesson = index;
	set_place(w, "cover");
	open_lesson(w, index);
	lesson = lesson_here(w);
	if (!lesson) {
		fault(w, "the lesson cannot be read", NULL, 0);
		return;
	}
	check_screen(w);
	/* a small screen scrolls through the cover first */
	for (int keys = 0; keys < KEYS_MAX && !strcmp(app_screen(&w->app), "cover"); keys++)
		press(w, K_ENTER);
	for (size_t i = 0; i < lesson->n_pages; i++) {
		const struct question *own[ASKED_AFTER_MAX];

		walk_page(w, &lesson->pages[i]);
		if (lesson_asked_after(lesson, (int)i, own))
			walk_questions(w);
	}
	walk_quiz(w);
	set_place(w, "lesson");
	if (w->pages - pages != (int)lesson->n_pages)
		fault(w, "not every page was reached", NULL, 0);
	if (!lesson->n_pools && w->questions - questions != (int)questions_to_ask(lesson))
		fault(w, "not every question was reached", NULL, 0);
	press(w, K_ESC);
}

/* ---- the course */

static void begin(struct walk *w, const char *lang, int cols, int rows)
{
	struct model *m = &w->app.model;

	memset(w, 0, sizeof(*w));
	app_init(&w->app);
	m->lesson_dirs = lesson_dirs;
	m->n_lesson_dirs = ARRAY_SIZE(lesson_dirs);
	m->help_dir = TEST_LESSONS "/help";
	m->languages = languages;
	m->n_languages = ARRAY_SIZE(languages);
	m->locale = "";
	settings_set(&m->settings, "exam", "open");
	m->rng_state = 5;
	canvas_init(&w->canvas, cols, rows, false);
	app_start(&w->app, lang, cols, rows, NOW);
	app_render(&w->app, &w->canvas);
}

static void end(struct walk *w)
{
	app_release(&w->app);
	canvas_release(&w->canvas);
}

static void walk_course(const char *lang, int cols, int rows)
{
	struct walk *w = malloc(sizeof(*w));
	int faults, pages, questions;

	assert_non_null(w);
	begin(w, lang, cols, rows);
	assert_true(w->app.model.course.n >= 8);
	/* scenarios have a test of their own */
	for (int i = 0; i < (int)w->app.model.course.n; i++)
		if (!w->app.model.course.lessons[i].scenario)
			walk_lesson(w, i);
	faults = w->faults;
	pages = w->pages;
	questions = w->questions;
	end(w);
	free(w);
	assert_int_equal(faults, 0);
	assert_true(pages >= 80);
	assert_true(questions >= 150);
}

/* Loads the French catalogue if it was built: program text shares lines with text of lessons. */
static struct catalogue *use_french(void)
{
	struct strbuf path = STRBUF_INIT, err = STRBUF_INIT;
	const char *build = getenv("BUILD");
	struct catalogue *cat;

	strbuf_addf(&path, "%s/locale/fr/LC_MESSAGES/vigie.mo", build ? build : TEST_BUILD);
	cat = catalogue_open(path.buf, text_is_clean, &err);
	i18n_set_catalogue(cat);
	strbuf_release(&path);
	strbuf_release(&err);
	return cat;
}

static void the_course_can_be_walked_through_in_english(void **state)
{
	(void)state;
	walk_course("en", WIDE_COLS, WIDE_ROWS);
}

static void the_course_can_be_walked_through_in_english_on_a_small_screen(void **state)
{
	(void)state;
	walk_course("en", SMALL_COLS, SMALL_ROWS);
}

static void walk_in_french(int cols, int rows)
{
	struct catalogue *cat = use_french();

	walk_course("fr", cols, rows);
	i18n_set_catalogue(NULL);
	catalogue_free(cat);
}

static void the_course_can_be_walked_through_in_french(void **state)
{
	(void)state;
	walk_in_french(WIDE_COLS, WIDE_ROWS);
}

static void the_course_can_be_walked_through_in_french_on_a_small_screen(void **state)
{
	(void)state;
	walk_in_french(SMALL_COLS, SMALL_ROWS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_course_can_be_walked_through_in_english),
		cmocka_unit_test(the_course_can_be_walked_through_in_english_on_a_small_screen),
		cmocka_unit_test(the_course_can_be_walked_through_in_french),
		cmocka_unit_test(the_course_can_be_walked_through_in_french_on_a_small_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
