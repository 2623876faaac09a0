/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a terminal was sent for a key, as those who listen get it. Include after e2e/desk.h. */
#ifndef TESTS_E2E_HEARD_H
#define TESTS_E2E_HEARD_H

#include <ctype.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEARD_ROWS = 24, HEARD_MOST_PER_CENT = 130 };

/* Appends the text that the bytes show; whatever moves the cursor parts words, attributes do not.
 */
static inline void heard_add(struct strbuf *out, const char *s)
{
	while (*s) {
		if (*s == '\033' && s[1] == '[') {
			s += 2 + strspn(s + 2, "0123456789;?<>=");
			strbuf_addstr(out, *s == 'm' ? "" : " ");
		} else if (*s == '\033') {
			s += 1 + strspn(s + 1, "()");
		} else if ((unsigned char)*s < ' ') {
			strbuf_addch(out, ' ');
		} else {
			strbuf_addch(out, *s);
		}
		s += *s != '\0';
	}
}

static inline bool heard_has_word(const char *text, const char *word, size_t len)
{
	while ((text += strspn(text, " "), *text)) {
		size_t n = strcspn(text, " ");

		if (n == len && !memcmp(text, word, n))
			return true;
		text += n;
	}
	return false;
}

static inline size_t heard_letters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += (unsigned char)*s > ' ' && ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* The rows of a screen at one time, to be compared with it later. */
struct heard_rows {
	char *v[HEARD_ROWS];
};

static inline struct heard_rows heard_rows(struct terminal *t)
{
	struct heard_rows rows;

	for (int y = 0; y < HEARD_ROWS; y++)
		rows.v[y] = xstrdup(terminal_row(t, y));
	return rows;
}

static inline void heard_rows_free(struct heard_rows *rows)
{
	for (int y = 0; y < HEARD_ROWS; y++)
		free(rows->v[y]);
}

struct heard_tally {
	size_t sent, changed,
		pieces; /* letters sent; those of changed rows; words not sent whole */
};

/* Presses a key, and compares what was sent with the rows that changed; heard gets the text. */
static inline void heard_press(
	struct terminal *t, const char *key, struct heard_tally *tally, struct strbuf *heard)
{
	struct heard_rows before = heard_rows(t);

	terminal_forget_bytes(t);
	terminal_send(t, key);
	assert_true(terminal_wait_bytes(t, 0));
	assert_true(terminal_rest(t));
	heard_add(heard, terminal_bytes(t)->buf);
	tally->sent += heard_letters(heard->buf);
	for (int y = 0; y < HEARD_ROWS; y++) {
		const char *row = terminal_row(t, y);

		if (!strcmp(row, before.v[y]))
			continue;
		tally->changed += heard_letters(row);
		for (const char *w = row + strspn(row, " "); *w; w += strspn(w, " ")) {
			size_t n = strcspn(w, " ");

			tally->pieces += !heard_has_word(heard->buf, w, n);
			w += n;
		}
	}
	heard_rows_free(&before);
}

/* ---- yasr, which speaks what a terminal shows */

static inline bool heard_has_yasr(void)
{
	return !access("/usr/bin/yasr", X_OK) && !access("/etc/yasr/yasr.conf", R_OK);
}

static inline void heard_write_script(struct desk *desk, const char *name, const char *text)
{
	desk_write(desk, name, text);
	assert_int_equal(chmod(desk_path(desk, name), 0700), 0);
}

/*
 * Writes "reader", which runs the script "course" in yasr, and lets it say everything to the file
 * "said". yasr takes the program to run, and no options of it; its settings are its own, but for
 * the voice.
 */
static inline void heard_prepare_yasr(struct desk *desk)
{
	heard_write_script(
		desk, "voice", said("#!/bin/sh\nexec cat >>'%s'\n", desk_path(desk, "said")));
	heard_write_script(desk, "reader",
		said("#!/bin/sh\nexec /usr/bin/yasr '%s'\n", desk_path(desk, "course")));
	assert_int_equal(
		system(said(
			"sed -e '/^synthesizer/d' -e '/^\\[options\\]/a synthesizer=emacspeak server' "
			"-e '/^\\[options\\]/a synthesizer port=|%s' /etc/yasr/yasr.conf >'%s'",
			desk_path(desk, "voice"), desk_path(desk, ".yasr.conf"))),
		0);
}

#endif
