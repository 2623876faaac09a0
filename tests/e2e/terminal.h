/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A terminal for tests: the program runs in a real pseudo-terminal, libvterm is the screen.
 * Everything polls with a deadline; nothing sleeps and hopes. The program starts in English, in
 * C.UTF-8.
 */
#ifndef TESTS_E2E_TERMINAL_H
#define TESTS_E2E_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include "base/strbuf.h"
#include "program.h"

struct terminal;

/* Starts the program with home as the person's home. */
struct terminal *terminal_start(const char *home, const struct start *start);
/* Ends it, if it still runs. */
void terminal_free(struct terminal *t);

/* Types bytes. False: the program does not take them any more. */
bool terminal_send(struct terminal *t, const char *bytes);
bool terminal_send_bytes(struct terminal *t, const char *bytes, size_t len);
void terminal_resize(struct terminal *t, int cols, int rows);
/* Only what the kernel says: the screen stays as it is. */
void terminal_claim_size(struct terminal *t, unsigned cols, unsigned rows);
void terminal_signal(struct terminal *t, int signal);
/* Tears the cable off. */
void terminal_hang_up(struct terminal *t);

/* Bytes from the keys of an xterm in application mode, as keypad_xmit asks for. */
#define KEY_ENTER "\r"
#define KEY_ESC "\033"
#define KEY_UP "\033OA"
#define KEY_DOWN "\033OB"
#define KEY_LEFT "\033OD"
#define KEY_RIGHT "\033OC"
#define KEY_F4 "\033OS"
#define KEY_CTRL_X "\030"

/*
 * The screen as text, rows ending in '\n'; lives until the next call. In shows and waits, runs of
 * white space, line ends and no-break spaces count as one space, since words wrap.
 */
const char *terminal_text(struct terminal *t);
const char *terminal_row(struct terminal *t, int row);
/* What was scrolled out at the top of the first screen and is still kept, as most terminals do. */
const char *terminal_scrollback(struct terminal *t);
bool terminal_shows(struct terminal *t, const char *text);
/* True as soon as it shows, false at the deadline. */
bool terminal_wait(struct terminal *t, const char *text);
bool terminal_wait_without(struct terminal *t, const char *text);
/* Until all keys sent by now have been handled and drawn. */
bool terminal_settle(struct terminal *t);
/* The same without a key: until it writes nothing and sleeps. */
bool terminal_rest(struct terminal *t);
/* Until more than n bytes have come in all. */
bool terminal_wait_bytes(struct terminal *t, size_t n);

int terminal_cursor_x(const struct terminal *t);
int terminal_cursor_y(const struct terminal *t);
bool terminal_cursor_visible(const struct terminal *t);
bool terminal_alternate(const struct terminal *t);
/* Is that DEC private mode on (2004 bracketed paste, 1000, 1006 mouse …), by the bytes that came?
 */
bool terminal_mode(const struct terminal *t, int mode);
/* All bytes that ever came. */
const struct strbuf *terminal_bytes(struct terminal *t);
/* Long tests: the bytes that came are not kept. */
void terminal_forget_bytes(struct terminal *t);
/* Everything that is waiting is taken in, for at most ms milliseconds; returns bytes taken. */
size_t terminal_take(struct terminal *t, int ms);

pid_t terminal_pid(const struct terminal *t);
/* "ACK run/question" lines so far. */
bool terminal_wait_acks(struct terminal *t, size_t n);
size_t terminal_acks(struct terminal *t);
/* as_job: has it stopped? then bring it back. */
bool terminal_wait_stopped(struct terminal *t);
void terminal_continue(struct terminal *t);
/* Until the program has ended: exit status, 128 + n after signal n, -1 at the deadline. */
int terminal_wait_end(struct terminal *t);
bool terminal_running(struct terminal *t);
struct termios terminal_termios_at_start(const struct terminal *t);
struct termios terminal_termios(const struct terminal *t);

double now_ms(void);

#endif
