/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/csv.h"

#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/emphasis.h"
#include "text/text.h"

static bool is_formula(const char *text)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < ARRAY_SIZE(wide); i++)
		if (!strncmp(text, wide[i], strlen(wide[i])))
			return true;
	return *text && strchr("=+-@\t\r\n", *text);
}

bool csv_is_guarded(const char *text)
{
	return *text == '\'' && is_formula(text + strspn(text, "'"));
}

void csv_text(struct strbuf *out, const char *text)
{
	struct strbuf plain = STRBUF_INIT, clean = STRBUF_INIT;

	if (text)
		emphasis_plain(&plain, text, strlen(text));
	text_sanitize_lines(&clean, plain.buf, plain.len);
	strbuf_addch(out, '"');
	/* dropping invisible characters may turn text into a formula */
	if (is_formula(clean.buf) || csv_is_guarded(clean.buf) || (text && is_formula(plain.buf)))
		strbuf_addch(out, '\'');
	for (const char *s = clean.buf; *s; s++) {
		if (*s == '"')
			strbuf_addch(out, '"');
		strbuf_addch(out, *s);
	}
	strbuf_addch(out, '"');
	strbuf_release(&clean);
	strbuf_release(&plain);
}
