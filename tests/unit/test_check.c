/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every rule has an example in tests/lessons/bad/RULE/, with the diagnostics that `check` prints in
 * expected.txt. After an intended change, run with VIGIE_ACCEPT=1 to rewrite them, and review the
 * diff.
 */
#include "check/check.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/unwritten.h"
#include "questions/type.h"
#include "text/text.h"
#include "unit/course_fixture.h"

#define GOOD TEST_DATA "/lessons/good"
#define BAD TEST_DATA "/lessons/bad"

static const char *const rules[] = {
#define RULE(name, reason) name,
#include "check/rules.def"
#undef RULE
};

static const struct date today = { 2026, 11, 24 };

static struct check_result check(const char *path, struct diags *diags)
{
	struct check_result result = { 0 };

	check_path(path, &today, question_parse, &result, diags);
	return result;
}

/* Formats diagnostics as check does, but without the folder and the source line. */
static void diags_text(const struct diags *diags, const char *dir, struct strbuf *out)
{
	size_t len = strlen(dir);

	for (size_t i = 0; i < diags->n; i++) {
		const struct diag *d = &diags->v[i];
		const char *file = strncmp(d->file, dir, len) ? d->file : d->file + len;

		strbuf_addf(out, "%s:%d:%d: %s: ", *file == '/' ? file + 1 : file, d->line,
			d->column, diag_severity(d->severity));
		/* a message may name the folder too */
		for (const char *s = d->message; *s; s++) {
			if (!strncmp(s, dir, len))
				s += len;
			strbuf_addch(out, *s);
		}
		strbuf_addf(out, " [%s]\n", d->rule);
	}
}

static bool read_whole(const char *path, struct strbuf *out)
{
	FILE *f = fopen(path, "rb");
	char buf[4096];
	size_t n;

	if (!f)
		return false;
	while ((n = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(out, buf, n);
	fclose(f);
	return true;
}

static void accept_text(const char *path, const struct strbuf *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fwrite(text->buf, 1, text->len, f);
	fclose(f);
}

/* True if the example of the rule gives the expected diagnostics, with the rule among them. */
static bool example_holds(const char *rule)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf got = STRBUF_INIT, expected = STRBUF_INIT;
	char dir[512], path[600];
	bool holds;

	snprintf(dir, sizeof(dir), BAD "/%s", rule);
	snprintf(path, sizeof(path), "%s/expected.txt", dir);
	check(dir, &diags);
	diags_text(&diags, dir, &got);
	if (getenv("VIGIE_ACCEPT") && *getenv("VIGIE_ACCEPT"))
		accept_text(path, &got);
	holds = read_whole(path, &expected) && !strcmp(got.buf, expected.buf) &&
		has_rule(&diags, rule);
	if (!holds)
		print_error("bad/%s gives\n%sinstead of\n%s", rule, got.buf, expected.buf);
	strbuf_release(&got);
	strbuf_release(&expected);
	diags_release(&diags);
	return holds;
}

/* Rules whose example a test makes: it is too large for a file here, or not a file at all. */
static bool is_shown_elsewhere(const char *rule)
{
	static const char *const names[] = {
		"cannot-read", "not-a-file", "file-too-large", "too-many-keys",
		"too-many-errors",  /* test_ini.c */
		"reader-disagrees", /* test_ini_faults.c */
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(names[i], rule))
			return true;
	return false;
}

static void every_rule_has_an_example_that_holds(void **state)
{
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if (!is_shown_elsewhere(rules[i]))
			failed += !example_holds(rules[i]);
	assert_int_equal(failed, 0);
}

static bool is_rule(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if (!strcmp(rules[i], name))
			return true;
	return false;
}

static void every_example_belongs_to_a_rule_and_names_none_but_rules(void **state)
{
	struct dirent *d;
	DIR *dir = opendir(BAD);

	(void)state;
	assert_non_null(dir);
	while ((d = readdir(dir))) {
		struct diags diags = DIAGS_INIT;
		char path[512];

		if (d->d_name[0] == '.')
			continue;
		if (!is_rule(d->d_name))
			fail_msg("bad/%s is not in rules.def", d->d_name);
		snprintf(path, sizeof(path), BAD "/%.200s", d->d_name);
		check(path, &diags);
		for (size_t i = 0; i < diags.n; i++)
			if (!is_rule(diags.v[i].rule))
				fail_msg("%s is not in rules.def", diags.v[i].rule);
		diags_release(&diags);
	}
	closedir(dir);
}

static void a_good_course_has_no_faults_in_any_language(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = check(GOOD, &diags);

	(void)state;
	assert_no_diags(&diags);
	assert_int_equal(result.lessons, 2);
	assert_int_equal(result.files, 8);
	diags_release(&diags);
}

static void one_file_can_be_checked_alone(void **state)
{
	static const struct {
		const char *path;
		size_t lessons, files;
	} cases[] = {
		{ GOOD "/first", 1, 2 },
		{ GOOD "/first/", 1, 2 },
		{ GOOD "/first/lesson.ini", 1, 2 },
		{ GOOD "/first/fr.ini", 1, 1 },
		{ GOOD "/help", 0, 2 },
		{ GOOD "/help/help.ini", 0, 2 },
		{ GOOD "/help/fr.ini", 0, 1 },
		{ GOOD "/course.ini", 0, 2 },
		{ GOOD "/fr.ini", 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct diags diags = DIAGS_INIT;
		struct check_result result = check(cases[i].path, &diags);

		assert_no_diags(&diags);
		assert_int_equal(result.lessons, cases[i].lessons);
		assert_int_equal(result.files, cases[i].files);
		diags_release(&diags);
	}
}

static void a_lesson_under_another_name_is_checked_on_its_own(void **state)
{
	struct diags diags = DIAGS_INIT;
	char dir[64], path[128];

	(void)state;
	make_folder(dir);
	write_text(dir, "draft.ini", LESSON_HEAD "requires = nowhere\n" LESSON_PAGE);
	snprintf(path, sizeof(path), "%s/draft.ini", dir);
	check(path, &diags);
	assert_one_diag(&diags, "no-question", 1, 1);
	unlink(path);
	rmdir(dir);
	diags_release(&diags);
}

static void check_texts_of(const char *text, const char *over, struct diags *diags)
{
	char dir[64], lesson[96], path[128];

	make_folder(dir);
	snprintf(lesson, sizeof(lesson), "%s/hills", dir);
	assert_int_equal(mkdir(lesson, 0700), 0);
	write_text(lesson, "lesson.ini", text);
	if (over)
		write_text(lesson, "fr.ini", over);
	check(lesson, diags);
	snprintf(path, sizeof(path), "%s/lesson.ini", lesson);
	unlink(path);
	snprintf(path, sizeof(path), "%s/fr.ini", lesson);
	unlink(path);
	rmdir(lesson);
	rmdir(dir);
}

static size_t count_rule(const struct diags *diags, const char *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < diags->n; i++)
		n += !strcmp(diags->v[i].rule, rule);
	return n;
}

/* Checks a page with this text; returns how many diagnostics of the rule it gives. */
static size_t marked(const char *text, const char *rule)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	size_t n;

	check_texts_of(arena_printf(&arena,
			       "[lesson]\nformat = 2\nid = a\norder = 1\nlanguage = en\n"
			       "title = \"T\"\nsummary = \"S\"\nminutes = 5\npass = 60\n"
			       "[page p]\ntitle = \"P\"\ntext1 = \"%s\"\n",
			       text),
		NULL, &diags);
	n = count_rule(&diags, rule);
	diags_release(&diags);
	arena_release(&arena);
	return n;
}

#define LONG_WORD "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij"

static void marks_of_other_programs_are_told_from_text(void **state)
{
	static const struct {
		const char *text, *rule;
		size_t n;
	} cases[] = { { "It is **low** here.", "markdown-bold", 1 },
		{ "It is __low__ here.", "markdown-bold", 1 },
		{ "It is **" LONG_WORD "** here.", "markdown-bold", 1 },
		{ "It is _low_ here.", "markdown-underscore", 1 },
		{ "It is _" LONG_WORD "_ here.", "markdown-underscore", 1 },
		{ "The file my_low_hill.", "markdown-underscore", 0 },
		{ "Write `low` here.", "markdown-code", 1 },
		{ "Write `" LONG_WORD "` here.", "markdown-code", 1 },
		{ "# Hills", "markdown-heading", 1 }, { "#hills", "markdown-heading", 0 },
		{ "########## Hills", "markdown-heading", 0 },
		{ "See [a hill](https://example.org).", "markdown-link", 1 },
		{ "See [a hill] (there).", "markdown-link", 0 },
		{ "See [](https://example.org).", "markdown-link", 0 },
		{ "See [a hill](which.", "markdown-link", 0 },
		{ "See a hill](there).", "markdown-link", 0 },
		{ "See [one] and [two](https://example.org).", "markdown-link", 1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (marked(cases[i].text, cases[i].rule) != cases[i].n)
			fail_msg("%s: not %zu of %s", cases[i].text, cases[i].n, cases[i].rule);
}

/* Checks a lesson whose only fact has this value and this number to draw. */
static size_t numbers_that_differ(const char *value, const char *number)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	size_t n;

	check_texts_of(arena_printf(&arena,
			       "[lesson]\nformat = 2\nid = a\norder = 1\nlanguage = en\n"
			       "title = \"T\"\nsummary = \"S\"\nminutes = 5\npass = 60\n"
			       "[source s]\ntext = \"S\"\ndate = 2020\n"
			       "[fact f]\ntext = \"T\"\nvalue = \"%s\"\nnumber = %s\n"
			       "unit = people\nas_of = 2020\nsource = s\nreview_by = 2030\n"
			       "[page p]\ntitle = \"P\"\ntext1 = \"T.\"\n",
			       value, number),
		NULL, &diags);
	n = count_rule(&diags, "number-differs");
	diags_release(&diags);
	arena_release(&arena);
	return n;
}

static void a_number_is_drawn_as_it_is_written(void **state)
{
	static const char *const same[][2] = { { "38 %", "38" }, { "38%", "38" },
		{ "about 6 %", "6" }, { "27.6 million", "27600000" },
		{ "27,6 millions", "27600000" }, { "74,514", "74514" }, { "74\u00a0514", "74514" },
		{ "74\u202f514", "74514" }, { "3.5", "3.5" }, { "3,5", "3.5" }, { "3.25", "3.25" },
		{ "1 in 3", "3" }, { "a third", "33" }, { "2\u202fmilliards", "2000000000" },
		{ "1’000", "1000" } };
	static const char *const other[][2] = { { "38 %", "39" }, { "74,514", "7451" },
		{ "3.5", "35000" }, { "2 million", "3000000" }, { "38", "38000" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(same); i++)
		assert_int_equal(numbers_that_differ(same[i][0], same[i][1]), 0);
	for (size_t i = 0; i < ARRAY_SIZE(other); i++)
		assert_int_equal(numbers_that_differ(other[i][0], other[i][1]), 1);
}

/* Checks a lesson of format 1 with this text on its page. */
static size_t marked_in_format_1(const char *text, const char *rule)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	size_t n;

	check_texts_of(
		arena_printf(&arena, LESSON_HEAD "[page p]\ntitle = \"P\"\ntext1 = \"%s\"\n", text),
		NULL, &diags);
	n = count_rule(&diags, rule);
	diags_release(&diags);
	arena_release(&arena);
	return n;
}

static void marks_are_told_in_format_1_too(void **state)
{
	(void)state;
	assert_int_equal(marked_in_format_1("a **hill** here", "markdown-bold"), 1);
	assert_int_equal(marked_in_format_1("a _hill_ here", "markdown-underscore"), 1);
	assert_int_equal(marked_in_format_1("## Hills", "markdown-heading"), 1);
	assert_int_equal(marked_in_format_1("a [hill](https://a.org)", "markdown-link"), 1);
	assert_int_equal(marked_in_format_1("a `hill` here", "markdown-code"), 1);
	assert_int_equal(marked_in_format_1("a *hill* here", "emphasis-here"), 1);
	assert_int_equal(marked_in_format_1("5 * 3, and a*b", "emphasis-here"), 0);
	assert_int_equal(marked_in_format_1("a <em class=x>hill</em>", "html"), 1);
	assert_int_equal(marked_in_format_1("a hill</P>", "html"), 1);
	assert_int_equal(marked_in_format_1("a hill<br/> there", "html"), 1);
	assert_int_equal(marked_in_format_1("a <hill>, <b, and <3", "html"), 0);
	assert_int_equal(marked_in_format_1("&nbsp;hill", "html"), 1);
	assert_int_equal(marked_in_format_1("&frac12; hill", "html"), 1);
	assert_int_equal(marked_in_format_1("R&D; &x; &#; &#x; & so on;", "html"), 0);
	assert_int_equal(marked_in_format_1("&#8217;", "html"), 1);
	assert_int_equal(marked_in_format_1("&#X2019;", "html"), 1);
}

static void numbers_that_are_names_are_no_facts(void **state)
{
	static const char rule[] = "number-outside-fact";

	(void)state;
	assert_int_equal(marked_in_format_1("article 3 and Article 26", rule), 0);
	assert_int_equal(marked_in_format_1("l’article 3, les articles 4 et 5", rule), 0);
	assert_int_equal(marked_in_format_1("Convention 29; Convention no. 29", rule), 0);
	assert_int_equal(marked_in_format_1("Convention n° 29, étape 2", rule), 0);
	assert_int_equal(marked_in_format_1("A1, S1, H1N1, Covid-19, MP3", rule), 0);
	assert_int_equal(marked_in_format_1("the 21st, le 2e, le 1er, la 1re", rule), 0);
	assert_int_equal(marked_in_format_1("articles 3, 4 and 5", rule), 0);
	assert_int_equal(marked_in_format_1("the article of 2003", rule), 1);
	assert_int_equal(marked_in_format_1("“20 people”", rule), 1);
	assert_int_equal(marked_in_format_1("20", rule), 1);
	assert_int_equal(marked_in_format_1("20 and 3", rule), 1);
	assert_int_equal(marked_in_format_1("and 3", rule), 1);
	assert_int_equal(marked_in_format_1("50km, 21stones", rule), 1);
	assert_int_equal(marked_in_format_1("-3 and 5-10", rule), 1);
	assert_int_equal(marked_in_format_1("article 3 of 2003", rule), 1);
}

static void two_options_with_one_text_are_told(void **state)
{
	static const char question[] =
		LESSON_HEAD LESSON_PAGE "[question q]\ntype = single\nprompt = \"P\"\ncorrect = a\n"
					"option.a = \"A hill\"\nfeedback.a = \"It is low.\"\n"
					"option.b = \"A lake\"\nfeedback.b = \"It is low.\"\n"
					"option.c = \"a  HILL\"\nfeedback.c = \"It is low.\"\n"
					"option.d = \"A Hill\"\nfeedback.d = \"It is low.\"\n";
	static const char over[] =
		"[lesson]\ntitle = \"T\"\nsummary = \"S\"\n[page one]\n"
		"title = \"T\"\ntext1 = \"T\"\n[question q]\nprompt = \"P\"\n"
		"option.a = \"Un\"\noption.b = \"Un\"\noption.c = \"Deux\"\n"
		"option.d = \"Trois\"\nfeedback.a = \"Bas.\"\nfeedback.b = \"Bas.\"\n"
		"feedback.c = \"Bas.\"\nfeedback.d = \"Bas.\"\n";
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_texts_of(question, NULL, &diags);
	assert_int_equal(count_rule(&diags, "equal-sides"), 2);
	assert_int_equal(diags.errors, 0);
	diags_release(&diags);
	check_texts_of(question, over, &diags);
	assert_int_equal(count_rule(&diags, "equal-sides"), 3);
	diags_release(&diags);
}

static void texts_of_an_import_are_to_be_written(void **state)
{
	static const struct {
		const char *feedback;
		size_t n;
	} cases[] = {
		{ "??? Say why this is right.", 1 },
		{ "???", 1 },
		{ "What??? No.", 0 },
		{ "Say why this is right.", 1 },
		{ "Say why this belongs here.", 1 },
		{ "Say why this is the order", 1 },
		{ "Dites pourquoi ce n’est pas juste.", 1 },
		{ "Say why this is right, or read on.", 0 },
		{ "RIGHT !", 1 },
		{ "...", 1 },
		{ "Juste", 1 },
		{ "Right, a hill is low.", 0 },
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct diags diags = DIAGS_INIT;

		check_texts_of(arena_printf(&arena,
				       LESSON_HEAD LESSON_PAGE
				       "[question q]\ntype = truefalse\nprompt = \"Right\"\n"
				       "correct = true\nfeedback.true = \"%s\"\n"
				       "feedback.false = \"A hill is low.\"\n",
				       cases[i].feedback),
			NULL, &diags);
		if (count_rule(&diags, "placeholder-feedback") != cases[i].n)
			fail_msg("“%s”", cases[i].feedback);
		diags_release(&diags);
	}
	arena_release(&arena);
}

/* Both are given by one table, but its French must be that of the catalogue. */
static void french_words_of_an_import_are_known_in_english(void **state)
{
	struct strbuf path = STRBUF_INIT, err = STRBUF_INIT;
	const char *build = getenv("BUILD");
	struct catalogue *french;

	(void)state;
	strbuf_addf(&path, "%s/locale/fr/LC_MESSAGES/vigie.mo", build ? build : TEST_BUILD);
	french = catalogue_open(path.buf, text_is_clean, &err);
	for (enum unwritten what = 0; what <= UNWRITTEN_BOX; what++) {
		const char *text;

		i18n_set_catalogue(french);
		text = unwritten_wanted(what);
		i18n_set_catalogue(NULL);
		if (!unwritten_is_wanted(text))
			fail_msg("“%s” is not known", text);
	}
	catalogue_free(french);
	strbuf_release(&path);
	strbuf_release(&err);
}

static void a_topic_needs_a_course(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_texts_of(LESSON_HEAD "topic = hills\n" LESSON_PAGE "[question q]\ntype = truefalse\n"
				   "prompt = \"P\"\ncorrect = true\ntopic = lakes\n"
				   "feedback.true = \"A hill.\"\nfeedback.false = \"A hill.\"\n",
		NULL, &diags);
	assert_int_equal(count_rule(&diags, "unknown-topic"), 1);
	diags_release(&diags);
}

static void an_id_is_the_whole_name_of_its_folder(void **state)
{
	static const char *const ids[] = { "hill", "hillside", "mills" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
		struct strbuf text = STRBUF_INIT;
		struct diags diags = DIAGS_INIT;

		strbuf_addf(&text,
			"[lesson]\nformat = 1\nid = %s\norder = 10\nlanguage = en\ntitle = \"Hills\"\n"
			"summary = \"About hills.\"\nminutes = 5\npass = 60\n" LESSON_PAGE,
			ids[i]);
		check_texts_of(text.buf, NULL, &diags);
		assert_int_equal(count_rule(&diags, "id-differs-from-folder"), 1);
		diags_release(&diags);
		strbuf_release(&text);
	}
}

static void a_number_in_a_translation_is_told_with_its_line(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_texts_of(LESSON_HEAD LESSON_PAGE,
		"[lesson]\ntitle = \"Collines\"\nsummary = \"Des collines.\"\n[page one]\n"
		"title = \"Un\"\ntext1 = \"Il y en a 12.\"\n",
		&diags);
	assert_int_equal(count_rule(&diags, "number-outside-fact"), 1);
	for (size_t i = 0; i < diags.n; i++)
		if (!strcmp(diags.v[i].rule, "number-outside-fact")) {
			assert_non_null(strstr(diags.v[i].file, "fr.ini"));
			assert_int_equal(diags.v[i].line, 6);
			assert_int_equal(diags.v[i].column, 20);
		}
	diags_release(&diags);
}

static void a_page_may_be_as_long_as_is_said_and_no_letter_longer(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		struct strbuf text = STRBUF_INIT;
		struct diags diags = DIAGS_INIT;

		strbuf_addstr(&text, LESSON_HEAD "[page one]\ntitle = \"One\"\n");
		/* 3 characters of the title, and 4 times 399 */
		for (int i = 1; i <= 4; i++) {
			strbuf_addf(&text, "text%d = \"", i);
			for (int k = 0; k < 399 + (i == 4) * (1 + more); k++)
				strbuf_addstr(&text, "é");
			strbuf_addstr(&text, "\"\n");
		}
		check_texts_of(text.buf, NULL, &diags);
		assert_int_equal(count_rule(&diags, "page-too-long"), more);
		diags_release(&diags);
		strbuf_release(&text);
	}
}

/* An accepted answer may contain digits; feedback may not. */
static void a_number_in_a_feedback_is_told(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check_texts_of(LESSON_HEAD LESSON_PAGE
		"[question q]\ntype = text\nprompt = \"How many?\"\naccept1 = \"12\"\nnearly1 = \"11\"\n"
		"nearly1_feedback = \"There are 12.\"\nfeedback.other = \"Count again.\"\n",
		NULL, &diags);
	assert_int_equal(count_rule(&diags, "number-outside-fact"), 1);
	diags_release(&diags);
}

/* An exam may draw all questions of a lesson, but not one more. */
static void as_many_may_be_drawn_as_there_are(void **state)
{
	static const char *const files[] = { "hills/lesson.ini", "exam/lesson.ini" };

	(void)state;
	for (int count = 1; count <= 2; count++) {
		struct strbuf exam = STRBUF_INIT;
		struct diags diags = DIAGS_INIT;
		char dir[64], path[128];

		make_folder(dir);
		for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
			snprintf(path, sizeof(path), "%s/%.*s", dir, (int)strcspn(files[i], "/"),
				files[i]);
			assert_int_equal(mkdir(path, 0700), 0);
		}
		strbuf_addf(&exam,
			"[lesson]\nformat = 1\nid = exam\norder = 20\nlanguage = en\ntitle = \"Exam\"\nsummary = \"All.\"\n"
			"minutes = 5\npass = 60\n[draw all]\nlesson = hills\ncount = %d\n",
			count);
		write_text(dir, files[0],
			LESSON_HEAD LESSON_PAGE
			"[question q]\ntype = text\nprompt = \"What?\"\naccept1 = \"hill\"\n"
			"feedback.other = \"No.\"\n");
		write_text(dir, files[1], exam.buf);
		check(dir, &diags);
		assert_int_equal(count_rule(&diags, "draw-too-large"), count - 1);
		for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
			snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
			unlink(path);
			*strrchr(path, '/') = '\0';
			rmdir(path);
		}
		rmdir(dir);
		diags_release(&diags);
		strbuf_release(&exam);
	}
}

static void what_is_not_there_is_said(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check(GOOD "/third", &diags);
	assert_one_diag(&diags, "cannot-read", 0, 0);
	diags_release(&diags);
	check(GOOD "/third/lesson.ini", &diags);
	assert_one_diag(&diags, "cannot-read", 0, 0);
	diags_release(&diags);
}

/* A pack may refer to lessons outside it; any other error in it still counts. */
static void a_pack_may_name_lessons_that_are_not_in_it(void **state)
{
	static const char *const elsewhere[] = { "unknown-lesson", "draw-too-large" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(elsewhere); i++) {
		struct diags diags = DIAGS_INIT;
		char dir[512];

		snprintf(dir, sizeof(dir), BAD "/%s", elsewhere[i]);
		assert_true(check_has_no_errors(dir, &today, question_parse, &diags));
		assert_true(has_rule(&diags, elsewhere[i]));
		assert_true(diags.errors > 0);
		diags_release(&diags);
	}
}

static void a_pack_with_any_other_error_is_refused_and_one_with_advice_is_not(void **state)
{
	struct diags good = DIAGS_INIT, advice = DIAGS_INIT, bad = DIAGS_INIT, none = DIAGS_INIT;

	(void)state;
	assert_true(check_has_no_errors(GOOD, &today, question_parse, &good));
	assert_true(check_has_no_errors(BAD "/fact-due", &today, question_parse, &advice));
	assert_true(advice.warnings > 0);
	assert_false(check_has_no_errors(BAD "/missing-key", &today, question_parse, &bad));
	assert_true(has_rule(&bad, "missing-key"));
	assert_false(check_has_no_errors(BAD "/not/there", &today, question_parse, &none));
	diags_release(&good);
	diags_release(&advice);
	diags_release(&bad);
	diags_release(&none);
}

static void a_fact_is_due_on_the_day_after_and_not_before(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = { 0 };
	struct date last = { 2025, 12, 31 };

	(void)state;
	check_path(BAD "/fact-due", &last, question_parse, &result, &diags);
	assert_int_equal(diags.warnings, 0);
	check(BAD "/fact-due", &diags);
	assert_int_equal(diags.warnings, 1);
	assert_true(has_rule(&diags, "fact-due"));
	diags_release(&diags);
}

/* The rule that check reports about the fact of the folder on this day, or NULL. */
static const char *rule_on(const char *folder, struct date day, const char *words)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = { 0 };
	const char *rule;

	check_path(folder, &day, question_parse, &result, &diags);
	assert_true(diags.n <= 1);
	assert_int_equal(diags.errors, 0);
	rule = diags.n ? diags.v[0].rule : NULL;
	if (words && (!rule || !strstr(diags.v[0].message, words))) {
		print_error("“%s” is not in “%s”\n", words, rule ? diags.v[0].message : "");
		rule = "";
	}
	diags_release(&diags);
	return rule;
}

static void facts_are_listed_from_a_year_ahead_on(void **state)
{
	(void)state;
	/* both are to be renewed by 2027-01-31 */
	assert_null(rule_on(BAD "/fact-due-soon", (struct date){ 2026, 1, 30 }, NULL));
	assert_string_equal(rule_on(BAD "/fact-due-soon", (struct date){ 2026, 1, 31 },
				    "by 2027-01-31, in 365 days"),
		"fact-due-soon");
	assert_string_equal(
		rule_on(BAD "/fact-due-soon", (struct date){ 2027, 1, 30 }, "in 1 day,"),
		"fact-due-soon");
	assert_string_equal(
		rule_on(BAD "/fact-due-soon", (struct date){ 2027, 2, 1 }, "not scored"),
		"fact-due");
	assert_null(rule_on(BAD "/newer-figure", (struct date){ 2026, 1, 30 }, NULL));
	assert_string_equal(
		rule_on(BAD "/newer-figure", (struct date){ 2026, 1, 31 }, "in 365 days"),
		"newer-figure");
	assert_string_equal(rule_on(BAD "/newer-figure", (struct date){ 2027, 1, 30 }, "in 1 day;"),
		"newer-figure");
	assert_string_equal(
		rule_on(BAD "/newer-figure", (struct date){ 2027, 1, 31 }, "in 0 days;"),
		"newer-figure");
	assert_string_equal(
		rule_on(BAD "/newer-figure", (struct date){ 2027, 2, 1 }, "planned for 2027-01-31"),
		"newer-figure");
	assert_string_equal(
		rule_on(BAD "/newer-figure", (struct date){ 2099, 1, 1 }, "stays right"),
		"newer-figure");
}

/* Questions of the lesson that are not scored on this day. */
static size_t count_stale(const char *lesson, struct date day, size_t *questions)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *l = lesson_load(lesson, NULL, question_parse, &diags);
	size_t n = 0;

	assert_non_null(l);
	*questions = l->n_questions;
	for (size_t i = 0; i < l->n_questions; i++)
		n += question_is_stale(&l->questions[i], &day);
	lesson_free(l);
	diags_release(&diags);
	return n;
}

static void figures_with_their_year_are_scored_for_ever(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = { 0 };
	struct date later = { 2028, 6, 1 };
	size_t questions;

	(void)state;
	assert_int_equal(
		count_stale(TEST_LESSONS "/figures", (struct date){ 2099, 1, 1 }, &questions), 0);
	assert_int_equal(questions, 27);
	/* without a lesson being touched, only what is said of the present falls due */
	check_path(TEST_LESSONS, &later, question_parse, &result, &diags);
	assert_int_equal(count_rule(&diags, "fact-due"), 4);
	assert_int_equal(count_rule(&diags, "newer-figure"), 42);
	assert_int_equal(diags.errors, 0);
	diags_release(&diags);
}

static void the_lessons_that_are_shipped_have_no_errors(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	check(TEST_LESSONS, &diags);
	for (size_t i = 0; i < diags.n; i++)
		if (diags.v[i].severity == DIAG_ERROR)
			print_error("%s:%d:%d: %s [%s]\n", diags.v[i].file, diags.v[i].line,
				diags.v[i].column, diags.v[i].message, diags.v[i].rule);
	assert_int_equal(diags.errors, 0);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_has_an_example_that_holds),
		cmocka_unit_test(every_example_belongs_to_a_rule_and_names_none_but_rules),
		cmocka_unit_test(a_good_course_has_no_faults_in_any_language),
		cmocka_unit_test(one_file_can_be_checked_alone),
		cmocka_unit_test(a_lesson_under_another_name_is_checked_on_its_own),
		cmocka_unit_test(a_number_is_drawn_as_it_is_written),
		cmocka_unit_test(marks_of_other_programs_are_told_from_text),
		cmocka_unit_test(marks_are_told_in_format_1_too),
		cmocka_unit_test(numbers_that_are_names_are_no_facts),
		cmocka_unit_test(two_options_with_one_text_are_told),
		cmocka_unit_test(texts_of_an_import_are_to_be_written),
		cmocka_unit_test(french_words_of_an_import_are_known_in_english),
		cmocka_unit_test(a_topic_needs_a_course),
		cmocka_unit_test(an_id_is_the_whole_name_of_its_folder),
		cmocka_unit_test(a_number_in_a_translation_is_told_with_its_line),
		cmocka_unit_test(a_page_may_be_as_long_as_is_said_and_no_letter_longer),
		cmocka_unit_test(a_number_in_a_feedback_is_told),
		cmocka_unit_test(as_many_may_be_drawn_as_there_are),
		cmocka_unit_test(what_is_not_there_is_said),
		cmocka_unit_test(a_pack_may_name_lessons_that_are_not_in_it),
		cmocka_unit_test(a_pack_with_any_other_error_is_refused_and_one_with_advice_is_not),
		cmocka_unit_test(a_fact_is_due_on_the_day_after_and_not_before),
		cmocka_unit_test(facts_are_listed_from_a_year_ahead_on),
		cmocka_unit_test(figures_with_their_year_are_scored_for_ever),
		cmocka_unit_test(the_lessons_that_are_shipped_have_no_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
