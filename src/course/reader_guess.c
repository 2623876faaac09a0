/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and kinds of section that nobody asked for, and what they most likely mean. */
#include "course/reader.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

enum { GUESS_LIMIT = 2 };

/* Keeps the guess that is nearest to what was typed. */
struct guess {
	const char *typed;
	struct strbuf best;
	int distance;
	size_t near; /* how many names are within one letter */
};

static void offer(struct guess *g, const struct ini_section *s, const char *name)
{
	int d = text_distance(g->typed, name, GUESS_LIMIT);

	if (d == 1 && !ini_get(s, name) && !(g->near && !strcmp(g->best.buf, name)))
		g->near++;
	/* of a family, a member that is there already is not the one that was meant */
	if (!d || d >= g->distance || (strlen(name) == strlen(g->typed) && ini_get(s, name)))
		return;
	g->distance = d;
	strbuf_clear(&g->best);
	strbuf_addstr(&g->best, name);
}

/*
 * Offers what a mistyped member of the family of a key should have been: opton.c with "option." or
 * "option.a" is option.c, and txt2 with "text1" is text2.
 */
static void offer_member(
	struct guess *g, const struct ini_section *s, const char *family, bool prefix)
{
	struct strbuf name = STRBUF_INIT;
	const char *dot = strchr(family, '.');
	size_t stem = dot ? (size_t)(dot - family) : strcspn(family, "0123456789");
	const char *tail = g->typed + strcspn(g->typed, dot ? "." : "0123456789");

	if (*tail && (prefix || family[stem])) {
		strbuf_add(&name, family, stem);
		strbuf_addstr(&name, tail);
		offer(g, s, name.buf);
	}
	strbuf_release(&name);
}

static void offer_all(struct reader *r, struct guess *g)
{
	for (size_t i = 0; i < r->n_asked; i++) {
		if (!r->asked[i].prefix)
			offer(g, r->section, r->asked[i].key);
		if (*r->asked[i].key)
			offer_member(g, r->section, r->asked[i].key, r->asked[i].prefix);
	}
}

/* Keys that say more of another key, which they name. */
static const struct {
	const char *stem, *rest;
} parts[] = {
	{ "bar.", ".fact" },
	{ "bar.", ".then" },
	{ "time", ".on" },
	{ "step", "_why" },
	{ "nearly", "_feedback" },
};

/* Returns the length of the key that this one says more of, or 0. */
static size_t owner_of(const char *key)
{
	size_t len = strlen(key);

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		size_t rest = strlen(parts[i].rest);

		if (len > rest + strlen(parts[i].stem) &&
			!strncmp(key, parts[i].stem, strlen(parts[i].stem)) &&
			!strcmp(key + len - rest, parts[i].rest))
			return len - rest;
	}
	return 0;
}

/* True if the section lacks the key that this one says more of. */
static bool lacks_owner(const struct ini_section *s, const struct ini_entry *e)
{
	size_t len = owner_of(e->key);

	for (size_t i = 0; i < s->n; i++)
		if (!strncmp(s->entries[i].key, e->key, len) && !s->entries[i].key[len])
			return false;
	return len;
}

bool reader_lacks_owner(const struct reader *r)
{
	for (size_t i = 0; i < r->section->n; i++)
		if (lacks_owner(r->section, &r->section->entries[i]))
			return true;
	return false;
}

/* Reports, once, a key that the section lacks, while this one says more of it. */
static bool report_owner(struct reader *r, const struct ini_entry *e)
{
	size_t len = owner_of(e->key);
	const char *owner = arena_memdupz(r->arena, e->key, len);

	if (!lacks_owner(r->section, e))
		return false;
	r->failed = true;
	for (const struct ini_entry *p = r->section->entries; p < e; p++)
		if (owner_of(p->key) == len && !memcmp(p->key, owner, len))
			return true;
	if (!e->faulty && !r->section->incomplete)
		diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column,
			e->source,
			_("“%s” says more of “%s”, which is missing; add %s = \"…\", or remove "
			  "the line"),
			e->key, owner, owner);
	return true;
}

static void report_unknown(struct reader *r, struct ini_entry *e)
{
	struct guess g = { .typed = e->typed ? e->typed : e->key,
		.best = STRBUF_INIT,
		.distance = GUESS_LIMIT + 1 };
	bool likely = e->typed != NULL;

	if (!likely && report_owner(r, e))
		return;
	r->failed = true;
	/* a translation has the right key: the mistake is in the file that it is laid over */
	if (likely && e->translated)
		return;
	if (likely) {
		strbuf_addstr(&g.best, e->key);
	} else {
		offer_all(r, &g);
		/* One changed letter out of two is not a likely typo. */
		likely = g.distance <= GUESS_LIMIT && (size_t)g.distance * 2 < g.best.len;
	}
	if (r->mend && likely && !e->typed && !ini_get(r->section, g.best.buf)) {
		e->typed = e->key;
		e->certain = g.near == 1 && g.distance == 1 && g.best.len > 2;
		e->key = arena_strdup(r->mend, g.best.buf);
	}
	if (!e->faulty && likely)
		diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column,
			e->source, _("[%s] knows no key “%s”; did you mean “%s”?"),
			r->section->name, g.typed, g.best.buf);
	else if (!e->faulty)
		diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column,
			e->source,
			_("[%s] has no key “%s”; remove the line, or choose a key from "
			  "lessons/README.md"),
			r->section->name, g.typed);
	if (!e->faulty)
		diag_stands_alone(r->diags);
	if (!e->faulty && e->certain)
		diag_instead(r->diags, g.best.buf);
	strbuf_release(&g.best);
}

void reader_mend_key(struct reader *r, const char *key)
{
	if (!r->mend || ini_get(r->section, key))
		return;
	for (size_t i = 0; i < r->section->n; i++) {
		struct ini_entry *e = &r->section->entries[i];

		if (text_distance(e->key, key, 1) == 1) {
			e->typed = e->key;
			e->key = key;
			return;
		}
	}
}

void reader_finish(struct reader *r)
{
	for (size_t i = 0; i < r->section->n; i++)
		if (!r->seen[i] || r->section->entries[i].typed)
			report_unknown(r, &r->section->entries[i]);
}

bool reader_guess_kind(struct reader *r, const char *const *kinds, size_t n, const char *message)
{
	struct ini_section *s = (struct ini_section *)r->section;
	const char *typed = s->typed ? s->typed : s->kind, *best = NULL;
	int distance = GUESS_LIMIT + 1;

	for (size_t i = 0; i < n; i++) {
		int d = text_distance(typed, kinds[i], GUESS_LIMIT);

		if (d >= distance || !d)
			continue;
		distance = d;
		best = kinds[i];
	}
	if (!best)
		return false;
	if (r->diags->thorough) {
		s->typed = typed;
		s->kind = best;
		s->name = *s->id ? arena_printf(r->mend ? r->mend : r->arena, "%s %s", best, s->id)
				 : best;
	}
	diag_add(r->diags, DIAG_ERROR, "unknown-section", s->file, s->line, 1, s->source, message,
		typed, best);
	return true;
}

void reader_guess_kinds(struct reader *r, const char *const *kinds, size_t n)
{
	for (size_t i = 0; r->diags->thorough && i < r->ini->n; i++) {
		bool known = false;

		r->section = &r->ini->sections[i];
		for (size_t k = 0; k < n; k++)
			known |= !strcmp(r->section->kind, kinds[k]);
		if (!r->section->faulty && (!known || r->section->typed))
			reader_guess_kind(r, kinds, n,
				_("this file has no section of the kind [%s]; did you mean [%s]?"));
	}
	r->section = NULL;
}
