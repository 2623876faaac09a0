/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facilitator's notes on a second terminal: what the projector shows, what comes next with what
 * is right, the hands, and the guide of the lesson. Another process says where the presentation is
 * (model.presented); this one shows it in its own language.
 */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/guide.h"
#include "course/lesson_file.h"
#include "screens/guide_words.h"
#include "screens/present_show.h"

static const struct binding bindings[] = { { CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"),
						   0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_QUIT, { 'q' }, N_("leave"), 0 }, { CMD_BACK, { K_ESC }, NULL, BIND_QUIET }, { 0 } };

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	(void)state;
	(void)model;
	if (in->command == CMD_QUIT)
		effect_add(fx, EFFECT_QUIT);
	else if (in->command == CMD_BACK)
		effect_notice(fx, _("Press q to leave. Nothing is kept."));
	else
		return false;
	return true;
}

/* The lesson and the state of the presentation, from what the other process says. */
static bool read_presented(const struct model *model, struct present *p, int *lesson,
	struct arena *arena, struct present_list *list)
{
	const char *line = model->presented ? model->presented : "";
	size_t len = strcspn(line, " ");
	char *id = arena_memdupz(arena, line, len);

	*lesson = course_find(&model->course, id);
	if (*lesson < 0 || line[len] != ' ' || !present_read(p, line + len + 1))
		return false;
	present_list(list, arena, model, *lesson, p);
	present_fit(p, list);
	return list->n > 0;
}

/* For whoever plans the hour. */
static void describe_length(const struct present_list *list, struct view *view)
{
	size_t questions = 0;

	for (size_t i = 0; i < list->n; i++)
		questions += list->v[i].kind == THOUGHT_QUESTION;
	view_text(view,
		view_printf(view,
			/* TRANSLATORS: how much a lesson shows to a group, a thought at a time */
			Q_("%zu thoughts, %zu of them a question.",
				"%zu thoughts, %zu of them questions.", (unsigned long)questions),
			present_number(list, list->n), questions));
}

static void describe_hands(const struct present *p, const struct thought *t, struct view *view)
{
	struct strbuf hands = STRBUF_INIT;

	if (t->vote < 0 || (p->step != STEP_COUNT && !present_total(p, t)))
		return;
	for (int i = 0; i < t->n_options; i++)
		strbuf_addf(&hands, "%s%d: %d", i ? " · " : "", i + 1, present_hands(p, t, i));
	view_add(view, BLOCK_HEADING, _("Count"));
	view_text(view,
		view_printf(view, "%s · %s", hands.buf,
			present_hands_words(present_total(p, t), view)));
	strbuf_release(&hands);
}

/* Of a question, all there is to know; of the rest, what Enter leads to. */
static void describe_next(const struct present *p, const struct present_list *list,
	const struct model *model, struct view *view)
{
	struct present next = *p;
	const struct thought *t = present_now(p, list);
	bool asking = t->question && p->step < STEP_WHY;

	if (!asking && !present_jump(&next, list, p->thought + 1))
		return;
	view_add(view, BLOCK_HEADING, asking ? _("Now, with what is right") : _("Next"));
	next.step = STEP_RIGHT;
	present_describe(&next, list, model, view);
}

/* What of the guide belongs to the thought comes first; the rest stands below. */
static bool belongs(enum guide_part part, const struct thought *t)
{
	switch (t->kind) {
	case THOUGHT_TITLE:
		return part == GUIDE_AIM || part == GUIDE_TIME;
	case THOUGHT_HELP:
	case THOUGHT_ENDING:
		return part == GUIDE_CLOSE;
	default:
		return part == GUIDE_ASK || part == GUIDE_ARISE;
	}
}

static void describe_guide(
	const struct model *model, int lesson, const struct thought *t, struct view *view)
{
	struct diags quiet = DIAGS_INIT;
	struct guide guide;
	const char *file = lesson_main_file(&view->arena, model->course.lessons[lesson].dir);

	if (file && guide_load(&guide, &view->arena, file, model_lessons_lang(model), &quiet))
		for (int other = 0; other <= 1; other++)
			for (int i = 0; i < GUIDE_PARTS; i++)
				if (guide.texts[i] &&
					belongs((enum guide_part)i, t) == (other == 0)) {
					view_add(view, BLOCK_HEADING,
						guide_words_heading((enum guide_part)i));
					view_text(view, guide.texts[i]);
				}
	diags_release(&quiet);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	struct present p;
	struct present_list list;
	int lesson;

	(void)state;
	view->title = _("Notes");
	if (!read_presented(model, &p, &lesson, &view->arena, &list)) {
		view_text(view, _("The notes wait for a presentation."));
		view_text(view,
			_("Start it in another terminal, as the same user: vigie present LESSON"));
	} else {
		const struct thought *t = present_now(&p, &list);
		const char *seed = present_seed_words(&p, &list, view);

		view->title = present_heading(&list, t);
		view->where = present_where(&p, &list, view);
		if (list.lesson && t->kind == THOUGHT_TITLE)
			describe_length(&list, view);
		describe_hands(&p, t, view);
		describe_next(&p, &list, model, view);
		describe_guide(model, lesson, t, view);
		if (seed)
			view_dim(view, seed);
		for (size_t i = 0; i < view->n; i++) {
			view->blocks[i].show = view->blocks[i].focus = false;
			view->blocks[i].id = -1;
		}
	}
	view_hint(view, CMD_SCROLL_PAGE_DOWN, _("down"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_QUIT, _("leave"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_notes = {
	.name = "notes",
	.bindings = bindings,
	.update = update,
	.describe = describe,
};
