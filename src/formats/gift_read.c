/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GIFT as Moodle reads it (question/format.php, question/format/gift/format.php). Where Moodle
 * would lose a question that is plain to see (no blank line before it, or one inside it), it is
 * taken with a warning.
 */
#include "formats/gift.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/gift_parts.h"
#include "text/text.h"

/* What holds for the whole file. */
struct reading {
	struct foreign_writer writer;
	struct arena arena;
	const char *category;
};

/* ---- comments */

/* Appends what stands between start, such as "[id:", and the next ], where \] is a bracket. */
static void take_mark(struct strbuf *out, const char *s, size_t len, const char *start)
{
	size_t n = strlen(start);

	for (size_t i = 0; i + n < len; i++) {
		if (strncmp(s + i, start, n))
			continue;
		if (out->len)
			strbuf_addstr(out, ", ");
		for (i += n; i < len && s[i] != ']'; i++) {
			i += s[i] == '\\' && i + 1 < len;
			strbuf_addch(out, s[i]);
		}
	}
}

/* Blanks the comment lines, after taking the id and the tags that Moodle writes into them. */
static void take_comments(struct gift *g)
{
	struct strbuf id = STRBUF_INIT, tags = STRBUF_INIT;

	for (char *line = g->text; *line;) {
		size_t len = strcspn(line, "\n");

		if (!strncmp(line + strspn(line, " \t"), "//", 2)) {
			if (!id.len)
				take_mark(&id, line, len, "[id:");
			take_mark(&tags, line, len, "[tag:");
			memset(line, ' ', len);
		}
		line += len + (line[len] == '\n');
	}
	if (id.len)
		g->q.id = arena_memdupz(&g->arena, id.buf, id.len);
	if (tags.len)
		g->q.tags = arena_memdupz(&g->arena, tags.buf, tags.len);
	strbuf_release(&id);
	strbuf_release(&tags);
}

/* ---- a question */

static char *skip_space(char *s)
{
	return s + strspn(s, " \n");
}

static char *take_title(struct gift *g, char *text)
{
	char *end;

	text = skip_space(text);
	if (strncmp(text, "::", 2))
		return text;
	text += 2;
	end = strstr(text, "::");
	if (!end)
		return text;
	g->q.title = gift_take(g, text, end);
	return skip_space(end + 2);
}

/* The stem with a gap where the answers were, if something follows them. */
static void take_stem(struct gift *g, char *from, char *open, char *tail)
{
	struct markup_text stem = gift_take_text(g, from, open);
	char *end = tail + strlen(tail);

	g->format = stem.format;
	if (*skip_space(tail)) {
		/* before the stem is trimmed, for the space in "is {=x} here" */
		struct strbuf all = STRBUF_INIT;
		bool space = open > from && strchr(" \n", open[-1]);

		strbuf_addf(&all, "%s%s_____%s%s", stem.text, space ? " " : "",
			strchr(" \n", *tail) ? " " : "", gift_take(g, tail, end));
		stem.text = arena_memdupz(&g->arena, all.buf, all.len);
		strbuf_release(&all);
	}
	g->q.prompt = stem;
}

/*
 * Cuts off a question that follows on the next line without a blank one, and returns it. Moodle
 * would make its text a part of the stem.
 */
static char *cut_next(struct gift *g, char *close)
{
	char *next = close + 1 + strspn(close + 1, " ");

	if (*next != '\n' || !strchr(next, '{'))
		return NULL;
	next = skip_space(next);
	gift_warn(g, next,
		_("Moodle needs a blank line between two questions, and takes this one for the end of "
		  "the one before"));
	next[-1] = '\0';
	return next;
}

static bool read_question(struct gift *g, char *text, char **next)
{
	char *start = skip_space(text), *open, *close;

	text = take_title(g, text);
	open = strchr(text, '{');
	close = strchr(text, '}');
	if (!open && !close)
		return gift_fault(g, start,
			_("this is a description, without an answer between curly brackets"));
	if (!open || !close || close < open)
		return gift_fault(g, open && !close ? open : close,
			_("the curly bracket is not closed; a question has no blank line inside"));
	*next = cut_next(g, close);
	if (strpbrk(close + 1, "{}"))
		return gift_fault(g, strpbrk(close + 1, "{}"),
			_("there are several pairs of curly brackets; one question has one"));
	if (!strncmp(skip_space(close + 1), "//", 2)) {
		gift_warn(g, skip_space(close + 1),
			_("Moodle reads this comment as a part of the question; put it on a line of its own"));
		close[1] = '\0';
	}
	gift_place(g, start, &g->q.line, &g->q.column);
	take_stem(g, text, open, close + 1);
	return gift_read_answers(g, open + 1, close);
}

/* ---- a paragraph */

static void read_category(struct gift *g, struct reading *r)
{
	static const char *const roots[] = { "$course$/", "$module$/", "$system$/", "top/" };
	char *text = strchr(g->text, ':') + 1, *end = text + strcspn(text, "\n");
	const char *name = gift_take(g, text, end);

	for (size_t i = 0; i < ARRAY_SIZE(roots); i++)
		if (!strncmp(name, roots[i], strlen(roots[i])))
			name += strlen(roots[i]);
	r->category = arena_strdup(&r->arena, name);
}

static void take_question(struct gift *g, char *text, char **next)
{
	g->q.title = NULL;
	g->q.explain = (struct markup_text){ NULL, MARKUP_MOODLE };
	g->q.n = 0;
	g->format = MARKUP_MOODLE;
	if (read_question(g, text, next))
		foreign_write(g->writer, &g->q);
	/* they are those of the first question alone */
	g->q.id = g->q.tags = NULL;
}

static void read_paragraph(struct reading *r, const char *source, size_t len, int line)
{
	struct gift g = {
		.writer = &r->writer, .arena = ARENA_INIT, .source = source, .line = line
	};
	char *text, *next = NULL;

	g.text = arena_memdupz(&g.arena, source, len);
	take_comments(&g);
	gift_hide(g.text);
	text = skip_space(g.text);
	if (!strncmp(text, "$CATEGORY:", 10)) {
		read_category(&g, r);
		text = skip_space(text + strcspn(text, "\n"));
		/* gift-pegjs takes what follows for a question, Moodle for a part of the name */
		if (*text)
			gift_warn(&g, text,
				_("Moodle drops what follows $CATEGORY without a blank line; put one in between"));
	}
	g.q.category = r->category;
	for (; text && *text; text = next) {
		next = NULL;
		take_question(&g, text, &next);
	}
	free(g.answers);
	arena_release(&g.arena);
}

/* Returns how long the paragraph at text is, and counts its lines. */
static size_t paragraph_length(const char *text, int *lines)
{
	size_t len = 0;

	for (*lines = 0; text[len]; (*lines)++) {
		size_t n = strcspn(text + len, "\n");

		if (strspn(text + len, " \t\r") >= n)
			break;
		len += n + (text[len + n] == '\n');
	}
	return len;
}

/* Comment lines do not end a paragraph. */
static void read_all(struct reading *r, const char *text)
{
	for (int line = 1; *text;) {
		int lines;
		size_t len = paragraph_length(text, &lines);

		if (len) {
			read_paragraph(r, text, len, line);
		} else {
			len = strcspn(text, "\n");
			len += text[len] == '\n';
			lines = 1;
		}
		text += len;
		line += lines;
	}
}

void gift_read(const char *file, const char *text, struct strbuf *out, struct diags *diags)
{
	struct reading r = {
		.writer = { .sections = { .file = file, .out = out, .diags = diags } },
	};
	char *copy = arena_strdup(&r.arena, text);

	/* Moodle, too, takes a file without a line feed for one of an old Macintosh */
	for (char *c = strchr(copy, '\n') ? NULL : copy; c && *c; c++)
		if (*c == '\r')
			*c = '\n';
	read_all(&r, copy);
	foreign_finish(&r.writer);
	arena_release(&r.arena);
}
