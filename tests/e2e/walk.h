/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the way through a kiosk as a visitor does: recognizes the screen in English and French, and
 * presses a key that leads on from there. Random, repeatable from a seed. Include after cmocka.h.
 */
#ifndef TESTS_E2E_WALK_H
#define TESTS_E2E_WALK_H

#include "base/rand.h"
#include "e2e/kiosk.h"

enum walk_screen {
	WALK_ATTRACT,
	WALK_WARNING,
	WALK_HIDDEN,
	WALK_CODE,
	WALK_STAFF,
	WALK_WELCOME,
	WALK_ABOUT,
	WALK_PATHS,
	WALK_PRACTICE,
	WALK_COVER,
	WALK_SCENARIO,
	WALK_CHAT,
	WALK_MARKED, /* the same, once a message is marked */
	WALK_ENDING,
	WALK_DEBRIEF,
	WALK_PAGE,
	WALK_QUIZ,
	WALK_RESULT,
	WALK_WORDS,
	WALK_LESSON_WORDS, /* matches the one above too */
	WALK_HELP,
	WALK_KEYS,
	WALK_LANGUAGE,
	WALK_SETTINGS,
	WALK_PROGRESS,
	WALK_WORKSHOP,
	WALK_HOME,
	WALK_UNKNOWN,
	WALK_SCREENS
};

/* Chooses something on each of many lines, as pairs and groups need it. */
#define WALK_LINE KEY_RIGHT KEY_DOWN
/* Moves the first line of an order, and ticks two boxes of a list. */
#define WALK_MOVE "1 " KEY_DOWN " "
#define WALK_FILL_IN \
	WALK_LINE WALK_LINE WALK_LINE WALK_LINE WALK_LINE WALK_LINE WALK_LINE WALK_LINE WALK_LINE

/*
 * What tells each screen: text on its first row, or anywhere where that has none. The first match
 * counts. Keys: those that lead on, more often where listed twice.
 */
static const struct walk_sign {
	const char *name, *sign; /* the sign up to a "%" */
	bool anywhere;
	const char *keys[26];
} walk_signs[WALK_SCREENS] = {
	[WALK_ATTRACT] = { "attract", N_("Press any key to begin."), true, { " " } },
	[WALK_WARNING] = { "warning", N_("Are you still there?"), true, { " " } },
	[WALK_HIDDEN] = { "calendar", N_("<- -> month   q quit"), true,
		{ "q", "q", KEY_RIGHT, KEY_DOWN, "x" } },
	[WALK_CODE] = { "code", N_("For the staff"), false, { KEY_ESC, "0815\r", KEY_ESC } },
	[WALK_STAFF] = { "staff", N_("9  End the kiosk"), true, { "q", "1", "2" } },
	[WALK_WELCOME] = { "welcome", N_("welcome"), false,
		{ "\r", "\r", "\r", "\r", "a", "g", "h", "?", CTRL_T } },
	[WALK_ABOUT] = { "about", N_("good to know"), false, { "\r", KEY_ESC } },
	[WALK_PATHS] = { "paths", N_("Paths through the course"), false,
		{ "\r", KEY_DOWN, KEY_ESC } },
	[WALK_PRACTICE] = { "practice", N_("practice"), false, { "\r", KEY_ESC } },
	[WALK_COVER] = { "cover", N_("lesson %d of %zu"), false,
		{ "\r", "\r", "\r", "1\r", "2\r", "2\r", "3\r", "4\r", KEY_DOWN, "h", KEY_ESC } },
	[WALK_SCENARIO] = { "scenario", N_("scenario"), false,
		{ "\r", "\r", "1\r", "2\r", KEY_DOWN, KEY_ESC } },
	[WALK_CHAT] = { "chat", N_("conversation"), false,
		{ "\r", "\r", "\r", "\r", "\r", "1\r", "1\r", "1\r", "2\r", "2\r", "3\r", "3\r",
			"4\r", "m", KEY_UP, KEY_DOWN, "z", KEY_HOME, KEY_END, KEY_END, "h" } },
	[WALK_MARKED] = { "chat, marked", N_("marked"), false,
		{ "\r", "\r", "\r", "\r", "\r", "1\r", "1\r", "2\r", "2\r", "3\r", "m", KEY_UP, "z",
			KEY_END, KEY_END } },
	[WALK_ENDING] = { "ending", N_("endings %zu of %zu"), false,
		{ "\r", "\r", "\r", "z", "o" } },
	[WALK_DEBRIEF] = { "debrief", N_("looking back, %d of %d"), false,
		{ "\r", "\r", "\r", "n", "n", "1\r", "2\r", "o", KEY_DOWN, "p", KEY_ESC, "t" } },
	[WALK_PAGE] = { "page", N_("page %d of %zu"), false,
		{ "\r", "\r", KEY_RIGHT, KEY_RIGHT, KEY_RIGHT, "o", "l", "u", "p", KEY_DOWN, "s",
			"h", KEY_ESC } },
	[WALK_QUIZ] = { "quiz", N_("question %zu of %zu"), false,
		{ "\r", "1\r", "1\r", "2\r", "2\r", "3\r", WALK_MOVE "\r", "2", "3", " ", KEY_DOWN,
			KEY_RIGHT, "\t", "7", "e", "p", "i", "\016", KEY_ESC, WALK_FILL_IN "\r",
			WALK_FILL_IN "\r", "\r" } },
	[WALK_RESULT] = { "result", N_("result"), false,
		{ "\r", "1\r", "5\r", "7\r", "t", KEY_DOWN, KEY_ESC, KEY_ESC } },
	[WALK_WORDS] = { "words", N_("all lessons"), false, { "\r", "\r", KEY_DOWN, KEY_ESC } },
	[WALK_LESSON_WORDS] = { "words of a lesson", N_("Words"), false,
		{ "\r", KEY_RIGHT, KEY_DOWN, KEY_ESC } },
	[WALK_HELP] = { "help", N_("Where help is"), false,
		{ "\r", KEY_DOWN, "3", "0", KEY_ESC, KEY_ESC } },
	[WALK_KEYS] = { "keys", N_("Keys"), false, { "\r", KEY_DOWN, KEY_ESC, KEY_ESC } },
	[WALK_LANGUAGE] = { "language", N_("Language"), false, { "1\r", "2\r", KEY_ESC } },
	[WALK_SETTINGS] = { "settings", N_("Settings"), false,
		{ "1\r", "2\r", "4\r", "5\r", KEY_DOWN, KEY_RIGHT, KEY_ESC } },
	[WALK_PROGRESS] = { "progress", N_("Your progress"), false, { "\r", "r", KEY_ESC } },
	[WALK_WORKSHOP] = { "workshop", N_("Is it trafficking?"), false,
		{ "\r", "1\r", "2\r", "1", "2", "3", " ", KEY_DOWN, KEY_ESC } },
	/* its row names nothing but the program and a language */
	[WALK_HOME] = { "home", "Vigie ", false,
		{ "\r", "\r", "1\r", "2\r", "3\r", "4\r", "5\r", "6\r", "7\r", "8\r", "9\r",
			KEY_DOWN, KEY_DOWN, KEY_UP, KEY_END, "0", "w", "l", "v", ",", "a", "h", "g",
			"?", "r" } },
	[WALK_UNKNOWN] = { "unknown", "", false, { KEY_ESC, "\r", "q" } },
};

struct walk {
	struct terminal *t;
	uint64_t rng;
	struct strbuf signs[2][WALK_SCREENS]; /* in English, in French */
	unsigned long seen[WALK_SCREENS];
	enum walk_screen at;
};

/* Appends text with ordinary spaces for all others. */
static inline void walk_add_plain(struct strbuf *out, const char *text, size_t len)
{
	for (const char *end = text + len; text < end; text++) {
		size_t n = !strncmp(text, "\xc2\xa0", 2)    ? 2
			: !strncmp(text, "\xe2\x80\xaf", 3) ? 3
							    : 0;

		strbuf_addch(out, n ? ' ' : *text);
		text += n ? n - 1 : 0;
	}
}

static inline void walk_take_signs(struct walk *w, int language)
{
	for (int i = 0; i < WALK_SCREENS; i++) {
		const char *sign = walk_signs[i].sign;

		sign = *sign ? _(sign) : "";
		strbuf_init(&w->signs[language][i]);
		walk_add_plain(&w->signs[language][i], sign, strcspn(sign, "%"));
	}
}

static inline void walk_begin(struct walk *w, struct desk *desk, struct terminal *t, uint64_t seed)
{
	*w = (struct walk){ .t = t, .rng = seed };
	walk_take_signs(w, 0);
	desk_speak_french(desk);
	walk_take_signs(w, 1);
	i18n_set_catalogue(NULL);
}

static inline void walk_end(struct walk *w)
{
	for (int language = 0; language < 2; language++)
		for (int i = 0; i < WALK_SCREENS; i++)
			strbuf_release(&w->signs[language][i]);
}

/* True if the row begins with the sign, or has it after the gap in the middle, perhaps after a
 * number. */
static inline bool walk_row_has(const char *row, const char *sign)
{
	const char *at = row + strspn(row, " "), *gap = strstr(at, "  ");

	if (!strncmp(at, sign, strlen(sign)))
		return true;
	if (!gap)
		return false;
	at = gap + strspn(gap, " ");
	return !strncmp(at, sign, strlen(sign)) ||
		!strncmp(at + strspn(at, "0123456789 "), sign, strlen(sign));
}

/* Recognizes the screen and counts it. */
static inline enum walk_screen walk_look(struct walk *w)
{
	struct strbuf row = STRBUF_INIT;
	enum walk_screen at = WALK_UNKNOWN;
	const char *text;

	text = terminal_row(w->t, 0);
	walk_add_plain(&row, text, strlen(text));
	for (int i = 0; i < WALK_UNKNOWN && at == WALK_UNKNOWN; i++)
		for (int language = 0; language < 2; language++) {
			const char *sign = w->signs[language][i].buf;

			if (walk_signs[i].anywhere ? terminal_shows(w->t, sign)
						   : walk_row_has(row.buf, sign)) {
				at = (enum walk_screen)i;
				break;
			}
		}
	strbuf_release(&row);
	w->seen[at]++;
	return w->at = at;
}

/* Waits until the program has handled what it got: faster keys would be taken for a paste. */
static inline void walk_let_it_work(struct terminal *t)
{
	do
		terminal_take(t, 1);
	while (terminal_running(t) && state_of(terminal_pid(t)) == 'R');
}

static inline void walk_waits(struct walk *w, enum walk_screen wanted, const char *file, int line)
{
	double end = now_ms() + 10000;

	while (walk_look(w) != wanted && now_ms() < end && terminal_running(w->t))
		terminal_take(w->t, 5);
	if (w->at == wanted)
		return;
	print_error("%s\ndoes not become “%s”\n", terminal_text(w->t), walk_signs[wanted].name);
	desk_name_forbidden(w->t);
	_fail(file, line);
}

/* As walk_look, but gives a frame that is half drawn the time to become whole. */
static inline enum walk_screen walk_look_well(struct walk *w)
{
	double end = now_ms() + 1000;

	while (walk_look(w) == WALK_UNKNOWN && now_ms() < end && terminal_running(w->t))
		terminal_take(w->t, 5);
	return w->at;
}

#define walk_await(w, wanted) walk_waits(w, wanted, __FILE__, __LINE__)

/* Presses a key and waits until it has been handled. */
static inline void walk_press(struct terminal *t, const char *key)
{
	terminal_send(t, key);
	if (!strcmp(key, KEY_ESC))
		terminal_take(t, 60);
	walk_let_it_work(t);
}

/* Presses a key that leads on from the screen that is shown. */
static inline void walk_step(struct walk *w)
{
	const struct walk_sign *sign = &walk_signs[walk_look(w)];
	uint32_t n = 0;

	while (n < ARRAY_SIZE(sign->keys) && sign->keys[n])
		n++;
	terminal_send(w->t, sign->keys[rand_below(&w->rng, n)]);
	walk_let_it_work(w->t);
	/* a lone Esc is told from a sequence by the time that follows */
	if (w->at == WALK_UNKNOWN)
		terminal_take(w->t, 60);
	terminal_forget_bytes(w->t);
}

/* Prints how often each screen was seen. */
static inline void walk_tell(const struct walk *w)
{
	for (int i = 0; i < WALK_SCREENS; i++)
		print_message("#   %9lu %s\n", w->seen[i], walk_signs[i].name);
}

#endif
