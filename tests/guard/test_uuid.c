/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUIDs of version 5 and their hash, checked against the values of the RFCs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "guard/uuid.h"

static void check_hash(const char *one, const char *two, const char *expected)
{
	uint8_t out[UUID_SHA1_BYTES];
	char hex[3];

	uuid_sha1(one, strlen(one), two, strlen(two), out);
	for (size_t i = 0; i < UUID_SHA1_BYTES; i++) {
		memcpy(hex, expected + 2 * i, 2);
		hex[2] = '\0';
		assert_int_equal(out[i], strtol(hex, NULL, 16));
	}
}

/* RFC 3174, section 7.3, and FIPS 180. */
static void sha1_gives_the_standards_values(void **state)
{
	char many[1001];
	uint8_t out[UUID_SHA1_BYTES], again[UUID_SHA1_BYTES];

	(void)state;
	check_hash("", "", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	check_hash("abc", "", "a9993e364706816aba3e25717850c26c9cd0d89d");
	check_hash("a", "bc", "a9993e364706816aba3e25717850c26c9cd0d89d");
	check_hash("abcdbcdecdefdefgefghfghighijhijk", "ijkljklmklmnlmnomnopnopq",
		"84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	/* every length around the end of a block, cut anywhere */
	memset(many, 'x', 1000);
	for (size_t len = 0; len < 200; len++)
		for (size_t cut = 0; cut <= len; cut += 13) {
			uuid_sha1(many, len, "", 0, out);
			uuid_sha1(many, cut, many, len - cut, again);
			assert_memory_equal(out, again, sizeof(out));
		}
}

static void the_uuids_are_those_of_the_rfc(void **state)
{
	/* RFC 9562, 6.6: the namespace of names of hosts */
	static const uint8_t hosts[UUID_BYTES] = { 0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
		0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };
	uint8_t uuid[UUID_BYTES];
	char text[UUID_CHARS];

	(void)state;
	/* appendix A.4 */
	uuid_make(hosts, "www.example.com", uuid);
	uuid_text(uuid, text);
	assert_string_equal(text, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
	/* computed by another program (Python's uuid.uuid5) */
	uuid_make(uuid_of_urls, "https://example.org/vigie", uuid);
	uuid_text(uuid, text);
	assert_string_equal(text, "274e0f29-f90f-5e07-9aba-9f831f0c2648");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha1_gives_the_standards_values),
		cmocka_unit_test(the_uuids_are_those_of_the_rfc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
