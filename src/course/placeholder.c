/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/placeholder.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"
#include "course/reader.h"
#include "course/reference.h"

static void note_used(struct reader *r, const struct fact *fact)
{
	for (size_t i = 0; i < r->n_used; i++)
		if (r->used[i] == fact)
			return;
	ALLOC_GROW(r->used, r->n_used + 1, r->cap_used);
	r->used[r->n_used++] = fact;
}

/* Appends the value or the year of a fact; name is the text between the braces, the first of them
 * at at. */
static void fill_in(struct reader *r, const struct ini_entry *e, size_t at, const char *name,
	struct strbuf *out)
{
	size_t id_len = strcspn(name, ".");
	const char *id = arena_memdupz(r->arena, name, id_len);
	const struct fact *fact = lesson_fact(r->lesson, id);

	if (fact)
		note_used(r, fact);
	if (!fact)
		reference_unknown(r, e, "unknown-fact", "fact", id);
	else if (!strcmp(name + id_len, ".year"))
		strbuf_addf(out, "%d", fact->as_of.year);
	else if (name[id_len])
		reader_error_in(r, e, at, "unknown-fact",
			_("{%s} asks a fact for something that it does not have; write {%s} or "
			  "{%s.year}"),
			name, id, id);
	else if (!fact->value)
		reader_error_in(r, e, at, "fact-without-value",
			_("{%s} refers to the value of a fact, but [fact %s] has none; add value = "
			  "\"…\" to it"),
			name, id);
	else
		strbuf_addstr(out, fact->value);
}

static void brace_error(struct reader *r, const struct ini_entry *e, size_t at)
{
	reader_error_in(r, e, at, "brace",
		_("lone curly bracket; { and } are only for facts, such as {fact-id}"));
}

const char *placeholder_expand(struct reader *r, const struct ini_entry *e)
{
	struct strbuf out = STRBUF_INIT;
	const char *s = e->value, *text;

	for (;;) {
		size_t plain = strcspn(s, "{}"), len;

		strbuf_add(&out, s, plain);
		s += plain;
		if (!*s)
			break;
		len = *s == '{' ? strcspn(s + 1, "{}") : 0;
		if (*s == '}' || s[1 + len] != '}') {
			brace_error(r, e, (size_t)(s - e->value));
			break;
		}
		fill_in(r, e, (size_t)(s - e->value), arena_memdupz(r->arena, s + 1, len), &out);
		s += len + 2;
	}
	text = arena_memdupz(r->arena, out.buf, out.len);
	strbuf_release(&out);
	return text;
}
