/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie, or vigie learn: runs the course. */
#include "base/diag.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "cli/subcommand.h"
#include "course/catalog.h"
#include "session/session_run.h"

/* True if a lesson can be read in the language, even if the program does not speak it. */
static bool course_speaks(const struct paths *paths, const char *lang)
{
	struct course course;
	struct diags quiet = DIAGS_INIT;
	bool speaks = false;

	course_scan(&course, paths->lessons, paths->n_lessons, lang, &quiet);
	for (size_t i = 0; i < course.n && !speaks; i++)
		speaks = language_code_covers(course.lessons[i].language, lang);
	course_release(&course);
	diags_release(&quiet);
	return speaks;
}

static int run(const struct subcommand_context *context)
{
	const struct session_options sitting = options_of_session(context->options);

	if (context->unknown_lang && !course_speaks(&context->paths, context->options->lang))
		return options_complain_lang(context->options->lang, context->paths.locale);
	return session_run(&sitting);
}

const struct subcommand subcommand_learn = {
	.name = "learn",
	.summary = N_("the course"),
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE,
		OPTION_LEARNER, OPTION_PRIVATE, OPTION_LINEAR, OPTION_SPEECH, OPTION_THEME,
		OPTION_ASCII, OPTION_COLOR, OPTION_END },
	.on_its_own = true,
	.lesson_language = true,
	.run = run,
};
