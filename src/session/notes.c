/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/notes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"

static const char notes_name[] = "notes", call_name[] = "call", folder_name[] = "vigie";

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* True if it is of that type, this user's, and nobody else's business. */
static bool is_own(int fd, mode_t type)
{
	struct stat st;

	return fd >= 0 && !fstat(fd, &st) && (st.st_mode & S_IFMT) == type &&
		st.st_uid == geteuid() && !(st.st_mode & (S_IRWXG | S_IRWXO));
}

static int open_folder(int at, const char *path)
{
	int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && !is_own(fd, S_IFDIR)) {
		close(fd);
		errno = EPERM;
		return -1;
	}
	return fd;
}

static bool find_folder(struct notes *n, struct strbuf *err)
{
	const char *path = getenv("XDG_RUNTIME_DIR");
	int above;

	if (!path || *path != '/') {
		strbuf_addstr(err,
			_("there is no XDG_RUNTIME_DIR, the folder where two terminals of yours can meet; print the notes instead: vigie show --guide LESSON"));
		return false;
	}
	above = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (above >= 0 && (!mkdirat(above, folder_name, S_IRWXU) || errno == EEXIST))
		n->folder = open_folder(above, folder_name);
	if (n->folder < 0)
		/* TRANSLATORS: the folder of XDG_RUNTIME_DIR, then what is wrong with it */
		strbuf_addf(err,
			_("the notes need a folder of yours alone (mode 0700) at %s/vigie: %s"),
			path, error_text(errno));
	close_one(&above);
	return n->folder >= 0;
}

/* Opens a FIFO without waiting for anybody; -1 if it is not one of this user's. */
static int open_fifo(const struct notes *n, const char *name, int mode)
{
	int fd = openat(n->folder, name, mode | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && !is_own(fd, S_IFIFO)) {
		close(fd);
		errno = EEXIST;
		return -1;
	}
	return fd;
}

/* Opens the FIFO to read from, making it first; what else is there gives way. */
static int make_fifo(const struct notes *n, const char *name)
{
	int fd = open_fifo(n, name, O_RDONLY);

	if (fd >= 0)
		return fd;
	if (errno != ENOENT)
		unlinkat(n->folder, name, 0);
	if (mkfifoat(n->folder, name, S_IRUSR | S_IWUSR) && errno != EEXIST)
		return -1;
	return open_fifo(n, name, O_RDONLY);
}

/* True if the name still leads to what is open: the other side may just have removed it. */
static bool is_there(const struct notes *n, const char *name, int fd)
{
	struct stat a, b;

	return !fstat(fd, &a) && !fstatat(n->folder, name, &b, AT_SYMLINK_NOFOLLOW) &&
		a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

enum { TRIES = 8 };

/* Opens a FIFO to read from and locks it; sets errno to EWOULDBLOCK if another process has it. */
static bool hold(const struct notes *n, const char *name, int *fd)
{
	for (int i = 0; i < TRIES; i++) {
		*fd = make_fifo(n, name);
		if (*fd < 0)
			return false;
		if (flock(*fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK) {
			close_one(fd);
			errno = EWOULDBLOCK;
			return false;
		}
		if (is_there(n, name, *fd))
			return true;
		close_one(fd);
	}
	errno = EAGAIN;
	return false;
}

/* Asks a presentation, if there is one, for its newest line. */
static void ask(const struct notes *n)
{
	int fd = open_fifo(n, call_name, O_WRONLY);

	if (fd < 0)
		return;
	/* a full pipe holds enough questions already */
	if (write(fd, "?", 1) < 0)
		errno = 0;
	close(fd);
}

static bool join(struct notes *n)
{
	if (!n->reader) {
		if (!hold(n, call_name, &n->call))
			return false;
		/* while a writer is left, there is no end of file to wake up for */
		n->keep = open_fifo(n, call_name, O_WRONLY);
		return true;
	}
	if (!hold(n, notes_name, &n->notes))
		return false;
	ask(n);
	return true;
}

bool notes_open(struct notes *n, bool reader, struct strbuf *err)
{
	*n = (struct notes){ .reader = reader, .folder = -1, .notes = -1, .call = -1, .keep = -1 };
	strbuf_init(&n->line);
	if (!find_folder(n, err))
		return false;
	if (join(n))
		return true;
	if (errno == EWOULDBLOCK)
		strbuf_addstr(err,
			reader ? _("the notes are open in another terminal already")
			       : _("another presentation has the notes already"));
	else
		strbuf_addf(err, _("the notes cannot be opened: %s"), error_text(errno));
	return false;
}

int notes_fd(const struct notes *n)
{
	return n->reader ? n->notes : n->call;
}

/* ---- the presentation */

static void tell(struct notes *n)
{
	if (!n->line.len)
		return;
	/* once more, for notes that were killed and have been opened again */
	for (int i = 0; i < 2; i++) {
		if (n->notes < 0)
			n->notes = open_fifo(n, notes_name, O_WRONLY);
		if (n->notes < 0 || write(n->notes, n->line.buf, n->line.len) >= 0 ||
			errno == EAGAIN)
			return;
		close_one(&n->notes);
	}
}

void notes_send(struct notes *n, const char *line)
{
	if (n->call < 0)
		return;
	strbuf_clear(&n->line);
	if (n->from && strlen(n->from) + strlen(line) < NOTES_LINE_MAX)
		strbuf_addf(&n->line, "%s\t%s\n", n->from, line);
	tell(n);
}

/* ---- the notes */

/* Keeps the last whole line of what was read. */
static bool keep_newest(struct notes *n, const char *bytes, size_t len)
{
	size_t end = len, start;

	while (end && bytes[end - 1] != '\n')
		end--;
	if (!end)
		return false;
	start = --end;
	while (start && bytes[start - 1] != '\n')
		start--;
	strbuf_clear(&n->line);
	strbuf_add(&n->line, bytes + start, end - start);
	return true;
}

static bool read_lines(struct notes *n)
{
	char bytes[4 * (NOTES_LINE_MAX + 1)];
	bool changed = false, full = false;
	ssize_t got;

	while ((got = read(n->notes, bytes, sizeof(bytes))) > 0) {
		changed |= keep_newest(n, bytes, (size_t)got);
		full |= (size_t)got == sizeof(bytes);
	}
	if (got < 0)
		/* of a full pipe the newest lines were lost */
		return full ? (ask(n), changed) : changed;
	/* the presentation is over; another one may come */
	changed |= n->line.len > 0;
	strbuf_clear(&n->line);
	close_one(&n->notes);
	join(n);
	return changed;
}

bool notes_take(struct notes *n)
{
	char asked[64];

	if (n->reader)
		return n->notes >= 0 && read_lines(n);
	while (n->call >= 0 && read(n->call, asked, sizeof(asked)) > 0)
		continue;
	tell(n);
	return false;
}

/* ---- the end */

static bool is_free(const struct notes *n, const char *name)
{
	int fd = open_fifo(n, name, O_RDONLY);
	bool is = fd >= 0 && !flock(fd, LOCK_EX | LOCK_NB);

	close_one(&fd);
	return is;
}

void notes_close(struct notes *n)
{
	bool ours = n->folder >= 0 && (n->reader ? n->notes : n->call) >= 0;

	/* notes that wait see the end of the presentation and make new ones */
	if (ours && (!n->reader || is_free(n, call_name) || errno == ENOENT)) {
		unlinkat(n->folder, notes_name, 0);
		unlinkat(n->folder, call_name, 0);
	}
	close_one(&n->notes);
	close_one(&n->call);
	close_one(&n->keep);
	close_one(&n->folder);
	strbuf_release(&n->line);
	free(n->from);
	n->from = NULL;
}
