/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/certificate.h"

#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "learner/score.h"
#include "text/html.h"

static const char *course_title(const struct model *model)
{
	return model->course.title ? model->course.title : "Vigie";
}

/* Returns the best run that passes, whose points and day are certified; NULL if there is none. */
static const struct result *certified(const struct model *model, int lesson)
{
	const struct lesson_progress *p = model_progress(model, lesson);
	struct rule rule = model_rule(model, lesson);

	return p ? progress_pass(p, &rule) : NULL;
}

static const char *sentence(const struct model *model, int lesson, struct arena *arena)
{
	struct rule rule = model_rule(model, lesson);
	const struct result *pass = certified(model, lesson);

	if (!pass)
		return _("has not passed the exam of this course yet.");
	if (progress_passed_earlier(model_progress(model, lesson), &rule))
		return arena_printf(arena,
			_("has completed the course and passed its exam, by the rule of that time, with %d%% of the points of the questions answered."),
			result_percent(pass, &rule));
	return arena_printf(arena,
		_("has completed the course and passed its exam with %d%% of the points."),
		result_percent(pass, &rule));
}

struct date certificate_date(const struct model *model, int lesson)
{
	const struct result *pass = certified(model, lesson);

	return date_of_day(model_day(model, pass ? pass->at : model->now));
}

const char *certificate_path(const struct model *model, int lesson, int number, struct arena *arena)
{
	struct date d = certificate_date(model, lesson);
	/* TRANSLATORS: the name of a file: small letters, without spaces */
	const char *name = _("vigie-certificate");
	const char *slash = strcmp(model->documents, "/") ? "/" : "";
	const char *path = arena_printf(arena, "%s%s%s-%04d-%02d-%02d", model->documents, slash,
		name, d.year, d.month, d.day);

	return number < 2 ? path : arena_printf(arena, "%s-%d", path, number);
}

static bool is_taken(
	const struct model *model, const char *path, const char *ending, struct arena *arena)
{
	return model->is_taken && model->is_taken(arena_printf(arena, "%s%s", path, ending));
}

enum { NUMBERS_MAX = 1000 };

int certificate_free_number(const struct model *model, int lesson, struct arena *arena)
{
	int number = 1;

	for (; number < NUMBERS_MAX; number++) {
		const char *path = certificate_path(model, lesson, number, arena);

		if (!is_taken(model, path, ".html", arena) && !is_taken(model, path, ".txt", arena))
			break;
	}
	return number;
}

static const char *shown_name(const char *name)
{
	/* TRANSLATORS: on a certificate, in place of a name: "The holder … has completed …" */
	return *name ? name : _("The holder of this certificate");
}

static const char *day(const struct model *model, int lesson, struct arena *arena)
{
	struct date date = certificate_date(model, lesson);

	return date_words(arena, &date);
}

const char *certificate_text(
	const struct model *model, int lesson, const char *name, struct arena *arena)
{
	return arena_printf(arena, "%s\n%s\n%s %s\n%s\n", _("Certificate of completion"),
		course_title(model), shown_name(name), sentence(model, lesson, arena),
		day(model, lesson, arena));
}

static void add_element(struct strbuf *out, const char *tag, const char *class, const char *text)
{
	strbuf_addf(out, "<%s class=\"%s\">", tag, class);
	html_text(out, text);
	strbuf_addf(out, "</%s>\n", tag);
}

void certificate_html(const struct model *model, int lesson, const char *name, struct strbuf *out)
{
	struct arena arena = ARENA_INIT;

	strbuf_addf(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
		model->lang);
	html_text(out, _("Certificate of completion"));
	strbuf_addstr(out,
		"</title>\n<style>\n"
		"@page { size: A4 landscape; margin: 15mm }\n"
		"body { font-family: Georgia, serif; color: #222; background: #fff; margin: 0 }\n"
		"main { border: 3px double #3f5fbf; margin: 6vh auto; max-width: 46rem; padding: 3rem;"
		" text-align: center }\n"
		".kind { color: #3f5fbf; font-size: 2rem; margin: 0 0 1rem }\n"
		".course { font-size: 1.2rem }\n"
		".name { font-size: 1.8rem; margin: 2rem 0 .5rem; font-weight: bold }\n"
		".day { color: #555; margin-top: 2rem }\n"
		"</style>\n</head>\n<body>\n<main>\n");
	add_element(out, "h1", "kind", _("Certificate of completion"));
	add_element(out, "p", "course", course_title(model));
	add_element(out, "p", "name", shown_name(name));
	add_element(out, "p", "what", sentence(model, lesson, &arena));
	add_element(out, "p", "day", day(model, lesson, &arena));
	strbuf_addstr(out, "</main>\n</body>\n</html>\n");
	arena_release(&arena);
}
