/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_join.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/file.h"

enum { JOINED_BYTES_MAX = 4 << 20, ID_DIGITS = 32, LINE = 4 * (ID_DIGITS + 1) };

void report_joins_release(struct report_joins *j)
{
	free(j->v);
	arena_release(&j->arena);
}

static void add_path(struct strbuf *out, const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	strbuf_add(out, path, len);
	strbuf_addstr(out, file_is_folder(path) ? "/joined" : ".joined");
}

static bool is_same(const struct report_joined *a, const struct report_joined *b, int turn)
{
	for (int i = 0; i < 2; i++)
		if (strcmp(a->store[i], b->store[i ^ turn]) != 0 ||
			strcmp(a->person[i], b->person[i ^ turn]) != 0)
			return false;
	return true;
}

/* Returns the index of a pair, in whichever order; n if it is not there. */
static size_t find(const struct report_joins *j, const struct report_joined *pair)
{
	size_t at = 0;

	while (at < j->n && !is_same(&j->v[at], pair, 0) && !is_same(&j->v[at], pair, 1))
		at++;
	return at;
}

bool report_joins_add(struct report_joins *j, const struct report_joined *pair)
{
	struct report_joined *copy;

	if (find(j, pair) < j->n)
		return false;
	ALLOC_GROW(j->v, j->n + 1, j->cap);
	copy = &j->v[j->n++];
	for (int i = 0; i < 2; i++) {
		copy->store[i] = arena_strdup(&j->arena, pair->store[i]);
		copy->person[i] = arena_strdup(&j->arena, pair->person[i]);
	}
	return true;
}

bool report_joins_remove(struct report_joins *j, const struct report_joined *pair)
{
	size_t at = find(j, pair);

	if (at == j->n)
		return false;
	j->v[at] = j->v[--j->n];
	return true;
}

/* Reads a line of len bytes: four ids with a space between. */
static bool read_pair(struct report_joins *j, const char *line, size_t len)
{
	struct report_joined pair;
	const char *ids[4];

	if (len != LINE - 1)
		return false;
	for (int i = 0; i < 4; i++) {
		const char *id = line + (ptrdiff_t)i * (ID_DIGITS + 1);

		if (strspn(id, "0123456789abcdef") != ID_DIGITS || (i < 3 && id[ID_DIGITS] != ' '))
			return false;
		ids[i] = arena_memdupz(&j->arena, id, ID_DIGITS);
	}
	pair = (struct report_joined){ { ids[0], ids[2] }, { ids[1], ids[3] } };
	(void)report_joins_add(j, &pair);
	return true;
}

static bool read_lines(
	struct report_joins *j, const char *path, const char *text, struct strbuf *err)
{
	int number = 0;

	while (*text) {
		size_t len = strcspn(text, "\n");

		number++;
		if (len && *text != '#' && !read_pair(j, text, len)) {
			strbuf_addf(err,
				_("%s:%d: a line has four ids: store, person, store, person; remove it, or the file, and join again"),
				path, number);
			return false;
		}
		text += len + (text[len] == '\n');
	}
	return true;
}

bool report_joins_read(struct report_joins *j, const char *path, struct strbuf *err)
{
	struct strbuf file = STRBUF_INIT, text = STRBUF_INIT;
	bool good = true;

	add_path(&file, path);
	if (file_exists(file.buf))
		good = file_read(file.buf, JOINED_BYTES_MAX, &text, err) &&
			read_lines(j, file.buf, text.buf, err);
	strbuf_release(&file);
	strbuf_release(&text);
	return good;
}

bool report_joins_write(const struct report_joins *j, const char *path, struct strbuf *err)
{
	struct strbuf file = STRBUF_INIT, text = STRBUF_INIT;
	bool good;

	add_path(&file, path);
	strbuf_addstr(&text,
		"# people who are one: store, person, store, person (vigie learners join)\n");
	for (size_t i = 0; i < j->n; i++)
		strbuf_addf(&text, "%s %s %s %s\n", j->v[i].store[0], j->v[i].person[0],
			j->v[i].store[1], j->v[i].person[1]);
	good = file_write_private(file.buf, text.buf, text.len);
	if (!good)
		strbuf_addf(err, _("cannot write %s: %s"), file.buf, error_text(errno));
	strbuf_release(&file);
	strbuf_release(&text);
	return good;
}
