/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie show LESSON: the whole lesson on paper, for places without a computer. */
#include "cli/subcommand.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/show_guide.h"
#include "cli/show_write.h"
#include "course/guide.h"
#include "course/help.h"
#include "course/lesson_file.h"
#include "course/scenario.h"
#include "course/workshop.h"
#include "formats/booklet.h"
#include "formats/booklet_cards.h"
#include "formats/booklet_exam.h"
#include "formats/booklet_guide.h"
#include "formats/booklet_help.h"
#include "formats/booklet_scenario.h"
#include "formats/booklet_workshop.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"
#include "store/store.h"

enum { LESSONS_MAX = 64 };

/* What is being printed, and from what. */
struct show {
	const struct subcommand_context *context;
	const struct options *options;
	const char *file, *lang;
	struct booklet booklet;
	struct arena arena;
	struct diags diags;
	struct help help;    /* with texts that the booklet has */
	const char *country; /* as chosen in the course, or NULL */
	int seed;
	/* the lessons that an exam draws from */
	struct lesson *drawn[LESSONS_MAX];
	size_t n_drawn;
};

/* ---- parts that lessons and scenarios share */

/*
 * Returns the country chosen in the course, where one person uses it and gives no name; NULL if
 * there is none. What is behind a PIN stays there.
 */
static const char *chosen_country(struct show *s)
{
	const char *path = s->context->paths.store, *country = NULL;
	struct strbuf text = STRBUF_INIT, pin = STRBUF_INIT;
	enum store_state state;
	struct store *store = path ? store_open_reading(path, &state, &text) : NULL;

	strbuf_clear(&text);
	if (store && !store_get_setting(store, "pin", &pin) &&
		store_get_setting(store, "country", &text))
		country = arena_strdup(&s->arena, text.buf);
	store_close(store);
	strbuf_release(&pin);
	strbuf_release(&text);
	return country;
}

/* Adds the last page; false after a complaint if there is no such country. */
static bool add_help(struct show *s)
{
	const char *code = s->options->country;
	struct diags quiet = DIAGS_INIT;
	struct help *help = &s->help;
	bool found;
	int country;

	help_load(help, s->context->paths.help ? s->context->paths.help : "", s->lang, &quiet);
	country = code ? help_find(help, code) : s->country ? help_find(help, s->country) : -1;
	if (!code && country < 0)
		country = help_country_of_locale(help, show_locale("LC_MESSAGES"));
	found = !code || country >= 0;
	if (found)
		booklet_help(&s->booklet, help, country);
	else
		complain(0,
			_("there are no help numbers for “%s”; write the code of a country such as FR, or leave --country out for a page to fill in"),
			code);
	diags_release(&quiet);
	return found;
}

static void add_guide(struct show *s)
{
	struct guide guide;
	struct view *v = &s->booklet.view;

	if (!guide_load(&guide, &s->arena, s->file, s->lang, &s->diags) || guide_is_empty(&guide))
		return;
	/* TRANSLATORS: the title of a lesson */
	booklet_begin(&s->booklet, BOOKLET_TEXT,
		view_printf(v, _("%s: guide for the one who leads"),
			guide.title ? guide.title : _("Workshop: is it trafficking?")));
	booklet_guide(&guide, v);
}

/* ---- a lesson */

static struct lesson *load_drawn(struct show *s, const char *id)
{
	const struct paths *paths = &s->context->paths;
	const char *folder = pathname_parent(&s->arena, pathname_parent(&s->arena, s->file));
	const char *file =
		lesson_main_file(&s->arena, arena_printf(&s->arena, "%s/%s", folder, id));
	const struct ini *ini = NULL;

	if (!file)
		file = lesson_file_find(paths->lessons, paths->n_lessons, &s->arena, id);
	return file ? lesson_file_load(file, s->lang, question_parse, &ini, &s->diags) : NULL;
}

/* A lesson to draw from, read once. */
static const struct lesson *find_drawn(void *ctx, const char *id)
{
	struct show *s = ctx;
	struct lesson *lesson;

	for (size_t i = 0; i < s->n_drawn; i++)
		if (!strcmp(s->drawn[i]->id, id))
			return s->drawn[i];
	lesson = s->n_drawn < LESSONS_MAX ? load_drawn(s, id) : NULL;
	if (lesson)
		s->drawn[s->n_drawn++] = lesson;
	return lesson;
}

/* Reads all that the lesson draws from; false after a complaint: an exam would lack questions. */
static bool read_drawn(struct show *s, const struct lesson *l)
{
	for (size_t i = 0; i < l->n_draws; i++)
		if (!find_drawn(s, l->draws[i].lesson)) {
			complain_diags(&s->diags);
			complain(0, _("there is no lesson at %s"), l->draws[i].lesson);
			return false;
		}
	return true;
}

/* Adds the papers, then the keys of all of them. False if there are no questions. */
static bool add_papers(struct show *s, const struct lesson *l, bool exam)
{
	const struct options *o = s->options;
	size_t n = exam && o->exam ? strtoul(o->exam, NULL, 10) : 1;
	struct booklet_exam *papers = arena_alloc(&s->arena, n * sizeof(*papers));
	const struct date today = clock_today();

	for (size_t i = 0; i < n; i++) {
		booklet_exam_draw(&papers[i], l, exam ? (uint64_t)s->seed + i : 0, find_drawn, s,
			&today, &s->arena);
		if (!papers[i].n)
			return false;
		if (!o->key)
			booklet_exam_questions(&s->booklet, &papers[i]);
		if (!o->key && (o->sheet || o->kit))
			booklet_exam_sheet(&s->booklet, &papers[i]);
	}
	for (size_t i = 0; i < n && (o->key || o->answers || o->kit); i++)
		booklet_exam_key(&s->booklet, &papers[i]);
	return true;
}

static int show_lesson(struct show *s)
{
	const struct options *o = s->options;
	const struct ini *ini = NULL;
	struct lesson *l = lesson_file_load(s->file, s->lang, question_parse, &ini, &s->diags);
	bool asked, exam, good;
	int status = EXIT_UNUSABLE;

	if (!l)
		return complain_diags(&s->diags);
	asked = o->given[OPTION_EXAM] || o->seed;
	exam = asked || l->n_draws;
	s->booklet.language = l->language;
	if (o->kit)
		add_guide(s);
	if (!o->key && (!o->given[OPTION_EXAM] || o->kit))
		booklet_lesson(&s->booklet, l);
	good = !exam || read_drawn(s, l);
	if (good && !add_papers(s, l, exam) && (asked || o->key || o->sheet)) {
		complain(0, _("%s has no questions to print"), s->file);
		good = false;
	}
	if (good && (o->key || add_help(s)))
		status = show_write(o, s->country, &s->booklet);
	lesson_free(l);
	return status;
}

/* ---- a scenario */

static void add_cards(struct show *s, const struct scenario *scenario)
{
	const struct options *o = s->options;
	struct booklet_deck deck;

	booklet_deck_shuffle(&deck, scenario, (uint64_t)s->seed, &s->arena);
	if (!o->key)
		booklet_cards(&s->booklet, &deck);
	if (o->key || o->answers || o->kit)
		booklet_cards_overview(&s->booklet, &deck);
}

static int show_scenario(struct show *s)
{
	const struct options *o = s->options;
	const char *dir = pathname_parent(&s->arena, s->file);
	struct scenario *scenario;
	int status = EXIT_UNUSABLE;

	if (o->given[OPTION_EXAM] || o->sheet)
		return complain(EXIT_USAGE,
			_("%s is a conversation, which has no questions; --cards prints it as cards"),
			s->file);
	scenario = scenario_load(dir, s->lang, &s->diags);
	if (!scenario)
		return complain_diags(&s->diags);
	s->booklet.language = scenario->language;
	if (o->kit)
		add_guide(s);
	if (o->cards || o->kit || o->key)
		add_cards(s, scenario);
	else
		booklet_scenario(&s->booklet, scenario, o->answers);
	if (o->key || add_help(s))
		status = show_write(o, s->country, &s->booklet);
	scenario_free(scenario);
	return status;
}

/* ---- the workshop */

static int show_workshop(struct show *s)
{
	const struct options *o = s->options;
	const char *dir = pathname_parent(&s->arena, s->file);
	struct workshop w;
	int status = EXIT_UNUSABLE;

	if (!workshop_load(&w, dir, s->lang, &s->diags))
		return complain_diags(&s->diags);
	s->booklet.language = s->lang;
	if (o->kit)
		add_guide(s);
	if (!o->key)
		booklet_workshop(&s->booklet, &w, (uint64_t)s->seed);
	if (o->key || o->answers || o->kit)
		booklet_workshop_key(&s->booklet, &w, (uint64_t)s->seed);
	if (o->key || add_help(s))
		status = show_write(o, s->country, &s->booklet);
	workshop_release(&w);
	return status;
}

/* ---- the command */

static bool is_named(const char *file, const char *name)
{
	size_t len;

	return !strcmp(pathname_base(file, &len), name);
}

/* True for the other files in a folder of lessons, of which there is nothing to print. */
static bool is_something_else(const char *file)
{
	return is_named(file, "help.ini") || is_named(file, "course.ini");
}

static int complain_none(void)
{
	complain(0, "%s", _(subcommand_show.needs));
	output_print(stderr, _("Try: vigie help %s\n"), subcommand_show.name);
	return EXIT_USAGE;
}

static int show_file(struct show *s)
{
	const struct options *o = s->options;

	if (o->guide)
		return show_guide(s->context, s->file);
	if (lesson_file_is_scenario(s->file))
		return show_scenario(s);
	if (is_named(s->file, "workshop.ini"))
		return show_workshop(s);
	if (o->cards)
		return complain(EXIT_USAGE,
			_("%s is no conversation, which alone has cards; --exam prints its questions"),
			s->file);
	return show_lesson(s);
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	struct show s = { .context = context,
		.options = options,
		.lang = options->lang ? options->lang : context->lang };
	int status = EXIT_UNUSABLE;

	if (!options->n_args)
		return options->guide ? show_guide_all(context) : complain_none();
	booklet_init(&s.booklet);
	s.seed = options_seed(options);
	s.country = options->country ? NULL : chosen_country(&s);
	s.file = subcommand_lesson(context, &s.arena, &status);
	if (s.file && is_something_else(s.file))
		complain(0, _("there is no lesson at %s"), options->args[0]);
	else if (s.file)
		status = show_file(&s);
	for (size_t i = 0; i < s.n_drawn; i++)
		lesson_free(s.drawn[i]);
	booklet_release(&s.booklet);
	help_release(&s.help);
	diags_release(&s.diags);
	arena_release(&s.arena);
	return status;
}

const struct subcommand subcommand_show = {
	.name = "show",
	.usage = N_("LESSON"),
	.summary = N_("make a booklet of the lesson, to print or to read"),
	.needs = N_("vigie show takes one lesson: its file, its folder or its id"),
	.min_args = 0, /* none for the guide of the course */
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_TEXT, OPTION_HTML,
		OPTION_ANSWERS, OPTION_EXAM, OPTION_SEED, OPTION_KEY, OPTION_SHEET, OPTION_CARDS,
		OPTION_KIT, OPTION_GUIDE, OPTION_PAPER, OPTION_COUNTRY, OPTION_OUTPUT, OPTION_END },
	.lesson_language = true,
	.run = run,
};
