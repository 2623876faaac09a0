/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/config.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

enum { GUESS_LIMIT = 2 };

/* Not a setting of the course: see vigie report --xapi. */
static const char base_key[] = "xapi_base";

static void unknown_key(const struct ini_entry *e, struct diags *diags)
{
	struct strbuf all = STRBUF_INIT;
	const char *best = NULL;
	int distance = GUESS_LIMIT + 1;

	for (int i = 0; i < SET_COUNT; i++) {
		int d = text_distance(e->key, setting_infos[i].key, GUESS_LIMIT);

		strbuf_addf(&all, "%s%s", i ? ", " : "", setting_infos[i].key);
		if (d < distance) {
			distance = d;
			best = setting_infos[i].key;
		}
	}
	if (best)
		diag_add(diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column,
			e->source, _("there is no setting “%s”; did you mean “%s”?"), e->key, best);
	else
		diag_add(diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column,
			e->source, _("there is no setting “%s”; there are: %s"), e->key, all.buf);
	strbuf_release(&all);
}

static void bad_value(const struct ini_entry *e, int setting, struct diags *diags)
{
	struct strbuf all = STRBUF_INIT;
	const char *const *values = setting_infos[setting].values;

	for (int i = 0; values[i]; i++)
		strbuf_addf(&all, "%s%s", i ? ", " : "", values[i]);
	diag_add(diags, DIAG_ERROR, "bad-value", e->file, e->line, e->column, e->source,
		_("“%s” is one of %s, not “%s”"), e->key, all.buf, e->value);
	strbuf_release(&all);
}

static void read_settings(const struct ini *ini, struct settings *settings, struct diags *diags)
{
	for (size_t i = 0; ini && i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		if (strcmp(s->name, "settings")) {
			diag_add(diags, DIAG_ERROR, "unknown-section", s->file, s->line, 1,
				s->source,
				_("vigie.ini holds one section, [settings]; remove [%s]"), s->name);
			continue;
		}
		for (size_t k = 0; k < s->n; k++) {
			const struct ini_entry *e = &s->entries[k];
			int setting = setting_find(e->key);

			if (!strcmp(e->key, base_key))
				continue;
			if (setting < 0)
				unknown_key(e, diags);
			else if (!settings_set(settings, e->key, e->value))
				bad_value(e, setting, diags);
		}
	}
}

void config_read(const char *path, struct settings *settings, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	bool absent;

	read_settings(ini_read(&arena, path, &absent, diags), settings, diags);
	arena_release(&arena);
}

bool config_read_base(const char *path, struct strbuf *base)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	bool absent, found = false;
	const struct ini *ini = ini_read(&arena, path, &absent, &diags);

	for (size_t i = 0; ini && i < ini->n; i++)
		for (size_t k = 0; k < ini->sections[i].n && !found; k++) {
			const struct ini_entry *e = &ini->sections[i].entries[k];

			found = !strcmp(ini->sections[i].name, "settings") &&
				!strcmp(e->key, base_key);
			if (found)
				strbuf_addstr(base, e->value);
		}
	diags_release(&diags);
	arena_release(&arena);
	return found;
}

void config_parse(const char *path, const char *data, size_t len, struct settings *settings,
	struct diags *diags)
{
	struct arena arena = ARENA_INIT;

	read_settings(ini_parse(&arena, path, data, len, diags), settings, diags);
	arena_release(&arena);
}
