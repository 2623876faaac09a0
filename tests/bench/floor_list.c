/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor for a list: shows the same lessons as the course, with the summary of the selected one
 * below, and repaints only what a change of selection affects. Both programs thus get the same key
 * and make the same change on the screen. j, k, Down and Up move, q quits.
 *
 *	floor_list LESSONS
 */
#include <curses.h>
#include <dirent.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

enum { LESSONS_MAX = 40, LEFT = 6, WIDTH = 68, TOP = 4 };

struct entry {
	int order;
	const char *title, *summary;
};

static struct entry list[LESSONS_MAX];
static int n, selected;

static int by_order(const void *a, const void *b)
{
	return ((const struct entry *)a)->order - ((const struct entry *)b)->order;
}

/* Keeps the dictionary, which owns the strings. */
static void read_entry(const char *dir, const char *name, const char *kind)
{
	char path[1024], key[64];
	dictionary *d;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s/%s.ini", dir, name, kind);
	f = fopen(path, "r");
	if (!f || n == LESSONS_MAX)
		return;
	fclose(f);
	d = iniparser_load(path);
	snprintf(key, sizeof(key), "%s:order", kind);
	list[n].order = atoi(iniparser_getstring(d, key, "0"));
	snprintf(key, sizeof(key), "%s:title", kind);
	list[n].title = iniparser_getstring(d, key, "?");
	snprintf(key, sizeof(key), "%s:summary", kind);
	list[n++].summary = iniparser_getstring(d, key, "?");
}

static void reader_list(const char *dir)
{
	DIR *folder = opendir(dir);
	struct dirent *e;

	if (!folder)
		exit(1);
	while ((e = readdir(folder)))
		if (*e->d_name != '.' && strcmp(e->d_name, "help")) {
			read_entry(dir, e->d_name, "lesson");
			read_entry(dir, e->d_name, "scenario");
		}
	closedir(folder);
	qsort(list, (size_t)n, sizeof(*list), by_order);
}

static void put_entry(int i)
{
	if (TOP + i >= LINES - 3)
		return;
	if (i == selected) {
		attrset(COLOR_PAIR(1) | A_BOLD);
		mvprintw(TOP + i, LEFT, "\xe2\x96\xb8 %2d  %s", i + 1, list[i].title);
	} else {
		attrset(A_NORMAL);
		mvaddstr(TOP + i, LEFT, "  ");
		attrset(A_BOLD);
		printw("%2d", i + 1);
		attrset(A_NORMAL);
		printw("  %s", list[i].title);
	}
	attrset(A_NORMAL);
}

/* Prints the summary on at most two lines, broken at a blank. */
static void put_summary(void)
{
	const char *text = list[selected].summary;
	int y = TOP + n < LINES - 4 ? TOP + n : LINES - 4;

	attrset(COLOR_PAIR(2));
	for (int i = 0; i < 2; i++) {
		size_t len = strlen(text);

		if (len > WIDTH)
			for (len = WIDTH; len && text[len] != ' ';)
				len--;
		mvaddnstr(y + i, LEFT, text, (int)len);
		clrtoeol();
		text += len;
		text += *text == ' ';
	}
	attrset(A_NORMAL);
}

static void show(void)
{
	put_summary();
	move(TOP + selected, LEFT);
	refresh();
}

static void select_entry(int to)
{
	int from = selected;

	if (to < 0 || to >= n)
		return;
	selected = to;
	put_entry(from);
	put_entry(to);
	show();
}

int main(int argc, char **argv)
{
	int key;

	if (argc != 2)
		return 1;
	setlocale(LC_CTYPE, "");
	reader_list(argv[1]);
	initscr();
	start_color();
	use_default_colors();
	init_pair(1, 63, -1);
	init_pair(2, 243, -1);
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	for (int i = 0; i < n; i++)
		put_entry(i);
	show();
	while ((key = getch()) != 'q' && key != ERR) {
		if (key == 'j' || key == KEY_DOWN)
			select_entry(selected + 1);
		else if (key == 'k' || key == KEY_UP)
			select_entry(selected - 1);
	}
	endwin();
	return 0;
}
