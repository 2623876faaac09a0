/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"

#include <string.h>

#include "base/catalogue.h"
#include "base/mem.h"

static const struct catalogue *in_use;

void i18n_set_catalogue(const struct catalogue *cat)
{
	in_use = cat;
}

const char *i18n_text(const char *msgid)
{
	const char *s = in_use ? catalogue_get(in_use, msgid) : NULL;

	return s ? s : msgid;
}

const char *i18n_context(const char *context_and_msgid)
{
	const char *s = in_use ? catalogue_get(in_use, context_and_msgid) : NULL;
	const char *end;

	if (s)
		return s;
	end = strchr(context_and_msgid, '\004');
	return end ? end + 1 : context_and_msgid;
}

const char *i18n_count(const char *one, const char *many, unsigned long n)
{
	const char *s = in_use ? catalogue_get_plural(in_use, one, many, n) : NULL;

	return s ? s : n == 1 ? one : many;
}

static size_t add_code(struct lang *codes, size_t n, size_t max, const struct lang *lang)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(codes[i].code, lang->code))
			return n;
	if (n < max)
		codes[n++] = *lang;
	return n;
}

/*
 * Adds the language of a locale name of len bytes and its less specific forms, unless it is
 * malformed. Returns the new count.
 */
static size_t add_lang(struct lang *codes, size_t n, size_t max, const char *name, size_t len)
{
	struct lang lang;

	if (!language_code_read_locale(&lang, name, len))
		return n;
	do {
		n = add_code(codes, n, max, &lang);
	} while (language_code_shorten(&lang));
	return n;
}

static const char *locale_name(const char *(*get)(const char *name))
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *value = get(names[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

size_t i18n_preferred(struct lang *codes, size_t max, const char *(*get)(const char *name))
{
	const char *locale = locale_name(get), *list = get("LANGUAGE");
	size_t n = 0;

	if (!max)
		return 0;
	/* reserve the last slot for English */
	if (strcmp(locale, "C") != 0 && strcmp(locale, "POSIX") != 0) {
		while (list && *list) {
			size_t len = strcspn(list, ":");

			n = add_lang(codes, n, max - 1, list, len);
			list += len + (list[len] == ':');
		}
		n = add_lang(codes, n, max - 1, locale, strlen(locale));
	}
	return add_lang(codes, n, max, "en", 2);
}
