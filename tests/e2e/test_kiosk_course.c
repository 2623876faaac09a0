/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk under its sandbox on the shipped course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/resource.h>

#include "e2e/walk.h"
#include "skip.h"

static const struct start shipped = { .lessons = TEST_LESSONS };

/* ---- every lesson, every screen, every kind of question, in two languages */

enum { LESSONS = 22, FIRST_SCENARIO = 0, WORKSHOP = 17, STEPS = 80 };

/* From the attract screen to the list of lessons, in the language of this number. */
static void go_to_lessons(struct walk *w, int language)
{
	terminal_send(w->t, " ");
	walk_await(w, WALK_WELCOME);
	terminal_send(w->t, "g");
	walk_await(w, WALK_LANGUAGE);
	terminal_send(w->t, language ? "2\r" : "1\r");
	walk_await(w, WALK_WELCOME);
	terminal_send(w->t, "a");
	walk_await(w, WALK_ABOUT);
	terminal_send(w->t, "\r");
	walk_await(w, WALK_PRACTICE);
	terminal_send(w->t, KEY_ESC);
	walk_await(w, WALK_ABOUT);
	terminal_send(w->t, KEY_ESC);
	walk_await(w, WALK_WELCOME);
	terminal_send(w->t, "\r");
	walk_await(w, WALK_HOME);
	assert_shows(w->t, language ? "Français" : "English");
}

static void open_lesson(struct walk *w, int lesson)
{
	/* from the end, for above the list stands what comes next; the workshop is in it */
	walk_press(w->t, KEY_END);
	for (int i = LESSONS; i > (lesson < WORKSHOP ? lesson : lesson + 1); i--)
		walk_press(w->t, KEY_UP);
	walk_press(w->t, KEY_ENTER);
}

/* Leaves by hiding, as from anywhere. */
static void leave(struct walk *w)
{
	terminal_send(w->t, KEY_CTRL_X);
	walk_await(w, WALK_HIDDEN);
	terminal_send(w->t, "q");
	walk_await(w, WALK_ATTRACT);
}

static void walk_lesson(struct walk *w, int lesson, int language, uint64_t steps)
{
	go_to_lessons(w, language);
	open_lesson(w, lesson);
	for (uint64_t i = 0; i < steps; i++)
		if (walk_look(w) == WALK_HOME)
			open_lesson(w, lesson);
		else
			walk_step(w);
	leave(w);
}

/* The screens that are reached from the list of lessons by one key, the rest of each, and back. */
static void walk_around(struct walk *w, int language)
{
	static const struct {
		const char *key;
		enum walk_screen screen;
	} around[] = { { "l", WALK_WORDS }, { "h", WALK_HELP }, { "?", WALK_KEYS },
		{ ",", WALK_SETTINGS }, { "v", WALK_PROGRESS }, { "w", WALK_WORKSHOP },
		{ "a", WALK_ABOUT }, { "0", WALK_PATHS }, { "g", WALK_LANGUAGE },
		{ "r", WALK_HOME } };

	go_to_lessons(w, language);
	for (size_t i = 0; i < ARRAY_SIZE(around); i++) {
		terminal_send(w->t, around[i].key);
		walk_await(w, around[i].screen);
		for (int k = 0; k < 12; k++)
			walk_press(w->t, KEY_DOWN);
		walk_press(w->t, KEY_ENTER);
		for (int k = 0; k < 4 && walk_look(w) != WALK_HOME; k++)
			walk_press(w->t, KEY_ESC);
		walk_await(w, WALK_HOME);
	}
	leave(w);
}

/* Adds the kind of each question in a file that wanted names ("lesson/question"; NULL: all). */
static void add_kinds(
	struct strbuf *kinds, const char *lesson, const char *path, const char *wanted)
{
	FILE *f = fopen(path, "r");
	char line[4096], name[96] = "", kind[32];

	while (f && fgets(line, sizeof(line), f)) {
		char id[64];

		if (sscanf(line, "[question %63[^]]", id) == 1)
			snprintf(name, sizeof(name), " %s/%s ", lesson, id);
		else if (*name && sscanf(line, "type = %30s", kind) == 1 &&
			(!wanted || strstr(wanted, name))) {
			strcat(kind, " ");
			if (!strstr(kinds->buf, kind))
				strbuf_addstr(kinds, kind);
		}
	}
	if (f)
		fclose(f);
}

static void add_kinds_of_all(struct strbuf *kinds, const char *wanted)
{
	DIR *dir = opendir(TEST_LESSONS);
	struct dirent *d;

	assert_non_null(dir);
	while ((d = readdir(dir)))
		if (*d->d_name != '.')
			add_kinds(kinds, d->d_name, said(TEST_LESSONS "/%s/lesson.ini", d->d_name),
				wanted);
	closedir(dir);
}

/* Returns a kind of question that the course has and nobody has answered, as the counters tell. */
static const char *kind_left(struct desk *desk)
{
	static char left[32];
	struct strbuf counted = STRBUF_INIT, all = STRBUF_INIT, answered = STRBUF_INIT;

	*left = '\0';
	counters_list(desk, "SELECT DISTINCT question FROM counter", &counted);
	add_kinds_of_all(&all, NULL);
	add_kinds_of_all(&answered, counted.buf);
	assert_non_null(strstr(all.buf, "single "));
	for (char *kind = strtok(all.buf, " "); kind; kind = strtok(NULL, " "))
		if (!strstr(answered.buf, kind))
			snprintf(left, sizeof(left), "%s", kind);
	strbuf_release(&counted);
	strbuf_release(&all);
	strbuf_release(&answered);
	return *left ? left : NULL;
}

/* In French the heading of a debrief is too long for its row. */
static bool was_seen(const struct walk *w, int screen)
{
	return w->seen[screen] || (screen == WALK_DEBRIEF && w->seen[WALK_UNKNOWN]);
}

static void every_screen_was_seen(struct walk *w)
{
	for (int i = WALK_WELCOME; i < WALK_UNKNOWN; i++)
		if (!was_seen(w, i))
			fail_msg("%s was not seen", walk_signs[i].name);
	memset(w->seen, 0, sizeof(w->seen));
}

/* Answers all questions of the lesson of that number, from the list of lessons on. */
static void answer_until_the_result(struct walk *w, int lesson)
{
	terminal_send(w->t, said("%d\r", lesson));
	walk_await(w, WALK_COVER);
	terminal_send(w->t, "2\r");
	walk_await(w, WALK_QUIZ);
	for (int i = 0; i < 300 && walk_look_well(w) == WALK_QUIZ; i++) {
		/* another option for a second try; moves a line of an order; fills every gap */
		walk_press(w->t, i % 2 ? "2" : "1");
		walk_press(w->t, " ");
		/* what it offers is not to be taken: an answer looked at again is a question, too
		 */
		assert_settles(w->t);
		if (walk_look_well(w) == WALK_RESULT)
			break;
		walk_press(w->t, KEY_DOWN);
		walk_press(w->t, " ");
		terminal_send(w->t, KEY_ENTER);
		/* while the answer is being written to the disk it sleeps and is not done */
		assert_settles(w->t);
	}
	walk_await(w, WALK_RESULT);
}

/* Few get to the end of a conversation at once, and none at random to that of a long quiz. */
static void walk_lessons(struct walk *w, int language, uint64_t steps)
{
	for (int lesson = 0; lesson < LESSONS; lesson++)
		walk_lesson(w, lesson, language, steps);
	for (int i = 0; i < 20 && !was_seen(w, WALK_DEBRIEF); i++)
		walk_lesson(w, FIRST_SCENARIO, language, steps);
	go_to_lessons(w, language);
	answer_until_the_result(w, 3);
	leave(w);
}

static void every_screen_of_every_lesson_lives_in_the_sandbox(void **state)
{
	struct desk *desk = *state;
	struct terminal *t =
		kiosk_start(desk, "languages = en, fr\nidle = 3600\n", kiosk_staff, &shipped);
	uint64_t steps = kiosk_number("VIGIE_WALK", STEPS);
	struct walk w;

	assert_shows(t, ATTRACT);
	walk_begin(&w, desk, t, kiosk_number("VIGIE_SEED", 8));
	for (int language = 0; language < 2; language++) {
		walk_around(&w, language);
		walk_lessons(&w, language, steps);
		assert_kiosk_stands(t);
		if (steps != STEPS)
			walk_tell(&w);
		every_screen_was_seen(&w);
	}
	print_message("# course walk: peak memory %ld kB, with %llu steps in each lesson\n",
		status_of(terminal_pid(t), "VmHWM"), (unsigned long long)steps);
	/* these have questions of all kinds */
	for (int lesson = 2; lesson <= 5 && kind_left(desk); lesson++) {
		go_to_lessons(&w, 0);
		answer_until_the_result(&w, lesson);
		leave(&w);
	}
	if (kind_left(desk))
		fail_msg("no question of the kind %s was answered", kind_left(desk));
	walk_end(&w);
}

/* ---- what only time brings: a review of what was missed, the warning, its end, the other language
 */

static void what_only_time_brings_lives_in_the_sandbox(void **state)
{
	struct desk *desk = *state;
	struct start start = shipped;
	struct handed_clock *clock = clock_make(desk);
	struct terminal *t;
	struct walk w;

	clock_hand_in(desk, &start);
	t = kiosk_start(desk, "languages = en, fr\nidle = 60\nwarning = 20\n", kiosk_staff, &start);
	assert_shows(t, ATTRACT);
	walk_begin(&w, desk, t, 1);
	go_to_lessons(&w, 0);
	answer_until_the_result(&w, 3);
	walk_press(t, KEY_ESC);
	walk_await(&w, WALK_HOME);
	clock->wall += 5 * 86400;
	terminal_send(t, "r");
	walk_await(&w, WALK_QUIZ);
	clock->monotonic += 3600;
	walk_await(&w, WALK_WARNING);
	terminal_send(t, " ");
	walk_await(&w, WALK_QUIZ);
	clock->monotonic += 3600;
	walk_await(&w, WALK_WARNING);
	clock->monotonic += 20;
	walk_await(&w, WALK_ATTRACT);
	clock->monotonic += 9;
	/* the other language comes in a frame that can be read half drawn */
	assert_shows_not(t, ATTRACT);
	walk_await(&w, WALK_ATTRACT);
	terminal_send(t, CTRL_T);
	walk_await(&w, WALK_CODE);
	for (int i = 0; i < 3; i++)
		terminal_send(t, "0815\r");
	clock->monotonic += 29;
	walk_await(&w, WALK_CODE);
	terminal_send(t, KEY_ESC);
	walk_await(&w, WALK_ATTRACT);
	assert_kiosk_stands(t);
	walk_end(&w);
	munmap(clock, sizeof(*clock));
}

/* ---- what the first screen offers */

static void a_digit_takes_its_way_from_the_first_screen(void **state)
{
	struct terminal *t;
	struct walk w;

	t = kiosk_start(*state, "languages = en, fr\nattract = 600\n", kiosk_staff, &shipped);
	walk_begin(&w, *state, t, 1);
	walk_await(&w, WALK_ATTRACT);
	assert_shows(t, "1  I have five minutes");
	assert_shows(t, "4  I need help: numbers to call");
	assert_shows(t, "g Français");
	terminal_send(t, "4");
	walk_await(&w, WALK_HELP);
	leave(&w);
	terminal_send(t, "2");
	walk_await(&w, WALK_HOME);
	assert_shows(t, "I am under 18");
	leave(&w);
	terminal_send(t, "g");
	walk_await(&w, WALK_LANGUAGE);
	leave(&w);
	assert_kiosk_stands(t);
	walk_end(&w);
}

/* In a small window the heading goes, not the way to help, nor what is kept. */
static void a_small_window_shows_help_and_what_is_kept(void **state)
{
	static const struct {
		const char *languages, *kept, *ways[4];
	} shown[] = {
		{ "en, fr", "answer is chosen.",
			{ "1 I have five minutes", "2 I am under 18",
				"3 I was offered a job abroad",
				"4 I need help: numbers to call" } },
		{ "fr, en", "réponse est choisie.",
			{ "1 J’ai cinq minutes", "2 J’ai moins de 18 ans",
				"3 On me propose un emploi à l’étranger",
				"4 J’ai besoin d’aide : numéros à appeler" } },
	};

	for (size_t i = 0; i < ARRAY_SIZE(shown); i++) {
		char settings[64];
		struct terminal *t;

		snprintf(settings, sizeof(settings), "languages = %s\nattract = 600\n",
			shown[i].languages);
		t = kiosk_start(*state, settings, "", &shipped);
		for (int small = 0; small < 2; small++) {
			assert_shows(t, shown[i].kept);
			for (size_t way = 0; way < ARRAY_SIZE(shown[i].ways); way++)
				assert_shows(t, shown[i].ways[way]);
			assert_shows_not(t, "↓");
			terminal_resize(t, 40, 12);
			terminal_take(t, 200);
		}
		/* too small for all: help comes first, and the arrows show the rest */
		terminal_resize(t, 34, 9);
		assert_shows(t, "1/2 ↓");
		assert_shows(t, shown[i].ways[3]);
		for (int row = 0; row < 8; row++)
			terminal_send(t, KEY_DOWN);
		assert_shows(t, "2/2");
		assert_shows(t, shown[i].ways[2]);
		terminal_signal(t, SIGTERM);
		assert_ends(t, 128 + SIGTERM);
	}
}

/* ---- lack of memory, where the C library looks for more in its own ways */

/* Returns the exit status after the words of all lessons with so little more memory; 0 if it lives.
 */
static int end_with_memory(struct desk *desk, long kilobytes)
{
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", &shipped);
	struct rlimit limit;
	int status = 0;

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "another path", 6);
	limit.rlim_cur = limit.rlim_max =
		(rlim_t)(status_of(terminal_pid(t), "VmSize") + kilobytes) * 1024;
	assert_int_equal(prlimit(terminal_pid(t), RLIMIT_AS, &limit, NULL), 0);
	terminal_send(t, "l");
	if (!terminal_wait(t, "all lessons")) {
		status = terminal_wait_end(t);
		assert_null(terminal_forbidden(t));
		assert_given_back(t);
		assert_shows_not(t, "Vigie");
	}
	terminal_free(t);
	desk->n--;
	return status;
}

static void lack_of_memory_ends_it_in_its_own_way(void **state)
{
	int lived = 0, ended = 0;

	if (MEMORY_IS_KEPT)
		skip_because("a sanitizer needs memory of its own");
	for (long kilobytes = 0; kilobytes < 1 << 14; kilobytes += 64 + kilobytes) {
		int status = end_with_memory(*state, kilobytes);

		if (status && status != 3)
			fail_msg("with %ld kB more it ended with %d", kilobytes, status);
		lived += !status;
		ended += status == 3;
	}
	assert_true(lived > 0 && ended > 0);
}

/* ---- what the sandbox forbids */

#define TYPED "quetzalfeather"

/*
 * Makes the kiosk call what its sandbox forbids while typed text is on the screen: nothing of the
 * visit may stay there, the keyboard must work for whoever comes to look, and the call is named.
 */
static void end_by_a_forbidden_call(struct desk *desk, const char *term)
{
	struct start start = { .lessons = TEST_DATA "/kiosk/course", .env = { term } };
	struct handed_clock *clock = clock_make(desk);
	struct terminal *t;

	clock_hand_in(desk, &start);
	t = kiosk_start(desk, "idle = 3600\n", "", &start);
	assert_shows(t, ATTRACT);
	terminal_send(t, " \r\r2\r");
	assert_shows(t, "land along a lake called");
	terminal_send(t, TYPED);
	assert_shows(t, TYPED);
	clock->forbidden = terminal_pid(t);
	assert_ends(t, 128 + SIGSYS);
	assert_string_equal(terminal_forbidden(t), "getsid");
	assert_given_back(t);
	assert_shows_not(t, TYPED);
	assert_shows_not(t, "lake");
	assert_null(strstr(terminal_scrollback(t), TYPED));
	folder_lacks(desk->home, TYPED);
	munmap(clock, sizeof(*clock));
}

static void a_forbidden_call_leaves_nothing_on_the_screen_and_is_named(void **state)
{
	if (MEMORY_IS_KEPT)
		skip_because("a build with a sanitizer has no filter");
	end_by_a_forbidden_call(*state, "TERM=xterm-256color");
	end_by_a_forbidden_call(*state, "TERM=linux");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(every_screen_of_every_lesson_lives_in_the_sandbox),
		TEST(what_only_time_brings_lives_in_the_sandbox),
		TEST(a_digit_takes_its_way_from_the_first_screen),
		TEST(a_small_window_shows_help_and_what_is_kept),
		TEST(lack_of_memory_ends_it_in_its_own_way),
		TEST(a_forbidden_call_leaves_nothing_on_the_screen_and_is_named),
	};

	if (getenv("VIGIE_ONLY"))
		cmocka_set_test_filter(getenv("VIGIE_ONLY"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
