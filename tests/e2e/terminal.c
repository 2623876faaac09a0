/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#ifdef HAVE_SECCOMP
#include <seccomp.h>
#endif

#include "base/mem.h"
#include "text/text.h"

enum { DEADLINE_MS = 10000, QUIET_MS = 10, ESC_MS = 60 };

struct terminal {
	VTerm *vt;
	VTermScreen *screen;
	int master, acks, report, control;
	int cols, rows;
	pid_t child, pid; /* our child; the program, which is a grandchild under the shell */
	bool closed, reaped, stopped, escaped;
	int status;
	bool alternate, visible;
	size_t n_acks;
	struct strbuf bytes, text, row;
	struct strbuf scrollback; /* rows scrolled off the top since the last erase */
	struct termios before;
};

double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- libvterm */

static int set_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct terminal *t = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		t->alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		t->visible = value->boolean;
	return 1;
}

static void add_cell(const VTermScreenCell *cell, struct strbuf *out)
{
	char utf8[4];

	if (!cell->chars[0])
		strbuf_addch(out, ' ');
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		if (cell->chars[i] != UINT32_MAX)
			strbuf_add(out, utf8, (size_t)utf8_put(utf8, cell->chars[i]));
}

static int push_line(int cols, const VTermScreenCell *cells, void *user)
{
	struct terminal *t = user;

	for (int x = 0; x < cols; x += cells[x].width == 2 ? 2 : 1)
		add_cell(&cells[x], &t->scrollback);
	strbuf_addch(&t->scrollback, '\n');
	return 1;
}

/* libvterm leaves erasing the scrollback (CSI 3 J) to us; reads may split the sequence. */
static void feed(struct terminal *t, const char *bytes, size_t len)
{
	static const char erase[] = "\033[3J";

	for (size_t i = 0; i < len; i++) {
		size_t end = t->bytes.len - len + i + 1;

		vterm_input_write(t->vt, bytes + i, 1);
		if (end >= strlen(erase) &&
			!memcmp(t->bytes.buf + end - strlen(erase), erase, strlen(erase)))
			strbuf_clear(&t->scrollback);
	}
}

/* Sends the program the replies of the terminal. */
static void answer(const char *s, size_t len, void *user)
{
	const struct terminal *t = user;

	if (t->master >= 0 && write(t->master, s, len) < 0)
		return;
}

static void make_screen(struct terminal *t)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = set_prop,
		.sb_pushline = push_line };

	t->vt = vterm_new(t->rows, t->cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	t->visible = true;
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	vterm_output_set_callback(t->vt, answer, t);
}

/* ---- starting */

/* Plain lines stop after a screenful; a tall terminal needs no Enter to read on. */
enum { TALL = 120 };

static bool wants_lines(const struct start *start)
{
	for (size_t i = 0; i < ARRAY_SIZE(start->args) && start->args[i]; i++)
		if (!strcmp(start->args[i], "--linear"))
			return true;
	return false;
}

static struct terminal *new_terminal(const struct start *start)
{
	struct terminal *t = xcalloc(1, sizeof(*t));

	t->cols = start->cols ? start->cols : 80;
	t->rows = start->rows ? start->rows : wants_lines(start) ? TALL : 24;
	t->acks = t->report = t->control = t->master = -1;
	strbuf_init(&t->bytes);
	strbuf_init(&t->text);
	strbuf_init(&t->row);
	strbuf_init(&t->scrollback);
	make_screen(t);
	return t;
}

static void read_pid(struct terminal *t, bool is_job)
{
	t->pid = t->child;
	if (is_job && read(t->report, &t->pid, sizeof(t->pid)) != sizeof(t->pid))
		BUG("the shell did not start the program");
}

struct terminal *terminal_start(const char *home, const struct start *start)
{
	struct terminal *t = new_terminal(start);
	struct winsize size = { .ws_row = (unsigned short)t->rows,
		.ws_col = (unsigned short)t->cols };
	const char *program = start->program ? start->program : program_path();
	int acks[2], report[2], control[2], slave;

	if (pipe(acks) || pipe(report) || pipe(control) ||
		openpty(&t->master, &slave, NULL, NULL, &size))
		BUG("no pipes or no pseudo-terminal: %s", strerror(errno));
	tcgetattr(slave, &t->before);
	t->child = fork();
	if (t->child < 0)
		BUG("no process: %s", strerror(errno));
	if (!t->child) {
		signal(SIGPIPE, SIG_DFL);
		/* a shell lets what runs beside it ignore these */
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		close(t->master);
		login_tty(slave);
		if (start->want_acks && acks[1] != ACK_FD)
			dup2(acks[1], ACK_FD);
		if (start->as_job)
			be_shell(program, home, start, report[1], control[0]);
		program_exec(program, home, start);
	}
	close(slave);
	close(acks[1]);
	close(report[1]);
	close(control[0]);
	t->acks = acks[0];
	t->report = report[0];
	t->control = control[1];
	read_pid(t, start->as_job);
	fcntl(t->master, F_SETFL, O_NONBLOCK);
	fcntl(t->acks, F_SETFL, O_NONBLOCK);
	return t;
}

/* ---- bytes in and out */

static void take_acks(struct terminal *t)
{
	char buf[4096];
	ssize_t n;

	while ((n = read(t->acks, buf, sizeof(buf))) > 0)
		for (ssize_t i = 0; i < n; i++)
			t->n_acks += buf[i] == '\n';
}

/* Reads what arrives within ms; returns the bytes read, 0 if none came. */
static size_t pump(struct terminal *t, int ms)
{
	struct pollfd p = { .fd = t->master, .events = POLLIN };
	char buf[65536];
	ssize_t n;

	if (t->master < 0 || t->closed) {
		poll(NULL, 0, ms < 5 ? ms : 5);
		return 0;
	}
	if (poll(&p, 1, ms) <= 0)
		return 0;
	n = read(t->master, buf, sizeof(buf));
	if (n <= 0) {
		t->closed = n == 0 || (errno != EAGAIN && errno != EINTR);
		return 0;
	}
	strbuf_add(&t->bytes, buf, (size_t)n);
	feed(t, buf, (size_t)n);
	return (size_t)n;
}

size_t terminal_take(struct terminal *t, int ms)
{
	double end = now_ms() + ms;
	size_t n = 0;

	while (now_ms() < end && !t->closed)
		n += pump(t, (int)(end - now_ms()) + 1);
	return n;
}

bool terminal_send_bytes(struct terminal *t, const char *bytes, size_t len)
{
	double end = now_ms() + 3 * DEADLINE_MS;

	t->escaped = len && bytes[len - 1] == '\033';
	while (len) {
		ssize_t n = write(t->master, bytes, len);

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
			continue;
		}
		if ((n < 0 && errno != EAGAIN) || t->closed)
			return false;
		if (now_ms() > end)
			return false;
		/* the program may be blocked on output */
		pump(t, 2);
	}
	return true;
}

bool terminal_send(struct terminal *t, const char *bytes)
{
	return terminal_send_bytes(t, bytes, strlen(bytes));
}

void terminal_claim_size(struct terminal *t, unsigned cols, unsigned rows)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	ioctl(t->master, TIOCSWINSZ, &size);
}

void terminal_resize(struct terminal *t, int cols, int rows)
{
	t->cols = cols;
	t->rows = rows;
	vterm_set_size(t->vt, rows, cols);
	terminal_claim_size(t, (unsigned)cols, (unsigned)rows);
}

void terminal_signal(struct terminal *t, int signal)
{
	kill(t->pid, signal);
}

void terminal_hang_up(struct terminal *t)
{
	close(t->master);
	t->master = -1;
	t->closed = true;
}

/* ---- the screen */

static void add_row(struct terminal *t, int y, struct strbuf *out)
{
	size_t end = out->len;

	for (int x = 0; x < t->cols; x++) {
		VTermScreenCell cell;

		vterm_screen_get_cell(t->screen, (VTermPos){ .row = y, .col = x }, &cell);
		add_cell(&cell, out);
		if (cell.chars[0] && cell.chars[0] != ' ')
			end = out->len;
		if (cell.width == 2)
			x++;
	}
	strbuf_setlen(out, end);
}

const char *terminal_row(struct terminal *t, int row)
{
	strbuf_clear(&t->row);
	add_row(t, row, &t->row);
	return t->row.buf;
}

const char *terminal_scrollback(struct terminal *t)
{
	return t->scrollback.buf;
}

const char *terminal_text(struct terminal *t)
{
	strbuf_clear(&t->text);
	for (int y = 0; y < t->rows; y++) {
		add_row(t, y, &t->text);
		strbuf_addch(&t->text, '\n');
	}
	return t->text.buf;
}

/* Copies s to out, with each run of white space as one space. */
static void squeeze(struct strbuf *out, const char *s)
{
	while (*s) {
		size_t n = *s == ' ' || *s == '\n'       ? 1
			: !strncmp(s, "\xc2\xa0", 2)     ? 2
			: !strncmp(s, "\xe2\x80\xaf", 3) ? 3
							 : 0;

		if (!n)
			strbuf_addch(out, *s);
		else if (out->len && out->buf[out->len - 1] != ' ')
			strbuf_addch(out, ' ');
		s += n ? n : 1;
	}
}

bool terminal_shows(struct terminal *t, const char *text)
{
	struct strbuf all = STRBUF_INIT, wanted = STRBUF_INIT;
	bool found;

	squeeze(&all, terminal_text(t));
	squeeze(&wanted, text);
	found = strstr(all.buf, wanted.buf) != NULL;
	strbuf_release(&all);
	strbuf_release(&wanted);
	return found;
}

static bool wait_until(struct terminal *t, const char *text, bool wanted)
{
	double end = now_ms() + DEADLINE_MS;

	while (terminal_shows(t, text) != wanted) {
		if (now_ms() > end)
			return false;
		if (!pump(t, 50) && t->closed)
			return terminal_shows(t, text) == wanted;
	}
	return true;
}

bool terminal_wait(struct terminal *t, const char *text)
{
	return wait_until(t, text, true);
}

bool terminal_wait_without(struct terminal *t, const char *text)
{
	return wait_until(t, text, false);
}

bool terminal_wait_bytes(struct terminal *t, size_t n)
{
	double end = now_ms() + DEADLINE_MS;

	while (t->bytes.len <= n && now_ms() < end && !t->closed)
		pump(t, 50);
	return t->bytes.len > n;
}

/* True if the process is sleeping, or gone. */
static bool is_asleep(const struct terminal *t)
{
	char path[64], stat[256] = "";
	const char *state;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)t->pid);
	f = fopen(path, "r");
	if (!f)
		return true;
	if (!fgets(stat, sizeof(stat), f))
		stat[0] = '\0';
	fclose(f);
	state = strrchr(stat, ')');
	return !state || !strncmp(state, ") S", 3);
}

/* True if the program has read all input. */
static bool is_read(const struct terminal *t)
{
	int n = 0, slave = open(ptsname(t->master), O_RDWR | O_NOCTTY);

	if (slave < 0)
		return true;
	if (ioctl(slave, FIONREAD, &n) < 0)
		n = 0;
	close(slave);
	return n == 0;
}

static bool rest_until(struct terminal *t, double end)
{
	while (pump(t, QUIET_MS) || !is_asleep(t))
		if (now_ms() > end)
			return false;
	return true;
}

bool terminal_rest(struct terminal *t)
{
	return rest_until(t, now_ms() + DEADLINE_MS);
}

bool terminal_settle(struct terminal *t)
{
	double end = now_ms() + DEADLINE_MS;
	size_t from = t->bytes.len;

	/* Esc and a key in quick succession would be read as another key */
	while (t->escaped && !is_read(t) && now_ms() < end)
		pump(t, 5);
	if (t->escaped)
		terminal_take(t, ESC_MS);
	terminal_send(t, "\014");
	while (!strstr(t->bytes.buf + from, "\033[H\033[2J") &&
		!strstr(t->bytes.buf + from, "\033[H\033[J")) {
		if (now_ms() > end || t->closed)
			return false;
		pump(t, 50);
	}
	return rest_until(t, end);
}

int terminal_cursor_x(const struct terminal *t)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	return pos.col;
}

int terminal_cursor_y(const struct terminal *t)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	return pos.row;
}

bool terminal_cursor_visible(const struct terminal *t)
{
	return t->visible;
}

bool terminal_alternate(const struct terminal *t)
{
	return t->alternate;
}

static bool names_mode(const char *params, size_t len, int mode)
{
	for (const char *s = params; s < params + len; s += strcspn(s, ";hl") + 1)
		if (atoi(s) == mode)
			return true;
	return false;
}

bool terminal_mode(const struct terminal *t, int mode)
{
	const char *s = t->bytes.buf;
	bool on = false;

	while ((s = strstr(s, "\033[?"))) {
		size_t len = strspn(s += 3, "0123456789;");

		if ((s[len] == 'h' || s[len] == 'l') && names_mode(s, len, mode))
			on = s[len] == 'h';
	}
	return on;
}

const struct strbuf *terminal_bytes(struct terminal *t)
{
	return &t->bytes;
}

void terminal_forget_bytes(struct terminal *t)
{
	strbuf_clear(&t->bytes);
}

struct termios terminal_termios_at_start(const struct terminal *t)
{
	return t->before;
}

struct termios terminal_termios(const struct terminal *t)
{
	struct termios now = { 0 };

	tcgetattr(t->master, &now);
	return now;
}

/* ---- life of the program */

pid_t terminal_pid(const struct terminal *t)
{
	return t->pid;
}

size_t terminal_acks(struct terminal *t)
{
	take_acks(t);
	return t->n_acks;
}

bool terminal_wait_acks(struct terminal *t, size_t n)
{
	double end = now_ms() + DEADLINE_MS;

	for (;;) {
		take_acks(t);
		if (t->n_acks >= n)
			return true;
		if (now_ms() > end || t->closed)
			return false;
		pump(t, 2);
	}
}

bool terminal_wait_stopped(struct terminal *t)
{
	struct pollfd p = { .fd = t->report, .events = POLLIN };
	double end = now_ms() + DEADLINE_MS;
	char c;

	while (poll(&p, 1, 0) <= 0) {
		if (now_ms() > end || t->closed)
			return false;
		pump(t, 5);
	}
	t->stopped = read(t->report, &c, 1) == 1 && c == 'S';
	while (pump(t, QUIET_MS))
		;
	return t->stopped;
}

void terminal_continue(struct terminal *t)
{
	if (write(t->control, "c", 1) != 1)
		BUG("the shell has gone");
	t->stopped = false;
}

static bool reap(struct terminal *t, int options)
{
	int status;

	if (t->reaped || waitpid(t->child, &status, options) != t->child)
		return t->reaped;
	t->reaped = true;
	t->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return true;
}

bool terminal_running(struct terminal *t)
{
	return !reap(t, WNOHANG);
}

int terminal_wait_end(struct terminal *t)
{
	double end = now_ms() + DEADLINE_MS;

	while (!reap(t, WNOHANG))
		if (now_ms() > end)
			return -1;
		else
			pump(t, 5);
	while (t->master >= 0 && pump(t, QUIET_MS))
		;
	return t->status;
}

const char *terminal_forbidden(struct terminal *t)
{
	static const char words[] = "vigie: forbidden system call ";
	static char name[32];
	const char *at;

	while (t->master >= 0 && pump(t, QUIET_MS))
		;
	at = strstr(t->bytes.buf, words);
	if (!at)
		return NULL;
	snprintf(name, sizeof(name), "%d", atoi(at + strlen(words)));
#ifdef HAVE_SECCOMP
	{
		char *known = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, atoi(name));

		if (known)
			snprintf(name, sizeof(name), "%s", known);
		free(known);
	}
#endif
	return name;
}

void terminal_free(struct terminal *t)
{
	if (!t)
		return;
	if (!t->reaped) {
		kill(t->pid, SIGKILL);
		kill(t->child, SIGKILL);
		reap(t, 0);
	}
	if (t->master >= 0)
		close(t->master);
	close(t->acks);
	close(t->report);
	close(t->control);
	vterm_free(t->vt);
	strbuf_release(&t->bytes);
	strbuf_release(&t->text);
	strbuf_release(&t->scrollback);
	strbuf_release(&t->row);
	free(t);
}
