/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lesson in front of a group: thoughts, the steps of a question, hands, and the line for notes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "app/line.h"
#include "base/strbuf.h"
#include "learner/draw.h"
#include "learner/play.h"
#include "screens/present.h"
#include "screens/screen.h"

struct fixture {
	struct model model;
	struct arena arena;
	struct present p;
	struct present_list list;
	int lesson;
	const char *folder;
};

static void load(struct fixture *f, const char *folder, const char *id)
{
	model_init(&f->model);
	f->folder = folder;
	f->model.lesson_dirs = &f->folder;
	f->model.n_lesson_dirs = 1;
	f->model.lang = "en";
	model_load(&f->model);
	f->lesson = course_find(&f->model.course, id);
	f->p = (struct present){ 0 };
}

static void list(struct fixture *f)
{
	present_list(&f->list, &f->arena, &f->model, f->lesson, &f->p);
	assert_true(f->list.n > 0);
}

static int begin(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	*state = f;
	load(f, TEST_DATA "/lessons/good", "first");
	list(f);
	return 0;
}

static int begin_talk(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	*state = f;
	load(f, TEST_DATA "/screens/talk", "ferry");
	list(f);
	return 0;
}

static int end(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->arena);
	model_release(&f->model);
	free(f);
	return 0;
}

static void go_to_question(struct fixture *f, const char *id)
{
	for (size_t i = 0; i < f->list.n; i++)
		if (f->list.v[i].question && !strcmp(f->list.v[i].question->id, id)) {
			assert_true(present_jump(&f->p, &f->list, (int)i));
			return;
		}
	fail_msg("no question %s", id);
}

static void type(struct fixture *f, const char *keys)
{
	for (; *keys; keys++)
		if (*keys == '\n')
			assert_true(present_next(&f->p, &f->list));
		else
			assert_true(present_digit(&f->p, &f->list, *keys - '0'));
}

/* The kinds of thought, a letter each. */
static const char *kinds(struct fixture *f)
{
	static const char letters[] = { [THOUGHT_TITLE] = 't',
		[THOUGHT_NOTE] = 'n',
		[THOUGHT_PIECES] = 'p',
		[THOUGHT_QUESTION] = 'q',
		[THOUGHT_LINES] = 'l',
		[THOUGHT_CHOICE] = 'c',
		[THOUGHT_ENDING] = 'e',
		[THOUGHT_SIGN] = 's',
		[THOUGHT_HELP] = 'h' };
	char *out = arena_alloc(&f->arena, f->list.n + 1);

	for (size_t i = 0; i < f->list.n; i++)
		out[i] = letters[f->list.v[i].kind];
	return out;
}

static void a_page_is_split_into_thoughts(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(kinds(f),
		"tpppp"
		"npp"
		"pp"
		"qqqq"
		"h");
	/* a list grows, and a heading comes with what is below it */
	assert_int_equal(f->list.v[1].end, 1);
	assert_int_equal(f->list.v[2].first, 0);
	assert_int_equal(f->list.v[2].end, 2);
	assert_int_equal(f->list.v[3].end, 3);
	assert_int_equal(f->list.v[4].first, 3);
	assert_int_equal(f->list.v[4].end, 5);
	/* what is short comes together; a quotation stands alone, and so does each part of a story
	 */
	assert_int_equal(f->list.v[6].first, 0);
	assert_int_equal(f->list.v[6].end, 3);
	assert_int_equal(f->list.v[7].end, 4);
	assert_int_equal(f->list.v[8].end, 1);
}

/* Lists the page of those pieces, a letter each: how far each thought shows it, + where it grows.
 */
static const char *slides(struct fixture *f, const char *letters)
{
	enum { SHORT = 90, LONG = 400, MOST = 40 };
	static const struct term term = { .term = "word", .meaning = "What it means." };
	static const struct source source = { .text = "An atlas" };
	static const struct fact fact = { .text = "A fact.", .source = &source };
	const struct lesson *lesson = model_lesson(&f->model, f->lesson);
	struct page *page = &lesson->pages[0], whole = *page;
	struct piece pieces[MOST];
	const char *out = "";

	assert_true(strlen(letters) < MOST);
	for (size_t i = 0; letters[i]; i++) {
		char *text = arena_alloc(&f->arena, LONG + 1);

		memset(text, 'x', LONG);
		text[letters[i] == 'T' ? LONG : SHORT] = '\0';
		if (letters[i] == ':')
			text[SHORT - 1] = ':';
		pieces[i] = (struct piece){ .text = text, .term = &term, .fact = &fact };
		pieces[i].kind = letters[i] == 'i' ? PIECE_ITEM
			: letters[i] == 'h'        ? PIECE_HEADING
			: letters[i] == 'w'        ? PIECE_TERM
			: letters[i] == 'f'        ? PIECE_FACT
			: letters[i] == 'q'        ? PIECE_QUOTE
						   : PIECE_TEXT;
	}
	page->pieces = pieces;
	page->n = strlen(letters);
	list(f);
	*page = whole;
	for (size_t i = 1; f->list.v[i].kind == THOUGHT_PIECES; i++) {
		const struct thought *t = &f->list.v[i];

		if (t->page)
			break;
		out = arena_printf(&f->arena, "%s%s%.*s", out, t->grows ? "+" : "|",
			(int)(t->end - t->first), letters + t->first);
	}
	return out;
}

static void short_pieces_are_one_thought(void **state)
{
	static const char *const pages[][2] = { { "t", "|t" }, { "ttttt", "|tttt|t" },
		{ "tTt", "|tT|t" }, { "TT", "|T|T" }, { "tqt", "|t|q|t" },
		{ "wwwwwww", "|wwww|www" }, { "fff", "|fff" }, { "iii", "|i+ii+iii" },
		{ "tii", "|t+ti+tii" }, { "tiit", "|t+ti+tii+tiit" }, { "t:ii", "|t:+t:i+t:ii" },
		/* a list stays with the sentence that leads to it */
		{ "tt:ii", "|tt|:+:i+:ii" }, { ":iiiiii", "|:+:i+:ii+:iii+:iiii+:iiiii+:iiiiii" },
		{ "ht", "|ht" }, { "tht", "|tht" }, { "hq", "|hq" }, { "th", "|th" },
		{ "hh", "|hh" } };

	for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
		assert_string_equal(slides(*state, pages[i][0]), pages[i][1]);
}

static void a_list_that_grows_counts_as_one(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(present_number(&f->list, 0), 1);
	for (size_t i = 1; i <= 3; i++)
		assert_int_equal(present_number(&f->list, i), 2);
	assert_int_equal(present_number(&f->list, 4), 3);
	assert_int_equal(present_number(&f->list, f->list.n), f->list.n - 2);
	/* all of it at once, then past it */
	assert_true(present_jump(&f->p, &f->list, 1));
	assert_true(present_whole(&f->p, &f->list));
	assert_int_equal(f->p.thought, 3);
	assert_true(present_whole(&f->p, &f->list));
	assert_int_equal(f->p.thought, 4);
}

static void a_lesson_that_cannot_be_read_has_no_thoughts(void **state)
{
	struct fixture *f = *state;

	present_list(&f->list, &f->arena, &f->model, -1, &f->p);
	assert_int_equal(f->list.n, 0);
	present_fit(&f->p, &f->list);
}

static void press(struct app *app, uint32_t key, int64_t now)
{
	app_handle(app, &(struct event){ .kind = EVENT_KEY, .key = key, .now = now });
}

/* The ids of the questions asked, by that seed. */
static const char *asked(struct fixture *f, int seed)
{
	const char *ids = "";

	f->p.seed = seed;
	list(f);
	for (size_t i = 0; i < f->list.n; i++)
		if (f->list.v[i].question)
			ids = arena_printf(&f->arena, "%s %s", ids, f->list.v[i].question->id);
	return ids;
}

/* The same by learner/draw.h, as the paper has them. */
static const char *drawn(struct fixture *f, int seed)
{
	const struct lesson *lesson = model_lesson(&f->model, f->lesson);
	const struct draw_lot lot = { .seed = (uint64_t)seed,
		.find = model_find_lesson,
		.ctx = &f->model,
		.arena = &f->arena };
	const char *names[8], *ids = "";
	size_t n;

	assert_in_range(draw_most(lesson), 1, ARRAY_SIZE(names));
	n = draw_questions(lesson, &lot, names);
	for (size_t i = 0; i < n; i++)
		ids = arena_printf(&f->arena, "%s %s", ids,
			model_question(&f->model, f->lesson, names[i])->id);
	return ids;
}

static void what_is_drawn_depends_on_the_seed(void **state)
{
	static const char *const exams[][2] = { { TEST_DATA "/screens/lead", "exam" },
		{ TEST_DATA "/screens/pools", "pools" } };
	enum { SEEDS = 20 };
	struct fixture *f = *state;

	for (size_t e = 0; e < ARRAY_SIZE(exams); e++) {
		int others = 0;

		model_release(&f->model);
		load(f, exams[e][0], exams[e][1]);
		for (int seed = 1; seed <= SEEDS; seed++) {
			assert_string_equal(asked(f, seed), drawn(f, seed));
			others += strcmp(asked(f, seed), asked(f, 1)) != 0;
		}
		assert_true(others > SEEDS / 4);
	}
}

static void a_drawn_lesson_that_is_gone_asks_nothing(void **state)
{
	struct fixture *f = *state;

	model_release(&f->model);
	load(f, TEST_DATA "/screens/lead", "exam");
	assert_string_not_equal(asked(f, 1), "");
	assert_null(model_find_lesson(&f->model, "nowhere"));
	for (size_t i = 0; i < f->list.lesson->n_draws; i++)
		f->list.lesson->draws[i].lesson = "nowhere";
	assert_string_equal(asked(f, 1), "");
}

/* The projector tells the notes its seed, and they say how to draw the same again. */
static void the_notes_draw_the_same_questions(void **state)
{
	static const char *const lines[] = { "exam 7:1 0 0 0 0", "exam 8:1 0 0 0 0" };
	struct app app, notes;
	const char *folder = TEST_DATA "/screens/lead";

	(void)state;
	app_init(&notes);
	notes.model.lesson_dirs = &folder;
	notes.model.n_lesson_dirs = 1;
	notes.root = &screen_notes;
	app_start(&notes, "en", 80, 24, 1000);
	for (int i = 0; i < 2; i++) {
		const struct view *view;

		app_init(&app);
		app.model.lesson_dirs = &folder;
		app.model.n_lesson_dirs = 1;
		app.model.present_seed = 7 + i;
		app.root = &screen_present;
		app.root_lesson = "exam";
		app_start(&app, "en", 80, 24, 1000);
		view = app_describe(&app);
		assert_non_null(strstr(view->blocks[view->n - 1].text,
			i ? "vigie present --seed 8 exam" : "vigie present --seed 7 exam"));
		press(&app, K_ENTER, 1000);
		assert_string_equal(app.outbox.v[0].text, lines[i]);
		notes.model.presented = lines[i];
		view = app_describe(&notes);
		assert_true(view->n > 2);
		assert_string_equal(view->blocks[1].text, app_describe(&app)->blocks[0].text);
		assert_non_null(strstr(view->blocks[view->n - 1].text,
			i ? "vigie present --seed 8 exam" : "vigie present --seed 7 exam"));
		app_release(&app);
	}
	app_release(&notes);
}

static void enter_leads_through_a_question(void **state)
{
	struct fixture *f = *state;
	const struct thought *t;

	go_to_question(f, "hill");
	t = present_now(&f->p, &f->list);
	assert_int_equal(f->p.step, STEP_ASK);
	type(f, "\n\n\n");
	assert_int_equal(f->p.step, STEP_OPTIONS);
	assert_int_equal(f->p.at, 2);
	type(f, "\n12\n17\n4\n");
	assert_int_equal(f->p.step, STEP_BARS);
	assert_int_equal(present_hands(&f->p, t, 0), 12);
	assert_int_equal(present_total(&f->p, t), 33);
	type(f, "\n");
	assert_int_equal(f->p.step, STEP_RIGHT);
	/* the right one comes first, the explanation last */
	type(f, "\n");
	assert_int_equal(f->p.step, STEP_WHY);
	assert_int_equal(present_reasons(t), 4);
	assert_int_equal(present_reason(t, 0), 1);
	assert_int_equal(present_reason(t, 1), 0);
	assert_int_equal(present_reason(t, 3), -1);
	type(f, "\n\n\n\n");
	assert_string_equal(present_now(&f->p, &f->list)->question->id, "wet");
}

static void all_answers_can_be_shown_at_once(void **state)
{
	struct fixture *f = *state;

	go_to_question(f, "hill");
	assert_true(present_whole(&f->p, &f->list));
	assert_int_equal(f->p.step, STEP_OPTIONS);
	assert_int_equal(f->p.at, 2);
	assert_true(present_whole(&f->p, &f->list));
	assert_string_equal(present_now(&f->p, &f->list)->question->id, "wet");
}

static void a_number_of_hands_is_mended(void **state)
{
	struct fixture *f = *state;
	const struct thought *t;

	go_to_question(f, "hill");
	present_whole(&f->p, &f->list);
	t = present_now(&f->p, &f->list);
	assert_false(present_digit(&f->p, &f->list, 1));
	type(f, "\n18");
	present_step_back(&f->p, &f->list);
	assert_int_equal(present_hands(&f->p, t, 0), 1);
	type(f, "7\n3\n");
	/* back to the option before, whose number stands */
	present_step_back(&f->p, &f->list);
	assert_int_equal(f->p.at, 1);
	type(f, "0");
	assert_int_equal(present_hands(&f->p, t, 1), 30);
	/* no group has thousands */
	type(f, "5");
	assert_false(present_digit(&f->p, &f->list, 5));
	assert_false(present_digit(&f->p, &f->list, -1));
	present_step_back(&f->p, &f->list);
	present_step_back(&f->p, &f->list);
	present_step_back(&f->p, &f->list);
	assert_false(f->p.typed);
	present_step_back(&f->p, &f->list);
	assert_int_equal(f->p.at, 0);
	/* a digit after coming back goes on with the number */
	present_step_back(&f->p, &f->list);
	present_step_back(&f->p, &f->list);
	assert_int_equal(present_hands(&f->p, t, 0), 0);
	present_step_back(&f->p, &f->list);
	assert_int_equal(f->p.step, STEP_OPTIONS);
}

static void each_step_can_be_taken_back(void **state)
{
	struct fixture *f = *state;
	int thought;

	go_to_question(f, "hill");
	thought = f->p.thought;
	present_whole(&f->p, &f->list);
	type(f, "\n1\n2\n3\n\n\n\n");
	assert_int_equal(f->p.step, STEP_WHY);
	assert_int_equal(f->p.at, 1);
	for (int i = 0; i < 20 && f->p.thought == thought; i++)
		assert_true(present_step_back(&f->p, &f->list));
	assert_int_equal(f->p.thought, thought - 1);
	/* without hands there is no step between the options and what is right */
	go_to_question(f, "wet");
	present_whole(&f->p, &f->list);
	type(f, "\n");
	assert_true(present_skip(&f->p, &f->list));
	assert_int_equal(f->p.step, STEP_RIGHT);
	present_step_back(&f->p, &f->list);
	assert_int_equal(f->p.step, STEP_OPTIONS);
	go_to_question(f, "word");
	type(f, "\n");
	assert_int_equal(f->p.step, STEP_RIGHT);
	present_step_back(&f->p, &f->list);
	assert_int_equal(f->p.step, STEP_ASK);
}

static void a_vote_is_come_back_to_and_counted_again(void **state)
{
	struct fixture *f = *state;

	assert_false(present_again(&f->p, &f->list));
	go_to_question(f, "hill");
	present_whole(&f->p, &f->list);
	type(f, "\n5\n");
	present_skip(&f->p, &f->list);
	assert_int_equal(f->p.step, STEP_BARS);
	type(f, "\n");
	assert_true(present_whole(&f->p, &f->list));
	assert_true(present_back(&f->p, &f->list));
	assert_int_equal(f->p.step, STEP_BARS);
	assert_true(present_again(&f->p, &f->list));
	assert_int_equal(present_total(&f->p, present_now(&f->p, &f->list)), 0);
	assert_int_equal(f->p.step, STEP_COUNT);
}

static void a_page_and_a_question_can_be_skipped(void **state)
{
	struct fixture *f = *state;

	assert_true(present_next(&f->p, &f->list));
	assert_true(present_skip(&f->p, &f->list));
	assert_int_equal(present_now(&f->p, &f->list)->kind, THOUGHT_NOTE);
	assert_true(present_skip(&f->p, &f->list));
	assert_int_equal(present_now(&f->p, &f->list)->page, 2);
	go_to_question(f, "hill");
	assert_true(present_skip(&f->p, &f->list));
	assert_string_equal(present_now(&f->p, &f->list)->question->id, "wet");
}

static void there_is_an_end_and_a_beginning(void **state)
{
	struct fixture *f = *state;

	assert_false(present_back(&f->p, &f->list));
	assert_false(present_step_back(&f->p, &f->list));
	assert_false(present_jump(&f->p, &f->list, (int)f->list.n));
	assert_true(present_jump(&f->p, &f->list, (int)f->list.n - 1));
	assert_false(present_next(&f->p, &f->list));
	assert_false(present_whole(&f->p, &f->list));
	assert_false(present_skip(&f->p, &f->list));
}

/* ---- conversations */

static void go_to_choice(struct fixture *f)
{
	for (int i = 0; i < 50 && present_now(&f->p, &f->list)->kind != THOUGHT_CHOICE; i++)
		assert_true(present_next(&f->p, &f->list));
	assert_int_equal(present_now(&f->p, &f->list)->kind, THOUGHT_CHOICE);
}

/* Takes the reply of that number and makes the list anew, as the screen does. */
static void choose(struct fixture *f, int number)
{
	go_to_choice(f);
	assert_false(present_skip(&f->p, &f->list));
	present_whole(&f->p, &f->list);
	present_whole(&f->p, &f->list);
	assert_int_equal(f->p.step, STEP_BARS);
	assert_false(present_digit(&f->p, &f->list, 9));
	assert_true(present_digit(&f->p, &f->list, number));
	assert_true(present_next(&f->p, &f->list));
	list(f);
}

static void the_group_chooses_by_vote(void **state)
{
	struct fixture *f = *state;
	int choice;

	assert_true(present_next(&f->p, &f->list));
	assert_false(present_skip(&f->p, &f->list));
	go_to_choice(f);
	choice = f->p.thought;
	present_whole(&f->p, &f->list);
	type(f, "\n3\n9\n");
	present_skip(&f->p, &f->list);
	/* the reply with most hands is offered */
	assert_int_equal(f->p.at, 1);
	assert_true(present_next(&f->p, &f->list));
	list(f);
	assert_int_equal(f->p.n_replies, 1);
	assert_int_equal(f->p.thought, choice + 1);
	assert_true((int)f->list.n > choice + 1);
	/* another choice there makes another conversation */
	assert_true(present_back(&f->p, &f->list));
	assert_int_equal(f->p.step, STEP_BARS);
	assert_true(present_whole(&f->p, &f->list));
	list(f);
	assert_int_equal(f->p.n_replies, 1);
	assert_true(present_back(&f->p, &f->list));
	assert_true(present_digit(&f->p, &f->list, 1));
	assert_true(present_next(&f->p, &f->list));
	list(f);
	assert_int_equal(f->p.replies[0], 0);
}

static void a_conversation_ends_with_its_signs_and_help(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 20 && !play_is_over(f->list.play); i++) {
		go_to_choice(f);
		choose(f, present_now(&f->p, &f->list)->n_options);
	}
	assert_true(play_is_over(f->list.play));
	assert_non_null(strstr(kinds(f), "e"));
	assert_non_null(strstr(kinds(f), "sh"));
}

static void a_conversation_that_goes_in_circles_has_an_end(void **state)
{
	struct fixture *f = *state;

	f->p.n_replies = PRESENT_REPLIES;
	f->p.thought = 0;
	list(f);
	go_to_choice(f);
	assert_true(f->list.n < 1000);
}

/* ---- the line for the notes */

static void the_state_is_written_and_read(void **state)
{
	struct fixture *f = *state;
	struct strbuf line = STRBUF_INIT;
	struct present read = { 0 };

	go_to_question(f, "hill");
	present_whole(&f->p, &f->list);
	type(f, "\n12\n7");
	present_write(&f->p, &f->list, &line);
	assert_string_equal(line.buf, "0:10 2 1 1 0 0:0:12 0:1:7");
	assert_true(present_read(&read, line.buf));
	assert_int_equal(read.thought, f->p.thought);
	assert_int_equal(read.step, STEP_COUNT);
	assert_int_equal(read.hands[0][1], 7);
	strbuf_release(&line);
}

static void the_longest_line_is_short(void **state)
{
	struct fixture *f = *state;
	struct strbuf line = STRBUF_INIT;
	struct present read;

	go_to_question(f, "hill");
	for (int i = 0; i < OPTIONS_MAX; i++)
		f->p.hands[0][i] = PRESENT_HANDS_MAX;
	f->p.n_replies = PRESENT_REPLIES;
	present_write(&f->p, &f->list, &line);
	assert_true(line.len < 512);
	assert_true(present_read(&read, line.buf));
	strbuf_release(&line);
}

static void other_lines_are_refused(void **state)
{
	static const char *const lines[] = { "", "x", "7:", "7:1", "7:1 ", "7:1 9 0 0 0",
		"7:1 0 0 2 0", "7:1 0 0 0 61", "7:1 0 0 0 1", "7:1 0 0 0 1 6", "7:1 0 0 0 0 ",
		"7:1 0 0 0 0 100:0:1", "7:1 0 0 0 0 0:8:1", "7:1 0 0 0 0 0:0:1000",
		"7:1 0 0 0 0 0:0", "7:1 0 0 0 0x", "7:-1 0 0 0 0", "7:99999999999999999999 0 0 0 0",
		"7:1  0 0 0 0", "-7:1 0 0 0 0", "1000000000:1 0 0 0 0", ":1 0 0 0 0",
		/* of a Vigie that drew nothing, which has no seed */
		"1 0 0 0 0", "12 2 1 1 0 0:0:12 0:1:7", "1 0 0 1 1 0" };
	struct present read = { .thought = 5 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
		if (present_read(&read, lines[i]))
			fail_msg("read “%s”", lines[i]);
	assert_int_equal(read.thought, 5);
	assert_int_equal(read.seed, 0);
	assert_true(present_read(&read, "999999999:1 0 0 0 0"));
	assert_int_equal(read.seed, PRESENT_SEED_MAX);
}

static void what_does_not_fit_begins_the_thought(void **state)
{
	static const struct {
		const char *line;
		enum present_step step;
	} lines[] = { { "1:99999 5 9 0 0", STEP_ASK }, { "1:1 2 0 0 0", STEP_ASK },
		{ "1:1 1 0 0 0", STEP_ASK }, { "1:10 2 7 0 0", STEP_ASK },
		{ "1:10 2 2 0 0", STEP_COUNT }, { "1:10 3 0 0 0", STEP_BARS },
		{ "1:10 4 0 0 0", STEP_RIGHT }, { "1:10 5 3 0 0", STEP_WHY },
		{ "1:10 5 4 0 0", STEP_ASK }, { "1:1 4 0 0 0", STEP_ASK } };
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		assert_true(present_read(&f->p, lines[i].line));
		present_fit(&f->p, &f->list);
		assert_true(f->p.thought < (int)f->list.n);
		assert_int_equal(f->p.step, lines[i].step);
	}
}

/* ---- the screen */

static void start(struct app *app, struct fixture *f, const struct screen *root)
{
	app_init(app);
	app->model.lesson_dirs = &f->folder;
	app->model.n_lesson_dirs = 1;
	app->root = root;
	app->root_lesson = "first";
	app_start(app, "en", 80, 24, 1000);
}

static void the_timer_moves_until_it_ends(void **state)
{
	struct app app;

	start(&app, *state, &screen_present);
	assert_false(app_moves(&app));
	press(&app, 'x', 1000);
	assert_true(app_moves(&app));
	app_handle(&app, &(struct event){ .kind = EVENT_TICK, .now = 1059 });
	assert_true(app_moves(&app));
	app_handle(&app, &(struct event){ .kind = EVENT_TICK, .now = 1060 });
	assert_false(app_moves(&app));
	/* a clock that is set back makes it no longer */
	press(&app, 'x', 1060);
	app_handle(&app, &(struct event){ .kind = EVENT_TICK, .now = 10 });
	assert_true(app_moves(&app));
	press(&app, 'x', 1060);
	press(&app, 'x', 1060);
	assert_false(app_moves(&app));
	app_release(&app);
}

static bool send_line(void *app, struct event *event)
{
	event->now = 1000;
	app_handle(app, event);
	return true;
}

static void a_typed_line_is_a_number_of_hands(void **state)
{
	static const char *const lines[] = { "c", "5", "n", "", "12", "7", "0" };
	struct app app;

	start(&app, *state, &screen_present);
	app.model.linear = true;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
		line_handle(&app, lines[i], send_line, &app);
	assert_string_equal(app.outbox.v[0].text, "first 0:10 3 0 0 0 0:0:12 0:1:7");
	app_release(&app);
}

static void each_step_is_told_to_the_notes_and_nothing_is_stored(void **state)
{
	static const uint32_t keys[] = { K_ENTER, K_ENTER, 'n', 's', 'c', K_END, K_UP, K_ENTER,
		K_ENTER, K_ENTER, '1', 't', 'o', K_ESC, 'p', 'z', 'x', K_ESC };
	struct app app;

	start(&app, *state, &screen_present);
	assert_int_equal(app.outbox.n, 1);
	assert_int_equal(app.outbox.v[0].kind, EFFECT_NOTES);
	assert_string_equal(app.outbox.v[0].text, "first 0:0 0 0 0 0");
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		press(&app, keys[i], 1000);
		for (size_t k = 0; k < app.outbox.n; k++)
			assert_int_equal(app.outbox.v[k].kind, EFFECT_NOTES);
	}
	press(&app, 'q', 1000);
	assert_int_equal(app.outbox.v[0].kind, EFFECT_QUIT);
	app_release(&app);
}

static void a_lesson_that_is_gone_is_told(void **state)
{
	struct fixture *f = *state;
	struct app app;

	app_init(&app);
	app.model.lesson_dirs = &f->folder;
	app.model.n_lesson_dirs = 1;
	app.root = &screen_present;
	app.root_lesson = "nowhere";
	app_start(&app, "en", 80, 24, 1000);
	press(&app, K_ENTER, 1000);
	press(&app, 'c', 1000);
	press(&app, K_ENTER, 1000);
	assert_string_equal(app_screen(&app), "present");
	assert_non_null(strstr(app_describe(&app)->blocks[0].text, "cannot be shown"));
	app_release(&app);
}

static void notes_of_no_presentation_wait(void **state)
{
	static const char *const lines[] = { NULL, "", "first", "first ", "nowhere 0:0 0 0 0 0",
		"first x", "first 1 0 0 0 0" };
	struct app app;

	start(&app, *state, &screen_notes);
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		app.model.presented = lines[i];
		assert_non_null(strstr(app_describe(&app)->blocks[0].text, "wait"));
	}
	app.model.presented = "first 0:0 0 0 0 0";
	assert_string_equal(app_describe(&app)->title, "First lesson");
	press(&app, K_ESC, 1000);
	assert_int_equal(app.outbox.n, 0);
	press(&app, 'q', 1000);
	assert_int_equal(app.outbox.v[0].kind, EFFECT_QUIT);
	app_release(&app);
}

#define LESSON(test) cmocka_unit_test_setup_teardown(test, begin, end)
#define TALK(test) cmocka_unit_test_setup_teardown(test, begin_talk, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LESSON(a_page_is_split_into_thoughts),
		LESSON(short_pieces_are_one_thought),
		LESSON(a_list_that_grows_counts_as_one),
		LESSON(a_lesson_that_cannot_be_read_has_no_thoughts),
		LESSON(what_is_drawn_depends_on_the_seed),
		LESSON(a_drawn_lesson_that_is_gone_asks_nothing),
		LESSON(the_notes_draw_the_same_questions),
		LESSON(enter_leads_through_a_question),
		LESSON(all_answers_can_be_shown_at_once),
		LESSON(a_number_of_hands_is_mended),
		LESSON(each_step_can_be_taken_back),
		LESSON(a_vote_is_come_back_to_and_counted_again),
		LESSON(a_page_and_a_question_can_be_skipped),
		LESSON(there_is_an_end_and_a_beginning),
		TALK(the_group_chooses_by_vote),
		TALK(a_conversation_ends_with_its_signs_and_help),
		TALK(a_conversation_that_goes_in_circles_has_an_end),
		LESSON(the_state_is_written_and_read),
		LESSON(the_longest_line_is_short),
		LESSON(other_lines_are_refused),
		LESSON(what_does_not_fit_begins_the_thought),
		LESSON(the_timer_moves_until_it_ends),
		LESSON(a_typed_line_is_a_number_of_hands),
		LESSON(each_step_is_told_to_the_notes_and_nothing_is_stored),
		LESSON(a_lesson_that_is_gone_is_told),
		LESSON(notes_of_no_presentation_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
