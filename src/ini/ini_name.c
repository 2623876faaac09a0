/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in headings and keys, and characters that only look like those of a name. */
#include "ini/ini_scan.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

/* ---- names */

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool ini_is_name(const char *s, size_t len)
{
	if (!len || len > INI_NAME_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_name_byte(s[i]))
			return false;
	return true;
}

bool ini_takes_number(const char *key)
{
	char last = key[strlen(key) - 1];

	return !strncmp(key, "text", strlen("text")) || (last >= '0' && last <= '9');
}

size_t ini_guess_name(char *out, const char *s, size_t len, char between)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < INI_NAME_MAX; i++) {
		bool letter_left = i + 2 == len && s[i + 1] >= 'a' && s[i + 1] <= 'z';
		char c = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] - 'A' + 'a') : s[i];

		if (c == ' ')
			c = between ? between : letter_left ? '.' : c;
		if (is_name_byte(c))
			out[n++] = c;
	}
	out[n] = '\0';
	return n;
}

/* ---- references */

static bool is_id_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '-';
}

bool ini_refers(const struct ini_entry *e, const char *id, size_t *at)
{
	size_t len = strlen(id);

	for (const char *s = strstr(e->value, id); s && len; s = strstr(s + 1, id)) {
		bool begins = s == e->value || !is_id_letter(s[-1]);

		if (is_id_letter(s[len]) || (e->quoted ? s == e->value || s[-1] != '{' : !begins))
			continue;
		*at = (size_t)(s - e->value) - e->quoted;
		return true;
	}
	return false;
}

/* ---- look-alikes */

enum looks { BLANK, HIDDEN, SAME };

static const struct look_alike {
	uint32_t from, to; /* code points */
	char as;           /* the character it is taken for; of a range, for the first */
	enum looks looks;
	const char *name;
} look_alikes[] = {
	{ 0xa0, 0xa0, ' ', BLANK, N_("a no-break space") },
	{ 0xad, 0xad, 0, HIDDEN, N_("a soft hyphen") },
	{ 0x2000, 0x200a, ' ', BLANK, N_("a space of another width") },
	{ 0x200b, 0x200b, 0, HIDDEN, N_("a zero-width space") },
	{ 0x200c, 0x200d, 0, HIDDEN, N_("a zero-width joiner") },
	{ 0x200e, 0x200f, 0, HIDDEN, N_("a direction mark") },
	{ 0x2010, 0x2012, '-', SAME, N_("a typographic hyphen") },
	{ 0x2013, 0x2013, '-', SAME, N_("an en dash") },
	{ 0x2014, 0x2015, '-', SAME, N_("an em dash") },
	{ 0x202f, 0x202f, ' ', BLANK, N_("a narrow no-break space") },
	{ 0x2060, 0x2060, 0, HIDDEN, N_("a word joiner") },
	{ 0x2212, 0x2212, '-', SAME, N_("a minus sign") },
	{ 0x3000, 0x3000, ' ', BLANK, N_("a wide space") },
	{ 0xfeff, 0xfeff, 0, HIDDEN, N_("a byte-order mark") },
	{ 0xff01, 0xff5e, '!', SAME, N_("a full-width character") },
};

/* Letters of other alphabets, each with the one of a to z that it looks like. */
static const struct {
	const char *letters, *as, *name;
} alphabets[] = {
	{ "авеорсухіѕјһԁкмтАВЕОРСУХІЅЈКМТН", "abeopcyxisjhdkmtABEOPCYXISJKMTH",
		N_("a Cyrillic letter") },
	{ "αονρικυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aovpikuxABEZHIKMNOPTYX", N_("a Greek letter") },
};

static bool find_letter(const char *s, size_t len, struct look_alike *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(alphabets); i++) {
		const char *p = alphabets[i].letters;

		/* all letters here have two bytes */
		for (size_t k = 0; len >= 2 && p[2 * k]; k++)
			if (!memcmp(p + 2 * k, s, 2)) {
				*out = (struct look_alike){ 0, 0, alphabets[i].as[k], SAME,
					alphabets[i].name };
				return true;
			}
	}
	return false;
}

static bool find_look_alike(const char *s, size_t len, uint32_t code, struct look_alike *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(look_alikes); i++)
		if (code >= look_alikes[i].from && code <= look_alikes[i].to) {
			*out = look_alikes[i];
			if (out->as == '!')
				out->as = (char)('!' + (int)(code - out->from));
			return true;
		}
	return find_letter(s, len, out);
}

/* Returns the length of the character at s, of valid UTF-8, and its code point. */
static size_t character(const char *s, size_t len, uint32_t *code)
{
	struct utf8_decoder d = { 0 };

	for (size_t i = 0; i < len; i++)
		if (utf8_feed(&d, (unsigned char)s[i], code))
			return i + 1;
	return len;
}

static void say(struct strbuf *message, const struct look_alike *l, uint32_t code)
{
	if (l->looks == BLANK)
		/* TRANSLATORS: “a no-break space (U+00A0)” */
		strbuf_addf(message, _("%s (U+%04X) stands here; type a plain space"), _(l->name),
			(unsigned)code);
	else if (l->looks == HIDDEN)
		strbuf_addf(message, _("%s (U+%04X) hides here; remove it"), _(l->name),
			(unsigned)code);
	else
		strbuf_addf(message, _("%s (U+%04X) stands here in place of “%c”; type that one"),
			_(l->name), (unsigned)code, l->as);
}

/*
 * Appends the stretch with its look-alikes replaced. Returns false, appending nothing, if other
 * characters than ASCII are left: then it is a text and not a name.
 */
static bool add_plain(struct strbuf *out, const char *line, struct ini_stretch in, size_t *at,
	struct strbuf *message)
{
	size_t before = out->len, first = in.to;
	struct look_alike l, found = { 0 };
	uint32_t code = 0, found_code = 0;

	for (size_t i = in.from, n; i < in.to; i += n) {
		if ((unsigned char)line[i] < 0x80) {
			strbuf_addch(out, line[i]);
			n = 1;
			continue;
		}
		n = character(line + i, in.to - i, &code);
		if (!find_look_alike(line + i, in.to - i, code, &l)) {
			strbuf_splice(out, before, out->len - before, "", 0);
			return false;
		}
		if (l.as)
			strbuf_addch(out, l.as);
		if (first == in.to) {
			first = i;
			found = l;
			found_code = code;
		}
	}
	if (first < in.to && !message->len) {
		*at = first;
		say(message, &found, found_code);
	}
	return true;
}

/* Returns the end of the blanks at from, also of those that only look like one. */
static size_t skip_blanks(const char *line, size_t from, size_t to)
{
	while (from < to) {
		struct look_alike l;
		uint32_t code = 0;
		size_t n = character(line + from, to - from, &code);

		if (code != ' ' && code != '\t' &&
			!(find_look_alike(line + from, to - from, code, &l) && l.looks != SAME))
			break;
		from += n;
	}
	return from;
}

/* Returns the end of the = (or its full-width form) that ends a key; 0 if there is none. */
static size_t find_equals(const char *line, size_t from, size_t to)
{
	static const char wide[] = "＝";

	for (size_t i = from; i < to && line[i] != '"'; i++) {
		if (line[i] == '=')
			return i + 1;
		if (to - i >= strlen(wide) && !memcmp(line + i, wide, strlen(wide)))
			return i + strlen(wide);
	}
	return 0;
}

/* True for an id, a number, a date or a list of them: nothing that a person would read. */
static bool is_word(const char *s)
{
	return !s[strspn(
		       s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-., ")] &&
		(!strchr(s, ' ') || strchr(s, ','));
}

static void add_value(struct strbuf *out, const char *line, struct ini_stretch v, size_t *at,
	struct strbuf *message)
{
	size_t before = out->len, found = message->len, end;

	if (v.from < v.to && line[v.from] == '"') {
		for (end = v.to; line[end - 1] != '"'; end--)
			;
		strbuf_add(out, line + v.from, end - v.from);
		if (skip_blanks(line, end, v.to) == v.to && end - v.from > 1)
			add_plain(out, line, (struct ini_stretch){ end, v.to }, at, message);
		else
			strbuf_add(out, line + end, v.to - end);
		return;
	}
	if (add_plain(out, line, v, at, message) && is_word(out->buf + before))
		return;
	strbuf_splice(out, before, out->len - before, line + v.from, v.to - v.from);
	if (!found)
		strbuf_clear(message);
}

const char *ini_look_alike_fault(
	const char *line, size_t len, size_t *at, struct strbuf *plain, struct strbuf *message)
{
	size_t begin = skip_blanks(line, 0, len), equals, value;
	bool done;

	if (begin == len) {
		done = len && add_plain(plain, line, (struct ini_stretch){ 0, len }, at, message);
		return done && message->len ? "look-alike" : NULL;
	}
	add_plain(plain, line, (struct ini_stretch){ 0, begin }, at, message);
	if (line[begin] == ';' || line[begin] == '#') {
		strbuf_add(plain, line + begin, len - begin);
		return message->len ? "look-alike" : NULL;
	}
	equals = line[begin] == '[' ? 0 : find_equals(line, begin, len);
	if (!equals) {
		if (line[begin] != '[' ||
			!add_plain(plain, line, (struct ini_stretch){ begin, len }, at, message))
			strbuf_add(plain, line + begin, len - begin);
		return message->len ? "look-alike" : NULL;
	}
	value = skip_blanks(line, equals, len);
	if (!add_plain(plain, line, (struct ini_stretch){ begin, value }, at, message))
		strbuf_add(plain, line + begin, value - begin);
	add_value(plain, line, (struct ini_stretch){ value, len }, at, message);
	return message->len ? "look-alike" : NULL;
}
