/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals, and the only place where the program sleeps. */
#include "term/term_parts.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/mem.h"

static volatile sig_atomic_t end_signal, resized, stopped, continued;
static bool locked;

/* ---- signals */

static void note_signal(int signal)
{
	if (signal == SIGWINCH)
		resized = 1;
	else if (signal == SIGTSTP)
		stopped = 1;
	else if (signal == SIGCONT)
		continued = 1;
	else
		end_signal = signal;
}

/* Restores the terminal, then lets the same signal kill the process. */
static void die_restoring(int signal)
{
	curses_restore();
	raise(signal);
}

/* Writes a number of at most nine digits; async-signal-safe. */
static void append_number(char *text, size_t *len, int n)
{
	int power = 1;

	while (n / power >= 10 && power < 100000000)
		power *= 10;
	for (; power; power /= 10)
		text[(*len)++] = (char)('0' + n / power % 10);
}

/* Names the call, or nobody could find out what ended a kiosk that stands alone. */
static void say_forbidden(int call)
{
	char text[80] = "vigie: forbidden system call ";
	size_t len = strlen(text);

	append_number(text, &len, call > 0 ? call : 0);
	text[len++] = '\n';
	if (write(STDERR_FILENO, text, len) < 0)
		return;
}

/* The same after a system call that the sandbox forbids. */
static void die_forbidden(int signal, siginfo_t *info, void *context)
{
	(void)context;
	curses_restore();
	/* from the kernel, not by kill() */
	if (info->si_code > 0)
		say_forbidden(info->si_syscall);
	raise(signal);
}

static const int noted[] = { SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT };
static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT, SIGSYS, SIGTRAP,
	SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF };
/* Ignored while the program is locked (a kiosk). */
static const int locked_out[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2,
	SIGALRM, SIGVTALRM, SIGPROF };
/* The write that causes one fails, and its error is handled there. */
static const int ignored[] = { SIGPIPE, SIGXFSZ };

static void catch_signals(void)
{
	struct sigaction note = { .sa_handler = note_signal };
	struct sigaction die = { .sa_handler = die_restoring, .sa_flags = (int)SA_RESETHAND };
	struct sigaction forbidden = { .sa_sigaction = die_forbidden,
		.sa_flags = (int)(SA_RESETHAND | SA_SIGINFO) };
	sigset_t blocked;

	sigemptyset(&note.sa_mask);
	sigemptyset(&die.sa_mask);
	sigemptyset(&forbidden.sa_mask);
	sigemptyset(&blocked);
	for (size_t i = 0; i < ARRAY_SIZE(noted); i++) {
		sigaction(noted[i], &note, NULL);
		sigaddset(&blocked, noted[i]);
	}
	for (size_t i = 0; i < ARRAY_SIZE(fatal); i++)
		sigaction(fatal[i], fatal[i] == SIGSYS ? &forbidden : &die, NULL);
	for (size_t i = 0; i < ARRAY_SIZE(ignored); i++)
		signal(ignored[i], SIG_IGN);
	for (size_t i = 0; locked && i < ARRAY_SIZE(locked_out); i++)
		signal(locked_out[i], SIG_IGN);
	/* blocked, except during a wait */
	sigprocmask(SIG_BLOCK, &blocked, NULL);
}

void signals_release(void)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < ARRAY_SIZE(noted); i++) {
		signal(noted[i],
			noted[i] == SIGTERM || noted[i] == SIGHUP || noted[i] == SIGINT ? SIG_IGN
											: SIG_DFL);
		sigaddset(&blocked, noted[i]);
	}
	for (size_t i = 0; i < ARRAY_SIZE(fatal); i++)
		signal(fatal[i], SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}

int term_signal(void)
{
	return end_signal;
}

/*
 * True if the size has changed unnoticed: a new window often gets its size while the program
 * starts, before SIGWINCH is caught.
 */
static bool was_resized(void)
{
	int cols, rows, now_cols, now_rows;

	term_size(&cols, &rows);
	window_size(&now_cols, &now_rows);
	return cols != now_cols || rows != now_rows;
}

void signals_prepare(void)
{
	signal(SIGTSTP, note_signal);
}

void signals_catch(bool lock)
{
	locked = lock;
	catch_signals();
	resized = was_resized();
}

/* ---- waiting */

static bool take_resize(struct event *event)
{
	int cols, rows;

	resized = 0;
	window_size(&cols, &rows);
	curses_resize(cols, rows);
	*event = (struct event){ .kind = EVENT_RESIZE, .x = cols, .y = rows };
	return true;
}

/* Takes the terminal over again; its size may have changed. */
static bool come_back(struct event *event)
{
	continued = 0;
	curses_resume();
	return take_resize(event);
}

/* Restores the terminal, stops, and takes the terminal over again on SIGCONT. */
static bool stop(struct event *event)
{
	sigset_t set;

	stopped = 0;
	curses_suspend();
	signal(SIGTSTP, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigaddset(&set, SIGCONT);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	/* resumed, by fg */
	catch_signals();
	return come_back(event);
}

/*
 * True if SIGSTOP, which cannot be caught, has stopped the program: the shell has used the terminal
 * in the meantime. In the background the terminal is still the shell's.
 */
static bool was_stopped(void)
{
	bool was = continued && tcgetpgrp(STDIN_FILENO) == getpgrp();

	continued = 0;
	return was;
}

static int tick_ms, watched = -1;

void term_tick(int ms)
{
	tick_ms = ms;
}

void term_watch(int fd)
{
	watched = fd;
}

/* Milliseconds until something happens without input; -1: nothing does. */
static int idle_ms(void)
{
	return tick_ms ? tick_ms : locked ? 1000 : -1;
}

enum { HAS_INPUT = 1, HAS_NEWS = 2 };

/* Returns what there is; 0 if ms milliseconds have passed (-1: no limit), -1 after a signal. */
static int wait_for_input(int ms)
{
	const struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	fd_set in;
	sigset_t none;
	int got;

	FD_ZERO(&in);
	FD_SET(STDIN_FILENO, &in);
	if (watched >= 0)
		FD_SET(watched, &in);
	sigemptyset(&none);
	got = pselect((watched > STDIN_FILENO ? watched : STDIN_FILENO) + 1, &in, NULL, NULL,
		ms >= 0 ? &limit : NULL, &none);
	if (got <= 0)
		return got;
	return (FD_ISSET(STDIN_FILENO, &in) ? HAS_INPUT : 0) |
		(watched >= 0 && FD_ISSET(watched, &in) ? HAS_NEWS : 0);
}

/* Delivers pending signals: while there is always something to read, pselect delivers none. */
static void let_signals_in(void)
{
	static unsigned calls;
	const struct timespec at_once = { 0, 0 };
	sigset_t none;

	if (++calls % 32)
		return;
	sigemptyset(&none);
	pselect(0, NULL, NULL, NULL, &at_once, &none);
}

/* Handles what a signal has noted; returns true if that makes an event. */
static bool take_signal(struct event *event)
{
	if (stopped)
		return stop(event);
	if (was_stopped()) {
		curses_suspend();
		return come_back(event);
	}
	return resized && take_resize(event);
}

bool term_wait(struct event *event)
{
	bool readable = false;

	for (;;) {
		int got, rest;

		let_signals_in();
		if (readable)
			input_fill();
		if (input_ended() && !end_signal)
			end_signal = SIGHUP;
		if (end_signal)
			return false;
		if (input_next(event) || take_signal(event))
			return true;
		rest = input_wait();
		got = wait_for_input(rest >= 0 ? rest : idle_ms());
		readable = got > 0 && (got & HAS_INPUT);
		if (end_signal)
			return false;
		if (take_signal(event))
			return true;
		if (got > 0 && (got & HAS_NEWS)) {
			/* input stays in the terminal until the next call */
			*event = (struct event){ .kind = EVENT_NEWS };
			return true;
		}
		if (!got && rest < 0) {
			*event = (struct event){ .kind = EVENT_TICK };
			return true;
		}
	}
}
