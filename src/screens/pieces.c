/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/pieces.h"

#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "text/text.h"
#include "view/figure.h"

/* A longer figure would push its sentence into a narrow column. */
enum { FIGURE_MAX_CELLS = 12 };

const char *piece_date(const struct date *d, struct view *view)
{
	return date_words(&view->arena, d);
}

static const char *fact_note(const struct fact *fact, struct view *view)
{
	const char *year = piece_date(&fact->as_of, view);

	switch (fact->kind) {
	case FACT_DETECTED:
		/* TRANSLATORS: below a figure: its year, then its source */
		return view_printf(view, _("detected, %s · %s"), year, fact->source->text);
	case FACT_ESTIMATED:
		return view_printf(view, _("estimated, %s · %s"), year, fact->source->text);
	default:
		return view_printf(view, "%s · %s", year, fact->source->text);
	}
}

/* The dates of a timeline in words, in the language of this moment. */
static const struct figure *in_words(const struct figure *figure, struct view *view)
{
	struct figure *copy;
	struct date day;

	if (figure->kind != FIGURE_TIMELINE)
		return figure;
	copy = arena_alloc(&view->arena, sizeof(*copy));
	*copy = *figure;
	copy->rows = arena_alloc(&view->arena, figure->n * sizeof(*copy->rows));
	for (size_t i = 0; i < figure->n; i++) {
		copy->rows[i] = figure->rows[i];
		if (date_parse(figure->rows[i].label, &day))
			copy->rows[i].label = date_words(&view->arena, &day);
	}
	return copy;
}

static void describe_figure(const struct figure *figure, struct view *view)
{
	view_add(view, BLOCK_FIGURE, "")->figure = in_words(figure, view);
}

/* Returns the length of the figure that the sentence begins with, 0 if it does not or is long. */
static int figure_len(const struct fact *f)
{
	size_t len = f->value ? strlen(f->value) : 0;

	return len && !strncmp(f->text, f->value, len) && f->text[len] == ' ' &&
			text_width(f->value, len) <= FIGURE_MAX_CELLS
		? (int)len
		: 0;
}

void piece_describe(const struct piece *piece, struct view *view)
{
	struct block *b;

	switch (piece->kind) {
	case PIECE_TEXT:
		view_text(view, piece->text);
		break;
	case PIECE_HEADING:
		view_add(view, BLOCK_HEADING, piece->text);
		break;
	case PIECE_ITEM:
		view_add(view, BLOCK_ITEM, piece->text);
		break;
	case PIECE_QUOTE:
		view_add(view, BLOCK_QUOTE, piece->text)->note = piece->note;
		break;
	case PIECE_FACT:
		b = view_add(view, BLOCK_FACT, piece->fact->text);
		b->note = fact_note(piece->fact, view);
		b->value = figure_len(piece->fact);
		break;
	case PIECE_TERM:
		b = view_add(view, BLOCK_TERM, piece->term->meaning);
		b->label = piece->term->term;
		break;
	case PIECE_TIP:
		/* TRANSLATORS: above good advice on a page, or before it: "Tip: …" */
		view_add(view, BLOCK_TIP, piece->text)->label = _("Tip");
		break;
	case PIECE_WARNING:
		/* TRANSLATORS: above a warning on a page, or before it: "Warning: …" */
		view_add(view, BLOCK_WARNING, piece->text)->label = _("Warning");
		break;
	case PIECE_PICTURE:
		view_add(view, BLOCK_PICTURE, piece->text)->note = piece->note;
		break;
	case PIECE_FIGURE:
		describe_figure(piece->figure, view);
		break;
	}
}

void piece_describe_source(const struct source *source, bool first, struct view *view)
{
	struct block *b = view_add(view, BLOCK_ITEM,
		view_printf(view, "%s (%s)%s%s", source->text, piece_date(&source->date, view),
			source->url ? ", " : "", source->url ? source->url : ""));

	b->role = ROLE_DIM;
	b->show = true;
	b->tight = first;
}

void piece_describe_sources(const struct page *page, struct view *view)
{
	view_add(view, BLOCK_HEADING, _("Sources of this page"))->show = true;
	for (size_t i = 0; i < page->n_sources; i++)
		piece_describe_source(page->sources[i], i == 0, view);
	if (!page->n_sources)
		view_dim(view, _("No source is named for this page."))->show = true;
}
