/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gift.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/gift_parts.h"
#include "questions/type.h"
#include "text/emphasis.h"
#include "text/html.h"

#define PLAIN "[plain]"

struct writer {
	const struct booklet_source *paper;
	const struct question *q;
	struct strbuf *out;
	struct diags *diags;
};

static void escape(struct writer *w, const char *text)
{
	for (const char *s = text; *s; s++) {
		if (strchr(GIFT_SPECIAL, *s))
			strbuf_addch(w->out, '\\');
		strbuf_addch(w->out, *s);
	}
}

/* Writes a text that Moodle reads without a format. */
static void put_plain(struct writer *w, const char *text)
{
	struct strbuf plain = STRBUF_INIT;

	emphasis_plain(&plain, text, strlen(text));
	escape(w, plain.buf);
	strbuf_release(&plain);
}

/*
 * Writes a text in the format of the question, which is plain. One that starts with "[html]" or
 * "%50%" would be taken to name its format or weight, so it names its own format.
 */
static void put_text(struct writer *w, const char *text)
{
	if (*text == '[' || *text == '%')
		strbuf_addstr(w->out, PLAIN);
	put_plain(w, text);
}

/* Writes a text where an arrow would make, or part, a pair: as HTML, which has another word for it.
 */
static void put_without_arrow(struct writer *w, const char *text)
{
	struct strbuf html = STRBUF_INIT;

	if (!strstr(text, "->")) {
		put_text(w, text);
		return;
	}
	html_text(&html, text);
	strbuf_addstr(w->out, "[html]");
	escape(w, html.buf);
	strbuf_release(&html);
}

/* Writes an answer with its sign and feedback. */
static void answer(struct writer *w, const char *sign, const char *text, const char *feedback)
{
	strbuf_addf(w->out, "\t%s", sign);
	put_text(w, text);
	if (feedback) {
		strbuf_addch(w->out, '#');
		put_without_arrow(w, feedback);
	}
	strbuf_addch(w->out, '\n');
}

/* Writes words to type; a star that is only a star has a backslash there. */
static void word(struct writer *w, const char *sign, const char *text, const char *feedback)
{
	struct strbuf stars = STRBUF_INIT;

	for (const char *s = text; *s; s++) {
		if (*s == '*')
			strbuf_addch(&stars, '\\');
		strbuf_addch(&stars, *s);
	}
	answer(w, sign, stars.buf, feedback);
	strbuf_release(&stars);
}

static void write_truefalse(struct writer *w)
{
	const struct option *yes = &w->q->options[0], *no = &w->q->options[1];

	/* first why a wrong answer is wrong, then why the right one is right */
	strbuf_addf(w->out, "\t%s#", yes->correct ? "TRUE" : "FALSE");
	put_text(w, yes->correct ? no->feedback : yes->feedback);
	strbuf_addch(w->out, '#');
	put_text(w, yes->correct ? yes->feedback : no->feedback);
	strbuf_addch(w->out, '\n');
}

static void write_options(struct writer *w, bool several)
{
	const struct question *q = w->q;
	size_t right = 0;
	const char *plus, *minus;

	for (size_t i = 0; i < q->n_options; i++)
		right += q->options[i].correct;
	/* Moodle accepts thirds with five decimals */
	plus = view_printf(w->paper->view,
		right == 3           ? "~%%33.33333%%"
			: right == 6 ? "~%%16.66667%%"
			: right == 7 ? "~%%14.28571%%"
				     : "~%%%g%%",
		100.0 / (double)right);
	minus = view_printf(w->paper->view, "~%%-%s", plus + 2);
	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = &q->options[i];

		answer(w,
			several              ? o->correct ? plus : minus
				: o->correct ? "="
					     : "~",
			o->text, o->feedback);
	}
}

/* Words to type that hold an arrow make Moodle take the question for pairs. */
static bool is_pair(struct writer *w)
{
	static const char *const stems[] = { "accept", "nearly" };
	const char *text;

	for (size_t k = 0; k < ARRAY_SIZE(stems); k++)
		for (int i = 1; (text = paper_value(w->paper, w->q,
					 view_printf(w->paper->view, "%s%d", stems[k], i)));
			i++)
			if (strstr(text, "->"))
				return true;
	return false;
}

static void write_text(struct writer *w)
{
	struct view *v = w->paper->view;
	const char *text;

	for (int i = 1; (text = paper_value(w->paper, w->q, view_printf(v, "accept%d", i))); i++)
		word(w, "=", text, NULL);
	for (int i = 1; (text = paper_value(w->paper, w->q, view_printf(v, "nearly%d", i))); i++)
		word(w, "=%50%", text,
			paper_value(w->paper, w->q, view_printf(v, "nearly%d_feedback", i)));
	text = paper_value(w->paper, w->q, "feedback.other");
	if (text)
		answer(w, "=%0%", "*", text);
}

/* Returns the left side that belongs to a right one; NULL for one without, a distractor. */
static const char *left_of(struct writer *w, const char *id)
{
	return paper_value(w->paper, w->q, view_printf(w->paper->view, "left.%s", id));
}

static void write_match(struct writer *w)
{
	struct paper_text right[PAPER_PARTS];
	size_t n = paper_family(w->paper, w->q, "right.", right);

	for (size_t i = 0; i < n; i++) {
		const char *left = left_of(w, right[i].id);

		strbuf_addstr(w->out, "\t=");
		put_without_arrow(w, left ? left : "");
		strbuf_addstr(w->out, " -> ");
		put_plain(w, right[i].text);
		strbuf_addch(w->out, '\n');
	}
}

/* Writes the tolerance as a number: GIFT has none in percent. */
static void write_tolerance(struct writer *w)
{
	const char *tolerance = paper_value(w->paper, w->q, "tolerance");
	const char *percent = paper_value(w->paper, w->q, "tolerance_percent");
	int64_t answer, part;

	if (!tolerance && percent &&
		decimal_parse(paper_value(w->paper, w->q, "answer"), &answer) &&
		decimal_parse(percent, &part))
		decimal_write(w->out, decimal_percent(answer, part));
	else
		strbuf_addstr(w->out, tolerance ? tolerance : "0");
}

static void write_number(struct writer *w)
{
	const char *other = paper_value(w->paper, w->q, "feedback.other");

	strbuf_addf(w->out, "#\n\t=%s:", paper_value(w->paper, w->q, "answer"));
	write_tolerance(w);
	strbuf_addch(w->out, '\n');
	if (other)
		answer(w, "~", "", other);
}

static bool write_answers(struct writer *w)
{
	static const struct {
		const char *type;
		void (*write)(struct writer *w);
	} types[] = { { "truefalse", write_truefalse }, { "text", write_text },
		{ "match", write_match }, { "number", write_number } };
	const char *type = w->q->type->name;

	if (!strcmp(type, "single") || !strcmp(type, "multiple")) {
		write_options(w, !strcmp(type, "multiple"));
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		if (strcmp(types[i].type, type))
			continue;
		types[i].write(w);
		return true;
	}
	return false;
}

/* ---- what GIFT cannot express */

/*
 * Keys that are written, per type; one that ends with "." or "#" stands for all keys with that
 * prefix.
 */
static const struct {
	const char *type, *keys[5];
} written[] = {
	{ "single", { "option.", "feedback.", "correct" } },
	{ "multiple", { "option.", "feedback.", "correct" } },
	{ "truefalse", { "feedback.", "correct" } },
	{ "text", { "accept#", "nearly#", "feedback.other" } },
	{ "match", { "left.", "right." } },
	{ "number", { "answer", "tolerance", "tolerance_percent", "feedback.other" } },
};

static bool is_key(const char *pattern, const char *key)
{
	size_t len = strlen(pattern) - 1;

	if (pattern[len] == '#')
		return !strncmp(key, pattern, len) && key[len] >= '0' && key[len] <= '9';
	return pattern[len] == '.' ? !strncmp(key, pattern, len + 1) : !strcmp(key, pattern);
}

static bool is_written(const struct writer *w, const char *key)
{
	static const char *const always[] = { "type", "prompt", "explain", "pool" };

	for (size_t i = 0; i < ARRAY_SIZE(always); i++)
		if (!strcmp(always[i], key))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(written); i++)
		for (size_t k = 0; !strcmp(written[i].type, w->q->type->name) && written[i].keys[k];
			k++)
			if (is_key(written[i].keys[k], key))
				return true;
	return false;
}

static void warn(struct writer *w, const char *text)
{
	diag_add(w->diags, DIAG_WARNING, "export", w->paper->lesson->file, w->q->line, 0, NULL,
		"%s", text);
}

static void name_the_lost(struct writer *w)
{
	const struct ini_section *s = ini_find(w->paper->ini, "question", w->q->id);
	struct strbuf lost = STRBUF_INIT;

	for (size_t i = 0; i < s->n; i++)
		if (!is_written(w, s->entries[i].key) &&
			!(w->q->points == 1 && !strcmp(s->entries[i].key, "points")))
			strbuf_addf(&lost, "%s%s", lost.len ? ", " : "", s->entries[i].key);
	if (lost.len)
		warn(w,
			view_printf(w->paper->view,
				_("GIFT has no place for these keys of “%s”, so they are left out: %s"),
				w->q->id, lost.buf));
	strbuf_release(&lost);
}

static void write_question(struct writer *w)
{
	const struct question *q = w->q;
	size_t start = w->out->len;
	struct view *v = w->paper->view;

	strbuf_addf(w->out, "\n::%s::" PLAIN, q->id);
	put_plain(w, q->prompt);
	strbuf_addstr(w->out, " {");
	if (strcmp(q->type->name, "number") != 0)
		strbuf_addch(w->out, '\n');
	if (!write_answers(w) || is_pair(w)) {
		strbuf_setlen(w->out, start);
		strbuf_addf(w->out, "\n// %s: %s\n", q->id, q->type->name);
		warn(w,
			is_pair(w)
				? view_printf(v,
					  _("GIFT takes words with -> in them for pairs; “%s” is left out"),
					  q->id)
				: view_printf(v,
					  _("GIFT has no question of the type “%s”; “%s” is left out"),
					  q->type->name, q->id));
		return;
	}
	if (q->explain) {
		strbuf_addstr(w->out, "\t####");
		put_text(w, q->explain);
		strbuf_addch(w->out, '\n');
	}
	strbuf_addstr(w->out, "}\n");
	name_the_lost(w);
}

/* The levels of a category are parted by /, which is doubled in a name. */
static void write_category(struct strbuf *out, const struct lesson *l, const char *pool)
{
	strbuf_addstr(out, "\n$CATEGORY: $course$/top/");
	for (const char *s = l->title; *s; s++)
		strbuf_addf(out, *s == '/' ? "//" : "%c", *s);
	strbuf_addf(out, "%s%s\n", pool ? "/" : "", pool ? pool : "");
}

void gift_write(const struct booklet_source *paper, struct strbuf *out, struct diags *diags)
{
	const struct lesson *l = paper->lesson;

	strbuf_addf(out, "// %s\n", l->title);
	for (size_t i = 0; i < l->n_questions; i++) {
		struct writer w = {
			.paper = paper, .q = &l->questions[i], .out = out, .diags = diags
		};

		if (paper_pool_begins(l, i) || (!i && l->n_pools))
			write_category(out, l, w.q->pool);
		write_question(&w);
	}
}
