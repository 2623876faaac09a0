/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a question looks while open and once answered, and what keys and clicks do to it. */
#include "questions/type.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/text.h"
#include "unit/question_fixture.h"
#include "view/layout.h"

static void describe(const struct asking *a, enum showing showing, struct view *view)
{
	view_clear(view);
	a->q->type->describe(a->work, a->q, showing, view);
	if (showing != SHOW_OPEN)
		a->q->type->reasons(a->work, a->q, showing, view);
}

/* Returns everything that the question shows, one line per block: mark, label, text, note; with >
 * before the focused block. */
static char *picture(const struct asking *a, enum showing showing)
{
	struct strbuf sb = STRBUF_INIT;
	struct view view;

	view_init(&view);
	describe(a, showing, &view);
	for (size_t i = 0; i < view.n; i++) {
		const struct block *b = &view.blocks[i];

		strbuf_addf(&sb, "%s%s|%s|%s|%s\n", b->focus ? ">" : "", mark_sign(b->mark),
			b->label ? b->label : "", b->text, b->note ? b->note : "");
	}
	view_release(&view);
	return strbuf_detach(&sb);
}

static void assert_picture(const struct asking *a, enum showing showing, const char *expected)
{
	char *got = picture(a, showing);

	assert_string_equal(got, expected);
	free(got);
}

static void assert_shows(const struct asking *a, enum showing showing, const char *part)
{
	char *got = picture(a, showing);

	if (!strstr(got, part))
		print_error("cannot find “%s” in\n%s", part, got);
	assert_non_null(strstr(got, part));
	free(got);
}

/* ---- every type */

/* True if nothing has the focus until a key moves or picks. */
static bool chooses(const struct asking *a)
{
	return a->q->n_options || !strcmp(a->q->type->name, "order");
}

static void one_thing_at_most_has_the_focus_while_it_is_open_and_the_cursor_stands_on_it(
	void **state)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 80, 24 }, { 40, 12 }, { 20, 6 }, { 200, 60 } };

	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples) * ARRAY_SIZE(sizes); s++) {
		int cols = sizes[s % ARRAY_SIZE(sizes)].cols,
		    rows = sizes[s % ARRAY_SIZE(sizes)].rows;
		struct asking a;
		struct view view;
		struct layout layout;

		begin_asking(&a, samples[s / ARRAY_SIZE(sizes)], s);
		view_init(&view);
		layout_init(&layout);
		for (int i = 0; i < 12; i++) {
			int focused = 0, scroll;

			describe(&a, SHOW_OPEN, &view);
			for (size_t k = 0; k < view.n; k++)
				focused += view.blocks[k].focus;
			/* options and items have it from the first key on */
			assert_int_equal(focused, i > 0 || !chooses(&a));
			layout_view(&layout, &view, cols, rows, false);
			scroll = layout_follow(&layout, 0);
			if (focused) {
				assert_true(layout.focus_row >= scroll);
				assert_true(layout.focus_row < scroll + layout.body_rows);
			}
			assert_true(layout.focus_x < layout.width);
			press(&a, i % 3 == 2 ? '2' : K_DOWN);
		}
		layout_release(&layout);
		view_release(&view);
		end_asking(&a);
	}
}

static void nothing_has_the_focus_once_it_is_answered_and_every_mark_has_a_word(void **state)
{
	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++) {
		struct asking a;
		struct view view;
		size_t marks = 0;

		begin_asking(&a, samples[s], s);
		press(&a, '1');
		view_init(&view);
		describe(&a, SHOW_ANSWERED, &view);
		for (size_t i = 0; i < view.n; i++) {
			const struct block *b = &view.blocks[i];

			assert_false(b->focus);
			if (b->kind != BLOCK_CHOICE || b->mark == MARK_NONE)
				continue;
			marks++;
			assert_true((b->note && *b->note) || strstr(b->text, "right"));
		}
		assert_true(marks > 0);
		view_release(&view);
		end_asking(&a);
	}
}

static void all_that_is_shown_in_ascii_is_ascii(void **state)
{
	(void)state;
	for (size_t s = 0; s < ARRAY_SIZE(samples); s++)
		for (int showing = SHOW_OPEN; showing <= SHOW_ALL_REASONS; showing++) {
			struct asking a;
			struct view view;
			struct canvas canvas;
			struct layout layout;
			struct strbuf text = STRBUF_INIT;

			begin_asking(&a, samples[s], s);
			view_init(&view);
			layout_init(&layout);
			canvas_init(&canvas, 60, 30, true);
			describe(&a, (enum showing)showing, &view);
			layout_view(&layout, &view, 60, 30, true);
			layout_draw(&layout, &view, 0, &canvas);
			canvas_text(&canvas, &text);
			for (size_t i = 0; i < text.len; i++)
				assert_true((unsigned char)text.buf[i] < 128);
			strbuf_release(&text);
			canvas_release(&canvas);
			layout_release(&layout);
			view_release(&view);
			end_asking(&a);
		}
}

/* ---- options */

static void a_wrong_choice_is_marked_wrong_and_the_right_one_beside_it(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, SINGLE "shuffle = no\n", 1);
	a.q->type->restore(a.work, a.q, "a");
	assert_picture(&a, SHOW_ANSWERED,
		"✘|■|Red|your answer\n→| |Blue|this one was right\n| |Green|\n||No.|\n");
	end_asking(&a);
	begin_asking(&a, SINGLE "shuffle = no\n", 1);
	a.q->type->restore(a.work, a.q, "b");
	assert_picture(&a, SHOW_ANSWERED, "| |Red|\n✔|■|Blue|your answer\n| |Green|\n||Yes.|\n");
	end_asking(&a);
}

/* Options are shuffled, pinned ones stay in place, and the answer is the option in focus. */
static void options_are_mixed_but_for_the_pinned_and_the_answer_goes_with_them(void **state)
{
	struct asking a;
	int moved = 0;

	(void)state;
	begin_asking(&a, SINGLE "pin = c\n", 0);
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct view view;

		begin_again(&a, seed);
		press(&a, K_DOWN);
		view_init(&view);
		describe(&a, SHOW_OPEN, &view);
		assert_string_equal(view.blocks[2].text, "Green");
		moved += !strcmp(view.blocks[0].text, "Blue");
		assert_response(&a, strcmp(view.blocks[0].text, "Blue") ? "a" : "b");
		view_release(&view);
	}
	assert_in_range(moved, 1, 19);
	end_asking(&a);
}

static void nothing_is_chosen_until_a_key_moves_or_picks(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, SINGLE "shuffle = no\n", 0);
	assert_shows(&a, SHOW_OPEN, "|1|Red|\n|2|Blue|\n|3|Green|\n");
	assert_false(press(&a, K_ENTER));
	assert_false(press(&a, K_SPACE));
	assert_response(&a, "");
	press(&a, K_UP);
	assert_response(&a, "c");
	begin_again(&a, 0);
	press(&a, K_DOWN);
	assert_response(&a, "a");
	end_asking(&a);
}

static void what_was_tried_is_marked_and_not_chosen(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, SINGLE "shuffle = no\n", 0);
	press(&a, '3');
	a.q->type->note_tried(a.work, a.q, "c");
	assert_response(&a, "");
	assert_shows(&a, SHOW_OPEN, "|1|Red|\n|2|Blue|\n|3|Green|already tried\n");
	press(&a, '3');
	assert_response(&a, "c");
	a.q->type->restore(a.work, a.q, "a");
	assert_shows(&a, SHOW_ANSWERED, "| |Green|already tried\n");
	assert_shows(&a, SHOW_ANSWERED, "|■|Red|your answer\n");
	end_asking(&a);
}

/* ---- match */

static void a_pair_shows_what_was_chosen(void **state)
{
	struct asking a;
	char *first;

	(void)state;
	begin_asking(&a, MATCH, 1);
	assert_shows(&a, SHOW_OPEN, ">||Hill|not chosen yet\n||Lake|not chosen yet\n");
	press(&a, '2');
	assert_shows(&a, SHOW_OPEN, "||Hill|2 · ");
	/* a digit moves on */
	assert_shows(&a, SHOW_OPEN, "\n>||Lake|not chosen yet\n");
	press(&a, K_LEFT);
	assert_shows(&a, SHOW_OPEN, "\n>||Lake|4 · ");
	press(&a, K_RIGHT);
	assert_shows(&a, SHOW_OPEN, "\n>||Lake|not chosen yet\n");
	first = response_of(&a);
	assert_int_equal(strlen(first), strlen("a=b"));
	free(first);
	assert_false(press(&a, '5'));
	end_asking(&a);
}

/* True if the text has the word as its line of this number, from 0. */
static bool stands(const char *text, int line, const char *word)
{
	size_t len = strlen(word);

	for (; line; line--)
		text = strchr(text, '\n') + 1;
	return !strncmp(text, word, len) && (!text[len] || text[len] == '\n');
}

static void left_sides_keep_their_order_and_right_sides_follow_the_seed(void **state)
{
	struct asking a;
	bool first[4] = { false };

	(void)state;
	begin_asking(&a, MATCH, 0);
	for (uint64_t seed = 0; seed < 60; seed++) {
		struct view view;

		begin_again(&a, seed);
		view_init(&view);
		describe(&a, SHOW_OPEN, &view);
		assert_string_equal(view.blocks[0].text, "Hill");
		assert_string_equal(view.blocks[2].text, "Fire");
		/* three left sides, then the right sides, side by side */
		for (size_t i = 0; i < 4; i++)
			first[i] |= stands(view.blocks[3].text, (int)i, "Loud");
		view_release(&view);
	}
	assert_true(first[0] && first[1] && first[2] && first[3]);
	end_asking(&a);
}

static void a_click_on_a_right_side_chooses_it_for_the_left_one_in_focus(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, MATCH, 1);
	assert_true(click_on(&a, 1));
	assert_true(click_on(&a, 3 + 3));
	assert_shows(&a, SHOW_OPEN, "\n||Lake|4 · ");
	assert_true(click_on(&a, 1));
	assert_true(click_on(&a, 1));
	assert_shows(&a, SHOW_OPEN, "\n>||Lake|not chosen yet\n");
	end_asking(&a);
}

static void an_answered_pair_says_what_is_right(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, MATCH, 1);
	a.q->type->restore(a.work, a.q, "a=a,b=x");
	assert_picture(&a, SHOW_ANSWERED,
		"✔||Hill|right: High\n"
		"✘||Lake|not right: Loud; right is: Wet\n"
		"→||Fire|not answered; right is: Hot\n"
		"|Lake|It is wet.|\n"
		"|Fire|It is hot.|\n");
	assert_shows(&a, SHOW_ALL_REASONS, "|Hill|It is high.|\n|Lake|It is wet.|\n");
	end_asking(&a);
}

static void enter_goes_on_to_what_is_open_below_and_only_then_answers(void **state)
{
	static const char *const sorted[] = { MATCH, CLASSIFY };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sorted); i++) {
		struct asking a;
		int goes = 0;

		begin_asking(&a, sorted[i], 1);
		/* on a line that has nothing, Enter means that one is done */
		assert_false(press(&a, K_ENTER));
		press(&a, K_RIGHT);
		while (press(&a, K_ENTER)) {
			press(&a, K_RIGHT);
			goes++;
		}
		assert_int_equal(goes, i == 0 ? 2 : 3);
		end_asking(&a);
	}
}

static void enter_goes_on_to_the_next_gap_and_only_then_answers(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLOZE_CHOICES, 1);
	press(&a, '1');
	assert_true(press(&a, K_ENTER));
	assert_false(press(&a, K_ENTER));
	press(&a, K_UP);
	press(&a, '1');
	assert_true(press(&a, K_ENTER));
	press(&a, '1');
	assert_false(press(&a, K_ENTER));
	end_asking(&a);
}

static void the_last_steps_are_taken_back(void **state)
{
	struct asking a;
	struct view view;

	(void)state;
	begin_asking(&a, CLASSIFY "shuffle = no\n", 1);
	assert_false(press(&a, 'z'));
	press(&a, '1');
	press(&a, '2');
	assert_response(&a, "a=land,b=sea");
	assert_true(press(&a, 'z'));
	assert_response(&a, "a=land");
	assert_shows(&a, SHOW_OPEN, ">||Cod|");
	press(&a, K_UP);
	press(&a, '3');
	assert_response(&a, "a=air");
	press(&a, 'z');
	assert_response(&a, "a=land");
	press(&a, 'z');
	assert_response(&a, "");
	/* no more are kept than there is room for */
	for (int i = 0; i < 40; i++)
		press(&a, K_RIGHT);
	for (int i = 0; i < 16; i++)
		assert_true(press(&a, 'z'));
	assert_false(press(&a, 'z'));
	view_init(&view);
	describe(&a, SHOW_OPEN, &view);
	/* a click on a cell of the grid names the tile and the box */
	assert_true(click_on(&a, view.blocks[3].cell + 1));
	assert_true(click_on(&a, view.blocks[1].cell));
	assert_false(click_on(&a, view.blocks[4].cell + 3));
	view_release(&view);
	assert_shows(&a, SHOW_OPEN, "||Gull|Sea\n");
	end_asking(&a);
}

/* ---- classify */

static void the_tile_in_focus_shows_the_boxes(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLASSIFY "shuffle = no\n", 1);
	assert_picture(&a, SHOW_OPEN,
		"||Land\nSea\nAir|\n>||Fox|1 Land · 2 Sea · 3 Air\n||Cod|not chosen yet\n||Gull|not chosen yet\n"
		"||Hen|not chosen yet\n");
	press(&a, '2');
	press(&a, K_UP);
	assert_shows(&a, SHOW_OPEN, ">||Fox|1 Land · [2 Sea] · 3 Air\n");
	press(&a, K_DOWN);
	press(&a, K_LEFT);
	assert_picture(&a, SHOW_OPEN,
		"||Land\nSea\nAir|\n||Fox|Sea\n>||Cod|1 Land · 2 Sea · [3 Air]\n||Gull|not chosen yet\n"
		"||Hen|not chosen yet\n");
	click_on(&a, 2);
	click_on(&a, 2);
	click_on(&a, 2);
	assert_response(&a, "a=sea,b=air,c=sea");
	end_asking(&a);
}

static void a_tile_that_fits_several_boxes_names_them_all(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLASSIFY "shuffle = no\n", 1);
	a.q->type->restore(a.work, a.q, "a=land,c=land,b=sea");
	assert_picture(&a, SHOW_ANSWERED,
		"✔||Fox|right: Land\n✔||Cod|right: Sea\n"
		"✘||Gull|not right: Land; right is: Sea, Air\n"
		"→||Hen|not answered; right is: Land\n|Gull|It does both.|\n|Hen|It hardly "
		"flies.|\n");
	end_asking(&a);
}

static void tiles_are_set_out_by_the_seed(void **state)
{
	struct asking a;
	char *first, *again;

	(void)state;
	begin_asking(&a, CLASSIFY, 1);
	first = picture(&a, SHOW_OPEN);
	begin_again(&a, 1);
	again = picture(&a, SHOW_OPEN);
	assert_string_equal(first, again);
	for (uint64_t seed = 2; !strcmp(first, again); seed++) {
		assert_true(seed < 50);
		free(again);
		begin_again(&a, seed);
		again = picture(&a, SHOW_OPEN);
	}
	free(first);
	free(again);
	end_asking(&a);
}

/* ---- order */

static void items_are_never_set_out_in_the_right_order(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, ORDER, 0);
	for (uint64_t seed = 0; seed < 500; seed++) {
		begin_again(&a, seed);
		assert_true(score_of(&a) < POINT);
	}
	end_asking(&a);
}

static void an_item_picked_up_moves_with_the_focus_and_stops_at_the_ends(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, ORDER, 0);
	a.q->type->restore(a.work, a.q, "d,c,b,a");
	assert_shows(&a, SHOW_OPEN, "|1|Night|\n|2|Dusk|\n");
	assert_false(press(&a, K_SPACE));
	press(&a, K_DOWN);
	assert_shows(&a, SHOW_OPEN, ">|1|Night|Space picks it up\n|2|Dusk|\n");
	press(&a, K_SPACE);
	assert_shows(&a, SHOW_OPEN, ">|1|Night|picked up: ↑ and ↓ move it, Space puts it down\n");
	press(&a, K_UP);
	assert_response(&a, "d,c,b,a");
	press(&a, K_DOWN);
	assert_response(&a, "c,d,b,a");
	press(&a, '4');
	assert_response(&a, "c,b,a,d");
	press(&a, K_DOWN);
	assert_response(&a, "c,b,a,d");
	/* the first Enter puts the item down, only the next one submits */
	assert_true(press(&a, K_ENTER));
	assert_false(press(&a, K_ENTER));
	press(&a, K_DOWN);
	assert_response(&a, "c,b,a,d");
	assert_shows(&a, SHOW_OPEN, ">|1|Dusk|");
	end_asking(&a);
}

static void a_click_picks_up_and_another_puts_down_there(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, ORDER, 0);
	a.q->type->restore(a.work, a.q, "d,c,b,a");
	click_on(&a, 3);
	assert_response(&a, "d,c,b,a");
	click_on(&a, 3);
	click_on(&a, 0);
	assert_response(&a, "a,d,c,b");
	click_on(&a, 2);
	assert_response(&a, "a,d,c,b");
	assert_false(click_on(&a, 7));
	end_asking(&a);
}

static void an_answered_order_tells_what_is_out_of_place(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, ORDER, 0);
	a.q->type->restore(a.work, a.q, "b,c,a,d");
	assert_picture(&a, SHOW_ANSWERED,
		"✘|1|Noon|its place is number 2\n✘|2|Dusk|its place is number 3\n✘|3|Dawn|its place is number 1\n"
		"✔|4|Night|right\n"
		"||The right order:|\n|1|Dawn|\n|2|Noon|\n|3|Dusk|\n|4|Night|\n||So the day "
		"goes.|\n");
	a.q->type->restore(a.work, a.q, "a,b,c,d");
	assert_picture(&a, SHOW_ANSWERED,
		"✔|1|Dawn|right\n✔|2|Noon|right\n✔|3|Dusk|right\n✔|4|Night|right\n"
		"||So the day goes.|\n");
	end_asking(&a);
}

/* ---- number */

static void type_number(struct asking *a, const char *text)
{
	begin_again(a, 0);
	paste(a, text);
}

static void a_typed_number_becomes_one_response(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, NUMBER, 0);
	type_number(&a, "1 234,5 metres");
	assert_response(&a, "1234.5");
	type_number(&a, "1,234.5metres");
	assert_response(&a, "1234.5");
	type_number(&a, "many");
	assert_response(&a, "");
	type_number(&a, "metres");
	assert_response(&a, "");
	type_number(&a, "-0");
	assert_response(&a, "0");
	end_asking(&a);
}

static void what_can_be_read_in_two_ways_is_read_in_the_right_one(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, "type = number\nanswer = 1.234\nfeedback.other = \"No.\"\n", 0);
	type_number(&a, "1,234");
	assert_response(&a, "1.2340");
	assert_int_equal(score_of(&a), 1000);
	type_number(&a, "1,235");
	assert_response(&a, "1235");
	end_asking(&a);
	begin_asking(&a, "type = number\nanswer = 1234\nfeedback.other = \"No.\"\n", 0);
	type_number(&a, "1.234");
	assert_response(&a, "1234");
	assert_int_equal(score_of(&a), 1000);
	end_asking(&a);
}

static void a_number_is_told_to_be_too_low_or_too_high(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, NUMBER, 0);
	assert_shows(&a, SHOW_OPEN, ">|||metres\n");
	a.q->type->restore(a.work, a.q, "12000");
	assert_picture(&a, SHOW_ANSWERED,
		"✘||12,000\u00a0metres|your answer\n→||1234.5\u00a0metres|this one was right\n"
		"||Every number from 1234 to 1235 counts as right.|\n||Lower.|\n");
	a.q->type->restore(a.work, a.q, "-2");
	assert_shows(&a, SHOW_ANSWERED, "✘||−2\u00a0metres|your answer\n");
	assert_shows(&a, SHOW_ANSWERED, "||Higher.|\n");
	a.q->type->restore(a.work, a.q, "1234");
	assert_picture(&a, SHOW_ANSWERED,
		"✔||1234\u00a0metres|your answer\n||Every number from 1234 to 1235 counts as "
		"right.|\n");
	end_asking(&a);
}

/* ---- cloze */

static void the_number_of_a_choice_takes_the_one_that_stands_at_it(void **state)
{
	struct asking a;
	int moved = 0;

	(void)state;
	begin_asking(&a, CLOZE_CHOICES, 0);
	for (uint64_t seed = 0; seed < 20; seed++) {
		char *response;

		begin_again(&a, seed);
		press(&a, '1');
		response = response_of(&a);
		assert_shows(&a, SHOW_OPEN,
			!strcmp(response, "x=a") ? "|Salt|[1 Salt] · 2 Sand"
						 : "|Sand|[1 Sand] · 2 Salt");
		moved += strcmp(response, "x=a") != 0;
		free(response);
	}
	assert_in_range(moved, 1, 19);
	end_asking(&a);
}

static void the_sentence_shows_what_is_in_the_gaps(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLOZE "shuffle = no\n", 0);
	assert_picture(&a, SHOW_OPEN,
		"||A [1\u00a0…] and a [2\u00a0…], all [3\u00a0…].|\n>|[1]||\n|[2]|not chosen "
		"yet|\n|[3]||\n");
	press_all(&a, "oak");
	press(&a, K_ENTER);
	press(&a, '2');
	assert_picture(&a, SHOW_OPEN,
		"||A [1\u00a0oak] and a [2\u00a0bench], all [3\u00a0…].|\n|[1]|oak|\n"
		">|[2]|bench|1 bush · [2 bench] · 3 bus\n|[3]||\n");
	assert_response(&a, "b=b|x=oak");
	/* in a gap with choices a letter does nothing, and is not a command either */
	assert_false(press(&a, 's'));
	press(&a, K_BACK_TAB);
	press(&a, K_BACKSPACE);
	assert_response(&a, "b=b|x=oa");
	end_asking(&a);
}

static void answered_gaps_say_what_is_right(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLOZE, 0);
	a.q->type->restore(a.work, a.q, "x=an oak|b=c");
	assert_picture(&a, SHOW_ANSWERED,
		"||A [1\u00a0an oak] and a [2\u00a0bus], all [3\u00a0…].|\n"
		"✔|[1]|right: an oak|\n✘|[2]|not right: bus; right is: bush|\n"
		"→|[3]|not answered; right is: a|b=c%7C|\n|[2]|It too.|\n|[3]|Odd signs.|\n");
	end_asking(&a);
}

static void a_line_of_one_digit_chooses_in_a_gap(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLOZE "shuffle = no\n", 0);
	press(&a, K_DOWN);
	assert_true(paste(&a, "3"));
	assert_false(paste(&a, "33"));
	assert_false(paste(&a, "x"));
	assert_response(&a, "b=c");
	end_asking(&a);
}

static void letters_are_commands_where_no_gap_is_typed(void **state)
{
	struct asking a;

	(void)state;
	begin_asking(&a, CLOZE, 0);
	assert_true(question_is_typed(a.q));
	end_asking(&a);
	begin_asking(&a, CLOZE_CHOICES, 0);
	assert_false(question_is_typed(a.q));
	end_asking(&a);
	begin_asking(&a, NUMBER, 0);
	assert_true(question_is_typed(a.q));
	end_asking(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			one_thing_at_most_has_the_focus_while_it_is_open_and_the_cursor_stands_on_it),
		cmocka_unit_test(
			nothing_has_the_focus_once_it_is_answered_and_every_mark_has_a_word),
		cmocka_unit_test(all_that_is_shown_in_ascii_is_ascii),
		cmocka_unit_test(a_wrong_choice_is_marked_wrong_and_the_right_one_beside_it),
		cmocka_unit_test(
			options_are_mixed_but_for_the_pinned_and_the_answer_goes_with_them),
		cmocka_unit_test(the_number_of_a_choice_takes_the_one_that_stands_at_it),
		cmocka_unit_test(nothing_is_chosen_until_a_key_moves_or_picks),
		cmocka_unit_test(what_was_tried_is_marked_and_not_chosen),
		cmocka_unit_test(a_pair_shows_what_was_chosen),
		cmocka_unit_test(left_sides_keep_their_order_and_right_sides_follow_the_seed),
		cmocka_unit_test(a_click_on_a_right_side_chooses_it_for_the_left_one_in_focus),
		cmocka_unit_test(an_answered_pair_says_what_is_right),
		cmocka_unit_test(enter_goes_on_to_what_is_open_below_and_only_then_answers),
		cmocka_unit_test(enter_goes_on_to_the_next_gap_and_only_then_answers),
		cmocka_unit_test(the_last_steps_are_taken_back),
		cmocka_unit_test(the_tile_in_focus_shows_the_boxes),
		cmocka_unit_test(a_tile_that_fits_several_boxes_names_them_all),
		cmocka_unit_test(tiles_are_set_out_by_the_seed),
		cmocka_unit_test(items_are_never_set_out_in_the_right_order),
		cmocka_unit_test(an_item_picked_up_moves_with_the_focus_and_stops_at_the_ends),
		cmocka_unit_test(a_click_picks_up_and_another_puts_down_there),
		cmocka_unit_test(an_answered_order_tells_what_is_out_of_place),
		cmocka_unit_test(a_typed_number_becomes_one_response),
		cmocka_unit_test(what_can_be_read_in_two_ways_is_read_in_the_right_one),
		cmocka_unit_test(a_number_is_told_to_be_too_low_or_too_high),
		cmocka_unit_test(the_sentence_shows_what_is_in_the_gaps),
		cmocka_unit_test(answered_gaps_say_what_is_right),
		cmocka_unit_test(a_line_of_one_digit_chooses_in_a_gap),
		cmocka_unit_test(letters_are_commands_where_no_gap_is_typed),
	};

	return cmocka_run_group_tests_name("questions: showing", tests, NULL, NULL);
}
