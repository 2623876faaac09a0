/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "unit/course_fixture.h"

struct fixture {
	struct arena arena;
	struct diags diags;
};

static int set_up(void **state)
{
	*state = xcalloc(1, sizeof(struct fixture));
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	diags_release(&f->diags);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static struct ini *parse(struct fixture *f, const char *text)
{
	return parse_text(&f->arena, text, &f->diags);
}

static void assert_refused(
	struct fixture *f, const char *text, const char *rule, int line, int column)
{
	assert_null(parse(f, text));
	assert_one_diag(&f->diags, rule, line, column);
	diags_release(&f->diags);
}

static void keys_and_values_keep_their_order_and_places(void **state)
{
	struct fixture *f = *state;
	const struct ini *ini = parse(f,
		"; a comment\n# another\n\n[lesson]\nid = x\n  title\t=  \"Été ; # = [x]\"  "
		"\n[page two-b]\n"
		"text1 = \"a\"\n");
	const struct ini_section *s;

	assert_no_diags(&f->diags);
	assert_int_equal(ini->n, 2);
	s = &ini->sections[0];
	assert_string_equal(s->kind, "lesson");
	assert_string_equal(s->id, "");
	assert_int_equal(s->line, 4);
	assert_int_equal(s->n, 2);
	assert_string_equal(s->entries[0].value, "x");
	assert_false(s->entries[0].quoted);
	assert_string_equal(s->entries[1].key, "title");
	assert_string_equal(s->entries[1].value, "Été ; # = [x]");
	assert_true(s->entries[1].quoted);
	assert_int_equal(s->entries[1].line, 6);
	assert_int_equal(s->entries[1].key_column, 3);
	assert_int_equal(s->entries[1].column, 13);
	assert_string_equal(s->entries[1].source, "  title\t=  \"Été ; # = [x]\"  ");
	s = &ini->sections[1];
	assert_string_equal(s->name, "page two-b");
	assert_string_equal(s->kind, "page");
	assert_string_equal(s->id, "two-b");
	assert_ptr_equal(ini_find(ini, "page", "two-b"), s);
	assert_null(ini_find(ini, "page", "two"));
	assert_string_equal(ini_get(s, "text1")->value, "a");
	assert_null(ini_get(s, "text2"));
}

static void dos_line_ends_and_a_missing_last_newline_are_fine(void **state)
{
	struct fixture *f = *state;
	const struct ini *ini = parse(f, "[a]\r\nk = v\r\nl = \"w\"");

	assert_no_diags(&f->diags);
	assert_string_equal(ini->sections[0].entries[0].value, "v");
	assert_string_equal(ini->sections[0].entries[1].value, "w");
}

static void a_byte_order_mark_is_a_warning(void **state)
{
	struct fixture *f = *state;

	assert_non_null(parse(f, "\xef\xbb\xbf[a]\nk = v\n"));
	assert_one_diag(&f->diags, "byte-order-mark", 1, 1);
	assert_int_equal(f->diags.errors, 0);
}

static void orthography_of_other_scripts_passes(void **state)
{
	struct fixture *f = *state;

	assert_non_null(
		parse(f, "[a]\nk = \"می\u200cخواهم\"\nl = \"ශ\u0dca\u200dරී\"\nm = \"人。\"\n"));
	assert_no_diags(&f->diags);
}

static void each_byte_fault_is_named_where_it_is(void **state)
{
	struct fixture *f = *state;
	static const char nul[] = "[a]\nk = \"x\0y\"\n";

	assert_refused(f, "[a]\nk = \"a\x1b[2J\"\n", "control-character", 2, 7);
	assert_refused(f, "[a]\nk = \"a\tb\"\n", "control-character", 2, 7);
	assert_refused(f, "[a]\nk = \"é\xe9 x\"\n", "invalid-utf-8", 2, 7);
	assert_refused(f, "[a]\nk = \"..\xc0\xaf\"\n", "invalid-utf-8", 2, 8);
	assert_refused(f, "[a]\nk = \"\xed\xa0\x80\"\n", "invalid-utf-8", 2, 6);
	/* another encoding is reported once, however many lines are invalid */
	assert_refused(f, "[a]\nk = \"\xe9\"\nl = \"\xe8\"\nm = \"\xe0\"\n", "invalid-utf-8", 2, 6);
	assert_refused(f, "[a]\nk = \"é\u202ex\"\n", "forbidden-character", 2, 7);
	assert_refused(f, "[a]\nk = v\rl = w\n", "lone-cr", 2, 6);
	assert_refused(f, "; a\u202e\n[a]\nk = v\n", "forbidden-character", 1, 4);
	assert_null(ini_parse(&f->arena, "t", nul, sizeof(nul) - 1, &f->diags));
	assert_one_diag(&f->diags, "nul-byte", 2, 1);
}

static void wide_encodings_are_named(void **state)
{
	struct fixture *f = *state;
	static const char *const texts[] = { "\xff\xfe[\0a\0]\0", "\xfe\xff\0[\0a\0]",
		"\0[\0a\0]\0x", "[\0a\0]\0x\0", "\0\0\xfe\xff\0\0\0[" };

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		assert_null(ini_parse(&f->arena, "t", texts[i], 8, &f->diags));
		assert_one_diag(&f->diags, "utf-16", 1, 0);
		diags_release(&f->diags);
	}
}

static void a_line_may_have_so_many_bytes_and_no_more(void **state)
{
	struct fixture *f = *state;
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "[a]\nk = ");
	while (text.len < 4 + INI_MAX_LINE)
		strbuf_addch(&text, 'x');
	strbuf_addstr(&text, "\r\nl = w");
	assert_non_null(parse(f, text.buf));
	assert_no_diags(&f->diags);
	strbuf_splice(&text, 8, 0, "y", 1);
	assert_refused(f, text.buf, "line-too-long", 2, 1);
	strbuf_release(&text);
}

static void what_iniparser_would_lose_or_bend_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, "[a]\nk = one; two\n", "cut-value", 2, 8);
	assert_refused(f, "[a]\nk = #116\n", "cut-value", 2, 5);
	assert_refused(f, "[a]\nk = \"one\n", "unclosed-quote", 2, 5);
	assert_refused(f, "[a]\nk = \"\n", "unclosed-quote", 2, 5);
	assert_refused(f, "[a]\nk = \"one'\n", "unclosed-quote", 2, 5);
	assert_refused(f, "[a]\nk = \"one\" two\n", "text-after-quote", 2, 11);
	assert_refused(f, "[a]\nk = \"one\" ; two\n", "text-after-quote", 2, 11);
	assert_refused(f, "[a]\nk = \"a \"b\" c\"\n", "straight-quote", 2, 8);
	assert_refused(f, "[a]\nk = a \"b\"\n", "straight-quote", 2, 7);
	assert_refused(f, "[a]\nk = \"\"\"\n", "straight-quote", 2, 6);
	assert_refused(f, "[a]\nk = 'one'\n", "single-quoted", 2, 5);
	assert_refused(f, "[a]\nk = \"a\\nb\"\n", "backslash", 2, 7);
	assert_refused(f, "[a]\nk = a\\\n", "backslash", 2, 6);
	assert_refused(f, "; x \\\n[a]\nk = a\n", "backslash", 1, 5);
	assert_refused(f, "[a]\nk =\n", "empty-value", 2, 4);
	assert_refused(f, "[a]\nk = \"\"\n", "empty-value", 2, 5);
	assert_refused(f, "k = v\nl = w\n[a]\nm = x\n", "key-before-section", 1, 1);
	assert_refused(f, "x\nk = v\ny\n", "malformed-line", 1, 1);
	assert_refused(f, "[a]\nk v\n", "malformed-line", 2, 1);
	assert_refused(f, "[a]\n= v\n", "malformed-line", 2, 1);
	assert_refused(f, "[a]\nK = v\n", "bad-key-name", 2, 1);
	assert_refused(f, "[a]\na b = v\n", "bad-key-name", 2, 1);
	assert_refused(f, "[a]\na:b = v\n", "bad-key-name", 2, 1);
	assert_refused(f, "[a\nk = v\n", "malformed-section", 1, 1);
	assert_refused(f, "[a] ; b\nk = v\n", "malformed-section", 1, 4);
	assert_refused(f, "[a]x]\nk = v\n", "malformed-section", 1, 4);
	assert_refused(f, "[]\nk = v\n", "bad-section-name", 1, 2);
	assert_refused(f, "[a:b]\nk = v\n", "bad-section-name", 1, 2);
	assert_refused(f, "[a  b]\nk = v\n", "bad-section-name", 1, 2);
	assert_refused(f, "[a b c]\nk = v\n", "bad-section-name", 1, 2);
	assert_refused(f, "[a ]\nk = v\n", "bad-section-name", 1, 2);
	assert_refused(f, "[a]\nk = v\n[b]\nk = v\n[a]\nk = w\n", "duplicate-section", 5, 1);
	assert_refused(f, "[a]\nk = v\nk = w\n", "duplicate-key", 3, 1);
	assert_refused(f, "", "empty-file", 0, 0);
	assert_refused(f, "; nothing\n\n", "empty-file", 0, 0);
}

static void all_problems_of_a_file_come_in_one_run(void **state)
{
	struct fixture *f = *state;

	assert_null(parse(f, "[a]\nk = 'x'\nl = y;z\n[B]\nm\nm\n[c]\nk = \x01\n"));
	assert_int_equal(f->diags.n, 6);
	assert_true(has_rule(&f->diags, "single-quoted"));
	assert_true(has_rule(&f->diags, "cut-value"));
	assert_true(has_rule(&f->diags, "bad-section-name"));
	assert_true(has_rule(&f->diags, "malformed-line"));
	assert_true(has_rule(&f->diags, "control-character"));
}

static void keys_below_a_bad_heading_are_not_taken_for_duplicates(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, "[a]\nk = v\n[B]\nk = w\n", "bad-section-name", 3, 2);
	assert_refused(f, "[a]\nk = v\n[b\x01]\nk = w\n", "control-character", 3, 3);
}

/* ---- the best reading of a malformed file */

static const char *read_best(struct fixture *f, const char *text, const char *rule, int line)
{
	const struct ini *ini;

	diags_release(&f->diags);
	f->diags.thorough = true;
	ini = parse(f, text);
	assert_non_null(ini);
	assert_true(ini->faulty);
	assert_diags(&f->diags, 1);
	assert_string_equal(f->diags.v[0].rule, rule);
	assert_int_equal(f->diags.v[0].line, line);
	if (!ini->sections[0].n)
		return NULL;
	assert_string_equal(ini->sections[0].entries[0].key, "k");
	assert_true(ini->sections[0].entries[0].faulty);
	return ini->sections[0].entries[0].value;
}

static void a_faulty_line_is_read_as_it_was_meant(void **state)
{
	static const struct {
		const char *line, *value, *rule;
	} cases[] = {
		{ "k = \"a \"b\" c\"", "a \"b\" c", "straight-quote" },
		{ "k = \"one", "one", "unclosed-quote" },
		{ "k = \"one”", "one", "unclosed-quote" },
		{ "k = one\"", "one", "straight-quote" },
		{ "k = one \"two\" three", "one \"two\" three", "straight-quote" },
		{ "k = 'one'", "one", "single-quoted" },
		{ "k = 'one", "one", "single-quoted" },
		{ "k = “one”", "one", "single-quoted" },
		{ "k = “one\"", "one", "single-quoted" },
		{ "k = “", "", "single-quoted" },
		{ "k = \"one\" ; two", "one", "text-after-quote" },
		{ "k = one ; two", "one", "cut-value" },
		{ "k = a\\b", "a\\b", "backslash" },
		{ "k = \"a\tb\"", "a\tb", "control-character" },
		{ "k = a\tb", "a\tb", "control-character" },
		{ "k =", "", "empty-value" },
		{ "k = \"\"", "", "empty-value" },
		{ "K = one", "one", "bad-key-name" },
		{ "\"k\" = one", "one", "bad-key-name" },
		{ "k: \"one\"", "one", "malformed-line" },
		{ "k \"one\"", "one", "malformed-line" },
		{ "k one", "one", "malformed-line" },
		{ "k = \"\x01one\"", "\xef\xbf\xbdone", "control-character" },
		{ "k\xc2\xa0= \"one\"", "one", "look-alike" },
		{ "k =\xc2\xa0\"one\"\xc2\xa0", "one", "look-alike" },
		{ "k ＝ \"one\"", "one", "look-alike" },
		{ "k = а", "a", "look-alike" },
		{ "k = α, b", "a, b", "look-alike" },
		{ "k = 2026–11−24", "2026-11-24", "look-alike" },
		{ "\xc2\xa0k = 1", "1", "look-alike" },
		{ "k\xe2\x80\x8b = 1", "1", "look-alike" },
		{ "k = a\xe2\x81\xa0"
		  "b",
			"ab", "look-alike" },
		{ "к = 1", "1", "look-alike" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char text[128];

		snprintf(text, sizeof(text), "[a]\n%s\nl = x\n[b]\nm = y\n", cases[i].line);
		assert_string_equal(read_best(*state, text, cases[i].rule, 2), cases[i].value);
	}
}

static void what_only_looks_like_a_name_in_a_text_stays(void **state)
{
	struct fixture *f = *state;

	assert_non_null(parse(f, "[a]\nk = CC BY–SA\nl = сор é\nm = \"a – b\"\nn = \"c\" \n"));
	assert_no_diags(&f->diags);
	assert_refused(f, "[a]\n\xc2\xa0\nk = v\n", "look-alike", 2, 1);
	assert_refused(f, "\xc2\xa0; a\n[a]\nk = v\n", "look-alike", 1, 1);
	assert_refused(f,
		"[a"
		"\xc2\xa0"
		"b]\nk = v\n",
		"look-alike", 1, 3);
	assert_refused(f, "[é]\nk = v\n", "bad-section-name", 1, 2);
	assert_refused(f, "[a]\né = v\n", "bad-key-name", 2, 1);
	assert_refused(f, "[a]\né\n", "malformed-line", 2, 1);
	assert_refused(f, "[a]\nk = \"é\n", "unclosed-quote", 2, 5);
}

static void a_text_over_several_lines_is_one_fault(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(
		read_best(f, "[a]\nk = \"one\r\ntwo\r\nthree\"\r\nl = x\n", "unclosed-quote", 2),
		"one two three\"");
	assert_non_null(strstr(f->diags.v[0].message, "text1"));
	read_best(f, "[a]\nk = \"one\nl = \"two\"\n; c\n", "unclosed-quote", 2);
}

static void a_faulty_heading_opens_its_section(void **state)
{
	static const struct {
		const char *heading, *name, *rule;
	} cases[] = {
		{ "[Page One two]", "page one-two", "bad-section-name" },
		{ "[page:one]", "page one", "bad-section-name" },
		{ "[page one", "page one", "malformed-section" },
		{ "[page one] x", "page one", "malformed-section" },
		{ "page one]", "page one", "malformed-section" },
		{ "[page"
		  "\xc2\xa0"
		  "one]",
			"page one", "look-alike" },
		{ "[]", "", "bad-section-name" },
		{ "[a]", "a", "duplicate-section" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char text[128];
		const struct ini *ini;

		snprintf(text, sizeof(text), "[a]\nk = x\n%s\nk = y\n", cases[i].heading);
		diags_release(&f->diags);
		f->diags.thorough = true;
		ini = parse(f, text);
		assert_non_null(ini);
		assert_diags(&f->diags, 1);
		assert_string_equal(f->diags.v[0].rule, cases[i].rule);
		assert_false(f->diags.v[0].alone);
		assert_int_equal(ini->n, 2);
		assert_string_equal(ini->sections[1].name, cases[i].name);
		assert_true(ini->sections[1].faulty);
		assert_int_equal(ini->sections[1].n, 1);
	}
}

static void keys_before_a_heading_belong_to_the_one_that_was_left_out(void **state)
{
	struct fixture *f = *state;
	struct ini *ini;

	f->diags.thorough = true;
	ini = parse(f, "k = v\nK2\n[a]\nm = x\n");
	assert_non_null(ini);
	assert_one_diag(&f->diags, "key-before-section", 1, 1);
	ini_name_head(ini, "lesson");
	assert_string_equal(ini->sections[0].name, "lesson");
	ini_name_head(ini, "other");
	assert_string_equal(ini->sections[0].name, "lesson");
	ini = parse(f, "k = v\n[a]\nm = x\n");
	ini_name_head(ini, "a");
	assert_int_equal(ini->n, 1);
	/* a line without a key may be any that is missing */
	ini = parse(f, "[a]\n= v\n");
	assert_true(ini->sections[0].incomplete);
	ini = parse(f, "[a]\né = v\n");
	assert_true(ini->sections[0].incomplete);
	/* a file that is something else has no best reading */
	assert_null(parse(f, "a\nb\n"));
}

static void errors_end_at_a_hundred(void **state)
{
	struct fixture *f = *state;
	struct strbuf text = STRBUF_INIT;

	for (int i = 0; i < 1000; i++)
		strbuf_addstr(&text, i ? "x\n" : "[a]\n");
	assert_null(parse(f, text.buf));
	assert_int_equal(f->diags.n, INI_MAX_PROBLEMS + 1);
	assert_true(has_rule(&f->diags, "too-many-errors"));
	strbuf_release(&text);
}

static void lines_of_a_file_that_is_no_lesson_are_not_shown(void **state)
{
	struct fixture *f = *state;

	assert_null(parse(f, "root:x:0:0\n[a]\nmore\n"));
	assert_diags(&f->diags, 2);
	assert_null(f->diags.v[0].source);
	assert_string_equal(f->diags.v[1].source, "more");
}

static void keys_and_headings_have_a_limit(void **state)
{
	struct fixture *f = *state;
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "[a]\n");
	for (int i = 1; i < INI_MAX_KEYS; i++)
		strbuf_addf(&text, "k%d = v\n", i);
	assert_non_null(parse(f, text.buf));
	assert_no_diags(&f->diags);
	strbuf_addstr(&text, "[b]\n[c]\n");
	assert_null(parse(f, text.buf));
	assert_one_diag(&f->diags, "too-many-keys", INI_MAX_KEYS + 1, 1);
	strbuf_release(&text);
}

/* iniparser receives such a file in pieces: no line may be lost or read twice. */
static void a_file_may_have_a_thousand_sections(void **state)
{
	struct fixture *f = *state;
	struct strbuf text = STRBUF_INIT;
	const struct ini *ini;

	for (int i = 0; i < 1000; i++)
		strbuf_addf(&text,
			"; number %d\r\n[question q%d]\n\na = %d\nb = \"text; %d\"\nc = x\nd = y\n",
			i, i, i, i);
	ini = parse(f, text.buf);
	assert_non_null(ini);
	assert_no_diags(&f->diags);
	assert_int_equal(ini->n, 1000);
	assert_string_equal(ini_get(ini_find(ini, "question", "q0"), "a")->value, "0");
	assert_string_equal(ini_get(ini_find(ini, "question", "q999"), "b")->value, "text; 999");
	strbuf_release(&text);
}

static void only_regular_files_are_read_and_nothing_hangs(void **state)
{
	struct fixture *f = *state;
	char dir[64], path[128];
	bool absent = false;

	make_folder(dir);
	assert_null(ini_read(&f->arena, dir, NULL, &f->diags));
	assert_one_diag(&f->diags, "not-a-file", 0, 0);
	diags_release(&f->diags);

	snprintf(path, sizeof(path), "%s/fifo", dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(ini_read(&f->arena, path, NULL, &f->diags));
	assert_one_diag(&f->diags, "not-a-file", 0, 0);
	diags_release(&f->diags);
	unlink(path);

	assert_null(ini_read(&f->arena, path, NULL, &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
	diags_release(&f->diags);
	assert_null(ini_read(&f->arena, path, &absent, &f->diags));
	assert_true(absent);
	assert_no_diags(&f->diags);

	assert_int_equal(symlink("loop", path), 0);
	snprintf(path, sizeof(path), "%s/loop", dir);
	assert_int_equal(symlink("fifo", path), 0);
	absent = false;
	assert_null(ini_read(&f->arena, path, &absent, &f->diags));
	assert_one_diag(&f->diags, "cannot-read", 0, 0);
	assert_false(absent);
	unlink(path);
	snprintf(path, sizeof(path), "%s/fifo", dir);
	unlink(path);
	rmdir(dir);
}

static void a_file_has_a_largest_size(void **state)
{
	struct fixture *f = *state;
	char dir[64], path[128], *data = xcalloc(1, INI_MAX_FILE + 2);

	make_folder(dir);
	memset(data, '\n', INI_MAX_FILE + 1);
	memcpy(data, "[a]\nk = v\n", strlen("[a]\nk = v\n"));
	write_file(dir, "x", data, INI_MAX_FILE);
	snprintf(path, sizeof(path), "%s/x", dir);
	assert_non_null(ini_read(&f->arena, path, NULL, &f->diags));
	assert_no_diags(&f->diags);
	write_file(dir, "x", data, INI_MAX_FILE + 1);
	assert_null(ini_read(&f->arena, path, NULL, &f->diags));
	assert_one_diag(&f->diags, "file-too-large", INI_MAX_FILE - 7, 1);
	diags_release(&f->diags);
	/* a single line of a megabyte */
	memset(data + 10, 'x', INI_MAX_FILE - 9);
	write_file(dir, "x", data, INI_MAX_FILE + 1);
	assert_null(ini_read(&f->arena, path, NULL, &f->diags));
	assert_one_diag(&f->diags, "file-too-large", 3, INI_MAX_FILE - 9);
	unlink(path);
	rmdir(dir);
	free(data);
}

static void the_head_ends_at_the_second_heading_and_the_rest_is_counted(void **state)
{
	struct fixture *f = *state;
	char dir[64], path[128];
	struct ini_counts counts;
	const struct ini *ini;

	make_folder(dir);
	write_text(dir, "x",
		"; [page no]\n[lesson]\ntitle = \"A [page x] of\"\n  [page a]\nk\x01 = [page "
		"b]\n[page c]\n"
		"[question d]\n[draw e]\n[pages f]\n[page");
	snprintf(path, sizeof(path), "%s/x", dir);
	ini = ini_read_head(&f->arena, path, &counts, NULL, &f->diags);
	assert_no_diags(&f->diags);
	assert_int_equal(ini->n, 1);
	assert_string_equal(ini->sections[0].entries[0].value, "A [page x] of");
	assert_int_equal(counts.pages, 2);
	assert_int_equal(counts.questions, 1);
	assert_int_equal(counts.draws, 1);
	assert_non_null(ini_read_head(&f->arena, path, NULL, NULL, &f->diags));
	unlink(path);
	rmdir(dir);
}

/* ---- overlays */

static void overlay(struct fixture *f, struct ini **base, const char *text, const char *over)
{
	const struct ini *fr;

	*base = parse(f, text);
	fr = ini_parse(&f->arena, "fr.ini", over, strlen(over), &f->diags);
	assert_non_null(*base);
	assert_non_null(fr);
	ini_overlay(&f->arena, *base, fr, &f->diags);
}

static void an_overlay_replaces_texts_and_says_where_from(void **state)
{
	struct fixture *f = *state;
	struct ini *base;
	const struct ini_entry *e;

	overlay(f, &base, "[a]\nid = x\nt = \"one\"\n[b]\nn = 1\n", "\n[a]\n\tt  =  \"un\"\n");
	assert_no_diags(&f->diags);
	e = ini_get(&base->sections[0], "t");
	assert_string_equal(e->value, "un");
	assert_string_equal(e->file, "fr.ini");
	assert_string_equal(e->source, "\tt  =  \"un\"");
	assert_int_equal(e->line, 3);
	assert_int_equal(e->key_column, 2);
	assert_int_equal(e->column, 9);
	assert_true(e->translated);
	assert_false(ini_get(&base->sections[0], "id")->translated);
}

static void a_missing_translation_is_a_warning(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	overlay(f, &base, "[a]\nt = \"one\"\nu = \"two\"\n[b]\nt = \"three\"\n",
		"[a]\nt = \"un\"\n");
	assert_int_equal(f->diags.n, 2);
	assert_int_equal(f->diags.warnings, 2);
	assert_string_equal(f->diags.v[0].rule, "missing-translation");
	assert_int_equal(f->diags.v[0].line, 1);
	assert_int_equal(f->diags.v[1].line, 0);
	assert_string_equal(f->diags.v[1].file, "fr.ini");
}

static void a_misspelt_name_of_an_overlay_gives_one_message(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	f->diags.thorough = true;
	overlay(f, &base, "[a]\ntitle = \"one\"\ntext1 = \"two\"\n",
		"[a]\ntitel = \"un\"\ntext1 = \"deux\"\n");
	assert_one_diag(&f->diags, "extra-translation", 2, 1);
	assert_string_equal(f->diags.v[0].instead, "title");
	diags_release(&f->diags);
	f->diags = (struct diags){ .thorough = true };
	overlay(f, &base, "[page hills]\nt = \"one\"\n", "[page hils]\nt = \"un\"\n");
	assert_one_diag(&f->diags, "extra-translation", 1, 1);
	diags_release(&f->diags);
	f->diags = (struct diags){ .thorough = true };
	overlay(f, &base, "[a]\ntitle = \"one\"\n", "[a]\ntitle = un\n");
	assert_one_diag(&f->diags, "not-quoted", 2, 9);
}

static void what_follows_from_a_fault_of_the_source_is_not_told_in_the_overlay(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	f->diags.thorough = true;
	overlay(f, &base, "[page far hills]\nt = \"one\"\n", "[page far]\nt = \"un\"\n");
	assert_one_diag(&f->diags, "bad-section-name", 1, 2);
	diags_release(&f->diags);
	f->diags = (struct diags){ .thorough = true };
	overlay(f, &base, "[a]\ntitle =\n", "[a]\ntitle = \"un\"\n");
	assert_int_equal(f->diags.n, 1);
	assert_int_equal(f->diags.v[0].line, 2);
}

static void an_id_that_the_source_names_is_not_extra(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	f->diags.thorough = true;
	overlay(f, &base, "[term slpe]\nt = \"one\"\n[page high]\nterm1 = land, slope\n",
		"[term slope]\nt = \"un\"\n");
	assert_int_equal(f->diags.n, 1);
	diag_add(&f->diags, DIAG_ERROR, "unknown-term", base->file, 4, 1, NULL, "unknown");
	diags_sort(&f->diags);
	assert_int_equal(f->diags.n, 1);
	assert_string_equal(f->diags.v[0].rule, "unknown-term");
}

static void assert_refers(const char *value, bool quoted, const char *id, int wanted)
{
	const struct ini_entry e = { .value = value, .quoted = quoted };
	size_t at = 99;

	assert_int_equal(ini_refers(&e, id, &at), wanted >= 0);
	assert_int_equal(at, wanted < 0 ? 99 : wanted);
}

static void a_value_names_whole_ids(void **state)
{
	(void)state;
	assert_refers("sea", false, "sea", 0);
	assert_refers("seas, sea", false, "sea", 6);
	assert_refers("over-sea, sea-2", false, "sea", -1);
	assert_refers("", false, "sea", -1);
	assert_refers("sea", false, "", -1);
	assert_refers("the sea, {seas}", true, "sea", -1);
	assert_refers("the sea {sea.year}", true, "sea", 8);
	assert_refers("sea", true, "sea", -1);
}

static void an_overlay_has_nothing_of_its_own(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	overlay(f, &base, "[a]\nn = 1\nt = \"one\"\n",
		"[a]\nt = \"un\"\nn = 2\nm = 3\nv = \"x\"\n[c]\nt = \"y\"\n");
	assert_int_equal(f->diags.n, 4);
	assert_int_equal(f->diags.warnings, 4);
	assert_string_equal(f->diags.v[0].rule, "not-prose");
	assert_string_equal(f->diags.v[1].rule, "not-prose");
	assert_string_equal(f->diags.v[2].rule, "extra-translation");
	assert_string_equal(f->diags.v[3].rule, "extra-translation");
	assert_string_equal(ini_get(&base->sections[0], "n")->value, "1");
}

static void a_quoted_text_does_not_replace_a_bare_value(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	overlay(f, &base, "[a]\nn = 1\n", "[a]\nn = \"2\"\n");
	assert_one_diag(&f->diags, "not-prose", 2, 1);
	assert_string_equal(ini_get(&base->sections[0], "n")->value, "1");
}

static void synonyms_may_be_more_or_fewer(void **state)
{
	struct fixture *f = *state;
	struct ini *base;

	overlay(f, &base, "[question q]\naccept1 = \"a\"\naccept2 = \"b\"\n",
		"[question q]\naccept1 = \"x\"\naccept9 = \"z\"\n");
	assert_no_diags(&f->diags);
	assert_int_equal(base->sections[0].n, 3);
	assert_string_equal(ini_get(&base->sections[0], "accept1")->value, "x");
	assert_string_equal(ini_get(&base->sections[0], "accept2")->value, "b");
	assert_string_equal(ini_get(&base->sections[0], "accept9")->value, "z");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_and_values_keep_their_order_and_places),
		TEST(dos_line_ends_and_a_missing_last_newline_are_fine),
		TEST(a_byte_order_mark_is_a_warning),
		TEST(orthography_of_other_scripts_passes),
		TEST(each_byte_fault_is_named_where_it_is),
		TEST(wide_encodings_are_named),
		TEST(a_line_may_have_so_many_bytes_and_no_more),
		TEST(what_iniparser_would_lose_or_bend_is_refused),
		TEST(all_problems_of_a_file_come_in_one_run),
		TEST(keys_below_a_bad_heading_are_not_taken_for_duplicates),
		TEST(a_faulty_line_is_read_as_it_was_meant),
		TEST(what_only_looks_like_a_name_in_a_text_stays),
		TEST(a_text_over_several_lines_is_one_fault),
		TEST(a_faulty_heading_opens_its_section),
		TEST(keys_before_a_heading_belong_to_the_one_that_was_left_out),
		TEST(errors_end_at_a_hundred),
		TEST(lines_of_a_file_that_is_no_lesson_are_not_shown),
		TEST(keys_and_headings_have_a_limit),
		TEST(a_file_may_have_a_thousand_sections),
		TEST(only_regular_files_are_read_and_nothing_hangs),
		TEST(a_file_has_a_largest_size),
		TEST(the_head_ends_at_the_second_heading_and_the_rest_is_counted),
		TEST(an_overlay_replaces_texts_and_says_where_from),
		TEST(a_missing_translation_is_a_warning),
		TEST(a_misspelt_name_of_an_overlay_gives_one_message),
		TEST(what_follows_from_a_fault_of_the_source_is_not_told_in_the_overlay),
		TEST(an_id_that_the_source_names_is_not_extra),
		TEST(a_value_names_whole_ids),
		TEST(an_overlay_has_nothing_of_its_own),
		TEST(a_quoted_text_does_not_replace_a_bare_value),
		TEST(synonyms_may_be_more_or_fewer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
