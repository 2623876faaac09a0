/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie install FILE: all lessons of a pack or none. In the folder of lessons,
 *
 *	.new        is where a pack is unpacked and checked; what is found there at the next installation is removed
 *	.ready      is the same folder, renamed when all of it is good and on the disk: the point of no return
 *	.previous   keeps what stood there before
 *
 * What a crash leaves in .ready is put in place at the next start of any command (install_finish). A folder in .ready
 * holds an empty file .new until it stands in its place, so that whoever goes on knows the new version from the old
 * one, with which it changes places in one step.
 */
#include "cli/authors.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "formats/tar.h"
#include "os/folder.h"

struct place {
	struct arena arena;
	const char *to, *stage, *ready, *previous;      /* folders, on one file system */
};

static void find_folders(struct place *p, const char *to)
{
	p->to = to;
	p->stage = arena_printf(&p->arena, "%s/.new", to);
	p->ready = arena_printf(&p->arena, "%s/.ready", to);
	p->previous = arena_printf(&p->arena, "%s/.previous", to);
}

static bool is_there(const char *path)
{
	return !access(path, F_OK);
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void remove_all(const char *path)
{
	nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* The names in it, too, are on the disk. */
static bool sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		close(fd);
	return good;
}

/* One at a time; -1 if the folder cannot be opened. To be closed. */
static int lock_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	return fd;
}

/* ---- after the point of no return */

static bool exchange(const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
	return !renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE);
#else
	(void)a;
	(void)b;
	return false;
#endif
}

/* Puts one name of .ready in its place. Whatever is cut off, doing it again does the rest. */
static bool put_one(struct place *p, const char *name)
{
	const char *new = arena_printf(&p->arena, "%s/%s", p->ready, name);
	const char *old = arena_printf(&p->arena, "%s/%s", p->to, name);
	const char *kept = arena_printf(&p->arena, "%s/%s", p->previous, name);
	const char *mark = arena_printf(&p->arena, "%s/.new", new);
	const char *placed = arena_printf(&p->arena, "%s/.new", old);

	if (is_there(old) && (is_there(mark) || !is_folder(new))) {
		remove_all(kept);
		if (!is_folder(new) && !link(old, kept))
			return !rename(new, old);
		/* where the file system cannot do it in one step there is a moment without either */
		if (!(is_folder(new) && exchange(new, old)) && rename(old, kept))
			return false;
	}
	if (is_there(old)) {
		/* they have changed places */
		unlink(placed);
		remove_all(kept);
		return !rename(new, kept);
	}
	unlink(mark);
	return !rename(new, old);
}

static bool put_all(struct place *p)
{
	struct diags diags = DIAGS_INIT;
	struct folder names;
	bool good = true;

	folder_read(&names, &p->arena, p->ready, &diags);
	for (size_t i = 0; i < names.n && good; i++)
		good = put_one(p, names.names[i]);
	diags_release(&diags);
	return good && !rmdir(p->ready) && sync_folder(p->to);
}

void install_finish(const char *lessons)
{
	struct place p = { 0 };
	int lock;

	find_folders(&p, lessons);
	if (is_there(p.ready) && (lock = lock_folder(lessons)) >= 0) {
		put_all(&p);
		close(lock);
	}
	arena_release(&p.arena);
}

/* ---- before it */

static bool make_folders(struct place *p, const char *path)
{
	for (size_t i = 1; path[i]; i++)
		if (path[i] == '/' && mkdir(arena_memdupz(&p->arena, path, i), 0755) && errno != EEXIST)
			return false;
	return !mkdir(path, 0755) || errno == EEXIST;
}

static bool mark_new(const char *mark)
{
	int fd = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	return fd >= 0 && !close(fd);
}

static bool unpack(struct place *p, const struct pack *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct pack_file *f = &all->files[i];
		const char *path = arena_printf(&p->arena, "%s/%s", p->stage, f->path);
		const char *dir = path_parent(&p->arena, path);

		if (!make_folders(p, dir) || !write_file(path, f->data, f->len) || !sync_folder(dir))
			return false;
		if (strchr(f->path, '/') && !mark_new(arena_printf(&p->arena, "%s/.new", dir)))
			return false;
	}
	return sync_folder(p->stage);
}

static int install(struct place *p, const struct pack *all)
{
	int status = 0;

	remove_all(p->stage);
	if (!make_folders(p, p->previous) || !make_folders(p, p->stage) || !unpack(p, all))
		status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), p->to, strerror(errno));
	else if (!check_clean(p->stage))
		status = complain(EXIT_NO, _("the lessons of the pack have errors; nothing was installed"));
	else if (rename(p->stage, p->ready) || !sync_folder(p->to))
		status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), p->to, strerror(errno));
	else if (!put_all(p))
		status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s; vigie goes on with it when it is next started"), p->to,
			strerror(errno));
	else
		say(stdout, _("%zu files were installed in %s; what was there before is in %s\n"), all->n, p->to, p->previous);
	remove_all(p->stage);
	return status;
}

static int install_alone(struct place *p, const struct pack *all)
{
	int lock = make_folders(p, p->to) ? lock_folder(p->to) : -1, status;

	if (lock < 0)
		return complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), p->to, strerror(errno));
	if (is_there(p->ready) && !put_all(p))
		status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), p->ready, strerror(errno));
	else
		status = install(p, all);
	close(lock);
	return status;
}

static const char *find_place(struct place *p, const struct paths *paths, const struct options *options)
{
	if (options->n_dirs)
		return options->dirs[0];
	if (!paths->store || options->store)
		return NULL;
	return arena_printf(&p->arena, "%s/lessons", path_parent(&p->arena, paths->store));
}

int cmd_install(const struct options *options)
{
	struct place place = { 0 };
	struct pack all = { 0 };
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;
	struct paths paths;
	const char *to;
	int status;

	paths_find(&paths, options);
	language_start(&paths, options);
	to = find_place(&place, &paths, options);
	if (options->n_rest != 1 || !to)
		status = complain(EXIT_USAGE, _("vigie install takes one lesson pack, and with --lessons the folder to install in"));
	else if (!read_file(options->rest[0], PACK_MAX, &data, &err) || !pack_read(&all, data.buf, data.len, &err))
		status = complain(EXIT_NO, "%s", err.buf);
	else {
		find_folders(&place, to);
		status = install_alone(&place, &all);
	}
	pack_release(&all);
	strbuf_release(&data);
	strbuf_release(&err);
	arena_release(&place.arena);
	return status;
}
