/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs that want to write at the same time take turns. SQLite's lock goes to whoever asks first
 * after it is free: that is the one that has just written and writes again, or anybody, and some
 * wait for seconds. So one is next: it holds a lock of its own, on a byte of the file that SQLite
 * does not use (sqlite.org/lockingv3.html), asks for SQLite's often, and lets go when it has it.
 * Those that are not next ask the more often the longer they have waited. The turn is a courtesy:
 * who does not get it in five seconds, or cannot have it (some network disks), asks SQLite all the
 * same.
 */
#include "store/query.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

/* Behind SQLite's last one. */
enum { TURN_BYTE = 0x40000000 + 512 };

/* Where there are no such locks, there are no turns. */
#ifndef F_OFD_SETLK
#define F_OFD_SETLK (-1)
#endif

enum { WAIT_US = 5000000 };

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Half of it to one and a half: programs that came together do not stay together. */
static void pause_about(int64_t us)
{
	struct timespec pause;

	us = us / 2 + now_us() * 7919 % (us + 1);
	pause = (struct timespec){ us / 1000000, (long)(us % 1000000 * 1000) };
	nanosleep(&pause, NULL);
}

static bool lock_turn(const struct store *store, short type)
{
	struct flock lock = {
		.l_type = type, .l_whence = SEEK_SET, .l_start = TURN_BYTE, .l_len = 1
	};

	/* of the descriptor: SQLite lets go of all that the process has locked in the file */
	return store->turn >= 0 && !fcntl(store->turn, F_OFD_SETLK, &lock);
}

/* Microseconds: 10,000 at first, 150 of those who have waited for half a second. The cube makes a
 * queue of a lottery. */
static int64_t pause_after(int64_t waited)
{
	double age = 1 + (double)waited / 150000;
	double pause = 10000 / (age * age * age);

	return pause < 150 ? 150 : (int64_t)pause;
}

void store_take_turn(struct store *store)
{
	int64_t since = now_us(), waited = 0;

	while (!(store->is_next = lock_turn(store, F_WRLCK)) && store->turn >= 0 &&
		waited < WAIT_US) {
		pause_about(pause_after(waited));
		waited = now_us() - since;
	}
}

void store_end_turn(struct store *store)
{
	if (store->is_next)
		(void)lock_turn(store, F_UNLCK);
	store->is_next = false;
}

/*
 * SQLite's own busy_timeout waits longer and longer, up to 100 ms; among many writers one starves
 * (3 of 8000 commits gave up after 5 s).
 */
int store_wait(void *arg, int tries)
{
	struct store *store = arg;

	if (!tries)
		store->waiting_since = now_us();
	if (now_us() - store->waiting_since >= WAIT_US)
		return 0;
	pause_about(store->is_next ? 150 : tries < 20 ? 450 : 1700);
	return 1;
}
