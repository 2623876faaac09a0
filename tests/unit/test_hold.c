/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen that is held: it stays as it was until what was answered on it is durable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fuzz/visit.h"

#define QUESTION "What is lower than a mountain?"
#define REASON "your answer"

static bool shows(struct session *s, const char *text)
{
	struct strbuf shown = STRBUF_INIT;
	bool does;

	canvas_text(&s->canvas, &shown);
	does = strstr(shown.buf, text) != NULL;
	strbuf_release(&shown);
	return does;
}

static void send(struct session *s, struct event event)
{
	session_handle(s, &event);
	strbuf_clear(&s->effects);
}

static void press(struct session *s, uint32_t key)
{
	send(s, (struct event){ .kind = EVENT_KEY, .key = key });
}

/* Answers the first question and holds its screen. */
static int setup_held(void **state)
{
	struct session *s = xcalloc(1, sizeof(*s));
	struct setup setup = visit_setup(TEST_DATA "/lessons/good");
	struct event event = { .kind = EVENT_KEY, .key = K_ENTER, .now = VISIT_NOW };

	session_begin(s, &setup);
	session_open(s);
	press(s, '1');
	press(s, K_ENTER);
	press(s, '2');
	press(s, K_ENTER);
	assert_true(shows(s, QUESTION));
	press(s, '3');
	app_handle(&s->app, &event);
	app_hold(&s->app);
	session_draw(s);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct session *s = *state;

	session_end(s);
	free(s);
	return 0;
}

static void it_stays_until_it_is_released(void **state)
{
	struct session *s = *state;

	assert_true(app_holds(&s->app));
	assert_false(shows(s, REASON));
	app_saving(&s->app);
	session_draw(s);
	assert_true(shows(s, "Saving…"));
	/* holding twice is holding once */
	app_hold(&s->app);
	app_release_hold(&s->app);
	session_draw(s);
	assert_true(shows(s, REASON));
	assert_false(shows(s, "Saving…"));
	app_release_hold(&s->app);
	assert_false(app_holds(&s->app));
}

static void keys_that_answer_only_say_why_nothing_happens(void **state)
{
	struct session *s = *state;
	static const uint32_t keys[] = { K_ENTER, '1', 's', 'g', 'x', K_SPACE };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		app_notice(&s->app, NULL);
		press(s, keys[i]);
		assert_true(shows(s, "Saving…"));
		assert_true(shows(s, QUESTION));
		assert_false(shows(s, REASON));
	}
	send(s, (struct event){ .kind = EVENT_PASTE, .text = "x", .len = 1 });
	send(s, (struct event){ .kind = EVENT_CLICK, .x = 10, .y = 5 });
	send(s, (struct event){ .kind = EVENT_CHOOSE, .x = 1 });
	send(s, (struct event){ .kind = EVENT_COMMAND, .x = CMD_GO });
	assert_true(shows(s, "Saving…"));
	assert_false(shows(s, REASON));
	assert_true(app_holds(&s->app));
}

static void it_can_be_scrolled_and_resized(void **state)
{
	struct session *s = *state;

	send(s, (struct event){ .kind = EVENT_RESIZE, .x = 40, .y = 9 });
	press(s, K_PAGE_DOWN);
	assert_false(shows(s, "Saving…"));
	send(s, (struct event){ .kind = EVENT_WHEEL, .delta = -9 });
	send(s, (struct event){ .kind = EVENT_TICK });
	send(s, (struct event){ .kind = EVENT_COMMAND, .x = CMD_REDRAW });
	send(s, (struct event){ .kind = EVENT_RESIZE, .x = 80, .y = 24 });
	assert_true(shows(s, QUESTION));
	assert_false(shows(s, REASON));
	app_release_hold(&s->app);
	session_draw(s);
	assert_true(shows(s, REASON));
}

static void help_opens_on_top_of_it(void **state)
{
	struct session *s = *state;

	press(s, '?');
	assert_true(shows(s, "On this screen"));
	assert_true(app_holds(&s->app));
	/* a key of the help is no key of the held screen */
	press(s, 'x');
	assert_false(shows(s, "Saving…"));
	press(s, '?');
	assert_true(shows(s, QUESTION));
	assert_false(shows(s, REASON));
	/* released while the help is on top */
	press(s, 'h');
	app_release_hold(&s->app);
	press(s, 'h');
	assert_true(shows(s, REASON));
}

/* The lessons are read anew, and with them goes the text of the screen that is held. */
static void another_language_ends_it(void **state)
{
	struct session *s = *state;

	press(s, 'h');
	assert_true(app_holds(&s->app));
	session_use("fr");
	app_set_language(&s->app, "fr");
	assert_false(app_holds(&s->app));
	press(s, 'h');
	assert_false(shows(s, QUESTION));
}

static void it_ends_when_the_screen_is_left(void **state)
{
	struct session *s = *state;

	press(s, K_ESC);
	assert_false(app_holds(&s->app));
	assert_false(shows(s, QUESTION));
}

static void it_hides(void **state)
{
	struct session *s = *state;

	press(s, K_CTRL('x'));
	assert_true(s->left);
}

/* The notice of the answer itself waits as well. */
static void a_notice_is_kept_for_afterwards(void **state)
{
	struct session *s = *state;

	app_release_hold(&s->app);
	app_notice(&s->app, "It is done.");
	app_hold(&s->app);
	session_draw(s);
	assert_false(shows(s, "It is done."));
	app_release_hold(&s->app);
	session_draw(s);
	assert_true(shows(s, "It is done."));
	app_hold(&s->app);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup_held, teardown)
	const struct CMUnitTest tests[] = {
		T(it_stays_until_it_is_released),
		T(keys_that_answer_only_say_why_nothing_happens),
		T(it_can_be_scrolled_and_resized),
		T(help_opens_on_top_of_it),
		T(another_language_ends_it),
		T(it_ends_when_the_screen_is_left),
		T(it_hides),
		T(a_notice_is_kept_for_afterwards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
