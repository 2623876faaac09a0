/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor of a page: the least that a program on ncurses does to show one page of text and to wait for a key. No
 * files, no settings; whatever else a program does is measured against this.
 */
#include <curses.h>
#include <locale.h>
#include <stddef.h>

static const char *const page[] = {
	"A page of text is the unit of this course: a heading, some lines",
	"under it, and a line of keys at the bottom of the screen.",
	"",
	"\xe2\x80\xa2 One thing at a time.",
	"\xe2\x80\xa2 The eye is led.",
	"\xe2\x80\xa2 The cursor stands on what has the focus.",
	"",
	"The lines are as long as lines in a book, so that they can be read",
	"without moving the head, and there is air between the paragraphs.",
	"",
	"\xe2\x80\x9cNothing blinks, and nothing moves by itself,\xe2\x80\x9d says the sketch",
	"that hangs on the wall. Whoever reads here sets the pace.",
	"",
	"A machine that waits for a key should do nothing else: no clock, no",
	"wake-up, no system call. It costs nothing, and batteries last."
};

static void paint(int rows)
{
	attrset(A_BOLD);
	mvaddstr(1, 6, "Floor");
	attrset(COLOR_PAIR(2));
	mvaddstr(1, 62, "page 1 of 12");
	attrset(COLOR_PAIR(1) | A_BOLD);
	mvaddstr(3, 6, "What a page is");
	attrset(A_NORMAL);
	for (size_t i = 0; i < sizeof(page) / sizeof(*page); i++)
		mvaddstr(5 + (int)i, 6, page[i]);
	attrset(A_BOLD);
	mvaddstr(rows - 2, 6, "Enter");
	attrset(COLOR_PAIR(2));
	addstr(" next page   ");
	attrset(A_BOLD);
	addstr("q");
	attrset(COLOR_PAIR(2));
	addstr(" leave");
	attrset(A_NORMAL);
	move(5, 5);
}

int main(void)
{
	setlocale(LC_CTYPE, "");
	initscr();
	start_color();
	use_default_colors();
	init_pair(1, 63, -1);
	init_pair(2, 243, -1);
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	paint(LINES);
	refresh();
	getch();
	endwin();
	return 0;
}
