/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/store.h"

enum { NARROW = S_IRWXG | S_IRWXO };

/* A signal during the call (on a network disk) must not make it fail. */
static int open_file(const char *path, int flags)
{
	int fd;

	do
		fd = open(path, flags | O_CLOEXEC, S_IRUSR | S_IWUSR);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/* Returns the folder part of path, "." if it has none. The caller frees it. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return xstrdup(".");
	while (slash > path && slash[-1] == '/')
		slash--;
	return xmemdupz(path, slash == path ? 1 : (size_t)(slash - path));
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Syncs a folder: a new folder in it is durable only then. */
static void sync_folder(const char *folder)
{
	int fd = open_file(folder, O_RDONLY | O_DIRECTORY);

	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

/* Creates folder and its missing parents. Returns false with errno set on failure. */
static bool make_folder(const char *folder)
{
	char *above;
	bool made;

	if (!mkdir(folder, S_IRWXU) || errno == EEXIST)
		return true;
	if (errno != ENOENT || !*folder)
		return false;
	above = folder_of(folder);
	/* a folder may be its own parent ("."); below a dangling link mkdir fails again */
	made = strcmp(above, folder) && make_folder(above) &&
		(!mkdir(folder, S_IRWXU) || errno == EEXIST);
	if (made)
		sync_folder(above);
	free(above);
	return made;
}

static bool is_link(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISLNK(st.st_mode);
}

/*
 * Resolves the folder, which must not be a link itself, with realpath, and appends the name
 * unchanged: open() refuses a link there. Links higher up (/home, /var) belong to the
 * administrator.
 */
static char *resolve(const char *path, bool create)
{
	char *folder = folder_of(path);
	char *real = NULL;
	struct strbuf out = STRBUF_INIT;

	if (is_link(folder))
		errno = ELOOP;
	else if (!create || make_folder(folder))
		real = realpath(folder, NULL);
	free(folder);
	if (!real)
		return NULL;
	strbuf_addf(&out, "%s/%s", strcmp(real, "/") ? real : "", name_of(path));
	free(real);
	return strbuf_detach(&out);
}

static void say_open(const char *path, int error, struct strbuf *err)
{
	switch (error) {
	case ELOOP:
	case EMLINK: /* the error on FreeBSD */
		strbuf_addf(err,
			_("%s is a symbolic link, and progress is not kept through links. Remove "
			  "the link, or choose another file."),
			path);
		break;
	case EISDIR:
	case ENXIO:
		strbuf_addf(err,
			_("%s is not a regular file, so progress cannot be kept in it. Choose "
			  "another file."),
			path);
		break;
	case ENOSPC:
	case EDQUOT:
		strbuf_addf(err,
			_("The disk is full, so %s cannot be created. Free some space and start "
			  "again."),
			path);
		break;
	default:
		strbuf_addf(err,
			/* TRANSLATORS: a file; the system's own words ("Permission denied") */
			_("Cannot open %s (%s), so progress is not kept. Check the folder and the "
			  "permissions of the file, or choose another."),
			path, error_text(error));
	}
}

static void say_read(const char *path, int error, struct strbuf *err)
{
	if (error == ELOOP || error == EMLINK || error == EISDIR || error == ENXIO)
		say_open(path, error, err);
	else
		strbuf_addf(err,
			/* TRANSLATORS: a file; the system's own words ("permission denied") */
			_("Cannot read %s (%s). Check the folder and the permissions of the file, or choose another."),
			path, error_text(error));
}

static bool may_write(const char *path)
{
	return !faccessat(AT_FDCWD, path, W_OK, AT_EACCESS);
}

/*
 * A save writes the journal next to the file. An existing journal needs no permission on the
 * folder, since it is emptied and never removed.
 */
static bool journal_can_be_written(const char *path)
{
	struct strbuf journal = STRBUF_INIT;
	char *folder = folder_of(path);
	bool can;

	strbuf_addf(&journal, "%s-journal", path);
	can = may_write(journal.buf) || (errno == ENOENT && may_write(folder));
	strbuf_release(&journal);
	free(folder);
	return can;
}

/* Tightens the permissions of the journal, which holds parts of the file. */
static void narrow_journal(const char *path)
{
	struct strbuf journal = STRBUF_INIT;
	struct stat st;
	int fd;

	strbuf_addf(&journal, "%s-journal", path);
	fd = open_file(journal.buf, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	strbuf_release(&journal);
	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && (st.st_mode & NARROW))
		(void)fchmod(fd, st.st_mode & S_IRWXU);
	close(fd);
}

/* Examines the open file. Returns false with errno set if it cannot be a store. */
static bool inspect(struct store_file *file, int fd, bool tighten)
{
	struct stat st;

	if (fstat(fd, &st))
		return false;
	if (!S_ISREG(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	file->is_wide = (st.st_mode & NARROW) != 0;
	/* Fails for a file of another user, whose mode cannot be changed. */
	file->mode_tightened = tighten && file->is_wide && !fchmod(fd, st.st_mode & S_IRWXU);
	if (file->mode_tightened)
		narrow_journal(file->path);
	file->size = st.st_size;
	if (!file->read_only)
		file->read_only = !journal_can_be_written(file->path);
	return true;
}

/*
 * O_NONBLOCK: a pipe must not block. Closing the descriptor would drop locks that this process
 * holds on the file through SQLite, but it holds none between two calls.
 */
static bool look(struct store_file *file, bool create)
{
	const int flags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	int fd = open_file(file->path, flags | (create ? O_RDWR | O_CREAT : O_RDONLY));
	bool good;
	int error;

	if (!create && fd >= 0)
		file->read_only = !may_write(file->path);
	if (create && fd < 0 && (errno == EACCES || errno == EPERM || errno == EROFS)) {
		error = errno;
		file->read_only = true;
		fd = open_file(file->path, flags | O_RDONLY);
		/* The file does not exist, so report why it could not be created. */
		if (fd < 0 && errno == ENOENT)
			errno = error;
	}
	if (fd < 0)
		return false;
	good = inspect(file, fd, create);
	error = errno;
	close(fd);
	errno = error;
	return good;
}

static bool find(struct store_file *file, const char *path, bool create, struct strbuf *err)
{
	*file = (struct store_file){ 0 };
	if (!*name_of(path)) {
		say_open(path, EISDIR, err);
		return false;
	}
	file->path = resolve(path, create);
	if (!file->path) {
		char *folder = folder_of(path);

		if (errno == ELOOP)
			say_open(folder, ELOOP, err);
		else if (!create)
			say_read(path, errno, err);
		else
			strbuf_addf(err,
				/* TRANSLATORS: a folder; the system's own words ("Permission
				   denied") */
				_("Cannot use the folder %s (%s), so progress is not kept. Check its "
				  "permissions, or choose another."),
				folder, error_text(errno));
		free(folder);
		return false;
	}
	if (look(file, create))
		return true;
	if (create)
		say_open(path, errno, err);
	else
		say_read(path, errno, err);
	store_file_release(file);
	return false;
}

bool store_file_prepare(struct store_file *file, const char *path, struct strbuf *err)
{
	return find(file, path, true, err);
}

bool store_file_examine(struct store_file *file, const char *path, struct strbuf *err)
{
	return find(file, path, false, err);
}

void store_file_release(struct store_file *file)
{
	free(file->path);
	file->path = NULL;
}

int store_file_lock_folder(const struct store_file *file)
{
	char *folder = folder_of(file->path);
	int fd = open_file(folder, O_RDONLY | O_DIRECTORY);

	free(folder);
	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	return fd;
}

void store_file_unlock_folder(int lock)
{
	if (lock >= 0)
		close(lock);
}

/*
 * Creates path.damaged-DATE, with -2, -3 ... if that name is taken. Returns its descriptor, or -1.
 */
static int make_copy(const char *path, struct strbuf *name)
{
	char date[sizeof("YYYYMMDD-HHMMSS")] = "00000000-000000";
	time_t now = time(NULL);
	struct tm tm;
	size_t len;
	int fd = -1;

	if (localtime_r(&now, &tm))
		(void)strftime(date, sizeof(date), "%Y%m%d-%H%M%S", &tm);
	strbuf_addf(name, "%s.damaged-%s", path, date);
	len = name->len;
	for (int n = 2; n < INT_MAX; n++) {
		fd = open_file(name->buf, O_WRONLY | O_CREAT | O_EXCL);
		if (fd >= 0 || errno != EEXIST)
			break;
		strbuf_setlen(name, len);
		strbuf_addf(name, "-%d", n);
	}
	return fd;
}

bool store_file_write(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		data += n;
		len -= (size_t)n;
	}
	return true;
}

/* Copies to the end; true once it is on the disk. */
static bool copy_out(int from, int to)
{
	char buf[16384];
	ssize_t n;

	while ((n = read(from, buf, sizeof(buf))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || !store_file_write(to, buf, (size_t)n))
			return false;
	}
	return !fsync(to);
}

/* Moves a journal that is not empty; an empty one stays for the fresh file. */
static bool move_side_file(const char *path, const char *target, const char *suffix)
{
	struct strbuf from = STRBUF_INIT, to = STRBUF_INIT;
	struct stat st;
	bool good;
	int error;

	strbuf_addf(&from, "%s%s", path, suffix);
	strbuf_addf(&to, "%s%s", target, suffix);
	good = lstat(from.buf, &st) ? errno == ENOENT : !st.st_size || !rename(from.buf, to.buf);
	error = errno;
	strbuf_release(&from);
	strbuf_release(&to);
	errno = error;
	return good;
}

/*
 * Writes an empty database (sqlite.org/fileformat.html) of one page. An empty file would be one
 * too, but its two counters would start at 0 again. A program that has the file open compares them
 * to decide whether its cached pages and schema are still valid, and might then keep using the old
 * ones.
 */
static bool write_empty_database(int fd)
{
	static const unsigned char start[] = "SQLite format 3\0\x10\0\1\1\0\x40\x20\x20";
	enum { CHANGES = 24, PAGES = 28, SCHEMA = 40, CHANGES_AT_PAGES = 92, TREE = 100 };
	static const unsigned char empty_leaf[8] = { 0x0d, 0, 0, 0, 0, 0x10, 0, 0 };
	unsigned char page[4096] = { 0 };
	uint32_t counter = (uint32_t)time(NULL);

	memcpy(page, start, sizeof(start) - 1);
	for (unsigned i = 0; i < 4; i++) {
		unsigned char byte = (unsigned char)(counter >> (24 - 8 * i));

		page[CHANGES + i] = page[SCHEMA + i] = page[CHANGES_AT_PAGES + i] = byte;
	}
	page[PAGES + 3] = 1;
	memcpy(page + TREE, empty_leaf, sizeof(empty_leaf));
	return !lseek(fd, 0, SEEK_SET) && store_file_write(fd, (const char *)page, sizeof(page));
}

/*
 * Moves the journal, then empties the file. In the other order, after an interruption in between,
 * the journal would be replayed into the fresh file.
 */
static bool begin_anew(int fd, const char *path, const char *target)
{
	static const char *const suffixes[] = { "-journal", "-wal", "-shm" };
	char *folder;

	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++)
		if (!move_side_file(path, target, suffixes[i]))
			return false;
	folder = folder_of(path);
	sync_folder(folder);
	free(folder);
	return !ftruncate(fd, 0) && write_empty_database(fd) && !fsync(fd);
}

/*
 * Locks the bytes that SQLite locks to write (sqlite.org/lockingv3.html), so that nothing else
 * reads or writes.
 */
static bool lock_as_sqlite(int fd)
{
	struct flock lock = {
		.l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = 0x40000000,
		.l_len = 512,
	};
	const struct timespec pause = { 0, 10000000 };

	for (int i = 0; i < 500; i++) {
		if (!fcntl(fd, F_SETLK, &lock))
			return true;
		if (errno != EACCES && errno != EAGAIN && errno != EINTR)
			return false;
		nanosleep(&pause, NULL);
	}
	return false;
}

static bool copy_and_empty(int fd, const char *path, struct strbuf *target)
{
	int copy, error;
	bool copied;

	if (!lock_as_sqlite(fd))
		return false;
	copy = make_copy(path, target);
	if (copy < 0)
		return false;
	copied = copy_out(fd, copy);
	error = errno;
	close(copy);
	/* A partial copy is useless; a complete one stays, whatever happens next. */
	if (!copied)
		unlink(target->buf);
	errno = error;
	return copied && begin_anew(fd, path, target->buf);
}

bool store_file_set_aside(const struct store_file *file, struct strbuf *name)
{
	struct strbuf target = STRBUF_INIT;
	int fd = open_file(file->path, O_RDWR | O_NOFOLLOW | O_NONBLOCK);
	bool good;
	int error;

	if (fd < 0)
		return false;
	good = copy_and_empty(fd, file->path, &target);
	error = errno;
	/* This releases the lock too. */
	close(fd);
	if (good)
		strbuf_addstr(name, name_of(target.buf));
	strbuf_release(&target);
	errno = error;
	return good;
}

/* sqlite.org/fileformat2.html: "SQLite format 3" with its NUL; the application id is at byte 68. */
bool store_is_ours(const char *path, struct strbuf *err)
{
	unsigned char head[100];
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	ssize_t n = 0;
	bool ours = true;

	/* store_open reports a file that cannot be read */
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
		n = pread(fd, head, sizeof(head), 0);
		ours = n == (ssize_t)sizeof(head) && !memcmp(head, "SQLite format 3", 16) &&
			((uint32_t)head[68] << 24 | (uint32_t)head[69] << 16 |
				(uint32_t)head[70] << 8 | head[71]) == STORE_APPLICATION_ID;
	}
	if (fd >= 0)
		close(fd);
	if (!ours)
		/* TRANSLATORS: a file */
		strbuf_addf(err,
			_("%s is not a Vigie progress file. It was left untouched; choose another file."),
			path);
	return ours;
}
