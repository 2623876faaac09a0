/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A random walk: keys, clicks, and changes of size and language in any order, with the checks of
 * check.h after each event. Its last steps are printed as the words of a script.
 */
#ifndef SCREENS_WALK_H
#define SCREENS_WALK_H

#include "base/rand.h"
#include "check.h"

enum { WALK_REMEMBERS = 12 };

/* Keys that go forward are listed more often than keys that go back. */
static const char *const walk_keys[] = {
	"Enter",
	"Enter",
	"Enter",
	"Enter",
	"Enter",
	"Down",
	"Down",
	"Up",
	"Right",
	"Left",
	"Space",
	"Home",
	"End",
	"PgDn",
	"PgUp",
	"Tab",
	"Shift-Tab",
	"Backspace",
	"Delete",
	"Esc",
	"1",
	"2",
	"3",
	"9",
	"a",
	"b",
	"c",
	"d",
	"e",
	"f",
	"g",
	"h",
	"i",
	"j",
	"k",
	"l",
	"m",
	"n",
	"o",
	"p",
	"q",
	"r",
	"s",
	"t",
	"u",
	"v",
	"w",
	"x",
	"y",
	"z",
	"?",
	"F1",
	"F2",
	"F3",
	"F4",
	"Ctrl-T",
	"Ctrl-L",
	"Ctrl-U",
	"Ctrl-A",
	"Ctrl-D",
	"Ctrl-G",
};

static const char *const walk_others[] = {
	"type:\"shore\"",
	"type:\"\xc3\xa9\xcc\x81\xe6\xbc\xa2\"",
	"type:\"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\"",
	"paste:\"\\e]0;x\\x07\\x00\\xff\xe2\x80\xae\"",
	"paste:\"\xe6\xbc\xa2\xcc\x81 \"*500",
	"paste:\"\"",
	"not-saved:\"Nothing could be saved, since the disk is full: every answer stays here until you leave.\"",
	"now:2026-11-25",
	"now:2100-01-01",
	"now:1970-01-01",
	"F3 Down Enter",
	"g Up Enter",
	"restart",
	"wheel:3",
	"wheel:-3",
	"wheel:2000000000",
	"click:-1,-1",
	"click:70000,70000",
	"resize:1x1",
	"resize:19x5",
	"resize:20x6",
	"resize:40x12",
	"resize:80x24",
	"resize:200x60",
	"resize:0x0",
	"resize:-7x-7",
	"resize:60000x60000",
};

static void choose_words(struct session *s, uint64_t *rng_state, struct strbuf *out)
{
	uint32_t what = rand_below(rng_state, 100);

	if (what < 75)
		strbuf_addstr(out, walk_keys[rand_below(rng_state, ARRAY_SIZE(walk_keys))]);
	else if (what < 85)
		strbuf_addf(out, "click:%u,%u", rand_below(rng_state, (uint32_t)s->canvas.cols),
			rand_below(rng_state, (uint32_t)s->canvas.rows));
	else if (what < 92)
		strbuf_addf(out, "resize:%ux%u", 1 + rand_below(rng_state, 130),
			1 + rand_below(rng_state, 50));
	else
		strbuf_addstr(out, walk_others[rand_below(rng_state, ARRAY_SIZE(walk_others))]);
}

/* The last steps of the current walk, also printed if the program dies. */
static struct {
	uint64_t seed;
	int step;
	char *last[WALK_REMEMBERS];
} walked;

static void remember(const char *words)
{
	free(walked.last[0]);
	memmove(walked.last, walked.last + 1, (WALK_REMEMBERS - 1) * sizeof(*walked.last));
	walked.last[WALK_REMEMBERS - 1] = xstrdup(words);
	walked.step++;
}

static void forget(uint64_t seed)
{
	for (size_t k = 0; k < WALK_REMEMBERS; k++)
		free(walked.last[k]);
	memset(&walked, 0, sizeof(walked));
	walked.seed = seed;
}

static void say_walked(struct strbuf *out)
{
	if (!walked.step)
		return;
	strbuf_addf(out, "step %d of a walk with seed %llu; it went on like this:\nkeys",
		walked.step, (unsigned long long)walked.seed);
	for (size_t k = 0; k < WALK_REMEMBERS; k++)
		strbuf_addf(out, " %s", walked.last[k] ? walked.last[k] : "");
	strbuf_addch(out, '\n');
}

static bool walk_step(struct session *s, const char *words, struct strbuf *why)
{
	struct strbuf word = STRBUF_INIT;
	bool good = true;

	while (good && token_next(&words, &word)) {
		if (s->left) {
			session_close(s);
			session_open(s);
		}
		good = play_word(s, &word, why);
	}
	strbuf_clear(&s->effects);
	strbuf_release(&word);
	return good;
}

static bool walk(const struct setup *setup, uint64_t seed, int steps, struct strbuf *why)
{
	struct session s;
	struct strbuf words = STRBUF_INIT;
	uint64_t rng_state = seed;
	bool good = true;

	forget(seed);
	session_begin(&s, setup);
	session_open(&s);
	for (int i = 0; i < steps && good; i++) {
		strbuf_clear(&words);
		choose_words(&s, &rng_state, &words);
		remember(words.buf);
		good = walk_step(&s, words.buf, why);
	}
	if (!good)
		say_walked(why);
	forget(0);
	session_end(&s);
	strbuf_release(&words);
	return good;
}

#endif
