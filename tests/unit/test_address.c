/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"

static void are_found(const char *text, const char *addresses)
{
	struct strbuf found = STRBUF_INIT;
	size_t at = 0, start, n;

	while (address_next(text, strlen(text), &at, &start, &n)) {
		assert_true(start + n <= at && at <= strlen(text));
		strbuf_add(&found, text + start, n);
		strbuf_addch(&found, '|');
	}
	assert_string_equal(found.buf, addresses);
	strbuf_release(&found);
}

static void addresses_of_the_web_and_of_mail_are_found(void **state)
{
	(void)state;
	are_found("", "");
	are_found("no address: none", "");
	are_found("https://a.org", "https://a.org|");
	are_found("See HTTP://a.org/b?c=d&e#f, or https://b.org.",
		"HTTP://a.org/b?c=d&e#f|https://b.org|");
	are_found("mailto:a.b@c.org: write", "mailto:a.b@c.org|");
	are_found("(see https://a.org/b)", "https://a.org/b|");
	are_found("https://a.org/b_(c)", "https://a.org/b_(c)|");
	are_found("[https://a.org/[b]]", "https://a.org/[b]|");
	are_found("« https://a.org/é »", "https://a.org/é|");
	are_found("\u00abhttps://a.org\u00a0\u00bb", "https://a.org|");
	are_found("“https://a.org”", "https://a.org|");
	are_found("<https://a.org>", "https://a.org|");
	are_found("看https://a.org/日。好", "https://a.org/日|");
	are_found("https://a.org\nhttps://b.org\thttps://c.org",
		"https://a.org|https://b.org|https://c.org|");
}

static void nothing_else_is_an_address(void **state)
{
	(void)state;
	are_found("ftp://a.org file:///etc/passwd javascript:alert(1) tel:112 x:y", "");
	are_found("xhttps://a.org 1https://a.org", "");
	are_found("https:// https://. http:/a mailto: mailto:, https", "");
	are_found("data:https:x vbscript:https:/", "");
	/* the second one is within the first */
	are_found("https://a.org/https://b.org", "https://a.org/https://b.org|");
}

static void is_encoded(const char *address, const char *as)
{
	char out[ADDRESS_MAX];
	size_t n = address_encode(address, strlen(address), out, sizeof(out));

	assert_int_equal(n, strlen(as));
	assert_memory_equal(out, as, n);
}

static void only_visible_ascii_is_left(void **state)
{
	(void)state;
	is_encoded("https://a.org/b?c=d;e&f#g~%20", "https://a.org/b?c=d;e&f#g~%20");
	is_encoded("https://a.org/\u00e9 \u65e5", "https://a.org/%C3%A9%20%E6%97%A5");
	is_encoded(
		"https://a\033\\\033]8;;\007\x9c\x7f\n\r", "https://a%1B%5C%1B]8;;%07%9C%7F%0A%0D");
	is_encoded("https://\"<>^`{|}", "https://%22%3C%3E%5E%60%7B%7C%7D");
	is_encoded("file:///etc/passwd", "");
	is_encoded("javascript:alert(1)", "");
	is_encoded(" https://a.org", "");
	is_encoded("https://", "");
	is_encoded("", "");
}

static void what_is_too_long_is_no_link(void **state)
{
	char out[12];

	(void)state;
	assert_int_equal(address_encode("http://a.bc", 11, out, 11), 11);
	assert_int_equal(address_encode("http://a.bc", 11, out, 10), 0);
	assert_int_equal(address_encode("http://a\n", 9, out, 11), 11);
	assert_int_equal(address_encode("http://a\n", 9, out, 10), 0);
}

/* Whatever a lesson contains, no byte can end the sequence or begin another one. */
static void no_text_gets_out_of_its_address(void **state)
{
	static const char *const parts[] = { "https://", "http://", "mailto:", "a", "b.org", "/",
		"(", ")", "[", "]", ".", ":", " ", "\033", "\033\\", "\033]8;;", "\007", "\x9c",
		"\xc2\x9c", "\xc2\xa0", "\u2019", "\u65e5", "\u3002", "\x7f", "\n", "%", "%1b", ";",
		"\xff", "\"" };
	uint64_t seed = 15;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct strbuf text = STRBUF_INIT;
		size_t at = 0, start, n, before = 0;
		char out[64];

		for (uint32_t k = rand_below(&seed, 12); k; k--)
			strbuf_addstr(&text, parts[rand_below(&seed, ARRAY_SIZE(parts))]);
		while (address_next(text.buf, text.len, &at, &start, &n)) {
			size_t len = address_encode(text.buf + start, n, out, sizeof(out));

			assert_true(start >= before && n > 0 && start + n <= at && at <= text.len);
			before = at;
			assert_true(len <= sizeof(out));
			for (size_t k = 0; k < len; k++)
				assert_true(out[k] > 32 && out[k] < 127);
		}
		for (size_t from = 0; from < text.len; from++) {
			size_t len =
				address_encode(text.buf + from, text.len - from, out, sizeof(out));

			for (size_t k = 0; k < len; k++)
				assert_true(out[k] > 32 && out[k] < 127);
		}
		strbuf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_web_and_of_mail_are_found),
		cmocka_unit_test(nothing_else_is_an_address),
		cmocka_unit_test(only_visible_ascii_is_left),
		cmocka_unit_test(what_is_too_long_is_no_link),
		cmocka_unit_test(no_text_gets_out_of_its_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
