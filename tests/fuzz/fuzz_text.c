/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls all of text/text.h on any bytes. The first byte holds the width and the flags. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/typed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                      \
	do {                                                  \
		if (!(condition))                             \
			BUG("does not hold: %s", #condition); \
	} while (0)

static bool equal(const struct strbuf *a, const struct strbuf *b)
{
	return a->len == b->len && !memcmp(a->buf, b->buf, a->len);
}

static void check_sanitizer(const char *s, size_t len, struct strbuf *clean)
{
	struct strbuf again = STRBUF_INIT;
	size_t at = 0;
	const char *name = text_find_unclean(s, len, &at);

	text_sanitize(clean, s, len);
	CHECK(text_valid(clean->buf, clean->len, NULL));
	CHECK(text_is_clean(clean->buf, clean->len));
	for (size_t i = 0; i < clean->len; i++)
		CHECK((unsigned char)clean->buf[i] >= 0x20 && clean->buf[i] != 0x7F);
	text_sanitize(&again, clean->buf, clean->len);
	CHECK(equal(clean, &again));
	CHECK(text_width(clean->buf, clean->len) == text_width(s, len));
	CHECK(!name == text_is_clean(s, len));
	CHECK(!name || at < len);
	strbuf_release(&again);
}

static void check_clusters(const char *s, size_t len)
{
	size_t at = 0;
	int sum = 0;

	while (at < len) {
		int cells = -1;
		size_t n = text_next(s + at, len - at, &cells);

		CHECK(n > 0 && n <= len - at);
		CHECK(cells >= 0 && cells <= 2);
		/* text_prev() may scan far back: in a long text check every 16th position */
		CHECK((len > 60 && at % 16) || text_prev(s, len, at + n) == at);
		sum += cells;
		at += n;
	}
	CHECK(sum == text_width(s, len));
}

struct lines {
	const char *s;
	size_t len, end;
	int width, n;
};

static void take_line(void *ctx, size_t start, size_t len, int cells)
{
	struct lines *l = ctx;

	CHECK(start >= l->end && start + len <= l->len);
	for (size_t i = l->end; i < start; i++)
		CHECK(l->s[i] == ' ' || l->s[i] == '\n');
	CHECK(cells == text_width(l->s + start, len));
	CHECK(!len || l->s[start + len - 1] != ' ');
	if (cells > l->width) {
		int first;
		size_t n = 0;

		/* a line that is too wide must be one cluster, with only zero-width text around
		 * it */
		do
			n += text_next(l->s + start + n, len - n, &first);
		while (!first && n < len);
		CHECK(first > l->width && !text_width(l->s + start + n, len - n));
	}
	l->end = start + len;
	l->n++;
}

static void check_lines(const char *s, size_t len, int width)
{
	struct lines l = { s, len, 0, width, 0 };
	int n = text_wrap(s, len, width, take_line, &l);

	CHECK(n == l.n && n >= 1);
	for (size_t i = l.end; i < len; i++)
		CHECK(s[i] == ' ' || s[i] == '\n');
}

static void check_keys(const char *s, size_t len, unsigned flags)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT, ascii = STRBUF_INIT;

	text_fold(&once, s, len, flags);
	CHECK(text_valid(once.buf, once.len, NULL));
	text_fold(&twice, once.buf, once.len, flags);
	CHECK(equal(&once, &twice));
	strbuf_clear(&once);
	strbuf_clear(&twice);
	typed_key(&once, s, len, flags);
	CHECK(text_valid(once.buf, once.len, NULL));
	typed_key(&twice, once.buf, once.len, flags);
	CHECK(equal(&once, &twice));
	text_ascii(&ascii, s, len);
	for (size_t i = 0; i < ascii.len; i++)
		CHECK((unsigned char)ascii.buf[i] < 0x80);
	strbuf_release(&once);
	strbuf_release(&twice);
	strbuf_release(&ascii);
}

static void check_decoder(const char *s, size_t len)
{
	struct utf8_decoder d = { 0 };
	struct strbuf out = STRBUF_INIT;
	bool valid = true;

	for (size_t i = 0; i < len; i++) {
		char utf8[4];
		uint32_t c;
		int got;

		do {
			got = utf8_feed(&d, (unsigned char)s[i], &c);
			if (got)
				strbuf_add(&out, utf8, (size_t)utf8_put(utf8, c));
			valid = valid && got >= 0;
		} while (d.again);
	}
	valid = valid && !d.need;
	CHECK(valid == text_valid(s, len, NULL));
	CHECK(!valid || (out.len == len && !memcmp(out.buf, s, len)));
	strbuf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf clean = STRBUF_INIT;
	const char *s = (const char *)data + 1;
	int width;

	if (!size)
		return 0;
	width = 1 + (data[0] >> 1) % 40;
	size--;
	check_sanitizer(s, size, &clean);
	check_clusters(s, size);
	check_clusters(clean.buf, clean.len);
	check_lines(s, size, width);
	check_lines(clean.buf, clean.len, width);
	check_keys(s, size, data[0] & TEXT_NO_ACCENTS);
	check_decoder(s, size);
	strbuf_release(&clean);
	return 0;
}
