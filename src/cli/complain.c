/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/complain.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/strbuf.h"
#include "base/text.h"

int complain(int status, const char *fmt, ...)
{
	struct strbuf text = STRBUF_INIT, clean = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&text, fmt, ap);
	va_end(ap);
	text_sanitize(&clean, text.buf, text.len);
	fprintf(stderr, "vigie: %s\n", clean.buf);
	strbuf_release(&text);
	strbuf_release(&clean);
	return status;
}
