/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/selection.h"
#include "os/complain.h"
#include "os/language.h"
#include "text/text.h"
#include "view/settings.h"

/*
 * Checks the value of an option. Returns NULL if it is valid, else an N_() message with one %s for
 * the value.
 */
typedef const char *check_fn(const char *value);

static const char *check_lang(const char *value)
{
	return language_code_is_valid(value)
		? NULL
		: N_("--lang takes a language code such as fr or pt-BR, not “%s”");
}

static const char *check_theme(const char *value)
{
	return setting_value(SET_THEME, value) >= 0
		? NULL
		: N_("--theme takes none, dark, light, contrast or mono, not “%s”");
}

static const char *check_color(const char *value)
{
	bool good = !value || !strcmp(value, "always") || !strcmp(value, "auto") ||
		!strcmp(value, "never");

	return good ? NULL : N_("--color takes auto, always or never, not “%s”");
}

static const char *check_level(const char *value)
{
	return selection_set_level(&(struct selection){ 0 }, value)
		? NULL
		: N_("--level takes error, warning or note, not “%s”");
}

static const char *check_fix(const char *value)
{
	return !value || !strcmp(value, "yes") ? NULL : N_("--fix takes yes or nothing, not “%s”");
}

static const char *check_today(const char *value)
{
	return date_parse(value, &(struct date){ 0 })
		? NULL
		: N_("--today takes a day such as 2026-11-24, not “%s”");
}

static bool is_day(const char *value)
{
	struct date date = { 0 };

	return date_parse(value, &date) && date.day;
}

static const char *check_since(const char *value)
{
	return is_day(value) ? NULL : N_("--since takes a day such as 2026-11-24, not “%s”");
}

static const char *check_until(const char *value)
{
	return is_day(value) ? NULL : N_("--until takes a day such as 2026-11-24, not “%s”");
}

static bool is_number(const char *value, long most)
{
	enum { DIGITS = 9 };
	size_t len = strlen(value);

	return len && len <= DIGITS && strspn(value, "0123456789") == len && atol(value) > 0 &&
		atol(value) <= most;
}

static const char *check_exam(const char *value)
{
	return !value || is_number(value, OPTIONS_PAPERS_MAX)
		? NULL
		: N_("--exam takes a number of papers from 1 to 26, not “%s”");
}

static const char *check_seed(const char *value)
{
	return is_number(value, OPTIONS_SEED_MAX)
		? NULL
		: N_("--seed takes a number from 1 to 999999999, not “%s”");
}

static const char *check_paper(const char *value)
{
	return !strcmp(value, "a4") || !strcmp(value, "letter")
		? NULL
		: N_("--paper takes a4 or letter, not “%s”");
}

static const char *check_as(const char *value)
{
	static const char *const forms[] = { "man", "bash", "zsh", "fish" };

	for (size_t i = 0; i < ARRAY_SIZE(forms); i++)
		if (!strcmp(value, forms[i]))
			return NULL;
	return N_("--as takes man, bash, zsh or fish, not “%s”");
}

const struct option_def option_defs[] = {
#define OPTION(id, name, letter, argument, field, check, summary)            \
	{ name, letter, argument, summary,                                   \
		OPTION_##id == OPTION_COLOR || OPTION_##id == OPTION_EXAM || \
			OPTION_##id == OPTION_FIX },
#include "cli/options.def"
#undef OPTION
};

/* Where the value of each option goes, and its check. */
static const struct {
	size_t at;
	check_fn *check;
} targets[] = {
#define OPTION(id, name, letter, argument, field, check, summary) \
	{ offsetof(struct options, field), check },
#include "cli/options.def"
#undef OPTION
};

static enum term_color color_of(const char *when)
{
	return !when || !strcmp(when, "always") ? COLOR_ALWAYS
		: !strcmp(when, "auto")         ? COLOR_AUTO
						: COLOR_NEVER;
}

static void add_problem(struct options *o, const struct options_problem *problem)
{
	if (o->n_problems < OPTIONS_PROBLEMS_MAX)
		o->problems[o->n_problems++] = *problem;
}

/* For options that may be given several times. */
static void set_one_of(struct options *o, enum option_id id, const char *value, const char **values,
	size_t *n, size_t most)
{
	if (*n < most)
		values[(*n)++] = value;
	else
		add_problem(o, &(struct options_problem){ PROBLEM_TOO_MANY, id, value, 0 });
}

static void set(struct options *o, enum option_id id, const char *value)
{
	void *field = (char *)o + targets[id].at;

	o->given[id] = true;
	if (targets[id].check && targets[id].check(value))
		add_problem(o, &(struct options_problem){ PROBLEM_BAD_VALUE, id, value, 0 });
	else if (id == OPTION_LANG && language_code_read(&o->code, value, strlen(value)))
		o->lang = o->code.code;
	else if (id == OPTION_COLOR)
		o->color = color_of(value);
	else if (id == OPTION_LESSONS)
		set_one_of(o, id, value, o->lesson_dirs, &o->n_lesson_dirs, PATHS_LESSONS_MAX);
	else if (id == OPTION_GROUP)
		set_one_of(o, id, value, o->groups, &o->n_groups, OPTIONS_GROUPS_MAX);
	else if (id == OPTION_WARN)
		set_one_of(o, id, value, o->warns, &o->n_warns, OPTIONS_GROUPS_MAX);
	else if (option_defs[id].argument)
		*(const char **)field = value;
	else
		*(bool *)field = true;
}

enum { FIRST_ID = 256 }; /* above every letter */

static enum option_id id_of(int option)
{
	for (int i = 0; i < OPTION_END; i++)
		if (option == FIRST_ID + i ||
			(option_defs[i].letter && option == option_defs[i].letter))
			return (enum option_id)i;
	return OPTION_END;
}

/*
 * Builds the tables of getopt_long; a leading ":" makes it tell a missing value from an unknown
 * option.
 */
static void make_tables(struct option *long_options, char *letters)
{
	*letters++ = ':';
	for (int i = 0; i < OPTION_END; i++) {
		const struct option_def *d = &option_defs[i];
		int has = !d->argument ? no_argument
			: d->bare      ? optional_argument
				       : required_argument;

		long_options[i] = (struct option){ d->name, has, NULL, FIRST_ID + i };
		if (d->letter)
			*letters++ = d->letter;
		if (d->letter && d->argument)
			*letters++ = ':';
	}
	*letters = '\0';
}

void options_parse(struct options *o, int argc, char **argv)
{
	struct option long_options[OPTION_END + 1] = { 0 };
	char letters[2 * OPTION_END + 2];
	int option;

	memset(o, 0, sizeof(*o));
	make_tables(long_options, letters);
	opterr = 0;
	while ((option = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
		struct options_problem problem = { PROBLEM_UNKNOWN, OPTION_END, argv[optind - 1],
			0 };

		if (option == ':')
			add_problem(o,
				&(struct options_problem){
					PROBLEM_NO_VALUE, id_of(optopt), argv[optind - 1], 0 });
		else if (option != '?')
			set(o, id_of(option), optarg);
		else {
			problem.letter = optopt > 0 && optopt < FIRST_ID ? (char)optopt : '\0';
			add_problem(o, &problem);
		}
	}
	o->args = argv + optind;
	o->n_args = argc - optind;
}

/* ---- problems */

/* Returns the long option most likely meant, or NULL. */
static const char *nearest(const char *word)
{
	enum { GUESS_LIMIT = 2 };
	struct strbuf name = STRBUF_INIT;
	const char *best = NULL;
	int distance = GUESS_LIMIT + 1;

	while (*word == '-')
		word++;
	strbuf_add(&name, word, strcspn(word, "="));
	for (int i = 0; i < OPTION_END; i++) {
		int d = text_distance(name.buf, option_defs[i].name, GUESS_LIMIT);

		if (d < distance && (size_t)d * 2 < name.len) {
			distance = d;
			best = option_defs[i].name;
		}
	}
	strbuf_release(&name);
	return best;
}

static void complain_unknown(const struct options_problem *p)
{
	const char *guess = p->letter ? NULL : nearest(p->word);

	if (p->letter)
		complain(0, _("unknown option “-%c”"), p->letter);
	else if (guess)
		complain(0, _("unknown option “%s”; did you mean “--%s”?"), p->word, guess);
	else
		complain(0, _("unknown option “%s”"), p->word);
}

static void complain_about(const struct options_problem *p)
{
	/* an unknown option has no definition, and its case below uses none */
	const struct option_def *d = &option_defs[p->option < OPTION_END ? p->option : OPTION_HELP];

	switch (p->kind) {
	case PROBLEM_UNKNOWN:
		complain_unknown(p);
		break;
	case PROBLEM_NO_VALUE:
		complain(0, _("--%s needs a value: --%s %s"), d->name, d->name, _(d->argument));
		break;
	case PROBLEM_BAD_VALUE:
		complain(0, _(targets[p->option].check(p->word)), p->word);
		break;
	case PROBLEM_TOO_MANY:
		complain(0, _("--%s can be given %d times at most"), d->name,
			p->option == OPTION_LESSONS ? PATHS_LESSONS_MAX : OPTIONS_GROUPS_MAX);
		break;
	}
}

static bool is_taken(enum option_id id, const enum option_id *takes)
{
	while (*takes != OPTION_END && *takes != id)
		takes++;
	return *takes == id || id == OPTION_HELP || id == OPTION_VERSION;
}

bool options_are_taken(const struct options *o, const enum option_id *takes)
{
	for (int i = 0; i < OPTION_END; i++)
		if (o->given[i] && !is_taken((enum option_id)i, takes))
			return false;
	return true;
}

/* Reports more than one option for the form of input or output; returns true if so. */
static bool two_forms(const struct options *o)
{
	static const enum option_id forms[] = { OPTION_TEXT, OPTION_HTML, OPTION_JSON, OPTION_CSV,
		OPTION_XAPI, OPTION_GIFT, OPTION_AIKEN };
	const char *first = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		if (!o->given[forms[i]])
			continue;
		if (first)
			return complain(true, _("--%s and --%s cannot be used together"), first,
				option_defs[forms[i]].name);
		first = option_defs[forms[i]].name;
	}
	return false;
}

int options_complain(const struct options *o, const char *command, const enum option_id *takes)
{
	bool wrong = o->n_problems > 0;

	for (size_t i = 0; i < o->n_problems; i++)
		complain_about(&o->problems[i]);
	for (int i = 0; takes && i < OPTION_END; i++)
		if (o->given[i] && !is_taken((enum option_id)i, takes)) {
			complain(0, _("the command “%s” does not take --%s"), command,
				option_defs[i].name);
			wrong = true;
		}
	return wrong || two_forms(o) ? EXIT_USAGE : 0;
}

int options_format(const struct options *o, const char *const *names, int *status)
{
	enum { GUESS_LIMIT = 3 };
	struct strbuf list = STRBUF_INIT;
	int best = -1, distance = GUESS_LIMIT + 1;

	for (int i = 0; o->format && names[i]; i++) {
		int d = text_distance(o->format, names[i], GUESS_LIMIT);

		if (!strcmp(o->format, names[i])) {
			strbuf_release(&list);
			return i;
		}
		if (d < distance && (size_t)d * 2 < strlen(names[i])) {
			distance = d;
			best = i;
		}
		strbuf_addf(&list, "%s%s", i ? ", " : "", names[i]);
	}
	if (best >= 0)
		*status = complain(EXIT_USAGE, _("there is no format “%s”; did you mean “%s”?"),
			o->format, names[best]);
	else if (o->format)
		*status = complain(
			EXIT_USAGE, _("--format takes one of %s, not “%s”"), list.buf, o->format);
	strbuf_release(&list);
	return -1;
}

int options_complain_lang(const char *lang, const char *locale_dir)
{
	struct language languages[LANGUAGES_MAX];
	struct strbuf known = STRBUF_INIT;
	size_t n = language_list(languages, LANGUAGES_MAX, locale_dir);

	for (size_t i = 0; i < n; i++)
		strbuf_addf(&known, i ? ", %s (%s)" : "%s (%s)", languages[i].code.code,
			languages[i].name);
	complain(0, _("there is no language “%s”; there are: %s"), lang, known.buf);
	strbuf_release(&known);
	return EXIT_USAGE;
}

/* ---- for the layers below */

void options_find_paths(const struct options *o, struct paths *paths)
{
	paths_find(paths, o->lesson_dirs, o->n_lesson_dirs, o->store);
}

int options_seed(const struct options *o)
{
	enum { SEEDS = 99999 };
	uint64_t seed = (uint64_t)time(NULL);

	if (o->seed)
		return atoi(o->seed);
	if (getentropy(&seed, sizeof(seed)) < 0)
		return (int)(seed % SEEDS) + 1;
	return (int)(seed % SEEDS) + 1;
}

struct session_options options_of_session(const struct options *o)
{
	return (struct session_options){ .lang = o->lang,
		.learner = o->learner,
		.theme = o->theme,
		.store = o->store,
		.lessons = o->lesson_dirs,
		.n_lessons = o->n_lesson_dirs,
		.private = o->private,
		.linear = o->linear,
		.speech = o->speech,
		.ascii = o->ascii,
		.color = o->color };
}
