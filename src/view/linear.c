/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/linear.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/text.h"

void linear_init(struct linear *l, int width, bool ascii)
{
	*l = (struct linear){ .width = width < 20 ? 20 : width, .ascii = ascii };
}

static void forget(struct linear *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->blocks[i]);
	free(l->blocks);
	free(l->title);
	l->blocks = NULL;
	l->title = NULL;
	l->n = 0;
}

void linear_release(struct linear *l)
{
	forget(l);
	free(l->hints);
	l->hints = NULL;
}

struct lines {
	struct strbuf *out;
	const char *text;
	const char *indent;
	int n;
};

static void put_line(void *ctx, size_t start, size_t len, int cells)
{
	struct lines *lines = ctx;

	(void)cells;
	if (lines->n++)
		strbuf_addstr(lines->out, lines->indent);
	strbuf_add(lines->out, lines->text + start, len);
	strbuf_addch(lines->out, '\n');
}

/* Text on lines of its own, cleaned and wrapped; further lines are indented. */
static void put_text(const struct linear *l, struct strbuf *out, const char *text, const char *indent)
{
	struct strbuf clean = STRBUF_INIT, ascii = STRBUF_INIT;
	struct lines lines = { .out = out, .indent = indent };
	const struct strbuf *shown = &clean;

	text_sanitize(&clean, text, strlen(text));
	if (l->ascii) {
		text_ascii(&ascii, clean.buf, clean.len);
		shown = &ascii;
	}
	lines.text = shown->buf;
	text_wrap(shown->buf, shown->len, l->width - (int)strlen(indent), put_line, &lines);
	strbuf_release(&clean);
	strbuf_release(&ascii);
}

static void put_note(const struct linear *l, struct strbuf *out, const char *note)
{
	struct strbuf sb = STRBUF_INIT;

	if (!note || !*note)
		return;
	strbuf_addf(&sb, "   %s", note);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

/* "2. [x] text (note)": everything that style says on a screen is said in words. */
static void put_choice(const struct linear *l, struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;
	bool box = b->mark == MARK_ON || b->mark == MARK_OFF;

	if (b->label && *b->label)
		strbuf_addf(&sb, "%s. ", b->label);
	if (box)
		strbuf_addf(&sb, "%s ", mark_sign(b->mark));
	strbuf_addstr(&sb, b->text);
	if (!box && *mark_word(b->mark))
		strbuf_addf(&sb, " (%s)", mark_word(b->mark));
	if (b->note && *b->note && strcmp(b->note, mark_word(b->mark)))
		strbuf_addf(&sb, " (%s)", b->note);
	if (b->focus)
		/* TRANSLATORS: in plain lines, after the thing that Enter would choose */
		strbuf_addf(&sb, " %s", _("[Enter]"));
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

static void put_labelled(const struct linear *l, struct strbuf *out, const char *label, const char *between,
	const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "%s%s%s", label ? label : "", label && *label && *text ? between : "", text);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

/* "[2] Your text: 12 (percent)", with [Enter] after the one of several that the next line goes into. */
static void put_field(const struct linear *l, struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;

	if (b->label)
		strbuf_addf(&sb, "%s ", b->label);
	strbuf_addf(&sb, "%s %s", _("Your text:"), b->text);
	if (b->note && *b->note)
		strbuf_addf(&sb, " (%s)", b->note);
	if (b->label && b->focus)
		strbuf_addf(&sb, " %s", _("[Enter]"));
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

static void put_message(const struct linear *l, struct strbuf *out, const struct block *b)
{
	const char *label = b->label ? b->label : mark_word(b->mark);

	if (*label)
		put_labelled(l, out, label, b->label ? " " : ": ", b->text);
	else
		put_text(l, out, b->text, "");
}

static void put_block(const struct linear *l, struct strbuf *out, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
	case BLOCK_TEXT:
		put_text(l, out, b->text, "");
		break;
	case BLOCK_ITEM:
		put_labelled(l, out, b->label ? b->label : "-", " ", b->text);
		break;
	case BLOCK_QUOTE:
		put_text(l, out, b->text, "");
		put_note(l, out, b->note);
		break;
	case BLOCK_FACT:
		put_text(l, out, b->text, "");
		put_note(l, out, b->note);
		break;
	case BLOCK_TERM:
		put_labelled(l, out, b->label, " — ", b->text);
		break;
	case BLOCK_PICTURE:
		/* a picture in characters is noise to an ear */
		if (b->note)
			put_text(l, out, b->note, "");
		break;
	case BLOCK_CHOICE:
		put_choice(l, out, b);
		break;
	case BLOCK_FIELD:
		put_field(l, out, b);
		break;
	case BLOCK_METER:
		put_labelled(l, out, b->label, ": ", b->note ? b->note : "");
		break;
	case BLOCK_MESSAGE:
		put_message(l, out, b);
		break;
	case BLOCK_ENTRY:
		put_labelled(l, out, b->label, ": ", b->text);
		put_note(l, out, b->note);
		break;
	}
}

/* What can be done, when that is not the same as before. */
static void put_hints(struct linear *l, struct strbuf *out, const struct view *view, bool whole)
{
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < view->n_hints; i++)
		strbuf_addf(&sb, "%s%s %s", i ? " · " : "", view->hints[i].key, view->hints[i].label);
	if (whole || !l->hints || strcmp(l->hints, sb.buf)) {
		strbuf_addch(out, '\n');
		put_text(l, out, sb.buf, "");
	}
	free(l->hints);
	l->hints = strbuf_detach(&sb);
}

static char *title_of(const struct view *view)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addstr(&sb, view->title ? view->title : "");
	if (view->where)
		strbuf_addf(&sb, ", %s", view->where);
	return strbuf_detach(&sb);
}

static bool was_printed(const struct linear *l, const char *text)
{
	for (size_t i = 0; i < l->n; i++)
		if (!strcmp(l->blocks[i], text))
			return true;
	return false;
}

/* An unchanged list moves its [Enter] along; only that is printed then. */
static bool is_new(const struct linear *l, const struct block *b, const char *text)
{
	if (was_printed(l, text))
		return false;
	return b->kind != BLOCK_CHOICE || b->focus || b->mark != MARK_NONE || !l->n;
}

static bool wants_gap(const struct view *view, size_t i)
{
	const struct block *b = &view->blocks[i];

	return i && !b->tight && (view->blocks[i - 1].kind != b->kind || b->kind == BLOCK_TEXT ||
		b->kind == BLOCK_HEADING);
}

void linear_print(struct linear *l, const struct view *view, bool whole, struct strbuf *out)
{
	char **blocks = xcalloc(view->n, sizeof(*blocks));
	char *title = title_of(view);
	bool fresh = whole || !l->title || strcmp(l->title, title);

	if (fresh) {
		strbuf_addch(out, '\n');
		put_text(l, out, title, "");
		strbuf_addch(out, '\n');
	}
	for (size_t i = 0; i < view->n; i++) {
		struct strbuf sb = STRBUF_INIT;

		put_block(l, &sb, &view->blocks[i]);
		blocks[i] = strbuf_detach(&sb);
		if (fresh && wants_gap(view, i))
			strbuf_addch(out, '\n');
		if (fresh || is_new(l, &view->blocks[i], blocks[i]))
			strbuf_addstr(out, blocks[i]);
	}
	if (view->notice)
		put_text(l, out, view->notice, "");
	put_hints(l, out, view, whole);
	forget(l);
	l->blocks = blocks;
	l->n = view->n;
	l->title = title;
}
