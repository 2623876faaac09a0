/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text typed in the encoding of the locale, where that is not UTF-8. */
#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "term/term_parts.h"
#include "text/text.h"

enum { NAME_MAX_BYTES = 40, CHARACTER_BYTES = 8 };

static char encoding[NAME_MAX_BYTES]; /* of the locale; empty: UTF-8 or unknown */
static iconv_t converter = (iconv_t)-1;
static char begun[CHARACTER_BYTES]; /* bytes of an unfinished character */
static size_t n_begun;

static bool names_utf8(const char *locale)
{
	const char *dot = locale ? strchr(locale, '.') : NULL;

	return dot && (!strncasecmp(dot, ".UTF-8", 6) || !strncasecmp(dot, ".UTF8", 5));
}

static const char *ctype_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return NULL;
}

/* "C" and "POSIX" name no encoding: what is typed there is UTF-8 or ASCII. */
static void note_encoding(const char *asked, bool installed)
{
	const char *dot = asked ? strchr(asked, '.') : NULL;
	const char *name = dot ? dot + 1 : "";
	size_t len;

	if (asked && installed && strcmp(asked, "C") && strcmp(asked, "POSIX"))
		name = nl_langinfo(CODESET);
	len = strcspn(name, "@");
	snprintf(encoding, sizeof(encoding), "%.*s", (int)len, name);
}

bool term_set_locale(void)
{
	const char *asked = ctype_locale();
	bool installed = setlocale(LC_CTYPE, "") != NULL;

	if (installed && !strcmp(nl_langinfo(CODESET), "UTF-8"))
		return true;
	if (!names_utf8(asked))
		note_encoding(asked, installed);
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
	/* a UTF-8 locale that is not installed, or no locale: today's terminals show UTF-8 */
	return !asked || names_utf8(asked);
}

static bool decode_utf8(const char *s, size_t len, uint32_t *code)
{
	struct utf8_decoder d = { 0 };

	for (size_t i = 0; i < len; i++)
		if (utf8_feed(&d, (unsigned char)s[i], code) > 0)
			return true;
	return false;
}

static int feed(void *ctx, unsigned char byte, uint32_t *code)
{
	char utf8[CHARACTER_BYTES], *in = begun, *out = utf8;
	size_t in_left, out_left = sizeof(utf8);

	(void)ctx;
	begun[n_begun++] = (char)byte;
	in_left = n_begun;
	if (iconv(converter, &in, &in_left, &out, &out_left) != (size_t)-1 || out > utf8) {
		n_begun = 0;
		return decode_utf8(utf8, (size_t)(out - utf8), code) ? 1 : -1;
	}
	if (errno == EINVAL && n_begun < CHARACTER_BYTES)
		return 0;
	iconv(converter, NULL, NULL, NULL, NULL);
	n_begun = 0;
	return -1;
}

decode_charset *term_charset(void)
{
	if (converter == (iconv_t)-1 && encoding[0])
		converter = iconv_open("UTF-8", encoding);
	n_begun = 0;
	return converter != (iconv_t)-1 ? feed : NULL;
}
