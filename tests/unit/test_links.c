/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells of a screen show an address, and what they lead to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "text/address.h"
#include "text/emphasis.h"
#include "view/layout.h"

enum { COLS = 40, ROWS = 12 };

#define LONG "https://a.org/first-part/second-part/third-part/"

static struct view view;
static struct layout l;
static struct canvas canvas, other;
static struct strbuf got = STRBUF_INIT;

static int setup(void **state)
{
	(void)state;
	view_init(&view);
	layout_init(&l);
	canvas_init(&canvas, COLS, ROWS, false);
	canvas_init(&other, COLS, ROWS, false);
	view.title = "Title";
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	canvas_release(&canvas);
	canvas_release(&other);
	layout_release(&l);
	view_release(&view);
	strbuf_release(&got);
	return 0;
}

/* "y:x text -> address|" for each link. */
static void links_are(const struct canvas *c, const char *expected)
{
	strbuf_clear(&got);
	for (size_t i = 0; i < c->n_links; i++) {
		const struct canvas_link *link = &c->links[i];

		if (link->x >= link->end)
			continue;
		strbuf_addf(&got, "%d:%d ", link->y, link->x);
		for (int x = link->x; x < link->end; x++)
			strbuf_add(&got, canvas_cell(c, x, link->y)->text,
				canvas_cell(c, x, link->y)->len);
		strbuf_addstr(&got, " -> ");
		strbuf_add(&got, c->addresses + link->at, link->len);
		strbuf_addch(&got, '|');
	}
	assert_string_equal(got.len ? got.buf : "", expected);
}

static void shown_are(const char *expected)
{
	canvas_clear(&canvas);
	canvas.ascii = l.ascii;
	layout_view(&l, &view, COLS, ROWS, l.ascii);
	layout_draw(&l, &view, 0, &canvas);
	links_are(&canvas, expected);
}

/* ---- the canvas */

static void put(int x, int y, const char *text)
{
	canvas_puts(&canvas, x, y, COLS, ROLE_TEXT, text);
}

static void link_all(int x, int y, const char *address)
{
	put(x, y, address);
	canvas_link(&canvas, x, y, (int)strlen(address), address, strlen(address));
}

static void what_is_drawn_over_a_link_is_none(void **state)
{
	(void)state;
	link_all(2, 1, "http://a.b");
	links_are(&canvas, "1:2 http://a.b -> http://a.b|");
	put(0, 0, "above");
	put(0, 1, "x ");
	put(12, 1, "y");
	links_are(&canvas, "1:2 http://a.b -> http://a.b|");
	put(10, 1, "--");
	links_are(&canvas, "1:2 http://a -> http://a.b|");
	put(0, 1, "---");
	links_are(&canvas, "1:3 ttp://a -> http://a.b|");
	put(5, 1, "-");
	links_are(&canvas, "1:3 tt -> http://a.b|");
	put(0, 1, "----------------");
	links_are(&canvas, "");
	canvas_clear(&canvas);
	assert_int_equal(canvas.n_links, 0);
}

static void what_is_outside_or_no_address_is_no_link(void **state)
{
	(void)state;
	canvas_link(&canvas, 0, -1, 5, "http://a", 8);
	canvas_link(&canvas, 0, ROWS, 5, "http://a", 8);
	canvas_link(&canvas, -1, 0, 5, "http://a", 8);
	canvas_link(&canvas, COLS, 0, 5, "http://a", 8);
	canvas_link(&canvas, 0, 0, 0, "http://a", 8);
	canvas_link(&canvas, 0, 0, 5, "file:///a", 9);
	canvas_link(&canvas, 0, 0, 5, "", 0);
	assert_int_equal(canvas.n_links, 0);
	canvas_link(&canvas, COLS - 3, 0, 8, "http://a\033\\", 10);
	links_are(&canvas, "0:37     -> http://a%1B%5C|");
}

static void rows_are_compared_by_where_they_lead(void **state)
{
	(void)state;
	link_all(0, 0, "http://a");
	link_all(0, 1, "http://b");
	link_all(9, 1, "http://c");
	assert_false(canvas_same_links(&canvas, &other, 0));
	assert_false(canvas_same_links(&other, &canvas, 0));
	assert_true(canvas_same_links(&canvas, &other, 2));
	assert_true(canvas_has_links(&canvas, 1));
	assert_false(canvas_has_links(&canvas, 2));
	canvas_copy_links(&other, &canvas);
	for (int y = 0; y < 3; y++)
		assert_true(canvas_same_links(&canvas, &other, y));
	put(16, 1, "x");
	assert_true(canvas_same_links(&canvas, &other, 0));
	assert_false(canvas_same_links(&canvas, &other, 1));
	canvas_clear(&canvas);
	link_all(1, 0, "http://a");
	link_all(0, 1, "http://d");
	assert_false(canvas_same_links(&canvas, &other, 0));
	assert_false(canvas_same_links(&canvas, &other, 1));
	canvas_clear(&canvas);
	canvas_link(&canvas, 0, 0, 8, "http://ab", 9);
	assert_false(canvas_same_links(&canvas, &other, 0));
	canvas_clear(&canvas);
	canvas_copy_links(&other, &canvas);
	assert_false(canvas_has_links(&other, 0));
}

/* ---- the layout */

static void addresses_of_prose_are_links(void **state)
{
	(void)state;
	view_add(&view, BLOCK_TEXT, "See https://a.org, or mailto:b@c.org.");
	view_add(&view, BLOCK_ITEM, "A book (2020), https://d.org/e");
	view_add(&view, BLOCK_TEXT, "None: file:///etc/passwd");
	shown_are("1:5 https://a.org -> https://a.org|1:23 mailto:b@c.org -> mailto:b@c.org|"
		  "3:20 https://d.org/e -> https://d.org/e|");
}

static void a_label_and_its_text_keep_their_links(void **state)
{
	struct block *b = view_add(&view, BLOCK_MESSAGE, "https://a.org");

	(void)state;
	b->label = "See";
	b->mark = MARK_NOTE;
	layout_view(&l, &view, COLS, ROWS, false);
	layout_draw(&l, &view, 0, &canvas);
	assert_int_equal(canvas.n_links, 1);
	assert_memory_equal(canvas_cell(&canvas, canvas.links[0].x, 1)->text, "h", 1);
	assert_int_equal(canvas.links[0].end - canvas.links[0].x, 13);
}

static void a_broken_address_leads_to_the_whole(void **state)
{
	(void)state;
	view_add(&view, BLOCK_TEXT, "At " LONG " x");
	shown_are("1:4 https://a.org/first-part/ -> " LONG "|2:1 second-part/third-part/ -> " LONG
		  "|");
	/* the address is kept once */
	assert_int_equal(canvas.n_addresses, strlen(LONG));
}

static void an_address_in_bold_is_one(void **state)
{
	struct strbuf marked = STRBUF_INIT;
	const char *text = "At *https://a.org* now";

	(void)state;
	emphasis_mark(&marked, text, strlen(text), false);
	view_add(&view, BLOCK_TEXT, marked.buf);
	shown_are("1:4 https://a.org -> https://a.org|");
	assert_int_equal(canvas_cell(&canvas, 4, 1)->role, ROLE_STRONG);
	l.ascii = true;
	shown_are("1:5 https://a.org -> https://a.org|");
	strbuf_release(&marked);
}

/* What a lesson's text contains is taken apart before, and can only be a part of the address. */
static void no_sequence_gets_through(void **state)
{
	(void)state;
	view_add(&view, BLOCK_TEXT, "https://a.org/\033]8;;\033\\b\xc2\x9c\u202e\u00e9");
	canvas_clear(&canvas);
	layout_view(&l, &view, COLS, ROWS, false);
	layout_draw(&l, &view, 0, &canvas);
	assert_true(canvas.n_links > 0);
	for (size_t i = 0; i < canvas.n_addresses; i++)
		assert_in_range(canvas.addresses[i], 33, 126);
}

static void a_notice_over_a_link_is_none(void **state)
{
	(void)state;
	for (int i = 0; i < ROWS; i++)
		view_add(&view, BLOCK_TEXT, "https://a.org/")->tight = true;
	view.notice = "A notice that is longer than a row of forty cells, and so goes above";
	layout_view(&l, &view, COLS, ROWS, false);
	layout_draw(&l, &view, 0, &canvas);
	for (size_t i = 0; i < canvas.n_links; i++)
		if (canvas.links[i].x < canvas.links[i].end)
			assert_memory_equal(
				canvas_cell(&canvas, canvas.links[i].x, canvas.links[i].y)->text,
				"h", 1);
	assert_false(canvas_has_links(&canvas, ROWS - 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(what_is_drawn_over_a_link_is_none),
		TEST(what_is_outside_or_no_address_is_no_link),
		TEST(rows_are_compared_by_where_they_lead),
		TEST(addresses_of_prose_are_links),
		TEST(a_label_and_its_text_keep_their_links),
		TEST(a_broken_address_leads_to_the_whole),
		TEST(an_address_in_bold_is_one),
		TEST(no_sequence_gets_through),
		TEST(a_notice_over_a_link_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
