/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/apply.h"

#include <stdio.h>
#include <string.h>

#include "base/rand.h"
#include "questions/interaction.h"
#include "screens/bookmarks.h"
#include "screens/standing.h"

static const char *lesson_id(const struct model *model, int index)
{
	return model_run_key(model, index);
}

static struct effect *send(struct effects *outbox, const struct effect *e)
{
	struct effect *out = effect_add(outbox, e->kind);

	*out = *e;
	if (e->key)
		out->key = arena_strdup(&outbox->arena, e->key);
	if (e->text)
		out->text = arena_strdup(&outbox->arena, e->text);
	return out;
}

static void send_steps(struct effects *outbox, const char *steps)
{
	struct effect *out = steps ? effect_add(outbox, EFFECT_SETTING) : NULL;

	if (!out)
		return;
	out->key = "steps";
	out->text = arena_strdup(&outbox->arena, steps);
}

static void place(struct model *model, struct effects *outbox, const struct effect *e)
{
	const struct lesson *lesson = model_lesson(model, e->lesson);
	const char *page = lesson->pages[e->index].id;

	progress_set_page(&model->progress, lesson->id, page, e->index);
	send(outbox, e);
	send_steps(outbox, plan_note_page(model, e->lesson, page));
}

static void begin(struct model *model, struct effects *outbox, const struct effect *e)
{
	struct effect *out;
	char id[33];
	uint64_t seed = rand_next(&model->rng_state);

	snprintf(id, sizeof(id), "%016llx%016llx", (unsigned long long)rand_next(&model->rng_state),
		(unsigned long long)rand_next(&model->rng_state));
	progress_begin(&model->progress, id, lesson_id(model, e->lesson), e->run_kind, seed,
		model->now, e->questions, e->n);
	out = send(outbox, e);
	out->questions = NULL;
	memcpy(out->run, id, sizeof(id));
}

/* Returns the open run: screens answer and finish only runs that they have started. */
static const struct run *open_run(const struct model *model, int lesson)
{
	return model_progress(model, lesson)->open;
}

/*
 * Records the answer for review. In a review or an exam, the id of a question names its lesson
 * already.
 */
static const struct review_item *note_review(
	struct model *model, struct effects *outbox, const char *lesson, const struct answer *a)
{
	const char *ref = strchr(a->question, '/')
		? a->question
		: arena_printf(&outbox->arena, "%s/%s", lesson, a->question);

	bool right = !answer_missed(a);

	/* right a moment after it was asked: that is not spaced, though a new day may have begun */
	if (right && a->confidence != CONFIDENCE_GUESS &&
		!review_is_apart(progress_asked(&model->progress, ref), model->now))
		return NULL;
	return review_record(&model->progress.review, ref, right, a->confidence, model->day);
}

/*
 * Lessons without a pass mark only show learners where they stand, so their questions do not come
 * back.
 */
static bool comes_back(const struct model *model, int lesson, const struct run *run)
{
	return run->kind != RUN_SCENARIO &&
		(lesson == LESSON_REVIEW || model_pass(model, lesson) > 0);
}

/* Adds what the store keeps of the question besides its answer. */
static void note_version(
	const struct model *model, const struct effect *e, struct arena *arena, struct answer *a)
{
	const struct question *q = model_question(model, e->lesson, a->question);
	struct interaction interaction;

	if (!q)
		return;
	question_interaction(q, arena, &interaction);
	a->version = (struct question_version){ .id = q->version,
		.kind = interaction_kind_name(interaction.kind),
		.separator = interaction.separator,
		.max = q->points * POINT };
}

static void answer(struct model *model, struct effects *outbox, const struct effect *e)
{
	const struct run *run = open_run(model, e->lesson);
	struct effect *out = send(outbox, e);
	struct answer a = e->answer;
	const struct answer *kept;

	a.at = model->now;
	if (run->kind != RUN_SCENARIO)
		note_version(model, e, &outbox->arena, &a);
	memcpy(out->run, run->id, sizeof(out->run));
	if (e->kind == EFFECT_ANSWER && comes_back(model, e->lesson, run) && a.max > 0 &&
		*a.response)
		out->review = note_review(model, outbox, lesson_id(model, e->lesson), &a);
	kept = e->kind == EFFECT_ANSWER ? progress_answer(&model->progress, run->id, &a)
					: progress_attempt(&model->progress, run->id, &a);
	if (kept)
		out->answer = *kept;
}

/*
 * What was skipped is worth what its question is now: an older store does not know it, and a
 * question may have been removed or be due for a check since.
 */
static void settle_skipped(struct model *model, int lesson, const struct run *run)
{
	for (size_t i = 0; i < run->n; i++)
		if (answer_skipped(&run->answers[i]))
			progress_set_worth(&model->progress, run->id, run->answers[i].question,
				standing_worth(model, lesson, run->answers[i].question));
}

static void finish(struct model *model, struct effects *outbox, const struct effect *e)
{
	const struct run *run = open_run(model, e->lesson);
	struct rule rule = model_rule(model, e->lesson);
	struct effect *out;
	char id[33];

	memcpy(id, run->id, sizeof(id));
	if (run->kind != RUN_SCENARIO)
		settle_skipped(model, e->lesson, run);
	out = send(outbox, e);
	memcpy(out->run, id, sizeof(id));
	progress_finish(&model->progress, id, &rule, model->now);
}

void apply_effect(struct model *model, struct effects *outbox, const struct effect *e)
{
	switch (e->kind) {
	case EFFECT_PLACE:
		place(model, outbox, e);
		break;
	case EFFECT_LESSON_READ:
		progress_set_read(&model->progress, lesson_id(model, e->lesson));
		send(outbox, e);
		break;
	case EFFECT_BEGIN:
		begin(model, outbox, e);
		break;
	case EFFECT_ATTEMPT:
	case EFFECT_ANSWER:
		answer(model, outbox, e);
		break;
	case EFFECT_FINISH:
		finish(model, outbox, e);
		break;
	case EFFECT_COUNTRY:
		snprintf(model->country, sizeof(model->country), "%s", e->text);
		send(outbox, e);
		break;
	case EFFECT_SETTING:
		if (!plan_set(model, e->key, e->text) && !bookmarks_set(model, e->key, e->text))
			settings_set(&model->settings, e->key, e->text);
		send(outbox, e);
		break;
	case EFFECT_PRIVATE:
		model->private = true;
		model->store_path = NULL;
		send(outbox, e);
		break;
	case EFFECT_STEP:
		send_steps(outbox, plan_note(model, e->text));
		break;
	default:
		send(outbox, e);
		break;
	}
}
