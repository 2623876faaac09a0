/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kiosk under long use, on the shipped course: random keys, visit after visit, kill -9 at
 * random moments. make check runs short versions; make storm, make soak and make kills run the long
 * ones. VIGIE_SEED repeats a run as far as timing allows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "base/rand.h"
#include "e2e/walk.h"

enum { STORM = 3000, SOAK = 120, KILLS = 12, BATCH = 8 };

static const struct start shipped = { .lessons = TEST_LESSONS };

/* ---- random keys */

/* The first LEAVING pieces leave a visit. A calm phase omits them, to get far into the course. */
enum { LEAVING = 5 };
static const char *const pieces[] = { "\030", "\033[20~", "q", "\003", "\024", "\033", "\033[A",
	"\033[B", "\033OC", "\033OD", "\r", "\t", " ", "h", "n", "u", "\032", "\034", "\023",
	"\021", "\004", "?", "\033[<0;10;5M", "\033[<0;10;5m", "\033[<64;1;1M", "\033[M !!",
	"\033[200~paste\003\033[201~", "\033[200~", "\033]0;x\007", "\033[99;99R", "\303\251",
	"\377", "\033[24~", "1", "2", "3", "9", "a", "s", "g", "j", "k", "\177", "\033P1$r\033\\",
	"\033[[A", "\033c", "\033[?1049l", "!", ":", "/", "\r", "\r", "\r", "\r", "\r", "\r", "1",
	"1", "2", "2", "u" };

/* Sends a known key, a random byte or a random control sequence. */
static void send_piece(struct terminal *t, bool calm, uint64_t *rng_state)
{
	const uint32_t first = calm ? LEAVING : 0;
	char bytes[24];
	int n;

	switch (rand_below(rng_state, calm ? 30 : 6)) {
	case 0:
		bytes[0] = (char)(1 + rand_below(rng_state, 255));
		terminal_send_bytes(t, bytes, 1);
		break;
	case 1:
		n = snprintf(bytes, sizeof(bytes), "\033%c%u;%u%c",
			"[O]P?"[rand_below(rng_state, 5)], (unsigned)rand_below(rng_state, 300),
			(unsigned)rand_below(rng_state, 10),
			(char)(0x40 + rand_below(rng_state, 0x3f)));
		terminal_send_bytes(t, bytes, (size_t)n);
		break;
	default:
		terminal_send(t,
			pieces[first +
				rand_below(rng_state, (uint32_t)ARRAY_SIZE(pieces) - first)]);
	}
}

static void shake(struct terminal *t, uint64_t *rng_state)
{
	static const int signals[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2,
		SIGALRM, SIGPIPE, SIGWINCH, SIGCONT };

	terminal_signal(t, signals[rand_below(rng_state, ARRAY_SIZE(signals))]);
	if (rand_below(rng_state, 8))
		terminal_resize(t, 40 + (int)rand_below(rng_state, 120),
			12 + (int)rand_below(rng_state, 40));
	else
		terminal_resize(
			t, 1 + (int)rand_below(rng_state, 40), 1 + (int)rand_below(rng_state, 12));
}

/* Leaves a paste, the code screen and the calendar, which would swallow all other keys. */
static void get_out(struct terminal *t)
{
	terminal_send(t, "\033[201~\033");
	terminal_take(t, 40);
	terminal_send(t, "q");
}

enum { BLOCK = 1000 };

/* Keys without a plan; in a calm block none that leaves the visit. */
static void send_block(struct walk *w, bool calm)
{
	for (int i = 0; i < BLOCK; i += BATCH) {
		for (int k = 0; k < BATCH; k++)
			send_piece(w->t, calm, &w->rng);
		walk_let_it_work(w->t);
		terminal_forget_bytes(w->t);
		if (i % 64 == 0 && walk_look(w) == WALK_HIDDEN)
			terminal_send(w->t, "q");
	}
	shake(w->t, &w->rng);
	assert_kiosk_stands(w->t);
	get_out(w->t);
}

/* Keys that lead on, far into the course, in a window of the usual size. */
static void walk_block(struct walk *w)
{
	terminal_resize(w->t, 80, 24);
	for (int i = 0; i < BLOCK; i++)
		walk_step(w);
	assert_kiosk_stands(w->t);
}

/* The staff and the warning are out of reach: they take a code, and time without a key. */
static int screens_seen(const struct walk *w)
{
	int n = 0;

	for (int i = 0; i < WALK_UNKNOWN; i++)
		n += i != WALK_STAFF && i != WALK_WARNING && w->seen[i] > 0;
	return n;
}

enum { SCREENS = WALK_UNKNOWN - 2, SCREENS_OF_SHORT = 12 };

static void a_storm_of_keys_finds_no_way_out(void **state)
{
	/* a random hash, so that no code matches */
	static const char staff[] =
		"[staff]\ncode = pbkdf2-sha256:1000:00112233445566778899aabbccddeeff:"
		"9f76ec9c81c1e9b0ee2f8d1a2c8e29bc6b07aeb32d8d3a1a6ee7d61fb0e38b2c\n";
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk,
		"languages = en, fr\nidle = 30\nusb = /media/nobody/stick\n", staff, &shipped);
	uint64_t keys = kiosk_number("VIGIE_STORM", STORM);
	struct walk w;
	long answers;

	assert_shows(t, ATTRACT);
	walk_begin(&w, desk, t, kiosk_number("VIGIE_SEED", 20261124));
	for (uint64_t i = 0; i < keys / BLOCK; i++)
		if (i % 5 == 2)
			walk_block(&w);
		else
			send_block(&w, i % 2);
	terminal_take(t, 200);
	assert_kiosk_stands(t);
	/* afterwards it works as before */
	terminal_resize(t, 80, 24);
	for (int i = 0; i < 60 && !terminal_shows(t, ATTRACT); i++) {
		terminal_send(t, i % 2 ? "q" : "\033[201~" KEY_ESC);
		/* the other language turns by itself, in eight seconds */
		terminal_take(t, 400);
	}
	answers = counters_ask(desk, COUNT_ANSWERS);
	kiosk_visit_shipped(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, answers + 1), answers + 1);
	/* the storm reached questions and answered them, and did not sit on one screen */
	assert_true(keys < 100000 || answers > (long)(keys / 20000));
	assert_true(screens_seen(&w) >= (keys < 100000 ? SCREENS_OF_SHORT : SCREENS));
	if (keys != STORM)
		print_message(
			"# storm: %llu keys, seed %llu, %ld answers counted, %d of %d screens seen\n",
			(unsigned long long)keys,
			(unsigned long long)kiosk_number("VIGIE_SEED", 20261124), answers,
			screens_seen(&w), SCREENS);
	if (keys != STORM)
		walk_tell(&w);
	walk_end(&w);
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
}

/* ---- visit after visit */

#define SENTINEL "quetzalfeather"

/* Goes from the attract screen to the first question, answers it, types a text into the field of
 * the code and leaves. Returns false if the program has ended. */
static bool visit(struct terminal *t)
{
	terminal_send(t, " \r2\r1\r");
	if (!terminal_wait(t, "question 1 of"))
		return false;
	terminal_send(t, "1\r");
	if (!terminal_wait(t, "How sure?"))
		return false;
	terminal_send(t, "1\r");
	if (!terminal_wait_without(t, "How sure?"))
		return false;
	terminal_send(t, KEY_CTRL_X);
	if (!terminal_wait(t, "Mo Tu We"))
		return false;
	terminal_send(t, "q");
	if (!terminal_wait(t, ATTRACT))
		return false;
	terminal_send(t, CTRL_T SENTINEL);
	if (!terminal_wait(t, "…"))
		return false;
	terminal_send(t, KEY_ESC);
	return terminal_wait(t, ATTRACT);
}

static void many_visits_take_no_more_memory_than_some(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", &shipped);
	uint64_t visits = kiosk_number("VIGIE_SOAK", SOAK);
	long first = 0, last;

	assert_shows(t, ATTRACT);
	for (uint64_t i = 0; i < visits; i++) {
		if (i == visits / 4)
			first = status_of(terminal_pid(t), "VmRSS");
		assert_true(visit(t));
		terminal_forget_bytes(t);
	}
	last = status_of(terminal_pid(t), "VmRSS");
	if (visits != SOAK)
		print_message(
			"# soak: %llu visits, %ld kB after a quarter of them, %ld kB at the end\n",
			(unsigned long long)visits, first, last);
	/* allow a page or a few of the allocator; a leak of a hundred bytes per visit would show
	 * over a long run */
	assert_true(MEMORY_IS_KEPT || last <= first + 128);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, (long)visits), visits);
	if (can_see_memory()) {
		pid_t writer = 0;

		assert_null(memory_holds(terminal_pid(t), SENTINEL));
		assert_int_equal(children_of(terminal_pid(t), &writer), 1);
		assert_null(memory_holds(writer, SENTINEL));
	}
}

/* ---- kill -9 */

static pid_t kill_later(pid_t pid, long us)
{
	const struct timespec moment = { 0, us * 1000 };
	pid_t killer = fork();

	if (!killer) {
		nanosleep(&moment, NULL);
		kill(pid, SIGKILL);
		_exit(0);
	}
	return killer;
}

/*
 * The attract screen after a visit acknowledges it: by then its answers are with the writer, which
 * outlives the kiosk. Typed text is never on the disk, at any moment.
 */
static void kill_9_at_any_moment_loses_no_counter_and_leaves_no_word(void **state)
{
	struct desk *desk = *state;
	uint64_t kills = kiosk_number("VIGIE_KILLS", KILLS),
		 rng_state = kiosk_number("VIGIE_SEED", 8);
	long acknowledged = 0, begun = 0;

	for (uint64_t i = 0; i < kills; i++) {
		struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", &shipped);
		pid_t killer;
		int status;

		assert_shows(t, ATTRACT);
		killer = kill_later(terminal_pid(t), (long)rand_below(&rng_state, 600000));
		do
			begun++;
		while (visit(t) && ++acknowledged);
		assert_int_equal(waitpid(killer, &status, 0), killer);
		assert_ends(t, 128 + SIGKILL);
		terminal_free(t);
		desk->n--;
		assert_int_equal(
			counters_ask(
				desk, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"),
			1);
		assert_in_range(
			counters_wait(desk, COUNT_ANSWERS, acknowledged), acknowledged, begun);
		folder_lacks(desk->home, SENTINEL);
	}
	assert_true(acknowledged > 0);
	if (kills != KILLS)
		print_message("# kill -9: %llu kills, %ld visits acknowledged, none lost\n",
			(unsigned long long)kills, acknowledged);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_storm_of_keys_finds_no_way_out),
		TEST(many_visits_take_no_more_memory_than_some),
		TEST(kill_9_at_any_moment_loses_no_counter_and_leaves_no_word),
	};

	if (getenv("VIGIE_ONLY"))
		cmocka_set_test_filter(getenv("VIGIE_ONLY"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
