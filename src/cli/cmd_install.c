/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie install FILE. */
#include "cli/subcommand.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/pack_install.h"
#include "formats/tar.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"

static const char needs[] =
	N_("vigie install takes one lesson pack, and with --lessons the folder to install in");

static const char *find_place(
	struct arena *arena, const struct paths *paths, const struct options *options)
{
	if (options->n_lesson_dirs)
		return options->lesson_dirs[0];
	if (!paths->store || options->store)
		return NULL;
	return arena_printf(arena, "%s/lessons", pathname_parent(arena, paths->store));
}

static int run(const struct subcommand_context *context)
{
	const char *file = context->options->args[0];
	struct arena arena = ARENA_INIT;
	struct pack all = { 0 };
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;
	const char *to = find_place(&arena, &context->paths, context->options);
	int status;

	if (!to)
		status = complain(EXIT_USAGE, "%s", _(needs));
	else if (!file_read(file, PACK_MAX, &data, &err))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	else if (!pack_read(&all, data.buf, data.len, &err))
		status = complain(EXIT_CHECK_FAILED, "%s", err.buf);
	else
		status = output_finish(pack_install(&all, to, question_parse));
	pack_release(&all);
	strbuf_release(&data);
	strbuf_release(&err);
	arena_release(&arena);
	return status;
}

const struct subcommand subcommand_install = {
	.name = "install",
	.usage = N_("FILE"),
	.summary = N_("install the lessons of a pack; the previous ones are kept"),
	.needs = needs,
	.min_args = 1,
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_END },
	.run = run,
};
