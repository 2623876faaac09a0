/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain lines in a pipe and in a terminal, and the course step by step like the full screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "e2e/desk.h"

#define KINDS TEST_DATA "/linear/course"

/* ---- in a pipe */

/* Runs the program with text as its whole input; out gets its output. */
static int run_lines(struct desk *desk, const char *text, size_t len, struct strbuf *out)
{
	const char *path = desk_path(desk, "input");
	struct strbuf err = STRBUF_INIT;
	struct start start = { .args = { "--linear" } };
	FILE *f = fopen(path, "wb");
	int status;

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	start.in = open(path, O_RDONLY);
	assert_true(start.in > 2);
	status = desk_run(desk, &start, out, &err);
	close(start.in);
	assert_string_equal(err.buf, "");
	strbuf_release(&err);
	return status;
}

static void a_lesson_is_read_and_answered_in_a_pipe(void **state)
{
	static const char lines[] = "\n1\n1\n\n\n\n\n1\n\n1 3\n\n\n2\n\nshore\n\nq\n";
	struct strbuf out = STRBUF_INIT;

	assert_int_equal(run_lines(*state, lines, strlen(lines), &out), 0);
	assert_non_null(strstr(out.buf, "A hill is lower than a mountain."));
	assert_non_null(strstr(out.buf, "What is lower than a mountain?"));
	assert_non_null(strstr(out.buf, "Your answers"));
	assert_null(strchr(out.buf, '\033'));
	/* and the answers were saved */
	strbuf_clear(&out);
	assert_int_equal(run_lines(*state, "1\n", 2, &out), 0);
	assert_non_null(strstr(out.buf, "See your last answers"));
	strbuf_release(&out);
}

static void the_end_of_the_input_is_the_end(void **state)
{
	static const char *const inputs[] = { "", "\n", "\n1\n1", "?\n", "\n1\n2\n1" };
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(inputs); i++) {
		strbuf_clear(&out);
		assert_int_equal(run_lines(*state, inputs[i], strlen(inputs[i]), &out), 0);
		assert_true(out.len > 0);
		assert_int_equal(out.buf[out.len - 1], '\n');
	}
	strbuf_release(&out);
}

/* The rest of a line that is too long is dropped, but not Ctrl-X. */
static void ctrl_x_behind_a_long_line_hides(void **state)
{
	struct strbuf in = STRBUF_INIT, out = STRBUF_INIT;

	for (int i = 0; i < 6000; i++)
		strbuf_addch(&in, 'a');
	strbuf_addstr(&in, "\030");
	assert_int_equal(run_lines(*state, in.buf, in.len, &out), 0);
	/* the output is a pipe, so it is filled with empty lines */
	assert_non_null(strstr(out.buf, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"));
	strbuf_release(&in);
	strbuf_release(&out);
}

static void lines_of_any_length_and_any_bytes_are_survived(void **state)
{
	const size_t len = (size_t)8 << 20;
	char *bytes = xmalloc(len);
	struct strbuf out = STRBUF_INIT;
	struct rusage before, after;

	getrusage(RUSAGE_CHILDREN, &before);
	memset(bytes, 'x', len);
	bytes[0] = '\n';
	bytes[len / 2] = '\n';
	assert_int_equal(run_lines(*state, bytes, len, &out), 0);
	assert_true(out.len < 10000);
	for (size_t i = 0; i < len / 64; i++)
		bytes[i] = (char)(i * 2654435761u >> 13);
	strbuf_clear(&out);
	assert_int_equal(run_lines(*state, bytes, len / 64, &out), 0);
	getrusage(RUSAGE_CHILDREN, &after);
	/* the line is not kept; the margin is for sanitizers, which need much memory */
	assert_true(after.ru_maxrss < before.ru_maxrss + 200 * 1024);
	strbuf_release(&out);
	free(bytes);
}

/* ---- in a terminal */

static struct terminal *start_lines(struct desk *desk)
{
	struct terminal *t = desk_start(
		desk, &(struct start){ .args = { "--linear" }, .lessons = KINDS, .rows = 60 });

	assert_shows(t, "at your own pace");
	return t;
}

/* ---- a screenful at a time */

static struct terminal *start_small(struct desk *desk, int rows)
{
	struct terminal *t =
		desk_start(desk, &(struct start){ .args = { "--linear" }, .rows = rows });

	assert_true(terminal_wait(t, "Enter: more"));
	return t;
}

static void a_long_screen_stops_before_its_start_is_gone(void **state)
{
	struct terminal *t = start_small(*state, 12);

	/* the title is in the window, and nothing waits for a command */
	assert_shows(t, "A small course");
	assert_false(terminal_shows(t, "> "));
	for (int i = 0; i < 9 && !terminal_shows(t, "> "); i++) {
		terminal_send(t, "\r");
		assert_true(terminal_rest(t));
	}
	assert_shows(t, "Enter: start");
	assert_shows(t, "> ");
}

static void answers_and_hiding_need_not_wait_for_the_rest(void **state)
{
	struct terminal *t = start_small(*state, 14);

	terminal_send(t, "?\r");
	assert_true(terminal_wait(t, "Keys"));
	terminal_send(t, "q\r");
	assert_true(terminal_rest(t));
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	assert_given_back(t);
}

static void a_terminal_that_grew_stops_later(void **state)
{
	struct terminal *t = start_small(*state, 8);

	terminal_resize(t, 80, 60);
	terminal_send(t, "=\r");
	assert_shows(t, "Enter: start");
	assert_shows(t, "> ");
}

static void a_resized_terminal_wraps_the_next_screen_anew(void **state)
{
	struct terminal *t = start_lines(*state);

	assert_non_null(strstr(terminal_text(t), "It speaks of violence, without pictures; you"));
	terminal_resize(t, 30, 60);
	terminal_send(t, "=\r");
	assert_true(terminal_rest(t));
	assert_non_null(strstr(terminal_text(t), "\npace. It speaks of violence,\n"));
}

static void the_key_esc_does_what_its_word_does(void **state)
{
	struct terminal *t = start_lines(*state);

	terminal_send(t, "?\r");
	assert_shows(t, "Everywhere");
	terminal_send(t, KEY_ESC);
	assert_shows(t, "> Esc");
	terminal_send(t, "?\r");
	assert_true(terminal_rest(t));
	terminal_send(t, "esc\r");
	assert_true(terminal_rest(t));
	assert_false(terminal_shows(t, "Type a number"));
}

static void ctrl_x_needs_no_enter_and_leaves_nothing(void **state)
{
	struct terminal *t = start_lines(*state);

	terminal_send(t, "\r");
	assert_shows(t, "A course of all kinds");
	terminal_send(t, "some words" KEY_CTRL_X);
	assert_hides(t);
	assert_false(terminal_shows(t, "course"));
	assert_false(terminal_shows(t, "words"));
	assert_given_back(t);
}

/* Opens the question that is answered by typing. */
static struct terminal *at_text_question(struct desk *desk)
{
	struct terminal *t = desk_start(desk, &(struct start){ .args = { "--linear" } });

	assert_shows(t, "A small course");
	terminal_send(t, "\n1\n");
	assert_shows(t, "Three pages");
	terminal_send(t, "2\ns\ns\ns\n");
	assert_shows(t, "edge of a lake");
	return t;
}

/* The program echoes and edits the line itself. */
static void a_line_is_edited_as_it_is_typed(void **state)
{
	struct terminal *t = at_text_question(*state);

	terminal_send(t, "pond shora\177e\027\025sea\303\251\177");
	assert_shows(t, "> sea");
	assert_shows_not(t, "pond");
	assert_shows_not(t, "é");
	/* cursor keys and unknown sequences type nothing */
	terminal_send(t, "\033[D\033[99~\033\177\177\177shore\n");
	assert_shows(t, "Right.");
}

/* As many lines as are pasted at once, each answers what it finds. */
static void pasted_lines_are_lines(void **state)
{
	struct terminal *t = at_text_question(*state);
	char text[400];

	memset(text, ' ', sizeof(text));
	memcpy(text, "shore", 5);
	memcpy(text + 300, "\r/q\r", 5);
	terminal_send_bytes(t, text, 304);
	assert_shows(t, "Right.");
}

static void a_signal_ends_it_and_the_line_modes_are_as_before(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

	for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
		struct terminal *t = start_lines(*state);

		terminal_signal(t, signals[i]);
		assert_ends(t, 128 + signals[i]);
		assert_given_back(t);
	}
}

static void accessible_and_the_settings_ask_for_lines(void **state)
{
	struct desk *desk = *state;
	struct terminal *t =
		desk_start(desk, &(struct start){ .env = { "ACCESSIBLE=1" }, .rows = 60 });

	assert_shows(t, "Enter: start");
	assert_false(terminal_alternate(t));
	t = desk_start(desk, &(struct start){ .env = { "ACCESSIBLE=0" } });
	assert_shows(t, "Enter start");
	desk_write(desk, ".config/vigie/vigie.ini", "[settings]\nlinear = yes\nhints = never\n");
	t = desk_start(desk, &(struct start){ .rows = 60 });
	assert_shows(t, "at your own pace");
	assert_shows(t, ">");
	assert_false(terminal_shows(t, "Enter: start"));
	assert_false(terminal_alternate(t));
}

static void a_mistake_in_vigie_ini_is_said_and_stops_nothing(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	desk_write(desk, ".config/vigie/vigie.ini", "[settings]\nthem = dark\n");
	t = desk_start(desk, NULL);
	assert_shows(t, "There is a mistake in vigie.ini");
	go_home(t);
	terminal_send(t, ",");
	assert_shows(t, "vigie.ini, line 2: there is no setting “them”; did you mean “theme”?");
}

/* ---- the same course in lines and full screen */

/* Returns the number before the lowest occurrence of text, because lines are only ever appended. */
static int number_of(struct terminal *t, const char *text)
{
	assert_true(terminal_wait(t, text));
	for (int y = 59; y >= 0; y--) {
		const char *row = terminal_row(t, y);
		const char *at = strstr(row, text);

		while (at && at > row && (*at < '1' || *at > '9'))
			at--;
		if (at && *at >= '1' && *at <= '9')
			return *at - '0';
	}
	fail_msg("no number before “%s”", text);
	return 0;
}

struct way {
	struct terminal *t;
	bool lines;
};

/* Waits until more than n bytes have come in all and the cursor is after a prompt. */
static void wait_for_prompt(struct terminal *t, size_t n)
{
	double end = now_ms() + 10000;

	while (terminal_bytes(t)->len <= n || terminal_cursor_x(t) != 2 ||
		strncmp(terminal_row(t, terminal_cursor_y(t)), ">", 1)) {
		terminal_take(t, 10);
		assert_true(now_ms() < end);
	}
}

/* In lines, text ends with Enter. */
static void send_text(const struct way *w, const char *text)
{
	size_t before = terminal_bytes(w->t)->len;

	terminal_send(w->t, text);
	if (!w->lines)
		assert_settles(w->t);
	else
		wait_for_prompt(w->t, before);
}

static void go_on(const struct way *w)
{
	send_text(w, KEY_ENTER);
}

static void answer(const struct way *w, const char *question, const char *option)
{
	char keys[8];

	assert_shows(w->t, question);
	snprintf(keys, sizeof(keys), "%d" KEY_ENTER, number_of(w->t, option));
	send_text(w, keys);
	assert_shows(w->t, "Points: ");
	go_on(w);
}

static void answer_several(const struct way *w)
{
	assert_shows(w->t, "Which of these are wet?");
	send_text(w, w->lines ? "1 3\r" : "13");
	go_on(w);
	assert_shows(w->t, "Points: 1 of 1");
	go_on(w);
}

static void answer_typed(const struct way *w, const char *question, const char *text)
{
	assert_shows(w->t, question);
	terminal_send(w->t, text);
	go_on(w);
	assert_shows(w->t, "Points: 1 of 1");
	go_on(w);
}

static void answer_pairs(const struct way *w)
{
	char keys[32];
	int boat, cart;

	assert_shows(w->t, "What goes where?");
	boat = number_of(w->t, "on water");
	cart = number_of(w->t, "on land");
	snprintf(keys, sizeof(keys), w->lines ? "%d %d\r" : "%d%d", boat, cart);
	send_text(w, keys);
	go_on(w);
	assert_shows(w->t, "Points: 1 of 1");
	go_on(w);
}

static void put_in_order(const struct way *w)
{
	static const char *const items[] = { "Morning", "Noon", "Evening" };

	assert_shows(w->t, "In which order?");
	for (int i = 0; i < 3; i++) {
		char keys[8];
		int at = number_of(w->t, items[i]);

		if (at != i + 1) {
			snprintf(keys, sizeof(keys), w->lines ? "%d %d\r" : "%d %d ", at, i + 1);
			send_text(w, keys);
		}
	}
	go_on(w);
	assert_shows(w->t, "The sun goes that way.");
	go_on(w);
}

static void fill_gaps(const struct way *w)
{
	assert_shows(w->t, "Fill the gaps.");
	terminal_send(w->t, "oars");
	go_on(w);
	terminal_send(w->t, "1");
	go_on(w);
	assert_shows(w->t, "Points: 1 of 1");
	go_on(w);
}

static void visit(const struct way *w)
{
	go_on(w);
	assert_shows(w->t, "One page, and a question of each type.");
	send_text(w, "1\r1\r");
	assert_shows(w->t, "A boat floats.");
	go_on(w);
	answer(w, "What floats?", "A stone");
	answer_several(w);
	answer(w, "An oar is for a boat.", "True");
	answer_typed(w, "What is a boat rowed with?", "oar");
	answer_pairs(w);
	put_in_order(w);
	assert_shows(w->t, "Wet or dry?");
	send_text(w, w->lines ? "1 2\r" : "12");
	go_on(w);
	assert_shows(w->t, "Points: 1 of 1");
	go_on(w);
	answer_typed(w, "How many oars has a boat for two?", "4");
	fill_gaps(w);
	assert_shows(w->t, "Your answers");
	send_text(w, w->lines ? "<\r" : KEY_ESC);
	assert_shows(w->t, "89%");
	terminal_send(w->t, w->lines ? "q\r" : "q");
	assert_ends(w->t, 0);
}

static int add_row(void *ctx, int n, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < n; i++)
		strbuf_addf(ctx, "%s|", values[i] ? values[i] : "-");
	strbuf_addch(ctx, '\n');
	return 0;
}

/* Reads everything in the store except times, seeds and the ids derived from them. */
static void read_store(struct desk *desk, const char *name, struct strbuf *out)
{
	static const char *const questions[] = {
		"SELECT lesson, page, seen, read FROM place ORDER BY lesson",
		"SELECT lesson, kind, finished > 0, score, max FROM run ORDER BY seq",
		"SELECT number, question, response, score, max, hints, tries, confidence FROM answer ORDER BY run, number",
		"SELECT ref, stage, streak FROM review ORDER BY ref",
		"SELECT key, value FROM setting ORDER BY key",
	};
	sqlite3 *db;

	assert_int_equal(sqlite3_open(desk_path(desk, name), &db), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_SIZE(questions); i++)
		assert_int_equal(sqlite3_exec(db, questions[i], add_row, out, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void the_same_visit_by_keys_and_by_lines_leaves_the_same_records(void **state)
{
	struct desk *desk = *state;
	struct strbuf keys = STRBUF_INIT, lines = STRBUF_INIT;
	char path[512];

	snprintf(path, sizeof(path), "%s", desk_path(desk, "keys.db"));
	visit(&(struct way){
		desk_start(desk,
			&(struct start){
				.args = { "--store", path }, .lessons = KINDS, .rows = 60 }),
		false });
	snprintf(path, sizeof(path), "%s", desk_path(desk, "lines.db"));
	visit(&(struct way){ desk_start(desk,
				     &(struct start){ .args = { "--store", path, "--linear" },
					     .lessons = KINDS,
					     .rows = 60 }),
		true });
	read_store(desk, "keys.db", &keys);
	read_store(desk, "lines.db", &lines);
	assert_non_null(strstr(keys.buf, "|x=oars|y=a|"));
	assert_string_equal(keys.buf, lines.buf);
	strbuf_release(&keys);
	strbuf_release(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_lesson_is_read_and_answered_in_a_pipe, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			the_end_of_the_input_is_the_end, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			ctrl_x_behind_a_long_line_hides, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			lines_of_any_length_and_any_bytes_are_survived, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_long_screen_stops_before_its_start_is_gone, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			answers_and_hiding_need_not_wait_for_the_rest, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_terminal_that_grew_stops_later, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_resized_terminal_wraps_the_next_screen_anew, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			the_key_esc_does_what_its_word_does, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			ctrl_x_needs_no_enter_and_leaves_nothing, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_line_is_edited_as_it_is_typed, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(pasted_lines_are_lines, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_signal_ends_it_and_the_line_modes_are_as_before,
			desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			accessible_and_the_settings_ask_for_lines, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_mistake_in_vigie_ini_is_said_and_stops_nothing,
			desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			the_same_visit_by_keys_and_by_lines_leaves_the_same_records, desk_setup,
			desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
