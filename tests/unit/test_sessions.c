/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Complete visits without a terminal, each generated from a seed: keys, pastes, clicks, resizes,
 * failed saves, and restarts of the program. After each event all invariants of
 * tests/screens/check.h must hold, and the same seed must give the same visit. VIGIE_SESSIONS:
 * number of visits (400); VIGIE_SEED: the first seed (8). To repeat one visit, give its seed and
 * VIGIE_SESSIONS=1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rand.h"
#include "fuzz/visit.h"

enum { SESSIONS = 400, EVENTS_MAX = 60, AGAIN = 16 };

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

static struct setup any_setup(uint64_t *rng_state)
{
	static const char *const courses[] = { "/lessons/good", "/screens/talk", "/screens/tries",
		"/linear/course", "/screens/pair" };
	char folder[128];
	struct setup setup;

	snprintf(folder, sizeof(folder), "%s%s", TEST_DATA,
		courses[rand_below(rng_state, ARRAY_SIZE(courses))]);
	setup = visit_setup(folder);
	if (rand_below(rng_state, 2))
		snprintf(setup.lang, sizeof(setup.lang), "fr");
	if (!rand_below(rng_state, 3)) {
		setup.cols = 1 + (int)rand_below(rng_state, 200);
		setup.rows = 1 + (int)rand_below(rng_state, 60);
	}
	setup.ascii = !rand_below(rng_state, 4);
	setup.first_visit = !rand_below(rng_state, 3);
	setup.kiosk = !rand_below(rng_state, 6);
	setup.private = !rand_below(rng_state, 6);
	setup.seed = rand_next(rng_state);
	return setup;
}

static uint32_t any_key(uint64_t *rng_state)
{
	static const uint32_t usual[] = { K_ENTER, K_ENTER, K_ENTER, K_DOWN, K_UP, K_LEFT, K_RIGHT,
		K_ESC, K_PAGE_DOWN, K_BACKSPACE, K_HOME, K_END, K_F1, K_F4, '\t', ' ', '1', '2',
		'3', '4', 'n', 's', 'h', 'g', 'o', 'a', 'r', 't', 'u', 'm', '?', '/' };

	if (rand_below(rng_state, 8))
		return usual[rand_below(rng_state, ARRAY_SIZE(usual))];
	return rand_below(rng_state, 50) ? 32 + rand_below(rng_state, 300)
					 : 1 + rand_below(rng_state, 31);
}

static struct event any_event(uint64_t *rng_state)
{
	static const char *const pastes[] = { "the edge of a lake", "12,5", "\033[2J\xff",
		"\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xf0\x9f\x90\x9f" };
	struct event event = { .kind = EVENT_KEY };
	uint32_t which = rand_below(rng_state, 40);

	if (which == 0) {
		event = (struct event){ .kind = EVENT_RESIZE,
			.x = 1 + (int)rand_below(rng_state, 200),
			.y = 1 + (int)rand_below(rng_state, 60) };
	} else if (which == 1) {
		event = (struct event){ .kind = EVENT_PASTE,
			.text = pastes[rand_below(rng_state, ARRAY_SIZE(pastes))] };
		event.len = strlen(event.text);
	} else if (which == 2) {
		event = (struct event){ .kind = EVENT_CLICK,
			.x = (int)rand_below(rng_state, 200),
			.y = (int)rand_below(rng_state, 60) };
	} else if (which == 3) {
		event = (struct event){ .kind = EVENT_NOT_SAVED,
			.text = "Not saved: the disk is full." };
	} else {
		event.key = any_key(rng_state);
	}
	return event;
}

/* Extends an FNV-1a hash with text. */
static uint64_t sum_of(uint64_t sum, const struct strbuf *text)
{
	for (size_t i = 0; i < text->len; i++)
		sum = (sum ^ (unsigned char)text->buf[i]) * 1099511628211u;
	return sum;
}

/* Makes the visit of a seed. Returns a hash of everything shown. */
static uint64_t visit_of(uint64_t seed, uint64_t *events)
{
	uint64_t rng_state = seed, sum = 14695981039346656037u;
	struct setup setup = any_setup(&rng_state);
	struct strbuf shown = STRBUF_INIT;
	struct session s;

	session_begin(&s, &setup);
	session_open(&s);
	for (uint32_t n = 1 + rand_below(&rng_state, EVENTS_MAX); n; n--) {
		if (s.left || !rand_below(&rng_state, 100)) {
			session_close(&s);
			session_open(&s);
		}
		visit(&s, any_event(&rng_state));
		strbuf_clear(&shown);
		canvas_text(&s.canvas, &shown);
		sum = sum_of(sum, &shown);
		++*events;
	}
	session_end(&s);
	strbuf_release(&shown);
	return sum;
}

static void any_visit_holds_and_can_be_repeated(void **state)
{
	uint64_t n = number_of("VIGIE_SESSIONS", SESSIONS), first = number_of("VIGIE_SEED", 8),
		 events = 0, again = 0, sum = 0;

	(void)state;
	for (uint64_t i = 0; i < n; i++) {
		uint64_t is = visit_of(first + i, &events);

		sum ^= is;
		if (i % AGAIN == 0 && visit_of(first + i, &again) != is)
			fail_msg("the visit of seed %llu differs when it is repeated",
				(unsigned long long)(first + i));
	}
	if (n != SESSIONS)
		print_message(
			"# sessions: %llu from seed %llu, %llu events, one in %d repeated; hash of the screens %016llx\n",
			(unsigned long long)n, (unsigned long long)first,
			(unsigned long long)events, AGAIN, (unsigned long long)sum);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_visit_holds_and_can_be_repeated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
