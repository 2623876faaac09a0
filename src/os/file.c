/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_is_real_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* ---- reading */

/* Reads at most max + 1 bytes, so that the caller can tell when a file is too long. */
static bool read_fd(int fd, size_t max, struct strbuf *out)
{
	char buf[8192];
	size_t all = 0;

	while (all <= max) {
		ssize_t n = read(fd, buf, sizeof(buf));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		strbuf_add(out, buf, (size_t)n);
		all += (size_t)n;
	}
	return true;
}

bool file_read(const char *path, size_t max, struct strbuf *out, struct strbuf *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	size_t before = out->len, start = err->len;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		strbuf_addf(err, _("cannot read %s: %s"), path, error_text(errno));
	else if (!S_ISREG(st.st_mode))
		strbuf_addf(err, _("cannot read %s: %s"), path, _("it is not a file"));
	else if (!read_fd(fd, max, out))
		strbuf_addf(err, _("cannot read %s: %s"), path, error_text(errno));
	else if (out->len - before > max)
		strbuf_addf(err, _("%s has more than %zu bytes, which is a mistake or an attack"),
			path, max);
	if (fd >= 0)
		close(fd);
	return err->len == start;
}

bool file_read_untrusted(const char *path, size_t max, struct strbuf *out)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	size_t before = out->len;
	struct stat st;
	bool good = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && read_fd(fd, max, out);

	if (fd >= 0)
		close(fd);
	return good && out->len > before && out->len - before <= max;
}

/* ---- writing */

bool file_write_fd(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0)
			return false;
		data += n;
		len -= (size_t)n;
	}
	return true;
}

/* Writes data durably and closes fd; a negative fd only makes it fail. */
static bool write_and_close(int fd, const char *data, size_t len)
{
	bool good = fd >= 0 && file_write_fd(fd, data, len) && fsync(fd) == 0;
	int saved = errno;

	if (fd >= 0 && close(fd) < 0 && good)
		return false;
	errno = saved;
	return good;
}

static void unlink_quietly(const char *path)
{
	int saved = errno;

	(void)unlink(path);
	errno = saved;
}

/* ---- drafts */

/* Returns path, or the target if it is a link. Returns NULL and sets errno for a dangling link. */
static char *resolve(const char *path, struct stat *st, bool *there)
{
	*there = lstat(path, st) == 0;
	if (!*there)
		return errno == ENOENT ? xstrdup(path) : NULL;
	if (!S_ISLNK(st->st_mode))
		return xstrdup(path);
	return stat(path, st) == 0 ? realpath(path, NULL) : NULL;
}

static mode_t default_mode(void)
{
	mode_t mask = umask(077);

	umask(mask);
	return 0666 & ~mask;
}

static int open_beside(struct file_draft *d, const struct stat *old, bool private_mode)
{
	struct arena arena = ARENA_INIT;
	char *slash = strrchr(d->target, '/');
	int fd;

	d->draft = xstrdup(slash ? arena_printf(&arena, "%.*s/.vigie-XXXXXX",
					   (int)(slash - d->target), d->target)
				 : ".vigie-XXXXXX");
	arena_release(&arena);
	fd = mkostemp(d->draft, O_CLOEXEC);
	if (fd < 0)
		return -1;
	/*
	 * only root can change the owner, so ignore a failure; set the mode last, since chown
	 * clears bits of it
	 */
	if (old && fchown(fd, old->st_uid, old->st_gid) < 0)
		errno = 0;
	if (fchmod(fd, old ? old->st_mode & 07777 : private_mode ? 0600 : default_mode()) < 0) {
		unlink_quietly(d->draft);
		close(fd);
		return -1;
	}
	return fd;
}

static void release_draft(struct file_draft *d)
{
	int saved = errno;

	free(d->target);
	free(d->draft);
	*d = (struct file_draft){ NULL };
	errno = saved;
}

bool file_draft_open(struct file_draft *d, const char *path, bool private_mode)
{
	struct stat st;
	bool there;
	int fd = -1;

	*d = (struct file_draft){ .target = resolve(path, &st, &there) };
	if (!d->target)
		return false;
	if (!there || S_ISREG(st.st_mode))
		fd = open_beside(d, there ? &st : NULL, private_mode);
	else if (S_ISDIR(st.st_mode) || S_ISBLK(st.st_mode))
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	else
		fd = open(d->target, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		/* nothing to close or remove */
		release_draft(d);
		return false;
	}
	d->file = fdopen(fd, "wb");
	if (!d->file)
		mem_exhausted();
	return true;
}

bool file_draft_close(struct file_draft *d, bool good)
{
	int saved = errno;

	good = good && !ferror(d->file) && fflush(d->file) == 0;
	if (good && d->draft)
		good = fsync(fileno(d->file)) == 0;
	if (!good && errno)
		saved = errno;
	if (fclose(d->file) != 0 && good) {
		saved = errno;
		good = false;
	}
	if (good && d->draft && rename(d->draft, d->target) < 0) {
		saved = errno;
		good = false;
	}
	if (!good && d->draft)
		unlink_quietly(d->draft);
	errno = saved;
	release_draft(d);
	return good;
}

bool file_write_atomic(const char *path, const char *data, size_t len, bool private_mode)
{
	struct file_draft draft;

	if (!file_draft_open(&draft, path, private_mode))
		return false;
	return file_draft_close(&draft, file_write_fd(fileno(draft.file), data, len));
}

bool file_write_new(const char *path, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = write_and_close(fd, data, len);

	if (fd >= 0 && !good)
		unlink_quietly(path);
	return good;
}

bool file_write_private(const char *path, const char *data, size_t len)
{
	struct stat st;

	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		errno = S_ISLNK(st.st_mode) ? ELOOP : EEXIST;
		return false;
	}
	return file_write_atomic(path, data, len, true);
}

/* ---- folders */

bool file_sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return good;
}

bool file_make_folders(const char *path)
{
	struct arena arena = ARENA_INIT;
	bool good = true;

	for (size_t i = 1; path[i] && good; i++)
		if (path[i] == '/')
			good = mkdir(arena_memdupz(&arena, path, i), 0755) == 0 || errno == EEXIST;
	good = good && (mkdir(path, 0755) == 0 || errno == EEXIST);
	arena_release(&arena);
	return good;
}

bool file_exchange(const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
#else
	(void)a;
	(void)b;
	errno = ENOSYS;
	return false;
#endif
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void file_remove_tree(const char *path)
{
	(void)nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
