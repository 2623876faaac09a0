/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a certificate as two files, to the current directory or the home directory. */
#include "session/session_certificate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "os/file.h"
#include "screens/certificate.h"

void session_save_certificate(struct session *s, int lesson, const char *name)
{
	const char *home = getenv("HOME");
	const char *dir = access(".", W_OK) == 0 ? "." : home && *home ? home : ".";
	struct date d = certificate_date(&s->app.model, lesson);
	struct arena arena = ARENA_INIT;
	struct strbuf html = STRBUF_INIT, notice = STRBUF_INIT;
	const char *base = arena_printf(
		&arena, "%s/vigie-certificate-%04d-%02d-%02d", dir, d.year, d.month, d.day);
	const char *text = certificate_text(&s->app.model, lesson, name, &arena);

	certificate_html(&s->app.model, lesson, name, &html);
	if (file_write_private(arena_printf(&arena, "%s.html", base), html.buf, html.len) &&
		file_write_private(arena_printf(&arena, "%s.txt", base), text, strlen(text)))
		strbuf_addf(&notice, _("Saved: %s.html and .txt"), base);
	else
		strbuf_addf(&notice, _("The certificate could not be written to %s: %s"), base,
			error_text(errno));
	app_notice(&s->app, notice.buf);
	strbuf_release(&html);
	strbuf_release(&notice);
	arena_release(&arena);
}
