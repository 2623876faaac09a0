/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A booklet as one self-contained page of HTML that prints well, also in black and white. */
#include "formats/booklet_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/booklet.h"
#include "formats/booklet_figure.h"
#include "text/html.h"

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
	element(out, "<span>", b->text, "</span></li>\n");
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

/* A circle takes one answer, a box may be ticked along with others; CSS draws them. */
static const char *box(const struct block *b)
{
	return b->mark == MARK_OFF ? "<i class=\"box\"></i> " : "<i class=\"circle\"></i> ";
}

static void choice_html(struct strbuf *out, const struct block *b)
{
	strbuf_addf(out, "<p class=\"choice\">%s", box(b));
	if (*b->label)
		element(out, "<b>", b->label, "</b> ");
	element(out, "<span>", b->text, "</span></p>\n");
}

/* value: as wide as the page. */
static void field_html(struct strbuf *out, const struct block *b)
{
	strbuf_addstr(out, b->value ? "<p class=\"field wide\">" : "<p class=\"field\">");
	if (b->label)
		element(out, "<b>", b->label, "</b> ");
	strbuf_addstr(out, "<i class=\"line\"></i>");
	if (b->note)
		element(out, " <span>", b->note, "</span>");
	strbuf_addstr(out, "</p>\n");
}

/* Choices side by side. */
static void scale_html(struct strbuf *out, const struct block *b)
{
	element(out, "<p class=\"scale\"><b>", b->label, "</b>");
	for (const char *s = b->text; *s;) {
		size_t len = strcspn(s, "\n");
		char *text = xmemdupz(s, len);

		strbuf_addf(out, " <span>%s", box(b));
		element(out, "", text, "</span>");
		free(text);
		s += len + (s[len] == '\n');
	}
	strbuf_addstr(out, "</p>\n");
}

static void entry_html(struct strbuf *out, const struct block *b)
{
	element(out, "<p class=\"entry\"><b>", b->label, "</b> ");
	element(out, "", b->text, "");
	if (b->note)
		element(out, "<br><span class=\"dim\">", b->note, "</span>");
	strbuf_addstr(out, "</p>\n");
}

/* True if it leads to what is below it, and should not stay behind at the end of a page. */
static bool leads_on(const struct block *b)
{
	size_t len = strlen(b->text);

	return len && b->text[len - 1] == ':';
}

static void text_html(struct strbuf *out, const struct block *b)
{
	const char *class = b->role == ROLE_DIM ? "<p class=\"dim\">"
		: b->role == ROLE_STRONG        ? "<p class=\"strong\">"
		: leads_on(b)                   ? "<p class=\"lead\">"
						: "<p>";

	element(out, class, b->text, "</p>\n");
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
	case BLOCK_CHOICE:
		choice_html(out, b);
		break;
	case BLOCK_FIELD:
		field_html(out, b);
		break;
	case BLOCK_SCALE:
		scale_html(out, b);
		break;
	case BLOCK_ENTRY:
		entry_html(out, b);
		break;
	case BLOCK_QUOTE:
		noted_html(out, "quote", b);
		break;
	case BLOCK_FACT:
		noted_html(out, "fact", b);
		break;
	default:
		text_html(out, b);
	}
}

/*
 * Lengths in print are those of paper; nothing depends on a colour. Margins stand for most gaps,
 * which some programs that make PDF leave out.
 */
static const char style[] =
	"* { box-sizing: border-box }\n"
	"body { font-family: Georgia, 'DejaVu Serif', serif; font-size: 11.5pt; line-height: 1.45; color: #000;"
	" background: #fff; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }\n"
	"h1, h2, h3 { line-height: 1.2; break-after: avoid }\nh1 { font-size: 20pt; margin: 0 0 1rem }\n"
	"h2 { font-size: 15pt; margin: 1.8rem 0 .6rem; border-bottom: 1px solid #888 }\n"
	"h3 { font-size: 12pt; margin: 1.2rem 0 .4rem }\np { margin: .5rem 0 }\n"
	"p, li, blockquote, figure, dl, aside { break-inside: avoid; orphans: 3; widows: 3 }\n"
	".part + .part { break-before: page; margin-top: 3rem }\n"
	".group, .card { break-inside: avoid }\n"
	"ul { padding-left: 1.2rem; margin: .5rem 0 }\nli { margin: .15rem 0 }\n"
	"li.own { list-style: none; margin-left: -1.2rem; display: flex }\n"
	"li.own .label { flex: none; margin-right: .5rem }\n"
	".label { font-weight: bold; white-space: pre }\n"
	".strong { font-weight: bold }\n.dim, footer, figcaption { color: #444; font-size: .9em }\n"
	"blockquote { margin: .8rem 0; padding-left: 1rem; border-left: 3px solid #888 }\n"
	"blockquote p { margin: 0 }\n"
	"aside { margin: 1rem 0; padding: .5rem 1rem; border: 1px solid #888 }\naside p { margin: 0 }\n"
	".warning { border: 2px solid #000 }\n"
	"dl { margin: .5rem 0 }\ndt { font-weight: bold }\ndd { margin-left: 1.5rem }\n"
	"pre { font-family: 'DejaVu Sans Mono', monospace; font-size: 9pt; line-height: 1.15; overflow: auto }\n"
	"figure { margin: 1rem 0 }\nsvg { width: 100%; height: auto; font-family: inherit }\n"
	"svg .past { fill: #bbb; stroke: #000 }\nsvg .bar { fill: #456 }\n"
	"table { border-collapse: collapse; width: 100% }\ntr { break-inside: avoid }\n"
	"th { text-align: left; border-bottom: 1.5px solid #000 }\n"
	"th, td { padding: .3rem .8rem .3rem 0; vertical-align: top }\ntd { border-bottom: 1px solid #bbb }\n"
	".flow { display: flex; gap: .4rem; align-items: center; font-size: .95em; padding-right: 2px; break-inside: avoid }\n"
	".flow span { display: block; flex: 1 1 0; border: 1px solid #444; padding: .3rem .5rem; min-width: 0 }\n"
	".flow b { display: block }\n.result { margin-left: 1rem }\n"
	".result strong { display: inline-block; border: 2px solid #000; padding: .2rem .6rem }\n"
	".timeline { display: grid; grid-template-columns: max-content 1fr; gap: .3rem .8rem; border-left: 3px solid #444;"
	" padding-left: .8rem }\n.timeline dd { margin: 0 }\n.steps li { margin: .4rem 0 }\n"
	".box, .circle { display: inline-block; width: .75em; height: .75em; border: 1.3px solid #000 }\n"
	".circle { border-radius: 50% }\n"
	".choice { display: flex; align-items: baseline; margin: .3rem 0 }\n"
	".choice i { flex: none }\n"
	".choice > * + *, .field > * + * { margin-left: .5rem }\n"
	".field { display: flex; align-items: flex-end; margin: .9rem 0 .5rem; max-width: 20rem }\n"
	".field.wide { max-width: none }\n.line { display: block; flex: 1; border-bottom: 1px solid #000; height: 1.4em; min-width: 4rem }\n"
	".scale { margin: .35rem 0 }\n.scale b { display: inline-block; min-width: 3rem }\n"
	".scale span { margin-right: .7rem }\n"
	".sheet .rows { columns: 2; column-gap: 2rem; column-rule: 1px solid #bbb }\n"
	".sheet .rows .scale span { white-space: nowrap }\n.sheet .rows .field { margin: .35rem 0; max-width: none }\n"
	".sheet .rows .field b { min-width: 3rem }\n"
	".cards .card { border: 1.5px dashed #000; padding: .2rem .8rem .6rem; margin: 0 0 .8rem }\n"
	".card h3 { margin: .4rem 0; font-size: 14pt }\n"
	".entry b { font-size: 13pt }\n"
	".key { font-size: 10.5pt; line-height: 1.35 }\n.key ul + p { break-before: avoid }\n"
	".key h3 + .dim, .key h3 + .strong, h2 + .dim, .lead { break-after: avoid }\n"
	".help { font-size: 10pt; line-height: 1.3 }\n.help .entry { margin: .3rem 0 }\n.help h1 { margin-bottom: .5rem }\n"
	".help h3 { margin: .7rem 0 .2rem }\n.help .entry b { font-size: 12pt }\n"
	"@media print { body { max-width: none; margin: 0; padding: 0 } .part + .part { margin-top: 0 }\n"
	" .cards .deck { columns: 2; column-gap: .8rem }\n"
	" .cards .card:first-child { column-span: all; font-size: .95em } .help { columns: 2; column-gap: 1.5rem }\n"
	" .help h1 { column-span: all } }\n";

/* ---- parts */

static bool begins_group(const struct booklet_part *part, const struct block *b)
{
	return b->kind == BLOCK_HEADING &&
		(part->kind == BOOKLET_QUESTIONS || part->kind == BOOKLET_CARDS);
}

static bool is_row(const struct block *b)
{
	return b->kind == BLOCK_SCALE || (b->kind == BLOCK_FIELD && !b->value);
}

/* Elements that stand around blocks and are open now. */
struct around {
	bool list, group, rows;
};

static void close_list(struct around *a, struct strbuf *out)
{
	if (a->list)
		strbuf_addstr(out, "</ul>\n");
	a->list = false;
}

/* Opens and closes what stands around a block before it is written. */
static void place(const struct booklet_part *part, const struct block *b, struct around *a,
	struct strbuf *out)
{
	if (begins_group(part, b)) {
		close_list(a, out);
		if (a->group)
			strbuf_addstr(out, "</section>\n");
		else if (part->kind == BOOKLET_CARDS)
			strbuf_addstr(out, "<div class=\"deck\">\n");
		strbuf_addstr(out,
			part->kind == BOOKLET_CARDS ? "<section class=\"card\">\n"
						    : "<section class=\"group\">\n");
		a->group = true;
	}
	if (part->kind == BOOKLET_SHEET && !a->rows && is_row(b)) {
		strbuf_addstr(out, "<div class=\"rows\">\n");
		a->rows = true;
	}
	if (a->list != (b->kind == BLOCK_ITEM)) {
		strbuf_addstr(out, a->list ? "</ul>\n" : "<ul>\n");
		a->list = !a->list;
	}
}

static void part_html(const struct booklet *b, size_t at, struct strbuf *out)
{
	static const char *const classes[] = {
		[BOOKLET_TEXT] = "text",
		[BOOKLET_QUESTIONS] = "questions",
		[BOOKLET_KEY] = "key",
		[BOOKLET_HELP] = "help",
		[BOOKLET_SHEET] = "sheet",
		[BOOKLET_CARDS] = "cards",
	};
	const struct booklet_part *part = &b->parts[at];
	size_t end = at + 1 < b->n ? b->parts[at + 1].at : b->view.n;
	struct around around = { false, false, false };

	strbuf_addf(
		out, "<section class=\"part %s\" id=\"part%zu\">\n", classes[part->kind], at + 1);
	element(out, "<h1>", part->title, "</h1>\n");
	for (size_t i = part->at; i < end; i++) {
		place(part, &b->view.blocks[i], &around, out);
		block_html(out, &b->view.blocks[i]);
	}
	close_list(&around, out);
	if (around.group)
		strbuf_addstr(
			out, part->kind == BOOKLET_CARDS ? "</section>\n</div>\n" : "</section>\n");
	if (around.rows)
		strbuf_addstr(out, "</div>\n");
	strbuf_addstr(out, "</section>\n");
}

/* The text as a string of CSS. */
static void css_string(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	for (; *text; text++)
		if (*text == '"' || *text == '\\' || *text == '<' || (unsigned char)*text < ' ')
			strbuf_addf(out, "\\%x ", (unsigned)(unsigned char)*text);
		else
			strbuf_addch(out, *text);
	strbuf_addch(out, '"');
}

/* Each part is a kind of page of its own, with its title and mark at the foot. */
static void pages_css(const struct booklet *b, struct strbuf *out)
{
	strbuf_addf(out,
		"@page { size: %s; margin: 18mm 20mm 20mm; @bottom-right { content: counter(page) } }\n",
		b->letter ? "letter" : "A4");
	for (size_t i = 0; i < b->n; i++) {
		const struct booklet_part *part = &b->parts[i];

		strbuf_addf(out, "@page part%zu { @bottom-left { font-size: 9pt; content: ", i + 1);
		css_string(out, part->title);
		if (part->mark) {
			strbuf_addstr(out, " \" · \" ");
			css_string(out, part->mark);
		}
		strbuf_addf(out, " } }\n#part%zu { page: part%zu }\n", i + 1, i + 1);
	}
}

void booklet_html(const struct booklet *b, struct strbuf *out)
{
	element(out, "<!DOCTYPE html>\n<html lang=\"", b->language,
		"\">\n<head>\n<meta charset=\"utf-8\">\n");
	strbuf_addstr(out, "<meta name=\"viewport\" content=\"width=device-width\">\n");
	element(out, "<title>", b->n ? b->parts[0].title : "", "</title>\n");
	strbuf_addf(out, "<style>\n%s", style);
	pages_css(b, out);
	strbuf_addstr(out, "</style>\n</head>\n<body>\n<main>\n");
	for (size_t i = 0; i < b->n; i++)
		part_html(b, i, out);
	strbuf_addstr(out, "</main>\n</body>\n</html>\n");
}
