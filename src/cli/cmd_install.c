/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie install FILE. */
#include "cli/cli.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/pack_install.h"
#include "formats/tar.h"
#include "os/file.h"
#include "os/folder.h"
#include "questions/type.h"

static const char *find_place(struct arena *arena, const struct paths *paths, const struct options *options)
{
	if (options->n_dirs)
		return options->dirs[0];
	if (!paths->store || options->store)
		return NULL;
	return arena_printf(arena, "%s/lessons", path_parent(arena, paths->store));
}

int cmd_install(const struct options *options)
{
	struct arena arena = ARENA_INIT;
	struct pack all = { 0 };
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;
	struct paths paths;
	const char *to;
	int status;

	options_find_paths(options, &paths);
	language_start(paths.locale, options->lang);
	to = find_place(&arena, &paths, options);
	if (options->n_rest != 1 || !to)
		status = complain(EXIT_USAGE, _("vigie install takes one lesson pack, and with --lessons the folder to install in"));
	else if (!file_read(options->rest[0], PACK_MAX, &data, &err) || !pack_read(&all, data.buf, data.len, &err))
		status = complain(EXIT_NO, "%s", err.buf);
	else
		status = pack_install(&all, to, question_parse);
	pack_release(&all);
	strbuf_release(&data);
	strbuf_release(&err);
	arena_release(&arena);
	return status;
}
