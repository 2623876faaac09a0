/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The PIN of a learner, asked for in plain lines before anything else, in every mode. The store has
 * its slow hash ("pin") and counts the tries (store/pin.h).
 */
#include "session/session_pin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "guard/secret.h"
#include "os/clock.h"
#include "session/keys.h"
#include "store/writer.h"
#include "text/text.h"

/* Until a try is checked though it could not be counted: the disk must not keep the owner out. */
enum { PATIENCE_MS = 10000 };
enum { LINE_MAX_BYTES = 240 };

enum typed { TYPED_LINE, TYPED_HIDE, TYPED_END };
enum verdict { RIGHT, WRONG, REFUSED, LEFT };

struct pin_line {
	char text[LINE_MAX_BYTES];
	size_t len;
};

static void add_text(struct pin_line *l, const char *text, size_t len)
{
	if (len > sizeof(l->text) - l->len)
		return;
	memcpy(l->text + l->len, text, len);
	l->len += len;
}

/* Handles a key; returns false when the line is complete or cancelled, as *how says. */
static bool take_key(struct pin_line *l, uint32_t key, enum typed *how)
{
	char utf8[4];

	*how = decode_hides(key) ? TYPED_HIDE : key == K_ENTER ? TYPED_LINE : TYPED_END;
	if (*how != TYPED_END || key == K_CTRL('c') || key == K_CTRL('d'))
		return false;
	if (key == K_BACKSPACE)
		l->len = text_prev(l->text, l->len, l->len);
	else if (key == K_CTRL('u'))
		l->len = 0;
	else if (key >= K_SPACE && key < K_UP)
		add_text(l, utf8, (size_t)utf8_put(utf8, key));
	return true;
}

/* Handles a paste, whose first line is the whole; returns false if it has an end. */
static bool take_paste(struct pin_line *l, const char *text, size_t len, enum typed *how)
{
	const char *end = memchr(text, '\n', len);

	add_text(l, text, end ? (size_t)(end - text) : len);
	*how = end ? TYPED_LINE : TYPED_END;
	return !end;
}

/* Echoes nothing. Leaves keys open. */
static enum typed read_line(struct keys *keys, struct pin_line *l)
{
	enum typed how = TYPED_END;
	struct event event;
	bool more = true;

	l->len = 0;
	keys_open(keys, KEYS_FRESH | KEYS_NO_MORE);
	/* only now, so that keys typed at once are not echoed either */
	fputs("PIN: ", stdout);
	fflush(stdout);
	while (more && keys_next(keys, &event)) {
		if (event.kind == EVENT_KEY)
			more = take_key(l, event.key, &how);
		else if (event.kind == EVENT_PASTE)
			more = take_paste(l, event.text, event.len, &how);
	}
	fputc('\n', stdout);
	fflush(stdout);
	return how;
}

/* Takes replies up to the job's; returns true if that has come. */
static bool take_reply(struct writer *writer, unsigned job, struct writer_reply *reply)
{
	while (writer_take(writer, reply))
		if (reply->job >= job)
			return true;
	return false;
}

/*
 * Waits a little for news of the writer, or a key: that hides, or is kept for the course. Input
 * that is not keys is left to the course. Returns false if the program must end.
 */
static bool wait_for_news(struct session *s, struct keys *keys)
{
	struct event event;

	keys->watched = writer_fd(s->writer);
	if (!keys->terminal)
		return keys_wait(keys, PATIENCE_MS, false) >= 0;
	if (!keys_next(keys, &event))
		return false;
	s->erase = event.kind == EVENT_KEY && decode_hides(event.key);
	if (event.kind == EVENT_KEY || event.kind == EVENT_PASTE)
		ahead_put(&s->ahead, &event);
	return !s->erase;
}

/*
 * Counts a try before it is checked. Returns false, with the verdict, if it must not be checked:
 * another program has begun a lockout, or the person leaves.
 */
static bool count_try(struct session *s, struct keys *keys, enum verdict *verdict)
{
	struct strbuf bytes = STRBUF_INIT;
	struct writer_reply reply;
	unsigned job;

	job_pin_try(&bytes, (int64_t)time(NULL));
	job = writer_send(s->writer, &bytes);
	keys->until = clock_ms() + PATIENCE_MS;
	*verdict = LEFT;
	while (!take_reply(s->writer, job, &reply)) {
		if (clock_ms() >= keys->until)
			return true;
		if (!wait_for_news(s, keys))
			return false;
	}
	if (reply.value)
		s->pin_wait = reply.value < 0 ? -reply.value : reply.value;
	*verdict = REFUSED;
	return reply.value >= 0;
}

static bool is_right(const struct pin_line *l, const char *hash)
{
	struct strbuf clean = STRBUF_INIT;
	bool right;

	text_sanitize(&clean, l->text, l->len);
	right = secret_matches(clean.buf, hash);
	strbuf_release(&clean);
	return right;
}

static bool must_wait(const struct session *s)
{
	int64_t left = s->pin_wait - (int64_t)time(NULL);

	if (left > 0)
		printf(Q_("Too many wrong PINs. Try again in %lld second.\n",
			       "Too many wrong PINs. Try again in %lld seconds.\n",
			       (unsigned long)left),
			(long long)left);
	return left > 0;
}

static enum verdict ask(struct session *s, struct keys *keys, struct pin_line *l)
{
	struct strbuf bytes = STRBUF_INIT;
	enum typed how;
	enum verdict verdict = LEFT;
	bool counted;

	/* what was typed meanwhile was not meant for this question */
	ahead_release(&s->ahead);
	how = read_line(keys, l);
	counted = how == TYPED_LINE && count_try(s, keys, &verdict);
	keys_close(keys, false);
	s->erase |= how == TYPED_HIDE;
	if (!counted)
		return verdict;
	if (!is_right(l, s->pin_hash.buf))
		return WRONG;
	job_pin_right(&bytes);
	writer_send(s->writer, &bytes);
	return RIGHT;
}

static bool ask_until_right(struct session *s, struct keys *keys, struct pin_line *l)
{
	while (!must_wait(s)) {
		enum verdict verdict = ask(s, keys, l);

		if (verdict == RIGHT || verdict == LEFT)
			return verdict == RIGHT;
		if (verdict == WRONG)
			puts(_("Wrong PIN. If you have forgotten it, start again under another name: vigie --learner NAME"));
	}
	return false;
}

bool session_unlock(struct session *s)
{
	struct pin_line line;
	struct keys *keys;
	bool open;

	if (!s->writer || !s->app.model.has_pin)
		return true;
	keys = xcalloc(1, sizeof(*keys));
	open = ask_until_right(s, keys, &line);
	explicit_bzero(&line, sizeof(line));
	free(keys);
	fflush(stdout);
	return open;
}
