/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Installs all lessons of a pack or none. The folder of lessons holds
 *
 *     .new        where a pack is unpacked and checked; the next installation removes leftovers
 *     .ready      the same folder, renamed once everything is valid and on the disk: the
 *                 point of no return
 *     .previous   the previous versions
 *
 * pack_install_finish installs whatever a crash leaves in .ready. A folder in .ready holds an empty
 * file .new until it is installed. The folder exchanges places with the old version in one step; if
 * the work is resumed, the file .new tells the two versions apart.
 */
#include "formats/pack_install.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "check/check.h"
#include "formats/tar.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/output.h"
#include "os/pathname.h"

struct place {
	struct arena arena;
	const char *to, *stage, *ready, *previous; /* folders, on one file system */
	size_t replaced;                           /* how many lessons were there before */
};

static void find_folders(struct place *p, const char *to)
{
	p->to = to;
	p->stage = arena_printf(&p->arena, "%s/.new", to);
	p->ready = arena_printf(&p->arena, "%s/.ready", to);
	p->previous = arena_printf(&p->arena, "%s/.previous", to);
}

/*
 * Allows one installation at a time; returns -1 if the folder cannot be opened. The caller closes
 * the descriptor.
 */
static int lock_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	return fd;
}

/* ---- after the point of no return */

/* Installs one folder from .ready. If interrupted at any point, calling it again does the rest. */
static bool put_one(struct place *p, const char *name)
{
	const char *new = arena_printf(&p->arena, "%s/%s", p->ready, name);
	const char *old = arena_printf(&p->arena, "%s/%s", p->to, name);
	const char *kept = arena_printf(&p->arena, "%s/%s", p->previous, name);
	const char *mark = arena_printf(&p->arena, "%s/.new", new);
	const char *placed = arena_printf(&p->arena, "%s/.new", old);

	p->replaced += file_exists(old);
	if (file_exists(old) && (file_exists(mark) || !file_is_real_folder(new))) {
		file_remove_tree(kept);
		if (!file_is_real_folder(new) && !link(old, kept))
			return !rename(new, old);
		/*
		 * if the file system cannot swap them in one step, for a moment neither is in place
		 */
		if (!(file_is_real_folder(new) && file_exchange(new, old)) && rename(old, kept))
			return false;
	}
	if (file_exists(old)) {
		/* the two were exchanged */
		unlink(placed);
		file_remove_tree(kept);
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
	return good && !rmdir(p->ready) && file_sync_folder(p->to);
}

void pack_install_finish(const char *lessons)
{
	struct place p = { 0 };
	int lock;

	find_folders(&p, lessons);
	if (file_exists(p.ready) && (lock = lock_folder(lessons)) >= 0) {
		put_all(&p);
		close(lock);
	}
	arena_release(&p.arena);
}

/* ---- before the point of no return */

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
		const char *dir = pathname_parent(&p->arena, path);

		if (!file_make_folders(dir) || !file_write_atomic(path, f->data, f->len, false) ||
			!file_sync_folder(dir))
			return false;
		if (strchr(f->path, '/') && !mark_new(arena_printf(&p->arena, "%s/.new", dir)))
			return false;
	}
	return file_sync_folder(p->stage);
}

bool pack_lessons_are_good(const char *folder, question_parse_fn *parse)
{
	struct diags diags = DIAGS_INIT;
	struct date today = clock_today();
	bool good = check_has_no_errors(folder, &today, parse, &diags);

	if (!good)
		complain_diags(&diags);
	diags_release(&diags);
	return good;
}

static int install(struct place *p, const struct pack *all, question_parse_fn *parse)
{
	int status = 0;

	file_remove_tree(p->stage);
	if (!file_make_folders(p->previous) || !file_make_folders(p->stage) || !unpack(p, all))
		status =
			complain(EXIT_UNUSABLE, _("cannot write %s: %s"), p->to, error_text(errno));
	else if (!pack_lessons_are_good(p->stage, parse))
		status = complain(EXIT_CHECK_FAILED,
			_("the lessons of the pack have errors; nothing was installed"));
	else if (rename(p->stage, p->ready) || !file_sync_folder(p->to))
		status =
			complain(EXIT_UNUSABLE, _("cannot write %s: %s"), p->to, error_text(errno));
	else if (!put_all(p))
		status = complain(EXIT_UNUSABLE,
			_("cannot write %s: %s; vigie continues this when it next starts"), p->to,
			error_text(errno));
	else if (p->replaced)
		output_print(stdout,
			Q_("%zu file was installed in %s; the previous ones are in %s\n",
				"%zu files were installed in %s; the previous ones are in %s\n",
				all->n),
			all->n, p->to, p->previous);
	else
		output_print(stdout,
			Q_("%zu file was installed in %s\n", "%zu files were installed in %s\n",
				all->n),
			all->n, p->to);
	file_remove_tree(p->stage);
	(void)rmdir(p->previous); /* unless something is in it */
	return status;
}

static int install_alone(struct place *p, const struct pack *all, question_parse_fn *parse)
{
	int lock = file_make_folders(p->to) ? lock_folder(p->to) : -1, status;

	if (lock < 0)
		return complain(EXIT_UNUSABLE, _("cannot write %s: %s"), p->to, error_text(errno));
	if (file_exists(p->ready) && !put_all(p))
		status = complain(
			EXIT_UNUSABLE, _("cannot write %s: %s"), p->ready, error_text(errno));
	else
		status = install(p, all, parse);
	close(lock);
	return status;
}

int pack_install(const struct pack *pack, const char *to, question_parse_fn *parse)
{
	struct place place = { 0 };
	int status;

	find_folders(&place, to);
	status = install_alone(&place, pack, parse);
	arena_release(&place.arena);
	return status;
}
