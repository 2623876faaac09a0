/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/authors.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "os/folder.h"

struct date today(void)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };

	gmtime_r(&now, &tm);
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

bool write_file(const char *path, const char *data, size_t len)
{
	struct arena arena = ARENA_INIT;
	const char *beside = arena_printf(&arena, "%s.new", path);
	FILE *file = fopen(beside, "wb");
	bool good = file && fwrite(data, 1, len, file) == len && !fflush(file) && !fsync(fileno(file));

	if (file && fclose(file))
		good = false;
	good = good && !rename(beside, path);
	if (!good) {
		int saved = errno;

		if (file)
			unlink(beside);
		errno = saved;
	}
	arena_release(&arena);
	return good;
}

int write_output(const struct options *options, const struct strbuf *out)
{
	if (options->output && strcmp(options->output, "-")) {
		if (!write_file(options->output, out->buf, out->len))
			return complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), options->output, strerror(errno));
		return 0;
	}
	if (fwrite(out->buf, 1, out->len, stdout) != out->len || fflush(stdout))
		return complain(EXIT_UNUSABLE, _("the result could not be written"));
	return 0;
}

bool read_file(const char *path, size_t max, struct strbuf *out, struct strbuf *err)
{
	FILE *file = fopen(path, "rb");
	char buf[8192];
	struct stat st;
	size_t n, all = 0;

	if (!file || fstat(fileno(file), &st) || !S_ISREG(st.st_mode)) {
		strbuf_addf(err, _("%s cannot be read: %s"), path, file ? _("it is no file") : strerror(errno));
		if (file)
			fclose(file);
		return false;
	}
	while (all <= max && (n = fread(buf, 1, sizeof(buf), file)) > 0) {
		strbuf_add(out, buf, n);
		all += n;
	}
	if (all > max)
		strbuf_addf(err, _("%s has more than %zu bytes, which is a mistake or an attack"), path, max);
	else if (ferror(file))
		strbuf_addf(err, _("%s cannot be read: %s"), path, strerror(errno));
	n = (size_t)(all > max || ferror(file));
	fclose(file);
	return !n;
}

const char *main_file(struct arena *arena, const char *path)
{
	static const char *const names[] = { "lesson.ini", "scenario.ini", "help.ini", "workshop.ini", "course.ini" };
	struct stat st;

	if (stat(path, &st))
		return NULL;
	if (!S_ISDIR(st.st_mode))
		return arena_strdup(arena, path);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *file = arena_printf(arena, "%s/%s", path, names[i]);

		if (!access(file, F_OK))
			return file;
	}
	return NULL;
}

bool is_scenario_file(const char *file)
{
	size_t len;

	return !strcmp(path_base(file, &len), "scenario.ini");
}
