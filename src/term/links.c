/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses as links (OSC 8), of which ncurses knows nothing: a cell that keeps its letter is not
 * sent again, and would keep the link of the frame before. So a row with a link, before or now, is
 * sent whole by ncurses whenever it changes, which takes all links out of it; then the cells of its
 * links are sent once more, with the sequences around them. ncurses' idea of the screen stays true:
 * letters, attributes and cursor are the same.
 *
 * No frame without a link that is new costs a byte or a write.
 */
#include "term/term_parts.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/mem.h"
#include "os/file.h"
#include "view/canvas.h"

static struct canvas linked; /* the links on the terminal; its cells are not used */
static bool on;

/* What is sent after ncurses has drawn. */
static struct {
	char bytes[16384];
	size_t len;
} out;

static void flush(void)
{
	/* nothing can be done about a terminal that has gone; the next read says so */
	(void)file_write_fd(STDOUT_FILENO, out.bytes, out.len);
	out.len = 0;
}

static int put_byte(int c)
{
	out.bytes[out.len++] = (char)c;
	return c;
}

static void put_bytes(const char *s, size_t len)
{
	memcpy(out.bytes + out.len, s, len);
	out.len += len;
}

static void put_string(const char *s)
{
	put_bytes(s, strlen(s));
}

static void go_to(int x, int y)
{
	tputs(tiparm(cursor_address, y, x), 1, put_byte);
}

/* The same for all parts of an address, so that a terminal shows them as one link. */
static unsigned number_of(const char *address, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)address[i]) * 16777619u;
	return hash;
}

/* Sends the cells of a link as they are, within one. */
static void put_link(const struct canvas *canvas, const struct canvas_link *link)
{
	enum { AROUND = 512 };
	const char *address = canvas->addresses + link->at;
	size_t cells = (size_t)(link->end - link->x) * (CELL_BYTES + 32);
	char head[32];

	if (out.len + link->len + cells + AROUND > sizeof(out.bytes))
		flush();
	if (link->len + cells + AROUND > sizeof(out.bytes))
		return;
	snprintf(head, sizeof(head), "\033]8;id=%08x;", number_of(address, link->len));
	go_to(link->x, link->y);
	put_string(head);
	put_bytes(address, link->len);
	put_string("\033\\");
	for (int x = link->x; x < link->end; x++) {
		const struct cell *cell = canvas_cell(canvas, x, link->y);
		attr_t attr = (attr_t)colors_of((enum role)cell->role);

		vid_puts(attr & ~(attr_t)A_COLOR, (short)PAIR_NUMBER(attr), NULL, put_byte);
		put_bytes(cell->text, cell->len);
	}
	/* ncurses leaves the terminal without attributes after each frame, and relies on it */
	vid_puts(A_NORMAL, 0, NULL, put_byte);
	put_string(LINK_END);
}

void links_init(void)
{
	canvas_init(&linked, 1, 1, false);
}

void links_forget(void)
{
	mem_wipe(&out, sizeof(out));
	if (linked.links)
		mem_wipe(linked.links, linked.cap_links * sizeof(*linked.links));
	if (linked.addresses)
		mem_wipe(linked.addresses, linked.cap_addresses);
	linked.n_links = linked.n_addresses = 0;
}

void links_release(void)
{
	links_forget();
	canvas_release(&linked);
}

bool links_set(bool wanted)
{
	bool changed = wanted != on;

	on = wanted;
	return changed;
}

bool links_on(void)
{
	return on;
}

bool links_any(const struct canvas *canvas)
{
	return linked.n_links || (on && canvas->n_links);
}

bool links_in_row(const struct canvas *canvas, int y)
{
	return canvas_has_links(&linked, y) || (on && canvas_has_links(canvas, y));
}

bool links_same_row(const struct canvas *canvas, int y)
{
	return on ? canvas_same_links(&linked, canvas, y) : !canvas_has_links(&linked, y);
}

void links_send(const struct canvas *canvas, const bool *sent)
{
	bool any = false;

	for (size_t i = 0; on && i < canvas->n_links; i++) {
		const struct canvas_link *link = &canvas->links[i];

		if (sent[link->y] && link->x < link->end) {
			put_link(canvas, link);
			any = true;
		}
	}
	if (any) {
		go_to(canvas->cursor_x, canvas->cursor_y);
		flush();
	}
	if (on)
		canvas_copy_links(&linked, canvas);
	else
		linked.n_links = linked.n_addresses = 0;
}
