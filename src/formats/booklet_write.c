/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A booklet as plain text, for any printer: 72 columns, a form feed before each further part. */
#include "formats/booklet_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/booklet.h"
#include "text/emphasis.h"
#include "text/text.h"
#include "view/figure_words.h"

enum { PAPER_CELLS = 72, LINE_CELLS = 24, LABEL_CELLS = 6 };

struct lines {
	struct strbuf *out;
	const char *text, *first; /* first: printed before the first line */
	int indent;               /* of the other lines, and of the first after its label */
	size_t n;
};

static void add_line(void *ctx, size_t start, size_t len, int cells)
{
	struct lines *l = ctx;
	int pad = l->n++ ? l->indent : l->indent - text_width(l->first, strlen(l->first));

	(void)cells;
	if (l->n == 1)
		strbuf_addstr(l->out, l->first);
	strbuf_addf(l->out, "%*s", pad > 0 ? pad : 0, "");
	strbuf_add(l->out, l->text + start, len);
	strbuf_addch(l->out, '\n');
}

static void add_wrapped(struct strbuf *out, const char *label, int indent, const char *text)
{
	struct strbuf stars = STRBUF_INIT, clean = STRBUF_INIT;
	struct lines l = { out, NULL, label, indent, 0 };

	if (text)
		emphasis_stars(&stars, text, strlen(text));
	text_sanitize(&clean, stars.buf, stars.len);
	l.text = clean.buf;
	text_wrap(clean.buf, clean.len, PAPER_CELLS - indent, add_line, &l);
	strbuf_release(&clean);
	strbuf_release(&stars);
}

static void add_rule(struct strbuf *out, const char *text, char c)
{
	int width = text_width(text, strlen(text));

	for (int i = 0; i < width && i < PAPER_CELLS; i++)
		strbuf_addch(out, c);
	strbuf_addch(out, '\n');
}

static void add_picture(struct strbuf *out, const struct block *b)
{
	for (const char *s = b->text; *s;) {
		size_t len = strcspn(s, "\n");

		text_sanitize(out, s, len);
		strbuf_addch(out, '\n');
		s += len + (s[len] == '\n');
	}
	if (b->note)
		add_wrapped(out, "", 0, b->note);
}

/* A drawing in words, a row a line. */
static void add_figure(struct strbuf *out, const struct figure *f)
{
	struct strbuf words = STRBUF_INIT;

	figure_words_lines(&words, f);
	for (const char *s = words.buf; *s;) {
		size_t len = strcspn(s, "\n");
		char *line = xmemdupz(s, len);

		add_wrapped(out, "", 2, line);
		free(line);
		s += len + (s[len] == '\n');
	}
	strbuf_release(&words);
}

/* Puts "Tip: …". */
static void labelled_text(struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, _("%s: %s"), b->label, b->text);
	add_wrapped(out, "", 0, sb.buf);
	strbuf_release(&sb);
}

/* A line to write on, as wide as what its label and its unit leave. */
static void add_field(struct strbuf *out, const struct block *b)
{
	int width = LINE_CELLS;
	struct strbuf sb = STRBUF_INIT;

	if (b->label)
		strbuf_addf(&sb, "%s ", b->label);
	if (b->value && text_width(sb.buf, sb.len) + LINE_CELLS < PAPER_CELLS)
		width = PAPER_CELLS - text_width(sb.buf, sb.len);
	for (int i = 0; i < width; i++)
		strbuf_addch(&sb, '_');
	if (b->note)
		strbuf_addf(&sb, " %s", b->note);
	add_wrapped(out, "", 0, sb.buf);
	strbuf_release(&sb);
}

/* A circle takes one answer, a box may be ticked along with others. */
static const char *box(const struct block *b)
{
	return b->mark == MARK_OFF ? "[ ]" : "( )";
}

static void add_choice(struct strbuf *out, const struct block *b)
{
	const char *name = b->label ? b->label : "";
	struct strbuf label = STRBUF_INIT;

	strbuf_addf(&label, "%s%s%s", box(b), *name ? " " : "", name);
	add_wrapped(out, label.buf, (int)label.len + 1, b->text);
	strbuf_release(&label);
}

/* Choices side by side. */
static void add_scale(struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;

	for (const char *s = b->text; *s;) {
		size_t len = strcspn(s, "\n");

		strbuf_addf(&sb, "%s%s\u00a0%.*s", sb.len ? "   " : "", box(b), (int)len, s);
		s += len + (s[len] == '\n');
	}
	add_wrapped(out, b->label, LABEL_CELLS, sb.buf);
	strbuf_release(&sb);
}

static void add_entry(struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "%s  %s", b->label, b->text);
	add_wrapped(out, "", 0, sb.buf);
	if (b->note)
		add_wrapped(out, "", 4, b->note);
	strbuf_release(&sb);
}

static void block_text(const struct block *b, struct strbuf *out)
{
	int indent = b->label ? text_width(b->label, strlen(b->label)) + 1 : 2;

	if (!b->tight)
		strbuf_addch(out, '\n');
	switch (b->kind) {
	case BLOCK_HEADING:
		if (b->role == ROLE_TITLE)
			strbuf_addch(out, '\n');
		add_wrapped(out, "", 0, b->text);
		add_rule(out, b->text, b->role == ROLE_TITLE ? '=' : '-');
		break;
	case BLOCK_ITEM:
		add_wrapped(out, b->label ? b->label : "•", indent, b->text);
		break;
	case BLOCK_TERM:
		add_wrapped(out, "", 0, b->label);
		add_wrapped(out, "", 2, b->text);
		break;
	case BLOCK_FIELD:
		add_field(out, b);
		break;
	case BLOCK_CHOICE:
		add_choice(out, b);
		break;
	case BLOCK_SCALE:
		add_scale(out, b);
		break;
	case BLOCK_ENTRY:
		add_entry(out, b);
		break;
	case BLOCK_TIP:
	case BLOCK_WARNING:
		labelled_text(out, b);
		break;
	case BLOCK_PICTURE:
		add_picture(out, b);
		break;
	case BLOCK_FIGURE:
		add_figure(out, b->figure);
		break;
	case BLOCK_QUOTE:
	case BLOCK_FACT:
		add_wrapped(out, "", 2, b->text);
		if (b->note)
			add_wrapped(out, "", 2, b->note);
		break;
	default:
		add_wrapped(out, "", 0, b->text);
	}
}

/* ---- parts */

static void cut_line(struct strbuf *out)
{
	for (int i = 0; i < PAPER_CELLS; i += 2)
		strbuf_addstr(out, i == PAPER_CELLS / 2 - 2 ? "8<" : "- ");
	/* without the space at its end */
	strbuf_setlen(out, out->len - 1);
	strbuf_addch(out, '\n');
}

static void part_text(const struct booklet *b, size_t at, struct strbuf *out)
{
	const struct booklet_part *part = &b->parts[at];
	size_t end = at + 1 < b->n ? b->parts[at + 1].at : b->view.n;

	add_wrapped(out, "", 0, part->title);
	add_rule(out, part->title, '=');
	for (size_t i = part->at; i < end; i++) {
		const struct block *block = &b->view.blocks[i];

		if (part->kind == BOOKLET_CARDS && block->kind == BLOCK_HEADING) {
			strbuf_addch(out, '\n');
			cut_line(out);
		}
		block_text(block, out);
	}
}

void booklet_text(const struct booklet *b, struct strbuf *out)
{
	for (size_t i = 0; i < b->n; i++) {
		if (i)
			strbuf_addstr(out, "\f");
		part_text(b, i, out);
	}
}
