/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie pack DIR -o FILE; vigie install FILE. */
#include "cli/authors.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/tar.h"
#include "course/check.h"
#include "course/folder.h"
#include "questions/type.h"

/* ---- pack */

static bool ends_ini(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".ini");
}

/* The .ini files of a folder, as prefix + name, and those of its folders if deep. False after a complaint. */
static bool collect(struct pack *pack, const char *dir, const char *prefix, bool deep, struct diags *diags)
{
	struct folder folder;

	folder_read(&folder, &pack->arena, dir, diags);
	for (size_t i = 0; i < folder.n; i++) {
		const char *path = arena_printf(&pack->arena, "%s/%s", dir, folder.names[i]);
		const char *name = arena_printf(&pack->arena, "%s%s", prefix, folder.names[i]);
		struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
		struct stat st;

		if (lstat(path, &st))
			continue;
		if (S_ISDIR(st.st_mode) && deep &&
			!collect(pack, path, arena_printf(&pack->arena, "%s/", name), false, diags))
			return false;
		if (!S_ISREG(st.st_mode) || !ends_ini(name))
			continue;
		if (!pack_path_good(name))
			strbuf_addf(&err, _("“%s” cannot be packed: names have small letters, digits and hyphens"), name);
		else if (read_file(path, PACK_MAX_FILE, &text, &err))
			pack_add(pack, name, arena_memdupz(&pack->arena, text.buf, text.len), text.len);
		if (err.len)
			complain(0, "%s", err.buf);
		strbuf_release(&text);
		if (err.len) {
			strbuf_release(&err);
			return false;
		}
	}
	return true;
}

/* Errors of a lesson stop it, except those of lessons that may lie elsewhere. */
static size_t errors_of(const struct diags *diags)
{
	size_t n = 0;

	for (size_t i = 0; i < diags->n; i++)
		n += diags->v[i].severity == DIAG_ERROR && strcmp(diags->v[i].rule, "unknown-lesson") &&
			strcmp(diags->v[i].rule, "draw-too-large");
	return n;
}

static bool check_clean(const char *dir)
{
	struct check_result result = { 0 };
	struct diags diags = DIAGS_INIT;
	struct date now = today();
	bool clean;

	check_path(dir, &now, question_parse, &result, &diags);
	clean = !errors_of(&diags);
	if (!clean)
		print_diags(&diags);
	diags_release(&diags);
	return clean;
}

static int pack(const struct options *options, const char *dir)
{
	struct pack all = { 0 };
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT;
	char *real = realpath(dir, NULL);
	size_t len = 0;
	const char *name = real ? path_base(real, &len) : "";
	bool lesson = main_file(&all.arena, dir) && access(arena_printf(&all.arena, "%s/course.ini", dir), F_OK);
	const char *prefix = lesson ? arena_printf(&all.arena, "%.*s/", (int)len, name) : "";
	int status = EXIT_NO;

	if (!real)
		status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), dir);
	else if (!check_clean(dir) || !collect(&all, dir, prefix, !lesson, &diags))
		complain(0, _("nothing was packed"));
	else if (!all.n)
		complain(0, _("there is no lesson at %s"), dir);
	else {
		pack_write(&all, &out);
		status = write_output(options, &out);
	}
	free(real);
	strbuf_release(&out);
	diags_release(&diags);
	pack_release(&all);
	return status;
}

int cmd_pack(const struct options *options)
{
	struct paths paths;

	paths_find(&paths, options);
	language_start(&paths, options);
	if (options->n_rest != 1 || !options->output)
		return complain(EXIT_USAGE, _("vigie pack takes a folder and a file: vigie pack my-lesson -o my-lesson.vigie"));
	return pack(options, options->rest[0]);
}

/* ---- install */

struct install {
	struct arena arena;
	const char *to, *stage, *previous;      /* folders, on one file system */
};

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

static bool make_folders(struct install *in, const char *path)
{
	for (size_t i = 1; path[i]; i++)
		if (path[i] == '/' && mkdir(arena_memdupz(&in->arena, path, i), 0755) && errno != EEXIST)
			return false;
	return !mkdir(path, 0755) || errno == EEXIST;
}

static bool unpack(struct install *in, const struct pack *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct pack_file *f = &all->files[i];
		const char *path = arena_printf(&in->arena, "%s/%s", in->stage, f->path);

		if (!make_folders(in, path_parent(&in->arena, path)) || !write_file(path, f->data, f->len))
			return false;
	}
	return true;
}

/* What stands there goes to the folder of previous versions, in one step where the system can. */
static bool replace(struct install *in, const char *name)
{
	const char *new = arena_printf(&in->arena, "%s/%s", in->stage, name);
	const char *old = arena_printf(&in->arena, "%s/%s", in->to, name);
	const char *kept = arena_printf(&in->arena, "%s/%s", in->previous, name);

	if (access(old, F_OK))
		return !rename(new, old);
	remove_all(kept);
	if (!renameat2(AT_FDCWD, new, AT_FDCWD, old, RENAME_EXCHANGE))
		return !rename(new, kept);
	if (rename(old, kept))
		return false;
	if (!rename(new, old))
		return true;
	rename(kept, old);
	return false;
}

/* Each folder (or file beside the folders) of the pack, once: its files stand together. */
static bool replace_all(struct install *in, const struct pack *all)
{
	const char *last = "";

	for (size_t i = 0; i < all->n; i++) {
		const char *path = all->files[i].path;
		const char *name = arena_memdupz(&in->arena, path, strcspn(path, "/"));

		if (strcmp(name, last) && !replace(in, name))
			return false;
		last = name;
	}
	return true;
}

static int put_in_place(struct install *in, const struct pack *all)
{
	int status = 0;

	remove_all(in->stage);
	if (!make_folders(in, in->previous) || !make_folders(in, in->stage) || !unpack(in, all))
		status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), in->to, strerror(errno));
	else if (!check_clean(in->stage))
		status = complain(EXIT_NO, _("the lessons of the pack have errors; nothing was installed"));
	else if (!replace_all(in, all))
		status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), in->to, strerror(errno));
	else
		printf(_("%zu files were installed in %s; what was there before is in %s\n"), all->n, in->to, in->previous);
	remove_all(in->stage);
	return status;
}

static const char *find_place(struct install *in, const struct paths *paths, const struct options *options)
{
	if (options->n_dirs)
		return options->dirs[0];
	if (!paths->store || options->store)
		return NULL;
	return arena_printf(&in->arena, "%s/lessons", path_parent(&in->arena, paths->store));
}

int cmd_install(const struct options *options)
{
	struct install in = { 0 };
	struct pack all = { 0 };
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;
	struct paths paths;
	int status;

	paths_find(&paths, options);
	language_start(&paths, options);
	in.to = find_place(&in, &paths, options);
	if (options->n_rest != 1 || !in.to)
		status = complain(EXIT_USAGE, _("vigie install takes one lesson pack, and with --lessons the folder to install in"));
	else if (!read_file(options->rest[0], PACK_MAX, &data, &err) || !pack_read(&all, data.buf, data.len, &err))
		status = complain(EXIT_NO, "%s", err.buf);
	else {
		in.stage = arena_printf(&in.arena, "%s/.new", in.to);
		in.previous = arena_printf(&in.arena, "%s/.previous", in.to);
		status = put_in_place(&in, &all);
	}
	pack_release(&all);
	strbuf_release(&data);
	strbuf_release(&err);
	arena_release(&in.arena);
	return status;
}
