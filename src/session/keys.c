/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/keys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "os/clock.h"
#include "term/term.h"

static volatile sig_atomic_t end_signal, continued;

static void note_signal(int signal)
{
	if (signal == SIGCONT)
		continued = 1;
	else
		end_signal = signal;
}

static const int noted[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT };

static void catch_signals(void)
{
	struct sigaction note = { .sa_handler = note_signal };

	sigemptyset(&note.sa_mask);
	for (size_t i = 0; i < ARRAY_SIZE(noted); i++)
		sigaction(noted[i], &note, NULL);
}

int keys_signal(void)
{
	return end_signal;
}

void keys_open(struct keys *k, unsigned flags)
{
	decode_init(&k->decode, term_is_slow());
	decode_set_charset(&k->decode, term_charset(), NULL);
	k->failed = false;
	k->watched = -1;
	k->until = 0;
	k->no_more = flags & KEYS_NO_MORE;
	catch_signals();
	k->terminal = tcgetattr(STDIN_FILENO, &k->before) == 0;
	if (!k->terminal)
		return;
	k->ours = k->before;
	k->ours.c_lflag &= ~(tcflag_t)(ICANON | ECHO | (flags & KEYS_SIGNALS ? 0 : ISIG));
	/* Ctrl-C must not discard what was typed before it */
	k->ours.c_lflag |= NOFLSH;
	k->ours.c_iflag &= ~(tcflag_t)IXON;
	k->ours.c_cc[VMIN] = 1;
	k->ours.c_cc[VTIME] = 0;
	k->terminal =
		tcsetattr(STDIN_FILENO, flags & KEYS_FRESH ? TCSAFLUSH : TCSADRAIN, &k->ours) == 0;
}

void keys_close(struct keys *k, bool drop)
{
	if (k->terminal)
		tcsetattr(STDIN_FILENO, drop ? TCSAFLUSH : TCSADRAIN, &k->before);
	k->terminal = false;
	decode_forget(&k->decode);
}

/* ppoll leaves no gap between the test for a signal and the wait. */
int keys_wait(struct keys *k, int ms, bool input)
{
	struct pollfd p[] = { { .fd = input ? STDIN_FILENO : -1, .events = POLLIN },
		{ .fd = k->watched, .events = POLLIN } };
	const struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	sigset_t block, before;
	int ready = -1;

	sigemptyset(&block);
	for (size_t i = 0; i < ARRAY_SIZE(noted); i++)
		sigaddset(&block, noted[i]);
	sigprocmask(SIG_BLOCK, &block, &before);
	while (!end_signal && ready < 0) {
		ready = ppoll(p, ARRAY_SIZE(p), ms < 0 ? NULL : &limit, &before);
		/* a shell that had the terminal in between may have changed its modes */
		if (continued && k->terminal && tcgetpgrp(STDIN_FILENO) == getpgrp())
			tcsetattr(STDIN_FILENO, TCSADRAIN, &k->ours);
		continued = 0;
		if (ready < 0 && errno != EINTR) {
			k->failed = true;
			break;
		}
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (ready <= 0)
		return ready;
	return (p[0].revents ? KEYS_INPUT : 0) | (p[1].revents ? KEYS_NEWS : 0);
}

/* Returns the bytes read; 0 at the end of input. */
static size_t read_some(struct keys *k, char *bytes, size_t size)
{
	for (;;) {
		ssize_t n = read(STDIN_FILENO, bytes, size);

		if (n < 0 && errno == EINTR && !end_signal)
			continue;
		k->failed |= n < 0;
		return n > 0 ? (size_t)n : 0;
	}
}

/* Milliseconds to wait for input: for the rest of a sequence, or until the time for a tick. */
static int patience(const struct keys *k, int64_t now, bool *tick)
{
	int rest = decode_wait(&k->decode, now);

	*tick = rest < 0 && k->until;
	if (!*tick)
		return rest;
	return k->until > now ? (int)(k->until - now) : 0;
}

bool keys_next(struct keys *k, struct event *event)
{
	char bytes[DECODE_BYTES];

	while (!decode_next(&k->decode, clock_ms(), event)) {
		bool tick;
		int got = keys_wait(k, patience(k, clock_ms(), &tick), true);
		size_t room, n;

		if (got < 0)
			return false;
		if ((got & KEYS_NEWS) || (!got && tick)) {
			*event = (struct event){ .kind = got ? EVENT_NEWS : EVENT_TICK };
			return true;
		}
		room = decode_room(&k->decode);
		n = got ? read_some(k, bytes, k->no_more ? 1 : room) : 0;
		if (got && !n)
			return false;
		if (n)
			decode_feed(&k->decode, bytes, n, clock_ms());
		explicit_bzero(bytes, n);
	}
	return true;
}

size_t keys_read(struct keys *k, char *bytes, size_t size, bool *hide)
{
	struct event event;
	size_t n = keys_wait(k, -1, true) > 0 ? read_some(k, bytes, size) : 0;

	*hide = false;
	for (size_t i = 0; i < n; i++) {
		(void)decode_room(&k->decode);
		decode_feed(&k->decode, bytes + i, 1, clock_ms());
		while (decode_next(&k->decode, clock_ms(), &event))
			*hide |= event.kind == EVENT_KEY && decode_hides(event.key);
	}
	return n;
}
