/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/standing.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "questions/type.h"
#include "text/text.h"
#include "view/block.h"

bool standing_is_done(const struct model *model, int index)
{
	const struct lesson_head *head = &model->course.lessons[index];
	const struct lesson_progress *p = model_progress(model, index);
	bool asks = head->questions || head->exam;

	if (!p)
		return false;
	if (head->scenario)
		return p->last != NULL;
	if (asks && head->pass)
		return model_passed(model, index);
	return (asks && p->best.asked > 0) || p->read;
}

/* ---- what should come before */

/*
 * Finds the next id of a list by commas at *list, and moves on. Returns false at its end; *index is
 * -1 if the course lacks the lesson.
 */
static bool next_required(const struct model *model, const char **list, int *index)
{
	const struct course *course = &model->course;
	size_t len;

	if (!*list || !**list)
		return false;
	len = strcspn(*list, ",");
	*index = -1;
	for (size_t i = 0; i < course->n && *index < 0; i++)
		if (!strncmp(course->lessons[i].id, *list, len) && !course->lessons[i].id[len])
			*index = (int)i;
	*list += len + ((*list)[len] == ',');
	return true;
}

/* How long a chain of lessons that require each other is followed. */
enum { CHAIN_MAX = 4 };

/* True if the lesson from, or one that it requires, requires the other. */
static bool waits_for(const struct model *model, int from, int other, int depth)
{
	const char *list = model->course.lessons[from].requires;
	int next;

	while (next_required(model, &list, &next)) {
		if (next == other)
			return true;
		if (next >= 0 && next != from && depth < CHAIN_MAX &&
			waits_for(model, next, other, depth + 1))
			return true;
	}
	return false;
}

/* Lessons that one lesson may wait for at most; more are not looked at. */
enum { REQUIRED_MAX = 64 };

/* Puts index where it belongs among the n in order; returns how many there are then. */
static size_t insert(int *list, size_t n, int index)
{
	size_t at = n;

	while (at && list[at - 1] > index)
		at--;
	if (n == REQUIRED_MAX || (at && list[at - 1] == index))
		return n;
	memmove(list + at + 1, list + at, (n - at) * sizeof(*list));
	list[at] = index;
	return n + 1;
}

size_t standing_missing(const struct model *model, int index, int *missing, size_t max)
{
	const char *list = index < 0 ? NULL : model->course.lessons[index].requires;
	int found[REQUIRED_MAX], next;
	size_t n = 0;

	while (next_required(model, &list, &next))
		if (next >= 0 && next != index && !model->broken[next] &&
			!standing_is_done(model, next))
			n = insert(found, n, next);
	for (size_t i = 0; missing && i < n && i < max; i++)
		missing[i] = found[i];
	return n;
}

bool standing_is_closed(const struct model *model, int index)
{
	const struct lesson_progress *p = model_progress(model, index);
	const char *list;
	int next;

	if (index < 0 || !model->course.lessons[index].exam || model->kiosk ||
		model->settings.v[SET_EXAM] == EXAM_OPEN || (p && p->open) ||
		model_passed(model, index))
		return false;
	list = model->course.lessons[index].requires;
	while (next_required(model, &list, &next))
		if (next < 0 || waits_for(model, next, index, 0))
			return false;
	return standing_missing(model, index, NULL, 0) > 0;
}

/* ---- what a run comes to */

int standing_worth(const struct model *model, int index, const char *question)
{
	const struct question *q = model_question(model, index, question);

	return q && !question_is_stale(q, &model->today) ? q->type->grade(q, "").max : 0;
}

struct result standing_result(const struct model *model, int index, const struct run *run)
{
	struct run now = *run;
	struct result result;

	if (run->finished)
		return run->result;
	now.answers = xcalloc(run->n, sizeof(*now.answers));
	for (size_t i = 0; i < run->n; i++) {
		struct answer *a = &now.answers[i];

		*a = run->answers[i];
		if (!answer_skipped(a))
			continue;
		a->max = standing_worth(model, index, a->question);
		if (!a->max)
			a->response = NULL;
	}
	result = run_result(&now);
	free(now.answers);
	return result;
}

/* ---- words */

const char *standing_score(const struct result *result, const struct rule *rule, struct view *view)
{
	if (!result_is_enough(result, rule) && !result_passes(result, rule))
		/* TRANSLATORS: questions of a quiz, of which too few were answered */
		return view_printf(view,
			Q_("%d answer of %d", "%d answers of %d", (unsigned long)result->answered),
			result->answered, result->asked);
	/* TRANSLATORS: a percentage */
	return view_printf(view, _("%d%%"), result_percent(result, rule));
}

static const char *missing_words(
	const struct result *result, const struct rule *rule, bool waiting, struct view *view)
{
	int needed = result_needed(result, rule);
	int skipped = result->asked - result->answered;
	unsigned long n = (unsigned long)skipped;

	if (!result_rule(result, rule)->mark)
		return !waiting
			? _("So few answers show little.")
			: view_printf(view,
				  Q_("So few answers show little: one is still waiting.",
					  "So few answers show little: %d are still waiting.", n),
				  skipped);
	if (needed >= result->asked)
		return !waiting
			? view_printf(view, _("To pass, all %d are needed."), needed)
			: view_printf(view,
				  Q_("To pass, all %d are needed: one is still waiting.",
					  "To pass, all %d are needed: %d are still waiting.", n),
				  needed, skipped);
	return !waiting
		? view_printf(view, _("To pass, at least %d are needed."), needed)
		: view_printf(view,
			  Q_("To pass, at least %d are needed: the one you skipped waits for you.",
				  "To pass, at least %d are needed: the %d you skipped wait for you.",
				  n),
			  needed, skipped);
}

const char *standing_short(
	const struct result *result, const struct rule *rule, bool waiting, struct view *view)
{
	if (result->asked == 1)
		return _("You skipped the only question.");
	return view_printf(view, "%s %s",
		view_printf(view,
			Q_("%d answer of %d.", "%d answers of %d.",
				(unsigned long)result->answered),
			result->answered, result->asked),
		missing_words(result, rule, waiting, view));
}

/* Returns the range, after what is there. */
static const char *add_range(const char *before, int first, int last, struct view *view)
{
	/* TRANSLATORS: between the numbers of lessons */
	const char *comma = _(", ");

	if (*before)
		before = view_printf(view, "%s%s", before, comma);
	if (last - first >= 2)
		/* TRANSLATORS: the first and the last of several lessons */
		return view_printf(
			view, "%s%s", before, view_printf(view, _("%d to %d"), first, last));
	if (last > first)
		return view_printf(view, "%s%d%s%d", before, first, comma, last);
	return view_printf(view, "%s%d", before, first);
}

const char *standing_numbers(const struct model *model, int index, struct view *view)
{
	int missing[REQUIRED_MAX];
	size_t n = standing_missing(model, index, missing, REQUIRED_MAX);
	const char *numbers = "";

	for (size_t i = 0, end; i < n; i = end) {
		int first = model->plan.numbers[missing[i]], last = first;

		for (end = i + 1; end < n && model->plan.numbers[missing[end]] == last + 1; end++)
			last++;
		/* one that the list does not show has no number */
		if (first)
			numbers = add_range(numbers, first, last, view);
	}
	return numbers;
}

/* The sign takes two of the 17 cells. */
enum { AFTER_CELLS = 15 };

static const char *after(const struct model *model, int index, struct view *view)
{
	/* TRANSLATORS: at most 15 cells: a lesson comes after the lessons with these numbers */
	const char *text = view_printf(view, _("after %s"), standing_numbers(model, index, view));

	if (text_width(text, strlen(text)) <= AFTER_CELLS)
		return text;
	/* TRANSLATORS: at most 15 cells: a lesson comes after so many others */
	return view_printf(view, _("after %zu others"), standing_missing(model, index, NULL, 0));
}

/* One that the author has taken away is no more than those that are left. */
static size_t endings_found(const struct lesson_head *head, const struct lesson_progress *p)
{
	size_t all = (size_t)head->endings;

	return p->n_endings > all ? all : p->n_endings;
}

static const char *scenario_words(
	const struct lesson_head *head, const struct lesson_progress *p, struct view *view)
{
	if (p && p->open)
		/* TRANSLATORS: at most 15 cells: a conversation that was started */
		return _("under way");
	if (p && p->last && !p->n_endings)
		/* TRANSLATORS: at most 15 cells: a conversation that the person has ended before
		   it came to an ending */
		return _("stopped");
	if (p && p->last && head->endings > 1)
		/* TRANSLATORS: at most 15 cells: of a conversation, how many endings were found */
		return view_printf(
			view, _("endings %zu of %d"), endings_found(head, p), head->endings);
	if (p && p->last)
		/* TRANSLATORS: at most 15 cells: a conversation that was played to its end */
		return _("played");
	/* TRANSLATORS: at most 16 cells: a conversation to play, and how long it takes */
	return view_printf(view, _("scenario, %d min"), head->minutes);
}

static const char *finished_words(const struct model *model, int index, struct view *view)
{
	const struct lesson_progress *p = model_progress(model, index);
	struct rule rule = model_rule(model, index);
	const struct result *shown = progress_shown(p, &rule);
	int percent = result_percent(shown, &rule);

	if (!shown->asked)
		return _("not scored");
	if (progress_passed_earlier(p, &rule))
		/* TRANSLATORS: at most 15 cells: the lesson was passed by an earlier rule */
		return view_printf(view, _("%d%%, earlier"), percent);
	if (result_passes(shown, &rule))
		/* TRANSLATORS: at most 15 cells: a lesson that was passed, and its score */
		return view_printf(view, _("passed, %d%%"), percent);
	if (!result_is_enough(shown, &rule))
		/* TRANSLATORS: at most 15 cells: how many questions of a quiz are answered */
		return view_printf(
			view, _("quiz %zu of %zu"), (size_t)shown->answered, (size_t)shown->asked);
	if (!result_rule(shown, &rule)->mark)
		/* TRANSLATORS: at most 15 cells: questions without a pass mark are answered */
		return view_printf(view, _("done, %d%%"), percent);
	/* TRANSLATORS: at most 15 cells: a lesson that is not passed yet, and its score */
	return view_printf(view, _("%d%%, not yet"), percent);
}

static const char *words(const struct model *model, int index, bool waits, struct view *view)
{
	const struct lesson_head *head = &model->course.lessons[index];
	const struct lesson_progress *p = model_progress(model, index);

	if (model->broken[index])
		/* TRANSLATORS: at most 15 cells: a lesson whose file has a mistake */
		return _("cannot be read");
	if (waits)
		return after(model, index, view);
	if (head->scenario)
		return scenario_words(head, p, view);
	if (p && p->open)
		return view_printf(view, _("quiz %zu of %zu"), run_answered(p->open), p->open->n);
	if (p && p->finished)
		return finished_words(model, index, view);
	if (p && p->read)
		return _("read");
	if (p && p->seen > 0)
		/* TRANSLATORS: at most 15 cells: pages read */
		return view_printf(view, _("page %d of %d"), p->seen, head->pages);
	/* TRANSLATORS: at most 15 cells: how long a lesson takes */
	return view_printf(view, _("%d min"), head->minutes);
}

/* The workshop has no end: one story judged is enough to have been there. */
static const char *workshop_status(const struct model *model, struct view *view)
{
	const struct plan_step step = { .ref = "workshop", .lesson = PLAN_WORKSHOP };
	bool done = plan_step_is_done(model, &step);
	/* TRANSLATORS: at most 15 cells: the workshop was tried; it was not yet */
	const char *text = done ? _("tried") : _("stories");

	return view->spoken ? text
			    : view_printf(view, "%s %s", done ? mark_sign(MARK_RIGHT) : "○", text);
}

const char *standing_status(const struct model *model, int index, struct view *view)
{
	const struct lesson_progress *p;
	bool begun, waits;
	const char *text, *sign;

	if (index == PLAN_WORKSHOP)
		return workshop_status(model, view);
	p = model_progress(model, index);
	begun = p && (p->seen > 0 || p->read || p->open || p->last);
	waits = standing_is_closed(model, index) ||
		(!begun && standing_missing(model, index, NULL, 0) > 0);
	text = words(model, index, waits, view);
	if (view->spoken)
		return text;
	if (waits || model->broken[index])
		sign = "·";
	else if (standing_is_done(model, index))
		sign = mark_sign(MARK_RIGHT);
	else
		sign = begun ? mark_sign(MARK_PARTLY) : "○";
	return view_printf(view, "%s %s", sign, text);
}
