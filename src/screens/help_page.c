/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/help_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "view/digits.h"
#include "view/layout.h"

/* A large number needs a window of that many columns: a narrow one seldom has rows to spare. */
enum { LARGE_COLUMNS = LAYOUT_COLUMN };

static void add_part(struct strbuf *note, const char *part)
{
	if (part)
		strbuf_addf(note, "%s%s", note->len ? " · " : "", part);
}

const char *help_page_note(const struct help_entry *e, struct view *view)
{
	struct strbuf note = STRBUF_INIT;
	const char *copy;

	add_part(&note, e->about);
	add_part(&note, e->languages);
	add_part(&note, e->cost);
	add_part(&note, e->hours);
	add_part(&note, e->call);
	copy = note.len ? view_printf(view, "%s", note.buf) : NULL;
	strbuf_release(&note);
	return copy;
}

static const char *read_in(struct view *view, const char *sources, const struct date *date)
{
	/* TRANSLATORS: addresses, then a date: “Read in gov.uk, example.org on 24 November 2026.”
	 */
	return view_printf(view, _("Read in %s on %s."), sources, date_words(&view->arena, date));
}

const char *help_page_read_in(const struct help_entry *e, struct view *view)
{
	return read_in(view, e->source, &e->read_on);
}

static void describe_entry(const struct help_entry *e, bool first, struct view *view)
{
	struct block *b = view_add(view, BLOCK_ENTRY, e->name);

	b->label = e->number;
	b->note = help_page_note(e, view);
	b->tight = first;
}

/* The number that may save a life, in digits that can be read from across the room. */
static void describe_first(const struct help_entry *e, struct view *view)
{
	struct strbuf rows = STRBUF_INIT;

	if (e->kind == HELP_EMERGENCY && digits_draw(e->number, LAYOUT_COLUMN, &rows)) {
		strbuf_addf(&rows, "%*s\n", LARGE_COLUMNS, "");
		view_add(view, BLOCK_PICTURE, view_printf(view, "%s", rows.buf))->tight = true;
	}
	strbuf_release(&rows);
}

static void describe_call(const struct help *help, const struct help_country *c, struct view *view)
{
	bool begun = false;

	for (int i = 0; i < HELP_CALL_LINES; i++) {
		const char *line = c->call[i] ? c->call[i] : help->call[i];

		if (!line)
			continue;
		if (!begun)
			view_add(view, BLOCK_HEADING, _("What happens when I call"));
		view_add(view, BLOCK_ITEM, line)->tight = !begun;
		begun = true;
	}
}

static bool has_line(const struct help_country *c)
{
	return c->larger || c->entries[c->n - 1].kind != HELP_EMERGENCY;
}

/* Adds the hosts of the addresses that are not in the list yet. */
static void add_hosts(struct strbuf *list, const char *addresses)
{
	while (*addresses) {
		size_t len = strcspn(addresses, ","), host;
		const char *at = addresses;

		if (!strncmp(at, "https://", strlen("https://")))
			at += strlen("https://");
		host = strcspn(at, "/,");
		if (host) {
			char *name = xmemdupz(at, host);

			if (!list->len || !strstr(list->buf, name))
				strbuf_addf(list, "%s%s", list->len ? ", " : "", name);
			free(name);
		}
		addresses += len;
		addresses += strspn(addresses, ", ");
	}
}

/* True if an entry before that one was read on the same day. */
static bool is_told(const struct help *help, int country, size_t before)
{
	const struct date *day = &help_at(help, country, before, NULL)->read_on;

	for (size_t i = 0; i < before; i++)
		if (!date_compare(&help_at(help, country, i, NULL)->read_on, day))
			return true;
	return false;
}

/* Where the numbers on the page were read, in a line for each day. */
static void describe_reading(const struct help *help, int country, struct view *view)
{
	const struct help_entry *e, *other;

	for (size_t i = 0; (e = help_at(help, country, i, NULL)); i++) {
		struct strbuf hosts = STRBUF_INIT;

		if (is_told(help, country, i))
			continue;
		for (size_t k = i; (other = help_at(help, country, k, NULL)); k++)
			if (!date_compare(&other->read_on, &e->read_on))
				add_hosts(&hosts, other->source);
		view_dim(view, read_in(view, view_printf(view, "%s", hosts.buf), &e->read_on))
			->tight = true;
		strbuf_release(&hosts);
	}
}

void help_page_describe(const struct help *help, int country, struct view *view)
{
	const struct help_country *c = &help->countries[country];
	const struct help_entry *e;
	int of = country, before = -1;

	for (size_t i = 0; (e = help_at(help, country, i, &of)); i++) {
		bool first = of != before;

		if (first && before == country)
			describe_call(help, c, view);
		if (first)
			view_add(view, BLOCK_HEADING, help->countries[of].name);
		if (!i && !view->linear)
			describe_first(e, view);
		describe_entry(e, first, view);
		before = of;
		if (of == country && i + 1 == c->n && !has_line(c) && help->elsewhere)
			view_text(view, help->elsewhere);
	}
	if (before == country)
		describe_call(help, c, view);
	view_dim(view,
		_("If a number does not answer, call the emergency number. A call or a screen can be "
		  "watched: if you can, use a telephone that nobody else looks at."));
	describe_reading(help, country, view);
}
