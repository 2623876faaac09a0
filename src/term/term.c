/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/term_parts.h"

#include <curses.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/between.h"
#include "os/hyperlinks.h"
#include "text/text.h"

static struct screen *screen;
static bool paste_on, mouse_on, locked, links_known, heard;
static enum term_color color_wish;
static enum theme theme_on; /* only set while the screen is open */
static struct termios saved_tty;

/*
 * Bytes that erase and restore the terminal, prepared in advance so that a signal handler can write
 * them: before the line modes are as they were, and after.
 */
static struct restore {
	char bytes[256];
	size_t len;
} restore_first, restore_last;

/* ---- restoring */

void curses_restore(void)
{
	bool sent = write(STDOUT_FILENO, restore_first.bytes, restore_first.len) >= 0;

	tcsetattr(STDIN_FILENO, TCSANOW, &saved_tty);
	sent &= write(STDOUT_FILENO, restore_last.bytes, restore_last.len) >= 0;
	/* nobody is left to be told */
	(void)sent;
}

/* ---- opening */

/* Adds a capability to the bytes that restore the terminal, without its padding ($<5>). */
static void add_restore(struct restore *r, const char *s)
{
	if (!s || s == (char *)-1)
		return;
	while (*s && r->len < sizeof(r->bytes)) {
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
			s = strchr(s, '>') + 1;
		else
			r->bytes[r->len++] = *s++;
	}
}

static void send_bytes(const char *s)
{
	fputs(s, stdout);
	fflush(stdout);
}

/* True if the terminal erases by the sequences of ECMA-48. */
static bool is_ansi(void)
{
	return clear_screen && strstr(clear_screen, "\033[");
}

/*
 * Erases screen and scrollback without moving the cursor: a screen reader speaks the line that the
 * cursor moves to, so there must be nothing left to speak when it moves.
 */
static const char erase_in_place[] = "\033[2J\033[3J";
/*
 * The same on the first screen, which is left with the cursor at the top. Keep this order: in any
 * other, tmux moves the erased text into its history (tests/e2e/test_leave.c).
 */
static const char erase_all[] = "\033[H\033[2J\033[3J";
/*
 * Shells name the window after the running program. A screen reader that all bytes go through may
 * speak these (yasr 0.6.9 does): there they are sent when the course begins or goes on, and not
 * when it is hidden.
 */
static const char no_title[] = "\033]0;\007";

static const char *erase_bytes(void)
{
	return is_ansi() ? erase_in_place : clear_screen;
}

/* True for terminals that skip modes they lack; others must not be sent unknown sequences. */
static bool is_modern(const char *name)
{
	static const char *const families[] = { "xterm", "tmux", "screen", "rxvt", "foot",
		"alacritty", "vte", "konsole", "kitty" };

	for (size_t i = 0; name && i < ARRAY_SIZE(families); i++)
		if (!strncmp(name, families[i], strlen(families[i])))
			return true;
	return false;
}

static bool knows_modes(void)
{
	return is_modern(termname());
}

/*
 * Modes that another program may have left on: mouse reports, win32-input-mode, modifyOtherKeys and
 * kitty's keyboard protocol, whose flags each of the two screens has for itself. The keys are
 * understood with these on, but the shell afterwards might not.
 */
#define MODES_OFF "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1015l\033[?9001l"
#define KEYS_OFF "\033[>4m\033[=0;1u"

/* A screen reader that all bytes go through may speak the last two (yasr 0.6.9 does). */
static const char *foreign_off(void)
{
	return heard ? MODES_OFF : MODES_OFF KEYS_OFF;
}

/* Returns the bytes that turn mouse reports on or off, or NULL if the terminal has no mouse. */
static const char *mouse_bytes(bool on)
{
	const char *mode = tigetstr("XM");

	if (mode && mode != (const char *)-1)
		return tiparm(mode, on);
	if (!key_mouse)
		return NULL;
	return on ? "\033[?1000h" : "\033[?1000l";
}

/* Bypasses the ncurses buffer: flush when mixing the two. */
static void put(const char *s)
{
	if (s)
		tputs(s, 1, putchar);
}

static void prepare_restore(void)
{
	restore_first.len = restore_last.len = 0;
	add_restore(&restore_first, erase_bytes());
	if (paste_on)
		add_restore(&restore_first, "\033[?2004l");
	if (mouse_on)
		add_restore(&restore_first, mouse_bytes(false));
	add_restore(&restore_first, exit_attribute_mode);
	add_restore(&restore_first, cursor_normal);
	add_restore(&restore_first, keypad_local);
	add_restore(&restore_last, exit_ca_mode);
	add_restore(&restore_last, is_ansi() ? erase_all : clear_screen);
	if (links_on())
		add_restore(&restore_first, LINK_END);
	if (knows_modes()) {
		add_restore(&restore_last, foreign_off());
		add_restore(&restore_last, heard ? NULL : no_title);
	}
}

static void set_mouse(bool on)
{
	put(mouse_bytes(on));
	fflush(stdout);
	mouse_on = on && mouse_bytes(on);
	prepare_restore();
}

/* Sets the terminal modes that ncurses does not, and resets them. */
static void ask(bool on)
{
	if (on && knows_modes())
		put(foreign_off());
	/* endwin resets this one itself */
	if (on)
		put(keypad_xmit);
	if (mouse_on)
		put(mouse_bytes(on));
	if (paste_on)
		put(on ? "\033[?2004h" : "\033[?2004l");
	fflush(stdout);
}

static void set_theme(enum theme theme)
{
	theme_on = theme;
	colors_init(color_wish, theme);
	bkgd((chtype)colors_background());
	term_redraw();
}

/*
 * True if addresses are to be links. Not in a kiosk, where a link would open a browser; not where a
 * row would be spoken once more, or the sequence itself.
 */
static bool wants_links(const struct settings *settings)
{
	enum links links = (enum links)settings->v[SET_LINKS];

	return !locked && !heard && knows_modes() && settings->v[SET_SPEECH] != SETTING_YES &&
		(links == LINKS_YES || (links == LINKS_AUTO && links_known));
}

void term_set(const struct settings *settings)
{
	bool mouse = settings->v[SET_MOUSE] == SETTING_YES;
	enum theme theme = (enum theme)settings->v[SET_THEME];

	if (!screen)
		return;
	if (theme != theme_on)
		set_theme(theme);
	if (mouse != mouse_on)
		set_mouse(mouse);
	draw_whole_rows(settings->v[SET_SPEECH] == SETTING_YES);
	if (links_set(wants_links(settings))) {
		prepare_restore();
		term_redraw();
	}
	curs_set(settings->v[SET_CURSOR] == CURSOR_VISIBLE);
}

/* ncurses crashes on absurd sizes, and an SSH client may claim any. */
static void clamp_size(int *cols, int *rows)
{
	*cols = *cols < 1 ? 80 : *cols > COLS_MAX ? COLS_MAX : *cols;
	*rows = *rows < 1 ? 24 : *rows > ROWS_MAX ? ROWS_MAX : *rows;
}

void window_size(int *cols, int *rows)
{
	struct winsize ws;

	*cols = *rows = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0) {
		*cols = ws.ws_col;
		*rows = ws.ws_row;
	}
	clamp_size(cols, rows);
}

void term_size(int *cols, int *rows)
{
	getmaxyx(stdscr, *rows, *cols);
}

/* Newer terminals, compatible with xterm, that older terminfo databases lack. */
static bool is_kin_of_xterm(const char *name)
{
	static const char *const kin[] = { "xterm-", "foot", "alacritty", "wezterm", "ghostty",
		"kitty", "contour", "rio", "konsole", "gnome", "vte", "putty", "nsterm",
		"ms-terminal", "mlterm" };

	for (size_t i = 0; i < ARRAY_SIZE(kin); i++)
		if (!strncmp(name, kin[i], strlen(kin[i])))
			return true;
	return false;
}

static struct screen *new_screen(const char *name)
{
	struct screen *s = newterm(name, stdout, stdin);

	return s || !is_kin_of_xterm(name) ? s : newterm("xterm-256color", stdout, stdin);
}

/*
 * Until ncurses has once come back from the shell it writes at every move of the cursor, some fifty
 * times a screen; afterwards, a screen at once (6.4 and 6.5). So it goes there, unseen, and comes
 * back.
 */
static void write_screens_at_once(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int terminal = dup(STDOUT_FILENO);

	if (nowhere >= 0 && terminal >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
		endwin();
		dup2(terminal, STDOUT_FILENO);
	}
	if (nowhere >= 0)
		close(nowhere);
	if (terminal >= 0)
		close(terminal);
	/* enter the second screen now: the modes that are set next are its own */
	doupdate();
	clearok(curscr, TRUE);
}

bool term_is_supported(const char *name)
{
	int result;
	bool known;

	if (!name || !*name)
		return false;
	if (setupterm(name, STDOUT_FILENO, &result) != OK)
		return is_kin_of_xterm(name);
	known = cursor_address != NULL;
	del_curterm(cur_term);
	return known;
}

static bool is_fit(const char *name, struct strbuf *err)
{
	struct strbuf clean = STRBUF_INIT;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		strbuf_addstr(err,
			_("Vigie needs a terminal: start it in a terminal window, without redirecting "
			  "its input or output."));
		return false;
	}
	if (name && *name && strcmp(name, "dumb"))
		return true;
	if (name)
		text_sanitize(&clean, name, strlen(name));
	strbuf_addf(err,
		_("Vigie cannot draw on this terminal (TERM is “%s”). If it is an ordinary terminal "
		  "window, start with: TERM=xterm vigie"),
		clean.buf);
	strbuf_release(&clean);
	return false;
}

/*
 * Ctrl-S must not freeze the terminal, or it could no longer be cleared. Ctrl-C must not discard
 * pending input or the output written while leaving. No read may block: signals are only delivered
 * in pselect.
 */
static void set_modes(void)
{
	struct termios tty;

	if (locked)
		raw();
	else
		cbreak();
	noecho();
	nonl();
	if (tcgetattr(STDIN_FILENO, &tty) == 0) {
		tty.c_iflag &= ~(tcflag_t)IXON;
		tty.c_lflag |= NOFLSH;
		tty.c_cc[VMIN] = 0;
		tcsetattr(STDIN_FILENO, TCSADRAIN, &tty);
		def_prog_mode();
	}
	/* we read the input ourselves, and draw at once even if more input is waiting */
	typeahead(-1);
	idlok(stdscr, FALSE);
	leaveok(stdscr, FALSE);
}

/* In advance of hiding, and before the terminal notes the title that it gives back at the end. */
static void empty_title(const char *name)
{
	if (heard && is_modern(name))
		send_bytes(no_title);
}

static bool open_screen(const char *name, struct strbuf *err)
{
	struct strbuf clean = STRBUF_INIT;
	char number[16];
	int cols, rows;

	window_size(&cols, &rows);
	snprintf(number, sizeof(number), "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof(number), "%d", cols);
	setenv("COLUMNS", number, 1);
	screen = new_screen(name);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (screen && cursor_address) {
		write_screens_at_once();
		return true;
	}
	if (screen) {
		endwin();
		delscreen(screen);
		screen = NULL;
	}
	text_sanitize(&clean, name, strlen(name));
	strbuf_addf(err,
		_("Vigie does not know this terminal (TERM is “%s”). If it is an ordinary terminal "
		  "window, start with: TERM=xterm vigie"),
		clean.buf);
	strbuf_release(&clean);
	return false;
}

bool term_open(const struct term_options *options, struct strbuf *err)
{
	const char *name = getenv("TERM");

	locked = options->locked;
	if (!is_fit(name, err))
		return false;
	tcgetattr(STDIN_FILENO, &saved_tty);
	/* ncurses changes the modes before it allocates more memory */
	restore_first.len = restore_last.len = 0;
	mem_set_fatal_hook(curses_restore);
	signals_prepare();
	heard = between_find().reader;
	empty_title(name);
	if (!open_screen(name, err)) {
		mem_set_fatal_hook(NULL);
		return false;
	}
	set_modes();
	color_wish = options->color;
	theme_on = THEME_NONE;
	colors_init(color_wish, theme_on);
	input_init();
	paste_on = knows_modes();
	links_known = hyperlinks_known(getenv);
	mouse_on = false;
	prepare_restore();
	ask(true);
	term_set(options->settings);
	prepare_restore();
	signals_catch(locked);
	/* not term_close: ncurses may be in an inconsistent state */
	mem_set_fatal_hook(curses_restore);
	draw_init();
	return true;
}

/* Erases by the terminal's own colours, without ncurses, which would compare all cells first. */
static void erase_at_once(void)
{
	put(exit_attribute_mode);
	put(clear_screen);
	fflush(stdout);
	theme_on = THEME_NONE;
}

void term_close(void)
{
	if (!screen)
		return;
	ask(false);
	/* the second screen may be the first one: GNU screen has none unless told to */
	erase_at_once();
	endwin();
	if (knows_modes())
		send_bytes(foreign_off());
	/* keys typed before a Ctrl-C are not meant for the shell */
	if (term_signal())
		tcflush(STDIN_FILENO, TCIFLUSH);
	colors_end();
	delscreen(screen);
	screen = NULL;
	draw_release();
	input_forget();
	mem_set_fatal_hook(NULL);
	signals_release();
}

void term_close_and_erase(void)
{
	bool ansi, has_title;

	if (!screen)
		return;
	put(erase_bytes());
	fflush(stdout);
	ansi = is_ansi();
	has_title = knows_modes() && !heard;
	term_close();
	if (ansi)
		send_bytes(erase_all);
	if (has_title)
		send_bytes(no_title);
}

void term_wipe(void)
{
	if (!screen)
		return;
	put(erase_bytes());
	fflush(stdout);
	draw_forget();
	input_forget();
	/* rewrite every cell, on the terminal and in both copies that ncurses keeps */
	erase();
	clearok(stdscr, TRUE);
	refresh();
	if (is_ansi())
		send_bytes(erase_all);
	term_redraw();
}

void curses_suspend(void)
{
	ask(false);
	erase();
	refresh();
	endwin();
}

void curses_resume(void)
{
	empty_title(termname());
	refresh();
	ask(true);
	term_redraw();
}

void curses_resize(int cols, int rows)
{
	resize_term(rows, cols);
	term_redraw();
}
