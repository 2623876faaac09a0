/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the terminal for the decoder of view/decode.h. Not getch: it reads byte by byte (a megabyte
 * takes seconds) and returns an unknown sequence as an Esc followed by letters.
 */
#include "term/term_parts.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/mem.h"
#include "os/clock.h"
#include "view/decode.h"

static struct decode decode;
static bool ended; /* end of file or hang-up */

bool term_is_slow(void)
{
	static const char *const remote[] = { "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY" };
	static const char *const serial[] = { "/dev/ttyS", "/dev/ttyUSB", "/dev/ttyACM",
		"/dev/ttyAMA" };
	const char *name = ttyname(STDIN_FILENO);

	for (size_t i = 0; i < ARRAY_SIZE(remote); i++)
		if (getenv(remote[i]))
			return true;
	for (size_t i = 0; name && i < ARRAY_SIZE(serial); i++)
		if (!strncmp(name, serial[i], strlen(serial[i])))
			return true;
	return false;
}

void input_init(void)
{
	const struct {
		const char *bytes;
		uint32_t key;
	} keys[] = {
		{ key_up, K_UP },
		{ key_down, K_DOWN },
		{ key_left, K_LEFT },
		{ key_right, K_RIGHT },
		{ key_home, K_HOME },
		{ key_end, K_END },
		{ key_ppage, K_PAGE_UP },
		{ key_npage, K_PAGE_DOWN },
		{ key_dc, K_DELETE },
		{ key_btab, K_BACK_TAB },
		{ key_enter, K_ENTER },
		{ key_f1, K_F1 },
		{ key_f2, K_F2 },
		{ key_f3, K_F3 },
		{ key_f4, K_F4 },
		{ key_f5, K_F5 },
		{ key_f9, K_F9 },
	};

	ended = false;
	decode_init(&decode, term_is_slow());
	decode_set_charset(&decode, term_charset(), NULL);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (keys[i].bytes != (const char *)-1)
			decode_add_name(&decode, keys[i].bytes, keys[i].key);
}

bool input_ended(void)
{
	return ended;
}

void input_forget(void)
{
	decode_forget(&decode);
}

static bool is_ready(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}

/*
 * read() never blocks here. Two empty reads although input is ready mean end of file; after one,
 * another process may have taken the input.
 */
void input_fill(void)
{
	char bytes[DECODE_BYTES];
	size_t room = decode_room(&decode);
	ssize_t n = room ? read(STDIN_FILENO, bytes, room) : -1;

	if (!room)
		return;
	if (n == 0 && is_ready()) {
		n = read(STDIN_FILENO, bytes, room);
		ended = n == 0;
	}
	if (n > 0) {
		decode_feed(&decode, bytes, (size_t)n, clock_ms());
		explicit_bzero(bytes, (size_t)n);
	} else {
		ended |= n < 0 && errno != EINTR && errno != EAGAIN;
	}
}

bool input_next(struct event *event)
{
	return decode_next(&decode, clock_ms(), event);
}

int input_wait(void)
{
	return decode_wait(&decode, clock_ms());
}
