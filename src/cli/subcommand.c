/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/subcommand.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "course/lesson_file.h"
#include "os/complain.h"
#include "text/text.h"

const struct subcommand *const subcommands[] = {
#define SUBCOMMAND(name) &subcommand_##name,
#include "cli/subcommands.def"
#undef SUBCOMMAND
};
const size_t n_subcommands = ARRAY_SIZE(subcommands);

const struct subcommand *subcommand_find(const char *name)
{
	for (size_t i = 0; i < n_subcommands; i++)
		if (!strcmp(subcommands[i]->name, name))
			return subcommands[i];
	return NULL;
}

const char *subcommand_nearest(const char *word)
{
	enum { GUESS_LIMIT = 2 };
	const char *best = NULL;
	int distance = GUESS_LIMIT + 1;

	for (size_t i = 0; i < n_subcommands; i++) {
		int d = text_distance(word, subcommands[i]->name, GUESS_LIMIT);

		if (d < distance && (size_t)d * 2 < strlen(word)) {
			distance = d;
			best = subcommands[i]->name;
		}
	}
	return best;
}

const char *subcommand_lesson(
	const struct subcommand_context *context, struct arena *arena, int *status)
{
	const struct options *o = context->options;
	const char *file = lesson_file_find(
		context->paths.lessons, context->paths.n_lessons, arena, o->args[0]);

	if (!file)
		*status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), o->args[0]);
	else if (context->unknown_lang && !lesson_file_has_language(file, o->lang))
		*status = options_complain_lang(o->lang, context->paths.locale);
	else
		return file;
	return NULL;
}
