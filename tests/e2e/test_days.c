/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and the time spent, under a clock and in zones that the test sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"
#include "e2e/records.h"

static struct handed_clock *hands;

static int teardown(void **state)
{
	if (hands)
		munmap(hands, sizeof(*hands));
	hands = NULL;
	return desk_teardown(state);
}

static struct terminal *start_at(struct desk *desk, int64_t now, const struct start *as)
{
	struct start start = as ? *as : (struct start){ 0 };

	if (!hands)
		hands = clock_make(desk);
	hands->wall = now ? now - (int64_t)time(NULL) : 0;
	clock_hand_in(desk, &start);
	return desk_start(desk, &start);
}

/* ---- the time spent */

/* The test itself takes some real seconds, which count as well. */
#define SPENT(from, to) \
	"SELECT count(*) FROM place WHERE lesson = 'first' AND spent BETWEEN " #from " AND " #to

/* Reads for three minutes, with an hour of idling in between: five minutes. */
static void read_three_minutes(struct terminal *t)
{
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "page 1 of 3");
	hands->wall += 60;
	terminal_send(t, "n");
	assert_shows(t, "page 2 of 3");
	hands->wall += 3600;
	terminal_send(t, "p");
	assert_shows(t, "page 1 of 3");
	hands->wall += 60;
	terminal_send(t, "n");
	assert_shows(t, "page 2 of 3");
	hands->wall += 60;
}

static void an_hour_away_from_a_lesson_is_two_minutes(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_at(desk, 0, NULL);

	read_three_minutes(t);
	terminal_send(t, "q");
	assert_shows(t, "Three pages");
	/* saved while the course is still open */
	terminal_send(t, "q");
	assert_records(desk_store(desk), SPENT(300, 360), 1);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_int_equal(records_number(desk_store(desk), SPENT(300, 360)), 1);
}

static void the_last_page_counts_whatever_ends_the_sitting(void **state)
{
	static const struct {
		const char *key;
		int signal; /* -1: the terminal goes away */
	} ends[] = { { NULL, SIGTERM }, { NULL, SIGHUP }, { "\003", 0 }, { NULL, -1 },
		{ KEY_CTRL_X, 0 } };
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		struct terminal *t = start_at(desk, 0, NULL);

		read_three_minutes(t);
		assert_int_equal(records_number(desk_store(desk), SPENT(300, 360)), 0);
		if (ends[i].key)
			terminal_send(t, ends[i].key);
		else if (ends[i].signal > 0)
			terminal_signal(t, ends[i].signal);
		else
			terminal_hang_up(t);
		assert_records(desk_store(desk), SPENT(300, 360), 1);
		terminal_signal(t, SIGTERM);
		terminal_wait_end(t);
		desk_forget_store(desk);
	}
}

static void the_end_of_input_in_plain_lines_counts_as_well(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_at(desk, 0, &(struct start){ .args = { "--linear" } });

	press_until(t, KEY_ENTER, "Second lesson", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "page 1 of 3");
	hands->wall += 90;
	terminal_send(t, "\004");
	assert_ends(t, 0);
	assert_records(desk_store(desk), SPENT(90, 150), 1);
}

static void an_answer_has_its_time(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_at(desk, 0, NULL);

	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	hands->wall += 100;
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "your answer");
	hands->wall += 100;
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Which of these are wet");
	assert_records(desk_store(desk),
		"SELECT count(*) FROM answer WHERE question = 'hill' AND spent BETWEEN 100 AND 160",
		1);
	terminal_send(t, "\003");
	assert_ends(t, 130);
	assert_records(desk_store(desk), SPENT(200, 280), 1);
}

static void a_private_sitting_keeps_no_time(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_at(desk, 0, &(struct start){ .args = { "--private" } });

	read_three_minutes(t);
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
	assert_int_not_equal(access(desk_store(desk), F_OK), 0);
}

/* ---- days */

enum { NOON = 1795521600 /* 2026-11-24, a Tuesday, 12:00 UTC */, HOUR = 3600, DAY = 20781 };

/* Misses the first question and leaves. */
static void miss_one(struct desk *desk, int64_t now, const char *zone)
{
	struct terminal *t = start_at(desk, now, &(struct start){ .env = { zone } });

	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
	terminal_send(t, digit_of(t, "A cloud"));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "your answer");
	terminal_send(t, "\003");
	assert_ends(t, 130);
}

static bool is_due(struct desk *desk, int64_t now, const char *zone)
{
	struct terminal *t = start_at(desk, now, &(struct start){ .env = { zone } });
	bool due;

	assert_shows(t, "Second lesson");
	terminal_rest(t);
	due = terminal_shows(t, "due for review");
	terminal_send(t, "q");
	assert_ends(t, 0);
	return due;
}

/* In Los Angeles noon in UTC is four in the morning. */
static void what_was_missed_in_the_evening_is_due_when_the_next_day_begins_there(void **state)
{
	static const char *const zone = "TZ=PST8PDT,M3.2.0,M11.1.0";
	struct desk *desk = *state;

	miss_one(desk, NOON - 8 * HOUR, zone);
	assert_records(desk_store(desk), "SELECT due FROM review", DAY);
	assert_false(is_due(desk, NOON - HOUR, zone));
	assert_true(is_due(desk, NOON + 1, zone));
	assert_true(is_due(desk, NOON - HOUR, "TZ=UTC0"));
}

static void a_clock_in_2099_puts_nothing_off_for_good(void **state)
{
	struct desk *desk = *state;

	miss_one(desk, NOON + (int64_t)73 * 365 * 24 * HOUR, "TZ=UTC0");
	assert_records(desk_store(desk), "SELECT due > 47000 FROM review", 1);
	assert_false(is_due(desk, NOON, "TZ=UTC0"));
	/* brought back in the store as well, or each day would put it off by another */
	assert_records(desk_store(desk), "SELECT due FROM review", DAY + 1);
	assert_true(is_due(desk, NOON + 24 * HOUR, "TZ=UTC0"));
}

static void a_clock_in_1970_changes_no_due_day(void **state)
{
	struct desk *desk = *state;

	miss_one(desk, NOON, "TZ=UTC0");
	assert_records(desk_store(desk), "SELECT due FROM review", DAY + 1);
	assert_false(is_due(desk, 100, "TZ=UTC0"));
	assert_int_equal(records_number(desk_store(desk), "SELECT due FROM review"), DAY + 1);
	assert_true(is_due(desk, NOON + 24 * HOUR, "TZ=UTC0"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, teardown)
		TEST(an_hour_away_from_a_lesson_is_two_minutes),
		TEST(the_last_page_counts_whatever_ends_the_sitting),
		TEST(the_end_of_input_in_plain_lines_counts_as_well),
		TEST(an_answer_has_its_time),
		TEST(a_private_sitting_keeps_no_time),
		TEST(what_was_missed_in_the_evening_is_due_when_the_next_day_begins_there),
		TEST(a_clock_in_2099_puts_nothing_off_for_good),
		TEST(a_clock_in_1970_changes_no_due_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
