/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/complain.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/strbuf.h"
#include "text/diag_print.h"
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

int complain_diags(struct diags *diags)
{
	struct strbuf out = STRBUF_INIT;

	diags_sort(diags);
	diags_print(diags, &out);
	fwrite(out.buf, 1, out.len, stderr);
	strbuf_release(&out);
	return diags->errors ? EXIT_CHECK_FAILED : 0;
}
