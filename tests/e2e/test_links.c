/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses as links (OSC 8) in terminals that are known to take them. The bytes are replayed into
 * a model of a terminal whose cells have a letter and a link, as real ones keep them: what erases
 * or overwrites a cell takes its link away, and what moves a cell moves its link.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "e2e/kiosk.h"
#include "e2e/memory.h"
#include "text/utf8.h"

#define VTE "VTE_VERSION=7600"
#define RIVER TEST_DATA "/screens/course"
#define CALENDAR "Mo Tu We"
#define OPENING "\033]8;id="
#define ATLAS "https://example.org/atlas"
#define CHARTS "https://example.org/charts/the-river/second-edition/all-branches-and-their-depth"

/* ---- the model */

enum { COLS = 80, ROWS = 24, LINKS = 64, PARAMETERS = 8 };

struct square {
	uint32_t letter;
	int link; /* 0: none */
};

struct model {
	int cols, rows, x, y, link;
	int top, bottom; /* rows of the region that scrolls */
	bool wrapping;   /* the cursor is behind the last column */
	uint32_t last;
	struct square cells[ROWS][COLS];
	char ids[LINKS][16], addresses[LINKS][256];
	int n_links;
};

static void blank(struct model *m, int y, int x, int end)
{
	for (; x < end && x < m->cols; x++)
		m->cells[y][x] = (struct square){ ' ', 0 };
}

static void blank_rows(struct model *m, int y, int end)
{
	for (; y < end; y++)
		blank(m, y, 0, m->cols);
}

/* Moves the rows top to the last one of the region by n up, or by -n down. */
static void shift_rows(struct model *m, int top, int n)
{
	size_t size = (size_t)(m->bottom - top) * sizeof(m->cells[0]);

	for (; n > 0; n--) {
		memmove(m->cells[top], m->cells[top + 1], size);
		blank_rows(m, m->bottom, m->bottom + 1);
	}
	for (; n < 0; n++) {
		memmove(m->cells[top + 1], m->cells[top], size);
		blank_rows(m, top, top + 1);
	}
}

static void shift_cells(struct model *m, int n)
{
	struct square *row = m->cells[m->y];
	int rest = m->cols - m->x - (n < 0 ? -n : n);

	assert_true(rest >= 0);
	if (n > 0) {
		memmove(row + m->x, row + m->x + n, (size_t)rest * sizeof(*row));
		blank(m, m->y, m->cols - n, m->cols);
	} else {
		memmove(row + m->x - n, row + m->x, (size_t)rest * sizeof(*row));
		blank(m, m->y, m->x, m->x - n);
	}
}

static void put_letter(struct model *m, uint32_t letter)
{
	if (m->wrapping) {
		m->x = 0;
		m->y++;
		m->wrapping = false;
	}
	assert_in_range(m->x, 0, m->cols - 1);
	assert_in_range(m->y, 0, m->rows - 1);
	m->cells[m->y][m->x] = (struct square){ letter, m->link };
	m->last = letter;
	m->wrapping = m->x == m->cols - 1;
	m->x += !m->wrapping;
}

static void go(struct model *m, int x, int y)
{
	m->x = x < 0 ? 0 : x >= m->cols ? m->cols - 1 : x;
	m->y = y < 0 ? 0 : y >= m->rows ? m->rows - 1 : y;
	m->wrapping = false;
}

/* Opens or closes a link: "8;id=ID;ADDRESS". */
static void open_link(struct model *m, const char *s, size_t len)
{
	char text[512];
	const char *id = text + 5;
	char *address;

	if (len < 2 || memcmp(s, "8;", 2) != 0)
		return;
	assert_true(len < sizeof(text));
	memcpy(text, s, len);
	text[len] = '\0';
	m->link = 0;
	if (!strcmp(text, "8;;"))
		return;
	assert_int_equal(strncmp(text, "8;id=", 5), 0);
	address = strchr(id, ';');
	assert_non_null(address);
	*address++ = '\0';
	for (const char *c = address; *c; c++)
		assert_in_range(*c, 33, 126);
	for (int i = 1; i <= m->n_links && !m->link; i++)
		if (!strcmp(m->ids[i], id) && !strcmp(m->addresses[i], address))
			m->link = i;
	if (!m->link) {
		m->link = ++m->n_links;
		assert_true(m->link < LINKS);
		assert_true(strlen(id) < sizeof(m->ids[0]));
		assert_true(strlen(address) < sizeof(m->addresses[0]));
		memcpy(m->ids[m->link], id, strlen(id));
		memcpy(m->addresses[m->link], address, strlen(address));
	}
}

static void erase(struct model *m, int how, bool all_rows)
{
	if (how == 0)
		blank(m, m->y, m->x, m->cols);
	else if (how == 1)
		blank(m, m->y, 0, m->x + 1);
	else
		blank(m, m->y, 0, m->cols);
	if (all_rows && how == 0)
		blank_rows(m, m->y + 1, m->rows);
	else if (all_rows)
		blank_rows(m, 0, how == 1 ? m->y : m->rows);
}

/* Carries out a control sequence; fails at one that the model lacks. */
static void control(struct model *m, char final, const int *p, size_t n, bool private)
{
	int by = p[0] ? p[0] : 1;

	switch (final) {
	case 'H':
		go(m, (n > 1 && p[1] ? p[1] : 1) - 1, by - 1);
		break;
	case 'A':
		go(m, m->x, m->y - by);
		break;
	case 'B':
		go(m, m->x, m->y + by);
		break;
	case 'C':
		go(m, m->x + by, m->y);
		break;
	case 'D':
		go(m, m->x - by, m->y);
		break;
	case 'G':
		go(m, by - 1, m->y);
		break;
	case 'd':
		go(m, m->x, by - 1);
		break;
	case 'J':
		erase(m, p[0], true);
		break;
	case 'K':
		erase(m, p[0], false);
		break;
	case 'X':
		blank(m, m->y, m->x, m->x + by);
		break;
	case 'P':
		shift_cells(m, by);
		break;
	case '@':
		shift_cells(m, -by);
		break;
	case 'L':
		shift_rows(m, m->y, -by);
		break;
	case 'M':
		shift_rows(m, m->y, by);
		break;
	case 'S':
		shift_rows(m, m->top, by);
		break;
	case 'T':
		shift_rows(m, m->top, -by);
		break;
	case 'b':
		while (by--)
			put_letter(m, m->last);
		break;
	case 'h':
	case 'l':
		/* the other screen is empty, or will be erased */
		if (private && p[0] == 1049)
			blank_rows(m, 0, m->rows);
		break;
	case 'r':
		m->top = by - 1;
		m->bottom = (n > 1 && p[1] ? p[1] : m->rows) - 1;
		go(m, 0, 0);
		break;
	case 'm':
	case 't':
	case 'u':
		break;
	default:
		fail_msg("the model lacks CSI %c", final);
	}
}

/* Carries out a sequence that begins at s, behind the ESC; returns its length. */
static size_t sequence(struct model *m, const char *s)
{
	int p[PARAMETERS] = { 0 };
	size_t at = 1, n = 1;

	if (*s == ']') {
		size_t len = strcspn(s + 1, "\033\007");

		open_link(m, s + 1, len);
		return 1 + len + (s[1 + len] == '\033' ? 2 : 1);
	}
	if (*s == 'M' && m->y == m->top)
		shift_rows(m, m->top, -1);
	else if (*s == 'M')
		go(m, m->x, m->y - 1);
	if (*s != '[')
		return *s == '(' || *s == ')' ? 2 : 1;
	at += strspn(s + at, "?>=");
	for (; (s[at] >= '0' && s[at] <= '9') || s[at] == ';' || s[at] == ':'; at++) {
		if (s[at] >= '0' && s[at] <= '9')
			p[n - 1] = 10 * p[n - 1] + s[at] - '0';
		else if (n < PARAMETERS)
			n++;
	}
	control(m, s[at], p, n, s[1] == '?');
	return at + 1;
}

/* Replays all bytes so far on a terminal of that size. */
static void replay(struct model *m, struct terminal *t, int cols, int rows)
{
	const struct strbuf *bytes = terminal_bytes(t);

	memset(m, 0, sizeof(*m));
	m->cols = cols;
	m->rows = rows;
	m->bottom = rows - 1;
	blank_rows(m, 0, rows);
	for (size_t i = 0; i < bytes->len;) {
		const char *s = bytes->buf + i;
		uint32_t code = 0;

		if (*s == '\033') {
			i += 1 + sequence(m, s + 1);
			continue;
		}
		if ((unsigned char)*s >= ' ') {
			i += utf8_decode(s, bytes->len - i, &code);
			put_letter(m, code);
			continue;
		}
		if (*s == '\r')
			go(m, 0, m->y);
		else if (*s == '\n' && m->y == m->bottom)
			shift_rows(m, m->top, 1);
		else if (*s == '\n')
			go(m, m->x, m->y + 1);
		else if (*s == '\b')
			go(m, m->x - 1, m->y);
		i++;
	}
	assert_int_equal(m->link, 0);
}

/* Writes what is linked, each row of a link by itself: "text -> address|". */
static const char *links_of(struct model *m)
{
	static struct strbuf out = STRBUF_INIT;

	strbuf_clear(&out);
	for (int y = 0; y < m->rows; y++)
		for (int x = 0; x < m->cols;) {
			int link = m->cells[y][x].link;

			for (; link && x < m->cols && m->cells[y][x].link == link; x++)
				strbuf_addch(&out, (char)m->cells[y][x].letter);
			if (link)
				strbuf_addf(&out, " -> %s|", m->addresses[link]);
			else
				x++;
		}
	return out.buf;
}

static struct model model;

static void assert_links(struct terminal *t, const char *links)
{
	assert_true(terminal_rest(t));
	replay(&model, t, COLS, ROWS);
	assert_string_equal(links_of(&model), links);
	/* it is right about letters and the cursor, so it can be believed about links */
	assert_int_equal(model.x, terminal_cursor_x(t));
	assert_int_equal(model.y, terminal_cursor_y(t));
	for (int y = 0; y < ROWS; y++) {
		const char *row = terminal_row(t, y);

		for (int x = 0; *row && x < COLS; x++) {
			uint32_t code = 0;

			row += utf8_decode(row, strlen(row), &code);
			if (model.cells[y][x].letter != code)
				fail_msg("row %d, column %d: %s", y, x, terminal_row(t, y));
		}
	}
}

/* ---- links */

static void press(struct terminal *t, const char *key, const char *shows)
{
	terminal_send(t, key);
	assert_shows(t, shows);
}

static struct terminal *open_sources(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	press_until(t, "\r", "▸ 1", 9);
	press(t, "\r", "Nothing hard");
	press(t, "\r", "lower than a mountain");
	press(t, KEY_RIGHT, "page 2 of 3");
	return t;
}

static void addresses_are_links_and_leave_none_behind(void **state)
{
	const struct start start = { .args = { "--private" }, .env = { VTE } };
	struct terminal *t = open_sources(*state, &start);

	assert_links(t, "");
	for (int i = 0; i < 2; i++) {
		press(t, "o", ATLAS);
		assert_links(t, ATLAS " -> " ATLAS "|");
		/* the same row without an address, then other screens */
		press(t, "?", "Keys");
		assert_links(t, "");
		press(t, KEY_ESC, ATLAS);
		assert_links(t, ATLAS " -> " ATLAS "|");
		press(t, "\014", ATLAS);
		assert_links(t, ATLAS " -> " ATLAS "|");
		terminal_send(t, "o");
		assert_true(terminal_wait_without(t, ATLAS));
		assert_links(t, "");
	}
}

#define PAGE(id, text) "[page " id "]\ntitle = \"Lakes\"\ntext1 = \"" text "\"\n"

/* ncurses sends no letter that stays; a link must change all the same. */
static void letters_that_stay_change_their_link(void **state)
{
	static const char *const links[] = {
		"https://example.org/lakes -> https://example.org/lakes|", "",
		"https://example.org/lakes-too -> https://example.org/lakes-too|", "",
		"https://example.org/lakes -> https://example.org/lakes|"
	};
	struct desk *desk = *state;
	struct terminal *t;

	desk_write(desk, "course/course.ini",
		"[course]\nformat = 1\nid = links\nlanguage = en\ntitle = \"Links\"\n"
		"summary = \"Links.\"\nauthor = \"A\"\nlicence = CC-BY-SA-4.0\n");
	desk_write(desk, "course/first/lesson.ini",
		"[lesson]\nformat = 1\nid = first\norder = 10\nlanguage = en\ntitle = \"First lesson\"\n"
		"summary = \"Pages.\"\nminutes = 5\npass = 60\nauthor = \"A\"\nlicence = CC-BY-SA-4.0\n"
		"reviewed = 2026-11-24\n" PAGE("a", "At https://example.org/lakes")
			PAGE("b", "At x/tps://example.org/lakes")
				PAGE("c", "At https://example.org/lakes-too")
					PAGE("d", "At x/tps://example.org/lakes-too")
						PAGE("e", "At https://example.org/lakes"));
	t = desk_start(desk,
		&(struct start){ .args = { "--private" },
			.env = { VTE },
			.lessons = desk_path(desk, "course") });
	press_until(t, "\r", "page 1 of 5", 9);
	for (size_t i = 0; i < ARRAY_SIZE(links); i++) {
		assert_shows(t, said("page %zu of 5", i + 1));
		assert_links(t, links[i]);
		if (i + 1 < ARRAY_SIZE(links))
			terminal_send(t, KEY_RIGHT);
	}
	for (size_t i = ARRAY_SIZE(links); i-- > 0;) {
		assert_shows(t, said("page %zu of 5", i + 1));
		assert_links(t, links[i]);
		if (i)
			terminal_send(t, KEY_LEFT);
	}
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	if (!MEMORY_IS_KEPT)
		assert_null(memory_holds(terminal_pid(t), "example.org/lakes"));
}

/* What a link of several rows leads to is the whole address, and all rows are one link. */
static void a_broken_address_is_one_link(void **state)
{
	const struct start start = {
		.args = { "--private" }, .env = { VTE }, .lessons = RIVER, .cols = 40, .rows = 12
	};
	struct terminal *t = desk_start(*state, &start);
	static const char links[] =
		"https://example.org/charts/ -> " CHARTS "|the-river/second-edition/ -> " CHARTS
		"|all-branches-and-their-depth -> " CHARTS "|";

	press_until(t, "\r", "▸ 1", 9);
	press_until(t, "\r", "page 1 of 2", 9);
	press(t, "o", "their-depth");
	assert_true(terminal_rest(t));
	replay(&model, t, 40, 12);
	assert_string_equal(links_of(&model), links);
	assert_int_equal(model.n_links, 1);
	/* a text that scrolls takes no link to where another letter stands */
	for (int i = 0; i < 2; i++) {
		press(t, KEY_UP, "7/8");
		assert_true(terminal_rest(t));
		replay(&model, t, 40, 12);
		assert_string_equal(links_of(&model), "https://example.org/charts/ -> " CHARTS "|");
		press(t, KEY_DOWN, "8/8");
		assert_true(terminal_rest(t));
		replay(&model, t, 40, 12);
		assert_string_equal(links_of(&model), links);
	}
	assert_int_equal(model.n_links, 1);
}

static void stopping_and_hiding_leave_no_link(void **state)
{
	const struct start start = {
		.args = { "--private" }, .env = { VTE, NO_LEAKS }, .as_job = true
	};
	struct terminal *t = open_sources(*state, &start);
	const char *bytes;

	press(t, "o", ATLAS);
	assert_links(t, ATLAS " -> " ATLAS "|");
	terminal_send(t, "\032");
	assert_true(terminal_wait_stopped(t));
	replay(&model, t, COLS, ROWS);
	assert_string_equal(links_of(&model), "");
	terminal_continue(t);
	assert_shows(t, ATLAS);
	assert_links(t, ATLAS " -> " ATLAS "|");
	terminal_forget_bytes(t);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	bytes = terminal_bytes(t)->buf;
	assert_int_equal(strncmp(bytes, "\033[2J\033[3J", 8), 0);
	assert_null(strstr(bytes, OPENING));
	assert_null(strstr(bytes, "example.org"));
}

/* ---- no links */

static void assert_none(struct terminal *t)
{
	assert_true(terminal_rest(t));
	assert_null(strstr(terminal_bytes(t)->buf, "\033]8;"));
}

static void other_terminals_get_none(void **state)
{
	static const char *const envs[][2] = { { "TERM=xterm-256color", NULL },
		{ "TERM=screen", VTE }, { "TERM=linux", VTE },
		{ "TERM=xterm", "VTE_VERSION=4601" } };

	for (size_t i = 0; i < ARRAY_SIZE(envs); i++) {
		const struct start start = { .args = { "--private" },
			.env = { envs[i][0], envs[i][1] } };
		struct terminal *t = open_sources(*state, &start);

		press(t, "o", ATLAS);
		assert_none(t);
	}
}

static void a_setting_decides_otherwise(void **state)
{
	struct desk *desk = *state;
	const struct start known = { .args = { "--private" }, .env = { VTE } };
	const struct start unknown = { .args = { "--private" } };
	const struct start heard = { .args = { "--private", "--speech" }, .env = { VTE } };
	struct terminal *t;

	t = open_sources(desk, &heard);
	press(t, "o", ATLAS);
	assert_none(t);
	desk_write(desk, ".config/vigie/vigie.ini", "[settings]\nlinks = no\n");
	t = open_sources(desk, &known);
	press(t, "o", ATLAS);
	assert_none(t);
	desk_write(desk, ".config/vigie/vigie.ini", "[settings]\nlinks = yes\n");
	t = open_sources(desk, &unknown);
	press(t, "o", ATLAS);
	assert_links(t, ATLAS " -> " ATLAS "|");
}

/* A link would open a browser. */
static void a_kiosk_has_none(void **state)
{
	struct terminal *t = kiosk_start(
		*state, "idle = 3600\n", "", &(struct start){ .env = { "TERM=foot", VTE } });

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	press(t, "1" KEY_ENTER, "Nothing hard");
	press(t, KEY_ENTER, "lower than a mountain");
	press(t, KEY_RIGHT, "page 2 of 3");
	press(t, "o", ATLAS);
	assert_none(t);
}

static void plain_lines_have_none(void **state)
{
	struct terminal *t = desk_start(
		*state, &(struct start){ .args = { "--private", "--linear" }, .env = { VTE } });

	terminal_send(t, "\n1\n\n>\n");
	assert_shows(t, "Lakes");
	terminal_send(t, "o\n");
	assert_true(terminal_wait(t, ATLAS));
	assert_none(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(addresses_are_links_and_leave_none_behind),
		TEST(letters_that_stay_change_their_link),
		TEST(a_broken_address_is_one_link),
		TEST(stopping_and_hiding_leave_no_link),
		TEST(other_terminals_get_none),
		TEST(a_setting_decides_otherwise),
		TEST(a_kiosk_has_none),
		TEST(plain_lines_have_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
