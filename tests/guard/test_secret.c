/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes of codes and PINs, checked against test vectors of the RFCs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "guard/secret.h"
#include "guard/sha256.h"

static void sha256_gives_the_standards_values(void **state)
{
	static const uint8_t abc[] = { 0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea };
	static const uint8_t none[] = { 0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14 };
	static const uint8_t two_blocks[] = { 0x24, 0x8d, 0x6a, 0x61, 0xd2, 0x06, 0x38, 0xb8 };
	uint8_t out[SHA256_BYTES];

	(void)state;
	sha256("abc", 3, out);
	assert_memory_equal(out, abc, sizeof(abc));
	sha256("", 0, out);
	assert_memory_equal(out, none, sizeof(none));
	sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, out);
	assert_memory_equal(out, two_blocks, sizeof(two_blocks));
}

/* RFC 7914, section 11. */
static void pbkdf2_gives_the_rfcs_values(void **state)
{
	static const uint8_t one[] = { 0x55, 0xac, 0x04, 0x6e, 0x56, 0xe3, 0x08, 0x9f };
	static const uint8_t many[] = { 0x4d, 0xdc, 0xd8, 0xf6, 0x0b, 0x98, 0xbe, 0x21 };
	uint8_t out[SHA256_BYTES];

	(void)state;
	sha256_pbkdf2("passwd", 6, (const uint8_t *)"salt", 4, 1, out);
	assert_memory_equal(out, one, sizeof(one));
	sha256_pbkdf2("Password", 8, (const uint8_t *)"NaCl", 4, 80000, out);
	assert_memory_equal(out, many, sizeof(many));
}

static void check(bool (*make)(const char *, struct strbuf *))
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;

	assert_true(make("471147", &a));
	assert_true(make("471147", &b));
	assert_string_not_equal(a.buf, b.buf);
	assert_null(strstr(a.buf, "471147"));
	assert_true(secret_is_hash(a.buf));
	assert_true(secret_matches("471147", a.buf));
	assert_false(secret_matches("471148", a.buf));
	assert_false(secret_matches("", a.buf));
	strbuf_addch(&a, a.buf[a.len - 1]);
	assert_false(secret_matches("471147", a.buf));
	strbuf_setlen(&a, a.len - 1);
	a.buf[a.len - 1] ^= 1;
	assert_false(secret_matches("471147", a.buf));
	strbuf_release(&a);
	strbuf_release(&b);
}

static void a_code_matches_its_hash_alone(void **state)
{
	(void)state;
	check(secret_hash);
	check(secret_hash_portable);
}

static void what_is_no_hash_matches_nothing(void **state)
{
	static const char *const bad[] = { "", "471147", "$1$abc$def",
		"pbkdf2-sha256:", "pbkdf2-sha256:99999999999:00:00", "*0" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_false(secret_is_hash(bad[i]));
		assert_false(secret_matches("471147", bad[i]));
	}
}

/* pbkdf2-sha256:ROUNDS:SALT:HASH */
static void the_rounds_are_many_and_bounded(void **state)
{
	struct strbuf hash = STRBUF_INIT, other = STRBUF_INIT;
	const char *rest;
	unsigned rounds;

	(void)state;
	assert_true(secret_hash_portable("471147", &hash));
	assert_int_equal(sscanf(hash.buf, "pbkdf2-sha256:%u:", &rounds), 1);
	assert_int_equal(rounds, PBKDF2_ROUNDS);
	assert_true(rounds >= 100000);
	rest = strchr(strchr(hash.buf, ':') + 1, ':');
	strbuf_addf(&other, "pbkdf2-sha256:%d%s", 10000000, rest);
	assert_true(secret_is_hash(other.buf));
	strbuf_clear(&other);
	strbuf_addf(&other, "pbkdf2-sha256:%d%s", 10000001, rest);
	assert_false(secret_is_hash(other.buf));
	strbuf_release(&hash);
	strbuf_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_gives_the_standards_values),
		cmocka_unit_test(pbkdf2_gives_the_rfcs_values),
		cmocka_unit_test(a_code_matches_its_hash_alone),
		cmocka_unit_test(what_is_no_hash_matches_nothing),
		cmocka_unit_test(the_rounds_are_many_and_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
