/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/reference.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/reader.h"
#include "ini/ini.h"
#include "text/nearest.h"

void reference_offer(struct nearest *n, const struct reader *r, const char *kind)
{
	for (size_t i = 0; i < r->ini->n; i++)
		if (!strcmp(r->ini->sections[i].kind, kind))
			nearest_offer(n, r->ini->sections[i].id);
}

static bool is_id_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '-';
}

/*
 * Returns the place of an id in a value, as bytes: in a list, or with its bracket in a text, where
 * the same word may stand outside brackets too. Returns 0 if it is not there.
 */
static size_t place_of(const char *value, bool prose, const char *id)
{
	size_t len = strlen(id);

	for (const char *s = strstr(value, id); s; s = strstr(s + 1, id)) {
		if (prose && s > value && s[-1] == '{' && !is_id_letter(s[len]))
			return (size_t)(s - 1 - value);
		if (!prose && (s == value || !is_id_letter(s[-1])) && !is_id_letter(s[len]))
			return (size_t)(s - value);
	}
	return 0;
}

void reference_error(struct reader *r, const struct ini_entry *e, const char *id, const char *rule,
	const char *fmt, ...)
{
	struct strbuf message = STRBUF_INIT;
	size_t at = place_of(e->value, e->quoted, id);
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&message, fmt, ap);
	va_end(ap);
	reader_error_in(r, e, at, rule, "%s", message.buf);
	strbuf_release(&message);
}

void reference_unknown(struct reader *r, const struct ini_entry *e, const char *rule,
	const char *kind, const char *id)
{
	struct nearest near = { .given = id };

	reference_offer(&near, r, kind);
	if (near.word)
		reference_error(r, e, id, rule, _("there is no [%s %s]; did you mean “%s”?"), kind,
			id, near.word);
	else
		reference_error(r, e, id, rule, _("there is no [%s %s]; add it, or correct the id"),
			kind, id);
}
