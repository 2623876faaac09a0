/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges the headings of a lesson or a scenario. */
#include "course/reader.h"

#include <string.h>

#include "base/i18n.h"

static bool is_kind(const struct reader_headings *h, const char *kind)
{
	for (size_t i = 0; i < h->n_kinds; i++)
		if (!strcmp(h->kinds[i], kind))
			return true;
	return false;
}

static void report_kind(struct reader *r, const struct reader_headings *h)
{
	if (!reader_guess_kind(r, h->kinds, h->n_kinds, _(h->guessed)))
		reader_error(r, NULL, "unknown-section", _(h->unknown), r->section->kind);
}

static void check_reserved(struct reader *r, const struct reader_headings *h)
{
	for (size_t i = 0; i < h->n_reserved; i++)
		if (!strcmp(r->section->kind, h->reserved[i].kind) &&
			!strcmp(r->section->id, h->reserved[i].id))
			reader_error(r, NULL, "bad-section-id", "%s", _(h->reserved[i].message));
}

static void check_heading(struct reader *r, const struct reader_headings *h, bool first)
{
	const struct ini_section *s = r->section;
	bool head = !strcmp(s->kind, h->kinds[0]);

	if (s->faulty)
		return;
	if (s->typed || !is_kind(h, s->kind))
		report_kind(r, h);
	else if (head && *s->id)
		reader_error(r, NULL, "bad-section-id", _(h->named), s->id);
	else if (!head && !reader_id_is_valid(s->id))
		reader_error(r, NULL, "bad-section-id",
			_("the heading needs an id of letters a to z, digits and hyphens that begins with no hyphen, such as [%s my-id]"),
			s->kind);
	else if (head && !first)
		reader_error(r, NULL, h->late_rule, "%s", _(h->late));
	else
		check_reserved(r, h);
}

void reader_check_headings(struct reader *r, const struct reader_headings *h)
{
	bool found = false;

	for (size_t i = 0; i < r->ini->n; i++) {
		r->section = &r->ini->sections[i];
		check_heading(r, h, i == 0);
		found = found || !strcmp(r->section->kind, h->kinds[0]);
	}
	r->section = NULL;
	if (!found)
		reader_error(r, NULL, h->missing_rule, "%s", _(h->missing));
}
