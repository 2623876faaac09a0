/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A tour of a whole course, screen by screen, in each variant of the file: every lesson, page,
 * question and conversation of home's list, and from each kind of screen everything its own table
 * of keys opens. After each key every cell is checked as in a sketch (sketch.h), and also what
 * holds for every screen of any course (look); plain lines say and offer the same.
 */
#ifndef SCREENS_TOUR_H
#define SCREENS_TOUR_H

#include <ctype.h>

#include "base/i18n.h"
#include "screens/global.h"
#include "sketch.h"
#include "view/linear.h"

static const struct screen *const tour_screens[] = {
#define SCREEN(name) &screen_##name,
#include "screens/screens.def"
#undef SCREEN
};

enum {
	TOUR_SCREENS = ARRAY_SIZE(tour_screens),
	TOUR_STEPS = 80,
	TOUR_REPEATS = 2,
	TOUR_TOLD = 3000
};

struct tour {
	struct session s;
	struct frame frame;
	const char *variant;
	bool visited[TOUR_SCREENS];                       /* in this variant: its keys were tried */
	bool seen[TOUR_SCREENS], blocks[BLOCK_SCALE + 1]; /* in any */
	bool wide;                                        /* its text has all its cells */
	struct strbuf trail, why, told;
};

static size_t tour_screen(const struct tour *t)
{
	size_t i = 0;

	while (i < TOUR_SCREENS && strcmp(tour_screens[i]->name, app_screen(&t->s.app)) != 0)
		i++;
	return i;
}

/* Tells a fault with its picture, once for each kind of screen. */
static void tour_say(struct tour *t, const char *what)
{
	struct strbuf all = STRBUF_INIT, kind = STRBUF_INIT;
	bool known;

	strbuf_addf(&kind, "|%s %.16s|", app_screen(&t->s.app), what);
	known = strstr(t->told.buf, kind.buf) || t->told.len > TOUR_TOLD;
	strbuf_add(&t->told, kind.buf, known ? 0 : kind.len);
	strbuf_release(&kind);
	if (known)
		return;
	canvas_text(&t->s.canvas, &all);
	strbuf_addf(&t->why, "in the variant %s at %dx%d, screen %s, after%s:\n%s%s", t->variant,
		t->s.setup.cols, t->s.setup.rows, app_screen(&t->s.app), t->trail.buf, what,
		all.buf);
	strbuf_release(&all);
}

/* ---- what holds for every screen */

static bool has_body(const struct tour *t)
{
	const struct layout *l = &t->s.app.layout;

	for (int y = l->body_top; y < l->status_row; y++)
		for (int x = l->left; x < l->left + l->width; x++)
			if (!is_blank_cell(canvas_cell(&t->s.canvas, x, y)))
				return true;
	return false;
}

/* A text of several screens says which one is in view, one of a single screen says nothing. */
static const char *position_fault(const struct tour *t)
{
	const struct layout *l = &t->s.app.layout;
	int step = l->body_rows - TOUR_REPEATS, max = (int)l->n_rows - l->body_rows,
	    end = l->left + l->width;
	int scroll = t->s.app.stack[t->s.app.depth - 1].scroll, x = end;
	char want[32] = "";
	struct strbuf is = STRBUF_INIT;
	bool same;

	if (max > 0 && scroll < max)
		snprintf(want, sizeof(want), "%d/%d %s", scroll / step + 1,
			1 + (max + step - 1) / step, t->s.app.ascii ? "v" : "↓");
	else if (max > 0)
		snprintf(want, sizeof(want), "%d/%d", 1 + (max + step - 1) / step,
			1 + (max + step - 1) / step);
	for (x = end - text_width(want, strlen(want)); x < end; x++) {
		const struct cell *cell = canvas_cell(&t->s.canvas, x, l->status_row);

		strbuf_add(&is, cell->text, cell->len);
	}
	same = !strcmp(is.buf, want);
	strbuf_release(&is);
	return same ? NULL : "the place in the text is not told as a share of its screens";
}

/* True if Enter has nothing to do on this screen but to close it. */
static bool leads_back(const struct tour *t)
{
	const struct hint *enter = &t->s.app.view.hints[0];

	return enter->command == CMD_GO && !strcmp(enter->label, _("back"));
}

/* From 40 columns on the footer says how to go on and how to go back. */
static const char *footer_fault(const struct tour *t)
{
	const struct layout *l = &t->s.app.layout;
	/* where there is nothing to do, the first is the way back */
	bool on = t->s.app.view.hints[0].command == CMD_BACK, back = false;

	for (size_t i = 0; i < l->n_hints; i++) {
		int command = l->hints[i].command;

		back |= command == CMD_BACK || (command == CMD_GO && leads_back(t));
		/* a question is left by skipping it, a message by marking it, a pane by Tab */
		back |= command == CMD_SKIP || command == CMD_MARK || command == CMD_PANE;
		on |= command != CMD_BACK && command != CMD_LEAVE_QUICKLY && command != CMD_KEYS &&
			command != CMD_HELP && command != CMD_LANGUAGE;
	}
	if (!on && !app_is_typing(&t->s.app))
		return "the footer says no way on";
	if (!back && t->s.app.depth > 1)
		return "the footer says no way back";
	return NULL;
}

/* ---- the same screen in plain lines */

/* Appends the letters and digits of a text: signs and spaces differ in plain lines. */
static void add_letters(const struct tour *t, const char *text, struct strbuf *out)
{
	struct strbuf shown = STRBUF_INIT;

	text_show(&shown, text, strlen(text), t->s.app.ascii, NULL);
	for (const char *c = shown.buf; *c; c++)
		if (*c == '\xc2')
			c++; /* punctuation of Latin-1 */
		else if (*c == '\xe2')
			c += 2; /* other punctuation and signs */
		else if (isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80)
			strbuf_addch(out, *c);
	strbuf_release(&shown);
}

/* Every text of a block is said; a picture and a drawing by their words. */
static void check_said(
	const struct tour *t, const struct view *view, const char *said, struct strbuf *why)
{
	for (size_t i = 0; i < view->n; i++) {
		const struct block *b = &view->blocks[i];
		bool drawn = b->kind == BLOCK_PICTURE || b->kind == BLOCK_GRID;
		const char *texts[] = { b->aside ? NULL : b->label, drawn ? NULL : b->text,
			b->note };

		for (size_t k = 0; k < ARRAY_SIZE(texts); k++) {
			struct strbuf words = STRBUF_INIT;

			add_letters(t, texts[k] ? texts[k] : "", &words);
			if (words.len && !strstr(said, words.buf))
				strbuf_addf(why, "not said in plain lines: %s\n", texts[k]);
			strbuf_release(&words);
		}
	}
}

static void check_line_width(const struct tour *t, const char *lines, struct strbuf *why)
{
	for (size_t len; *lines; lines += len + (lines[len] == '\n')) {
		len = strcspn(lines, "\n");
		if (text_width(lines, len) > t->s.setup.cols && memchr(lines, ' ', len))
			strbuf_addf(why, "a plain line is too long: %.*s\n", (int)len, lines);
	}
}

/* True if a key of the command can be typed in a line. */
static bool can_be_typed(const struct tour *t, int command)
{
	const struct binding *tables[] = { t->s.app.stack[t->s.app.depth - 1].screen->bindings,
		global_bindings };
	char buf[32];

	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		for (const struct binding *b = tables[i]; b && b->command; b++)
			for (size_t k = 0;
				(int)b->command == command && k < BINDING_KEYS && b->keys[k]; k++)
				if ((b->flags & BIND_DIGITS) ||
					command_line_name(b->keys[k], buf, sizeof(buf)))
					return true;
	return false;
}

/* What the screen says and offers, plain lines say and offer too. */
static void check_lines(struct tour *t, struct strbuf *why)
{
	struct strbuf out = STRBUF_INIT, said = STRBUF_INIT;
	struct linear linear;
	const struct view *view = &t->s.app.view;

	for (size_t i = 0; i < view->n_hints; i++) {
		int command = view->hints[i].command;

		/* what stands beside a text is found elsewhere too; p does what an arrow does here
		 */
		if (command != CMD_PANE && command != CMD_LEFT && !can_be_typed(t, command))
			strbuf_addf(
				why, "cannot be typed in plain lines: %s\n", view->hints[i].label);
	}
	t->s.app.model.linear = true;
	view = app_describe(&t->s.app);
	linear_init(&linear, t->s.setup.cols, t->s.app.ascii);
	linear_print(&linear, view, true, HINTS_ALWAYS, &out);
	add_letters(t, out.buf, &said);
	check_said(t, view, said.buf, why);
	check_line_width(t, out.buf, why);
	linear_release(&linear);
	strbuf_release(&out);
	strbuf_release(&said);
	t->s.app.model.linear = false;
	session_draw(&t->s);
}

static void look(struct tour *t)
{
	const struct layout *l = &t->s.app.layout;
	struct strbuf why = STRBUF_INIT;
	size_t at = tour_screen(t);
	const char *wrong = NULL;
	char *line;

	if (t->s.left || l->too_small)
		return;
	t->frame.left = l->left;
	t->frame.width = l->width;
	t->frame.body = l->body_top;
	t->frame.status = t->s.setup.rows - 2;
	t->frame.footer = t->s.setup.rows - 1;
	line = sketch_screen(&t->s, &t->frame, &why);
	free(line);
	if (at < TOUR_SCREENS)
		t->seen[at] = true;
	for (size_t i = 0; i < t->s.app.view.n; i++)
		t->blocks[t->s.app.view.blocks[i].kind] = true;
	if (!has_body(t))
		wrong = "there is nothing on it";
	else if (t->s.setup.cols >= LAYOUT_COLUMN + 2 && l->width != LAYOUT_COLUMN)
		wrong = "the text does not have its 68 cells";
	else if (t->s.setup.cols >= WHOLE_COLS)
		wrong = footer_fault(t);
	if (!wrong)
		wrong = position_fault(t);
	if (wrong)
		strbuf_addf(&why, "%s\n", wrong);
	/* they depend on no size */
	if (!why.len && t->s.setup.cols == WHOLE_COLS)
		check_lines(t, &why);
	if (why.len)
		tour_say(t, why.buf);
	strbuf_release(&why);
}

/* ---- keys */

static void tour_keys(struct tour *t, const char *keys)
{
	struct strbuf word = STRBUF_INIT, why = STRBUF_INIT;

	while (!t->s.left && token_next(&keys, &word)) {
		strbuf_addf(&t->trail, " %s", word.buf);
		if (!play_word(&t->s, &word, &why))
			tour_say(t, why.buf);
		strbuf_clear(&t->s.effects);
		look(t);
	}
	strbuf_release(&word);
	strbuf_release(&why);
}

static void tour_key(struct tour *t, uint32_t key)
{
	char name[32], one[5];
	const char *word = command_key_name(key, name, sizeof(name));

	if (key > K_SPACE && key < 127) {
		snprintf(one, sizeof(one), "%c", (int)key);
		word = one;
	}
	i18n_set_catalogue(NULL);
	if (word != one)
		word = command_key_name(key, name, sizeof(name));
	tour_keys(t, word);
}

/* Reads a text to its end; between two screens at most two of its rows come again. */
static void read_on(struct tour *t)
{
	const struct layout *l = &t->s.app.layout;
	const struct app_layer *top = &t->s.app.stack[t->s.app.depth - 1];

	for (int i = 0; i < 40 && top->scroll < layout_max_scroll(l); i++) {
		int before = top->scroll;

		tour_keys(t, "PgDn");
		if (l->focus_row < 0 && before + l->body_rows - top->scroll > TOUR_REPEATS)
			tour_say(t, "more than two rows come again");
	}
}

/* True for commands that end the visit, or lead on. */
static bool leads_away(enum command command)
{
	return command == CMD_LEAVE_QUICKLY || command == CMD_QUIT || command == CMD_BACK ||
		command == CMD_GO || command == CMD_AGAIN || command == CMD_SKIP ||
		command == CMD_QUIZ || command == CMD_NEXT_PAGE || command == CMD_PICK;
}

/* Goes back to the screen at depth, closing what was opened last first. */
static void come_back(struct tour *t, int depth)
{
	for (int i = 0; i < 4 && t->s.app.depth > depth; i++)
		tour_keys(t, "Esc");
}

static void try_table(struct tour *t, const struct binding *b)
{
	int depth = t->s.app.depth;

	for (; b && b->command && !t->s.left; b++) {
		if (leads_away(b->command) || app_is_typing(&t->s.app))
			continue;
		tour_key(t, b->keys[0]);
		if (t->s.app.depth > depth)
			read_on(t);
		come_back(t, depth);
		if (t->s.app.depth != depth)
			return;
	}
}

/* Windows between two arrangements, and back. */
static void change_size(struct tour *t)
{
	char back[32];

	snprintf(back, sizeof(back), "resize:%dx%d", t->s.setup.cols, t->s.setup.rows);
	tour_keys(t,
		"resize:41x13 resize:109x30 resize:110x30 resize:111x30 resize:169x40 "
		"resize:170x40");
	tour_keys(t, back);
}

/* From a kind of screen seen for the first time, everything its keys open. */
static void try_all(struct tour *t)
{
	size_t at = tour_screen(t);

	if (at == TOUR_SCREENS || t->visited[at])
		return;
	t->visited[at] = true;
	change_size(t);
	tour_keys(t, "x Ctrl-D");
	try_table(t, tour_screens[at]->bindings);
	if (t->s.left || strcmp(app_screen(&t->s.app), tour_screens[at]->name) != 0)
		return;
	try_table(t, global_bindings);
}

/* The ways out of a conversation, from its first choice on: each is read, none is taken. */
static void try_ways_out(struct tour *t)
{
	static const char *const ways[] = { "2 Enter", "3 Enter", "4 Enter" };
	int depth = t->s.app.depth;

	tour_keys(t, "0");
	if (t->s.app.depth == depth)
		return;
	if (!t->visited[tour_screen(t)]) {
		try_all(t);
		for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
			tour_keys(t, ways[i]);
			read_on(t);
			tour_keys(t, "Esc");
		}
	}
	come_back(t, depth);
}

static void go_on(struct tour *t, int step)
{
	static const char *const tries[] = { "1 Enter", "Enter", "Down 2 Enter", "Enter",
		"1 Space Enter", "Enter Enter", "s" };
	const char *name = app_screen(&t->s.app);

	if (!strcmp(name, "chat"))
		try_ways_out(t);
	if (!strcmp(name, "page"))
		tour_keys(t, "Enter");
	else if (!strcmp(name, "quiz") || !strcmp(name, "chat") || !strcmp(name, "workshop"))
		tour_keys(t, tries[(size_t)step % ARRAY_SIZE(tries)]);
	else
		tour_keys(t, "Enter");
}

/* Goes on until the entry has been visited long enough, or is left. */
static void visit(struct tour *t, int steps)
{
	for (int step = 0; step < steps && !t->s.left && t->s.app.depth > 1; step++) {
		try_all(t);
		read_on(t);
		go_on(t, step);
		if (!strcmp(app_screen(&t->s.app), "result"))
			break;
	}
	try_all(t);
}

/* Every page from the first one on, past the questions between them. */
static void read_pages(struct tour *t)
{
	struct strbuf where = STRBUF_INIT;

	tour_keys(t, "c Home Enter");
	for (bool more = true; more && !strcmp(app_screen(&t->s.app), "page");) {
		read_on(t);
		strbuf_clear(&where);
		strbuf_addstr(&where, t->s.app.view.where);
		tour_keys(t, "n");
		more = strcmp(where.buf, t->s.app.view.where) != 0;
	}
	strbuf_release(&where);
}

/* One entry of home: each of its pages, then from the first one on with its questions. */
static void tour_entry(struct tour *t, const char *number)
{
	tour_keys(t, number);
	tour_keys(t, "Enter");
	try_all(t);
	read_on(t);
	/* the first of the ways into it */
	tour_keys(t, "1 Enter");
	if (!strcmp(app_screen(&t->s.app), "page")) {
		read_pages(t);
		tour_keys(t, "c Home Enter");
	}
	visit(t, TOUR_STEPS);
	/* the last of what a result offers is an answer to look at again */
	if (!strcmp(app_screen(&t->s.app), "result")) {
		tour_keys(t, "End Enter");
		try_all(t);
	}
	for (int i = 0; i < 6 && t->s.app.depth > 1; i++)
		tour_keys(t, "Esc");
	strbuf_clear(&t->trail);
}

static int home_numbers(const struct tour *t)
{
	int last = 0;

	for (size_t i = 0; i < t->s.app.view.n; i++)
		if (block_number(&t->s.app.view.blocks[i]) > last)
			last = block_number(&t->s.app.view.blocks[i]);
	return last;
}

static void tour_variant(struct tour *t, const struct setup *setup)
{
	int n;

	session_begin(&t->s, setup);
	session_open(&t->s);
	memset(t->visited, 0, sizeof(t->visited));
	strbuf_clear(&t->trail);
	look(t);
	try_all(t);
	/* the last path is the whole course */
	tour_keys(t, "6 Enter");
	try_all(t);
	n = home_numbers(t);
	for (int i = 1; i <= n && !t->s.left; i++) {
		char number[16];

		snprintf(number, sizeof(number), i < 10 ? "%d" : "%d %d", i < 10 ? i : i / 10,
			i % 10);
		tour_entry(t, number);
	}
	session_end(&t->s);
}

#endif
