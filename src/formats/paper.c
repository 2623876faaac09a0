/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/paper.h"

#include <string.h>

static const struct ini_section *section_of(
	const struct booklet_source *p, const struct question *q)
{
	return ini_find(p->ini, "question", q->id);
}

/* Returns the text of an entry with its facts filled in. */
static const char *prose(
	const struct booklet_source *p, const struct ini_section *s, const struct ini_entry *e)
{
	struct diags quiet = DIAGS_INIT;
	struct reader r = { .arena = &p->view->arena, .diags = &quiet, .ini = p->ini };
	const char *text;

	/* The reader never modifies the lesson; it only fills in facts from it. */
	r.lesson = (struct lesson *)p->lesson;
	reader_begin(&r, s);
	text = reader_prose_entry(&r, e);
	reader_release(&r);
	diags_release(&quiet);
	return text ? text : "";
}

const char *paper_value(const struct booklet_source *p, const struct question *q, const char *key)
{
	const struct ini_section *s = section_of(p, q);
	const struct ini_entry *e = ini_get(s, key);

	return !e ? NULL : e->quoted ? prose(p, s, e) : e->value;
}

size_t paper_family(const struct booklet_source *p, const struct question *q, const char *stem,
	struct paper_text *texts)
{
	const struct ini_section *s = section_of(p, q);
	size_t len = strlen(stem), n = 0;

	for (size_t i = 0; i < s->n && n < PAPER_PARTS; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!strncmp(e->key, stem, len) && !strchr(e->key + len, '.') && e->quoted)
			texts[n++] = (struct paper_text){ e->key + len, prose(p, s, e) };
	}
	return n;
}

bool paper_pool_begins(const struct lesson *l, size_t question)
{
	const char *now = l->questions[question].pool;
	const char *before = question ? l->questions[question - 1].pool : NULL;

	return now && before ? strcmp(now, before) != 0 : now != before;
}
