/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Repairs untrusted bytes as a lesson file. The result must be text, have the lines of what was
 * shown before, and stay as it is when it is repaired again; a file without an error of form must
 * not get one.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/fix.h"
#include "ini/ini.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_lines(const struct strbuf *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->len; i++)
		n += text->buf[i] == '\n';
	return n;
}

static bool is_well_formed(const char *data, size_t len)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	bool good = ini_parse(&arena, "fuzz.ini", data, len, &diags) && !diags.errors;

	diags_release(&diags);
	arena_release(&arena);
	return good;
}

static void check_again(const struct strbuf *once, const struct fix_context *context)
{
	struct strbuf plain = STRBUF_INIT, twice = STRBUF_INIT;
	struct fixes fixes = { 0 };

	if (!fix_text(once->buf, once->len, context, &plain, &twice, &fixes))
		BUG("a repaired text cannot be repaired");
	if (twice.len != once->len || memcmp(twice.buf, once->buf, once->len) != 0)
		BUG("a second repair makes\n%s\nof\n%s", twice.buf, once->buf);
	strbuf_release(&plain);
	strbuf_release(&twice);
	fixes_release(&fixes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { NULL, "fr", "de", "fa" };
	const char *text = (const char *)data + (size > 0);
	size_t len = size - (size > 0);
	struct fix_context context = { size ? langs[data[0] % ARRAY_SIZE(langs)] : NULL, 2 };
	struct strbuf plain = STRBUF_INIT, out = STRBUF_INIT, diff = STRBUF_INIT;
	struct fixes fixes = { 0 };

	if (fix_text(text, len, &context, &plain, &out, &fixes)) {
		if (!text_valid(out.buf, out.len, NULL) || count_lines(&plain) != count_lines(&out))
			BUG("the repaired text is damaged");
		fix_diff(&diff, "fuzz.ini", &plain, &out);
		if (is_well_formed(text, len) && !is_well_formed(out.buf, out.len))
			BUG("a repair breaks\n%s", out.buf);
		check_again(&out, &context);
	}
	strbuf_release(&plain);
	strbuf_release(&out);
	strbuf_release(&diff);
	fixes_release(&fixes);
	return 0;
}
