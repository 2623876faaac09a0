/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie pack DIR -o FILE. */
#include "cli/subcommand.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "formats/pack_install.h"
#include "formats/tar.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"

static const char needs[] =
	N_("vigie pack takes a folder and a file: vigie pack my-lesson -o my-lesson.vigie");

static bool ends_ini(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".ini");
}

/*
 * Adds the .ini files of a folder, as prefix + name, and with deep those of its folders. Returns
 * false after a complaint.
 */
static bool collect(
	struct pack *pack, const char *dir, const char *prefix, bool deep, struct diags *diags)
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
		if (!pack_path_is_valid(name))
			strbuf_addf(&err,
				_("cannot pack “%s”: names have small letters, digits and hyphens"),
				name);
		else if (file_read(path, PACK_MAX_FILE, &text, &err))
			pack_add(pack, name, arena_memdupz(&pack->arena, text.buf, text.len),
				text.len);
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

static int pack(const struct options *options, const char *dir)
{
	struct pack all = { 0 };
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT;
	char *real = realpath(dir, NULL);
	size_t len = 0;
	const char *name = real ? pathname_base(real, &len) : "";
	bool lesson = lesson_main_file(&all.arena, dir) &&
		access(arena_printf(&all.arena, "%s/course.ini", dir), F_OK);
	const char *prefix = lesson ? arena_printf(&all.arena, "%.*s/", (int)len, name) : "";
	int status = EXIT_CHECK_FAILED;

	if (!real)
		status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), dir);
	else if (!pack_lessons_are_good(dir, question_parse) ||
		!collect(&all, dir, prefix, !lesson, &diags))
		complain(0, _("nothing was packed"));
	else if (!all.n)
		complain(0, _("there is no lesson at %s"), dir);
	else {
		pack_write(&all, &out);
		status = output_write(options->output, &out);
	}
	free(real);
	strbuf_release(&out);
	diags_release(&diags);
	pack_release(&all);
	return status;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;

	if (!options->output)
		return complain(EXIT_USAGE, "%s", _(needs));
	return pack(options, options->args[0]);
}

const struct subcommand subcommand_pack = {
	.name = "pack",
	.usage = N_("FOLDER -o FILE"),
	.summary = N_("put lessons in one file, with checksums"),
	.needs = needs,
	.min_args = 1,
	.max_args = 1,
	.options =
		(const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_OUTPUT, OPTION_END },
	.run = run,
};
