/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thoughts of a lesson, and those of a conversation as far as the group has come. */
#include "screens/present.h"

#include <string.h>

#include "learner/draw.h"
#include "learner/play.h"
#include "text/text.h"

/* Of the text at once: a little less than 60 columns of 20 rows have room for. */
enum { SHOWN_CELLS = 48, SHOWN_ROWS = 13 };

/* A list while it is made. */
struct making {
	struct present_list *list;
	struct arena *arena;
	size_t cap;
	int votes;
};

static struct thought *add(struct making *m, enum thought_kind kind)
{
	struct present_list *list = m->list;

	if (list->n == m->cap) {
		struct thought *old = list->v;

		m->cap = m->cap ? 2 * m->cap : 64;
		list->v = arena_alloc(m->arena, m->cap * sizeof(*list->v));
		for (size_t i = 0; i < list->n; i++)
			list->v[i] = old[i];
	}
	list->v[list->n] = (struct thought){ .kind = kind, .page = -1, .message = -1, .vote = -1 };
	return &list->v[list->n++];
}

static void give_vote(struct making *m, struct thought *t)
{
	if (t->n_options && m->votes < PRESENT_VOTES)
		t->vote = m->votes++;
}

/* ---- lessons */

/* True if it leads to the list below it, "They say:". */
static bool leads_in(const struct piece *piece)
{
	size_t len = piece->kind == PIECE_TEXT ? strlen(piece->text) : 0;

	return len && piece->text[len - 1] == ':';
}

/* True if the piece is seen together with the one before it. */
static bool goes_on(const struct page *page, size_t i)
{
	const struct piece *before = &page->pieces[i - 1];

	if (before->kind == PIECE_HEADING)
		return true;
	return page->pieces[i].kind == PIECE_ITEM &&
		(before->kind == PIECE_ITEM || leads_in(before));
}

static int rows_of_text(const char *text)
{
	return text_width(text, strlen(text)) / SHOWN_CELLS + 1;
}

/* The rows of a piece and the gap below it; what stands alone takes more than there are. */
static int rows_of(const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_TEXT:
	case PIECE_HEADING:
	case PIECE_ITEM:
		return rows_of_text(piece->text) + 1;
	case PIECE_FACT:
		return rows_of_text(piece->fact->text) + rows_of_text(piece->fact->source->text) +
			2;
	case PIECE_TERM:
		return rows_of_text(piece->term->term) + rows_of_text(piece->term->meaning) + 1;
	default:
		return SHOWN_ROWS + 1;
	}
}

/* The rows of the piece at i and of those that go on from it. */
static int rows_together(const struct page *page, size_t i)
{
	int rows = rows_of(&page->pieces[i]);

	while (++i < page->n && goes_on(page, i))
		rows += rows_of(&page->pieces[i]);
	return rows;
}

static bool is_item(const struct page *page, size_t i)
{
	return page->pieces[i].kind == PIECE_ITEM;
}

/* Shows the piece at i below those from first on: as a step of a list, or along with them. */
static void add_piece(struct making *m, const struct page *page, int index, size_t first, size_t i)
{
	struct thought *t = m->list->n ? &m->list->v[m->list->n - 1] : NULL;
	bool below = t && t->kind == THOUGHT_PIECES && t->page == index && t->first == first;

	if (!below || is_item(page, i) || is_item(page, i - 1)) {
		t = add(m, THOUGHT_PIECES);
		t->grows = below;
		t->page = index;
		t->first = first;
	}
	t->end = i + 1;
}

/*
 * Short paragraphs are one thought, as many as can be read from the last row; a story is told by
 * one at a time. A list grows by an item at a time; a heading comes with what is below it.
 */
static void add_pieces(struct making *m, const struct page *page, int index)
{
	size_t first = 0;
	int rows = 0;

	for (size_t i = 0; i < page->n; i++) {
		if (!i || !goes_on(page, i)) {
			int more = rows_together(page, i);

			if (page->story || rows + more > SHOWN_ROWS) {
				first = i;
				rows = 0;
			}
			rows += more;
		}
		if (page->pieces[i].kind != PIECE_HEADING || i + 1 == page->n)
			add_piece(m, page, index, first, i);
	}
}

static void add_question(struct making *m, const struct question *q, int page)
{
	struct thought *t = add(m, THOUGHT_QUESTION);

	t->question = q;
	t->page = page;
	t->n_options = (int)q->n_options;
	give_vote(m, t);
}

static void add_page(struct making *m, const struct lesson *lesson, int index)
{
	const struct question *asked[ASKED_AFTER_MAX];
	const struct page *page = &lesson->pages[index];
	size_t n = lesson->ask == ASK_END ? 0 : lesson_asked_after(lesson, index, asked);

	if (page->note)
		add(m, THOUGHT_NOTE)->page = index;
	add_pieces(m, page, index);
	for (size_t i = 0; i < n; i++)
		add_question(m, asked[i], index);
}

static bool is_listed(const struct present_list *list, const struct question *q)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].question == q)
			return true;
	return false;
}

/* Pools and other lessons are drawn from as in a sitting, and as on the paper of the same seed. */
static void add_drawn(struct making *m, const struct model *model, int index, int seed)
{
	const struct draw_lot lot = { .seed = (uint64_t)seed,
		.find = model_find_lesson,
		.ctx = (void *)model,
		.arena = m->arena };
	const struct lesson *lesson = m->list->lesson;
	const char **names = arena_alloc(m->arena, (draw_most(lesson) + 1) * sizeof(*names));
	size_t n = draw_questions(lesson, &lot, names);

	for (size_t i = 0; i < n; i++) {
		const struct question *q = model_question(model, index, names[i]);

		if (q && !is_listed(m->list, q))
			add_question(m, q, -1);
	}
}

static void list_lesson(struct making *m, const struct model *model, int index, int seed)
{
	const struct lesson *lesson = model_lesson(model, index);

	m->list->lesson = lesson;
	add(m, THOUGHT_TITLE);
	for (size_t i = 0; i < lesson->n_pages; i++)
		add_page(m, lesson, (int)i);
	add_drawn(m, model, index, seed);
	add(m, THOUGHT_HELP);
}

/* ---- scenarios */

/* Plays the first n of the replies that the group has given. */
static const struct play *play_first(
	struct arena *arena, const struct scenario *scenario, const char **replies, size_t n)
{
	struct answer *answers = arena_alloc(arena, (n + 1) * sizeof(*answers));
	struct run run = { .kind = RUN_SCENARIO, .answers = answers, .n = n };
	struct play *play = arena_alloc(arena, sizeof(*play));

	for (size_t i = 0; i < n; i++)
		answers[i].response = replies[i];
	play_replay(play, arena, scenario, &run);
	return play;
}

/* The messages since the last reply are a list that grows. */
static void add_lines(struct making *m, const struct play *play, size_t first)
{
	for (size_t i = first; i < play->n; i++) {
		struct thought *t;

		/* what the group has said is read with the answer to it */
		if (play->lines[i].reply && i + 1 < play->n)
			continue;
		t = add(m, THOUGHT_LINES);
		t->first = first;
		t->end = i + 1;
	}
}

static struct thought *add_choice(struct making *m, const struct play *play)
{
	struct thought *t = add(m, THOUGHT_CHOICE);

	t->end = play->n;
	t->first = play->n ? play->n - 1 : 0;
	t->n_options = (int)play->n_options;
	for (size_t i = 0; i < play->n_options; i++)
		t->replies[i] = play->options[i];
	give_vote(m, t);
	return t;
}

/* Messages that loop are explained once. */
static void add_signs(struct making *m, const struct play *play)
{
	for (size_t i = 0; i < play->n; i++) {
		struct thought *t;

		if (play->lines[i].reply || play_repeats(play, i) ||
			!play->scenario->messages[play->lines[i].index].why)
			continue;
		t = add(m, THOUGHT_SIGN);
		t->message = play->lines[i].index;
		t->first = i;
		t->end = i + 1;
	}
}

static void list_scenario(
	struct making *m, const struct scenario *scenario, const struct present *p)
{
	const char *replies[PRESENT_REPLIES] = { NULL };
	size_t seen = 0;

	m->list->scenario = scenario;
	add(m, THOUGHT_TITLE);
	for (int i = 0;; i++) {
		const struct play *play = play_first(m->arena, scenario, replies, (size_t)i);
		const struct thought *t;

		m->list->play = play;
		add_lines(m, play, seen);
		seen = play->n;
		if (play_is_over(play))
			break;
		t = add_choice(m, play);
		if (i >= p->n_replies || p->replies[i] >= t->n_options)
			return;
		replies[i] = scenario->replies[t->replies[p->replies[i]]].id;
	}
	add(m, THOUGHT_ENDING);
	add_signs(m, m->list->play);
	add(m, THOUGHT_HELP);
}

void present_list(struct present_list *list, struct arena *arena, const struct model *model,
	int index, const struct present *p)
{
	struct making m = { .list = list, .arena = arena };
	const struct lesson *lesson = index < 0 ? NULL : model_lesson(model, index);
	const struct scenario *scenario = index < 0 || lesson ? NULL : model_scenario(model, index);

	*list = (struct present_list){ 0 };
	if (lesson)
		list_lesson(&m, model, index, p->seed);
	else if (scenario)
		list_scenario(&m, scenario, p);
}
