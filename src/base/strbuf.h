/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growable text buffer. buf is never NULL and always ends in NUL, so it can be passed as a string;
 * the text may contain NUL bytes, which len counts.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

struct strbuf {
	char *buf;
	size_t len, cap;
};

extern char strbuf_empty[];
#define STRBUF_INIT                \
	{                          \
		strbuf_empty, 0, 0 \
	}

void strbuf_init(struct strbuf *sb);
void strbuf_release(struct strbuf *sb);
/* Empties sb but keeps its memory. */
void strbuf_clear(struct strbuf *sb);
void strbuf_add(struct strbuf *sb, const char *s, size_t len);
void strbuf_addstr(struct strbuf *sb, const char *s);
void strbuf_addch(struct strbuf *sb, char c);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
/* strbuf_setlen truncates to len bytes; strbuf_splice replaces remove bytes at pos with s. */
void strbuf_setlen(struct strbuf *sb, size_t len);
void strbuf_splice(struct strbuf *sb, size_t pos, size_t remove, const char *s, size_t len);
/* Returns the text, which the caller frees, and leaves sb empty. */
char *strbuf_detach(struct strbuf *sb);

#endif
