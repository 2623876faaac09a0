/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/beside.h"

#include <string.h>

#include "base/i18n.h"
#include "course/technique.h"
#include "screens/pieces.h"
#include "screens/plan.h"
#include "screens/standing.h"
#include "text/text.h"

/* ---- moving in the contents */

bool beside_update(struct beside *b, const struct model *model, const struct lesson *lesson,
	int page, const struct input *in, int *to)
{
	int last = (int)lesson->n_pages - 1;

	*to = -1;
	if (!model->beside) {
		b->on = false;
		return false;
	}
	if (in->id >= PANE_ID && in->id - PANE_ID <= last) {
		*to = in->id - PANE_ID;
	} else if (in->command == CMD_PANE) {
		b->on = !b->on;
		b->at = page;
		return true;
	} else if (!b->on) {
		return false;
	} else if (in->command == CMD_UP || in->command == CMD_DOWN) {
		b->at += in->command == CMD_UP ? -1 : 1;
		b->at = b->at < 0 ? 0 : b->at > last ? last : b->at;
		return true;
	} else if (in->command == CMD_BACK) {
		b->on = false;
		return true;
	} else if (in->command == CMD_GO) {
		*to = b->at;
	} else {
		/* any other key is for the text */
		b->on = false;
		return false;
	}
	b->on = false;
	return true;
}

/* ---- contents */

static const char *padded(const char *label, int width, struct view *view)
{
	return view_printf(view, "%s%*s", label, width - text_width(label, strlen(label)), "");
}

static void add_share(const char *label, int width, int value, int max, struct view *view)
{
	struct block *b = view_add(view, BLOCK_METER, "");

	b->label = padded(label, width, view);
	b->value = value;
	b->max = max;
	b->note = view_printf(view, "%d/%d", value, max);
}

static void add_progress(const struct model *model, int read, int pages, struct view *view)
{
	const char *lesson = _("Lesson"), *course = plan_is_whole(model) ? _("Course") : _("Path");
	int one = text_width(lesson, strlen(lesson)), other = text_width(course, strlen(course));
	size_t done, all;

	/* the same figures as home has */
	plan_count(model, &done, &all);
	add_share(lesson, one > other ? one : other, read, pages, view);
	add_share(course, one > other ? one : other, (int)done, (int)all, view);
}

static void describe_contents(const struct beside *b, const struct model *model, int index,
	const struct lesson *lesson, int page, struct view *view)
{
	const struct lesson_progress *p = model_progress(model, index);
	int seen = p ? p->seen : 0, pages = (int)lesson->n_pages;

	for (int i = 0; i < pages; i++) {
		struct block *row = view_add(view, BLOCK_ENTRY, lesson->pages[i].title);
		bool here = i == (b->on ? b->at : page);
		const char *sign = here ? "▸" : i < seen ? "✔" : "○";

		row->label = view_printf(view, "%s %*d", sign, pages > 9 ? 2 : 1, i + 1);
		row->id = PANE_ID + i;
		row->focus = here;
		row->role = i == page ? ROLE_STRONG : ROLE_TEXT;
	}
	add_progress(model, seen < pages ? seen : pages, pages, view);
}

/* ---- in the margin: words and sources */

static bool is_letter(char c)
{
	return (c & 0x80) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* True if the word stands in text, in the singular or with an s. */
static bool says(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = text; *at; at++) {
		size_t n = 0;

		if (at > text && is_letter(at[-1]))
			continue;
		while (n < len && lower(at[n]) == lower(word[n]))
			n++;
		if (n == len && !is_letter(at[n + (at[n] == 's')]))
			return true;
	}
	return false;
}

static bool uses(const struct page *page, const struct term *term)
{
	bool used = false;

	for (size_t i = 0; i < page->n; i++) {
		const struct piece *piece = &page->pieces[i];

		/* explained in the text itself */
		if (piece->term == term)
			return false;
		used |= piece->text && piece->kind != PIECE_PICTURE &&
			says(piece->text, term->term);
	}
	return used;
}

static void describe_margin(const struct lesson *lesson, const struct page *page, struct view *view)
{
	for (size_t i = 0; i < lesson->n_terms; i++)
		if (uses(page, &lesson->terms[i])) {
			struct block *b = view_add(view, BLOCK_TERM, lesson->terms[i].meaning);

			b->label = lesson->terms[i].term;
		}
	for (size_t i = 0; i < page->n_sources; i++) {
		const struct source *source = page->sources[i];
		struct block *b = view_add(view, BLOCK_ENTRY,
			view_printf(view, "%s (%s)%s%s", source->text,
				piece_date(&source->date, view), source->url ? ", " : "",
				source->url ? source->url : ""));

		b->label = view_printf(view, "%zu", i + 1);
	}
}

void beside_page(const struct beside *b, const struct model *model, int index, int page,
	bool sources, struct view *view)
{
	const struct lesson *lesson = model_lesson(model, index);
	struct view *margin;

	if (!model->beside || !lesson)
		return;
	describe_contents(b, model, index, lesson, page, view_pane(view, PANE_LEFT, _("Contents")));
	view->in_pane = b->on || sources;
	view->first_pane = sources && !b->on ? PANE_RIGHT : PANE_LEFT;
	if (model->beside == 1 && view->first_pane == PANE_LEFT)
		return;
	margin = view_pane(view, PANE_RIGHT, _("In the margin"));
	describe_margin(lesson, &lesson->pages[page], margin);
	if (!margin->n && sources)
		view_dim(margin, _("No source is named for this page."));
}

/* ---- beside the list of lessons */

void beside_lesson(const struct model *model, int index, struct view *view)
{
	const struct lesson_head *head = &model->course.lessons[index];
	struct view *side;

	if (!model->beside)
		return;
	side = view_pane(view, PANE_RIGHT, head->title);
	view->first_pane = PANE_RIGHT;
	view_text(side, head->summary);
	if (head->minutes)
		view_text(side,
			view_printf(side,
				Q_("About %d minute.", "About %d minutes.",
					(unsigned long)head->minutes),
				head->minutes));
	view_text(side, standing_status(model, index, side));
}

/* ---- beside a conversation */

void beside_marks(
	const struct model *model, const struct play *play, size_t lines, struct view *view)
{
	struct view *side;

	if (!model->beside)
		return;
	side = view_pane(view, PANE_RIGHT, _("Marked messages"));
	view->first_pane = PANE_RIGHT;
	for (size_t i = 0; i < lines && i < play->n; i++) {
		const struct message *m = &play->scenario->messages[play->lines[i].index];
		int mark =
			play->lines[i].reply ? PLAY_MARK_NONE : play->marks[play->lines[i].index];
		struct block *b;

		if (mark == PLAY_MARK_NONE || !m->n_texts)
			continue;
		view_text(side,
			mark == PLAY_MARK_UNNAMED ? _("Something is off, but I cannot say what")
						  : _(techniques[mark].name))
			->role = ROLE_STRONG;
		b = view_add(side, BLOCK_QUOTE, m->texts[0]);
		b->tight = true;
	}
	view_dim(side,
		_("How many are there? You will know at the end; marking takes nothing away."));
}
