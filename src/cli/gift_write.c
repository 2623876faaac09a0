/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gift.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/type.h"

struct writer {
	const struct paper *paper;
	const struct question *q;
	struct strbuf *out, lost;       /* lost: keys that GIFT has no place for */
	struct diags *diags;
};

static void escaped(struct writer *w, const char *text)
{
	for (; *text; text++) {
		if (strchr("~=#{}:\\", *text))
			strbuf_addch(w->out, '\\');
		strbuf_addch(w->out, *text);
	}
}

static void lose(struct writer *w, const char *key)
{
	strbuf_addf(&w->lost, "%s%s", w->lost.len ? ", " : "", key);
}

/* An answer with its sign and feedback. */
static void answer(struct writer *w, const char *sign, const char *text, const char *feedback)
{
	strbuf_addf(w->out, "\t%s", sign);
	escaped(w, text);
	if (feedback) {
		strbuf_addch(w->out, '#');
		escaped(w, feedback);
	}
	strbuf_addch(w->out, '\n');
}

static void write_truefalse(struct writer *w)
{
	const struct option *yes = &w->q->options[0], *no = &w->q->options[1];

	/* first why a wrong answer is wrong, then why the right one is right */
	strbuf_addf(w->out, "\t%s#", yes->correct ? "TRUE" : "FALSE");
	escaped(w, yes->correct ? no->feedback : yes->feedback);
	strbuf_addch(w->out, '#');
	escaped(w, yes->correct ? yes->feedback : no->feedback);
	strbuf_addch(w->out, '\n');
}

static void write_options(struct writer *w, bool several)
{
	const struct question *q = w->q;
	size_t right = 0;
	const char *plus, *minus;

	for (size_t i = 0; i < q->n_options; i++)
		right += q->options[i].correct;
	/* Moodle knows five decimals of a third */
	plus = view_printf(w->paper->view, right == 3 ? "~%%33.33333%%" : right == 6 ? "~%%16.66667%%" : right == 7 ?
		"~%%14.28571%%" : "~%%%g%%", 100.0 / (double)right);
	minus = view_printf(w->paper->view, "~%%-%s", plus + 2);
	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = &q->options[i];

		answer(w, several ? o->correct ? plus : minus : o->correct ? "=" : "~", o->text, o->feedback);
	}
}

static void write_text(struct writer *w)
{
	struct view *v = w->paper->view;
	const char *text;

	for (int i = 1; (text = paper_value(w->paper, w->q, view_printf(v, "accept%d", i))); i++)
		answer(w, "=", text, NULL);
	for (int i = 1; (text = paper_value(w->paper, w->q, view_printf(v, "nearly%d", i))); i++)
		answer(w, "=%50%", text, paper_value(w->paper, w->q, view_printf(v, "nearly%d_feedback", i)));
	text = paper_value(w->paper, w->q, "feedback.other");
	if (text)
		answer(w, "=%0%", "*", text);
	if (paper_value(w->paper, w->q, "accents"))
		lose(w, "accents");
}

static void write_match(struct writer *w)
{
	struct paper_text left[PAPER_PARTS], right[PAPER_PARTS];
	size_t n = paper_family(w->paper, w->q, "left.", left), m = paper_family(w->paper, w->q, "right.", right);
	struct view *v = w->paper->view;

	for (size_t i = 0; i < n; i++) {
		strbuf_addstr(w->out, "\t=");
		escaped(w, left[i].text);
		strbuf_addstr(w->out, " -> ");
		escaped(w, paper_value(w->paper, w->q, view_printf(v, "right.%s", left[i].id)));
		strbuf_addch(w->out, '\n');
		lose(w, view_printf(v, "feedback.%s", left[i].id));
	}
	for (size_t i = 0; i < m; i++)
		if (!paper_value(w->paper, w->q, view_printf(v, "left.%s", right[i].id)))
			lose(w, view_printf(v, "right.%s", right[i].id));
}

static void write_number(struct writer *w)
{
	const char *tolerance = paper_value(w->paper, w->q, "tolerance");
	const char *other = paper_value(w->paper, w->q, "feedback.other");
	static const char *const rest[] = { "tolerance_percent", "unit", "feedback.low", "feedback.high" };

	strbuf_addf(w->out, "#\n\t=%s:%s\n", paper_value(w->paper, w->q, "answer"), tolerance ? tolerance : "0");
	if (other)
		answer(w, "~", "", other);
	for (size_t i = 0; i < ARRAY_SIZE(rest); i++)
		if (paper_value(w->paper, w->q, rest[i]))
			lose(w, rest[i]);
}

static bool write_answers(struct writer *w)
{
	static const struct {
		const char *type;
		void (*write)(struct writer *w);
	} types[] = { { "truefalse", write_truefalse }, { "text", write_text }, { "match", write_match }, { "number", write_number } };
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

static void warn(struct writer *w, const char *text)
{
	diag_add(w->diags, DIAG_WARNING, "export", w->paper->lesson->file, w->q->line, 0, NULL, "%s", text);
}

static void write_question(struct writer *w)
{
	const struct question *q = w->q;
	size_t start = w->out->len;
	struct view *v = w->paper->view;

	strbuf_addf(w->out, "\n::%s::", q->id);
	escaped(w, q->prompt);
	strbuf_addstr(w->out, " {");
	if (strcmp(q->type->name, "number") != 0)
		strbuf_addch(w->out, '\n');
	if (!write_answers(w)) {
		strbuf_setlen(w->out, start);
		strbuf_addf(w->out, "\n// %s: %s\n", q->id, q->type->name);
		warn(w, view_printf(v, _("GIFT has no question of the type “%s”; “%s” is left out"), q->type->name, q->id));
		return;
	}
	if (q->explain) {
		strbuf_addstr(w->out, "\t####");
		escaped(w, q->explain);
		strbuf_addch(w->out, '\n');
	}
	strbuf_addstr(w->out, "}\n");
	for (size_t i = 0; i < q->n_hints; i++)
		lose(w, view_printf(v, "hint%zu", i + 1));
	if (q->points > 1)
		lose(w, "points");
	if (w->lost.len)
		warn(w, view_printf(v, _("GIFT has no place for these keys of “%s”, so they are left out: %s"), q->id, w->lost.buf));
}

void gift_write(const struct paper *paper, struct strbuf *out, struct diags *diags)
{
	strbuf_addf(out, "// %s\n", paper->lesson->title);
	for (size_t i = 0; i < paper->lesson->n_questions; i++) {
		struct writer w = { .paper = paper, .q = &paper->lesson->questions[i], .out = out, .diags = diags,
			.lost = STRBUF_INIT };

		write_question(&w);
		strbuf_release(&w.lost);
	}
}
