/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A booklet as plain text, and as one self-contained page of HTML that prints well. */
#include "formats/booklet_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/booklet_figure.h"
#include "text/emphasis.h"
#include "text/html.h"
#include "text/text.h"
#include "view/figure_words.h"

enum { PAPER_CELLS = 76 };

/* ---- text */

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

		strbuf_addstr(out, "  ");
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

void booklet_text(const struct view *view, struct strbuf *out)
{
	add_wrapped(out, "", 0, view->title);
	add_rule(out, view->title, '=');
	for (size_t i = 0; i < view->n; i++)
		block_text(&view->blocks[i], out);
}

/* ---- HTML */

static void element(struct strbuf *out, const char *open, const char *text, const char *close)
{
	strbuf_addstr(out, open);
	html_prose(out, text ? text : "");
	strbuf_addstr(out, close);
}

static void picture_html(struct strbuf *out, const struct block *b)
{
	strbuf_addstr(out, "<figure><pre aria-hidden=\"true\">");
	for (const char *s = b->text; *s;) {
		size_t len = strcspn(s, "\n");
		char *line = xmemdupz(s, len);

		element(out, "", line, "\n");
		free(line);
		s += len + (s[len] == '\n');
	}
	strbuf_addstr(out, "</pre>");
	element(out, "<figcaption>", b->note, "</figcaption></figure>\n");
}

static void item_html(struct strbuf *out, const struct block *b)
{
	if (!b->label) {
		element(out, "<li>", b->text, "</li>\n");
		return;
	}
	element(out, "<li class=\"own\"><span class=\"label\">", b->label, "</span> ");
	element(out, "", b->text, "</li>\n");
}

static void noted_html(struct strbuf *out, const char *class, const struct block *b)
{
	strbuf_addf(out, "<blockquote class=\"%s\">", class);
	element(out, "<p>", b->text, "</p>");
	if (b->note)
		element(out, "<footer>", b->note, "</footer>");
	strbuf_addstr(out, "</blockquote>\n");
}

static void aside_html(struct strbuf *out, const char *class, const struct block *b)
{
	strbuf_addf(out, "<aside class=\"%s\">", class);
	element(out, "<p class=\"label\">", b->label, "</p>");
	element(out, "<p>", b->text, "</p></aside>\n");
}

static void block_html(struct strbuf *out, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		element(out, b->role == ROLE_TITLE ? "<h2>" : "<h3>", b->text,
			b->role == ROLE_TITLE ? "</h2>\n" : "</h3>\n");
		break;
	case BLOCK_ITEM:
		item_html(out, b);
		break;
	case BLOCK_TERM:
		element(out, "<dl><dt>", b->label, "</dt>");
		element(out, "<dd>", b->text, "</dd></dl>\n");
		break;
	case BLOCK_TIP:
		aside_html(out, "tip", b);
		break;
	case BLOCK_WARNING:
		aside_html(out, "warning", b);
		break;
	case BLOCK_PICTURE:
		picture_html(out, b);
		break;
	case BLOCK_FIGURE:
		booklet_figure_html(out, b->figure);
		break;
	case BLOCK_QUOTE:
		noted_html(out, "quote", b);
		break;
	case BLOCK_FACT:
		noted_html(out, "fact", b);
		break;
	default:
		element(out, b->role == ROLE_DIM ? "<p class=\"dim\">" : "<p>", b->text, "</p>\n");
	}
}

static const char style[] =
	"@page { size: A4; margin: 20mm }\n"
	"body { font-family: Georgia, serif; line-height: 1.5; color: #222; background: #fff; max-width: 40rem;"
	" margin: 2rem auto; padding: 0 1rem }\n"
	"h1, h2, h3 { line-height: 1.2; break-after: avoid }\n"
	"h2 { margin-top: 2.5rem; border-bottom: 1px solid #888 }\n"
	"p, li, blockquote, figure, dl { break-inside: avoid; orphans: 3; widows: 3 }\n"
	"ul { padding-left: 1.2rem }\nli.own { list-style: none; margin-left: -1.2rem }\n"
	".label { font-weight: bold; white-space: pre }\n"
	".dim, footer, figcaption { color: #555; font-size: .9em }\n"
	"blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid #888 }\n"
	"aside { margin: 1rem 0; padding-left: 1rem; break-inside: avoid }\naside p { margin: 0 }\n"
	".warning { border-left: 3px solid #a33 }\n"
	"blockquote p { margin: 0 }\ndt { font-weight: bold }\npre { font-family: monospace; overflow: auto }\n"
	"svg { width: 100%; height: auto; font-family: inherit }\nsvg .past { fill: #bbb }\nsvg .bar { fill: #456 }\n"
	"table { border-collapse: collapse; break-inside: avoid }\nth { text-align: left; border-bottom: 1px solid #888 }\n"
	"th, td { padding: .2rem 1rem .2rem 0; vertical-align: top }\n"
	".flow { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }\n"
	".flow span { border: 1px solid #888; padding: .4rem .8rem }\n.flow b { display: block }\n"
	"@media print { body { max-width: none; margin: 0 } }\n";

void booklet_html(const struct view *view, const char *lang, struct strbuf *out)
{
	bool list = false;

	element(out, "<!DOCTYPE html>\n<html lang=\"", lang,
		"\">\n<head>\n<meta charset=\"utf-8\">\n");
	strbuf_addstr(out, "<meta name=\"viewport\" content=\"width=device-width\">\n");
	element(out, "<title>", view->title, "</title>\n");
	strbuf_addf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
	element(out, "<h1>", view->title, "</h1>\n");
	for (size_t i = 0; i < view->n; i++) {
		bool item = view->blocks[i].kind == BLOCK_ITEM;

		if (item != list)
			strbuf_addstr(out, item ? "<ul>\n" : "</ul>\n");
		list = item;
		block_html(out, &view->blocks[i]);
	}
	strbuf_addstr(
		out, list ? "</ul>\n</main>\n</body>\n</html>\n" : "</main>\n</body>\n</html>\n");
}
