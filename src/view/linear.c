/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/linear.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/emphasis.h"
#include "text/text.h"
#include "view/figure_words.h"
#include "view/spoken.h"

enum { WIDTH_COMPARED = 79 };

void linear_init(struct linear *l, int width, bool ascii)
{
	*l = (struct linear){ .width = width < 20 ? 20 : width, .ascii = ascii };
}

static void forget(struct linear *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->blocks[i].text);
	free(l->blocks);
	free(l->title);
	free(l->focused);
	l->blocks = NULL;
	l->focused = NULL;
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

/*
 * Replaces the characters whose only purpose is to prevent a line break: the text is wrapped by
 * now.
 */
static void put_plain(struct strbuf *out, const char *s, size_t len)
{
	static const struct {
		const char *kept;
		char plain;
	} signs[] = { { "\u00a0", ' ' }, { "\u202f", ' ' }, { "\u2011", '-' } };

	while (len) {
		size_t n = 1;
		char c = *s;

		for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
			if (len >= strlen(signs[i].kept) &&
				!memcmp(s, signs[i].kept, strlen(signs[i].kept))) {
				n = strlen(signs[i].kept);
				c = signs[i].plain;
			}
		strbuf_addch(out, c);
		s += n;
		len -= n;
	}
}

static void put_line(void *ctx, size_t start, size_t len, int cells)
{
	struct lines *lines = ctx;

	(void)cells;
	if (lines->n++)
		strbuf_addstr(lines->out, lines->indent);
	put_plain(lines->out, lines->text + start, len);
	strbuf_addch(lines->out, '\n');
}

/* Prints text on lines of its own, cleaned and wrapped; continuation lines are indented. */
static void put_text(
	const struct linear *l, struct strbuf *out, const char *text, const char *indent)
{
	struct strbuf heard = STRBUF_INIT, stars = STRBUF_INIT, shown = STRBUF_INIT;
	struct lines lines = { .out = out, .indent = indent };

	spoken_put(&heard, text);
	emphasis_stars(&stars, heard.buf, heard.len);
	text_show(&shown, stars.buf, stars.len, l->ascii, l->font);
	lines.text = shown.buf;
	text_wrap(shown.buf, shown.len, l->width - (int)strlen(indent), put_line, &lines);
	strbuf_release(&shown);
	strbuf_release(&stars);
	strbuf_release(&heard);
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

/*
 * Appends ", Enter" to the item that has the focus: a sign around the word would be spoken. The
 * comma is left out after the end of a sentence.
 */
static void put_here(const struct linear *l, struct strbuf *sb, const struct block *b)
{
	bool ended = sb->len && strchr(".:;?!,", sb->buf[sb->len - 1]);

	if (b->focus && l->here)
		strbuf_addf(sb, "%s %s", ended ? "" : ",", l->here);
}

/* Appends " (not right, your answer)", after the text that starts at start. */
static void put_aside(struct strbuf *sb, size_t start, enum mark mark, const char *note)
{
	struct strbuf state = STRBUF_INIT;

	spoken_put_state(&state, sb->buf + start, mark, note);
	if (state.len)
		strbuf_addf(sb, " (%s)", state.buf);
	strbuf_release(&state);
}

/* Prints "2. [x] text (note)": whatever a screen expresses by style is put into words. */
static void put_choice(const struct linear *l, struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;
	bool box = b->mark == MARK_ON || b->mark == MARK_OFF;
	const char *label = b->label ? b->label : "";
	size_t start;

	if (block_number(b) || !strcmp(label, "0"))
		strbuf_addf(&sb, "%s. ", label);
	else if (*label)
		strbuf_addf(&sb, label[1] ? "%s %s" : _("%s: %s"), label, "");
	if (box)
		strbuf_addf(&sb, "%s ", mark_sign(b->mark));
	start = sb.len;
	strbuf_addstr(&sb, b->text);
	put_aside(&sb, start, b->mark, b->note ? b->note : "");
	put_here(l, &sb, b);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

/* Adds "112: Police", with the punctuation of the language. */
static void add_labelled(struct strbuf *sb, const char *label, const char *text)
{
	if (*label && *text)
		/* TRANSLATORS: in plain lines: a word or number, then what it stands for */
		strbuf_addf(sb, _("%s: %s"), label, text);
	else
		strbuf_addf(sb, "%s%s", label, text);
}

static void put_labelled(
	const struct linear *l, struct strbuf *out, const char *label, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	add_labelled(&sb, label ? label : "", text);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

/* Prints "112: Police, Enter". */
static void put_entry(const struct linear *l, struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;

	add_labelled(&sb, b->label ? b->label : "", b->text);
	put_here(l, &sb, b);
	put_text(l, out, sb.buf, "   ");
	put_note(l, out, b->note);
	strbuf_release(&sb);
}

static void put_joined(const struct linear *l, struct strbuf *out, const char *label,
	const char *between, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "%s%s%s", label, *text ? between : "", text);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

/* Prints "- text", "2. text" or "What is kept: text". */
static void put_item(const struct linear *l, struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;
	bool number = b->label && strspn(b->label, "0123456789") == strlen(b->label);

	if (!b->label || number)
		strbuf_addf(&sb, "%s%s %s", number ? b->label : "-", number ? "." : "", b->text);
	else
		add_labelled(&sb, b->label, b->text);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

/*
 * Prints "[2] Your text: 12 (percent)". With several fields, a word after the focused one says that
 * the next line fills it. A label that ends with a colon, such as "Country:", says enough.
 */
static void put_field(const struct linear *l, struct strbuf *out, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;

	bool named = b->label && *b->label && b->label[strlen(b->label) - 1] == ':';

	if (b->label && !named)
		strbuf_addf(&sb, "%s ", b->label);
	strbuf_addf(
		&sb, "%s%s%s", named ? b->label : _("Your text:"), *b->text ? " " : "", b->text);
	if (b->note && *b->note)
		strbuf_addf(&sb, " (%s)", b->note);
	if (b->label && !named)
		put_here(l, &sb, b);
	put_text(l, out, sb.buf, "   ");
	strbuf_release(&sb);
}

static void put_message(const struct linear *l, struct strbuf *out, const struct block *b)
{
	/* "Passed" already means right */
	bool wants_word = b->mark == MARK_HINT || b->mark == MARK_NOTE;
	const char *label = b->label ? b->label : wants_word ? mark_word(b->mark) : "";

	if (b->label)
		put_joined(l, out, label, " ", b->text);
	else if (*label)
		put_labelled(l, out, label, b->text);
	else
		put_text(l, out, b->text, "");
}

/* Prints a chat message: sender, then text; further texts of the same message omit the sender. */
static void put_bubble(const struct linear *l, struct strbuf *out, const struct block *b)
{
	put_labelled(l, out, b->label, b->text);
	put_note(l, out, b->note);
}

/* Prints a drawing in words, a row a line. */
static void put_figure(const struct linear *l, struct strbuf *out, const struct figure *f)
{
	struct strbuf words = STRBUF_INIT;

	figure_words_lines(&words, f);
	for (const char *s = words.buf; *s;) {
		size_t n = strcspn(s, "\n");
		struct strbuf line = STRBUF_INIT;

		strbuf_add(&line, s, n);
		put_text(l, out, line.buf, "   ");
		strbuf_release(&line);
		s += n + (s[n] == '\n');
	}
	strbuf_release(&words);
}

static void put_block(const struct linear *l, struct strbuf *out, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_TEXT:
		if (b->aside && b->label) {
			put_labelled(l, out, b->label, b->text);
			break;
		}
		/* fallthrough */
	case BLOCK_HEADING:
		put_text(l, out, b->text, "");
		break;
	case BLOCK_ITEM:
		put_item(l, out, b);
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
		put_joined(l, out, b->label, " — ", b->text);
		break;
	case BLOCK_TIP:
	case BLOCK_WARNING:
		put_labelled(l, out, b->label, b->text);
		break;
	case BLOCK_PICTURE:
		/* a picture made of characters is noise in a screen reader */
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
		put_labelled(l, out, b->label, b->note ? b->note : "");
		break;
	case BLOCK_MESSAGE:
		put_message(l, out, b);
		break;
	case BLOCK_BUBBLE:
		put_bubble(l, out, b);
		break;
	case BLOCK_FIGURE:
		put_figure(l, out, b->figure);
		break;
	case BLOCK_GRID:
		/* the row in hand names its columns */
		break;
	case BLOCK_SCALE:
		/* screens offer a list instead, whose items can be chosen by number */
		put_text(l, out, b->label, "");
		break;
	case BLOCK_ENTRY:
		put_entry(l, out, b);
		break;
	}
}

/* Keeps a key and its meaning on one line. */
static void keep_together(struct strbuf *sb, size_t start)
{
	for (size_t i = start; i < sb->len; i++)
		if (sb->buf[i] == ' ')
			strbuf_splice(sb, i, 1, "\u00a0", 2);
		else if (sb->buf[i] == '-')
			strbuf_splice(sb, i, 1, "\u2011", 3);
}

/*
 * Prints the available keys; if they are to appear once, only when they differ from the last ones.
 */
static void put_hints(struct linear *l, struct strbuf *out, const struct view *view, bool whole,
	enum hint_times times)
{
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < view->n_hints; i++) {
		size_t start;

		/* a key that only scrolls the full screen */
		if (!view->hints[i].label)
			continue;
		if (sb.len)
			strbuf_addstr(&sb, ", ");
		start = sb.len;
		add_labelled(&sb, view->hints[i].key, view->hints[i].label);
		keep_together(&sb, start);
	}
	if (view->n_hints &&
		(whole || times == HINTS_ALWAYS || !l->hints || strcmp(l->hints, sb.buf))) {
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

/*
 * True if the block was printed last time. Each printed block matches one new block only: a
 * repeated sentence is printed again.
 */
static bool was_printed(struct linear *l, enum block_kind kind, const char *text)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->blocks[i].used && l->blocks[i].kind == kind &&
			!strcmp(l->blocks[i].text, text))
			return l->blocks[i].used = true;
	return false;
}

/*
 * True if the block must be printed. In an unchanged list only the word for Enter moves; then only
 * the line it moved to is printed.
 */
static bool is_new(struct linear *l, const struct block *b, const char *plain)
{
	if (!was_printed(l, b->kind, plain))
		return true;
	return b->focus &&
		(b->kind == BLOCK_CHOICE || b->kind == BLOCK_BUBBLE || b->kind == BLOCK_ENTRY) &&
		(!l->focused || strcmp(l->focused, plain));
}

/*
 * Renders a block for comparison with the last output: without the focus, and at one width, so that
 * nothing is new only because the window was resized.
 */
static char *plain_block(const struct linear *l, const struct block *b)
{
	struct strbuf sb = STRBUF_INIT;
	struct linear same = *l;
	struct block plain = *b;

	same.width = WIDTH_COMPARED;
	plain.focus = false;
	put_block(&same, &sb, &plain);
	return strbuf_detach(&sb);
}

static bool wants_gap(const struct view *view, size_t i)
{
	const struct block *b = &view->blocks[i];

	return i && !b->tight &&
		(view->blocks[i - 1].kind != b->kind || b->kind == BLOCK_TEXT ||
			b->kind == BLOCK_HEADING || b->kind == BLOCK_FIGURE);
}

static bool has_bubbles(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].kind == BLOCK_BUBBLE)
			return true;
	return false;
}

/* Messages of a conversation stay marked as printed, even if another screen comes in between. */
static size_t take_over(struct linear *l, struct printed *blocks, size_t n)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!l->blocks[i].talk || l->blocks[i].used)
			continue;
		blocks[n++] = l->blocks[i];
		l->blocks[i].text = NULL;
	}
	return n;
}

/* Returns the word that marks the focus, if the focus matters in plain lines. */
static const char *word_here(const struct view *view)
{
	switch (view->numbers) {
	case NUMBERS_CHOOSE:
	case NUMBERS_ANSWER:
		/* TRANSLATORS: in plain lines, after the thing that Enter would choose */
		return _("Enter");
	case NUMBERS_FILL:
		/* TRANSLATORS: in plain lines, after the thing that the next number or text is for
		 */
		return _("now");
	default:
		return NULL;
	}
}

void linear_print(struct linear *l, const struct view *view, bool whole, enum hint_times hints,
	struct strbuf *out)
{
	struct printed *blocks = xcalloc(view->n + l->n, sizeof(*blocks));
	bool talk = has_bubbles(view);
	char *title = title_of(view), *focused = NULL;
	size_t n, start = out->len;
	bool fresh = whole || !l->title || strcmp(l->title, title);

	l->here = word_here(view);
	if (fresh) {
		strbuf_addch(out, '\n');
		put_text(l, out, title, "");
		strbuf_addch(out, '\n');
	}
	for (size_t i = 0; i < view->n; i++) {
		const struct block *b = &view->blocks[i];

		blocks[i].kind = b->kind;
		blocks[i].text = plain_block(l, b);
		blocks[i].talk = talk &&
			(b->kind == BLOCK_BUBBLE || b->kind == BLOCK_TEXT || b->kind == BLOCK_ITEM);
		if (fresh && wants_gap(view, i))
			strbuf_addch(out, '\n');
		if (is_new(l, b, blocks[i].text) || fresh) {
			put_block(l, out, b);
			blocks[i].end = out->len - start;
		}
		if (b->focus)
			focused = blocks[i].text;
	}
	focused = focused ? xstrdup(focused) : NULL;
	if (view->notice)
		put_text(l, out, view->notice, "");
	put_hints(l, out, view, whole, hints);
	n = view->n;
	if (!fresh && !talk)
		n = take_over(l, blocks, n);
	forget(l);
	l->blocks = blocks;
	l->focused = focused;
	l->n = n;
	l->title = title;
}

size_t linear_screenful(const char *text, size_t len, int rows)
{
	size_t end = 0, gap = 0;
	int lines = 0, room = rows < 4 ? 2 : rows - 2;

	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\n')
			continue;
		lines++;
		if (lines == room)
			end = i + 1;
		if (lines <= room && lines > room * 3 / 4 && i && text[i - 1] == '\n')
			gap = i + 1;
	}
	if (lines <= room + 1)
		return len;
	return gap ? gap : end;
}

void linear_unheard(struct linear *l, size_t printed)
{
	for (size_t i = 0; i < l->n; i++) {
		struct printed *b = &l->blocks[i];

		if (b->end <= printed)
			continue;
		b->talk = false;
		*b->text = '\0';
	}
	free(l->hints);
	l->hints = NULL;
}
