/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds questions from text and sends keys to them. Include after cmocka.h. */
#ifndef UNIT_QUESTION_FIXTURE_H
#define UNIT_QUESTION_FIXTURE_H

#include <stdalign.h>

#include "base/strbuf.h"
#include "questions/type.h"
#include "unit/course_fixture.h"

enum { WORK_BYTES = 2048 };

struct asking {
	alignas(max_align_t) unsigned char work[WORK_BYTES];
	struct lesson *lesson;
	const struct question *q;
};

/* Loads a lesson with one question made of lines. over holds its translation, or is NULL. */
static inline struct lesson *lesson_asking(const char *lines, const char *over, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	const char *text = arena_printf(
		&arena, LESSON_HEAD LESSON_PAGE "[question q]\nprompt = \"What?\"\n%s", lines);
	struct ini *ini = parse_text(&arena, text, diags), *fr = NULL;

	assert_non_null(ini);
	if (over) {
		const char *translated = arena_printf(&arena,
			"[lesson]\ntitle = \"Collines\"\nsummary = \"Sur les collines.\"\n"
			"[page one]\ntitle = \"Une\"\ntext1 = \"Une colline.\"\n"
			"[question q]\nprompt = \"Quoi ?\"\n%s",
			over);

		fr = ini_parse(&arena, "fr.ini", translated, strlen(translated), diags);
		assert_non_null(fr);
	}
	return lesson_from_ini(arena, "hills", ini, fr, fr ? "fr" : NULL, question_parse, diags);
}

static inline void begin_translated(
	struct asking *a, const char *lines, const char *over, uint64_t seed)
{
	struct diags diags = DIAGS_INIT;

	memset(a, 0, sizeof(*a));
	a->lesson = lesson_asking(lines, over, &diags);
	assert_no_diags(&diags);
	assert_non_null(a->lesson);
	diags_release(&diags);
	a->q = &a->lesson->questions[0];
	assert_true(a->q->type->work_size <= WORK_BYTES);
	a->q->type->begin(a->work, a->q, seed);
}

static inline void begin_asking(struct asking *a, const char *lines, uint64_t seed)
{
	begin_translated(a, lines, NULL, seed);
}

static inline void end_asking(struct asking *a)
{
	lesson_free(a->lesson);
}

/* Restarts the same question with another seed. */
static inline void begin_again(struct asking *a, uint64_t seed)
{
	memset(a->work, 0, sizeof(a->work));
	a->q->type->begin(a->work, a->q, seed);
}

static inline char *response_of(const struct asking *a)
{
	struct strbuf sb = STRBUF_INIT;

	a->q->type->response(a->work, a->q, &sb);
	return strbuf_detach(&sb);
}

static inline void assert_response(const struct asking *a, const char *expected)
{
	char *response = response_of(a);

	assert_string_equal(response, expected);
	free(response);
}

static inline int score_of(const struct asking *a)
{
	char *response = response_of(a);
	struct grade g = a->q->type->grade(a->q, response);

	free(response);
	return g.score;
}

/* Key bindings of the quiz screen. */
static inline enum command command_of(uint32_t key)
{
	switch (key) {
	case K_UP:
		return CMD_UP;
	case K_DOWN:
		return CMD_DOWN;
	case K_LEFT:
		return CMD_LEFT;
	case K_RIGHT:
		return CMD_RIGHT;
	case K_TAB:
		return CMD_NEXT;
	case K_BACK_TAB:
		return CMD_PREVIOUS;
	case K_SPACE:
		return CMD_TICK;
	case K_ENTER:
		return CMD_GO;
	default:
		if (key == 'z')
			return CMD_STEP_BACK;
		return key >= '1' && key <= '9' ? CMD_PICK : CMD_NONE;
	}
}

/* Sends a key as the app does: while letters are text, a key that can be typed has no command. */
static inline bool press(struct asking *a, uint32_t key)
{
	bool typed = question_is_typed(a->q) && key != K_UP && key != K_DOWN && key != K_TAB &&
		key != K_BACK_TAB && key != K_ENTER;
	struct input in = { .key = key, .id = -1, .command = typed ? CMD_NONE : command_of(key) };

	return a->q->type->update(a->work, a->q, &in);
}

static inline void press_all(struct asking *a, const char *keys)
{
	for (; *keys; keys++)
		press(a, (unsigned char)*keys);
}

static inline bool click_on(struct asking *a, int id)
{
	struct input in = { .id = id };

	return a->q->type->update(a->work, a->q, &in);
}

static inline bool paste(struct asking *a, const char *text)
{
	struct input in = { .id = -1, .text = text, .len = strlen(text) };

	return a->q->type->update(a->work, a->q, &in);
}

/* ---- one question of each type */

#define SINGLE                                                                           \
	"type = single\noption.a = \"Red\"\nfeedback.a = \"No.\"\noption.b = \"Blue\"\n" \
	"feedback.b = \"Yes.\"\noption.c = \"Green\"\nfeedback.c = \"No.\"\ncorrect = b\n"
#define MULTIPLE                                                                           \
	"type = multiple\noption.a = \"One\"\nfeedback.a = \"Yes.\"\noption.b = \"Two\"\n" \
	"feedback.b = \"No.\"\noption.c = \"Three\"\nfeedback.c = \"Yes.\"\noption.d = "   \
	"\"Four\"\n"                                                                       \
	"feedback.d = \"Yes.\"\noption.e = \"Five\"\nfeedback.e = \"No.\"\ncorrect = a, c, d\n"
#define TRUEFALSE \
	"type = truefalse\ncorrect = false\nfeedback.true = \"No.\"\nfeedback.false = \"Yes.\"\n"
#define TEXT                                                                          \
	"type = text\naccept1 = \"Élan\"\naccept2 = \"Moose\"\naccents = optional\n" \
	"nearly1 = \"Deer\"\nnearly1_feedback = \"Larger.\"\nfeedback.other = \"No.\"\n"
#define MATCH                                                                                 \
	"type = match\nleft.a = \"Hill\"\nright.a = \"High\"\nfeedback.a = \"It is high.\"\n" \
	"left.b = \"Lake\"\nright.b = \"Wet\"\nfeedback.b = \"It is wet.\"\n"                 \
	"left.c = \"Fire\"\nright.c = \"Hot\"\nfeedback.c = \"It is hot.\"\nright.x = \"Loud\"\n"
#define ORDER                                                                     \
	"type = order\nitem.a = \"Dawn\"\nitem.b = \"Noon\"\nitem.c = \"Dusk\"\n" \
	"item.d = \"Night\"\nfeedback.order = \"So the day goes.\"\n"
#define CLASSIFY                                                                       \
	"type = classify\nbox.land = \"Land\"\nbox.sea = \"Sea\"\nbox.air = \"Air\"\n" \
	"tile.a = \"Fox\"\ntile.a.box = land\nfeedback.a = \"It walks.\"\n"            \
	"tile.b = \"Cod\"\ntile.b.box = sea\nfeedback.b = \"It swims.\"\n"             \
	"tile.c = \"Gull\"\ntile.c.box = sea, air\nfeedback.c = \"It does both.\"\n"   \
	"tile.d = \"Hen\"\ntile.d.box = land\nfeedback.d = \"It hardly flies.\"\n"
#define NUMBER                                                                 \
	"type = number\nanswer = 1234.5\ntolerance = 0.5\nunit = \"metres\"\n" \
	"feedback.low = \"Higher.\"\nfeedback.high = \"Lower.\"\n"
#define CLOZE                                                                                     \
	"type = cloze\ntext = \"A [x] and a [b], all [c].\"\naccept1.x = \"tree\"\n"              \
	"accept2.x = \"an oak\"\nfeedback.x = \"It grows.\"\nchoice.b.a = \"bush\"\n"             \
	"choice.b.b = \"bench\"\nchoice.b.c = \"bus\"\ncorrect.b = a\nfeedback.b = \"It too.\"\n" \
	"accept1.c = \"a|b=c%7C\"\nfeedback.c = \"Odd signs.\"\n"
/* A cloze in which every gap is a choice. */
#define CLOZE_CHOICES                                                                              \
	"type = cloze\ntext = \"[x] and [y].\"\nchoice.x.a = \"Salt\"\nchoice.x.b = \"Sand\"\n"    \
	"correct.x = a\nfeedback.x = \"Salt.\"\nchoice.y.a = \"paper\"\nchoice.y.b = \"pepper\"\n" \
	"choice.y.c = \"piper\"\ncorrect.y = b\nfeedback.y = \"Pepper.\"\n"

static const char *const samples[] = { SINGLE, MULTIPLE, TRUEFALSE, TEXT, MATCH, ORDER, CLASSIFY,
	NUMBER, CLOZE, CLOZE_CHOICES };

#endif
