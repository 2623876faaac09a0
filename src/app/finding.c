/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening the finder: from where, which decides what may be found, and in which list. A list with a
 * field of its own (screen.scope) is searched as it is described, so its screen need not know how.
 */
#include "app/app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "screens/find_screen.h"

/* True if nothing that asks, or shows answers, is on the screen. */
static bool is_calm(const struct screen *screen)
{
	static const struct screen *const calm[] = { &screen_welcome, &screen_home, &screen_cover,
		&screen_page, &screen_scenario, &screen_keys, &screen_help, &screen_language,
		&screen_settings, &screen_about, &screen_paths, &screen_glossary, &screen_progress,
		&screen_find, &screen_contents };

	for (size_t i = 0; i < ARRAY_SIZE(calm); i++)
		if (calm[i] == screen)
			return true;
	return false;
}

static bool is_exam(const struct app *app, const struct app_layer *layer)
{
	const struct lesson_progress *p;

	if (layer->screen != &screen_quiz && layer->screen != &screen_skipped)
		return false;
	p = model_progress(&app->model, layer->lesson);
	return p && p->open && p->open->kind == RUN_EXAM;
}

/* What is found opens on top, so room is made by forgetting the way back to what is far below. */
static void make_room(struct app *app)
{
	while (app->depth > STACK_MAX / 2 && !app->hold.on) {
		free(app->stack[1].state);
		app->depth--;
		memmove(&app->stack[1], &app->stack[2],
			(size_t)(app->depth - 1) * sizeof(app->stack[1]));
	}
}

/* ---- the list below */

static const char *scope_of(const struct app *app, const struct app_layer *layer)
{
	return layer->screen->scope ? layer->screen->scope(layer->state, &app->model) : NULL;
}

static void add(struct model *model, const struct block *b)
{
	struct finder *f = &model->finder_here;

	if (b->id < 0 || (b->kind != BLOCK_CHOICE && b->kind != BLOCK_TERM))
		return;
	if (b->kind == BLOCK_TERM)
		finder_add(f, FINDER_HERE, b->label, b->text)->index = b->id;
	else
		finder_add(f, FINDER_HERE, b->text, NULL)->index = b->id;
}

static void list(struct app *app, const struct app_layer *below)
{
	struct model *model = &app->model;
	struct view view;

	finder_clear(&model->finder_here);
	model->finder_here.begun = true;
	model->finder_field = scope_of(app, below);
	if (!model->finder_field)
		return;
	view_init(&view);
	below->screen->describe(below->state, model, &view);
	for (size_t i = 0; i < view.n; i++)
		add(model, &view.blocks[i]);
	view_release(&view);
}

void finding_refresh(struct app *app)
{
	if (app->depth < 2 || app_top(app)->screen != &screen_find ||
		(app->listed == app->depth && app->model.finder_here.begun))
		return;
	list(app, app_top(app) - 1);
	app->listed = app->depth;
}

/* ---- opening */

void finding_open(struct app *app)
{
	int from = 0;

	make_room(app);
	if (app->depth == STACK_MAX)
		return;
	for (int i = 0; i < app->depth; i++) {
		/* what is found may lead away from it for good */
		if (app->stack[i].screen == &screen_quiz)
			screen_quiz.update(app->stack[i].state, &app->model,
				&(struct input){ .command = CMD_FIND, .id = -1 }, &app->effects);
		from |= is_calm(app->stack[i].screen) ? 0 : FIND_FROM_RUN;
		from |= is_exam(app, &app->stack[i]) ? FIND_FROM_EXAM : 0;
	}
	if (app_top(app)->screen != &screen_keys)
		app->model.help_bindings = app_top(app)->screen->bindings;
	from |= scope_of(app, app_top(app)) ? FIND_HERE : 0;
	list(app, app_top(app));
	app->listed = app->depth + 1;
	effect_push(&app->effects, &screen_find, LESSON_NONE, from);
}
