/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the subcommand, rejects options it does not accept, runs it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "cli/subcommand.h"
#include "cli/usage.h"
#include "os/complain.h"
#include "os/language.h"
#include "os/output.h"
#include "os/process.h"

/* Looks the text up without allocating memory. */
static const char *no_memory_text(void)
{
	return _("Out of memory. Everything saved so far is kept.");
}

static int bad_usage(const struct subcommand *command)
{
	if (command && command != subcommands[0])
		output_print(stderr, _("Try: vigie help %s\n"), command->name);
	else
		fputs(_("Try: vigie --help\n"), stderr);
	return EXIT_USAGE;
}

static int complain_command(const char *word, const struct options *options)
{
	const char *guess = subcommand_nearest(word);

	/* after an unknown option the word may be its value */
	if (options_complain(options, NULL, NULL))
		return bad_usage(NULL);
	if (guess)
		complain(0, _("there is no command “%s”; did you mean “%s”?"), word, guess);
	else
		complain(0, _("there is no command “%s”"), word);
	return bad_usage(NULL);
}

static bool args_fit(const struct subcommand *command, const struct options *o)
{
	return o->n_args >= command->min_args &&
		(command->max_args == ARGS_ANY || o->n_args <= command->max_args);
}

static int complain_args(const struct subcommand *command, const struct options *o)
{
	if (command->needs)
		complain(0, "%s", _(command->needs));
	else
		complain(0, _("vigie %s takes no arguments, not “%s”"), command->name, o->args[0]);
	return bad_usage(command);
}

static bool is_spoken(const char *lang, const char *locale_dir)
{
	struct language languages[LANGUAGES_MAX];
	size_t n = language_list(languages, LANGUAGES_MAX, locale_dir);

	for (size_t i = 0; i < n; i++)
		if (language_code_covers(languages[i].code.code, lang))
			return true;
	return false;
}

/*
 * True if the language is needed before the subcommand sets it: for command-line errors and help.
 */
static bool speaks_first(const struct subcommand *command, const struct options *o)
{
	return !command || !command->on_its_own || o->n_problems || o->help || o->version ||
		o->lang || !args_fit(command, o) || !options_are_taken(o, command->options);
}

int main(int argc, char **argv)
{
	const struct subcommand *command = subcommands[0];
	struct options options;
	struct subcommand_context context = { .options = &options };
	const char *word = NULL;

	process_note_arguments(argc, argv);
	output_fill_descriptors();
	/* let a write beyond the file size limit (ulimit -f) fail instead of killing the program */
	signal(SIGXFSZ, SIG_IGN);
	mem_set_no_memory_text(no_memory_text);
	options_parse(&options, argc, argv);
	if (options.n_args) {
		word = *options.args++;
		options.n_args--;
		command = subcommand_find(word);
	}
	if (speaks_first(command, &options)) {
		options_find_paths(&options, &context.paths);
		context.lang = language_start(context.paths.locale, options.lang);
	}
	if (!command)
		return complain_command(word, &options);
	if (options_complain(&options, command->name, command->options))
		return bad_usage(command);
	if (options.version)
		return usage_print_version();
	if (options.help)
		return word ? usage_print(command) : usage_print_all();
	if (!args_fit(command, &options))
		return complain_args(command, &options);
	context.unknown_lang = options.lang && !is_spoken(options.lang, context.paths.locale);
	if (context.unknown_lang && !command->lesson_language)
		return options_complain_lang(options.lang, context.paths.locale);
	return command->run(&context);
}
