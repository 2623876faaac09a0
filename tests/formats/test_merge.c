/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions into a lesson that exists. What an export gives changes nothing when it comes back,
 * with every special character; what was edited elsewhere is found by id and by text. VIGIE_SEED
 * repeats a run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "formats/gift.h"
#include "formats/lesson_merge.h"
#include "formats/moodle_read.h"
#include "formats/moodle_write.h"
#include "os/file.h"
#include "questions/type.h"

#define HEAD                                                                                                 \
	"[lesson]\nformat = 2\nid = x\norder = 1\nlanguage = en\ntitle = \"A / B & C\"\nsummary = \"S.\"\n"  \
	"minutes = 5\npass = 60\n\n[source s]\ntext = \"A book\"\ndate = 2020\n\n[fact year]\n"              \
	"text = \"It was in 2018.\"\nvalue = \"2018\"\nas_of = 2018\nsource = s\nreview_by = 2099-01-01\n\n" \
	"[page p]\ntitle = \"P\"\ntext1 = \"T.\"\n\n"

struct loaded {
	struct strbuf text;
	struct lesson *lesson;
	const struct ini *ini;
	struct view view;
	struct booklet_source paper;
};

static struct loaded load(const char *text)
{
	struct loaded l = { .text = STRBUF_INIT };
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct ini *ini;

	strbuf_addstr(&l.text, text);
	ini = ini_parse(&arena, "lesson.ini", text, strlen(text), &diags);
	l.ini = ini;
	if (ini)
		l.lesson = lesson_from_ini(arena, "x", ini, NULL, NULL, question_parse, &diags);
	for (size_t i = 0; i < diags.n; i++)
		if (diags.v[i].severity == DIAG_ERROR)
			fail_msg("%d: %s\n%s", diags.v[i].line, diags.v[i].message, text);
	diags_release(&diags);
	view_init(&l.view);
	return l;
}

static void unload(struct loaded *l)
{
	lesson_free(l->lesson);
	view_release(&l->view);
	strbuf_release(&l->text);
}

static struct lesson_merge merge(struct loaded *l, const char *sections, struct diags *diags)
{
	struct booklet_source paper = { l->lesson, l->ini, &l->view };
	struct strbuf in = STRBUF_INIT;
	struct lesson_merge m;

	strbuf_addstr(&in, sections);
	lesson_merge(&m, &paper, &l->text, "in", &in, diags);
	strbuf_release(&in);
	return m;
}

static void done(struct lesson_merge *m)
{
	strbuf_release(&m->text);
	strbuf_release(&m->diff);
}

/* Merges sections into a lesson of HEAD and questions; the result must be HEAD and wanted. */
static void becomes(const char *questions, const char *sections, const char *wanted)
{
	struct strbuf text = STRBUF_INIT, end = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct lesson_merge m;
	struct loaded l, again;

	strbuf_addf(&text, "%s%s", HEAD, questions);
	strbuf_addf(&end, "%s%s", HEAD, wanted);
	l = load(text.buf);
	m = merge(&l, sections, &diags);
	assert_string_equal(m.text.buf, end.buf);
	assert_int_equal(m.diff.len > 0, strcmp(text.buf, end.buf) != 0);
	done(&m);
	/* a second time changes nothing */
	again = load(end.buf);
	m = merge(&again, sections, &diags);
	assert_string_equal(m.diff.buf, "");
	assert_string_equal(m.text.buf, end.buf);
	done(&m);
	unload(&again);
	unload(&l);
	diags_release(&diags);
	strbuf_release(&text);
	strbuf_release(&end);
}

#define SINGLE(a, fa, b, fb, right)                                                               \
	"option.a = \"" a "\"\nfeedback.a = \"" fa "\"\noption.b = \"" b "\"\nfeedback.b = \"" fb \
	"\"\ncorrect = " right "\n"

static void a_changed_text_keeps_all_else(void **state)
{
	(void)state;
	becomes("; first\n[question q]\n; note\ntype = single\nafter = p\nprompt   =   \"Old?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b") "claims = S1\n; last\n",
		"\n[question q]\ntype = single\nprompt = \"New?\"\n" SINGLE(
			"x", "X.", "y", "???", "b"),
		"; first\n[question q]\n; note\ntype = single\nafter = p\nprompt = \"New?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b") "claims = S1\n; last\n");
}

#define IN_POOL(id, line)                           \
	"\n[question " id "]\ntype = single\n" line \
	"prompt = \"Old?\"\n" SINGLE("x", "X.", "y", "Y.", "b")

/* How many are drawn is the lesson's to say; a category of Moodle says where a question belongs. */
static void questions_move_between_pools(void **state)
{
	(void)state;
	becomes("[pool a]\ndraw = 1\n" IN_POOL("q", "pool = a\n") IN_POOL("r", "")
			IN_POOL("s", "pool = a\n"),
		IN_POOL("q", "pool = a\n") IN_POOL("r", "pool = b\n")
			IN_POOL("s", "pool = b\n") "\n[pool a]\ndraw = 1\n\n[pool b]\ndraw = 2\n",
		"[pool a]\ndraw = 1\n" IN_POOL("q", "pool = a\n") IN_POOL("r", "pool = b\n")
			IN_POOL("s", "pool = b\n") "\n[pool b]\ndraw = 2\n");
}

static void a_refused_question_is_not_drawn(void **state)
{
	static const char truth[] = "\ntype = truefalse\nprompt = \"Is it?\"\ncorrect = true\n"
				    "feedback.true = \"A.\"\nfeedback.false = \"B.\"\n";
	struct strbuf text = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct lesson_merge m;
	struct loaded l;

	(void)state;
	strbuf_addf(&text, "%s[question q]%s[question r]%s", HEAD, truth, truth);
	l = load(text.buf);
	m = merge(&l,
		IN_POOL("q", "pool = a\n") IN_POOL("s", "pool = a\n")
			IN_POOL("r", "pool = b\n") "\n[pool a]\ndraw = 2\n\n[pool b]\ndraw = 1\n",
		&diags);
	assert_int_equal(m.refused, 2);
	assert_int_equal(m.added, 1);
	assert_non_null(strstr(m.text.buf, "[pool a]\ndraw = 1\n"));
	assert_null(strstr(m.text.buf, "[pool b]"));
	done(&m);
	unload(&l);
	diags_release(&diags);
	strbuf_release(&text);
}

/* Exports pools as categories, reads them back and looks for what changed. */
static void pools_come_back(void **state)
{
	static const char head[] = HEAD "[pool a]\ndraw = 1\n\n[pool b]\ndraw = 1\n";
	static const char tail[] = IN_POOL("q", "") IN_POOL("r", "pool = a\n")
		IN_POOL("s", "pool = a\n") IN_POOL("t", "pool = b\n") IN_POOL("u", "");

	(void)state;
	for (int xml = 0; xml < 2; xml++) {
		struct strbuf text = STRBUF_INIT, out = STRBUF_INIT, sections = STRBUF_INIT;
		struct diags diags = DIAGS_INIT;
		struct lesson_merge m;
		struct loaded l;

		strbuf_addf(&text, "%s%s", head, tail);
		l = load(text.buf);
		l.paper = (struct booklet_source){ l.lesson, l.ini, &l.view };
		(xml ? moodle_write : gift_write)(&l.paper, &out, &diags);
		if (xml && moodle_read("in", out.buf, out.len, &sections, &diags) == MOODLE_NO_XML)
			diags_release(&diags);
		else if (!xml)
			gift_read("in", out.buf, &sections, &diags);
		assert_int_equal(diags.n, 0);
		assert_true(xml || strstr(sections.buf, "pool = a\n"));
		assert_true(xml || strstr(sections.buf, "\n[pool b]\n"));
		assert_null(strstr(sections.buf, "[pool a-b"));
		m = merge(&l, sections.buf, &diags);
		assert_string_equal(m.diff.buf, "");
		assert_int_equal(m.same, sections.len ? 5 : 0);
		done(&m);
		unload(&l);
		diags_release(&diags);
		strbuf_release(&text);
		strbuf_release(&out);
		strbuf_release(&sections);
	}
}

/* Returns how many times word begins a line. */
static size_t count(const char *text, const char *word)
{
	size_t n = 0;

	for (; text; text = strchr(text, '\n')) {
		text += *text == '\n';
		n += !strncmp(text, word, strlen(word));
	}
	return n;
}

/* Exports a lesson and reads it back: as many questions, of which the lesson knows each. */
static void returns(const char *file, const char *lang, bool xml)
{
	struct loaded l = { .text = STRBUF_INIT };
	struct strbuf out = STRBUF_INIT, sections = STRBUF_INIT, err = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct lesson_merge m;
	size_t n;

	assert_true(file_read(file, INI_MAX_FILE, &l.text, &err));
	l.lesson = lesson_file_load(file, lang, question_parse, &l.ini, &diags);
	assert_non_null(l.lesson);
	view_init(&l.view);
	l.paper = (struct booklet_source){ l.lesson, l.ini, &l.view };
	(xml ? moodle_write : gift_write)(&l.paper, &out, &diags);
	n = xml ? l.lesson->n_questions : count(out.buf, "::");
	if (!xml)
		gift_read(file, out.buf, &sections, &diags);
	else if (moodle_read(file, out.buf, out.len, &sections, &diags) == MOODLE_NO_XML)
		n = 0;
	else
		assert_int_equal(diags.errors, 0);
	assert_int_equal(count(sections.buf, "[question "), n);
	/* lines of a translation are not those of the file */
	if (!lang) {
		m = merge(&l, sections.buf, &diags);
		if (m.diff.len || m.same != n)
			fail_msg("%s, %s: %zu of %zu are the same\n%s", file,
				xml ? "Moodle XML" : "GIFT", m.same, n, m.diff.buf);
		done(&m);
	}
	unload(&l);
	diags_release(&diags);
	strbuf_release(&out);
	strbuf_release(&sections);
	strbuf_release(&err);
}

static void shipped_lessons_come_back(void **state)
{
	glob_t found;

	(void)state;
	assert_int_equal(glob(TEST_LESSONS "/*/lesson.ini", 0, NULL, &found), 0);
	assert_true(found.gl_pathc >= 12);
	for (size_t i = 0; i < 4 * found.gl_pathc; i++)
		returns(found.gl_pathv[i / 4], i % 4 < 2 ? NULL : "fr", i % 2);
	globfree(&found);
}

static void a_new_question_comes_at_the_end(void **state)
{
	(void)state;
	becomes("[question q]\ntype = single\nprompt = \"Old?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b"),
		"\n[question r]\ntype = single\n; category: c\nprompt = \"New?\"\n" SINGLE(
			"x", "X.", "y", "???", "b"),
		"[question q]\ntype = single\nprompt = \"Old?\"\n" SINGLE("x", "X.", "y", "Y.",
			"b") "\n[question r]\ntype = single\n; category: c\nprompt = \"New?\"\n" SINGLE("x",
			"X.", "y", "???", "b"));
}

/* Options moved, removed and added elsewhere keep their letters here. */
static void options_are_known_by_their_texts(void **state)
{
	(void)state;
	becomes("[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE("x", "X.", "y", "Y.", "b"),
		"\n[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE(
			"y", "Y.", "x", "X.", "a"),
		"[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE("x", "X.", "y", "Y.", "b"));
	becomes("[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE("x", "X.", "y", "Y.", "b"),
		"\n[question q]\ntype = multiple\nprompt = \"Q?\"\noption.a = \"z\"\nfeedback.a = \"Z.\"\n"
		"option.b = \"y\"\nfeedback.b = \"Y.\"\noption.c = \"x\"\nfeedback.c = \"X.\"\ncorrect = a, b\n",
		"[question q]\ntype = multiple\nprompt = \"Q?\"\noption.a = \"x\"\nfeedback.a = \"X.\"\noption.b = \"y\"\n"
		"feedback.b = \"Y.\"\noption.c = \"z\"\nfeedback.c = \"Z.\"\ncorrect = c, b\n");
	becomes("[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b") "option.c = \"z\"\nfeedback.c = \"Z.\"\n",
		"\n[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b"),
		"[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE("x", "X.", "y", "Y.", "b"));
}

static void facts_and_emphasis_stay_where_the_words_are_the_same(void **state)
{
	(void)state;
	becomes("[question q]\ntype = truefalse\nprompt = \"It was in {year}, *truly*.\"\ncorrect = true\n"
		"feedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n",
		"\n[question q]\ntype = truefalse\nprompt = \"It was in 2018, truly.\"\ncorrect = true\n"
		"feedback.true = \"Yes.\"\nfeedback.false = \"Not at all.\"\n",
		"[question q]\ntype = truefalse\nprompt = \"It was in {year}, *truly*.\"\ncorrect = true\n"
		"feedback.true = \"Yes.\"\nfeedback.false = \"Not at all.\"\n");
}

static void parts_of_every_type_are_matched(void **state)
{
	(void)state;
	becomes("[question m]\ntype = match\nprompt = \"M?\"\nleft.a = \"a\"\nright.a = \"A\"\nfeedback.a = \"Fa.\"\n"
		"left.b = \"b\"\nright.b = \"B\"\nfeedback.b = \"Fb.\"\nright.x = \"X\"\n",
		"\n[question m]\ntype = match\nprompt = \"M?\"\nleft.a = \"b\"\nright.a = \"B2\"\nfeedback.a = \"???\"\n"
		"left.b = \"a\"\nright.b = \"A\"\nfeedback.b = \"???\"\nright.c = \"Y\"\nright.d = \"Z\"\n",
		"[question m]\ntype = match\nprompt = \"M?\"\nleft.a = \"a\"\nright.a = \"A\"\nfeedback.a = \"Fa.\"\n"
		"left.b = \"b\"\nright.b = \"B2\"\nfeedback.b = \"Fb.\"\nright.x = \"Y\"\nright.c = \"Z\"\n");
	becomes("[question c]\ntype = classify\nprompt = \"C?\"\nbox.one = \"One\"\nbox.two = \"Two\"\ntile.a = \"a\"\n"
		"tile.a.box = one, two\nfeedback.a = \"Fa.\"\ntile.b = \"b\"\ntile.b.box = two\nfeedback.b = \"Fb.\"\n",
		"\n[question c]\ntype = classify\nprompt = \"C?\"\nbox.a = \"Two\"\nbox.b = \"One\"\ntile.a = \"b\"\n"
		"tile.a.box = b\nfeedback.a = \"???\"\ntile.b = \"a\"\ntile.b.box = b\nfeedback.b = \"???\"\n",
		"[question c]\ntype = classify\nprompt = \"C?\"\nbox.one = \"One\"\nbox.two = \"Two\"\ntile.a = \"a\"\n"
		"tile.a.box = one, two\nfeedback.a = \"Fa.\"\ntile.b = \"b\"\ntile.b.box = one\nfeedback.b = \"Fb.\"\n");
	becomes("[question o]\ntype = order\nprompt = \"O?\"\nitem.a = \"1\"\nitem.c = \"2\"\nitem.b = \"3\"\nexplain = \"E.\"\n",
		"\n[question o]\ntype = order\nprompt = \"O?\"\nitem.a = \"2\"\nitem.b = \"1\"\nitem.c = \"3\"\n",
		"[question o]\ntype = order\nprompt = \"O?\"\nitem.a = \"2\"\nitem.c = \"1\"\nitem.b = \"3\"\nexplain = \"E.\"\n");
	becomes("[question t]\ntype = text\nprompt = \"T?\"\naccept1 = \"one\"\naccept2 = \"two\"\nnearly1 = \"three\"\n"
		"nearly1_feedback = \"N.\"\nfeedback.other = \"O.\"\n",
		"\n[question t]\ntype = text\nprompt = \"T?\"\naccept1 = \"two\"\nnearly1 = \"three\"\n"
		"nearly1_feedback = \"N.\"\nfeedback.other = \"O.\"\n",
		"[question t]\ntype = text\nprompt = \"T?\"\naccept2 = \"two\"\nnearly1 = \"three\"\n"
		"nearly1_feedback = \"N.\"\nfeedback.other = \"O.\"\n");
}

static void gaps_keep_their_letters(void **state)
{
	(void)state;
	becomes("[question g]\ntype = cloze\nprompt = \"G?\"\ntext = \"[y] and [x].\"\naccept1.x = \"x\"\nfeedback.x = \"X.\"\n"
		"choice.y.a = \"one\"\nchoice.y.b = \"two\"\ncorrect.y = b\nfeedback.y = \"Y.\"\n",
		"\n[question g]\ntype = cloze\nprompt = \"G?\"\ntext = \"[a] or [b] or [c].\"\nchoice.a.a = \"two\"\ncorrect.a = a\n"
		"choice.a.b = \"one\"\nfeedback.a = \"Y.\"\naccept1.b = \"x\"\nfeedback.b = \"X.\"\naccept1.c = \"z\"\nfeedback.c = \"Z.\"\n",
		"[question g]\ntype = cloze\nprompt = \"G?\"\ntext = \"[y] or [x] or [a].\"\naccept1.x = \"x\"\nfeedback.x = \"X.\"\n"
		"choice.y.a = \"one\"\nchoice.y.b = \"two\"\ncorrect.y = b\nfeedback.y = \"Y.\"\n"
		"accept1.a = \"z\"\nfeedback.a = \"Z.\"\n");
}

static void a_tolerance_in_percent_stays_if_it_comes_to_the_same(void **state)
{
#define NUMBER(tolerance)                                                        \
	"[question n]\ntype = number\nprompt = \"N?\"\nanswer = 200\n" tolerance \
	"feedback.other = \"O.\"\n"
	(void)state;
	becomes(NUMBER("tolerance_percent = 5\n"), "\n" NUMBER("tolerance = 10\n"),
		NUMBER("tolerance_percent = 5\n"));
	becomes(NUMBER("tolerance_percent = 5\n"), "\n" NUMBER("tolerance = 20\n"),
		NUMBER("tolerance = 20\n"));
	becomes(NUMBER("tolerance = 5.0\n"), "\n" NUMBER("tolerance = 5\n"),
		NUMBER("tolerance = 5.0\n"));
	becomes(NUMBER("tolerance = 5\n"), "\n" NUMBER(""), NUMBER(""));
#undef NUMBER
}

static void another_type_is_refused(void **state)
{
	struct loaded l = load(HEAD
		"[question q]\ntype = truefalse\nprompt = \"T.\"\ncorrect = true\nfeedback.true = \"Y.\"\n"
		"feedback.false = \"N.\"\n");
	struct diags diags = DIAGS_INIT;
	struct lesson_merge m = merge(&l,
		"\n[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b"),
		&diags);

	(void)state;
	assert_int_equal(m.refused, 1);
	assert_int_equal(diags.errors, 1);
	assert_string_equal(m.diff.buf, "");
	done(&m);
	unload(&l);
	diags_release(&diags);
}

/* CR LF stays CR LF, and a last line without an end gets one only if something follows. */
static void ends_of_lines_stay_as_they_are(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct loaded l;
	struct lesson_merge m;

	(void)state;
	for (const char *s = HEAD
		"[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE("x", "X.", "y", "Y.", "b");
		*s; s++)
		strbuf_addstr(&text, *s == '\n' ? "\r\n" : (char[]){ *s, '\0' });
	strbuf_setlen(&text, text.len - 2);
	l = load(text.buf);
	m = merge(&l,
		"\n[question q]\ntype = single\nprompt = \"Q?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b"),
		&diags);
	assert_string_equal(m.text.buf, text.buf);
	done(&m);
	m = merge(&l,
		"\n[question q]\ntype = single\nprompt = \"R?\"\n" SINGLE(
			"x", "X.", "y", "Y.", "b"),
		&diags);
	assert_non_null(strstr(m.text.buf, "\r\nprompt = \"R?\"\r\n"));
	done(&m);
	unload(&l);
	strbuf_release(&text);
	diags_release(&diags);
}

/* ---- there and back */

static const char *const pieces[] = { "hill", "été", "ночь", "山", "&", "<", ">", "]]>", "&amp;",
	"&lt;b&gt;", "<b>", "=", "~", "#", "####", ":", "%50%", "50%", ";", "'", "“so”", "« là »",
	"[html]", "_", "$x$", "//", "🙂", "שלום", "مرحبا", "a*b", "*", "*so*", "->", "1.", "- a",
	"\xc2\xa0%" };

static const char *text(struct strbuf *out, uint64_t *rng, int *count)
{
	strbuf_clear(out);
	for (uint32_t i = 0, n = 1 + rand_below(rng, 5); i < n; i++)
		strbuf_addf(out, "%s%s", pieces[rand_below(rng, sizeof(pieces) / sizeof(*pieces))],
			rand_below(rng, 3) ? " " : "");
	/* each text differs from the others, and does not end in a space */
	strbuf_addf(out, "n%d", ++*count);
	return out->buf;
}

static void question(struct strbuf *out, uint64_t *rng, int number, int *count)
{
	static const char *const types[] = { "single", "multiple", "truefalse", "text", "match",
		"order", "classify", "number", "cloze" };
	int t = number % 9;
	struct strbuf s = STRBUF_INIT;
	char id;

#define TEXT(key, ...) strbuf_addf(out, key " = \"%s\"\n", __VA_ARGS__ text(&s, rng, count))
	strbuf_addf(out, "[question q-%d]\ntype = %s\n", number, types[t]);
	TEXT("prompt", );
	for (int i = 0; i < 4; i++) {
		id = (char)('a' + i);
		if (t < 2) {
			TEXT("option.%c", id, );
			TEXT("feedback.%c", id, );
		} else if (t == 4) {
			TEXT("left.%c", id, );
			TEXT("right.%c", id, );
			TEXT("feedback.%c", id, );
		} else if (t == 5) {
			TEXT("item.%c", id, );
		} else if (t == 6) {
			TEXT("tile.%c", id, );
			strbuf_addf(out, "tile.%c.box = %s\n", id, i % 2 ? "in" : "out");
			TEXT("feedback.%c", id, );
		} else if (t == 8 && i < 2) {
			TEXT("choice.x.%c", id, );
		}
	}
	if (t == 0)
		strbuf_addstr(out, "correct = c\n");
	if (t == 1)
		strbuf_addstr(out, "correct = a, d\n");
	if (t == 2) {
		strbuf_addstr(out, "correct = false\n");
		TEXT("feedback.true", );
		TEXT("feedback.false", );
	}
	if (t == 3) {
		TEXT("accept1", );
		TEXT("nearly1", );
		TEXT("nearly1_feedback", );
	}
	if (t == 5)
		TEXT("feedback.order", );
	if (t == 6) {
		TEXT("box.in", );
		TEXT("box.out", );
	}
	if (t == 7)
		strbuf_addstr(out, "answer = -12.5\ntolerance = 0.25\nunit = \"km & more\"\n");
	if (t == 3 || t == 7)
		TEXT("feedback.other", );
	if (t == 8) {
		strbuf_addstr(out, "text = \"One [y] or <two> & [x] it is.\"\ncorrect.x = b\n");
		TEXT("feedback.x", );
		TEXT("accept1.y", );
		TEXT("feedback.y", );
	}
	TEXT("explain", );
	TEXT("hint1", );
	strbuf_addstr(out, "points = 3\n\n");
#undef TEXT
	strbuf_release(&s);
}

static uint64_t seed(void)
{
	const char *given = getenv("VIGIE_SEED");
	uint64_t s = given ? strtoull(given, NULL, 10) : 20261124;

	printf("# VIGIE_SEED=%llu\n", (unsigned long long)s);
	return s;
}

/* Exports the lesson, reads that again and merges it back: nothing may change. */
static void comes_back(const char *lesson)
{
	struct loaded l = load(lesson);
	struct booklet_source paper = { l.lesson, l.ini, &l.view };
	struct strbuf xml = STRBUF_INIT, sections = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct lesson_merge m;

	moodle_write(&paper, &xml, &diags);
	if (moodle_read("x.xml", xml.buf, xml.len, &sections, &diags) == MOODLE_NO_XML) {
		unload(&l);
		return;
	}
	for (size_t i = 0; i < diags.n; i++)
		if (diags.v[i].severity == DIAG_ERROR)
			fail_msg("%d: %s\n%s", diags.v[i].line, diags.v[i].message, xml.buf);
	m = merge(&l, sections.buf, &diags);
	assert_string_equal(m.diff.buf, "");
	assert_int_equal(m.same, l.lesson->n_questions);
	assert_string_equal(m.text.buf, lesson);
	done(&m);
	unload(&l);
	strbuf_release(&xml);
	strbuf_release(&sections);
	diags_release(&diags);
}

static void what_was_exported_changes_nothing(void **state)
{
	uint64_t rng = seed();

	(void)state;
	for (int round = 0; round < 20; round++) {
		struct strbuf lesson = STRBUF_INIT;
		int count = 0;

		strbuf_addstr(&lesson, HEAD);
		for (int i = 0; i < 18; i++)
			question(&lesson, &rng, i, &count);
		comes_back(lesson.buf);
		strbuf_release(&lesson);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_changed_text_keeps_all_else),
		cmocka_unit_test(questions_move_between_pools),
		cmocka_unit_test(a_refused_question_is_not_drawn),
		cmocka_unit_test(pools_come_back),
		cmocka_unit_test(shipped_lessons_come_back),
		cmocka_unit_test(a_new_question_comes_at_the_end),
		cmocka_unit_test(options_are_known_by_their_texts),
		cmocka_unit_test(facts_and_emphasis_stay_where_the_words_are_the_same),
		cmocka_unit_test(parts_of_every_type_are_matched),
		cmocka_unit_test(gaps_keep_their_letters),
		cmocka_unit_test(a_tolerance_in_percent_stays_if_it_comes_to_the_same),
		cmocka_unit_test(another_type_is_refused),
		cmocka_unit_test(ends_of_lines_stay_as_they_are),
		cmocka_unit_test(what_was_exported_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
