/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a certificate as two new files. */
#include "session/session_certificate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "os/file.h"
#include "screens/certificate.h"

/* What can be done about it. */
static const char *remedy(int code)
{
	switch (code) {
	case ENOSPC:
	case EDQUOT:
		return _("Make room on the disk, then save it again.");
	case EEXIST:
		return _(
			"A file of that name has come up just now. Save it again: it gets another name.");
	case EACCES:
	case EPERM:
	case EROFS:
		return _(
			"Ask the person who looks after this computer, or write down what stands above.");
	default:
		return _("Save it again, or write down what stands above.");
	}
}

/* Writes both files, or leaves neither behind. */
static bool write_both(
	const char *html_path, const struct strbuf *html, const char *text_path, const char *text)
{
	int code;

	if (!file_write_new(html_path, html->buf, html->len))
		return false;
	if (file_write_new(text_path, text, strlen(text)))
		return true;
	code = errno;
	unlink(html_path);
	errno = code;
	return false;
}

void session_save_certificate(struct session *s, int lesson, const char *name, const char *path)
{
	struct arena arena = ARENA_INIT;
	struct strbuf html = STRBUF_INIT, notice = STRBUF_INIT;

	certificate_html(&s->app.model, lesson, name, &html);
	if (write_both(arena_printf(&arena, "%s.html", path), &html,
		    arena_printf(&arena, "%s.txt", path),
		    certificate_text(&s->app.model, lesson, name, &arena))) {
		strbuf_addf(&notice, _("Saved: %s.html and .txt"), path);
	} else {
		int code = errno;

		/* TRANSLATORS: the path of a file, and the system's reason; a remedy follows */
		strbuf_addf(&notice, _("The certificate could not be saved as %s: %s."), path,
			error_text(code));
		strbuf_addf(&notice, " %s", remedy(code));
	}
	app_notice(&s->app, notice.buf);
	strbuf_release(&html);
	strbuf_release(&notice);
	arena_release(&arena);
}
