/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Repairs of lesson files. Besides examples, a property: whatever is damaged at random in a file of
 * the course comes back byte for byte, or stays damaged where it could mean two things; what is
 * good stays as it is; and a second repair changes nothing.
 */
#include "check/fix.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/check.h"
#include "check/fix_line.h"
#include "os/file.h"
#include "questions/type.h"
#include "text/text.h"
#include "text/text_encoding.h"
#include "unit/course_fixture.h"
#include "unit/mistakes.h"

#define HEAD "[lesson]\nformat = 2\nlanguage = en\n[page p]\n"

/* ---- helpers */

static bool repair(
	const struct strbuf *data, const char *lang, int format, struct strbuf *out, size_t *n)
{
	struct fix_context context = { lang, format };
	struct strbuf plain = STRBUF_INIT;
	struct fixes fixes = { 0 };
	bool good = fix_text(data->buf, data->len, &context, &plain, out, &fixes);

	if (n)
		*n = fixes.n;
	strbuf_release(&plain);
	fixes_release(&fixes);
	return good;
}

static bool is_same(const struct strbuf *a, const struct strbuf *b)
{
	return a->len == b->len && !memcmp(a->buf, b->buf, a->len);
}

/* ---- one line */

static const struct {
	const char *before, *after; /* after NULL: stays as it is */
	const char *lang;           /* NULL: en */
} lines[] = {
	/* outer quotes */
	{ "title = “Hills”", "title = \"Hills\"", NULL },
	{ "title = „Hügel“", "title = \"Hügel\"", "de" },
	{ "title = ”Berg”", "title = \"Berg\"", "sv" },
	{ "title = \"Hills”", "title = \"Hills\"", NULL },
	{ "title = “Hills\"", "title = \"Hills\"", NULL },
	{ "title = 'Hills'", "title = \"Hills\"", NULL },
	{ "title = 'It's a hill'", "title = \"It's a hill\"", NULL },
	{ "title = 'A' or 'B'", NULL, NULL },
	{ "title = ''Hills''", "title = \"Hills\"", NULL },
	{ "title = ''Hills' and''", NULL, NULL },
	{ "title = “The “high” hills”", "title = \"The “high” hills\"", NULL },
	{ "title = “Yes” or “no”", NULL, NULL },
	{ "title = “”", NULL, NULL },
	{ "title = « Colline »", "title = \"Colline\"", "fr" },
	{ "title = «\u00a0Colline\u202f»", "title = \"Colline\"", "fr" },
	{ "title = «Colina»", "title = \"Colina\"", "es" },
	{ "title = »Hügel«", "title = \"Hügel\"", "de" },
	{ "title = 「丘」", "title = \"丘\"", "ja" },
	{ "title = 『丘』", "title = \"丘\"", "ja" },
	{ "title = « Dire « non » »", "title = \"Dire « non »\"", "fr" },
	{ "title = « Oui » ou « non »", NULL, "fr" },
	{ "title = »Ja« oder »nein«", NULL, "de" },
	{ "title = « Oui », dit-elle", NULL, "fr" },
	{ "title = « Une \"haute\" colline »", NULL, "fr" },
	{ "title = «  »", NULL, "fr" },
	{ "title = «", NULL, "fr" },
	{ "title = « Colline", NULL, "fr" },
	{ "text1 = „Der „hohe“ Berg“", "text1 = \"Der „hohe“ Berg\"", "de" },
	{ "text1 = „A“ und „B“", NULL, "de" },
	{ "text1 = „A” and „B”", NULL, "pl" },
	/* a missing quote */
	{ "title = \"Hills", "title = \"Hills\"", NULL },
	{ "title = Hills\"", "title = \"Hills\"", NULL },
	{ "title =Hills\"", "title =\"Hills\"", NULL },
	{ "picture1.1 =   **\"", NULL, NULL },
	{ "title = \"She said “no”", "title = \"She said “no”\"", NULL },
	{ "title = “No,” she said\"", "title = \"“No,” she said\"", NULL },
	{ "title = \"Hills ; a note", NULL, NULL },
	{ "title = \"Hills\\", NULL, NULL },
	{ "title = 'Hills\"", NULL, NULL },
	{ "title = \"“Hills", NULL, NULL },
	{ "title = Hi\"lls", NULL, NULL },
	{ "title = \"", NULL, NULL },
	{ "title = \"″", NULL, NULL },
	/* quotes inside */
	{ "title = \"The \"high\" hills\"", "title = \"The “high” hills\"", NULL },
	{ "title = \"\"High\" hills\"", "title = \"“High” hills\"", NULL },
	{ "title = \"Hills are \"high\"\"", "title = \"Hills are “high”\"", NULL },
	{ "title = \"The \\\"high\\\" hills\"", "title = \"The “high” hills\"", NULL },
	{ "text1 = \"Les \"hautes\" collines\"", "text1 = \"Les «\u00a0hautes\u00a0» collines\"",
		"fr" },
	{ "text1 = \"Der \"hohe\" Berg\"", "text1 = \"Der „hohe“ Berg\"", "de" },
	{ "text1 = \"O \"alto\" monte\"", "text1 = \"O “alto” monte\"", "pt-BR" },
	{ "title = \"A 5\" and a 7\" screen\"", NULL, NULL },
	{ "title = \"The \" high \" hills\"", NULL, NULL },
	{ "title = \"The \"high hills\"", NULL, NULL },
	{ "title = \"one\" \"two\"", NULL, NULL },
	{ "title = \"a\"b\"c\"", NULL, NULL },
	/* spaces */
	{ "title\u00a0=\u00a0\"Hills\"", "title = \"Hills\"", NULL },
	{ "\u3000title =\u2003\"Hills\"\u00a0", " title = \"Hills\" ", NULL },
	{ "terms = a,\u00a0b", "terms = a, b", NULL },
	{ "title = Oui\u00a0: non", NULL, "fr" },
	{ "title = \"Oui\u00a0: non\"", NULL, "fr" },
	{ "[page\u00a0q]", "[page q]", NULL },
	{ ";\u00a0a note", NULL, NULL },
	/* invisible characters */
	{ "ti\u200btle = \"Hills\"", "title = \"Hills\"", NULL },
	{ "title = \"Hil\u00adls\"", "title = \"Hills\"", NULL },
	{ "title = \"Hil\u200bls\"", "title = \"Hills\"", NULL },
	{ "title = \"❤\ufe0f\"", "title = \"❤\"", NULL },
	{ "title = \"می\u200cخواهم\"", NULL, "fa" },
	{ "title = \"می\u202aخواهم\"", "title = \"میخواهم\"", "fa" },
	{ "title = \"Hil\x07ls\"", NULL, NULL },
	{ "; a \t note\u200b", "; a \t note", NULL },
	{ "title = \"a\tb\"", "title = \"a b\"", NULL },
	{ "\ufeff[page q]", "[page q]", NULL },
	/* = */
	{ "title: \"Hills\"", "title = \"Hills\"", NULL },
	{ "title\u00a0: “Hills”", "title = \"Hills\"", NULL },
	{ "title == \"Hills\"", "title = \"Hills\"", NULL },
	{ "title := \"Hills\"", "title = \"Hills\"", NULL },
	{ "title \"Hills\"", "title = \"Hills\"", NULL },
	{ "points: 2", "points = 2", NULL },
	{ "terms: a, b", "terms = a, b", NULL },
	{ "https://example.org", NULL, NULL },
	{ "note: this is a sentence", NULL, NULL },
	{ "title === \"Hills\"", NULL, NULL },
	{ "some words", NULL, NULL },
	{ "title =", NULL, NULL },
	{ "title:", NULL, NULL },
	/* emphasis */
	{ "text1 = \"The **high** hills, **very** high\"",
		"text1 = \"The *high* hills, *very* high\"", NULL },
	{ "title = \"The **high** hills\"", NULL, NULL },
	{ "text1 = \"2 ** 3 ** 4\"", NULL, NULL },
	{ "text1 = \"**a*b**\"", NULL, NULL },
	{ "text1 = \"no stars\"", NULL, NULL },
};

static void a_line_has_one_safe_answer_or_stays(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		const char *want = lines[i].after ? lines[i].after : lines[i].before;
		struct strbuf data = STRBUF_INIT, expected = STRBUF_INIT, out = STRBUF_INIT;
		size_t n = 0;

		strbuf_addf(&data, "[lesson]\nformat = 2\nlanguage = %s\n[page p]\n%s\n",
			lines[i].lang ? lines[i].lang : "en", lines[i].before);
		strbuf_addf(&expected, "[lesson]\nformat = 2\nlanguage = %s\n[page p]\n%s\n",
			lines[i].lang ? lines[i].lang : "en", want);
		assert_true(repair(&data, NULL, 0, &out, &n));
		if (!is_same(&out, &expected))
			fail_msg("%s became\n%s", lines[i].before, out.buf);
		if (!n != !lines[i].after)
			fail_msg("%s: %zu repairs", lines[i].before, n);
		strbuf_release(&data);
		strbuf_release(&expected);
		strbuf_release(&out);
	}
}

static void assert_repair(const char *before, const char *after)
{
	struct strbuf data = STRBUF_INIT, out = STRBUF_INIT;

	strbuf_addstr(&data, before);
	assert_true(repair(&data, NULL, 0, &out, NULL));
	assert_string_equal(out.buf, after);
	strbuf_release(&data);
	strbuf_release(&out);
}

static void what_may_go_on_in_the_next_line_stays(void **state)
{
	(void)state;
	assert_repair(HEAD "text1 = \"A text\nof two: \"lines\"\n",
		HEAD "text1 = \"A text\nof two: \"lines\"\n");
	assert_repair(
		HEAD "text1 = \"A text\nnote: more\"\n", HEAD "text1 = \"A text\nnote: more\"\n");
	assert_repair(HEAD "text1 = \"A text\n\ntext2 = \"More\"\n",
		HEAD "text1 = \"A text\"\n\ntext2 = \"More\"\n");
	assert_repair("title: \"Hills\"\n", "title: \"Hills\"\n");
	/* emphasis is of format 2 */
	assert_repair("[lesson]\nformat = 1\n[page p]\ntext1 = \"**a**\"",
		"[lesson]\nformat = 1\n[page p]\ntext1 = \"**a**\"");
	assert_repair("", "");
}

/* ---- encodings and line ends */

static void add_utf16(struct strbuf *out, const struct strbuf *text, bool little)
{
	struct utf8_decoder decoder = { 0 };
	uint32_t code = 0xFEFF;

	for (size_t i = 0; i <= text->len; i++) {
		uint32_t units[2] = { code, 0 };

		if (code > 0xFFFF) {
			units[0] = 0xD800 + ((code - 0x10000) >> 10);
			units[1] = 0xDC00 + ((code - 0x10000) & 0x3FF);
		}
		for (int k = 0; k < 1 + (units[1] != 0); k++) {
			strbuf_addch(out, (char)(little ? units[k] : units[k] >> 8));
			strbuf_addch(out, (char)(little ? units[k] >> 8 : units[k]));
		}
		while (i < text->len &&
			utf8_feed(&decoder, (unsigned char)text->buf[i], &code) != 1)
			i++;
	}
}

/* False if the text has a character that Windows-1252 has not. */
static bool add_windows(struct strbuf *out, const struct strbuf *text)
{
	for (size_t i = 0; i < text->len;) {
		bool found = (unsigned char)text->buf[i] < 0x80;

		if (found)
			strbuf_addch(out, text->buf[i++]);
		for (int c = 0x80; !found && c < 0x100; c++) {
			struct strbuf utf8 = STRBUF_INIT;
			char byte = (char)c;

			text_from_windows_1252(&utf8, &byte, 1);
			found = utf8.len && !strncmp(text->buf + i, utf8.buf, utf8.len);
			if (found) {
				strbuf_addch(out, byte);
				i += utf8.len;
			}
			strbuf_release(&utf8);
		}
		if (!found)
			return false;
	}
	return true;
}

static void add_with_ends(struct strbuf *out, const struct strbuf *text, const char *end)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->buf[i] == '\n')
			strbuf_addstr(out, end);
		else
			strbuf_addch(out, text->buf[i]);
}

enum { WAYS = 7 };

/* One of the ways in which an editor saves a file. */
static bool save_otherwise(int way, const struct strbuf *text, struct strbuf *out)
{
	static const char *const ends[] = { "\r\n", "\r", "\r\r\n" };

	if (way == 0)
		strbuf_addstr(out, "\xef\xbb\xbf");
	if (way == 0)
		strbuf_add(out, text->buf, text->len);
	else if (way <= 3)
		add_with_ends(out, text, ends[way - 1]);
	else if (way <= 5)
		add_utf16(out, text, way == 4);
	else
		return add_windows(out, text);
	return true;
}

static void bytes_that_are_no_text_stay(void **state)
{
	static const struct {
		const char *data;
		size_t len;
	} cases[] = {
#define BYTES(text) { text, sizeof(text) - 1 }
		BYTES("[lesson]\ntitle = \"\xe9\"\n# \xc3\xa9\n"), /* both encodings */
		BYTES("[lesson]\nlanguage = ru\ntitle = \"\xe9\"\n"),
		BYTES("[lesson]\ntitle = \"\x81\"\n"),
		BYTES("[lesson]\ntitle = \"\xe9\x01\"\n"),
		BYTES("\xe9\xe9\xe9\xe9"),
		BYTES("[a]\0"),
		BYTES("\xff\xfe\x00\xd8"),
		BYTES("\xff\xfe\x00"),
		BYTES("\xff\xfe"
		      "a\0\0\0"),
#undef BYTES
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct strbuf data = STRBUF_INIT, out = STRBUF_INIT;
		size_t n = 9;

		strbuf_add(&data, cases[i].data, cases[i].len);
		if (repair(&data, NULL, 0, &out, &n) || n || out.len)
			fail_msg("case %zu is repaired: %s", i, out.buf);
		strbuf_release(&data);
		strbuf_release(&out);
	}
}

static void a_lone_cr_ends_a_line_where_one_can_end(void **state)
{
	(void)state;
	assert_repair(HEAD "title = \"A\"\rtext1 = \"B\"\n", HEAD "title = \"A\"\ntext1 = \"B\"\n");
	assert_repair(HEAD "title = \"A\"\r[page q]\r\n", HEAD "title = \"A\"\n[page q]\n");
	assert_repair(
		HEAD "title = \"A\"\r; note\r; more\n", HEAD "title = \"A\"\n; note\n; more\n");
	assert_repair(HEAD "title = \"A\rB\"\n", HEAD "title = \"A\rB\"\n");
	assert_repair(HEAD "title = \"A\"\rB\n", HEAD "title = \"A\"\rB\n");
	assert_repair(HEAD "title = \"A\"\r", HEAD "title = \"A\"\n");
}

/* ---- the course, damaged */

typedef bool damage_fn(const struct good_file *f, struct mistake *m);

static bool no_break_in_heading(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, has_id);

	return i < f->n && put_at(f, m, i, f->lines[i].value - 1, 1, "\u00a0");
}

static bool no_break_in_list(const struct good_file *f, struct mistake *m)
{
	size_t i = pick(f, m, is_id_list);
	const char *space = i < f->n
		? memchr(f->lines[i].text + f->lines[i].value, ' ', f->lines[i].value_len)
		: NULL;

	return space && put_at(f, m, i, (size_t)(space - f->lines[i].text), 1, "\u202f");
}

static bool invisible_in_text(const struct good_file *f, struct mistake *m)
{
	static const char *const signs[] = { "\u200b", "\u00ad", "\ufe0f", "\ufeff", "\u2060",
		"\u202a" };
	size_t i = pick(f, m, is_text), at = i < f->n ? some_space(&f->lines[i], m) : 0;

	return at && put_at(f, m, i, at, 0, signs[rand_below(m->random, ARRAY_SIZE(signs))]);
}

/* The typographic quotes of a text give way to straight ones. */
static bool inner_quotes(const struct good_file *f, struct mistake *m)
{
	static const char *const open[] = { "“", "«\u00a0" }, *const close[] = { "”", "\u00a0»" };
	struct strbuf line = STRBUF_INIT;
	size_t i = pick(f, m, is_text), n = 0;

	for (size_t at = 0; i < f->n && at < f->lines[i].len;) {
		const char *s = f->lines[i].text + at;
		size_t len = 1;
		bool quote = false;

		for (int k = 0; k < 2; k++) {
			if (!strncmp(s, open[k], strlen(open[k])))
				len = strlen(open[k]);
			else if (!strncmp(s, close[k], strlen(close[k])))
				len = strlen(close[k]);
			quote = quote || len > 1;
		}
		strbuf_add(&line, quote ? "\"" : s, quote ? 1 : len);
		n += quote;
		at += len;
	}
	if (n)
		put_line(f, m, i, line.buf);
	strbuf_release(&line);
	return n;
}

static bool is_emphatic(const struct good_line *l)
{
	const char *star = is_text(l) ? memchr(l->text, '*', l->len) : NULL;

	return star && star[1] != '*' && !is_key(l, "title") && is_kind(l, "page");
}

static bool two_stars(const struct good_file *f, struct mistake *m)
{
	struct strbuf line = STRBUF_INIT;
	size_t i = pick(f, m, is_emphatic);

	for (size_t at = 0; i < f->n && at < f->lines[i].len; at++) {
		strbuf_addch(&line, f->lines[i].text[at]);
		if (f->lines[i].text[at] == '*')
			strbuf_addch(&line, '*');
	}
	if (i < f->n)
		put_line(f, m, i, line.buf);
	strbuf_release(&line);
	return i < f->n;
}

static const struct {
	const char *name;
	damage_fn *make;
	int percent; /* of the cases come back; the others stay as they are */
} damages[] = {
#define DAMAGE(name, percent)        \
	{                            \
#name, name, percent \
	}
	DAMAGE(no_break_space, 100), DAMAGE(no_break_in_heading, 100),
	DAMAGE(no_break_in_list, 100), DAMAGE(zero_width_in_key, 100),
	DAMAGE(invisible_in_text, 100), DAMAGE(colon_for_equals, 99), DAMAGE(equals_twice, 99),
	DAMAGE(equals_left_out, 75), DAMAGE(curly_quotes, 100), DAMAGE(single_quotes, 100),
	DAMAGE(opening_quote_left_out, 99), DAMAGE(closing_quote_left_out, 100),
	DAMAGE(inner_quotes, 100), DAMAGE(two_stars, 100)
#undef DAMAGE
};

enum { TRIES = 12 };

struct tally {
	int all, back;
};

static void assert_idempotent(
	const struct strbuf *once, const char *lang, int format, const char *what)
{
	struct strbuf twice = STRBUF_INIT;
	size_t n = 0;

	assert_true(repair(once, lang, format, &twice, &n));
	if (n || !is_same(once, &twice))
		fail_msg("a second repair changes %s", what);
	strbuf_release(&twice);
}

static void damage_file(const struct good_file *f, const char *path, const char *lang,
	struct tally tallies[], uint64_t *random)
{
	for (size_t d = 0; d < ARRAY_SIZE(damages); d++)
		for (int i = 0; i < TRIES; i++) {
			struct mistake m = { .text = STRBUF_INIT, .random = random };
			struct strbuf out = STRBUF_INIT;

			if (damages[d].make(f, &m)) {
				assert_true(repair(&m.text, lang, 2, &out, NULL));
				tallies[d].all++;
				tallies[d].back += is_same(&out, &f->text);
				if (!is_same(&out, &f->text) && !is_same(&out, &m.text))
					fail_msg("%s in %s:%d is neither repaired nor left",
						damages[d].name, path, m.lines[m.n_lines - 1]);
				assert_idempotent(&out, lang, 2, path);
			}
			strbuf_release(&m.text);
			strbuf_release(&out);
		}
}

static void save_file_otherwise(const struct good_file *f, const char *path, const char *lang)
{
	for (int way = 0; way < WAYS; way++) {
		struct strbuf data = STRBUF_INIT, out = STRBUF_INIT;

		if (save_otherwise(way, &f->text, &data)) {
			if (!repair(&data, lang, 2, &out, NULL))
				fail_msg("%s, saved in way %d, cannot be repaired", path, way);
			if (!is_same(&out, &f->text))
				fail_msg("%s, saved in way %d, does not come back", path, way);
		}
		strbuf_release(&data);
		strbuf_release(&out);
	}
}

typedef void file_fn(const char *path, void *ctx);

static void each_file(const char *dir, file_fn *visit, void *ctx)
{
	struct dirent *d;
	DIR *open = opendir(dir);

	assert_non_null(open);
	while ((d = readdir(open))) {
		char path[700];
		size_t len = strlen(d->d_name);

		snprintf(path, sizeof(path), "%s/%.200s", dir, d->d_name);
		if (d->d_name[0] != '.' && file_is_real_folder(path))
			each_file(path, visit, ctx);
		else if (len > 4 && !strcmp(d->d_name + len - 4, ".ini"))
			visit(path, ctx);
	}
	closedir(open);
}

static void try_file(const char *path, void *ctx)
{
	const char *lang = strstr(path, "/fr.ini") ? "fr" : "en";
	struct strbuf out = STRBUF_INIT;
	struct good_file f;
	/* the same damage wherever the tree lies */
	uint64_t random = strlen(path + strlen(TEST_LESSONS));
	size_t n = 0;

	good_read(&f, path);
	assert_true(repair(&f.text, lang, 2, &out, &n));
	if (n || !is_same(&out, &f.text))
		fail_msg("%s is good and is changed", path);
	strbuf_release(&out);
	damage_file(&f, path, lang, ctx, &random);
	save_file_otherwise(&f, path, lang);
	good_release(&f);
}

static void damage_comes_back_byte_for_byte(void **state)
{
	struct tally tallies[ARRAY_SIZE(damages)] = { { 0, 0 } };

	(void)state;
	each_file(TEST_LESSONS, try_file, tallies);
	for (size_t d = 0; d < ARRAY_SIZE(damages); d++) {
		print_message("# %-24s %4d of %4d come back, the others are left\n",
			damages[d].name, tallies[d].back, tallies[d].all);
		if (tallies[d].back * 100 < tallies[d].all * damages[d].percent || !tallies[d].all)
			fail_msg("%s: too few", damages[d].name);
	}
}

/* ---- what check says before and after */

static size_t count_new_rules(const struct diags *before, const struct diags *after)
{
	size_t n = 0;

	for (size_t i = 0; i < after->n; i++)
		n += after->v[i].severity == DIAG_ERROR && !has_rule(before, after->v[i].rule);
	return n;
}

static void check_text(const char *path, const struct strbuf *text, struct diags *diags)
{
	static const struct date today = { 2026, 11, 24 };
	struct check_result result = { 0 };

	assert_true(file_write_atomic(path, text->buf, text->len, true));
	check_path(path, &today, question_parse, &result, diags);
}

static void try_example(const char *path, void *ctx)
{
	const char *scratch = ctx;
	struct diags before = DIAGS_INIT, after = DIAGS_INIT;
	struct strbuf data = STRBUF_INIT, out = STRBUF_INIT, err = STRBUF_INIT;
	const char *name = strrchr(path, '/') + 1;
	char copy[128];

	snprintf(copy, sizeof(copy), "%s/%.60s", scratch, name);
	assert_true(file_read(path, INI_MAX_FILE, &data, &err));
	if (repair(&data, strcmp(name, "fr.ini") ? NULL : "fr", 0, &out, NULL)) {
		assert_idempotent(&out, strcmp(name, "fr.ini") ? NULL : "fr", 0, path);
		check_text(copy, &data, &before);
		check_text(copy, &out, &after);
		if (after.errors > before.errors ||
			(count_new_rules(&before, &after) && !has_rule(&before, "utf-16")))
			fail_msg("%s is worse: %s", path, after.v[0].message);
		unlink(copy);
	}
	strbuf_release(&data);
	strbuf_release(&out);
	strbuf_release(&err);
	diags_release(&before);
	diags_release(&after);
}

static void nothing_is_worse_afterwards(void **state)
{
	char scratch[64];

	(void)state;
	make_folder(scratch);
	each_file(TEST_DATA "/lessons/good", try_example, scratch);
	each_file(TEST_DATA "/lessons/bad", try_example, scratch);
	file_remove_tree(scratch);
}

/* ---- with the readers' word */

static void assert_repair_by(
	const char *rule, const char *instead, const char *before, const char *after)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT;
	struct fixes fixes = { 0 };

	diag_add(&diags, DIAG_ERROR, rule, "other.ini", 2, 1, NULL, "elsewhere");
	diag_add(&diags, DIAG_ERROR, rule, "a.ini", 2, 1, NULL, "here");
	if (instead)
		diag_instead(&diags, instead);
	assert_int_equal(fix_by_diags(before, strlen(before), "a.ini", &diags, &out, &fixes),
		strcmp(before, after) != 0);
	assert_string_equal(out.buf, after);
	assert_int_equal(fixes.n, strcmp(before, after) != 0);
	fixes_release(&fixes);
	strbuf_release(&out);
	diags_release(&diags);
}

static void what_the_readers_say_is_repaired(void **state)
{
	(void)state;
	assert_repair_by("unknown-key", "title", "[a]\ntitel = \"x\"\n", "[a]\ntitle = \"x\"\n");
	assert_repair_by("unknown-key", NULL, "[a]\ntitel = \"x\"\n", "[a]\ntitel = \"x\"\n");
	assert_repair_by("unknown-key", "title", "[a]\n[b]\n", "[a]\n[b]\n");
	assert_repair_by("not-quoted", NULL, "[a]\ntitle = x y", "[a]\ntitle = \"x y\"");
	assert_repair_by("not-quoted", NULL, "[a]\ntitle = x\"y", "[a]\ntitle = x\"y");
	assert_repair_by("not-quoted", NULL, "[a]\ntitle = x\\y", "[a]\ntitle = x\\y");
	assert_repair_by("not-bare", NULL, "[a]\nn = \"10\"\n", "[a]\nn = 10\n");
	assert_repair_by("not-bare", NULL, "[a]\nn = \"yes\"\n", "[a]\nn = yes\n");
	assert_repair_by("not-bare", NULL, "[a]\nn = \"no\"\n", "[a]\nn = no\n");
	assert_repair_by("not-bare", NULL, "[a]\nn = \"2026-11-24\"\n", "[a]\nn = 2026-11-24\n");
	assert_repair_by("not-bare", NULL, "[a]\nn = \"Yes\"\n", "[a]\nn = \"Yes\"\n");
	assert_repair_by("not-bare", NULL, "[a]\nn = \"-1\"\n", "[a]\nn = \"-1\"\n");
	assert_repair_by("not-bare", NULL, "[a]\nn = 10\n", "[a]\nn = 10\n");
}

/* ---- the diff */

static void a_diff_has_hunks_with_context(void **state)
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	fix_diff(&out, "f", &a, &b);
	assert_string_equal(out.buf, "");
	strbuf_addstr(&a, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14");
	strbuf_addstr(&b, "1\n2\n3\n4\nV\nVI\n7\n8\n9\n10\n11\n12\n13\nXIV");
	fix_diff(&out, "f", &a, &b);
	assert_string_equal(out.buf,
		"--- f\n+++ f\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-5\n-6\n+V\n+VI\n 7\n 8\n 9\n"
		"@@ -11,4 +11,4 @@\n 11\n 12\n 13\n-14\n\\ No newline at end of file\n+XIV\n"
		"\\ No newline at end of file\n");
	strbuf_release(&a);
	strbuf_release(&b);
	strbuf_release(&out);
}

static void every_repair_has_a_name_and_a_sentence(void **state)
{
	(void)state;
	for (int i = 0; i < FIX_COUNT; i++) {
		assert_true(*fix_name((enum fix_id)i));
		assert_true(*fix_sentence((enum fix_id)i));
	}
	assert_true(fix_is_western(NULL));
	assert_true(fix_is_western("pt-BR"));
	assert_false(fix_is_western("ru"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_has_one_safe_answer_or_stays),
		cmocka_unit_test(what_may_go_on_in_the_next_line_stays),
		cmocka_unit_test(bytes_that_are_no_text_stay),
		cmocka_unit_test(a_lone_cr_ends_a_line_where_one_can_end),
		cmocka_unit_test(damage_comes_back_byte_for_byte),
		cmocka_unit_test(nothing_is_worse_afterwards),
		cmocka_unit_test(what_the_readers_say_is_repaired),
		cmocka_unit_test(a_diff_has_hunks_with_context),
		cmocka_unit_test(every_repair_has_a_name_and_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
