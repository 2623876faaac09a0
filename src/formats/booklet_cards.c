/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_cards.h"

#include "base/i18n.h"
#include "base/rand.h"
#include "formats/booklet_scenario.h"
#include "screens/way_out.h"

void booklet_deck_shuffle(
	struct booklet_deck *deck, const struct scenario *s, uint64_t seed, struct arena *arena)
{
	uint64_t state = seed;

	*deck = (struct booklet_deck){ .scenario = s, .seed = seed, .n = booklet_places(s) };
	deck->cards = arena_alloc(arena, deck->n * sizeof(*deck->cards));
	deck->places = arena_alloc(arena, deck->n * sizeof(*deck->places));
	rand_shuffle(&state, deck->places, deck->n);
	for (size_t i = 0; i < deck->n; i++)
		deck->cards[deck->places[i]] = (int)i + 1;
}

static int card_of(const struct booklet_deck *deck, struct target target)
{
	return deck->cards[booklet_target(deck->scenario, target)];
}

static void begin(struct booklet *b, const struct booklet_deck *deck, enum booklet_kind kind,
	const char *what)
{
	struct view *v = &b->view;

	booklet_begin(b, kind, view_printf(v, _("%s: %s"), deck->scenario->title, what));
	/* TRANSLATORS: what tells one set of printed cards from another */
	b->parts[b->n - 1].mark = view_printf(v, _("Seed %lu"), (unsigned long)deck->seed);
}

static const char *card_name(int number, struct view *v)
{
	/* TRANSLATORS: a printed card, by its number */
	return view_printf(v, _("Card %d"), number);
}

static const char *go_to(const struct booklet_deck *deck, struct target target, struct view *v)
{
	return view_printf(v, _("→ go to card %d"), card_of(deck, target));
}

/* What is said in quotes, what is done without. */
static const char *reply_text(const struct reply *r, struct view *v)
{
	return r->kind == REPLY_SAY ? view_printf(v, _("“%s”"), r->text) : r->text;
}

/* ---- the cards */

static void add_reply(const struct booklet_deck *deck, const struct reply *r, struct view *v)
{
	const char *only = booklet_condition(deck->scenario, &r->condition, v);
	const char *text = reply_text(r, v);
	struct block *b;

	if (only)
		text = view_printf(v, "%s %s", text, only);
	b = view_add(v, BLOCK_ITEM, view_printf(v, "%s %s", text, go_to(deck, r->next, v)));
	b->tight = true;
}

static void message_card(const struct booklet_deck *deck, const struct message *m, struct view *v)
{
	const char *only = booklet_condition(deck->scenario, &m->condition, v);

	if (only)
		view_dim(v,
			view_printf(v, _("%s Otherwise go to card %d at once."), only,
				card_of(deck, m->next)));
	if (m->from)
		/* TRANSLATORS: on a card: who speaks */
		view_text(v, view_printf(v, _("%s:"), m->from->name))->role = ROLE_STRONG;
	for (size_t i = 0; i < m->n_texts; i++)
		view_add(v, m->from ? BLOCK_QUOTE : BLOCK_TEXT, m->texts[i])->tight = m->from;
	if (m->n_replies)
		view_dim(v, _("What do you do?"));
	for (size_t i = 0; i < m->n_replies; i++)
		add_reply(deck, &deck->scenario->replies[m->replies[i]], v);
	if (!m->n_replies)
		view_text(v, go_to(deck, m->next, v));
	else
		view_dim(v, _("Or stop here: go to card 0."));
}

static void ending_card(const struct ending *e, struct view *v)
{
	view_text(v, e->title)->role = ROLE_STRONG;
	for (size_t i = 0; i < e->n_texts; i++)
		view_text(v, e->texts[i]);
	view_dim(v, _("The end. Talk about it together before you play again."));
}

static void card(const struct booklet_deck *deck, size_t at, struct view *v)
{
	const struct scenario *s = deck->scenario;
	size_t place = (size_t)deck->places[at];

	view_add(v, BLOCK_HEADING, card_name((int)at + 1, v));
	if (place < s->n_messages)
		message_card(deck, &s->messages[place], v);
	else
		ending_card(&s->endings[place - s->n_messages], v);
}

static void way_out_card(struct view *v)
{
	size_t from;

	view_add(v, BLOCK_HEADING, card_name(0, v));
	view_text(v, _("You may stop at any moment"))->role = ROLE_STRONG;
	view_text(v, _("Nobody needs a reason to leave a conversation."))->tight = true;
	from = v->n;
	way_out_describe(v);
	for (; from < v->n; from++)
		if (v->blocks[from].kind == BLOCK_ITEM) {
			v->blocks[from].tight = true;
		} else if (v->blocks[from].kind == BLOCK_HEADING) {
			/* part of the card: a heading begins the next one */
			v->blocks[from].kind = BLOCK_TEXT;
			v->blocks[from].role = ROLE_STRONG;
		}
}

void booklet_cards(struct booklet *b, const struct booklet_deck *deck)
{
	struct view *v = &b->view;

	/* TRANSLATORS: of a conversation, to be cut out and played at a table */
	begin(b, deck, BOOKLET_CARDS, _("cards"));
	view_text(v,
		view_printf(v,
			deck->scenario->role == PLAYED_SELF
				? _("You are yourself. Cut the cards out and lay them face down in the order of their numbers. Begin with card %d: one person reads it out, the group chooses, and goes on with the card named there.")
				: _("You are a friend. Cut the cards out and lay them face down in the order of their numbers. Begin with card %d: one person reads it out, the group chooses, and goes on with the card named there."),
			deck->cards[deck->scenario->start]));
	if (deck->scenario->content_note)
		view_dim(v, deck->scenario->content_note);
	for (size_t i = 0; i < deck->scenario->n_persons; i++)
		view_add(v, BLOCK_TERM, deck->scenario->persons[i].about)->label =
			deck->scenario->persons[i].name;
	way_out_card(v);
	for (size_t i = 0; i < deck->n; i++)
		card(deck, i, v);
}

/* ---- the overview */

static const char *first_words(const struct booklet_deck *deck, size_t place)
{
	const struct scenario *s = deck->scenario;
	const struct message *m = place < s->n_messages ? &s->messages[place] : NULL;

	if (!m)
		return s->endings[place - s->n_messages].title;
	return m->n_texts ? m->texts[0] : "";
}

static void explain_reply(const struct booklet_deck *deck, const struct reply *r, struct view *v)
{
	static const enum mark marks[] = { MARK_INFO, MARK_RIGHT, MARK_WRONG };
	const char *only = booklet_condition(deck->scenario, &r->condition, v);
	struct block *b = view_add(v, BLOCK_ITEM,
		view_printf(v, "%s%s%s", reply_text(r, v), only ? " " : "", only ? only : ""));

	b->label = view_printf(v, "→ %d", card_of(deck, r->next));
	b->tight = true;
	b = view_add(v, BLOCK_ITEM, r->debrief);
	b->label = view_printf(v, "    %s", mark_sign(marks[r->safety]));
	b->tight = true;
}

static void explain_message(
	const struct booklet_deck *deck, const struct message *m, struct view *v)
{
	if (m->from && m->why)
		booklet_signs(m, v);
	for (size_t i = 0; i < m->n_replies; i++)
		explain_reply(deck, &deck->scenario->replies[m->replies[i]], v);
}

static void explain_place(const struct booklet_deck *deck, size_t place, struct view *v)
{
	const struct scenario *s = deck->scenario;
	const struct message *m = place < s->n_messages ? &s->messages[place] : NULL;
	const char *who = m && m->from ? m->from->name : m ? _("Told") : _("Ending");

	/* where only one way leads on it stands here: alone on a line it might begin a page */
	if (m && !m->n_replies)
		who = view_printf(v, "%s  → %d", who, card_of(deck, m->next));
	view_add(v, BLOCK_HEADING, view_printf(v, "%d  %s", deck->cards[place], who));
	view_dim(v, first_words(deck, place))->tight = true;
	if (m)
		explain_message(deck, m, v);
}

void booklet_cards_overview(struct booklet *b, const struct booklet_deck *deck)
{
	const struct scenario *s = deck->scenario;
	struct view *v = &b->view;

	/* TRANSLATORS: of a conversation on cards: all of it, for the one who leads the game */
	begin(b, deck, BOOKLET_KEY, _("overview for the one who leads"));
	view_text(v,
		view_printf(v,
			_("Begin with card %d. The cards stand here in the order of the story; on the table their numbers say nothing. ✔ is a safe choice, ✘ is not. After the ending, go through the cards that were played: which signs were there, and what was each choice worth?"),
			deck->cards[s->start]));
	view_text(v,
		_("Card 0 is the way out. Whoever wants it takes it without giving a reason; then the game is over for everybody, and you talk about something else first."));
	for (size_t place = 0; place < deck->n; place++)
		explain_place(deck, place, v);
	booklet_sources(v, s->sources, s->n_sources);
}
