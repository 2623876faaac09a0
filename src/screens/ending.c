/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/ending.h"

#include <string.h>

#include "base/i18n.h"
#include "screens/talk.h"
#include "view/block.h"
#include "view/command.h"

void ending_find_ways(
	const struct model *model, int lesson, const struct play *play, struct ending_ways *ways)
{
	ways->next = next_after(model, lesson);
	ways->n = 0;
	ways->v[ways->n++] = ENDING_WAY_LOOK_BACK;
	if (play->replies || play->stopped >= 0)
		ways->v[ways->n++] = ENDING_WAY_OTHER;
	if (ways->next.kind != NEXT_NOTHING)
		ways->v[ways->n++] = ENDING_WAY_NEXT;
	ways->v[ways->n++] = ENDING_WAY_HELP;
}

static const char *ending_word(enum ending_kind kind)
{
	switch (kind) {
	case ENDING_SAFE:
		return _("One of the endings: safe.");
	case ENDING_GOOD:
		return _("One of the endings: something good came of it.");
	case ENDING_AVERTED:
		return _("One of the endings: the harm was averted.");
	case ENDING_OPEN:
		break;
	}
	return _("One of the endings: it stays open.");
}

static void add_entry(struct view *view, const char *label, const char *text)
{
	view_add(view, BLOCK_ENTRY, text)->label = label;
}

enum { SIGNS_SHOWN = 10 };

/*
 * Returns "■ ■ □  2 of 3", with room for as many signs as there are in most; without any in plain
 * lines, and where there are too many.
 */
static const char *signs_of(const char *full, const char *empty, size_t found, size_t all,
	size_t most, struct view *view)
{
	const char *text = "";

	for (size_t i = 0; i < most && most <= SIGNS_SHOWN && !view->linear; i++)
		text = view_printf(view, "%s%s ", text, i >= all ? " " : i < found ? full : empty);
	return view_printf(view, "%s%s%s", text, *text ? " " : "",
		view_printf(view, _("%zu of %zu"), found, all));
}

/* Returns how many endings were found, with this one, whose run is not finished yet. */
static size_t endings_seen(const struct model *model, int lesson, const struct play *play)
{
	const struct lesson_progress *p = model_progress(model, lesson);
	const struct scenario *scenario = play->scenario;
	size_t seen = 0;

	for (size_t i = 0; i < scenario->n_endings; i++) {
		bool found = (int)i == play->ending;

		for (size_t k = 0; k < p->n_endings && !found; k++)
			found = !strcmp(p->endings[k], scenario->endings[i].id);
		seen += found;
	}
	return seen;
}

/* A sign in front of what was marked without a reason, as it stands at the messages. */
static const char *marked_words(size_t alarms, struct view *view)
{
	const char *words = view_printf(view,
		Q_("%zu marked message", "%zu marked messages", (unsigned long)alarms), alarms);

	return view->linear ? words : view_printf(view, "%s  %s", mark_sign(MARK_NOTE), words);
}

static void describe_found(
	const struct model *model, int lesson, const struct play *play, struct view *view)
{
	size_t endings = play->scenario->n_endings, most;
	struct play_score score;

	play_score(play, &score);
	most = score.signs > endings ? score.signs : endings;
	/* heard, a row of signs is noise */
	if (model->settings.v[SET_SPEECH] == SETTING_YES)
		most = 0;
	if (score.signs)
		add_entry(view, _("signs found"),
			signs_of("■", "□", score.found, score.signs, most, view));
	if (score.alarms)
		add_entry(view, _("without reason"), marked_words(score.alarms, view));
	add_entry(view, _("endings seen"),
		signs_of("●", "○", endings_seen(model, lesson, play), endings, most, view));
}

static const char *way_text(enum ending_way way, const struct ending_ways *w,
	const struct model *model, const struct play *play, struct view *view)
{
	switch (way) {
	case ENDING_WAY_LOOK_BACK:
		return _("Read it again, message by message");
	case ENDING_WAY_OTHER:
		if (play->stopped >= 0)
			return _("Go back to the conversation after all");
		return _("Another choice, from the last turning point");
	case ENDING_WAY_NEXT:
		return next_text(&w->next, model, view);
	case ENDING_WAY_HELP:
		return _("Talk to somebody: help numbers");
	}
	return "";
}

static void describe_ways(const struct model *model, int lesson, const struct play *play, int focus,
	struct view *view)
{
	struct ending_ways w;

	ending_find_ways(model, lesson, play, &w);
	view_add(view, BLOCK_HEADING, _("What now?"));
	for (int i = 0; i < w.n; i++) {
		struct block *b = view_choice(view, i, view_printf(view, "%d", i + 1),
			way_text(w.v[i], &w, model, play, view), i == focus);
		int minutes = w.v[i] == ENDING_WAY_NEXT ? next_minutes(&w.next, model) : 0;

		b->tight = i == 0;
		if (minutes)
			b->note = view_printf(view, _("%d min"), minutes);
	}
	view_hint(view, CMD_GO, _("open"));
	if (play->replies || play->stopped >= 0)
		view_hint(view, CMD_STEP_BACK, _("step back"));
}

/* What was not sent is safe; but a friend in trouble is not what one gets away from. */
static const char *stop_among_signs(const struct play *play, const char *signs, struct view *view)
{
	if (play->scenario->role == PLAYED_FRIEND)
		return view_printf(view,
			/* TRANSLATORS: names of signs: "hurry, secrecy" */
			_("Signs so far: %s. That is enough to ask somebody for advice. The way back to your friend stays open."),
			signs);
	return view_printf(view,
		/* TRANSLATORS: names of signs: "hurry, secrecy" */
		_("Signs so far: %s. Stopping was worth it: what is not sent cannot be used."),
		signs);
}

static const char *stop_reason(const struct play *play, struct view *view)
{
	uint32_t met = play_techniques(play);

	if (play->scenario->kind == SCENARIO_HONEST)
		return _(
			"This conversation was honest. Leaving was your right all the same, and the other side loses nothing by it: whoever is honest can take a no, or silence.");
	if (met)
		return stop_among_signs(play, talk_techniques(met, view), view);
	if (play->scenario->role == PLAYED_FRIEND)
		return _(
			"Up to here there was no sign. Nobody has to carry a friend’s trouble alone, and the way back to your friend stays open.");
	return _(
		"Up to here there was no sign. An uneasy feeling is reason enough, and what is not sent cannot be used.");
}

static void describe_stop(const struct play *play, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("You stopped"));
	view_text(view, _("You may always leave a conversation, without giving a reason."));
	view_text(view, stop_reason(play, view));
}

static void describe_ending(const struct ending *e, struct view *view)
{
	view_add(view, BLOCK_HEADING, e->title);
	for (size_t i = 0; i < e->n_texts; i++)
		view_text(view, e->texts[i]);
	view_dim(view, ending_word(e->kind));
}

void ending_describe(const struct model *model, int lesson, const struct play *play, int focus,
	struct view *view)
{
	view->where = view_printf(view, _("endings %zu of %zu"), endings_seen(model, lesson, play),
		play->scenario->n_endings);
	if (play->stopped >= 0)
		describe_stop(play, view);
	else
		describe_ending(&play->scenario->endings[play->ending], view);
	describe_found(model, lesson, play, view);
	view_message(view, MARK_INFO,
		_("If something like this happens to you or to someone you know, press h for help numbers. You do not need to be sure to ask."));
	describe_ways(model, lesson, play, focus, view);
}
