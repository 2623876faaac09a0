/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie present LESSON: a lesson in front of a group, for a projector; vigie present --notes: the
 * facilitator's notes on a second terminal. Neither opens a store.
 */
#include "cli/subcommand.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "course/scenario.h"
#include "os/complain.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"
#include "session/notes.h"
#include "session/session_run.h"

/* Returns the id of the lesson or scenario, in arena, or NULL after a complaint. */
static const char *find_id(struct arena *arena, const char *file, const char *lang)
{
	const char *folder = pathname_parent(arena, file);
	bool talk = lesson_file_is_scenario(file);
	struct diags diags = DIAGS_INIT;
	struct scenario *s = talk ? scenario_load(folder, lang, &diags) : NULL;
	struct lesson *l = talk ? NULL : lesson_load(folder, lang, question_parse, &diags);
	const char *id = s ? s->id : l ? l->id : NULL;

	id = id ? arena_strdup(arena, id) : NULL;
	if (!id)
		complain_diags(&diags);
	scenario_free(s);
	lesson_free(l);
	diags_release(&diags);
	return id;
}

/* The lesson comes before those of the course, wherever it lies. */
static int present(const struct subcommand_context *context, const char *file, const char *id)
{
	struct session_options sitting = options_of_session(context->options);
	const char *folders[PATHS_LESSONS_MAX + 1];
	struct arena arena = ARENA_INIT;
	struct strbuf why = STRBUF_INIT;
	struct notes notes;
	int status;
	size_t n = 0;

	folders[n++] = pathname_parent(&arena, file);
	for (size_t i = 0; i < context->paths.n_lessons && n < PATHS_LESSONS_MAX; i++)
		folders[n++] = context->paths.lessons[i];
	sitting.lessons = folders;
	sitting.n_lessons = n;
	sitting.private = true;
	sitting.presented = id;
	sitting.present_seed = options_seed(context->options);
	/* without a place to meet, the notes are on paper */
	if (notes_open(&notes, false, &why)) {
		/* notes that are killed must not end the talk, in plain lines either */
		signal(SIGPIPE, SIG_IGN);
		notes.from = realpath(folders[0], NULL);
		sitting.notes = &notes;
	} else {
		notes_close(&notes);
	}
	status = session_run(&sitting);
	strbuf_release(&why);
	arena_release(&arena);
	return status;
}

static int show_notes(const struct subcommand_context *context)
{
	struct session_options sitting = options_of_session(context->options);
	struct strbuf why = STRBUF_INIT;
	struct notes notes;
	int status;

	sitting.private = true;
	sitting.notes = &notes;
	if (notes_open(&notes, true, &why)) {
		status = session_run(&sitting);
	} else {
		status = complain(EXIT_UNUSABLE, "%s", why.buf);
		notes_close(&notes);
	}
	strbuf_release(&why);
	return status;
}

static int complain_count(const char *why)
{
	complain(0, "%s", why);
	output_print(stderr, _("Try: vigie help %s\n"), subcommand_present.name);
	return EXIT_USAGE;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	const char *lang = options->lang ? options->lang : context->lang, *file, *id, *name;
	struct arena arena = ARENA_INIT;
	int status = EXIT_UNUSABLE;
	size_t len;

	if (options->notes)
		return options->n_args || options->seed
			? complain_count(_(
				  "vigie present --notes takes no lesson and no seed: the presentation says which"))
			: show_notes(context);
	if (!options->n_args)
		return complain_count(_(subcommand_present.needs));
	file = subcommand_lesson(context, &arena, &status);
	name = file ? pathname_base(file, &len) : "";
	if (!strcmp(name, "workshop.ini"))
		complain(0,
			_("the workshop makes its stories anew each time and is not presented step by step; open it in the course, or print stories: vigie show %s"),
			options->args[0]);
	else if (file && strcmp(name, "lesson.ini") && strcmp(name, "scenario.ini"))
		complain(0, _("there is no lesson at %s"), options->args[0]);
	else if (file && (id = find_id(&arena, file, lang)))
		status = present(context, file, id);
	arena_release(&arena);
	return status;
}

const struct subcommand subcommand_present = {
	.name = "present",
	.usage = N_("LESSON"),
	.summary = N_("show the lesson to a group, with a projector"),
	.details =
		N_("Enter goes on a step at a time; in a question, type how many hands go up.\n"
		   "Nothing is kept. With --notes, on a second terminal, it shows what comes next\n"
		   "and the guide of the lesson; without one, print: vigie show --guide LESSON."),
	.needs = N_("vigie present takes one lesson: its file, its folder or its id"),
	.min_args = 0, /* none with --notes */
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_NOTES, OPTION_SEED, OPTION_LANG, OPTION_LESSONS,
		OPTION_LINEAR, OPTION_SPEECH, OPTION_THEME, OPTION_ASCII, OPTION_COLOR,
		OPTION_END },
	.lesson_language = true,
	.run = run,
};
