/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/fix_line.h"
#include "text/text.h"
#include "text/text_encoding.h"

/* ---- the table */

static const struct {
	const char *name, *sentence;
	fix_line_fn *line;
} table[] = {
#define FIX(id, name, sentence, function) { name, sentence, function },
#include "check/fixes.def"
#undef FIX
};

const char *fix_name(enum fix_id id)
{
	return table[id].name;
}

const char *fix_sentence(enum fix_id id)
{
	return _(table[id].sentence);
}

void fixes_release(struct fixes *fixes)
{
	free(fixes->v);
	*fixes = (struct fixes){ 0 };
}

static void note(struct fixes *fixes, enum fix_id id, int line)
{
	ALLOC_GROW(fixes->v, fixes->n + 1, fixes->cap);
	fixes->v[fixes->n++] = (struct fix){ id, line };
}

/* ---- the file */

/*
 * True if a character of UTF-8 begins with byte c, and continues at d, that is more likely to be
 * one than several of Windows-1252: a Latin letter with an accent, a typographic quote or a dash.
 * (E9 A0 BB is an unlikely character, and in French an e with accent, a space and a quote.)
 */
static bool looks_like_utf8(unsigned char c, unsigned char d)
{
	return (c >= 0xC2 && c <= 0xC5 && d >= 0x80 && d < 0xC0) || (c == 0xE2 && d == 0x80);
}

/* A file of a western language has a few letters with accents among those of ASCII. */
static bool looks_western(const char *data, size_t len, const char *lang)
{
	size_t high = 0, low = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)data[i];

		high += c >= 0x80;
		low += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		/* a file that is UTF-8 elsewhere is a mixture */
		if (i + 1 < len && looks_like_utf8(c, (unsigned char)data[i + 1]))
			return false;
	}
	return fix_is_western(lang) && high * 4 <= low;
}

/* Appends data as UTF-8 without a byte-order mark; false if it is in no encoding known here. */
static bool decode(const char *data, size_t len, const struct fix_context *context,
	struct strbuf *out, struct fixes *fixes)
{
	char buffer[FIX_LANG];
	struct fix_context own = *context;

	if (text_from_utf16(out, data, len)) {
		note(fixes, FIX_UTF_16, 0);
		return true;
	}
	if (len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3)) {
		note(fixes, FIX_BYTE_ORDER_MARK, 0);
		data += 3;
		len -= 3;
	}
	if (text_valid(data, len, NULL)) {
		strbuf_add(out, data, len);
		return true;
	}
	fix_find_context(data, len, buffer, &own);
	if (!looks_western(data, len, own.lang) || !text_from_windows_1252(out, data, len))
		return false;
	note(fixes, FIX_WINDOWS_1252, 0);
	return true;
}

/* True if a line could end before the carriage return at data[at], and another begin behind it. */
static bool ends_line(const char *data, size_t len, size_t from, size_t at)
{
	const char *end = memchr(data + at + 1, '\n', len - at - 1);
	const char *next = memchr(data + at + 1, '\r', len - at - 1);
	size_t quotes = 0;

	if (!end || (next && next < end))
		end = next;
	for (size_t i = from; i < at; i++)
		quotes += data[i] == '"';
	return quotes % 2 == 0 &&
		fix_begins(data + at + 1, end ? (size_t)(end - data) - at - 1 : len - at - 1);
}

static void end_lines(const char *data, size_t len, struct strbuf *out, struct fixes *fixes)
{
	bool crlf = false, lone = false, old = !memchr(data, '\n', len);
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		size_t n = data[i] == '\r' ? strspn(data + i, "\r") : 0;

		if (data[i] != '\r') {
			strbuf_addch(out, data[i]);
			from = data[i] == '\n' ? i + 1 : from;
		} else if (i + n < len && data[i + n] == '\n') {
			crlf = true;
			i += n - 1;
		} else if (old || ends_line(data, len, from, i)) {
			lone = true;
			strbuf_addch(out, '\n');
			from = i + 1;
		} else {
			strbuf_addch(out, '\r');
		}
	}
	if (lone)
		note(fixes, FIX_LONE_CR, 0);
	if (crlf)
		note(fixes, FIX_CRLF, 0);
}

/* ---- its head */

/* Copies the value of `key = value`; false if the line is another. */
static bool read_value(const struct fix_line *line, const char *key, char *out, size_t size)
{
	struct fix_parts p;
	size_t len;

	if (!fix_split(line, &p) || p.key_end - p.key != strlen(key) ||
		memcmp(line->text + p.key, key, strlen(key)) != 0)
		return false;
	len = p.value_end - p.value;
	if (len >= size || memchr(line->text + p.value, '"', len))
		return false;
	memcpy(out, line->text + p.value, len);
	out[len] = '\0';
	return true;
}

void fix_find_context(
	const char *text, size_t len, char buffer[FIX_LANG], struct fix_context *context)
{
	size_t from = 0;
	int headings = 0;

	while (from < len && headings < 2) {
		size_t to = from;
		char number[8];
		struct fix_line line;

		while (to < len && text[to] != '\n' && text[to] != '\r')
			to++;
		line = (struct fix_line){ .text = text + from, .len = to - from };
		headings += line.len && *line.text == '[';
		if (read_value(&line, "language", buffer, FIX_LANG))
			context->lang = buffer;
		if (read_value(&line, "format", number, sizeof(number)))
			context->format = atoi(number);
		from = to + 1;
	}
}

/* ---- its lines */

struct pass {
	const struct strbuf *text;
	struct fix_context context;
	char kind[64]; /* of the section */
	bool torn;
	int number;
	struct fixes *fixes;
};

static void read_kind(struct pass *pass, const char *line, size_t len)
{
	size_t n = 0;

	if (!len || *line != '[')
		return;
	while (n + 1 < len && n + 1 < sizeof(pass->kind) && line[n + 1] != ' ' &&
		line[n + 1] != ']')
		n++;
	memcpy(pass->kind, line + 1, n);
	pass->kind[n] = '\0';
}

/* True if nothing but a new heading, comment, key or empty line can follow what ends before from.
 */
static bool is_last(const struct strbuf *text, size_t from)
{
	const char *end = memchr(text->buf + from, '\n', text->len - from);
	size_t to = end ? (size_t)(end - text->buf) : text->len;

	return fix_begins(text->buf + from, to - from);
}

/* Repairs a line in place until nothing changes, which the order of the table makes soon. */
static void fix_one(struct pass *pass, struct strbuf *line, bool last)
{
	enum { ROUNDS = 4 };
	bool done[FIX_COUNT] = { false }, changed = true;
	struct strbuf out = STRBUF_INIT;

	for (int round = 0; changed && round < ROUNDS; round++) {
		changed = false;
		for (size_t i = 0; i < FIX_COUNT; i++) {
			struct fix_line l = { line->buf, line->len, pass->kind, pass->context.lang,
				pass->context.format, pass->torn, last };

			strbuf_clear(&out);
			if (!table[i].line || !table[i].line(&l, &out))
				continue;
			strbuf_clear(line);
			strbuf_add(line, out.buf, out.len);
			if (!done[i])
				note(pass->fixes, (enum fix_id)i, pass->number);
			done[i] = changed = true;
		}
	}
	strbuf_release(&out);
}

/* True if the text of a line, or the rest of one that was torn, has no closing quote. */
static bool is_torn(const struct strbuf *line, bool torn)
{
	size_t quotes = 0;

	for (size_t i = 0; i < line->len; i++)
		quotes += line->buf[i] == '"';
	if (fix_begins(line->buf, line->len))
		torn = false;
	return line->len && *line->buf != ';' && *line->buf != '#' && (torn != (quotes % 2 == 1));
}

static void fix_lines(struct pass *pass, struct strbuf *out)
{
	const struct strbuf *text = pass->text;
	struct strbuf line = STRBUF_INIT;
	size_t from = 0;

	while (from < text->len) {
		const char *end = memchr(text->buf + from, '\n', text->len - from);
		size_t to = end ? (size_t)(end - text->buf) : text->len;

		pass->number++;
		strbuf_clear(&line);
		strbuf_add(&line, text->buf + from, to - from);
		fix_one(pass, &line, end ? is_last(text, to + 1) : true);
		read_kind(pass, line.buf, line.len);
		pass->torn = is_torn(&line, pass->torn);
		strbuf_add(out, line.buf, line.len);
		if (end)
			strbuf_addch(out, '\n');
		from = to + 1;
	}
	strbuf_release(&line);
}

bool fix_text(const char *data, size_t len, const struct fix_context *context, struct strbuf *plain,
	struct strbuf *out, struct fixes *fixes)
{
	struct strbuf decoded = STRBUF_INIT;
	struct pass pass = { .text = plain, .context = *context, .fixes = fixes };
	char buffer[FIX_LANG];
	bool good = decode(data, len, context, &decoded, fixes) &&
		!memchr(decoded.buf, '\0', decoded.len);

	if (good) {
		end_lines(decoded.buf, decoded.len, plain, fixes);
		fix_find_context(plain->buf, plain->len, buffer, &pass.context);
		fix_lines(&pass, out);
	} else {
		fixes->n = 0;
	}
	strbuf_release(&decoded);
	return good;
}
