/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/complain.h"
#include "os/file.h"
#include "text/text.h"

void output_fill_descriptors(void)
{
	/* open returns the lowest free descriptor */
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", O_RDONLY);
}

void output_print(FILE *file, const char *fmt, ...)
{
	struct strbuf text = STRBUF_INIT, clean = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&text, fmt, ap);
	va_end(ap);
	text_sanitize_lines(&clean, text.buf, text.len);
	fputs(clean.buf, file);
	strbuf_release(&text);
	strbuf_release(&clean);
}

int output_failed(int error)
{
	if (!error)
		return complain(EXIT_UNUSABLE, _("the result could not be written"));
	return complain(EXIT_UNUSABLE, _("the result could not be written: %s"), error_text(error));
}

static int write_to(const char *path, const struct strbuf *out, bool private_mode)
{
	if (path && strcmp(path, "-") != 0) {
		if (file_write_atomic(path, out->buf, out->len, private_mode))
			return 0;
		return complain(EXIT_UNUSABLE, _("cannot write %s: %s"), path, error_text(errno));
	}
	errno = 0;
	if (fwrite(out->buf, 1, out->len, stdout) < out->len)
		return output_failed(errno);
	return output_finish(0);
}

int output_write(const char *path, const struct strbuf *out)
{
	return write_to(path, out, false);
}

int output_write_private(const char *path, const struct strbuf *out)
{
	return write_to(path, out, true);
}

int output_finish(int status)
{
	errno = 0;
	/* check both: fflush does not report what an earlier write failed to deliver */
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	return output_failed(errno);
}
