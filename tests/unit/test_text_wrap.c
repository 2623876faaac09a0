/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <unistring/version.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/text_char.h"
#include "text/utf8.h"
#include "skip.h"

struct picture {
	const char *s;
	struct strbuf lines; /* the lines, each followed by | */
	int n, widest;
};

static void draw(void *ctx, size_t start, size_t len, int cells)
{
	struct picture *p = ctx;

	assert_int_equal(cells, text_width(p->s + start, len));
	strbuf_add(&p->lines, p->s + start, len);
	strbuf_addch(&p->lines, '|');
	p->n++;
	if (cells > p->widest)
		p->widest = cells;
}

static void assert_lines(const char *s, int width, const char *lines)
{
	struct picture p = { s, STRBUF_INIT, 0, 0 };
	int n = text_wrap(s, strlen(s), width, draw, &p);

	assert_int_equal(n, p.n);
	assert_string_equal(p.lines.buf, lines);
	assert_int_equal(text_wrap(s, strlen(s), width, NULL, NULL), p.n);
	strbuf_release(&p.lines);
}

static void words_fill_lines(void **state)
{
	(void)state;
	assert_lines("the quick brown fox", 9, "the quick|brown fox|");
	assert_lines("the quick brown fox", 10, "the quick|brown fox|");
	assert_lines("the quick brown fox", 19, "the quick brown fox|");
	assert_lines("the quick brown fox", 18, "the quick brown|fox|");
	assert_lines("a b", 1, "a|b|");
}

static void an_empty_paragraph_is_an_empty_line(void **state)
{
	(void)state;
	assert_lines("", 10, "|");
	assert_lines("   ", 10, "|");
	assert_lines("   ", 1, "|");
}

static void spaces_at_the_end_of_a_line_are_not_part_of_it(void **state)
{
	(void)state;
	assert_lines("ab    cd", 2, "ab|cd|");
	assert_lines("ab  ", 10, "ab|");
	assert_lines("ab    cd  ef", 8, "ab    cd|ef|");
	assert_lines("日本   日本", 4, "日本|日本|");
}

static void spaces_at_the_start_of_a_paragraph_stay(void **state)
{
	(void)state;
	assert_lines("  ab cd", 4, "  ab|cd|");
	assert_lines("  日本", 4, "  日|本|");
}

static void a_newline_breaks_a_line(void **state)
{
	(void)state;
	assert_lines("ab\ncd ef", 20, "ab|cd ef|");
	assert_lines("ab\n\ncd", 20, "ab||cd|");
	assert_lines("ab\n", 20, "ab||");
	assert_lines("\n", 20, "||");
	assert_lines("日本\né", 20, "日本|é|");
}

static void a_word_wider_than_the_line_is_cut(void **state)
{
	(void)state;
	assert_lines("abcdefgh", 3, "abc|def|gh|");
	assert_lines("x abcdefgh y", 3, "x|abc|def|gh|y|");
	assert_lines("x abcdefg y", 3, "x|abc|def|g y|");
	assert_lines("élémentaire", 4, "élém|enta|ire|");
}

static void a_word_is_cut_between_clusters(void **state)
{
	(void)state;
	assert_lines("e\xCC\x81"
		     "e\xCC\x81"
		     "e\xCC\x81",
		2,
		"e\xCC\x81"
		"e\xCC\x81|e\xCC\x81|");
	assert_lines("💙💙💙", 5, "💙💙|💙|");
	assert_lines("ab\xE2\x80\x8E"
		     "cd",
		2, "ab\xE2\x80\x8E|cd|");
}

static void only_a_cluster_may_be_wider_than_the_line(void **state)
{
	(void)state;
	assert_lines("日本", 1, "日|本|");
	assert_lines("a日 b", 1, "a|日|b|");
	/* a zero-width character stays with its base */
	assert_lines("日\xE2\x80\x8E本", 1, "日\xE2\x80\x8E|本|");
}

static void french_punctuation_stays_with_its_word(void **state)
{
	(void)state;
	assert_lines("Il dit\xC2\xA0: «\xC2\xA0Non\xC2\xA0!\xC2\xA0»", 9,
		"Il dit\xC2\xA0:|«\xC2\xA0Non\xC2\xA0!\xC2\xA0»|");
	assert_lines("vingt\xE2\x80\xAF?", 6, "vingt\xE2\x80\xAF|?|");
	assert_lines("dit-il aujourd’hui", 12, "dit-il|aujourd’hui|");
	assert_lines("dit-il", 4, "dit-|il|");
}

/* "avez-vous", "a-t-il", "well-known": split, the eye takes the first part for a whole word. */
static void a_short_word_with_hyphens_stays_whole(void **state)
{
	(void)state;
	assert_lines("De quoi avez-vous besoin pour partir ?", 25,
		"De quoi avez-vous besoin|pour partir ?|");
	assert_lines("Par où voulez-vous commencer ?", 35, "Par où voulez-vous commencer ?|");
	assert_lines(
		"Dites-nous maintenant où êtes-vous.", 30, "Dites-nous maintenant où|êtes-vous.|");
	assert_lines("Personne ne sait, a-t-il dit.", 20, "Personne ne sait,|a-t-il dit.|");
	assert_lines("日本日本日本日本 well-known", 25, "日本日本日本日本|well-known|");
}

static void a_long_one_breaks_after_its_hyphens(void **state)
{
	(void)state;
	/* more than two fifths of the line */
	assert_lines("Bonjour, dit-elle", 14, "Bonjour, dit-|elle|");
	/* more than 16 cells: as much of it stays together as may */
	assert_lines("Le portail de Rhénanie-du-Nord-Westphalie, en Allemagne", 48,
		"Le portail de Rhénanie-du-Nord-Westphalie, en|Allemagne|");
	assert_lines("Le portail que publie la Rhénanie-du-Nord-Westphalie", 42,
		"Le portail que publie la Rhénanie-du-|Nord-Westphalie|");
	assert_lines("- b", 1, "-|b|");
}

static void names_of_sites_break_after_a_slash_and_abbreviations_do_not(void **state)
{
	(void)state;
	assert_lines("www.unodc.org/blueheart", 16, "www.unodc.org/|blueheart|");
	assert_lines("see e.g. this", 6, "see|e.g.|this|");
	assert_lines("voir l’O.N.U. ici", 9, "voir|l’O.N.U.|ici|");
	assert_lines("日 e.g. x", 5, "日|e.g.|x|");
}

static void an_address_that_fits_on_a_line_stays_whole(void **state)
{
	(void)state;
	assert_lines("A page, https://a.org/b-c", 18, "A page,|https://a.org/b-c|");
	assert_lines("(https://a.org/b-c). See", 21, "(https://a.org/b-c).|See|");
	assert_lines("日本 https://a.org/b/日本 x", 20, "日本|https://a.org/b/日本|x|");
	assert_lines("日本 https://a.org/b/c x", 17, "日本|https://a.org/b/c|x|");
	assert_lines("https://a.org/b-c", 17, "https://a.org/b-c|");
	assert_lines("mailto:a-b@c.org", 16, "mailto:a-b@c.org|");
	assert_lines("See mailto:a-b@c.org.", 17, "See|mailto:a-b@c.org.|");
	assert_lines("See (mailto:a-b@c.org)", 18, "See|(mailto:a-b@c.org)|");
	assert_lines("x://", 9, "x://|");
}

/* Nobody can say of a hyphen at the end of a line whether it is a part of the address. */
static void a_longer_address_breaks_after_its_slashes(void **state)
{
	(void)state;
	assert_lines("https://a.org/b-c", 16, "https://a.org/|b-c|");
	assert_lines("Here: https://a.org/b-c/d-e/f?g=h&i=j-k end", 18,
		"Here:|https://a.org/b-c/|d-e/f?g=h&i=j-k|end|");
	assert_lines("https://a.org/b-c/d-e", 12, "https://|a.org/b-c/|d-e|");
	assert_lines("https://a.org/bc-de-fghi", 8, "https://|a.org/|bc-de-|fghi|");
	assert_lines("https://a.org/abcdefghijkl", 10, "https://|a.org/|abcdefghij|kl|");
	assert_lines(
		"日 https://a.org/日本日本日本 x-y", 12, "日 https://|a.org/|日本日本日本|x-y|");
	assert_lines("mailto:abc-def@ghi.org x-y", 12, "mailto:abc-|def@ghi.org|x-y|");
}

static void chinese_breaks_between_characters_but_not_before_a_full_stop(void **state)
{
	(void)state;
	assert_lines("我们走吧。好", 8, "我们走|吧。好|");
	assert_lines("我们走吧。好", 4, "我们|走|吧。|好|");
}

static void invalid_bytes_are_cells_of_their_own(void **state)
{
	(void)state;
	assert_lines("ab \xE2\x80 c\xFF", 3, "ab|\xE2\x80|c\xFF|");
}

/* ---- reference implementation, with libunistring only */

struct reference {
	const char *s;
	char *breaks;
	struct picture *out;
	int width;
};

static bool is_lb29(const char *s, size_t i)
{
	uint32_t before, c;
	size_t start = utf8_before(s, i);

	utf8_decode(s + start, i - start, &before);
	utf8_decode(s + i, strlen(s + i), &c);
	return char_class(before) == LB_IS && char_class(c) == LB_AL;
}

static size_t trimmed(const char *s, size_t start, size_t end)
{
	while (end > start && s[end - 1] == ' ')
		end--;
	return end - start;
}

static int width_of(const char *s, size_t len)
{
	return u8_width((const uint8_t *)s, len, "UTF-8");
}

static size_t next_break(const struct reference *r, size_t len, size_t i)
{
	size_t end = i + 1;

	while (end < len && (r->breaks[end] != UC_BREAK_POSSIBLE || is_lb29(r->s, end)))
		end++;
	return end;
}

/* Where the piece from i ends; a short word with hyphens is one. */
static size_t piece_end(const struct reference *r, size_t len, size_t i)
{
	size_t end = next_break(r, len, i);
	int most = r->width * 2 / 5 < 16 ? r->width * 2 / 5 : 16;

	while (end < len && end - i > 1 && r->s[end - 1] == '-') {
		size_t to = next_break(r, len, end);

		if (width_of(r->s + i, trimmed(r->s, i, to)) > most)
			break;
		end = to;
	}
	return end;
}

/* Textbook greedy wrapping of a paragraph in which each code point is a cluster. */
static void wrap_by_libunistring(struct reference *r)
{
	size_t len = strlen(r->s), start = 0, i = 0;

	u8_possible_linebreaks((const uint8_t *)r->s, len, "UTF-8", r->breaks);
	while (i < len) {
		size_t end = piece_end(r, len, i);

		if (i > start && width_of(r->s + start, trimmed(r->s, start, end)) > r->width) {
			draw(r->out, start, trimmed(r->s, start, i),
				width_of(r->s + start, trimmed(r->s, start, i)));
			start = i;
		}
		while (width_of(r->s + start, trimmed(r->s, start, end)) > r->width) {
			size_t cut = start;
			uint32_t c;

			for (;;) {
				size_t n = utf8_decode(r->s + cut, len - cut, &c);

				if (cut > start &&
					width_of(r->s + start, cut + n - start) > r->width)
					break;
				cut += n;
			}
			if (cut >= end)
				break;
			draw(r->out, start, trimmed(r->s, start, cut),
				width_of(r->s + start, trimmed(r->s, start, cut)));
			start = cut;
		}
		i = end;
	}
	draw(r->out, start, trimmed(r->s, start, len),
		width_of(r->s + start, trimmed(r->s, start, len)));
}

static void assert_same_as_libunistring(const char *s, int width)
{
	struct picture ours = { s, STRBUF_INIT, 0, 0 }, theirs = { s, STRBUF_INIT, 0, 0 };
	struct reference r = { s, malloc(strlen(s) + 1), &theirs, width };

	text_wrap(s, strlen(s), width, draw, &ours);
	wrap_by_libunistring(&r);
	/* an address, which is kept whole */
	if (!strstr(s, "://") && strcmp(ours.lines.buf, theirs.lines.buf) != 0)
		fail_msg("at width %d\n ours   %s\n theirs %s", width, ours.lines.buf,
			theirs.lines.buf);
	assert_true(ours.widest <= (width > 1 ? width : 2));
	strbuf_release(&ours.lines);
	strbuf_release(&theirs.lines);
	free(r.breaks);
}

/* Our pair table was measured with libunistring 1.0; later versions look beyond a pair. */
static bool has_the_rules_of_the_table(void)
{
	return _libunistring_version >> 8 == 0x0100;
}

/* Samples of all line-breaking classes, for the fast and the slow path. */
static const char *const letters[] = { "a", "Z", "0", "7", " ", " ", " ", "\"", "'", "’", "“", "”",
	"«", "»", "(", "[", ")", "]", "}", ".", ",", ":", ";", "/", "!", "?", "-", "|", "–", "—",
	"…", "\xC2\xA0", "\xE2\x80\xAF", "$", "€", "%", "°", "´", "‼", "é", "œ", "§", "¿", "Я", "س",
	"٣", "،", "؟", "→", "•", "=", "<", "&", "@", "\\", "‑" };

static void random_plain_text_wraps_as_by_libunistring(void **state)
{
	uint64_t seed = 3;

	(void)state;
	if (!has_the_rules_of_the_table())
		skip_because("this libunistring has other line-breaking rules");
	for (int i = 0; i < 30000; i++) {
		struct strbuf sb = STRBUF_INIT;
		uint32_t n = rand_below(&seed, 24);

		while (n--)
			strbuf_addstr(&sb, letters[rand_below(&seed, ARRAY_SIZE(letters))]);
		assert_same_as_libunistring(sb.buf, 1 + (int)rand_below(&seed, 12));
		strbuf_release(&sb);
	}
}

static void random_text_that_leaves_the_fast_path_wraps_the_same(void **state)
{
	static const char *const others[] = { "日", "本", "。", "「", "💙", "ก", "क" };
	uint64_t seed = 4;

	(void)state;
	if (!has_the_rules_of_the_table())
		skip_because("this libunistring has other line-breaking rules");
	for (int i = 0; i < 10000; i++) {
		struct strbuf sb = STRBUF_INIT;
		uint32_t n = rand_below(&seed, 24);

		while (n--)
			strbuf_addstr(&sb,
				rand_below(&seed, 8)
					? letters[rand_below(&seed, ARRAY_SIZE(letters))]
					: others[rand_below(&seed, ARRAY_SIZE(others))]);
		assert_same_as_libunistring(sb.buf, 2 + (int)rand_below(&seed, 12));
		strbuf_release(&sb);
	}
}

static void every_pair_of_plain_characters_breaks_as_by_libunistring(void **state)
{
	(void)state;
	if (!has_the_rules_of_the_table())
		skip_because("this libunistring has other line-breaking rules");
	for (uint32_t c = 0x21; c < 0xFFFE; c++) {
		char buf[16];

		if (char_class(c) <= LB_SP)
			continue;
		for (size_t i = 0; i < ARRAY_SIZE(letters); i++) {
			size_t len = strlen(letters[i]);

			if (c > 0x250 && c % 7)
				continue;
			memcpy(buf, letters[i], len);
			buf[len + (size_t)utf8_put(buf + len, c)] = '\0';
			assert_same_as_libunistring(buf, 1);
			len = (size_t)utf8_put(buf, c);
			memcpy(buf + len, letters[i], strlen(letters[i]) + 1);
			assert_same_as_libunistring(buf, 1);
		}
	}
}

static int wrap_file(const char *path)
{
	static const int widths[] = { 12, 38, 60, 76 };
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t size = 0;
	int n = 0;

	assert_non_null(f);
	while (getline(&line, &size, f) > 0) {
		char *value = strstr(line, " = ");

		line[strcspn(line, "\n")] = '\0';
		value = value ? value + 3 : line;
		for (size_t i = 0; i < ARRAY_SIZE(widths); i++)
			assert_same_as_libunistring(value, widths[i]);
		n++;
	}
	free(line);
	fclose(f);
	return n;
}

static void the_lessons_wrap_as_by_libunistring(void **state)
{
	glob_t g;
	int n = 0;

	(void)state;
	if (!has_the_rules_of_the_table())
		skip_because("this libunistring has other line-breaking rules");
	assert_int_equal(glob(TEST_LESSONS "/*/*.ini", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		/* the reference only handles languages in which each code point is a cluster */
		const char *name = strrchr(g.gl_pathv[i], '/') + 1;

		if (!strcmp(name, "lesson.ini") || !strcmp(name, "fr.ini"))
			n += wrap_file(g.gl_pathv[i]);
	}
	globfree(&g);
	assert_true(n > 1000);
}

/* A window may be narrower than its margins. */
static void no_width_is_one_column(void **state)
{
	static const int widths[] = { 1, 0, -1, -1000 };

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++)
		assert_int_equal(text_wrap("abc", 3, widths[i], NULL, NULL), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_width_is_one_column),
		cmocka_unit_test(words_fill_lines),
		cmocka_unit_test(an_empty_paragraph_is_an_empty_line),
		cmocka_unit_test(spaces_at_the_end_of_a_line_are_not_part_of_it),
		cmocka_unit_test(spaces_at_the_start_of_a_paragraph_stay),
		cmocka_unit_test(a_newline_breaks_a_line),
		cmocka_unit_test(a_word_wider_than_the_line_is_cut),
		cmocka_unit_test(a_word_is_cut_between_clusters),
		cmocka_unit_test(only_a_cluster_may_be_wider_than_the_line),
		cmocka_unit_test(french_punctuation_stays_with_its_word),
		cmocka_unit_test(a_short_word_with_hyphens_stays_whole),
		cmocka_unit_test(a_long_one_breaks_after_its_hyphens),
		cmocka_unit_test(names_of_sites_break_after_a_slash_and_abbreviations_do_not),
		cmocka_unit_test(an_address_that_fits_on_a_line_stays_whole),
		cmocka_unit_test(a_longer_address_breaks_after_its_slashes),
		cmocka_unit_test(chinese_breaks_between_characters_but_not_before_a_full_stop),
		cmocka_unit_test(invalid_bytes_are_cells_of_their_own),
		cmocka_unit_test(random_plain_text_wraps_as_by_libunistring),
		cmocka_unit_test(random_text_that_leaves_the_fast_path_wraps_the_same),
		cmocka_unit_test(every_pair_of_plain_characters_breaks_as_by_libunistring),
		cmocka_unit_test(the_lessons_wrap_as_by_libunistring),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
