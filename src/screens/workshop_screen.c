/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Article 3 workshop: a generated story; is it trafficking, and by which elements? Then the
 * verdict, clause by clause. The program judges by rules (questions/article3.h), so it never runs
 * out of stories. Nothing is stored.
 */
#include "screens/workshop_screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/article3.h"
#include "screens/screen.h"
#include "view/focus.h"

enum stage { ASK_VERDICT, ASK_PARTS, SHOW_VERDICT };

enum { PARTS = 3 }; /* act, means, purpose */

struct state {
	struct story story;
	bool told;  /* there is a story */
	bool fresh; /* no key since the story began: keep at least its beginning in sight */
	enum stage stage;
	int focus; /* -1: nothing is chosen yet */
	bool says_trafficking;
	bool ticks[PARTS];
	int stories, right;
	uint64_t rng_state;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, N_("answer; then: another story"),
						   BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP, 'k' }, N_("answer above"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("answer below"), 0 },
	{ CMD_PICK, { '1' }, N_("choose that number; where there are boxes, tick it"),
		BIND_DIGITS },
	{ CMD_TICK, { K_SPACE }, N_("tick or untick"), 0 },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', K_LEFT }, N_("back"), 0 }, { 0 } };

/* Returns the sentences of the current story; NULL if it cannot be told. */
static const struct workshop *parts_of(const struct state *s, const struct model *model)
{
	const struct workshop *w = model_workshop(model);

	return s->told && w && workshop_has_story(w, &s->story) ? w : NULL;
}

void workshop_screen_judge(
	const struct workshop *w, const struct story *story, struct article3_verdict *v)
{
	const struct workshop_part *act = workshop_part(w, story, WORKSHOP_ACTS);
	const struct workshop_part *means = workshop_part(w, story, WORKSHOP_MEANS);
	const struct workshop_part *purpose = workshop_part(w, story, WORKSHOP_PURPOSES);
	const struct article3_case c = {
		.acts = 1u << act->kind,
		.means = means->kind < 0 ? 0 : 1u << means->kind,
		.purpose = (enum article3_purpose)purpose->kind,
		.child = workshop_part(w, story, WORKSHOP_PERSONS)->child,
		.consent = means->consent,
		.knows = means->kind >= 0 || means->knows,
		.begun = purpose->begun,
		.border_for_fee = act->border,
	};

	article3_judge(&c, v);
}

static bool is_there(const struct article3_verdict *v, int part)
{
	return part == 0 ? v->act : part == 1 ? v->means : v->purpose;
}

/* ---- going through a story */

static void tell_story(struct state *s, const struct model *model, struct effects *fx)
{
	const struct workshop *w = model_workshop(model);

	s->told = w && workshop_draw(w, &s->rng_state, &s->story);
	s->fresh = true;
	s->stories++;
	s->stage = ASK_VERDICT;
	s->focus = -1;
	memset(s->ticks, 0, sizeof(s->ticks));
	effect_add(fx, EFFECT_SCROLL_TOP);
}

/* Index 0 makes random stories that depend on the time; any other index is a seed. */
static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	s->rng_state = arg->index ? (uint64_t)arg->index
				  : model->rng_state ^ (uint64_t)model->now * 0x9e3779b97f4a7c15u;
	tell_story(s, model, fx);
}

static bool all_right(const struct state *s, const struct article3_verdict *v)
{
	for (int i = 0; i < PARTS; i++)
		if (s->ticks[i] != is_there(v, i))
			return false;
	return s->says_trafficking == v->trafficking;
}

static void go_on(struct state *s, const struct model *model, struct effects *fx)
{
	struct article3_verdict v;

	if (s->stage == SHOW_VERDICT) {
		tell_story(s, model, fx);
		return;
	}
	if (s->stage == ASK_VERDICT) {
		if (s->focus < 0) {
			effect_notice(fx, _("Choose 1 or 2 first."));
			return;
		}
		s->says_trafficking = s->focus == 0;
		s->stage = ASK_PARTS;
	} else if (!s->ticks[0] && !s->ticks[1] && !s->ticks[2]) {
		/* every story has an act, so that nothing ticked is never the answer */
		effect_notice(fx, _("Tick what is there first."));
		return;
	} else {
		workshop_screen_judge(parts_of(s, model), &s->story, &v);
		s->right += all_right(s, &v);
		effect_add(fx, EFFECT_STEP)->text = "workshop";
		s->stage = SHOW_VERDICT;
		/* Enter reads all of the reasons before it goes on */
		effect_add(fx, EFFECT_SCROLL_TOP);
		effect_add(fx, EFFECT_FOLLOW);
	}
	s->focus = -1;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked = false;

	if (in->command == CMD_BACK || !parts_of(s, model)) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	s->fresh = false;
	if (in->command == CMD_GO) {
		go_on(s, model, fx);
		return true;
	}
	if (s->stage == SHOW_VERDICT ||
		(!focus_update(&s->focus, s->stage == ASK_VERDICT ? 2 : PARTS, in, &picked) &&
			(in->command != CMD_TICK || s->stage != ASK_PARTS || s->focus < 0)))
		return false;
	if (s->stage == ASK_PARTS && (picked || in->command == CMD_PICK || in->command == CMD_TICK))
		s->ticks[s->focus] = !s->ticks[s->focus];
	return true;
}

/* ---- showing it */

struct block *workshop_screen_story(
	const struct workshop *w, const struct story *story, struct view *view)
{
	const char *sentences[WORKSHOP_LISTS];

	for (int i = 0; i < WORKSHOP_LISTS; i++) {
		struct strbuf sb = STRBUF_INIT;

		workshop_append_sentence(w, story, (enum workshop_list)i, &sb);
		sentences[i] = view_printf(view, "%s", sb.buf);
		strbuf_release(&sb);
	}
	/* TRANSLATORS: four sentences of a story; only what is between them may change */
	return view_text(view,
		view_printf(view, _("%s %s %s %s"), sentences[WORKSHOP_PERSONS],
			sentences[WORKSHOP_ACTS], sentences[WORKSHOP_MEANS],
			sentences[WORKSHOP_PURPOSES]));
}

static const char *part_name(int part)
{
	static const char *const names[PARTS] = { N_("An act"), N_("A means"),
		N_("The purpose of exploitation") };

	return _(names[part]);
}

static const char *verdict_name(bool trafficking)
{
	return trafficking ? _("Yes, it is trafficking") : _("No, it is not trafficking");
}

static void describe_question(const struct state *s, struct view *view)
{
	bool parts = s->stage == ASK_PARTS;

	view_text(view,
		parts ? _("Which parts does the story show? Tick what is there.")
		      : _("Is this trafficking in persons, by article 3 of the Protocol?"))
		->role = ROLE_STRONG;
	view->numbers = parts ? NUMBERS_TICK : NUMBERS_ANSWER;
	for (int i = 0; i < (parts ? PARTS : 2); i++) {
		struct block *b = view_choice(view, i, view_printf(view, "%d", i + 1),
			parts ? part_name(i) : verdict_name(i == 0), i == s->focus);

		if (parts)
			b->mark = s->ticks[i] ? MARK_ON : MARK_OFF;
	}
	if (parts)
		view_dim(view, _("Tick with Space or a number; then press Enter."));
}

static void describe_answer(const char *text, bool chosen, bool right, struct view *view)
{
	struct block *b = view_choice(view, -1, NULL, text, false);

	b->mark = chosen ? (right ? MARK_RIGHT : MARK_WRONG) : right ? MARK_MISSED : MARK_NONE;
	b->note = b->mark == MARK_MISSED ? mark_word(MARK_MISSED)
		: chosen                 ? _("your answer")
					 : NULL;
	b->own = chosen;
	b->role = chosen ? ROLE_OWN : ROLE_TEXT;
}

/* Returns the item in the list of article 3: "Act: transportation". */
static const char *clause_label(enum article3_clause clause, const struct workshop *w,
	const struct story *story, struct view *view)
{
	int act = workshop_part(w, story, WORKSHOP_ACTS)->kind;
	int means = workshop_part(w, story, WORKSHOP_MEANS)->kind;
	int purpose = workshop_part(w, story, WORKSHOP_PURPOSES)->kind;

	switch (clause) {
	case ARTICLE3_CLAUSE_ACT:
		return view_printf(view, _("Act: %s"), _(article3_act_names[act]));
	case ARTICLE3_CLAUSE_MEANS:
		return means < 0
			? _("Means: none")
			: view_printf(view, _("Means: %s"), _(article3_means_names[means]));
	case ARTICLE3_CLAUSE_PURPOSE:
		return purpose < 0
			? _("Purpose: no exploitation")
			: view_printf(view, _("Purpose: %s"), _(article3_purpose_names[purpose]));
	case ARTICLE3_CLAUSE_CONSENT:
		return _("Consent");
	case ARTICLE3_CLAUSE_AGE:
		return _("Age");
	case ARTICLE3_CLAUSE_BEGUN:
		return _("Not yet begun");
	default:
		return _("Smuggling of migrants");
	}
}

void workshop_screen_reasons(const struct workshop *w, const struct story *story,
	const struct article3_verdict *v, struct view *view)
{
	for (int i = 0; i < ARTICLE3_CLAUSE_WHOLE; i++)
		if (v->sentences[i])
			view_add(view, BLOCK_TERM, _(v->sentences[i]))->label =
				clause_label((enum article3_clause)i, w, story, view);
	view_dim(view, _("Source: United Nations, Trafficking in Persons Protocol, article 3"));
}

static void describe_verdict(const struct state *s, const struct workshop *w, struct view *view)
{
	struct article3_verdict v;
	struct block *b;
	bool right;

	workshop_screen_judge(w, &s->story, &v);
	right = all_right(s, &v);
	for (int yes = 1; yes >= 0; yes--)
		describe_answer(
			verdict_name(yes), s->says_trafficking == yes, v.trafficking == yes, view);
	for (int i = 0; i < PARTS; i++)
		describe_answer(part_name(i), s->ticks[i], is_there(&v, i), view);
	b = view_message(view,
		right                                          ? MARK_RIGHT
			: s->says_trafficking == v.trafficking ? MARK_PARTLY
							       : MARK_WRONG,
		_(v.sentences[ARTICLE3_CLAUSE_WHOLE]));
	b->label = right                               ? _("Right.")
		: s->says_trafficking == v.trafficking ? _("Partly right.")
						       : _("Not quite.");
	b->show = true;
	workshop_screen_reasons(w, &s->story, &v, view);
}

static void describe_go(const struct state *s, struct view *view)
{
	bool ready =
		s->stage == ASK_VERDICT ? s->focus >= 0 : s->ticks[0] || s->ticks[1] || s->ticks[2];

	if (s->stage == SHOW_VERDICT) {
		view_hint(view, CMD_GO, _("go on"));
		return;
	}
	/* Enter that answers nothing yet may still scroll */
	view_hint(view, CMD_GO, ready ? _("answer") : NULL);
	if (!ready)
		screen_hint_digits(view, s->stage == ASK_VERDICT ? 2 : PARTS, _("choose"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct workshop *w = parts_of(s, model);

	view->title = _("Is it trafficking?");
	if (!w) {
		view_message(view, MARK_NOTE,
			_("There are no stories here: the folder of lessons has no workshop that "
			  "can be read."));
	} else {
		view->where =
			view_printf(view, _("story %d, right so far: %d"), s->stories, s->right);
		if (s->stories == 1 && s->stage == ASK_VERDICT)
			view_message(view, MARK_INFO,
				_("The stories are made up, and about half of them are honest. Some tell of "
				  "exploitation, without details. You can leave at any time."))
				->show = s->fresh;
		workshop_screen_story(w, &s->story, view)->show = s->fresh;
		if (s->stage == SHOW_VERDICT)
			describe_verdict(s, w, view);
		else
			describe_question(s, view);
		describe_go(s, view);
	}
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_workshop = {
	.name = "workshop",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
