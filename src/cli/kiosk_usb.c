/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lessons come and counters go by a stick, with fixed folders: vigie/lessons and vigie/counters on it. Nothing is
 * taken that vigie check would refuse, and nothing but plain files of lessons; the lessons from before stay as
 * lessons.old.
 */
#include "cli/kiosk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "course/check.h"
#include "course/ini.h"
#include "questions/type.h"

enum { LESSONS_MAX = 200 };

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void remove_all(const char *path)
{
	(void)nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static bool write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n <= 0)
			return false;
		data += n;
		len -= (size_t)n;
	}
	return true;
}

static bool copy_bytes(int from, int to)
{
	char buf[8192];
	size_t total = 0;
	ssize_t n;

	while ((n = read(from, buf, sizeof(buf))) > 0) {
		total += (size_t)n;
		if (total > INI_MAX_FILE || !write_all(to, buf, (size_t)n))
			return false;
	}
	return n == 0 && fsync(to) == 0;
}

/* A plain file and no link; anything else is no lesson. */
static bool copy_file(int from_dir, int to_dir, const char *name)
{
	int from = openat(from_dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int to = -1;
	struct stat st;
	bool good = from >= 0 && fstat(from, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= INI_MAX_FILE;

	if (good)
		to = openat(to_dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	good = to >= 0 && copy_bytes(from, to);
	if (from >= 0)
		close(from);
	if (to >= 0)
		good = close(to) == 0 && good;
	return good;
}

static bool is_name(const char *name)
{
	return *name != '.' && *name && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.")] == '\0' && strlen(name) < 64;
}

static bool ends_in_ini(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".ini");
}

/* Depth 0: the folder of lessons; 1: a lesson. */
static bool copy_folder(int from, int to, int depth)
{
	DIR *dir = fdopendir(from);
	struct dirent *entry;
	bool good = dir != NULL;
	int n = 0;

	if (!dir)
		close(from);
	while (good && (entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (!is_name(name) || n++ > LESSONS_MAX)
			continue;
		if (ends_in_ini(name)) {
			good = copy_file(dirfd(dir), to, name);
		} else if (!depth && !strchr(name, '.')) {
			int sub = openat(dirfd(dir), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), below;

			if (sub < 0)
				continue;
			good = mkdirat(to, name, 0700) == 0;
			below = openat(to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			good = copy_folder(sub, below, 1) && good && below >= 0;
			if (below >= 0)
				close(below);
		}
	}
	if (dir)
		closedir(dir);
	return good;
}

static bool copy_lessons(const char *from_path, const char *to_path)
{
	int from = open(from_path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), to;
	bool good;

	remove_all(to_path);
	if (from < 0)
		return false;
	if (mkdir(to_path, 0700)) {
		close(from);
		return false;
	}
	to = open(to_path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	good = copy_folder(from, to, 0) && to >= 0 && fsync(to) == 0;
	if (to >= 0)
		close(to);
	return good;
}

/* Of the copy, so that what is checked is what is taken. */
static bool is_sound(const char *path)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };
	struct date today;
	struct check_result result = { 0 };
	struct diags diags = DIAGS_INIT;
	bool sound;

	gmtime_r(&now, &tm);
	today = (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	check_path(path, &today, question_parse, &result, &diags);
	sound = !diags.errors && result.lessons > 0;
	diags_release(&diags);
	return sound;
}

static bool exchange(const char *fresh, const char *current, const char *old)
{
	remove_all(old);
	if (rename(current, old) && errno != ENOENT)
		return false;
	if (rename(fresh, current) == 0)
		return true;
	(void)rename(old, current);
	return false;
}

static const char *const lessons_known[] = { "", ".new", ".old" };

static void name_folder(const struct kiosk_run *r, int which, char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/lessons%s", r->config.data, lessons_known[which]);
}

const char *kiosk_update_lessons(struct kiosk_run *r)
{
	char current[PATH_MAX], fresh[PATH_MAX], old[PATH_MAX], stick[PATH_MAX];

	name_folder(r, 0, current);
	name_folder(r, 1, fresh);
	name_folder(r, 2, old);
	snprintf(stick, sizeof(stick), "%s/vigie/lessons", r->config.usb);
	if (!copy_lessons(stick, fresh)) {
		remove_all(fresh);
		return _("No lessons could be copied from the folder vigie/lessons of the stick. Nothing was changed.");
	}
	if (!is_sound(fresh)) {
		remove_all(fresh);
		return _("The lessons on the stick have mistakes (vigie check says which). Nothing was changed.");
	}
	if (!exchange(fresh, current, old))
		return _("The new lessons could not be put in place. Those from before stay.");
	return _("The new lessons are in place. They show when the kiosk is started again.");
}

static bool write_file(const char *path, const struct strbuf *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = fd >= 0 && write_all(fd, text->buf, text->len) && fsync(fd) == 0;

	if (fd >= 0)
		good = close(fd) == 0 && good;
	return good;
}

const char *kiosk_export_counters(struct kiosk_run *r)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	char path[PATH_MAX], day[32] = "";
	time_t now = time(NULL);
	struct tm tm = { 0 };
	bool good;

	localtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y%m%d-%H%M%S", &tm);
	snprintf(path, sizeof(path), "%s/vigie/counters/counters-%s.csv", r->config.usb, day);
	good = r->counters && counters_report(r->counters, r->config.minimum, true, &out, &err) && write_file(path, &out);
	strbuf_release(&out);
	strbuf_release(&err);
	return good ? _("The counters are on the stick. Wait until its light stops, then take it out.")
		: _("The counters could not be written to the folder vigie/counters of the stick.");
}

static bool is_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void kiosk_find_lessons(const struct kiosk_run *r, struct options *options)
{
	static char path[PATH_MAX];

	name_folder(r, 0, path);
	if (is_folder(path))
		options->dirs[options->n_dirs++] = path;
	else if (r->config.lessons)
		options->dirs[options->n_dirs++] = r->config.lessons;
}
