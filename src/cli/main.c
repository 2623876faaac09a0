/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

struct command {
	const char *name;
	int (*run)(const struct options *options);
	const char *usage;      /* N_(), for --help */
};

static const struct command commands[] = {
	{ "learn", cmd_learn, N_("  vigie [OPTIONS]              the course\n") },
	{ "kiosk", cmd_kiosk, N_("  vigie kiosk                  for a machine that anyone may use (--config FILE, --set-code, --counters)\n") },
	{ "doctor", cmd_doctor, N_("  vigie doctor                 a line each on store, lessons, locale, terminal, sandbox\n") },
	{ "check", cmd_check, N_("  vigie check [FILE|FOLDER …]  every problem of lesson files, with line and remedy\n"
		"  vigie check --graph FOLDER   the ways through a scenario, a line each\n") },
	{ "check", cmd_check, N_("  vigie check --languages      how much of each lesson is translated\n"
		"  vigie check --explain RULE   why a rule stands; --format=json for programs\n") },
	{ "preview", cmd_preview, N_("  vigie preview FILE           the lesson as learners see it, read again at each save\n") },
	{ "translate", cmd_translate, N_("  vigie translate LESSON LANG  makes or refreshes a translation, marks what is stale\n") },
	{ "export", cmd_export, N_("  vigie export LESSON          its questions as GIFT, for Moodle\n") },
	{ "import", cmd_import, N_("  vigie import FILE            questions of GIFT (or --aiken) as sections to paste\n") },
	{ "pack", cmd_pack, N_("  vigie pack FOLDER -o FILE    lessons in one file, with a sum of each\n") },
	{ "install", cmd_install, N_("  vigie install FILE           lessons of a pack, checked; the previous ones are kept\n") },
	{ "show", cmd_show, N_("  vigie show LESSON            a booklet: --text or --html, with --answers, -o FILE\n") },
	{ "report", cmd_report, N_("  vigie report [LEARNER …]     what was learned and which question is bad; --html, --csv, --json, --xapi\n") },
	{ "learners", cmd_learners, N_("  vigie learners               who is in the store; rename, merge, export or erase one (--yes)\n") },
	{ "new", cmd_new, N_("  vigie new lesson ID          a whole lesson to overwrite; vigie new scenario ID, vigie new question TYPE\n") },
};

static int show_help(void)
{
	fputs(_("Vigie, a course on recognising, avoiding and reporting trafficking in persons.\n"), stdout);
	fputs("\n", stdout);
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		fputs(_(commands[i].usage), stdout);
	fputs("\n", stdout);
	fputs(_(options_help), stdout);
	return fflush(stdout) ? EXIT_UNUSABLE : 0;
}

static int show_version(void)
{
	fputs("vigie " VIGIE_VERSION "\n", stdout);
	fputs(_("License: GPL-3.0-or-later for the program, CC-BY-SA-4.0 for the lessons.\n"
		"There is no warranty, to the extent permitted by law.\n"), stdout);
	return fflush(stdout) ? EXIT_UNUSABLE : 0;
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static int bad_usage(void)
{
	fputs(_("Try: vigie --help\n"), stderr);
	return EXIT_USAGE;
}

/* No memory is needed to look it up. */
static const char *no_memory_text(void)
{
	return _("There is no memory left. What had been saved before is kept.");
}

int main(int argc, char **argv)
{
	struct options options;
	const struct command *command = &commands[0];
	bool usable = options_parse(&options, argc, argv);
	struct paths paths;

	mem_set_no_memory_text(no_memory_text);
	if (options.n_rest)
		command = find_command(options.rest[0]);
	if (options.help || options.version || !usable || !command) {
		options_find_paths(&options, &paths);
		language_start(paths.locale, options.lang);
	}
	if (options.help || options.version)
		return options.help ? show_help() : show_version();
	if (!usable) {
		options_complain(argc, argv);
		return bad_usage();
	}
	if (!command) {
		complain(0, _("there is no command “%s”"), options.rest[0]);
		return bad_usage();
	}
	if (options.n_rest) {
		options.rest++;
		options.n_rest--;
	}
	return command->run(&options);
}
