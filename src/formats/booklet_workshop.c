/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_workshop.h"

#include "base/i18n.h"
#include "screens/workshop_screen.h"

static void begin(struct booklet *b, const char *title, uint64_t seed, enum booklet_kind kind)
{
	booklet_begin(b, kind, title);
	b->parts[b->n - 1].mark = view_printf(&b->view, _("Seed %lu"), (unsigned long)seed);
	view_dim(&b->view, b->parts[b->n - 1].mark);
}

static void add_box(struct view *v, const char *text, enum mark mark)
{
	struct block *b = view_choice(v, -1, "", text, false);

	b->mark = mark;
	b->tight = true;
}

static void add_story(
	const struct workshop *w, const struct story *story, int number, struct view *v)
{
	/* TRANSLATORS: one of several printed stories, by its number */
	view_add(v, BLOCK_HEADING, view_printf(v, _("Story %d"), number));
	workshop_screen_story(w, story, v);
	view_text(v, _("Is this trafficking in persons, by article 3 of the Protocol?"))->role =
		ROLE_STRONG;
	add_box(v, _("Yes, it is trafficking"), MARK_NONE);
	add_box(v, _("No, it is not trafficking"), MARK_NONE);
	view_text(v, _("Which parts does the story show? Tick what is there."));
	add_box(v, _("An act"), MARK_OFF);
	add_box(v, _("A means"), MARK_OFF);
	add_box(v, _("The purpose of exploitation"), MARK_OFF);
}

void booklet_workshop(struct booklet *b, const struct workshop *w, uint64_t seed)
{
	uint64_t state = seed;
	struct story story;

	begin(b, _("Workshop: is it trafficking?"), seed, BOOKLET_QUESTIONS);
	for (int i = 1; i <= BOOKLET_STORIES && workshop_draw(w, &state, &story); i++)
		add_story(w, &story, i, &b->view);
}

void booklet_workshop_key(struct booklet *b, const struct workshop *w, uint64_t seed)
{
	struct view *v = &b->view;
	uint64_t state = seed;
	struct story story;

	begin(b, view_printf(v, _("%s: %s"), _("Workshop: is it trafficking?"), _("key")), seed,
		BOOKLET_KEY);
	for (int i = 1; i <= BOOKLET_STORIES && workshop_draw(w, &state, &story); i++) {
		struct article3_verdict verdict;

		workshop_screen_judge(w, &story, &verdict);
		view_add(v, BLOCK_HEADING, view_printf(v, _("Story %d"), i));
		view_text(v, _(verdict.sentences[ARTICLE3_CLAUSE_WHOLE]))->role = ROLE_STRONG;
		workshop_screen_reasons(w, &story, &verdict, v);
	}
}
