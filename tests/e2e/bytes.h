/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Byte sequences in terminal output: those that terminfo allows, hostile texts that must never
 * reach the terminal, and assertions that check both. Include after cmocka.h.
 */
#ifndef TESTS_E2E_BYTES_H
#define TESTS_E2E_BYTES_H

#include "text/text.h"
#include "e2e/desk.h"

/* ---- sequences */

#define A_STRING "for programs"

/*
 * Writes the pattern of the escape sequence at s, which follows an ESC. Parameters are dropped,
 * except those of mode switches (h, l) and the first one of window operations (t), which select the
 * operation. Returns the length of the sequence in bytes.
 */
static inline size_t pattern_of(const char *s, char *pattern, size_t size)
{
	size_t n = 1, params, intermediates;

	if (*s == ']' || *s == 'P' || *s == '_' || *s == '^') {
		snprintf(pattern, size, "%s", A_STRING);
		return 1;
	}
	if (*s != '[') {
		n = *s == '(' || *s == ')' || *s == '#' ? 2 : 1;
		snprintf(pattern, size, "%.*s", (int)n, s);
		return n;
	}
	params = strspn(s + 1, "0123456789;:<=>?");
	intermediates = strspn(s + 1 + params, " !\"#$%&'()*+,-./");
	n = 1 + params + intermediates + 1;
	if (s[n - 1] == 'h' || s[n - 1] == 'l')
		snprintf(pattern, size, "%.*s", (int)n, s);
	else if (s[n - 1] == 't')
		snprintf(pattern, size, "[%d;t", atoi(s + 1));
	else
		snprintf(pattern, size, "[%s%.*s", s[1] == '?' || s[1] == '>' ? "?" : "",
			(int)intermediates + 1, s + 1 + params);
	return n;
}

struct patterns {
	char v[256][24];
	size_t n;
};

static inline bool is_allowed(const struct patterns *allowed, const char *pattern)
{
	for (size_t i = 0; i < allowed->n; i++)
		if (!strcmp(allowed->v[i], pattern))
			return true;
	return false;
}

static inline void allow(struct patterns *allowed, const char *pattern)
{
	assert_true(allowed->n < ARRAY_SIZE(allowed->v) && strlen(pattern) < sizeof(allowed->v[0]));
	if (!is_allowed(allowed, pattern))
		snprintf(allowed->v[allowed->n++], sizeof(allowed->v[0]), "%s", pattern);
}

/* ---- the sequences in a terminal's terminfo entry */

/* Decodes infocmp's notation and drops parameter operations: "\E[%i%p1%d;%p2%dH" becomes
 * "\033[;H". */
static inline void unescape(const char *s, char *out, size_t size)
{
	size_t n = 0;

	while (*s && n + 1 < size) {
		if (*s == '%') {
			s += s[1] == 'p' || s[1] == 'g' || s[1] == 'P' ? 3
				: s[1] == '\''                         ? 4
				: s[1] == '{'                          ? strcspn(s, "}") + 1
								       : 2;
		} else if (*s == '$' && s[1] == '<') {
			s += strcspn(s, ">") + 1;
		} else if (*s == '\\') {
			out[n++] = s[1] == 'E' ? '\033'
				: s[1] == 'r'  ? '\r'
				: s[1] == 'n'  ? '\n'
				: s[1] == 'b'  ? '\b'
				: s[1] == 't'  ? '\t'
					       : s[1];
			s += 2;
		} else if (*s == '^' && s[1]) {
			out[n++] = (char)(s[1] ^ 64);
			s += 2;
		} else {
			out[n++] = *s++;
		}
	}
	out[n] = '\0';
}

static inline void allow_string(struct patterns *allowed, const char *s)
{
	for (; *s; s++) {
		char pattern[64];

		if (*s == 27) {
			s += pattern_of(s + 1, pattern, sizeof(pattern));
			/* skip OSC sequences: on the Linux console they set the palette */
			if (strcmp(pattern, A_STRING))
				allow(allowed, pattern);
		} else if (*s > 0 && *s < 32) {
			snprintf(pattern, sizeof(pattern), "^%c", *s ^ 64);
			allow(allowed, pattern);
		}
	}
}

/* What turns off the modes that another program left on; terminals that lack a mode skip it. */
static inline void allow_modes_off(struct patterns *allowed)
{
	static const char *const modes[] = { "[?1000l", "[?1002l", "[?1003l", "[?1006l", "[?1015l",
		"[?9001l", "[?m", "[u" };

	for (size_t i = 0; i < ARRAY_SIZE(modes); i++)
		allow(allowed, modes[i]);
}

/* Adds the output capabilities of term, without its key capabilities, whose names begin with k.
 * Returns false if infocmp does not know term. */
static inline bool allow_terminfo(struct patterns *allowed, const char *term)
{
	FILE *f = popen(said("infocmp -1x %s 2>/dev/null", term), "r");
	char line[512], bytes[512];

	while (f && fgets(line, sizeof(line), f)) {
		const char *equals = strchr(line, '=');

		if (line[0] != '\t' || line[1] == 'k' || !equals)
			continue;
		line[strcspn(line, "\n") - 1] = '\0';
		unescape(equals + 1, bytes, sizeof(bytes));
		allow_string(allowed, bytes);
	}
	return f && !pclose(f) && allowed->n > 10;
}

/* Fails at the first sequence or control character that is not allowed, or at unclean text. */
static inline void all_bytes_are(struct terminal *t, const struct patterns *allowed)
{
	const struct strbuf *bytes = terminal_bytes(t);

	assert_int_equal(strlen(bytes->buf), bytes->len);
	assert_true(text_valid(bytes->buf, bytes->len, NULL));
	for (size_t i = 0; i < bytes->len; i++) {
		const char *s = bytes->buf + i, *unclean;
		size_t len = 0;
		char pattern[64];

		/* text up to the next sequence or control character */
		while ((unsigned char)s[len] >= 32 && s[len] != 127)
			len++;
		unclean = text_find_unclean(s, len, NULL);
		if (unclean)
			fail_msg("a %s in: %.*s", unclean, (int)len, s);
		i += len;
		s += len;
		if (!*s)
			break;
		if (*s == 27) {
			i += pattern_of(s + 1, pattern, sizeof(pattern));
			if (!is_allowed(allowed, pattern))
				fail_msg("the sequence ESC %s is not one of this terminal's",
					pattern);
		} else {
			snprintf(pattern, sizeof(pattern), "^%c", *s ^ 64);
			if (!is_allowed(allowed, pattern))
				fail_msg("the control character %s is not one of this terminal's",
					pattern);
		}
	}
}

/* ---- hostile text */

/* Sequences that text must never contain, each with the terminator a terminal expects. */
static const char *const sequences[] = {
	"\033]0;TITLE\007",
	"\033]8;;https://example.org\033\\link\033]8;;\033\\",
	"\033]52;c;aGVsbG8=\007",
	"\033]4;1;?\007",
	"\033Pq#0;2;0;0;0~-\033\\",
	"\033P+q544e\033\\",
	"\033_Gf=100;AAAA\033\\",
	"\033^private\033\\",
	"\033X string\033\\",
	"\033[2J",
	"\033[31m",
	"\033[6n",
	"\033[?1049l",
	"\033[?1003h",
	"\033[21t",
	"\033[>c",
	"\033[5i",
	"\033[!p",
	"\033c",
	"\033#8",
	"\033(0",
	"\033N",
	"\2332J",
	"\302\2332J",
	"\302\2200;TITLE\302\234",
	"\302\235"
	"0;TITLE\302\234",
	"\016",
	"\r",
	"\b\b",
};

/* Code points that are dropped or replaced in output. */
static const struct {
	uint32_t from, to;
} unseen[] = {
	{ 0x01, 0x09 },
	{ 0x0b, 0x1f },
	{ 0x7f, 0x9f },
	{ 0xad, 0xad },
	{ 0x202a, 0x202e },
	{ 0x2028, 0x2029 },
	{ 0x2066, 0x2069 },
	{ 0xfff9, 0xfffb },
	{ 0xfeff, 0xfeff },
	{ 0xe0001, 0xe0001 },
	{ 0xe0020, 0xe007f },
};

static inline void add_code_point(struct strbuf *out, uint32_t c)
{
	if (c < 0x80)
		strbuf_addch(out, (char)c);
	else if (c < 0x800)
		strbuf_addf(out, "%c%c", (char)(0xc0 | c >> 6), (char)(0x80 | (c & 63)));
	else if (c < 0x10000)
		strbuf_addf(out, "%c%c%c", (char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 63)),
			(char)(0x80 | (c & 63)));
	else
		strbuf_addf(out, "%c%c%c%c", (char)(0xf0 | c >> 18), (char)(0x80 | (c >> 12 & 63)),
			(char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63)));
}

/* Returns the n-th hostile text: a sequence, or a run of code points that fits on a line. Returns
 * NULL after the last. */
static inline const char *hostile(size_t n)
{
	static struct strbuf text = STRBUF_INIT;

	strbuf_clear(&text);
	strbuf_addstr(&text, "evil ");
	if (n < ARRAY_SIZE(sequences)) {
		strbuf_addstr(&text, sequences[n]);
	} else if (n < ARRAY_SIZE(sequences) + ARRAY_SIZE(unseen)) {
		n -= ARRAY_SIZE(sequences);
		for (uint32_t c = unseen[n].from; c <= unseen[n].to; c++)
			add_code_point(&text, c);
	} else {
		strbuf_release(&text);
		return NULL;
	}
	strbuf_addstr(&text, "end");
	return text.buf;
}

/* Checks output that went to a pipe: only clean text, line ends (LF or CR LF) and leading tabs. */
static inline void is_plain(const struct strbuf *out, const char *where)
{
	size_t at = 0;

	if (strlen(out->buf) != out->len || !text_valid(out->buf, out->len, NULL))
		fail_msg("%s: not UTF-8: %s", where, out->buf);
	for (const char *line = out->buf; *line; line += line[at] ? at + 1 : at) {
		const char *unclean;

		line += strspn(line, "\t");
		at = strcspn(line, "\n");
		unclean = text_find_unclean(
			line, at - (at && line[at] && line[at - 1] == '\r'), NULL);
		if (unclean)
			fail_msg("%s: a %s in: %.*s", where, unclean, (int)at, line);
	}
}

static inline void run_is_plain(struct desk *desk, const struct start *start, const char *where)
{
	struct strbuf out = STRBUF_INIT;

	(void)desk_run(desk, start, &out, &out);
	is_plain(&out, where);
	assert_null(strstr(out.buf, "Sanitizer"));
	strbuf_release(&out);
}

#endif
