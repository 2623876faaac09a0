/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs that want to write at the same time take turns. SQLite's lock goes to the process that
 * asks first after it is free, which is often the one that has just written, so some wait for
 * seconds.
 *
 * So one process is the next writer: it holds a lock of its own, on a byte of the file that SQLite
 * does not use (sqlite.org/lockingv3.html), polls often for SQLite's lock, and releases its own
 * once it has SQLite's. The others poll more often the longer they have waited. The turn is
 * advisory: a process that cannot get the turn within five seconds, or at all (some network disks),
 * asks SQLite without it.
 */
#include "store/query.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

/* just after SQLite's last lock byte */
enum { TURN_BYTE = 0x40000000 + 512 };

/* Without such locks there are no turns. */
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

/*
 * Sleeps for us microseconds, plus or minus up to half of that at random, so that processes that
 * started together spread out.
 */
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

	/* owned by the descriptor: SQLite releases all locks that the process holds on the file */
	return store->turn >= 0 && !fcntl(store->turn, F_OFD_SETLK, &lock);
}

/*
 * Returns microseconds: 10,000 at first, 150 after waiting for half a second. The cube turns a
 * lottery into a queue.
 */
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
