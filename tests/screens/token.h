/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a keys line: what the user does, one event per word.
 *
 *   Enter Esc Tab Space Up Down PgDn Ctrl-X F1 …   a key by its English name
 *   a 7 ?                                          a character
 *   type:"the shore"                               its characters, one key each
 *   paste:"text\x1b[31m"*1000                      one paste, here of 1000 copies
 *   click:x,y  wheel:3  resize:80x24               mouse and size events; cells count from 0
 *   not-saved:"No space."                          the shell's message about a failed save
 *   now:2026-11-24T09:00                           sets the clock
 *   lessons:FOLDER  help:FOLDER                    replaces the files on disk
 *   restart                                        ends the program and starts it again
 *
 * Down*5 is Down five times. Quoted text may use \n \t \e \\ \" and \xNN.
 */
#ifndef SCREENS_TOKEN_H
#define SCREENS_TOKEN_H

#include <time.h>

#include "text/text.h"
#include "session.h"

/* Copies the next word of *s, including quotes; returns false at the end. */
static bool token_next(const char **s, struct strbuf *word)
{
	bool quoted = false;

	strbuf_clear(word);
	*s += strspn(*s, " \t");
	for (; **s && (quoted || (**s != ' ' && **s != '\t')); ++*s) {
		if (**s == '\\' && quoted && (*s)[1])
			strbuf_addch(word, *(*s)++);
		else if (**s == '"' && (quoted || word->len))
			quoted = !quoted;
		strbuf_addch(word, **s);
	}
	return word->len > 0;
}

static char escaped(const char **s)
{
	unsigned code = 0;

	switch (**s) {
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case 'e':
		return '\x1b';
	case 'x':
		if (sscanf(*s + 1, "%2x", &code) == 1)
			*s += 2;
		return (char)code;
	default:
		return **s;
	}
}

/* Removes the quotes from s; returns false if there are none. */
static bool unquote(const char *s, struct strbuf *out)
{
	size_t len = strlen(s);

	if (len < 2 || s[0] != '"' || s[len - 1] != '"')
		return false;
	for (const char *end = s++ + len - 1; s < end; s++) {
		char c = *s;

		if (c == '\\' && s + 1 < end) {
			s++;
			c = escaped(&s);
		}
		strbuf_addch(out, c);
	}
	return true;
}

/* Returns a code point, or a key by its name; 0 if there is no such key. */
static uint32_t key_of_name(const char *name)
{
	static const struct {
		uint32_t key;
		const char *name;
	} arrows[] = { { K_UP, "Up" }, { K_DOWN, "Down" }, { K_LEFT, "Left" },
		{ K_RIGHT, "Right" } };
	struct utf8_decoder d = { 0 };
	uint32_t code = 0;
	char buf[32];
	int got = 0;

	for (size_t i = 0; i < ARRAY_SIZE(arrows); i++)
		if (!strcmp(name, arrows[i].name))
			return arrows[i].key;
	for (uint32_t k = K_UP; k <= K_F9; k++)
		if (!strcmp(name, command_key_name(k, buf, sizeof(buf))))
			return k;
	for (uint32_t k = 1; k <= K_BACKSPACE; k++)
		if (!strcmp(name, command_key_name(k, buf, sizeof(buf))))
			return k;
	for (; *name && !got; name++)
		got = utf8_feed(&d, (unsigned char)*name, &code);
	return got == 1 && !*name ? code : 0;
}

static bool parse_now(const char *s, int64_t *now)
{
	struct tm tm = { 0 };

	if (sscanf(s, "%d-%d-%dT%d:%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
		    &tm.tm_min) < 3)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	*now = (int64_t)timegm(&tm);
	return true;
}

static void type(struct session *s, const struct strbuf *text)
{
	struct utf8_decoder d = { 0 };
	struct event event = { .kind = EVENT_KEY };

	for (size_t i = 0; i < text->len && !s->left; i++)
		if (utf8_feed(&d, (unsigned char)text->buf[i], &event.key))
			session_handle(s, &event);
}

/* Plays type:, paste: and not-saved:, whose argument is text. */
static bool play_text(struct session *s, const char *word, size_t name, int times)
{
	struct strbuf text = STRBUF_INIT, all = STRBUF_INIT;
	struct event event = { .kind = EVENT_PASTE };
	bool good = unquote(word + name + 1, &text);

	for (int i = 0; good && i < times; i++)
		strbuf_add(&all, text.buf, text.len);
	event.text = all.buf;
	event.len = all.len;
	if (!good)
		;
	else if (!strncmp(word, "type", name))
		type(s, &all);
	else if (!strncmp(word, "paste", name))
		session_handle(s, &event);
	else if (!strncmp(word, "not-saved", name)) {
		event.kind = EVENT_NOT_SAVED;
		session_handle(s, &event);
	} else
		good = false;
	strbuf_release(&text);
	strbuf_release(&all);
	return good;
}

static bool play_other(struct session *s, const char *word)
{
	struct event e = { .kind = EVENT_KEY };
	const struct catalogue *cat =
		s->app.model.lang && strcmp(s->app.model.lang, "en") ? french() : NULL;

	if (!strcmp(word, "restart")) {
		session_close(s);
		session_open(s);
		return true;
	}
	if (!strncmp(word, "lessons:", 8)) {
		snprintf(s->other_lessons, sizeof(s->other_lessons), "%s", word + 8);
		s->dirs[0] = s->other_lessons;
		return true;
	}
	if (!strncmp(word, "help:", 5)) {
		snprintf(s->setup.help, sizeof(s->setup.help), "%s", word + 5);
		return true;
	}
	if (!strncmp(word, "now:", 4))
		return parse_now(word + 4, &s->setup.now);
	if (sscanf(word, "click:%d,%d", &e.x, &e.y) == 2)
		e.kind = EVENT_CLICK;
	else if (sscanf(word, "resize:%dx%d", &e.x, &e.y) == 2)
		e.kind = EVENT_RESIZE;
	else if (sscanf(word, "wheel:%d", &e.delta) == 1)
		e.kind = EVENT_WHEEL;
	else {
		i18n_set_catalogue(NULL);
		e.key = key_of_name(word);
		i18n_set_catalogue(cat);
		if (!e.key)
			return false;
	}
	session_handle(s, &e);
	return true;
}

/* Removes a suffix such as "*5" from word and returns its number. */
static int take_times(struct strbuf *word)
{
	char *star = strrchr(word->buf, '*');
	int times;

	if (!star || star == word->buf || star[1 + strspn(star + 1, "0123456789")] || !star[1])
		return 1;
	times = atoi(star + 1);
	strbuf_setlen(word, (size_t)(star - word->buf));
	return times;
}

/* Checks the invariants after an event; see check.h. */
static bool holds(struct session *s, const char *word, struct strbuf *why);

/* Plays a word. Returns false, with a reason in why, if it is unknown or an invariant does not
 * hold. */
static bool play_word(struct session *s, struct strbuf *word, struct strbuf *why)
{
	char *whole = xstrdup(word->buf);
	size_t name = strcspn(word->buf, ":");
	int times = take_times(word);
	bool text = word->buf[name] == ':' && word->buf[name + 1] == '"', good = true;

	for (int i = 0; i < (text ? 1 : times) && good; i++) {
		if (s->left && strcmp(word->buf, "restart")) {
			strbuf_addf(why, "%s: the program has ended\n", whole);
			good = false;
			break;
		}
		good = text ? play_text(s, word->buf, name, times) : play_other(s, word->buf);
		if (!good)
			strbuf_addf(why, "%s: unknown key or event\n", whole);
		good = good && holds(s, whole, why);
	}
	free(whole);
	return good;
}

#endif
