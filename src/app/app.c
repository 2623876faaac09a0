/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "app/apply.h"
#include "app/pointing.h"
#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "view/keyboard.h"
#include "view/panes.h"

void app_init(struct app *app)
{
	memset(app, 0, sizeof(*app));
	model_init(&app->model);
	view_init(&app->view);
	view_init(&app->hold.view);
	layout_init(&app->layout);
}

void app_release(struct app *app)
{
	while (app->depth)
		free(app->stack[--app->depth].state);
	free(app->notice);
	arena_release(&app->effects.arena);
	arena_release(&app->outbox.arena);
	layout_release(&app->layout);
	view_release(&app->view);
	hold_release(app);
	model_release(&app->model);
}

const char *app_screen(const struct app *app)
{
	return app->stack[app->depth - 1].screen->name;
}

void app_notice(struct app *app, const char *text)
{
	free(app->notice);
	app->notice = text ? xstrdup(text) : NULL;
}

/* Whenever the day changes, a clock may have been put right. */
static void set_now(struct app *app, int64_t now)
{
	struct model *model = &app->model;
	bool known =
		model->today.year && now > 0 && now / MODEL_QUARTER == model->now / MODEL_QUARTER;
	int day = known ? model->day : model_day(model, now);

	model->now = now;
	if (day == model->day && model->today.year)
		return;
	model->day = day;
	model->today = date_of_day(day);
	if (review_bring_back(&model->progress.review, day))
		effect_add(&app->outbox, EFFECT_BROUGHT_BACK);
}

/* True if no screen of this kind was shown before. */
static bool note_seen(struct app *app, const struct screen *screen)
{
	for (size_t i = 0; i < app->n_seen; i++)
		if (app->seen[i] == screen)
			return false;
	if (app->n_seen < SEEN_MAX)
		app->seen[app->n_seen++] = screen;
	return true;
}

static void push(struct app *app, const struct screen *screen, const struct screen_arg *arg)
{
	struct app_layer *level;

	if (app->depth == STACK_MAX)
		BUG("more than %d screens deep", STACK_MAX);
	level = &app->stack[app->depth++];
	level->screen = screen;
	level->state = xcalloc(1, screen->state_size);
	level->lesson = arg->lesson;
	level->scroll = level->fresh = 0;
	level->seen_end = false;
	level->first = note_seen(app, screen);
	app->follow = false;
	if (screen->enter)
		screen->enter(level->state, &app->model, arg, &app->effects);
}

static void pop(struct app *app)
{
	if (app->depth > 1)
		free(app->stack[--app->depth].state);
	app->follow = true;
}

/* Pushes the screen that everything else lies on; the lessons have been read. */
static void push_root(struct app *app, const struct screen *usual)
{
	struct screen_arg arg = { .lesson = -1 };

	if (app->root && app->root_lesson)
		arg.lesson = course_find(&app->model.course, app->root_lesson);
	push(app, app->root ? app->root : usual, &arg);
}

static void begin_home(struct app *app)
{
	while (app->depth)
		free(app->stack[--app->depth].state);
	push_root(app, &screen_home);
}

/* Pops to the first screen, replacing it with home if it is another one, such as the welcome. */
static void go_home(struct app *app)
{
	while (app->depth > 1)
		pop(app);
	if (app_top(app)->screen != (app->root ? app->root : &screen_home))
		begin_home(app);
}

static void handle_command(struct app *app, const struct input *in);
static bool send(struct app *app, const struct input *in);

/* A lesson that is opened is a place to come back to. */
static void note_cover(struct app *app, const struct effect *e)
{
	if (e->screen == &screen_cover || e->screen == &screen_scenario)
		model_note_place(&app->model, e->arg.lesson, -1);
}

static void carry_out(struct app *app, struct effect *e)
{
	switch (e->kind) {
	case EFFECT_PUSH:
		note_cover(app, e);
		push(app, e->screen, &e->arg);
		break;
	case EFFECT_REPLACE:
		note_cover(app, e);
		free(app->stack[--app->depth].state);
		push(app, e->screen, &e->arg);
		break;
	case EFFECT_POP:
		pop(app);
		break;
	case EFFECT_HOME:
		go_home(app);
		break;
	case EFFECT_COMMAND:
		handle_command(app, &(struct input){ .command = (enum command)e->index, .id = -1 });
		break;
	case EFFECT_CHOOSE:
		send(app, &(struct input){ .id = e->index });
		break;
	case EFFECT_SCROLL_MARK:
		app_top(app)->marked = app_top(app)->scroll;
		break;
	case EFFECT_SCROLL_BACK:
		app_top(app)->scroll = app_top(app)->marked;
		app_top(app)->fresh = 0;
		app->follow = false;
		break;
	case EFFECT_SCROLL_TOP:
		app_top(app)->scroll = app_top(app)->fresh = 0;
		app_top(app)->seen_end = false;
		app->follow = false;
		break;
	case EFFECT_FOLLOW:
		app->follow = true;
		break;
	case EFFECT_NOTICE:
		app_notice(app, e->text);
		break;
	case EFFECT_DRAFT:
		model_keep_draft(&app->model, e->draft);
		break;
	default:
		if (e->kind == EFFECT_PLACE)
			model_note_place(&app->model, e->lesson, e->index);
		spent_before(app, e);
		apply_effect(&app->model, &app->outbox, e);
		break;
	}
	spent_after(app, e);
}

/*
 * Carries out effects in order, including those they add (a screen that opens reports its place).
 */
static void carry_out_all(struct app *app)
{
	for (size_t i = 0; i < app->effects.n; i++) {
		struct effect e = app->effects.v[i];

		carry_out(app, &e);
	}
	app->effects.n = 0;
	arena_clear(&app->effects.arena);
}

void app_start(struct app *app, const char *lang, int cols, int rows, int64_t now)
{
	app->cols = cols;
	app->rows = rows;
	set_now(app, now);
	app->model.lang = lang;
	model_load(&app->model);
	spent_init(&app->spent, now);
	push_root(app, app->model.first_time ? &screen_welcome : &screen_home);
	carry_out_all(app);
}

/* Returns the ids and folders of all lessons, to compare courses. */
static char *places_of(const struct course *course)
{
	struct strbuf places = STRBUF_INIT;

	for (size_t i = 0; i < course->n; i++)
		strbuf_addf(&places, "%s %s\n", course->lessons[i].id, course->lessons[i].dir);
	return strbuf_detach(&places);
}

void app_set_language(struct app *app, const char *lang)
{
	char *before = places_of(&app->model.course), *after;
	bool stale = model_is_stale(&app->model);

	/* a held view has text of the lessons, which are read anew */
	app_release_hold(app);
	app->model.lang = lang;
	/* the index of a lesson may be that of another from now on */
	app->spent.unsaved = app->spent.review = LESSON_NONE;
	model_load(&app->model);
	after = places_of(&app->model.course);
	app_notice(app, NULL);
	/*
	 * screens hold indexes of lessons, pages and choices; if the files changed these are stale,
	 * so reset the stack to a fresh home screen
	 */
	if (stale || strcmp(before, after)) {
		app->model.n_places = 0;
		begin_home(app);
	}
	app->follow = true;
	free(before);
	free(after);
}

/* ---- what keys and commands do */

bool app_is_typing(const struct app *app)
{
	const struct app_layer *level = &app->stack[app->depth - 1];

	return level->screen->typing && level->screen->typing(level->state, &app->model);
}

bool app_moves(const struct app *app)
{
	const struct app_layer *level = &app->stack[app->depth - 1];

	return level->screen->moves && level->screen->moves(level->state, &app->model);
}

static void open_aside(struct app *app, const struct screen *screen)
{
	const struct screen_arg none = { .lesson = -1 };

	if (app_top(app)->screen == screen) {
		pop(app);
		return;
	}
	/* there is to be room for what opens from there, too */
	if (app->depth + 2 > STACK_MAX)
		return;
	if (screen == &screen_keys)
		app->model.help_bindings = app_top(app)->screen->bindings;
	push(app, screen, &none);
}

static void toggle_mouse(struct app *app)
{
	int *mouse = &app->model.settings.v[SET_MOUSE];

	*mouse = *mouse == SETTING_YES ? SETTING_NO : SETTING_YES;
	effect_add(&app->effects, EFFECT_MOUSE);
	app_notice(app,
		*mouse == SETTING_YES ? _("The mouse is on.")
				      : _("The mouse is off: the terminal can select text."));
}

static bool send(struct app *app, const struct input *in)
{
	app->follow = true;
	return app_top(app)->screen->update(app_top(app)->state, &app->model, in, &app->effects);
}

/* Where a pane has the cursor, arrows move in it. */
static bool moves_in_pane(struct app *app, enum command command)
{
	const struct input in = { .command = command, .id = -1 };

	return panes_choosing(&app->layout, &app->view) && send(app, &in);
}

/* Moves the focus of a list that is longer than the screen, or scrolls. */
static void turn_page(struct app *app, int direction)
{
	const struct input in = {
		.command = CMD_PICK, .number = pointing_page(app, direction), .id = -1
	};

	if (!in.number || !send(app, &in))
		scroll_screen(app, direction);
}

/* Handles the app's own commands; false for any other. */
static bool app_command(struct app *app, enum command command)
{
	switch (command) {
	case CMD_SCROLL_UP:
		if (!moves_in_pane(app, CMD_UP))
			scroll_by(app, -1);
		return true;
	case CMD_SCROLL_DOWN:
		if (!moves_in_pane(app, CMD_DOWN))
			scroll_by(app, 1);
		return true;
	case CMD_SCROLL_PAGE_UP:
		turn_page(app, -1);
		return true;
	case CMD_SCROLL_PAGE_DOWN:
		turn_page(app, 1);
		return true;
	case CMD_KEYS:
		open_aside(app, &screen_keys);
		return true;
	case CMD_FIND:
		if (app_top(app)->screen == &screen_find)
			return false;
		finding_open(app);
		return true;
	case CMD_HELP:
		open_aside(app, &screen_help);
		return true;
	case CMD_LANGUAGE:
		open_aside(app, &screen_language);
		return true;
	case CMD_SETTINGS:
		open_aside(app, &screen_settings);
		return true;
	case CMD_REDRAW:
		effect_add(&app->effects, EFFECT_REDRAW);
		return true;
	case CMD_MOUSE:
		toggle_mouse(app);
		return true;
	case CMD_LEAVE_QUICKLY:
		effect_add(&app->effects, EFFECT_LEAVE_QUICKLY);
		return true;
	default:
		return false;
	}
}

static void say_what_works(struct app *app)
{
	/* TRANSLATORS: after a key that does nothing on this screen */
	app_notice(app, _("That key does nothing here. ? shows the keys."));
}

static void handle_command(struct app *app, const struct input *in)
{
	if (!app_command(app, in->command) && !send(app, in))
		say_what_works(app);
}

static void point(struct app *app, int number)
{
	const struct input in = { .command = CMD_PICK, .number = number, .id = -1 };

	if (!number || !bindings_digits(app) || !send(app, &in))
		say_what_works(app);
}

/* Where a list is drawn in columns, the arrows to the sides go from one to the next. */
static bool moves_beside(struct app *app, uint32_t key)
{
	struct input in = { .command = CMD_PICK, .id = -1 };

	if ((key != K_LEFT && key != K_RIGHT) ||
		!pointing_column(app, key == K_RIGHT ? 1 : -1, &in.number))
		return false;
	if (in.number)
		send(app, &in);
	return true;
}

static void handle_key(struct app *app, uint32_t key)
{
	const struct binding *b;
	struct input in = { .key = key, .id = -1 };
	int before = app->number;

	app->number = 0;
	if (app_is_typing(app) && app_is_typing_key(key)) {
		send(app, &in);
		return;
	}
	if (moves_beside(app, key))
		return;
	in.key = keyboard_latin(key);
	app->number = in.number = pointing_number(app, before, in.key);
	/* 0 belongs to the screen unless it ends a number */
	b = in.number ? bindings_digits(app) : NULL;
	if (!b)
		b = bindings_find(app, key);
	if (!b) {
		point(app, pointing_letter(app, key));
		return;
	}
	*app->letters = '\0';
	if (scroll_consumes_key(app, b, key))
		return;
	in.command = b->command;
	handle_command(app, &in);
}

static void handle_click(struct app *app, int x, int y)
{
	int command;
	struct input in = { .id = -1 };

	in.id = layout_hit(&app->layout, &app->view, app_top(app)->scroll, x, y, &command);
	if (command) {
		in.command = (enum command)command;
		if (!app_command(app, in.command))
			send(app, &in);
	} else if (in.id >= 0) {
		send(app, &in);
	}
}

static void handle_paste(struct app *app, const char *text, size_t len)
{
	struct input in = { .id = -1, .text = text, .len = len };

	if (app_is_typing(app))
		send(app, &in);
}

void app_handle(struct app *app, const struct event *event)
{
	struct input in = { .id = -1 };

	app->outbox.n = 0;
	arena_clear(&app->outbox.arena);
	set_now(app, event->now);
	spent_count(app, event);
	if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE || event->kind == EVENT_CLICK ||
		event->kind == EVENT_CHOOSE || event->kind == EVENT_COMMAND)
		app_notice(app, NULL);
	if (event->kind == EVENT_CLICK || event->kind == EVENT_CHOOSE ||
		event->kind == EVENT_COMMAND) {
		app->number = 0;
		*app->letters = '\0';
	}
	if (event->kind != EVENT_RESIZE && event->kind != EVENT_TICK && event->kind != EVENT_NEWS)
		app->anchor.on = false;
	if (hold_takes(app, event))
		return;
	finding_refresh(app);
	switch (event->kind) {
	case EVENT_KEY:
		handle_key(app, event->key);
		break;
	case EVENT_PASTE:
		handle_paste(app, event->text, event->len);
		break;
	case EVENT_CLICK:
		handle_click(app, event->x, event->y);
		break;
	case EVENT_CHOOSE:
		in.id = event->x;
		if (!send(app, &in))
			say_what_works(app);
		break;
	case EVENT_COMMAND:
		in.command = (enum command)event->x;
		in.number = event->y;
		handle_command(app, &in);
		break;
	case EVENT_WHEEL:
		scroll_by(app, event->delta);
		break;
	case EVENT_RESIZE:
		scroll_save_anchor(app);
		app->resized = true;
		app->cols = event->x;
		app->rows = event->y;
		break;
	case EVENT_NOT_SAVED:
		app_notice(app, event->text);
		break;
	case EVENT_START:
	case EVENT_TICK:
	case EVENT_NEWS:
		break;
	}
	carry_out_all(app);
	spent_save(app, false);
	hold_check(app);
}

void app_leave(struct app *app, int64_t now)
{
	app->outbox.n = 0;
	arena_clear(&app->outbox.arena);
	set_now(app, now);
	spent_count_last(app);
	spent_save(app, true);
}

/* ---- describing */

static bool is_heard(const struct app *app)
{
	return app->model.settings.v[SET_SPEECH] == SETTING_YES;
}

const struct view *app_describe(struct app *app)
{
	if (!hold_keeps_view(app)) {
		finding_refresh(app);
		view_clear(&app->view);
		app->view.linear = app->model.linear;
		app->view.spoken = app->model.linear || is_heard(app);
		app->model.beside = app->view.spoken ? 0 : panes_room(app->cols);
		app_top(app)->screen->describe(app_top(app)->state, &app->model, &app->view);
		hints_fill_keys(app);
	}
	app->view.notice = app->notice;
	return &app->view;
}

void app_render(struct app *app, struct canvas *canvas)
{
	struct app_layer *level = app_top(app);

	app_describe(app);
	app->layout.font = canvas->font;
	app->layout.arrangement = (enum layout_mode)app->model.settings.v[SET_LAYOUT];
	app->layout.spoken = app->view.spoken;
	layout_view(&app->layout, &app->view, canvas->cols, canvas->rows, app->ascii);
	scroll_restore_anchor(app);
	scroll_settle(app);
	if (!app->hold.shown)
		level->seen_end |= level->scroll >= layout_max_scroll(&app->layout);
	hints_fill_reading_on(app);
	layout_draw(&app->layout, &app->view, level->scroll, canvas);
}
