/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <getopt.h>
#include <string.h>

#include "base/i18n.h"
#include "os/complain.h"

enum { OPT_LANG = 256, OPT_LESSONS, OPT_STORE, OPT_LEARNER, OPT_ASCII, OPT_COLOR, OPT_LINEAR, OPT_THEME, OPT_GRAPH, OPT_PRIVATE, OPT_CONFIG, OPT_SET_CODE, OPT_COUNTERS, OPT_VERSION };

/* of the commands for authors and trainers */
enum { OPT_FORMAT = 512, OPT_EXPLAIN, OPT_LANGUAGES, OPT_HTML, OPT_TEXT, OPT_JSON, OPT_GIFT, OPT_AIKEN,
	OPT_CSV, OPT_BOM, OPT_XAPI, OPT_YES, OPT_ANSWERS, OPT_TODAY };

static const struct option long_options[] = {
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "lessons", required_argument, NULL, OPT_LESSONS },
	{ "store", required_argument, NULL, OPT_STORE },
	{ "learner", required_argument, NULL, OPT_LEARNER },
	{ "ascii", no_argument, NULL, OPT_ASCII },
	{ "color", optional_argument, NULL, OPT_COLOR },
	{ "linear", no_argument, NULL, OPT_LINEAR },
	{ "theme", required_argument, NULL, OPT_THEME },
	{ "graph", no_argument, NULL, OPT_GRAPH },
	{ "config", required_argument, NULL, OPT_CONFIG },
	{ "set-code", no_argument, NULL, OPT_SET_CODE },
	{ "counters", no_argument, NULL, OPT_COUNTERS },
	{ "private", no_argument, NULL, OPT_PRIVATE },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "explain", required_argument, NULL, OPT_EXPLAIN },
	{ "languages", no_argument, NULL, OPT_LANGUAGES },
	{ "output", required_argument, NULL, 'o' },
	{ "html", no_argument, NULL, OPT_HTML },
	{ "text", no_argument, NULL, OPT_TEXT },
	{ "json", no_argument, NULL, OPT_JSON },
	{ "gift", no_argument, NULL, OPT_GIFT },
	{ "aiken", no_argument, NULL, OPT_AIKEN },
	{ "csv", no_argument, NULL, OPT_CSV },
	{ "bom", no_argument, NULL, OPT_BOM },
	{ "xapi", no_argument, NULL, OPT_XAPI },
	{ "yes", no_argument, NULL, OPT_YES },
	{ "answers", no_argument, NULL, OPT_ANSWERS },
	{ "today", required_argument, NULL, OPT_TODAY },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ 0 }
};

const char options_help[] = N_(
	"Options:\n"
	"  --lang CODE        speak this language (fr, en …)\n"
	"  --lessons FOLDER   lessons from here instead; may be given several times\n"
	"  --store FILE       keep progress in this file\n"
	"  --learner NAME     progress of this person, where several share a file\n"
	"  --private          write nothing at all: what you do is forgotten when you leave\n"
	"  --linear           plain lines for screen readers, braille and pipes\n"
	"  --theme NAME       none, dark, light, contrast or mono\n"
	"  --ascii            draw with ASCII characters only\n"
	"  --color=WHEN       auto, always or never (NO_COLOR is respected)\n"
	"  --help, --version\n");

static bool set_color(struct options *o, const char *when)
{
	if (!when || !strcmp(when, "always"))
		o->color = COLOR_ALWAYS;
	else if (!strcmp(when, "auto"))
		o->color = COLOR_AUTO;
	else if (!strcmp(when, "never"))
		o->color = COLOR_NEVER;
	else
		return false;
	return true;
}

/* Switches of the commands for authors and trainers; false if option is none of them. */
static bool set_switch(struct options *o, int option)
{
	bool *const switches[] = {
		[OPT_LANGUAGES - OPT_LANGUAGES] = &o->languages,
		[OPT_HTML - OPT_LANGUAGES] = &o->html,
		[OPT_TEXT - OPT_LANGUAGES] = &o->text,
		[OPT_JSON - OPT_LANGUAGES] = &o->json,
		[OPT_GIFT - OPT_LANGUAGES] = &o->gift,
		[OPT_AIKEN - OPT_LANGUAGES] = &o->aiken,
		[OPT_CSV - OPT_LANGUAGES] = &o->csv,
		[OPT_BOM - OPT_LANGUAGES] = &o->bom,
		[OPT_XAPI - OPT_LANGUAGES] = &o->xapi,
		[OPT_YES - OPT_LANGUAGES] = &o->yes,
		[OPT_ANSWERS - OPT_LANGUAGES] = &o->answers,
	};

	if (option < OPT_LANGUAGES || option > OPT_ANSWERS)
		return false;
	*switches[option - OPT_LANGUAGES] = true;
	return true;
}

/* The first time through, the language is not known in which to say what is wrong. */
static bool loud;

#define refuse(...) (loud && complain(0, __VA_ARGS__))

/* False: the value is no good. */
static bool set_option(struct options *o, int option)
{
	switch (option) {
	case OPT_TODAY:
		o->today = optarg;
		return true;
	case OPT_LANG:
		o->lang = optarg;
		return i18n_valid_code(optarg) ||
			refuse(_("--lang takes a code of two or three letters such as fr, not “%s”"),
				optarg);
	case OPT_LESSONS:
		if (o->n_dirs == PATHS_LESSONS_MAX)
			return refuse(_("--lessons can be given %d times at most"), PATHS_LESSONS_MAX);
		o->dirs[o->n_dirs++] = optarg;
		return true;
	case OPT_STORE:
		o->store = optarg;
		return true;
	case OPT_LEARNER:
		o->learner = optarg;
		return true;
	case OPT_THEME:
		o->theme = optarg;
		return setting_value(SET_THEME, optarg) >= 0 ||
			refuse(_("--theme takes none, dark, light, contrast or mono, not “%s”"), optarg);
	case OPT_FORMAT:
		o->format = optarg;
		return !strcmp(optarg, "gcc") || !strcmp(optarg, "json") ||
			refuse(_("--format takes gcc or json, not “%s”"), optarg);
	case OPT_EXPLAIN:
		o->explain = optarg;
		return true;
	case 'o':
		o->output = optarg;
		return true;
	case OPT_LINEAR:
		o->linear = true;
		return true;
	case OPT_CONFIG:
		o->config = optarg;
		return true;
	case OPT_SET_CODE:
		o->set_code = true;
		return true;
	case OPT_COUNTERS:
		o->counters = true;
		return true;
	case OPT_PRIVATE:
		o->private = true;
		return true;
	case OPT_GRAPH:
		o->graph = true;
		return true;
	case OPT_ASCII:
		o->ascii = true;
		return true;
	case OPT_COLOR:
		return set_color(o, optarg) ||
			refuse(_("--color takes auto, always or never, not “%s”"), optarg);
	default:
		return set_switch(o, option);
	}
}

/* What getopt would say, but sanitized and translated. */
static void say_what_is_wrong(int option, const char *word)
{
	char letter[] = { '-', (char)optopt, '\0' };

	if (optopt > 0 && optopt < 256)
		word = letter;
	if (option == ':')
		complain(0, _("%s needs a value"), word);
	else
		complain(0, _("“%s” is no option that Vigie knows"), word);
}

bool options_parse(struct options *o, int argc, char **argv)
{
	bool usable = true;
	int option;

	memset(o, 0, sizeof(*o));
	opterr = 0;
	while ((option = getopt_long(argc, argv, ":ho:", long_options, NULL)) != -1) {
		if (option == 'h')
			o->help = true;
		else if (option == OPT_VERSION)
			o->version = true;
		else if (option == '?' || option == ':' || !set_option(o, option))
			usable = false;
		if (loud && (option == '?' || option == ':'))
			say_what_is_wrong(option, argv[optind - 1]);
	}
	o->rest = argv + optind;
	o->n_rest = argc - optind;
	return usable;
}

void options_complain(int argc, char **argv)
{
	struct options again;

	loud = true;
	optind = 0;
	options_parse(&again, argc, argv);
	loud = false;
}

void options_find_paths(const struct options *o, struct paths *paths)
{
	paths_find(paths, o->dirs, o->n_dirs, o->store);
}

struct session_options options_of_session(const struct options *o)
{
	return (struct session_options){ .lang = o->lang, .learner = o->learner, .theme = o->theme, .store = o->store,
		.lessons = o->dirs, .n_lessons = o->n_dirs, .private = o->private, .linear = o->linear, .ascii = o->ascii,
		.color = o->color };
}
