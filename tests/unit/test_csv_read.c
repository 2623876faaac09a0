/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV that was written is read back; what is damaged is told by kind and line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/rand.h"
#include "text/csv.h"
#include "text/csv_read.h"

static FILE *file_of(const char *text, size_t len)
{
	FILE *f = tmpfile();

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	rewind(f);
	return f;
}

static void records_and_fields_are_told_apart(void **state)
{
	static const char text[] = "\xef\xbb\xbf"
				   "a,b,c\r\n"
				   "\"1,2\",\"say \"\"x\"\"\",\r\n"
				   "\n"
				   "\"two\r\nlines\",,3\n"
				   "\"'=1\",\"''=1\",\"'tis\"";
	static const struct {
		int line;
		const char *fields[3];
	} wanted[] = {
		{ 1, { "a", "b", "c" } },
		{ 2, { "1,2", "say \"x\"", "" } },
		{ 4, { "two\r\nlines", "", "3" } },
		{ 6, { "=1", "'=1", "'tis" } },
	};
	FILE *f = file_of(text, sizeof(text) - 1);
	struct csv_reader r;

	(void)state;
	csv_reader_init(&r, f);
	for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
		assert_int_equal(csv_next(&r), CSV_RECORD);
		assert_int_equal(r.line, wanted[i].line);
		assert_int_equal(r.n, 3);
		for (size_t k = 0; k < 3; k++)
			assert_string_equal(csv_field(&r, k), wanted[i].fields[k]);
		assert_string_equal(csv_field(&r, 3), "");
	}
	assert_int_equal(csv_next(&r), CSV_END);
	csv_reader_release(&r);
	fclose(f);
}

static void what_is_damaged_is_told(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		enum csv_status status;
		int line;
	} cases[] = {
		{ "a\n\"b", 4, CSV_UNCLOSED, 2 },
		{ "a\n\"b\"c\n", 7, CSV_STRAY, 2 },
		{ "a\nb\"c\n", 6, CSV_STRAY, 2 },
		{ "a\nb\rc\n", 6, CSV_STRAY, 2 },
		{ "a\nb\0c\n", 6, CSV_NUL, 2 },
		{ "a\n\"b\0\"\n", 7, CSV_NUL, 2 },
		{ "", 0, CSV_END, 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		FILE *f = file_of(cases[i].text, cases[i].len);
		enum csv_status status;
		struct csv_reader r;

		csv_reader_init(&r, f);
		while ((status = csv_next(&r)) == CSV_RECORD)
			;
		assert_int_equal(status, cases[i].status);
		assert_int_equal(r.line, cases[i].line);
		csv_reader_release(&r);
		fclose(f);
	}
}

static void there_are_limits(void **state)
{
	struct strbuf many = STRBUF_INIT, large = STRBUF_INIT;
	const struct strbuf *texts[] = { &many, &large };

	(void)state;
	for (int i = 0; i < CSV_FIELDS_MAX; i++)
		strbuf_addch(&many, ',');
	for (int i = 0; i <= CSV_RECORD_MAX; i++)
		strbuf_addch(&large, 'x');
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		FILE *f = file_of(texts[i]->buf, texts[i]->len);
		struct csv_reader r;

		csv_reader_init(&r, f);
		assert_int_equal(csv_next(&r), CSV_TOO_LONG);
		csv_reader_release(&r);
		fclose(f);
	}
	strbuf_release(&many);
	strbuf_release(&large);
}

/* Texts of all that could matter, written and read back. */
static void what_is_written_is_read_back(void **state)
{
	static const char *const pieces[] = { "a", "\"", ",", "\n", "=", "+", "-", "@", "'", "é",
		"＝", " ", "\r\n" };
	uint64_t rng = 11;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct strbuf text = STRBUF_INIT, csv = STRBUF_INIT;
		struct csv_reader r;
		FILE *f;

		for (uint32_t n = rand_below(&rng, 8); n > 0; n--)
			strbuf_addstr(&text, pieces[rand_below(&rng, ARRAY_SIZE(pieces))]);
		csv_text(&csv, text.buf);
		strbuf_addch(&csv, ',');
		csv_text(&csv, text.buf);
		strbuf_addstr(&csv, "\r\n");
		f = file_of(csv.buf, csv.len);
		csv_reader_init(&r, f);
		assert_int_equal(csv_next(&r), CSV_RECORD);
		assert_int_equal(r.n, 2);
		assert_string_equal(csv_field(&r, 0), text.buf);
		assert_string_equal(csv_field(&r, 1), text.buf);
		assert_int_equal(csv_next(&r), CSV_END);
		csv_reader_release(&r);
		fclose(f);
		strbuf_release(&text);
		strbuf_release(&csv);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_and_fields_are_told_apart),
		cmocka_unit_test(what_is_damaged_is_told),
		cmocka_unit_test(there_are_limits),
		cmocka_unit_test(what_is_written_is_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
