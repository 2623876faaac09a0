/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crafted lesson packs: each is valid but for one defect, and its header checksums match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "formats/tar.h"

/* Offsets of the headers in a pack of two files of at most one block each: the manifest, a.ini,
 * b.ini (empty) and the end marker. */
enum { BLOCK = 512, A_AT = 2 * BLOCK, B_AT = 4 * BLOCK };
enum { SIZE_AT = 124, SUM_AT = 148, SUM = 8, TYPE_AT = 156, PREFIX_AT = 345 };

static void make_pack(struct strbuf *out)
{
	struct pack pack = { 0 };

	strbuf_clear(out);
	pack_add(&pack, "hills/a.ini", "[a]\n", 4);
	pack_add(&pack, "hills/b.ini", "", 0);
	pack_write(&pack, out);
	pack_release(&pack);
}

static void put_sum(char *block)
{
	unsigned sum = 0;

	memset(block + SUM_AT, ' ', SUM);
	for (int i = 0; i < BLOCK; i++)
		sum += (unsigned char)block[i];
	snprintf(block + SUM_AT, SUM, "%06o", sum);
	block[SUM_AT + SUM - 1] = ' ';
}

/* Reads a copy of exactly len bytes, so that a sanitizer catches reads past the end. */
static void assert_refused(const char *data, size_t len, const char *why)
{
	char *bytes = malloc(len ? len : 1);
	struct strbuf err = STRBUF_INIT;
	struct pack pack;

	assert_non_null(bytes);
	memcpy(bytes, data, len);
	assert_false(pack_read(&pack, bytes, len, &err));
	if (!strstr(err.buf, why))
		fail_msg("“%s” instead of “%s”", err.buf, why);
	pack_release(&pack);
	strbuf_release(&err);
	free(bytes);
}

static void a_pack_that_was_written_is_read(void **state)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct pack pack;

	(void)state;
	make_pack(&out);
	assert_int_equal(out.len, B_AT + BLOCK + 2 * BLOCK);
	assert_true(pack_read(&pack, out.buf, out.len, &err));
	assert_int_equal(pack.n, 2);
	assert_string_equal(pack.files[0].path, "hills/a.ini");
	assert_memory_equal(pack.files[0].data, "[a]\n", 4);
	assert_int_equal(pack.files[1].len, 0);
	pack_release(&pack);
	strbuf_release(&out);
	strbuf_release(&err);
}

#define FIFTY "fifty-bytes-of-a-name-that-is-longer-than-most-are"

static void paths_lead_nowhere_but_below(void **state)
{
	static const char *const good[] = { "a.ini", "a/b.ini", "a1/2b.ini", "a-b/c-d.ini",
		/* the longest id */
		FIFTY "-and-thirteen/lesson.ini" };
	static const char *const bad[] = { "", "/a", "a/", "a//b", "a/b/c", "..", "../a", "a/..",
		"a/.b", ".a/b", "./a", "-a", "a/-b", "A/b", "a b", "a\\b", "a\nb", "é",
		/* a vfat stick drops dots and spaces at the end, so these would be two of one name
		 */
		"a.", "a./b", "a/b.", "a ", "a /b",
		/* longer than a header has room for */
		"a/" FIFTY "-" FIFTY ".ini" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++)
		assert_true(pack_path_is_valid(good[i]));
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		if (pack_path_is_valid(bad[i]))
			fail_msg("“%s” is accepted", bad[i]);
}

static void only_plain_files_are_taken(void **state)
{
	static const char types[] = "1234567xgL";
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (const char *type = types; *type; type++) {
		make_pack(&out);
		out.buf[A_AT + TYPE_AT] = *type;
		put_sum(out.buf + A_AT);
		assert_refused(out.buf, out.len, "not a lesson file");
	}
	/* a directory in the prefix field */
	make_pack(&out);
	out.buf[A_AT + PREFIX_AT] = 'x';
	put_sum(out.buf + A_AT);
	assert_refused(out.buf, out.len, "not a lesson file");
	strbuf_release(&out);
}

static void a_header_that_was_damaged_is_none(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	make_pack(&out);
	/* the modification time, which pack_read ignores */
	out.buf[A_AT + 136] ^= 1;
	assert_refused(out.buf, out.len, "no lesson pack");
	strbuf_release(&out);
}

static void a_size_is_a_number(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	make_pack(&out);
	/* the empty file: an empty size field does not mean 0 */
	out.buf[B_AT + SIZE_AT] = '\0';
	put_sum(out.buf + B_AT);
	assert_refused(out.buf, out.len, "too large");
	make_pack(&out);
	out.buf[B_AT + SIZE_AT + 3] = '8';
	put_sum(out.buf + B_AT);
	assert_refused(out.buf, out.len, "too large");
	strbuf_release(&out);
}

static void a_file_has_its_largest_size(void **state)
{
	char *text = calloc(1, PACK_MAX_FILE + 1);
	struct strbuf err = STRBUF_INIT;

	(void)state;
	assert_non_null(text);
	for (size_t more = 0; more < 2; more++) {
		struct strbuf out = STRBUF_INIT;
		struct pack pack = { 0 }, again;

		pack_add(&pack, "a.ini", text, PACK_MAX_FILE + more);
		pack_write(&pack, &out);
		assert_int_equal(pack_read(&again, out.buf, out.len, &err), !more);
		pack_release(&pack);
		pack_release(&again);
		strbuf_release(&out);
	}
	assert_non_null(strstr(err.buf, "too large"));
	strbuf_release(&err);
	free(text);
}

/* Cuts within a header, within a file and within the padding of its block. */
static void a_pack_that_is_cut_off_is_said_to_be(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	make_pack(&out);
	for (size_t len = 0; len < out.len - 2 * BLOCK; len += len < A_AT + BLOCK ? 37 : 1)
		assert_refused(out.buf, len, "cut off");
	strbuf_release(&out);
}

static void the_manifest_names_all_and_nothing_else(void **state)
{
	struct strbuf out = STRBUF_INIT;
	const char zeros[2 * BLOCK] = { 0 };
	struct pack none = { 0 };

	(void)state;
	/* one file fewer than the manifest names */
	make_pack(&out);
	strbuf_splice(&out, B_AT, BLOCK, "", 0);
	assert_refused(out.buf, out.len, "names a file that the pack lacks");
	/* no file, and no manifest either */
	strbuf_clear(&out);
	pack_write(&none, &out);
	assert_refused(out.buf, out.len, "does not begin with its manifest");
	assert_refused(zeros, sizeof(zeros), "does not begin with its manifest");
	pack_release(&none);
	strbuf_release(&out);
}

/* Writes a pack of empty files with these paths, which may be bad. */
static void make_pack_of(struct strbuf *out, const char *const *paths, size_t n)
{
	struct pack pack = { 0 };

	strbuf_clear(out);
	for (size_t i = 0; i < n; i++)
		pack_add(&pack, paths[i], "", 0);
	pack_write(&pack, out);
	pack_release(&pack);
}

/* In the order of a pack, other names come between the file and what is in the folder. */
static void a_name_is_a_file_or_a_folder(void **state)
{
	static const char *const near[] = { "hill", "hill/a.ini" };
	static const char *const apart[] = { "hill", "hill-top.ini", "hill.ini", "hill/a.ini" };
	static const char *const good[] = { "hill-top/a.ini", "hill.ini", "hill/a.ini",
		"hills.ini" };
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct pack pack;

	(void)state;
	make_pack_of(&out, near, 2);
	assert_refused(out.buf, out.len, "“hill” both as a file and as a folder");
	make_pack_of(&out, apart, 4);
	assert_refused(out.buf, out.len, "“hill” both as a file and as a folder");
	make_pack_of(&out, good, 4);
	assert_true(pack_read(&pack, out.buf, out.len, &err));
	pack_release(&pack);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_pack_has_its_largest_number_of_files(void **state)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct pack pack = { 0 }, again;

	(void)state;
	for (int i = 0; i <= PACK_MAX_FILES; i++) {
		char path[100];

		snprintf(path, sizeof(path), "lesson-%d-" FIFTY "/lesson.ini", i);
		pack_add(&pack, path, "", 0);
		if (i < PACK_MAX_FILES - 1)
			continue;
		strbuf_clear(&out);
		pack_write(&pack, &out);
		assert_int_equal(
			pack_read(&again, out.buf, out.len, &err), i == PACK_MAX_FILES - 1);
		pack_release(&again);
	}
	assert_non_null(strstr(err.buf, "too many files"));
	pack_release(&pack);
	strbuf_release(&out);
	strbuf_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pack_that_was_written_is_read),
		cmocka_unit_test(paths_lead_nowhere_but_below),
		cmocka_unit_test(only_plain_files_are_taken),
		cmocka_unit_test(a_header_that_was_damaged_is_none),
		cmocka_unit_test(a_size_is_a_number),
		cmocka_unit_test(a_file_has_its_largest_size),
		cmocka_unit_test(a_pack_that_is_cut_off_is_said_to_be),
		cmocka_unit_test(the_manifest_names_all_and_nothing_else),
		cmocka_unit_test(a_name_is_a_file_or_a_folder),
		cmocka_unit_test(a_pack_has_its_largest_number_of_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
