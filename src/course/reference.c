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

/* True if a heading that breaks a rule of form, which was reported, most likely has this id. */
static bool is_behind_fault(const struct ini *ini, const char *id)
{
	for (size_t i = 0; i < ini->n; i++)
		if (ini->sections[i].faulty && !strncmp(ini->sections[i].id, id, strlen(id)))
			return true;
	return false;
}

void reference_error(struct reader *r, const struct ini_entry *e, const char *id, const char *rule,
	const char *fmt, ...)
{
	struct strbuf message = STRBUF_INIT;
	size_t at = 0;
	va_list ap;

	if (is_behind_fault(r->ini, id)) {
		r->failed = true;
		return;
	}
	ini_refers(e, id, &at);
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
