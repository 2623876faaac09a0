/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Categories of another program as pools of a lesson. Whether there are several is known at the end
 * only, so the sections are written first, and their line pool = NAME is put in afterwards.
 */
#include "formats/foreign_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"

/* A category with questions. */
struct category {
	const char *path; /* "" for questions without one */
	size_t n;
	const char *pool; /* NULL: its questions are in none */
};

struct categories {
	struct category *v;
	size_t n, cap;
};

void foreign_remember(struct foreign_writer *w, size_t at, const char *category)
{
	ALLOC_GROW(w->places, w->n_places + 1, w->places_cap);
	w->places[w->n_places++] = (struct foreign_place){ at,
		category ? arena_strdup(&w->sections.arena, category) : "" };
}

/* Returns the category of that path, which is added if it is new. */
static struct category *category_of(struct categories *c, const char *path)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->v[i].path, path))
			return &c->v[i];
	ALLOC_GROW(c->v, c->n + 1, c->cap);
	c->v[c->n] = (struct category){ .path = path };
	return &c->v[c->n++];
}

static bool is_within(const char *path, const char *parent)
{
	size_t len = strlen(parent);

	return !len ||
		(!strncmp(path, parent, len) &&
			(!path[len] || (path[len] == '/' && path[len + 1] != '/')));
}

/* True if all other categories are below this one, as those of an export are below the lesson. */
static bool is_parent_of_all(const struct categories *c, const char *path)
{
	for (size_t i = 0; i < c->n; i++)
		if (!is_within(c->v[i].path, path))
			return false;
	return true;
}

/* Returns the last level of a path; a slash within a name is doubled. */
static const char *last_level(const char *path)
{
	const char *level = path;

	for (const char *s = path; *s; s++) {
		if (*s != '/')
			continue;
		if (s[1] == '/')
			s++;
		else if (s[1])
			level = s + 1;
	}
	return level;
}

/* Writes the pools, each with all of its questions to be asked, so that none is lost. */
static void write_pools(struct sections *s, struct categories *c)
{
	struct sections pools = { .out = s->out };
	bool told = false;

	for (size_t i = 0; i < c->n; i++) {
		struct category *one = &c->v[i];

		if (is_parent_of_all(c, one->path))
			continue;
		/* the id outlives this writer of sections */
		one->pool = arena_strdup(
			&s->arena, sections_begin(&pools, "pool", last_level(one->path)));
		if (!told)
			sections_comment(s,
				_("to ask only some of the questions of a pool, write "
				  "a smaller number"));
		told = true;
		sections_bare(s, "draw",
			arena_printf(&s->arena, "%zu", one->n < DRAW_MAX ? one->n : DRAW_MAX));
	}
	sections_release(&pools);
}

static void name_pools(struct foreign_writer *w, struct categories *c)
{
	struct strbuf *out = w->sections.out, text = STRBUF_INIT;
	size_t done = 0;

	for (size_t i = 0; i < w->n_places; i++) {
		const struct foreign_place *place = &w->places[i];
		const char *pool = category_of(c, place->category)->pool;

		strbuf_add(&text, out->buf + done, place->at - done);
		done = place->at;
		if (pool)
			strbuf_addf(&text, "pool = %s\n", pool);
	}
	strbuf_add(&text, out->buf + done, out->len - done);
	strbuf_setlen(out, 0);
	strbuf_add(out, text.buf, text.len);
	strbuf_release(&text);
}

void foreign_write_pools(struct foreign_writer *w)
{
	struct categories c = { 0 };

	for (size_t i = 0; i < w->n_places; i++)
		category_of(&c, w->places[i].category)->n++;
	if (c.n > 1) {
		write_pools(&w->sections, &c);
		name_pools(w, &c);
	}
	free(c.v);
	free(w->places);
}
