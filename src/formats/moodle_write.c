/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/moodle_write.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/decimal.h"
#include "questions/type.h"
#include "text/emphasis.h"
#include "text/html.h"

struct writer {
	const struct booklet_source *paper;
	const struct question *q;
	struct strbuf *out;
	struct diags *diags;
};

static const char *value(struct writer *w, const char *key)
{
	return paper_value(w->paper, w->q, key);
}

static const char *value_of(struct writer *w, const char *stem, const char *id)
{
	return value(w, view_printf(w->paper->view, "%s%s", stem, id));
}

static void warn(struct writer *w, const char *text)
{
	diag_add(w->diags, DIAG_WARNING, "export", w->paper->lesson->file, w->q->line, 0, NULL,
		"%s", text);
}

/* ---- texts */

/* Appends a text as HTML, with its emphasis. */
static void put_html(struct strbuf *out, const char *text)
{
	struct strbuf plain = STRBUF_INIT;
	const char *part;
	size_t at = 0, n, len = strlen(text);
	bool strong;

	while (emphasis_next(text, len, &at, &part, &n, &strong)) {
		strbuf_clear(&plain);
		strbuf_add(&plain, part, n);
		strbuf_addstr(out, strong ? "<em>" : "");
		html_text(out, plain.buf);
		strbuf_addstr(out, strong ? "</em>" : "");
	}
	strbuf_release(&plain);
}

/* Writes <text> with HTML. Escaped HTML has no ]]>, which would end it too early. */
static void html(struct writer *w, const char *text)
{
	strbuf_addstr(w->out, "<text><![CDATA[");
	put_html(w->out, text);
	strbuf_addstr(w->out, "]]></text>");
}

/* Writes <text> with plain text. */
static void plain(struct writer *w, const char *text)
{
	strbuf_addstr(w->out, "<text>");
	html_text(w->out, text);
	strbuf_addstr(w->out, "</text>");
}

/* Writes an element with a text in HTML; nothing if there is none. */
static void element(struct writer *w, const char *name, const char *text)
{
	if (!text)
		return;
	strbuf_addf(w->out, "    <%s format=\"html\">", name);
	html(w, text);
	strbuf_addf(w->out, "</%s>\n", name);
}

static void feedback(struct writer *w, const char *text)
{
	if (!text)
		return;
	strbuf_addstr(w->out, "<feedback format=\"html\">");
	html(w, text);
	strbuf_addstr(w->out, "</feedback>");
}

/* ---- types */

/* The words of Moodle for a part of the points: five decimals, as in its list of grades. */
static const char *share_of(struct writer *w, size_t n, bool negative)
{
	const char *sign = negative ? "-" : "";

	if (n == 3 || n == 6 || n == 7)
		return view_printf(w->paper->view, "%s%.5f", sign, 100.0 / (double)n);
	return view_printf(w->paper->view, "%s%g", sign, 100.0 / (double)n);
}

static void write_options(struct writer *w)
{
	const struct question *q = w->q;
	bool several = !strcmp(q->type->name, "multiple");
	size_t right = 0;

	for (size_t i = 0; i < q->n_options; i++)
		right += q->options[i].correct;
	strbuf_addf(w->out,
		"    <single>%s</single>\n    <shuffleanswers>%s</shuffleanswers>\n"
		"    <answernumbering>abc</answernumbering>\n",
		several ? "false" : "true", q->shuffle ? "true" : "false");
	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = &q->options[i];

		strbuf_addf(w->out, "    <answer fraction=\"%s\" format=\"html\">",
			o->correct        ? share_of(w, right, false)
				: several ? share_of(w, right, true)
					  : "0");
		html(w, o->text);
		feedback(w, o->feedback);
		strbuf_addstr(w->out, "</answer>\n");
	}
}

static void write_truefalse(struct writer *w)
{
	for (size_t i = 0; i < w->q->n_options; i++) {
		const struct option *o = &w->q->options[i];

		strbuf_addf(w->out, "    <answer fraction=\"%s\" format=\"moodle_auto_format\">",
			o->correct ? "100" : "0");
		plain(w, o->id);
		feedback(w, o->feedback);
		strbuf_addstr(w->out, "</answer>\n");
	}
}

/* Writes a text to type; a star in it would stand for anything. */
static void typed(struct writer *w, const char *fraction, const char *text, const char *said)
{
	struct strbuf words = STRBUF_INIT;

	for (const char *s = text; *s; s++)
		strbuf_addf(&words, *s == '*' ? "\\%c" : "%c", *s);
	strbuf_addf(w->out, "    <answer fraction=\"%s\" format=\"plain_text\">", fraction);
	plain(w, words.buf);
	feedback(w, said);
	strbuf_addstr(w->out, "</answer>\n");
	strbuf_release(&words);
}

static void write_others(struct writer *w)
{
	const char *said = value(w, "feedback.other");

	if (!said)
		return;
	strbuf_addstr(w->out, "    <answer fraction=\"0\" format=\"plain_text\"><text>*</text>");
	feedback(w, said);
	strbuf_addstr(w->out, "</answer>\n");
}

static void write_text(struct writer *w)
{
	struct view *v = w->paper->view;
	const char *text;

	strbuf_addstr(w->out, "    <usecase>0</usecase>\n");
	for (int i = 1; (text = value(w, view_printf(v, "accept%d", i))); i++)
		typed(w, "100", text, NULL);
	for (int i = 1; (text = value(w, view_printf(v, "nearly%d", i))); i++)
		typed(w, "50", text, value(w, view_printf(v, "nearly%d_feedback", i)));
	write_others(w);
}

static void write_number(struct writer *w)
{
	const char *answer = value(w, "answer"), *tolerance = value(w, "tolerance");
	const char *percent = value(w, "tolerance_percent"), *unit = value(w, "unit");
	struct strbuf words = STRBUF_INIT;
	int64_t number, part;

	/* Moodle has no tolerance in percent here */
	if (!tolerance && percent && decimal_parse(answer, &number) &&
		decimal_parse(percent, &part))
		decimal_write(&words, decimal_percent(number, part));
	strbuf_addf(w->out,
		"    <answer fraction=\"100\" format=\"plain_text\"><text>%s</text><tolerance>%s</tolerance></answer>\n",
		answer,
		words.len           ? words.buf
			: tolerance ? tolerance
				    : "0");
	strbuf_release(&words);
	write_others(w);
	if (!unit)
		return;
	strbuf_addstr(w->out, "    <units><unit><multiplier>1</multiplier><unit_name>");
	html_text(w->out, unit);
	strbuf_addstr(w->out,
		"</unit_name></unit></units>\n    <unitgradingtype>0</unitgradingtype>\n"
		"    <showunits>0</showunits>\n    <unitsleft>0</unitsleft>\n");
}

static void pair(struct writer *w, const char *left, const char *right)
{
	strbuf_addstr(w->out, "    <subquestion format=\"html\">");
	html(w, left);
	strbuf_addstr(w->out, "<answer>");
	plain(w, right);
	strbuf_addstr(w->out, "</answer></subquestion>\n");
}

static void write_match(struct writer *w)
{
	struct paper_text left[PAPER_PARTS], right[PAPER_PARTS];
	size_t n = paper_family(w->paper, w->q, "left.", left);
	size_t m = paper_family(w->paper, w->q, "right.", right);

	strbuf_addstr(w->out, "    <shuffleanswers>true</shuffleanswers>\n");
	for (size_t i = 0; i < n; i++)
		pair(w, left[i].text, value_of(w, "right.", left[i].id));
	/* right sides without a left one */
	for (size_t i = 0; i < m; i++)
		if (!value_of(w, "left.", right[i].id))
			pair(w, "", right[i].text);
}

static void write_classify(struct writer *w)
{
	struct paper_text tiles[PAPER_PARTS];
	size_t n = paper_family(w->paper, w->q, "tile.", tiles);

	strbuf_addf(w->out, "    <shuffleanswers>%s</shuffleanswers>\n",
		w->q->shuffle ? "true" : "false");
	for (size_t i = 0; i < n; i++) {
		const char *boxes =
			value(w, view_printf(w->paper->view, "tile.%s.box", tiles[i].id));
		int len = (int)strcspn(boxes, ", ");

		if (boxes[len])
			warn(w,
				view_printf(w->paper->view,
					_("Moodle has one partner for each thing, so of the boxes of “%s” only the first is written"),
					tiles[i].text));
		pair(w, tiles[i].text,
			value(w, view_printf(w->paper->view, "box.%.*s", len, boxes)));
	}
}

static void write_order(struct writer *w)
{
	struct paper_text items[PAPER_PARTS];
	size_t n = paper_family(w->paper, w->q, "item.", items);

	strbuf_addstr(w->out,
		"    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n"
		"    <selectcount>0</selectcount>\n    <gradingtype>ABSOLUTE_POSITION</gradingtype>\n"
		"    <showgrading>SHOW</showgrading>\n    <numberingstyle>none</numberingstyle>\n");
	element(w, "correctfeedback", value(w, "feedback.order"));
	element(w, "incorrectfeedback", value(w, "feedback.order"));
	for (size_t i = 0; i < n; i++) {
		strbuf_addf(w->out, "    <answer fraction=\"%zu\" format=\"html\">", i + 1);
		html(w, items[i].text);
		strbuf_addstr(w->out, "</answer>\n");
	}
}

/* ---- gaps: {1:SHORTANSWER:=word~=another#why}, in the HTML of the question */

static void put_gap_text(struct strbuf *out, const char *text)
{
	struct strbuf words = STRBUF_INIT;

	put_html(&words, text);
	for (const char *s = words.buf; *s; s++) {
		if (strchr("~#}\\", *s))
			strbuf_addch(out, '\\');
		strbuf_addch(out, *s);
	}
	strbuf_release(&words);
}

static void put_gap_answer(
	struct strbuf *out, bool first, bool right, const char *text, const char *said)
{
	/* a wrong text that begins like a right one has a weight before it */
	strbuf_addf(out, "%s%s", first ? "" : "~",
		right                                  ? "="
			: *text == '=' || *text == '%' ? "%0%"
						       : "");
	put_gap_text(out, text);
	if (said) {
		strbuf_addch(out, '#');
		put_gap_text(out, said);
	}
}

static void put_gap(struct writer *w, struct strbuf *out, char id)
{
	struct view *v = w->paper->view;
	struct paper_text choices[PAPER_PARTS];
	size_t n = paper_family(w->paper, w->q, view_printf(v, "choice.%c.", id), choices);
	const char *said = value(w, view_printf(v, "feedback.%c", id));
	const char *right = value(w, view_printf(v, "correct.%c", id)), *text;

	strbuf_addf(out, "{1:%s:", n ? "MULTICHOICE" : "SHORTANSWER");
	for (size_t i = 0; i < n; i++)
		put_gap_answer(out, !i, !strcmp(choices[i].id, right), choices[i].text,
			!strcmp(choices[i].id, right) ? said : NULL);
	for (int i = 1; !n && (text = value(w, view_printf(v, "accept%d.%c", i, id))); i++)
		put_gap_answer(out, i == 1, true, text, i == 1 ? said : NULL);
	strbuf_addch(out, '}');
}

static bool is_gap(const char *s)
{
	return s[0] == '[' && s[1] >= 'a' && s[1] <= 'z' && s[2] == ']';
}

/* Appends the sentence as HTML; its stretches of text lie between the gaps. */
static void put_sentence(struct writer *w, struct strbuf *out, const char *text)
{
	while (*text) {
		const char *gap = text;

		while (*gap && !is_gap(gap))
			gap++;
		put_html(out, view_printf(w->paper->view, "%.*s", (int)(gap - text), text));
		if (*gap)
			put_gap(w, out, gap[1]);
		text = *gap ? gap + 3 : gap;
	}
}

/* ---- a question */

static const struct type {
	const char *name, *moodle;
	void (*write)(struct writer *w);
	/* the keys that have a place; one that ends with "." or "#" is all that begin so */
	const char *keys[9];
} types[] = {
	{ "single", "multichoice", write_options,
		{ "option.", "feedback.", "correct", "shuffle" } },
	{ "multiple", "multichoice", write_options,
		{ "option.", "feedback.", "correct", "shuffle" } },
	{ "truefalse", "truefalse", write_truefalse, { "feedback.", "correct" } },
	{ "text", "shortanswer", write_text, { "accept#", "nearly#", "feedback.other" } },
	{ "number", "numerical", write_number,
		{ "answer", "tolerance", "tolerance_percent", "unit", "feedback.other" } },
	{ "match", "matching", write_match, { "left.", "right." } },
	{ "classify", "matching", write_classify, { "box.", "tile.", "shuffle" } },
	{ "order", "ordering", write_order, { "item.", "feedback.order" } },
	{ "cloze", "cloze", NULL,
		{ "text", "accept#", "choice.", "correct.", "feedback.", "shuffle" } },
};

static bool is_key(const char *pattern, const char *key)
{
	size_t len = strlen(pattern) - 1;

	if (pattern[len] == '#')
		return !strncmp(key, pattern, len) && key[len] >= '0' && key[len] <= '9';
	return pattern[len] == '.' ? !strncmp(key, pattern, len + 1) : !strcmp(key, pattern);
}

static bool is_written(const struct type *type, const char *key)
{
	static const char *const always[] = { "type", "prompt", "explain", "points", "hint#",
		"pool" };

	for (size_t i = 0; i < ARRAY_SIZE(always); i++)
		if (is_key(always[i], key))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(type->keys) && type->keys[i]; i++)
		if (is_key(type->keys[i], key))
			return true;
	return false;
}

static void name_the_lost(struct writer *w, const struct type *type)
{
	const struct ini_section *s = ini_find(w->paper->ini, "question", w->q->id);
	struct strbuf lost = STRBUF_INIT;

	for (size_t i = 0; i < s->n; i++)
		if (!is_written(type, s->entries[i].key))
			strbuf_addf(&lost, "%s%s", lost.len ? ", " : "", s->entries[i].key);
	if (lost.len)
		warn(w,
			view_printf(w->paper->view,
				_("Moodle has no place for these keys of “%s”, so they are left out: %s"),
				w->q->id, lost.buf));
	strbuf_release(&lost);
}

static void write_prompt(struct writer *w)
{
	const char *sentence = value(w, "text");

	strbuf_addstr(w->out, "    <questiontext format=\"html\"><text><![CDATA[<p>");
	put_html(w->out, w->q->prompt);
	if (sentence) {
		strbuf_addstr(w->out, "</p><p>");
		put_sentence(w, w->out, sentence);
	}
	strbuf_addstr(w->out, "</p>]]></text></questiontext>\n");
}

static void write_question(struct writer *w)
{
	const struct question *q = w->q;
	const struct type *type = types;

	while (strcmp(type->name, q->type->name) != 0)
		type++;
	strbuf_addf(w->out, "  <question type=\"%s\">\n    <name><text>%s</text></name>\n",
		type->moodle, q->id);
	write_prompt(w);
	element(w, "generalfeedback", q->explain ? q->explain : "");
	strbuf_addf(w->out,
		"    <defaultgrade>%d</defaultgrade>\n    <penalty>%g</penalty>\n    <hidden>0</hidden>\n"
		"    <idnumber>%s</idnumber>\n",
		q->points, q->tries > 1 ? q->try_cost / 100.0 : 0.3333333, q->id);
	if (type->write)
		type->write(w);
	for (size_t i = 0; i < q->n_hints; i++)
		element(w, "hint", q->hints[i]);
	if (!strcmp(type->name, "classify"))
		strbuf_addstr(w->out,
			"    <tags><tag><text>" MOODLE_CLASSIFY_TAG "</text></tag></tags>\n");
	strbuf_addstr(w->out, "  </question>\n");
	name_the_lost(w, type);
}

/* Moodle parts the levels of a category with /; in a name it is doubled. */
static void write_category(struct strbuf *out, const char *title, const char *pool)
{
	struct strbuf name = STRBUF_INIT;

	for (const char *s = title; *s; s++)
		strbuf_addf(&name, *s == '/' ? "//" : "%c", *s);
	strbuf_addstr(out, "  <question type=\"category\">\n    <category><text>$course$/top/");
	if (pool)
		strbuf_addf(&name, "/%s", pool);
	html_text(out, name.buf);
	strbuf_addstr(out, "</text></category>\n  </question>\n");
	strbuf_release(&name);
}

void moodle_write(const struct booklet_source *paper, struct strbuf *out, struct diags *diags)
{
	static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n";
	static const char end[] = "</quiz>\n";
	const struct lesson *l = paper->lesson;
	size_t len = sizeof(end) - 1;

	if (out->len > len && !strcmp(out->buf + out->len - len, end))
		strbuf_setlen(out, out->len - len);
	else
		strbuf_addstr(out, head);
	write_category(out, l->title, NULL);
	for (size_t i = 0; i < l->n_questions; i++) {
		struct writer w = {
			.paper = paper, .q = &l->questions[i], .out = out, .diags = diags
		};

		if (paper_pool_begins(l, i))
			write_category(out, l->title, w.q->pool);
		write_question(&w);
	}
	strbuf_addstr(out, end);
}
