/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/progress.h"

#include <limits.h>
#include <string.h>

#include "learner/score.h"

void progress_init(struct progress *progress)
{
	*progress = (struct progress){ .arena = ARENA_INIT };
}

void progress_release(struct progress *progress)
{
	arena_release(&progress->arena);
	review_release(&progress->review);
	progress_init(progress);
}

const struct lesson_progress *progress_find(const struct progress *progress, const char *lesson)
{
	for (size_t i = 0; i < progress->n; i++)
		if (!strcmp(progress->lessons[i].lesson, lesson))
			return &progress->lessons[i];
	return NULL;
}

static void make_room(struct progress *progress)
{
	size_t cap = progress->cap ? 2 * progress->cap : 16;
	struct lesson_progress *more = arena_alloc(&progress->arena, cap * sizeof(*more));

	if (progress->n)
		memcpy(more, progress->lessons, progress->n * sizeof(*more));
	progress->lessons = more;
	progress->cap = cap;
}

struct lesson_progress *progress_get_or_add(struct progress *progress, const char *lesson)
{
	const struct lesson_progress *known = progress_find(progress, lesson);
	struct lesson_progress *record;

	if (known)
		return &progress->lessons[known - progress->lessons];
	if (progress->n == progress->cap)
		make_room(progress);
	record = &progress->lessons[progress->n++];
	record->lesson = arena_strdup(&progress->arena, lesson);
	record->best = record->last_percent = -1;
	return record;
}

void progress_set_page(struct progress *progress, const char *lesson, const char *page, int index)
{
	struct lesson_progress *record = progress_get_or_add(progress, lesson);

	if (!page)
		record->page = NULL;
	else if (!record->page || strcmp(record->page, page))
		record->page = arena_strdup(&progress->arena, page);
	if (record->seen <= index && index < INT_MAX)
		record->seen = index + 1;
}

void progress_set_read(struct progress *progress, const char *lesson)
{
	progress_get_or_add(progress, lesson)->read = true;
}

struct run *progress_begin(struct progress *progress, const char *id, const char *lesson,
	enum run_kind kind, uint64_t seed, int64_t now, const char *const *questions, size_t n)
{
	struct lesson_progress *record = progress_get_or_add(progress, lesson);
	struct run *run = arena_alloc(&progress->arena, sizeof(*run));
	size_t len = strlen(id);

	if (len >= sizeof(run->id))
		BUG("the run id %s is too long", id);
	memcpy(run->id, id, len);
	run->lesson = record->lesson;
	run->kind = kind;
	run->seed = seed;
	run->started = now;
	run->n = n;
	run->answers = arena_alloc(&progress->arena, n * sizeof(*run->answers));
	for (size_t i = 0; i < n; i++)
		run->answers[i].question = arena_strdup(&progress->arena, questions[i]);
	record->open = run;
	return run;
}

/* Returns the record whose open run has that id, or NULL. */
static struct lesson_progress *where_open(struct progress *progress, const char *run)
{
	for (size_t i = 0; i < progress->n; i++) {
		struct lesson_progress *record = &progress->lessons[i];

		if (record->open && !strcmp(record->open->id, run))
			return record;
	}
	return NULL;
}

static struct answer *find_answer(struct run *run, const char *question)
{
	for (size_t i = 0; i < run->n; i++)
		if (!strcmp(run->answers[i].question, question))
			return &run->answers[i];
	return NULL;
}

/* Makes room for one more step. */
static struct answer *add_step(struct progress *progress, struct run *run, const char *question)
{
	struct answer *step;

	if (run->n >= run->cap) {
		struct answer *more;

		run->cap = 2 * run->n + 16;
		more = arena_alloc(&progress->arena, run->cap * sizeof(*more));
		if (run->n)
			memcpy(more, run->answers, run->n * sizeof(*more));
		run->answers = more;
	}
	step = &run->answers[run->n++];
	step->question = arena_strdup(&progress->arena, question);
	return step;
}

void progress_outcome(struct progress *progress, const char *ref, bool right)
{
	for (size_t i = 0; i < progress->n_outcomes; i++) {
		if (strcmp(progress->outcomes[i].ref, ref))
			continue;
		progress->outcomes[i].right = right;
		return;
	}
	if (progress->n_outcomes == progress->cap_outcomes) {
		size_t cap = progress->cap_outcomes ? 2 * progress->cap_outcomes : 64;
		struct outcome *more = arena_alloc(&progress->arena, cap * sizeof(*more));

		if (progress->n_outcomes)
			memcpy(more, progress->outcomes, progress->n_outcomes * sizeof(*more));
		progress->outcomes = more;
		progress->cap_outcomes = cap;
	}
	progress->outcomes[progress->n_outcomes++] =
		(struct outcome){ arena_strdup(&progress->arena, ref), right };
}

/*
 * Records the outcome of a scored answer. In a review or an exam the question's id already names
 * its lesson.
 */
static void note_outcome(
	struct progress *progress, const struct run *run, const struct answer *answer)
{
	const char *ref = answer->question;

	if (run->kind == RUN_SCENARIO || !answer->response || answer->max <= 0)
		return;
	if (!strchr(ref, '/'))
		ref = arena_printf(&progress->arena, "%s/%s", run->lesson, ref);
	progress_outcome(progress, ref, answer->score >= answer->max);
}

bool progress_answer(struct progress *progress, const char *run, const struct answer *answer)
{
	struct lesson_progress *record = where_open(progress, run);
	struct answer *kept = record ? find_answer(record->open, answer->question) : NULL;
	const char *question;

	if (record && !kept && record->open->kind == RUN_SCENARIO)
		kept = add_step(progress, record->open, answer->question);
	if (!kept)
		return false;
	question = kept->question;
	*kept = *answer;
	kept->question = question;
	if (answer->response)
		kept->response = arena_strdup(&progress->arena, answer->response);
	note_outcome(progress, record->open, kept);
	return true;
}

bool progress_finish(struct progress *progress, const char *run, int64_t now)
{
	struct lesson_progress *record = where_open(progress, run);
	struct run *done;

	if (!record)
		return false;
	done = record->open;
	record->open = NULL;
	/* 0 would mean open, and a clock may be at 1970 */
	done->finished = now > 0 ? now : 1;
	run_totals(done, &done->score, &done->max, NULL);
	record->last = done;
	if (run_counts(done->kind))
		progress_add_result(record, done->score, done->max);
	return true;
}

bool run_counts(enum run_kind kind)
{
	return kind == RUN_QUIZ || kind == RUN_EXAM;
}

void progress_add_result(struct lesson_progress *record, int score, int max)
{
	bool better = (int64_t)score * record->best_max > (int64_t)record->best_score * max;

	if (!record->best_max || better) {
		record->best_score = score;
		record->best_max = max;
	}
	record->best = score_percent(record->best_score, record->best_max);
	record->last_percent = score_percent(score, max);
	record->finished++;
}

static int clamp(int64_t n)
{
	return n < 0 ? 0 : n > INT_MAX ? INT_MAX : (int)n;
}

void run_totals(const struct run *run, int *score, int *max, size_t *answered)
{
	int64_t points = 0, of = 0;
	size_t n = 0;

	for (size_t i = 0; i < run->n; i++) {
		const struct answer *answer = &run->answers[i];

		if (!answer->response)
			continue;
		n++;
		if (answer->max <= 0)
			continue;
		points += answer->score;
		of += answer->max;
	}
	if (score)
		*score = clamp(points);
	if (max)
		*max = clamp(of);
	if (answered)
		*answered = n;
}

bool answer_missed(const struct answer *answer)
{
	return answer->response && answer->score < answer->max;
}

size_t run_missed(const struct run *run)
{
	size_t missed = 0;

	for (size_t i = 0; i < run->n; i++)
		missed += answer_missed(&run->answers[i]);
	return missed;
}
