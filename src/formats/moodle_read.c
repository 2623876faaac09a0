/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/moodle_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "formats/moodle_parts.h"
#include "formats/moodle_write.h"
#include "text/text.h"

/* ---- texts */

const char *moodle_trim(struct moodle_question *m, const char *text)
{
	static const char spaces[] = " \t\r\n";
	size_t len;

	text += strspn(text, spaces);
	for (len = strlen(text); len && strchr(spaces, text[len - 1]);)
		len--;
	return arena_memdupz(&m->arena, text, len);
}

/* Returns the node whose text counts: <text> in node, or in old files node itself. */
static const struct xml_node *text_node(const struct xml_node *node)
{
	const struct xml_node *text = xml_child(node, "text");

	return text ? text : node;
}

const char *moodle_word(struct moodle_question *m, const struct xml_node *node)
{
	return node ? moodle_trim(m, text_node(node)->text) : "";
}

static enum markup format_of(const struct xml_node *node, enum markup usual)
{
	static const struct {
		const char *name;
		enum markup format;
	} formats[] = { { "html", MARKUP_HTML }, { "moodle_auto_format", MARKUP_MOODLE },
		{ "plain_text", MARKUP_PLAIN }, { "markdown", MARKUP_MARKDOWN },
		{ "wiki_like", MARKUP_MOODLE } };
	const char *name = xml_attribute(node, "format");

	for (size_t i = 0; name && i < ARRAY_SIZE(formats); i++)
		if (!strcmp(formats[i].name, name))
			return formats[i].format;
	/* Moodle takes a format that it does not know for HTML */
	return name ? MARKUP_HTML : usual;
}

/* Warns of files that are attached and not shown in the text: those that are, are named with it. */
static void name_files(struct moodle_question *m, const struct xml_node *node, const char *text)
{
	const struct xml_node *file = xml_child(node, "file");

	for (; file; file = xml_again(file)) {
		const char *name = xml_attribute(file, "name");

		if (name && !strstr(text, name))
			foreign_warn(m->w, file->line, file->column, _("the file “%s” is left out"),
				name);
	}
}

struct markup_text moodle_text(
	struct moodle_question *m, const struct xml_node *node, enum markup usual)
{
	struct markup_text text = { .format = usual };

	if (!node)
		return text;
	text.format = format_of(node, usual);
	text.text = moodle_word(m, node);
	name_files(m, node, text.text);
	if (!*text.text)
		text.text = NULL;
	return text;
}

/* ---- answers */

struct foreign_answer *moodle_answer(struct moodle_question *m, const struct xml_node *node)
{
	struct foreign_answer *a;

	if (m->q.n == MOODLE_ANSWERS_MAX) {
		MOODLE_OUT(m, node, _("there are more than %d answers; make two questions"),
			MOODLE_ANSWERS_MAX);
		return NULL;
	}
	a = &m->answers[m->q.n++];
	*a = (struct foreign_answer){ .line = node->line, .column = node->column };
	return a;
}

/* Parses a number with any number of decimals; those that do not fit are dropped. */
static bool number_of(struct moodle_question *m, const char *text, int64_t *number)
{
	const char *point = strchr(text, '.');

	if (point && strspn(point + 1, "0123456789") > 6)
		text = arena_memdupz(&m->arena, text, (size_t)(point - text) + 7);
	return decimal_parse(text, number);
}

/* Reads the weight of an answer: an attribute in percent, or in old files an element from 0 to 1.
 */
static bool read_weight(struct moodle_question *m, const struct xml_node *node, int64_t *weight)
{
	const char *percent = xml_attribute(node, "fraction");
	const struct xml_node *part = xml_child(node, "fraction");
	const char *text = part ? moodle_word(m, part) : percent ? percent : "0";

	if (!number_of(m, text, weight))
		return MOODLE_OUT(m, node, _("“%s” is not a weight from -100 to 100"), text);
	if (part)
		*weight *= 100;
	return true;
}

/* What Moodle itself puts into the feedback of every new question, so that it says nothing. */
static bool is_stock(const char *text)
{
	static const char *const stock[] = { "Your answer is correct.", "Your answer is incorrect.",
		"Votre réponse est correcte.", "Votre réponse est incorrecte.",
		"Respuesta correcta", "Respuesta incorrecta.", "Die Antwort ist richtig.",
		"Die Antwort ist falsch.", "La risposta corretta è", "Risposta corretta.",
		"Risposta errata." };

	for (size_t i = 0; i < ARRAY_SIZE(stock); i++)
		if (strstr(text, stock[i]))
			return true;
	return false;
}

/* Returns the feedback of the whole question, <correctfeedback> or such, unless it is Moodle's own.
 */
static struct markup_text common_feedback(struct moodle_question *m, const char *name)
{
	struct markup_text text = moodle_text(m, xml_child(m->node, name), m->format);

	if (text.text && is_stock(text.text))
		text.text = NULL;
	return text;
}

static bool read_options(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "answer");
	struct markup_text right = common_feedback(m, "correctfeedback");
	struct markup_text wrong = common_feedback(m, "incorrectfeedback");

	m->q.type = FOREIGN_CHOICE;
	for (; node; node = xml_again(node)) {
		struct foreign_answer *a = moodle_answer(m, node);

		if (!a || !read_weight(m, node, &a->weight))
			return false;
		a->text = moodle_text(m, node, m->format);
		a->feedback = moodle_text(m, xml_child(node, "feedback"), m->format);
		if (!a->feedback.text)
			a->feedback = a->weight > 0 ? right : wrong;
	}
	return true;
}

/* The texts are "true" and "false", or in old files words of a language, true first. */
static bool read_truefalse(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "answer");
	const struct xml_node *both[2] = { NULL };

	m->q.type = FOREIGN_TRUEFALSE;
	for (size_t i = 0; node; node = xml_again(node), i++) {
		const char *word = moodle_word(m, node);

		both[!strcmp(word, "false") || (strcmp(word, "true") != 0 && i > 0)] = node;
	}
	for (size_t i = 0; i < 2; i++) {
		struct foreign_answer *a;

		if (!both[i])
			return MOODLE_OUT(m, m->node,
				_("a true/false question has an answer “true” and one “false”"));
		a = moodle_answer(m, both[i]);
		if (!read_weight(m, both[i], &a->weight))
			return false;
		a->feedback = moodle_text(m, xml_child(both[i], "feedback"), m->format);
	}
	return true;
}

static bool read_short(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "answer");

	m->q.type = FOREIGN_SHORT;
	for (; node; node = xml_again(node)) {
		struct foreign_answer *a = moodle_answer(m, node);
		const char *word = moodle_word(m, node);

		if (!a || !read_weight(m, node, &a->weight))
			return false;
		a->others = !strcmp(word, "*");
		a->text = (struct markup_text){ word, MARKUP_PLAIN };
		a->feedback = moodle_text(m, xml_child(node, "feedback"), m->format);
	}
	return true;
}

static void read_unit(struct moodle_question *m)
{
	const struct xml_node *unit = xml_child(xml_child(m->node, "units"), "unit");

	for (; unit; unit = xml_again(unit)) {
		const char *name = moodle_word(m, xml_child(unit, "unit_name"));
		const char *factor = moodle_word(m, xml_child(unit, "multiplier"));
		int64_t number = DECIMAL_ONE;

		if (*factor && !number_of(m, factor, &number))
			number = 0;
		if (number == DECIMAL_ONE && !m->q.unit && *name)
			m->q.unit = name;
		else
			foreign_warn(m->w, unit->line, unit->column,
				_("a number has one unit in Vigie; “%s” is left out"), name);
	}
}

static bool read_number(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "answer");

	m->q.type = FOREIGN_NUMBER;
	for (; node; node = xml_again(node)) {
		struct foreign_answer *a = moodle_answer(m, node);
		const char *word = moodle_word(m, node);
		const char *around = moodle_word(m, xml_child(node, "tolerance"));

		if (!a || !read_weight(m, node, &a->weight))
			return false;
		a->others = !*word || !strcmp(word, "*");
		if (!a->others && !number_of(m, word, &a->number))
			return MOODLE_OUT(
				m, node, _("“%s” is not a number that Vigie can read"), word);
		if (!a->others && *around && !number_of(m, around, &a->tolerance))
			return MOODLE_OUT(
				m, node, _("“%s” is not a number that Vigie can read"), around);
		a->feedback = moodle_text(m, xml_child(node, "feedback"), m->format);
	}
	read_unit(m);
	return true;
}

static bool has_tag(const struct xml_node *question, const char *word)
{
	const struct xml_node *tag = xml_child(xml_child(question, "tags"), "tag");

	for (; tag; tag = xml_again(tag))
		if (!strcmp(text_node(tag)->text, word))
			return true;
	return false;
}

static bool read_match(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "subquestion");

	m->q.type = has_tag(m->node, MOODLE_CLASSIFY_TAG) ? FOREIGN_CLASSIFY : FOREIGN_MATCH;
	for (; node; node = xml_again(node)) {
		struct foreign_answer *a = moodle_answer(m, node);

		if (!a)
			return false;
		a->text = moodle_text(m, node, m->format);
		a->partner = moodle_text(m, xml_child(node, "answer"), MARKUP_PLAIN);
		a->partner.format = MARKUP_PLAIN;
		a->weight = FOREIGN_WHOLE;
	}
	return true;
}

/* The file has the items in their right order. */
static bool read_order(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "answer");

	m->q.type = FOREIGN_ORDER;
	for (; node; node = xml_again(node)) {
		struct foreign_answer *a = moodle_answer(m, node);

		if (!a)
			return false;
		a->text = moodle_text(m, node, m->format);
		a->weight = FOREIGN_WHOLE;
		if (m->q.n == 1)
			a->feedback = common_feedback(m, "incorrectfeedback");
	}
	return true;
}

static bool read_select(struct moodle_question *m)
{
	return moodle_read_missing(m, "selectoption");
}

static bool read_drag(struct moodle_question *m)
{
	return moodle_read_missing(m, "dragbox");
}

/* ---- a question */

static const struct {
	const char *name;
	bool (*read)(struct moodle_question *m);
} types[] = { { "multichoice", read_options }, { "truefalse", read_truefalse },
	{ "shortanswer", read_short }, { "numerical", read_number }, { "matching", read_match },
	{ "match", read_match }, { "ordering", read_order }, { "cloze", moodle_read_cloze },
	{ "multianswer", moodle_read_cloze }, { "gapselect", read_select },
	{ "ddwtos", read_drag } };

/* Says why a question of another type stays out. */
static void refuse(struct moodle_question *m, const char *type)
{
	if (!strcmp(type, "essay"))
		MOODLE_OUT(m, m->node,
			_("this is an essay, which no program can mark; ask something else"));
	else if (!strcmp(type, "description"))
		MOODLE_OUT(m, m->node,
			_("this is a description, which asks nothing; write it as a page"));
	else if (!strncmp(type, "calculated", strlen("calculated")))
		MOODLE_OUT(m, m->node,
			_("this question is calculated from a formula; write one with a fixed number"));
	else
		MOODLE_OUT(m, m->node, _("Vigie has no question of Moodle’s type “%s”"), type);
}

static bool is_true(struct moodle_question *m, const char *name, bool usual)
{
	const struct xml_node *node = xml_child(m->node, name);
	const char *word = moodle_word(m, node);

	return node ? *word && strcmp(word, "0") != 0 && strcmp(word, "false") != 0 : usual;
}

static void read_hints(struct moodle_question *m)
{
	const struct xml_node *node = xml_child(m->node, "hint");

	for (; node && m->q.n_hints < MOODLE_HINTS_MAX; node = xml_again(node)) {
		struct markup_text text = moodle_text(m, node, m->format);

		if (text.text)
			m->hints[m->q.n_hints++] = text;
	}
}

/* Reads what all types have. */
static void read_head(struct moodle_question *m)
{
	const char *name = moodle_word(m, xml_child(m->node, "name"));
	const char *id = moodle_word(m, xml_child(m->node, "idnumber"));
	const char *points = moodle_word(m, xml_child(m->node, "defaultgrade"));
	const struct xml_node *text = xml_child(m->node, "questiontext");
	int64_t number;

	m->q.answers = m->answers;
	m->q.hints = m->hints;
	m->q.line = m->node->line;
	m->q.column = m->node->column;
	m->q.title = *name ? name : NULL;
	m->q.id = *id ? id : NULL;
	m->format = text ? format_of(text, MARKUP_HTML) : MARKUP_HTML;
	m->q.prompt = moodle_text(m, text, MARKUP_HTML);
	m->q.explain = moodle_text(m, xml_child(m->node, "generalfeedback"), m->format);
	m->q.several = !is_true(m, "single", true);
	m->q.fixed = !is_true(m, "shuffleanswers", true);
	if (number_of(m, points, &number) && number % DECIMAL_ONE == 0 && number >= DECIMAL_ONE &&
		number <= 20 * (int64_t)DECIMAL_ONE)
		m->q.points = (int)(number / DECIMAL_ONE);
	else if (*points && strcmp(points, "0") != 0)
		foreign_warn(m->w, m->node->line, m->node->column,
			_("Vigie has whole points from 1 to 20, so the %s of this question are left out"),
			points);
	if (xml_child(m->node, "image"))
		foreign_warn(m->w, m->node->line, m->node->column, _("the file “%s” is left out"),
			moodle_word(m, xml_child(m->node, "image")));
	if (is_true(m, "hidden", false))
		foreign_warn(m->w, m->node->line, m->node->column,
			_("this question is hidden in Moodle, and would be seen in Vigie"));
	read_hints(m);
}

struct quiz {
	struct foreign_writer *w;
	struct arena arena;
	const char *category;
};

/* A category is "$course$/top/Signs"; what the first part stands for is known only to Moodle. */
static void take_category(struct quiz *quiz, struct moodle_question *m)
{
	const char *path = moodle_word(m, xml_child(m->node, "category")), *slash;

	if (*path == '$' && (slash = strchr(path, '/')) != NULL)
		path = slash + 1;
	quiz->category = arena_strdup(&quiz->arena, path);
}

static void take(void *ctx, const struct xml_node *node)
{
	struct quiz *quiz = ctx;
	struct moodle_question *m;
	const char *type = xml_attribute(node, "type");
	size_t i = 0;

	if (strcmp(node->name, "question") != 0)
		return;
	m = xcalloc(1, sizeof(*m));
	m->w = quiz->w;
	m->node = node;
	type = type ? type : "";
	while (i < ARRAY_SIZE(types) && strcmp(types[i].name, type) != 0)
		i++;
	if (!strcmp(type, "category")) {
		take_category(quiz, m);
	} else if (i == ARRAY_SIZE(types)) {
		refuse(m, type);
	} else {
		read_head(m);
		m->q.category = quiz->category;
		if (types[i].read(m))
			foreign_write(quiz->w, &m->q);
	}
	arena_release(&m->arena);
	free(m);
}

enum moodle_end moodle_read(
	const char *file, const char *data, size_t len, struct strbuf *out, struct diags *diags)
{
	struct foreign_writer w = { .sections = { .file = file, .out = out, .diags = diags } };
	struct quiz quiz = { .w = &w };
	struct xml_fault fault;
	enum moodle_end end;

	xml_read(data, len, "quiz", take, &quiz, &fault);
	end = fault.no_library ? MOODLE_NO_XML : fault.message.len ? MOODLE_BROKEN : MOODLE_WHOLE;
	if (fault.message.len)
		diag_add(diags, DIAG_ERROR, "import", file, fault.line, fault.column, NULL, "%s",
			fault.message.buf);
	strbuf_release(&fault.message);
	arena_release(&quiz.arena);
	foreign_finish(&w);
	return end;
}
