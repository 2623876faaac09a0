/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A stored response, as damage or another version may have left it, to a question of each type:
 * grades it, restores it, shows it, then answers by keys.
 *
 * Input: the first byte selects the question, the second seeds the order of its options, then the
 * response. A byte 0xfe ends the response; keys follow.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "questions/type.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MARK = 0xfe, KEYS_MAX = 300 };

#define CHECK(condition, q, response)                                                       \
	do {                                                                                \
		if (!(condition))                                                           \
			BUG("%s: does not hold: %s, for “%s”", (q)->type->name, #condition, \
				(response));                                                \
	} while (0)

static struct lesson *lessons[2];
static const struct question *questions[128];
static size_t n_questions;

static void forget(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(lessons); i++)
		lesson_free(lessons[i]);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char *const dirs[] = { TEST_DATA "/screens/forms",
		TEST_DATA "/lessons/good/first" };
	struct diags diags = DIAGS_INIT;

	(void)argc;
	(void)argv;
	for (size_t i = 0; i < ARRAY_SIZE(dirs); i++) {
		lessons[i] = lesson_load(dirs[i], NULL, question_parse, &diags);
		if (!lessons[i])
			BUG("cannot read %s", dirs[i]);
		for (size_t k = 0;
			k < lessons[i]->n_questions && n_questions < ARRAY_SIZE(questions); k++)
			questions[n_questions++] = &lessons[i]->questions[k];
	}
	diags_release(&diags);
	atexit(forget);
	return 0;
}

static void show(const struct question *q, const void *work)
{
	struct view view;

	view_init(&view);
	for (int showing = SHOW_OPEN; showing <= SHOW_ALL_REASONS; showing++) {
		q->type->describe(work, q, (enum showing)showing, &view);
		if (showing != SHOW_OPEN)
			q->type->reasons(work, q, (enum showing)showing, &view);
	}
	view_release(&view);
}

static struct grade check_grade(const struct question *q, const char *response)
{
	struct grade grade = q->type->grade(q, response);

	CHECK(grade.max == q->points * POINT, q, response);
	CHECK(grade.score >= 0 && grade.score <= grade.max, q, response);
	return grade;
}

static void *begin(const struct question *q, uint64_t seed)
{
	/* exactly work_size bytes, so that a sanitizer catches writes past the end */
	void *work = xcalloc(1, q->type->work_size);

	q->type->begin(work, q, seed);
	return work;
}

/* A response that was read back must not change when it is restored again. */
static void check_stays(const struct question *q, const void *work, uint64_t seed)
{
	struct strbuf first = STRBUF_INIT, again = STRBUF_INIT;
	void *other = begin(q, seed ^ 1);

	q->type->response(work, q, &first);
	check_grade(q, first.buf);
	if (first.len) {
		q->type->restore(other, q, first.buf);
		q->type->response(other, q, &again);
		CHECK(!strcmp(first.buf, again.buf), q, first.buf);
	}
	free(other);
	strbuf_release(&first);
	strbuf_release(&again);
}

static void press(const struct question *q, void *work, const uint8_t *data, size_t size)
{
	static const struct {
		char byte;
		enum command command;
	} moves[] = {
		{ 1, CMD_UP },
		{ 2, CMD_DOWN },
		{ 3, CMD_LEFT },
		{ 4, CMD_RIGHT },
		{ 5, CMD_TICK },
		{ 6, CMD_NEXT },
		{ 7, CMD_PREVIOUS },
		{ 14, CMD_GO },
		{ 15, CMD_FIRST },
		{ 16, CMD_LAST },
	};
	struct utf8_decoder decoder = { 0 };

	for (size_t i = 0; i < size && i < KEYS_MAX; i++) {
		struct input in = { .id = -1 };

		for (size_t k = 0; k < ARRAY_SIZE(moves); k++)
			if (data[i] == moves[k].byte)
				in.command = moves[k].command;
		if (data[i] >= 0x10 && data[i] < 0x20)
			in.id = data[i] - 0x10;
		else if (data[i] >= '1' && data[i] <= '9' && !question_is_typed(q))
			in.command = CMD_PICK;
		if (in.command != CMD_NONE && in.command != CMD_PICK)
			;
		else if (in.id < 0 && utf8_feed(&decoder, data[i], &in.key) <= 0)
			continue;
		q->type->update(work, q, &in);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct question *q;
	const uint8_t *mark;
	char *response;
	uint64_t seed;
	void *work;

	if (size < 2)
		return 0;
	q = questions[data[0] % n_questions];
	seed = data[1];
	data += 2;
	size -= 2;
	mark = memchr(data, MARK, size);
	response = xmemdupz((const char *)data, mark ? (size_t)(mark - data) : size);
	work = begin(q, seed);
	check_grade(q, response);
	q->type->restore(work, q, response);
	show(q, work);
	check_stays(q, work, seed);
	if (mark) {
		press(q, work, mark + 1, size - (size_t)(mark + 1 - data));
		show(q, work);
		check_stays(q, work, seed);
	}
	free(work);
	free(response);
	return 0;
}
