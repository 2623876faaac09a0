/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/complain.h"

#include <stdarg.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"

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

void say(FILE *file, const char *fmt, ...)
{
	struct strbuf text = STRBUF_INIT, clean = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&text, fmt, ap);
	va_end(ap);
	for (const char *line = text.buf; *line;) {
		size_t len = strcspn(line, "\n");

		text_sanitize(&clean, line, len);
		line += len;
		if (*line)
			strbuf_addch(&clean, *line++);
	}
	fputs(clean.buf, file);
	strbuf_release(&text);
	strbuf_release(&clean);
}
