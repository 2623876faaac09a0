/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The PIN of a learner, asked for in plain lines before anything else, in every mode. The store has
 * its slow hash ("pin"), the number of wrong tries since the last right one ("pin_wrong") and the
 * end of the lockout ("pin_wait", seconds since 1970), so restarting the program does not help a
 * guesser.
 */
#include "session/session_pin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "guard/secret.h"
#include "session/keys.h"
#include "store/store.h"
#include "text/text.h"

enum { TRIES = 3, WAIT = 30, DOUBLED_MOST = 8, LINE_MAX_BYTES = 240 };

enum typed { TYPED_LINE, TYPED_HIDE, TYPED_END };

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

/* Echoes nothing. */
static enum typed read_line(struct pin_line *l)
{
	struct keys *keys = xcalloc(1, sizeof(*keys));
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
	keys_close(keys, false);
	free(keys);
	fputc('\n', stdout);
	return how;
}

static int64_t number(struct store *store, const char *key)
{
	struct strbuf text = STRBUF_INIT;
	int64_t n = store_get_setting(store, key, &text) ? strtoll(text.buf, NULL, 10) : 0;

	strbuf_release(&text);
	return n < 0 ? 0 : n;
}

/*
 * Stores a number, ignoring failures: a store that cannot be written cannot count tries, which must
 * not keep its owner out.
 */
static void keep_number(struct store *store, const char *key, int64_t n)
{
	struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;

	strbuf_addf(&text, "%lld", (long long)n);
	store_save_setting(store, key, n ? text.buf : NULL, &err);
	strbuf_release(&text);
	strbuf_release(&err);
}

/*
 * Counts a try. Called before it is checked, so that killing the program in between earns no free
 * guess.
 */
static void count_try(struct store *store)
{
	int64_t wrong = number(store, "pin_wrong") + 1, turns = wrong / TRIES;

	keep_number(store, "pin_wrong", wrong);
	if (wrong % TRIES == 0)
		keep_number(store, "pin_wait",
			(int64_t)time(NULL) +
				((int64_t)WAIT
					<< (turns > DOUBLED_MOST ? DOUBLED_MOST : turns - 1)));
}

/*
 * Returns the seconds left of the lockout. If the clock jumped, they are never more than the
 * longest lockout.
 */
static int64_t still_to_wait(struct store *store)
{
	int64_t left = number(store, "pin_wait") - (int64_t)time(NULL),
		most = (int64_t)WAIT << DOUBLED_MOST;

	return left < 0 ? 0 : left > most ? most : left;
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

static bool must_wait(struct store *store)
{
	int64_t left = still_to_wait(store);

	if (left)
		printf(Q_("Too many wrong PINs. Try again in %lld second.\n",
			       "Too many wrong PINs. Try again in %lld seconds.\n",
			       (unsigned long)left),
			(long long)left);
	return left > 0;
}

static bool ask(struct session *s, const char *hash, struct pin_line *l)
{
	while (!must_wait(s->store)) {
		enum typed how;

		how = read_line(l);
		s->erase = how == TYPED_HIDE;
		if (how != TYPED_LINE)
			return false;
		count_try(s->store);
		if (is_right(l, hash)) {
			keep_number(s->store, "pin_wrong", 0);
			keep_number(s->store, "pin_wait", 0);
			return true;
		}
		puts(_("Wrong PIN. If you have forgotten it, start again under another name: vigie --learner NAME"));
	}
	return false;
}

bool session_unlock(struct session *s)
{
	struct strbuf hash = STRBUF_INIT;
	struct pin_line line;
	bool open = true;

	if (s->store && store_get_setting(s->store, "pin", &hash)) {
		s->app.model.has_pin = true;
		open = ask(s, hash.buf, &line);
		explicit_bzero(&line, sizeof(line));
		fflush(stdout);
	}
	strbuf_release(&hash);
	return open;
}

bool session_save_pin(struct session *s, const char *pin)
{
	struct strbuf hash = STRBUF_INIT;
	bool good = !*pin || secret_hash(pin, &hash);

	if (!good)
		strbuf_addstr(&s->err, _("cannot get random bytes to make the PIN safe"));
	good = good && store_save_setting(s->store, "pin", *pin ? hash.buf : NULL, &s->err);
	if (good)
		s->app.model.has_pin = *pin;
	strbuf_release(&hash);
	return good;
}
