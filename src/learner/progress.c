/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/progress.h"

#include <limits.h>
#include <string.h>

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

int64_t progress_asked(const struct progress *progress, const char *ref)
{
	for (size_t i = 0; i < progress->n_outcomes; i++)
		if (!strcmp(progress->outcomes[i].ref, ref))
			return progress->outcomes[i].at;
	return 0;
}

void progress_outcome(struct progress *progress, const char *ref, bool right, int64_t at)
{
	for (size_t i = 0; i < progress->n_outcomes; i++) {
		if (strcmp(progress->outcomes[i].ref, ref))
			continue;
		progress->outcomes[i].right = right;
		progress->outcomes[i].at = at;
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
		(struct outcome){ arena_strdup(&progress->arena, ref), right, at };
}

/*
 * Records the outcome of a scored answer. In a review or an exam the question's id already names
 * its lesson.
 */
static void note_outcome(
	struct progress *progress, const struct run *run, const struct answer *answer)
{
	const char *ref = answer->question;

	if (run->kind == RUN_SCENARIO || !answer->response || !*answer->response ||
		answer->max <= 0)
		return;
	if (!strchr(ref, '/'))
		ref = arena_printf(&progress->arena, "%s/%s", run->lesson, ref);
	progress_outcome(progress, ref, !answer_missed(answer), answer->at);
}

static struct question_version copy_version(
	struct arena *arena, const struct question_version *version)
{
	struct question_version copy = *version;

	copy.id = version->id ? arena_strdup(arena, version->id) : NULL;
	copy.kind = version->kind ? arena_strdup(arena, version->kind) : NULL;
	return copy;
}

void answer_add_attempt(struct arena *arena, struct answer *item, const struct attempt *attempt)
{
	struct attempt *all = arena_alloc(arena, (item->n_attempts + 1) * sizeof(*all));

	if (item->n_attempts)
		memcpy(all, item->attempts, item->n_attempts * sizeof(*all));
	all[item->n_attempts++] = *attempt;
	item->attempts = all;
}

/* Makes a response the newest attempt of an item. */
static void add_attempt(struct arena *arena, struct answer *item, const struct answer *response)
{
	const struct attempt attempt = {
		.response = arena_strdup(arena, response->response),
		.score = response->score,
		.max = response->max,
		.hints = response->hints,
		.confidence = response->confidence,
		.at = response->at,
		.spent = response->spent,
		.version = copy_version(arena, &response->version),
	};

	answer_add_attempt(arena, item, &attempt);
}

/* Returns the item of an open run, adding it to a scenario; NULL if there is none. */
static struct answer *open_item(
	struct progress *progress, const char *run, const char *question, struct run **open)
{
	struct lesson_progress *record = where_open(progress, run);
	struct answer *item = record ? find_answer(record->open, question) : NULL;

	if (record && !item && record->open->kind == RUN_SCENARIO)
		item = add_step(progress, record->open, question);
	*open = record ? record->open : NULL;
	return item;
}

const struct answer *progress_answer(
	struct progress *progress, const char *run, const struct answer *answer)
{
	struct run *open;
	struct answer *item = open_item(progress, run, answer->question, &open);
	struct answer before;
	int tries;

	if (!item)
		return NULL;
	if (item->response && *item->response && answer->response)
		add_attempt(&progress->arena, item, item);
	before = *item;
	*item = *answer;
	item->question = before.question;
	item->attempts = before.attempts;
	item->n_attempts = before.n_attempts;
	item->version = copy_version(&progress->arena, &answer->version);
	/* to skip is no try */
	tries = (int)item->n_attempts + (answer->response && *answer->response);
	if (item->tries < tries)
		item->tries = tries;
	if (answer->response)
		item->response = arena_strdup(&progress->arena, answer->response);
	note_outcome(progress, open, item);
	return item;
}

const struct answer *progress_attempt(
	struct progress *progress, const char *run, const struct answer *answer)
{
	struct run *open;
	struct answer *item = open_item(progress, run, answer->question, &open);

	if (!item || (item->response && !answer_skipped(item)))
		return NULL;
	item->response = NULL;
	add_attempt(&progress->arena, item, answer);
	item->hints = answer->hints;
	item->tries = (int)item->n_attempts;
	return item;
}

void progress_set_worth(struct progress *progress, const char *run, const char *question, int max)
{
	struct lesson_progress *record = where_open(progress, run);
	struct answer *item = record ? find_answer(record->open, question) : NULL;

	if (!item || !answer_skipped(item))
		return;
	item->score = 0;
	item->max = max;
	if (max <= 0)
		item->response = NULL;
}

void progress_found_ending(struct progress *progress, const char *lesson, const char *ending)
{
	struct lesson_progress *record = progress_get_or_add(progress, lesson);

	for (size_t i = 0; i < record->n_endings; i++)
		if (!strcmp(record->endings[i], ending))
			return;
	if (record->n_endings == record->cap_endings) {
		size_t cap = record->cap_endings ? 2 * record->cap_endings : 8;
		const char **more = arena_alloc(&progress->arena, cap * sizeof(*more));

		if (record->n_endings)
			memcpy(more, record->endings, record->n_endings * sizeof(*more));
		record->endings = more;
		record->cap_endings = cap;
	}
	record->endings[record->n_endings++] = arena_strdup(&progress->arena, ending);
}

/* The last step of a finished conversation says how it ended (learner/play.h). */
static void find_ending(struct progress *progress, const struct run *run)
{
	const char *last = run->n ? run->answers[run->n - 1].response : NULL;

	if (run->kind == RUN_SCENARIO && last && !strncmp(last, RUN_ENDING, strlen(RUN_ENDING)))
		progress_found_ending(progress, run->lesson, last + strlen(RUN_ENDING));
}

bool progress_finish(
	struct progress *progress, const char *run, const struct rule *rule, int64_t now)
{
	struct lesson_progress *record = where_open(progress, run);
	struct run *done;

	if (!record)
		return false;
	done = record->open;
	record->open = NULL;
	done->result = run_result(done);
	done->result.passed = run_counts(done->kind) && result_passes(&done->result, rule);
	done->result.rule = *rule;
	/* 0 would mean open, and a clock may be at 1970 */
	done->finished = done->result.at = now > 0 ? now : 1;
	record->last = done;
	find_ending(progress, done);
	if (run_counts(done->kind) && progress_add_result(record, done->kind, &done->result))
		record->first = done;
	return true;
}

bool run_counts(enum run_kind kind)
{
	return kind == RUN_QUIZ || kind == RUN_EXAM;
}

/* Runs by the earlier rule are held to what is asked for by default. */
static struct rule rule_of(enum run_kind kind, const struct result *result)
{
	if (!result->earlier)
		return result->rule;
	return (struct rule){ 0, kind == RUN_EXAM ? RULE_ANSWERED_EXAM : RULE_ANSWERED };
}

/* Keeps the better of two results; *best counts once has says so. */
static void keep_best(struct result *best, bool has, const struct result *result)
{
	if (!has || result_is_better(result, best))
		*best = *result;
}

bool progress_add_result(
	struct lesson_progress *record, enum run_kind kind, const struct result *result)
{
	struct rule rule = rule_of(kind, result);
	bool is_first = result_is_enough(result, &rule) && !record->best.asked;

	record->finished++;
	record->newest = *result;
	if (result->passed)
		keep_best(&record->pass, record->pass.asked > 0, result);
	if (result->earlier)
		keep_best(&record->older, record->older.max > 0, result);
	if (result_is_enough(result, &rule)) {
		keep_best(&record->best, record->best.asked > 0, result);
		if (result->earlier)
			keep_best(&record->older_enough, record->older_enough.asked > 0, result);
	}
	return is_first;
}

const struct result *progress_pass(const struct lesson_progress *record, const struct rule *rule)
{
	const struct result *own = record->pass.asked > 0 ? &record->pass : NULL;
	const struct result *older = &record->older_enough;

	if (result_is_enough(older, rule) && result_passes(older, rule))
		return own && !result_is_better(older, own) ? own : older;
	if (own)
		return own;
	return record->older.max > 0 && result_passes(&record->older, rule) ? &record->older : NULL;
}

bool progress_passed(const struct lesson_progress *record, const struct rule *rule)
{
	return progress_pass(record, rule) != NULL;
}

bool progress_passed_earlier(const struct lesson_progress *record, const struct rule *rule)
{
	const struct result *pass = progress_pass(record, rule);

	return pass && pass->earlier && !result_is_enough(pass, rule);
}

const struct result *progress_shown(const struct lesson_progress *record, const struct rule *rule)
{
	const struct result *pass = progress_pass(record, rule);

	if (pass)
		return pass;
	if (record->best.asked > 0)
		return &record->best;
	return record->finished ? &record->newest : NULL;
}

static int clamp(int64_t n)
{
	return n < 0 ? 0 : n > INT_MAX ? INT_MAX : (int)n;
}

/*
 * Runs by the earlier rule have no maximum for what was skipped, and no version either; what a
 * question that is not scored is worth is known to be nothing.
 */
static bool is_scored(const struct answer *answer)
{
	return answer->max > 0 || (answer_skipped(answer) && !answer->version.id);
}

struct result run_result(const struct run *run)
{
	struct result result = { 0 };
	int64_t points = 0, of = 0;

	if (run->finished)
		return run->result;
	for (size_t i = 0; i < run->n; i++) {
		const struct answer *answer = &run->answers[i];

		if (!answer->response || !is_scored(answer))
			continue;
		points += answer->score;
		of += answer->max;
		result.asked++;
		result.answered += *answer->response != '\0';
	}
	result.score = clamp(points);
	result.max = clamp(of);
	return result;
}

size_t run_done(const struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->n; i++)
		n += run->answers[i].response != NULL;
	return n;
}

size_t run_answered(const struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->n; i++)
		n += run->answers[i].response && !answer_skipped(&run->answers[i]);
	return n;
}

bool answer_skipped(const struct answer *answer)
{
	return answer->response && !*answer->response;
}

bool answer_missed(const struct answer *answer)
{
	return answer->response && *answer->response && answer->score < answer->max;
}

size_t run_missed(const struct run *run)
{
	size_t missed = 0;

	for (size_t i = 0; i < run->n; i++)
		missed += answer_missed(&run->answers[i]);
	return missed;
}
