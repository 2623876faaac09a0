/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lessons come and counters go by a stick: vigie/lessons.vigie (a pack, made by vigie pack) and the folder vigie/counters
 * on it. Nothing is taken whose sums do not agree, whose paths lead elsewhere or that vigie check would refuse. The new
 * lessons take the place of those from before in one step; these stay as lessons.old.
 */
#include "session/kiosk_run.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/authors.h"
#include "formats/tar.h"
#include "check/check.h"
#include "questions/type.h"

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

/* ---- files */

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

/* A new file, durable; nothing of it if there is no room. */
static bool write_new(const char *path, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = fd >= 0 && write_all(fd, data, len) && fsync(fd) == 0;

	if (fd >= 0)
		good = close(fd) == 0 && good;
	if (fd >= 0 && !good)
		(void)unlink(path);
	return good;
}

static bool keep_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return good;
}

/* A plain file and no link: a stick may hold a pipe under that name, on which one would wait for ever. */
static bool read_plain(const char *path, struct strbuf *out)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	bool good = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size <= PACK_MAX;
	char buf[8192];
	ssize_t n = 0;

	while (good && (n = read(fd, buf, sizeof(buf))) > 0 && out->len <= PACK_MAX)
		strbuf_add(out, buf, (size_t)n);
	if (fd >= 0)
		close(fd);
	return good && n == 0;
}

/* ---- lessons */

/* Paths of a pack have one folder at most (tar.h). */
static bool unpack(struct pack *pack, const char *to)
{
	for (size_t i = 0; i < pack->n; i++) {
		const struct pack_file *f = &pack->files[i];
		const char *path = arena_printf(&pack->arena, "%s/%s", to, f->path);
		const char *slash = strrchr(path, '/');

		if (strchr(f->path, '/') && mkdir(arena_memdupz(&pack->arena, path, (size_t)(slash - path)), 0700) && errno != EEXIST)
			return false;
		if (!write_new(path, f->data, f->len))
			return false;
	}
	return keep_folder(to);
}

/* Of the copy, so that what is checked is what is taken. */
static bool is_sound(const char *path)
{
	struct date now = today();
	struct check_result result = { 0 };
	struct diags diags = DIAGS_INIT;
	bool sound;

	check_path(path, &now, question_parse, &result, &diags);
	sound = !diags.errors && result.lessons > 0;
	diags_release(&diags);
	return sound;
}

/* In one step where the system can, so that a power cut finds the old ones or the new ones. */
static bool exchange(const char *fresh, const char *current, const char *old)
{
	remove_all(old);
	if (renameat2(AT_FDCWD, fresh, AT_FDCWD, current, RENAME_EXCHANGE) == 0)
		return rename(fresh, old) == 0;
	if (rename(current, old) && errno != ENOENT)
		return false;
	if (rename(fresh, current) == 0)
		return true;
	(void)rename(old, current);
	return false;
}

enum taken { TAKEN, NOT_READ, NOT_WHOLE, NO_ROOM, NOT_SOUND, NOT_PLACED };

static const char *const sentences[] = {
	[TAKEN] = N_("The new lessons are in place. The next visit has them."),
	[NOT_READ] = N_("The file vigie/lessons.vigie of the stick cannot be read. Nothing was changed."),
	[NOT_WHOLE] = N_("The file vigie/lessons.vigie of the stick is damaged or no lesson pack. Nothing was changed."),
	[NO_ROOM] = N_("There is no room for the new lessons. Nothing was changed."),
	[NOT_SOUND] = N_("The lessons on the stick have mistakes (vigie check says which). Nothing was changed."),
	[NOT_PLACED] = N_("The new lessons could not be put in place. Those from before stay."),
};

static enum taken place(const char *data, struct pack *pack)
{
	const char *current = arena_printf(&pack->arena, "%s/lessons", data);
	const char *fresh = arena_printf(&pack->arena, "%s.new", current);
	const char *old = arena_printf(&pack->arena, "%s.old", current);
	enum taken taken;

	remove_all(fresh);
	if (mkdir(fresh, 0700) || !unpack(pack, fresh))
		taken = NO_ROOM;
	else if (!is_sound(fresh))
		taken = NOT_SOUND;
	else
		taken = exchange(fresh, current, old) && keep_folder(data) ? TAKEN : NOT_PLACED;
	remove_all(fresh);
	return taken;
}

const char *kiosk_update_lessons(struct kiosk_run *r)
{
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	struct pack pack = { 0 };
	enum taken taken;

	if (!read_plain(arena_printf(&arena, "%s/vigie/lessons.vigie", r->config.usb), &data))
		taken = NOT_READ;
	else if (!pack_read(&pack, data.buf, data.len, &err))
		taken = NOT_WHOLE;
	else
		taken = place(r->config.data, &pack);
	arena_release(&arena);
	pack_release(&pack);
	strbuf_release(&data);
	strbuf_release(&err);
	return _(sentences[taken]);
}

/* ---- counters */

const char *kiosk_export_counters(struct kiosk_run *r)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	const char *folder = arena_printf(&arena, "%s/vigie/counters", r->config.usb);
	char day[32] = "";
	time_t now = time(NULL);
	struct tm tm = { 0 };
	bool good;

	localtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y%m%d-%H%M%S", &tm);
	good = r->counters && counters_report(r->counters, r->config.minimum, true, &out, &err) &&
		write_new(arena_printf(&arena, "%s/counters-%s.csv", folder, day), out.buf, out.len) && keep_folder(folder);
	arena_release(&arena);
	strbuf_release(&out);
	strbuf_release(&err);
	return good ? _("The counters are on the stick. Wait until its light stops, then take it out.")
		: _("The counters could not be written to the folder vigie/counters of the stick.");
}

/* ---- which lessons there are */

static bool is_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void kiosk_choose_lessons(struct kiosk_run *r)
{
	struct paths *p = &r->s->paths;

	if (!is_folder(r->brought))
		return;
	p->lessons[0] = r->brought;
	p->n_lessons = 1;
	if (is_folder(r->help_brought))
		p->help = r->help_brought;
}
