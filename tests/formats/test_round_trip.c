/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Property: a question that is written as GIFT and read again is the same, to the byte of its
 * section, whatever signs its texts have. Lessons are drawn at random from pieces that mean
 * something in GIFT, HTML or Markdown; a seed gives the same lessons everywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "formats/gift.h"
#include "questions/type.h"

enum { LESSONS = 3000 };

static const char head[] =
	"[lesson]\nformat = 2\nid = trip\norder = 1\nminutes = 5\npass = 60\nreviewed = 2026-11-24\n"
	"language = en\ntitle = \"A title\"\nsummary = \"What it is.\"\n"
	"[source s]\ntext = \"A book\"\ndate = 2020\n"
	"[page p]\ntitle = \"A page\"\nsources = s\ntext1 = \"A sentence.\"\n";

static const char *const pieces[] = { "~", "=", "#", "####", ":", "::", "->", " -> ", "[html]",
	"[plain]", "[markdown]", "[x]", "%", "%50%", "%-100%", "//", "<b>", "</b>", "<br>", "&amp;",
	"&", "a < b", "T", "TRUE", "..", "1:2", "$CATEGORY:", "é", "“so”", "’", "word", "two words",
	"7", "mot\u00a0?", "10\u00a0000", "_____", "x | y", "x |||| y", "- ", "1. ", "`", "](", "(",
	"?", "." };

/* Appends a text without spaces at its ends; n makes it differ from its neighbours. */
static void add_text(struct strbuf *out, uint64_t *seed, int n)
{
	struct strbuf text = STRBUF_INIT;
	size_t count = 1 + rand_below(seed, 4);
	char last = '\0';

	for (size_t i = 0; i < count; i++) {
		if (i && rand_below(seed, 2))
			strbuf_addch(&text, ' ');
		strbuf_addstr(&text, pieces[rand_below(seed, ARRAY_SIZE(pieces))]);
	}
	strbuf_addf(&text, "%d", n);
	for (const char *s = text.buf + strspn(text.buf, " "); *s; last = *s++)
		if (*s != ' ' || last != ' ')
			strbuf_addch(out, *s);
	strbuf_release(&text);
}

static void add_key(struct strbuf *out, uint64_t *seed, int *n, const char *key)
{
	strbuf_addf(out, "%s = \"", key);
	add_text(out, seed, (*n)++);
	strbuf_addstr(out, "\"\n");
}

static void add_letter(struct strbuf *out, uint64_t *seed, int *n, const char *stem, int i)
{
	char key[16];

	snprintf(key, sizeof(key), "%s%c", stem, 'a' + i);
	add_key(out, seed, n, key);
}

static void add_options(struct strbuf *out, uint64_t *seed, int *n, bool several)
{
	int count = 2 + (int)rand_below(seed, 7);
	int right = (int)rand_below(seed, (uint32_t)count);

	for (int i = 0; i < count; i++) {
		add_letter(out, seed, n, "option.", i);
		add_letter(out, seed, n, "feedback.", i);
	}
	strbuf_addf(out, "correct = %c", 'a' + right);
	for (int i = right + 1; several && i < count; i++)
		strbuf_addf(out, ", %c", 'a' + i);
	strbuf_addch(out, '\n');
}

static void add_pairs(struct strbuf *out, uint64_t *seed, int *n)
{
	int pairs = 2 + (int)rand_below(seed, 7), rights = pairs + (int)rand_below(seed, 2);

	for (int i = 0; i < rights; i++) {
		if (i < pairs)
			add_letter(out, seed, n, "left.", i);
		add_letter(out, seed, n, "right.", i);
		if (i < pairs)
			strbuf_addf(out, "feedback.%c = \"??? Say why the two belong together.\"\n",
				'a' + i);
	}
}

/* Words to type cannot hold an arrow in GIFT. */
static void add_words(struct strbuf *out, uint64_t *seed, int *n)
{
	static const char *const words[] = { "TRUE", "a*b", "*", "[html]x", "%50%x", "a \u2060= b",
		"#1", "::x", "x#y", "1:2" };

	strbuf_addf(out, "accept1 = \"%s\"\n", words[rand_below(seed, ARRAY_SIZE(words))]);
	strbuf_addf(out, "accept2 = \"other %d\"\n", (*n)++);
	if (rand_below(seed, 2)) {
		strbuf_addf(out, "nearly1 = \"near ~%d\"\n", (*n)++);
		add_key(out, seed, n, "nearly1_feedback");
	}
	add_key(out, seed, n, "feedback.other");
}

/* Appends a section as an import writes it. */
static void add_question(struct strbuf *out, uint64_t *seed, int id)
{
	static const char *const types[] = { "single", "multiple", "truefalse", "text", "match",
		"number" };
	const char *type = types[rand_below(seed, ARRAY_SIZE(types))];
	int n = 1;

	strbuf_addf(out, "\n[question q%d]\ntype = %s\n", id, type);
	add_key(out, seed, &n, "prompt");
	if (!strcmp(type, "single") || !strcmp(type, "multiple")) {
		add_options(out, seed, &n, *type == 'm');
	} else if (!strcmp(type, "truefalse")) {
		strbuf_addf(out, "correct = %s\n", rand_below(seed, 2) ? "true" : "false");
		add_key(out, seed, &n, "feedback.true");
		add_key(out, seed, &n, "feedback.false");
	} else if (!strcmp(type, "text")) {
		add_words(out, seed, &n);
	} else if (!strcmp(type, "match")) {
		add_pairs(out, seed, &n);
	} else {
		strbuf_addf(out, "answer = -%d.5\ntolerance = 0.25\n", (int)rand_below(seed, 99));
		add_key(out, seed, &n, "feedback.other");
	}
	if (rand_below(seed, 2))
		add_key(out, seed, &n, "explain");
}

/* Writes the sections as GIFT; says what was lost. */
static void write_gift(const struct strbuf *sections, struct strbuf *gift, struct diags *diags)
{
	struct strbuf text = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	struct ini *ini;
	struct lesson *lesson;
	struct view view;

	strbuf_addstr(&text, head);
	strbuf_add(&text, sections->buf, sections->len);
	ini = ini_parse(&arena, "trip.ini", text.buf, text.len, diags);
	assert_non_null(ini);
	lesson = lesson_from_ini(arena, "trip", ini, NULL, NULL, question_parse, diags);
	if (diags->errors)
		fail_msg("%s\n%s", diags->v[0].message, sections->buf);
	view_init(&view);
	gift_write(&(struct booklet_source){ lesson, ini, &view }, gift, diags);
	view_release(&view);
	lesson_free(lesson);
	strbuf_release(&text);
}

static void what_is_written_is_read_again(void **state)
{
	uint64_t seed = 17;

	(void)state;
	for (int i = 0; i < LESSONS; i++) {
		struct strbuf sections = STRBUF_INIT, gift = STRBUF_INIT, back = STRBUF_INIT;
		struct diags diags = DIAGS_INIT;

		add_question(&sections, &seed, 1);
		add_question(&sections, &seed, 2);
		write_gift(&sections, &gift, &diags);
		gift_read("trip.gift", gift.buf, &back, &diags);
		if (diags.errors || strcmp(sections.buf, back.buf) != 0) {
			/* longer than what fail_msg prints */
			fprintf(stderr, "%s\n----%s\n----%s\n----%s\n",
				diags.n ? diags.v[0].message : "", sections.buf, gift.buf,
				back.buf);
			fail();
		}
		strbuf_release(&sections);
		strbuf_release(&gift);
		strbuf_release(&back);
		diags_release(&diags);
	}
}

/* An arrow makes Moodle take words to type for pairs; it is the one thing that cannot be written.
 */
static void words_with_an_arrow_are_left_out(void **state)
{
	struct strbuf sections = STRBUF_INIT, gift = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	(void)state;
	strbuf_addstr(&sections,
		"\n[question q1]\ntype = text\nprompt = \"Say.\"\naccept1 = \"a\"\n"
		"nearly1 = \"a->b\"\nnearly1_feedback = \"No.\"\n"
		"feedback.other = \"x -> y\"\n");
	write_gift(&sections, &gift, &diags);
	assert_int_equal(diags.warnings, 1);
	assert_non_null(strstr(diags.v[0].message, "->"));
	assert_null(strstr(gift.buf, "::q1::"));
	strbuf_release(&sections);
	strbuf_release(&gift);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(words_with_an_arrow_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
