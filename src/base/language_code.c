/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/language_code.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* ASCII alone: in a Turkish locale toupper('i') may be another letter. */
static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t letters(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && lower(s[n]) >= 'a' && lower(s[n]) <= 'z')
		n++;
	return n;
}

static size_t digits(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

static size_t part_length(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] != '-' && s[n] != '_')
		n++;
	return n;
}

static bool is_script(const char *s, size_t len)
{
	return len == 4 && letters(s, len) == 4;
}

static bool is_region(const char *s, size_t len)
{
	return (len == 2 && letters(s, len) == 2) || (len == 3 && digits(s, len) == 3);
}

static void add_script(struct lang *lang, const char *s)
{
	size_t at = strlen(lang->code);

	lang->code[at++] = '-';
	lang->code[at++] = upper(s[0]);
	for (size_t i = 1; i < 4; i++)
		lang->code[at++] = lower(s[i]);
}

static void add_region(struct lang *lang, const char *s, size_t len)
{
	size_t at = strlen(lang->code);

	lang->code[at++] = '-';
	for (size_t i = 0; i < len; i++)
		lang->code[at++] = upper(s[i]);
}

static bool read_parts(struct lang *lang, const char *s, size_t len)
{
	size_t n = part_length(s, len);

	if ((n != 2 && n != 3) || letters(s, n) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		lang->code[i] = lower(s[i]);
	for (int part = 0; n < len; part++) {
		s += n + 1;
		len -= n + 1;
		n = part_length(s, len);
		if (part == 0 && is_script(s, n))
			add_script(lang, s);
		else if (is_region(s, n))
			return add_region(lang, s, n), n == len;
		else
			return false;
	}
	return true;
}

bool language_code_read(struct lang *lang, const char *text, size_t len)
{
	memset(lang, 0, sizeof(*lang));
	if (read_parts(lang, text, len))
		return true;
	memset(lang, 0, sizeof(*lang));
	return false;
}

/* Puts a script after the language, unless the code has one. */
static void set_script(struct lang *lang, const char *script)
{
	size_t n = part_length(lang->code, strlen(lang->code));
	char name[2 * LANG_MAX];
	struct lang with;

	snprintf(name, sizeof(name), "%.*s-%s%s", (int)n, lang->code, script, lang->code + n);
	if (language_code_read(&with, name, strlen(name)))
		*lang = with;
}

bool language_code_read_locale(struct lang *lang, const char *text, size_t len)
{
	/* the modifiers of glibc that name a script */
	static const struct {
		const char *modifier, *script;
	} scripts[] = { { "@latin", "Latn" }, { "@cyrillic", "Cyrl" }, { "@devanagari", "Deva" } };
	size_t end = 0;

	while (end < len && text[end] != '.' && text[end] != '@')
		end++;
	if (!language_code_read(lang, text, end))
		return false;
	while (end < len && text[end] != '@')
		end++;
	for (size_t i = 0; i < ARRAY_SIZE(scripts); i++)
		if (len - end == strlen(scripts[i].modifier) &&
			!memcmp(text + end, scripts[i].modifier, len - end))
			set_script(lang, scripts[i].script);
	return true;
}

bool language_code_is_valid(const char *text)
{
	struct lang lang;

	return language_code_read(&lang, text, strlen(text));
}

bool language_code_same(const char *a, const char *b)
{
	struct lang x, y;

	if (!strcmp(a, b))
		return true;
	return language_code_read(&x, a, strlen(a)) && language_code_read(&y, b, strlen(b)) &&
		!strcmp(x.code, y.code);
}

bool language_code_covers(const char *general, const char *code)
{
	struct lang lang;

	if (!strcmp(general, code))
		return true;
	if (!language_code_read(&lang, code, strlen(code)))
		return false;
	do {
		if (!strcmp(lang.code, general))
			return true;
	} while (language_code_shorten(&lang));
	return false;
}

bool language_code_shorten(struct lang *lang)
{
	char *hyphen = strrchr(lang->code, '-');

	if (!hyphen)
		return false;
	memset(hyphen, 0, (size_t)(lang->code + LANG_MAX - hyphen));
	return true;
}
