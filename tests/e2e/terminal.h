/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A terminal for tests: runs the program in a real pseudo-terminal, with libvterm as its screen.
 * Every wait polls with a deadline; there are no blind sleeps. The program starts in English, in
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

/* Starts the program with home as its home directory. */
struct terminal *terminal_start(const char *home, const struct start *start);
/* Kills the program if it is still running, and frees t. */
void terminal_free(struct terminal *t);

/* Types bytes. Returns false if the program no longer reads them. */
bool terminal_send(struct terminal *t, const char *bytes);
bool terminal_send_bytes(struct terminal *t, const char *bytes, size_t len);
void terminal_resize(struct terminal *t, int cols, int rows);
/* Changes only the size that the kernel reports; the emulated screen keeps its own. */
void terminal_claim_size(struct terminal *t, unsigned cols, unsigned rows);
void terminal_signal(struct terminal *t, int signal);
/* Closes the terminal, as a cut line does. */
void terminal_hang_up(struct terminal *t);

/* Key sequences of an xterm in application mode (keypad_xmit). */
#define KEY_ENTER "\r"
#define KEY_ESC "\033"
#define KEY_UP "\033OA"
#define KEY_DOWN "\033OB"
#define KEY_LEFT "\033OD"
#define KEY_RIGHT "\033OC"
#define KEY_HOME "\033OH"
#define KEY_END "\033OF"
#define KEY_F4 "\033OS"
#define KEY_CTRL_X "\030"

/*
 * Returns the screen as text, each row ending in a newline; valid until the next call.
 * terminal_shows and the waits treat any run of white space, line ends and no-break spaces as one
 * space, because words wrap.
 */
const char *terminal_text(struct terminal *t);
const char *terminal_row(struct terminal *t, int row);
/* Rows that scrolled off the top of the main screen, as most terminals keep them. */
const char *terminal_scrollback(struct terminal *t);
bool terminal_shows(struct terminal *t, const char *text);
/* Returns true once text shows, false at the deadline. */
bool terminal_wait(struct terminal *t, const char *text);
bool terminal_wait_without(struct terminal *t, const char *text);
/* Waits until every key sent so far has been handled and drawn. */
bool terminal_settle(struct terminal *t);
/* The same without sending a key: waits until the program is silent and asleep. */
bool terminal_rest(struct terminal *t);
/* Waits until more than n bytes have arrived in total. */
bool terminal_wait_bytes(struct terminal *t, size_t n);

int terminal_cursor_x(const struct terminal *t);
int terminal_cursor_y(const struct terminal *t);
bool terminal_cursor_visible(const struct terminal *t);
bool terminal_alternate(const struct terminal *t);
/* True if DEC private mode is on (2004 bracketed paste, 1000 and 1006 mouse); read from output. */
bool terminal_mode(const struct terminal *t, int mode);
/* All output so far. */
const struct strbuf *terminal_bytes(struct terminal *t);
/* Drops the output so far, to save memory in long tests. */
void terminal_forget_bytes(struct terminal *t);
/* Reads output for at most ms milliseconds; returns the number of bytes read. */
size_t terminal_take(struct terminal *t, int ms);

pid_t terminal_pid(const struct terminal *t);
/* Counts lines "ACK run/question". */
bool terminal_wait_acks(struct terminal *t, size_t n);
size_t terminal_acks(struct terminal *t);
/* Only with as_job: waits until the program has stopped; terminal_continue resumes it. */
bool terminal_wait_stopped(struct terminal *t);
void terminal_continue(struct terminal *t);
/* Waits for the end of the program. Returns its exit status, 128 + n after signal n, or -1 at the
 * deadline. */
int terminal_wait_end(struct terminal *t);
/* Returns the name of the system call for which the sandbox ended the program; NULL: it did not. */
const char *terminal_forbidden(struct terminal *t);
bool terminal_running(struct terminal *t);
struct termios terminal_termios_at_start(const struct terminal *t);
struct termios terminal_termios(const struct terminal *t);

double now_ms(void);

#endif
