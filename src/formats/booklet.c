/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet.h"

#include <string.h>

#include "base/i18n.h"
#include "screens/pieces.h"

void booklet_init(struct booklet *b)
{
	memset(b, 0, sizeof(*b));
	view_init(&b->view);
}

void booklet_release(struct booklet *b)
{
	view_release(&b->view);
}

void booklet_begin(struct booklet *b, enum booklet_kind kind, const char *part_title)
{
	if (b->n < BOOKLET_PARTS)
		b->parts[b->n++] = (struct booklet_part){ kind, part_title, NULL, b->view.n };
}

static void title(struct view *v, const char *text)
{
	view_add(v, BLOCK_HEADING, text)->role = ROLE_TITLE;
}

void booklet_sources(struct view *v, const struct source *list, size_t n)
{
	if (!n)
		return;
	title(v, _("Sources"));
	for (size_t i = 0; i < n; i++) {
		const struct source *s = &list[i];

		view_add(v, BLOCK_ITEM,
			view_printf(v, "%s (%s)%s%s", s->text, piece_date(&s->date, v),
				s->url ? ", " : "", s->url ? s->url : ""))
			->tight = i > 0;
	}
}

static void pages(struct view *v, const struct lesson *l)
{
	for (size_t i = 0; i < l->n_pages; i++) {
		const struct page *page = &l->pages[i];

		title(v, page->title);
		if (page->note)
			view_dim(v, page->note);
		for (size_t k = 0; k < page->n; k++)
			piece_describe(&page->pieces[k], v);
	}
}

static void glossary(struct view *v, const struct lesson *l)
{
	if (!l->n_terms)
		return;
	title(v, _("Words of this lesson"));
	for (size_t i = 0; i < l->n_terms; i++)
		view_add(v, BLOCK_TERM, l->terms[i].meaning)->label = l->terms[i].term;
}

void booklet_lesson(struct booklet *b, const struct lesson *l)
{
	struct view *v = &b->view;

	booklet_begin(b, BOOKLET_TEXT, l->title);
	view_text(v, l->summary);
	if (l->content_note)
		view_dim(v, l->content_note);
	pages(v, l);
	glossary(v, l);
	booklet_sources(v, l->sources, l->n_sources);
}
