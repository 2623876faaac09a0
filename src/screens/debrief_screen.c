/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The end of a conversation and the debrief, page by page: the ending, or that the person stopped,
 * with what was found and what to do now, what the learner noticed, then each message with its
 * signs, and finally the names of the techniques used. Going on from the first page finishes the
 * run.
 */
#include "screens/talk.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/technique.h"
#include "screens/ending.h"
#include "screens/pieces.h"
#include "view/focus.h"

enum { PAGE_ENDING, PAGE_SCORE, PAGE_FIRST };

struct state {
	int lesson, page, focus;
	bool sources; /* show the scenario's sources on the last page */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE },
						   N_("go on: down the page, then the next one"),
						   BIND_SCROLL_FIRST },
	{ CMD_NEXT, { K_RIGHT, 'n' }, N_("next page"), 0 },
	{ CMD_PREVIOUS, { K_LEFT, 'p' }, N_("page before"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_STEP_BACK, { 'z', K_BACKSPACE },
		N_("at the ending: take the last reply back, try another way"), 0 },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_AGAIN, { 't' }, N_("play the whole conversation again"), 0 },
	{ CMD_SOURCES, { 'o' }, N_("sources of this conversation"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back; your place is kept"), 0 }, { 0 } };

/*
 * Returns the run that the page is about: on the first page the open run, which has reached its
 * ending; on all others the last finished one.
 */
static const struct run *run_of(const struct state *s, const struct model *model)
{
	const struct lesson_progress *p = model_progress(model, s->lesson);

	return s->page == PAGE_ENDING ? p->open : p->last;
}

static bool replay(
	const struct state *s, const struct model *model, struct arena *arena, struct play *play)
{
	const struct scenario *scenario = model_scenario(model, s->lesson);

	if (!scenario)
		return false;
	play_replay(play, arena, scenario, run_of(s, model));
	return true;
}

/* ---- pages: the lines up to each reply share one */

static size_t exchange_end(const struct play *play, size_t from)
{
	while (from < play->n && !play->lines[from].reply)
		from++;
	return from < play->n ? from + 1 : play->n;
}

static int count_exchanges(const struct play *play)
{
	int n = 0;

	for (size_t i = 0; i < play->n; i = exchange_end(play, i))
		n++;
	return n;
}

static int last_page(const struct play *play)
{
	return PAGE_FIRST + count_exchanges(play);
}

/* ---- moving */

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)model;
	(void)fx;
	s->lesson = arg->lesson;
	s->page = arg->index;
}

/* Passes the score with the last step, so that the run stores it. */
static void finish(
	const struct state *s, const struct run *run, const struct play *play, struct effects *fx)
{
	struct effect *e = effect_add(fx, EFFECT_ANSWER);
	struct play_score score;

	play_score(play, &score);
	e->lesson = s->lesson;
	e->answer.question = play_next_step(&fx->arena, run);
	e->answer.response = play_step_end(&fx->arena, play);
	play_points(&score, &e->answer.score, &e->answer.max);
	effect_add(fx, EFFECT_FINISH)->lesson = s->lesson;
}

static void turn(struct state *s, int page, struct effects *fx)
{
	s->page = page;
	s->focus = 0;
	effect_add(fx, EFFECT_SCROLL_TOP);
}

static void next(
	struct state *s, const struct model *model, const struct play *play, struct effects *fx)
{
	if (s->page == PAGE_ENDING)
		finish(s, run_of(s, model), play, fx);
	if (s->page < last_page(play))
		turn(s, s->page + 1, fx);
}

static bool previous(struct state *s, struct effects *fx)
{
	if (s->page == PAGE_ENDING)
		return false;
	if (s->page == PAGE_SCORE)
		effect_add(fx, EFFECT_POP);
	else
		turn(s, s->page - 1, fx);
	return true;
}

static void step_back(struct state *s, const struct model *model, struct effects *fx)
{
	struct effect *e;

	if (s->page != PAGE_ENDING) {
		effect_notice(fx,
			_("This conversation is over. t plays it again from the first message."));
		return;
	}
	e = effect_add(fx, EFFECT_ANSWER);
	e->lesson = s->lesson;
	e->answer.question = play_next_step(&fx->arena, run_of(s, model));
	e->answer.response = "back";
	effect_replace(fx, &screen_chat, s->lesson, 0);
}

/* ---- what to do now, at the ending */

static void go(struct state *s, const struct model *model, const struct play *play,
	const struct ending_ways *w, struct effects *fx)
{
	switch (w->v[s->focus]) {
	case ENDING_WAY_LOOK_BACK:
		next(s, model, play, fx);
		break;
	case ENDING_WAY_OTHER:
		step_back(s, model, fx);
		break;
	case ENDING_WAY_NEXT:
		finish(s, run_of(s, model), play, fx);
		effect_add(fx, EFFECT_HOME);
		next_open(&w->next, model, fx);
		break;
	case ENDING_WAY_HELP:
		effect_push(fx, &screen_help, -1, 0);
		break;
	}
}

static bool choose_way(struct state *s, const struct model *model, const struct play *play,
	const struct input *in, struct effects *fx)
{
	struct ending_ways w;
	bool picked;

	ending_find_ways(model, s->lesson, play, &w);
	if (focus_update(&s->focus, w.n, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	go(s, model, play, &w, fx);
	return true;
}

/* Handles the choices of the last page: where to go next. */
static bool choose(struct state *s, const struct input *in, struct effects *fx)
{
	bool picked;

	if (focus_update(&s->focus, 2, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	if (s->focus)
		effect_play(fx, s->lesson, true);
	else
		effect_add(fx, EFFECT_HOME);
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct play play;

	if (in->command == CMD_BACK && s->sources) {
		s->sources = false;
		return true;
	}
	if (in->command == CMD_BACK || !replay(s, model, &fx->arena, &play) ||
		!play_is_over(&play)) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (s->page == PAGE_ENDING && choose_way(s, model, &play, in, fx))
		return true;
	if (s->page == last_page(&play) && choose(s, in, fx))
		return true;
	switch (in->command) {
	case CMD_GO:
	case CMD_NEXT:
		next(s, model, &play, fx);
		return true;
	case CMD_PREVIOUS:
		return previous(s, fx);
	case CMD_STEP_BACK:
		step_back(s, model, fx);
		return true;
	case CMD_AGAIN:
		effect_play(fx, s->lesson, true);
		return true;
	case CMD_SOURCES:
		s->sources = !s->sources;
		return true;
	default:
		return false;
	}
}

/* ---- the score */

static const char *verdict_text(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_CLEAR:
		return _(
			"You saw most of the signs, and let what was harmless be harmless. Both count.");
	case VERDICT_WARY:
		return _("You saw most of the signs, but also marked many harmless messages. One "
			 "odd thing proves nothing; several together do count.");
	case VERDICT_TRUSTING:
		return _(
			"You marked few messages. Many deserve trust; the pages that follow show which of these asked for a "
			"second look, and why.");
	case VERDICT_MIXED:
		return _(
			"The signs here were easy to mistake for others. The pages that follow show them one by one.");
	case VERDICT_CALM:
		return _(
			"There was no sign to find here, and you marked none. Trusting what is sound is a skill too.");
	case VERDICT_ALARMED:
		return _("There was no sign to find here. Odd things often have honest reasons. "
			 "What helps is to ask and to check, and you can do both.");
	}
	return "";
}

/* Somebody who stopped has not trusted on, whatever they marked. */
static const char *stop_text(const struct play *play, enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_TRUSTING:
	case VERDICT_MIXED:
		return play->scenario->role == PLAYED_FRIEND
			? _("The pages that follow show the signs up to where you stopped, one by one.")
			: _("You stopped, and that protects as much as naming each sign. The pages that "
			    "follow show them one by one.");
	case VERDICT_ALARMED:
		if (play->scenario->kind == SCENARIO_HONEST)
			return verdict_text(verdict);
		/* fallthrough */
	case VERDICT_CALM:
		return _("Up to where you stopped there was no sign. Nobody needs one to leave.");
	default:
		return verdict_text(verdict);
	}
}

static void add_entry(struct view *view, const char *label, const char *text)
{
	view_add(view, BLOCK_ENTRY, text)->label = label;
}

static void describe_numbers(const struct play_score *score, struct view *view)
{
	if (score->signs)
		add_entry(view, _("Signs found"),
			view_printf(view, _("%zu of %zu"), score->found, score->signs));
	if (score->found)
		/* TRANSLATORS: of the signs found, the ones that the person also named */
		add_entry(view, _("Named right"),
			view_printf(view, _("%zu of %zu"), score->named, score->found));
	if (score->calm)
		add_entry(view, _("False alarms"),
			view_printf(view,
				Q_("%zu, among %zu message without a sign",
					"%zu, among %zu messages without a sign", score->calm),
				score->alarms, score->calm));
	if (score->replies)
		add_entry(view, _("Safe replies"),
			view_printf(view, _("%zu of %zu"), score->safe, score->replies));
}

static void describe_score(const struct play *play, struct view *view)
{
	struct play_score score;
	enum verdict verdict;

	play_score(play, &score);
	verdict = play_verdict(&score);
	view_add(view, BLOCK_HEADING,
		play->scenario->kind == SCENARIO_HONEST ? _("This conversation was honest")
							: _("Someone here meant harm"));
	describe_numbers(&score, view);
	view_text(view, play->stopped >= 0 ? stop_text(play, verdict) : verdict_text(verdict));
	if (play->back)
		view_dim(view,
			view_printf(view,
				Q_("You took a reply back once: this is the place to try another way.",
					"You took replies back %zu times: this is the place to try another way.",
					play->back),
				play->back));
	view_hint(view, CMD_GO, _("one by one"));
}

/* ---- message by message */

static void judge(struct view *view, enum mark mark, const char *label, const char *text)
{
	struct block *b = view_message(view, mark, text);

	b->label = label;
	b->tight = true;
}

static void judge_message(const struct message *m, int mark, struct view *view)
{
	const char *names = talk_techniques(m->flags, view);
	const char *why = view_printf(view, "%s. %s", names, m->why);

	if (!m->flags && mark == PLAY_MARK_NONE)
		judge(view, MARK_INFO, _("No sign here:"), m->why);
	else if (!m->flags)
		/* TRANSLATORS: a chat message that the person marked, without a reason; why
		   follows */
		judge(view, MARK_PARTLY, _("You marked this; no sign here:"), m->why);
	else if (mark == PLAY_MARK_NONE)
		/* TRANSLATORS: a chat message that the person did not mark; names of techniques
		   follow */
		judge(view, MARK_MISSED, _("A sign to look at:"), why);
	else if (mark >= 0 && (m->flags >> mark & 1))
		judge(view, MARK_RIGHT, _("You found it and named it:"), why);
	else
		judge(view, MARK_RIGHT, _("You found it:"), why);
}

static void judge_reply(const struct reply *reply, struct view *view)
{
	switch (reply->safety) {
	case SAFETY_YES:
		judge(view, MARK_RIGHT, _("Safe:"), reply->debrief);
		break;
	case SAFETY_NO:
		judge(view, MARK_NOTE, _("Something safer:"), reply->debrief);
		break;
	case SAFETY_NEUTRAL:
		judge(view, MARK_INFO, _("Your reply:"), reply->debrief);
		break;
	}
}

static void describe_exchange(const struct play *play, int number, struct view *view)
{
	const struct spot nowhere = { .id = -1 };
	size_t from = 0, end;

	while (number--)
		from = exchange_end(play, from);
	end = exchange_end(play, from);
	for (size_t i = from; i < end; i++) {
		const struct play_line *line = &play->lines[i];

		talk_line(play, i, &nowhere, false, view);
		if (line->reply)
			judge_reply(&play->scenario->replies[line->index], view);
		else if (play->scenario->messages[line->index].from && !play_repeats(play, i))
			judge_message(&play->scenario->messages[line->index],
				play->marks[line->index], view);
	}
	view_hint(view, CMD_GO, _("go on"));
}

/* ---- the last page */

static void describe_sources(const struct scenario *scenario, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("Sources of this conversation"));
	for (size_t i = 0; i < scenario->n_sources; i++) {
		const struct source *source = &scenario->sources[i];
		struct block *b = view_add(view, BLOCK_ITEM,
			view_printf(view, "%s (%s)%s%s", source->text,
				piece_date(&source->date, view), source->url ? ", " : "",
				source->url ? source->url : ""));

		b->role = ROLE_DIM;
		b->tight = i == 0;
	}
}

static void describe_last(const struct state *s, const struct play *play, struct view *view)
{
	uint32_t met = play_techniques(play);
	const char *const ways[] = { _("Back to the lessons"), _("Play it again, another way") };

	view_add(view, BLOCK_HEADING,
		met ? _("What you met") : _("You met nothing that asks for caution"));
	for (int i = 0; i < TECHNIQUES; i++)
		if (met >> i & 1) {
			struct block *b = view_add(view, BLOCK_TERM, _(techniques[i].meaning));

			b->label = _(techniques[i].name);
			b->tight = true;
		}
	view_text(view,
		_("One sign proves nothing. Several together are a reason to stop, to ask "
		  "someone you trust, and to check. Press h to see who can help."));
	if (s->sources)
		describe_sources(play->scenario, view);
	for (int i = 0; i < 2; i++)
		view_choice(view, i, view_printf(view, "%d", i + 1), ways[i], i == s->focus);
	view_hint(view, CMD_GO, _("go on"));
	view_hint(view, CMD_SOURCES, _("sources"));
}

static void describe_page(const struct state *s, const struct model *model, const struct play *play,
	struct view *view)
{
	if (s->page == PAGE_ENDING)
		ending_describe(model, s->lesson, play, s->focus, view);
	else if (s->page == PAGE_SCORE)
		describe_score(play, view);
	else if (s->page < last_page(play))
		describe_exchange(play, s->page - PAGE_FIRST, view);
	else
		describe_last(s, play, view);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct play play;

	view->title = model->course.lessons[s->lesson].title;
	if (!replay(s, model, &view->arena, &play) || !play_is_over(&play)) {
		view_message(view, MARK_NOTE,
			_("This conversation cannot be shown any more. Press Esc to go back."));
	} else {
		view->where =
			view_printf(view, _("looking back, %d of %d"), s->page, last_page(&play));
		describe_page(s, model, &play, view);
	}
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_debrief = {
	.name = "debrief",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
