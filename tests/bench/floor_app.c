/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor for a course: what every program of this kind must do. It reads one lesson with
 * iniparser, opens and reads the progress in SQLite (as durable as ours), shows the lesson as one
 * long page, and scrolls it by a line with j and k, using the terminal's own scrolling. q quits.
 *
 *	floor_app LESSON.ini PROGRESS.db
 */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

enum { LINES_MAX = 1000 };

static const char *text[LINES_MAX];
static int n_lines, top, body;
static WINDOW *window;

static void fail(const char *what)
{
	fprintf(stderr, "floor_app: %s\n", what);
	exit(1);
}

/* Visits every value of every section, in file order. */
static void read_lesson(dictionary *lesson)
{
	int sections = iniparser_getnsec(lesson);

	for (int s = 0; s < sections; s++) {
		const char *name = iniparser_getsecname(lesson, s);
		int n = iniparser_getsecnkeys(lesson, name);
		const char **keys = calloc((size_t)n + 1, sizeof(*keys));

		if (!keys || (n && !iniparser_getseckeys(lesson, name, keys)))
			fail("no keys");
		for (int k = 0; k < n && n_lines < LINES_MAX; k++)
			text[n_lines++] = iniparser_getstring(lesson, keys[k], "");
		if (n_lines < LINES_MAX)
			text[n_lines++] = "";
		free(keys);
	}
}

static int read_progress(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	int seen = 0;

	if (sqlite3_exec(db,
		    "PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE;"
		    "CREATE TABLE IF NOT EXISTS place(lesson TEXT PRIMARY KEY, seen INTEGER NOT NULL) STRICT",
		    NULL, NULL, NULL))
		fail("no table");
	if (sqlite3_prepare_v2(db, "SELECT seen FROM place WHERE lesson = ?1", -1, &stmt, NULL))
		fail("no statement");
	sqlite3_bind_text(stmt, 1, "floor", -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		seen = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return seen;
}

static void open_screen(void)
{
	initscr();
	start_color();
	use_default_colors();
	init_pair(1, 63, -1);
	init_pair(2, 243, -1);
	cbreak();
	noecho();
	body = LINES - 4;
	window = newwin(body, COLS, 2, 0);
	keypad(window, TRUE);
	scrollok(window, TRUE);
	idlok(window, TRUE);
}

static void put_line(int y)
{
	wmove(window, y, 0);
	if (top + y < n_lines) {
		wprintw(window, "      ");
		waddnstr(window, text[top + y], COLS - 12);
	}
	wclrtoeol(window);
}

static void paint(const char *title, int seen)
{
	attrset(A_BOLD);
	mvaddstr(0, 6, title);
	attrset(COLOR_PAIR(2));
	mvprintw(0, 62, "page %d of 12", seen + 1);
	mvaddstr(LINES - 1, 6, "j k scroll   q leave");
	attrset(A_NORMAL);
	wnoutrefresh(stdscr);
	for (int y = 0; y < body; y++)
		put_line(y);
	wmove(window, 0, 5);
	wnoutrefresh(window);
	doupdate();
}

static void scroll_to(int line)
{
	int max = n_lines > body ? n_lines - body : 0, down;

	line = line < 0 ? 0 : line > max ? max : line;
	if (line == top)
		return;
	wscrl(window, line - top);
	down = line > top;
	top = line;
	put_line(down ? body - 1 : 0);
	wmove(window, 0, 5);
	wrefresh(window);
}

int main(int argc, char **argv)
{
	dictionary *lesson;
	sqlite3 *db = NULL;
	int key;

	if (argc != 3)
		fail("usage: floor_app LESSON.ini PROGRESS.db");
	setlocale(LC_CTYPE, "");
	lesson = iniparser_load(argv[1]);
	if (!lesson)
		fail("no lesson");
	read_lesson(lesson);
	if (sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL))
		fail("no store");
	open_screen();
	paint(iniparser_getstring(lesson, "lesson:title", "?"), read_progress(db));
	while ((key = wgetch(window)) != 'q' && key != ERR) {
		if (key == 'j' || key == KEY_DOWN)
			scroll_to(top + 1);
		else if (key == 'k' || key == KEY_UP)
			scroll_to(top - 1);
	}
	endwin();
	sqlite3_close(db);
	iniparser_freedict(lesson);
	return 0;
}
